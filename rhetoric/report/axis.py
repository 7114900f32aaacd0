"""The time axis: one scale, or two where most of what is said falls into a short late stretch."""

from __future__ import annotations

import calendar
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from rhetoric.model import Statement
from rhetoric.report.record import dated, first_day, last_day

#: The late stretch gets a scale of its own when it holds at least this share of the dates …
_MOST = 0.4
#: … in at most this share of the time.
_SHORT = 0.3
_WIDE = 0.6
_GAP = 14.0


@dataclass(frozen=True)
class Panel:
    """A stretch of time with one scale. `end` is the day after the last."""

    start: date
    end: date
    left: float
    right: float

    def x(self, day: date) -> float:
        """Where a day begins; days outside stand at the panel's edge."""
        inside = min(max(day, self.start), self.end)
        share = (inside - self.start).days / (self.end - self.start).days
        return self.left + share * (self.right - self.left)


@dataclass(frozen=True)
class Tick:
    """A mark on the axis; `label` may be empty."""

    x: float
    label: str
    strong: bool


@dataclass(frozen=True)
class Axis:
    """One panel, or two with a gap between them."""

    panels: tuple[Panel, ...]

    @property
    def start(self) -> date:
        """The first day."""
        return self.panels[0].start

    @property
    def end(self) -> date:
        """The day after the last."""
        return self.panels[-1].end

    def x(self, day: date) -> float:
        """Where a day begins."""
        for panel in self.panels:
            if day < panel.end:
                return panel.x(day)
        return self.panels[-1].right

    def bars(self, first: date | None, last: date | None) -> list[tuple[float, float]]:
        """Left and right of the days first..last, one piece a panel."""
        start = first or self.start
        stop = (last + timedelta(days=1)) if last else self.end
        found = []
        for panel in self.panels:
            if start < panel.end and stop > panel.start:
                found.append((panel.x(max(start, panel.start)), panel.x(min(stop, panel.end))))
        return found

    def ticks(self) -> list[Tick]:
        """Years, and months where there is room for them."""
        found: list[Tick] = []
        for panel in self.panels:
            months = (panel.end.year - panel.start.year) * 12 + panel.end.month - panel.start.month
            room = (panel.right - panel.left) / max(months, 1)
            for n in range(months):
                year, month = divmod(panel.start.month - 1 + n, 12)
                day = date(panel.start.year + year, month + 1, 1)
                if month == 0 or n == 0:
                    text = str(day.year)
                    if room > 52:
                        text = f"{calendar.month_abbr[day.month]} {day.year}"
                    elif room * 12 < 34:
                        text = f"’{day.year % 100:02}"
                    found.append(Tick(panel.x(day), text, strong=True))
                elif room > 24:
                    found.append(Tick(panel.x(day), calendar.month_abbr[day.month], strong=False))
                elif room > 14:
                    found.append(Tick(panel.x(day), calendar.month_abbr[day.month][:1], False))
                elif room > 6 and month % 3 == 0:
                    found.append(Tick(panel.x(day), "", strong=False))
        return found


def _next_month(day: date) -> date:
    return date(day.year + day.month // 12, day.month % 12 + 1, 1)


def build_axis(statements: Sequence[Statement], left: float, right: float) -> Axis | None:
    """The axis on which the dated statements of a corpus fall; None when there are none."""
    ordered = dated(statements)
    if not ordered:
        return None
    start = date(first_day(ordered[0]).year, 1, 1)
    end = _next_month(max(last_day(s) for s in ordered))
    cut = _cut(ordered, start, end)
    if cut is None:
        return Axis((Panel(start, end, left, right),))
    middle = left + (right - left) * (1 - _WIDE)
    return Axis((
        Panel(start, cut, left, middle - _GAP / 2),
        Panel(cut, end, middle + _GAP / 2, right),
    ))  # fmt: skip


def _cut(ordered: Sequence[Statement], start: date, end: date) -> date | None:
    """The new year after which statements are densest, if they are dense enough there."""
    total = (end - start).days
    best: tuple[float, date] | None = None
    for year in range(start.year + 1, end.year + 1):
        cut = date(year, 1, 1)
        time = (end - cut).days / total
        late = sum(s.date.middle >= cut for s in ordered) / len(ordered)
        if 0 < time <= _SHORT and late >= _MOST and (best is None or late / time > best[0]):
            best = (late / time, cut)
    return best[1] if best else None


def silences(statements: Sequence[Statement], axis: Axis) -> list[tuple[date, date]]:
    """Whole months of the axis from which no dated statement comes, joined: first and last day."""
    spans = [(first_day(s), last_day(s)) for s in dated(statements)]
    found: list[tuple[date, date]] = []
    month = axis.start
    while month < axis.end:
        after = _next_month(month)
        if not any(first < after and last >= month for first, last in spans):
            if found and found[-1][1] == month - timedelta(days=1):
                found[-1] = (found[-1][0], after - timedelta(days=1))
            else:
                found.append((month, after - timedelta(days=1)))
        month = after
    return found
