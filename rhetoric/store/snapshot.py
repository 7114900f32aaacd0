"""A store as a reader sees it: one moment of it, as arrays.

Passages have places, 0 to n - 1, in the order of the corpus (by date, then id), whatever the
order in which they were written. All arrays are by place.
"""

from __future__ import annotations

import datetime
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from rhetoric.dates import DateSpan, parse_date
from rhetoric.encode import CachedEncoder
from rhetoric.errors import StoreBusyError, StoreError, UnknownNameError
from rhetoric.model import Passage
from rhetoric.store import schema
from rhetoric.store.meaning import HEAD, SCANNED, Turn
from rhetoric.store.passages import RECORD, Records, passage_of
from rhetoric.store.postings import Posting
from rhetoric.store.update import require_encoder, require_whole
from rhetoric.vectors import Vectors

Places = npt.NDArray[np.int64]

_COLUMNS = (
    "first, count, id, date, first_day, last_day, actor, speaker, language, medium, title, copy_of"
)
#: Statements whose texts are kept at hand.
_AT_HAND = 4096
#: Terms that most queries have whose postings are kept at hand.
_COMMON = 32
#: Rows asked for at a time.
_AT_ONCE = 500


@dataclass(frozen=True)
class Told:
    """What is told of a statement, without its text."""

    first: int
    count: int
    id: str
    date: str
    first_day: int | None
    last_day: int | None
    group: str
    speaker: str
    language: str
    medium: str
    title: str
    copy_of: str

    @property
    def span(self) -> DateSpan:
        """When it was put out."""
        return parse_date(self.date)

    @property
    def days(self) -> tuple[datetime.date | None, datetime.date | None]:
        """The first and the last day on which it may have been put out."""
        first = None if self.first_day is None else datetime.date.fromordinal(self.first_day)
        return first, None if self.last_day is None else datetime.date.fromordinal(self.last_day)

    @property
    def order(self) -> tuple[int, str]:
        """Its place in the corpus, as rhetoric.corpus sorts."""
        days = [day for day in (self.first_day, self.last_day) if day is not None]
        if not days:
            return datetime.date.max.toordinal(), self.id
        return days[0] + (days[-1] - days[0]) // 2, self.id


class Snapshot:
    """One moment of a store.

    Args:
        folder: the store's.

    Raises:
        StoreError: when it is damaged or was made by another release.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._connection, self.path, self._looks = opened(folder)
        try:
            with self._whole():
                # From here on every question is answered from this moment.
                self._connection.execute("BEGIN")
                self.about = dict(self._connection.execute("SELECT name, value FROM about"))
                require_whole(self.about, folder)
                rows = self._connection.execute(f"SELECT {_COLUMNS} FROM statements")  # noqa: S608
                self.statements = sorted((Told(*row) for row in rows), key=lambda told: told.order)
                data = dict(self._connection.execute("SELECT first, passages FROM statements"))
                joined = b"".join(data[told.first] for told in self.statements)
                #: Of all passages, see rhetoric.store.passages.RECORD.
                self.records: Records = np.frombuffer(joined, dtype=RECORD)
                if len(self.records) != sum(told.count for told in self.statements):
                    raise schema.damaged(folder, "passages are missing")
        except BaseException:
            self._connection.close()
            raise

    def is_latest(self) -> bool:
        """Whether the store still is what this is a moment of.

        Raises:
            StoreError: when it was damaged or taken away meanwhile.
        """
        connection, path, _ = opened(self.folder)
        with closing(connection), self._whole():
            question = "SELECT value FROM about WHERE name = 'changes'"
            now = connection.execute(question).fetchone()
            return path == self.path and now == (self.about["changes"],)

    def files(self) -> list[tuple[str, str, str]]:
        """Of each file that was read: path, stamp and digest (rhetoric.store.contents)."""
        return self._ask("SELECT path, stamp, digest FROM files ORDER BY path", ())

    def close(self) -> None:
        """Let the store go."""
        self._connection.close()

    def __len__(self) -> int:
        return len(self.records)

    def require_encoder(self, encoder: CachedEncoder) -> None:
        """Refuse an encoder that did not make the vectors.

        Raises:
            StoreError: naming both.
        """
        require_encoder(self.about, encoder, self.folder)

    # ------------------------------------------------------------ statements

    @cached_property
    def counts(self) -> Places:
        """Passages of each statement, shape (statements,)."""
        return np.array([told.count for told in self.statements], dtype=np.int64)

    @cached_property
    def begins(self) -> Places:
        """Place of each statement's first passage, and how many there are, (statements + 1,)."""
        return np.concatenate([[0], np.cumsum(self.counts)])

    @cached_property
    def owner(self) -> npt.NDArray[np.int32]:
        """The statement of each passage, as place in `statements`, shape (passages,)."""
        return np.repeat(np.arange(len(self.statements), dtype=np.int32), self.counts)

    @cached_property
    def number_of(self) -> dict[str, int]:
        """Statement id → its place in `statements`."""
        return {told.id: number for number, told in enumerate(self.statements)}

    def number(self, name: str) -> int:
        """The place of a statement in `statements`.

        Raises:
            UnknownNameError: telling the nearest there are.
        """
        if name not in self.number_of:
            raise UnknownNameError("statement", name, self.number_of)
        return self.number_of[name]

    @lru_cache(maxsize=_AT_HAND)  # noqa: B019 - a snapshot lives as long as its reader
    def body(self, number: int) -> str:
        """The text of a statement, by its place."""
        first = self.statements[number].first
        with self._whole():
            found = self._ask("SELECT body FROM texts WHERE first = ?", (first,))
            data: bytes = found[0][0]
            return data.decode("utf-8", "surrogatepass")

    # -------------------------------------------------------------- passages

    def passage(self, place: int) -> Passage:
        """The passage at a place."""
        number = int(self.owner[place])
        index = place - int(self.begins[number]) + 1
        told = self.statements[number]
        return passage_of(told.id, index, self.records[place], self.body(number))

    @cached_property
    def searchable(self) -> npt.NDArray[np.bool_]:
        """Which may be found: what speech recognition is unsure of was perhaps never said."""
        return np.asarray(self.records["mark"] == 0)

    @cached_property
    def words(self) -> npt.NDArray[np.float32]:
        """How many words each passage has."""
        return self.records["words"].astype(np.float32)

    @cached_property
    def stretch(self) -> npt.NDArray[np.int32]:
        """The stretch of each passage, counted through all statements."""
        if not len(self.records):
            return np.zeros(0, dtype=np.int32)
        inner = self.records["stretch"].astype(np.int32)
        changes = (np.diff(inner) != 0) | (np.diff(self.owner) != 0)
        return np.concatenate([[0], np.cumsum(changes)]).astype(np.int32)

    @cached_property
    def _place_of_row(self) -> npt.NDArray[np.int32]:
        """Place of each row, -1 for one whose statement is gone."""
        found = np.full(int(self.about["next"]), -1, dtype=np.int32)
        rows = np.arange(len(self)) + np.repeat(self._firsts - self.begins[:-1], self.counts)
        found[rows] = np.arange(len(self), dtype=np.int32)
        return found

    @cached_property
    def _firsts(self) -> Places:
        return np.array([told.first for told in self.statements], dtype=np.int64)

    def rows_of(self, places: Sequence[int] | Places) -> Places:
        """The rows of some passages."""
        at = np.asarray(places, dtype=np.int64)
        owner = self.owner[at]
        return np.asarray(self._firsts[owner] + at - self.begins[owner])

    @cached_property
    def _in_order(self) -> bool:
        """Whether every row is there, in the order of the corpus: place = row - 1."""
        rows = self._place_of_row[1:]
        return len(rows) == len(self) and bool((rows == np.arange(len(self))).all())

    # ----------------------------------------------------------------- words

    def posting(self, term: str) -> Posting | None:
        """Where a term stands: places, in no order but those of a statement together."""
        rows = self._ask("SELECT passages FROM postings WHERE term = ? ORDER BY segment", (term,))
        if not rows:
            return None
        with self._whole():
            found = Posting.joined([Posting.from_bytes(data) for (data,) in rows])
            if self._in_order:
                if not 0 < found.rows[0] <= found.rows[-1] <= len(self):
                    raise IndexError("a posting leads nowhere")
                return Posting(found.rows - np.int32(1), found.counts)
            places = self._place_of_row[found.rows]
        there = places >= 0
        if there.all():
            return Posting(places, found.counts)
        return Posting(places[there], found.counts[there]) if there.any() else None

    @lru_cache(maxsize=_COMMON)  # noqa: B019 - a snapshot lives as long as its reader
    def _common(self, term: str) -> list[Posting]:
        """The postings of a term that most queries have, by rows."""
        rows = self._ask("SELECT passages FROM postings WHERE term = ?", (term,))
        with self._whole():
            return [Posting.from_bytes(data) for (data,) in rows]

    @lru_cache(maxsize=_AT_HAND)  # noqa: B019 - a snapshot lives as long as its reader
    def frequency(self, term: str) -> int:
        """In how many passages a term stands."""
        if not self._in_order:  # some that it stood in may be gone
            found = self.posting(term)
            return 0 if found is None else len(found.rows)
        question = "SELECT coalesce(sum(count), 0) FROM postings WHERE term = ?"
        return int(self._ask(question, (term,))[0][0])

    def counts_at(self, term: str, places: Sequence[int] | Places) -> npt.NDArray[np.float32]:
        """How often a term stands in some passages, shape (places,)."""
        wanted = np.asarray(self.rows_of(places), dtype=np.int32)
        counts = np.zeros(len(wanted), dtype=np.float32)
        for found in self._common(term):
            at = np.minimum(np.searchsorted(found.rows, wanted), len(found.rows) - 1)
            counts += np.where(found.rows[at] == wanted, found.counts[at], 0)
        return counts

    def terms_from(self, first: str, stop: str) -> list[str]:
        """The terms between two, in order, the second excluded."""
        question = "SELECT DISTINCT term FROM postings WHERE term >= ? AND term < ? ORDER BY term"
        return [term for (term,) in self._ask(question, (first, stop))]

    # --------------------------------------------------------------- meaning

    @cached_property
    def turn(self) -> Turn:
        """How the vectors are turned."""
        return Turn.from_bytes(self.about["turn"])

    @cached_property
    def heads(self) -> tuple[Vectors, Vectors]:
        """The first components of the vector of each passage, in two parts.

        Shapes (passages, SCANNED) and (passages, HEAD - SCANNED): what is scanned lies together.
        """
        width = min(HEAD, int(self.about["dimension"]))
        cut = min(SCANNED, width)
        scanned = np.zeros((len(self), cut), dtype=np.float32)
        others = np.zeros((len(self), width - cut), dtype=np.float32)
        begins = {told.first: int(b) for told, b in zip(self.statements, self.begins, strict=False)}
        with self._whole():
            for first, data in self._connection.execute("SELECT first, vectors FROM heads"):
                rows = np.frombuffer(data, dtype="<f2").reshape(-1, width)
                place = slice(begins[first], begins[first] + len(rows))
                scanned[place], others[place] = rows[:, :cut], rows[:, cut:]
        return scanned, others

    def tails(self, places: Sequence[int] | Places) -> Vectors:
        """The other components of some passages, shape (n, dimension - HEAD)."""
        width = max(0, int(self.about["dimension"]) - HEAD)
        if not width:
            return np.zeros((len(places), 0), dtype=np.float32)
        rows = self.rows_of(places).tolist()
        data: dict[int, bytes] = {}
        for at_once in range(0, len(rows), _AT_ONCE):
            part = sorted(rows[at_once : at_once + _AT_ONCE])
            marks = ",".join("?" * len(part))
            question = f"SELECT passage, vector FROM tails WHERE passage IN ({marks})"  # noqa: S608
            data.update(self._ask(question, part))
        with self._whole():
            joined = b"".join([data[row] for row in rows])
            return np.frombuffer(joined, dtype="<f2").reshape(len(rows), width).astype("<f4")

    def _ask(self, question: str, given: Sequence[object]) -> list[tuple[Any, ...]]:
        with self._whole():
            return self._connection.execute(question, given).fetchall()

    @contextmanager
    def _whole(self) -> Iterator[None]:
        """What is read is whole, and of one moment; else it is told that it is not."""
        try:
            with schema.fitting(self.folder):
                yield
        except sqlite3.Error as problem:
            self._require_unchanged()
            raise schema.told(problem, self.folder) from None
        except StoreError:
            self._require_unchanged()
            raise
        self._require_unchanged()

    def _require_unchanged(self) -> None:
        if self._looks and schema.looks_of(self.path) != self._looks:
            raise StoreBusyError(
                "the index was changed while it was read", path=self.folder, remedy="ask again"
            )


def opened(folder: Path) -> tuple[sqlite3.Connection, Path, str]:
    """The generation that counts, also where that changes under the hand.

    Returns:
        A connection, the file, and what it looks like where it has to be watched
        (rhetoric.store.schema.open_to_read).

    Raises:
        StoreError: when there is none, it is damaged or was made by another release.
    """
    schema.require_folder(folder)
    for _ in range(20):
        path = schema.current_file(folder)
        if path is None:
            break
        try:
            connection, looks = schema.open_to_read(path)
        except StoreError:
            # A rebuild may just have taken the file away and named another.
            if schema.current_file(folder) == path:
                raise
            continue
        if schema.current_file(folder) == path:
            return connection, path, looks
        connection.close()
    raise StoreError("there is no index yet", path=folder, remedy="make it: rhetoric index update")
