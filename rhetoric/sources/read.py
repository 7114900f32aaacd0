"""One door for every kind of file: what it is shows in its content first, then in its name."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from importlib import import_module
from pathlib import Path
from types import ModuleType

from rhetoric.errors import StatementError
from rhetoric.sources.document import Document
from rhetoric.sources.kinds import kind_of

#: The readers, by the name of their module. Each has SUFFIXES and read(path); where two share
#: a suffix, each has recognises(path) too, and the first that says yes reads the file.
READERS = ("plain", "docx", "pdf", "html", "subtitles", "telegram", "speech_json")
#: What content alone tells → the module that reads it.
_BY_CONTENT = {"docx": "docx", "pdf": "pdf", "html": "html"}
#: Endings of kinds that are always told by their content.
_PACKED = (".docx", ".docm", ".dotx", ".pdf")
_CALLED = {"docx": "a Word file", "pdf": "a PDF file", "html": "a web page"}


def read_file(path: Path) -> list[Document]:
    """Every text in a file, whatever its format.

    Raises:
        StatementError: when the file cannot be read, with what to do about it.
    """
    kind, suffix = kind_of(path), path.suffix.lower()
    named = [reader for reader in _readers() if suffix in reader.SUFFIXES]
    if name := _BY_CONTENT.get(kind):
        reader = _reader(name)
        found: list[Document] = reader.read(path)
        if suffix in reader.SUFFIXES:
            return found
        note = f"this is {_CALLED[kind]}, though its name says otherwise"
        return [replace(one, notes=(note, *one.notes)) for one in found]
    if suffix in _PACKED:
        # It has none of the marks of its kind: if it is text, it is read as text.
        plain: list[Document] = _reader("plain").read(path)
        note = "this is plain text, though its name says otherwise"
        return [replace(one, notes=(note, *one.notes)) for one in plain]
    for reader in named:
        if not hasattr(reader, "recognises") or reader.recognises(path):
            documents: list[Document] = reader.read(path)
            return documents
    if named:
        raise StatementError(
            "the content of this file is of no kind that is read", path=path, remedy=_what_is_read()
        )
    raise StatementError(
        f"'{path.suffix or path.name}' is not a kind of file that is read", path=path,
        remedy=_what_is_read(),
    )  # fmt: skip


def suffixes() -> tuple[str, ...]:
    """All endings of names that are read.

    >>> ".docx" in suffixes()
    True
    """
    return tuple(dict.fromkeys(suffix for reader in _readers() for suffix in reader.SUFFIXES))


def _what_is_read() -> str:
    return f"these are read: {', '.join(suffixes())}; or save its text as .txt"


def _readers() -> Iterator[ModuleType]:
    """The reader modules; none imports anything heavy before it reads."""
    return map(_reader, READERS)


def _reader(name: str) -> ModuleType:
    return import_module(f"rhetoric.sources.{name}")
