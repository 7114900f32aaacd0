"""How often 95 % intervals hold the truth, and how often nothing is called something.

    python benchmarks/compare/coverage.py [--quick]

Statements of very different length are drawn (log-normal: one in six is more than twice as long
as the middle one); half of all statements cannot hold the theme at all, in the others each
passage does with a chance that varies from statement to statement. So passages of one
statement are alike, as they are in real ones. Each figure is the mean over many such corpora.
"""

from __future__ import annotations

import sys

import numpy as np
import pandas as pd

from rhetoric.compare.choices import MEASURES, Choices
from rhetoric.compare.contrasts import contrasts_of
from rhetoric.compare.counts import Counts, Factor, Floats
from rhetoric.compare.rates import NAMES, rates_of
from rhetoric.compare.resampling import drawn

#: Themes of one made-up corpus: as many trials at once.
THEMES = 100
#: How alike the passages of one statement are.
ALIKE = 0.1


def made_up(
    statements: list[int], rates: list[float], chance: np.random.Generator
) -> tuple[Counts, Floats]:
    """A corpus of sides, and each side's true share of statements with a theme."""
    total = sum(statements)
    side = np.repeat(np.arange(len(statements)), statements)
    passages = np.maximum(1, chance.lognormal(2.5, 0.7, total).round())
    hits = np.zeros((total, THEMES))
    for number, rate in enumerate(rates):
        own = np.flatnonzero(side == number)
        spread = (1 - ALIKE) / ALIKE
        share = chance.beta(2 * rate * spread, (1 - 2 * rate) * spread, (len(own), THEMES))
        able = chance.random((len(own), THEMES)) < 0.5
        hits[own] = chance.binomial(passages[own, None].astype(int), share * able)
    counts = Counts(
        statements=tuple(f"s{n}" for n in range(total)),
        side=Factor(tuple("AB"[: len(statements)]), side),
        first=np.zeros(total, dtype=np.int64), last=np.zeros(total, dtype=np.int64),
        dated=np.ones(total, dtype=bool), passages=passages, words=passages * 20,
        themes=tuple(f"t{n:03}" for n in range(THEMES)), hits=hits, factors={},
        uses=pd.DataFrame({"row": [], "theme": []}),
    )  # fmt: skip
    return counts, hits


def truth(rate: float, measure: str, chance: np.random.Generator) -> float:
    """The rate of a very large corpus."""
    if measure == "passages":
        return rate
    if measure == "intensity":
        return rate * 1000 / 20
    counts, _ = made_up([5000], [rate], chance)
    return float(counts.has.mean())


def rates_covered(statements: int, rate: float, times: int, seed: int) -> dict[str, float]:
    """Measure → share of intervals of rates that hold the truth."""
    chance = np.random.default_rng(seed)
    within = dict.fromkeys(MEASURES, 0.0)
    true = {m: truth(rate, m, chance) for m in MEASURES}
    for n in range(times):
        counts, _ = made_up([statements], [rate], chance)
        choices = Choices(by="group", seed=n, resamples=1000)
        rows = [row for p in drawn(counts, choices) for row in rates_of(p, counts, choices)]
        for measure, called in NAMES.items():
            low = np.array([row[f"{called}_low"] for row in rows])
            high = np.array([row[f"{called}_high"] for row in rows])
            within[measure] += float(((low <= true[measure]) & (true[measure] <= high)).mean())
    return {measure: value / times for measure, value in within.items()}


def differences(
    statements: list[int], rates: list[float], measure: str, times: int, seed: int
) -> tuple[float, float]:
    """Share of intervals of differences that hold the truth; share of p-values up to 0.05."""
    chance = np.random.default_rng(seed)
    one, other = (truth(rate, measure, chance) for rate in rates)
    apart = (one - other) * (1 if measure == "intensity" else 100)
    within, below, made = 0, 0, 0
    for n in range(times):
        counts, _ = made_up(statements, rates, chance)
        choices = Choices(by="group", seed=n, measure=measure, resamples=1000, permutations=999)
        for period in drawn(counts, choices):
            for row in contrasts_of(period, counts, choices):
                made += 1
                if row["p"] is None:  # said by neither: no difference is claimed
                    within += 1
                    continue
                within += row["difference_low"] <= apart <= row["difference_high"]
                below += row["p"] <= 0.05
    return within / made, below / made


def main() -> None:
    times = 2 if "--quick" in sys.argv else 20
    print("95 % intervals of rates that hold the truth")
    print("passages with it  statements " + "".join(f"{m:>12}" for m in MEASURES))
    for rate in (0.02, 0.1, 0.3):
        for statements in (5, 10, 20, 50):
            found = rates_covered(statements, rate, times, seed=statements)
            cells = "".join(f"{found[m]:>12.2f}" for m in MEASURES)
            print(f"{100 * rate:>14.0f} % {statements:>11} {cells}")
    print("\nintervals of differences that hold the truth; p <= 0.05")
    for statements, rates in (
        ([6, 12], [0.1, 0.1]), ([20, 20], [0.1, 0.1]), ([50, 50], [0.1, 0.1]),
        ([6, 12], [0.3, 0.1]), ([20, 20], [0.3, 0.1]), ([50, 50], [0.3, 0.1]),
    ):  # fmt: skip
        for measure in MEASURES:
            held, below = differences(statements, rates, measure, max(2, times // 4), seed=7)
            print(f"{statements!s:>9} {rates!s:>11} {measure:>11} {held:>6.2f} {below:>6.2f}")


if __name__ == "__main__":
    main()
