"""Before and after an event."""

from __future__ import annotations

from dataclasses import replace

import pytest

from rhetoric import Choices, around
from rhetoric.compare.comparison import plain
from rhetoric.compare.permutation import exact_p
from rhetoric.corpus import Corpus
from rhetoric.dates import parse_date
from rhetoric.errors import InputError, UnknownNameError
from rhetoric.timing.around import Around
from tests.timing.conftest import World

FEW = Choices(resamples=300, permutations=199)


def row_of(found: Around, theme: str, side: str) -> dict[str, object]:
    return next(r for r in plain(found.around) if (r["theme"], r["side"]) == (theme, side))


def test_what_came_with_an_event_is_a_difference(world: World) -> None:
    row = row_of(around(*world, "summit", FEW), "blame", "NORTH")
    assert (row["with_before"], row["of_before"]) == (0, 12)
    assert (row["with_after"], row["of_after"]) == (12, 12)
    assert row["difference"] == 100
    assert row["p"] == pytest.approx(exact_p(12, 12, 12, 24), rel=1e-4)
    assert row["found"]
    assert row["test"] == "exact"
    assert 0 < row["elsewhere"] < 0.1  # around hardly any other day is it as great


def test_what_was_always_said_is_none(world: World) -> None:
    row = row_of(around(*world, "summit", FEW), "praise", "EAST")
    assert (row["difference"], row["p"], row["found"]) == (0, 1, False)


def test_the_day_itself_belongs_to_what_comes_after(world: World) -> None:
    row = row_of(around(*world, "2020-06-29", FEW, days=16), "blame", "NORTH")
    assert (row["of_before"], row["of_after"]) == (1, 2)
    assert row["note"] == "after: 2 statements: not comparable; before: 1 statement: not comparable"
    assert row["p"] is None


def test_nothing_before_is_told(world: World) -> None:
    row = row_of(around(*world, "2019-12-31", FEW), "blame", "NORTH")
    assert row["note"] == "no material before"
    assert (row["of_before"], row["of_after"]) == (0, 12)


def test_a_statement_that_may_lie_on_either_side_counts_on_both(world: World) -> None:
    corpus, ledger, lexicon = world
    vague = Corpus.of(
        replace(s, date=parse_date("2020-06-20/2020-06-29")) if s.id == "NORTH-12" else s
        for s in corpus.statements
    )
    row = row_of(around(vague, ledger, lexicon, "summit", FEW), "blame", "NORTH")
    assert (row["with_before"], row["of_before"]) == (0.5, 12.5)
    assert (row["with_after"], row["of_after"]) == (11.5, 11.5)
    assert row["test"] == "shuffled"
    assert row["p"] < 0.05


def test_an_event_of_an_uncertain_day_is_drawn(world: World) -> None:
    found = around(*world, "2020-06", FEW, days=50)
    row = row_of(found, "blame", "NORTH")
    assert row["of_before"] != int(row["of_before"])
    assert "the event may lie on any of 30 days: they are drawn" in found.notes


def test_an_event_there_is_not_is_told_with_the_nearest(world: World) -> None:
    with pytest.raises(UnknownNameError, match="did you mean 'summit'"):
        around(*world, "sumit", FEW)
    with pytest.raises(InputError, match="open at an end"):
        around(*world, parse_date("../2020-05"), FEW)


def test_the_same_input_gives_the_same_figures(world: World) -> None:
    assert around(*world, "summit", FEW).record == around(*world, "summit", FEW).record
