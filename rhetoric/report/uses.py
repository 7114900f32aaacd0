"""The ledger's rows as typed records: the only place of the report that touches pandas."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import pandas as pd

from rhetoric.corpus import Corpus
from rhetoric.dates import DateSpan
from rhetoric.errors import UnknownNameError
from rhetoric.lexicon import Lexicon
from rhetoric.model import FUNCTIONS, Passage, Statement

#: What an observer does who says it of others: it is no assertion of a side.
REPORTS = "reports"
#: How a use is shown: the functions of the ledger, and what observers report.
MODES = (*FUNCTIONS, REPORTS)


@dataclass(frozen=True)
class Use:
    """One frame use with its statement and passage at hand.

    Attributes:
        number: its number in the report, from 1, in the order of dates.
        own: the claim is the speaker's own, not somebody's it is attributed to.
    """

    number: int
    statement: Statement
    passage: Passage | None
    group: str
    camp: str
    voice: str
    theme: str
    tone: str
    function: str
    target: str
    target_camp: str
    target_named: str
    target_confidence: float
    score: float
    words: float
    meaning: float
    start: int
    end: int
    reason: str
    method: str
    unconfirmed: bool

    @property
    def id(self) -> str:
        """The anchor of this use in the page."""
        return f"u{self.number}"

    @property
    def own(self) -> bool:
        """Whether the claim is the speaking group's own."""
        return self.voice in ("", self.group)

    @property
    def mode(self) -> str:
        """How the use is shown: its function, or `reports` for what an observer says of others.

        Who belongs to no side does not make the charges and pledges he writes of.
        """
        return REPORTS if self.function == "asserts" and not self.camp else self.function

    @property
    def date(self) -> DateSpan:
        """The date of the statement."""
        return self.statement.date

    @property
    def at_rival(self) -> bool:
        """Whether one camp speaks of another camp."""
        return bool(self.camp and self.target_camp and self.camp != self.target_camp)


def _text(value: Any) -> str:
    return "" if pd.isna(value) else str(value)


def _number(value: Any) -> float:
    return 0.0 if pd.isna(value) else float(value)


def read_uses(frames: pd.DataFrame, corpus: Corpus, lexicon: Lexicon) -> tuple[Use, ...]:
    """The ledger's rows as uses, sorted by date, statement and place in it.

    Raises:
        UnknownNameError: when a row names a statement or theme there is not.
    """
    rows: list[dict[Any, Any]] = frames.to_dict("records")
    uses: list[Use] = []
    for row in rows:
        statement = corpus.statement(_text(row["statement"]))
        theme = lexicon.theme(_text(row["theme"]))
        passages = corpus.passages_of(statement.id)
        index = int(_number(row["passage"]))
        passage = next((p for p in passages if p.index == index), None)
        uses.append(
            Use(
                number=0,
                statement=statement,
                passage=passage,
                group=_text(row["group"]),
                camp=_text(row["camp"]),
                voice=_text(row["voice"]),
                theme=theme.id,
                tone=_text(row["tone"]) or theme.tone,
                function=_text(row["function"]),
                target=_text(row["target"]),
                target_camp=_text(row["target_camp"]),
                target_named=_text(row["target_named"]),
                target_confidence=_number(row["target_confidence"]),
                score=_number(row["score"]),
                words=_number(row["words"]),
                meaning=_number(row["meaning"]),
                start=int(_number(row["start"])),
                end=int(_number(row["end"])),
                reason=_text(row["reason"]),
                method=_text(row["method"]),
                unconfirmed=bool(row["unconfirmed"]) or statement.unconfirmed,
            )
        )
    order = {s.id: n for n, s in enumerate(corpus.statements)}
    uses.sort(key=lambda u: (order[u.statement.id], u.start, u.end, u.theme, u.function, u.target))
    return tuple(
        Use(**{**{k: getattr(u, k) for k in u.__dataclass_fields__}, "number": n})
        for n, u in enumerate(uses, 1)
    )


def statements_of(uses: Iterable[Use]) -> list[Statement]:
    """The distinct statements behind some uses, in their order."""
    return list({u.statement.id: u.statement for u in uses}.values())


def camp_of(statement: Statement, lexicon: Lexicon) -> str:
    """The camp a statement speaks for on its day; "" for observers."""
    try:
        return lexicon.actors.camp(statement.group, statement.date.first, statement.date.last)
    except UnknownNameError:
        return ""
