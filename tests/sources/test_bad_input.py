"""Files that are broken, mislabelled or made to do harm: refused with a reason and a remedy."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from rhetoric import fields
from rhetoric.collection import add_statements
from rhetoric.errors import InputError, StatementError
from rhetoric.settings import Project
from rhetoric.sources import docx, encoding, files, tables
from rhetoric.sources.drafts import draft_statement
from rhetoric.sources.kinds import kind_of
from rhetoric.sources.read import read_file
from rhetoric.sources.rows import read_rows
from rhetoric.sources.tables import iter_documents

DATA = Path(__file__).parent.parent / "data"
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
HEAD, TAIL = f'<w:document xmlns:w="{WORD}"><w:body>', "</w:body></w:document>"
PARAGRAPH = "<w:p><w:r><w:t>The road is open.</w:t></w:r></w:p>"
TEXT = {"text": "text"}


def word_file(path: Path, document: str, **parts: str) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", document)
        for name, content in parts.items():
            archive.writestr(f"word/{name}.xml", content)
    return path


def pdf_file(path: Path, *objects: str) -> Path:
    body = "".join(f"{n} 0 obj {o} endobj\n" for n, o in enumerate(objects, 1))
    path.write_text(f"%PDF-1.4\n{body}trailer<</Root 1 0 R>>\n%%EOF", "latin-1")
    return path


def parquet_file(path: Path, **columns: Any) -> Path:
    import pyarrow as pa
    from pyarrow import parquet

    parquet.write_table(pa.table(columns), path)
    return path


def why(path: Path, reads: Callable[[Path], object] = read_file) -> str:
    """What is said of a file that is refused, without its name."""
    with pytest.raises(StatementError) as caught:
        reads(path)
    assert caught.value.path == path, "the file is named"
    assert caught.value.remedy, "and what to do"
    return caught.value.problem


def rows_of(path: Path) -> list[object]:
    return list(iter_documents(path, TEXT))


# ------------------------------------------------------------ made to do harm


@pytest.mark.parametrize(
    ("page", "answer"),
    [
        ("<p>" + "<b>" * 100_000 + "Here", "the page is nested deeper than any browser writes"),
        (f"<p title='{'a' * 11_000_000}'>Here", "a value in the page is longer than any browser"),
        ("<p " + " ".join(f"a{n}=1" for n in range(50_000)) + ">Here",
         "an element of the page has more than 1,000 attributes"),
        ("<script>x</script><style>p</style><div hidden>no</div>", "there is no text in this page"),
    ],
    ids=["nested", "long", "attributes", "hidden"],
)  # fmt: skip
def test_a_page_no_browser_writes_is_refused(tmp_path: Path, page: str, answer: str) -> None:
    path = tmp_path / "page.html"
    path.write_text(f"<html><body>{page}</body></html>", "utf-8")
    assert answer in why(path)


def test_a_large_picture_within_a_page_is_no_hindrance(tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    picture = "A" * 11_000_000
    path.write_text(
        f'<html><body><img src="data:image/png;base64,{picture}"><p>The road is open.</p>', "utf-8"
    )
    assert read_file(path)[0].text == "The road is open."


def test_what_a_file_is_is_told_at_once_however_its_beginning_is_made(tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    path.write_text("<!-- " + "--> <!-- " * 450 + "x", "utf-8")
    assert kind_of(path) == ""  # trying each way to split the comments would take for ever
    path.write_text("<!-- a - b --><!-- - -- -->\n<html><p>x", "utf-8")
    assert kind_of(path) == "html"


def test_a_word_file_of_too_much_text_is_left_in_the_middle(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(docx, "MOST_LETTERS", 100)
    path = word_file(tmp_path / "a.docx", HEAD + PARAGRAPH * 10 + TAIL)
    assert "the text is longer than" in why(path)


@pytest.mark.parametrize("name", ["a.txt", "a.srt"])
def test_a_text_longer_than_ten_books_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.setattr(encoding, "MOST_LETTERS", 100)
    (tmp_path / name).write_text("The road is open. " * 10, "utf-8")
    assert "the text is longer than" in why(tmp_path / name)


@pytest.mark.parametrize("entity", ['"aaaa"', 'SYSTEM "file:///etc/hostname"'])
def test_a_word_file_with_definitions_is_refused(tmp_path: Path, entity: str) -> None:
    document = f"<!DOCTYPE x [<!ENTITY e {entity}>]>{HEAD}{PARAGRAPH.replace('open', '&e;')}{TAIL}"
    assert "definitions that no word processor writes" in why(
        word_file(tmp_path / "a.docx", document)
    )


def test_a_zip_in_a_zip_is_not_opened(tmp_path: Path) -> None:
    word_file(tmp_path / "a.docx", HEAD + PARAGRAPH + TAIL)
    with zipfile.ZipFile(tmp_path / "outer.docx", "w") as archive:
        archive.write(tmp_path / "a.docx", "a.docx")
    assert why(tmp_path / "outer.docx") == "this is a zip archive, which is not read"


@pytest.mark.parametrize(
    "objects",
    [("1 0 R",), ("2 0 R", "1 0 R"), ("<</Type/Catalog/Pages 2 0 R>>", "2 0 R"),
     ("<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[2 0 R 2 0 R]/Count 2>>"),
     ("[" * 5000,)],
)  # fmt: skip
def test_a_pdf_that_leads_round_in_a_circle_is_damaged(
    tmp_path: Path, objects: tuple[str, ...]
) -> None:
    assert "damaged" in why(pdf_file(tmp_path / "a.pdf", *objects))


@pytest.mark.parametrize("value", ["[" * 100_000, "{a: " * 5000, "&a [x, x]\nid: *a"])
def test_front_matter_that_nests_or_explodes_is_refused(tmp_path: Path, value: str) -> None:
    path = tmp_path / "a.md"
    path.write_text(f"---\ntitle: {value}\n---\nThe road is open.\n", "utf-8")
    assert why(path) in ("this is nested too deeply",
                         "anchors and aliases (&name, *name) are not allowed here")  # fmt: skip


@pytest.mark.parametrize("name", ["a.csv", "a.jsonl", "a.parquet", "a.txt", "a.json"])
def test_a_pipe_is_not_waited_for(tmp_path: Path, name: str) -> None:
    os.mkfifo(tmp_path / name)
    reads = rows_of if name.endswith(tables.SUFFIXES) else read_file
    assert why(tmp_path / name, reads) == "this is no regular file"


def test_a_device_without_end_is_not_read(tmp_path: Path) -> None:
    (tmp_path / "a.csv").symlink_to("/dev/zero")
    assert why(tmp_path / "a.csv", rows_of) == "this is no regular file"


# ------------------------------------------------------------ other than it is called


@pytest.mark.parametrize(
    ("source", "called"),
    [("chat/result.json", "a chat"), ("speech/whisper_en.json", "a transcript"),
     ("subtitles/whisper_en.srt", "subtitles"), ("subtitles/ffmpeg_fr.vtt", "subtitles")],
)  # fmt: skip
def test_a_transcript_or_chat_called_txt_is_read_as_what_it_is(
    tmp_path: Path, source: str, called: str
) -> None:
    path = tmp_path / "note.txt"
    shutil.copy(DATA / source, path)
    expected, found = read_file(DATA / source), read_file(path)
    assert [d.text for d in found] == [d.text for d in expected]
    assert [d.times for d in found] == [d.times for d in expected]
    assert found[0].notes[0] == f"this is {called}, though its name says otherwise"


def test_json_that_is_no_text_of_anybody_stays_a_text(tmp_path: Path) -> None:
    path = tmp_path / "note.txt"
    path.write_text('{"kind": "example"} is how they write it.', "utf-8")
    assert read_file(path)[0].text == '{"kind": "example"} is how they write it.'


@pytest.mark.parametrize(
    ("source", "name", "called"),
    [("docx/libreoffice-en.docx", "rows.csv", "a Word file"),
     ("pdf/chromium-en.pdf", "rows.jsonl", "a PDF file"),
     ("html/chromium-en.html", "rows.tsv", "a web page")],
)  # fmt: skip
def test_a_document_called_a_table_is_told_what_it_is(
    tmp_path: Path, source: str, name: str, called: str
) -> None:
    shutil.copy(DATA / source, tmp_path / name)
    assert why(tmp_path / name, rows_of) == f"this is {called}, though its name says otherwise"


@pytest.mark.parametrize(
    ("content", "answer"),
    [
        (b"\xff\xfet\x00e\x00x", "the file begins as UTF-16 but is not"),
        (b"[" * 100_000, "this is nested too deeply"),
        (b"text,group\n", "not valid JSON"),
        (b'{"segments": [{"start": ' + b"9" * 5000 + b"}]}", "thousands of digits"),
        (b'{"a": 1}', "of no kind that is read"),
    ],
)
def test_json_is_told_what_is_wrong_with_it(tmp_path: Path, content: bytes, answer: str) -> None:
    (tmp_path / "a.json").write_bytes(content)
    assert answer in why(tmp_path / "a.json")


def test_what_is_read_is_listed_with_the_tables(tmp_path: Path) -> None:
    (tmp_path / "a.xyz").write_text("The road is open.", "utf-8")
    with pytest.raises(StatementError, match=r"\.docx.*\.csv.*\.parquet"):
        read_file(tmp_path / "a.xyz")


@pytest.mark.parametrize("hours", ["9999", "9" * 400])
def test_hours_no_recording_lasts_are_no_time(tmp_path: Path, hours: str) -> None:
    path = tmp_path / "a.vtt"
    path.write_text(f"WEBVTT\n\n{hours}:00:00.000 --> {hours}:00:01.000\nThe road.\n", "utf-8")
    assert "is not a time" in why(path)


# ------------------------------------------------------------ tables


@pytest.mark.parametrize(
    ("name", "content", "answer"),
    [
        ("a.csv", b"", "there are no rows in this table"),
        ("a.csv", b"\xef\xbb\xbf", "there are no rows in this table"),
        ("a.csv", b"The road is open.,NORTH,2020\n", "there are no rows in this table"),
        ("a.jsonl", b" \n \n", "there are no rows in this table"),
        ("a.csv", bytes(5000), "this is not text"),
        ("a.csv", b"text,text\na,b\n", "the column 'text' stands here twice"),
        ("a.jsonl", b'{"text": {"a": 1}}\n', "one value is expected here, not a list or mapping"),
        ("a.jsonl", b'{"text": ' + b"[" * 100_000 + b"\n", "this is nested too deeply"),
        ("a.jsonl", b'{"text": \n', "not valid JSON"),
    ],
)
def test_a_table_that_holds_no_texts_is_refused(
    tmp_path: Path, name: str, content: bytes, answer: str
) -> None:
    (tmp_path / name).write_bytes(content)
    assert answer in why(tmp_path / name, rows_of)


def test_parquet_with_columns_in_columns_or_days_beyond_the_calendar(tmp_path: Path) -> None:
    import pyarrow as pa

    nested = parquet_file(tmp_path / "nested.parquet", text=[{"a": 1}, {"a": 2}])
    assert "one value is expected" in why(nested, rows_of)
    late = parquet_file(
        tmp_path / "late.parquet", text=["They met."], date=pa.array([10**15], pa.timestamp("s"))
    )
    assert "beyond what can be read" in why(late, lambda p: list(read_rows(p)))


@pytest.mark.parametrize("name", ["a.csv", "a.jsonl"])
def test_a_line_without_end_is_not_read_to_its_end(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.setattr(fields, "LONGEST_LINE", 1000)
    (tmp_path / name).write_text("text\n" if name == "a.csv" else '{"text": "a"}\n', "utf-8")
    with (tmp_path / name).open("a", encoding="utf-8") as file:
        file.write("word " * 1000)
    with pytest.raises(StatementError, match=":2: this line is longer than 1,000 characters"):
        list(read_rows(tmp_path / name))


def test_of_a_long_table_the_bad_rows_are_named_and_the_rest_is_there(tmp_path: Path) -> None:
    path = tmp_path / "rows.csv"
    bad = {7: "one,two,three\n", 5_000: " ,2020\n", 9_999: '"a" b,2020\n'}
    with path.open("w", encoding="utf-8") as file:
        file.write("text,date\n")
        for line in range(2, 10_002):
            file.write(bad.get(line, f"The road number {line} is open.,2020\n"))
    told: list[InputError] = []
    found = list(iter_documents(path, {**TEXT, "date": "date"}, on_error=told.append))
    assert [problem.line for problem in told] == [7, 5_000, 9_999]
    assert len(found) == 10_000 - 3
    assert found[-1].text == "The road number 10001 is open."


# ------------------------------------------------------------ what is written


@pytest.mark.parametrize("sign", ["\ud83d", "\x00", "\x1b"])
def test_signs_that_are_no_text_are_replaced_in_their_place_and_told(sign: str) -> None:
    from rhetoric.sources.document import Document

    document = Document(f"The {sign}road is open.", title=f"The {sign}road", date="2020-05")
    given = {"group": "NORTH", "language": "eng"}
    statement, notes = draft_statement(document, given, Path("a.jsonl"), default_title="")
    assert statement.body == "The \ufffdroad is open."
    assert statement.title == "The \ufffdroad"
    assert notes == ("1 damaged character stands as \ufffd",)


def _bad_files(folder: Path) -> Iterator[Path]:
    contents: dict[str, bytes] = {
        "empty.txt": b"", "blank.txt": b" \n", "binary.txt": bytes(range(256)) * 9,
        "climbs.md": b"---\nid: ../../x\n---\nThe road.\n",
        "root.md": b"---\nid: /etc/x\n---\nThe road.\n",
        "nul.md": b'---\nid: "a\\0b"\n---\nThe road.\n',
        "device.md": b"---\nid: con\n---\nThe road.\n",
        "dotted.md": b"---\nid: aux.txt\n---\nThe road.\n",
        "long.md": b"---\nid: " + b"a" * 300 + b"\n---\nThe road.\n",
        "open.md": b"---\ntitle: The road\nThe road.\n",
        "cut.docx": (DATA / "docx" / "libreoffice-en.docx").read_bytes()[:3000],
        "cut.pdf": (DATA / "pdf" / "chromium-en.pdf").read_bytes()[:3000],
        "cut.json": (DATA / "speech" / "whisper_en.json").read_bytes()[:500],
        "locked.pdf": (DATA / "pdf" / "password.pdf").read_bytes(),
        "last.jsonl": json.dumps({"text": "They met."}).encode() + b"\n{",
        "last.csv": b"text,date\nThey met.,2020\na,b,c\n",
    }  # fmt: skip
    for name, content in contents.items():
        path = folder / name
        path.write_bytes(content)
        yield path


def _whole(folder: Path) -> dict[str, str]:
    return {
        str(path): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*")) if path.is_file()
    }  # fmt: skip


def test_a_bad_file_leaves_the_corpus_byte_for_byte_as_it_was(
    small_project: Project, tmp_path: Path
) -> None:
    good = tmp_path / "good.txt"
    good.write_text("The road is open.", "utf-8")
    before = _whole(small_project.texts)
    given = {"group": "NORTH", "date": "2020-05", "language": "en"}
    for path in _bad_files(tmp_path):
        with pytest.raises(InputError) as caught:
            add_statements(small_project, [good, path], given)
        assert caught.value.path == path, "the file is named"
        assert _whole(small_project.texts) == before


def test_the_limits_are_those_that_are_documented() -> None:
    assert files.MOST_BYTES == 64 * 2**20
    assert files.MOST_LETTERS == 10_000_000
