"""Statements that say much the same: the nearest in meaning, and the passages that show it.

Two statements are as near as their vectors (rhetoric.searching.statement_vectors): 1 is the same,
0 as near as any two statements of the corpus are. The ranking is exact. Reprints, excerpts and
translations of a statement are no finding: its own are told with the rank 0, and of those of
another statement only one is shown, the original where it is asked for.

What shows the likeness is the pair of passages that stand out most: the two whose cosine is
largest above what each has with passages of other statements anyway, so that a form of address
which everybody uses does not win (the margin of Artetxe and Schwenk 2019, ACL, taken as a
difference, over a sample of passages).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np
from threadpoolctl import threadpool_limits

from rhetoric.corpus import Corpus
from rhetoric.encode import Encoder
from rhetoric.errors import InputError
from rhetoric.filters import Filter, camp_of
from rhetoric.lexicon import Actors
from rhetoric.model import Passage, Statement
from rhetoric.searching.nearest import Ints, nearest
from rhetoric.searching.statement_vectors import (
    StatementVectors,
    passage_vectors,
    statement_vectors,
    trusted,
)
from rhetoric.vectors import Vectors

if TYPE_CHECKING:
    import pandas as pd

#: Columns of what is found, in order.
COLUMNS = (
    "statement", "rank", "other", "score", "group", "date", "title", "relation", "copies",
    "passage", "other_passage", "cosine", "text", "other_text",
)  # fmt: skip
#: Passages of the corpus that are taken as its background, and how many of them are averaged.
_SAMPLE, _NEAR = 256, 4
#: A passage of fewer characters shows little: it stands in a pair only where there is no other.
_TELLING = 60
#: Statements whose passages are held in full precision.
_REMEMBERED = 500


def similar(
    corpus: Corpus,
    encoder: Encoder,
    names: str | Iterable[str] | None = None,
    *,
    k: int = 5,
    keep: Filter | None = None,
    between: tuple[str, str] | None = None,
    actors: Actors | None = None,
    known: StatementVectors | None = None,
) -> pd.DataFrame:
    """The statements nearest in meaning to one statement, to some, or to each, best first.

    Args:
        names: ids; None asks about each statement that is no copy of another.
        k: most statements to find for each.
        keep: which statements may be found; all by default.
        between: two groups or camps (actor ids): only statements of one are held against those
            of the other.
        actors: needed where camps are asked for.
        known: the vectors of the corpus, where they are at hand.

    Returns:
        A table with the columns of `COLUMNS`. `score` is a cosine of statements: 1 the same, 0 as
        near as any two of the corpus. `rank` counts from 1; rows of rank 0 come first and are
        copies of the statement, or what it is a copy of (`relation`). `copies`: how many copies of
        the other one there are. `passage`, `other_passage`: the pair of passages that stands out
        most, and its `cosine`. Statements without a passage that can be trusted (of a transcript)
        are not there.

    Raises:
        UnknownNameError: for a statement there is not; tells the nearest id.
        InputError: when nothing is to be shown, or both sides are the same.
    """
    import pandas as pd

    if k < 1:
        raise InputError(f"{k} statements cannot be shown", remedy="ask for at least one")
    asked = [names] if isinstance(names, str) else None if names is None else list(names)
    for name in asked or ():
        corpus.statement(name)
    every = asked is None
    asked = [s.id for s in corpus.without_copies.statements] if asked is None else asked
    sides = None if between is None else _sides(corpus, between, actors)
    known = known or statement_vectors(corpus, encoder, keep_passages=every)
    finder = Finder(corpus, known)
    wanted = keep or Filter()
    allowed = {s.id for s in corpus.statements if wanted.fits(s, actors)}
    if sides is None:
        found = finder.found(asked, allowed, k)
    else:
        one, other = sides
        found = {
            **finder.found([n for n in asked if n in one - other], allowed & other, k),
            **finder.found([n for n in asked if n in other - one], allowed & one, k),
        }
    found = {name: found[name] for name in dict.fromkeys(asked) if name in found}
    pairs = Pairs(corpus, encoder, known, found)
    with threadpool_limits(limits=1):  # for small products threads cost more than they give
        rows = [finder.row(name, *hit, pairs) for name, hits in found.items() for hit in hits]
    return pd.DataFrame(rows, columns=list(COLUMNS))


def _sides(
    corpus: Corpus, between: tuple[str, str], actors: Actors | None
) -> tuple[set[str], set[str]]:
    if between[0] == between[1]:
        raise InputError(
            f"'{between[0]}' stands on both sides", field="between", remedy="name two sides"
        )
    one, other = (
        {
            s.id for s in corpus.statements
            if s.group == side or (actors is not None and camp_of(s, actors) == side)
        }
        for side in between
    )  # fmt: skip
    return one, other


@dataclass(frozen=True)
class Finder:
    """Looks for the nearest statements of a corpus."""

    corpus: Corpus
    known: StatementVectors

    @cached_property
    def place(self) -> dict[str, int]:
        """Statement → its row."""
        return {name: n for n, name in enumerate(self.known.names)}

    @cached_property
    def family(self) -> Ints:
        """Of each row, the number of the original it counts with."""
        of = self.corpus.original_of
        numbers: dict[str, int] = {}
        return np.array(
            [numbers.setdefault(of.get(n, n), len(numbers)) for n in self.known.names],
            dtype=np.int64,
        )

    @cached_property
    def _members(self) -> dict[str, tuple[str, ...]]:
        """Original → it and its copies, in the order of the corpus."""
        found: dict[str, list[str]] = {}
        for s in self.corpus.statements:
            found.setdefault(self.corpus.original_of.get(s.id, s.id), []).append(s.id)
        return {original: tuple(names) for original, names in found.items()}

    def members(self, name: str) -> tuple[str, ...]:
        """A statement, its copies, its original and the copies of that."""
        return self._members[self.corpus.original_of.get(name, name)]

    def pool(self, allowed: Collection[str]) -> Ints:
        """The rows that may be found: no copy whose original may be found, too."""
        of = self.corpus.original_of
        return np.array(
            [n for n, name in enumerate(self.known.names)
             if name in allowed and of.get(name) not in allowed],
            dtype=np.int64,
        )  # fmt: skip

    def nearest(
        self, names: Sequence[str], allowed: Collection[str], k: int
    ) -> dict[str, list[tuple[str, float]]]:
        """Statement → the nearest others with their scores, for each that has a vector."""
        there = [name for name in dict.fromkeys(names) if name in self.place]
        asked = np.array([self.place[name] for name in there], dtype=np.int64)
        found = nearest(self.known.vectors, asked, self.pool(allowed), self.family, k)
        return {
            name: [(self.known.names[int(n)], float(s)) for n, s in zip(rows, scores, strict=True)]
            for name, (rows, scores) in zip(there, found, strict=True)
        }

    def found(
        self, names: Sequence[str], allowed: Collection[str], k: int
    ) -> dict[str, list[tuple[int, str, float]]]:
        """Statement → rank, other and score: its family with rank 0, then the nearest others."""
        vectors, place = self.known.vectors, self.place
        told = {}
        for name, others in self.nearest(names, allowed, k).items():
            own = [
                (0, other, float(vectors[place[name]] @ vectors[place[other]]))
                for other in self.members(name)
                if other != name and other in allowed and other in place
            ]
            told[name] = own + [(n, *hit) for n, hit in enumerate(others, 1)]
        return told

    def row(self, name: str, rank: int, other: str, score: float, pairs: Pairs) -> tuple[Any, ...]:
        """A row of `COLUMNS`."""
        s = self.corpus.statement(other)
        ours, theirs, cosine = pairs.telling(name, other)
        relation = "" if rank else _relation(self.corpus.statement(name), s)
        copies = len(self.members(other)) - 1
        return (
            name, rank, other, round(score, 3) + 0.0, s.group, s.date.text, s.title, relation,
            copies, ours.index, theirs.index, round(cosine, 3), ours.text, theirs.text,
        )  # fmt: skip


class Pairs:
    """The passages that bear the likeness of two statements.

    Args:
        found: statement → those it is held against: what is looked up at once.
    """

    def __init__(
        self,
        corpus: Corpus,
        encoder: Encoder,
        known: StatementVectors,
        found: Mapping[str, Iterable[tuple[int, str, float]]],
    ) -> None:
        self._corpus = corpus
        needed = {*found, *(other for hits in found.values() for _, other, _ in hits)}
        missing = [n for n in known.names if n in needed and n not in known.passages]
        self._vectors = {**known.passages, **passage_vectors(corpus, encoder, missing)}
        self._background = _background(corpus, encoder, known.names)
        self._seen: dict[str, tuple[Vectors, Vectors]] = {}

    def telling(self, one: str, other: str) -> tuple[Passage, Passage, float]:
        """The passages of two statements that stand out most as a pair, and their cosine."""
        first, usual = self._of(one)
        second, others = self._of(other)
        cosines = first @ second.T
        margins = cosines - usual[:, None]
        margins -= others[None, :]
        at = int(np.argmax(margins >= margins.max() - 1e-5))  # of equal ones the first
        a, b = divmod(at, len(second))
        ours, theirs = trusted(self._corpus, one)[a], trusted(self._corpus, other)[b]
        return ours, theirs, float(cosines[a, b])

    def _of(self, name: str) -> tuple[Vectors, Vectors]:
        """The passages of a statement, and half of how near each is to its background anyway."""
        if name not in self._seen:
            if len(self._seen) >= _REMEMBERED:
                self._seen.clear()
            rows = self._vectors[name].astype(np.float32)
            cosines = rows @ self._background.T
            many = min(_NEAR, cosines.shape[1])
            top = np.partition(cosines, cosines.shape[1] - many, axis=1)[:, -many:]
            usual = np.sort(top, axis=1).mean(axis=1) / 2
            short = [len(p.text) < _TELLING for p in trusted(self._corpus, name)]
            self._seen[name] = rows, (usual + np.array(short) * 10).astype(np.float32)
        return self._seen[name]


def _background(corpus: Corpus, encoder: Encoder, names: Sequence[str]) -> Vectors:
    """The vectors of passages spread evenly over a corpus."""
    every = [p.text for name in names for p in trusted(corpus, name)]
    spread = np.linspace(0, len(every) - 1, num=min(_SAMPLE, len(every))).round().astype(int)
    return encoder.encode([every[n] for n in spread])


def _relation(one: Statement, other: Statement) -> str:
    """What the other one is to a statement of its family."""
    if other.id == one.copy_of:
        return "original"
    if one.id == other.copy_of:
        return "translation" if other.translation_of else (
            "excerpt" if other.excerpt_of else "reprint"
        )  # fmt: skip
    return "same original" if one.copy_of else "copy of a copy"
