"""Evidence of many texts, fused at once as it would be one by one."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rhetoric.frames.fuse import fuse, of_others
from rhetoric.frames.grid import weigh
from rhetoric.frames.words import WordHit

THEMES = ("one", "two", "three")
MEASURED = ("two", "elsewhere", "one")
HITS = st.dictionaries(
    st.sampled_from(THEMES), st.sampled_from([0.5, 0.7, 1.0]).map(lambda w: hit(w))
)
LIKENESS = st.one_of(
    st.none(), st.lists(st.integers(-500, 1500).map(lambda n: n / 1000), min_size=3, max_size=3)
)
ROWS = st.lists(st.tuples(HITS, LIKENESS, st.booleans()), max_size=6)


def hit(weight: float) -> WordHit:
    return WordHit("", 0, 1, weight, "")


def likeness_of(rows: list[tuple[dict[str, WordHit], list[float] | None, bool]]) -> np.ndarray:
    return np.array([near or [math.nan] * 3 for _, near, _ in rows]).reshape(len(rows), 3)


@given(ROWS)
def test_every_score_is_the_one_its_evidence_has_alone(
    rows: list[tuple[dict[str, WordHit], list[float] | None, bool]],
) -> None:
    hits, sides = [h for h, _, _ in rows], [s for _, _, s in rows]
    grid = weigh(THEMES, hits, MEASURED, likeness_of(rows), sides)
    assert grid.score.shape == (len(rows), 3)
    for row, (found, near, about) in enumerate(rows):
        measured = dict(zip(MEASURED, near or (), strict=False))
        for column, theme in enumerate(THEMES):
            words = found[theme].weight if theme in found else 0.0
            assert grid.words[row, column] == words
            rivals = [value for name, value in measured.items() if name != theme]
            expected = fuse(
                words,
                measured.get(theme),
                rival_words=max((h.weight for t, h in found.items() if t != theme), default=0.0),
                rival_meaning=max(rivals, default=None),
                sides=about,
            )
            assert grid.score[row, column] == expected


@given(ROWS)
def test_rows_are_what_they_would_be_alone(
    rows: list[tuple[dict[str, WordHit], list[float] | None, bool]],
) -> None:
    hits, sides = [h for h, _, _ in rows], [s for _, _, s in rows]
    near = likeness_of(rows)
    grid = weigh(THEMES, hits, MEASURED, near, sides)
    for n in range(len(rows)):
        alone = weigh(THEMES, hits[n : n + 1], MEASURED, near[n : n + 1], sides[n : n + 1])
        part = grid.rows(n, n + 1)
        assert part.hits == alone.hits
        for kind in ("words", "meaning", "score"):
            assert np.array_equal(getattr(part, kind), getattr(alone, kind), equal_nan=True)


def test_a_theme_without_prototypes_is_scored_by_words_alone() -> None:
    grid = weigh(THEMES, [{"three": hit(1.0)}], MEASURED, np.array([[0.1, 0.2, 0.3]]))
    assert np.isnan(grid.of("three")).sum() == 0
    assert np.isnan(grid.meaning[0, 2])
    assert grid.of("three")[0] == fuse(1.0, None)


def test_by_words_alone_nothing_is_measured() -> None:
    grid = weigh(THEMES, [{"one": hit(1.0)}, {}], (), np.zeros((2, 0)))
    assert np.isnan(grid.meaning).all()
    assert grid.score.tolist() == [[0.75, 0.0, 0.0], [0.0, 0.0, 0.0]]


@given(st.lists(st.lists(st.floats(-2, 2), min_size=4, max_size=4), min_size=1))
def test_the_largest_of_the_others(rows: list[list[float]]) -> None:
    found = of_others(np.array(rows), 0.0)
    for row, expected in zip(rows, found, strict=True):
        assert [max(row[:n] + row[n + 1 :]) for n in range(4)] == expected.tolist()


@pytest.mark.parametrize("columns", [0, 1])
def test_where_there_is_no_other_something_else_stands(columns: int) -> None:
    assert of_others(np.ones((2, columns)), -7.0).tolist() == [[-7.0] * columns] * 2
