"""PDF files: text in the order it is read, in Latin and Arabic script, without page furniture."""

from __future__ import annotations

import re
from pathlib import Path

from rhetoric.errors import StatementError
from rhetoric.sources.document import Document
from rhetoric.sources.pdf_glyphs import PdfPages, read_pages
from rhetoric.sources.pdf_layout import (
    Reader,
    body_size,
    columns_of,
    rows_of,
    split_notes,
    without_furniture,
)  # fmt: skip
from rhetoric.sources.pdf_paragraphs import Joiner, Paragraph
from rhetoric.sources.visual_order import with_marks

SUFFIXES: tuple[str, ...] = (".pdf",)

#: Titles that programs make up from the name of a file.
_NO_TITLE = re.compile(r"(?i)(?:microsoft word - .*|untitled.*|.*\.(?:docx?|odt|indd|html?|pdf))?")
_OCR = "read it with an OCR program and add the PDF or the text that it writes"
_DATE = re.compile(r"D:(\d{4})(\d\d)?(\d\d)?")


def read(path: Path) -> list[Document]:
    """The text of a PDF file.

    Raises:
        StatementError: when it is damaged, protected, too large, or holds only pictures.
    """
    found = read_pages(path)
    glyphs = sum(map(len, found.pages))
    if not any(g.text.strip() for page in found.pages for g in page):
        raise StatementError(
            f"there is no text in this PDF, only pictures ({_pages(found)})",
            path=path, remedy=_OCR,
        )  # fmt: skip
    if found.unnamed * 4 > glyphs:
        raise StatementError(
            "the PDF does not say which letters its signs stand for"
            f" ({found.unnamed} of {glyphs})",
            path=path, remedy=_OCR,
        )  # fmt: skip
    pages = [rows_of(with_marks(page)) for page in found.pages]
    reader = Reader(pages)
    pages, furniture = without_furniture(pages, reader)
    size = body_size(pages)
    bodies, notes = zip(*(split_notes(page, size) for page in pages), strict=True)
    joiner = Joiner(reader)
    body = joiner.paragraphs([c for page in bodies for c in columns_of(page, reader)])
    small = joiner.paragraphs([page for page in notes if page])
    told = found.meta.get("title", "")
    return [
        Document(
            text="\n\n".join(p.text for p in [*body, *small]),
            title=_largest(body, size) if _NO_TITLE.fullmatch(told) else told,
            notes=tuple(_told(found, furniture, joiner.joined, bool(small))),
            meta=_meta(found),
        )
    ]


def _largest(paragraphs: list[Paragraph], size: float) -> str:
    """The paragraph in the largest letters near the beginning, or ""."""
    near = [p for p in paragraphs[:6] if p.size > 1.15 * size and len(p.text) < 300]
    return max(near, key=lambda p: p.size).text if near else ""


def _told(found: PdfPages, furniture: dict[str, int], joined: int, small: bool) -> list[str]:
    """What was done, and what is to be doubted."""
    notes = []
    for text, times in furniture.items():
        if text:
            notes.append(f"left out what stands on {times} pages: “{text}”")
    if joined:
        notes.append(f"{joined} words parted at the end of a line were put together")
    if small:
        notes.append("footnotes stand at the end")
    if found.unnamed:
        notes.append(f"{found.unnamed} signs of which the file does not say the letter are \ufffd")
    if found.sideways:
        notes.append(f"{found.sideways} letters written sideways were left out")
    empty = [n for n, page in enumerate(found.pages, start=1) if not page]
    if empty:
        some = ", ".join(map(str, empty[:8])) + (", …" if len(empty) > 8 else "")
        notes.append(f"pages without text (pictures?): {some}")
    return notes


def _meta(found: PdfPages) -> dict[str, str]:
    meta = {"pages": str(len(found.pages)), **found.meta}
    for key, name in (("creationdate", "created"), ("moddate", "modified")):
        if made := _DATE.match(meta.pop(key, "")):
            meta[name] = "-".join(part for part in made.groups() if part)
    return meta


def _pages(found: PdfPages) -> str:
    return "1 page" if len(found.pages) == 1 else f"{len(found.pages)} pages"
