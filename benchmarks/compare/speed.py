"""How long resampling takes: clustered resamples over many statements and themes.

    python benchmarks/compare/speed.py [STATEMENTS THEMES RESAMPLES]

Statements, their lengths and what they hold are drawn at random. Timed are the resampled rates
of all sides (by statements, by passages, per 1,000 words) with their intervals, the same with
uncertain dates by year, the contrasts with their p-values, and leaving out each
statement and speaker in turn.
"""

from __future__ import annotations

import sys
from time import perf_counter

import numpy as np
import pandas as pd

from rhetoric.compare.choices import Choices
from rhetoric.compare.contrasts import contrasts_of, with_adjusted
from rhetoric.compare.counts import Counts, Factor
from rhetoric.compare.rates import rates_of
from rhetoric.compare.resampling import drawn
from rhetoric.compare.robust import robustness


def made_up(statements: int, themes: int, sides: int = 2, seed: int = 1) -> Counts:
    """Counts as a large corpus would give them; no theme is said more by one side."""
    chance = np.random.default_rng(seed)
    passages = np.maximum(1, chance.lognormal(3, 0.8, statements).round())
    share = chance.beta(0.5, 12, (statements, themes))
    hits = chance.binomial(passages[:, None].astype(int), share).astype(float)
    names = [f"s{n:06}" for n in range(statements)]
    side = chance.integers(0, sides, statements)
    hits[:, 0] += (side == 0) & (chance.random(statements) < 0.05)  # but the first
    first = chance.integers(14_000, 19_000, statements)
    return Counts(
        statements=tuple(names),
        side=Factor(tuple("ABCDEFGH"[:sides]), side),
        first=first,
        last=first + np.where(chance.random(statements) < 0.2, 200, 0),
        dated=np.ones(statements, dtype=bool),
        passages=passages,
        words=passages * 20,
        themes=tuple(f"t{n:02}" for n in range(themes)),
        hits=hits,
        factors={
            kind: Factor.of([f"{kind} {n}" for n in chance.integers(0, 400, statements)])
            for kind in ("source", "speaker", "group", "medium", "language", "form")
        },
        uses=pd.DataFrame({"row": [], "theme": [], "passage": []}),
    )


def main() -> None:
    statements, themes, resamples = (
        [int(a) for a in sys.argv[1:4]] if len(sys.argv) > 3 else [20_000, 17, 1000]
    )
    counts = made_up(statements, themes)
    choices = Choices(by="group", resamples=resamples)
    print(f"{statements:,} statements, {themes} themes, {resamples:,} resamples, two sides")
    at = perf_counter()
    periods = list(drawn(counts, choices))
    weighted = perf_counter()
    for period in periods:
        rates_of(period, counts, choices)
    rates = perf_counter()
    rows = with_adjusted(contrasts_of(periods[0], counts, choices), choices.level)
    contrasts = perf_counter()
    robustness(rows, {"": periods[0].chance}, counts, choices, lambda uses: [""] * len(uses))
    held = perf_counter()
    print(f"resampling            {weighted - at:6.2f} s")
    print(f"rates, intervals      {rates - weighted:6.2f} s")
    print(f"together              {rates - at:6.2f} s")
    print(f"contrasts, p-values   {contrasts - rates:6.2f} s")
    print(f"leaving out in turn   {held - contrasts:6.2f} s")
    at = perf_counter()
    by_year = Choices(by="group", period="year", resamples=resamples)
    for period in drawn(counts, by_year):
        rates_of(period, counts, by_year)
    print(f"by year, a fifth of the dates uncertain {perf_counter() - at:6.2f} s")
    at = perf_counter()
    by_words = Choices(by="group", measure="intensity", resamples=resamples, permutations=999)
    contrasts_of(periods[0], counts, by_words)
    print(f"contrasts per 1,000 words, 999 shuffles {perf_counter() - at:6.2f} s")


if __name__ == "__main__":
    main()
