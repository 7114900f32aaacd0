"""The picture of who answers whom."""

from __future__ import annotations

from xml.etree import ElementTree

import pytest

from rhetoric.dates import parse_date
from rhetoric.exchange.answers import Exchange
from rhetoric.exchange.naming import Naming
from rhetoric.exchange.order import Order
from rhetoric.exchange.score import Answer
from rhetoric.model import Statement
from rhetoric.report.answers import draw_answers

SIDES = {"n1": "NORTH", "n2": "NORTH", "s1": "SOUTH", "old": "NORTH"}


def statement(name: str, day: str, doubted: bool = False) -> Statement:
    return Statement(
        id=name, body="It rained.", date=parse_date(day), group=SIDES[name], title=f"<{name}>",
        unconfirmed=doubted,
    )  # fmt: skip


N1, S1 = statement("n1", "2020-01/2020-03"), statement("s1", "2020-05-28")
N2, OLD = statement("n2", "2020-06", doubted=True), statement("old", "2015/2020")


def answer(later: Statement, earlier: Statement, naming: float) -> Answer:
    return Answer(earlier, later, None, 0.0, Naming(naming), Order(1.0, 1.0, 1, 99))


@pytest.fixture
def found() -> Exchange:
    links = (answer(S1, N1, 0.9), answer(N2, S1, 0.3), answer(S1, OLD, 0.5))
    return Exchange(("NORTH", "SOUTH"), links, (OLD, N1, S1, N2), {})


def parts(svg: str, kind: str) -> list[ElementTree.Element]:
    root = ElementTree.fromstring(svg)
    return [e for e in root.iter() if kind in (e.get("class") or "").split()]


def test_a_bar_for_each_statement_and_a_curve_for_each_answer(found: Exchange) -> None:
    svg = draw_answers(found, SIDES, 700)
    assert [m.get("data-statement") for m in parts(svg, "mark")] == ["n1", "n2", "s1"]
    assert len(parts(svg, "answer")) == 2


def test_a_bar_is_as_wide_as_its_date_is_uncertain(found: Exchange) -> None:
    svg = draw_answers(found, SIDES, 700)
    width = {
        m.get("data-statement"): float(next(c for c in m if c.tag.endswith("rect")).get("width"))
        for m in parts(svg, "mark")
    }
    assert width["n1"] > width["n2"] > width["s1"]


def test_a_surer_answer_is_thicker(found: Exchange) -> None:
    sure, weak = (float(c.get("stroke-width")) for c in parts(draw_answers(found, SIDES, 700),
                                                              "curve"))  # fmt: skip
    assert sure > weak


def test_what_is_dated_too_roughly_is_not_drawn(found: Exchange) -> None:
    marks = parts(draw_answers(found, SIDES, 700), "mark")
    assert "old" not in {m.get("data-statement") for m in marks}


def test_doubted_reports_are_told_and_titles_escaped(found: Exchange) -> None:
    svg = draw_answers(found, SIDES, 700, labels={"NORTH": "The North"}, css={"NORTH": "g1"})
    assert len(parts(svg, "doubt")) == 2  # the bar and the answer it makes
    assert "unconfirmed" in svg
    assert "&lt;n1&gt;" in svg
    assert "<n1>" not in svg
    assert "The North" in svg
    assert len(parts(svg, "g1")) == 2


def test_the_same_answers_give_the_same_bytes(found: Exchange) -> None:
    assert draw_answers(found, SIDES, 500) == draw_answers(found, SIDES, 500)


def test_without_answers_there_is_no_picture(found: Exchange) -> None:
    assert draw_answers(Exchange(found.sides, (), found.statements, {}), SIDES, 700) == ""
