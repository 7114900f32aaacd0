"""Statements as rows of a table: CSV, TSV or JSON lines."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from rhetoric.dates import DateSpan, parse_date
from rhetoric.errors import DateError, StatementError, UnknownNameError
from rhetoric.fields import read_csv, read_utf8
from rhetoric.languages import language_code
from rhetoric.model import Statement

#: A statement nobody dated: open on both sides, so every affiliation may hold.
UNDATED = DateSpan(None, None, "", "unknown")
#: Names a column may have so that it need not be named.
USUAL_COLUMNS = {
    "id": ("id",), "group": ("group",), "speaker": ("speaker",), "lang": ("lang", "language"),
    "date": ("date",), "form": ("form",), "medium": ("medium",),
}  # fmt: skip
SUFFIXES = (".csv", ".tsv", ".jsonl", ".ndjson")
_SEPARATORS = {".csv": ",;\t|", ".tsv": "\t,;|"}


def read_rows(path: Path) -> Iterator[tuple[int, dict[str, Any]]]:
    """(line number, row) of a CSV, TSV or JSONL file.

    Raises:
        StatementError: when it is none of these, or a line is not valid.
    """
    text = read_utf8(path, StatementError)
    suffix = path.suffix.lower()
    if suffix in (".jsonl", ".ndjson"):
        for number, line in enumerate(text.split("\n"), 1):
            if not line.strip():
                continue
            try:
                row = json.loads(line)
            except json.JSONDecodeError as problem:
                raise StatementError(
                    f"not valid JSON: {problem.msg}", path=path, line=number,
                    remedy="write one JSON object a line",
                ) from None  # fmt: skip
            if not isinstance(row, dict):
                raise StatementError("a JSON object is expected here", path=path, line=number)
            yield number, row
    elif suffix in _SEPARATORS:
        yield from read_csv(text, path, StatementError, separators=_SEPARATORS[suffix])[1]
    else:
        raise StatementError(
            f"'{suffix or path.name}' is not a table this command reads", path=path,
            remedy=f"give a file that ends in {', '.join(SUFFIXES)}; a spreadsheet can be saved as"
            " CSV",
        )  # fmt: skip


def _columns(rows: Iterable[tuple[int, dict[str, Any]]]) -> dict[str, None]:
    """The names that stand in any row, in order."""
    return dict.fromkeys(str(name) for _, row in rows for name in row)


def find_columns(path: Path, named: Mapping[str, str]) -> dict[str, str]:
    """What the columns of a table are called: as named, or by their usual names where it has them.

    Args:
        named: the names that are given; see `read_table`.
    """
    there = _columns(read_rows(path))
    columns = {"text": "text", **named}
    for key, usual in USUAL_COLUMNS.items():
        column = next((name for name in usual if name in there), None)
        if key not in columns and column is not None and column not in columns.values():
            columns[key] = column
    return columns


def read_table(path: Path, columns: Mapping[str, str]) -> list[Statement]:
    """Statements from a table.

    Args:
        columns: what the columns are called: keys `text` (required), `id`, `group`,
            `speaker`, `lang`, `date`, `form`, `medium`; a key left out is unknown.

    Raises:
        StatementError: for a column that is missing or a value that is not valid.
    """
    statements: list[Statement] = []
    seen: set[str] = set()
    rows = list(read_rows(path))
    there = _columns(rows)
    for key, column in columns.items():
        if rows and column not in there:
            raise StatementError(
                str(UnknownNameError("column", column, there)), path=path, line=rows[0][0],
                field=key, remedy=f"name the column with --{key}",
            )  # fmt: skip
    for line, row in rows:

        def value(key: str, row: dict[str, Any] = row) -> str:
            found = row.get(columns[key]) if key in columns else None
            return "" if found is None else str(found)

        name = value("id") or str(line)
        if name in seen:
            raise StatementError(
                f"the id '{name}' stands here twice", path=path, line=line,
                remedy="give each row its own id",
            )  # fmt: skip
        seen.add(name)
        try:
            date = parse_date(value("date")) if value("date") else UNDATED
            language = language_code(value("lang")) if value("lang") else "und"
        except DateError as problem:
            raise StatementError(
                problem.problem, path=path, line=line, field="date", remedy=problem.remedy
            ) from None
        except ValueError as problem:
            raise StatementError(str(problem), path=path, line=line, field="lang") from None
        statement = Statement(
            id=name, body=value("text"), date=date, group=value("group"),
            speaker=value("speaker"), language=language, form=value("form"),
            medium=value("medium") or "other", path=path, body_line=line,
        )  # fmt: skip
        statements.append(statement)
    return statements
