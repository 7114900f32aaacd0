"""Time within a recording: how it is written, and when a stretch of a transcript is heard."""

from __future__ import annotations

import math
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from itertools import pairwise

from rhetoric.model import TimeSpan


def clock(seconds: float | None, *, up: bool = False) -> str:
    """Seconds as HH:MM:SS; "" for None.

    Args:
        up: round up, as is right for an end: what is cited holds all that is meant.

    >>> clock(751.4), clock(763.2, up=True), clock(None)
    ('00:12:31', '00:12:44', '')
    """
    if seconds is None:
        return ""
    whole = math.ceil(seconds) if up else math.floor(seconds)
    return f"{whole // 3600:02}:{whole // 60 % 60:02}:{whole % 60:02}"


def clocks(begins: float | None, ends: float | None) -> str:
    """A time span as it is cited; "" where it is not known.

    >>> clocks(751.4, 763.2)
    '00:12:31–00:12:44'
    """
    return "" if begins is None else f"{clock(begins)}–{clock(ends, up=True)}"


def heard(
    times: Sequence[TimeSpan], start: int, end: int
) -> tuple[float | None, float | None, str]:
    """When the characters start..end are heard, and how they are marked.

    Args:
        times: in the order of the text, not overlapping in it.

    Returns:
        Begin and end in seconds (None where no span touches the characters), and the mark
        of at least half of the characters that have a time, else "".
    """
    first = bisect_right(times, start, key=lambda t: t.end)
    touched = times[first : bisect_left(times, end, key=lambda t: t.start)]
    if not touched:
        return None, None, ""
    held: dict[str, int] = {}
    for span in touched:
        length = min(end, span.end) - max(start, span.start)
        held[span.mark] = held.get(span.mark, 0) + length
    trusted = held.pop("", 0)
    mark = max(held, key=lambda m: held[m]) if held and sum(held.values()) >= trusted else ""
    return min(t.begins for t in touched), max(t.ends for t in touched), mark


def seams(times: Sequence[TimeSpan]) -> list[int]:
    """Where in the text what may be trusted and what may not meet."""
    return [span.start for before, span in pairwise(times) if span.mark != before.mark]
