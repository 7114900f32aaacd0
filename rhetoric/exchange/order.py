"""How likely one uncertain date is before another, and how far apart they are.

Each day of a statement's interval is taken to be as likely as any other, the two statements'
days independent of each other. The distribution of the gap between two such days is counted
out, not drawn: a trapezoid.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from rhetoric.dates import DateSpan


@dataclass(frozen=True)
class Order:
    """What is known of an earlier and a later statement's order.

    Attributes:
        precedes: probability that the earlier one is the earlier; the same day counts half.
        gap: expected 2^(−days / half-life), given that it is earlier; 0 beyond the window.
        least, most: fewest and most days that may lie between them, given that it is earlier.
    """

    precedes: float
    gap: float
    least: int
    most: int


Days = tuple[int, int]


def days_of(span: DateSpan, known: tuple[date, date]) -> Days:
    """First and last day of a date, as ordinals; an open end reaches to that of `known`."""
    first = span.first or min(known[0], span.last or known[0])
    last = span.last or max(known[1], span.first or known[1])
    return first.toordinal(), last.toordinal()


def _gaps(earlier: Days, later: Days) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.float64]]:
    """Every gap there may be between two days, and in how many ways it comes about."""
    gaps = np.arange(later[0] - earlier[1], later[1] - earlier[0] + 1)
    # Ways in which the earlier day x and the later day x + gap both fall into their intervals.
    ways = np.minimum(earlier[1], later[1] - gaps) - np.maximum(earlier[0], later[0] - gaps) + 1.0
    return gaps, ways


def within_days(earlier: Days, later: Days, within: int) -> float:
    """Probability that the later day comes 1 to `within` days after the earlier one."""
    gaps, ways = _gaps(earlier, later)
    return float(ways[(gaps > 0) & (gaps <= within)].sum() / ways.sum())


@lru_cache(maxsize=65536)
def order(earlier: Days, later: Days, within: int) -> Order:
    """The order of two dates.

    Args:
        earlier, later: first and last day of each, as ordinals.
        within: days beyond which a statement is no longer answered; the weight of a gap halves
            every half of them.
    """
    gaps, ways = _gaps(earlier, later)
    total = ways.sum()
    ways[gaps < 0] = 0
    ways[gaps == 0] /= 2
    after = ways.sum()
    if after == 0:
        return Order(0.0, 0.0, 0, 0)
    weight = np.where(gaps <= within, 2.0 ** (-np.maximum(gaps, 0) / (within / 2)), 0.0)
    return Order(
        precedes=float(after / total),
        gap=float((ways * weight).sum() / after),
        least=max(0, int(gaps[0])),
        most=int(gaps[-1]),
    )
