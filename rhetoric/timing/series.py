"""Series: how often each side holds each theme, period by period, and the trend through it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import numpy as np

from rhetoric.compare.choices import Choices
from rhetoric.compare.counts import Counts, count
from rhetoric.compare.left_out import statements_told
from rhetoric.compare.rates import RATES, rates_of
from rhetoric.compare.resampling import drawn
from rhetoric.compare.sizes import Sizes
from rhetoric.corpus import Corpus
from rhetoric.errors import InputError
from rhetoric.filters import Filter
from rhetoric.lexicon import Lexicon
from rhetoric.periods import name_of, period_of
from rhetoric.timing.timed import Timed, dated_rows, left_out
from rhetoric.timing.trend import TREND, trend_rows

if TYPE_CHECKING:
    import pandas as pd

#: Columns of the table of rates by period, in order.
SERIES = (*RATES, "note")
#: What is said of a period in which a side put out nothing that is here.
NO_MATERIAL = "no material"


class Series(Timed):
    """Rates of themes over time: `rates` by period, `trend` through the days."""

    @property
    def rates(self) -> pd.DataFrame:
        """A row a theme, side and period (SERIES); without statements there is no rate."""
        return self.tables["rates"]

    @property
    def trend(self) -> pd.DataFrame:
        """A row a theme, side and moment (rhetoric.timing.trend.TREND)."""
        return self.tables["trend"]


def series(
    corpus: Corpus,
    ledger: pd.DataFrame,
    lexicon: Lexicon,
    choices: Choices | None = None,
    *,
    width: float | None = None,
    keep: Filter | None = None,
    sizes: Sizes | None = None,
) -> Series:
    """Tell how often each side holds each theme in each period, and the trend.

    Args:
        ledger: the corpus's frame uses (rhetoric.ledger.COLUMNS).
        choices: as of a comparison; by years where no period is chosen. The trend is of the
            measure chosen.
        width: of the trend, in days; by default the one under which the statements of a side
            foretell each other best.
        keep: only statements that pass.
        sizes: passages and words of statements by id, where they are known.

    Raises:
        UnknownNameError: for a theme, a target or a side there is not.
        InputError: when there is nothing to count, or for a width that is none.
    """
    import pandas as pd

    choices = choices or Choices()
    choices = replace(choices, period=choices.period or "year")
    if width is not None and width <= 0:
        raise InputError(f"{width:g} is no width", field="width", remedy="give days, say 180")
    counts = count(corpus, ledger, lexicon, choices, keep=keep, sizes=sizes)
    place = {theme: n for n, theme in enumerate(counts.themes)}
    order = {side: n for n, side in enumerate(counts.sides)}
    rates = sorted(
        series_rows(counts, choices),
        key=lambda row: (place[row["theme"]], order[row["side"]], row["period"]),
    )
    trends = sorted(
        trend_rows(counts, choices, width),
        key=lambda row: (place[row["theme"]], order[row["side"]], row["day"]),
    )
    return Series(
        choices,
        {"width": width},
        {
            "rates": pd.DataFrame(rates, columns=list(SERIES)),
            "trend": pd.DataFrame(trends, columns=list(TREND)),
        },
        counts,
        (*left_out(counts, choices, corpus), *_few(counts, choices), *_widths(trends, width)),
        keep or Filter(),
    )


def series_rows(counts: Counts, choices: Choices) -> list[dict[str, Any]]:
    """Rates by period; a side without statements in one between the first and last has none."""
    rows: list[dict[str, Any]] = []
    told = set()
    for period in drawn(counts, choices):
        told.add(period.period)
        rows += [
            row | {"note": "" if row["statements"] else NO_MATERIAL}
            for row in rates_of(period, counts, choices)
        ]
    used = (counts.side.codes >= 0) & counts.dated
    if not used.any():
        return rows
    begin = int(period_of(counts.first[used], choices.period).min())
    end = int(period_of(counts.last[used], choices.period).max())
    nothing = dict.fromkeys(SERIES) | dict.fromkeys(
        ("having", "statements", "hits", "passages", "words"), 0
    )
    for name in (name_of(number, choices.period) for number in range(begin, end + 1)):
        if name not in told:
            rows += [
                nothing | {"theme": theme, "side": side, "period": name, "note": NO_MATERIAL}
                for theme in counts.themes
                for side in counts.sides
            ]
    return rows


def _few(counts: Counts, choices: Choices) -> list[str]:
    numbers = {name: len(dated_rows(counts, n)) for n, name in enumerate(counts.sides)}
    return [
        f"{name}: {statements_told(number)} with a date: no trend"
        for name, number in numbers.items()
        if number < choices.least
    ]


def _widths(trends: list[dict[str, Any]], width: float | None) -> list[str]:
    if width is not None or not trends:
        return []
    taken = dict.fromkeys((row["side"], row["width"]) for row in trends)
    told = ", ".join(f"{side} {np.round(days):g} days" for side, days in taken)
    return [f"width of the trend: {told}"]
