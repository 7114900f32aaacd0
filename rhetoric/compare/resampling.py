"""Figures of resampled statements: how far they could be from what was counted.

Passages of one statement are not independent: who makes a charge once makes it again a
sentence later. So whole statements are resampled, within their side, each with everything
that is in it (a cluster bootstrap: A. C. Davison & D. V. Hinkley, Bootstrap Methods and their
Application, 1997, section 3.8). In place of drawing some twice and some not at all, each
statement gets a random weight of mean 1 (the Bayesian bootstrap: D. B. Rubin, Annals of
Statistics 9, 1981). That is smooth, and it can be given what a few statements cannot show:
a half statement with the theme and a half without it stand beside those there are. For
a share of statements the result is the Jeffreys interval, whose coverage is close to what it
says even for five statements and for none with the theme (L. D. Brown, T. T. Cai & A.
DasGupta, Statistical Science 16, 2001); drawing alone would say of nought in five that it is
nought. The halves have the length of the side's mean statement and, where they hold the
theme, as many uses as those that do.

For passages and words, statements differ in length and in what they hold, and with few of them
the middle 95 % of the resampled figures are too short a range. A wider one is taken (T. C.
Hesterberg, The American Statistician 69, 2015, section 4.4: the expanded percentile
interval). `benchmarks/compare/coverage.py` measures what is left of the error.

An uncertain date is part of what is not known: for every resample a day is drawn for
each statement, evenly from those it may date from.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from zlib import crc32

import numpy as np
import numpy.typing as npt

from rhetoric.compare.choices import Choices
from rhetoric.compare.counts import Counts, Floats, Ints
from rhetoric.periods import chances, name_of, period_of

Narrow = npt.NDArray[np.float32]
#: Statements whose weights are in memory at once, times resamples.
_HELD = 8_000_000


@dataclass(frozen=True)
class Sums:
    """What rates are made of, added up over statements; arrays of one leading shape.

    Attributes:
        statements, passages, words: how much there is.
        having: statements with each theme.
        hits: passages with each theme.
    """

    statements: Floats
    passages: Floats
    words: Floats
    having: Floats
    hits: Floats

    @classmethod
    def of(cls, table: npt.NDArray[np.floating]) -> Sums:
        """From the columns of `columns_of`, added up; shape (…, 3 + 2 T)."""
        wide = np.asarray(table, dtype=np.float64)
        themes = (wide.shape[-1] - 3) // 2
        return cls(
            wide[..., 0], wide[..., 1], wide[..., 2], wide[..., 3 : 3 + themes],
            wide[..., 3 + themes :],
        )  # fmt: skip

    def parts(self, measure: str) -> tuple[Floats, Floats]:
        """What is counted of each theme, and out of how much, shape (…, T) and (…, 1)."""
        if measure == "statements":
            return self.having, self.statements[..., None]
        return self.hits, (self.passages if measure == "passages" else self.words)[..., None]

    def rate(self, measure: str) -> Floats:
        """The rates of all themes, shape (…, T); NaN where there is nothing to count in."""
        hits, of = self.parts(measure)
        with np.errstate(invalid="ignore", divide="ignore"):
            rate = np.where(of > 0, hits / of, np.nan)
        return 1000 * rate if measure == "intensity" else np.minimum(rate, 1.0)


@dataclass(frozen=True)
class Drawn:
    """One period (or all time) of a comparison, as counted and as resampled.

    Attributes:
        period: its name; "" for all time.
        sides: those there are, in the order of the arrays.
        chance: how likely each statement dates from it, shape (N,).
        counted: sums of the columns of `columns_of`, each statement as far as it likely dates
            from the period; shape (sides, columns).
        weighted: the same with random weights, shape (sides, resamples, columns).
        seed: of the random numbers.
    """

    period: str
    sides: tuple[str, ...]
    chance: Floats
    counted: Floats
    weighted: Narrow
    seed: int

    @property
    def statements(self) -> Floats:
        """How many there are of each side, shape (sides,)."""
        return np.asarray(self.counted[:, 0])

    @cached_property
    def _whole(self) -> tuple[Floats, Floats]:
        """What all sides hold together, as counted and with random weights."""
        return self.counted.sum(axis=0), self.weighted.sum(axis=0, dtype=np.float64)

    def _together(self, sides: tuple[int, ...]) -> tuple[Floats, Floats]:
        """The same of some sides; of most, it is quicker to take away the others."""
        others = [n for n in range(len(self.sides)) if n not in sides]
        if len(others) >= len(sides):
            own = list(sides)
            return self.counted[own].sum(axis=0), self.weighted[own].sum(axis=0, dtype=np.float64)
        counted, weighted = self._whole
        return (
            np.maximum(counted - self.counted[others].sum(axis=0), 0.0),
            np.maximum(weighted - self.weighted[others].sum(axis=0, dtype=np.float64), 0.0),
        )

    def sums(self, *sides: int) -> Sums:
        """What some sides hold together, as counted."""
        return Sums.of(self._together(sides)[0])

    def resampled(self, *sides: int) -> Sums:
        """The same, resampled, with half a statement of each kind beside; see the module."""
        whole, figures = self._together(sides)
        if whole[0] > 0:
            random = generator(self.seed, "halves", self.period, *(self.sides[n] for n in sides))
            with_it, without = random.standard_gamma(0.5, (2, len(figures)))
            counted, themes = Sums.of(whole), (len(whole) - 3) // 2
            some = counted.having > 0
            uses = np.where(some, counted.hits / np.where(some, counted.having, 1), 1.0)
            figures[:, :3] += (with_it + without)[:, None] * whole[:3] / whole[0]
            figures[:, 3 : 3 + themes] += with_it[:, None]
            figures[:, 3 + themes :] += with_it[:, None] * uses
        return Sums.of(figures)


def generator(seed: int, *names: str) -> np.random.Generator:
    """Random numbers that depend on a seed and on what they are for, on nothing else."""
    return np.random.default_rng([seed, *(crc32(name.encode()) for name in names)])


def columns_of(counts: Counts) -> Floats:
    """What is added up of each statement: 1, passages, words, themes held, their hits."""
    one = np.ones(len(counts))
    return np.column_stack([one, counts.passages, counts.words, counts.has, counts.hits])


def drawn(counts: Counts, choices: Choices) -> Iterator[Drawn]:
    """Resample every side in every period, in order of time.

    Statements without a side take no part; where periods are asked for, neither do those
    without a date.
    """
    table = columns_of(counts)
    sided = counts.side.codes >= 0
    if not choices.period:
        chance = sided.astype(np.float64)
        whole = _weighted(counts, choices, table, np.flatnonzero(sided), "")[0]
        yield _period("", chance, counts, choices, table, whole)
        return
    rows = np.flatnonzero(sided & counts.dated)
    if not len(rows):
        return
    begin = np.zeros(len(counts), dtype=np.int64)
    begin[rows] = period_of(counts.first[rows], choices.period)
    final = int(period_of(counts.last[rows], choices.period).max())
    waiting: dict[int, Narrow] = {}
    for number in range(int(begin[rows].min()), final + 1):
        name = name_of(number, choices.period)
        starting = rows[begin[rows] == number]
        for later, sums in _weighted(counts, choices, table, starting, name).items():
            waiting[later] = waiting[later] + sums if later in waiting else sums
        weights = waiting.pop(number, _nothing(counts, choices, table))
        chance = np.zeros(len(counts))
        chance[rows] = chances(counts.first[rows], counts.last[rows], number, choices.period)
        if chance.any():
            yield _period(name, chance, counts, choices, table, weights)


def _nothing(counts: Counts, choices: Choices, table: Floats) -> Narrow:
    shape = (len(counts.sides), choices.resamples, table.shape[1])
    return np.zeros(shape, dtype=np.float32)


def _weighted(
    counts: Counts, choices: Choices, table: Floats, rows: Ints, name: str
) -> dict[int, Narrow]:
    """Weighted sums by period, of statements that begin in the same one; 0 without periods."""
    found: dict[int, Narrow] = {} if choices.period else {0: _nothing(counts, choices, table)}
    narrow = table.astype(np.float32)
    for number, side in enumerate(counts.sides):
        chance = generator(choices.seed, "weights", side, name)
        own = rows[counts.side.codes[rows] == number]
        step = max(1, _HELD // choices.resamples)
        for at in range(0, len(own), step):
            some = own[at : at + step]
            size = (choices.resamples, len(some))
            weights = chance.standard_exponential(size, dtype=np.float32)
            for period, part, kept in _dated(counts, choices, some, weights, chance):
                if period not in found:
                    found[period] = _nothing(counts, choices, table)
                found[period][number] += part @ narrow[kept]
    return found


def _dated(
    counts: Counts,
    choices: Choices,
    rows: Ints,
    weights: Narrow,
    chance: np.random.Generator,
) -> Iterator[tuple[int, Narrow, Ints]]:
    """The weights of statements by the period each is drawn to be from."""
    if not choices.period:
        yield 0, weights, rows
        return
    low = period_of(counts.first[rows], choices.period)
    high = period_of(counts.last[rows], choices.period)
    sure = low == high
    if sure.any():
        yield int(low[0]), weights[:, sure], rows[sure]
    rest = np.flatnonzero(~sure)
    if not len(rest):
        return
    first, last = counts.first[rows[rest]], counts.last[rows[rest]]
    days = first + (chance.random((len(weights), len(rest))) * (last - first + 1)).astype(np.int64)
    at = period_of(days, choices.period)
    for period in range(int(low[rest].min()), int(high[rest].max()) + 1):
        may = (low[rest] <= period) & (period <= high[rest])
        if may.any():
            some = rest[may]
            yield period, weights[:, some] * (at[:, may] == period), rows[some]


def _period(
    name: str, chance: Floats, counts: Counts, choices: Choices, table: Floats, weighted: Narrow
) -> Drawn:
    counted = np.zeros((len(counts.sides), table.shape[1]))
    for number in range(len(counts.sides)):
        own = counts.side.codes == number
        counted[number] = chance[own] @ table[own]
    return Drawn(name, counts.sides, chance, counted, weighted, choices.seed)


def tail(level: float, statements: float, *, widen: bool) -> float:
    """How much of the resampled figures lies outside an interval, at each end.

    Args:
        statements: how many were resampled.
        widen: take the expanded percentile interval (Hesterberg 2015).

    >>> tail(0.95, 5, widen=False), round(tail(0.95, 5, widen=True), 4)
    (0.025, 0.001)
    """
    outside = (1 - level) / 2
    if not widen:
        return round(outside, 12)
    from scipy.special import ndtr, stdtrit

    freedom = max(statements, 2.0) - 1
    reach = np.sqrt((freedom + 1) / freedom) * stdtrit(freedom, 1 - outside)
    return float(ndtr(-reach))


def interval(figures: Floats, level: float, statements: float, measure: str) -> Floats:
    """Low and high end of each column's interval, shape (2, T).

    Args:
        figures: resampled, shape (resamples, T).
        statements: of the side; of two sides, of the smaller one.
    """
    outside = tail(level, statements, widen=measure != "statements")
    return np.asarray(np.quantile(figures, [outside, 1 - outside], axis=0))
