"""Where a sequence of statements changes: how often they hold a theme, before and after.

The statements of a side in order of date give a sequence of numbers: 1 and 0 for holding the
theme or not (or the share of their passages, or uses per 1,000 words). It is cut where the
squared distance to the mean of each stretch, plus a penalty for each cut, is least. ruptures
finds that cut exactly (C. Truong, L. Oudre & N. Vayatis, Signal Processing 167, 2020; R.
Killick, P. Fearnhead & I. A. Eckley, Journal of the American Statistical Association 107, 2012).
The penalty is 2 x variance x log(statements): Schwarz's criterion for a mean and a place a
cut (Y.-C. Yao, Statistics & Probability Letters 6, 1988), with the variance of the whole
sequence, which is too large rather than too small where there are changes.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from rhetoric.compare.counts import Floats, Ints
from rhetoric.significance import shuffled_p

_TINY = 1e-9
#: No more shuffles are made when so many could be cut as well.
ENOUGH = 20


@dataclass(frozen=True)
class Cut:
    """A sequence cut into stretches.

    Attributes:
        ends: the place behind the last statement of each stretch but the last.
        gain: by how much the squared distances fall, beyond the penalty; 0 without a cut.
    """

    ends: tuple[int, ...]
    gain: float


def penalty(values: Floats) -> float:
    """What a cut has to be worth.

    >>> round(penalty(np.array([0.0, 0, 0, 0, 1, 1, 1, 1])), 3)  # 2 x 1/4 x log 8
    1.04
    """
    return float(2 * values.var() * np.log(len(values)))


def cut(values: Floats, least: int) -> Cut:
    """The best cut.

    Args:
        values: of each statement, in order of date; shape (n,).
        least: fewest statements of a stretch.
    """
    from ruptures import KernelCPD

    if len(values) < 2 * least or np.ptp(values) <= _TINY:
        return Cut((), 0.0)
    worth = penalty(values)
    # The linear kernel is the squared distance to the mean, computed outside Python.
    found = KernelCPD(kernel="linear", min_size=least).fit(values[:, None]).predict(pen=worth)
    ends = tuple(int(end) for end in found[:-1])
    parts = np.split(values, ends)
    left = sum(float(((part - part.mean()) ** 2).sum()) for part in parts)
    gain = float(((values - values.mean()) ** 2).sum()) - left - worth * len(ends)
    return Cut(ends, gain) if ends else Cut((), 0.0)


def order_matters(
    values: Floats, least: int, seen: Cut, shuffles: int, random: np.random.Generator
) -> float:
    """p of a cut as good or better when the order of the statements does not matter.

    The statements are shuffled and cut again. What is far from rare is seen soon: when ENOUGH
    of l shuffles do as well, p = ENOUGH / l; else p = (b + 1) / (m + 1) of all m (J. Besag & P.
    Clifford, Biometrika 78, 1991). Where nothing was cut it is 1.
    """
    if not seen.ends:
        return 1.0
    limit = seen.gain - _TINY * (1 + abs(seen.gain))
    beyond = 0
    for number in range(1, shuffles + 1):
        beyond += cut(random.permutation(values), least).gain >= limit
        if beyond == ENOUGH:
            return ENOUGH / number
    return shuffled_p(beyond, shuffles)


def places(
    values: Floats, moments: Floats, at: int, least: int, random: np.random.Generator
) -> Floats:
    """When the change of two stretches could have been, a moment a draw.

    In each draw the statements of a stretch take the values of any of it, with random weights,
    half a statement with the theme and half a one without standing beside (as in
    rhetoric.compare.resampling; without them, nought of six would be nought for certain), and
    their dates are drawn; then the best single cut is sought again (M. Hušková & C. Kirch,
    Journal of Time Series Analysis 29, 2008).

    Args:
        values: of the two stretches; shape (n,).
        moments: drawn dates; shape (draws, n).
        at: where the second stretch begins.
    """
    draws, n = moments.shape
    typical = float(values[values > 0].mean()) if (values > 0).any() else 0.0
    drawn = np.concatenate(
        [_alike(part, typical, draws, random) for part in (values[:at], values[at:])], axis=1
    )
    order = np.argsort(moments, axis=1, kind="stable")
    made = np.take_along_axis(drawn, order, axis=1)
    ordered = np.take_along_axis(moments, order, axis=1)
    ends: Ints = np.arange(least, n - least + 1)
    so_far = np.cumsum(made, axis=1)
    beyond = so_far[:, ends - 1] - so_far[:, -1:] * (ends / n)
    gain = beyond**2 / (ends * (n - ends))
    best = ends[gain.argmax(axis=1)]
    row = np.arange(draws)
    return np.asarray((ordered[row, best - 1] + ordered[row, best]) / 2)


def _alike(values: Floats, typical: float, draws: int, random: np.random.Generator) -> Floats:
    """Values as those of a stretch might have been, shape (draws, n)."""
    pool = np.concatenate([values, [0.0, typical]])
    shape = np.concatenate([np.ones(len(values)), [0.5, 0.5]])
    weight = random.standard_gamma(shape, (draws, len(pool))).cumsum(axis=1)
    weight /= weight[:, -1:]
    row = np.arange(draws)[:, None]  # one search for all: the weights of a draw end where
    at = np.searchsorted(
        (weight + row).ravel(), (random.random((draws, len(values))) + row).ravel()
    )
    place = at.reshape(draws, -1) - row * len(pool)  # those of the next begin
    return np.asarray(pool[np.clip(place, 0, len(pool) - 1)])
