# ruff: noqa: E501
"""Web pages: the article, its date and address; nothing in a page is run or reached for."""

from __future__ import annotations

from pathlib import Path

import pytest

from rhetoric.errors import StatementError
from rhetoric.sources.document import Document
from rhetoric.sources.html import read

DATA = Path(__file__).parent.parent / "data" / "html"
PARAGRAPH = "The road to the valley is open again after the rains, the spokesman says in a letter."


def read_one(tmp_path: Path, page: str | bytes) -> Document:
    path = tmp_path / "page.html"
    path.write_bytes(page.encode() if isinstance(page, str) else page)
    (document,) = read(path)
    return document


def test_a_page_says_what_it_is() -> None:
    (document,) = read(DATA / "chromium-en.html")
    assert (document.title, document.date) == ("Statement on the valley road", "2020-05-01")
    assert document.language == "en"
    assert document.meta["url"] == "https://example.org/en/road"
    assert document.meta["byline"] == "A. Writer"
    assert document.author == "", "who writes a page need not be who speaks in it"
    assert "menus and other parts of the page were left out" in document.notes[0]


@pytest.mark.parametrize("language", ["en", "fr", "ar"])
def test_menus_side_bars_and_banners_are_no_text(language: str) -> None:
    (document,) = read(DATA / f"chromium-{language}.html")
    for word in ("Sport", "cookies", "©", "Contact", "رياضة", "ملفات", "À lire aussi"):
        assert word not in document.text
    assert len(document.text.split("\n\n")) == 5


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        (f"<p>{PARAGRAPH}</p>", PARAGRAPH),
        (f"<p>One <b>word</b>,\n   two<br>lines.</p><p>{PARAGRAPH}</p>", f"One word, two\nlines.\n\n{PARAGRAPH}"),
        (f"<ul><li>a</li><li>b</li></ul><p>{PARAGRAPH}</p>", f"a\nb\n\n{PARAGRAPH}"),
        (f"<table><tr><td>a<td>b<tr><td>c<td>d</table><p>{PARAGRAPH}</p>", f"a\tb\nc\td\n\n{PARAGRAPH}"),
        (f"{PARAGRAPH}<br><br>{PARAGRAPH}", f"{PARAGRAPH}\n\n{PARAGRAPH}"),
        ("<p>&amp; &eacute; &#1576; &lt;b&gt;</p>", "& é ب <b>"),
        (f"<p>{PARAGRAPH}<sup>1</sup></p><p hidden>{PARAGRAPH} x</p>", f"{PARAGRAPH}1"),
        ("<p>short</p>", "short"),
        (f"<p>{PARAGRAPH}<!-- note --></p>", PARAGRAPH),
        (f"<form><p>{PARAGRAPH}</p></form>", PARAGRAPH),
        (f"<div class=hidden><p>{PARAGRAPH}</p></div>", PARAGRAPH),
    ],
)  # fmt: skip
def test_text_as_a_browser_shows_it(markup: str, text: str, tmp_path: Path) -> None:
    assert read_one(tmp_path, f"<html><body>{markup}</body></html>").text == text


@pytest.mark.parametrize(
    "hostile",
    [
        "<script>document.write('evil')</script>",
        "<style>p:after{content:'evil'}</style>",
        "<iframe srcdoc='<p>evil</p>'></iframe>",
        "<svg onload=alert(1)><text>evil</text></svg>",
        "<noscript><p>evil</p></noscript>",
        "<template><p>evil</p></template>",
        "<object data='file:///etc/passwd'>evil</object>",
        "<img src=http://evil.example/x.png onerror=evil()>",
        "<link rel=stylesheet href=http://evil.example/x.css>",
        "<p style='display: none'>evil</p>",
        "<p aria-hidden=true>evil</p>",
        "<!-- evil --><![CDATA[",
        "<base href=http://evil.example/><meta http-equiv=refresh content='0;url=http://evil'>",
    ],
)
def test_hostile_markup_leaves_no_trace(hostile: str, tmp_path: Path) -> None:
    page = f"<html><body>{hostile}<p>{PARAGRAPH}</p>{hostile}</body></html>"
    if "CDATA" in hostile:
        page = f"<html><body><p>{PARAGRAPH}</p>{hostile}</body></html>"
    assert "evil" not in read_one(tmp_path, page).text
    assert PARAGRAPH in read_one(tmp_path, page).text


def test_entities_reach_no_files(tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("evil")
    page = (
        f'<!DOCTYPE html [<!ENTITY x SYSTEM "file://{secret}"><!ENTITY a "evil">]>'
        f"<html><body><p>&x; &a; {PARAGRAPH}</p></body></html>"
    )
    text = read_one(tmp_path, page).text
    assert PARAGRAPH in text
    assert "evil" not in text.replace("<!ENTITY", "")


@pytest.mark.parametrize(
    "page",
    ["<div>" * 100_000, "<b>" * 100_000 + "x", "<table><tr><td>" * 50_000, "<a " * 100_000,
     "<!--" * 100_000, "<p " + "a=1 " * 100_000 + ">", "<html><body></body></html>"],
)  # fmt: skip
def test_pages_made_to_do_harm_or_without_text_are_refused(page: str, tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    path.write_text(page)
    with pytest.raises(StatementError) as caught:
        read(path)
    assert caught.value.path == path
    assert caught.value.remedy


@pytest.mark.parametrize(
    ("head", "date"),
    [
        ('<meta name="date" content="May 1, 2020">', "May 1, 2020"),
        ('<meta name="DC.date.issued" content="2020-05">', "2020-05"),
        ('<meta property="article:published_time" content="2020-05-01T23:00:00Z">', "2020-05-01"),
        ('<script type="application/ld+json">{"@graph":[{"datePublished":"2020-05-01"}]}</script>',
         "2020-05-01"),
        ('<script type="application/ld+json">{broken</script>', ""),
        ("", ""),
    ],
)  # fmt: skip
def test_dates_are_found_where_pages_keep_them(head: str, date: str, tmp_path: Path) -> None:
    page = f"<html><head>{head}</head><body><p>{PARAGRAPH}</p></body></html>"
    assert read_one(tmp_path, page).date == date


def test_a_time_element_will_do(tmp_path: Path) -> None:
    page = f"<html><body><time datetime=2020-05-01>1 May</time><p>{PARAGRAPH}</p></body></html>"
    assert read_one(tmp_path, page).date == "2020-05-01"


def test_the_declared_encoding_is_used(tmp_path: Path) -> None:
    page = f"<html><head><meta charset=windows-1251></head><body><p>Дорога открыта {PARAGRAPH}</p>"
    document = read_one(tmp_path, page.encode("cp1251"))
    assert document.text.startswith("Дорога открыта")
    assert "the page has no end: it may be cut short" in document.notes


def test_the_address_a_browser_writes_into_a_saved_page_is_kept(tmp_path: Path) -> None:
    page = (
        "<!DOCTYPE html>\n<!-- saved from url=(0024)https://example.org/road -->\n"
        f"<html><body><p>{PARAGRAPH}</p></body></html>"
    )
    assert read_one(tmp_path, page).meta["url"] == "https://example.org/road"
