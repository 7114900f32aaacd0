"""Dates as sources give them: "late May 2020", "début juin 2020", "٣ رمضان ١٤٤١هـ".

Whatever is read becomes the days it may mean; the calendar and the words are kept, and
no precision is added to what was written. What has two meanings is refused, both of them
named. Rules that are choices:

- A bare year from 1343 to 1500 is one of the Hijri calendar, in ISO notation too
  (1441-09-03).
- Hijri dates become days by the Umm al-Qura calendar; where people look for the new moon
  themselves the day may be one off.
- Early, mid and late are thirds: of a year four months each, of a month the days 1–10,
  11–20 and 21 to the end.
- Numbers are read as day/month/year only where month/day/year cannot be meant.
- Where a date is given in both calendars, the Gregorian one is taken, once they agree.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import pairwise

from rhetoric.dates import DateSpan, parse_date
from rhetoric.errors import DateError

#: Days by which two calendars may differ on one date.
_MOON = timedelta(days=2)

_REMEDY = (
    "write it as 2020-05-28, 2020-05, 2020-01/2020-03, '28 May 2020', 'late May 2020',"
    " '28 mai 2020', '٢٨ مايو ٢٠٢٠' or '3 Ramadan 1441'"
)
_EDTF = re.compile(r"[0-9./~?%-]+")
_ISO = re.compile(r"(\d{4})(?:([-/.])(\d{1,2})(?:\2(\d{1,2}))?)?")
_MONTH_YEAR = re.compile(r"(\d{1,2})[-/.](\d{4})")
_NUMERIC = re.compile(r"(\d{1,2})([-/. ])(\d{1,2})\2(\d{4})")
_TIME = re.compile(
    r"(?:[T, ]| at | à )\s?\d{1,2}[:h]\d\d(?::\d\d(?:\.\d+)?)?\s?(?:[ap]m)?"
    r"\s?(?:Z|UTC|GMT|[+-]\d\d:?\d\d)?$",
    re.IGNORECASE,
)
_SHORT_YEAR = re.compile(r"\d{1,2}([-/.])\d{1,2}\1\d{2}")


@dataclass(frozen=True)
class _Parts:
    """What a date says, each part as far as it is said."""

    day: int | None = None
    month: int | None = None
    year: int | None = None
    season: int | None = None
    third: int | None = None
    hijri: bool | None = None


def read_date(text: str | int | date, *, order: str = "") -> DateSpan:
    """Read a date in EDTF, in words (English, French, Arabic) or of the Hijri calendar.

    Args:
        order: how numbers such as 03/04/2020 are meant, `dmy` or `mdy`; where it is not
            given they are refused.

    Raises:
        DateError: when it is no date, or might be two.

    >>> read_date("late May 2020").text, read_date("début juin 2020").text
    ('2020-05-21/2020-05-31', '2020-06-01/2020-06-10')
    >>> span = read_date("٣ رمضان ١٤٤١هـ")
    >>> span.text, span.calendar, span.original
    ('2020-04-26', 'hijri', '٣ رمضان ١٤٤١هـ')
    """
    if isinstance(text, date):
        return parse_date(text)
    written = " ".join(str(text).split())
    try:
        span = _read(written, order) or _without_time(written, order)
    except DateError:
        raise
    except (ValueError, OverflowError) as problem:
        raise DateError(f"'{written}' is not a date: {problem}", remedy=_REMEDY) from None
    if span is None:
        raise DateError(f"'{written}' is not a date", remedy=_REMEDY)
    return span


def _read(written: str, order: str) -> DateSpan | None:
    if _EDTF.fullmatch(written) and written.isascii():
        if span := _edtf(written, written):
            return span
    from rhetoric.date_words import digits, two_calendars

    plain = digits(written)
    if plain != written and _EDTF.fullmatch(plain) and (span := _edtf(plain, written)):
        return span
    pieces = two_calendars(plain)
    if len(pieces) == 2:
        first, second = (_one(piece, piece, order) for piece in pieces)
        if first and second and first.calendar != second.calendar:
            return _agreed(first, second, written)
    return _one(plain, written, order)


def _without_time(written: str, order: str) -> DateSpan | None:
    """A day with the time of day: the day."""
    day = _TIME.sub("", written)
    span = None if day == written else _read(day, order)
    return replace(span, original=written) if span and span.precision == "day" else None


def _edtf(plain: str, written: str) -> DateSpan | None:
    """The date in EDTF, or a Hijri date in the same notation; None when it is neither."""
    ends = re.sub("[~?%]", "", plain).split("/")
    years = [int(end[:4]) for end in ends if re.match(r"\d{4}(?!\d)", end)]
    if years and len(ends) <= 2 and all(1343 <= year <= 1500 for year in years):
        return _hijri_iso(ends, written)
    try:
        span = parse_date(plain)
    except DateError:
        if len(ends) == 2 and all(re.fullmatch(r"(\d{4}(-\d\d){0,2}|\.\.)?", e) for e in ends):
            raise  # an interval, and something wrong with it
        if re.fullmatch(r"\d{4}(-\d\d){1,2}", plain):
            raise
        return None
    return span if plain == written else replace(span, original=written)


def _hijri_iso(ends: list[str], written: str) -> DateSpan | None:
    about = any(mark in written for mark in "~?%")
    sides: list[_Parts | None] = []
    for end in ends:
        m = re.fullmatch(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?", end)
        if m is None and end not in ("", ".."):
            return None
        sides.append(_Parts(_int(m[3]), _int(m[2]), int(m[1]), hijri=True) if m else None)
    if len(sides) == 2:
        return _between(sides[0], sides[1], about, written)
    return _span(sides[0], about, written) if sides[0] else None


def _int(text: str | None) -> int | None:
    return int(text) if text else None


def _agreed(one: DateSpan, two: DateSpan, written: str) -> DateSpan:
    """A date given in both calendars: whoever wrote it did the sum."""
    if one.first and two.last and one.last and two.first:
        if one.first > two.last + _MOON or two.first > one.last + _MOON:
            raise DateError(
                f"'{written}' says two dates, {one.text} and {two.text}",
                remedy="keep the right one",
            )
    return replace(one if one.calendar == "gregorian" else two, original=written)


def _one(plain: str, written: str, order: str) -> DateSpan | None:
    """The date in one calendar, or an interval."""
    from rhetoric import date_words as known

    era, bare = known.take_era(plain)
    if span := _numbers(bare.strip(), era, written, order):
        return span
    words = known.tokens(bare)
    about = not known.ABOUT.isdisjoint(words)
    words = [w for w in words if w not in known.ABOUT]
    open_end = bool(words) and words[0] in known.SINCE
    open_start = bool(words) and words[0] in known.UNTIL
    if open_end or open_start:
        parts = _parts([w for w in words[1:] if w not in known.TO], era)
        if parts is None:
            return None
        return _between(parts if open_end else None, None if open_end else parts, about, written)
    if at := _divide(words):
        right = _parts(words[at[1] :], era)
        left = _parts([w for w in words[: at[0]] if w not in known.BETWEEN], era)
        if left is None or right is None:
            return None
        left = _inherit(left, right)
        if left.hijri != right.hijri:
            return _agreed(_span(left, about, written), _span(right, about, written), written)
        return _between(left, right, about, written)
    parts = _parts(words, era)
    return None if parts is None else _span(parts, about, written)


def _divide(words: list[str]) -> tuple[int, int] | None:
    """Where the first end of an interval stops and the second one begins."""
    from rhetoric import date_words as known

    signs = known.TO | known.AND if not known.BETWEEN.isdisjoint(words) else known.TO
    for at in range(1, len(words) - 1):
        if words[at] in signs:
            return at, at + 1
    months = [(at, m) for at in range(len(words)) if (m := known.month_at(words, at))]
    for (_, one), (at, two) in pairwise(months):
        if one[:2] != two[:2]:
            return at, at
    return None


def _numbers(text: str, era: bool | None, written: str, order: str) -> DateSpan | None:
    """A date of nothing but numbers."""
    from rhetoric.date_words import is_hijri, told

    if m := _ISO.fullmatch(text):
        year = int(m[1])
        parts = _Parts(_int(m[4]), _int(m[3]), year, hijri=is_hijri(year) if era is None else era)
        return _span(parts, False, written)
    if m := _MONTH_YEAR.fullmatch(text):
        year = int(m[2])
        parts = _Parts(None, int(m[1]), year, hijri=is_hijri(year) if era is None else era)
        return _span(parts, False, written)
    if _SHORT_YEAR.fullmatch(text):
        raise ValueError("the year needs four digits")
    if not (m := _NUMERIC.fullmatch(text)):
        return None
    one, two, year = int(m[1]), int(m[3]), int(m[4])
    hijri = is_hijri(year) if era is None else era
    readings = {
        name: _Parts(day, month, year, hijri=hijri)
        for name, day, month in (("dmy", one, two), ("mdy", two, one))
        if 1 <= month <= 12
    }
    if not readings:
        raise ValueError("there is no such month")
    if order in readings:
        return _span(readings[order], False, written)
    if len(readings) == 2 and one != two:
        spans = [_span(parts, False, written) for parts in readings.values()]
        names = [told(p.day or 0, p.month or 0, year, hijri) for p in readings.values()]
        raise DateError(
            f"'{written}' is {names[0]} or {names[1]}: there is no telling which",
            remedy=f"write {spans[0].text} or {spans[1].text}",
        )
    return _span(next(iter(readings.values())), False, written)


def _parts(words: list[str], era: bool | None) -> _Parts | None:
    """What words say; None where one of them is not known."""
    from rhetoric import date_words as known

    found, at = _Parts(), 0
    numbers: list[int] = []
    month_hijri: bool | None = None
    while at < len(words):
        word, length = words[at], 1
        if name := known.month_at(words, at):
            month_hijri, month, length = name
            if found.month not in (None, month):
                return None
            found = replace(found, month=month)
        elif part := known.part_at(words, at):
            code, length = part
            found = replace(found, season=code)
        elif word in known.SEASONS:
            found = replace(found, season=known.SEASONS[word])
        elif word in known.THIRDS:
            found = replace(found, third=known.THIRDS[word])
        elif word.isdecimal() and len(word) in (1, 2, 4):
            numbers.append(int(word))
        elif word not in known.FILLERS and word not in known.WEEKDAYS:
            return None
        at += length
    days, years = [n for n in numbers if n < 100], [n for n in numbers if n >= 1000]
    if len(days) > 1 or len(years) > 1 or len(days) + len(years) < len(numbers):
        return None
    found = replace(found, day=days[0] if days else None, year=years[0] if years else None)
    if sum(x is not None for x in (found.day, found.third, found.season)) > 1:
        return None
    if found.season is not None and found.month is not None:
        return None
    if found == _Parts(third=found.third):
        return None
    return _with_calendar(found, era, month_hijri)


def _with_calendar(parts: _Parts, era: bool | None, month_hijri: bool | None) -> _Parts:
    """The parts with their calendar: the era says it, then the month, then the year."""
    from rhetoric.date_words import hijri_days, is_hijri

    year = parts.year
    if era is not None and month_hijri is not None and era != month_hijri and not (
        month_hijri and not era
    ):  # fmt: skip
        raise ValueError("the month is of another calendar than the year")
    if year is None:
        return replace(parts, hijri=month_hijri if era is None else era)
    if month_hijri and (era is False or (era is None and not is_hijri(year))):
        # Ramadan 2020: the month of that name that begins in the Gregorian year.
        guess = round((year - 622) * 33 / 32)
        begins = {
            y: hijri_days(y, parts.month, 1)[0].year
            for y in range(guess - 1, guess + 3) if is_hijri(y)
        }  # fmt: skip
        fits = [y for y, begun in begins.items() if begun == year]
        if len(fits) != 1:
            raise ValueError(f"{year} has {len(fits) or 'none'} of that month; write its year AH")
        return replace(parts, year=fits[0], hijri=True)
    if month_hijri is False:
        return replace(parts, hijri=False)
    return replace(parts, hijri=is_hijri(year) if era is None else era)


def _inherit(left: _Parts, right: _Parts) -> _Parts:
    """The beginning of an interval with what only its end says: 18–20 April 2020."""
    if left.year is None:
        left = replace(left, year=right.year, hijri=right.hijri)
    if left.month is None and left.day is not None:
        left = replace(left, month=right.month)
    return left


def _days(parts: _Parts) -> tuple[date, date, str]:
    """First day, last day and precision."""
    from rhetoric.date_words import gregorian_days, hijri_days

    year, month, day, third = parts.year, parts.month, parts.day, parts.third
    if year is None:
        raise ValueError("the year is missing")
    if day is not None and month is None:
        raise ValueError("the month is missing")
    if parts.season is not None:
        if parts.hijri:
            raise ValueError("seasons belong to a Gregorian year")
        span = parse_date(f"{year:04}-{parts.season}")
        assert span.first is not None
        assert span.last is not None
        return span.first, span.last, "season"
    bounds = hijri_days if parts.hijri else gregorian_days
    if third is None:
        first, last = bounds(year, month, day)
        return first, last, "day" if day is not None else "month" if month else "year"
    if month is None:
        return (
            bounds(year, 4 * third + 1, None)[0],
            bounds(year, 4 * third + 4, None)[1],
            "interval",
        )
    first, end = bounds(year, month, None)
    first += timedelta(days=10 * third)
    return first, end if third == 2 else first + timedelta(days=9), "interval"


def _edtf_of(parts: _Parts) -> tuple[str, str]:
    """The two ends of a date in EDTF, as short as its precision allows; equal when it is one."""
    first, last, precision = _days(parts)
    if precision == "day":
        return first.isoformat(), first.isoformat()
    if precision == "season":
        return (f"{parts.year:04}-{parts.season}",) * 2
    if not parts.hijri and precision == "interval" and parts.month is None:
        return f"{first:%Y-%m}", f"{last:%Y-%m}"
    if not parts.hijri and precision in ("month", "year"):
        short = f"{first.year:04}" if precision == "year" else f"{first.year:04}-{first.month:02}"
        return short, short
    return first.isoformat(), last.isoformat()


def _span(parts: _Parts, about: bool, written: str) -> DateSpan:
    first, last, precision = _days(parts)
    text = "/".join(dict.fromkeys(_edtf_of(parts))) + ("~" if about else "")
    calendar = "hijri" if parts.hijri else "gregorian"
    return DateSpan(first, last, text, precision, about, calendar, written)


def _between(left: _Parts | None, right: _Parts | None, about: bool, written: str) -> DateSpan:
    first = None if left is None else _days(left)[0]
    last = None if right is None else _days(right)[1]
    if first is None and last is None:
        return parse_date(written)  # says what is wrong with it
    if first and last and first > last:
        raise DateError(f"'{written}' ends before it begins", remedy="swap its two ends")
    begin = ".." if left is None else _edtf_of(left)[0]
    end = ".." if right is None else _edtf_of(right)[1]
    return DateSpan(
        first, last, f"{begin}/{end}" + ("~" if about else ""),
        "open" if first is None or last is None else "interval", about,
        "hijri" if any(p is not None and p.hijri for p in (left, right)) else "gregorian", written,
    )  # fmt: skip
