"""Adding statements to a project: everything is checked before anything is written."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain, islice
from pathlib import Path
from typing import Any

from rhetoric.collection.desk import Desk, link_others
from rhetoric.collection.incoming import Incoming, plain_value, read_incoming
from rhetoric.collection.log import NAME as LOG
from rhetoric.collection.log import format_entry
from rhetoric.collection.transaction import changing
from rhetoric.errors import SettingsError, StatementError
from rhetoric.fields import OnError, raise_it
from rhetoric.manifest import file_hash
from rhetoric.model import Statement
from rhetoric.settings import Project
from rhetoric.sources.markdown import format_statement, parse_statement, read_statement, valid_id
from rhetoric.sources.rows import SUFFIXES as TABLES
from rhetoric.sources.statement_table import SUFFIX as TABLE
from rhetoric.sources.statement_table import (
    count_rows,
    read_statement_table,
    write_statement_table,
)
from rhetoric.sources.times import format_times, parse_times, times_path
from rhetoric.text import fold_text

#: A file with more statements than this stays one table.
MANY = 50
_BEFORE = "this very file was added on {}"
#: Warnings of one kind that are told one by one.
_TOLD = 3


@dataclass(frozen=True)
class Added:
    """What became of a statement, or of a file of many.

    Attributes:
        statement: it, with its path in the project; of many, the first.
        warnings: what was accepted but wants attention.
        notes: what was understood of its file.
        count: how many statements were added.
        there: how many were in the corpus already, and were not added again.
    """

    statement: Statement
    warnings: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    count: int = 1
    there: int = 0


def add_statement(project: Project, file: Path, **metadata: Any) -> Added:
    """Add one file; see `add_statements`."""
    return add_statements(project, [file], metadata)[0]


def add_statements(
    project: Project,
    files: Sequence[Path],
    metadata: Mapping[str, Any] | None = None,
    *,
    columns: Mapping[str, str] | None = None,
    on_error: OnError = raise_it,
    action: str = "add",
) -> tuple[Added, ...]:
    """Add files to the corpus of a project: all of them, or none.

    Each row of a table and each message of a chat is a statement. A file with more than MANY
    becomes one table, `texts/<name>.parquet`, and is never held in memory whole; others become
    a Markdown file a statement. A statement that is in the corpus already, with the same text
    and told the same way, is not added again.

    Args:
        files: of any format that is read.
        metadata: fields of a statement (docs/formats.md); they override front matter.
            An `id` can be given for one file only; otherwise it is made of date, group and
            title (or medium, where the title is in another script).
        columns: what the columns of a table are called (rhetoric.sources.tables).
        on_error: called with what is wrong with a row of a table, which is left out; raises it
            by default.
        action: what the provenance log calls it.

    Raises:
        StatementError: when a file or a field is not valid.
        DuplicateError: when an id belongs to another statement.
        SettingsError: when the project is the sample, which is not written to.
    """
    require_own(project)
    given: dict[str, Any] = {k: v for k, v in (metadata or {}).items() if v not in (None, "", ())}
    if "id" in given and len(files) > 1:
        raise StatementError(
            f"one id for {len(files)} files", field="id", remedy="add them one by one"
        )
    added: list[Added] = []
    with changing(project.texts, project.lock) as change:
        work = Desk(project, change, given, columns or {}, on_error)
        for file in files:
            sha256 = file_hash(file)
            results = _known(work, sha256) or list(_add_file(work, file))
            added += results
            _log(work, file, sha256, results, action)
        link_others(work, {one.statement.id for one in added})
        work.close()
    return tuple(added)


def require_own(project: Project) -> None:
    """Refuse to write to the sample project.

    Raises:
        SettingsError: when the project is the sample.
    """
    if project.sample:
        raise SettingsError(
            "this is the sample project that ships with the package; it is not written to",
            remedy="start a project of your own with: rhetoric init DIR",
        )


def _known(work: Desk, sha256: str) -> list[Added]:
    """What became of the very same file, given the same way, as long as all of it is there."""
    found: list[Added] = []
    given = _given(work)
    for entry in work.entries.get(sha256, ()):
        if entry.given != given:
            continue
        table = work.project.texts / entry.table if entry.table else None
        if table is not None and table.exists() and count_rows(table) >= entry.count:
            first = next(read_statement_table(table))
            found = [Added(first, (), (_BEFORE.format(entry.when[:10]),), 0, entry.count)]
        paths = [work.project.texts / f"{name}.md" for name in entry.statements]
        if paths and all(path.exists() for path in paths):
            note = _BEFORE.format(entry.when[:10])
            found = [Added(read_statement(path), (), (note,), 0, 1) for path in paths]
    return found


def _given(work: Desk) -> dict[str, Any]:
    return {**{k: plain_value(v) for k, v in work.given.items()}, **work.columns}


def _add_file(work: Desk, file: Path) -> Iterator[Added]:
    incoming = read_incoming(file, work.given, work.columns, work.on_error)
    first = list(islice(incoming, MANY + 1))
    named = all(not i.statement.id or valid_id(i.statement.id) for i in first)
    if len(first) > MANY or (not named and file.suffix.lower() in TABLES):
        yield _add_table(work, file, chain(first, incoming))
        return
    for one in first:
        placed, warnings = work.place(one, file)
        statement = placed.statement
        path = work.project.texts / f"{statement.id}.md"
        if placed.there:
            yield Added(replace(statement, path=path), count=0, there=1)
            continue
        # The loader has the last word on what is written.
        try:
            checked = parse_statement(format_statement(statement), path)
        except StatementError as problem:
            raise StatementError(
                problem.problem, path=file, field=problem.field, remedy=problem.remedy
            ) from None
        beside = times_path(path)
        times = parse_times(format_times(statement.times), checked.body, beside)
        statement = replace(checked, times=times)
        if times:  # first, for without them the statement is not whole
            work.change.write(beside.name, format_times(times))
        work.change.write(path.name, format_statement(statement))
        yield Added(statement, warnings, one.notes)


def _add_table(work: Desk, file: Path, incoming: Iterable[Incoming]) -> Added:
    """Add many statements as one table."""
    seen, warnings, notes = Counter[str](), Counter[str](), dict[str, None]()
    sample: list[Statement] = []

    def new() -> Iterator[Statement]:
        for one in incoming:
            placed, told = work.place(one, file)
            sample[:] = sample or [placed.statement]
            notes.update(dict.fromkeys(one.notes))
            seen["there" if placed.there else "new"] += 1
            if not placed.there:
                warnings.update(told)
                yield placed.statement

    name = _free_table(work.project.texts, file)
    statements = new()
    begun = next(statements, None)
    if begun is not None:
        work.change.write_with(
            name, lambda path: write_statement_table(path, chain([begun], statements))
        )
    if not sample:
        raise StatementError("there is no statement in it", path=file)
    return Added(
        replace(sample[0], path=work.project.texts / name),
        _summed(warnings), tuple(notes), seen["new"], seen["there"],
    )  # fmt: skip


def _free_table(folder: Path, file: Path) -> str:
    """A name for a table that no file there has."""
    stem = "-".join(fold_text(file.stem).split()) or "statements"
    number, name = 1, f"{stem}{TABLE}"
    while (folder / name).exists():
        number += 1
        name = f"{stem}-{number}{TABLE}"
    return name


def _summed(warnings: Counter[str]) -> tuple[str, ...]:
    """Warnings about many statements: each kind once, with how many it holds for."""
    kinds: dict[str, list[str]] = {}
    for text in warnings:
        kind = text.partition("'")[0] if "'" in text else text
        kinds.setdefault(kind, []).append(text)
    lines = []
    for texts in kinds.values():
        for text in texts[:_TOLD]:
            count = warnings[text]
            lines.append(f"{text} ({count:,} statement{'' if count == 1 else 's'})")
        if more := len(texts) - _TOLD:
            lines += [f"… and {more:,} more like it"] if more > 0 else []
    return tuple(lines)


def _log(work: Desk, file: Path, sha256: str, results: Sequence[Added], action: str) -> None:
    new = [one for one in results if one.count]
    if not new:
        return
    path = new[0].statement.path
    table = path.name if path is not None and path.suffix == TABLE else ""
    work.change.append(
        LOG,
        format_entry(
            action, file=file.name, sha256=sha256, table=table,
            statements=() if table else tuple(one.statement.id for one in new),
            count=sum(one.count for one in new), given=_given(work),
        ),
    )  # fmt: skip
