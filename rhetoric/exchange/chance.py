"""Permutation p-values and Benjamini–Hochberg: the little that lead and lag need."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt


def p_value(observed: float, shuffled: npt.ArrayLike) -> float:
    """Share of shuffled figures at least as large: (b + 1) / (m + 1) (Phipson & Smyth 2010)."""
    figures = np.asarray(shuffled, dtype=float)
    return float((np.sum(figures >= observed - 1e-9) + 1) / (len(figures) + 1))


def adjusted(p_values: Sequence[float | None]) -> list[float | None]:
    """p-values with the false discovery rate controlled (Benjamini & Hochberg 1995).

    None, where nothing was tested, stays None and does not count.

    >>> adjusted([0.01, None, 0.04])
    [0.02, None, 0.04]
    """
    tested = sorted((p, n) for n, p in enumerate(p_values) if p is not None)
    found: list[float | None] = [None] * len(p_values)
    least = 1.0
    for rank in range(len(tested), 0, -1):
        p, n = tested[rank - 1]
        least = min(least, p * len(tested) / rank)
        found[n] = least
    return found
