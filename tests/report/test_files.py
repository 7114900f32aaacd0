"""What is written: safe, whole, offline, the same every time."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from html import unescape
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pandas as pd
import pytest

from rhetoric.corpus import Corpus
from rhetoric.errors import UnknownNameError
from rhetoric.lexicon import Lexicon
from rhetoric.report import write_report

MANIFEST = {"encoder": {"name": "none"}, "texts": {"a1": "00"}, "command": "rhetoric report"}


class Page(HTMLParser):
    """Ids, links, tags and attributes of a page; fails on tags that do not nest."""

    void = frozenset(("meta", "input", "br", "link", "img", "hr"))

    def __init__(self, text: str) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.links: list[str] = []
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.feed(text)
        assert not self.open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        self.elements.append((tag, found))
        if found.get("id"):
            self.ids.append(str(found["id"]))
        if found.get("href"):
            self.links.append(str(found["href"]))
        if tag not in self.void:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in self.void:
            self.open.pop()

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag, (tag, self.getpos())


@pytest.fixture
def written(corpus: Corpus, lexicon: Lexicon, frames: pd.DataFrame, tmp_path: Path) -> Path:
    write_report(corpus, lexicon, frames, tmp_path / "r", title="A <b> & B", manifest=MANIFEST)
    return tmp_path / "r"


@pytest.fixture
def html(written: Path) -> str:
    return (written / "index.html").read_text(encoding="utf-8")


def test_all_files_are_written_and_nothing_else(written: Path) -> None:
    names = {p.name for p in written.iterdir()}
    assert names == {
        "index.html", "report.md", "frames.csv", "manifest.json", "timeline.svg", "exchange.svg",
        "rates.csv", "contrasts.csv", "years.csv", "answers.csv", "lags.csv", "words.csv",
        "rates.svg", "answers.svg", "changes.csv", "hostility.csv", "directions.csv",
        "hostility.svg",
    }  # fmt: skip


def test_two_runs_give_the_same_bytes(
    corpus: Corpus, lexicon: Lexicon, frames: pd.DataFrame, tmp_path: Path, written: Path
) -> None:
    shuffled = frames.sample(frac=1.0, random_state=3)
    for table in (frames, shuffled):
        again = tmp_path / "again"
        write_report(corpus, lexicon, table, again, title="A <b> & B", manifest=MANIFEST)
        for name in ("index.html", "report.md", "timeline.svg", "rates.svg", "answers.csv"):
            assert (again / name).read_bytes() == (written / name).read_bytes()


def test_links_lead_somewhere_and_ids_are_unique(html: str) -> None:
    page = Page(html)
    assert len(page.ids) == len(set(page.ids))
    assert all(link.startswith("#") for link in page.links)
    assert {link[1:] for link in page.links} <= set(page.ids)


def test_every_use_is_quoted_with_its_evidence(html: str, frames: pd.DataFrame) -> None:
    for evidence in frames["evidence"]:
        assert f"<mark>{evidence}</mark>" in html
    uses = {f"u{n}" for n in range(1, len(frames) + 1)}
    assert uses <= set(Page(html).ids)


def test_what_comes_from_a_text_is_escaped(html: str) -> None:
    assert "A &lt;b&gt; &amp; B" in html
    assert "<b>the</b>" not in html
    assert "<i>of</i>" not in html
    assert "A &lt;split&gt; &amp; more" in html


def test_arabic_is_set_right_to_left(html: str) -> None:
    quotes = [a for tag, a in Page(html).elements if tag == "blockquote"]
    assert {"lang": "ar", "dir": "rtl"} in quotes
    assert {"lang": "en", "dir": "ltr"} in quotes


def test_the_policy_allows_this_style_and_script_alone(html: str) -> None:
    policy = str(next(a["content"] for tag, a in Page(html).elements
                      if a.get("http-equiv") == "Content-Security-Policy"))  # fmt: skip
    policy = policy.replace("&#39;", "'")
    for kind in ("style", "script"):
        (inside,) = re.findall(rf"<{kind}>(.*?)</{kind}>", html, re.DOTALL)
        digest = base64.b64encode(hashlib.sha256(inside.encode()).digest()).decode()
        assert f"{kind}-src 'sha256-{digest}'" in policy
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy


def test_nothing_is_asked_of_the_network(html: str) -> None:
    assert not re.findall(r"https?://(?!www\.w3\.org/2000/svg)", html)
    elements = Page(html).elements
    assert not any("style" in a or "src" in a for _, a in elements)
    assert not any(key.startswith("on") for _, a in elements for key in a)
    assert len(html.encode()) < 3_000_000


def test_charts_have_a_text_alternative_and_stand_alone(written: Path) -> None:
    for name in ("timeline.svg", "exchange.svg"):
        root = ElementTree.parse(written / name).getroot()
        space = "{http://www.w3.org/2000/svg}"
        assert root.get("role") == "img"
        assert root.find(f"{space}title") is not None
        assert root.find(f"{space}desc") is not None
        assert root.find(f"{space}style") is not None


def test_the_unconfirmed_is_marked(html: str) -> None:
    assert 'class="doubt"' in html
    assert "unconfirmed" in html


def test_a_quotation_is_no_longer_than_the_cap(
    corpus: Corpus, lexicon: Lexicon, frames: pd.DataFrame, tmp_path: Path
) -> None:
    write_report(corpus, lexicon, frames, tmp_path, title="T", manifest={}, quotation_cap=30)
    page = (tmp_path / "index.html").read_text(encoding="utf-8")
    for quote in re.findall(r"<blockquote[^>]*><p>(.*?)</p>", page):
        assert len(unescape(re.sub("<[^>]+>", "", quote))) <= 30 + 4  # and the dots


def test_the_manifest_keeps_what_was_given_and_hashes_what_was_written(written: Path) -> None:
    kept: dict[str, Any] = json.loads((written / "manifest.json").read_text(encoding="utf-8"))
    assert kept["encoder"] == {"name": "none"}
    for name, digest in kept["report"]["files"].items():
        assert hashlib.sha256((written / name).read_bytes()).hexdigest() == digest


def test_the_choices_behind_each_comparison_are_recorded(written: Path) -> None:
    made = json.loads((written / "manifest.json").read_text(encoding="utf-8"))["report"]
    assert made["compare"]["sides"]["by"] == "camp"
    assert made["compare"]["sides"]["functions"] == ["asserts"]
    assert made["compare"]["years"]["period"] == "year"
    assert made["exchange"]["answers"]["within"] == 365


def test_the_ledger_is_written_as_it_is(written: Path, frames: pd.DataFrame) -> None:
    again = pd.read_csv(written / "frames.csv", keep_default_na=False)
    assert list(again.columns) == list(frames.columns)
    assert list(again["evidence"]) == list(frames["evidence"])


def test_markdown_tells_the_same_story(written: Path, html: str) -> None:
    text = (written / "report.md").read_text(encoding="utf-8")
    heads = re.findall(r"^## (.+)$", text, re.MULTILINE)
    positions = [html.index(f">{h}</h2>") for h in heads]
    assert len(heads) == 13
    assert positions == sorted(positions)
    assert 'dir="rtl"' in text
    assert "timeline.svg" in text
    assert r"A \<b\> & B" in text


def test_an_empty_ledger_still_makes_a_report(
    corpus: Corpus, lexicon: Lexicon, frames: pd.DataFrame, tmp_path: Path
) -> None:
    write_report(corpus, lexicon, frames.iloc[:0], tmp_path, title="T", manifest={})
    assert "no theme of the lexicon was found" in (tmp_path / "index.html").read_text("utf-8")


def test_an_empty_corpus_still_makes_a_report(
    lexicon: Lexicon, frames: pd.DataFrame, tmp_path: Path
) -> None:
    write_report(Corpus(()), lexicon, frames.iloc[:0], tmp_path, title="T", manifest={})
    assert "No statements." in (tmp_path / "index.html").read_text("utf-8")


def test_a_ledger_of_another_corpus_is_refused(
    lexicon: Lexicon, frames: pd.DataFrame, tmp_path: Path
) -> None:
    with pytest.raises(UnknownNameError):
        write_report(Corpus(()), lexicon, frames, tmp_path / "r", title="T", manifest={})
    assert not (tmp_path / "r").exists()
