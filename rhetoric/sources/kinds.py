"""What a file is, told by its first bytes: names lie, and a wrong name is often an honest slip."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path

from rhetoric.errors import StatementError
from rhetoric.sources.files import read_start
from rhetoric.sources.packed import BROKEN

_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
#: Of a password-protected Office file, its directory: the name is in UTF-16.
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
#: First bytes → what it is, what to do. Files of these kinds hold no text to read.
_UNREADABLE: tuple[tuple[bytes, str, str], ...] = (
    (b"{\\rtf", "an RTF file", "open it in a word processor and save it as .docx"),
    (b"%!PS", "a PostScript file", "convert it to PDF"),
    (b"\x1f\x8b", "a gzip archive", "unpack it and add the files in it"),
    (b"BZh", "a bzip2 archive", "unpack it and add the files in it"),
    (b"\xfd7zXZ\x00", "an xz archive", "unpack it and add the files in it"),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive", "unpack it and add the files in it"),
    (b"Rar!\x1a\x07", "a rar archive", "unpack it and add the files in it"),
    (b"SQLite format 3\x00", "a database", "export its texts as .csv or .jsonl"),
    (b"\x7fELF", "a program", "add the text itself"),
    (b"MZ\x90", "a program", "add the text itself"),
    *(
        (start, "a picture", "read its text with an OCR program and add that as .txt")
        for start in (b"\xff\xd8\xff", b"\x89PNG", b"GIF8", b"II*\x00", b"MM\x00*", b"BM\x36")
    ),
    *(
        (start, "a recording", "transcribe it and add the transcript (.srt, .vtt, .json)")
        for start in (b"ID3", b"OggS", b"fLaC", b"\x1aE\xdf\xa3", b"\xff\xfb", b"\xff\xf1")
    ),
)
# What is matched is not tried again in another way: a page may be made to take ages else.
_SPACE = r"(?>\s+|<!--(?>[^-]+|-(?!->))*-->|<\?xml[^>]*\?>)*+"
_HTML = re.compile(
    rf"\A{_SPACE}<(?:!doctype\s+html|html|head|body|article|title|meta)\b",
    re.IGNORECASE | re.DOTALL,
)


#: Names that say no more than "text"; of these, transcripts and chats are told by content too.
_TEXT_NAMES = (".txt", ".text")
_SUBTITLES = re.compile(r"\A\s*(?:WEBVTT\b|(?:\d+\s*\n)?\s*(?:\d+:)?\d\d:\d\d[.,]\d{3}\s+-->\s)")
_JSON = re.compile(r'\A\s*(?:\[\s*)?\{\s*"[^"\n]{1,100}"\s*:')


def kind_of(path: Path) -> str:
    """`docx`, `pdf`, `html`, `parquet`; "" for what is told by its name.

    Of a file called .txt, also `json` and `subtitles`.

    Raises:
        StatementError: when it is empty, or of a kind that holds no text to read.
    """
    start = read_start(path)
    if b"%PDF-" in start[:1024] and not start.startswith(b"PK"):
        return "pdf"
    if start.startswith(b"PAR1"):
        return "parquet"
    if start.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _packed(path)
    if start.startswith(_OLD_OFFICE):
        raise _old_office(path)
    if start[4:8] == b"ftyp":
        raise _unreadable(path, "a recording", "transcribe it and add the transcript (.srt, .json)")
    if start.startswith(b"RIFF"):
        picture = start[8:12] == b"WEBP"
        what = ("a picture", "read its text with an OCR program and add that as .txt")
        heard = ("a recording", "transcribe it and add the transcript (.srt, .vtt, .json)")
        raise _unreadable(path, *(what if picture else heard))
    for magic, what_it_is, remedy in _UNREADABLE:
        if start.startswith(magic):
            raise _unreadable(path, what_it_is, remedy)
    if _HTML.match(_readable(start)):
        return "html"
    if path.suffix.lower() in _TEXT_NAMES and (kind := _text_kind(_readable(start))):
        return kind
    if re.match(r"\A(?:From|MIME-Version|Subject): .*multipart/", _readable(start), re.DOTALL):
        raise _unreadable(path, "a web archive or an e-mail", "save the page as HTML")
    return ""


def _text_kind(start: str) -> str:
    """Which kind of text this is that is not meant to be read as it stands."""
    start = start.replace("\r\n", "\n")
    return "subtitles" if _SUBTITLES.match(start) else "json" if _JSON.match(start) else ""


def _readable(start: bytes) -> str:
    """First bytes as characters, enough to find ASCII in whatever encoding."""
    if start[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return start[: len(start) // 2 * 2].decode("utf-16", "replace")
    return start.removeprefix(b"\xef\xbb\xbf").decode("latin-1")


def _packed(path: Path) -> str:
    """Which kind of zip file: only the list of its contents is looked at."""
    try:
        with zipfile.ZipFile(path) as archive:
            names = set(archive.namelist()[:10_000])
    except BROKEN:
        raise StatementError(
            "the file is damaged or cut short (its table of contents is missing)", path=path,
            remedy="get a whole copy, or open and save it again in a word processor",
        ) from None  # fmt: skip
    if any(name.endswith("word/document.xml") for name in names) or "word/document2.xml" in names:
        return "docx"
    if any(name.startswith("xl/") for name in names):
        raise _unreadable(path, "a spreadsheet", "save it as .csv")
    if any(name.startswith("ppt/") for name in names):
        raise _unreadable(path, "a presentation", "save its text as .txt")
    if "content.xml" in names and "mimetype" in names:
        raise _unreadable(path, "an OpenDocument file", "save it as .docx")
    if "META-INF/container.xml" in names:
        raise _unreadable(path, "an e-book", "convert it to HTML or .txt")
    if "[Content_Types].xml" in names:
        return "docx"
    raise _unreadable(path, "a zip archive", "unpack it and add the files in it")


def _old_office(path: Path) -> StatementError:
    """Which kind of old Office container; its directory may stand anywhere in the first part."""
    if _ENCRYPTED in read_start(path, 1 << 20):
        return StatementError(
            "the file is protected by a password", path=path,
            remedy="open it with the password and save a copy without one",
        )  # fmt: skip
    return _unreadable(path, "a Word file of before 2007 (or another old Office file)",
                       "open it in a word processor and save it as .docx")  # fmt: skip


def _unreadable(path: Path, what: str, remedy: str) -> StatementError:
    return StatementError(f"this is {what}, which is not read", path=path, remedy=remedy)
