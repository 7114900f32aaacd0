"""One door for all files: what a file is shows in its content, and bad files are named."""

from __future__ import annotations

import json
import os
import shutil
import unicodedata
import zipfile
from pathlib import Path

import pytest

from rhetoric.errors import StatementError
from rhetoric.sources import files
from rhetoric.sources.files import size_in_words
from rhetoric.sources.read import read_file

DATA = Path(__file__).parent.parent / "data"
STATEMENT = json.loads((DATA / "statement.json").read_text("utf-8"))
MADE = sorted(path for kind in ("docx", "pdf", "html") for path in (DATA / kind).glob("*-??.*"))


def refused(path: Path) -> str:
    with pytest.raises(StatementError) as caught:
        read_file(path)
    assert str(caught.value).startswith(str(path)), "the file is named"
    assert caught.value.remedy, "and what to do"
    return str(caught.value)


@pytest.mark.parametrize("path", MADE, ids=lambda p: p.name)
def test_every_letter_of_a_statement_comes_back_in_every_format_and_language(path: Path) -> None:
    expected = STATEMENT[path.stem[-2:]]
    (document,) = read_file(path)
    text = unicodedata.normalize("NFC", document.text).replace("[1]", "").replace("¹", "")
    assert document.title == expected["title"]
    for paragraph in expected["paragraphs"]:
        wanted = unicodedata.normalize("NFC", paragraph)
        if "chromium" in path.name and path.suffix == ".pdf":
            # The file does not say what its glyph for these two marks stands for.
            wanted = wanted.replace(unicodedata.normalize("NFC", "السَّلام"), "السلام")
        assert wanted in text
    if path.name != "chromium-ar.pdf":  # of one page: there is nothing it repeats
        for furniture in ("bulletin no", "Bulletin du", "Page 1", "cookie", "العدد", "صفحة"):
            assert furniture not in text


@pytest.mark.parametrize("path", [p for p in MADE if p.stem.endswith("en")], ids=lambda p: p.name)
def test_a_wrong_ending_is_seen_through_and_told(path: Path, tmp_path: Path) -> None:
    wrong = tmp_path / "note.txt"
    shutil.copy(path, wrong)
    (document,) = read_file(wrong)
    assert document.text == read_file(path)[0].text
    assert "though its name says otherwise" in document.notes[0]


@pytest.mark.parametrize("name", ["a.docx", "a.pdf"])
def test_text_under_another_name_is_read_and_told(name: str, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_bytes("L'été à Gao.".encode("cp1252"))
    (document,) = read_file(path)
    assert document.text == "L'été à Gao."
    assert document.notes[0] == "this is plain text, though its name says otherwise"


@pytest.mark.parametrize(
    ("content", "name", "message"),
    [
        (b"", "a.txt", "the file is empty"),
        (b"", "a.pdf", "the file is empty"),
        (b"\x00\x01\x02\x03" * 40, "a.txt", "this is not text"),
        (b"\x00\x07\x10text", "a.docx", "this is not text"),
        (b"\x89PNG\r\n\x1a\n....", "a.txt", "this is a picture"),
        (b"\x00\x00\x00\x18ftypmp42....", "a.txt", "this is a recording"),
        (b"{\\rtf1 text}", "a.docx", "this is an RTF file"),
        (b"PK\x03\x04 and no more", "a.docx", "damaged or cut short"),
        (b"A text.", "a.xyz", "'.xyz' is not a kind of file that is read"),
    ],
)
def test_what_cannot_be_read_is_refused_with_advice(
    content: bytes, name: str, message: str, tmp_path: Path
) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    assert message in refused(path)


def test_office_files_of_other_kinds_are_told_apart(tmp_path: Path) -> None:
    assert "a Word file of before 2007" in refused(DATA / "docx" / "word97.doc")
    assert "an OpenDocument file" in refused(DATA / "docx" / "open.odt")
    sheet = tmp_path / "table.docx"
    with zipfile.ZipFile(sheet, "w") as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>")
    assert "this is a spreadsheet" in refused(sheet)
    locked = tmp_path / "locked.docx"
    locked.write_bytes(
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + "EncryptedPackage".encode("utf-16-le")
    )
    assert "protected by a password" in refused(locked)


def test_folders_and_pipes_are_refused(tmp_path: Path) -> None:
    assert "this is a folder" in refused(tmp_path)
    os.mkfifo(tmp_path / "pipe.txt")
    assert "no regular file" in refused(tmp_path / "pipe.txt")


@pytest.mark.parametrize("start", [b"text", b"%PDF-1.7\n", b"<!doctype html>", b"PK\x03\x04"])
def test_a_very_large_file_is_refused_without_being_read(tmp_path: Path, start: bytes) -> None:
    path = tmp_path / "large.txt"
    with path.open("wb") as file:
        file.write(start)
        file.truncate(2 * 2**30)  # two gigabytes of nothing, that take no room
    message = refused(path)
    assert "2 GB" in message or "damaged" in message


def test_the_limit_is_stated(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "MOST_BYTES", 1024)
    path = tmp_path / "long.txt"
    path.write_text("word " * 300, "utf-8")
    assert "the file holds 1.46 kB; at most 1 kB are read as one document" in refused(path)
    assert size_in_words(12) == "12 bytes"
