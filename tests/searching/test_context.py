"""What stands around a passage."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from rhetoric.searching.context import around

BODY = "One is here. Two is there!\n\nThree came, said Dr. of the hill. Four went? Five stayed."


def place(text: str) -> tuple[int, int]:
    start = BODY.index(text)
    return start, start + len(text)


def test_the_sentences_before_and_after() -> None:
    shown = around(BODY, *place("Three came, said Dr. of the hill."), before=1, after=2)
    assert shown.before == "Two is there!"
    assert shown.text == "Three came, said Dr. of the hill."
    assert shown.after == "Four went? Five stayed."
    assert BODY[shown.before_start : shown.start].strip() == shown.before
    assert BODY[shown.end : shown.after_end].strip() == shown.after


def test_a_small_letter_goes_on_with_the_sentence() -> None:
    assert around(BODY, *place("Two is there!"), 0, 1).after == "Three came, said Dr. of the hill."


def test_a_sentence_does_not_end_with_an_abbreviation() -> None:
    body = "They met. Later Dr. A. Traore wrote of St. Anne. They left."
    shown = around(body, 0, len("They met."))
    assert shown.after == "Later Dr. A. Traore wrote of St. Anne."


def test_long_ones_are_cut_between_words() -> None:
    shown = around(BODY, *place("Four went?"), before=9, after=1, width=12)
    assert (shown.before, shown.after) == ("… of the hill.", "Five stayed.")
    shown = around(BODY, *place("Two is there!"), before=1, after=1, width=10)
    assert (shown.before, shown.after) == ("… is here.", "Three …")
    assert BODY[shown.before_start : shown.start].strip() == "is here."


def test_arabic_sentences() -> None:
    body = "هل اجتمعوا؟ نعم اجتمعوا. ثم عادوا."
    start = body.index("نعم")
    shown = around(body, start, start + len("نعم اجتمعوا."))
    assert (shown.before, shown.after) == ("هل اجتمعوا؟", "ثم عادوا.")


def test_nothing_stands_around_a_whole_statement_or_is_not_asked_for() -> None:
    shown = around(BODY, 0, len(BODY))
    assert (shown.before, shown.text, shown.after) == ("", BODY, "")
    shown = around(BODY, *place("Four went?"), before=0, after=0)
    assert (shown.before, shown.after) == ("", "")


def test_without_spaces_the_cut_is_between_letters() -> None:
    body = "字" * 50 + "。" + "我" * 5 + "。" + "ab\u0301" * 20
    shown = around(body, 51, 57, width=10)
    assert shown.before == "… " + "字" * 9 + "。"
    assert shown.after == "ab\u0301" * 3 + "a …"


@given(
    st.text(st.sampled_from("aA .!?؟。\n\u0301خ»"), max_size=80),
    st.integers(0, 80), st.integers(0, 80), st.integers(0, 3), st.integers(0, 3),
    st.integers(1, 30),
)  # fmt: skip
def test_offsets_are_those_of_the_original(
    body: str, one: int, other: int, before: int, after: int, width: int
) -> None:
    start, end = sorted((min(one, len(body)), min(other, len(body))))
    shown = around(body, start, end, before, after, width)
    assert 0 <= shown.before_start <= shown.start == start
    assert end == shown.end <= shown.after_end <= len(body)
    assert shown.text == body[start:end]
    assert shown.before.removeprefix("… ") == body[shown.before_start : start].strip()
    assert shown.after.removesuffix(" …") == body[end : shown.after_end].strip()
    assert len(body[shown.before_start : start].strip()) <= width
    assert len(body[end : shown.after_end].strip()) <= width
