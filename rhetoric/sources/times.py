"""The times of a transcript on disk: a table beside the statement, texts/<id>.times.csv.

start and end are characters of the body, begins and ends seconds; mark is empty, `loop` or
`uncertain`. Clearing a mark by hand gives a stretch back to scoring.
"""

from __future__ import annotations

import csv
import io
import math
from collections.abc import Iterator, Sequence
from itertools import groupby
from pathlib import Path

from rhetoric.errors import StatementError
from rhetoric.fields import read_utf8
from rhetoric.model import TIME_MARKS, TimeSpan

SUFFIX = ".times.csv"
COLUMNS = ("start", "end", "begins", "ends", "mark")


def times_path(statement: Path) -> Path:
    """Where the times of a statement file are."""
    return statement.with_name(statement.stem + SUFFIX)


def format_times(times: Sequence[TimeSpan]) -> str:
    """The text of a file of times; reading it gives the times back, to the millisecond."""
    file = io.StringIO()
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow(COLUMNS)
    for t in times:
        writer.writerow([t.start, t.end, _seconds(t.begins), _seconds(t.ends), t.mark])
    return file.getvalue()


def _seconds(value: float) -> str:
    return f"{value:.3f}".rstrip("0").rstrip(".")


def marked_stretches(
    times: Sequence[TimeSpan],
) -> Iterator[tuple[str, int, TimeSpan, TimeSpan]]:
    """Stretches of one mark: the mark, the line of the file, the first and the last span."""
    numbered = enumerate(times, 2)
    for mark, group in groupby(numbered, key=lambda pair: pair[1].mark):
        spans = list(group)
        if mark:
            yield mark, spans[0][0], spans[0][1], spans[-1][1]


def read_times(path: Path, body: str) -> tuple[TimeSpan, ...]:
    """The times in a file, checked against the body they belong to.

    Raises:
        StatementError: naming file, line, field and remedy.
    """
    return parse_times(read_utf8(path, StatementError), body, path)


def parse_times(text: str, body: str, path: Path) -> tuple[TimeSpan, ...]:
    """The times in the text of a file; see `read_times`."""
    rows = csv.reader(io.StringIO(text, newline=""))
    try:
        if tuple(next(rows, ())) != COLUMNS:
            raise StatementError(
                "the columns are not those of times", path=path, line=1,
                remedy=f"begin the file with the line: {','.join(COLUMNS)}",
            )  # fmt: skip
        times: list[TimeSpan] = []
        for row in rows:
            if row:
                span = _span(row, path, rows.line_num)
                before = times[-1].end if times else 0
                _check(span, before, body, path, rows.line_num)
                times.append(span)
    except csv.Error as problem:
        raise StatementError(f"not a valid table: {problem}", path=path) from None
    return tuple(times)


def _span(row: Sequence[str], path: Path, line: int) -> TimeSpan:
    if len(row) != len(COLUMNS):
        raise StatementError(
            f"{len(row)} values, not {len(COLUMNS)}", path=path, line=line,
            remedy=f"write: {','.join(COLUMNS)}",
        )  # fmt: skip
    values: list[float] = []
    for name, value in zip(COLUMNS[:4], row, strict=False):
        try:
            number = int(value) if name in ("start", "end") else float(value)
        except ValueError:
            number = math.nan
        if not math.isfinite(number) or number < 0:
            kind = "a whole number" if name in ("start", "end") else "seconds"
            raise StatementError(f"'{value}' is not {kind}", path=path, line=line, field=name)
        values.append(number)
    if row[4] not in TIME_MARKS:
        raise StatementError(
            f"'{row[4]}' is not known here", path=path, line=line, field="mark",
            remedy="leave it empty, or write loop or uncertain",
        )  # fmt: skip
    return TimeSpan(int(values[0]), int(values[1]), values[2], values[3], row[4])


def _check(span: TimeSpan, before: int, body: str, path: Path, line: int) -> None:
    """A span lies in the body behind the one before, holds whole words, and ends as it began."""
    problem = remedy = ""
    if span.ends < span.begins:
        problem, remedy = "it ends before it begins", "correct begins or ends"
    elif span.end <= span.start or span.start < before:
        problem, remedy = "start and end do not go on from the line above", "put them in order"
    elif span.end > len(body) or _in_word(body, span.start) or _in_word(body, span.end):
        problem = "start and end do not fit the text, which was changed since"
        remedy = "put the text back, or remove this file: then the text has no times"
    if problem:
        raise StatementError(problem, path=path, line=line, field="start", remedy=remedy)


def _in_word(body: str, at: int) -> bool:
    """Whether an offset lies between two letters or digits."""
    return 0 < at < len(body) and body[at - 1].isalnum() and body[at].isalnum()
