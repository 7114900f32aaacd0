"""Where two texts begin to share words."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rhetoric.copies.words import word_numbers
from rhetoric.reuse import seeds
from rhetoric.reuse.seeds import SEED, Numbers, chains

TEXTS = st.lists(
    st.lists(st.sampled_from("abc"), max_size=25).map(" ".join), min_size=2, max_size=5
)


def every(first: Numbers, second: Numbers) -> np.ndarray:
    return np.ones(len(first), dtype=bool)


def found(texts: list[str], wanted=every, least: int = SEED, common: int = 100):  # type: ignore[no-untyped-def]
    words = [word_numbers(text) for text in texts]
    own = [np.ones(len(text), dtype=bool) for text in words]
    return chains(words, own, wanted, least=least, common=common)


@given(TEXTS)
def test_two_texts_are_chained_where_six_words_in_a_row_stand_in_both(texts: list[str]) -> None:
    told = {(first, second) for first, second, *_ in found(texts)}
    runs = [
        {tuple(w[n : n + SEED]) for n in range(len(w) - SEED + 1)} for w in map(str.split, texts)
    ]
    # A run in one text again and again is left out at some point: that is for long texts.
    assert told == {
        (a, b) for a, b in combinations(range(len(texts)), 2) if runs[a] & runs[b]
    }  # fmt: skip


@given(TEXTS)
def test_a_chain_lies_within_its_texts(texts: list[str]) -> None:
    for first, second, begin, end, other_begin, other_end in found(texts):
        assert first < second
        assert 0 <= begin < end <= len(texts[first].split())
        assert 0 <= other_begin < other_end <= len(texts[second].split())


@given(TEXTS)
def test_the_result_does_not_depend_on_how_much_is_held_in_memory(texts: list[str]) -> None:
    whole = list(found(texts))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(seeds, "_AT_ONCE", 3)
        assert list(found(texts)) == whole


def test_runs_close_to_one_another_are_one_chain() -> None:
    one, other = "a b c d e f", "g h i j k l"
    near = found([f"{one} x {other}", f"{one} y z {other}"])
    assert list(near) == [(0, 1, 0, 13, 0, 14)]
    assert near.words.tolist() == [12]
    far = " ".join(f"w{n}" for n in range(20))
    assert len(found([f"{one} {far} {other}", f"{one} y {other}"])) == 2


def test_pairs_that_are_not_wanted_are_left_out() -> None:
    text = "a b c d e f g"
    told = found([text, text, text], wanted=lambda first, second: second == 2)
    assert [(first, second) for first, second, *_ in told] == [(0, 2), (1, 2)]


def test_what_stands_in_too_many_texts_is_left_out() -> None:
    assert len(found(["a b c d e f"] * 4, common=4)) == 6
    assert len(found(["a b c d e f"] * 4, common=3)) == 0


def test_without_texts_there_are_no_chains() -> None:
    assert list(found([])) == []
    assert list(found(["", "a"])) == []
