"""Events from outside the texts, beneath a picture of time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from markupsafe import Markup

from rhetoric.dates import describe
from rhetoric.model import Event
from rhetoric.report.axis import Axis
from rhetoric.report.record import LONGEST_DATED, Record
from rhetoric.report.svg import label, tag, text_width, words

#: No more names of events than this are tried.
_MOST_NAMES = 100
#: Kinds of event whose names are written first when there is no room for all.
_RANK = (
    "split", "merger", "pledge", "coup", "deployment", "withdrawal", "clash", "joint-attack",
    "death", "agreement", "meeting", "dual-claim", "operation", "release", "defection", "arrest",
    "attack",
)  # fmt: skip


def shown_events(record: Record, axis: Axis) -> list[Event]:
    """The events that fall on the axis and are dated precisely enough to be drawn."""
    return [
        e for e in record.lexicon.events
        if e.date.days is not None and e.date.days <= LONGEST_DATED
        and e.date.overlaps(axis.start, axis.end) and axis.start <= e.date.middle < axis.end
    ]  # fmt: skip


@dataclass(frozen=True)
class Name:
    """The name of an event: the leader that comes down at x, and the words, in a row."""

    event: Event
    x: float
    start: float
    end: float
    row: int = 0

    def clashes(self, other: Name) -> bool:
        """Whether the words overlap, or a leader runs through the other's words."""
        if self.row == other.row:
            return self.start <= other.end and other.start <= self.end
        upper, lower = sorted((self, other), key=lambda n: n.row)
        return upper.start - 3 <= lower.x <= upper.end


def _lay_out(names: Sequence[Name], rows: int) -> list[Name] | None:
    """Rows for all names, from right to left, so that none clashes; None when they do not fit."""
    placed: list[Name] = []
    for name in sorted(names, key=lambda n: (-n.x, n.event.id)):
        for row in range(rows):
            trial = replace(name, row=row)
            if not any(trial.clashes(other) for other in placed):
                placed.append(trial)
                break
        else:
            return None
    return placed


def place_names(events: Sequence[Event], axis: Axis, width: float, rows: int) -> list[Name]:
    """The names there is room for, those of the weightier kinds of event first."""

    def rank(event: Event) -> tuple[int, date, str]:
        kind = _RANK.index(event.kind) if event.kind in _RANK else len(_RANK)
        return kind, event.date.middle, event.id

    placed: list[Name] = []
    for event in sorted(events, key=rank)[:_MOST_NAMES]:
        x = axis.x(event.date.middle)
        room = text_width(event.label, 10.5) + 6
        start = max(min(x + 3, width - room), 0.0)
        placed = _lay_out([*placed, Name(event, x, start, start + room)], rows) or placed
    return placed


@dataclass(frozen=True)
class EventsLane:
    """The events as drawn, and where the picture ends."""

    drawn: tuple[Markup, ...]
    bottom: float


def draw_events(
    record: Record, axis: Axis, width: float, rows: int, top: float, bottom: float
) -> EventsLane:
    """Events as marks at `bottom`, hairlines up to `top`, and names beneath as far as they fit."""
    events = shown_events(record, axis)
    placed = place_names(events, axis, width - 4, rows)
    lane_top = bottom + 16
    used = 1 + max((name.row for name in placed), default=0)
    marks: list[Markup] = []
    names: list[Markup] = []
    for event in events:
        for left, right in axis.bars(event.date.first, event.date.last):
            marks.append(tag("rect", _tip(event), x=left, y=bottom + 5, height=5,
                             width=max(right - left, 1.5), class_="event"))  # fmt: skip
    for name in sorted(placed, key=lambda n: (n.x, n.row)):
        y = lane_top + 11 + name.row * 14
        # Words that begin left of their leader (at the right edge) hang below its end.
        foot = y + 2 if name.start > name.x else y - 9
        marks.append(tag("line", x1=name.x, x2=name.x, y1=top, y2=bottom + 5, class_="hairline"))
        marks.append(tag("line", x1=name.x, x2=name.x, y1=bottom + 10, y2=foot, class_="leader"))
        words_of = label(name.start, y, name.event.label, "event-name")
        names.append(tag("g", _tip(name.event), words_of))
    return EventsLane((*marks, *names), lane_top + used * 14 + 6)


def _tip(event: Event) -> Markup:
    return tag("title", words(f"{event.label}, {describe(event.date)}"))
