"""Evidence by words: BM25 over index terms, in the passage and in its stretch.

Okapi BM25 (Robertson & Zaragoza 2009, Foundations and Trends in Information Retrieval 3:4),
exact, over all passages. A query is a row of slots; a slot is a word in one of its forms, with
the terms that may stand for it. What is told is not the sum but the coverage: the share of
what the query's slots could give at most, from 0 to 1, which means the same in a corpus of
ten statements and of ten thousand.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt

from rhetoric.store.postings import Posting
from rhetoric.store.snapshot import Snapshot

Floats = npt.NDArray[np.float32]
Places = npt.NDArray[np.int32]

#: BM25's k1; its b within passages and within stretches.
K1, B_PASSAGE, B_STRETCH = 0.9, 0.5, 0.75


@dataclass(frozen=True)
class Slot:
    """A word of a query in one form.

    Attributes:
        terms: index terms that may stand for it; any will do.
        weight: how much it counts.
    """

    terms: tuple[str, ...]
    weight: float = 1.0


class WordIndex:
    """The words of a snapshot, ready to be asked.

    Args:
        snapshot: of a store.
    """

    def __init__(self, snapshot: Snapshot) -> None:
        self._snapshot = snapshot

    @cached_property
    def stretches(self) -> int:
        """How many stretches there are."""
        return int(self._snapshot.stretch[-1]) + 1 if len(self._snapshot) else 0

    @cached_property
    def _passage_shape(self) -> Floats:
        return _shape(self._snapshot.words, B_PASSAGE)

    @cached_property
    def _stretch_shape(self) -> Floats:
        words = np.bincount(self._snapshot.stretch, self._snapshot.words)
        return _shape(words.astype(np.float32), B_STRETCH)

    def coverage(self, slots: Sequence[Slot]) -> Floats:
        """How far a query's slots are covered by each passage and its stretch.

        Returns:
            The mean of two shares, 0 to 1, shape (passages,).
        """
        passages = len(self._snapshot)
        in_passage = np.zeros(passages, dtype=np.float32)
        in_stretch = np.zeros(self.stretches, dtype=np.float32)
        most_passage = most_stretch = 0.0
        for slot in slots:
            found = self.union(slot.terms)
            if found is None:
                most_passage += slot.weight * _idf(0, passages)
                most_stretch += slot.weight * _idf(0, self.stretches)
                continue
            places, counts = found.rows, found.counts.astype(np.float32)
            weight = slot.weight * _idf(len(places), passages)
            most_passage += weight
            in_passage[places] += weight * counts / (counts + self._passage_shape[places])
            at, sums = _summed(self._snapshot.stretch[places], counts)
            weight = slot.weight * _idf(len(at), self.stretches)
            most_stretch += weight
            in_stretch[at] += weight * sums / (sums + self._stretch_shape[at])
        if most_passage and in_stretch.any():
            in_passage /= 2 * most_passage
            in_stretch /= 2 * most_stretch
            in_passage += in_stretch[self._snapshot.stretch]
        return in_passage

    def union(self, terms: Iterable[str]) -> Posting | None:
        """Where any of some terms stands, and how often they do together."""
        parts = [p for term in terms if (p := self._snapshot.posting(term)) is not None]
        if len(parts) < 2:
            return parts[0] if parts else None
        places = np.concatenate([p.rows for p in parts])
        order = np.argsort(places, kind="stable")
        counts = np.concatenate([p.counts for p in parts])[order].astype(np.int64)
        places, sums = _summed(places[order], counts)
        return Posting(places, np.minimum(sums, 255).astype(np.uint8))


def _summed(places: Places, counts: npt.NDArray[Any]) -> tuple[Places, npt.NDArray[Any]]:
    """Counts of the same place, which stand together, as one."""
    edges = np.flatnonzero(np.diff(places, prepend=-1))
    return places[edges], np.add.reduceat(counts, edges)


def _idf(containing: int, of: int) -> float:
    return float(np.log1p((of - containing + 0.5) / (containing + 0.5)))


def _shape(words: Floats, b: float) -> Floats:
    """What the count of a word is weighed against, by the length of what it stands in."""
    mean = max(float(words.mean()), 1.0) if len(words) else 1.0
    return np.asarray(K1 * (1 - b + b * words / mean), dtype=np.float32)
