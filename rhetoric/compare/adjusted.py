"""The same contrast among statements alike in medium, language and length.

A side may say something more often because it writes longer, or speaks where one says such
things. A logistic regression of having the theme on the side, the medium, the language and
the logarithm of the number of words sets the two apart, as far as the data can. What is
told is the difference there would be if every statement were of the one side, and then of the
other, all else as it is (average marginal effect), and the odds ratio; with standard errors
that allow for statements of one speaker being alike, where there are enough speakers, and else
for spread that is not what the model expects (HC1).

A model of few cases makes figures of nothing. It is fitted when the rarer answer occurs at least
five times for each of its terms (E. Vittinghoff & C. E. McCulloch, American Journal of
Epidemiology 165, 2007), when the terms can be told apart, and when no combination of them
tells all statements with the theme from all without (separation, for which the estimate
does not exist: A. Albert & J. A. Anderson, Biometrika 71, 1984; found by linear programming
as in K. Konis, 2007).
"""

from __future__ import annotations

import warnings
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from rhetoric.compare.choices import Choices
from rhetoric.compare.contrasts import Pair, pairs_of
from rhetoric.compare.counts import Counts, Flags, Floats, Ints

if TYPE_CHECKING:
    import pandas as pd

#: Columns of the table of adjusted contrasts, in order.
ADJUSTED = (
    "theme", "a", "b", "having", "statements", "difference", "adjusted", "adjusted_low",
    "adjusted_high", "odds_ratio", "odds_ratio_low", "odds_ratio_high", "p", "for", "note",
)  # fmt: skip
#: Cases of the rarer answer for each term.
EVENTS = 5
#: A medium or a language of fewer statements is put with the other rare ones.
RARE = 5
#: Fewer clusters than this do not tell how alike the statements of one are.
CLUSTERS = 30
_OTHER = "other"


@dataclass(frozen=True)
class _Terms:
    """What a model is made of.

    Attributes:
        names: of the terms besides the side, as they are told.
        table: a column a term: 1, the side (1 for the first), and the others; shape (n, terms).
        left_out: what was not taken in, and why.
    """

    names: tuple[str, ...]
    table: Floats
    left_out: tuple[str, ...]


def adjusted_rows(counts: Counts, choices: Choices) -> Iterator[dict[str, Any]]:
    """Each pair and theme, raw and adjusted, or why it cannot be; all time together."""
    for column, theme in enumerate(counts.themes):
        for pair in pairs_of(counts, choices):
            labels = pair.labels(counts)
            kept = labels >= 0
            has = counts.has[kept, column]
            if not has.any():
                continue
            a, b = pair.names(counts)
            row = _row(counts.pick(kept), pair, has, choices)
            yield row | {"theme": theme, "a": a, "b": b}


def adjusted_table(rows: list[dict[str, Any]]) -> pd.DataFrame:
    """Rows of `adjusted_rows` as a table."""
    import pandas as pd

    return pd.DataFrame([{name: row[name] for name in ADJUSTED} for row in rows],
                        columns=list(ADJUSTED))  # fmt: skip


def _row(counts: Counts, pair: Pair, has: Floats, choices: Choices) -> dict[str, Any]:
    side = (pair.labels(counts) == 0).astype(np.float64)
    row: dict[str, Any] = dict.fromkeys(ADJUSTED)
    row |= {"having": int(has.sum()), "statements": len(has), "for": "", "note": ""}
    of = [int((side == s).sum()) for s in (1, 0)]
    if min(of) < choices.least:
        return row | {"note": f"a side has {min(of)} statements: not comparable"}
    row["difference"] = round(100 * float(has[side == 1].mean() - has[side == 0].mean()), 2)
    terms = _terms(counts, side, choices)
    row["for"] = ", ".join(terms.names)
    row["note"] = "; ".join(terms.left_out)
    why = _why_not(terms, has)
    if why:
        return row | {"note": "; ".join(filter(None, (why, *terms.left_out)))}
    return row | _fit(terms, has, _clusters(counts, choices))


def _terms(counts: Counts, side: Floats, choices: Choices) -> _Terms:
    table, names, left_out = [np.ones(len(side)), side], [], []
    for kind in ("medium", "language"):
        if kind == choices.by:
            continue
        columns = list(_dummies(counts, kind))
        if not columns:
            continue
        wider = np.column_stack([*table, *columns])
        if np.linalg.matrix_rank(wider) < wider.shape[1]:
            left_out.append(f"the sides differ in {kind} throughout: it cannot be told apart")
            continue
        table += columns
        names.append(kind)
    if np.ptp(counts.words) > 0:
        length = np.log(np.maximum(counts.words, 1))
        table.append((length - length.mean()) / length.std())
        names.append("length")
    return _Terms(tuple(names), np.column_stack(table), tuple(left_out))


def _dummies(counts: Counts, kind: str) -> Iterator[Floats]:
    """A column for each value but the commonest; rare ones go together."""
    factor = counts.factors[kind]
    values = [factor.names[c] if c >= 0 else _OTHER for c in factor.codes]
    often = Counter(values)
    values = [v if often[v] >= RARE else _OTHER for v in values]
    ranked = sorted(Counter(values).items(), key=lambda item: (-item[1], item[0]))
    for name, _ in ranked[1:]:
        yield np.array([v == name for v in values], dtype=np.float64)


def _why_not(terms: _Terms, has: Floats) -> str:
    rarer = int(min(has.sum(), (1 - has).sum()))
    slopes = terms.table.shape[1] - 1
    if rarer < EVENTS * slopes:
        what = "with" if has.sum() <= len(has) / 2 else "without"
        return (
            f"{rarer} statement{'' if rarer == 1 else 's'} {what} it, {slopes} "
            f"term{'' if slopes == 1 else 's'}: too few to adjust ({EVENTS} for each are needed)"
        )
    if separated(terms.table, has > 0):
        return "the terms tell all statements with it from all without: nothing to adjust by"
    return ""


def separated(table: Floats, has: Flags) -> bool:
    """Whether some combination of terms tells the statements with a theme from those without.

    Args:
        table: a column a term, shape (n, terms).
    """
    from scipy.optimize import linprog

    signed = np.where(has, 1.0, -1.0)[:, None] * table
    best = linprog(-signed.sum(axis=0), A_ub=-signed, b_ub=np.zeros(len(signed)), bounds=(-1, 1))
    return bool(best.status != 0 or -best.fun > 1e-7)


def _clusters(counts: Counts, choices: Choices) -> Ints | None:
    """Who speaks each statement, one without a name for itself; None with too few of them."""
    if choices.by == "speaker":
        return None
    codes = counts.factors["speaker"].codes
    groups = np.where(codes >= 0, codes, len(codes) + np.arange(len(codes)))
    return groups if len(np.unique(groups)) >= CLUSTERS else None


def _fit(terms: _Terms, has: Floats, clusters: Ints | None) -> dict[str, Any]:
    import statsmodels.api as sm

    options: dict[str, Any] = {"cov_type": "HC1"}
    if clusters is not None:
        options = {"cov_type": "cluster", "cov_kwds": {"groups": clusters}}
    unstable = {"note": "; ".join(("the model has no stable answer", *terms.left_out))}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # what they say is looked at below
        try:
            fitted = sm.Logit(has, terms.table).fit(disp=0, maxiter=200, **options)
        except np.linalg.LinAlgError:
            return unstable
        low, high = fitted.conf_int()[1]
    if not fitted.mle_retvals["converged"] or not np.isfinite(fitted.bse).all():
        return unstable
    effect, error = _average_effect(terms.table, fitted.params, fitted.cov_params())
    return {
        "adjusted": round(100 * effect, 2),
        "adjusted_low": round(100 * (effect - 1.959964 * error), 2),
        "adjusted_high": round(100 * (effect + 1.959964 * error), 2),
        **{
            name: float(f"{np.exp(min(value, 700.0)):.4g}")
            for name, value in (
                ("odds_ratio", fitted.params[1]), ("odds_ratio_low", low),
                ("odds_ratio_high", high),
            )
        },
        "p": float(f"{fitted.pvalues[1]:.4g}"),
    }  # fmt: skip


def _average_effect(table: Floats, weights: Floats, spread: Floats) -> tuple[float, float]:
    """Mean difference of the predicted share, all of the one side or all of the other.

    Returns:
        The difference and its standard error, by the delta method.
    """
    as_one, as_other = table.copy(), table.copy()
    as_one[:, 1], as_other[:, 1] = 1.0, 0.0
    share, other = (1 / (1 + np.exp(-t @ weights)) for t in (as_one, as_other))
    slope = (share * (1 - share)) @ as_one - (other * (1 - other)) @ as_other
    slope = slope / len(table)
    return float((share - other).mean()), float(np.sqrt(slope @ spread @ slope))
