"""Which pairs of statements are looked at, how their speakers stand to each other, which came
first.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from functools import cached_property

import numpy as np

from rhetoric.lexicon import Actors
from rhetoric.model import Statement
from rhetoric.reuse.seeds import Marks, Numbers

SAME_GROUP, SAME_CAMP, OTHER_CAMP, NO_CAMP = "same group", "same camp", "other camp", "no camp"
#: What `across` may be.
ACROSS = ("group", "camp", "any")
FIRST_EARLIER, SECOND_EARLIER, EITHER = "first", "second", "either"


class Pairs:
    """Pairs of statements.

    Args:
        statements: in the order of the corpus.
        actors: for camps; without them nobody has one.
        across: any pair, only of two groups, or only of two camps.
        between: two groups or camps; only pairs of one of the first and one of the second.
        one_of: ids; only pairs with one of these statements.
        others: ids; the other one of a pair is one of these.
    """

    def __init__(
        self,
        statements: Sequence[Statement],
        actors: Actors | None = None,
        *,
        across: str = "any",
        between: tuple[str, str] | None = None,
        one_of: Collection[str] | None = None,
        others: Collection[str] | None = None,
    ) -> None:
        self.statements = statements
        known = actors or Actors()
        self.camps = [known.camp(s.group, s.date.first, s.date.last) for s in statements]
        self._across, self._between = across, between
        self._one_of, self._others = self._among(one_of), self._among(others)

    def _among(self, ids: Collection[str] | None) -> Marks:
        return np.array([ids is None or s.id in ids for s in self.statements], dtype=bool)

    @cached_property
    def _groups(self) -> Numbers:
        return _codes([s.group for s in self.statements])

    @cached_property
    def _camp_codes(self) -> Numbers:
        return _codes(self.camps)

    @cached_property
    def _sides(self) -> tuple[Marks, Marks]:
        assert self._between is not None
        sides = [
            np.array(
                [
                    name in (s.group, camp)
                    for s, camp in zip(self.statements, self.camps, strict=True)
                ],
                dtype=bool,
            )
            for name in self._between
        ]
        return sides[0], sides[1]

    def wanted(self, first: Numbers, second: Numbers) -> Marks:
        """Which of the pairs of numbers are looked at."""
        kept: Marks = self._one_of[first] & self._others[second]
        kept |= self._others[first] & self._one_of[second]
        if self._across != "any":
            kept &= self._groups[first] != self._groups[second]
        if self._across == "camp":
            one, other = self._camp_codes[first], self._camp_codes[second]
            kept &= (one != other) & (one > 0) & (other > 0)
        if self._between is not None:
            one_side, other_side = self._sides
            kept &= (one_side[first] & other_side[second]) | (other_side[first] & one_side[second])
        return kept

    def relation(self, first: int, second: int) -> str:
        """How the speakers of two statements stand to each other."""
        if self.statements[first].group == self.statements[second].group:
            return SAME_GROUP
        one, other = self.camps[first], self.camps[second]
        if not one or not other:
            return NO_CAMP
        return SAME_CAMP if one == other else OTHER_CAMP

    def earlier(self, first: int, second: int) -> str:
        """Which of two statements certainly came first; either, where the dates leave it open."""
        one, other = self.statements[first].date, self.statements[second].date
        if one.last is not None and other.first is not None and one.last < other.first:
            return FIRST_EARLIER
        if other.last is not None and one.first is not None and other.last < one.first:
            return SECOND_EARLIER
        return EITHER

    def days(self, first: int, second: int) -> tuple[int | None, int | None]:
        """Least and most days from the first to the second; None where a date is open."""
        one, other = self.statements[first].date, self.statements[second].date
        least = (other.first - one.last).days if other.first and one.last else None
        most = (other.last - one.first).days if other.last and one.first else None
        return least, most


def _codes(names: Sequence[str]) -> Numbers:
    """A number for each name; 0 for none."""
    numbers = {name: n for n, name in enumerate(sorted({*names} - {""}), 1)}
    return np.array([numbers.get(name, 0) for name in names], dtype=np.int64)
