"""Time within a recording: how it is written, and when characters are heard."""

from __future__ import annotations

import pytest

from rhetoric.clock import clock, clocks, heard, seams
from rhetoric.model import TimeSpan

TIMES = (
    TimeSpan(0, 10, 0.0, 4.2),
    TimeSpan(11, 20, 4.2, 9.8, "loop"),
    TimeSpan(21, 30, 9.8, 12.0, "loop"),
    TimeSpan(31, 40, 20.0, 21.0),
)


@pytest.mark.parametrize(
    ("seconds", "down", "up"),
    [(0, "00:00:00", "00:00:00"), (59.2, "00:00:59", "00:01:00"), (3600, "01:00:00", "01:00:00"),
     (751.4, "00:12:31", "00:12:32"), (360_000, "100:00:00", "100:00:00")],
)  # fmt: skip
def test_an_end_is_rounded_up_and_a_beginning_down(seconds: float, down: str, up: str) -> None:
    assert (clock(seconds), clock(seconds, up=True)) == (down, up)


def test_what_is_not_timed_has_no_clock() -> None:
    assert (clock(None), clocks(None, None)) == ("", "")


@pytest.mark.parametrize(
    ("start", "end", "found"),
    [
        (0, 10, (0.0, 4.2, "")),
        (5, 15, (0.0, 9.8, "")),
        (8, 20, (0.0, 9.8, "loop")),
        (12, 28, (4.2, 12.0, "loop")),
        (30, 31, (None, None, "")),
        (40, 50, (None, None, "")),
        (0, 50, (0.0, 21.0, "")),
    ],
)
def test_characters_are_heard_when_the_stretches_they_touch_are(
    start: int, end: int, found: tuple[float | None, float | None, str]
) -> None:
    assert heard(TIMES, start, end) == found


def test_a_seam_is_where_trust_changes() -> None:
    assert seams(TIMES) == [11, 31]
    assert seams(()) == []
