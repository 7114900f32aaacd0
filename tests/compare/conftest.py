"""Counts as a corpus would give them, made of a few lines."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
import pandas as pd
import pytest

from rhetoric.compare.counts import FACTORS, Counts, Factor

Made = Callable[..., Counts]


@pytest.fixture(scope="session")
def made() -> Made:
    """made(side, hits, …): one letter a statement for its side, its hits by theme.

    Every statement has ten passages of ten words, where nothing else is said.
    """

    def counts(
        side: str,
        hits: Sequence[Sequence[float]] | np.ndarray[Any, Any],
        *,
        passages: Sequence[float] = (),
        words: Sequence[float] = (),
        first: Sequence[int] = (),
        last: Sequence[int] = (),
        uses: Sequence[tuple[int, int, str]] = (),
        **factors: Sequence[str],
    ) -> Counts:
        number = len(side)
        table = np.asarray(hits, dtype=np.float64).reshape(number, -1)
        themes = tuple(f"theme{n}" for n in range(table.shape[1]))
        at = list(uses) or [
            (row, index, themes[column])
            for row, column in np.argwhere(table > 0)
            for index in range(int(table[row, column]))
        ]
        return Counts(
            statements=tuple(f"s{n:03}" for n in range(number)),
            side=Factor.of([letter.strip() for letter in side]),
            first=np.array(first or [0] * number, dtype=np.int64),
            last=np.array(last or first or [0] * number, dtype=np.int64),
            dated=np.ones(number, dtype=np.bool_),
            passages=np.array(passages or [10.0] * number),
            words=np.array(words or [100.0] * number),
            themes=themes,
            hits=table,
            factors={name: Factor.of(factors.get(name, [""] * number)) for name in FACTORS},
            uses=pd.DataFrame(at, columns=["row", "passage", "theme"]),
        )

    return counts
