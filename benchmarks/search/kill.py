"""Kill the writer of a store at any moment, and see that nothing is lost and nothing doubled.

    python benchmarks/search/kill.py [--kills 14] [--statements 200] [--seed 0]

For every kind of write (the first build, adding, editing, removing, all of them at once, putting
segments together, a rebuild) a process writes and is killed with SIGKILL, half of the times
anywhere in its run and half of the times while it changes tables; the moment is drawn by chance.
Some of the next starts are killed, too. Each time it is asked:

- before the next start: does a reader see the store as it was before or as it was to become, and
  nothing between (`before`, `after`), and the second where the writer had said it was done?
- after the next start: does the doctor find nothing, and are statements, passages, postings and
  searches those of a store made anew of the same texts?

It exits with 1 if ever not. A killed process is not a power failure: what was handed to the
system is written all the same.
"""

from __future__ import annotations

import argparse
import os
import random
import select
import shutil
import signal
import sys
import tempfile
import time
import zlib
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from rhetoric.encode import CachedEncoder
from rhetoric.errors import StoreError
from rhetoric.searching.query import parse_query
from rhetoric.searching.search import Searcher
from rhetoric.store import postings
from rhetoric.store.doctor import examine
from rhetoric.store.fill import Filler
from rhetoric.store.snapshot import Snapshot
from rhetoric.store.update import update
from rhetoric.text import fold_text
from rhetoric.vectors import Vectors

WIDE = 144
WORDS = (
    "market valley river bridge school harvest millet rain road letter council elders traders "
    "well garden boat fishermen teacher clinic festival radio weather price cattle pasture"
).split()
QUERIES = ("the market near the valley", "riv*", '"has a"', "letter -rain")
KINDS = ("first build", "add", "edit", "remove", "all at once", "segments", "rebuild")


class WordEncoder:
    """An encoder whose vectors tell which words a text has."""

    name = hash = "words"

    def encode(self, texts: Sequence[str], *, query: bool = False) -> Vectors:
        found = np.zeros((len(texts), WIDE), dtype=np.float32)
        for row, text in enumerate(texts):
            for word in fold_text(text).split() or ["-"]:
                found[row, zlib.crc32(word.encode()) % WIDE] += 1
        return np.asarray(found / np.linalg.norm(found, axis=1, keepdims=True))


class Trial:
    """A folder of texts and its store, whose writers are killed."""

    def __init__(self, root: Path, chance: random.Random, statements: int) -> None:
        self.texts, self.folder = root / "texts", root / "search"
        self.root, self.chance = root, chance
        self.encoder = CachedEncoder(WordEncoder())
        self.texts.mkdir(parents=True)
        self.number = 0
        for _ in range(statements):
            self.add()

    # ------------------------------------------------------------ the texts

    def add(self) -> None:
        self.number += 1
        self.put(f"s-{self.number}")

    def put(self, name: str) -> None:
        sentences = [
            "The {} near the {} has a {}.".format(*self.chance.sample(WORDS, 3))
            for _ in range(self.chance.randrange(1, 16))
        ]
        date = f"20{self.chance.randrange(10, 20)}-{self.chance.randrange(1, 13):02}"
        head = f"---\nid: {name}\ndate: {date}\ngroup: NORTH\nlanguage: en\ntitle: A note\n"
        body = "\n\n".join(sentences)
        (self.texts / f"{name}.md").write_text(f"{head}source: A book\n---\n{body}\n", "utf-8")

    def some(self, count: int) -> list[str]:
        return self.chance.sample(sorted(p.stem for p in self.texts.glob("*.md")), count)

    def change(self, kind: str) -> None:
        """Change the texts so that a write of this kind is due."""
        if kind in ("add", "all at once", "segments"):
            for _ in range(12):
                self.add()
        if kind in ("edit", "all at once"):
            for name in self.some(12):
                self.put(name)
        if kind in ("remove", "all at once"):
            for name in self.some(12):
                (self.texts / f"{name}.md").unlink()
        if kind == "first build":
            shutil.rmtree(self.folder, ignore_errors=True)

    # ------------------------------------------------------------ writing, and being killed

    def write(self, kind: str) -> None:
        postings._MOST_SEGMENTS = 0 if kind == "segments" else 12
        update(self.folder, self.texts, self.encoder, rebuild=kind == "rebuild")

    def killed(self, kind: str, after: float, *, in_tables: bool) -> bool:
        """Kill a writer so many seconds after it began; whether it said before that it is done."""
        ours, theirs = os.pipe()
        child = os.fork()
        if child == 0:
            try:
                if in_tables:
                    _tell_of_tables(theirs)
                else:
                    os.write(theirs, b"B")
                self.write(kind)
                os.write(theirs, b"D")
            finally:
                os._exit(0)
        os.close(theirs)
        told = os.read(ours, 1)  # it begins; nothing where it ended without
        if told == b"B":
            ready, _, _ = select.select([ours], [], [], after)
            told = os.read(ours, 1) if ready else b""
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        # What it said before it died counts.
        told = told or os.read(ours, 1)
        os.close(ours)
        return told == b"D"

    def seconds(self, kind: str) -> tuple[float, float]:
        """How long a write takes, and how long of it tables are changed; the store stays."""
        times = []
        for in_tables in (False, True):
            aside = self.root / "timed"
            shutil.rmtree(aside, ignore_errors=True)
            if self.folder.exists():
                shutil.copytree(self.folder, aside)
            began = time.perf_counter()
            marks: list[float] = []
            whole = Filler.begin
            if in_tables:
                Filler.begin = _marked(whole, marks)  # type: ignore[method-assign]
            home, self.folder = self.folder, aside
            self.write(kind)
            self.folder = home
            Filler.begin = whole  # type: ignore[method-assign]
            times.append(time.perf_counter() - (marks[0] if marks else began))
        return times[0], times[1]

    # ------------------------------------------------------------ looking

    def seen(self, folder: Path) -> dict[str, Any] | None:
        """All a reader learns of a store; None where there is none."""
        try:
            snapshot = Snapshot(folder)
        except StoreError as problem:
            if "no index yet" in str(problem):
                return None
            raise
        try:
            terms = {}
            for term in snapshot.terms_from("", "\U0010ffff"):
                found = snapshot.posting(term)
                if found is not None:
                    pairs = zip(found.rows.tolist(), found.counts.tolist(), strict=True)
                    terms[term] = sorted(pairs)
            everyone = np.ones(len(snapshot), dtype=bool)
            searcher = Searcher(snapshot, self.encoder)
            answers, scores = [], []
            for text in QUERIES:
                query = parse_query(text)
                answers.append(searcher.search(query, everyone, k=20, way="words").to_dict())
                both = searcher.search(query, everyone, k=20)
                scores.append(both["score"].round(2).tolist())
            return {
                "statements": [(t.id, t.count, t.date) for t in snapshot.statements],
                "passages": [snapshot.passage(place) for place in range(len(snapshot))],
                "terms": terms, "answers": answers, "scores": scores,
            }  # fmt: skip
        finally:
            snapshot.close()

    def anew(self) -> dict[str, Any] | None:
        """All a reader would learn of a store made anew of the texts."""
        with tempfile.TemporaryDirectory(dir=self.root) as folder:
            update(Path(folder), self.texts, self.encoder)
            return self.seen(Path(folder))


def _tell_of_tables(pipe: int) -> None:
    """Have this process say when it begins to change tables."""
    whole = Filler.begin

    def begin(self: Filler) -> None:
        os.write(pipe, b"B")
        whole(self)

    Filler.begin = begin  # type: ignore[method-assign]


def _marked(whole: Callable[[Filler], None], marks: list[float]) -> Callable[[Filler], None]:
    def begin(self: Filler) -> None:
        marks.append(time.perf_counter())
        whole(self)

    return begin


def same(one: dict[str, Any] | None, other: dict[str, Any] | None) -> bool:
    """Whether two stores are the same to a reader; the scores of meaning are, about."""
    if one is None or other is None:
        return one is other
    near = all(
        len(a) == len(b) and np.allclose(a, b, atol=0.015)
        for a, b in zip(one["scores"], other["scores"], strict=True)
    )
    return near and all(one[key] == other[key] for key in one if key != "scores")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--kills", type=int, default=14, help="of each kind of write")
    parser.add_argument("--statements", type=int, default=200)
    parser.add_argument("--seed", type=int, default=0)
    given = parser.parse_args()
    counts: dict[str, Counter[str]] = {kind: Counter() for kind in KINDS}
    wrong: list[str] = []
    with tempfile.TemporaryDirectory() as root:
        chance = random.Random(given.seed)  # noqa: S311 - no secret
        trial = Trial(Path(root), chance, given.statements)
        for kind in KINDS:
            count = counts[kind]
            for number in range(given.kills):
                try:
                    wrong += one_kill(trial, kind, number, count)
                except Exception as problem:  # noqa: BLE001 - anything raised is a fault
                    wrong.append(f"{kind}: {type(problem).__name__}: {problem}")
                    count["faults"] += 1
    columns = ("kills", "in tables", "again", "before", "after", "said done", "left over", "faults")
    print(f"{'kind of write':14}" + "".join(f"{name:>11}" for name in columns))
    for kind in (*KINDS, "total"):
        count = sum(counts.values(), Counter()) if kind == "total" else counts[kind]
        print(f"{kind:14}" + "".join(f"{count[name]:>11}" for name in columns))
    for told in wrong:
        print(told, file=sys.stderr)
    return 1 if wrong else 0


def one_kill(trial: Trial, kind: str, number: int, count: Counter[str]) -> list[str]:
    """Kill one write; what is wrong then."""
    wrong: list[str] = []
    # Everything is as the texts say, and it was said that it is.
    update(trial.folder, trial.texts, trial.encoder)
    trial.change(kind)
    before = trial.seen(trial.folder)
    in_tables = number % 2 == 1
    longest = 1.3 * trial.seconds(kind)[in_tables]
    done = trial.killed(kind, trial.chance.uniform(0, longest), in_tables=in_tables)
    count["kills"] += 1
    count["in tables"] += in_tables
    expected = trial.anew()
    if number % 5 == 4:
        # The next start is killed, too.
        done |= trial.killed(kind, trial.chance.uniform(0, longest), in_tables=False)
        count["kills"] += 1
        count["again"] += 1
    seen = trial.seen(trial.folder)
    is_after = same(seen, expected)
    is_before = same(seen, before) and not (is_after and done)
    count["said done"] += done
    count["before" if is_before else "after"] += 1
    if not is_before and not is_after:
        wrong.append(f"{kind}: a reader sees neither what was nor what was to become")
    if done and not is_after:
        wrong.append(f"{kind}: a change that was said to be done is not there")
    usual = ("left over from a write", "the texts have changed since", "there is no index yet")
    for problem in examine(trial.folder, trial.texts, trial.encoder):
        count["left over"] += problem.problem.startswith(usual[0])
        if not problem.problem.startswith(usual):
            wrong.append(f"{kind}: before the next start: {problem}")
    update(trial.folder, trial.texts, trial.encoder)
    wrong += [
        f"{kind}: after the next start: {problem}"
        for problem in examine(trial.folder, trial.texts, trial.encoder)
    ]
    seen = trial.seen(trial.folder)
    if not same(seen, expected):
        wrong.append(f"{kind}: the next start does not answer as a store made anew")
    if seen is not None and len({name for name, _, _ in seen["statements"]}) != len(
        seen["statements"]
    ):
        wrong.append(f"{kind}: a statement is there twice")
    count["faults"] += bool(wrong)
    return wrong


if __name__ == "__main__":
    sys.exit(main())
