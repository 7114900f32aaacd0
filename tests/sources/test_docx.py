# ruff: noqa: E501
"""Word files: what is seen is read, what is deleted or hidden is not, bombs do not go off."""

from __future__ import annotations

import zipfile
from pathlib import Path
from xml.sax.saxutils import escape

import pytest

from rhetoric.errors import StatementError
from rhetoric.sources import packed
from rhetoric.sources.document import Document
from rhetoric.sources.docx import read

DATA = Path(__file__).parent.parent / "data" / "docx"
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
MC = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'


def word_file(path: Path, body: str, **parts: str) -> Path:
    """A Word file with this between its body's tags; further parts by name without '.xml'."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(
            "word/document.xml", f"<w:document {W} {MC}><w:body>{body}</w:body></w:document>"
        )
        for name, content in parts.items():
            archive.writestr(f"word/{name}.xml", content)
    return path


def p(*runs: str, style: str = "") -> str:
    marks = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f"<w:p>{marks}{''.join(runs)}</w:p>"


def r(text: str, marks: str = "") -> str:
    return f'<w:r><w:rPr>{marks}</w:rPr><w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def read_one(path: Path) -> Document:
    (document,) = read(path)
    return document


@pytest.mark.parametrize(
    ("body", "text"),
    [
        (p(r("One "), r("two.")) + p(r("Three.")), "One two.\n\nThree."),
        (p(r("a"), "<w:r><w:tab/><w:t>b</w:t><w:br/><w:t>c</w:t></w:r>"), "a\tb\nc"),
        (p(r("al"), "<w:r><w:noBreakHyphen/></w:r>", r("Qaida")), "al\u2011Qaida"),
        ("<w:p><w:pPr><w:tabs><w:tab/></w:tabs></w:pPr>" + r("no tab") + "</w:p>", "no tab"),
        (p(r("It is "), f"<w:ins>{r('open')}</w:ins>", "<w:del><w:r><w:delText>closed"
           "</w:delText></w:r></w:del>", r(".")), "It is open."),
        (p(r("Seen"), r("secret", "<w:vanish/>")), "Seen"),
        (p(r("Seen"), r(" too", '<w:vanish w:val="0"/>')), "Seen too"),
        (p(r("a"), "<w:r><w:instrText>PAGE</w:instrText></w:r>"), "a"),
        ("<w:p/><w:p/>" + p(r("x")), "x"),
        ("<w:sdt><w:sdtContent>" + p(r("in a control")) + "</w:sdtContent></w:sdt>", "in a control"),
        (p(r("a"), "<mc:AlternateContent><mc:Choice><w:txbxContent>" + p(r("box"))
           + "</w:txbxContent></mc:Choice><mc:Fallback>" + p(r("box")) + "</mc:Fallback>"
           "</mc:AlternateContent>"), "box\n\na"),
        (p(r("‫بيان")), "‫بيان"),
    ],
)  # fmt: skip
def test_text_as_it_is_seen(body: str, text: str, tmp_path: Path) -> None:
    assert read_one(word_file(tmp_path / "a.docx", body)).text == text


def test_what_is_left_out_is_told(tmp_path: Path) -> None:
    body = p(
        r("Seen"), r("hid", "<w:vanish/>"), "<w:del><w:r><w:delText>gone</w:delText></w:r></w:del>"
    )
    assert read_one(word_file(tmp_path / "a.docx", body)).notes == (
        "hidden text was left out (3 characters)",
        "text marked as deleted was left out (4 characters)",
    )


def cell(*paragraphs: str) -> str:
    return "<w:tc>" + "".join(p(r(x)) for x in paragraphs) + "</w:tc>"


def test_the_cells_of_a_row_stand_on_one_line(tmp_path: Path) -> None:
    rows = f"<w:tbl><w:tr>{cell('a')}{cell('b')}</w:tr><w:tr>{cell('c')}{cell()}</w:tr></w:tbl>"
    assert read_one(word_file(tmp_path / "a.docx", rows)).text == "a\tb\n\nc"


def test_a_table_that_only_arranges_paragraphs_is_no_table(tmp_path: Path) -> None:
    long = "A sentence that is rather long. " * 6
    rows = f"<w:tbl><w:tr>{cell(long, long)}{cell('side')}</w:tr></w:tbl>"
    text = read_one(word_file(tmp_path / "a.docx", rows)).text
    assert text == f"{long.strip()}\n\n{long.strip()}\n\nside"


def test_notes_stand_at_the_end_under_their_numbers() -> None:
    text = read_one(DATA / "libreoffice-en.docx").text
    assert "unavoidable.[1]" in text
    assert text.endswith("[1] A footnote on the calendar.")


@pytest.mark.parametrize("name", ["Title", "Titre", "العنوان"])
def test_the_title_is_known_by_its_style_whatever_the_language_of_word(
    name: str, tmp_path: Path
) -> None:
    styles = (
        f'<w:styles {W}><w:style w:styleId="{name}"><w:name w:val="Title"/></w:style></w:styles>'
    )
    body = p(r("Preface")) + p(r("The road"), style=name)
    assert read_one(word_file(tmp_path / "a.docx", body, styles=styles)).title == "The road"


def test_who_made_the_file_is_no_speaker() -> None:
    document = read_one(DATA / "libreoffice-fr.docx")
    assert document.author == ""
    assert document.meta["creator"] == "Northern Front"
    assert document.date == ""


def problem_of(path: Path) -> str:
    with pytest.raises(StatementError) as caught:
        read(path)
    assert caught.value.path == path
    assert caught.value.remedy
    return caught.value.problem


def test_a_file_without_text_is_refused(tmp_path: Path) -> None:
    assert "no text" in problem_of(word_file(tmp_path / "a.docx", "<w:p/>"))


@pytest.mark.parametrize("share", [0.1, 0.5, 0.9, 0.99])
def test_a_truncated_file_is_refused(share: float, tmp_path: Path) -> None:
    whole = (DATA / "libreoffice-en.docx").read_bytes()
    path = tmp_path / "cut.docx"
    path.write_bytes(whole[: int(len(whole) * share)])
    assert "damaged or cut short" in problem_of(path)


def test_a_file_that_is_damaged_within_is_refused(tmp_path: Path) -> None:
    data = bytearray((DATA / "libreoffice-en.docx").read_bytes())
    with zipfile.ZipFile(DATA / "libreoffice-en.docx") as archive:
        at = archive.getinfo("word/document.xml").header_offset + 80
    data[at : at + 40] = bytes(40)
    path = tmp_path / "bad.docx"
    path.write_bytes(data)
    assert "damaged" in problem_of(path)
    assert "breaks off" in problem_of(word_file(tmp_path / "b.docx", "<w:p>"))


def test_a_bomb_is_refused_before_it_is_unpacked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(packed, "MOST_UNPACKED", 1 << 20)
    bomb = word_file(tmp_path / "bomb.docx", p(r("x" * (4 << 20))))
    assert bomb.stat().st_size < 10_000
    assert "unpacks to more than 1 MB" in problem_of(bomb)


def test_definitions_that_explode_or_reach_out_are_refused(tmp_path: Path) -> None:
    for definition in (
        '<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">',
        '<!ENTITY a SYSTEM "/etc/passwd">',
    ):
        path = tmp_path / "a.docx"
        with zipfile.ZipFile(path, "w") as archive:
            archive.writestr(
                "word/document.xml",
                f"<!DOCTYPE d [{definition}]><w:document {W}><w:p><w:r><w:t>&a;</w:t></w:r></w:p>"
                "</w:document>",
            )
        assert "may do harm" in problem_of(path)


def test_paths_that_climb_out_lead_nowhere(tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("../../evil.txt", "x")
        archive.writestr(
            "_rels/.rels", '<R><R Type="x/officeDocument" Target="../../../etc/passwd"/></R>'
        )
    assert "its text is missing" in problem_of(path)
    assert list(tmp_path.iterdir()) == [path]


def test_a_part_with_a_password_is_refused(tmp_path: Path) -> None:
    path = word_file(tmp_path / "a.docx", p(r("x")))
    data = bytearray(path.read_bytes())
    for mark, flag in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(mark) + flag] |= 1
    path.write_bytes(data)
    assert "protected by a password" in problem_of(path)


def test_deep_nesting_is_no_danger(tmp_path: Path) -> None:
    body = "<w:p>" * 20_000 + r("deep") + "</w:p>" * 20_000
    assert read_one(word_file(tmp_path / "a.docx", body)).text == "deep"
