"""How often each side holds each theme: rates with their denominators and intervals."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from rhetoric.compare.choices import MEASURES, Choices
from rhetoric.compare.counts import Counts, Floats
from rhetoric.compare.resampling import Drawn, interval

if TYPE_CHECKING:
    import pandas as pd

#: Columns of the table of rates, in order.
RATES = (
    "theme", "side", "period",
    "having", "statements", "rate", "rate_low", "rate_high",
    "hits", "passages", "passage_rate", "passage_rate_low", "passage_rate_high",
    "words", "intensity", "intensity_low", "intensity_high",
)  # fmt: skip
#: Measure → what its rate is called.
NAMES = {"statements": "rate", "passages": "passage_rate", "intensity": "intensity"}


def rates_of(period: Drawn, counts: Counts, choices: Choices) -> list[dict[str, Any]]:
    """The rates of one period, a row a theme and side, in the order of themes."""
    rows: list[dict[str, Any]] = []
    by_side = [
        {m: _bounds(period, side, m, choices) for m in MEASURES}
        for side in range(len(counts.sides))
    ]
    sums = [period.sums(side) for side in range(len(counts.sides))]
    for column, theme in enumerate(counts.themes):
        for side, name in enumerate(counts.sides):
            row: dict[str, Any] = {
                "theme": theme, "side": name, "period": period.period,
                "having": number(sums[side].having[column]),
                "statements": number(float(sums[side].statements)),
                "hits": number(sums[side].hits[column]),
                "passages": number(float(sums[side].passages)),
                "words": number(float(sums[side].words)),
            }  # fmt: skip
            for measure, called in NAMES.items():
                bounds = by_side[side][measure][:, column]
                for end, value in zip(("", "_low", "_high"), bounds, strict=True):
                    row[called + end] = None if np.isnan(value) else round(float(value), 4)
            rows.append({name: row[name] for name in RATES})
    return rows


def number(value: float) -> int | float:
    """A count as it is told: whole where it is, to a hundredth where dates are uncertain."""
    near = round(float(value), 2)
    return int(near) if near == int(near) else near


def _bounds(period: Drawn, side: int, measure: str, choices: Choices) -> Floats:
    """Rate, low and high of each theme, shape (3, T); NaN without statements."""
    own = period.sums(side)
    rate = own.rate(measure)
    if not own.statements:
        return np.full((3, len(rate)), np.nan)
    figures = period.resampled(side).rate(measure)
    low, high = interval(figures, choices.level, float(own.statements), measure)
    hits, of = own.parts(measure)
    # What was seen lies within; where there is none, or nothing else, an end is that.
    low, high = np.minimum(low, rate), np.maximum(high, rate)
    low = np.where(hits <= 0, 0.0, low)
    if measure != "intensity":
        high = np.where(hits >= of, 1.0, high)
    return np.vstack([rate, low, high])


def rates_table(rows: list[dict[str, Any]]) -> pd.DataFrame:
    """Rows of `rates_of` as a table."""
    import pandas as pd

    return pd.DataFrame(rows, columns=list(RATES))
