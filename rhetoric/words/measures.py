"""How far a word belongs to one side: tests, and the size of the difference beside each.

All take arrays, one element a word. A word stands `near` times in `near_size` words of one
side and `rest` times in `rest_size` words of the others.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
#: A number, or an array of them.
Numbers = npt.ArrayLike

#: Quantile of the normal distribution that bounds a 95 % interval.
_NORMAL_95 = 1.959963984540054


@dataclass(frozen=True)
class LogOdds:
    """Log-odds ratios with their standard errors, both of the shape of the counts.

    Attributes:
        delta: natural logarithm of the ratio of the word's odds on both sides.
        error: its standard error.
    """

    delta: Floats
    error: Floats

    @property
    def z(self) -> Floats:
        """How many standard errors it lies from none."""
        return np.asarray(self.delta / self.error)

    @property
    def low(self) -> Floats:
        """Lower end of the 95 % interval of `delta`."""
        return np.asarray(self.delta - _NORMAL_95 * self.error)

    @property
    def high(self) -> Floats:
        """Upper end of the 95 % interval of `delta`."""
        return np.asarray(self.delta + _NORMAL_95 * self.error)


def log_odds(
    near: Numbers,
    rest: Numbers,
    near_size: Numbers,
    rest_size: Numbers,
    prior: Numbers,
    prior_size: float,
) -> LogOdds:
    """Log-odds ratio with an informative Dirichlet prior.

    B. L. Monroe, M. P. Colaresi and K. M. Quinn, Fightin' Words, Political Analysis 16:4
    (2008), equations 16, 20 and 22: each side is taken to have used every word `prior` times
    more than it did. The variance is 1/(near + prior) + 1/(rest + prior).

    Args:
        prior: of each word, above 0.
        prior_size: sum of the priors of all words.

    >>> found = log_odds(30, 10, 1000, 1000, 2.0, 500.0)
    >>> round(float(found.delta), 4), round(float(found.z), 4)
    (0.9944, 2.9375)
    """
    a, b, alpha = _floats(near), _floats(rest), _floats(prior)
    n, m = _floats(near_size), _floats(rest_size)
    with np.errstate(divide="ignore", invalid="ignore"):
        delta = np.log((a + alpha) / (n + prior_size - a - alpha))
        delta = delta - np.log((b + alpha) / (m + prior_size - b - alpha))
    return LogOdds(delta, np.sqrt(1 / (a + alpha) + 1 / (b + alpha)))


def log_likelihood(near: Numbers, rest: Numbers, near_size: Numbers, rest_size: Numbers) -> Floats:
    """G² of the table of a word and all others on both sides.

    T. Dunning, Accurate Methods for the Statistics of Surprise and Coincidence, Computational
    Linguistics 19:1 (1993): twice the sum over the four cells of observed times the logarithm
    of observed by expected.

    >>> log_likelihood([10, 20], [10, 5], 1000, 1000).round(2).tolist()
    [0.0, 9.76]
    """
    cells = _cells(near, rest, near_size, rest_size)
    found = np.zeros(np.broadcast(*cells).shape)
    for observed, expected in zip(cells, _expected(cells), strict=True):
        seen = observed > 0
        ratio = np.divide(observed, expected, out=np.ones_like(found), where=seen & (expected > 0))
        found += np.where(seen, observed * np.log(ratio), 0.0)
    return np.asarray(np.maximum(0.0, 2.0 * found))


def chi_squared(
    near: Numbers,
    rest: Numbers,
    near_size: Numbers,
    rest_size: Numbers,
    *,
    yates: bool = False,
) -> Floats:
    """Pearson's χ² of the table of a word and all others on both sides.

    Args:
        yates: with the correction for continuity (F. Yates, 1934).

    >>> [round(float(chi_squared(7, 2, 10, 9, yates=yates)), 6) for yates in (True, False)]
    [2.632438, 4.33716]
    """
    a, b, c, d = _cells(near, rest, near_size, rest_size)
    n = a + b + c + d
    apart = np.abs(a * d - b * c)
    if yates:
        apart = np.maximum(0.0, apart - n / 2)
    return _divided(n * apart**2, (a + b) * (c + d) * (a + c) * (b + d))


def phi(near: Numbers, rest: Numbers, near_size: Numbers, rest_size: Numbers) -> Floats:
    """The coefficient φ, -1 to 1: its size is Cramér's V of the table, √(χ²/n).

    >>> round(float(phi(7, 2, 10, 9)), 4)
    0.4778
    """
    a, b, c, d = _cells(near, rest, near_size, rest_size)
    return _divided(a * d - b * c, np.sqrt((a + b) * (c + d) * (a + c) * (b + d)))


def log_ratio(near: Numbers, rest: Numbers, near_size: Numbers, rest_size: Numbers) -> Floats:
    """Binary logarithm of the ratio of two frequencies: 1 is twice as frequent.

    A. Hardie's log ratio (2014), half a word added to each count.

    >>> float(log_ratio(0, 0, 100, 100))
    0.0
    """
    high = (_floats(near) + 0.5) / (_floats(near_size) + 1)
    return np.asarray(np.log2(high / ((_floats(rest) + 0.5) / (_floats(rest_size) + 1))))


def percent_diff(near: Numbers, rest: Numbers, near_size: Numbers, rest_size: Numbers) -> Floats:
    """%DIFF (Gabrielatos & Marchi 2011): by how many per cent it is more frequent; 100 is twice.

    NaN where the word is not on the other side.

    >>> float(percent_diff(20, 10, 1000, 1000))
    100.0
    """
    other = _divided(_floats(rest), _floats(rest_size))
    here = _divided(_floats(near), _floats(near_size))
    return np.asarray(100 * _divided(here - other, other, none=np.nan))


def expected(both: Numbers, one: Numbers, other: Numbers, whole: Numbers) -> Floats:
    """How often two things would be found together by chance.

    Here and below `both` counts where two things are found together, `one` and `other` where each
    of them is, `whole` all places there are.
    """
    return _divided(_floats(one) * _floats(other), np.broadcast_arrays(_floats(whole), both)[0])


def pmi(both: Numbers, one: Numbers, other: Numbers, whole: Numbers) -> Floats:
    """Pointwise mutual information in bits (Church & Hanks 1990); `both` is above 0.

    >>> float(pmi(8, 16, 16, 256))
    3.0
    """
    return np.asarray(np.log2(_floats(both) / expected(both, one, other, whole)))


def npmi(both: Numbers, one: Numbers, other: Numbers, whole: Numbers) -> Floats:
    """The same from -1 to 1, for words that are only found together (Bouma 2009).

    >>> round(float(npmi(8, 16, 16, 256)), 2), float(npmi(8, 8, 8, 256))
    (0.6, 1.0)
    """
    most = -np.log2(_divided(both, whole))
    return _divided(pmi(both, one, other, whole), most, none=1.0)


def t_score(both: Numbers, one: Numbers, other: Numbers, whole: Numbers) -> Floats:
    """The t-score of collocations (Church, Gale, Hanks & Hindle 1991).

    >>> round(float(t_score(9, 16, 16, 256)), 4)
    2.6667
    """
    seen = _floats(both)
    return _divided(seen - expected(both, one, other, whole), np.sqrt(seen))


def log_dice(both: Numbers, one: Numbers, other: Numbers) -> Floats:
    """logDice (Rychlý 2008): 14 for two words that are only found together, 1 less for half of it.

    It does not depend on how large the corpus is.

    >>> float(log_dice(8, 8, 8)), float(log_dice(8, 16, 16))
    (14.0, 13.0)
    """
    return np.asarray(14 + np.log2(_divided(2 * _floats(both), _floats(one) + _floats(other))))


def p_of_z(z: Numbers) -> Floats:
    """Two-sided p-value of a normal deviate.

    >>> round(float(p_of_z(1.959964)), 6)
    0.05
    """
    from scipy.special import erfc

    return np.asarray(erfc(np.abs(_floats(z)) / np.sqrt(2.0)))


def p_of_chi(statistic: Numbers) -> Floats:
    """p-value of a χ² or G² with one degree of freedom.

    >>> round(float(p_of_chi(3.841459)), 6)
    0.05
    """
    return p_of_z(np.sqrt(_floats(statistic)))


def _floats(values: Numbers) -> Floats:
    return np.asarray(values, dtype=np.float64)


def _cells(near: Numbers, rest: Numbers, near_size: Numbers, rest_size: Numbers) -> list[Floats]:
    """The word on both sides, then all other words on both sides."""
    a, b = _floats(near), _floats(rest)
    return list(np.broadcast_arrays(a, b, _floats(near_size) - a, _floats(rest_size) - b))


def _expected(cells: list[Floats]) -> list[Floats]:
    a, b, c, d = cells
    n = a + b + c + d
    return [
        _divided(row * column, n)
        for row, column in ((a + b, a + c), (a + b, b + d), (c + d, a + c), (c + d, b + d))
    ]


def _divided(top: Any, bottom: Any, none: float = 0.0) -> Floats:
    """top / bottom; `none` where there is nothing to divide by."""
    top, bottom = np.broadcast_arrays(_floats(top), _floats(bottom))
    return np.asarray(np.divide(top, bottom, out=np.full(top.shape, none), where=bottom != 0))
