"""Writing statements into a store: their rows, texts, vectors and postings."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from rhetoric.encode import Encoder
from rhetoric.model import Passage, Statement
from rhetoric.passages import split_passages
from rhetoric.store.meaning import HEAD, Halves, Turn, searched_vectors
from rhetoric.store.passages import packed
from rhetoric.store.postings import PostingsBuilder, next_segment
from rhetoric.store.terms import forms_of
from rhetoric.text import fold_text

#: Characters of text encoded at a time; words of a segment of postings.
_AT_ONCE, _SEGMENT = 200_000, 4_000_000


@dataclass(frozen=True)
class Prepared:
    """A statement ready to be written.

    Attributes:
        vectors: of its passages, turned, shape (passages, dimension).
    """

    statement: Statement
    passages: Sequence[Passage]
    vectors: Halves


class Filler:
    """Writes statements, and takes them out again.

    Args:
        connection: of the store, within a transaction from `begin` to `finish`.
        turn: of the store's vectors.
        digest: of a statement.
    """

    def __init__(
        self,
        connection: sqlite3.Connection,
        encoder: Encoder,
        turn: Turn,
        digest: Callable[[Statement], bytes],
    ) -> None:
        self._connection, self._encoder, self._turn = connection, encoder, turn
        self._digest = digest
        self._postings = PostingsBuilder(forms_of)
        self._next = 1
        self.passages = 0

    def prepared(
        self, statements: Sequence[Statement], progress: Callable[[int, int], None] | None = None
    ) -> Iterator[Prepared]:
        """Cut and encode statements, some at a time."""
        batch: list[tuple[Statement, Sequence[Passage]]] = []
        size = 0
        for number, one in enumerate(statements, 1):
            passages = split_passages(
                one.body, statement=one.id, language=one.language, times=one.times
            )
            batch.append((one, passages))
            size += len(one.body)
            if size >= _AT_ONCE or number == len(statements):
                yield from self._encoded(batch)
                batch, size = [], 0
                if progress is not None:
                    progress(number, len(statements))

    def _encoded(self, batch: Sequence[tuple[Statement, Sequence[Passage]]]) -> Iterator[Prepared]:
        found = searched_vectors(batch, self._encoder)
        for (one, passages), vectors in zip(batch, found, strict=True):
            turned = self._turn.apply(vectors) if len(passages) else vectors
            yield Prepared(one, passages, turned.astype("<f2"))

    def begin(self) -> None:
        """Find where the next passages go: numbers are never given twice."""
        question = "SELECT value FROM about WHERE name = 'next'"
        found = self._connection.execute(question).fetchone()
        self._next = 1 if found is None else int(found[0])

    def put(self, one: Prepared, file: str) -> None:
        """Write a statement."""
        statement, passages, write = one.statement, one.passages, self._connection.execute
        first, date = self._next, statement.date
        words = [fold_text(p.text).split() for p in passages]
        write(
            "INSERT INTO statements VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (first, len(passages), statement.id, file, self._digest(statement), date.text,
             None if date.first is None else date.first.toordinal(),
             None if date.last is None else date.last.toordinal(),
             statement.group, statement.speaker, statement.language, statement.medium,
             statement.title, statement.copy_of,
             packed(passages, [len(w) for w in words]).tobytes()),
        )  # fmt: skip
        write("INSERT INTO texts VALUES (?, ?)", (first, _storable(statement.body)))
        heads = np.ascontiguousarray(one.vectors[:, :HEAD])
        write("INSERT INTO heads VALUES (?, ?)", (first, heads.tobytes()))
        self._connection.executemany(
            "INSERT INTO tails VALUES (?, ?)",
            ((first + n, row[HEAD:].tobytes()) for n, row in enumerate(one.vectors)),
        )
        for number, (passage, found) in enumerate(zip(passages, words, strict=True)):
            if not passage.mark:
                self._postings.add(first + number, found, statement.language)
        self._next += max(1, len(passages))
        self.passages += len(passages)
        if len(self._postings) >= _SEGMENT:
            self._write_postings()

    def remove(self, name: str) -> None:
        """Take a statement out; its postings stay and lead nowhere."""
        ask = self._connection.execute
        first, count = ask("SELECT first, count FROM statements WHERE id = ?", (name,)).fetchone()
        ask("DELETE FROM statements WHERE first = ?", (first,))
        ask("DELETE FROM texts WHERE first = ?", (first,))
        ask("DELETE FROM heads WHERE first = ?", (first,))
        ask("DELETE FROM tails WHERE passage >= ? AND passage < ?", (first, first + count))

    def finish(self) -> None:
        """Write what is left."""
        if len(self._postings):
            self._write_postings()
        self._connection.execute("INSERT OR REPLACE INTO about VALUES ('next', ?)", (self._next,))

    def _write_postings(self) -> None:
        self._postings.write(self._connection, next_segment(self._connection))


def _storable(text: str) -> bytes:
    """A text as it is kept: SQLite's own strings end at some characters that texts may hold."""
    return text.encode("utf-8", "surrogatepass")
