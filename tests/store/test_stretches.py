"""Stretches: neighbouring passages, about as long as a paragraph."""

from collections import Counter
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from rhetoric.model import Passage
from rhetoric.store.stretches import LENGTH, stretches


def passages(lengths: list[int]) -> list[Passage]:
    return [Passage("s", n, 0, size, "x" * size) for n, size in enumerate(lengths, 1)]


def test_a_short_statement_is_one_stretch() -> None:
    assert stretches(passages([40, 60, 80])).tolist() == [0, 0, 0]


def test_a_long_one_is_cut_into_equal_parts_without_a_remnant() -> None:
    # 2,400 characters: two of 1,200, not two of 1,000 and one of 400.
    assert stretches(passages([200] * 12)).tolist() == [0] * 6 + [1] * 6


def test_a_passage_longer_than_a_stretch_is_one_of_its_own() -> None:
    assert stretches(passages([100, 5 * LENGTH, 100])).tolist() == [0, 1, 2]


def test_no_passages_have_no_stretches() -> None:
    assert stretches([]).tolist() == []


@given(st.lists(st.integers(1, 3 * LENGTH), min_size=1, max_size=60))
def test_numbers_rise_by_one_and_none_is_much_too_long(lengths: list[int]) -> None:
    found = stretches(passages(lengths)).tolist()
    assert found[0] == 0
    assert all(b - a in (0, 1) for a, b in pairwise(found))
    for number, count in Counter(found).items():
        size = sum(n for n, of in zip(lengths, found, strict=True) if of == number)
        assert count == 1 or size < 2 * LENGTH + 2 * max(lengths)
