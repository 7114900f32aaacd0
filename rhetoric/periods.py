"""Stretches of time: which one a day falls in, and how likely an uncertain date falls in each."""

from __future__ import annotations

from datetime import date

import numpy as np
import numpy.typing as npt

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]

#: Months of a period.
MONTHS = {"month": 1, "quarter": 3, "half": 6, "year": 12}
#: Stretches of time, the shortest first.
PERIODS = tuple(MONTHS)
_EPOCH = date(1970, 1, 1).toordinal()


def since_1970(day: date) -> int:
    """A day as a number.

    >>> since_1970(date(1970, 1, 2))
    1
    """
    return day.toordinal() - _EPOCH


def day_of(number: int) -> date:
    """The day of a number; see `since_1970`."""
    return date.fromordinal(number + _EPOCH)


def period_of(days: npt.NDArray[np.int64], period: str) -> Ints:
    """The number of the period each day falls in, from 1970 on.

    Args:
        days: days since 1970, of any shape.
        period: one of `PERIODS`.
    """
    months = days.astype("datetime64[D]").astype("datetime64[M]").astype(np.int64)
    return np.asarray(months // MONTHS[period], dtype=np.int64)


def begins(number: npt.NDArray[np.int64], period: str) -> Ints:
    """The first day of each period, in days since 1970."""
    months = np.asarray(number * MONTHS[period]).astype("datetime64[M]")
    return months.astype("datetime64[D]").astype(np.int64)


def name_of(number: int, period: str) -> str:
    """A period as it is written: 2020-05, 2020-Q2, 2020-H1, 2020.

    >>> name_of(201, "quarter"), name_of(50, "year")
    ('2020-Q2', '2020')
    """
    year, month = divmod(number * MONTHS[period], 12)
    part = month // MONTHS[period] + 1
    mark = {"month": f"-{part:02}", "quarter": f"-Q{part}", "half": f"-H{part}", "year": ""}
    return f"{1970 + year}{mark[period]}"


def chances(first: Ints, last: Ints, number: int, period: str) -> Floats:
    """How likely each date falls in a period: the share of its days that do.

    Args:
        first, last: first and last possible day, in days since 1970; shape (N,).
    """
    start, stop = begins(np.array([number, number + 1]), period)
    days = np.minimum(last, stop - 1) - np.maximum(first, start) + 1
    return np.asarray(np.maximum(days, 0) / (last - first + 1), dtype=np.float64)
