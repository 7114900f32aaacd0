"""How well are copies recognised, on data with known answers.

    python benchmarks/copies/evaluate.py words SPEECHES.parquet [--half tune|held]
    python benchmarks/copies/evaluate.py links SPEECHES.parquet
    python benchmarks/copies/evaluate.py meaning XQUAD.en.json XQUAD.ar.json [--half tune|held]

Words: from real speeches (UN General Debate, Jankin, Baturo and Dasandi) copies are made by
chance with a fixed seed: reprints with a share of the words dropped, replaced or doubled,
other punctuation and case, a heading added; excerpts of a share of the words in one piece or
two. Each is looked for among the whole collection, as is a further speech of which no copy
was made: what is linked to anything but its original is a false link. Speeches whose number
in the order of the file is even are for tuning, the others are held back.

Links: every link among the speeches as they are, to be read by hand.

Meaning: the same paragraphs in English and Arabic (XQuAD, Artetxe, Ruder and Yogatama 2020);
the other paragraphs of an article are the look-alikes. Even articles are for tuning.
"""

from __future__ import annotations

import argparse
import json
import random
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

from rhetoric.copies import CopyFinder, Link
from rhetoric.dates import parse_date
from rhetoric.encode import load_encoder
from rhetoric.model import Statement
from rhetoric.passages import split_passages

HEADING = "Reprinted by the information office on the second day of the session. Full text follows."


def speeches(path: Path, limit: int | None) -> list[Statement]:
    """The speeches as statements."""
    import pandas as pd

    table = pd.read_parquet(path).head(limit) if limit else pd.read_parquet(path)
    return [
        Statement(
            f"{row.iso3}-{row.session}".lower(), row.text, parse_date(str(row.year)), row.iso3,
            title=f"{row.country} {row.year}", language="eng",
        )
        for row in table.itertuples()
    ]  # fmt: skip


def edited(text: str, share: float, chance: random.Random) -> str:
    """A text with a share of its words dropped, replaced by another of its words, or added."""
    words = text.split()
    found: list[str] = []
    for word in words:
        if chance.random() >= share:
            found.append(word)
            continue
        kind = chance.choice(("drop", "replace", "insert"))
        if kind == "replace":
            found.append(chance.choice(words))
        elif kind == "insert":
            found += [word, chance.choice(words)]
    return " ".join(found)


def excerpt(text: str, share: float, pieces: int, chance: random.Random) -> str:
    """A share of the words, in one piece or two with an ellipsis between."""
    words = text.split()
    length = max(12, int(len(words) * share))
    if pieces == 1:
        start = chance.randrange(0, max(1, len(words) - length))
        return " ".join(words[start : start + length])
    half, middle = length // 2, len(words) // 2
    first = chance.randrange(0, max(1, middle - half))
    second = chance.randrange(middle, max(middle + 1, len(words) - half))
    return f"{' '.join(words[first : first + half])} […] {' '.join(words[second : second + half])}"


def _shouted(text: str, chance: random.Random) -> str:
    return text.upper().replace(",", "").replace(".", " – ")


Maker = Callable[[str, random.Random], str]
KINDS: dict[str, tuple[str, Maker]] = {
    "reprint, same": ("reprint_of", lambda t, c: t),
    "reprint, punctuation and case": ("reprint_of", _shouted),
    "reprint, heading added": ("reprint_of", lambda t, c: f"{HEADING}\n\n{t}"),
    "reprint, 1 % of words": ("reprint_of", lambda t, c: edited(t, 0.01, c)),
    "reprint, 5 % of words": ("reprint_of", lambda t, c: edited(t, 0.05, c)),
    "reprint, 10 % of words": ("reprint_of", lambda t, c: edited(t, 0.10, c)),
    "reprint, 15 % of words": ("reprint_of", lambda t, c: edited(t, 0.15, c)),
    "reprint, 25 % of words": ("reprint_of", lambda t, c: edited(t, 0.25, c)),
    "excerpt, 5 %": ("excerpt_of", lambda t, c: excerpt(t, 0.05, 1, c)),
    "excerpt, 20 %": ("excerpt_of", lambda t, c: excerpt(t, 0.20, 1, c)),
    "excerpt, 50 %": ("excerpt_of", lambda t, c: excerpt(t, 0.50, 1, c)),
    "excerpt, 5 % in two pieces": ("excerpt_of", lambda t, c: excerpt(t, 0.05, 2, c)),
    "excerpt, 20 % in two pieces": ("excerpt_of", lambda t, c: excerpt(t, 0.20, 2, c)),
    "excerpt, 20 %, 5 % of words edited": (
        "excerpt_of", lambda t, c: edited(excerpt(t, 0.20, 1, c), 0.05, c),
    ),
    "excerpt, 20 %, 15 % of words edited": (
        "excerpt_of", lambda t, c: edited(excerpt(t, 0.20, 1, c), 0.15, c),
    ),
    "excerpt, 40 words": (
        "excerpt_of", lambda t, c: excerpt(t, 40 / len(t.split()), 1, c),
    ),
    "excerpt, 20 words": (
        "excerpt_of",
        lambda t, c: excerpt(t, 20 / len(t.split()), 1, c),
    ),
    "excerpt, 40 words, 5 % of them edited": (
        "excerpt_of",
        lambda t, c: edited(excerpt(t, 40 / len(t.split()), 1, c), 0.05, c),
    ),
    "whole, of which an excerpt is there": ("excerpt_of", lambda t, c: t),
}  # fmt: skip


def _right(links: tuple[Link, ...], made: Statement, field: str, original: str) -> bool:
    return any({x.copy, x.original} == {made.id, original} and x.field == field for x in links)


def words(path: Path, half: str, count: int, limit: int | None) -> None:
    """Print recall and precision by kind of copy."""
    every = speeches(path, limit)
    chance = random.Random(20)  # noqa: S311 - a fixed seed, nothing secret
    turn = 0 if half == "tune" else 1
    chosen = chance.sample([s for n, s in enumerate(every) if n % 2 == turn], 3 * count)
    # Of some only an excerpt is there, and of others nothing.
    cut, longer, strangers = chosen[:count], chosen[count : 2 * count], chosen[2 * count :]
    part = {s.id: replace(s, body=excerpt(s.body, 0.2, 1, chance)) for s in longer}
    out = {s.id for s in strangers}
    finder = CopyFinder(part.get(s.id, s) for s in every if s.id not in out)
    true, other, false = defaultdict(int), defaultdict(int), defaultdict(int)
    for kind, (field, maker) in KINDS.items():
        for source in longer if kind.startswith("whole") else cut:
            made = replace(source, id=f"copy-{source.id}", body=maker(source.body, chance))
            links = finder.find(made)
            pairs = {frozenset((x.copy, x.original)) - {made.id} for x in links}
            pair = frozenset({source.id})
            true[kind] += _right(links, made, field, source.id)
            other[kind] += pair in pairs and not _right(links, made, field, source.id)
            false[kind] += len(pairs - {pair})
    print(f"{len(every)} speeches, {half}: {count} copies of each kind")
    print(f"{'kind':40} {'recall':>7} {'other field':>11} {'false':>6}")
    for kind in KINDS:
        print(f"{kind:40} {true[kind] / count:7.3f} {other[kind]:11} {false[kind]:6}")
    linked_strangers = [link for s in strangers for link in finder.find(s)]
    print(f"{'no copy of it is there':40} {'':7} {'':11} {len(linked_strangers):6}")
    linked = sum(true.values()) + sum(other.values())
    print(f"precision {linked / (linked + sum(false.values())):.4f}")


def negatives(path: Path, limit: int | None) -> None:
    """Print every link among the speeches as they are."""
    finder = CopyFinder()
    for statement in speeches(path, limit):
        for link in finder.find(statement):
            print(link)
        finder.add(statement)


def articles(path: Path, language: str, half: str) -> Iterator[list[Statement]]:
    """The paragraphs of each article."""
    for n, article in enumerate(json.loads(path.read_text("utf-8"))["data"]):
        if half == "all" or n % 2 == (0 if half == "tune" else 1):
            yield [
                Statement(
                    f"{language}-{n:02}-{p}", paragraph["context"].strip(),
                    parse_date("2016" if language == "eng" else "2019"), "X",
                    title=f"{language} {n}:{p}", language=language,
                )
                for p, paragraph in enumerate(article["paragraphs"])
            ]  # fmt: skip


def joined(paragraphs: list[Statement]) -> Statement:
    """An article as one statement."""
    first = paragraphs[0]
    name = f"{first.language}-{first.id.split('-')[1]}-a"
    return replace(first, id=name, body="\n\n".join(p.body for p in paragraphs))


def half_of(statement: Statement, chance: random.Random) -> Statement:
    """Half of a statement's sentences, in one piece."""
    sentences = [p.text for p in split_passages(statement.body, language=statement.language)]
    count = (len(sentences) + 1) // 2
    start = chance.randrange(0, len(sentences) - count + 1)
    return replace(
        statement, id=f"{statement.id}-half", body=" ".join(sentences[start : start + count])
    )


def meaning(english: Path, arabic: Path, half: str, cache: Path | None) -> None:
    """Print recall and precision of translations."""
    encoder = load_encoder(cache=cache)
    chance = random.Random(20)  # noqa: S311
    there = list(articles(english, "eng", half))
    here = list(articles(arabic, "ara", half))
    cases = {
        "paragraphs": ([p for a in there for p in a], [p for a in here for p in a]),
        "half of a paragraph's sentences": (
            [p for a in there for p in a],
            [half_of(p, chance) for a in here for p in a],
        ),
        "a paragraph of an article": (
            [joined(a) for a in there], [p for a in here for p in a],
        ),
        "whole articles": ([joined(a) for a in there], [joined(a) for a in here]),
        "paragraphs whose own is not there": None,
    }  # fmt: skip
    print(f"{'case':40} {'cases':>6} {'precision':>9} {'recall':>7}")
    for name, case in cases.items():
        if case is None:
            # Of each article the even paragraphs are there, the odd ones are looked for.
            kept = [p for a in there for n, p in enumerate(a) if n % 2 == 0]
            asked = [p for a in here for n, p in enumerate(a) if n % 2]
        else:
            kept, asked = case
        finder = CopyFinder(kept, encoder)
        right = wrong = 0
        for statement in asked:
            links = finder.find(statement)
            mine = statement.id.split("-")
            for link in links:
                other = (link.original if link.copy == statement.id else link.copy).split("-")
                same = other[1] == mine[1] and ("a" in (other[2], mine[2]) or other[2] == mine[2])
                right, wrong = right + same, wrong + (not same)
        made = right + wrong
        precision = f"{right / made:9.3f}" if made and case is not None else f"{'':9}"
        recall = f"{right / len(asked):7.3f}" if case is not None else f"{wrong:3} false"
        print(f"{name:40} {len(asked):6} {precision} {recall}")


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("what", choices=("words", "meaning", "links"))
    parser.add_argument("paths", type=Path, nargs="+")
    parser.add_argument("--half", choices=("tune", "held", "all"), default="held")
    parser.add_argument("--count", type=int, default=200, help="copies of each kind")
    parser.add_argument("--limit", type=int, help="only so many speeches")
    parser.add_argument("--cache", type=Path, help="where vectors are kept")
    options = parser.parse_args()
    if options.what == "words":
        words(options.paths[0], options.half, options.count, options.limit)
    elif options.what == "links":
        negatives(options.paths[0], options.limit)
    else:
        meaning(options.paths[0], options.paths[1], options.half, options.cache)


if __name__ == "__main__":
    main()
