"""Events near a change, and how near one would be anyhow.

That an event lies within 90 days of a change says little where there are many: it is set
beside how many lie so near to any day. Nearness is no cause.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from rhetoric.compare.counts import Floats, Ints
from rhetoric.model import Event
from rhetoric.periods import since_1970

#: Columns of the table of events near changes, in order.
NEAR = (
    "theme", "side", "day", "event", "event_date", "label", "apart", "expected", "as_near",
)  # fmt: skip


@dataclass(frozen=True)
class Near:
    """An event near a stretch of days.

    Attributes:
        apart: days between; negative where the event is earlier, 0 where they overlap.
        as_near: the share of all stretches as long to which some event is at least as near.
    """

    event: Event
    apart: int
    as_near: float


@dataclass(frozen=True)
class Nearby:
    """The events that can be set against changes.

    Attributes:
        events: those dated closely enough.
        vague: how many are not.
        within: days within which an event is near.
        begin, end: the time looked at, in days since 1970.
    """

    events: tuple[Event, ...]
    vague: int
    within: int
    begin: int
    end: int

    @classmethod
    def of(cls, events: Sequence[Event], within: int, begin: int, end: int) -> Nearby:
        """The events of a file; one dated no more closely than to `within` days is too vague."""
        kept = tuple(e for e in events if e.date.days is not None and e.date.days <= within)
        return cls(kept, len(events) - len(kept), within, begin, end)

    def of_stretch(self, first: int, last: int) -> list[Near]:
        """The events near the days first..last, the nearest first."""
        apart = self._apart(np.array([first]), last - first)[0]
        order = sorted(range(len(apart)), key=lambda n: (abs(apart[n]), self.events[n].id))
        closest = self._closest(last - first)
        return [
            Near(self.events[n], int(apart[n]), float((closest <= abs(apart[n])).mean()))
            for n in order
            if abs(apart[n]) <= self.within
        ]

    def expected(self, length: int) -> float:
        """How many events are near a stretch of so many days, wherever it lies, on average."""
        if not self.events:
            return 0.0
        near = np.abs(self._apart(self._starts(length), length)) <= self.within
        return float(near.sum(axis=1).mean())

    def _starts(self, length: int) -> Ints:
        return np.arange(self.begin, max(self.begin, self.end - length) + 1)

    def _closest(self, length: int) -> Floats:
        return np.asarray(np.abs(self._apart(self._starts(length), length)).min(axis=1))

    def _apart(self, first: Ints, length: int) -> Ints:
        """Days from stretches to each event, shape (stretches, events)."""
        begins = np.array([since_1970(e.date.first) for e in self.events if e.date.first])
        ends = np.array([since_1970(e.date.last) for e in self.events if e.date.last])
        later = np.maximum(begins[None] - (first + length)[:, None], 0)
        earlier = np.minimum(ends[None] - first[:, None], 0)
        return np.asarray(later + earlier, dtype=np.int64)


def near_rows(changes: Sequence[dict[str, Any]], nearby: Nearby) -> Iterator[dict[str, Any]]:
    """The events near each change, a row each.

    Args:
        changes: rows of changes with `first` and `last`: the days the change lies between.
    """
    if not nearby.events:
        return
    for row in changes:
        expected = nearby.expected(row["last"] - row["first"])
        for near in nearby.of_stretch(row["first"], row["last"]):
            yield {
                "theme": row["theme"], "side": row["side"], "day": row["day"],
                "event": near.event.id, "event_date": near.event.date.text,
                "label": near.event.label, "apart": near.apart,
                "expected": round(expected, 2), "as_near": round(near.as_near, 4),
            }  # fmt: skip
