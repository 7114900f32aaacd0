"""How far apart sides are: differences with effect sizes, intervals and tests."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING, Any

import numpy as np

from rhetoric.compare.choices import Choices
from rhetoric.compare.counts import Counts, Floats, Ints
from rhetoric.compare.permutation import (
    Tested,
    any_difference,
    by_labels,
    exact_p,
    residuals,
)
from rhetoric.compare.rates import number
from rhetoric.compare.resampling import Drawn, Sums, generator, interval
from rhetoric.significance import adjusted

if TYPE_CHECKING:
    import pandas as pd

#: Columns of the table of contrasts, in order.
CONTRASTS = (
    "theme", "period", "a", "b", "with_a", "of_a", "rate_a", "with_b", "of_b", "rate_b",
    "difference", "difference_low", "difference_high", "ratio", "ratio_low", "ratio_high",
    "h", "h_low", "h_high", "p", "q", "test", "found", "note",
)  # fmt: skip
#: What stands for all others, and, in place of a pair, for all sides at once.
REST, ANY = "rest", "any side"
#: Up to so many sides every pair is compared where nothing else is asked for.
MOST_PAIRED = 4


@dataclass(frozen=True)
class Pair:
    """Two sides of a contrast.

    Attributes:
        a: place of the one among the sides.
        b: place of the other; None for all the others.
    """

    a: int
    b: int | None

    def names(self, counts: Counts) -> tuple[str, str]:
        """What the two are called."""
        return counts.sides[self.a], REST if self.b is None else counts.sides[self.b]

    def members(self, counts: Counts) -> tuple[tuple[int, ...], tuple[int, ...]]:
        """The places of the sides that make up the two."""
        if self.b is not None:
            return (self.a,), (self.b,)
        return (self.a,), tuple(n for n in range(len(counts.sides)) if n != self.a)

    def labels(self, counts: Counts) -> Ints:
        """Of each statement: 0 for the one, 1 for the other, -1 for neither; shape (N,)."""
        side = counts.side.codes
        other = side >= 0 if self.b is None else side == self.b
        return np.where(side == self.a, 0, np.where(other, 1, -1)).astype(np.int64)


def pairs_of(counts: Counts, choices: Choices) -> list[Pair]:
    """The contrasts that are asked for."""
    sides = range(len(counts.sides))
    if against(counts, choices) == "each":
        return [Pair(a, b) for a, b in combinations(sides, 2)]
    asked = [counts.sides.index(name) for name in choices.sides] or list(sides)
    return [Pair(a, None) for a in asked] if len(counts.sides) > 1 else []


def against(counts: Counts, choices: Choices) -> str:
    """Whether each pair is compared, or each side with the rest."""
    if choices.against:
        return choices.against
    return "each" if len(counts.sides) <= MOST_PAIRED else "rest"


def length_of(counts: Counts, measure: str) -> Floats:
    """Out of how much a measure counts, of each statement; shape (N,)."""
    whole = {"statements": np.ones(len(counts)), "passages": counts.passages}
    return whole.get(measure, counts.words)


def hits_of(counts: Counts, measure: str) -> Floats:
    """What a measure counts of each theme in each statement, shape (N, T)."""
    return counts.has if measure == "statements" else counts.hits


def contrasts_of(period: Drawn, counts: Counts, choices: Choices) -> list[dict[str, Any]]:
    """The contrasts of one period, in the order of themes; q and found come later."""
    pairs = pairs_of(counts, choices)
    rows: dict[int, list[dict[str, Any]]] = {n: [] for n in range(len(counts.themes))}
    for pair in pairs:
        for column, row in enumerate(_pair_rows(pair, period, counts, choices)):
            rows[column].append(row)
    enough = np.flatnonzero(period.statements >= choices.least)
    if len(enough) > 2 and pairs:
        for column, row in enumerate(_any_rows(enough, period, counts, choices)):
            rows[column].insert(0, row)
    return [row for column in sorted(rows) for row in rows[column]]


def with_adjusted(rows: list[dict[str, Any]], level: float) -> list[dict[str, Any]]:
    """The same rows with p-values adjusted for all of them, and what is found."""
    worth = adjusted([row["p"] for row in rows])
    return [
        {
            **row,
            "q": None if q is None else float(f"{q:.6g}"),
            "found": q is not None and q <= 1 - level,
        }
        for row, q in zip(rows, worth, strict=True)
    ]


def contrasts_table(rows: list[dict[str, Any]]) -> pd.DataFrame:
    """Rows of contrasts as a table."""
    import pandas as pd

    return pd.DataFrame([{name: row[name] for name in CONTRASTS} for row in rows],
                        columns=list(CONTRASTS))  # fmt: skip


def _empty(theme: str, period: Drawn, a: str, b: str) -> dict[str, Any]:
    row: dict[str, Any] = dict.fromkeys(CONTRASTS)
    return row | {
        "theme": theme, "period": period.period, "a": a, "b": b, "test": "", "note": "",
        "found": False,
    }  # fmt: skip


def _pair_rows(
    pair: Pair, period: Drawn, counts: Counts, choices: Choices
) -> Iterator[dict[str, Any]]:
    members = pair.members(counts)
    one, other = (period.sums(*sides) for sides in members)
    if not one.statements or not other.statements:
        return  # there is nothing to compare
    a, b = pair.names(counts)
    statements = float(one.statements), float(other.statements)
    shown = _shown(one, other, choices.measure)
    few = [
        f"{name}: {number(n)} statement{'' if n == 1 else 's'}: not comparable"
        for name, n in zip((a, b), statements, strict=True)
        if n < choices.least
    ]
    effects = _effects(members, period, choices) if not few else []
    tests = _tests(pair, period, counts, choices) if not few else {}
    for column, theme in enumerate(counts.themes):
        row = _empty(theme, period, a, b) | shown[column]
        if few:
            row["note"] = "; ".join(few)
        elif not row["with_a"] and not row["with_b"]:
            row["note"] = "said by neither"
        else:
            row |= effects[column]
            row |= {"p": float(f"{tests[column].p:.6g}"), "test": tests[column].how}
        yield row


def _shown(one: Sums, other: Sums, measure: str) -> list[dict[str, Any]]:
    """Numerator, denominator and rate of both, by theme."""
    columns: dict[str, list[Any]] = {}
    for name, sums in (("a", one), ("b", other)):
        hits, of = sums.parts(measure)
        columns[f"with_{name}"] = [number(x) for x in hits]
        columns[f"of_{name}"] = [number(float(of[0]))] * len(hits)
        columns[f"rate_{name}"] = [_told(x) for x in sums.rate(measure)]
    return [dict(zip(columns, values, strict=True)) for values in zip(*columns.values(),
                                                                      strict=True)]  # fmt: skip


def _told(value: float) -> float | None:
    return round(float(value), 4) if np.isfinite(value) else None


def _effects(
    members: Sequence[tuple[int, ...]], period: Drawn, choices: Choices
) -> list[dict[str, Any]]:
    """Difference, ratio and Cohen's h of each theme, with their intervals.

    A difference of shares is told in points of a hundred. Cohen's h is the difference of
    2 arcsin √share (J. Cohen, Statistical Power Analysis, 1988, chapter 6): about 0.2 is
    small, 0.5 medium, 0.8 large, at whatever level of shares.
    """
    measure = choices.measure
    pair = [period.sums(*sides) for sides in members]
    one, other = (sums.rate(measure) for sums in pair)
    many, others = (period.resampled(*sides).rate(measure) for sides in members)
    fewer = min(float(sums.statements) for sums in pair)
    points = 1.0 if measure == "intensity" else 100.0
    with np.errstate(divide="ignore", invalid="ignore"):
        found = {
            "difference": (points * (one - other), points * (many - others)),
            "ratio": (one / other, many / others),
        }
        if measure != "intensity":
            found["h"] = (cohens_h(one, other), cohens_h(many, others))
    columns: dict[str, list[float | None]] = {
        name + end: [None] * len(one)
        for name in ("difference", "ratio", "h")
        for end in ("", "_low", "_high")
    }
    for name, (value, figures) in found.items():
        low, high = interval(np.nan_to_num(figures, nan=0.0), choices.level, fewer, measure)
        value = np.asarray(value)
        bounds = (value, np.fmin(low, value), np.fmax(high, value))
        for end, numbers in zip(("", "_low", "_high"), bounds, strict=True):
            columns[name + end] = [_told(x) for x in numbers]
    for n in range(len(one)):  # of nothing, and to nothing, there is no end of a ratio
        if one[n] <= 0:
            columns["ratio_low"][n] = 0.0
        if other[n] <= 0:
            columns["ratio_high"][n] = None
    return [dict(zip(columns, values, strict=True)) for values in zip(*columns.values(),
                                                                      strict=True)]  # fmt: skip


def cohens_h(one: Floats, other: Floats) -> Floats:
    """The difference of two shares on a scale on which equal steps are as easy to see.

    >>> cohens_h(np.array([0.65]), np.array([0.45])).round(2).tolist()
    [0.4]
    """
    return np.asarray(2 * np.arcsin(np.sqrt(one)) - 2 * np.arcsin(np.sqrt(other)))


def whole(chance: Floats, measure: str) -> bool:
    """Whether each statement holds a theme or not, and counts once or not at all."""
    return measure == "statements" and bool(np.isin(chance, (0.0, 1.0)).all())


def _tests(pair: Pair, period: Drawn, counts: Counts, choices: Choices) -> dict[int, Tested]:
    """The p-value of each theme that one of the two holds."""
    labels = pair.labels(counts)
    rows = np.flatnonzero((labels >= 0) & (period.chance > 0))
    labels, chance = labels[rows], period.chance[rows]
    hits = hits_of(counts, choices.measure)[rows] * chance[:, None]
    said = np.flatnonzero(hits.sum(axis=0) > 0)
    if whole(chance, choices.measure):
        own, all_ = int((labels == 0).sum()), len(rows)
        return {
            int(n): Tested(
                exact_p(int(hits[labels == 0, n].sum()), own, int(hits[:, n].sum()), all_), "exact"
            )
            for n in said
        }
    of = length_of(counts, choices.measure)[rows] * chance
    random = generator(choices.seed, "labels", period.period, *pair.names(counts))
    tested = by_labels(residuals(hits[:, said], of), labels, choices.permutations, random)
    return dict(zip(said.tolist(), tested, strict=True))


def _any_rows(
    enough: Ints, period: Drawn, counts: Counts, choices: Choices
) -> Iterator[dict[str, Any]]:
    """Whether the sides differ at all, all of them with enough statements at once."""
    place = np.full(len(counts.sides) + 1, -1)
    place[enough] = np.arange(len(enough))
    labels = place[counts.side.codes]  # -1, no side, is the last place
    rows = np.flatnonzero((labels >= 0) & (period.chance > 0))
    labels, chance = labels[rows], period.chance[rows]
    hits = hits_of(counts, choices.measure)[rows] * chance[:, None]
    of = length_of(counts, choices.measure)[rows] * chance
    said = np.flatnonzero(hits.sum(axis=0) > 0)
    tested: dict[int, Tested] = {}
    if whole(chance, choices.measure):
        sizes = np.bincount(labels)
        for n in said:
            having = np.bincount(labels, hits[:, n]).astype(np.int64)
            random = generator(choices.seed, "any", period.period, counts.themes[n])
            tested[int(n)] = any_difference(having, sizes, choices.permutations, random)
    else:
        random = generator(choices.seed, "any", period.period)
        beyond = residuals(hits[:, said], of)
        made = by_labels(beyond, labels, choices.permutations, random)
        tested = dict(zip(said.tolist(), made, strict=True))
    for column, theme in enumerate(counts.themes):
        row = _empty(theme, period, ANY, "")
        row |= {"with_a": number(hits[:, column].sum()), "of_a": number(of.sum())}
        if column in tested:
            row |= {"p": float(f"{tested[column].p:.6g}"), "test": tested[column].how}
        else:
            row["note"] = "said by none"
        yield row
