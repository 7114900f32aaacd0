"""An index of shingles: which texts share runs of words with a text.

Shingles and the number of their text are packed into sorted arrays of 64-bit numbers. Short
texts keep all their shingles; of long ones a quarter is kept, chosen by value, so that two
texts always keep the same ones (Broder 1997, On the resemblance and containment of documents).
New texts go into small arrays that are merged when they are as large as their neighbours.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from rhetoric.copies.words import BITS, Shingles

#: A text with no more shingles than this keeps them all.
KEPT_WHOLE = 1000
#: Of a longer one, one in so many is kept.
SAMPLE = 4
#: A shingle in more texts than this is a formula and no evidence.
COMMON = 5

_Hits = npt.NDArray[np.int64]


class ShingleIndex:
    """Shingles of many texts, which are numbered from 0 in the order they come."""

    def __init__(self) -> None:
        self._parts: list[Shingles] = []

    def add(self, text: int, found: Shingles) -> None:
        """Put the shingles of one more text in; each counts once."""
        packed = (np.unique(found) << np.uint64(64 - BITS)) | np.uint64(text)
        self._parts.append(packed)
        while len(self._parts) > 1 and len(self._parts[-2]) < 2 * len(self._parts[-1]):
            last = self._parts.pop()
            # Two sorted runs: a stable sort merges them in one pass.
            self._parts[-1] = np.concatenate([self._parts[-1], last])
            self._parts[-1].sort(kind="stable")

    def counts(self, needles: Shingles) -> _Hits:
        """In how many texts each needle stands, shape (needles,)."""
        # In order they are found many times as fast.
        needles, back = np.unique(needles, return_inverse=True)
        total = np.zeros(len(needles), dtype=np.int64)
        for low, high, _ in self._ranges(needles):
            total += high - low
        return np.asarray(total[back])

    def texts(self, needles: Shingles) -> tuple[_Hits, _Hits]:
        """(index of a needle, number of a text) for each place where one stands."""
        of, texts = [np.zeros(0, np.int64)], [np.zeros(0, np.int64)]
        for low, high, part in self._ranges(needles):
            lengths = high - low
            if not lengths.any():
                continue
            needle = np.repeat(np.arange(len(needles)), lengths)
            within = np.arange(len(needle)) - np.repeat(np.cumsum(lengths) - lengths, lengths)
            places = np.repeat(low, lengths) + within
            of.append(needle)
            texts.append((part[places] & np.uint64((1 << (64 - BITS)) - 1)).astype(np.int64))
        return np.concatenate(of), np.concatenate(texts)

    def _ranges(self, needles: Shingles) -> list[tuple[_Hits, _Hits, Shingles]]:
        shift = np.uint64(64 - BITS)
        low, high = needles << shift, (needles << shift) | np.uint64((1 << (64 - BITS)) - 1)
        return [
            (np.searchsorted(part, low), np.searchsorted(part, high, side="right"), part)
            for part in self._parts
        ]

    @property
    def size(self) -> int:
        """Bytes in use."""
        return sum(part.nbytes for part in self._parts)


def kept(found: Shingles) -> Shingles:
    """Those of a text's shingles that the index keeps."""
    return found if len(found) <= KEPT_WHOLE else found[sampled(found)]


def sampled(found: Shingles) -> npt.NDArray[np.bool_]:
    """Which shingles are kept of long texts too."""
    return np.asarray(found % np.uint64(SAMPLE) == 0)


def formulaic(found: Shingles, counts: _Hits) -> npt.NDArray[np.bool_]:
    """Which shingles of a text are formulas, shape (shingles,).

    One of which nothing is known of long texts is one where both its nearest neighbours of
    which something is known are.
    """
    common = counts > COMMON
    known = np.flatnonzero(sampled(found))
    if not len(known):
        return common
    at = np.searchsorted(known, np.arange(len(found)))
    before = common[known[np.clip(at - 1, 0, None)]]
    after = common[known[np.clip(at, None, len(known) - 1)]]
    return np.asarray(common | (before & after))
