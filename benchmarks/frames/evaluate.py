"""How right are frame uses on labelled sentences: theme, function, target, look-alikes.

    python benchmarks/frames/evaluate.py [--set dev|dev2|dev3] [--half tune|calibrate|held|all]
        [--words-only] [--errors]

The labelled sentences (dev.en.csv, dev.fr.csv, dev.ar.csv) were written without sight
of the lexicon. Every second row, from the first, is the tuning half, whose errors the lexicons
were mended by. Of the rest every second row calibrates the fusion of evidence, and the
others are held back: read their figures, never their errors. The second set (dev2.*.csv,
the same sentences in three languages) was written later, before its results were
looked at: every second row is for tuning, the others are only counted. So is the
third (dev3.*.csv), other sentences in each language: questions, concessions, negations
that are part of a charge, unusual wordings, and look-alikes in the groups' own words.
"""

from __future__ import annotations

import argparse
from collections import defaultdict
from pathlib import Path

from rhetoric import lexicon as lexicons
from rhetoric.encode import load_encoder
from rhetoric.frames.score import FrameScorer, FrameUse
from rhetoric.languages import language_code
from rhetoric.model import Passage, Statement
from rhetoric.settings import find_project
from rhetoric.sources.tables import UNDATED, read_rows

HERE = Path(__file__).parent
_TWO = ("tune", "held")
_HALVES = {"dev": ("tune", "calibrate", "tune", "held"), "dev2": _TWO, "dev3": _TWO}


def labelled(
    half: str, name: str = "dev"
) -> list[tuple[Statement, list[tuple[str, str, str]], dict[str, str]]]:
    """(statement, [(theme, function, target)], row) of the asked half of a set."""
    halves = _HALVES[name]
    found = []
    for language in ("en", "fr", "ar"):
        for number, (_, row) in enumerate(read_rows(HERE / f"{name}.{language}.csv")):
            if half not in ("all", halves[number % len(halves)]):
                continue
            labels = []
            if row["theme"]:
                columns = (row[c].split("|") for c in ("theme", "function", "target"))
                labels = [(t, f, g) for t, f, g in zip(*columns, strict=True)]
            statement = Statement(
                row["id"],
                row["text"],
                UNDATED,
                row["group"],
                language=language_code(language),
                form="",
            )
            found.append((statement, labels, row))
    return found


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--set", choices=tuple(_HALVES), default="dev")
    parser.add_argument("--half", choices=("tune", "calibrate", "held", "all"), default="held")
    parser.add_argument("--words-only", action="store_true")
    parser.add_argument("--errors", action="store_true", help="list what went wrong")
    options = parser.parse_args()
    if options.errors and options.half != "tune":
        parser.error("errors are shown for the tuning half alone")
    project = find_project()
    lexicon = lexicons.read_lexicon(project.lexicons)
    encoder = None if options.words_only else load_encoder(cache=project.cache / "vectors.sqlite")
    scorer = FrameScorer(lexicon, encoder)
    counts: dict[tuple[str, str], dict[str, int]] = defaultdict(lambda: defaultdict(int))
    actors = lexicon.actors
    for statement, labels, row in labelled(options.half, options.set):
        passage = Passage(statement.id, 1, 0, len(statement.body), statement.body)
        uses: dict[str, FrameUse] = {u.theme.id: u for u in scorer.uses(statement, [passage])}
        wanted: dict[str, list[tuple[str, str]]] = {}
        for theme, function, target in labels:
            wanted.setdefault(theme, []).append((function, target))
        for key in (("language", row["lang"]), ("kind", row["kind"]), ("all", "all")):
            tally = counts[key]
            tally["sentences"] += 1
            tally["found"] += len(uses.keys() & wanted.keys())
            tally["reported"] += len(uses)
            tally["wanted"] += len(wanted)
            if not wanted:
                tally["lookalikes"] += 1
                tally["flagged"] += bool(uses)
            for theme in uses.keys() & wanted.keys():
                function, target = nearest(uses[theme], wanted[theme], actors)
                tally["function"] += uses[theme].function == function
                tally["target"] += side(uses[theme].target.party, actors) == side(target, actors)
        for theme in {*uses, *wanted}:
            counts["theme", theme]["found"] += theme in uses and theme in wanted
            counts["theme", theme]["reported"] += theme in uses
            counts["theme", theme]["wanted"] += theme in wanted
        if options.errors:
            _errors(row, uses, wanted, actors)
    print(f"{'':22}   n  theme F1  precision  recall  function  target  look-alikes flagged")
    for (kind, name), tally in sorted(counts.items()):
        found, reported, wanted_n = tally["found"], tally["reported"], tally["wanted"]
        f1 = 2 * found / max(1, reported + wanted_n)
        line = (
            f"{kind:9}{name:13}{wanted_n:4}  {f1:8.3f}  {found / max(1, reported):9.3f}"
            f"  {found / max(1, wanted_n):6.3f}"
        )
        if kind != "theme":
            line += (
                f"  {tally['function'] / max(1, found):8.3f}"
                f"  {tally['target'] / max(1, found):6.3f}"
                f"  {tally['flagged'] / max(1, tally['lookalikes']):19.3f}"
            )
        print(line)


def side(party: str, actors: lexicons.Actors) -> str:
    return actors.camp(party) or party


def nearest(
    use: FrameUse, labels: list[tuple[str, str]], actors: lexicons.Actors
) -> tuple[str, str]:
    """The label a use is held against, where a sentence has two ("it is not we but they")."""

    def right(label: tuple[str, str]) -> tuple[bool, bool]:
        alike = side(use.target.party, actors) == side(label[1], actors)
        return use.function == label[0], alike

    return max(labels, key=right)


def _errors(
    row: dict[str, str],
    uses: dict[str, FrameUse],
    wanted: dict[str, list[tuple[str, str]]],
    actors: lexicons.Actors,
) -> None:
    problems = []
    for theme, pairs in wanted.items():
        if theme not in uses:
            problems.append(f"missed {theme}")
            continue
        use = uses[theme]
        function, target = nearest(use, pairs, actors)
        if use.function != function:
            problems.append(f"{theme}: {use.function} should be {function} ({use.reason})")
        party = use.target.party
        if side(party, actors) != side(target, actors):
            problems.append(
                f"{theme} [{function}]: target {party or '-'} should be {target or '-'}"
                f" ({use.target.reason})"
            )
    for theme in uses.keys() - wanted.keys():
        use = uses[theme]
        words = use.statement.body[use.start : use.end]
        problems.append(f"false {theme} «{words}» w={use.words} m={use.meaning:.2f}")
    if problems:
        print(f"{row['id']} {row['group']} {row['kind']}: {row['text']}")
        for problem in problems:
            print(f"     {problem}")


if __name__ == "__main__":
    main()
