"""Phrases found in the words of a text."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from rhetoric.copies.words import word_numbers
from rhetoric.lexicon import Actors
from rhetoric.reuse.phrases import Phrases, names

LETTERS = st.lists(st.sampled_from("abc"), max_size=20)


@given(LETTERS, st.lists(LETTERS.filter(bool), max_size=4))
def test_every_place_is_found_and_no_other(text: list[str], phrases: list[list[str]]) -> None:
    finder = Phrases(tuple(word_numbers(" ".join(p)).tolist()) for p in phrases)
    found = finder.find(word_numbers(" ".join(text)))
    at = [n for n in range(len(text)) if any(text[n : n + len(p)] == p for p in phrases)]
    assert [begin for begin, _ in found] == at
    for begin, end in found:
        assert text[begin:end] in phrases
        assert all(text[begin : begin + len(p)] != p for p in phrases if len(p) > end - begin)


def test_names_of_one_word_are_words_like_others(actors: Actors) -> None:
    finder = names(actors)
    assert finder.find(word_numbers("a Northern Front of East")) == [(1, 3)]
    assert finder.find(word_numbers("جاءت جبهة الشمال")) == [(1, 3)]
