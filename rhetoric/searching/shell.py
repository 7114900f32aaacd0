"""A conversation with the desk: filters that stay, pages, and what was asked before."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any

from rhetoric.errors import InputError, UnknownNameError
from rhetoric.model import FUNCTIONS, MEDIA, Passage
from rhetoric.searching.desk import Desk, place_named
from rhetoric.searching.marks import found_spans
from rhetoric.searching.options import read_options
from rhetoric.searching.query import FIELDS, Part, Query, parse_fields, parse_query
from rhetoric.searching.rank import BOTH
from rhetoric.searching.saved import SavedSearch
from rhetoric.searching.search import K
from rhetoric.searching.wanted import Wanted, wanted_of
from rhetoric.store.snapshot import Told
from rhetoric.store.terms import WORD
from rhetoric.text import fold_text

if TYPE_CHECKING:
    import pandas as pd

    from rhetoric.lexicon import Lexicon

#: Passages that are shown on each side of one, and of a statement as a whole.
AROUND, BEGINNING = 2, 10
#: Fields of a filter that a saved search has a field of its own for.
_KEPT = ("group", "camp", "speaker", "theme", "function", "target")
_KEPT_ONCE = ("after", "before", "language", "medium")


@dataclass(frozen=True)
class Asked:
    """What was asked last.

    Attributes:
        text: a query, or the name of a statement or passage.
        filters: that held then.
        way: one of rhetoric.searching.search.WAYS.
        is_like: whether it was asked what is like `text`.
    """

    text: str
    filters: tuple[Part, ...]
    way: str = BOTH
    is_like: bool = False


@dataclass(frozen=True)
class View:
    """Some passages of a statement.

    Attributes:
        told: of the statement.
        passages: neighbours, in order.
        number: of the passage that was asked for; None for the statement.
        marks: number of a passage → places in it that were asked for.
    """

    told: Told
    passages: tuple[Passage, ...]
    number: int | None
    marks: dict[int, list[tuple[int, int]]]


@dataclass
class Conversation:
    """Asks a desk, and remembers what was asked.

    Attributes:
        desk: where it is asked.
        k: passages on a page.
        filters: fields that hold for every search.
        hits: rows of all pages of the last search.
        asked: what was asked last.
        history: the lines that asked something, the first one first.
    """

    desk: Desk
    k: int = K
    filters: tuple[Part, ...] = ()
    hits: list[dict[str, Any]] = field(default_factory=list)
    asked: Asked | None = None
    history: list[str] = field(default_factory=list)

    # ---------------------------------------------------------------- asking

    def search(self, text: str, way: str = BOTH) -> list[dict[str, Any]]:
        """The first page of what a query is about.

        Raises:
            InputError, UnknownNameError: for a query that is not valid.
        """
        return self._begin(Asked(text, self.filters, way))

    def like(self, text: str) -> list[dict[str, Any]]:
        """The first page of what is like a hit, a passage or a statement.

        Args:
            text: the rank of a hit, or ID[:PASSAGE].
        """
        return self._begin(Asked(self.named(text), self.filters, is_like=True))

    def more(self) -> list[dict[str, Any]]:
        """The next page of what was asked last; empty where there is no more.

        Raises:
            InputError: when nothing was asked.
        """
        if self.asked is None:
            raise InputError("nothing was asked yet", remedy="search for something first")
        shown = len(self.hits)
        found = self._found(self.asked, shown + self.k, refresh=False).iloc[shown:]
        rows = _rows(found)
        self.hits += rows
        return rows

    def _begin(self, asked: Asked) -> list[dict[str, Any]]:
        rows = _rows(self._found(asked, self.k, refresh=True))
        self.asked, self.hits = asked, list(rows)
        return rows

    def _found(self, asked: Asked, k: int, *, refresh: bool) -> pd.DataFrame:
        query = None if asked.is_like else parse_query(asked.text)
        self.desk.searcher(refresh=refresh)
        keep = self._wanted(asked.filters)
        if query is None:
            return self.desk.like(asked.text, keep=keep, k=k, refresh=False)
        return self.desk.search(query, keep=keep, k=k, way=asked.way, refresh=False)

    def again(self, number: int) -> str:
        """A line of the history, by its number from 1.

        Raises:
            InputError: when there is no such line.
        """
        if not 1 <= number <= len(self.history):
            told = f"there are {len(self.history)}" if self.history else "nothing was asked yet"
            raise InputError(f"there is no line {number} in the history", remedy=told)
        return self.history[number - 1]

    # --------------------------------------------------------------- filters

    def narrow(self, text: str) -> None:
        """Set filters; a field that had values gets those that are named now.

        Args:
            text: fields of the query language.

        Raises:
            InputError, UnknownNameError: for what is no field, or a name that is not known;
                the filters stay as they were.
        """
        parts = parse_fields(text).parts
        set_now = {(part.name, part.excluded) for part in parts}
        kept = [part for part in self.filters if (part.name, part.excluded) not in set_now]
        filters = (*kept, *parts)
        self._wanted(filters)
        self.filters = filters

    def clear(self, name: str = "") -> None:
        """Take filters away: those of a field, or all.

        Raises:
            UnknownNameError: for what is no field.
        """
        if name and name not in FIELDS:
            raise UnknownNameError("field", name, FIELDS)
        self.filters = tuple(part for part in self.filters if name and part.name != name)

    @property
    def narrowed(self) -> str:
        """The filters as they would be written in a query."""
        return " ".join(part.written for part in self.filters)

    def _wanted(self, filters: tuple[Part, ...]) -> Wanted:
        return wanted_of(Query("", filters), Wanted(), self.desk.resolve)

    # --------------------------------------------------------------- looking

    def named(self, text: str) -> str:
        """ID[:PASSAGE] of a hit of the last search, or what was written.

        Raises:
            InputError: when there is no such hit.
        """
        if not text.isdecimal():
            return text
        number = int(text)
        if not 1 <= number <= len(self.hits):
            told = f"there are {len(self.hits)}" if self.hits else "search for something first"
            raise InputError(f"there is no hit {number}", remedy=told)
        row = self.hits[number - 1]
        return f"{row['statement']}:{row['passage']}"

    def view(self, text: str) -> View:
        """A passage with its neighbours, or the beginning of a statement.

        Args:
            text: the rank of a hit, or ID[:PASSAGE].

        Raises:
            InputError, UnknownNameError: when there is no such hit, statement or passage.
        """
        snapshot = self.desk.searcher(refresh=False).snapshot
        owner, number = place_named(snapshot, self.named(text))
        told = snapshot.statements[owner]
        if number is not None and not 1 <= number <= told.count:
            raise InputError(f"'{told.id}' has no passage {number}", remedy=f"it has {told.count}")
        first = 1 if number is None else max(1, number - AROUND)
        last = min(told.count, BEGINNING if number is None else number + AROUND)
        begin = int(snapshot.begins[owner])
        passages = tuple(snapshot.passage(begin + n - 1) for n in range(first, last + 1))
        return View(told, passages, number, {p.index: self._marks(p, told) for p in passages})

    def _marks(self, passage: Passage, told: Told) -> list[tuple[int, int]]:
        if self.asked is None or self.asked.is_like:
            return []
        query = parse_query(self.asked.text)
        return [(s.start, s.end) for s in found_spans(passage.text, told.language, query)]

    def is_said(self, word: str) -> bool:
        """Whether a word stands anywhere in the corpus."""
        snapshot = self.desk.searcher(refresh=False).snapshot
        said = fold_text(word).split()
        return bool(said) and all(snapshot.posting(WORD + one) is not None for one in said)

    # ---------------------------------------------------------------- saving

    def as_saved(self, name: str, on: date) -> SavedSearch:
        """What was asked last, with its filters, as a search that can be saved.

        Raises:
            InputError: when nothing was asked, or it was asked by example.
        """
        if self.asked is None or self.asked.is_like:
            raise InputError("there is no query to save", remedy="search for something first")
        data: dict[str, Any] = {}
        rest: list[str] = []
        for part in self.asked.filters:
            if part.excluded or part.name not in (*_KEPT, *_KEPT_ONCE):
                rest.append(part.written)
            elif part.name in _KEPT:
                data.setdefault(part.name, []).append(part.value)
            elif part.name in ("after", "before") or part.name not in data:
                data[part.name] = part.value
            else:
                # There is room for one language; several are a matter of the query.
                rest += [f"{part.name}:{data.pop(part.name)}", part.written]
        if self.k != K:
            data["k"] = self.k
        if self.asked.way != BOTH:
            data["only"] = self.asked.way
        query = " ".join([self.asked.text, *rest])
        return SavedSearch(name, query, read_options(data), saved=on)

    # ------------------------------------------------------------ completing

    def names(self, lexicon: Lexicon, searches: Iterable[str] = ()) -> dict[str, list[str]]:
        """What a name may be, by what it is the name of: fields, `id` and `saved`."""
        told = self.desk.searcher(refresh=False).snapshot.statements
        actors = list(lexicon.actors.sorted_ids)
        return {
            "group": sorted({one.group for one in told} - {""}),
            "camp": actors, "target": actors,
            "speaker": sorted({one.speaker for one in told} - {""}),
            "theme": sorted(lexicon.themes), "function": list(FUNCTIONS),
            "language": sorted({one.language for one in told}), "medium": list(MEDIA),
            "id": [one.id for one in told], "saved": sorted(searches),
        }  # fmt: skip


def _rows(table: pd.DataFrame) -> list[dict[str, Any]]:
    return [{str(k): v for k, v in row.items()} for row in table.to_dict("records")]
