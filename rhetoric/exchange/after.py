"""What followed one statement: charges of the other side in the days before it and after it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from rhetoric.corpus import Corpus
from rhetoric.errors import InputError
from rhetoric.exchange.lag import FIRM
from rhetoric.exchange.moves import read_moves
from rhetoric.exchange.order import Days, within_days
from rhetoric.exchange.sides import Sides, busiest_pair
from rhetoric.filters import Filter
from rhetoric.lexicon import Lexicon
from rhetoric.model import Statement
from rhetoric.significance import p_value

if TYPE_CHECKING:
    import pandas as pd

#: Days looked at before and after a statement.
WITHIN = 180

#: Fewest statements that charge, and that do not, for a test.
FEWEST = 3


@dataclass(frozen=True)
class Aftermath:
    """Statements of the other side around one statement, by probability of their dates.

    Attributes:
        within: days looked at on either side.
        charging: statements of the other side that charge this one, at any time.
        before, after: expected number of statements that charge this side.
        all_before, all_after: expected number of all statements of the other side.
        p: chance that `after` exceeds `before` so far when the charges are dealt out again among
            the other side's statements; None where there are too few.
    """

    statement: str
    within: int
    charging: int
    before: float
    after: float
    all_before: float
    all_after: float
    p: float | None
    note: str = ""


def aftermath(
    corpus: Corpus,
    ledger: pd.DataFrame,
    lexicon: Lexicon,
    statement: str,
    *,
    between: tuple[str, str] | None = None,
    within: int = WITHIN,
    wanted: Filter | None = None,
    count_copies: bool = False,
    shuffles: int = 1999,
    seed: int = 20200301,
) -> Aftermath:
    """How many of the other side's statements charge a statement's side before and after it.

    Args:
        statement: id of the statement.
        between: ids of the two sides; by default the two that speak most of one another.
        within: days looked at before and after.

    Raises:
        InputError: when the statement is of neither side.
        UnknownNameError: when there is no such statement.
    """
    counted = corpus if count_copies else corpus.without_copies
    sides = Sides(*(between or busiest_pair(ledger)), lexicon.actors)
    anchor = corpus.statement(statement)
    side = sides.of_statement(anchor)
    if side not in sides.both:
        raise InputError(
            f"'{statement}' speaks for neither {sides.first} nor {sides.second}",
            field="between", remedy="name its side and another one with --between",
        )  # fmt: skip
    moves = read_moves(ledger, counted, sides)
    dated = [
        s for s in counted.statements
        if sides.of_statement(s) == sides.other(side) and s.date.days is not None
        and (wanted is None or wanted.fits(s, lexicon.actors))
    ]  # fmt: skip
    span = _span(anchor)
    if span is None:
        return Aftermath(statement, within, 0, 0, 0, 0, 0, None, "its date is open")
    spans = [found for s in dated if (found := _span(s)) is not None]
    after = np.array([within_days(span, other, within) for other in spans])
    before = np.array([within_days(other, span, within) for other in spans])
    charges = np.array([
        any(m.charges and m.about == side and m.surety >= FIRM for m in moves.get(s.id, ()))
        for s in dated
    ], dtype=bool)  # fmt: skip
    p, note = None, ""
    if min(charges.sum(), (~charges).sum()) >= FEWEST:
        chance = np.random.default_rng(seed)
        change = after - before
        dealt = [change[chance.permutation(charges)].sum() for _ in range(shuffles)]
        p = p_value(change[charges].sum(), dealt)
    else:
        note = f"too few statements to test: {charges.sum()} of {len(dated)} hold a charge"
    return Aftermath(
        statement, within, int(charges.sum()), float(before[charges].sum()),
        float(after[charges].sum()), float(before.sum()), float(after.sum()), p, note,
    )  # fmt: skip


def _span(statement: Statement) -> Days | None:
    first, last = statement.date.first, statement.date.last
    return (first.toordinal(), last.toordinal()) if first and last else None
