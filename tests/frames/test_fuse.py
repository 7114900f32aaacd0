"""One score of two kinds of evidence."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rhetoric.frames.fuse import (
    BEHIND,
    ELSEWHERE,
    INTERCEPT,
    MEANING,
    NO_SIDE,
    STRONG,
    THRESHOLD,
    WEAK,
    fuse,
)

WEIGHTS = st.sampled_from([0.0, 0.5, 1.0])
MEANINGS = st.floats(-1, 2)


def test_words_alone_suffice_when_strong_and_only_then() -> None:
    assert fuse(1.0, None) >= THRESHOLD > fuse(0.5, None)
    assert fuse(0.0, None) == 0


def test_a_strong_word_hit_needs_the_meaning_not_to_object() -> None:
    assert fuse(1.0, 0.1) >= THRESHOLD > fuse(1.0, -0.2)


def test_a_weak_word_hit_needs_the_meaning_to_agree() -> None:
    assert fuse(0.5, 0.0) < THRESHOLD <= fuse(0.5, 0.4)


def test_meaning_alone_suffices_when_strong() -> None:
    assert fuse(0.0, 0.2) < THRESHOLD <= fuse(0.0, 0.8)


@given(WEIGHTS, st.integers(-1000, 2000), WEIGHTS, st.integers(-1000, 2000), st.booleans())
def test_the_odds_multiply(
    words: float, meaning: int, rival_words: float, rival_meaning: int, sides: bool
) -> None:
    near, rival = meaning / 1000, rival_meaning / 1000
    log_odds = INTERCEPT + MEANING * near + {0.0: 0.0, 0.5: WEAK, 1.0: STRONG}[words]
    if words < 1:
        log_odds += ELSEWHERE * rival_words + BEHIND * max(0.0, rival - near)
    log_odds += 0 if sides else NO_SIDE
    found = fuse(words, near, rival_words=rival_words, rival_meaning=rival, sides=sides)
    assert found == round(1 / (1 + math.exp(-log_odds)), 3)


@given(WEIGHTS, MEANINGS)
def test_a_score_is_a_number_between_nothing_and_one(words: float, meaning: float) -> None:
    assert 0 <= fuse(words, meaning) <= 1


@given(WEIGHTS, MEANINGS, MEANINGS)
def test_more_meaning_never_lowers_a_score(words: float, one: float, other: float) -> None:
    low, high = sorted((one, other))
    assert fuse(words, low) <= fuse(words, high)


@given(MEANINGS)
def test_heavier_words_never_lower_a_score(meaning: float) -> None:
    assert fuse(0.0, meaning) <= fuse(0.5, meaning) <= fuse(1.0, meaning)


def test_a_weight_between_the_two_is_between_them() -> None:
    assert fuse(0.5, 0.1) < fuse(0.75, 0.1) < fuse(1.0, 0.1)


def test_themes_compete_where_their_own_words_do_not_settle_it() -> None:
    alone = fuse(0.5, 0.3)
    assert fuse(0.5, 0.3, rival_words=1.0) < alone
    assert fuse(0.5, 0.3, rival_meaning=0.6) < alone
    assert fuse(0.5, 0.3, rival_meaning=0.2) == alone
    assert fuse(1.0, 0.3, rival_words=1.0, rival_meaning=0.6) == fuse(1.0, 0.3)


def test_prose_in_which_nobody_can_be_charged_needs_more() -> None:
    assert fuse(1.0, 0.1, sides=False) < THRESHOLD <= fuse(1.0, 0.1)
    assert fuse(1.0, 0.4, sides=False) >= THRESHOLD


@pytest.mark.parametrize("weight", [0.0, 0.5, 1.0])
def test_scores_are_rounded_so_that_ledgers_compare(weight: float) -> None:
    assert fuse(weight, 0.1234567) == round(fuse(weight, 0.1234567), 3)
