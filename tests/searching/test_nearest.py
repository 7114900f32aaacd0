"""The nearest rows: as a full sort would find them, each family once."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rhetoric.searching import nearest as module
from rhetoric.searching.nearest import nearest


def rows_of(count: int, seed: int) -> np.ndarray:
    rows = np.random.default_rng(seed).normal(size=(count, 6))
    return np.asarray(rows / np.linalg.norm(rows, axis=1, keepdims=True), dtype=np.float32)


@given(st.integers(2, 30), st.integers(1, 8), st.integers(0, 50))
def test_it_is_what_a_full_sort_gives(count: int, k: int, seed: int) -> None:
    rows, every = rows_of(count, seed), np.arange(count)
    for at, (found, scores) in enumerate(nearest(rows, every, every, every, k)):
        cosines = (rows @ rows[at]).astype(float)
        cosines[at] = -9
        assert len(found) == min(k, count - 1)
        assert scores == pytest.approx(np.sort(cosines)[::-1][: len(found)], abs=1e-4)
        assert at not in found


@given(st.integers(4, 24), st.integers(0, 50))
def test_of_a_family_only_the_nearest_is_found_and_of_its_own_none(count: int, seed: int) -> None:
    rows, every = rows_of(count, seed), np.arange(count)
    family = every // 3
    for at, (found, _) in enumerate(nearest(rows, every, every, family, count)):
        told = family[found].tolist()
        assert sorted(told) == sorted(set(family.tolist()) - {int(family[at])})
        for n in found:
            same = np.flatnonzero(family == family[n])
            assert rows[n] @ rows[at] >= (rows[same] @ rows[at]).max() - 1e-4


def test_of_equal_ones_the_first_comes_first() -> None:
    rows = np.eye(4, dtype=np.float32)[[0, 1, 1, 1, 0]]
    every = np.arange(5)
    found = [f.tolist() for f, _ in nearest(rows, every, every, every, 2)]
    assert found[1] == [2, 3]
    assert found[0] == [4, 1]


def test_blocks_make_no_difference(monkeypatch: pytest.MonkeyPatch) -> None:
    rows, every = rows_of(40, 1), np.arange(40)
    whole = [f.tolist() for f, _ in nearest(rows, every, every, every, 3)]
    monkeypatch.setattr(module, "_HELD", 90)
    assert [f.tolist() for f, _ in nearest(rows, every, every, every, 3)] == whole


def test_an_empty_pool_finds_nothing() -> None:
    rows = rows_of(3, 0)
    found = list(nearest(rows, np.arange(3), np.zeros(0, np.int64), np.arange(3), 2))
    assert [len(f) for f, _ in found] == [0, 0, 0]
