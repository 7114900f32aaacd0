"""Adjusted contrasts: what is due to medium, language and length is taken away."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from rhetoric.compare.adjusted import adjusted_rows, separated
from rhetoric.compare.choices import Choices
from rhetoric.compare.counts import Counts

Made = Callable[..., Counts]


def adjusted(counts: Counts, **choices: Any) -> dict[str, Any]:
    (row,) = adjusted_rows(counts, Choices(**{"by": "group", **choices}))
    return row


def test_with_nothing_to_allow_for_it_is_the_odds_ratio_of_the_table(made: Made) -> None:
    counts = made("A" * 40 + "B" * 40, [[1]] * 24 + [[0]] * 16 + [[1]] * 10 + [[0]] * 30)
    row = adjusted(counts)
    assert row["odds_ratio"] == pytest.approx(24 * 30 / (16 * 10), rel=1e-3)
    assert row["difference"] == row["adjusted"] == pytest.approx(35)
    assert row["adjusted_low"] < 35 < row["adjusted_high"]
    assert (row["having"], row["statements"]) == (34, 80)


def test_a_difference_that_is_one_of_medium_goes_away(made: Made) -> None:
    """In letters both say it in half, in speeches in a tenth; A writes letters."""
    blocks = (("A", "letter", 60), ("A", "speech", 20), ("B", "letter", 20), ("B", "speech", 60))
    side, medium, hits = "", [], []
    for name, kind, number in blocks:
        said = round(number * (0.5 if kind == "letter" else 0.1))
        side += name * number
        medium += [kind] * number
        hits += [[1]] * said + [[0]] * (number - said)
    row = adjusted(made(side, hits, medium=medium))
    assert row["difference"] == pytest.approx(20)
    assert abs(row["adjusted"]) < 1
    assert row["p"] > 0.5
    assert row["for"] == "medium"


def test_length_is_allowed_for(made: Made) -> None:
    chance = np.random.default_rng(4)
    words = np.concatenate([chance.lognormal(6, 0.5, 150), chance.lognormal(5, 0.5, 150)])
    said = chance.random(300) < 1 / (1 + np.exp(-2 * (np.log(words) - 5.5)))
    row = adjusted(made("A" * 150 + "B" * 150, said[:, None].astype(float), words=words.tolist()))
    assert row["for"] == "length"
    assert row["difference"] > 25
    assert row["adjusted_low"] < 0 < row["adjusted_high"]


def test_too_few_cases_are_told_not_fitted(made: Made) -> None:
    row = adjusted(made("A" * 10 + "B" * 10, [[1]] * 4 + [[0]] * 16))
    assert row["adjusted"] is None
    assert row["note"] == "4 statements with it, 1 term: too few to adjust (5 for each are needed)"


def test_a_side_with_few_statements_is_not_compared(made: Made) -> None:
    row = adjusted(made("A" * 30 + "B" * 3, [[n % 2] for n in range(33)]))
    assert row["note"] == "a side has 3 statements: not comparable"


def test_separation_is_told_not_fitted(made: Made) -> None:
    row = adjusted(made("A" * 10 + "B" * 10, [[1]] * 10 + [[0]] * 10))
    assert row["adjusted"] is None
    assert "tell all statements with it from all without" in row["note"]


def test_what_differs_throughout_cannot_be_told_apart(made: Made) -> None:
    counts = made(
        "A" * 20 + "B" * 20, [[n % 2] for n in range(40)], language=["ara"] * 20 + ["fra"] * 20
    )
    row = adjusted(counts)
    assert "the sides differ in language throughout" in row["note"]
    assert row["adjusted"] is not None


def test_statements_of_one_speaker_are_less_evidence(made: Made) -> None:
    """Each speaker says the same in all his statements."""
    side, said, speaker = "", [], []
    for n in range(40):
        side += ("A" if n < 20 else "B") * 5
        said += [[int(n % 20 < (12 if n < 20 else 7))]] * 5
        speaker += [f"p{n}"] * 5
    apart = adjusted(made(side, said))
    alike = adjusted(made(side, said, speaker=speaker))
    assert alike["adjusted"] == apart["adjusted"]
    width = {k: r["adjusted_high"] - r["adjusted_low"] for k, r in (("a", apart), ("b", alike))}
    assert width["b"] > 2 * width["a"]


@pytest.mark.parametrize(
    ("slope", "has", "told"),
    [
        ([0, 1, 2, 3], [False, False, True, True], True),
        ([0, 1, 2, 3], [False, True, False, True], False),
        ([0, 0, 1, 1], [False, True, True, True], True),  # in part: no estimate either
    ],
)
def test_separation_is_found(slope: list[int], has: list[bool], told: bool) -> None:
    table = np.column_stack([np.ones(4), slope])
    assert separated(table, np.array(has)) is told
