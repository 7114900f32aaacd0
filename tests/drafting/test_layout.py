"""Paragraphs, sentences and notes of articles as they are saved."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from rhetoric.drafting.layout import lay_out


def sentences(text: str) -> list[str]:
    return [text[s.start : s.end] for s in lay_out(text).sentences]


def test_the_mark_of_a_note_belongs_to_the_sentence_before() -> None:
    text = "The road is open.12 The market is shut.”3 b Rain fell.c It stopped."
    assert sentences(text) == [
        "The road is open.12", "The market is shut.”3 b", "Rain fell.c", "It stopped.",
    ]  # fmt: skip


def test_abbreviations_and_quotations_do_not_end_a_sentence() -> None:
    text = "Gen. A. Sall of the U.S. group said: “It is open. Come in.” He left."
    assert sentences(text) == [text.removesuffix(" He left."), "He left."]


def test_a_line_broken_within_a_word_goes_on() -> None:
    text = "The road of al-Qa\nida is open.\nThe market is shut."
    assert sentences(text) == ["The road of al-Qa\nida is open.", "The market is shut."]


def test_hard_wrapped_paragraphs_are_one_each() -> None:
    article = lay_out("The road is\nopen again.\n\nThe market\nis shut.")
    assert len(article.paragraphs) == 2


def test_notes_are_told_apart_and_keep_their_marks() -> None:
    text = (
        "The road is open.1\n\nThe market is shut.2\n\nNotes\n\n"
        "1. A. Writer, “Roads,” Journal of Roads, May 2019.\n2. Ibid., p. 4."
    )
    article = lay_out(text)
    assert article.notes["1"] == "A. Writer, “Roads,” Journal of Roads, May 2019."
    assert article.notes["2"] == "Ibid., p. 4."
    assert len(article.paragraphs) == 2
    assert article.quotations == ()
    first = article.sentences[0]
    assert article.note_after(first.end - 2, first.end) == "1"


@given(st.text(alphabet="aB .!?\n“”>1[]ء؟", max_size=120))
def test_never_raises_and_loses_no_letter(text: str) -> None:
    article = lay_out(text)
    at = 0
    for sentence in article.sentences:
        assert at <= sentence.start < sentence.end <= len(text)
        at = sentence.end
    covered = {n for s in article.sentences for n in range(s.start, s.end)}
    inside = {n for s, e in article.paragraphs for n in range(s, e)}
    assert all(n in covered for n in inside if text[n].isalpha())
