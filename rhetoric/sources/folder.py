"""The folder of statements: one Markdown file a statement, and tables of many."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from rhetoric.errors import StatementError
from rhetoric.fields import OnError, raise_it
from rhetoric.model import Statement
from rhetoric.sources.markdown import read_statement
from rhetoric.sources.statement_table import SUFFIX as TABLE
from rhetoric.sources.statement_table import read_statement_table


def text_files(folder: Path) -> list[Path]:
    """The files that hold statements, by name; hidden ones do not count."""
    found = (p for suffix in (".md", TABLE) for p in folder.glob(f"*{suffix}"))
    return sorted(p for p in found if not p.name.startswith("."))


def iter_file(path: Path, *, on_error: OnError = raise_it) -> Iterator[Statement]:
    """The statements in one file of the folder; see `iter_texts`."""
    if path.suffix == TABLE:
        yield from read_statement_table(path, on_error=on_error)
        return
    try:
        statement = read_statement(path)
    except StatementError as problem:
        on_error(problem)
        return
    yield statement


def iter_texts(folder: Path, *, on_error: OnError = raise_it) -> Iterator[Statement]:
    """All statements in a folder, one after the other.

    Args:
        on_error: called with each mistake; raises it by default.

    Raises:
        StatementError: for the first mistake, when `on_error` raises it.
    """
    for path in text_files(folder):
        yield from iter_file(path, on_error=on_error)


def read_texts(folder: Path, *, on_error: OnError = raise_it) -> list[Statement]:
    """All statements in a folder, by file name; see `iter_texts`."""
    return list(iter_texts(folder, on_error=on_error))
