"""Statements as Markdown files with YAML front matter (docs/formats.md)."""

from __future__ import annotations

import json
import re
from pathlib import Path

from rhetoric.errors import StatementError
from rhetoric.fields import read_fields, read_utf8
from rhetoric.languages import language_code
from rhetoric.model import FORMS, MEDIA, Statement

FIELDS = (
    "id", "title", "date", "date_text", "group", "speaker", "medium", "language",
    "original_language", "form", "source", "places", "unconfirmed", "reliability", "tags",
)  # fmt: skip
_ID = re.compile(r"[a-z0-9][a-z0-9.-]*")
_ADMIRALTY = re.compile(r"[A-F][1-6]")
_FENCE = re.compile(r"\A---[ \t]*\r?\n(.*?)^---[ \t]*\r?$\n?", re.DOTALL | re.MULTILINE)


def valid_id(name: str) -> bool:
    """Whether a name may be a statement's id and file name."""
    return bool(_ID.fullmatch(name)) and ".." not in name and len(name) <= 120


def parse_statement(text: str, path: Path) -> Statement:
    """Read a statement from the text of its file.

    Raises:
        StatementError: naming file, line, field and remedy.
    """
    fence = _FENCE.match(text)
    if fence is None:
        raise StatementError(
            "the front matter is missing", path=path, line=1,
            remedy="begin the file with a line '---', then 'id: …', 'date: …', 'group: …',"
            " then another line '---' and the text",
        )  # fmt: skip
    fields = read_fields(fence[1], path, StatementError, offset=2)
    fields.only(FIELDS)
    name = fields.text("id")
    if not valid_id(name):
        raise fields.fail(f"'{name}' is not an id", "id", "use small letters, digits and hyphens")
    if name != path.stem:
        raise fields.fail(
            f"'{name}' differs from the file name '{path.stem}'", "id", "make the two equal"
        )
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
    # What stands between the fence and the first words is layout, not text.
    body = text[fence.end() :]
    start = len(body) - len(body.lstrip("\r\n"))
    body_line = text.count("\n", 0, fence.end() + start) + 1
    body = body[start:].rstrip()
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
        path=path,
        body_line=body_line,
    )


def read_statement(path: Path) -> Statement:
    """Read one statement file.

    Raises:
        StatementError: naming file, line, field and remedy.
    """
    return parse_statement(read_utf8(path, StatementError), path)


def format_statement(statement: Statement) -> str:
    """The text of a statement's file; reading it gives the statement back."""
    # JSON strings are YAML strings, whatever they hold.
    lines = ["---", f"id: {statement.id}"]
    for field in FIELDS[1:]:
        value = getattr(statement, field)
        if field == "date":
            lines.append(f"date: {json.dumps(statement.date.text)}")
        elif isinstance(value, bool):
            lines += [f"{field}: true"] if value else []
        elif isinstance(value, tuple):
            lines += [f"{field}: {json.dumps(value, ensure_ascii=False)}"] if value else []
        elif value:
            lines.append(f"{field}: {json.dumps(value, ensure_ascii=False)}")
    return "\n".join([*lines, "---", statement.body, ""])


def read_texts(folder: Path) -> list[Statement]:
    """All statements of a texts folder.

    Raises:
        StatementError: for the first file that is wrong.
    """
    return [read_statement(path) for path in sorted(folder.glob("*.md"))]
