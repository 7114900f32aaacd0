"""Mutual nearest neighbours that stand out from their background."""

from __future__ import annotations

import numpy as np
import pytest

from rhetoric.reuse import near
from rhetoric.reuse.near import FLOOR, Fit, K, NearPairs, near_pairs


def unit(rows: int, seed: int, size: int = 16) -> np.ndarray:
    drawn = np.random.default_rng(seed).normal(size=(rows, size)).astype(np.float32)
    return drawn / np.linalg.norm(drawn, axis=1, keepdims=True)


def found(one: np.ndarray, other: np.ndarray, fit: Fit | None = None) -> NearPairs:
    """Pairs of passages each of which stands in a text of its own."""
    texts = np.arange(len(one) + len(other))
    return near_pairs(one, other, texts[: len(one)], texts[len(one) :], fit)


def by_hand(one: np.ndarray, other: np.ndarray) -> dict[tuple[int, int], float]:
    """The margins of all pairs, and those that are the best of their row and column."""
    cosines = one @ other.T
    rows = np.sort(np.maximum(cosines, FLOOR), axis=1)[:, -K:].mean(axis=1)
    columns = np.sort(np.maximum(cosines, FLOOR), axis=0)[-K:].mean(axis=0)
    margins = cosines / ((rows[:, None] + columns[None, :]) / 2)
    return {
        (a, b): margins[a, b]
        for a in range(len(one)) for b in range(len(other))
        if margins[a, b] > 0 and margins[a, b] == margins[a].max() == margins[:, b].max()
    }  # fmt: skip


@pytest.mark.parametrize("seed", range(5))
def test_pairs_and_margins_are_those_of_the_definition(seed: int) -> None:
    one, other = unit(20, seed), unit(30, seed + 100)
    told = found(one, other)
    expected = by_hand(one, other)
    pairs = list(zip(told.first.tolist(), told.second.tolist(), strict=True))
    assert pairs == sorted(expected)
    assert told.margin == pytest.approx([expected[pair] for pair in pairs], abs=1e-5)


def test_each_passage_is_in_one_pair_at_most() -> None:
    told = found(unit(40, 1), unit(40, 2))
    assert len(set(told.first.tolist())) == len(told.first)
    assert len(set(told.second.tolist())) == len(told.second)


def test_the_result_does_not_depend_on_how_much_is_held_in_memory(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    one, other = unit(20, 1), unit(30, 2)
    whole = found(one, other)
    monkeypatch.setattr(near, "_AT_ONCE", 65)
    told = found(one, other)
    assert told.first.tolist() == whole.first.tolist()
    assert told.second.tolist() == whole.second.tolist()
    assert told.margin == pytest.approx(whole.margin)


def test_passages_of_one_text_are_neither_told_nor_background() -> None:
    vectors, texts = unit(12, 3), np.arange(12) // 2
    told = near_pairs(vectors, vectors, texts, texts)
    assert len(told.first)
    assert all(texts[a] != texts[b] for a, b in zip(told.first, told.second, strict=True))
    alone = near_pairs(vectors, vectors, np.zeros(12, int), np.zeros(12, int))
    assert not len(alone.first)


def test_one_side_with_itself_is_as_with_a_copy_of_it() -> None:
    vectors, texts = unit(12, 3), np.arange(12)
    one = near_pairs(vectors, vectors, texts, texts)
    other = near_pairs(vectors, vectors.copy(), texts, texts)
    assert one.first.tolist() == other.first.tolist()
    assert one.margin == pytest.approx(other.margin)


def test_a_pair_that_may_not_be_told_is_still_background() -> None:
    one = unit(6, 3)
    told = found(one, one.copy(), lambda rows, columns: rows != columns)
    assert all(a != b for a, b in zip(told.first, told.second, strict=True))
    assert (told.margin < 1).all()  # each is nearer to itself than to what is told


def test_where_one_side_is_empty_there_are_no_pairs() -> None:
    none = np.zeros((0, 16), dtype=np.float32)
    assert len(found(none, unit(3, 1)).first) == len(found(unit(3, 1), none).first) == 0


def test_a_single_neighbour_does_not_stand_out_from_itself_alone() -> None:
    one = unit(1, 1)
    (margin,) = found(one, one).margin
    assert margin == pytest.approx(1 / ((1 + 3 * FLOOR) / 4), abs=1e-5)
