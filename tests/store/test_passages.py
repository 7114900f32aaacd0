"""Passages as records: what is kept of each gives it back."""

import math

from hypothesis import given
from hypothesis import strategies as st

from rhetoric.model import TIME_MARKS, Passage, TimeSpan
from rhetoric.passages import split_passages
from rhetoric.store.passages import RECORD, packed, passage_of

BODY = "The river rose.\n\n> The boat is old, they say.\n\nThe well — a deep one — is dry."


def back(passages: list[Passage], body: str) -> list[Passage]:
    records = packed(passages, [len(p.text.split()) for p in passages])
    return [passage_of("s", n, record, body) for n, record in enumerate(records, 1)]


def test_a_passage_comes_back_as_it_was() -> None:
    passages = split_passages(BODY, statement="s")
    assert [p.quoted for p in passages] == [False, True, False]
    assert back(passages, BODY) == passages


def test_so_does_when_it_is_heard() -> None:
    times = [TimeSpan(0, 15, 0.0, 2.5), TimeSpan(17, 46, 2.5, 7.25, "uncertain")]
    passages = split_passages(BODY, statement="s", times=times)
    assert {p.mark for p in passages} == {"", "uncertain"}
    assert back(passages, BODY) == passages


def test_what_is_not_known_is_not_nought() -> None:
    (record,) = packed([Passage("s", 1, 0, 3, "The")], [1])
    assert math.isnan(record["begins"])
    assert passage_of("s", 1, record, "The").begins is None


def test_no_passages_make_no_records() -> None:
    assert packed([], []).dtype == RECORD
    assert len(packed([], [])) == 0


@given(st.text(max_size=300), st.sampled_from(TIME_MARKS))
def test_any_text_comes_back(body: str, mark: str) -> None:
    passages = [
        Passage("s", p.index, p.start, p.end, p.text, p.quoted, 1.5, None, mark)
        for p in split_passages(body, statement="s")
    ]
    assert back(passages, body) == passages
