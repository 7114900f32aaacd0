"""The two sides of an exchange: camps, groups or states, and who belongs to which on a day."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from rhetoric.errors import InputError
from rhetoric.lexicon import Actors
from rhetoric.model import Statement

if TYPE_CHECKING:
    import pandas as pd

#: What is told of somebody who belongs to neither side.
OTHERS = "others"


@dataclass(frozen=True)
class Sides:
    """Two sides, by the actor ids they are asked for with.

    An actor belongs to a side when the side is the actor itself or stands above it in its chain
    of affiliations on that day. Where both sides do (a group against the rest of its own camp),
    the nearer one counts.

    Raises:
        InputError: when both are the same.
    """

    first: str
    second: str
    actors: Actors
    _known: dict[tuple[str, date | None, date | None], str] = field(
        default_factory=dict, repr=False, compare=False
    )

    def __post_init__(self) -> None:
        if self.first == self.second:
            raise InputError(
                f"'{self.first}' cannot answer itself", field="between", remedy="name two sides"
            )

    @property
    def both(self) -> tuple[str, str]:
        return self.first, self.second

    def other(self, side: str) -> str:
        """The side that faces this one."""
        return self.second if side == self.first else self.first

    def of(self, actor: str, first: date | None = None, last: date | None = None) -> str:
        """The side of an actor on a day; "" for nobody, `OTHERS` for those of neither side."""
        if not actor:
            return ""
        key = actor, first, last
        if key not in self._known:
            chain = self.actors.above(actor, first, last)
            self._known[key] = next((step for step in chain if step in self.both), OTHERS)
        return self._known[key]

    def of_statement(self, statement: Statement) -> str:
        """The side a statement speaks for on its day."""
        return self.of(statement.group, statement.date.first, statement.date.last)


def busiest_pair(ledger: pd.DataFrame) -> tuple[str, str]:
    """The two camps that speak most of one another; without camps, the two groups.

    Raises:
        InputError: when nobody speaks of another side.
    """
    for speaker, spoken_of in (("camp", "target_camp"), ("group", "target")):
        rows = ledger[[speaker, spoken_of]].fillna("").itertuples(index=False)
        tally = Counter(
            (min(one, two), max(one, two)) for one, two in rows if one and two and one != two
        )
        if tally:
            return min(tally, key=lambda pair: (-tally[pair], pair))
    raise InputError("no side speaks of another one", remedy="name two sides with --between")
