"""P-values of shuffles, and what p-values are worth when so many were looked at."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]

#: Sums of the same figures in another order may differ by so much.
_TINY = 1e-9


def shuffled_p(beyond: int, draws: int) -> float:
    """The p-value of `draws` shuffles, of which `beyond` differ at least as much as was seen.

    Never 0 (B. Phipson & G. K. Smyth, Statistical Applications in Genetics and Molecular
    Biology 9:1, 2010).

    >>> shuffled_p(0, 999), shuffled_p(49, 999)
    (0.001, 0.05)
    """
    return (beyond + 1) / (draws + 1)


def p_value(observed: float, shuffled: npt.ArrayLike) -> float:
    """Share of shuffled figures at least as large as the one observed; see `shuffled_p`.

    >>> p_value(3.0, [1.0, 2.0, 3.0])
    0.5
    """
    figures = np.asarray(shuffled, dtype=np.float64)
    return shuffled_p(int(np.sum(figures >= observed - _TINY)), len(figures))


def false_discovery(p: npt.ArrayLike, tests: npt.ArrayLike | None = None) -> Floats:
    """p-values adjusted so that of all found at q, about a share q is found by chance.

    Y. Benjamini and Y. Hochberg, Journal of the Royal Statistical Society B 57:1 (1995).

    Args:
        p: those to adjust.
        tests: of all tests that were made, these among them; by default there are no others.

    >>> false_discovery([0.01, 0.04, 0.03, 0.005]).tolist()
    [0.02, 0.04, 0.04, 0.02]
    """
    given = np.asarray(p, dtype=np.float64)
    if not given.size:
        return given
    ordered = np.sort(given if tests is None else np.asarray(tests, dtype=np.float64))
    raised = ordered * (len(ordered) / np.arange(1, len(ordered) + 1))
    lowest = np.minimum.accumulate(raised[::-1])[::-1]
    return np.asarray(np.minimum(1.0, lowest[np.searchsorted(ordered, given, side="right") - 1]))


def adjusted(p: Sequence[float | None]) -> list[float | None]:
    """The same, where some were not tested: they stay None and do not count.

    >>> adjusted([0.01, None, 0.04])
    [0.02, None, 0.04]
    """
    values = iter(false_discovery([value for value in p if value is not None]).tolist())
    return [None if value is None else next(values) for value in p]
