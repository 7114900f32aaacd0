"""Frame uses as moves of an exchange: which side makes them, of which side they are."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from rhetoric.corpus import Corpus
from rhetoric.exchange.sides import Sides

if TYPE_CHECKING:
    import pandas as pd


#: The voice of a claim that is told without saying whose it is: "they say …".
SOMEBODY = "somebody"


@dataclass(frozen=True)
class Move:
    """One frame use, as far as an exchange asks.

    Attributes:
        own: the speaker's own act: a claim of his own, or the rejection of anybody's.
        voice: the side whose claim it is; `SOMEBODY` where it is told of nobody in particular.
        about: the side it is of; "" when no target was read, "others" for third parties.
        surety: confidence with which that target was read, 0 to 1.
        score: how sure the use itself is, 0 to 1.
    """

    statement: str
    side: str
    passage: int
    start: int
    end: int
    theme: str
    tone: str
    function: str
    own: bool
    voice: str
    about: str
    surety: float
    score: float

    @property
    def charges(self) -> bool:
        """Whether it asserts something hostile in the speaker's own voice."""
        return self.own and self.function == "asserts" and self.tone == "hostile"


def _text(value: Any) -> str:
    return value if isinstance(value, str) else ""


def read_moves(ledger: pd.DataFrame, corpus: Corpus, sides: Sides) -> dict[str, list[Move]]:
    """The moves of each statement of the two sides, in the order of the ledger.

    Rows of statements that are not in the corpus are left out.
    """
    found: dict[str, list[Move]] = {}
    rows: Iterable[dict[Any, Any]] = ledger.to_dict("records")
    for row in rows:
        if row["statement"] not in corpus:
            continue
        statement = corpus.statement(row["statement"])
        side = sides.of_statement(statement)
        if side not in sides.both:
            continue
        days = statement.date.first, statement.date.last
        voice = _text(row["voice"])
        move = Move(
            statement=statement.id,
            side=side,
            passage=int(row["passage"]),
            start=int(row["start"]),
            end=int(row["end"]),
            theme=row["theme"],
            tone=_text(row["tone"]),
            function=row["function"],
            own=voice in ("", statement.group) or row["function"] == "rejects",
            voice=SOMEBODY if voice == "others" else sides.of(voice, *days),
            about=sides.of(_text(row["target"]), *days),
            surety=float(row["target_confidence"] or 0.0),
            score=float(row["score"]),
        )
        found.setdefault(statement.id, []).append(move)
    return found
