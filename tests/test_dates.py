"""Dates: an interval of days with its precision, never a guess."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rhetoric.dates import DateSpan, describe, month_label, parse_date
from rhetoric.errors import DateError

DAYS = st.dates(date(1, 1, 1), date(9998, 12, 31))


@pytest.mark.parametrize(
    ("written", "first", "last", "precision"),
    [
        ("2020-05-28", "2020-05-28", "2020-05-28", "day"),
        ("2020-02", "2020-02-01", "2020-02-29", "month"),
        ("2019", "2019-01-01", "2019-12-31", "year"),
        ("2020-21", "2020-03-01", "2020-05-31", "season"),
        ("2020-24", "2020-12-01", "2021-02-28", "season"),
        ("2020-34", "2020-04-01", "2020-06-30", "season"),
        ("2020-41", "2020-07-01", "2020-12-31", "season"),
        ("2020-01/2020-03", "2020-01-01", "2020-03-31", "interval"),
        ("2019/2020-05-02", "2019-01-01", "2020-05-02", "interval"),
    ],
)
def test_a_date_covers_the_days_it_may_mean(
    written: str, first: str, last: str, precision: str
) -> None:
    span = parse_date(written)
    assert (str(span.first), str(span.last), span.precision) == (first, last, precision)
    assert str(span) == written
    assert span.known


@pytest.mark.parametrize("written", ["../2020-05", "/2020-05"])
def test_an_open_beginning_has_no_first_day(written: str) -> None:
    span = parse_date(written)
    assert (span.first, span.last, span.precision) == (None, date(2020, 5, 31), "open")
    assert span.days is None
    assert span.middle == date(2020, 5, 31)


@pytest.mark.parametrize("written", ["2020-05/..", "2020-05/"])
def test_an_open_end_has_no_last_day(written: str) -> None:
    span = parse_date(written)
    assert (span.first, span.last, span.precision) == (date(2020, 5, 1), None, "open")
    assert span.middle == date(2020, 5, 1)


@pytest.mark.parametrize("written", ["2020~", "2020?", "2020-05%", "2020-01~/2020-03"])
def test_a_qualifier_makes_a_date_approximate(written: str) -> None:
    assert parse_date(written).approximate


def test_numbers_and_days_are_understood_too() -> None:
    assert parse_date(2020) == parse_date("2020")
    assert parse_date(date(2020, 5, 28)) == parse_date(" 2020-05-28 ")


@pytest.mark.parametrize(
    "written",
    ["", "May 2020", "28-05-2020", "2020-5", "2020-13", "2020-02-30", "0000", "2020-01/2020-02/3",
     "9999-24", "early 2020", "~"],
)  # fmt: skip
def test_what_is_no_date_is_refused_with_the_notation(written: str) -> None:
    with pytest.raises(DateError) as caught:
        parse_date(written)
    assert caught.value.problem.startswith(f"'{written}' is not a date")
    assert caught.value.remedy == (
        "write it as 2020-05-28, 2020-05, 2020, 2020-21 (spring), 2020~ (about),"
        " 2020-01/2020-03 or ../2020-05"
    )


def test_an_interval_that_ends_before_it_begins_is_refused() -> None:
    with pytest.raises(DateError) as caught:
        parse_date("2020-05/2020-03")
    assert str(caught.value) == "'2020-05/2020-03' ends before it begins\n  swap its two ends"


@pytest.mark.parametrize("written", ["/", "../..", "../"])
def test_an_interval_open_on_both_sides_is_refused(written: str) -> None:
    with pytest.raises(DateError, match="is open on both sides"):
        parse_date(written)


@given(st.text())
def test_any_text_is_a_date_or_a_date_error(written: str) -> None:
    try:
        span = parse_date(written)
    except DateError:
        return
    assert span.known


@given(DAYS)
def test_a_day_of_any_year_is_read_back(day: date) -> None:
    span = parse_date(day.isoformat())
    assert (span.first, span.last, span.days, span.middle) == (day, day, 1, day)


@given(DAYS, DAYS, st.sampled_from(["", "~", "?"]))
def test_an_interval_between_any_two_days_is_read_back(a: date, b: date, mark: str) -> None:
    first, last = min(a, b), max(a, b)
    span = parse_date(f"{first}/{last}{mark}")
    assert (span.first, span.last, span.approximate) == (first, last, bool(mark))
    assert span.days == (last - first).days + 1
    assert first <= span.middle <= last


@given(st.integers(1, 9998), st.integers(1, 12))
def test_a_month_ends_the_day_before_the_next_begins(year: int, month: int) -> None:
    span = parse_date(f"{year:04}-{month:02}")
    assert span.first == date(year, month, 1)
    assert span.last is not None
    assert (span.last + timedelta(days=1)).day == 1
    assert span.days in (28, 29, 30, 31)


@pytest.mark.parametrize(
    ("written", "first", "last", "answer"),
    [
        ("2020-05", date(2020, 5, 31), None, True),
        ("2020-05", date(2020, 6, 1), None, False),
        ("2020-05", None, date(2020, 4, 30), False),
        ("2020-05", date(2020, 5, 10), date(2020, 5, 12), True),
        ("../2020-05", date(2001, 1, 1), date(2001, 1, 2), True),
        ("2020-05/..", None, date(2020, 4, 30), False),
        ("2020-05", None, None, True),
    ],
)
def test_dates_overlap_when_one_day_may_belong_to_both(
    written: str, first: date | None, last: date | None, answer: bool
) -> None:
    assert parse_date(written).overlaps(first, last) is answer


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("2020-05-28", "28 May 2020"),
        ("2020-05-28~", "about 28 May 2020"),
        ("2020-05", "May 2020"),
        ("2020-05?", "about May 2020"),
        ("2020", "2020"),
        ("2013~", "about 2013"),
        ("2020-21", "between March and May 2020"),
        ("2020-24", "between December 2020 and February 2021"),
        ("2020-01/2020-04", "between January and April 2020"),
        ("2019-11/2020-02", "between November 2019 and February 2020"),
        ("2019/2020", "between 2019 and 2020"),
        ("2020-01/2020-12", "2020"),
        ("2020-05-01/2020-05-31", "May 2020"),
        ("2020-05-03/2020-05-09", "3–9 May 2020"),
        ("2020-05-28/2020-06-01", "between 28 May 2020 and 1 June 2020"),
        ("../2020-05", "until May 2020"),
        ("../2020-05-28", "until 28 May 2020"),
        ("2015/..", "since 2015"),
        ("2015-05~/..", "since about May 2015"),
    ],
)
def test_a_date_is_told_as_precisely_as_it_is_known_and_no_more(written: str, words: str) -> None:
    assert describe(parse_date(written)) == words


def test_a_date_of_which_nothing_is_known_is_told_as_such() -> None:
    nothing = DateSpan(None, None, "", "unknown")
    assert not nothing.known
    assert describe(nothing) == "undated"
    assert nothing.overlaps(date(2020, 1, 1), date(2020, 1, 2))


def test_a_month_is_named_in_english_on_every_machine() -> None:
    assert month_label(date(2020, 5, 28)) == "May 2020"
