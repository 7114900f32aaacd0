"""From what a reader found to a statement: what the file says completes what the user says."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from rhetoric.errors import StatementError
from rhetoric.fields import Fields
from rhetoric.languages import language_code
from rhetoric.model import Statement
from rhetoric.sources.document import Document
from rhetoric.sources.markdown import build_statement

#: Fields of a statement that `meta` may hold under their own name.
_OWN = ("group", "medium", "form", "source")


def draft_statement(
    document: Document, given: Mapping[str, Any], path: Path, *, default_title: str
) -> tuple[Statement, tuple[str, ...]]:
    """A statement of a document; its id is "draft" where none is given.

    Args:
        given: fields of a statement as front matter would hold them; they come first.
        default_title: its title where neither names one.

    Returns:
        The statement, and notes on what the file said that could not be used.

    Raises:
        StatementError: when a field is not valid, or the date or the group is missing.
    """
    document, notes = _mended(document)
    meta = document.meta
    found: dict[str, Any] = {
        "title": document.title or _NO_TEXT.sub("\ufffd", default_title),
        "date": document.date,
        "speaker": meta.get("signature")
        or ("" if document.author == meta.get("chat") else document.author),
        "medium": _medium(document),
        "source": _source(document),
        "tags": [tag for tag in ("forwarded", "edited") if meta.get(_SIGNS[tag])],
        **{name: meta[name] for name in _OWN if meta.get(name)},
        **document.fields,
    }
    if document.language and not given.get("language"):
        try:
            found["language"] = language_code(document.language)
        except ValueError:
            notes.append(f"the language '{document.language}' is not known")
    data = {**{k: v for k, v in found.items() if v}, **given}
    data["id"] = data.get("id") or "draft"
    start = len(document.text) - len(document.text.lstrip("\r\n"))
    body = document.text[start:].rstrip()
    line = int(meta.get("line", 1))
    if not body:
        raise StatementError("there is no text", path=path, line=line)
    try:
        statement = build_statement(Fields(data, path, StatementError), body, path, line)
    except StatementError as problem:
        # There is no front matter to point at: what is wrong is in a row, or in an option.
        raise StatementError(
            problem.problem, path=path, line=line if "line" in meta else None,
            field=problem.field, remedy=problem.remedy,
        ) from None  # fmt: skip
    times = tuple(
        replace(t, start=max(0, t.start - start), end=min(len(body), t.end - start))
        for t in document.times
    )
    return replace(statement, times=times), tuple(notes)


#: What no text holds and no file of text can: half characters, and those that control a terminal.
_NO_TEXT = re.compile("[\x00-\x08\x0b\x0e-\x1f\ud800-\udfff]")


def _mended(document: Document) -> tuple[Document, list[str]]:
    """A document that can be written, each character in its place, and what was done to it."""
    text, count = _NO_TEXT.subn("\ufffd", document.text)
    clean = replace(
        document,
        text=text,
        title=_NO_TEXT.sub("\ufffd", document.title),
        date=_NO_TEXT.sub("\ufffd", document.date),
        author=_NO_TEXT.sub("\ufffd", document.author),
        language=_NO_TEXT.sub("\ufffd", document.language),
        key=_NO_TEXT.sub("\ufffd", document.key),
        meta={key: _NO_TEXT.sub("\ufffd", value) for key, value in document.meta.items()},
    )
    told = f"{count} damaged character{'s' if count != 1 else ''} stand{'s' if count == 1 else ''}"
    return clean, [f"{told} as \ufffd"] if count else []


#: What marks a message of a chat in `meta`, by the tag it is given.
_SIGNS = {"forwarded": "forwarded_from", "edited": "edited"}


def _medium(document: Document) -> str:
    """What a statement was put out as, where the kind of file tells."""
    if "chat" in document.meta:
        return "social-media"
    return "audio" if document.times else ""


def _source(document: Document) -> str:
    """Where a message of a chat comes from; "" for other documents."""
    meta = document.meta
    if "chat" not in meta:
        return ""
    parts = [meta["chat"], f"message {document.key}", f"sent {meta['sent']}"]
    if origin := meta.get("forwarded_from"):
        parts.append(f"forwarded from {origin}")
    if edited := meta.get("edited"):
        parts.append(f"edited {edited}")
    return ", ".join(part for part in parts if part)
