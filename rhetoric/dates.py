"""Dates with their precision: a date is an interval of days, never a guess.

Understands the Extended Date/Time Format (EDTF, ISO 8601-2:2019) as far as
analysts need it: days, months, years, seasons, approximation (`~`, `?`, `%`),
intervals and open ends.
"""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date, timedelta

from rhetoric.errors import DateError

_DAY = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
_MONTH = re.compile(r"(\d{4})-(\d{2})")
_YEAR = re.compile(r"\d{4}")
#: EDTF level 1 sub-year groupings → first and last month. Winter ends in the next year.
_PARTS = {21: (3, 5), 22: (6, 8), 23: (9, 11), 24: (12, 14),
          33: (1, 3), 34: (4, 6), 35: (7, 9), 36: (10, 12), 40: (1, 6), 41: (7, 12)}  # fmt: skip
_REMEDY = (
    "write it as 2020-05-28, 2020-05, 2020, 2020-21 (spring), 2020~ (about),"
    " 2020-01/2020-03 or ../2020-05"
)


@dataclass(frozen=True, order=True)
class DateSpan:
    """A date as an interval of days.

    Attributes:
        first: first possible day, or None for an open beginning.
        last: last possible day, or None for an open end; both None when nothing is known.
        text: the date in EDTF.
        precision: day, month, season, year, interval or open.
        approximate: whether the writer marked it as uncertain.
        calendar: gregorian or hijri: the one it was written in. The days are Gregorian.
        original: the date as it was written, where that is not `text`.
    """

    first: date | None
    last: date | None
    text: str
    precision: str
    approximate: bool = False
    calendar: str = "gregorian"
    original: str = ""

    @property
    def written(self) -> str:
        """The date as it was written."""
        return self.original or self.text

    @property
    def known(self) -> bool:
        """Whether anything is known of it: at least one end."""
        return self.first is not None or self.last is not None

    @property
    def days(self) -> int | None:
        """Number of days the interval covers; None when an end is open."""
        if self.first is None or self.last is None:
            return None
        return (self.last - self.first).days + 1

    @property
    def middle(self) -> date:
        """The middle day, or the known end of an open interval."""
        if self.first is None or self.last is None:
            known = self.first or self.last
            assert known is not None, "nothing is known of this date"
            return known
        return self.first + timedelta(days=(self.last - self.first).days // 2)

    def overlaps(self, first: date | None, last: date | None) -> bool:
        """Whether the date may fall within the days first..last (None: no bound)."""
        starts_in_time = last is None or self.first is None or self.first <= last
        ends_in_time = first is None or self.last is None or self.last >= first
        return starts_in_time and ends_in_time

    def __str__(self) -> str:
        return self.text


def _last_of(year: int, month: int) -> date:
    return date(year, month, calendar.monthrange(year, month)[1])


def _simple(text: str) -> tuple[date, date, str]:
    """First day, last day and precision of one EDTF date without qualifier."""
    if m := _DAY.fullmatch(text):
        day = date(int(m[1]), int(m[2]), int(m[3]))
        return day, day, "day"
    if m := _MONTH.fullmatch(text):
        year, month = int(m[1]), int(m[2])
        if month in _PARTS:
            start, end = _PARTS[month]
            last = _last_of(year + (end > 12), end - 12 if end > 12 else end)
            return date(year, start, 1), last, "season"
        return date(year, month, 1), _last_of(year, month), "month"
    if _YEAR.fullmatch(text):
        return date(int(text), 1, 1), date(int(text), 12, 31), "year"
    raise ValueError(f"'{text}' is not a date")


def parse_date(text: str | int | date) -> DateSpan:
    """Read an EDTF date.

    Raises:
        DateError: when it is not one, or an interval ends before it begins.

    >>> parse_date("2020-01/2020-03").days
    91
    >>> parse_date("2020-05~").approximate
    True
    """
    written = text.isoformat() if isinstance(text, date) else str(text).strip()
    approximate = any(mark in written for mark in "~?%")
    plain = re.sub(r"[~?%]", "", written)
    try:
        if "/" not in plain:
            first, last, precision = _simple(plain)
            return DateSpan(first, last, written, precision, approximate)
        left, right = plain.split("/", 1)
        start = None if left in ("", "..") else _simple(left)[0]
        end = None if right in ("", "..") else _simple(right)[1]
    except ValueError as error:
        said = f"'{written}' is not a date"
        why = "" if str(error) == said else f": {error}"
        raise DateError(said + why, remedy=_REMEDY) from None
    if start is None and end is None:
        raise DateError(f"'{written}' is open on both sides", remedy=_REMEDY)
    if start and end and start > end:
        raise DateError(f"'{written}' ends before it begins", remedy="swap its two ends")
    precision = "open" if start is None or end is None else "interval"
    return DateSpan(start, end, written, precision, approximate)


def month_label(day: date) -> str:
    """`May 2020`: independent of the machine's locale."""
    return f"{calendar.month_name[day.month]} {day.year}"


def describe(span: DateSpan) -> str:
    """The date in English words, as precise as it is known and no more.

    >>> describe(parse_date("2020-05-28")), describe(parse_date("2020-01/2020-03"))
    ('28 May 2020', 'between January and March 2020')
    """
    about = "about " if span.approximate else ""
    first, last = span.first, span.last
    if not span.known:
        return "undated"
    if first is None or last is None:
        end = describe(parse_date(span.text.strip("./")))
        return f"until {end}" if first is None else f"since {end}"
    if first == last:
        return f"{about}{first.day} {month_label(first)}"
    if span.precision == "month" and first.day == 1:
        return about + month_label(first)
    if span.precision == "year" and (first.month, first.day) == (1, 1):
        return f"{about}{first.year}"
    if first.day == 1 and last == _last_of(last.year, last.month):
        if (first.month, last.month) == (1, 12):
            return f"{about}between {first.year} and {last.year}" if first.year != last.year else (
                f"{about}{first.year}"
            )  # fmt: skip
        start = month_label(first) if first.year != last.year else calendar.month_name[first.month]
        if (first.year, first.month) == (last.year, last.month):
            return about + month_label(first)
        return f"{about}between {start} and {month_label(last)}"
    if (first.year, first.month) == (last.year, last.month):
        return f"{about}{first.day}–{last.day} {month_label(last)}"
    return f"{about}between {first.day} {month_label(first)} and {last.day} {month_label(last)}"
