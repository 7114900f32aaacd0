"""Postings: in which passages an index term stands, and how often.

They come in segments. A change adds one, so that what was there need not be written again;
small segments are put together when there are many.
"""

from __future__ import annotations

import sqlite3
from array import array
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Rows = npt.NDArray[np.int32]
Counts = npt.NDArray[np.uint8]

#: Segments there may be before the small ones are put together.
_MOST_SEGMENTS = 12


@dataclass(frozen=True)
class Posting:
    """Where a term stands.

    Attributes:
        rows: passages, rising.
        counts: how often in each; 255 and more are 255.
    """

    rows: Rows
    counts: Counts

    def to_bytes(self) -> bytes:
        """As it is kept."""
        return self.rows.astype("<i4").tobytes() + self.counts.tobytes()

    @classmethod
    def from_bytes(cls, data: bytes) -> Posting:
        """As it was kept."""
        count = len(data) // 5
        return cls(
            np.frombuffer(data, dtype="<i4", count=count),
            np.frombuffer(data, dtype=np.uint8, offset=4 * count),
        )

    @classmethod
    def joined(cls, parts: Sequence[Posting]) -> Posting:
        """Several postings of one term as one."""
        if len(parts) == 1:
            return parts[0]
        rows = np.concatenate([p.rows for p in parts])
        order = np.argsort(rows, kind="stable")
        return cls(rows[order], np.concatenate([p.counts for p in parts])[order])


class PostingsBuilder:
    """Gathers the words of passages and writes them as a segment.

    Args:
        forms_of: the index terms of a word in a language.
    """

    def __init__(self, forms_of: Callable[[str, str], Iterable[str]]) -> None:
        self._forms_of = forms_of
        self._numbers: dict[tuple[str, str], int] = {}
        self._words, self._lengths, self._rows = array("i"), array("i"), array("i")

    def __len__(self) -> int:
        return len(self._words)

    def add(self, row: int, words: Sequence[str], language: str) -> None:
        """Take the folded words of a passage."""
        numbers = self._numbers
        for word in words:
            self._words.append(numbers.setdefault((word, language), len(numbers)))
        self._lengths.append(len(words))
        self._rows.append(row)

    def write(self, connection: sqlite3.Connection, segment: int) -> None:
        """Write what was gathered as one segment, and begin anew."""
        size = 0
        for term, posting in self._postings():
            _insert(connection, term, segment, posting)
            size += len(posting.rows)
        connection.execute("INSERT INTO segments VALUES (?, ?)", (segment, size))
        self.__init__(self._forms_of)  # type: ignore[misc]

    def _postings(self) -> Iterator[tuple[str, Posting]]:
        terms: dict[str, int] = {}
        spread: list[int] = []
        sizes: list[int] = []
        for word, language in self._numbers:
            forms = tuple(dict.fromkeys(self._forms_of(word, language)))
            spread += [terms.setdefault(form, len(terms)) for form in forms]
            sizes.append(len(forms))
        if not terms:
            return
        # (passage, word) pairs are counted first: many words repeat, and each has several forms.
        place = np.repeat(np.arange(len(self._rows)), np.array(self._lengths))
        count = max(1, len(self._rows))
        words = np.array(self._words, dtype=np.int64)
        pairs, times = np.unique(words * count + place, return_counts=True)
        word, passage = pairs // count, pairs % count
        of_word = np.array(sizes)
        first = np.cumsum(of_word) - of_word
        repeats = of_word[word]
        inner = np.arange(repeats.sum()) - np.repeat(np.cumsum(repeats) - repeats, repeats)
        term = np.array(spread)[np.repeat(first[word], repeats) + inner]
        key = term * count + np.repeat(passage, repeats)
        weight = np.repeat(times, repeats)
        order = np.argsort(key, kind="stable")
        key, weight = key[order], weight[order]
        edges = np.flatnonzero(np.diff(key, prepend=-1))
        sums = np.add.reduceat(weight, edges)
        key = key[edges]
        rows = np.array(self._rows, dtype=np.int32)[key % count]
        counts = np.minimum(sums, 255).astype(np.uint8)
        bounds = np.searchsorted(key // count, np.arange(len(terms) + 1))
        names = list(terms)
        for number in sorted(range(len(names)), key=names.__getitem__):
            part = slice(bounds[number], bounds[number + 1])
            yield names[number], Posting(rows[part], counts[part])


def _insert(connection: sqlite3.Connection, term: str, segment: int, posting: Posting) -> None:
    connection.execute(
        "INSERT INTO postings (term, segment, count, passages) VALUES (?, ?, ?, ?)",
        (term, segment, len(posting.rows), posting.to_bytes()),
    )


def next_segment(connection: sqlite3.Connection) -> int:
    """A number for a new segment."""
    (last,) = connection.execute("SELECT max(number) FROM segments").fetchone()
    return 1 if last is None else int(last) + 1


def tidy(connection: sqlite3.Connection) -> None:
    """Put small segments together where there are many; part of a change."""
    sizes = connection.execute("SELECT number, size FROM segments ORDER BY size, number").fetchall()
    if len(sizes) <= _MOST_SEGMENTS:
        return
    small = [number for number, size in sizes if size * 4 <= sizes[-1][1]]
    if len(small) < 2:
        small = [number for number, _ in sizes[: len(sizes) // 2]]
    marks = ",".join("?" * len(small))
    which = f"FROM postings WHERE segment IN ({marks})"
    terms = [t for (t,) in connection.execute(f"SELECT DISTINCT term {which} ORDER BY term", small)]
    merged = next_segment(connection)
    size = 0
    for term in terms:
        found = connection.execute(f"SELECT passages {which} AND term = ?", (*small, term))
        posting = Posting.joined([Posting.from_bytes(data) for (data,) in found])
        _insert(connection, term, merged, posting)
        size += len(posting.rows)
    connection.execute(f"DELETE {which}", small)
    connection.execute(f"DELETE FROM segments WHERE number IN ({marks})", small)  # noqa: S608
    connection.execute("INSERT INTO segments VALUES (?, ?)", (merged, size))
