"""A copy of another statement counts once, with its original, and says so."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from rhetoric.corpus import Corpus
from rhetoric.lexicon import Lexicon
from rhetoric.report import write_report

#: Copy → (field, original): a6 says again what a5 does, b5 what b4 does.
LINKS = {"a6": {"reprint_of": "a5"}, "b5": {"excerpt_of": "b4"}, "b6": {"translation_of": "b5"}}
Make = Callable[..., Path]


@pytest.fixture
def make(corpus: Corpus, lexicon: Lexicon, frames: pd.DataFrame, tmp_path: Path) -> Make:
    linked = Corpus(tuple(replace(s, **LINKS.get(s.id, {})) for s in corpus.statements))

    def write(folder: str, corpus: Corpus = linked, **options: Any) -> Path:
        kept = frames[frames["statement"].isin([s.id for s in corpus.statements])]
        write_report(corpus, lexicon, kept, tmp_path / folder, title="T", manifest={}, **options)
        return tmp_path / folder

    return write


def test_figures_are_those_of_a_corpus_without_the_copies(make: Make, corpus: Corpus) -> None:
    with_copies = (make("linked") / "report.md").read_text("utf-8")
    less = Corpus(tuple(s for s in corpus.statements if s.id not in LINKS))
    without = (make("less", less) / "report.md").read_text("utf-8")
    begin, end = "## Findings", "## Statement by statement"
    told, alone = (text[text.index(begin) : text.index(end)] for text in (with_copies, without))
    assert told == alone


def test_how_sure_names_the_copies(make: Make) -> None:
    folder = make("linked")
    text = (folder / "report.md").read_text("utf-8")
    assert (
        "- Three copies of other statements are counted with their originals:"
        " “Text b6 \\<i\\>of\\</i\\> SOUTH”, " in text
    )
    assert "Three copies stand beside, not counted again." in text


def test_copies_are_listed_with_links_both_ways(make: Make) -> None:
    html = (make("linked") / "index.html").read_text("utf-8")
    start = html.index('id="s-a6"')
    copy = html[start : html.index("</details>", start)]
    assert '<dt>Reprint of</dt><dd><a href="#s-a5">' in copy
    assert "reprint, counted with its original" in copy
    start = html.index('id="s-b4"')
    original = html[start : html.index("</details>", start)]
    # b6 is a copy of a copy: both lead to the original.
    assert original.index('href="#s-b6"') < original.index("(translation)")
    assert '<a href="#s-b5">' in original
    assert '<dt>Translation of</dt><dd><a href="#s-b4">' in html


def test_the_markdown_says_what_a_copy_is_of(make: Make) -> None:
    lines = (make("linked") / "report.md").read_text("utf-8").splitlines()
    (row,) = [line for line in lines if "| Text a6" in line]
    assert "*(reprint of Text a5 \\<i\\>of\\</i\\> NORTH, not counted)*" in row


def test_the_ledger_keeps_the_rows_of_copies(make: Make, frames: pd.DataFrame) -> None:
    kept = pd.read_csv(make("linked") / "frames.csv")
    assert list(kept["statement"]) == list(frames["statement"])


def test_each_copy_counts_where_that_is_asked_for(make: Make, corpus: Corpus) -> None:
    each = make("each", count_copies=True)
    plain = make("plain", corpus)
    for name in ("report.md", "index.html"):
        assert (each / name).read_bytes() == (plain / name).read_bytes()
    assert '"count_copies": true' in (each / "manifest.json").read_text("utf-8")
    assert '"count_copies": true' not in (plain / "manifest.json").read_text("utf-8")
