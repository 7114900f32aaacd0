"""Chains: each statement below the one it answers most surely."""

from __future__ import annotations

import pytest

from rhetoric.exchange.chain import Step, chains
from rhetoric.exchange.naming import Naming
from rhetoric.exchange.order import Order
from rhetoric.exchange.score import Answer


@pytest.fixture
def link(say):
    """link(later, earlier, score): an answer of that score."""

    def made(later: str, earlier: str, score: float) -> Answer:
        day = "2020-01-0{}"
        one, two = (say(n, day.format(n[-1]), "NORTH") for n in (earlier, later))
        return Answer(one, two, None, 0.0, Naming(score / 0.9), Order(1.0, 1.0, 1, 1))

    return made


def drawn(steps: tuple[Step, ...]) -> list[tuple[int, str]]:
    return [(depth, step.statement.id) for top in steps for depth, step in top.walk()]


def test_answers_follow_one_another(link) -> None:
    found = chains([link("b2", "a1", 0.5), link("c3", "b2", 0.5)])
    assert drawn(found) == [(0, "a1"), (1, "b2"), (2, "c3")]


def test_a_statement_stands_once_below_the_surest(link) -> None:
    found = chains([link("c3", "a1", 0.4), link("c3", "b2", 0.6)])
    assert drawn(found) == [(0, "a1"), (0, "b2"), (1, "c3")]
    assert [a.earlier.id for a in found[1].next[0].also] == ["a1"]


def test_several_answers_stand_in_order_of_date(link) -> None:
    found = chains([link("c3", "a1", 0.4), link("b2", "a1", 0.3)])
    assert drawn(found) == [(0, "a1"), (1, "b2"), (1, "c3")]


def test_two_that_seem_to_answer_one_another_make_no_ring(link) -> None:
    found = chains([link("b2", "a1", 0.3), link("a1", "b2", 0.4)])
    assert drawn(found) == [(0, "b2"), (1, "a1")]


def test_no_answers_no_chains() -> None:
    assert chains([]) == ()
