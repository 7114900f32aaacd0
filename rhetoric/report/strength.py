"""How sure a finding is, by a rule that is printed beside it."""

from __future__ import annotations

from dataclasses import dataclass
from math import sqrt

ESTABLISHED, SUGGESTIVE, UNSAID = "established", "suggestive", "cannot be said"

#: The rule, in the order of the report's key.
RULES = (
    (ESTABLISHED, ("Three or more statements bear it out (or two, with an answer to them from the "
     "other side), none of them unconfirmed; a claim that only one side does something also needs "
     "five statements of the other side to look in.")),
    (SUGGESTIVE, "Two statements bear it out, or more with a doubt that is named beside it."),
    (UNSAID, "One statement alone, or statements that do not let the question be decided."),
)  # fmt: skip
#: Statements of the other side needed before its silence is taken for a finding.
ENOUGH_TO_LOOK_IN = 5


@dataclass(frozen=True)
class Finding:
    """One sentence of the report and what stands behind it.

    Attributes:
        kind: the rule that wrote it.
        heading: two or three words above it.
        text: the finding.
        strength: established, suggestive or cannot be said.
        caution: what weakens it, as a sentence; empty when nothing does.
        statements: how many statements bear it out.
        uses: numbers of the uses behind it.
        weight: findings of greater weight come first.
    """

    kind: str
    heading: str
    text: str
    strength: str
    statements: int
    uses: tuple[int, ...] = ()
    caution: str = ""
    weight: float = 0.0


def grade(firm: int, *, replied: bool = False, doubt: bool = False) -> str:
    """The strength of a finding that `firm` confirmed statements bear out.

    >>> grade(3), grade(2, replied=True), grade(5, doubt=True), grade(1)
    ('established', 'established', 'suggestive', 'cannot be said')
    """
    if firm < 2:
        return UNSAID
    if doubt or firm + replied < 3:
        return SUGGESTIVE
    return ESTABLISHED


def wilson(hits: int, total: int) -> tuple[float, float]:
    """95 % interval of a share (Wilson 1927).

    >>> [round(x, 2) for x in wilson(5, 10)]
    [0.24, 0.76]
    """
    if total == 0:
        return 0.0, 1.0
    z = 1.959964
    share, square = hits / total, z * z
    middle = (share + square / (2 * total)) / (1 + square / total)
    half = z * sqrt(share * (1 - share) / total + square / (4 * total * total))
    half /= 1 + square / total
    return max(0.0, middle - half), min(1.0, middle + half)
