"""The rows of a table, one after the other: CSV, TSV, JSON lines, Parquet.

A table may hold more than memory does, so it is never read whole.
"""

from __future__ import annotations

import codecs
import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TextIO

from rhetoric.errors import StatementError
from rhetoric.fields import OnError, bounded_lines, iter_csv, raise_it
from rhetoric.sources.encoding import decode
from rhetoric.sources.files import read_start
from rhetoric.sources.kinds import kind_of

SUFFIXES = (".csv", ".tsv", ".jsonl", ".ndjson", ".parquet")
_CALLED = {
    "docx": "a Word file", "pdf": "a PDF file", "html": "a web page", "parquet": "a Parquet file",
}  # fmt: skip
_JSON_LINES = (".jsonl", ".ndjson")
_SEPARATORS = {".csv": ",;\t|", ".tsv": "\t,;|"}
#: What is looked at to tell an encoding, and rows of Parquet held at a time.
_SAMPLE, _BATCH = 1 << 20, 1000
#: Names of encodings (see rhetoric.sources.encoding) → codecs.
_CODECS = {
    "UTF-16": "utf-16", "UTF-32": "utf-32", "Windows-1252": "cp1252", "Windows-1256": "cp1256",
    "ISO-8859-6": "iso8859_6", "Mac Roman": "mac_roman",
}  # fmt: skip

Row = dict[str, Any]


def read_rows(
    path: Path, *, columns: Sequence[str] | None = None, on_error: OnError = raise_it
) -> Iterator[tuple[int, Row]]:
    """(line number, row) of a table; of Parquet, the number of the row.

    Args:
        columns: the only ones that are needed, where leaving out others saves time.
        on_error: called with what is wrong with a row; raises it by default.

    Raises:
        StatementError: when it is no table that is read, or a row is not valid.
    """
    suffix = _suffix(path)
    if suffix == ".parquet":
        yield from _parquet_rows(path, columns)
    elif suffix in _JSON_LINES:
        yield from _json_rows(path, on_error)
    elif suffix in _SEPARATORS:
        with _csv(path, on_error) as (_, rows):
            yield from rows
    else:
        raise StatementError(
            f"'{suffix or path.name}' is not a table this command reads", path=path,
            remedy=f"give a file that ends in {', '.join(SUFFIXES)}; a spreadsheet can be saved as"
            " CSV",
        )  # fmt: skip


def column_names(path: Path) -> list[str]:
    """What the columns of a table are called; of JSON lines, the keys of any of them.

    Raises:
        StatementError: when it is no table that is read.
    """
    suffix = _suffix(path)
    if suffix == ".parquet":
        with _parquet(path) as file:
            return [str(name) for name in file.schema_arrow.names]
    if suffix in _SEPARATORS:
        with _csv(path, raise_it) as (columns, _):
            return columns
    rows = read_rows(path, on_error=lambda problem: None)
    return list(dict.fromkeys(str(name) for _, row in rows for name in row))


def _suffix(path: Path) -> str:
    """The ending of a table's name, which must not contradict what the file is.

    Raises:
        StatementError: when it is something else than its name says.
    """
    suffix = path.suffix.lower()
    kind = kind_of(path) if suffix in SUFFIXES and not _is_empty(path) else ""
    if kind and suffix != f".{kind}":
        what = _CALLED.get(kind, kind)
        raise StatementError(
            f"this is {what}, though its name says otherwise", path=path,
            remedy=f"rename it so that it ends in .{kind}",
        )  # fmt: skip
    return suffix


def _is_empty(path: Path) -> bool:
    return path.is_file() and not path.stat().st_size


# ---------------------------------------------------------------- text


def _codec(path: Path) -> str:
    """The codec of a file; a whole file of UTF-8 is worth reading once to be sure of it."""
    start = b"" if _is_empty(path) else read_start(path, _SAMPLE)
    if start.count(0) * 10 > len(start) and not start.startswith((b"\xff\xfe", b"\xfe\xff")):
        decode(start, path)  # UTF-16 without a mark, or no text at all
    if start.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    check = codecs.getincrementaldecoder("utf-8")()
    seen = 0
    with path.open("rb") as file:
        while block := file.read(_SAMPLE):
            try:
                check.decode(block)
            except UnicodeDecodeError as problem:
                at = seen + problem.start
                break
            seen += len(block)
        else:
            return "utf-8-sig"
    # A sample is cut between lines, so that no character of it is.
    whole = len(start) < _SAMPLE
    found = decode(start if whole else start[: start.rfind(b"\n") + 1] or start, path).encoding
    if found in _CODECS:
        return _CODECS[found]
    raise StatementError(f"not UTF-8 text (byte {at})", path=path, remedy="save the file as UTF-8")


@contextmanager
def _open(path: Path, *, newline: str) -> Iterator[TextIO]:
    """A table open as text."""
    try:
        codec = _codec(path)
        with path.open(encoding=codec, newline=newline) as file:
            yield file
    except UnicodeDecodeError as problem:
        raise StatementError(
            f"not {codec} text (byte {problem.start})", path=path, remedy="save the file as UTF-8"
        ) from None
    except IsADirectoryError:
        raise StatementError("this is a folder, not a file", path=path) from None
    except OSError as problem:
        raise StatementError(f"cannot be read: {problem.strerror}", path=path) from None


@contextmanager
def _csv(path: Path, on_error: OnError) -> Iterator[tuple[list[str], Iterator[tuple[int, Row]]]]:
    """The columns and the rows of a CSV or TSV file."""
    separators = _SEPARATORS[path.suffix.lower()]
    with _open(path, newline="") as file:
        yield iter_csv(file, path, StatementError, separators=separators, on_error=on_error)


def _json_rows(path: Path, on_error: OnError) -> Iterator[tuple[int, Row]]:
    with _open(path, newline="\n") as file:
        for number, line in enumerate(bounded_lines(file, path, StatementError), 1):
            if not line.strip():
                continue
            try:
                row = json.loads(line)
                problem = None if isinstance(row, dict) else "a JSON object is expected here"
                remedy = "write one JSON object a line"
            except json.JSONDecodeError as fault:
                problem, remedy = f"not valid JSON: {fault.msg}", "write one JSON object a line"
            except (RecursionError, ValueError):
                problem = "this is nested too deeply, or a number in it has thousands of digits"
                remedy = "correct the line, or leave it out"
            if problem is None:
                yield number, row
            else:
                on_error(StatementError(problem, path=path, line=number, remedy=remedy))


# ---------------------------------------------------------------- Parquet


@contextmanager
def _parquet(path: Path) -> Iterator[Any]:
    """A Parquet file open for reading."""
    import pyarrow as pa
    from pyarrow import parquet

    read_start(path, 4)
    try:
        with parquet.ParquetFile(path) as file:
            yield file
    except (pa.ArrowException, OSError) as problem:
        first = str(problem).splitlines()[0] if str(problem) else type(problem).__name__
        raise StatementError(
            f"not a valid Parquet file: {first}", path=path, remedy="get a whole copy of it"
        ) from None


def _parquet_rows(path: Path, columns: Sequence[str] | None) -> Iterator[tuple[int, Row]]:
    with _parquet(path) as file:
        there = list(file.schema_arrow.names)
        wanted = None if columns is None else [name for name in there if name in columns]
        number = 0
        for batch in file.iter_batches(batch_size=_BATCH, columns=wanted):
            try:
                rows = batch.to_pylist()
            except (OverflowError, ValueError):  # a day of the year 30,000,000
                raise StatementError(
                    f"a value in rows {number + 1} to {number + len(batch)} is beyond what can be"
                    " read, such as a day before the year 1 or behind 9999",
                    path=path, remedy="write days as text in the file",
                ) from None  # fmt: skip
            for row in rows:
                number += 1
                yield number, row
