"""How sure it is that one statement answers another: one formula, its parts kept in sight.

    evidence = 1 − (1 − 0.8 · theme · reversal) · (1 − 0.4 · nearness) · (1 − 0.9 · naming)
    score    = precedes · gap · evidence

Each kind of evidence may suffice alone, and none takes away from another (a noisy or, Pearl
1988, section 4.3.2). Time multiplies: what cannot have been known cannot be answered.
The weights are set by hand; docs/exchange.md says what each stands for, and how far the result
was measured.
"""

from __future__ import annotations

from dataclasses import dataclass

from rhetoric.exchange.naming import Naming
from rhetoric.exchange.order import Order
from rhetoric.exchange.turns import Turn
from rhetoric.model import Passage, Statement

#: What each kind of evidence counts for at most.
TURN, NEAR, NAMED = 0.8, 0.4, 0.9


@dataclass(frozen=True)
class Answer:
    """A statement and an earlier one of the other side that it answers.

    Attributes:
        turn: the uses of a theme by which it does; None where no theme is turned round.
        nearness: 0 to 1, see rhetoric.exchange.nearness.
        naming: what the later statement says of the earlier one.
        order: whether the earlier one was the earlier, and by how much.
        passages: the earlier and the later passage that stand side by side.
    """

    earlier: Statement
    later: Statement
    turn: Turn | None
    nearness: float
    naming: Naming
    order: Order
    passages: tuple[Passage | None, Passage | None] = (None, None)

    @property
    def theme(self) -> float:
        return self.turn.theme if self.turn else 0.0

    @property
    def reversal(self) -> float:
        return self.turn.reversal if self.turn else 0.0

    @property
    def kind(self) -> str:
        """How it answers: a kind of reversal, or `names` or `resembles` where there is none."""
        if self.turn is not None:
            return self.turn.kind
        return "names" if self.naming.value >= self.nearness else "resembles"

    @property
    def evidence(self) -> float:
        """All but time, 0 to 1."""
        return evidence(self.theme * self.reversal, self.nearness, self.naming.value)

    @property
    def precedes(self) -> float:
        """Probability that the earlier one was the earlier; 1 where the text itself says so."""
        return 1.0 if self.naming.declared else self.order.precedes

    @property
    def score(self) -> float:
        """How sure the link is, 0 to 1."""
        return self.precedes * self.order.gap * self.evidence

    @property
    def unconfirmed(self) -> bool:
        """Whether the source doubts either report."""
        return self.earlier.unconfirmed or self.later.unconfirmed


def evidence(turn: float, nearness: float, naming: float) -> float:
    """The three kinds of evidence as one, 0 to 1.

    >>> round(evidence(0.5, 0.0, 0.2), 3)
    0.508
    """
    return 1 - (1 - TURN * turn) * (1 - NEAR * nearness) * (1 - NAMED * naming)
