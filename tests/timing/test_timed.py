"""What holds for all comparisons over time."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from rhetoric import Choices, around, changes, hostility, series
from rhetoric.compare.comparison import plain
from rhetoric.corpus import Corpus
from rhetoric.dates import parse_date
from tests.timing.conftest import World

FEW = Choices(by="group", resamples=100, permutations=99)


@pytest.fixture(params=["East is undated", "all are undated", "all are there"])
def any_world(request: pytest.FixtureRequest, world: World) -> World:
    corpus, ledger, lexicon = world
    gone = {"East is undated": ("EAST",), "all are undated": ("EAST", "NORTH")}.get(
        request.param, ()
    )
    some = Corpus.of(
        replace(s, date=parse_date("../2020-12")) if s.group in gone else s
        for s in corpus.statements
    )
    return some, ledger, lexicon


def test_all_of_it_is_plain_data_with_its_choices(any_world: World) -> None:
    for found in (
        series(*any_world, FEW), changes(*any_world, FEW), hostility(*any_world, FEW),
        around(*any_world, "summit", FEW),
    ):  # fmt: skip
        record = json.loads(json.dumps(found.record, allow_nan=False))
        assert set(record) == {"choices", "notes", *found.tables}
        assert record["choices"]["by"] == "group"


def test_a_side_without_dates_gets_a_sentence(world: World) -> None:
    corpus, ledger, lexicon = world
    some = Corpus.of(
        replace(s, date=parse_date("../2020-12")) if s.group == "EAST" else s
        for s in corpus.statements
    )
    rows = [r for r in plain(around(some, ledger, lexicon, "summit", FEW).around)
            if r["side"] == "EAST"]  # fmt: skip
    assert {r["note"] for r in rows} == {"no material before and after"}
    changed = [r for r in plain(changes(some, ledger, lexicon, FEW).changes) if r["side"] == "EAST"]
    assert {r["note"] for r in changed} == {"0 statements with a date: too few (10 are needed)"}
