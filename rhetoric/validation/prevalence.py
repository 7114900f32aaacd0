"""How common a theme is, corrected for what its detection is known to miss and to invent.

W. J. Rogan & B. Gladen, "Estimating prevalence from the results of a screening test",
American Journal of Epidemiology 107 (1978); the interval, by the delta method, holds the
uncertainty of recall and specificity, too, and treats a statement's passages as one cluster.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import sqrt
from typing import Any

#: With recall + specificity so near to 1, detection tells next to nothing.
_LEAST_POWER = 0.1
_Z = 1.96


@dataclass(frozen=True)
class Prevalence:
    """Share of passages that hold a theme.

    Attributes:
        passages, found: how many there are, and in how many it was found.
        raw: share found.
        corrected, low, high: the share there must be, with its 95 % interval, 0 to 1.
    """

    passages: int
    found: int
    raw: float
    corrected: float
    low: float
    high: float


def correct(
    counts: Sequence[tuple[int, int]],
    recall: Sequence[float | None],
    specificity: Sequence[float | None],
) -> Prevalence | None:
    """Correct a share for known error rates; None when they are not known well enough.

    Args:
        counts: (passages with the theme, passages) of each statement.
        recall, specificity: value, low and high end of the 95 % interval, as in a record.

    >>> found = correct([(1, 10)] * 20, [0.8, 0.7, 0.9], [0.98, 0.97, 0.99])
    >>> round(found.raw, 3), round(found.corrected, 3), found.low < 0.1 < found.high
    (0.1, 0.103, True)
    """
    total = sum(n for _, n in counts)
    se, sp = _with_error(recall), _with_error(specificity)
    if not total or se is None or sp is None or se[0] + sp[0] - 1 < _LEAST_POWER:
        return None
    found = sum(x for x, _ in counts)
    raw = found / total
    # Two passages with and two without keep the variance of a share of 0 or 1 above 0.
    inner = (found + 2) / (total + 4)
    spread = sum((x - raw * n) ** 2 for x, n in counts) / total**2
    spread = max(spread, inner * (1 - inner) / (total + 4))
    power = se[0] + sp[0] - 1
    corrected = min(1.0, max(0.0, (raw + sp[0] - 1) / power))
    variance = (spread + (corrected * se[1]) ** 2 + ((1 - corrected) * sp[1]) ** 2) / power**2
    reach = _Z * sqrt(variance)
    return Prevalence(
        total, found, raw, corrected, max(0.0, corrected - reach), min(1.0, corrected + reach)
    )


def _with_error(figure: Sequence[float | None]) -> tuple[float, float] | None:
    """A figure and its standard error, read off its interval."""
    value, low, high = (*figure, None, None, None)[:3]
    if value is None or low is None or high is None:
        return None
    # An interval of no width comes from few labels, not from certainty.
    return value, max((high - low) / (2 * _Z), 0.005)


def corrected_by(record: Mapping[str, Any], counts: Sequence[tuple[int, int]]) -> Prevalence | None:
    """A share corrected by the record of a validation; see `correct`."""
    figures = record.get("figures") or {}
    return correct(counts, figures.get("recall") or [], figures.get("specificity") or [])
