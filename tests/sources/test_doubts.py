"""Loops and lines of nobody in what speech recognition writes."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rhetoric.sources.doubts import Loop, find_loops, inner_loop, phantom


def test_a_line_said_three_times_is_a_loop_after_the_first() -> None:
    lines = [
        "They met.",
        "It rained in May.",
        "it rained, in May",
        "It rained in May!",
        "So be it.",
    ]
    assert find_loops(lines) == [Loop(first=2, last=3, rounds=3, length=1)]


def test_two_times_is_emphasis() -> None:
    assert find_loops(["It rained in May.", "It rained in May.", "They met."]) == []


def test_a_short_formula_may_be_said_more_often() -> None:
    assert find_loops(["Thank you."] * 4) == []
    assert find_loops(["Thank you."] * 5) == [Loop(1, 4, 5, 1)]


def test_several_lines_may_go_round_and_break_off() -> None:
    lines = ["The road was open.", "The market was held."] * 3 + ["The road was open.", "They met."]
    assert find_loops(lines) == [Loop(first=2, last=6, rounds=4, length=2)]


def test_spelling_that_means_nothing_does_not_hide_a_loop() -> None:
    assert len(find_loops(["ثُمَّ شكر المستمعين", "ثم شكر المستمعين", "ثم شكر المستمعين."])) == 1


@pytest.mark.parametrize(
    ("line", "repeated"),
    [
        ("It rained " + "and then " * 5 + "they met.", "and then and then and then and then"),
        ("no " * 8, " ".join(["no"] * 7)),
        ("على الطريق " * 5, " ".join(["على الطريق"] * 4)),
        ("no no no, they said", None),
        ("Long live the union, long live the union, long live the union!", None),
        ("", None),
    ],
)
def test_a_loop_within_a_line(line: str, repeated: str | None) -> None:
    found = inner_loop(line)
    assert (found and line[slice(*found)]) == repeated


@pytest.mark.parametrize(
    "line",
    ["Thanks for watching!", "thank you for watching", "ترجمة نانسي قنقر",
     "Sous-titres réalisés par la communauté d’Amara.org"],
)  # fmt: skip
def test_lines_that_stand_under_silence_are_known(line: str) -> None:
    assert phantom(line)


def test_a_speaker_may_thank() -> None:
    assert not phantom("Thanks for watching over the market.")


@given(st.lists(st.sampled_from(["a b c", "d e f", "g", "!"]), max_size=30))
def test_loops_lie_in_the_lines_one_after_the_other(lines: list[str]) -> None:
    before = -1
    for loop in find_loops(lines):
        assert before < loop.first - loop.length <= loop.first <= loop.last < len(lines)
        before = loop.last


@given(st.text("ab é،", max_size=80))
def test_the_repeated_part_lies_in_the_line(line: str) -> None:
    found = inner_loop(line)
    assert found is None or 0 < found[0] < found[1] <= len(line)
