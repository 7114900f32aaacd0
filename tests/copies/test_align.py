"""Two texts laid side by side."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from rhetoric.copies.align import align
from rhetoric.copies.words import SIZE, word_numbers

WORDS = st.lists(st.sampled_from("a b c d e f g 1 2".split()), max_size=40).map(" ".join)


@given(WORDS, WORDS)
def test_as_many_words_of_either_are_the_same(one: str, two: str) -> None:
    laid = align(word_numbers(one), word_numbers(two))
    first = [w for w, same in zip(one.split(), laid.first, strict=True) if same]
    second = [w for w, same in zip(two.split(), laid.second, strict=True) if same]
    assert first == second


@given(WORDS)
def test_a_text_is_the_same_as_itself(text: str) -> None:
    words = word_numbers(text)
    laid = align(words, words)
    assert laid.first.all() or len(words) < SIZE
    assert laid.replaced == 0


def test_two_equal_words_in_a_row_are_chance() -> None:
    laid = align(word_numbers("in the morning it rained"), word_numbers("in the evening it snowed"))
    assert not laid.first.any()


def test_a_number_in_the_place_of_a_number_is_noted() -> None:
    one = word_numbers("they counted 12 boats on the lake")
    assert align(one, word_numbers("they all counted 15 boats on the lake")).other_number
    assert not align(one, word_numbers("they counted boats on the lake")).other_number


def test_a_passage_in_the_place_of_another_is_counted() -> None:
    ends = "in the morning we met at noon", "and then all of us parted"
    one, two = (f"{ends[0]} {' '.join([w] * 14)} {ends[1]}" for w in ("red", "green"))
    assert align(word_numbers(one), word_numbers(two)).replaced == 14
