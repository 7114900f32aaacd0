"""What scoring needs of a theme that was learnt from labelled passages."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

import numpy as np
import numpy.typing as npt

from rhetoric.frames.fuse import THRESHOLD
from rhetoric.vectors import Vectors

Scores = npt.NDArray[np.float64]


class Learnt(Protocol):
    """A theme's own fusion of the evidence; see rhetoric.validation.learnt.

    Attributes:
        threshold: least score that counts as a use, chosen on labelled passages.
    """

    @property
    def threshold(self) -> float: ...

    def scores(
        self,
        texts: Sequence[str],
        vectors: Vectors,
        groups: Sequence[str],
        words: Scores,
        meaning: Scores,
    ) -> Scores:
        """Probability that each text holds the theme, shape (n,)."""
        ...


def cutoff(threshold: float, learnt: Learnt | None) -> float:
    """The least score of a use, where `threshold` is asked of themes that were not learnt.

    A learnt theme has its own threshold in the place of the usual one; asking for more or
    less than usual multiplies the odds.

    >>> cutoff(0.7, None), cutoff(0.0, None)
    (0.7, 0.0)
    """
    if learnt is None or threshold in (0.0, 1.0):
        return threshold
    if threshold == THRESHOLD:
        return learnt.threshold
    odds = threshold / (1 - threshold) * (1 - THRESHOLD) / THRESHOLD
    odds *= learnt.threshold / max(1e-9, 1 - learnt.threshold)
    return odds / (1 + odds)
