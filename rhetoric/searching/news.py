"""Running a saved search: what it finds now, and what of that is new."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from rhetoric.searching.desk import Desk, told_of
from rhetoric.searching.saved import SavedSearch
from rhetoric.searching.seen import COLUMN, Memory, Seen
from rhetoric.searching.wanted import Wanted

if TYPE_CHECKING:
    import pandas as pd

#: The folder in the cache where it is kept what saved searches have shown.
FOLDER = "seen"


@dataclass(frozen=True)
class News:
    """What a saved search finds, and what it has shown before.

    Attributes:
        search: the one that was run.
        hits: all that it finds, as many as it asks for, with a column `new`: "new", "changed"
            or "" for what was shown before (rhetoric.searching.seen).
        memory: what was remembered.
        seen: keeps it.
    """

    search: SavedSearch
    hits: pd.DataFrame
    memory: Memory
    seen: Seen

    @property
    def fresh(self) -> pd.DataFrame:
        """The hits that are new or changed."""
        return self.hits[self.hits[COLUMN] != ""].reset_index(drop=True)

    @property
    def known(self) -> int:
        """How many of the hits were seen before."""
        return int((self.hits[COLUMN] == "").sum())

    def remember(self, on: date) -> None:
        """Keep what was found, so that it is not new the next time.

        Args:
            on: the day on which it was shown.

        Raises:
            InputError: when it cannot be written.
        """
        self.seen.remember(self.hits, on)


def run_search(desk: Desk, search: SavedSearch, folder: Path, *, refresh: bool = True) -> News:
    """Run a saved search. What it finds counts as seen only once it is remembered.

    Args:
        folder: where it is kept what was shown.
        refresh: look whether the texts changed.

    Raises:
        InputError, UnknownNameError: for a query or a filter that is not valid (any more), or a
            memory that is damaged.
    """
    seen = Seen(folder, search.name)
    memory = seen.memory
    desk.searcher(refresh=refresh)
    keep = desk.narrowed(Wanted(), search.options)
    hits = desk.search(search.query, keep=keep, refresh=False, **told_of(search.options))
    return News(search, seen.told(hits, memory), memory, seen)
