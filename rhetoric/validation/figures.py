"""Precision, recall, F1, AUC and reliability of scores against labels."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from rhetoric.validation.resample import Figure, Floats, with_intervals

Bools = npt.NDArray[np.bool_]
#: Lower edges of the bands of a reliability table.
EDGES = (0.0, 0.1, 0.3, 0.5, 0.7, 0.9)
_NO_WIDTH = 1e-9


@dataclass(frozen=True)
class Band:
    """A line of a reliability table: what is predicted in a band of scores, what is there."""

    low: float
    high: float
    n: int
    predicted: float
    observed: Figure


def shares(truth: Bools, found: Bools, weights: Floats) -> dict[str, float]:
    """Precision, recall and F1, with the prevalence of what is there and of what is found.

    A figure whose denominator is 0 is NaN.
    """
    there, reported = float(weights @ truth), float(weights @ found)
    both, total = float(weights @ (truth & found)), float(weights.sum())
    return {
        "precision": _ratio(both, reported),
        "recall": _ratio(both, there),
        "f1": _ratio(2 * both, there + reported),
        "specificity": _ratio(float(weights @ ~(truth | found)), total - there),
        "prevalence": _ratio(there, total),
        "found": _ratio(reported, total),
    }


def _ratio(part: float, whole: float) -> float:
    return part / whole if whole > 0 else float("nan")


def auc(truth: Bools, score: Floats, weights: Floats) -> float:
    """Chance that what is there scores above what is not, ties counting half; NaN for one class.

    The weighted Mann–Whitney statistic.
    """
    order = np.argsort(score, kind="stable")
    _, starts = np.unique(score[order], return_index=True)
    yes = np.add.reduceat((weights * truth)[order], starts)
    no = np.add.reduceat((weights * ~truth)[order], starts)
    below = np.cumsum(no) - no
    pairs = yes.sum() * no.sum()
    return float((yes @ (below + no / 2)) / pairs) if pairs > 0 else float("nan")


def measure(
    truth: Bools, score: Floats, threshold: float, weights: Floats, clusters: Sequence[str]
) -> dict[str, Figure]:
    """All figures of a theme, each with its interval; see `shares` and `auc`."""
    found = score >= threshold

    def compute(drawn: Floats) -> dict[str, float]:
        return {**shares(truth, found, drawn), "auc": auc(truth, score, drawn)}

    figures = with_intervals(compute, weights, clusters)
    bases = {"precision": found, "recall": truth, "specificity": ~truth}
    for name, base in bases.items():
        figures[name] = _widened(figures[name], weights[base], _of(clusters, base))
    lows = [figures[n].low for n in ("precision", "recall")]
    f1 = figures["f1"]
    narrow = f1.low is not None and f1.high is not None and f1.high - f1.low <= _NO_WIDTH
    if f1.value is not None and narrow and None not in lows:
        low = 2 / sum(1 / max(1e-9, v) for v in lows if v is not None)
        figures["f1"] = Figure(f1.value, min(f1.value, low), f1.high)
    return figures


def _of(clusters: Sequence[str], rows: Bools) -> list[str]:
    return [c for c, kept in zip(clusters, rows, strict=True) if kept]


def _widened(figure: Figure, weights: Floats, clusters: Sequence[str]) -> Figure:
    """A share of 0 or 1 with an interval that has a width.

    Resamples of nothing but hits are all hits. Wilson's interval takes their place, for as many
    trials as there are statements, less what unequal weights cost (Kish 1965).
    """
    if figure.value is None or figure.low is None or figure.high is None:
        return figure
    if figure.high - figure.low > _NO_WIDTH:
        return figure
    trials = min(len(set(clusters)), float(weights.sum() ** 2 / (weights**2).sum()))
    z = 1.96
    middle = (figure.value + z**2 / (2 * trials)) / (1 + z**2 / trials)
    spread = figure.value * (1 - figure.value) / trials + z**2 / (4 * trials**2)
    reach = z * spread**0.5 / (1 + z**2 / trials)
    return Figure(figure.value, max(0.0, middle - reach), min(1.0, middle + reach))


def reliability(
    truth: Bools, score: Floats, weights: Floats, clusters: Sequence[str]
) -> tuple[Band, ...]:
    """For each band of scores that holds any: the mean score, and the share that is there."""
    bands = []
    for low, high in zip(EDGES, (*EDGES[1:], 1.0), strict=True):
        inside = (score >= low) & ((score < high) | (high == 1.0))
        if not weights[inside].sum():
            continue
        observed = with_intervals(_share_within(truth, inside), weights, clusters)["share"]
        predicted = float(np.average(score[inside], weights=weights[inside]))
        bands.append(Band(low, high, int(inside.sum()), predicted, observed))
    return tuple(bands)


def _share_within(truth: Bools, inside: Bools) -> Callable[[Floats], dict[str, float]]:
    return lambda drawn: {"share": _ratio(float(drawn @ (truth & inside)), float(drawn @ inside))}


def best_threshold(truth: Bools, score: Floats, weights: Floats) -> float:
    """The threshold with the greatest F1, halfway between two scores; 0.5 without any score."""
    order = np.argsort(-score, kind="stable")
    values, yes, all_ = score[order], (weights * truth)[order], weights[order]
    f1 = 2 * np.cumsum(yes) / np.maximum(1e-12, yes.sum() + np.cumsum(all_))
    if not len(values):
        return 0.5
    ends = np.flatnonzero(np.append(values[1:] != values[:-1], True))
    best = int(ends[int(np.argmax(f1[ends]))])
    after = values[best + 1] if best + 1 < len(values) else 0.0
    return float((values[best] + after) / 2)
