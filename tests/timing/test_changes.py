"""Changes of a small world, and the events near them."""

from __future__ import annotations

from dataclasses import replace

import pytest

from rhetoric import Choices, changes
from rhetoric.compare.comparison import plain
from rhetoric.corpus import Corpus
from rhetoric.dates import parse_date
from rhetoric.errors import InputError
from rhetoric.filters import Filter
from rhetoric.periods import since_1970
from rhetoric.timing.near import Nearby
from tests.timing.conftest import World

FEW = Choices(resamples=200, permutations=199)


def test_the_change_is_found_and_dated(world: World) -> None:
    found = changes(*world, FEW)
    rows = {(r["theme"], r["side"]): r for r in plain(found.changes)}
    row = rows["blame", "NORTH"]
    assert (row["last_before"], row["first_after"]) == ("NORTH-11", "NORTH-12")
    assert row["day"] == "2020-06-21"
    assert row["day_low"] <= "2020-06-21" <= row["day_high"]
    assert (row["with_before"], row["of_before"]) == (0, 12)
    assert (row["with_after"], row["of_after"]) == (12, 12)
    assert row["p"] == 1 / 200
    assert row["q"] == pytest.approx(2 / 200)  # two sequences were tested
    assert row["found"]
    assert row["again"] == 1
    assert rows["praise", "EAST"]["note"] == "no change"
    assert rows["blame", "EAST"]["note"] == "not said"
    assert rows["blame", "EAST"]["p"] is None


def test_events_near_it_stand_beside_how_many_are_near_any_day(world: World) -> None:
    (near,) = plain(changes(*world, FEW, within=30).events)
    assert near["event"] == "summit"
    assert near["apart"] == 0  # the change lies between 14 and 29 June
    assert 0 < near["expected"] < 1
    assert 0 < near["as_near"] < 0.2


def test_the_vague_event_is_near_nothing(world: World) -> None:
    found = changes(*world, FEW)
    assert "long-ago" not in set(found.events["event"])
    assert any(note.startswith("1 event dated no more closely") for note in found.notes)
    assert any("no sign that it caused it" in note for note in found.notes)


def test_too_few_statements_get_a_sentence(world: World) -> None:
    found = changes(*world, FEW, keep=Filter.of(before="2020-03-30"))
    assert set(found.changes["note"]) == {"6 statements with a date: too few (10 are needed)"}
    assert found.changes["p"].isna().all()


def test_uncertain_dates_make_the_day_of_a_change_uncertain(world: World) -> None:
    corpus, ledger, lexicon = world
    vague = Corpus.of(
        replace(s, date=parse_date("2020-05/2020-09")) if "2020-05" < s.date.text < "2020-10" else s
        for s in corpus.statements
    )
    rows = {(r["theme"], r["side"]): r for r in plain(changes(vague, ledger, lexicon, FEW).changes)}
    row = rows["blame", "NORTH"]
    sharp = {(r["theme"], r["side"]): r for r in plain(changes(*world, FEW).changes)}
    assert row["day_low"] < sharp["blame", "NORTH"]["day_low"]
    assert row["day_high"] > sharp["blame", "NORTH"]["day_high"]


def test_undated_statements_are_left_out_and_told(world: World) -> None:
    corpus, ledger, lexicon = world
    some = Corpus.of(
        replace(s, date=parse_date("../2020-05")) if s.id == "NORTH-00" else s
        for s in corpus.statements
    )
    found = changes(some, ledger, lexicon, FEW)
    assert "1 statement of an open or unknown date left out" in found.notes
    assert {r["of_before"] for r in plain(found.changes) if r["found"]} == {11}


def test_the_same_input_gives_the_same_figures(world: World) -> None:
    assert changes(*world, FEW).record == changes(*world, FEW).record


def test_periods_are_refused(world: World) -> None:
    with pytest.raises(InputError, match="not between periods"):
        changes(*world, Choices(period="year"))


def test_how_near_an_event_is(world: World) -> None:
    begin, end = (since_1970(parse_date(day).middle) for day in ("2020-01-01", "2020-12-31"))
    nearby = Nearby.of(world[2].events, 30, begin, end)
    assert nearby.vague == 1
    day = since_1970(parse_date("2020-06-15").middle)
    (one,) = nearby.of_stretch(day, day)
    assert (one.event.id, one.apart) == ("summit", 10)
    (later,) = nearby.of_stretch(day + 20, day + 20)
    assert later.apart == -10
    # Of 366 days, 61 lie within 30 of the summit and 32 within 30 of the far meeting.
    assert nearby.expected(0) == pytest.approx((61 + 32) / 366)
    assert one.as_near == pytest.approx((21 + 12) / 366)
    assert Nearby.of((), 30, begin, end).expected(0) == 0
