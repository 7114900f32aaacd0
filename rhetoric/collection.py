"""Adding statements to a project: everything is checked before anything is written."""

from __future__ import annotations

import contextlib
import os
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from rhetoric.dates import DateSpan
from rhetoric.detect import statement_language
from rhetoric.errors import (
    DuplicateError,
    SettingsError,
    StatementError,
    UnknownNameError,
    writing,
)
from rhetoric.fields import Fields, OnError, raise_it
from rhetoric.languages import language_name
from rhetoric.lexicon import Actors, read_actors
from rhetoric.mentions import MentionFinder
from rhetoric.model import Statement
from rhetoric.passages import split_passages
from rhetoric.settings import Project
from rhetoric.sources.drafts import draft_statement
from rhetoric.sources.encoding import read_text
from rhetoric.sources.kinds import kind_of
from rhetoric.sources.markdown import (
    build_statement,
    format_statement,
    parse_statement,
    read_texts,
    split_front_matter,
)
from rhetoric.sources.read import read_file
from rhetoric.sources.rows import SUFFIXES as TABLES
from rhetoric.sources.tables import find_columns, iter_documents
from rhetoric.sources.times import format_times, parse_times, times_path
from rhetoric.text import fold_text

#: Text files, whose front matter is read.
SUFFIXES = (".md", ".markdown", ".txt")
_LONGEST_SLUG = 48
_HEADING = re.compile(r"\A#{1,6} +(.+?)[ #]*$", re.MULTILINE)
_REQUIRED = {
    "date": "give --date 2020-05-28 (or 2020-05, 2020, 2020-01/2020-03),"
    " or write 'date: …' in the front matter of the file",
    "group": "give --group GROUP, or write 'group: …' in the front matter of the file",
}


@dataclass(frozen=True)
class Added:
    """A statement that has been added.

    Attributes:
        statement: it, with its path in the project.
        warnings: what was accepted but wants attention.
        notes: what was understood of its file.
    """

    statement: Statement
    warnings: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


def add_statement(
    project: Project, file: Path, *, new_group: bool = False, **metadata: Any
) -> Added:
    """Add one file; see `add_statements`."""
    return add_statements(project, [file], metadata, new_group=new_group)[0]


def add_statements(
    project: Project,
    files: Sequence[Path],
    metadata: Mapping[str, Any] | None = None,
    *,
    new_group: bool = False,
    columns: Mapping[str, str] | None = None,
    on_error: OnError = raise_it,
) -> tuple[Added, ...]:
    """Add files to the corpus of a project: all of them, or none.

    Args:
        files: of any format that is read; each row of a table and each message of a chat is a
            statement.
        metadata: fields of a statement (docs/formats.md); they override front matter.
            An `id` can be given for one file only; otherwise it is made of date, group and
            title (or medium, where the title is in another script).
        new_group: accept a group that is no known actor.
        columns: what the columns of a table are called (rhetoric.sources.tables).
        on_error: called with what is wrong with a row of a table, which is left out; raises it
            by default.

    Raises:
        StatementError: when a file or a field is not valid.
        UnknownNameError: when the group is no known actor.
        DuplicateError: when the corpus holds the statement already.
        SettingsError: when the project is the sample, which is not written to.
    """
    if project.sample:
        raise SettingsError(
            "this is the sample project that ships with the package; it is not written to",
            remedy="start a project of your own with: rhetoric init DIR",
        )
    given: dict[str, Any] = {k: v for k, v in (metadata or {}).items() if v not in (None, "", ())}
    if "id" in given and len(files) > 1:
        raise StatementError(
            f"one id for {len(files)} files", field="id", remedy="add them one by one"
        )
    actors_file = project.lexicons / "actors.yaml"
    actors = read_actors(actors_file) if actors_file.exists() else Actors()
    names, shelf = MentionFinder(actors), _Shelf(read_texts(project.texts))
    added: list[Added] = []
    drafts = (
        (file, *draft) for file in files for draft in _drafts(file, given, columns or {}, on_error)
    )
    for file, found, notes in drafts:
        try:
            draft, warnings = _settle(found, names, actors, new_group)
        except UnknownNameError as problem:
            problem.add_note(
                f"in {file}: correct it, add it to lexicons/actors.yaml, or accept it as a"
                " new one (--new-group)"
            )
            raise
        statement = shelf.place(draft, file)
        path = project.texts / f"{statement.id}.md"
        # The loader has the last word on what is written.
        checked = parse_statement(format_statement(statement), path)
        beside = times_path(path)
        times = parse_times(format_times(statement.times), checked.body, beside)
        added.append(Added(replace(checked, times=times), warnings, notes))
    with writing(project.texts):
        _write([file for one in added for file in _files(one.statement)])
    return tuple(added)


def _files(statement: Statement) -> Iterator[tuple[Path, str]]:
    """What is written of a statement: its times first, for without them it is not whole."""
    assert statement.path is not None
    if statement.times:
        yield times_path(statement.path), format_times(statement.times)
    yield statement.path, format_statement(statement)


def _drafts(
    file: Path, given: Mapping[str, Any], columns: Mapping[str, str], on_error: OnError
) -> Iterator[tuple[Statement, tuple[str, ...]]]:
    """The statements in a file, their fields checked, and what was understood of it."""
    if file.suffix.lower() in SUFFIXES and not kind_of(file):
        yield _draft(file, given)
        return
    plain = {name: _plain(value) for name, value in given.items()}
    if file.suffix.lower() in TABLES:
        documents = iter_documents(file, find_columns(file, columns), on_error=on_error)
    else:
        documents = iter(read_file(file))
    for document in documents:
        try:
            statement, notes = draft_statement(
                document, plain, file, default_title=_title(document.text)
            )
        except StatementError as problem:
            if problem.field in _REQUIRED and problem.problem == "this field is required":
                problem = StatementError(
                    f"the {problem.field} is missing", path=file, line=problem.line,
                    remedy=_REQUIRED[problem.field].partition(", or write")[0],
                )  # fmt: skip
            on_error(problem)
            continue
        named = bool(given.get("id"))
        yield statement if named else replace(statement, id=""), (*document.notes, *notes)


def _draft(file: Path, given: Mapping[str, Any]) -> tuple[Statement, tuple[str, ...]]:
    """The statement in a text file, its fields checked; its id is empty where none is given."""
    decoded = read_text(file)
    text = decoded.text
    fields, body, line = None, text.strip("\r\n").rstrip(), 1
    if file.suffix.lower() != ".txt":
        fields, body, line = split_front_matter(text, file)
    if not body:
        raise StatementError("there is no text", path=file, line=line)
    data = {**(fields.data if fields else {}), **{k: _plain(v) for k, v in given.items()}}
    for name, remedy in _REQUIRED.items():
        if not data.get(name):
            raise StatementError(f"the {name} is missing", path=file, remedy=remedy)
    data["title"] = data.get("title") or _title(body)
    named = bool(data.get("id"))
    data["id"] = data.get("id") or "draft"
    whole = replace(fields, data=data) if fields else Fields(data, file, StatementError)
    try:
        statement = build_statement(whole, body, file, line)
    except StatementError as problem:
        if problem.field not in given:
            raise
        raise StatementError(
            problem.problem, field=problem.field, remedy=problem.remedy
        ) from None  # fmt: skip
    return (statement if named else replace(statement, id="")), decoded.notes


def _settle(
    draft: Statement, names: MentionFinder, actors: Actors, new_group: bool
) -> tuple[Statement, tuple[str, ...]]:
    """The statement with actor ids for the names in it, and what wants attention."""
    warnings: list[str] = []
    group = names.resolve(draft.group)
    if group is None:
        if not new_group:
            raise actors.unknown("group", draft.group)
        group = draft.group
        warnings.append(
            f"the group '{group}' is new: add it to lexicons/actors.yaml, or it belongs to no camp"
        )
    if draft.language == "und":
        texts = [p.text for p in split_passages(draft.body)]
        draft = replace(draft, language=statement_language(texts))
        warnings.append(
            "the language is not given and could not be told: set it with --language"
            if draft.language == "und"
            else f"the language is taken to be {language_name(draft.language)}; if it is not,"
            " set it with --language"
        )
    if not draft.source:
        warnings.append("the source is not given: set it with --source, or later in the file")
    speaker = names.resolve(draft.speaker) or draft.speaker
    return replace(draft, group=group, speaker=speaker), tuple(warnings)


def _plain(value: Any) -> Any:
    """A value as front matter would hold it."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list | tuple):
        return [str(v) for v in value]
    return value.written if isinstance(value, DateSpan) else str(value)


def _title(body: str) -> str:
    """The heading of a text, or its first words."""
    if heading := _HEADING.search(body):
        return heading[1].strip()
    words = body.lstrip("># \n").split("\n\n")[0].split()
    return " ".join(words[:10]) + (" …" if len(words) > 10 else "")


def _derived_id(statement: Statement) -> str:
    """Date, group and title as an id."""
    span = statement.date
    exact = span.precision == "day" or (
        span.precision in ("month", "year") and span.calendar == "gregorian"
    )
    known = span.text if exact else str(span.middle)[:7]
    when = re.sub(r"[^0-9-]", "", known)
    words = re.sub(r"[^a-z0-9 ]", "", fold_text(statement.title)).split()
    while len("-".join(words)) > _LONGEST_SLUG:
        words.pop()
    slug = "-".join(words)
    # A title in another script leaves nothing: then the medium stands for it.
    slug = slug or statement.medium
    group = re.sub(r"[^a-z0-9]+", "-", fold_text(statement.group)).strip("-")
    return "-".join(part for part in (when, group, slug) if part)


class _Shelf:
    """The statements of a corpus by id and by folded text, growing as some are added."""

    def __init__(self, statements: Sequence[Statement]) -> None:
        self._ids = {s.id for s in statements}
        self._texts = {fold_text(s.body): s.id for s in statements}

    def place(self, draft: Statement, file: Path) -> Statement:
        """The statement with its final id."""
        folded = fold_text(draft.body)
        if twin := self._texts.get(folded):
            raise DuplicateError(f"{file}: this text is already in the corpus, as '{twin}'")
        name = draft.id or next(i for i in _numbered(_derived_id(draft)) if i not in self._ids)
        if name in self._ids:
            raise DuplicateError(
                f"{file}: the corpus already holds a statement with the id '{name}'\n"
                "  give another one with --id"
            )
        self._ids.add(name)
        self._texts[folded] = name
        return replace(draft, id=name)


def _numbered(name: str) -> Iterator[str]:
    yield name
    number = 2
    while True:
        yield f"{name}-{number}"
        number += 1


def _write(files: Sequence[tuple[Path, str]]) -> None:
    """Write new files: each aside first, then put in place; never over one that is there."""
    aside: list[Path] = []
    placed: list[Path] = []
    try:
        for path, text in files:
            new = path.with_name(f".{path.stem}.{os.getpid()}.new")
            aside.append(new)
            with new.open("wb") as file:
                file.write(text.encode("utf-8"))
                file.flush()
                os.fsync(file.fileno())
        for (path, _), new in zip(files, aside, strict=True):
            _place(new, path)
            placed.append(path)
    except BaseException:
        for path in placed:
            path.unlink(missing_ok=True)
        raise
    finally:
        for path in aside:
            path.unlink(missing_ok=True)


def _place(new: Path, path: Path) -> None:
    try:
        try:
            os.link(new, path)  # fails where the file exists, which renaming would not
        except FileExistsError:
            raise
        except OSError:  # a file system without hard links
            with path.open("xb") as file, contextlib.ExitStack() as undo:
                undo.callback(path.unlink, missing_ok=True)
                file.write(new.read_bytes())
                undo.pop_all()
    except FileExistsError:
        raise DuplicateError(f"there is a file {path} already") from None
