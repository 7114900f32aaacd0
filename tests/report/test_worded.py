"""Words that tell sides apart are those of `keyness`; where there are none, that is said."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pandas as pd
import pytest

from rhetoric.corpus import Corpus
from rhetoric.report.compared import compare_sides
from rhetoric.report.record import Record
from rhetoric.report.strength import ESTABLISHED, SUGGESTIVE, UNSAID
from rhetoric.report.worded import Worded, tell_words, thinned
from rhetoric.words.keyness import keyness
from rhetoric.words.sides import Selection


def tell(record: Record, frames: pd.DataFrame, cap: int = 300) -> Worded:
    found = tell_words(record, compare_sides(record, frames), cap=cap)
    assert found is not None
    return found


def said(corpus: Corpus, added: dict[str, str]) -> Corpus:
    """The corpus with words added to the texts of some statements."""
    return Corpus.of(replace(s, body=s.body + added.get(s.id, "")) for s in corpus.statements)


LOUD = " The harvest of millet was good." * 12


@pytest.fixture
def apart(record: Record, frames: pd.DataFrame) -> Worded:
    """The North speaks of millet in five statements; the South of a ferry in one of two."""
    texts = dict.fromkeys(("a1", "a2", "a3", "a4", "a5"), LOUD)
    texts |= {"b1": " A ferry came." * 60, "b2": " A ferry came."}
    return tell(replace(record, corpus=said(record.corpus, texts)), frames)


def test_the_rows_are_those_of_keyness(apart: Worded) -> None:
    table = keyness(
        apart.record.corpus, Selection(by="camp"), actors=apart.record.lexicon.actors, top=None
    ).table.set_index(["side", "term"])
    assert apart.rows
    for word in apart.rows:
        row = table.loc[(word.side.id, word.row["term"])]
        assert word.row["q"] == row["q"]
        assert word.row["statements"] == row["statements"]


def test_a_word_of_many_statements_is_established(apart: Worded) -> None:
    word = next(w for w in apart.rows if w.row["term"] == "millet")
    assert (word.side.id, word.row["strength"]) == ("NORTH", ESTABLISHED)
    assert (word.row["statements"], word.of, word.row["rest_statements"]) == (5, 6, 0)
    told = [t.text for t in apart.told if t.strength == ESTABLISHED]
    assert len(told) == 1
    assert told[0].startswith("North League says more often than the other side:")
    assert "in 5 of 6 statements" in told[0]


def test_a_word_of_a_single_loud_statement_is_suggestive_at_most(apart: Worded) -> None:
    word = next(w for w in apart.rows if w.row["term"] == "ferry")
    assert word.row["q"] <= 0.05
    assert word.row["strength"] == SUGGESTIVE
    told = next(t for t in apart.told if t.strength == SUGGESTIVE)
    assert "ferry" in told.text
    assert told.caution == "Fewer than three statements hold it."


def test_each_word_leads_to_its_passage(apart: Worded) -> None:
    for word in apart.rows:
        body = word.statement.body
        assert body[word.row["start"] : word.row["end"]] == word.quote.mark
        assert len(word.quote.before + word.quote.mark + word.quote.after) <= 90 + len("… …")


def test_the_cap_of_quotations_is_kept(record: Record, frames: pd.DataFrame) -> None:
    for word in tell(record, frames, cap=20).rows:
        assert len(word.quote.before + word.quote.mark + word.quote.after) <= 20 + len("… …")


def test_that_no_word_is_told_apart_is_said(record: Record, frames: pd.DataFrame) -> None:
    worded = tell(record, frames)
    assert not worded.any_found
    assert worded.lead.endswith("No word is told apart.")
    assert "in English" in worded.lead
    (told,) = worded.told
    assert told.strength == UNSAID
    assert "That is not “they speak alike”" in told.text


def test_names_of_a_side_are_kept_in_the_table_alone(record: Record, frames: pd.DataFrame) -> None:
    texts = dict.fromkeys(("a1", "a2", "a3", "a4", "a5"), " The North League." * 12)
    worded = tell(replace(record, corpus=said(record.corpus, texts)), frames)
    own = set(worded.table.loc[worded.table["own_name"], "term"])
    assert {"north", "league"} <= own
    assert not own & {w.row["term"] for w in worded.rows}
    assert any("Names of a side" in note for note in worded.notes)


def test_of_too_much_text_every_nth_statement_of_a_group_is_read(corpus: Corpus) -> None:
    half = sum(len(s.body) for s in corpus.statements) // 2 + 1
    kept, every = thinned(corpus, half)
    assert every == 2
    north = [s.id for s in corpus.statements if s.group == "NORTH"]
    assert [s.id for s in kept.statements if s.group == "NORTH"] == north[::2]
    assert {s.group for s in kept.statements} == {s.group for s in corpus.statements}
    assert thinned(corpus) == (corpus, 1)


def test_one_side_alone_is_not_compared(
    make_record: Callable[..., Record], frames: pd.DataFrame
) -> None:
    assert tell_words(make_record(), None) is None
