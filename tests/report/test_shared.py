"""What is said twice stands side by side, with what only one text has marked."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest

from rhetoric.corpus import Corpus
from rhetoric.lexicon import Lexicon
from rhetoric.report import shared as module
from rhetoric.report import write_report
from rhetoric.report.compared import compare_sides
from rhetoric.report.record import Record
from rhetoric.report.shared import Shared, share_sides, shortened
from rhetoric.report.strength import ESTABLISHED, SUGGESTIVE
from rhetoric.reuse import Formulae

SAID = " The mayor promised that the {} over the river will be repaired before the autumn rains."
LONG = " word".join(str(n) for n in range(90))


def doubled(corpus: Corpus, **fields: str) -> Corpus:
    """Two statements of two camps share a sentence, but for a word; so does a third."""
    new = {"a2": "bridge", "b3": "ferry", "b4": "ferry"}
    return Corpus.of(
        replace(s, body=s.body + SAID.format(new[s.id]), **fields) if s.id in new else s  # type: ignore[arg-type]
        for s in corpus.statements
    )


def share(record: Record, frames: pd.DataFrame, corpus: Corpus, cap: int = 300) -> Shared:
    found = share_sides(replace(record, corpus=corpus), compare_sides(record, frames), cap=cap)
    assert found is not None
    return found


def test_both_texts_stand_with_what_differs_marked(record: Record, frames: pd.DataFrame) -> None:
    shared = share(record, frames, doubled(record.corpus))
    pair = shared.shown[0]
    assert (pair.first.statement.id, pair.second.statement.id) in {("a2", "b3"), ("a2", "b4")}
    assert [t for t, only in pair.first.pieces if only] == ["bridge"]
    assert [t for t, only in pair.second.pieces if only] == ["ferry"]
    assert "the former is earlier" in pair.text
    assert (pair.first.lang, pair.first.dir) == ("en", "ltr")


def test_a_passage_that_many_share_is_told_once(record: Record, frames: pd.DataFrame) -> None:
    shared = share(record, frames, doubled(record.corpus))
    assert shared.found is not None
    assert len(shared.found) == 2  # within a camp it does not count
    assert len(shared.shown) == 1
    assert shared.shown[0].more == 1
    assert shared.lead.startswith("One passage is shared word for word, or nearly so,")


def test_summaries_are_no_words_of_the_speakers(record: Record, frames: pd.DataFrame) -> None:
    theirs = share(record, frames, doubled(record.corpus, form="transcript")).shown[0]
    assert (theirs.strength, theirs.caution) == (ESTABLISHED, "")
    written = share(record, frames, doubled(record.corpus)).shown[0]
    assert written.strength == SUGGESTIVE
    assert written.caution.startswith("Both texts are summaries")


def test_where_dates_overlap_either_may_be_first(record: Record, frames: pd.DataFrame) -> None:
    date = record.corpus.statement("b4").date
    shared = share(record, frames, doubled(record.corpus, date=date))  # type: ignore[arg-type]
    assert "either may be first" in shared.shown[0].text


def test_the_cap_is_kept_in_the_page_and_in_the_table(record: Record, frames: pd.DataFrame) -> None:
    shared = share(record, frames, doubled(record.corpus), cap=40)
    for pair in shared.shown:
        for text in (pair.first, pair.second):
            assert len("".join(t for t, _ in text.pieces)) <= 40 + len(" … … ")
    assert shared.table is not None
    assert shared.table["first_text"].str.len().max() <= 42


def test_what_is_marked_is_not_cut_away() -> None:
    pieces = [(LONG, False), ("gone", True), (LONG, False)]
    kept = shortened(pieces, 60)
    assert ("gone", True) in kept
    assert sum(len(t) for t, _ in kept) <= 60 + 2 * len(" … ")
    assert kept[0][0].startswith("0 word1")


def test_that_nothing_is_shared_is_said(record: Record, frames: pd.DataFrame) -> None:
    shared = share(record, frames, record.corpus)
    assert not shared.shown
    assert shared.lead.startswith("No ten words in the same order are shared")
    assert "Translations and paraphrases were not looked for" in shared.lead


def test_set_phrases_do_not_count(record: Record, frames: pd.DataFrame) -> None:
    phrases = [(SAID.format(thing).strip(" ."), "en") for thing in ("bridge", "ferry")]
    found = share_sides(
        replace(record, corpus=doubled(record.corpus)), compare_sides(record, frames),
        formulae=Formulae.of(phrases),
    )  # fmt: skip
    assert found is not None
    assert not found.shown


def test_too_much_text_is_not_searched_and_that_is_said(
    record: Record, frames: pd.DataFrame, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "MOST_CHARACTERS", 10)
    shared = share(record, frames, doubled(record.corpus))
    assert shared.table is None
    assert "rhetoric reuse" in shared.lead


def test_page_and_markdown_show_both_texts(
    corpus: Corpus, lexicon: Lexicon, frames: pd.DataFrame, tmp_path: Path
) -> None:
    write_report(doubled(corpus), lexicon, frames, tmp_path, title="T", manifest={})
    for name in ("index.html", "report.md"):
        text = (tmp_path / name).read_text("utf-8")
        for word in ("bridge", "ferry"):
            assert f"promised that the <mark>{word}</mark> over the river" in text
    assert (tmp_path / "reuse.csv").exists()
