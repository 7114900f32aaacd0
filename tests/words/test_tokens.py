"""Words as numbers, each with its place in the original."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rhetoric.corpus import Corpus
from rhetoric.model import Statement, TimeSpan
from rhetoric.passages import split_passages
from rhetoric.patterns import PatternSet
from rhetoric.text import fold_text
from rhetoric.words.tokens import Tokens, read_tokens, stop_words
from tests.words.conftest import statement

Say = Callable[..., Statement]


def read(*statements: Statement, passages: bool = True) -> Tokens:
    corpus = Corpus(statements)
    return read_tokens(statements, lambda s: corpus.passages_of(s.id), passages=passages)


def forms(tokens: Tokens) -> list[str]:
    return [tokens.words[number] for number in tokens.ids]


def test_each_word_is_found_again_in_the_original(say: Say) -> None:
    body = "L’État n’a pas «négocié».\n\nالخَوَارِجُ في الدُّولـــة"
    tokens = read(say("s", "G", body, language="fra"))
    assert forms(tokens)[:6] == ["l", "etat", "n", "a", "pas", "negocie"]
    assert [tokens.written(n, n) for n in (1, 5)] == ["État", "négocié"]
    assert tokens.written(6, 6) == "الخَوَارِجُ"  # with the mark on its last letter
    assert tokens.written(6, 8) == "الخَوَارِجُ في الدُّولـــة"


@given(st.text(alphabet="aéÉ'’ -.\n«»ـَب1٣ﬁ", max_size=40))
def test_words_are_those_of_the_folded_text(body: str) -> None:
    tokens = read(statement("s", "G", body), passages=False)
    assert " ".join(forms(tokens)) == fold_text(body)
    for n, word in enumerate(forms(tokens)):
        assert fold_text(tokens.written(n, n)).replace(" ", "") in (word, word.strip("'"))


def test_passages_are_kept_apart_and_counted_through(say: Say) -> None:
    one, other = say("a", "G", "They met today. It rained hard."), say("b", "G", "They left again.")
    tokens = read(one, other)
    assert tokens.segment.tolist() == [0, 0, 0, 1, 1, 1, 2, 2, 2]
    assert tokens.statement.tolist() == [0] * 6 + [1] * 3
    assert read(one, other, passages=False).segment.tolist() == [0] * 6 + [1] * 3


@pytest.mark.parametrize("passages", [True, False])
def test_what_speech_recognition_repeats_is_left_out(say: Say, passages: bool) -> None:
    body = "They met today. They met today. They left."
    spans = (
        TimeSpan(0, 15, 0, 2), TimeSpan(16, 31, 2, 4, "loop"), TimeSpan(32, 42, 4, 6)
    )  # fmt: skip
    tokens = read(say("s", "G", body, times=spans), passages=passages)
    assert forms(tokens) == ["they", "met", "today", "they", "left"]
    assert tokens.start.tolist()[3] == 32


def test_stop_words_are_those_of_the_language(say: Say) -> None:
    tokens = read(say("s", "G", "The road of 2020 pour"))
    assert tokens.is_telling[tokens.ids].tolist() == [False, True, False, False, True]
    assert tokens.is_word[tokens.ids].tolist() == [True, True, True, False, True]
    assert not stop_words("taq")
    assert "avec" in stop_words("fra")


def test_forms_of_a_word_are_put_together(say: Say) -> None:
    tokens = read(say("s", "G", "tax taxes taxation")).stemmed()
    assert forms(tokens) == ["tax"] * 3
    assert tokens.written(2, 2) == "taxation"
    arabic = read(say("s", "G", "السوق وسوق والسوق", language="ara")).stemmed()
    assert forms(arabic)[0] == forms(arabic)[2] == "سوق"
    unknown = read(say("s", "G", "tax taxes", language="hau"))
    assert unknown.stemmed() is unknown


def test_a_pattern_is_found_within_passages_only(say: Say) -> None:
    tokens = read(say("s", "G", "The talks began. Peace was near. Talks of peace go on."))
    found = list(tokens.occurrences(PatternSet(["talks ... peace"])))
    assert [tokens.written(first, last) for _, first, last in found] == ["Talks of peace"]


def test_a_text_without_words_has_none(say: Say) -> None:
    tokens = read(say("s", "G", " … "))
    assert len(tokens) == 0
    assert list(tokens.occurrences(PatternSet(["talks"]))) == []
    assert split_passages(" … ") == []
