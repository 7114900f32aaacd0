"""Does what was found rest on one source, one speaker, one statement, one pattern?

Each is left out in turn. A difference survives when it has the same direction, both sides still
have enough statements, and its p-value is still small enough to be found beside the other
tests of the table as they were. Nothing is scored or shuffled again: what is left is
told by subtracting from sums. Where labels were shuffled, the p-value is that of the shuffling,
times the ratio by which its normal approximation changes.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from rhetoric.compare.choices import Choices
from rhetoric.compare.contrasts import ANY, REST, Pair, hits_of, length_of, whole
from rhetoric.compare.counts import Counts, Factor, Flags, Floats, Ints
from rhetoric.compare.permutation import exact_p, found_below, nearly

if TYPE_CHECKING:
    import pandas as pd

#: Columns of the table of what survives, in order.
ROBUST = (
    "theme", "period", "a", "b", "left_out", "units", "survives", "breaking", "name", "removes",
    "having", "p", "told",
)  # fmt: skip
#: What is left out in turn.
KINDS = ("source", "speaker", "statement", "pattern")


@dataclass(frozen=True)
class _Finding:
    """A difference that was found, with the statements it is made of (n).

    Attributes:
        side: 0 for the one side and 1 for the other, shape (n,).
        chance: how likely each dates from the period.
        of, hits: out of how much, and how much, each with its chance.
        p: the p-value found.
        limit: the largest p-value that would still be found.
    """

    row: dict[str, Any]
    rows: Ints
    side: Ints
    chance: Floats
    of: Floats
    hits: Floats
    whole: bool
    p: float
    limit: float
    least: float

    def sums(self, hits: Floats, group: Ints, groups: int) -> Floats:
        """Sums over statements by group and side, shape (groups, 2, 7).

        Those of `nearly`, and the chances; a group of -1 is none.
        """
        part = np.column_stack([
            np.ones(len(self.of)), self.of, hits, self.of**2, self.of * hits, hits**2, self.chance,
        ])  # fmt: skip
        some = group >= 0
        place = 2 * group[some] + self.side[some]
        found = [np.bincount(place, column, minlength=2 * groups) for column in part[some].T]
        return np.stack(found, axis=1).reshape(groups, 2, -1).astype(np.float64)

    def outcome(self, left: Floats) -> tuple[Flags, Floats]:
        """For sums that are left: whether the difference survives, and its p-value."""
        numbers = left[:, :, [0, 2]].round().astype(np.int64).reshape(len(left), 4)
        radix = int(numbers.max(initial=0)) + 1
        if self.whole and radix**4 < 2**63:
            # How many statements, and with the theme: all else follows from these four.
            code = numbers @ (radix ** np.arange(4, dtype=np.int64))
            _, first, place = np.unique(code, return_index=True, return_inverse=True)
            distinct = left[first].round(9)
        else:
            distinct, place = np.unique(left.round(9), axis=0, return_inverse=True)
        own, other = distinct[:, 0], distinct[:, 1]
        with np.errstate(divide="ignore", invalid="ignore"):
            apart = own[:, 2] / own[:, 1] - other[:, 2] / other[:, 1]
        enough = (np.minimum(own[:, 6], other[:, 6]) >= self.least) & np.isfinite(apart)
        p = np.ones(len(distinct))
        if self.whole:
            for n in np.flatnonzero(enough):
                both = own[n] + other[n]
                p[n] = exact_p(int(own[n, 2]), int(own[n, 0]), int(both[2]), int(both[0]))
        else:
            total = self.sums(self.hits, np.zeros(len(self.of), dtype=np.int64), 1)
            before = max(float(nearly(total[:, 0, :6], total[:, 1, :6])[0]), 1e-300)
            p = np.minimum(self.p * nearly(own[:, :6], other[:, :6]) / before, 1.0)
        same = np.sign(apart) == np.sign(self.row["difference"])
        survives = enough & same & (p <= self.limit)
        place = place.reshape(-1)
        return survives[place], p[place]


def robustness(
    contrasts: Sequence[dict[str, Any]],
    chances: dict[str, Floats],
    counts: Counts,
    choices: Choices,
    rests_on: Callable[[pd.DataFrame], list[str]],
) -> list[dict[str, Any]]:
    """Whether each difference that was found survives, a row for each and what is left out.

    Args:
        contrasts: rows with q and found.
        chances: period → how likely each statement dates from it.
        rests_on: from rows of the ledger to the pattern each rests on, "" for none.
    """
    found = [row for row in contrasts if row["found"] and row["a"] != ANY]
    if not found:
        return []
    uses = counts.uses[counts.uses["theme"].isin({row["theme"] for row in found})]
    pattern = np.array(rests_on(uses), dtype=object)
    rows: list[dict[str, Any]] = []
    tested = [row for row in contrasts if row["p"] is not None]
    p = np.array([row["p"] for row in tested])
    for at, row in enumerate(tested):
        if not row["found"] or row["a"] == ANY:
            continue
        limit = found_below(np.delete(p, at), choices.level)
        finding = _finding(row, chances[row["period"]], counts, choices, limit)
        for kind in KINDS:
            if kind == choices.by:
                continue
            if kind == "pattern":
                made = _patterns(finding, counts, choices, uses, pattern)
            else:
                made = _units(finding, kind, counts)
            told = {k: row[k] for k in ("theme", "period", "a", "b")} | {"left_out": kind} | made
            rows.append({name: told[name] for name in ROBUST})
    return rows


def _finding(
    row: dict[str, Any], chance: Floats, counts: Counts, choices: Choices, limit: float
) -> _Finding:
    names = {name: n for n, name in enumerate(counts.sides)}
    pair = Pair(names[row["a"]], None if row["b"] == REST else names[row["b"]])
    labels = pair.labels(counts)
    rows = np.flatnonzero((labels >= 0) & (chance > 0))
    part = chance[rows]
    theme = counts.themes.index(row["theme"])
    return _Finding(
        row, rows, labels[rows], part,
        length_of(counts, choices.measure)[rows] * part,
        hits_of(counts, choices.measure)[rows, theme] * part,
        whole(part, choices.measure), row["p"],
        limit, choices.least,
    )  # fmt: skip


def _units(finding: _Finding, kind: str, counts: Counts) -> dict[str, Any]:
    """Leave out each source, speaker or statement."""
    if kind == "statement":
        whole_ = Factor(counts.statements, np.arange(len(counts), dtype=np.int64))
    else:
        whole_ = counts.factors[kind]
    codes = whole_.codes[finding.rows]
    present, units = np.unique(codes[codes >= 0], return_inverse=True)
    group = np.full(len(codes), -1)
    group[codes >= 0] = units
    names = [whole_.names[code] for code in present]
    if len(names) <= 1:
        said = f"all {len(codes)} statements come from one {kind}" if names and (codes >= 0).all() \
            else f"no {kind} is told apart"  # fmt: skip
        return _untested(len(names), names[0] if names else "", said)
    removed = finding.sums(finding.hits, group, len(names))
    left = removed.sum(axis=0) + finding.sums(finding.hits, np.where(group < 0, 0, -1), 1)[0]
    survives, p = finding.outcome(left[None] - removed)
    holding = (finding.hits[codes >= 0] > 0).astype(np.float64)
    having = np.bincount(units, holding, minlength=len(names))
    return _told(finding, kind, names, survives, p, having)


def _patterns(
    finding: _Finding, counts: Counts, choices: Choices, uses: pd.DataFrame, pattern: Any
) -> dict[str, Any]:
    """Leave out each pattern, with the uses that rest on it alone."""
    place = np.full(len(counts), -1)
    place[finding.rows] = np.arange(len(finding.rows))
    at = place[uses["row"].to_numpy(dtype=np.int64)]
    own = (uses["theme"] == finding.row["theme"]).to_numpy() & (at >= 0)
    names = sorted({str(p) for p in pattern[own]} - {""})
    if not names:
        return _untested(0, "", "no use rests on a single pattern")
    left, having = [], []
    everyone = np.zeros(len(finding.rows), dtype=np.int64)
    for name in names:
        kept = np.bincount(at[own & (pattern != name)], minlength=len(finding.rows))
        hits = (kept > 0).astype(float) if choices.measure == "statements" else kept.astype(float)
        left.append(finding.sums(hits * finding.chance, everyone, 1)[0])
        having.append(int(((finding.hits > 0) & (kept == 0)).sum()))
    survives, p = finding.outcome(np.array(left))
    return _told(finding, "pattern", names, survives, p, np.array(having, dtype=np.float64))


def _untested(units: int, name: str, told: str) -> dict[str, Any]:
    return {"units": units, "survives": None, "breaking": 0, "name": name, "removes": None,
            "having": None, "p": None, "told": told}  # fmt: skip


def _told(
    finding: _Finding,
    kind: str,
    names: Sequence[str],
    survives: Flags,
    p: Floats,
    having: Floats | Ints,
) -> dict[str, Any]:
    """The row of one kind: the unit that weakens the difference most."""
    order = sorted(range(len(names)), key=lambda n: (survives[n], -p[n], -having[n], names[n]))
    worst = order[0]
    breaking = int((~survives).sum())
    all_ = int((finding.hits > 0).sum())
    removes = int(having[worst])
    if not breaking:
        units = f"any of {len(names)} {kind}s" if len(names) > 1 else f"the one {kind}"
        said = f"survives leaving out {units}"
    else:
        more = f", nor {breaking - 1} other{'s' if breaking > 2 else ''}" if breaking > 1 else ""
        said = (
            f"does not survive leaving out the {kind} {names[worst]} "
            f"({removes} of the {all_} statements with it){more}"
        )
    return {
        "units": len(names), "survives": not breaking, "breaking": breaking, "name": names[worst],
        "removes": removes, "having": all_, "p": float(f"{p[worst]:.4g}"), "told": said,
    }  # fmt: skip


def robust_table(rows: list[dict[str, Any]]) -> pd.DataFrame:
    """Rows of `robustness` as a table."""
    import pandas as pd

    return pd.DataFrame(rows, columns=list(ROBUST))
