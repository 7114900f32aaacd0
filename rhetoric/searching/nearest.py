"""The nearest rows of a matrix of unit vectors: exact, in blocks, each family once."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import numpy.typing as npt

from rhetoric.vectors import Vectors

Ints = npt.NDArray[np.int64]
#: Numbers in a block of cosines held at a time (64 MB).
_HELD = 16_000_000
#: Cosines that differ by less are taken as equal: how a product is summed depends on the machine.
_DIGITS = 5


def nearest(
    vectors: Vectors, asked: Ints, pool: Ints, family: Ints, k: int
) -> Iterator[tuple[Ints, npt.NDArray[np.float64]]]:
    """For each row asked about the k nearest rows of the pool, best first, with their cosines.

    No row of its own family is found, and of another family only the nearest one. Of equal ones
    the first in the matrix comes first.

    Args:
        vectors: unit length, shape (n, d).
        asked: numbers of rows.
        pool: numbers of the rows that may be found, in order.
        family: a number for each row, the same for those of a family.
    """
    if not len(pool):
        for _ in asked:
            yield np.zeros(0, np.int64), np.zeros(0)
        return
    theirs = family[pool]
    held, counts = np.unique(theirs, return_counts=True)
    several = [np.flatnonzero(theirs == one) for one in held[counts > 1]]
    across = np.ascontiguousarray(vectors[pool].T)
    size = max(1, _HELD // len(pool))
    for at in range(0, len(asked), size):
        rows = asked[at : at + size]
        cosines = np.round((vectors[rows] @ across).astype(np.float64), _DIGITS)
        cosines[family[rows][:, None] == theirs[None, :]] = -np.inf
        for members in several:
            part = cosines[:, members]
            worse = np.arange(len(members))[None, :] != part.argmax(axis=1)[:, None]
            cosines[:, members] = np.where(worse, -np.inf, part)
        for row in cosines:
            found = _best(row, k)
            yield pool[found], row[found]


def _best(row: npt.NDArray[np.float64], k: int) -> Ints:
    """Places of the k largest numbers, the largest first, of equal ones the first."""
    if k < len(row):
        least = np.partition(row, len(row) - k)[len(row) - k]
        places = np.flatnonzero(row >= least)
    else:
        places = np.arange(len(row))
    places = places[np.isfinite(row[places])]
    order = np.argsort(-row[places], kind="stable")[:k]
    return np.asarray(places[order], dtype=np.int64)
