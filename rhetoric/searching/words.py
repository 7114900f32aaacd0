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
Mask = npt.NDArray[np.bool_]
_NOWHERE = Posting(np.zeros(0, dtype=np.int32), np.zeros(0, dtype=np.uint8))

#: BM25's k1; its b within passages and within stretches.
K1, B_PASSAGE, B_STRETCH = 0.9, 0.5, 0.75


@dataclass(frozen=True)
class Slot:
    """A word of a query in one form.

    Attributes:
        terms: index terms that may stand for it; any will do.
        weight: how much it counts.
        light: it says little: it is looked for in the best passages only.
    """

    terms: tuple[str, ...]
    weight: float = 1.0
    light: bool = False


@dataclass(frozen=True)
class Coverage:
    """How far a query's slots are covered.

    Attributes:
        shares: by each passage and its stretch, 0 to 1, shape (passages,); light slots are
            counted in what is possible, not in what is there.
        possible: what the slots could give in a passage at most.
    """

    shares: Floats
    possible: float


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

    def coverage(self, slots: Sequence[Slot], mask: Mask | None = None) -> Coverage:
        """How far a query's slots are covered by each passage and its stretch, on the mean.

        Args:
            mask: the passages that matter; those of other stretches get 0. All by default.
        """
        snapshot, count = self._snapshot, len(self._snapshot)
        near = None if mask is None or mask.all() else self._near(mask)
        weights_p, weights_s = np.zeros(len(slots)), np.zeros(len(slots))
        parts: list[tuple[Places, Places, npt.NDArray[Any]]] = []
        possible = sum(
            slot.weight * _idf(snapshot.frequency(slot.terms[0]), count)
            for slot in slots if slot.light
        )  # fmt: skip
        slots = [slot for slot in slots if not slot.light]
        for number, slot in enumerate(slots):
            found = self.union(slot.terms)
            stretch = snapshot.stretch[found.rows]
            begins = _begins(stretch)
            weights_p[number] = slot.weight * _idf(len(found.rows), count)
            weights_s[number] = slot.weight * _idf(int(begins.sum()), self.stretches)
            parts.append((found.rows, stretch, found.counts))
            if near is not None:
                kept = near[found.rows]
                parts[-1] = found.rows[kept], stretch[kept], found.counts[kept]
        possible += float(weights_p.sum())
        sizes = [len(part[0]) for part in parts]
        total = np.zeros(count, dtype=np.float32)
        if not sum(sizes):
            return Coverage(total, possible)
        places, stretch, raw = (np.concatenate([p[n] for p in parts]) for n in range(3))
        counts = raw.astype(np.float32)
        slot_of = np.repeat(np.arange(len(slots), dtype=np.int32), sizes)
        given = weights_p.astype(np.float32)[slot_of] * counts
        given /= counts + self._passage_shape[places]
        np.add.at(total, places, given / np.float32(2 * possible))
        # A stretch has a slot once, however many of its passages do.
        edges = np.flatnonzero(_begins(stretch) | _first_of(sizes))
        sums = np.add.reduceat(counts, edges)
        at = stretch[edges]
        given = weights_s.astype(np.float32)[slot_of[edges]] * sums
        given /= sums + self._stretch_shape[at]
        in_stretch = np.zeros(self.stretches, dtype=np.float32)
        np.add.at(in_stretch, at, given / np.float32(2 * weights_s.sum()))
        total += in_stretch[snapshot.stretch]
        return Coverage(total, possible)

    def light(
        self, slots: Sequence[Slot], possible: float, places: npt.NDArray[np.int64]
    ) -> Floats:
        """What light slots add to the coverage of some passages, shape (places,).

        Args:
            possible: see `Coverage`.
        """
        found = np.zeros(len(places), dtype=np.float32)
        shape = self._passage_shape[places]
        for slot in slots:
            if slot.light:
                term = slot.terms[0]
                weight = slot.weight * _idf(self._snapshot.frequency(term), len(self._snapshot))
                counts = self._snapshot.counts_at(term, places)
                found += np.float32(weight / (2 * possible)) * counts / (counts + shape)
        return found

    def _near(self, mask: Mask) -> Mask:
        """The passages of those stretches in which one matters."""
        wanted = np.zeros(self.stretches, dtype=bool)
        wanted[self._snapshot.stretch[mask]] = True
        return np.asarray(wanted[self._snapshot.stretch])

    def union(self, terms: Iterable[str]) -> Posting:
        """Where any of some terms stands, and how often they do together."""
        parts = [p for term in terms if (p := self._snapshot.posting(term)) is not None]
        if len(parts) < 2:
            return parts[0] if parts else _NOWHERE
        places = np.concatenate([p.rows for p in parts])
        order = np.argsort(places, kind="stable")
        counts = np.concatenate([p.counts for p in parts])[order].astype(np.int64)
        places, sums = _summed(places[order], counts)
        return Posting(places, np.minimum(sums, 255).astype(np.uint8))


def _summed(places: Places, counts: npt.NDArray[Any]) -> tuple[Places, npt.NDArray[Any]]:
    """Counts of the same place, which stand together, as one."""
    edges = np.flatnonzero(_begins(places))
    return places[edges], np.add.reduceat(counts, edges)


def _begins(values: Places) -> Mask:
    """Where a value is another than the one before it."""
    found = np.ones(len(values), dtype=bool)
    np.not_equal(values[1:], values[:-1], out=found[1:])
    return found


def _first_of(sizes: Sequence[int]) -> Mask:
    """Which of things laid end to end is the first of its row."""
    found = np.zeros(sum(sizes), dtype=bool)
    begins = np.cumsum([0, *sizes[:-1]])
    found[begins[np.array(sizes) > 0]] = True
    return found


def _idf(containing: int, of: int) -> float:
    return float(np.log1p((of - containing + 0.5) / (containing + 0.5)))


def _shape(words: Floats, b: float) -> Floats:
    """What the count of a word is weighed against, by the length of what it stands in."""
    mean = max(float(words.mean()), 1.0) if len(words) else 1.0
    return np.asarray(K1 * (1 - b + b * words / mean), dtype=np.float32)
