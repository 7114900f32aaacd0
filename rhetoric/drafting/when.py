"""Dates in running text: each at its place, as precise as it is written and no more."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from rhetoric.dates import DateSpan
from rhetoric.errors import DateError
from rhetoric.written_dates import read_date

#: Words of a date, and what may stand between them.
_WORD = re.compile(
    r"[^\W\d_][^\W\d_]*(?:[’'`ʿʾ-][^\W\d_]+)*\.?|\d+(?:st|nd|rd|th|er|ère|e|هـ?|م)?(?!\w)"
)
_YEAR = re.compile(r"(?<![\d.,])(?:1[3-5]\d\d|19\d\d|20\d\d|[٠-٩]{4})(?!\d)")
_ISO = re.compile(r"(?<![\d./-])(?:\d{4}-\d\d(?:-\d\d)?|\d{1,2}[./]\d{1,2}[./]\d{4})(?!\d|[-/]\d)")
_DAY_MONTH = re.compile(r"(?<!\d)\d{1,2}(?!\d)")
#: A date is written in at most this many words.
_LONGEST = 9
#: Words that may stand in a date but not begin or end one.
_LITTLE = frozenset(
    "of the in on from a au de du d le la l les en em to and et و في من year month day date".split()
)
#: What a day, a month or "beginning" is not followed by within a date: `23 In March 2017`.
_APART = frozenset("in en في".split())
#: First words of a part of the year or of a month that have a meaning only with the next one.
_FIRST_OF_SEVERAL = frozenset(
    "first second third fourth premier deuxieme rabi jumada dhu".split()
    + "النصف الربع ربيع جمادي ذو ذي كانون تشرين".split()
)
_BARE = frozenset("in since during by of until en depuis durant pendant عام سنة سنه في".split())


@dataclass(frozen=True)
class WrittenDate:
    """A date in a text: its place, and what it means.

    Attributes:
        reckoned: what part of it was taken from the date before; "" where all is written.
    """

    start: int
    end: int
    span: DateSpan
    reckoned: str = ""


def find_dates(text: str, start: int = 0, end: int | None = None) -> list[WrittenDate]:
    """Every date in a stretch of text that says at least the year, in order.

    A day and month without a year (`on 28 May`) takes the year of the date before it.

    >>> text = "In a speech of May 28, 2020, and again in early June 2020, he said so."
    >>> [(text[d.start:d.end], d.span.text) for d in find_dates(text)]
    [('May 28, 2020', '2020-05-28'), ('early June 2020', '2020-06-01/2020-06-10')]
    """
    end = len(text) if end is None else end
    found: list[WrittenDate] = []
    for match in _ISO.finditer(text, start, end):
        if span := _read(match[0]):
            found.append(WrittenDate(match.start(), match.end(), span))
    words = [(m.start(), m.end()) for m in _WORD.finditer(text, start, end)]
    at, year = 0, ""
    while at < len(words):
        written = _longest(text, words, at)
        if written is None:
            yearless = _longest(text, words, at, year) if year else None
            if yearless is None:
                at += 1
                continue
            written = yearless
        count, date = written
        if not any(date.start < d.end and d.start < date.end for d in found):
            found.append(date)
        if date.span.last and date.span.calendar == "gregorian":
            year = str(date.span.last.year)
        at += count
    return sorted(found, key=lambda d: d.start)


def _longest(
    text: str, words: list[tuple[int, int]], at: int, year: str = ""
) -> tuple[int, WrittenDate] | None:
    """The longest date that begins at a word, with the number of its words."""
    first = text[words[at][0] : words[at][1]]
    if first.lower() in _LITTLE or not _may_begin(first.lower().rstrip(".")):
        return None
    for count in range(min(_LONGEST, len(words) - at), 0, -1):
        start, end = words[at][0], words[at + count - 1][1]
        piece = text[start:end].rstrip(".")
        end = start + len(piece)
        if not _even(text, words[at : at + count]):
            continue
        if year:
            if count < 2 or not _DAY_MONTH.search(piece) or _YEAR.search(piece):
                continue
            if (span := _read(f"{piece} {year}")) and span.precision == "day":
                return count, WrittenDate(start, end, span, "the year")
            continue
        if not _YEAR.search(piece):
            continue
        if count == 1:
            before = text[words[at - 1][0] : words[at - 1][1]].lower() if at else ""
            if before not in _BARE and not before.startswith(("ب", "ل")):
                continue
        if text[words[at + count - 1][0] : end].lower() in _LITTLE:
            continue
        if span := _read(piece):
            return count, WrittenDate(start, end, span)
    return None


def _even(text: str, words: list[tuple[int, int]]) -> bool:
    """Whether nothing but commas, dashes and spaces stands between words."""
    for one, two in pairwise(words):
        first, second = text[slice(*one)], text[slice(*two)]
        if not re.fullmatch(r"[\s,،()–—/-]*", text[one[1] : two[0]]):
            return False
        if second.lower() in _APART and first.lower() not in ("early", "late", "mid"):
            return False
        if first.endswith(".") and (len(first) > 5 or not second[0].isdecimal()):
            return False
    return True


@lru_cache(maxsize=4096)
def _read(text: str) -> DateSpan | None:
    try:
        span = read_date(" ".join(text.split()))
    except (DateError, ValueError):
        return None
    return span if span.known else None


@lru_cache(maxsize=4096)
def _may_begin(word: str) -> bool:
    """Whether a date may begin with a word: it is a number, or means something in dates."""
    from rhetoric import date_words as known

    tokens = known.tokens(known.digits(word))
    if not tokens:
        return False
    first = tokens[0]
    if first.isdecimal() or first in known.WEEKDAYS | known.BETWEEN | known.ABOUT:
        return True
    if first in known.THIRDS or first in known.SEASONS or known.month_at(tokens, 0):
        return True
    return first in _FIRST_OF_SEVERAL
