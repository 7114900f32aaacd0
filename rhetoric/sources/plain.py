"""Plain text and Markdown, in whatever encoding."""

from __future__ import annotations

import re
from pathlib import Path

from rhetoric.errors import StatementError
from rhetoric.sources.document import Document
from rhetoric.sources.encoding import read_text
from rhetoric.sources.markdown import split_front_matter

SUFFIXES: tuple[str, ...] = (".txt", ".text", ".md", ".markdown")

_MARKDOWN = (".md", ".markdown")
_HEADING = re.compile(r"\A#{1,6} +(.+?)[ #]*$", re.MULTILINE)
_UNDERLINED = re.compile(r"\A(\S.*)\n(?:=+|-{3,})[ \t]*$", re.MULTILINE)


def read(path: Path) -> list[Document]:
    """The text of a file; the front matter of Markdown is told apart from it.

    Raises:
        StatementError: when it is empty, too large or no text.
    """
    found = read_text(path)
    markdown = path.suffix.lower() in _MARKDOWN
    body, meta, line = found.text.strip("\n").rstrip(), {"encoding": found.encoding}, 1
    if markdown:
        fields, body, line = split_front_matter(found.text, path)
        if fields is not None:
            meta |= {name: fields.text(name, "") for name, value in fields.data.items()
                     if value is None or isinstance(value, str)}  # fmt: skip
    if not body.strip():
        raise StatementError(
            "there is no text", path=path, line=line, remedy="check how it was saved"
        )
    return [
        Document(
            text=body,
            title=meta.get("title") or (markdown_title(body) if markdown else ""),
            date=meta.get("date", ""),
            author=meta.get("speaker", ""),
            language=meta.get("language", ""),
            notes=found.notes,
            meta=meta,
        )
    ]


def markdown_title(body: str) -> str:
    r"""The heading a Markdown text begins with, or "".

    >>> markdown_title("# The road\n\nIt is open.")
    'The road'
    """
    found = _HEADING.search(body) or _UNDERLINED.search(body)
    return found[1].strip() if found else ""
