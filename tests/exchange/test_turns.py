"""Turns: how a later use of a theme answers an earlier one of the other side."""

from __future__ import annotations

from typing import Any

import pytest

from rhetoric.exchange.moves import Move
from rhetoric.exchange.turns import KINDRED, REVERSALS, STRANGE, TOLD, UNNAMED, Turn, find_turn

KIN = {"dissent": frozenset({"deviation"}), "deviation": frozenset({"dissent", "patience"}),
       "patience": frozenset({"deviation"})}  # fmt: skip
TONES = {"patience": "self", "unity": "conciliatory"}


def move(side: str, theme: str, function: str, about: str = "", **more: Any) -> Move:
    settings: dict[str, Any] = {
        "statement": f"of {side}", "passage": 1, "start": 0, "end": 1, "own": True, "voice": side,
        "tone": TONES.get(theme, "hostile"), "surety": 1.0 if about else 0.0, "score": 1.0,
    }  # fmt: skip
    return Move(side=side, theme=theme, function=function, about=about, **(settings | more))


def turn(earlier: Move, later: Move) -> Turn | None:
    return find_turn(earlier, later, KIN)


CHARGE = move("A", "dissent", "asserts", "B")


@pytest.mark.parametrize(
    ("earlier", "later", "kind"),
    [
        (CHARGE, move("B", "dissent", "rejects", "B"), "denies"),
        (CHARGE, move("B", "dissent", "rejects"), "denies"),
        (move("B", "dissent", "rejects", "B"), move("A", "dissent", "asserts", "B"), "insists"),
        (CHARGE, move("B", "dissent", "mentions", "B", own=False, voice="A"), "takes up"),
        (CHARGE, move("B", "dissent", "mentions", "B", own=False, voice="somebody"), "takes up"),
        (CHARGE, move("B", "dissent", "asserts", "A"), "returns"),
        (CHARGE, move("B", "deviation", "asserts", "A"), "counters"),
        (move("A", "patience", "asserts"), move("B", "deviation", "asserts", "A"), "disputes"),
        (move("A", "dissent", "mentions", "A"), move("B", "dissent", "asserts", "A"), "disputes"),
        (CHARGE, move("B", "dissent", "mentions", "B"), "explains"),
        (move("A", "deviation", "asserts", "B"), move("B", "patience", "asserts"), "explains"),
        (move("A", "unity", "asserts"), move("B", "promise", "asserts", "A"), "spurns"),
        (move("A", "unity", "asserts", "B"), move("B", "promise", "asserts", "A"), "spurns"),
    ],
)  # fmt: skip
def test_each_kind_of_reversal(earlier: Move, later: Move, kind: str) -> None:
    found = turn(earlier, later)
    assert found is not None
    assert found.kind == kind


@pytest.mark.parametrize(
    ("earlier", "later"),
    [
        (CHARGE, move("B", "promise", "asserts", "A")),  # another, strange charge
        (CHARGE, move("B", "dissent", "asserts", "others")),  # of a third party
        (move("A", "dissent", "asserts", "others"), move("B", "dissent", "rejects", "B")),
        (move("A", "dissent", "asserts", "B", own=False), move("B", "dissent", "rejects", "B")),
        (CHARGE, move("B", "dissent", "mentions", "others", own=False, voice="others")),
        (CHARGE, move("B", "dissent", "mentions", "A", own=False, voice="somebody")),
        (move("A", "unity", "asserts", "others"), move("B", "promise", "asserts", "A")),
        (move("A", "unity", "asserts"), move("B", "unity", "asserts")),
        (move("A", "dissent", "asserts"), move("B", "dissent", "asserts", "A")),  # of nobody
    ],
)
def test_what_reverses_nothing_is_no_answer(earlier: Move, later: Move) -> None:
    assert turn(earlier, later) is None


def test_a_kindred_theme_counts_half_and_a_strange_one_a_quarter() -> None:
    same = turn(CHARGE, move("B", "dissent", "rejects", "B"))
    kindred = turn(CHARGE, move("B", "deviation", "rejects", "B"))
    strange = turn(move("A", "unity", "asserts"), move("B", "promise", "asserts", "A"))
    assert same
    assert kindred
    assert strange
    assert (same.theme, kindred.theme, strange.theme) == (1.0, KINDRED, STRANGE)


def test_the_surety_of_uses_and_targets_is_in_the_parts() -> None:
    found = turn(
        move("A", "dissent", "asserts", "B", score=0.9, surety=0.8),
        move("B", "dissent", "asserts", "A", score=0.7, surety=0.9),
    )
    assert found is not None
    assert found.theme == pytest.approx(0.7)
    assert found.reversal == pytest.approx(REVERSALS["returns"] * 0.8)
    assert found.value == pytest.approx(found.theme * found.reversal)


def test_where_one_names_no_party_it_is_half_as_sure() -> None:
    found = turn(move("A", "dissent", "asserts"), move("B", "dissent", "rejects", "B"))
    assert found is not None
    assert found.reversal == pytest.approx(REVERSALS["denies"] * UNNAMED)


def test_every_kind_is_explained() -> None:
    assert set(TOLD) == set(REVERSALS)
    assert all(0 < weight <= 1 for weight in REVERSALS.values())
