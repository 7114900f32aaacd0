"""The index of shingles."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from rhetoric.copies.index import COMMON, KEPT_WHOLE, ShingleIndex, formulaic, kept, sampled
from rhetoric.copies.words import BITS, shingles, word_numbers

TEXTS = st.lists(st.lists(st.integers(0, 40), max_size=30), max_size=12)


@given(TEXTS, st.lists(st.integers(0, 40), max_size=10))
def test_it_counts_as_sets_do(texts: list[list[int]], asked: list[int]) -> None:
    index = ShingleIndex()
    for number, text in enumerate(texts):
        index.add(number, np.array(text, dtype=np.uint64))
    needles = np.array(asked, dtype=np.uint64)
    expected = [sum(needle in text for text in texts) for needle in asked]
    assert index.counts(needles).tolist() == expected
    pairs = {(i, n) for i, needle in enumerate(asked) for n, t in enumerate(texts) if needle in t}
    assert set(zip(*(found.tolist() for found in index.texts(needles)), strict=True)) == pairs


def test_equal_runs_of_words_are_equal_shingles() -> None:
    one = shingles(word_numbers("it rained all night in the valley"))
    two = shingles(word_numbers("We heard: IT rained all – night in the Valley!"))
    assert len(one) == 3
    assert one.tolist() == two[2:].tolist()
    assert one.max() < 1 << BITS


def test_the_order_of_words_matters() -> None:
    one, two = (shingles(word_numbers(t)) for t in ("a b c d e", "b a c d e"))
    assert one.tolist() != two.tolist()


def test_fewer_than_five_words_have_no_shingle() -> None:
    assert len(shingles(word_numbers("one two three four"))) == 0


def test_long_texts_keep_the_same_quarter() -> None:
    numbers = np.arange(KEPT_WHOLE * 3, dtype=np.uint64)
    assert len(kept(numbers[:KEPT_WHOLE])) == KEPT_WHOLE
    assert kept(numbers).tolist() == list(range(0, KEPT_WHOLE * 3, 4))


def test_between_two_formulas_is_formula() -> None:
    found = np.array([4, 5, 8, 9, 12, 13], dtype=np.uint64)
    assert sampled(found).tolist() == [True, False, True, False, True, False]
    counts = np.array([9, 0, 9, 0, 1, 0]) + 0 * COMMON
    assert formulaic(found, counts).tolist() == [True, True, True, False, False, False]
