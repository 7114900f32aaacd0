"""Statements as rows of a table: CSV, TSV, JSON lines or Parquet."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Any

from rhetoric.dates import DateSpan, parse_date
from rhetoric.errors import DateError, InputError, StatementError, UnknownNameError
from rhetoric.fields import OnError, raise_it
from rhetoric.languages import language_code
from rhetoric.model import Statement
from rhetoric.sources.document import Document
from rhetoric.sources.files import MOST_LETTERS, too_long
from rhetoric.sources.markdown import FIELDS
from rhetoric.sources.rows import SUFFIXES, Row, column_names, read_rows

__all__ = [
    "SUFFIXES", "UNDATED", "find_columns", "iter_documents", "iter_table", "parse_map",
    "read_rows", "read_table",
]  # fmt: skip

#: A statement nobody dated: open on both sides, so every affiliation may hold.
UNDATED = DateSpan(None, None, "", "unknown")
#: Names a column may have so that it need not be named.
USUAL_COLUMNS = {
    "id": ("id",), "group": ("group",), "speaker": ("speaker",), "lang": ("lang", "language"),
    **{name: (name,) for name in FIELDS if name not in ("id", "group", "speaker", "language")},
}  # fmt: skip
#: Columns that hold more than one value.
_LISTS = ("places", "tags")
#: Other names of the keys of USUAL_COLUMNS.
_SAME_KEY = {"language": "lang"}


def parse_map(text: str) -> dict[str, str]:
    """What `--map` says: which column holds what.

    >>> parse_map("text=says, group=who")
    {'text': 'says', 'group': 'who'}

    Raises:
        InputError: when a part is not key=column, or the key is not known.
    """
    known = ("text", *USUAL_COLUMNS, *_SAME_KEY)
    columns: dict[str, str] = {}
    for part in text.split(","):
        key, equals, column = (piece.strip() for piece in part.partition("="))
        if not equals or not column:
            raise InputError(
                f"'{part.strip()}' does not say which column", field="map",
                remedy="write it as --map text=COLUMN,group=COLUMN,date=COLUMN",
            )  # fmt: skip
        if key not in known:
            raise InputError(str(UnknownNameError("key", key, known)), field="map")
        columns[_SAME_KEY.get(key, key)] = column
    return columns


def find_columns(path: Path, named: Mapping[str, str]) -> dict[str, str]:
    """What the columns of a table are called: as named, or by their usual names where it has them.

    Args:
        named: the names that are given; see `read_table`.
    """
    there = column_names(path)
    columns = {"text": "text", **named}
    for key, usual in USUAL_COLUMNS.items():
        column = next((name for name in usual if name in there), None)
        if key not in columns and column is not None and column not in columns.values():
            columns[key] = column
    return columns


def read_table(path: Path, columns: Mapping[str, str]) -> list[Statement]:
    """Statements from a table, all at once; see `iter_table`."""
    return list(iter_table(path, columns))


def iter_table(
    path: Path, columns: Mapping[str, str], *, on_error: OnError = raise_it
) -> Iterator[Statement]:
    """Statements from a table, one after the other.

    Args:
        columns: what the columns are called: keys `text` (required), `lang`, and the other
            fields of a statement; a key left out is unknown.
        on_error: called with what is wrong with a row, which is left out; raises it by default.

    Raises:
        StatementError: for a column that is missing or a value that is not valid.
    """
    for line, value in _rows(path, columns, on_error, "--{}"):
        name = value["id"]
        try:
            day = parse_date(value["date"]) if value["date"] else UNDATED
            language = language_code(value["lang"]) if value["lang"] else "und"
        except DateError as problem:
            on_error(
                StatementError(
                    problem.problem, path=path, line=line, field="date", remedy=problem.remedy
                )
            )
            continue
        except ValueError as problem:
            on_error(StatementError(str(problem), path=path, line=line, field="lang"))
            continue
        yield Statement(
            id=name, body=value["text"], date=day, group=value["group"],
            title=value["title"], speaker=value["speaker"], language=language,
            form=value["form"], medium=value["medium"] or "other", source=value["source"],
            path=path, body_line=line,
        )  # fmt: skip


def iter_documents(
    path: Path, columns: Mapping[str, str], *, on_error: OnError = raise_it
) -> Iterator[Document]:
    """The rows of a table as documents; `meta` holds what a document has no place for.

    Args:
        columns, on_error: see `iter_table`.

    Raises:
        StatementError: for a column that is missing or a row that is not valid.
    """
    line = 0
    problems = 0

    def told(problem: InputError) -> None:
        nonlocal problems
        problems += 1
        on_error(problem)

    for line, value in _rows(path, columns, told, "--map {}=…"):
        if not value["text"].strip():
            on_error(
                StatementError("there is no text", path=path, line=line, field=columns["text"])
            )
            continue
        fields: dict[str, Any] = {
            key: value[key] for key in FIELDS if value.get(key) and key not in ("id", "language")
        }
        for key in _LISTS:
            if key in fields:
                fields[key] = [part.strip() for part in fields[key].split(";") if part.strip()]
        if columns.get("id") and not value["numbered"]:
            fields["id"] = value["id"]
        yield Document(
            value["text"], date=value["date"], language=value["lang"], key=value["id"],
            meta={"line": str(line)}, fields=fields,
        )  # fmt: skip
    if not line and not problems:
        raise StatementError(
            "there are no rows in this table", path=path,
            remedy="the first line names the columns, the rows stand below it",
        )  # fmt: skip


def _rows(
    path: Path, columns: Mapping[str, str], on_error: OnError, option: str
) -> Iterator[tuple[int, dict[str, str]]]:
    """(line, value of every key) of the rows, each with an id of its own."""
    _require(path, columns, option)
    seen: set[str] = set()
    keys = ("text", *USUAL_COLUMNS)
    for line, row in read_rows(path, columns=list(columns.values()), on_error=on_error):
        nested = [
            key
            for key in keys
            if isinstance(row.get(columns.get(key, "")), list | dict) and key not in _LISTS
        ]
        if nested:
            on_error(
                StatementError(
                    "one value is expected here, not a list or mapping", path=path, line=line,
                    field=columns[nested[0]], remedy="give it a column of its own, as text",
                )
            )  # fmt: skip
            continue
        value = {key: _text(row, columns.get(key)) for key in keys}
        value["numbered"] = "" if value["id"] else "yes"
        if len(value["text"]) > MOST_LETTERS:
            on_error(too_long(path).at(line=line))
            continue
        value["id"] = value["id"] or str(line)
        if value["id"] in seen:
            on_error(
                StatementError(
                    f"the id '{value['id']}' stands here twice", path=path, line=line,
                    remedy="give each row its own id",
                )
            )  # fmt: skip
            continue
        seen.add(value["id"])
        yield line, value


def _require(path: Path, columns: Mapping[str, str], option: str) -> None:
    """Refuse a table that does not have the columns; one without rows has none to miss.

    Args:
        option: how a column is named on the line.
    """
    there = column_names(path)
    for key, column in columns.items():
        if column in there:
            continue
        first = next(read_rows(path), None)
        if first is not None:
            raise StatementError(
                str(UnknownNameError("column", column, there)), path=path, line=first[0],
                field=key, remedy=f"name the column with {option.format(key)}",
            )  # fmt: skip


def _text(row: Row, column: str | None) -> str:
    """A value as text: a day without the time of day, a whole number without a point."""
    found: Any = None if column is None else row.get(column)
    if found is None or (isinstance(found, float) and math.isnan(found)):
        return ""
    if isinstance(found, datetime):
        return found.date().isoformat()
    if isinstance(found, date):
        return found.isoformat()
    if isinstance(found, float) and found.is_integer():
        return str(int(found))
    if isinstance(found, list):
        return "; ".join(map(str, found))
    return found.decode("utf-8", "replace") if isinstance(found, bytes) else str(found)
