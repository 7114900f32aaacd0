"""Word files (.docx): paragraphs, tables and notes as they stand, without what is deleted."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from rhetoric.errors import StatementError
from rhetoric.sources.document import Document
from rhetoric.sources.files import MOST_LETTERS, too_long
from rhetoric.sources.packed import Packed

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

SUFFIXES: tuple[str, ...] = (".docx", ".docm", ".dotx")

#: What holds text that is not to be read: it is deleted, moved away, or there a second time.
_SKIPPED = {"del": "deleted", "moveFrom": "moved", "Fallback": ""}
_SIGNS = {"tab": "\t", "cr": "\n", "noBreakHyphen": "\u2011", "softHyphen": "\u00ad"}
#: Titles that programs make up.
_NO_TITLE = re.compile(r"(?i)(?:microsoft word - .*|document\d*|untitled.*|sans titre.*|مستند\d*)?")
#: A row of cells longer than this is a layout of paragraphs, not a table.
_LONG_CELL = 300


def read(path: Path) -> list[Document]:
    """The text of a Word file.

    Raises:
        StatementError: when it is damaged, protected, too large, or holds no text.
    """
    with Packed(path) as packed:
        main = _main_part(packed, path)
        folder = posixpath.dirname(main)
        story = _Story(_style_names(packed, folder, path))
        story.read(packed.part(main), path)
        body = story.paragraphs
        for kind in ("footnote", "endnote"):
            notes = _Story({})
            notes.read(packed.part(f"{folder}/{kind}s.xml".lstrip("/")), path)
            for number, key in enumerate(story.references, start=1):
                if text := notes.notes.get(key) if key[0] == kind else None:
                    body.append(f"[{number}] {text}")
        properties = _properties(packed, path)
    if not body:
        raise StatementError(
            "there is no text in this Word file", path=path,
            remedy="if it holds pictures of pages, read them with an OCR program first",
        )  # fmt: skip
    told = properties.get("title", "").strip()
    return [
        Document(
            text="\n\n".join(body),
            title=story.title or ("" if _NO_TITLE.fullmatch(told) else told) or story.heading,
            notes=tuple(story.told()),
            meta={k: v for k, v in properties.items() if v.strip()},
        )
    ]


def _main_part(packed: Packed, path: Path) -> str:
    """The name of the part that holds the text."""
    for element in _elements(packed.part("_rels/.rels"), path):
        if element.get("Type", "").endswith("/officeDocument"):
            name = posixpath.normpath(element.get("Target", "")).lstrip("/")
            if name in packed.names:
                return name
    if "word/document.xml" not in packed.names:
        raise StatementError(
            "this is no whole Word file: its text is missing", path=path,
            remedy="get a whole copy, or open and save it again in a word processor",
        )  # fmt: skip
    return "word/document.xml"


def _style_names(packed: Packed, folder: str, path: Path) -> dict[str, str]:
    """Id of a style → its name, which is English whatever the language of the program."""
    names: dict[str, str] = {}
    style = ""
    for element in _elements(packed.part(f"{folder}/styles.xml".lstrip("/")), path, starts=True):
        if _local(element.tag) == "style":
            style = _get(element, "styleId")
        elif _local(element.tag) == "name" and style:
            names.setdefault(style, _get(element, "val").lower())
    return names


def _properties(packed: Packed, path: Path) -> dict[str, str]:
    """What the file says of itself: title, creator, created, modified."""
    found = {_local(e.tag): e.text or "" for e in _elements(packed.part("docProps/core.xml"), path)}
    return {name: found[name] for name in ("title", "creator", "created", "modified", "language")
            if name in found}  # fmt: skip


def _elements(data: bytes, path: Path, *, starts: bool = False) -> Iterator[Element]:
    """The elements of a part, in order of their ends (or starts)."""
    for event, element in _events(data, path):
        if (event == "start") == starts:
            yield element


def _events(data: bytes, path: Path) -> Iterator[tuple[str, Element]]:
    from xml.etree.ElementTree import ParseError

    from defusedxml.common import DefusedXmlException
    from defusedxml.ElementTree import iterparse

    if not data:
        return
    try:
        yield from iterparse(BytesIO(data), ("start", "end"), forbid_dtd=True)
    except DefusedXmlException:
        raise StatementError(
            "the file holds definitions that no word processor writes, and that may do harm",
            path=path, remedy="open it in a word processor and save it again",
        ) from None  # fmt: skip
    except ParseError:
        raise StatementError(
            "the file is damaged: its text breaks off", path=path,
            remedy="get a whole copy, or open and save it again in a word processor",
        ) from None  # fmt: skip


def _local(tag: str) -> str:
    return tag.rpartition("}")[2]


def _get(element: Element, name: str) -> str:
    """An attribute, in whatever namespace."""
    return next((v for k, v in element.attrib.items() if _local(k) == name), "")


def _on(element: Element) -> bool:
    return _get(element, "val") not in ("0", "false", "off")


class _Story:
    """The paragraphs of one part of a Word file, collected while its elements go by."""

    def __init__(self, styles: dict[str, str]) -> None:
        self.paragraphs: list[str] = []
        self.notes: dict[tuple[str, str], str] = {}
        self.references: list[tuple[str, str]] = []
        self.title = self.heading = ""
        self._styles = styles
        self._open: list[list[str]] = []  # paragraphs begun: text boxes nest
        self._shelves: list[list[str]] = [self.paragraphs]  # where paragraphs go: cells nest
        self._rows: list[list[list[str]]] = []
        self._skipping: list[str] = []
        self._style = ""
        self._hidden = self._of_paragraph = False
        self._left_out: dict[str, int] = {}
        self._letters = 0
        self._path = Path()

    def read(self, data: bytes, path: Path) -> None:
        """Read a part."""
        self._path = path
        for event, element in _events(data, path):
            name = _local(element.tag)
            if event == "start":
                self._start(name, element)
            else:
                self._end(name, element)
                if name not in ("rPr", "pPr"):
                    element.clear()

    def told(self) -> Iterator[str]:
        """What was left out."""
        words = {"deleted": "text marked as deleted", "moved": "", "hidden": "hidden text"}
        for kind, count in self._left_out.items():
            if words.get(kind):
                yield f"{words[kind]} was left out ({count} characters)"

    def _start(self, name: str, element: Element) -> None:
        if name in _SKIPPED:
            self._skipping.append(name)
        if self._skipping:
            return
        if name == "p":
            self._open.append([])
            self._style = ""
        elif name == "pPr":  # tab stops are no tabs, a hidden mark hides no words
            self._of_paragraph = True
        elif name == "r":
            self._hidden = False
        elif name == "tr":
            self._rows.append([])
        elif name == "tc" and self._rows:
            self._rows[-1].append([])
            self._shelves.append(self._rows[-1][-1])
        elif name in ("footnote", "endnote"):
            self._shelves.append([])
        elif name in ("footnoteReference", "endnoteReference"):
            self.references.append((name.removesuffix("Reference"), _get(element, "id")))
            self._write(f"[{len(self.references)}]")

    def _end(self, name: str, element: Element) -> None:
        if self._skipping:
            if name in ("t", "delText"):
                self._leave_out(_SKIPPED[self._skipping[0]], element.text or "")
            if name == self._skipping[-1]:
                self._skipping.pop()
            return
        if name == "pPr":
            self._of_paragraph = False
        elif name == "pStyle":
            self._style = self._styles.get(_get(element, "val"), _get(element, "val").lower())
        elif self._of_paragraph:
            return
        elif name == "t":
            self._write(element.text or "")
        elif name in _SIGNS:
            self._write(_SIGNS[name])
        elif name == "br":
            self._write("\n")
        elif name == "vanish":
            self._hidden = _on(element)
        elif name == "p" and self._open:
            self._end_paragraph("".join(self._open.pop()).strip())
        elif name == "tc" and self._rows:
            self._shelves.pop()
        elif name == "tr" and self._rows:
            self._end_row(self._rows.pop())
        elif name in ("footnote", "endnote"):
            text = " ".join(self._shelves.pop()).strip()
            self.notes[name, _get(element, "id")] = text

    def _write(self, text: str) -> None:
        if self._hidden:
            self._leave_out("hidden", text)
        elif self._open:
            self._letters += len(text)
            if self._letters > MOST_LETTERS:
                raise too_long(self._path)
            self._open[-1].append(text)

    def _leave_out(self, kind: str, text: str) -> None:
        if text:
            self._left_out[kind] = self._left_out.get(kind, 0) + len(text)

    def _end_paragraph(self, text: str) -> None:
        if not text:
            return
        if self._style == "title":
            self.title = self.title or text
        elif self._style.startswith("heading"):
            self.heading = self.heading or text
        self._shelves[-1].append(text)

    def _end_row(self, cells: list[list[str]]) -> None:
        """A row as a line with tabs, or as paragraphs where a table only arranges them."""
        filled = [cell for cell in cells if cell]
        layout = len(filled) == 1 or any(
            len(cell) > 1 and sum(map(len, cell)) > _LONG_CELL for cell in filled
        )
        if layout:
            for cell in filled:
                self._shelves[-1].extend(cell)
        elif filled:
            self._shelves[-1].append("\t".join(" ".join(cell) for cell in cells))
