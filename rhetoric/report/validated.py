"""What the report says of how right each theme is, and how common it is once corrected."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from rhetoric.languages import language_name
from rhetoric.report.matrix import Cell, Row
from rhetoric.report.record import Record
from rhetoric.validation.prevalence import Prevalence, corrected_by

#: Said once, above the themes.
EXPLAINED = (
    "A theme is “unvalidated” until people have coded passages by hand and it was measured "
    "against them (rhetoric code, rhetoric validate): its figures are provisional."
)
CORRECTED = (
    "The share of passages in which the theme was found, and the share there must be, given what "
    "detection is known to miss and to invent (Rogan & Gladen 1978), with its 95 % interval, which "
    "holds the uncertainty of those error rates, too"
)
VALIDATED, CHANGED, UNVALIDATED = "validated", "validated before it was changed", "unvalidated"


@dataclass(frozen=True)
class Share:
    """How common a theme is in the passages of a group."""

    cell: Cell
    prevalence: Prevalence

    @property
    def told(self) -> str:
        """Raw and corrected share, in per cent."""
        p = self.prevalence
        return (
            f"found in {100 * p.raw:.1f} % of {p.passages} passages, corrected "
            f"{100 * p.corrected:.1f} % ({100 * p.low:.1f}–{100 * p.high:.1f} %)"
        )


def stamp(known: Mapping[str, Any] | None) -> str:
    """One word or few: whether a theme was validated."""
    if not known:
        return UNVALIDATED
    return VALIDATED if known.get("current") else CHANGED


def figures_told(known: Mapping[str, Any]) -> str:
    """The figures of a validation, as a sentence."""
    parts = []
    for name in ("precision", "recall"):
        value, low, high = (*(known.get("figures") or {}).get(name, ()), None, None, None)[:3]
        if value is not None:
            between = f" ({low:.2f}–{high:.2f})" if low is not None and high is not None else ""
            parts.append(f"{name} {value:.2f}{between}")
    languages = ", ".join(language_name(str(code)) for code in known.get("languages") or ())
    coders = len(known.get("coders") or ())
    by = f", coded by {coders}" if coders > 1 else ""
    when = f", up to {known['until']}" if known.get("until") else ""
    return (
        f"{stamp(known).capitalize()}: {', '.join(parts)}, on {known.get('n')} passages of "
        f"{known.get('statements')} statements{by}"
        + (f"; {languages}" if languages else "")
        + f"{when}."
    )


def corrected_shares(
    known: Mapping[str, Any] | None, row: Row, record: Record
) -> tuple[Share, ...]:
    """For each group that uses a validated theme, its share of passages, corrected."""
    if not known or not known.get("current"):
        return ()
    found = []
    for cell in row.cells:
        if not cell.uses:
            continue
        used: dict[str, set[int]] = {}
        for use in cell.uses:
            used.setdefault(use.statement.id, set()).add(use.passage.index if use.passage else 0)
        counts = [
            (len(used.get(s.id, ())), len(record.corpus.passages_of(s.id)))
            for s in record.corpus.statements
            if s.group == cell.group.id
        ]
        prevalence = corrected_by(known, counts)
        if prevalence is not None:
            found.append(Share(cell, prevalence))
    return tuple(found)
