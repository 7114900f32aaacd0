"""How sure a finding is, by a rule that is printed beside it."""

from __future__ import annotations

from dataclasses import dataclass
from math import sqrt

ESTABLISHED, SUGGESTIVE, UNSAID = "established", "suggestive", "cannot be said"

#: Statements a side needs before it is compared, and its silence taken for a finding.
ENOUGH_TO_LOOK_IN = 5
#: The rule, in the order of the report's key.
RULES = (
    (ESTABLISHED, "Three or more confirmed statements bear it out, or two when a confirmed "
     "statement of the other side answers them."),
    (SUGGESTIVE, "Two confirmed statements bear it out; or more, with a doubt that is named "
     "beside it."),
    (UNSAID, "One confirmed statement or none; or the statements leave the question open."),
)  # fmt: skip
#: What some findings need besides; printed under the key, in the same words in the manual.
FURTHER_RULES = (
    ("What counts", "A charge is a hostile theme one side asserts of the other, in its own "
     "voice. Statements are counted, not passages. Unconfirmed statements, and uses whose target "
     "is uncertain, count towards no strength."),
    ("Comparing sides, or two times", "Only when each has five statements or more. "
     "“Only one side says it” is held at suggestive when the other side says it too, of nobody "
     "or of a target that is uncertain. A list is as strong as its least attested member; “said "
     "by both” is held at suggestive when one side has fewer than two confirmed statements."),
    ("Comparing shares", "Who accuses more, the turn, what gives way: two shares of "
     "confirmed statements differ when their 95 % intervals (Wilson) do not overlap. When they "
     "overlap, which is greater cannot be said. Who accuses more is established when the "
     "intervals lie apart."),
    ("A tested difference", "Between two sides’ rates of a theme: established when it is found "
     "beside all other tests of the table (q ≤ 0.05) and holds when any one source, speaker, "
     "statement or pattern is left out; suggestive when it is found and does not hold, or when "
     "p ≤ 0.05 and q is not. That only one side was found saying something, and that it says so "
     "more often, are two claims: the second stands under How they differ."),
    ("An answer", "Established when its score is 0.7 or more, the later text names the earlier "
     "one or its author, and both are confirmed; suggestive from 0.5. That one side follows the "
     "other is established with q ≤ 0.05 and five such statements of each; it is never a "
     "cause."),
    ("A word", "Key to a side: established when q ≤ 0.05 beside all words and sides, three "
     "statements of the side hold it, and it would be found without the one that holds it most; "
     "suggestive with q ≤ 0.05 alone."),
    ("Said twice", "That ten words or more are shared is established when both texts are "
     "confirmed and in the speakers’ words, suggestive otherwise, as a translation is. Of other "
     "words with one meaning it cannot be said. Who took them from whom is never told."),
    ("The turn, what gives way", "Graded by the later statements that carry charges. Held at "
     "suggestive when earlier hostile words may be meant for the rival, when the share of the "
     "commonest earlier medium moves by more than a quarter, or when an appeal names nobody it "
     "is addressed to. That kind words and charges stand side by side is suggestive at most."),
    ("Observers", "What observers say of others is shown as reported by them and is no side’s "
     "assertion; a finding about it is suggestive at most, and needs five of their statements."),
)  # fmt: skip


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
        theme: the one theme it speaks of, where it does.
        anchor: id of the row of the page's table that holds its numbers.
    """

    kind: str
    heading: str
    text: str
    strength: str
    statements: int
    uses: tuple[int, ...] = ()
    caution: str = ""
    weight: float = 0.0
    theme: str = ""
    anchor: str = ""


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


def apart(one: tuple[int, int], other: tuple[int, int]) -> bool:
    """Whether the 95 % intervals of two shares (hits, total) do not overlap.

    >>> apart((9, 10), (1, 10)), apart((5, 10), (1, 10))
    (True, False)
    """
    (low, high), (bottom, top) = wilson(*one), wilson(*other)
    return low > top or bottom > high


def percent_range(hits: int, total: int) -> str:
    """The 95 % interval of a share, in per cent.

    >>> percent_range(5, 10)
    '24–76 %'
    """
    low, high = wilson(hits, total)
    return f"{round(100 * low)}–{round(100 * high)} %"
