"""How far coders agree: per cent and Krippendorff's alpha, with intervals.

Alpha for nominal data, any number of coders, missing answers: K. Krippendorff, Content
Analysis, 4th ed. (Sage, 2018), chapter 12. Intervals resample statements.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from rhetoric.errors import InputError
from rhetoric.validation.resample import Figure, Floats, with_intervals
from rhetoric.validation.sheet import Item, read_sheet

#: What coders answer.
FIELDS = ("present", "function", "target")


@dataclass(frozen=True)
class Agreement:
    """How far coders agree on one field of one theme.

    Attributes:
        theme: theme id; "all" for all together.
        field: present, function or target.
        coders: how many answered.
        n: passages that two coders or more answered.
        agreement: share of pairs of answers that are the same.
        alpha: Krippendorff's alpha: 1 is perfect, 0 what chance would give. None where all
            answers are the same: then there is nothing to agree about.
    """

    theme: str
    field: str
    coders: int
    n: int
    agreement: Figure
    alpha: Figure


@dataclass(frozen=True)
class Disagreement:
    """A passage on which coders differ."""

    id: str
    theme: str
    field: str
    answers: dict[str, str]
    text: str


def read_answers(paths: Sequence[Path]) -> list[Item]:
    """All answers of some sheets; a coder without a name is called after the file.

    Raises:
        InputError: when two sheets hold answers of one coder to the same passage.
    """
    found: dict[tuple[str, str, str], Item] = {}
    for path in paths:
        for item in read_sheet(path):
            if not item.present:
                continue
            coder = item.coder or path.stem
            if (*item.key, coder) in found:
                raise InputError(
                    f"'{coder}' has answered '{item.id}' in another sheet, too", path=path,
                    field="coder", remedy="give each coder a name of their own",
                )  # fmt: skip
            found[(*item.key, coder)] = Item(**{**item.__dict__, "coder": coder})
    return list(found.values())


def agree(answers: Sequence[Item]) -> list[Agreement]:
    """Agreement by theme and by field, and over all themes.

    Raises:
        InputError: when fewer than two coders answered the same passages.
    """
    coders = {a.coder for a in answers}
    if len(coders) < 2:
        raise InputError(
            f"there are answers of {len(coders)} coder(s); agreement needs two",
            remedy="give the sheets of two coders or more: rhetoric agree a.csv b.csv",
        )
    themes = sorted({a.theme for a in answers})
    found = []
    for theme in themes if len(themes) == 1 else [*themes, "all"]:
        chosen = [a for a in answers if theme in ("all", a.theme)]
        for field in FIELDS:
            one = _agreement(theme, field, chosen)
            if one is not None:
                found.append(one)
    if not found:
        raise InputError(
            "no passage was answered by two coders", remedy="let them code the same sheet"
        )
    return found


def disagreements(answers: Sequence[Item]) -> list[Disagreement]:
    """Where coders differ, in the order of the sheet."""
    found = []
    for field in FIELDS:
        for items in _units(field, answers).values():
            if len({getattr(i, field) for i in items}) > 1:
                told = {i.coder: getattr(i, field) for i in sorted(items, key=lambda i: i.coder)}
                first = items[0]
                found.append(Disagreement(first.id, first.theme, field, told, first.text))
    return found


def _units(field: str, answers: Sequence[Item]) -> dict[tuple[str, str], list[Item]]:
    """Passages that two coders or more gave an answer to."""
    units: dict[tuple[str, str], list[Item]] = defaultdict(list)
    for answer in answers:
        # Function and target are asked of what is there.
        if getattr(answer, field) and (field == "present" or answer.present == "yes"):
            units[answer.key].append(answer)
    return {key: items for key, items in units.items() if len(items) > 1}


def _agreement(theme: str, field: str, answers: Sequence[Item]) -> Agreement | None:
    units = _units(field, answers)
    if not units:
        return None
    values = sorted({getattr(i, field) for items in units.values() for i in items})
    counts = np.array(
        [[sum(getattr(i, field) == v for i in items) for v in values] for items in units.values()],
        dtype=np.float64,
    )

    def compute(weights: Floats) -> dict[str, float]:
        return {"agreement": per_cent(counts, weights), "alpha": alpha(counts, weights)}

    clusters = [items[0].statement or items[0].id for items in units.values()]
    figures = with_intervals(compute, np.ones(len(counts)), clusters)
    coders = {i.coder for items in units.values() for i in items}
    return Agreement(
        theme, field, len(coders), len(units), figures["agreement"], figures["alpha"]
    )  # fmt: skip


def per_cent(counts: Floats, weights: Floats | None = None) -> float:
    """Share of pairs of answers to the same unit that are the same, 0 to 1.

    Args:
        counts: how often each unit got each answer, shape (units, answers).
        weights: of the units; 1 by default.
    """
    number = counts.sum(axis=1)
    kept = number > 1
    weight = np.ones(len(counts)) if weights is None else weights
    pairs = (number * (number - 1))[kept] @ weight[kept]
    same = (counts * (counts - 1)).sum(axis=1)[kept] @ weight[kept]
    return float(same / pairs) if pairs else float("nan")


def alpha(counts: Floats, weights: Floats | None = None) -> float:
    """Krippendorff's alpha for nominal data; NaN where all answers are the same.

    Args:
        counts: how often each unit got each answer, shape (units, answers); units with
            fewer than two answers are left out.
        weights: of the units; 1 by default.
    """
    number = counts.sum(axis=1)
    kept = number > 1
    counts, number = counts[kept], number[kept]
    weight = np.ones(len(counts)) if weights is None else weights[kept]
    apart = (counts * (number[:, None] - counts)).sum(axis=1) / (number - 1)
    total = counts.T @ weight
    n = total.sum()
    if n <= 1:
        return float("nan")
    observed = apart @ weight / n
    expected = (total * (n - total)).sum() / (n * (n - 1))
    return float(1 - observed / expected) if expected > 0 else float("nan")
