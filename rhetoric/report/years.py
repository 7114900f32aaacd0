"""Rates year by year: which years can be told apart, and what the texts do not reach."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from rhetoric.compare.choices import LEAST
from rhetoric.report.compared import Compared, Side
from rhetoric.report.rates_chart import draw_years
from rhetoric.report.wording import count_words, join, sentence, verb_for

#: No more years than this are drawn.
MOST_YEARS = 30


@dataclass(frozen=True)
class Years:
    """The years a report covers, as far as its sides speak in them.

    Attributes:
        years: all from the first to the last, with those in between without a statement.
        counts: (side, year) → statements; parts of one where dates are uncertain.
    """

    compared: Compared
    years: tuple[str, ...]
    counts: dict[tuple[str, str], float]

    def enough(self, side: Side) -> list[str]:
        """The years in which a side has statements enough for a rate to mean something."""
        return [y for y in self.years if self.counts.get((side.id, y), 0) >= LEAST]

    @property
    def readable(self) -> bool:
        """Whether any side has such a year: else there is nothing to be seen in a picture."""
        return len(self.years) <= MOST_YEARS and any(map(self.enough, self.compared.sides))

    def draw(self, width: float) -> Markup:
        """The small multiples; empty where no year can be read."""
        return draw_years(self.compared, self.years, width) if self.readable else Markup("")

    def told(self, side: Side, year: str) -> str:
        """How many statements of a year, whole or in part: `3`, `about 2.5`."""
        number = self.counts.get((side.id, year), 0)
        return f"{number:g}" if number == int(number) else f"about {number:.1f}"

    @property
    def silent(self) -> list[str]:
        """The years in which no side speaks."""
        spoken = {year for _, year in self.counts}
        return [y for y in self.years if y not in spoken]

    @property
    def lead(self) -> str:
        """What to see in the picture, and what not to."""
        both = [y for y in self.years if all(y in self.enough(s) for s in self.compared.sides)]
        per_side = [(s, self.enough(s)) for s in self.compared.sides]
        if not any(years for _, years in per_side):
            text = sentence(
                f"No side has {count_words(LEAST)} statements in any year: how its rates "
                "change from year to year cannot be said"
            )
        else:
            parts = []
            for side, years in per_side:
                listed = join(years) if len(years) <= 4 else f"{count_words(len(years))} years"
                parts.append(f"{side.name} has them in {listed or 'no year'}")
            text = sentence(
                f"A rate of a year needs {count_words(LEAST)} statements: {join(parts)}"
            )
            if len(self.compared.sides) == 2 and len(both) == 1:
                text += f" Only {both[0]} can be read side by side."
            if all(len(years) < 2 for _, years in per_side):
                text += " " + sentence("whether any side came to say more or less of something, "
                                       "year on year, cannot be said")  # fmt: skip
        if self.silent:
            number = len(self.silent)
            which = join(self.silent) if number <= 4 else f"{count_words(number)} years"
            text += " " + sentence(f"{which} {verb_for(number, 'holds', 'hold')} no statement")
        return text


def build_years(compared: Compared) -> Years:
    """The years of a comparison."""
    counts = {(side, year): row["statements"] for (_, side, year), row in compared.by_year.items()}
    known = sorted({year for _, year in counts})
    shown = {s.id for s in compared.sides}
    every = tuple(str(y) for y in range(int(known[0]), int(known[-1]) + 1)) if known else ()
    return Years(compared, every, {k: n for k, n in counts.items() if k[0] in shown})
