"""The times of a transcript on disk, beside its statement."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rhetoric.errors import StatementError
from rhetoric.model import TimeSpan
from rhetoric.sources.markdown import read_statement
from rhetoric.sources.times import format_times, marked_stretches, parse_times, times_path

Writer = Callable[[str, str], Path]
BODY = "They met.\nIt rained.\nIt rained.\nSo be it."
HEAD = "start,end,begins,ends,mark\n"
TIMES = HEAD + "0,9,0,1.5,\n10,20,1.5,3.25,\n21,31,3.25,5,loop\n32,41,5,6,uncertain\n"
STATEMENT = "---\nid: talk\ndate: 2020-05\ngroup: JNIM\n---\n" + BODY + "\n"


def test_a_statement_is_read_with_the_times_beside_it(write: Writer) -> None:
    path = write("talk.md", STATEMENT)
    assert read_statement(path).times == ()
    write("talk.times.csv", TIMES)
    statement = read_statement(path)
    assert times_path(path).name == "talk.times.csv"
    assert statement.times[2] == TimeSpan(21, 31, 3.25, 5.0, "loop")
    assert format_times(statement.times) == TIMES


def test_stretches_of_one_mark_are_told_together() -> None:
    times = parse_times(TIMES, BODY, Path("talk.times.csv"))
    found = [(mark, line, a.start, b.end) for mark, line, a, b in marked_stretches(times)]
    assert found == [("loop", 4, 21, 31), ("uncertain", 5, 32, 41)]


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("", "1: the columns are not those of times\n"
         "  begin the file with the line: start,end,begins,ends,mark"),
        (HEAD + "0,9,0,1.5\n", "2: 4 values, not 5\n  write: start,end,begins,ends,mark"),
        (HEAD + "0,9.5,0,1,\n", "2, field 'end': '9.5' is not a whole number"),
        (HEAD + "0,9,soon,1,\n", "2, field 'begins': 'soon' is not seconds"),
        (HEAD + "0,9,nan,1,\n", "2, field 'begins': 'nan' is not seconds"),
        (HEAD + "-1,9,0,1,\n", "2, field 'start': '-1' is not a whole number"),
        (HEAD + "0,9,0,1,bad\n", "2, field 'mark': 'bad' is not known here\n"
         "  leave it empty, or write loop or uncertain"),
        (HEAD + "0,9,2,1,\n", "2, field 'start': it ends before it begins\n"
         "  correct begins or ends"),
        (HEAD + "0,9,0,1,\n8,9,1,2,\n", "3, field 'start': start and end do not go on from the"
         " line above\n  put them in order"),
        (HEAD + "0,7,0,1,\n", "2, field 'start': start and end do not fit the text, which was"
         " changed since\n  put the text back, or remove this file: then the text has no times"),
        (HEAD + "0,99,0,1,\n", "2, field 'start': start and end do not fit the text, which was"
         " changed since\n  put the text back, or remove this file: then the text has no times"),
    ],
)  # fmt: skip
def test_times_that_are_not_valid_are_refused(write: Writer, text: str, answer: str) -> None:
    path = write("talk.md", STATEMENT)
    beside = write("talk.times.csv", text)
    with pytest.raises(StatementError) as caught:
        read_statement(path)
    assert str(caught.value) == f"{beside}:{answer}"


@given(st.lists(st.tuples(st.integers(0, 3), st.integers(1, 5), st.floats(0, 1e5), st.floats(0, 9),
                          st.sampled_from(["", "loop", "uncertain"])), max_size=20))  # fmt: skip
def test_times_are_read_back_to_the_millisecond(
    rows: list[tuple[int, int, float, float, str]],
) -> None:
    times, at = [], 0
    for gap, length, begins, lasts, mark in rows:
        start, at = at + gap, at + gap + length
        begins = round(begins, 3)
        times.append(TimeSpan(start, at, begins, round(begins + lasts, 3), mark))
    assert parse_times(format_times(times), "." * at, Path("a")) == tuple(times)
