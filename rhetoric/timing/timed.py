"""What the comparisons over time share: their result, the days of statements, what is said."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from rhetoric.compare.choices import Choices
from rhetoric.compare.comparison import plain
from rhetoric.compare.counts import Counts, Floats, Ints
from rhetoric.compare.left_out import copies_left_out, sides_left_out, statements_told
from rhetoric.corpus import Corpus
from rhetoric.filters import Filter
from rhetoric.periods import day_of

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True)
class Timed:
    """A comparison over time.

    Attributes:
        choices: what was chosen, as in `rhetoric.compare`.
        asked: what else was chosen: of time alone.
        tables: the tables it is made of, by name.
        counts: what all of it was computed from, with the uses behind each number.
        notes: what was left out, and why.
        keep: the filter statements had to pass.
    """

    choices: Choices
    asked: Mapping[str, Any]
    tables: Mapping[str, pd.DataFrame]
    counts: Counts
    notes: tuple[str, ...]
    keep: Filter

    @property
    def record(self) -> dict[str, Any]:
        """All of it as plain data: choices, notes, and each table as a list of rows."""
        return {
            "choices": self.choices.record | dict(self.asked) | {"only": self.keep.record},
            "notes": list(self.notes),
            **{name: plain(table) for name, table in self.tables.items()},
        }


def dated_rows(counts: Counts, side: int) -> Ints:
    """The places of a side's statements whose first and last day are known."""
    return np.flatnonzero((counts.side.codes == side) & counts.dated)


def middles(counts: Counts) -> Ints:
    """The middle day of each statement, in days since 1970."""
    return np.asarray((counts.first + counts.last) // 2)


def draw_days(first: Ints, last: Ints, draws: int, random: np.random.Generator) -> Floats:
    """A moment for each statement, evenly from the days it may date from, shape (draws, n).

    A moment, not a day: statements of one day follow each other in any order.
    """
    return np.asarray(first + random.random((draws, len(first))) * (last - first + 1))


def iso(day: float) -> str:
    """A day since 1970 as it is written.

    >>> iso(18262)
    '2020-01-01'
    """
    return day_of(int(np.floor(day))).isoformat()


def left_out(counts: Counts, choices: Choices, corpus: Corpus) -> list[str]:
    """What takes no part in a comparison over time, in sentences."""
    notes = sides_left_out(counts, choices)
    undated = int(((counts.side.codes >= 0) & ~counts.dated).sum())
    if undated:
        notes.append(f"{statements_told(undated)} of an open or unknown date left out")
    return notes + copies_left_out(choices, corpus)
