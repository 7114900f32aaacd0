"""Each side's words against those of all other sides, on arrays of counts.

One statement is not to make a word key: beside each test stand the number of statements that
hold the word, how unevenly it is spread over them (S. Th. Gries' deviation of proportions,
International Journal of Corpus Linguistics 13:4, 2008), and what is left of z without the
statement that holds it most.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from rhetoric.words.counts import Counts
from rhetoric.words.measures import (
    Floats,
    LogOdds,
    chi_squared,
    log_likelihood,
    log_odds,
    p_of_chi,
    p_of_z,
)
from rhetoric.words.tokens import Flags, Ints

MEASURES = ("log-odds", "g2", "chi2", "chi2-yates")


@dataclass(frozen=True)
class Contrast:
    """All terms of one side against the other sides; arrays have the shape (terms,).

    Attributes:
        side: its number.
        near, rest: how often each term stands on this side, and on all others.
        near_size, rest_size: how many terms there are on this side, and on all others.
        statements, elsewhere: how many statements of both hold it.
        odds: log-odds ratio with a Dirichlet prior.
        dispersion: deviation of proportions over the statements of the side: 0 is even, near 1
            is in one small part of it; NaN for a term that is not there.
        without: z of the log-odds ratio, the statement with the most of the term left out.
        rows: the rows of this side (see Counts).
        most: place in `rows` of that statement; -1 for a term that is not there.
    """

    side: int
    near: Ints
    rest: Ints
    near_size: int
    rest_size: int
    statements: Ints
    elsewhere: Ints
    odds: LogOdds
    dispersion: Floats
    without: Floats
    rows: Counts
    most: Ints

    def statistic(self, measure: str) -> Floats:
        """The figure that terms are ranked by: z, or G² or χ² of those that are more frequent.

        Args:
            measure: one of `MEASURES`.
        """
        if measure == "log-odds":
            return self.odds.z
        more = self.near * self.rest_size > self.rest * self.near_size
        return np.where(more, self._tested(measure), 0.0)

    def p(self, measure: str) -> Floats:
        """Two-sided p-values of that figure."""
        if measure == "log-odds":
            return p_of_z(self.odds.z)
        return p_of_chi(self._tested(measure))

    def _tested(self, measure: str) -> Floats:
        table = self.near, self.rest, self.near_size, self.rest_size
        if measure == "g2":
            return log_likelihood(*table)
        return chi_squared(*table, yates=measure == "chi2-yates")


@dataclass(frozen=True)
class Prior:
    """What each term is expected to be as frequent as.

    Attributes:
        words: of each term, shape (terms,), above 0.
        size: sum over all terms, those that are too rare to be compared included.
    """

    words: Floats
    size: float


def prior_of(counts: Counts, background: Flags, size: float) -> Prior:
    """A prior as large as `size` words, with the frequencies of some statements.

    A term that is in none of them is taken to be there half a time.

    Args:
        background: of each statement, whether it is one of them.
    """
    seen = np.maximum(counts.where(background).totals(), 0.5)
    whole = counts.sizes[background].sum() + 0.5 * np.count_nonzero(seen == 0.5)
    return Prior(size * seen / max(whole, 0.5), size)


def contrasts(counts: Counts, side: Ints, sides: int, prior: Prior) -> Iterator[Contrast]:
    """Each side against all others.

    Args:
        side: of each statement, the number of its side; -1 for none.
        sides: how many there are.
    """
    compared = counts.where(side >= 0)
    of = side[compared.statement]
    order = np.argsort(of.astype(np.int16) if sides < 2**15 else of, kind="stable")
    edges = np.searchsorted(of[order], np.arange(sides + 1))
    totals = compared.totals()
    holding = np.bincount(compared.term, minlength=len(counts.terms))
    whole = int(counts.sizes[side >= 0].sum())
    for number in range(sides):
        own = order[edges[number] : edges[number + 1]]
        rows = Counts(
            counts.terms, counts.sizes, compared.term[own], compared.statement[own],
            compared.count[own], compared.at[own],
        )  # fmt: skip
        size = int(counts.sizes[side == number].sum())
        yield _contrast(number, rows, size, totals, whole, holding, prior)


def _contrast(
    number: int, rows: Counts, size: int, totals: Ints, whole: int, holding: Ints, prior: Prior
) -> Contrast:
    near = rows.totals()
    rest, rest_size = totals - near, whole - size
    statements = np.bincount(rows.term, minlength=len(near))
    most = _most(rows)
    present = most >= 0
    top = most[present]
    removed, removed_size = np.zeros_like(near), np.zeros_like(near)
    removed[present] = rows.count[top]
    removed_size[present] = rows.sizes[rows.statement[top]]

    def odds(near: Ints, size: int | Ints) -> LogOdds:
        return log_odds(near, rest, size, rest_size, prior.words, prior.size)

    return Contrast(
        number, near, rest, size, rest_size, statements, holding - statements,
        odds(near, size), _dispersion(rows, near, size),
        odds(near - removed, size - removed_size).z, rows, most,
    )  # fmt: skip


def _dispersion(rows: Counts, near: Ints, size: int) -> Floats:
    """Deviation of proportions: half the sum over statements of |share of term - of words|."""
    share = rows.sizes[rows.statement] / max(1, size)
    apart = np.abs(rows.count / near[rows.term] - share)
    length = len(near)
    covered = np.bincount(rows.term, share, length)
    found = (np.bincount(rows.term, apart, length) + 1.0 - covered) / 2
    return np.where(near > 0, np.clip(found, 0.0, 1.0), np.nan)


def _most(rows: Counts) -> Ints:
    """Of each term, the first row with its highest count; -1 without any."""
    found = np.full(len(rows.terms), -1, dtype=np.int64)
    if not len(rows.term):
        return found
    begins = np.flatnonzero(np.concatenate([[True], rows.term[1:] != rows.term[:-1]]))
    highest = np.maximum.reduceat(rows.count, begins)
    lengths = np.diff(np.concatenate([begins, [len(rows.term)]]))
    tops = np.flatnonzero(rows.count == np.repeat(highest, lengths))
    found[rows.term[tops][::-1]] = tops[::-1]  # written last: the first one
    return found
