"""Passages: sentences that cover all words of a statement, each with its place."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rhetoric.model import TimeSpan
from rhetoric.passages import LONGEST, split_passages

#: Texts with what cutting looks at: stops, breaks, quotation, headings, three scripts.
BODIES = st.lists(
    st.one_of(
        st.sampled_from(
            ["They met.", "Gen.", "Why?", "\n", "\n\n", "\r\n\r\n", "> ", "# ", "## Head", "; ",
             ", ", " – ", "e.g. ", "قالوا ذلك.", "هل؟", "،", "M. Diallo", "n. 5", "a" * 60, " ",
             "L'État a dit non."]
        ),
        st.text(max_size=12),
    ),
    max_size=60,
).map("".join)  # fmt: skip


def texts(body: str, language: str = "eng") -> list[str]:
    return [p.text for p in split_passages(body, language=language)]


def test_a_passage_is_a_sentence() -> None:
    assert texts("They met in May. Nothing was agreed. Was that all?") == [
        "They met in May.", "Nothing was agreed.", "Was that all?",
    ]  # fmt: skip


def test_passages_are_numbered_from_one_and_cited_by_statement() -> None:
    first, second = split_passages("They met. Nothing was agreed.", statement="a")
    assert (first.id, second.id) == ("a:1", "a:2")
    assert (second.start, second.end) == (10, 29)


def test_abbreviations_do_not_end_a_sentence() -> None:
    body = "Gen. Guibert and Dr. No told the U.N. about it, cf. n. 95 and p. 3. It was denied."
    assert texts(body) == [body[:-15], "It was denied."]


def test_a_fragment_joins_the_sentence_before_it() -> None:
    assert texts("They came to talk about it. In vain. Then they left again.") == [
        "They came to talk about it. In vain.", "Then they left again.",
    ]  # fmt: skip


def test_a_line_break_within_a_paragraph_is_only_layout() -> None:
    assert texts("They met\nin May. Nothing\nwas agreed.") == [
        "They met\nin May.", "Nothing\nwas agreed.",
    ]  # fmt: skip


@pytest.mark.parametrize("blank", ["\n\n", "\n \t\n", "\r\n\r\n", "\n\n\n"])
def test_a_blank_line_ends_a_passage(blank: str) -> None:
    assert texts(f"a line without a stop{blank}and another line") == [
        "a line without a stop", "and another line",
    ]  # fmt: skip


def test_a_heading_is_a_passage_of_its_own_without_its_marks() -> None:
    assert texts("# What was said. In May\n\nThey met.") == ["What was said. In May", "They met."]


def test_lines_that_begin_with_a_quotation_mark_are_quoted() -> None:
    passages = split_passages("He said this:\n> We are one.\n> We stay so.\n\nThen he left.")
    assert [(p.text, p.quoted) for p in passages] == [
        ("He said this:", False), ("We are one.", True), ("We stay so.", True),
        ("Then he left.", False),
    ]  # fmt: skip


def test_a_long_sentence_is_cut_at_its_inner_punctuation() -> None:
    half = "word " * 60 + "end"
    assert texts(f"{half}; {half}.") == [f"{half};", f"{half}."]


def test_a_long_sentence_without_punctuation_is_cut_between_words() -> None:
    pieces = texts("word " * 200)
    assert all(len(piece) <= LONGEST for piece in pieces)
    assert set(" ".join(pieces).split()) == {"word"}


@pytest.mark.parametrize(
    ("language", "body", "sentences"),
    [
        ("fra", "M. Diallo l'a dit. L'État a refusé.", ["M. Diallo l'a dit.", "L'État a refusé."]),
        ("ara", "قالوا ذلك أمس. هل كان صحيحا؟ لا نعلم ذلك.",
         ["قالوا ذلك أمس.", "هل كان صحيحا؟", "لا نعلم ذلك."]),
        ("und", "They met in May. None of it held.", ["They met in May.", "None of it held."]),
        ("taq", "They met in May. None of it held.", ["They met in May.", "None of it held."]),
    ],
)  # fmt: skip
def test_sentences_end_as_the_language_ends_them(
    language: str, body: str, sentences: list[str]
) -> None:
    assert texts(body, language) == sentences


@pytest.mark.parametrize("body", ["", " \n ", "***", "> \n>", "#"])
def test_a_text_without_words_has_no_passages(body: str) -> None:
    assert texts(body) == []


@given(BODIES, st.sampled_from(["eng", "fra", "ara", "und"]))
def test_a_passage_is_the_body_between_its_offsets(body: str, language: str) -> None:
    for number, passage in enumerate(split_passages(body, language=language), 1):
        assert passage.text == body[passage.start : passage.end] != ""
        assert passage.text == passage.text.strip()
        assert passage.index == number


@given(BODIES, st.sampled_from(["eng", "fra", "ara"]))
def test_passages_follow_one_another_and_never_overlap(body: str, language: str) -> None:
    passages = split_passages(body, language=language)
    assert all(a.end <= b.start for a, b in itertools.pairwise(passages))


@given(BODIES, st.sampled_from(["eng", "fra", "ara"]))
def test_passages_cover_all_words(body: str, language: str) -> None:
    passages = split_passages(body, language=language)
    ends, starts = [0, *(p.end for p in passages)], [*(p.start for p in passages), len(body)]
    between = "".join(body[a:b] for a, b in zip(ends, starts, strict=True))
    assert not any(c.isalnum() for c in between)


def spans(body: str, *marks: str) -> list[TimeSpan]:
    """A span a line, a second each."""
    found, at = [], 0
    for second, (line, mark) in enumerate(zip(body.split("\n"), marks, strict=True)):
        found.append(TimeSpan(at, at + len(line), second, second + 1, mark))
        at += len(line) + 1
    return found


def test_a_passage_of_a_transcript_has_the_time_of_its_lines() -> None:
    body = "They met in\nMay. Nothing was\nagreed then."
    passages = split_passages(body, times=spans(body, "", "", ""))
    assert [(p.text, p.begins, p.ends) for p in passages] == [
        ("They met in\nMay.", 0, 2), ("Nothing was\nagreed then.", 1, 3),
    ]  # fmt: skip


def test_no_passage_crosses_the_seam_of_what_is_trusted_and_what_is_not() -> None:
    body = "they met in\nthey met in\nthey met in\nthe month of May"
    passages = split_passages(body, times=spans(body, "", "loop", "loop", ""))
    assert [(p.text, p.mark) for p in passages] == [
        ("they met in", ""), ("they met in\nthey met in", "loop"), ("the month of May", ""),
    ]  # fmt: skip


def test_a_transcript_without_punctuation_is_cut_between_its_lines() -> None:
    body = "\n".join(["the road was open and the market was held"] * 30)
    passages = split_passages(body, times=spans(body, *[""] * 30))
    assert len(passages) > 2
    assert all(len(p.text) <= LONGEST for p in passages)
    assert all(p.text.endswith("held") and p.text.startswith("the road") for p in passages)


@given(BODIES)
def test_times_without_marks_change_no_passage_of_short_sentences(body: str) -> None:
    plain = split_passages(body)
    times = [TimeSpan(p.start, p.end, n, n + 1) for n, p in enumerate(plain)]
    timed = split_passages(body, times=times)
    if all(len(p.text) <= LONGEST // 2 for p in plain):
        assert [(p.start, p.end, p.text, p.quoted) for p in timed] == [
            (p.start, p.end, p.text, p.quoted) for p in plain
        ]
    assert all(p.begins is not None and not p.mark for p in timed)
