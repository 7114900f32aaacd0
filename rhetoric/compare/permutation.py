"""Could the sides differ by chance: the labels of whole statements are shuffled.

If it does not matter who speaks, any statement could as well be of any side. The difference that
was seen is set against those of all ways to hand out the same labels. Where a statement holds
a theme or does not, and each counts once, these can be counted without shuffling: of two
sides it is the hypergeometric distribution (R. A. Fisher), of more the multivariate one.
Else all ways are gone through if they are few, and if not, m are drawn: then
p = (b + 1) / (m + 1), where b of them differ at least as much (B. Phipson & G. K. Smyth,
Statistical Applications in Genetics and Molecular Biology 9:1, 2010); b / m would be too small,
and could be 0, which no p-value of a permutation test is.

Of rates of passages or words, the statistic is the sum over a side's statements of what they hold
beyond the rate of all together: hits - rate x length. It is 0 in all, and has the sign of the
difference.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from math import comb

import numpy as np

from rhetoric.compare.counts import Floats, Ints
from rhetoric.significance import shuffled_p

#: No more ways than this are gone through one by one.
FEW = 20_000
#: Labels shuffled at once, times statements.
_HELD = 4_000_000
#: Differences of rounding are none.
_TINY = 1e-9


@dataclass(frozen=True)
class Tested:
    """A p-value and where it is from.

    Attributes:
        p: the chance of so great a difference, or a greater one, when labels do not matter.
        how: exact, or shuffled.
    """

    p: float
    how: str


def exact_p(having: int, own: int, holding: int, all_: int) -> float:
    """Two sides, each statement with the theme or without: p of the difference of shares.

    Args:
        having: statements of one side with the theme.
        own: statements of that side.
        holding: statements of both with the theme.
        all_: statements of both.

    >>> round(exact_p(3, 4, 4, 8), 4)  # Fisher's tea
    0.4857
    """
    from scipy.special import gammaln

    low, high = max(0, holding - (all_ - own)), min(own, holding)
    ways = np.arange(low, high + 1)

    def choose(n: int, k: Ints) -> Floats:
        return np.asarray(gammaln(n + 1) - gammaln(k + 1) - gammaln(n - k + 1))

    log = choose(own, ways) + choose(all_ - own, holding - ways)
    weight = np.exp(log - log.max())
    expected = holding * own / all_
    beyond = np.abs(ways - expected) >= abs(having - expected) - _TINY
    return float(min(1.0, weight[beyond].sum() / weight.sum()))


def any_difference(having: Ints, sizes: Ints, shuffles: int, chance: np.random.Generator) -> Tested:
    """More than two sides, each statement with the theme or without: does any share differ?

    The statistic is Pearson's chi-squared.

    Args:
        having, sizes: statements with the theme, and statements, of each side.
    """
    holding = int(having.sum())
    expected = holding * sizes / sizes.sum()

    def apart(tables: Ints) -> Floats:
        return np.asarray((((tables - expected) ** 2) / sizes).sum(axis=-1))

    seen = float(apart(having)) - _TINY
    tables = _tables(sizes, holding)
    if tables is None:
        drawn = chance.multivariate_hypergeometric(sizes, holding, size=shuffles)
        return Tested(shuffled_p(int((apart(drawn) >= seen).sum()), shuffles), "shuffled")
    from scipy.special import gammaln

    log = (gammaln(sizes + 1) - gammaln(tables + 1) - gammaln(sizes - tables + 1)).sum(axis=1)
    weight = np.exp(log - log.max())
    return Tested(float(min(1.0, weight[apart(tables) >= seen].sum() / weight.sum())), "exact")


def _tables(sizes: Ints, holding: int) -> Ints | None:
    """All ways to hand out `holding` themes to sides; None where they are too many."""
    found = np.zeros((1, 0), dtype=np.int64)
    left = np.array([holding])
    for n, size in enumerate(sizes):
        room = int(sizes[n + 1 :].sum())
        low, high = np.maximum(0, left - room), np.minimum(left, size)
        times = high - low + 1
        if times.sum() > FEW:
            return None
        before = np.repeat(np.arange(len(found)), times)
        start = np.repeat(np.cumsum(times) - times, times)
        given = np.arange(len(before)) - start + low[before]
        found = np.column_stack([found[before], given])
        left = left[before] - given
    return found


def residuals(hits: Floats, of: Floats) -> Floats:
    """What each statement holds beyond the rate of all together.

    Args:
        hits: of each theme, shape (N, T).
        of: out of how much, shape (N,).
    """
    rate = hits.sum(axis=0) / max(of.sum(), _TINY)
    return np.asarray(hits - rate * of[:, None])


def by_labels(
    beyond: Floats, side: Ints, shuffles: int, chance: np.random.Generator
) -> list[Tested]:
    """The p-value of each theme, for what statements hold beyond the common rate.

    The statistic is the sum of a side's statements; of more than two sides, the sum of its
    squares, each by the number of statements.

    Args:
        beyond: as of `residuals`, shape (N, T).
        side: the side of each statement, from 0.
    """
    sizes = np.bincount(side)
    two = len(sizes) == 2
    seen = _apart(np.flatnonzero(side == 0)[None], beyond) if two else _spread(
        side[None], beyond, sizes
    )  # fmt: skip
    seen = seen[0] - _TINY * (1 + np.abs(beyond).max())
    if two and comb(len(side), int(sizes[0])) <= FEW:
        chosen = np.array(list(combinations(range(len(side)), int(sizes[0]))), dtype=np.int64)
        share = (_apart(chosen, beyond) >= seen).mean(axis=0)
        return [Tested(float(p), "exact") for p in share]
    count = np.zeros(beyond.shape[1], dtype=np.int64)
    for some in _blocks(shuffles, len(side)):
        if two:
            few = int(sizes.min())
            order = np.argpartition(chance.random((some, len(side))), few - 1, axis=1)
            count += (_apart(order[:, :few], beyond) >= seen).sum(axis=0)
        else:
            labels = chance.permuted(np.tile(side, (some, 1)), axis=1)
            count += (_spread(labels, beyond, sizes) >= seen).sum(axis=0)
    return [Tested(shuffled_p(int(b), shuffles), "shuffled") for b in count]


def _blocks(shuffles: int, statements: int) -> Iterator[int]:
    step = max(1, _HELD // max(statements, 1))
    for at in range(0, shuffles, step):
        yield min(step, shuffles - at)


def _apart(chosen: Ints, beyond: Floats) -> Floats:
    """How far the sum of some statements is from 0: as far as that of the others."""
    sums = np.zeros((len(chosen), beyond.shape[1]))
    step = max(1, _HELD // max(1, chosen.shape[1] * beyond.shape[1]))
    for at in range(0, len(chosen), step):
        sums[at : at + step] = beyond[chosen[at : at + step]].sum(axis=1)
    return np.abs(sums)


def _spread(labels: Ints, beyond: Floats, sizes: Ints) -> Floats:
    return np.asarray(
        sum(((labels == s) @ beyond) ** 2 / size for s, size in enumerate(sizes) if size)
    )


def nearly(own: Floats, others: Floats) -> Floats:
    """The p-values of `by_labels` for two sides, from sums alone, by the normal distribution.

    Shuffling's own mean and variance are used (W. Hoeffding, Annals of Mathematical Statistics
    22, 1951).

    Args:
        own, others: of each side, for as many cases as wanted, shape (cases, 6): statements,
            out of how much, hits, and the sums of of², of x hits and hits².
    """
    from scipy.special import ndtr

    n, of, hits, of2, cross, hits2 = (own + others).T
    with np.errstate(divide="ignore", invalid="ignore"):
        rate = hits / of
        spread = np.maximum(hits2 - 2 * rate * cross + rate * rate * of2, 0.0)
        variance = own[:, 0] * others[:, 0] / (n * (n - 1)) * spread
        p = 2 * ndtr(-np.abs(own[:, 2] - rate * own[:, 1]) / np.sqrt(variance))
    return np.where(variance > 0, p, 1.0)


def found_below(p: Sequence[float] | Floats, level: float) -> float:
    """The largest p-value with which one more test would be found, besides these.

    Found is what has an adjusted value of at most 1 - level.

    Args:
        p: of the other tests.

    >>> round(found_below([0.5], 0.95), 3), round(found_below([0.001], 0.95), 3)
    (0.025, 0.05)
    """
    made = np.sort(np.asarray(p, dtype=np.float64))
    rank = np.arange(1, len(made) + 2)
    limits = (1 - level) * rank / len(rank)
    reached = np.searchsorted(made, limits * (1 + _TINY), side="right") >= rank - 1
    return float(limits[reached].max())  # rank 1 needs no other
