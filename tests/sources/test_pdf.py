"""PDF files: read as they are seen, in both directions, without what repeats on each page."""

from __future__ import annotations

import zlib
from pathlib import Path

import pytest

from rhetoric.errors import StatementError
from rhetoric.sources import pdf_glyphs
from rhetoric.sources.pdf import read

DATA = Path(__file__).parent.parent / "data" / "pdf"


def notes_of(name: str) -> str:
    (document,) = read(DATA / name)
    return "\n".join(document.notes)


def test_headers_and_page_numbers_are_left_out_and_told() -> None:
    notes = notes_of("libreoffice-en.pdf")
    assert "left out what stands on 3 pages: “Northern Front bulletin no. #”" in notes
    assert "left out what stands on 3 pages: “Page #”" in notes
    assert "“نشرة جبهة الشمال العدد #”" in notes_of("libreoffice-ar.pdf")


def test_words_parted_by_a_hyphen_are_whole_again_and_a_sentence_runs_over_pages() -> None:
    (document,) = read(DATA / "libreoffice-en.pdf")
    assert "the administrative arrangements, the responsibilities of neighbouring" in document.text
    assert "an efficient office for complaints" in document.text
    assert "7 words parted at the end of a line were put together" in document.notes


def test_footnotes_stand_at_the_end() -> None:
    (document,) = read(DATA / "libreoffice-fr.pdf")
    assert document.text.endswith("Une note sur le calendrier.")
    assert "provisoire.¹" in document.text


@pytest.mark.parametrize("name", ["chromium-columns-en.pdf", "chromium-columns-ar.pdf"])
def test_columns_are_read_one_after_the_other(name: str) -> None:
    (document,) = read(DATA / name)
    assert len(document.text.split("\n\n")) == 5


@pytest.mark.parametrize("name", ["libreoffice-ar.pdf", "chromium-ar.pdf"])
def test_arabic_is_read_from_the_right_numbers_and_latin_words_are_not(name: str) -> None:
    (document,) = read(DATA / name)
    for words in (
        "من 1 مايو 2020، ولا",
        "(انظر الملحق رقم 12)",
        "منظمة UNDP ذلك",
        "«التقينا",
        "الأمطار",
    ):
        assert words in document.text
    assert not any("\ufb50" <= char <= "\ufefc" for char in document.text), "no presentation forms"


def test_the_date_of_the_file_is_not_the_date_of_the_statement() -> None:
    (document,) = read(DATA / "libreoffice-en.pdf")
    assert (document.date, document.author) == ("", "")
    assert document.meta["pages"] == "3"
    assert document.meta["created"]


def problem_of(path: Path) -> str:
    with pytest.raises(StatementError) as caught:
        read(path)
    assert caught.value.path == path
    assert caught.value.remedy
    return caught.value.problem


def test_a_password_is_told() -> None:
    assert problem_of(DATA / "password.pdf") == "the PDF is protected by a password"


@pytest.mark.parametrize("share", [0.02, 0.3, 0.7, 0.95])
def test_a_truncated_file_is_refused(share: float, tmp_path: Path) -> None:
    whole = (DATA / "libreoffice-en.pdf").read_bytes()
    path = tmp_path / "cut.pdf"
    path.write_bytes(whole[: int(len(whole) * share)])
    assert "cut short" in problem_of(path)


def test_a_file_that_only_looks_like_one_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(b"%PDF-1.7\n" + b"\x00rubbish" * 100 + b"\nstartxref\n99\n%%EOF\n")
    assert "damaged" in problem_of(path)


def small_pdf(path: Path, content: bytes, *, filters: str = "") -> Path:
    """A PDF of one page with this content stream."""
    stream = b"<</Length %d %s>>stream\n%s\nendstream" % (len(content), filters.encode(), content)
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R"
        b"/Resources<</Font<</F 5 0 R>>>>>>",
        stream,
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    ]
    out, places = bytearray(b"%PDF-1.4\n"), []
    for number, data in enumerate(objects, start=1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, data)
    start = len(out)
    out += b"xref\n0 6\n0000000000 65535 f \n" + b"".join(b"%010d 00000 n \n" % x for x in places)
    out += b"trailer\n<</Size 6/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % start
    path.write_bytes(out)
    return path


def test_a_page_without_letters_is_a_picture(tmp_path: Path) -> None:
    assert "only pictures (1 page)" in problem_of(small_pdf(tmp_path / "a.pdf", b"0 0 9 9 re f"))


@pytest.mark.parametrize("times", [1, 2])
def test_a_bomb_does_not_go_off(
    times: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pdf_glyphs, "MOST_UNPACKED", 1 << 20)
    content = b" " * (8 << 20)
    for _ in range(times):
        content = zlib.compress(content, 9)
    path = small_pdf(tmp_path / "a.pdf", content, filters=f"/Filter[{'/FlateDecode' * times}]")
    assert "unpacks to more than 1 MB" in problem_of(path)
    (document,) = read(DATA / "libreoffice-en.pdf")
    assert document.text, "and nothing is left behind"


def test_more_letters_than_any_text_has_are_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pdf_glyphs, "MOST_GLYPHS", 100)
    content = b"BT /F 12 Tf 9 700 Td (%s) Tj ET" % (b"x" * 200)
    assert "100 letters" in problem_of(small_pdf(tmp_path / "a.pdf", content))


def test_superscripts_sideways_letters_and_bold_by_overprinting(tmp_path: Path) -> None:
    content = (
        b"BT /F 12 Tf 1 0 0 1 50 700 Tm (The road) Tj /F 7 Tf 1 0 0 1 98 705 Tm (2) Tj"
        b" /F 12 Tf 1 0 0 1 50 700 Tm (The road) Tj 0 1 -1 0 300 300 Tm (DRAFT) Tj ET"
    )
    (document,) = read(small_pdf(tmp_path / "a.pdf", content))
    assert document.text == "The road²"
    assert "5 letters written sideways were left out" in document.notes
