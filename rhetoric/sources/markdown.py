"""Statements as Markdown files with YAML front matter (docs/formats.md)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from rhetoric.dates import DateSpan
from rhetoric.errors import StatementError
from rhetoric.fields import Fields, read_fields, read_utf8, written
from rhetoric.languages import language_code
from rhetoric.model import FORMS, MEDIA, Statement
from rhetoric.sources.times import read_times, times_path

#: Fields that name the statement this one gives again; at most one of them is set.
LINKS = ("reprint_of", "excerpt_of", "translation_of")
FIELDS = (
    "id", "title", "date", "date_text", "group", "speaker", "medium", "language",
    "original_language", "form", "source", "places", "unconfirmed", "reliability", "tags",
    *LINKS,
)  # fmt: skip
_ID = re.compile(r"[a-z0-9][a-z0-9.-]*")
_NAME = re.compile(r"\w\S{0,199}")
#: Names that Windows keeps for devices, whatever ending they have.
_RESERVED = re.compile(r"con|prn|aux|nul|(?:com|lpt)\d")
_ADMIRALTY = re.compile(r"[A-F][1-6]")
_FENCE = re.compile(r"\A---[ \t]*\r?\n(.*?)^---[ \t]*\r?$\n?", re.DOTALL | re.MULTILINE)

#: A first line that begins front matter: a field of a statement stands below it.
_OPENED = re.compile(rf"\A---[ \t]*\r?\n(?:{'|'.join(FIELDS)}):[ \t]", re.IGNORECASE)

#: Values that say no more than a field left out.
_UNKNOWN = ("", (), "und", "other")


def valid_id(name: str) -> bool:
    """Whether a name may be a statement's id and file name."""
    return (
        bool(_ID.fullmatch(name)) and ".." not in name and len(name) <= 120
        and not name.endswith(".") and not _RESERVED.fullmatch(name.partition(".")[0])
    )  # fmt: skip


def valid_name(name: str) -> bool:
    """Whether a name may be the id of a statement that is a row of a table."""
    return bool(_NAME.fullmatch(name)) and name.isprintable()


def bad_id(fields: Fields, name: str) -> StatementError:
    """The error for an id that no file can have."""
    remedy = "use small letters, digits and hyphens"
    if _ID.fullmatch(name):
        remedy = "use at most 120 signs, no stop at the end, no name of a device (con, nul, …)"
    problem = fields.fail(f"'{name[:130]}' is not an id", "id", remedy)
    assert isinstance(problem, StatementError)
    return problem


def split_front_matter(text: str, path: Path) -> tuple[Fields | None, str, int]:
    """The front matter (None when there is none), the body, and the line it begins on.

    Raises:
        StatementError: when the front matter is not `key: value` lines.
    """
    fence = _FENCE.match(text)
    if fence is None and (opened := _OPENED.match(text)):
        raise StatementError(
            "the front matter has no end", path=path, line=text.count("\n", 0, opened.end()) + 1,
            remedy="write a line '---' behind its last field",
        )  # fmt: skip
    fields = None if fence is None else read_fields(fence[1], path, StatementError, offset=2)
    # What stands between the fence and the first words is layout, not text.
    start = fence.end() if fence else 0
    body = text[start:]
    start += len(body) - len(body.lstrip("\r\n"))
    return fields, text[start:].rstrip(), text.count("\n", 0, start) + 1


def parse_statement(text: str, path: Path) -> Statement:
    """Read a statement from the text of its file.

    Raises:
        StatementError: naming file, line, field and remedy.
    """
    fields, body, body_line = split_front_matter(text, path)
    if fields is None:
        raise StatementError(
            "the front matter is missing", path=path, line=1,
            remedy="begin the file with a line '---', then 'id: …', 'date: …', 'group: …',"
            " then another line '---' and the text",
        )  # fmt: skip
    name = fields.text("id")
    if not valid_id(name):
        raise bad_id(fields, name)
    statement = build_statement(fields, body, path, body_line)
    if statement.id != path.stem:
        raise fields.fail(
            f"'{statement.id}' differs from the file name '{path.stem}'", "id", "make the two equal"
        )
    return statement


def build_statement(fields: Fields, body: str, path: Path, body_line: int) -> Statement:
    """A statement from its fields and its body, all of it checked.

    Raises:
        StatementError: naming file, line, field and remedy.
    """
    fields.only(FIELDS)
    name = fields.text("id")
    if not valid_name(name):
        raise bad_id(fields, name)
    date = fields.date("date")
    if date is None:
        raise fields.fail("this field is required", "date", "add a line 'date: 2020-05-28'")
    codes = {}
    for field in ("language", "original_language"):
        try:
            codes[field] = language_code(fields.text(field, "und"))
        except ValueError as problem:
            raise fields.fail(str(problem), field, "use an ISO 639-3 code") from None
    reliability = fields.text("reliability", "")
    if reliability and not _ADMIRALTY.fullmatch(reliability):
        raise fields.fail(
            f"'{reliability}' is not an Admiralty code", "reliability", "use A1 to F6"
        )
    links = {field: fields.text(field, "") for field in LINKS}
    given = [field for field in LINKS if links[field]]
    for field in given:
        if not valid_name(links[field]) or links[field] == name:
            raise fields.fail(f"'{links[field]}' is no other statement", field, "give its id")
    if len(given) > 1:
        raise fields.fail(
            f"a statement cannot be {given[0]} one and {given[1]} another", given[1],
            "keep the nearer of the two",
        )  # fmt: skip
    if not body:
        raise StatementError(
            "there is no text", path=path, line=body_line,
            remedy="write the statement below the second '---' line",
        )  # fmt: skip
    return Statement(
        id=name,
        body=body,
        date=date,
        group=fields.text("group"),
        title=fields.text("title", name),
        speaker=fields.text("speaker", ""),
        medium=fields.choice("medium", MEDIA, "other"),
        language=codes["language"],
        original_language=codes["original_language"],
        form=fields.choice("form", FORMS, "transcript"),
        source=fields.text("source", ""),
        date_text=fields.text("date_text", ""),
        places=fields.strings("places"),
        unconfirmed=fields.flag("unconfirmed"),
        reliability=reliability,
        tags=fields.strings("tags"),
        reprint_of=links["reprint_of"],
        excerpt_of=links["excerpt_of"],
        translation_of=links["translation_of"],
        path=path,
        body_line=body_line,
    )


def read_statement(path: Path) -> Statement:
    """Read one statement file, and the times that may lie beside it.

    Raises:
        StatementError: naming file, line, field and remedy.
    """
    statement = parse_statement(read_utf8(path, StatementError), path)
    beside = times_path(path)
    if not beside.exists():
        return statement
    return replace(statement, times=read_times(beside, statement.body))


def format_statement(statement: Statement) -> str:
    """The text of a statement's file; reading it gives the statement back.

    What is not known is left out, and nothing is quoted that need not be.
    """
    return format_fields(
        {field: getattr(statement, field) for field in FIELDS}, statement.body
    )  # fmt: skip


def format_fields(values: Mapping[str, str | bool | DateSpan | tuple[str, ...]], body: str) -> str:
    """The text of a statement's file, or of a draft of one that lacks some of its fields."""
    lines = ["---"]
    for field in FIELDS:
        value = values.get(field, "")
        if isinstance(value, DateSpan | bool):
            value = value.written if isinstance(value, DateSpan) else "true" if value else ""
        if value not in _UNKNOWN:
            lines.append(f"{field}: {written(value)}")
    return "\n".join([*lines, "---", body, ""])
