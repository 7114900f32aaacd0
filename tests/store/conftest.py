"""What the tests of the store share: a small encoder, a folder of texts, a store of it."""

from __future__ import annotations

import os
import random
import zlib
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from rhetoric.corpus import Corpus
from rhetoric.dates import parse_date
from rhetoric.encode import CachedEncoder
from rhetoric.model import Statement
from rhetoric.sources.folder import read_texts
from rhetoric.sources.statement_table import write_statement_table
from rhetoric.store.snapshot import Snapshot
from rhetoric.store.update import Updated, update
from rhetoric.text import fold_text
from rhetoric.vectors import Vectors

#: More components than a head has, so that there are tails.
WIDE = 144
WORDS = (
    "market valley river bridge school harvest millet rain road letter council elders traders "
    "well garden boat fishermen teacher clinic festival radio weather price cattle pasture"
).split()


class StandIn:
    """An encoder whose vectors tell which words a text has: each word is some components."""

    def __init__(self, name: str = "stand-in", weights: str = "1", prefix: str = "") -> None:
        self.name, self.hash, self.passage_prefix = name, weights, prefix

    def encode(self, texts: Sequence[str], *, query: bool = False) -> Vectors:
        found = np.zeros((len(texts), WIDE), dtype=np.float32)
        for row, text in enumerate(texts):
            for word in fold_text(text).split() or ["-"]:
                code = zlib.crc32(word.encode())
                found[row, code % WIDE] += 1
                found[row, (code >> 8) % WIDE] -= 0.5
        norms = np.linalg.norm(found, axis=1, keepdims=True)
        return np.asarray(found / np.where(norms > 0, norms, 1), dtype=np.float32)


Encoders = Callable[..., CachedEncoder]


@pytest.fixture(scope="session")
def stand_in() -> Encoders:
    """stand_in(name, weights, prefix): an encoder that needs no model."""

    def make(**given: str) -> CachedEncoder:
        return CachedEncoder(StandIn(**given))

    return make


@pytest.fixture(scope="session")
def talk() -> Callable[[random.Random, int], str]:
    """talk(random, sentences): a bland text; one of no sentences has no passages."""

    def make(chance: random.Random, sentences: int) -> str:
        parts = []
        for number in range(sentences):
            a, b, c = chance.sample(WORDS, 3)
            parts.append(f"The {a} near the {b} has a {c}." + ("\n\n" if number % 4 == 3 else ""))
        return " ".join(parts).strip() or "* * *"

    return make


class Kept:
    """A folder of texts and the store that is kept of it."""

    def __init__(self, root: Path, encoder: CachedEncoder) -> None:
        self.texts, self.folder, self.encoder = root / "texts", root / "search", encoder
        self.texts.mkdir(parents=True)

    def write(self, name: str, body: str, date: str = "2019", group: str = "NORTH") -> Path:
        """A statement in a file of its own."""
        path = self.texts / f"{name}.md"
        head = f"---\nid: {name}\ndate: {date}\ngroup: {group}\nlanguage: en\n"
        path.write_text(f"{head}title: A note\nsource: A book\n---\n{body}\n", "utf-8")
        return path

    def write_table(self, name: str, bodies: dict[str, str], date: str = "2018") -> Path:
        """Many statements in one file."""
        path = self.texts / f"{name}.parquet"
        write_statement_table(
            path,
            [
                Statement(id=key, body=body, date=parse_date(date), group="EAST", language="eng")
                for key, body in bodies.items()
            ],
        )
        return path

    def remove(self, name: str) -> None:
        """Take a statement's file away."""
        (self.texts / f"{name}.md").unlink()

    def update(self, **options: Any) -> Updated:
        """Bring the store up to date."""
        return update(self.folder, self.texts, options.pop("encoder", self.encoder), **options)

    def open(self) -> Snapshot:
        """The store as it is now."""
        return Snapshot(self.folder)

    def corpus(self) -> Corpus:
        """The texts."""
        return Corpus.of(read_texts(self.texts))

    def rows(self) -> dict[str, tuple[int, int]]:
        """Statement → its first row, and how many it has."""
        found = self.open()
        try:
            return {told.id: (told.first, told.count) for told in found.statements}
        finally:
            found.close()

    def found(self, term: str) -> list[tuple[str, int]]:
        """Where a term stands: statement and passage."""
        snapshot = self.open()
        try:
            posting = snapshot.posting(term)
            places = [] if posting is None else sorted(posting.rows.tolist())
            return [(p.statement, p.index) for p in map(snapshot.passage, places)]
        finally:
            snapshot.close()


@pytest.fixture
def kept(tmp_path: Path, stand_in: Encoders) -> Kept:
    """An empty folder of texts, without a store."""
    return Kept(tmp_path / "kept", stand_in())


@pytest.fixture
def three(kept: Kept) -> Kept:
    """Three short statements, and a store of them."""
    kept.write("a-first", "The market has a well. The road was long.", "2019-01")
    kept.write("b-second", "The river rose in the night.\n\nThe boat is old.", "2019-02")
    kept.write("c-third", "The teacher wrote a letter about the harvest.", "2019-03")
    kept.update()
    return kept


def contents(snapshot: Snapshot) -> dict[str, Any]:
    """All a reader can learn of a store, whatever the order in which it was written."""
    terms = snapshot.terms_from("", "\U0010ffff")
    postings = {}
    for term in terms:
        posting = snapshot.posting(term)
        if posting is not None:
            pairs = zip(posting.rows.tolist(), posting.counts.tolist(), strict=True)
            postings[term] = sorted(pairs)
    told = [(t.id, t.count, t.date, t.group, t.language, t.title) for t in snapshot.statements]
    return {
        "statements": told,
        "passages": [snapshot.passage(place) for place in range(len(snapshot))],
        "bodies": [snapshot.body(number) for number in range(len(told))],
        "records": snapshot.records.tobytes(),
        "stretches": snapshot.stretch.tolist(),
        "postings": postings,
        "files": [(path, digest) for path, _, digest in snapshot.files()],
    }


def vectors(snapshot: Snapshot) -> Vectors:
    """The vectors of all passages, turned back."""
    places = np.arange(len(snapshot))
    whole = np.concatenate([*snapshot.heads, snapshot.tails(places)], axis=1)
    return np.asarray(whole @ snapshot.turn.matrix.T)


@pytest.fixture(scope="session")
def told_by() -> Callable[[Snapshot], dict[str, Any]]:
    """told_by(snapshot): all a reader can learn of it."""
    return contents


@pytest.fixture
def assert_as_anew(tmp_path: Path) -> Callable[[Kept], None]:
    """assert_as_anew(kept): the store answers as one made anew of the same texts does."""
    from rhetoric.searching.query import parse_query
    from rhetoric.searching.search import Searcher

    made = 0

    def check(kept: Kept) -> None:
        nonlocal made
        made += 1
        other = tmp_path / f"anew-{made}"
        update(other, kept.texts, kept.encoder)
        ours, anew = kept.open(), Snapshot(other)
        try:
            assert contents(ours) == contents(anew)
            if len(ours):
                np.testing.assert_allclose(vectors(ours), vectors(anew), atol=1e-2)
            everyone = np.ones(len(ours), dtype=bool)
            for text in ("the market near the valley", "riv*", '"has a"', "letter -rain"):
                query = parse_query(text)
                tables = [
                    Searcher(one, kept.encoder).search(query, everyone, k=30, way=way)
                    for way in ("words", "both")
                    for one in (ours, anew)
                ]
                assert tables[0].to_dict("records") == tables[1].to_dict("records")
                assert tables[2]["score"].tolist() == pytest.approx(
                    tables[3]["score"].tolist(), abs=5e-3
                )
        finally:
            ours.close()
            anew.close()

    return check


@pytest.fixture(scope="session")
def grow_old() -> Callable[[Path], None]:
    """grow_old(path): as if a file had been written an hour ago."""

    def age(path: Path) -> None:
        past = path.stat().st_mtime_ns - 3_600 * 10**9
        os.utime(path, ns=(past, past))

    return age
