"""Postings: in which passages a term stands, and how often."""

import sqlite3
from collections.abc import Iterator

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rhetoric.store import schema
from rhetoric.store.postings import Posting, PostingsBuilder, next_segment, tidy


def forms(word: str, language: str) -> tuple[str, str]:
    """A word, and its first letter in its language."""
    return f"w{word}", f"{language}{word[0]}"


@pytest.fixture
def tables() -> Iterator[sqlite3.Connection]:
    connection = sqlite3.connect(":memory:", isolation_level=None)
    connection.executescript(schema.TABLES)
    yield connection
    connection.close()


def read(tables: sqlite3.Connection) -> dict[str, list[tuple[int, int]]]:
    """Term → (row, count) of all segments."""
    found: dict[str, list[tuple[int, int]]] = {}
    for term, data in tables.execute("SELECT term, passages FROM postings ORDER BY term, segment"):
        posting = Posting.from_bytes(data)
        pairs = zip(posting.rows.tolist(), posting.counts.tolist(), strict=True)
        found.setdefault(term, []).extend(pairs)
    return {term: sorted(pairs) for term, pairs in found.items()}


def write(tables: sqlite3.Connection, texts: dict[int, str]) -> None:
    builder = PostingsBuilder(forms)
    for row, text in texts.items():
        builder.add(row, text.split(), "eng")
    builder.write(tables, next_segment(tables))


def test_a_term_leads_to_its_passages_and_says_how_often(tables: sqlite3.Connection) -> None:
    write(tables, {3: "boat bridge boat", 7: "bridge", 8: ""})
    assert read(tables) == {
        "wboat": [(3, 2)], "wbridge": [(3, 1), (7, 1)], "engb": [(3, 3), (7, 1)],
    }  # fmt: skip


def test_a_language_has_terms_of_its_own(tables: sqlite3.Connection) -> None:
    builder = PostingsBuilder(forms)
    builder.add(1, ["boat"], "eng")
    builder.add(2, ["boat"], "fra")
    builder.write(tables, 1)
    assert read(tables) == {"wboat": [(1, 1), (2, 1)], "engb": [(1, 1)], "frab": [(2, 1)]}


def test_a_count_ends_at_255(tables: sqlite3.Connection) -> None:
    write(tables, {1: "boat " * 300})
    assert read(tables)["wboat"] == [(1, 255)]


def test_a_builder_begins_anew_when_it_has_written(tables: sqlite3.Connection) -> None:
    builder = PostingsBuilder(forms)
    builder.add(1, ["boat"], "eng")
    assert len(builder) == 1
    builder.write(tables, 1)
    assert len(builder) == 0
    builder.add(2, ["road"], "eng")
    builder.write(tables, 2)
    assert read(tables)["wroad"] == [(2, 1)]
    assert read(tables)["wboat"] == [(1, 1)]


def test_nothing_is_a_segment_of_nothing(tables: sqlite3.Connection) -> None:
    write(tables, {})
    assert tables.execute("SELECT * FROM segments").fetchall() == [(1, 0)]


def test_a_segment_says_how_large_it_is(tables: sqlite3.Connection) -> None:
    write(tables, {1: "boat road", 2: "boat"})
    ((size,),) = tables.execute("SELECT size FROM segments")
    ((sums,),) = tables.execute("SELECT sum(count) FROM postings")
    assert size == sums == 6


def test_many_small_segments_are_put_together(tables: sqlite3.Connection) -> None:
    write(tables, dict.fromkeys(range(1, 100), "boat road river market"))
    for row in range(100, 130):
        write(tables, {row: "boat well"})
        tidy(tables)
    before = read(tables)
    segments = tables.execute("SELECT number, size FROM segments ORDER BY number").fetchall()
    assert len(segments) <= 12
    assert segments[0] == (1, 99 * 7), "the large one is not written again"
    assert before["wboat"] == [(row, 1) for row in range(1, 130)]
    sums = tables.execute("SELECT segment, sum(count) FROM postings GROUP BY segment").fetchall()
    assert sums == segments


def test_segments_of_one_size_are_put_together_too(tables: sqlite3.Connection) -> None:
    for row in range(1, 40):
        write(tables, {row: "boat well"})
        tidy(tables)
    (count,) = tables.execute("SELECT count(*) FROM segments").fetchone()
    assert count <= 12
    assert read(tables)["wwell"] == [(row, 1) for row in range(1, 40)]


def test_postings_join_in_the_order_of_rows() -> None:
    first = Posting(np.array([5, 9], dtype=np.int32), np.array([1, 2], dtype=np.uint8))
    other = Posting(np.array([2, 7], dtype=np.int32), np.array([3, 4], dtype=np.uint8))
    joined = Posting.joined([first, other])
    assert joined.rows.tolist() == [2, 5, 7, 9]
    assert joined.counts.tolist() == [3, 1, 4, 2]


@given(st.lists(st.tuples(st.integers(0, 2**31 - 1), st.integers(1, 255)), max_size=50))
def test_a_posting_comes_back_from_its_bytes(pairs: list[tuple[int, int]]) -> None:
    rows, counts = zip(*pairs, strict=True) if pairs else ((), ())
    posting = Posting(np.array(rows, dtype=np.int32), np.array(counts, dtype=np.uint8))
    again = Posting.from_bytes(posting.to_bytes())
    assert again.rows.tolist() == list(rows)
    assert again.counts.tolist() == list(counts)


@given(st.lists(st.lists(st.sampled_from(["boat", "road", "river", "bridge"])), max_size=12))
def test_postings_are_what_counting_by_hand_gives(texts: list[list[str]]) -> None:
    connection = sqlite3.connect(":memory:", isolation_level=None)
    connection.executescript(schema.TABLES)
    write(connection, {row: " ".join(words) for row, words in enumerate(texts, 1)})
    expected: dict[str, dict[int, int]] = {}
    for row, words in enumerate(texts, 1):
        for word in words:
            for form in forms(word, "eng"):
                counts = expected.setdefault(form, {})
                counts[row] = counts.get(row, 0) + 1
    assert read(connection) == {t: sorted(c.items()) for t, c in expected.items()}
    connection.close()
