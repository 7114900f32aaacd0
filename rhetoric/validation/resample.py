"""Percentile bootstrap over statements: passages of one statement are not independent.

Whole clusters are drawn with replacement (Davison & Hinkley 1997, section 3.8). A resample
is a weight for each row, so that every figure is computed from weights alone.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from math import isfinite

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]

#: Resamples, and the seed they are drawn with: the same labels give the same interval.
TIMES, SEED = 1000, 20200301
#: A cluster fewer and there is no interval.
FEWEST_CLUSTERS = 5


@dataclass(frozen=True)
class Figure:
    """A figure with its 95 % interval; None where it cannot be computed."""

    value: float | None
    low: float | None = None
    high: float | None = None

    def __str__(self) -> str:
        if self.value is None:
            return "–"
        if self.low is None or self.high is None:
            return f"{self.value:.2f}"
        return f"{self.value:.2f} ({self.low:.2f}–{self.high:.2f})"

    @property
    def listed(self) -> list[float | None]:
        """Value, low, high, rounded for a file."""
        return [None if v is None else round(v, 4) for v in (self.value, self.low, self.high)]


def resamples(clusters: Sequence[str], times: int = TIMES) -> Iterator[Floats]:
    """How often each row is drawn, shape (rows,), one resample after the other."""
    names = {name: n for n, name in enumerate(dict.fromkeys(clusters))}
    owner = np.array([names[c] for c in clusters], dtype=np.intp)
    chance = np.random.default_rng(SEED)
    for _ in range(times):
        drawn = np.bincount(chance.integers(0, len(names), len(names)), minlength=len(names))
        yield drawn[owner].astype(np.float64)


def with_intervals(
    compute: Callable[[Floats], dict[str, float]],
    weights: Floats,
    clusters: Sequence[str],
    times: int = TIMES,
) -> dict[str, Figure]:
    """Figures of weighted rows, each with its percentile interval.

    Args:
        compute: from the weights of the rows to figures by name; NaN where there is none.
        weights: of the rows, shape (rows,).
        clusters: the statement of each row.
    """
    found = {name: float(value) for name, value in compute(weights).items()}
    if len(set(clusters)) < FEWEST_CLUSTERS:
        return {name: Figure(v if isfinite(v) else None) for name, v in found.items()}
    drawn = [compute(weights * counts) for counts in resamples(clusters, times)]
    figures = {}
    for name, value in found.items():
        many = np.array([one[name] for one in drawn])
        many = many[np.isfinite(many)]
        if not isfinite(value):
            figures[name] = Figure(None)
        elif len(many) < times / 2:  # too often there was nothing to compute it from
            figures[name] = Figure(value)
        else:
            low, high = np.percentile(many, [2.5, 97.5])
            figures[name] = Figure(value, float(low), float(high))
    return figures
