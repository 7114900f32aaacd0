"""Dates that a text gives by the date before: "the next day", "a month later"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from rhetoric.dates import parse_date
from rhetoric.drafting.when import WrittenDate

_NUMBERS = {
    word: number
    for number, line in enumerate(
        ("a an one un une", "two deux", "three trois", "four quatre", "five cinq", "six six"), 1
    )
    for word in line.split()
}
_NEXT_DAY = re.compile(
    r"\b(?:the (?:very )?(?:next|following) day|a day later|le lendemain|le jour suivant)\b"
    r"|(?:في )?اليوم التالي",
    re.IGNORECASE,
)
_LATER = re.compile(
    r"(?<![\w-])(?P<number>\w+) (?P<unit>days?|weeks?|months?|jours?|semaines?|mois)"
    r" (?:later|after that|plus tard|après)\b",
    re.IGNORECASE,
)
#: What makes such a distance too vague to reckon with.
_VAGUE = re.compile(
    r"\b(?:almost|about|around|nearly|over|than|within|less|more|environ|presque|près d[e’'])\s*$",
    re.IGNORECASE,
)

#: Before a date that only tells which thing is meant: "in a December 2019 report".
_ATTRIBUTIVE = re.compile(r"\b(?:a|an|the|this|its|their|his|her)\s+$", re.IGNORECASE)


def relative_dates(
    text: str, start: int, end: int, dates: Sequence[WrittenDate]
) -> list[WrittenDate]:
    """The dates of a stretch that are told by the date before them, in order.

    Days are reckoned from a day only, months from a month or a day; the result is no more
    precise than what it was reckoned from.

    Args:
        dates: the dates of the text, in order.
    """
    found: list[WrittenDate] = []
    for match in [*_NEXT_DAY.finditer(text, start, end), *_LATER.finditer(text, start, end)]:
        before = [d for d in (*dates, *found) if d.end <= match.start()]
        before = [d for d in before if not _ATTRIBUTIVE.search(text, max(0, d.start - 8), d.start)]
        if not before or _VAGUE.search(text[max(start, match.start() - 12) : match.start()]):
            continue
        anchor = max(before, key=lambda d: d.start).span
        groups = match.groupdict()
        number = _NUMBERS.get((groups.get("number") or "one").lower())
        unit = (groups.get("unit") or "day").lower()
        if anchor.first is None or number is None or anchor.approximate:
            continue
        if unit.startswith("mo"):
            if anchor.precision not in ("month", "day"):
                continue
            months = anchor.first.year * 12 + anchor.first.month - 1 + number
            written = f"{months // 12:04}-{months % 12 + 1:02}"
        elif anchor.precision == "day":
            days = number * (7 if unit.startswith(("week", "sem")) else 1)
            written = (anchor.first + timedelta(days=days)).isoformat()
        else:
            continue
        span = replace(parse_date(written), original="")
        found.append(WrittenDate(match.start(), match.end(), span, "the date before it"))
    return sorted(found, key=lambda d: d.start)
