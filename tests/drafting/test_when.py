"""Dates in running text, as precise as they are written."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rhetoric.drafting.relative import relative_dates
from rhetoric.drafting.when import find_dates


def dates(text: str) -> list[tuple[str, str]]:
    return [(text[d.start : d.end], d.span.text) for d in find_dates(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("in a speech of May 28, 2020, he said", [("May 28, 2020", "2020-05-28")]),
        ("in late May 2020 they met", [("late May 2020", "2020-05-21/2020-05-31")]),
        ("le 28 mai 2020, il a dit", [("28 mai 2020", "2020-05-28")]),
        ("وفي 28 مايو 2020 قال", [("28 مايو 2020", "2020-05-28")]),
        ("في ٣ رمضان ١٤٤١هـ قال", [("٣ رمضان ١٤٤١هـ", "2020-04-26")]),
        ("on 3 Ramadan 1441 they met", [("3 Ramadan 1441", "2020-04-26")]),
        ("between March and May 2020", [("between March and May 2020", "2020-03/2020-05")]),
        ("confirmed in 2018 that", [("2018", "2018")]),
        ("on 2020-05-28 they met", [("2020-05-28", "2020-05-28")]),
    ],
)
def test_dates_in_text(text: str, expected: list[tuple[str, str]]) -> None:
    assert dates(text) == expected


def test_what_is_no_date_is_not_read_as_one() -> None:
    assert dates("They may meet 2020 soldiers on page 1999.") == []
    assert dates("It was built in 2011.12 Originally it was small.") == [("2011", "2011")]
    assert dates("as he said.23 In March 2017 they met") == [("March 2017", "2017-03")]


def test_a_day_without_a_year_takes_the_year_before_it() -> None:
    first, second = find_dates("on May 28, 2020, and again on June 3 they met")
    assert (first.reckoned, second.reckoned) == ("", "the year")
    assert second.span.text == "2020-06-03"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It opened on April 8, 2018. On the very next day it shut.", ["2018-04-09"]),
        ("It opened in August 2019. A month later it shut.", ["2019-09"]),
        ("Elle ouvrit le 8 avril 2018. Trois jours plus tard, elle ferma.", ["2018-04-11"]),
        ("It opened in August 2019. The next day it shut.", []),
        ("It opened in August 2019. Almost a month later it shut.", []),
        ("A month later it shut.", []),
        ("It opened in May 2019, says a March 2020 report. A month later it shut.", ["2019-06"]),
    ],
)
def test_dates_told_by_the_date_before(text: str, expected: list[str]) -> None:
    found = relative_dates(text, 0, len(text), find_dates(text))
    assert [d.span.text for d in found] == expected


_PIECES = st.sampled_from("May 28 , 2020 in early - 1441 رمضان mai le and 3rd . 99999 of".split())


@given(st.lists(_PIECES, max_size=14).map(" ".join))
def test_never_raises_and_stays_inside(text: str) -> None:
    for found in find_dates(text):
        assert 0 <= found.start < found.end <= len(text)
        assert found.span.first is not None or found.span.last is not None
