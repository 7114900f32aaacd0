"""One door for every kind of file: what it is shows in its content first, then in its name."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from importlib import import_module
from pathlib import Path
from types import ModuleType

from rhetoric.errors import StatementError
from rhetoric.sources.document import Document
from rhetoric.sources.json_file import read_json
from rhetoric.sources.kinds import kind_of
from rhetoric.sources.rows import SUFFIXES as TABLES

#: The readers, by the name of their module. Each has SUFFIXES and read(path); where two share
#: a suffix, each has recognises(path) too, and the first that says yes reads the file.
READERS = ("plain", "docx", "pdf", "html", "subtitles", "telegram", "speech_json")
#: What content alone tells → the module that reads it.
_BY_CONTENT = {"docx": "docx", "pdf": "pdf", "html": "html", "subtitles": "subtitles"}
_OF_JSON = ("telegram", "speech_json")
#: Endings of kinds that are always told by their content.
_PACKED = (".docx", ".docm", ".dotx", ".pdf")
_CALLED = {
    "docx": "a Word file", "pdf": "a PDF file", "html": "a web page", "subtitles": "subtitles",
    "telegram": "a chat", "speech_json": "a transcript",
}  # fmt: skip


def read_file(path: Path) -> list[Document]:
    """Every text in a file, whatever its format.

    Raises:
        StatementError: when the file cannot be read, with what to do about it.
    """
    kind, suffix = kind_of(path), path.suffix.lower()
    named = [reader for reader in _readers() if suffix in reader.SUFFIXES]
    if name := _BY_CONTENT.get(kind, _kind_of_json(path) if kind == "json" else ""):
        reader = _reader(name)
        found: list[Document] = reader.read(path)
        return found if suffix in reader.SUFFIXES else _noted(found, f"this is {_CALLED[name]}")
    if suffix in _PACKED:
        # It has none of the marks of its kind: if it is text, it is read as text.
        return _noted(_reader("plain").read(path), "this is plain text")
    for reader in named:
        if not hasattr(reader, "recognises") or reader.recognises(path):
            documents: list[Document] = reader.read(path)
            return documents
    if suffix == ".json":
        read_json(path)  # tells what is wrong with it, if it is no JSON at all
    if named:
        raise StatementError(
            "the content of this file is of no kind that is read", path=path, remedy=_what_is_read()
        )
    raise StatementError(
        f"'{path.suffix or path.name}' is not a kind of file that is read", path=path,
        remedy=_what_is_read(),
    )  # fmt: skip


def _noted(documents: Sequence[Document], what: str) -> list[Document]:
    note = f"{what}, though its name says otherwise"
    return [replace(one, notes=(note, *one.notes)) for one in documents]


def _kind_of_json(path: Path) -> str:
    """The module that reads some JSON, "" for JSON that is no text of anybody."""
    return next((name for name in _OF_JSON if _reader(name).recognises(path)), "")


def suffixes() -> tuple[str, ...]:
    """All endings of names that are read.

    >>> ".docx" in suffixes()
    True
    """
    return tuple(dict.fromkeys(suffix for reader in _readers() for suffix in reader.SUFFIXES))


def _what_is_read() -> str:
    return f"these are read: {', '.join((*suffixes(), *TABLES))}; or save its text as .txt"


def _readers() -> Iterator[ModuleType]:
    """The reader modules; none imports anything heavy before it reads."""
    return map(_reader, READERS)


def _reader(name: str) -> ModuleType:
    return import_module(f"rhetoric.sources.{name}")
