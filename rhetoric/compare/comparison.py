"""A comparison: rates, contrasts, and whether what was found holds."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from rhetoric.compare.adjusted import adjusted_rows, adjusted_table
from rhetoric.compare.choices import Choices
from rhetoric.compare.contrasts import ANY, against, contrasts_of, contrasts_table, with_adjusted
from rhetoric.compare.counts import Counts, Floats, count
from rhetoric.compare.left_out import copies_left_out, sides_left_out, statements_told
from rhetoric.compare.rates import rates_of, rates_table
from rhetoric.compare.resampling import drawn
from rhetoric.compare.resting import resting_on
from rhetoric.compare.robust import robust_table, robustness
from rhetoric.compare.sizes import Sizes
from rhetoric.corpus import Corpus
from rhetoric.filters import Filter
from rhetoric.frames.fuse import THRESHOLD
from rhetoric.lexicon import Lexicon

if TYPE_CHECKING:
    import pandas as pd

#: The tables of a comparison.
TABLES = ("rates", "contrasts", "robust", "adjusted")


@dataclass(frozen=True)
class Comparison:
    """Sides compared.

    Attributes:
        choices: what was chosen, with what follows from it (`against`).
        rates: a row a theme, side and period (rhetoric.compare.rates.RATES).
        contrasts: a row a theme, period and pair (rhetoric.compare.contrasts.CONTRASTS).
        robust: a row a difference that was found and what is left out in turn
            (rhetoric.compare.robust.ROBUST); None where it was not asked for.
        adjusted: a row a theme and pair (rhetoric.compare.adjusted.ADJUSTED); None likewise.
        counts: what all of it was computed from, with the uses behind each number.
        notes: what was left out, and why.
        keep: the filter statements had to pass.
    """

    choices: Choices
    rates: pd.DataFrame
    contrasts: pd.DataFrame
    robust: pd.DataFrame | None
    adjusted: pd.DataFrame | None
    counts: Counts
    notes: tuple[str, ...]
    keep: Filter

    @property
    def tables(self) -> dict[str, pd.DataFrame]:
        """The tables there are, by name."""
        every = {name: getattr(self, name) for name in TABLES}
        return {name: table for name, table in every.items() if table is not None}

    @property
    def record(self) -> dict[str, Any]:
        """All of it as plain data: choices, notes, and each table as a list of rows."""
        return {
            "choices": self.choices.record | {"only": self.keep.record},
            "notes": list(self.notes),
            **{name: plain(table) for name, table in self.tables.items()},
        }

    def uses_of(self, theme: str, side: str = "") -> pd.DataFrame:
        """The frame uses behind the numbers of a theme, and of a side: rows of the ledger."""
        uses = self.counts.uses
        kept = uses["theme"] == theme
        if side:
            place = self.counts.sides.index(side)
            kept &= self.counts.side.codes[uses["row"].to_numpy()] == place
        return uses[kept].drop(columns="row").reset_index(drop=True)


def plain(table: pd.DataFrame) -> list[dict[str, Any]]:
    """The rows of a table as plain data; what there is none of is None."""
    rows = table.astype(object).where(table.notna(), None).to_dict("records")
    return [{str(name): value for name, value in row.items()} for row in rows]


def compare(
    corpus: Corpus,
    ledger: pd.DataFrame,
    lexicon: Lexicon,
    choices: Choices | None = None,
    *,
    keep: Filter | None = None,
    robust: bool = True,
    adjusted: bool = False,
    threshold: float = THRESHOLD,
    sizes: Sizes | None = None,
) -> Comparison:
    """Compare sides: how often each holds each theme, how far apart they are, how sure that is.

    Args:
        ledger: the corpus's frame uses (rhetoric.ledger.COLUMNS).
        keep: only statements that pass.
        robust: leave out sources, speakers, statements and patterns in turn.
        adjusted: fit the models that allow for medium, language and length (slower).
        threshold: least score of a use: what a pattern that is left out decides by.
        sizes: passages and words of statements by id, where they are known.

    Raises:
        UnknownNameError: for a theme, a target or a side there is not.
        InputError: when there is nothing to compare.
    """
    choices = choices or Choices()
    counts = count(corpus, ledger, lexicon, choices, keep=keep, sizes=sizes)
    choices = replace(choices, against=against(counts, choices))
    rates: list[dict[str, Any]] = []
    contrasts: list[dict[str, Any]] = []
    chances: dict[str, Floats] = {}
    for period in drawn(counts, choices):
        rates += rates_of(period, counts, choices)
        contrasts += contrasts_of(period, counts, choices)
        chances[period.period] = period.chance
    place = {theme: n for n, theme in enumerate(counts.themes)}
    contrasts = with_adjusted(contrasts, choices.level)
    for rows in (rates, contrasts):
        rows.sort(key=lambda row: place[row["theme"]])
    held: list[dict[str, Any]] = []
    if robust:
        held = robustness(
            contrasts, chances, counts, choices,
            lambda uses: resting_on(uses, corpus, lexicon, threshold),
        )  # fmt: skip
    return Comparison(
        choices,
        rates_table(rates),
        contrasts_table(contrasts),
        robust_table(held) if robust else None,
        adjusted_table(list(adjusted_rows(counts, choices))) if adjusted else None,
        counts,
        tuple(_notes(counts, choices, contrasts, held, corpus)),
        keep or Filter(),
    )


def _notes(
    counts: Counts,
    choices: Choices,
    contrasts: list[dict[str, Any]],
    held: list[dict[str, Any]],
    corpus: Corpus,
) -> list[str]:
    notes = sides_left_out(counts, choices) + copies_left_out(choices, corpus)
    undated = int(((counts.side.codes >= 0) & ~counts.dated).sum())
    if choices.period and undated:
        verb = "belongs" if undated == 1 else "belong"
        notes.append(f"{statements_told(undated)} of an open or unknown date {verb} to no period")
    tests = [row for row in contrasts if row["p"] is not None]
    found = [row for row in tests if row["found"]]
    if tests:
        notes.append(
            f"{len(found)} of {len(tests)} contrasts found at a false discovery rate of "
            f"{round(1 - choices.level, 6):g}"
        )
    pairs = [row for row in found if row["a"] != ANY]
    if held:
        firm = len(pairs) - len({
            (row["theme"], row["period"], row["a"], row["b"])
            for row in held
            if row["survives"] is False
        })  # fmt: skip
        notes.append(f"{firm} of {len(pairs)} differences survive all that was left out")
    notes += sorted({
        f"whether {'it' if len(pairs) == 1 else 'they'} would survive leaving out the "
        f"{row['left_out']} cannot be told: {row['told']}"
        for row in held
        if row["survives"] is None and row["units"] == 1
    })  # fmt: skip
    return notes
