"""A stratified sample: every band and group is seen, and weights give the corpus back."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rhetoric.validation.sample import BANDS, Candidate, allot, band_of, draw

POOL = [
    Candidate(f"s{n // 4}:{n}", "NORTH" if n % 10 else "SOUTH", str(2015 + n % 6), score)
    for n, score in enumerate([0.0] * 800 + [0.1] * 60 + [0.3] * 20 + [0.6] * 15 + [0.9] * 5)
]


def test_rare_bands_are_drawn_as_often_as_common_ones() -> None:
    drawn = draw(POOL, 100, seed=1)
    counts = {band: sum(d.stratum.startswith(band) for d in drawn) for band in BANDS}
    assert len(drawn) == 100
    assert counts["sure"] == 5
    assert counts["found"] == 15
    assert counts["nothing"] >= 20


def test_weights_give_back_the_number_of_candidates() -> None:
    drawn = draw(POOL, 100, seed=1)
    assert sum(d.weight for d in drawn) == pytest.approx(len(POOL))
    south = sum(d.weight for d in drawn if d.candidate.group == "SOUTH")
    assert south == pytest.approx(sum(c.group == "SOUTH" for c in POOL))


def test_nothing_is_drawn_twice_and_a_seed_draws_the_same() -> None:
    drawn = draw(POOL, 100, seed=3)
    assert len({d.candidate.id for d in drawn}) == 100
    assert draw(POOL, 100, seed=3) == drawn
    assert draw(POOL, 100, seed=4) != drawn


def test_the_order_does_not_tell_the_scores() -> None:
    scores = [d.candidate.score for d in draw(POOL, 100, seed=1)]
    assert scores != sorted(scores)
    assert scores != sorted(scores, reverse=True)


def test_time_is_covered_evenly() -> None:
    drawn = [d for d in draw(POOL, 100, seed=1) if d.stratum == "nothing/NORTH"]
    assert {d.candidate.period for d in drawn} == {str(y) for y in range(2015, 2021)}


def test_a_small_corpus_is_drawn_whole() -> None:
    assert len(draw(POOL[:7], 100, seed=1)) == 7
    assert draw([], 10, seed=1) == []


@given(st.lists(st.integers(1, 50), min_size=1, max_size=6), st.integers(0, 200))
def test_no_share_exceeds_what_there_is(sizes: list[int], number: int) -> None:
    taken = allot(sizes, [1.0] * len(sizes), number)
    assert sum(taken) == min(number, sum(sizes))
    assert all(t <= s for t, s in zip(taken, sizes, strict=True))
    if number >= len(sizes):
        assert min(taken) >= 1


@given(st.floats(0, 1))
def test_every_score_has_a_band(score: float) -> None:
    assert BANDS[band_of(score)] <= score
