"""The map of a corpus: each statement a point, near to those that say much the same.

A plane has no room for all that statements have to do with one another, so what the map keeps is
counted and told: how many of the five nearest in meaning are among the five nearest on the map.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

from rhetoric.corpus import Corpus
from rhetoric.encode import Encoder
from rhetoric.errors import InputError
from rhetoric.searching.areas import Area, name_areas
from rhetoric.searching.layout import Floats, lay_out
from rhetoric.searching.nearest import Ints, nearest
from rhetoric.searching.statement_vectors import StatementVectors, statement_vectors
from rhetoric.vectors import Vectors

#: Of fewer points no map is drawn: any picture of them would do.
FEWEST = 8
#: So many nearest are looked at where it is told how faithful a map is.
NEAREST = 5
#: Points that are looked at for it, spread evenly over them all.
_LOOKED_AT = 500
#: Of more points there is no room for lines.
_LINED = 1500
#: A line leads to the nearest where its distance (1 − score) is at most this part of the second's.
_MUCH_NEARER = 0.75


@dataclass(frozen=True)
class Point:
    """A place on the map.

    Attributes:
        statements: ids: one, or several whose texts are the same; the first stands for them.
        x, y: from −0.5 to 0.5, y downwards.
        copies: how many copies of them there are besides.
    """

    statements: tuple[str, ...]
    x: float
    y: float
    copies: int

    @property
    def count(self) -> int:
        """Statements that lie here, copies among them."""
        return len(self.statements) + self.copies


@dataclass(frozen=True)
class Faith:
    """How faithful a map is.

    Attributes:
        kept: share of the five nearest in meaning that are among the five nearest on the map.
        around: share of them that are among the nearest tenth of all points.
        chance: what `kept` would be if points lay anywhere.
        looked_at: points that were looked at.
    """

    kept: float
    around: float
    chance: float
    looked_at: int


@dataclass(frozen=True)
class CorpusMap:
    """Statements on a plane.

    Attributes:
        points: in the order of the corpus.
        lines: places of two points, the first much nearer to the second than to any other.
        areas: parts of the map that have words of their own.
        without: ids of statements that have no passage to go by.
    """

    points: tuple[Point, ...]
    lines: tuple[tuple[int, int], ...]
    areas: tuple[Area, ...]
    faith: Faith
    without: tuple[str, ...] = ()

    @cached_property
    def statements(self) -> int:
        """How many lie on it, copies among them."""
        return sum(p.count for p in self.points)


def corpus_map(
    corpus: Corpus,
    encoder: Encoder,
    *,
    known: StatementVectors | None = None,
    names: Iterable[str] = (),
) -> CorpusMap:
    """Lay the statements of a corpus on a plane; the same every time.

    Args:
        known: their vectors, where they are at hand.
        names: words that are not told as those of an area (of actors, say), folded.

    Raises:
        InputError: when there are too few statements for a map.
    """
    known = known or statement_vectors(corpus, encoder)
    places = [n for n, name in enumerate(known.names) if name not in corpus.original_of]
    shared: dict[bytes, list[int]] = {}
    for n in places:
        shared.setdefault(known.vectors[n].tobytes(), []).append(n)
    members = [tuple(known.names[n] for n in same) for same in shared.values()]
    if len(members) < FEWEST:
        raise InputError(
            f"{len(members)} different statements are too few for a map",
            remedy=f"it takes {FEWEST}; `rhetoric similar` lists the nearest of each",
        )
    vectors = known.vectors[[same[0] for same in shared.values()]]
    laid = np.round(lay_out(vectors, [same[0] for same in members]), 4)
    copies: dict[str, int] = {}
    for original in corpus.original_of.values():
        copies[original] = copies.get(original, 0) + 1
    points = tuple(
        Point(same, float(x), float(y), sum(copies.get(name, 0) for name in same))
        for same, (x, y) in zip(members, laid, strict=True)
    )
    areas = name_areas(corpus, [p.statements[0] for p in points], laid, leave_out=names)
    there = set(known.names)
    without = tuple(s.id for s in corpus.statements if s.id not in there)
    return CorpusMap(points, _lines(vectors), areas, faith_of(vectors, laid), without)


def _lines(vectors: Vectors) -> tuple[tuple[int, int], ...]:
    """Pairs of points, the first of which is much nearer to the second than to any other."""
    if len(vectors) > _LINED:
        return ()
    every = np.arange(len(vectors))
    found = set()
    for at, (rows, scores) in enumerate(nearest(vectors, every, every, every, 2)):
        if 1 - scores[0] <= _MUCH_NEARER * (1 - scores[1]):
            found.add((min(at, int(rows[0])), max(at, int(rows[0]))))
    return tuple(sorted(found))


def faith_of(vectors: Vectors, laid: Floats) -> Faith:
    """How many of the nearest by vectors are near where they were laid, shape (n, 2)."""
    many = len(vectors)
    every = np.arange(many)
    looked: Ints = np.unique(np.linspace(0, many - 1, min(many, _LOOKED_AT)).round()).astype(int)
    tenth = max(NEAREST, many // 10)
    kept = around = 0
    for at, (rows, _) in zip(looked, nearest(vectors, looked, every, every, NEAREST), strict=True):
        order = _order(laid, int(at))
        kept += len(set(order[:NEAREST].tolist()) & set(rows.tolist()))
        around += len(set(order[:tenth].tolist()) & set(rows.tolist()))
    whole = NEAREST * len(looked)
    return Faith(kept / whole, around / whole, NEAREST / (many - 1), len(looked))


def _order(laid: Floats, at: int) -> npt.NDArray[np.int64]:
    """The other points, the nearest on the map first."""
    squares = ((laid - laid[at]) ** 2).sum(axis=1)
    squares[at] = np.inf
    return np.argsort(squares, kind="stable")[:-1]
