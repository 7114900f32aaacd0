"""The corpus: statements in order, cut into passages."""

from __future__ import annotations

import pytest

from rhetoric.corpus import Corpus
from rhetoric.dates import parse_date
from rhetoric.errors import DuplicateError, UnknownNameError
from rhetoric.model import Statement
from rhetoric.sources.tables import UNDATED


def statement(
    name: str, date: str = "2020", body: str = "They met. Nothing was agreed."
) -> Statement:
    return Statement(name, body, parse_date(date) if date else UNDATED, "IS", language="eng")


def test_statements_stand_in_order_of_date_then_id_and_the_undated_last() -> None:
    corpus = Corpus.of(
        [statement("e", ""), statement("d", "2020-05"), statement("c"), statement("b", "../2019"),
         statement("a", "2020-05")]
    )  # fmt: skip
    assert [s.id for s in corpus.statements] == ["b", "a", "d", "c", "e"]


def test_a_statement_is_found_by_its_id() -> None:
    corpus = Corpus.of([statement("a"), statement("b")])
    assert corpus.statement("b").id == "b"
    assert "b" in corpus
    assert "c" not in corpus
    assert len(corpus) == 2


def test_an_unknown_statement_is_answered_with_those_there_are() -> None:
    corpus = Corpus.of([statement("2020-speech"), statement("2019-letter")])
    with pytest.raises(UnknownNameError) as caught:
        corpus.passages_of("2020-speach")
    assert str(caught.value) == "unknown statement '2020-speach'; did you mean '2020-speech'?"


def test_two_statements_of_one_id_are_refused() -> None:
    with pytest.raises(DuplicateError) as caught:
        Corpus.of([statement("a"), statement("b"), statement("a", "2019")])
    assert str(caught.value) == "the id 'a' stands here 2 times\n  give each statement its own id"


def test_passages_come_in_the_order_of_the_statements_and_of_their_text() -> None:
    corpus = Corpus.of([statement("b", "2020"), statement("a", "2021", "They left.")])
    assert [p.id for p in corpus.passages] == ["b:1", "b:2", "a:1"]
    assert [p.text for p in corpus.passages_of("b")] == ["They met.", "Nothing was agreed."]


def test_an_empty_corpus_has_no_passages() -> None:
    assert Corpus.of([]).passages == ()
