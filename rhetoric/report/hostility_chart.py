"""Hostility over time: a panel for each side and rival, a smooth line with its interval."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from itertools import groupby
from typing import Any

from markupsafe import Markup

from rhetoric.compare.choices import LEAST
from rhetoric.compare.comparison import plain
from rhetoric.report.changed import Changed, Direction
from rhetoric.report.rates_chart import panels_across
from rhetoric.report.svg import label, number, picture, tag, text_width, words
from rhetoric.timing.trend import LEAST_NEAR

#: No more panels than this are drawn.
MOST_PANELS = 6
#: Moments of a piece of line that can be seen.
_SHORTEST = 4
_GAP, _HEAD, _TALL, _FOOT, _AXIS = 30.0, 28.0, 84.0, 18.0, 34.0


def draw_hostility(changed: Changed, width: float) -> Markup:
    """The panels at a width; empty where no side speaks against a rival.

    The line is drawn where at least one statement's weight is near; a year with statements
    enough has a dot with its interval besides.
    """
    shown = changed.directions[:MOST_PANELS]
    if not shown or changed.hostile is None:
        return Markup("")
    trend, index = plain(changed.hostile.trend), plain(changed.hostile.index)
    years = sorted({row["period"] for row in index})
    begin, end = date(int(years[0]), 1, 1), date(int(years[-1]) + 1, 1, 1)
    across = panels_across(width)
    room = (width - _GAP * (across - 1)) / across
    high = _HEAD + _TALL + _FOOT
    body = []
    for n, direction in enumerate(shown):
        left, above = (n % across) * (room + _GAP), (n // across) * (high + 12)
        ours = [r for r in trend if (r["side"], r["theme"]) == (direction.side.id, direction.rival)]
        marked = [
            r for r in index if (r["side"], r["rival"]) == (direction.side.id, direction.rival)
        ]
        frame = _Frame(left + _AXIS, room - _AXIS, above + _HEAD + _TALL, begin, end)
        body.append(tag(
            "g", _head(direction, left, above + 14, room), *_scale(frame, years),
            *_silences(frame, marked),
            tag("g", *_line(frame, ours), *_years(frame, marked),
                class_=f"side {direction.side.css}"),
            class_="panel",
        ))  # fmt: skip
    height = ((len(shown) - 1) // across + 1) * (high + 12)
    return picture(
        width, height, "How often each side speaks against each rival, over time",
        "A panel for each side and rival, time across: the line is the share of the side’s "
        "statements that speak against the rival, the band its 95 % interval. The table of "
        "hostility by year holds the figures.",
        *body, class_="rates hostility",
    )  # fmt: skip


class _Frame:
    """Where a moment and a share lie in a panel."""

    def __init__(self, left: float, room: float, base: float, begin: date, end: date) -> None:
        self.left, self.room, self.base = left, room, base
        self.begin, self.days = begin, (end - begin).days

    def x(self, day: date) -> float:
        return self.left + (day - self.begin).days / self.days * self.room

    def y(self, share: float | None) -> float:
        return self.base - (share or 0.0) * _TALL


def _head(direction: Direction, left: float, y: float, room: float) -> Markup:
    text = f"{direction.side.label} against {direction.rival_label}"
    while text_width(text, 12.5) > room and len(text) > 8:
        text = text[:-2].rstrip(" …") + "…"
    return tag("a", label(left, y, text, "theme"), href=f"#{direction.anchor}")


def _scale(frame: _Frame, years: Sequence[str]) -> list[Markup]:
    marks = []
    for share in (0.0, 0.5, 1.0):
        y = frame.y(share)
        marks.append(tag("line", x1=frame.left, x2=frame.left + frame.room, y1=y, y2=y,
                         class_="tick"))  # fmt: skip
        marks.append(label(frame.left - 4, y + 4, f"{100 * share:.0f} %", "scale", "end"))
    step = frame.room / len(years)
    every = max(1, -(-len(years) * 34 // int(frame.room)))
    for k, year in enumerate(years[::every]):
        x = frame.left + step * (k * every + 0.5)
        marks.append(label(x, frame.base + 14, year, "scale", "middle"))
    return marks


def _silences(frame: _Frame, rows: Sequence[Mapping[str, Any]]) -> list[Markup]:
    """Years in which the side put out nothing that is here, in grey."""
    marks = []
    for row in rows:
        if not row["statements"]:
            x, to = (frame.x(date(int(row["period"]) + n, 1, 1)) for n in (0, 1))
            marks.append(tag("rect", x=x, y=frame.y(1), width=to - x, height=_TALL,
                             class_="silence"))  # fmt: skip
    return marks


def _line(frame: _Frame, rows: Sequence[Mapping[str, Any]]) -> list[Markup]:
    """The smooth line and its band, a piece for each stretch of time with material."""
    marks = []
    for near, moments in groupby(rows, key=lambda r: (r["near"] or 0) >= LEAST_NEAR):
        run = [(frame.x(date.fromisoformat(r["day"])), r) for r in moments]
        if not near or len(run) < _SHORTEST:
            continue
        upper = [f"{number(x)} {number(frame.y(r['high']))}" for x, r in run]
        lower = [f"{number(x)} {number(frame.y(r['low']))}" for x, r in reversed(run)]
        middle = [f"{number(x)} {number(frame.y(r['rate']))}" for x, r in run]
        marks.append(tag("path", d=f"M{'L'.join(upper + lower)}Z", class_="band"))
        marks.append(tag("path", d=f"M{'L'.join(middle)}", class_="trend"))
    return marks


def _years(frame: _Frame, rows: Sequence[Mapping[str, Any]]) -> list[Markup]:
    """A dot with its interval for each year with statements enough."""
    marks = []
    for row in rows:
        if not row["statements"] or row["statements"] < LEAST:
            continue
        x, year = frame.x(date(int(row["period"]), 7, 1)), row["period"]
        ends = [frame.y(row[k]) for k in ("rate_low", "rate_high")]
        tip = f"{year}: {row['having']:g} of {row['statements']:g} statements"
        marks.append(tag(
            "g", tag("title", words(tip)),
            tag("line", x1=x, x2=x, y1=ends[0], y2=ends[1], class_="interval"),
            tag("circle", cx=x, cy=frame.y(row["rate"]), r=3.6, class_="share"),
        ))  # fmt: skip
    return marks
