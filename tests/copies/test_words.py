"""The words of a text as numbers, and where they stand."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rhetoric.copies.words import SIZE, WordPlaces, shingles, word_numbers

TEXTS = st.text(alphabet="aAbé ’'.,ﷺ½œخَةل 中ไ1\ud800\n", max_size=40)


@given(TEXTS)
def test_each_word_has_its_place(text: str) -> None:
    numbers, places = word_numbers(text), WordPlaces(text)
    assert len(numbers) == len(places)
    spans = [places.span(n, n + 1) for n in range(len(places))]
    assert all(0 <= start < end <= len(text) for start, end in spans)
    assert spans == sorted(spans)


@given(st.lists(st.sampled_from("Émir the’ خَبَر qa'ida x1 中".split()), max_size=12))
def test_the_place_of_a_word_holds_that_word(words: list[str]) -> None:
    text = ", ".join(words)
    numbers, places = word_numbers(text), WordPlaces(text)
    for n, number in enumerate(numbers.tolist()):
        start, end = places.span(n, n + 1)
        assert word_numbers(text[start:end]).tolist() == [number]


def test_marks_behind_the_last_letter_belong_to_the_word() -> None:
    text = "كِتابٌ جديد"
    assert text[slice(*WordPlaces(text).span(0, 1))] == "كِتابٌ"


def test_words_are_found_by_characters() -> None:
    places = WordPlaces("They met. It rained.")
    assert places.between(0, 9) == (0, 2)
    assert places.between(9, 20) == (2, 4)
    assert WordPlaces("").between(0, 0) == (0, 0)


@pytest.mark.parametrize("size", [3, SIZE, 6])
def test_equal_runs_have_equal_shingles(size: int) -> None:
    text = "a b c d e f g a b c d e f h"
    found = shingles(word_numbers(text), size).tolist()
    words = text.split()
    assert len(found) == len(words) - size + 1
    for one in range(len(found)):
        for other in range(len(found)):
            same = words[one : one + size] == words[other : other + size]
            assert (found[one] == found[other]) == same
