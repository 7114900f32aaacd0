"""Two sides, four themes and a few flat statements whose answers can be worked out by hand."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pandas as pd
import pytest

from rhetoric.corpus import Corpus
from rhetoric.dates import parse_date
from rhetoric.ledger import COLUMNS
from rhetoric.lexicon import Actors, Lexicon
from rhetoric.model import Actor, Affiliation, Statement, Theme

Ledger = Callable[..., pd.DataFrame]
Say = Callable[..., Statement]


@pytest.fixture
def lexicon() -> Lexicon:
    """North and South, a wing of South, a person of North, a state, and one that left."""
    tie = Affiliation("SOUTH", "branch")
    actors = (
        Actor("NORTH", "North League", "organisation"),
        Actor("SOUTH", "South Union", "organisation"),
        Actor("SOUTH-EAST", "Eastern Wing", "organisation", affiliations=(tie,)),
        Actor("ana", "Ana Alder", "person", affiliations=(Affiliation("NORTH", "spokesman"),)),
        Actor("RIVER", "River Republic", "state"),
        Actor("LAKE", "Lake Republic", "state"),
    )
    themes = {
        name: Theme(name, name.title(), name, tone, True, "any", ())
        for name, tone in (
            ("dissent", "hostile"), ("promise", "hostile"), ("unity", "conciliatory"),
            ("patience", "self"),
        )
    }  # fmt: skip
    return Lexicon(themes, Actors({a.id: a for a in actors}))


@pytest.fixture
def say() -> Say:
    """say(id, date, group, text, …): a statement."""

    def made(name: str, date: str, group: str, text: str = "It rained.", **more: Any) -> Statement:
        return Statement(
            id=name, body=text, date=parse_date(date), group=group, language="eng", **more
        )

    return made


@pytest.fixture
def ledger(lexicon: Lexicon) -> Ledger:
    """ledger(corpus, (statement, theme, function, target, …), …): the rows of a ledger."""

    def made(corpus: Corpus, *uses: tuple[Any, ...]) -> pd.DataFrame:
        rows = []
        for statement_id, theme, function, target, *more in uses:
            statement = corpus.statement(statement_id)
            first, last = statement.date.first, statement.date.last
            settings = {"passage": 1, "score": 1.0, "target_confidence": 1.0 if target else 0.0}
            settings |= more[0] if more else {}
            camp = lexicon.actors.camp
            rows.append({
                **dict.fromkeys(COLUMNS, ""), "statement": statement_id, "group": statement.group,
                "camp": camp(statement.group, first, last), "voice": statement.group,
                "theme": theme, "tone": lexicon.theme(theme).tone, "function": function,
                "target": target, "target_camp": camp(target, first, last) if target else "",
                "start": 0, "end": 2, "unconfirmed": statement.unconfirmed, **settings,
            })  # fmt: skip
        return pd.DataFrame(rows, columns=list(COLUMNS))

    return made
