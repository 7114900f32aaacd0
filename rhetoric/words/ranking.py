"""The terms of each side in order of how key they are, with the place where they can be read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from rhetoric.significance import false_discovery
from rhetoric.words.contrast import Contrast, contrasts, prior_of
from rhetoric.words.counts import count_terms
from rhetoric.words.measures import (
    Floats,
    chi_squared,
    log_likelihood,
    log_ratio,
    percent_diff,
    phi,
)
from rhetoric.words.tokens import Flags, Ints, Tokens

if TYPE_CHECKING:
    import pandas as pd

#: Columns of a table of key terms, in order.
COLUMNS = (
    "side", "rank", "term", "written", "words", "count", "per_1000", "rest", "rest_per_1000",
    "statements", "rest_statements", "dispersion", "log_odds", "low", "high", "z", "z_without",
    "g2", "chi2", "chi2_yates", "phi", "log_ratio", "percent_diff", "p", "q",
    "most_in", "passage", "start", "end",
)  # fmt: skip
#: Statements in which the spelling of a term is looked up.
_LOOKED_UP = 50


def key_terms(
    tokens: Tokens,
    side: Ints,
    labels: Sequence[str],
    *,
    expected: Flags | None = None,
    measure: str = "log-odds",
    lengths: Sequence[int] = (1,),
    prior_words: float = 500.0,
    least: int = 3,
    least_statements: int = 2,
    keep_stop_words: bool = False,
    top: int | None = 20,
) -> tuple[pd.DataFrame, dict[str, int]]:
    """The terms that each side says more often than all others together, and its words.

    Args:
        side: of each statement of `tokens`, the number of its label; -1 for none.
        expected: of each statement, whether the prior is made of it; all are by default.
        measure: one of rhetoric.words.contrast.MEASURES.
        lengths, prior_words, least, least_statements, top: see rhetoric.words.keyness.keyness.

    Returns:
        A table with the columns of `COLUMNS`, `passage` empty, and side → how many words it has.
    """
    import pandas as pd

    background = np.ones(len(tokens.statements), dtype=np.bool_) if expected is None else expected
    parts: list[dict[str, Any]] = []
    tests: list[Floats] = []
    sizes: dict[str, int] = {}
    for length in lengths:
        counts = count_terms(
            tokens, length, least=least, compared=side >= 0, keep_stop_words=keep_stop_words
        )
        prior = prior_of(counts, background, prior_words)
        for contrast in contrasts(counts, side, len(labels), prior):
            sizes.setdefault(labels[contrast.side], contrast.near_size)
            picked = _pick(contrast, measure, least_statements, top)
            offset = sum(map(len, tests))
            tests.append(contrast.p(measure))
            part = _part(contrast, picked, tokens)
            part["side"] = np.full(len(picked), contrast.side)
            part["_test"] = picked + offset
            part["_ranked"] = contrast.statistic(measure)[picked]
            parts.append(part)
    columns = {name: np.concatenate([part[name] for part in parts]) for name in parts[0]}
    table = pd.DataFrame(columns)
    p = np.concatenate(tests)
    tested = table["_test"].to_numpy()
    table["p"], table["q"] = p[tested], false_discovery(p[tested], p)
    table = table.sort_values(
        ["side", "_ranked", "log_ratio", "term"], ascending=[True, False, False, True],
        kind="stable",
    )  # fmt: skip
    table["rank"] = table.groupby("side").cumcount() + 1
    if top is not None:
        table = table[table["rank"] <= top]
    table["side"] = [labels[number] for number in table["side"]]
    table["passage"] = 0
    return table[list(COLUMNS)].reset_index(drop=True), sizes


def _pick(contrast: Contrast, measure: str, least_statements: int, top: int | None) -> Ints:
    """The terms that are more frequent on this side, in enough statements; at most about `top`."""
    ranked = contrast.statistic(measure)
    fits = (ranked > 0) & (contrast.near > 0) & (contrast.statements >= least_statements)
    found = np.flatnonzero(fits & np.isfinite(ranked))
    if top is not None and len(found) > top:  # with all that are as good as the last
        least = np.partition(ranked[found], len(found) - top)[len(found) - top]
        found = found[ranked[found] >= least]
    return found


def _part(contrast: Contrast, picked: Ints, tokens: Tokens) -> dict[str, Any]:
    """The columns of some terms of one side."""
    near, rest = contrast.near[picked], contrast.rest[picked]
    table = near, rest, contrast.near_size, contrast.rest_size
    rows, most, odds = contrast.rows, contrast.most[picked], contrast.odds
    at, length = rows.at[most], rows.length
    body = tokens.statement[at]
    return {
        "term": _texts(
            " ".join(tokens.words[n] for n in one) for one in rows.terms[picked].tolist()
        ),
        "written": _texts(_written(contrast, picked, tokens)),
        "words": np.full(len(picked), length),
        "count": near,
        "per_1000": 1000 * near / max(1, contrast.near_size),
        "rest": rest,
        "rest_per_1000": 1000 * rest / max(1, contrast.rest_size),
        "statements": contrast.statements[picked],
        "rest_statements": contrast.elsewhere[picked],
        "dispersion": contrast.dispersion[picked],
        "log_odds": odds.delta[picked],
        "low": odds.low[picked],
        "high": odds.high[picked],
        "z": odds.z[picked],
        "z_without": contrast.without[picked],
        "g2": log_likelihood(*table),
        "chi2": chi_squared(*table),
        "chi2_yates": chi_squared(*table, yates=True),
        "phi": phi(*table),
        "log_ratio": log_ratio(*table),
        "percent_diff": percent_diff(*table),
        "most_in": _texts(tokens.statements[number].id for number in body.tolist()),
        "start": tokens.start[at],
        "end": np.array([tokens.whole_end(n) for n in (at + length - 1).tolist()], dtype=np.int64),
    }


def _texts(values: Iterable[str]) -> npt.NDArray[np.object_]:
    return np.array(list(values), dtype=np.object_)


def _written(contrast: Contrast, picked: Ints, tokens: Tokens) -> list[str]:
    """Each term as it is most often written, at its first places in some statements."""
    rows = contrast.rows
    first = np.searchsorted(rows.term, picked)
    last = np.searchsorted(rows.term, picked, side="right")
    found = []
    for begin, end in zip(first.tolist(), last.tolist(), strict=True):
        places = rows.at[begin : min(end, begin + _LOOKED_UP)].tolist()
        found.append(commonest(tokens.written(at, at + rows.length - 1) for at in places))
    return found


def commonest(spellings: Iterable[str]) -> str:
    """The commonest spelling; where a capital is all that differs, that of the commonest word.

    >>> commonest(["Peace", "peace", "Peace", "truce"])
    'Peace'
    """
    counted = Counter(" ".join(s.split()) for s in spellings)
    words: Counter[str] = Counter()
    for spelling, times in counted.items():
        words[spelling.lower()] += times
    word = min(words, key=lambda w: (-words[w], w))
    return min((s for s in counted if s.lower() == word), key=lambda s: (-counted[s], s))
