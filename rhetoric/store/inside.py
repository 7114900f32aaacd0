"""Questions about what a store holds that SQLite does not know the answers of."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np

from rhetoric.store.meaning import HEAD, Turn
from rhetoric.store.passages import RECORD
from rhetoric.store.postings import Posting


@dataclass(frozen=True)
class Finding:
    """Something that is not as it must be.

    Attributes:
        what: the kind of it.
        where: the statement, the term or the part.
    """

    what: str
    where: str


Question = Callable[[sqlite3.Connection], Iterator[Finding]]


def questions() -> tuple[Question, ...]:
    """The questions, each told by the name and the docstring of its function."""
    return about, rows, texts, vectors, postings, files


def about(connection: sqlite3.Connection) -> Iterator[Finding]:
    """The turn of the vectors turns: it changes no length."""
    found = dict(connection.execute("SELECT name, value FROM about"))
    if "turn" not in found:
        return  # it is told by those who ask for what a store says of itself
    matrix = Turn.from_bytes(found["turn"]).matrix.astype(np.float64)
    if matrix.shape[0] != matrix.shape[1]:
        yield Finding("the turn of the vectors is not whole", "about")
    elif not np.allclose(matrix.T @ matrix, np.eye(len(matrix)), atol=1e-3):
        yield Finding("the turn of the vectors is damaged", "about")


def rows(connection: sqlite3.Connection) -> Iterator[Finding]:
    """Every passage has a record and a row of its own, below that of the next to come."""
    (last,) = connection.execute("SELECT value FROM about WHERE name = 'next'").fetchone()
    question = "SELECT first, count, id, length(passages) FROM statements ORDER BY first"
    free = 1
    for first, count, name, size in connection.execute(question):
        if size != count * RECORD.itemsize:
            yield Finding("a statement has not the passages it says", name)
        if first < free:
            yield Finding("two statements have the same rows", name)
        free = first + max(1, count)
        if free > last:
            yield Finding("a statement has rows that are not given yet", name)


def texts(connection: sqlite3.Connection) -> Iterator[Finding]:
    """Every statement has its text, and its passages lie within it."""
    question = (
        "SELECT id, passages, body FROM statements LEFT JOIN texts USING (first) ORDER BY first"
    )
    for name, data, stored in connection.execute(question):
        if stored is None:
            yield Finding("a statement has no text", name)
            continue
        try:
            length = len(stored.decode("utf-8", "surrogatepass"))
        except (AttributeError, UnicodeDecodeError):
            yield Finding("a text cannot be read", name)
            continue
        if len(data) % RECORD.itemsize:
            continue  # told by `rows`
        records = np.frombuffer(data, dtype=RECORD)
        if (records["start"] >= records["end"]).any() or (records["end"] > length).any():
            yield Finding("a passage lies outside its text", name)
    for table in ("texts", "heads"):
        question = f"SELECT first FROM {table} WHERE first NOT IN (SELECT first FROM statements)"  # noqa: S608 - names of our own
        for (first,) in connection.execute(question):
            yield Finding("there is something without its statement", f"{table}, row {first}")


def vectors(connection: sqlite3.Connection) -> Iterator[Finding]:
    """Every passage has a vector of the right length."""
    (wide,) = connection.execute("SELECT value FROM about WHERE name = 'dimension'").fetchone()
    head, tail = 2 * min(HEAD, int(wide)), 2 * max(0, int(wide) - HEAD)
    question = (
        "SELECT id, count, length(vectors), (SELECT count(*) FROM tails"
        " WHERE passage >= first AND passage < first + count AND length(vector) = ?)"
        " FROM statements LEFT JOIN heads USING (first) ORDER BY first"
    )
    whole = 0
    for name, count, heads, tails in connection.execute(question, (tail,)):
        if heads != count * head or tails != count:
            yield Finding("a statement has not all of its vectors", name)
        whole += tails
    (there,) = connection.execute("SELECT count(*) FROM tails").fetchone()
    (right,) = connection.execute(
        "SELECT count(*) FROM tails WHERE length(vector) = ?", (tail,)
    ).fetchone()
    if right != whole:
        yield Finding("there is something without its statement", f"tails, {right - whole} rows")
    elif there != right:
        yield Finding("a vector is of the wrong length", f"tails, {there - right} rows")


def postings(connection: sqlite3.Connection) -> Iterator[Finding]:
    """Every posting is of the length it says, rises, and leads to a row that was given."""
    (last,) = connection.execute("SELECT value FROM about WHERE name = 'next'").fetchone()
    sizes: dict[int, int] = {}
    question = "SELECT term, segment, count, passages FROM postings ORDER BY id"
    for term, segment, count, data in connection.execute(question):
        sizes[segment] = sizes.get(segment, 0) + count
        if len(data) != 5 * count:
            yield Finding("a posting is of the wrong length", f"term '{term}'")
            continue
        posting = Posting.from_bytes(data)
        places = posting.rows
        if not count or places[0] < 1 or places[-1] >= last or (np.diff(places) <= 0).any():
            yield Finding("a posting leads nowhere", f"term '{term}'")
        elif not posting.counts.all():
            yield Finding("a posting counts nothing", f"term '{term}'")
    kept = dict(connection.execute("SELECT number, size FROM segments"))
    for segment in sorted(kept.keys() | sizes.keys()):
        if kept.get(segment) != sizes.get(segment, 0):
            yield Finding("a segment of postings has not the size it says", f"segment {segment}")


def files(connection: sqlite3.Connection) -> Iterator[Finding]:
    """Every statement comes from a file that is known."""
    question = "SELECT id FROM statements WHERE file NOT IN (SELECT path FROM files) ORDER BY first"
    for (name,) in connection.execute(question):
        yield Finding("a statement is of no known file", name)
