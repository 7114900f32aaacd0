"""What was changed between two texts."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from rhetoric.reuse.diff import compare

TEXTS = st.text(alphabet="aAbé ’'.,ﷺ½œخَةل 中1\ud800\n", max_size=30)
WORDS = st.lists(st.sampled_from("the mayor met them Here here, again".split()), max_size=20)


def before_and_after(one: str, other: str) -> tuple[str, str]:
    edits = compare(one, other)
    return "".join(e.before for e in edits), "".join(e.after for e in edits)


@given(TEXTS, TEXTS)
def test_the_edits_give_back_both_texts_to_the_last_character(one: str, other: str) -> None:
    assert before_and_after(one, other) == (one, other)


@given(WORDS, WORDS)
def test_the_edits_lead_from_one_text_to_the_other(one: list[str], other: list[str]) -> None:
    first, second = " ".join(one), " ".join(other)
    rest, made = first, ""
    for edit in compare(first, second):
        assert rest.startswith(edit.before)
        rest = rest[len(edit.before) :]
        made += edit.before if edit.kind == "same" else edit.after
    assert (rest, made) == ("", second)


@given(TEXTS)
def test_a_text_is_the_same_as_itself(text: str) -> None:
    assert {edit.kind for edit in compare(text, text)} <= {"same"}


@given(TEXTS, TEXTS)
def test_only_what_is_the_same_is_called_so(one: str, other: str) -> None:
    for edit in compare(one, other):
        assert (edit.kind == "same") == (edit.before == edit.after)
        assert bool(edit.before) == (edit.kind != "inserted")
        assert bool(edit.after) == (edit.kind != "deleted")


def test_words_that_are_gone_new_or_others_are_told_apart() -> None:
    edits = compare("The old mayor met them at noon.", "The mayor met them twice at dawn.")
    assert [(e.kind, e.before, e.after) for e in edits] == [
        ("same", "The ", "The "),
        ("deleted", "old ", ""),
        ("same", "mayor met them ", "mayor met them "),
        ("inserted", "", "twice "),
        ("same", "at ", "at "),
        ("replaced", "noon.", "dawn."),
    ]


def test_case_accents_and_punctuation_are_no_change_of_wording() -> None:
    edits = compare("L’élève, enfin", "l'eleve enfin")
    assert [e.kind for e in edits] == ["spelling", "same"]


def test_vowel_marks_are_no_change_of_wording() -> None:
    assert [e.kind for e in compare("اجتمع المَجلِس", "اجتمع المجلس")] == ["same", "spelling"]
