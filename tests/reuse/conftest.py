"""Bland statements that share passages, and texts of words drawn by chance."""

from __future__ import annotations

import random
from collections.abc import Callable
from typing import Any

import pytest

from rhetoric.corpus import Corpus
from rhetoric.dates import parse_date
from rhetoric.model import Statement

BRIDGE = "the mayor promised that the bridge over the river will be repaired before the rains"
_WORDS = [a + b + c for a in ("ba", "lo", "mi", "tu") for b in "rstnlk" for c in ("a", "en", "i")]

Maker = Callable[..., Statement]
Prose = Callable[..., str]
Finder = Callable[..., list[dict[str, Any]]]


@pytest.fixture
def make() -> Maker:
    """make(id, body, date, group=…): a statement."""

    def maker(name: str, body: str, date: str = "2019-05-01", **fields: Any) -> Statement:
        fields = {"language": "eng", "title": name} | fields
        return Statement(name, body, parse_date(date), fields.pop("group", "NORTH"), **fields)

    return maker


@pytest.fixture
def prose() -> Prose:
    """prose(words, seed): sentences of ten words drawn by chance."""

    def write(words: int, seed: int = 0) -> str:
        drawn = random.Random(seed).choices(_WORDS, k=words)
        lines = [" ".join(drawn[n : n + 10]).capitalize() + "." for n in range(0, words, 10)]
        return " ".join(lines)

    return write


@pytest.fixture
def bridge() -> str:
    """Fifteen bland words."""
    return BRIDGE


@pytest.fixture
def found() -> Finder:
    """found(statements, …): the rows of find_reuse."""
    from rhetoric.reuse import find_reuse

    def find(given: list[Statement], /, *encoder: Any, **options: Any) -> list[dict[str, Any]]:
        table = find_reuse(Corpus.of(given), *encoder, **options)
        return [{str(k): v for k, v in row.items()} for row in table.to_dict("records")]

    return find
