"""Links between statements are shown with both passages and a strength of their own."""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd
import pytest

from rhetoric.exchange import find_answers
from rhetoric.report.answered import Answered, answer_sides
from rhetoric.report.record import Record
from rhetoric.report.strength import ESTABLISHED, UNSAID


@pytest.fixture
def answered(record: Record, frames: pd.DataFrame) -> Answered:
    found = answer_sides(record, frames)
    assert found is not None
    return found


def test_the_links_are_those_of_exchange(
    answered: Answered, record: Record, frames: pd.DataFrame
) -> None:
    found = find_answers(record.corpus, frames, record.lexicon, between=answered.found.sides)
    pairs = {(a.later.id, a.earlier.id) for a in found.answers}
    assert {(x.answer.later.id, x.answer.earlier.id) for x in answered.links} == pairs
    scores = [x.answer.score for x in answered.links]
    assert scores == sorted(scores, reverse=True)


def test_a_denial_stands_beside_what_it_denies(answered: Answered) -> None:
    link = next(x for x in answered.links if x.answer.later.id == "b3")
    assert link.answer.earlier.id == "a5"
    assert link.text == (
        "The South Union, on 28 May 2020, rejects “calling somebody dissenters”, which North "
        "League had asserted between January and March 2020."
    )
    assert link.earlier is not None
    assert link.earlier.mark == "dissenters"
    assert link.later is not None
    assert "dissenters" in link.later.mark


def test_what_is_weak_is_not_set_side_by_side(answered: Answered) -> None:
    assert all(x.strength != UNSAID for x in answered.shown)
    assert all(x.strength != ESTABLISHED for x in answered.links if x.answer.unconfirmed)


def test_too_few_statements_to_say_who_follows(answered: Answered) -> None:
    assert answered.lags
    assert all(t.strength == UNSAID for t in answered.lags)
    assert "cannot be tested" in answered.lags[-1].text


def test_no_answers_where_nobody_speaks_of_a_rival(
    make_record: Callable[..., Record], make_frames: Callable[..., pd.DataFrame]
) -> None:
    uses = [("a4", "unity", "asserts", "", "come together", 0.0)]
    assert answer_sides(make_record(uses), make_frames(uses)) is None


def test_the_picture_names_both_sides(answered: Answered) -> None:
    picture = str(answered.draw(1032.0))
    assert "North League" in picture
    assert "South Union" in picture
