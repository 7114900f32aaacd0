"""Many statements in one file: a Parquet table, a row a statement.

The columns are the fields of a statement under their own names, `text` for the body, and
`times` for when each stretch of it is heard. A table too large for memory is written and read
piece by piece.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

from rhetoric.errors import StatementError
from rhetoric.fields import Fields, OnError, raise_it
from rhetoric.model import Statement, TimeSpan
from rhetoric.sources.markdown import FIELDS, build_statement

SUFFIX = ".parquet"
#: Columns of a table of statements, in order.
COLUMNS = (*FIELDS, "text", "times")
_LISTS, _FLAGS = ("places", "tags"), ("unconfirmed",)
#: Rows read and written at a time.
_BATCH = 500


def statement_record(statement: Statement) -> dict[str, Any]:
    """A statement as a row: every column of COLUMNS; reading it gives the statement back."""
    row: dict[str, Any] = {name: getattr(statement, name) for name in FIELDS}
    row["date"] = statement.date.written
    for name in _LISTS:
        row[name] = list(row[name])
    row["text"] = statement.body
    row["times"] = [
        {"start": t.start, "end": t.end, "begins": t.begins, "ends": t.ends, "mark": t.mark}
        for t in statement.times
    ]
    return row


def build_from_record(row: dict[str, Any], path: Path, line: int) -> Statement:
    """The statement in a row.

    Raises:
        StatementError: naming file, row and field.
    """
    data: dict[str, Any] = {}
    for name in FIELDS:
        value = row.get(name)
        if value is not None:
            data[name] = str(value).lower() if name in _FLAGS else value
    text = row.get("text") or ""
    try:
        found = build_statement(Fields(data, path, StatementError, offset=line), text, path, line)
    except StatementError as problem:
        raise StatementError(
            problem.problem, path=path, line=line, field=problem.field, remedy=problem.remedy
        ) from None
    times = tuple(TimeSpan(**span) for span in row.get("times") or ())
    return replace(found, times=times)


def read_statement_table(path: Path, *, on_error: OnError = raise_it) -> Iterator[Statement]:
    """The statements of a table, one after the other.

    Raises:
        StatementError: when it is no table of statements, or a row is not valid.
    """
    import pyarrow as pa
    from pyarrow import parquet

    number = 0
    try:
        with parquet.ParquetFile(path) as file:
            there = file.schema_arrow.names
            missing = [name for name in ("id", "date", "group", "text") if name not in there]
            if missing:
                on_error(
                    StatementError(
                        f"this is no table of statements: the column '{missing[0]}' is missing",
                        path=path,
                        remedy=f"add it with: rhetoric add {path.name} --map text=…,group=…,date=…",
                    )
                )
                return
            wanted = [name for name in COLUMNS if name in there]
            for batch in file.iter_batches(batch_size=_BATCH, columns=wanted):
                for row in batch.to_pylist():
                    number += 1
                    try:
                        statement = build_from_record(row, path, number)
                    except StatementError as problem:
                        on_error(problem)
                        continue
                    yield statement
    except (pa.ArrowException, OSError) as problem:
        first = str(problem).splitlines()[0] if str(problem) else type(problem).__name__
        on_error(
            StatementError(
                f"not a valid Parquet file: {first}", path=path, remedy="put a whole copy back"
            )
        )


def count_rows(path: Path) -> int:
    """How many rows a table has; 0 where it cannot be read."""
    import pyarrow as pa
    from pyarrow import parquet

    try:
        return int(parquet.read_metadata(path).num_rows)
    except (pa.ArrowException, OSError):
        return 0


def write_statement_table(path: Path, statements: Iterable[Statement]) -> int:
    """Write a table of statements; the same statements give the same bytes.

    Returns:
        How many there were.
    """
    count = 0
    with table_writer(path) as write:
        batch: list[Statement] = []
        for statement in statements:
            batch.append(statement)
            count += 1
            if len(batch) == _BATCH:
                write(batch)
                batch = []
        write(batch)
    return count


@contextmanager
def table_writer(path: Path) -> Iterator[Any]:
    """A function that writes some statements to a new table."""
    import pyarrow as pa
    from pyarrow import parquet

    schema = _schema()
    with parquet.ParquetWriter(path, schema, compression="zstd") as writer:

        def write(statements: Sequence[Statement]) -> None:
            if statements:
                rows = [statement_record(s) for s in statements]
                writer.write_table(pa.Table.from_pylist(rows, schema=schema))

        yield write


def _schema() -> Any:
    import pyarrow as pa

    span = pa.struct(
        [("start", pa.int64()), ("end", pa.int64()), ("begins", pa.float64()),
         ("ends", pa.float64()), ("mark", pa.string())]
    )  # fmt: skip
    kinds = {
        **dict.fromkeys(FIELDS, pa.string()),
        **dict.fromkeys(_LISTS, pa.list_(pa.string())),
        **dict.fromkeys(_FLAGS, pa.bool_()),
        "text": pa.large_string(),
        "times": pa.list_(span),
    }
    return pa.schema([(name, kinds[name]) for name in COLUMNS])
