"""How a later use of a theme answers an earlier one: the kinds of reversal, and their weights."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from rhetoric.exchange.moves import SOMEBODY, Move

#: Kind of reversal → how strongly it tells of an answer, 0 to 1. A denial or an insistence
#: takes up the very claim; a charge may be made again without regard to the other's.
REVERSALS = {
    "denies": 1.0,
    "insists": 0.9,
    "takes up": 0.8,
    "returns": 0.8,
    "disputes": 0.7,
    "explains": 0.7,
    "spurns": 0.7,
    "counters": 0.6,
}
TOLD = {
    "denies": "rejects what the other side asserts, or complains of it",
    "insists": "asserts what the other side has rejected",
    "takes up": "tells of the other side's charge as theirs",
    "returns": "says of the other side what that said of this one",
    "disputes": "charges the other side with what it claims for itself",
    "explains": "says of itself what the other side charges it with",
    "spurns": "meets an appeal of the other side with a charge against it",
    "counters": "meets a charge with a kindred one",
}
#: What a kindred theme counts where the same one counts 1, and a strange one where tone alone is
#: turned round.
KINDRED, STRANGE = 0.5, 0.25
#: How sure it is that two uses are of the same party where one of them names none, and that a
#: claim is the other side's where it is told of nobody.
UNNAMED = 0.5


@dataclass(frozen=True)
class Turn:
    """A later use that turns an earlier one round.

    Attributes:
        kind: see `REVERSALS`.
        theme: 1 for the same theme, `KINDRED` for a kindred one, `STRANGE` for another, times the
            lesser score of the two uses.
        reversal: the weight of the kind, times the surety of the targets it rests on.
    """

    earlier: Move
    later: Move
    kind: str
    theme: float
    reversal: float

    @property
    def value(self) -> float:
        return self.theme * self.reversal


def find_turn(earlier: Move, later: Move, kin: Mapping[str, frozenset[str]]) -> Turn | None:
    """How one use answers another one of the other side; None when it does not.

    Args:
        kin: theme → the themes that are kindred to it.
    """
    same = earlier.theme == later.theme
    near = 1.0 if same else KINDRED
    found = None
    if same or later.theme in kin.get(earlier.theme, frozenset()):
        found = _kind(earlier, later, same)
    if found is None and _spurns(earlier, later):
        found, near = ("spurns", later.surety), STRANGE
    if found is None:
        return None
    kind, surety = found
    theme = near * min(earlier.score, later.score)
    return Turn(earlier, later, kind, theme, REVERSALS[kind] * surety)


def _spurns(earlier: Move, later: Move) -> bool:
    """Whether an appeal to the other side, or to all, is met with a charge against its author."""
    appeals = earlier.own and earlier.function == "asserts" and earlier.tone == "conciliatory"
    if not appeals or earlier.about not in ("", later.side):
        return False
    return later.charges and later.about == earlier.side


def _kind(earlier: Move, later: Move, same: bool) -> tuple[str, float] | None:
    """The kind of reversal and how sure the targets are that it rests on."""
    theirs, ours = earlier.side, later.side
    both = min(earlier.surety, later.surety)
    if later.function == "mentions" and not later.own:
        return _takes_up(earlier, later)
    if not (earlier.own and later.own):
        return None
    if {earlier.function, later.function} == {"asserts", "rejects"}:
        return _of_one_party("denies" if later.function == "rejects" else "insists", earlier, later)
    if earlier.charges and later.function in ("asserts", "mentions"):
        if earlier.about == ours and (later.about == ours or _of_itself(later)):
            return "explains", min(earlier.surety, later.surety or 1.0)
    if later.charges and later.about == theirs and earlier.function in ("asserts", "mentions"):
        if earlier.about == theirs or _of_itself(earlier):
            return "disputes", min(later.surety, earlier.surety or 1.0)
    if earlier.function == later.function == "asserts":
        if earlier.about == ours and later.about == theirs:
            if same:
                return "returns", both
            if earlier.charges and later.charges:
                return "counters", both
    return None


def _takes_up(earlier: Move, later: Move) -> tuple[str, float] | None:
    """A charge told as the other side's; where it is told of nobody, one against one's own side."""
    if not (earlier.own and earlier.function == "asserts"):
        return None
    if later.voice == earlier.side:
        return _of_one_party("takes up", earlier, later)
    if later.voice == SOMEBODY and later.about == earlier.about == later.side:
        return "takes up", UNNAMED * min(earlier.surety, later.surety)
    return None


def _of_itself(move: Move) -> bool:
    """Whether a side speaks of its own conduct: no charge, and of nobody else."""
    return move.tone != "hostile" and move.about == ""


def _of_one_party(kind: str, earlier: Move, later: Move) -> tuple[str, float] | None:
    if earlier.about and later.about:
        same = earlier.about == later.about
        return (kind, min(earlier.surety, later.surety)) if same else None
    return kind, UNNAMED
