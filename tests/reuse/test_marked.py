"""A diff that can be read without colour, in either direction."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from rhetoric.reuse.diff import compare
from rhetoric.reuse.marked import marked, right_to_left

WORDS = st.lists(st.sampled_from("the mayor met them here again".split()), max_size=12)


def line(one: str, other: str, *, second: bool = False) -> str:
    return "".join(text for text, _ in marked(compare(one, other), second=second))


def test_what_the_other_lacks_stands_between_marks() -> None:
    one, other = "The old mayor met them.", "The mayor met them again."
    assert line(one, other) == "The [-old-] mayor met them."
    assert line(one, other, second=True) == "The mayor met them {+again.+}"


@given(WORDS, WORDS)
def test_without_the_marks_each_text_reads_as_it_was(one: list[str], other: list[str]) -> None:
    first, second = " ".join(one), " ".join(other)
    shown = line(first, second).replace("[-", "").replace("-]", "")
    assert shown == first
    shown = line(first, second, second=True).replace("{+", "").replace("+}", "")
    assert shown == second


def test_lines_are_joined() -> None:
    assert line("They\nmet\n\nhere", "They met") == "They met [-here-]"


def test_what_is_marked_is_told_for_those_who_colour_it() -> None:
    pieces = list(marked(compare("They met here", "They met")))
    assert [(text, changed) for text, changed in pieces if changed] == [("[-here-]", True)]


def test_marks_stay_around_words_that_run_from_right_to_left() -> None:
    shown = line("اجتمع المجلس أمس", "اجتمع المجلس")
    assert shown == "اجتمع المجلس \u2068[-\u2068أمس\u2069-]\u2069"


def test_direction_is_told_by_letters() -> None:
    assert right_to_left("abc المجلس")
    assert not right_to_left("abc 123")
