"""From files of any kind to statements whose fields are checked, not yet placed in a corpus."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from rhetoric.dates import DateSpan
from rhetoric.detect import statement_language
from rhetoric.errors import StatementError
from rhetoric.fields import Fields, OnError
from rhetoric.languages import language_name
from rhetoric.lexicon import Actors
from rhetoric.mentions import MentionFinder
from rhetoric.model import Statement
from rhetoric.passages import split_passages
from rhetoric.sources.drafts import draft_statement
from rhetoric.sources.encoding import read_text
from rhetoric.sources.kinds import kind_of
from rhetoric.sources.markdown import bad_id, build_statement, split_front_matter, valid_id
from rhetoric.sources.read import read_file
from rhetoric.sources.rows import SUFFIXES as TABLES
from rhetoric.sources.tables import find_columns, iter_documents

#: Text files, whose front matter is read.
TEXTS = (".md", ".markdown", ".txt")
#: Characters looked at to tell the language of a text.
_LOOKED_AT = 20_000
_HEADING = re.compile(r"\A#{1,6} +(.+?)[ #]*$", re.MULTILINE)
_REQUIRED = {
    "date": "give --date 2020-05-28 (or 2020-05, 2020, 2020-01/2020-03),"
    " or write 'date: …' in the front matter of the file",
    "group": "give --group GROUP, or write 'group: …' in the front matter of the file",
}


@dataclass(frozen=True)
class Incoming:
    """A statement found in a file.

    Attributes:
        statement: it; its id is empty where none is given.
        notes: what was understood of its file.
        line: of a table, where in the file it stands.
    """

    statement: Statement
    notes: tuple[str, ...] = ()
    line: int | None = None


def read_incoming(
    file: Path, given: Mapping[str, Any], columns: Mapping[str, str], on_error: OnError
) -> Iterator[Incoming]:
    """The statements in a file, one after the other, their fields checked.

    Args:
        given: fields of a statement, which override what the file says.
        columns: what the columns of a table are called.
        on_error: called with what is wrong with a row of a table, which is left out.

    Raises:
        StatementError: when the file or a field is not valid.
    """
    if file.suffix.lower() in TEXTS and not kind_of(file):
        yield _read_text(file, given)
        return
    plain = {name: plain_value(value) for name, value in given.items()}
    table = file.suffix.lower() in TABLES
    if table:
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
        named = bool(given.get("id")) or bool(document.fields.get("id"))
        line = int(document.meta["line"]) if table else None
        draft = statement if named else replace(statement, id="")
        yield Incoming(draft, (*document.notes, *notes), line)


def _read_text(file: Path, given: Mapping[str, Any]) -> Incoming:
    """The statement in a text file."""
    decoded = read_text(file)
    text = decoded.text
    fields, body, line = None, text.strip("\r\n").rstrip(), 1
    if file.suffix.lower() != ".txt":
        fields, body, line = split_front_matter(text, file)
    if not body:
        raise StatementError(
            "there is no text", path=file, line=line, remedy="give a file that holds a statement"
        )
    data = {**(fields.data if fields else {}), **{k: plain_value(v) for k, v in given.items()}}
    for name, remedy in _REQUIRED.items():
        if not data.get(name):
            raise StatementError(f"the {name} is missing", path=file, remedy=remedy)
    data["title"] = data.get("title") or _title(body)
    named = bool(data.get("id"))
    data["id"] = data.get("id") or "draft"
    whole = replace(fields, data=data) if fields else Fields(data, file, StatementError)
    try:
        if not valid_id(whole.text("id")):
            raise bad_id(whole, whole.text("id"))
        statement = build_statement(whole, body, file, line)
    except StatementError as problem:
        if problem.field not in given:
            raise
        raise StatementError(
            problem.problem, field=problem.field, remedy=problem.remedy
        ) from None  # fmt: skip
    return Incoming(statement if named else replace(statement, id=""), decoded.notes)


def settle(
    draft: Statement, names: MentionFinder, actors: Actors
) -> tuple[Statement, tuple[str, ...]]:
    """The statement with actor ids for the names in it, and what wants attention."""
    warnings: list[str] = []
    group = names.resolve(draft.group)
    if group is None:
        group = draft.group
        meant = actors.unknown("group", group).guess
        warnings.append(
            f"the group '{group}' is not in lexicons/actors.yaml"
            + (f" (did you mean '{meant}'?)" if meant else "")
            + ": it belongs to no camp before it is added there"
        )
    if draft.language == "und":
        draft = replace(draft, language=language_of(draft))
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


def language_of(statement: Statement) -> str:
    """The language the body of a statement reads as (ISO 639-3), by its beginning."""
    return statement_language([p.text for p in split_passages(statement.body[:_LOOKED_AT])])


def plain_value(value: Any) -> Any:
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
