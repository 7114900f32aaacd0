"""What the findings are read from: the corpus, its uses, and the questions asked of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from rhetoric.compare.choices import FIRM_TARGET
from rhetoric.corpus import Corpus
from rhetoric.lexicon import Lexicon
from rhetoric.model import Statement
from rhetoric.report.groups import Camp, Cast
from rhetoric.report.strength import ENOUGH_TO_LOOK_IN
from rhetoric.report.uses import Use, camp_of, statements_of

#: A date less precise than this many days does not take part in what is said of time.
LONGEST_DATED = 184


@dataclass(frozen=True)
class Record:
    """The material of a report.

    Attributes:
        encoder: name of the encoder the uses were found with, "none" for words alone, "" when
            it is not told.
        corpus: the statements that count.
        whole: those and the copies of them; None where there are no others.
    """

    corpus: Corpus
    uses: tuple[Use, ...]
    cast: Cast
    lexicon: Lexicon
    encoder: str = ""
    whole: Corpus | None = None

    @property
    def listed(self) -> tuple[Statement, ...]:
        """All statements, those that count and their copies, in order."""
        return (self.whole or self.corpus).statements

    @cached_property
    def aside(self) -> dict[str, Statement]:
        """Copy → its original, for the copies that do not count on their own."""
        if self.whole is None:
            return {}
        return {
            copy: self.corpus.statement(original)
            for copy, original in self.whole.original_of.items()
            if copy not in self.corpus
        }

    def copies(self, original: str) -> list[Statement]:
        """The copies that count with a statement."""
        return [s for s in self.listed if s.id in self.aside and self.aside[s.id].id == original]

    def pick(self, *tests: Callable[[Use], bool]) -> list[Use]:
        """The uses that pass every test."""
        return [u for u in self.uses if all(test(u) for test in tests)]

    @cached_property
    def pair(self) -> tuple[Camp, Camp] | None:
        """The two camps that speak most of one another, the larger first.

        Two that both speak in the corpus come before one that is only spoken of.
        """
        tally: dict[tuple[str, str], int] = {}
        for use in self.uses:
            if use.at_rival and self.cast.camp(use.camp) and self.cast.camp(use.target_camp):
                first, second = sorted((use.camp, use.target_camp))
                tally[first, second] = tally.get((first, second), 0) + 1
        if not tally:
            return None
        spoken = {name for name in self.camps.values() if name}
        best = max(sorted(tally), key=lambda key: (spoken.issuperset(key), tally[key]))
        order = [c for c in self.cast.sides if c.id in best]
        return order[0], order[1]

    @cached_property
    def two_sided(self) -> bool:
        """Whether no side but the pair speaks, so that what names nobody is meant for the other."""
        return self.pair is not None and {c for c in self.camps.values() if c} <= {
            camp.id for camp in self.pair
        }

    @cached_property
    def both(self) -> str:
        """The pair as a sentence names it: by name where other sides speak too."""
        names = [camp.sentence_name for camp in self.pair or ()]
        return "the two sides" if self.two_sided or not names else " and ".join(names)

    def rival(self, other: str, generic: str = "its rival") -> str:
        """One of the pair as what the other one says calls it."""
        camp = self.cast.camp(other)
        return generic if self.two_sided or camp is None else camp.sentence_name

    @cached_property
    def camps(self) -> dict[str, str]:
        """Statement id → camp it speaks for."""
        return {s.id: camp_of(s, self.lexicon) for s in self.corpus.statements}

    def statements(self, camp: str) -> list[Statement]:
        """The statements of a camp; "" for the observers."""
        return [s for s in self.corpus.statements if self.camps[s.id] == camp]

    def asserted(self, camp: str, other: str, theme: str = "") -> list[Use]:
        """What a camp asserts of another camp, in its own voice, surely of that camp."""
        return list(self._asserted.get((camp, other, theme), ()))

    @cached_property
    def _asserted(self) -> dict[tuple[str, str, str], list[Use]]:
        """(camp, camp spoken of, theme or "" for all) → uses, for `asserted`."""
        found: dict[tuple[str, str, str], list[Use]] = {}
        for use in self.uses:
            if use.mode == "asserts" and use.own and surely_of(use):
                for theme in (use.theme, ""):
                    found.setdefault((use.camp, use.target_camp, theme), []).append(use)
        return found

    @cached_property
    def _own(self) -> dict[tuple[str, str], list[Use]]:
        """(theme, mode) → uses in the speaker's own voice, for `own`."""
        found: dict[tuple[str, str], list[Use]] = {}
        for use in self.uses:
            if use.own:
                found.setdefault((use.theme, use.mode), []).append(use)
        return found

    def own(self, theme: str, mode: str) -> list[Use]:
        """The uses of a theme with a function, in the speaker's own voice.

        What observers report is no assertion: it has the mode `reports`.
        """
        return list(self._own.get((theme, mode), ()))

    @cached_property
    def comparable(self) -> bool:
        """Whether each side of the pair has enough statements to be compared."""
        return self.pair is not None and all(
            len(self.statements(camp.id)) >= ENOUGH_TO_LOOK_IN for camp in self.pair
        )

    @cached_property
    def charges(self) -> list[Use]:
        """Every hostile assertion of one side of the pair against the other."""
        if self.pair is None:
            return []
        one, two = self.pair
        both = self.asserted(one.id, two.id) + self.asserted(two.id, one.id)
        return sorted((u for u in both if u.tone == "hostile"), key=lambda u: u.number)


def surely_of(use: Use) -> bool:
    """Whether the target was read with enough confidence to be spoken of."""
    return use.target_confidence >= FIRM_TARGET


def firm(uses: Iterable[Use]) -> list[Statement]:
    """The statements of uses that are neither unconfirmed nor uncertain of their target."""
    return statements_of(u for u in uses if not u.unconfirmed and (not u.target or surely_of(u)))


def confirmed(statements: Iterable[Statement]) -> int:
    """How many statements the source itself does not doubt."""
    return sum(not s.unconfirmed for s in statements)


def dated(statements: Iterable[Statement]) -> list[Statement]:
    """The statements dated precisely enough to be put in order, in order."""
    kept = [s for s in statements if s.date.days is not None and s.date.days <= LONGEST_DATED]
    return sorted(kept, key=lambda s: (first_day(s), last_day(s), s.id))


def first_day(statement: Statement) -> date:
    """The first day a statement may date from."""
    return statement.date.first or statement.date.middle


def last_day(statement: Statement) -> date:
    """The last day a statement may date from."""
    return statement.date.last or statement.date.middle
