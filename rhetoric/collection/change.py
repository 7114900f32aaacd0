"""Changing statements that are in the corpus: editing, removing, restoring them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

from rhetoric.collection.add import require_own
from rhetoric.collection.log import NAME as LOG
from rhetoric.collection.log import format_entry
from rhetoric.collection.transaction import Change, changing
from rhetoric.errors import DuplicateError, StatementError, UnknownNameError
from rhetoric.fields import Fields
from rhetoric.lexicon import read_actors
from rhetoric.mentions import MentionFinder
from rhetoric.model import Statement
from rhetoric.settings import Project
from rhetoric.sources.folder import iter_file, iter_texts, text_files
from rhetoric.sources.markdown import (
    FIELDS,
    LINKS,
    build_statement,
    format_statement,
    parse_statement,
    read_statement,
    split_front_matter,
    valid_id,
)
from rhetoric.sources.statement_table import SUFFIX as TABLE
from rhetoric.sources.statement_table import (
    read_statement_table,
    statement_record,
    write_statement_table,
)
from rhetoric.sources.times import SUFFIX as TIMES
from rhetoric.sources.times import format_times, parse_times, times_path

#: Where removed statements wait, in the folder of statements.
REMOVED = ".removed"

Edit = Callable[[str], str | None]


def find_statement(project: Project, name: str) -> Statement:
    """A statement of the corpus, by id.

    Raises:
        UnknownNameError: tells the nearest.
    """
    path = project.texts / f"{name}.md"
    if valid_id(name) and path.exists():
        return read_statement(path)
    known = []
    for statement in iter_texts(project.texts):
        if statement.id == name:
            return statement
        known.append(statement.id)
    raise UnknownNameError("statement", name, known)


def edit_statement(project: Project, name: str, edit: Edit) -> Statement | None:
    """Change a statement as the text of its Markdown file.

    Args:
        edit: given the text, gives the new text, or None to leave it.

    Returns:
        The statement as it is now; None when nothing was changed.

    Raises:
        UnknownNameError: when there is no such statement.
        StatementError: when the new text is not a valid statement; nothing is changed then.
        DuplicateError: when its new id belongs to another statement.
    """
    require_own(project)
    old = find_statement(project, name)
    before = format_statement(old)
    after = edit(before)
    if after is None or after.strip() == before.strip():
        return None
    return _replace(project, old, replace(_parse(after, old), times=old.times))


def _parse(text: str, old: Statement) -> Statement:
    """The statement in an edited text; its id may be another one now."""
    fields, body, line = split_front_matter(text, Path(f"{old.id}.md"))
    in_table = old.path is not None and old.path.suffix == TABLE
    if fields is None or not in_table:
        now = fields.text("id", old.id) if fields is not None else old.id
        return parse_statement(text, Path(f"{now}.md"))
    return build_statement(fields, body, Path(f"{old.id}.md"), line)


def set_fields(
    project: Project, name: str, values: Mapping[str, Any], *, action: str = "edit"
) -> Statement | None:
    """Change fields of a statement.

    Args:
        values: field → value as front matter would hold it; "" clears it.

    Raises:
        UnknownNameError: when there is no such statement.
        StatementError: when a field or a value is not valid.
    """
    require_own(project)
    old = find_statement(project, name)
    known = {name: value for name, value in statement_record(old).items() if name in FIELDS}
    data = {**known, "unconfirmed": str(old.unconfirmed), **values}
    where = old.path or Path(name)
    try:
        new = build_statement(Fields(data, where, StatementError), old.body, where, 1)
    except StatementError as problem:
        raise StatementError(
            problem.problem, field=problem.field, remedy=problem.remedy
        ) from None  # fmt: skip
    new = replace(new, times=old.times)
    if format_statement(new) == format_statement(old):
        return None
    return _replace(project, old, new, action=action)


def remove_statements(project: Project, names: Sequence[str]) -> tuple[Statement, ...]:
    """Take statements out of the corpus; `restore_statements` puts them back.

    Raises:
        UnknownNameError: when there is no such statement; then none is removed.
    """
    require_own(project)
    removed = []
    with changing(project.texts, project.lock) as change:
        (project.texts / REMOVED).mkdir(exist_ok=True)
        rows: dict[Path, set[str]] = {}
        for name in dict.fromkeys(names):
            statement = find_statement(project, name)
            path = statement.path
            assert path is not None  # read from a file
            removed.append(statement)
            if path.suffix == TABLE:
                rows.setdefault(path, set()).add(name)
                _write_removed(change, statement)
                continue
            _make_room(change, name)
            change.move(path.name, f"{REMOVED}/{path.name}")
            if times_path(path).exists():
                change.move(times_path(path).name, f"{REMOVED}/{times_path(path).name}")
        for path, gone in rows.items():
            _rewrite(change, path, partial(_unless, gone))
        change.append(LOG, format_entry("remove", statements=tuple(s.id for s in removed)))
    return tuple(removed)


def removed_statements(project: Project) -> list[Statement]:
    """The statements that were removed and can be restored."""
    folder = project.texts / REMOVED
    return sorted(iter_texts(folder), key=lambda s: s.id) if folder.exists() else []


def restore_statements(project: Project, names: Sequence[str]) -> tuple[Statement, ...]:
    """Put removed statements back.

    Raises:
        UnknownNameError: when none of that id was removed.
        DuplicateError: when another statement has its id now.
    """
    require_own(project)
    there = {s.id: s for s in removed_statements(project)}
    restored = []
    with changing(project.texts, project.lock) as change:
        known = {s.id for s in iter_texts(project.texts)}
        for name in dict.fromkeys(names):
            if name not in there:
                raise UnknownNameError("removed statement", name, there)
            if name in known:
                raise DuplicateError(
                    f"the corpus holds another statement with the id '{name}' now\n"
                    f"  give that one another id with: rhetoric edit {name}"
                )
            restored.append(there[name])
            path = there[name].path
            assert path is not None  # read from a file
            change.move(f"{REMOVED}/{path.name}", path.name)
            if times_path(path).exists():
                change.move(f"{REMOVED}/{times_path(path).name}", times_path(path).name)
        change.append(LOG, format_entry("restore", statements=tuple(s.id for s in restored)))
    return tuple(restored)


def _write_removed(change: Change, statement: Statement) -> None:
    """Keep a row of a table as a file of its own."""
    if valid_id(statement.id):
        _make_room(change, statement.id)
        change.write(f"{REMOVED}/{statement.id}.md", format_statement(statement), over=True)
        if statement.times:
            name = f"{REMOVED}/{statement.id}{TIMES}"
            change.write(name, format_times(statement.times), over=True)
        return
    number = 1
    while (change.folder / REMOVED / f"row-{number}{TABLE}").exists() or any(
        name == f"{REMOVED}/row-{number}{TABLE}" for _, _, name in change.steps
    ):
        number += 1
    change.write_with(
        f"{REMOVED}/row-{number}{TABLE}",
        lambda path: write_statement_table(path, [statement]),
        over=True,
    )


def _make_room(change: Change, name: str) -> None:
    """Give a statement that was removed before another id, so that it stays where it waits."""
    there = change.folder / REMOVED / f"{name}.md"
    if not there.exists():
        return
    number = 2
    while (there.parent / f"{name}-{number}.md").exists():
        number += 1
    free = f"{name}-{number}"
    text = format_statement(replace(read_statement(there), id=free))
    change.write(f"{REMOVED}/{free}.md", text, over=True)
    if times_path(there).exists():
        change.move(f"{REMOVED}/{name}{TIMES}", f"{REMOVED}/{free}{TIMES}")


def _unless(gone: set[str], statement: Statement) -> Statement | None:
    return None if statement.id in gone else statement


def _rewrite(change: Change, path: Path, become: Callable[[Statement], Statement | None]) -> None:
    """Write a table anew, each statement as it becomes; None leaves it out."""

    def rows() -> Iterator[Statement]:
        for statement in read_statement_table(path):
            new = become(statement)
            if new is not None:
                yield new

    change.write_with(path.name, lambda aside: write_statement_table(aside, rows()), over=True)


def _replace(
    project: Project, old: Statement, new: Statement, *, action: str = "edit"
) -> Statement:
    """Put a statement in the place of another one, and mend the links to it."""
    path = old.path
    assert path is not None  # read from a file
    new = _with_ids(project, old, new)
    with changing(project.texts, project.lock) as change:
        if find_statement(project, old.id) != old:
            raise StatementError(
                "the statement was changed by somebody else meanwhile", path=path,
                remedy="look at it, and change it again",
            )  # fmt: skip
        if new.id != old.id and any(s.id == new.id for s in iter_texts(project.texts)):
            raise DuplicateError(f"the corpus already holds a statement with the id '{new.id}'")
        if path.suffix == TABLE:
            _rewrite(change, path, lambda s: new if s.id == old.id else _follow(s, old.id, new.id))
            new = replace(new, path=path)
        else:
            new = _replace_file(project, change, path, new)
        if new.id != old.id:
            _relink(project, change, old.id, new.id, path)
        was = "" if new.id == old.id else old.id
        change.append(LOG, format_entry(action, statements=(new.id,), was=was))
    return new


def _with_ids(project: Project, old: Statement, new: Statement) -> Statement:
    """The statement with actor ids for the names that were changed, as on adding."""
    path = project.lexicons / "actors.yaml"
    if (old.group, old.speaker) == (new.group, new.speaker) or not path.exists():
        return new
    names = MentionFinder(read_actors(path))
    group, speaker = names.resolve(new.group), names.resolve(new.speaker)
    return replace(new, group=group or new.group, speaker=speaker or new.speaker)


def _replace_file(project: Project, change: Change, path: Path, new: Statement) -> Statement:
    to = project.texts / f"{new.id}.md"
    if not valid_id(new.id):
        raise StatementError(
            f"'{new.id}' is not an id", field="id", remedy="use small letters, digits and hyphens"
        )
    checked = parse_statement(format_statement(new), to)
    times = parse_times(format_times(new.times), checked.body, times_path(path))
    if to != path:
        change.move(path.name, to.name)
        if times:
            change.move(times_path(path).name, times_path(to).name)
    change.write(to.name, format_statement(new), over=True)
    return replace(checked, times=times)


def _relink(project: Project, change: Change, old: str, new: str, but: Path) -> None:
    """Let the statements that give another one again follow its new id."""
    tables = set()
    for path in text_files(project.texts):
        for statement in iter_file(path) if path != but else ():
            followed = _follow(statement, old, new)
            if followed is statement:
                continue
            if path.suffix == TABLE:
                tables.add(path)
            else:
                change.write(path.name, format_statement(followed), over=True)

    for path in sorted(tables):
        _rewrite(change, path, lambda s: _follow(s, old, new))


def _follow(statement: Statement, old: str, new: str) -> Statement:
    """The statement, its links to one id leading to another."""
    values: dict[str, Any] = {n: new for n in LINKS if getattr(statement, n) == old}
    return replace(statement, **values) if values else statement
