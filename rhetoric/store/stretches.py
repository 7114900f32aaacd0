"""Stretches: neighbouring passages of a statement, about as long as a paragraph.

A sentence alone rarely says what it is about. What it is judged by, besides its own words,
is the stretch it stands in.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from rhetoric.model import Passage

#: Characters of a stretch, about.
LENGTH = 1000


def stretches(passages: Sequence[Passage]) -> npt.NDArray[np.int64]:
    """The number of each passage's stretch, from 0, shape (n,).

    Stretches of one statement are of about the same length, so that none is a remnant.
    """
    if not passages:
        return np.zeros(0, dtype=np.int64)
    lengths = np.array([len(p.text) for p in passages])
    total = int(lengths.sum())
    count = max(1, round(total / LENGTH))
    middles = np.cumsum(lengths) - lengths / 2
    numbers = np.minimum((middles * count / total).astype(np.int64), count - 1)
    # A passage longer than a stretch leaves numbers out.
    return np.unique(numbers, return_inverse=True)[1]
