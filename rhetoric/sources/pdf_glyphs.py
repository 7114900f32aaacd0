"""The glyphs of a PDF file and where they stand, read without trusting the file."""

from __future__ import annotations

import io
import logging
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from rhetoric.errors import StatementError
from rhetoric.sources.files import read_whole, size_in_words
from rhetoric.sources.visual_order import Glyph, plain_letters

#: The most that a file may unpack to, in bytes; the most glyphs and pages that are read.
MOST_UNPACKED = 256 * 2**20
MOST_GLYPHS = 5_000_000
MOST_PAGES = 3_000
_HARM = "do not open it; ask where it comes from"


@dataclass
class PdfPages:
    """What is found in a PDF file.

    Attributes:
        pages: the glyphs of each page.
        heights: the height of each page, in points.
        meta: what the file says of itself.
        unnamed: glyphs of which the file does not say what letter they are.
        sideways: glyphs that do not stand upright; they are not among the others.
    """

    pages: list[list[Glyph]] = field(default_factory=list)
    heights: list[float] = field(default_factory=list)
    meta: dict[str, str] = field(default_factory=dict)
    unnamed: int = 0
    sideways: int = 0


class _TooMuchError(Exception):
    """The file unpacks to more than any text."""


class _BoundedZlib:
    """zlib for pdfminer, which unpacks without asking how much comes out."""

    error = zlib.error

    def __init__(self) -> None:
        self._left = MOST_UNPACKED

    def decompress(self, data: bytes) -> bytes:
        """Like zlib.decompress, up to the limit."""
        unpacker = zlib.decompressobj()
        out = self._take(unpacker.decompress(data, self._left + 1))
        if not unpacker.eof:
            raise zlib.error("incomplete or truncated stream")
        return out

    def decompressobj(self) -> _BoundedZlib._Object:
        """Like zlib.decompressobj, of which only `decompress` is used."""
        return self._Object(self)

    class _Object:
        def __init__(self, owner: _BoundedZlib) -> None:
            self._owner, self._inner = owner, zlib.decompressobj()

        def decompress(self, data: bytes) -> bytes:
            return self._owner._take(self._inner.decompress(data, self._owner._left + 1))

    def _take(self, out: bytes) -> bytes:
        self._left -= len(out)
        if self._left < 0:
            raise _TooMuchError
        return out


def read_pages(path: Path) -> PdfPages:
    """All glyphs of a PDF file.

    Raises:
        StatementError: when it is damaged, protected, or made to do harm.
    """
    from pdfminer.pdfdocument import PDFEncryptionError
    from pdfminer.psexceptions import PSException

    data = read_whole(path)
    if b"startxref" not in data[-4096:] and b"%%EOF" not in data[-4096:]:
        raise StatementError(
            "the PDF is cut short: its end is missing", path=path,
            remedy="get a whole copy, or open it and save it again as PDF",
        )  # fmt: skip
    try:
        with _careful():
            return _read(data, path)
    except StatementError:
        raise
    except _TooMuchError:
        raise StatementError(
            f"the PDF unpacks to more than {size_in_words(MOST_UNPACKED)}, or to more than"
            f" {MOST_PAGES:,} pages or {MOST_GLYPHS:,} letters: no text is so long",
            path=path, remedy=_HARM,
        ) from None  # fmt: skip
    except PDFEncryptionError:
        raise StatementError(
            "the PDF is protected by a password", path=path,
            remedy="open it with the password and save or print a copy without one",
        ) from None  # fmt: skip
    except (PSException, RecursionError, MemoryError, OSError):
        raise _damaged(path) from None
    except Exception as problem:
        raise _damaged(path) from problem


def _damaged(path: Path) -> StatementError:
    return StatementError(
        "the PDF is damaged and cannot be read", path=path,
        remedy="get a whole copy, or open it and save it again as PDF",
    )  # fmt: skip


@contextmanager
def _careful() -> Iterator[None]:
    """Within, pdfminer unpacks within limits and keeps its remarks to itself."""
    from pdfminer import pdftypes

    module: Any = pdftypes
    logger = logging.getLogger("pdfminer")
    level = logger.level
    logger.setLevel(logging.CRITICAL)
    module.zlib = _BoundedZlib()
    try:
        yield
    finally:
        module.zlib = zlib
        logger.setLevel(level)


def _read(data: bytes, path: Path) -> PdfPages:
    from pdfminer.converter import PDFLayoutAnalyzer
    from pdfminer.layout import LTChar, LTPage
    from pdfminer.pdfdocument import PDFDocument
    from pdfminer.pdfinterp import PDFPageInterpreter, PDFResourceManager
    from pdfminer.pdfpage import PDFPage
    from pdfminer.pdfparser import PDFParser, PDFSyntaxError
    from pdfminer.pdftypes import PDFObjRef

    found = PdfPages()
    glyphs = 0

    class Collector(PDFLayoutAnalyzer):
        """Gathers the glyphs of a page as they are drawn."""

        def render_char(self, *arguments: Any, **named: Any) -> float:
            nonlocal glyphs
            glyphs += 1
            if glyphs > MOST_GLYPHS:
                raise _TooMuchError
            advance: float = super().render_char(*arguments, **named)
            last = next(reversed(self.cur_item._objs), None)
            if isinstance(last, LTChar):
                _collect(last, found)
            return advance

        def begin_figure(self, *arguments: Any, **named: Any) -> None:
            nonlocal glyphs
            glyphs += 1
            super().begin_figure(*arguments, **named)

        def receive_layout(self, ltpage: LTPage) -> None:
            found.heights.append(ltpage.height)

    class Document(PDFDocument):
        """A document in which nothing stands for another thing that stands for it."""

        def getobj(self, objid: int) -> object:
            found = super().getobj(objid)
            if isinstance(found, PDFObjRef):  # pdfminer would follow it round for ever
                raise PDFSyntaxError(f"object {objid} is only a reference")
            return found

    document = Document(PDFParser(io.BytesIO(data)))
    found.meta = _meta(document.info)
    manager = PDFResourceManager()
    interpreter = PDFPageInterpreter(manager, Collector(manager, laparams=None))
    for page in PDFPage.create_pages(document):
        if len(found.pages) >= MOST_PAGES:
            raise _TooMuchError
        found.pages.append([])
        interpreter.process_page(page)
    if not found.pages:
        raise _damaged(path)
    return found


def _collect(char: Any, found: PdfPages) -> None:
    text = char.get_text()
    if not char.upright or abs(char.matrix[1]) > 0.1 * abs(char.matrix[0] or 1):
        found.sideways += bool(text.strip())
        return
    if text.startswith("(cid:") and text.endswith(")") and len(text) > 6:
        found.unnamed += 1
        text = "\ufffd"
    text = plain_letters(text).replace("\x00", "")
    size = float(abs(char.matrix[3]) * char.fontsize) if hasattr(char, "fontsize") else char.size
    size = size or float(char.size) or 1.0
    if text:
        x0, x1 = sorted((float(char.x0), float(char.x1)))
        found.pages[-1].append(Glyph(text, x0, x1, float(char.matrix[5]), size))


def _meta(infos: list[dict[str, Any]]) -> dict[str, str]:
    """Title, author and dates as the file gives them."""
    from pdfminer.pdftypes import resolve1
    from pdfminer.utils import decode_text

    meta = {}
    for info in infos:
        for key in ("Title", "Author", "CreationDate", "ModDate", "Producer"):
            value = resolve1(info.get(key))
            if isinstance(value, bytes):
                meta[key.lower()] = decode_text(value).strip().strip("\0")
    return {key: value for key, value in meta.items() if value}
