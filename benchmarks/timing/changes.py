"""How often a change is found where there is none, and where there is one; and its interval.

    python benchmarks/timing/changes.py

Statements hold a theme by chance, a tenth of them before the middle and six tenths after it, or
as often all the time. Prints a line a length of the sequence.
"""

from __future__ import annotations

import numpy as np

from rhetoric.timing.segments import cut, order_matters, places

RUNS, SHUFFLES, DRAWS, LEAST = 300, 199, 400, 5


def main() -> None:
    print("statements  no change, found  change, found  statements off  interval holds it")
    for n in (12, 20, 30, 50, 100, 200):
        random = np.random.default_rng(n)
        half, false, true, off, held = n // 2, 0, 0, [], []
        for run in range(RUNS):
            noise = (random.random(n) < (0.1, 0.4)[run % 2]).astype(float)
            false += order_matters(noise, LEAST, cut(noise, LEAST), SHUFFLES, random) <= 0.05
            step = (random.random(n) < np.repeat([0.1, 0.6], half)).astype(float)
            seen = cut(step, LEAST)
            if order_matters(step, LEAST, seen, SHUFFLES, random) > 0.05:
                continue
            true += 1
            nearest = min(seen.ends, key=lambda end: abs(end - half))
            off.append(abs(nearest - half))
            if len(seen.ends) == 1:
                days = np.tile(np.arange(n, dtype=float), (DRAWS, 1))
                at = places(step, days, nearest, LEAST, random)
                low, high = np.quantile(at, [0.025, 0.975])
                held.append(min(low, nearest - 1) <= half - 0.5 <= max(high, nearest))
        print(f"{n:10}  {false / RUNS:16.2f}  {true / RUNS:13.2f}  {np.median(off):14.0f}  "
              f"{np.mean(held):17.2f}")  # fmt: skip


if __name__ == "__main__":
    main()
