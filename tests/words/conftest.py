"""Small corpora of short, dry statements."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from rhetoric.corpus import Corpus
from rhetoric.dates import parse_date
from rhetoric.model import Statement

Say = Callable[..., Statement]


def statement(name: str, group: str, body: str, date: str = "2020", **fields: object) -> Statement:
    given = {"language": "eng", **fields}
    return Statement(name, body, parse_date(date), group, **given)  # type: ignore[arg-type]


@pytest.fixture
def say() -> Say:
    """say(name, group, body, date, **fields): a statement."""
    return statement


@pytest.fixture
def markets() -> Corpus:
    """Two groups that speak of a market, one of the river, the other of the road."""
    return Corpus.of(
        [
            statement("a1", "NORTH", "The river is high. The river floods the market.", "2019-03"),
            statement("a2", "NORTH", "Boats cross the river to the market.", "2019-08"),
            statement("a3", "NORTH", "The river and the harvest.", "2020-02"),
            statement("b1", "EAST", "The road is long. A road to the market.", "2020-03-01"),
            statement("b2", "EAST", "Lorries on the road wait for the harvest.", "2020-11"),
            statement("b3", "EAST", "Salt salt salt salt salt.", "2020/2021"),
            statement("c1", "NORTH", "La route est longue.", language="fra"),
        ]
    )
