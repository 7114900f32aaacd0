"""Finding what each statement answers: every earlier one of the other side, weighed."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from rhetoric.corpus import Corpus
from rhetoric.encode import Encoder
from rhetoric.errors import InputError
from rhetoric.exchange.moves import Move, read_moves
from rhetoric.exchange.naming import Namer, Naming
from rhetoric.exchange.nearness import Nearness, Space, kindred, measure
from rhetoric.exchange.order import Days, Order, days_of, order
from rhetoric.exchange.score import Answer, evidence
from rhetoric.exchange.sides import Sides, busiest_pair
from rhetoric.exchange.turns import Turn, find_turn
from rhetoric.filters import Filter
from rhetoric.lexicon import Lexicon
from rhetoric.mentions import MentionFinder
from rhetoric.model import Passage, Statement
from rhetoric.text import fold_text

if TYPE_CHECKING:
    import pandas as pd

#: A statement is answered within a year; a link counts from this score on.
WITHIN, LEAST = 365, 0.25
#: Columns of the table of answers, in order.
COLUMNS = (
    "score", "kind", "later", "later_passage", "later_date", "later_group",
    "earlier", "earlier_passage", "earlier_date", "earlier_group",
    "later_theme", "earlier_theme", "theme", "reversal", "nearness", "naming", "names",
    "precedes", "gap", "days_least", "days_most", "unconfirmed",
    "later_start", "later_end", "later_text", "earlier_start", "earlier_end", "earlier_text",
)  # fmt: skip


@dataclass(frozen=True)
class Exchange:
    """The answers between two sides.

    Attributes:
        sides: ids of the two sides.
        answers: the links, the latest statement's last; of one statement the surest first.
        statements: the statements of the two sides that were looked at, in order of date.
        choices: what it was made with.
    """

    sides: tuple[str, str]
    answers: tuple[Answer, ...]
    statements: tuple[Statement, ...]
    choices: Mapping[str, Any]

    def table(self, cap: int = 300) -> pd.DataFrame:
        """One row an answer, with the columns of `COLUMNS`.

        Args:
            cap: most characters of a passage; offsets stay those of the whole passage.
        """
        import pandas as pd

        return pd.DataFrame([_row(a, cap) for a in self.answers], columns=list(COLUMNS))


def find_answers(
    corpus: Corpus,
    ledger: pd.DataFrame,
    lexicon: Lexicon,
    encoder: Encoder | None = None,
    *,
    between: tuple[str, str] | None = None,
    themes: Collection[str] = (),
    least: float = LEAST,
    within: int = WITHIN,
    statement: str = "",
    wanted: Filter | None = None,
    count_copies: bool = False,
    finder: MentionFinder | None = None,
) -> Exchange:
    """The earlier statements of the other side that each statement answers.

    Args:
        ledger: the frame uses of the corpus (rhetoric.ledger.COLUMNS).
        encoder: measures nearness in meaning; None compares words.
        between: ids of two camps, groups or states; by default the two that speak most of one
            another.
        themes: only answers that turn on one of these.
        least: lowest score of a link, 0 to 1.
        within: most days between the two statements.
        statement: only what this one answers, and what answers it.
        wanted: only statements that pass, on either side.
        count_copies: look at reprints, excerpts and translations, too.
        finder: finds actors by name; made from the lexicon by default.

    Raises:
        InputError: when a side has no statement, or no two sides speak of one another.
        UnknownNameError: for a statement or theme there is not.
    """
    if within < 1:
        raise InputError(f"nothing is answered within {within} days", field="within")
    turned_on = {lexicon.theme(name).id for name in themes}
    counted = corpus if count_copies else corpus.without_copies
    asked = _asked(corpus, counted, statement)
    sides = Sides(*(between or busiest_pair(ledger)), lexicon.actors)
    by_side = _by_side(counted, sides, wanted, lexicon)
    looked_at = {s.id for side in by_side.values() for s in side}
    spoken = [s for s in counted.statements if s.id in looked_at]
    passages = [
        {s.id: tuple(p for p in counted.passages_of(s.id) if not p.mark) for s in by_side[side]}
        for side in sides.both
    ]
    texts = [p.text for side in passages for ps in side.values() for p in ps]
    search = _Search(
        moves=read_moves(ledger, counted, sides),
        kin=kindred(list(lexicon.themes.values()), encoder),
        near=measure(passages, Space(encoder, texts)),
        namer=Namer(finder or MentionFinder(lexicon.actors), sides),
        statements=spoken,
        within=within,
        least=least,
    )
    found = [
        answer
        for later in spoken
        for answer in search.of(later, by_side[sides.other(sides.of_statement(later))], asked)
        if not turned_on
        or (answer.turn and {answer.turn.earlier.theme, answer.turn.later.theme} & turned_on)
    ]
    choices = {"between": list(sides.both), "themes": sorted(turned_on), "least": least,
               "within": within, "count_copies": count_copies,
               "nearness": encoder.name if encoder else "words"}  # fmt: skip
    return Exchange(sides.both, tuple(found), tuple(spoken), choices)


def _asked(corpus: Corpus, counted: Corpus, name: str) -> str:
    """The statement asked for: of a copy that does not count, its original."""
    if not name:
        return ""
    known = corpus.statement(name).id
    return known if known in counted else corpus.original_of[known]


def _by_side(
    corpus: Corpus, sides: Sides, wanted: Filter | None, lexicon: Lexicon
) -> dict[str, list[Statement]]:
    found: dict[str, list[Statement]] = {side: [] for side in sides.both}
    for statement in corpus.statements:
        side = sides.of_statement(statement)
        if side in found and statement.date.known:
            if wanted is None or wanted.fits(statement, lexicon.actors):
                found[side].append(statement)
    for side, statements in found.items():
        if not statements:
            raise InputError(
                f"there is no dated statement of '{side}'"
                + (" that fits the filter" if wanted else ""),
                field="between",
                remedy="rhetoric list shows who speaks",
            )
    return found


class _Search:
    """What is needed to weigh pairs of statements, each thing worked out once."""

    def __init__(
        self,
        *,
        moves: Mapping[str, list[Move]],
        kin: Mapping[str, frozenset[str]],
        near: Nearness,
        namer: Namer,
        statements: Sequence[Statement],
        within: int,
        least: float,
    ) -> None:
        self.moves, self.kin, self.near, self.namer = moves, kin, near, namer
        self.within, self.least = within, least
        self.bodies = {s.id: fold_text(s.body) for s in statements}
        self.pointers = {s.id: namer.read(s, near.passages[s.id]) for s in statements}
        ends = [d for s in statements for d in (s.date.first, s.date.last) if d]
        known: tuple[date, date] = (min(ends), max(ends))
        self.days: dict[str, Days] = {s.id: days_of(s.date, known) for s in statements}

    def of(self, later: Statement, others: Sequence[Statement], asked: str) -> list[Answer]:
        """What one statement answers, the surest first."""
        first, last = self.days[later.id]
        found = []
        for earlier in others:
            if asked and asked not in (earlier.id, later.id):
                continue
            if self.days[earlier.id][0] > last or first - self.days[earlier.id][1] > self.within:
                continue
            answer = self.weigh(earlier, later)
            if answer is not None and answer.score >= self.least:
                found.append(answer)
        return sorted(found, key=lambda a: (-a.score, a.earlier.id))

    def weigh(self, earlier: Statement, later: Statement) -> Answer | None:
        """The link between two statements; None where it cannot reach the least score."""
        turn = self.turn(earlier, later)
        naming = self.namer.naming(self.pointers[later.id], earlier, self.bodies)
        worth = turn.value if turn else 0.0
        if evidence(worth, 1.0, naming.value) < self.least:
            return None
        if turn:
            nearness = self.near.of_passages(
                earlier.id, turn.earlier.passage, later.id, turn.later.passage
            )
            pair = (_passage(self.near, turn.earlier), _passage(self.near, turn.later))
        else:
            nearness, *nearest = self.near.nearest(earlier.id, later.id)
            pair = (nearest[0], nearest[1])
        if evidence(worth, nearness, naming.value) < self.least:
            return None
        when = order(self.days[earlier.id], self.days[later.id], self.within)
        if not naming.declared and self.declares(earlier, later):
            when = Order(0.0, 0.0, 0, 0)  # the other one says that it is the answer
        return Answer(earlier, later, turn, nearness, naming, when, pair)

    def declares(self, one: Statement, other: Statement) -> bool:
        """Whether one says that it answers the other, and may do so."""
        if self.days[other.id][0] > self.days[one.id][1]:
            return False
        said: Naming = self.namer.naming(self.pointers[one.id], other, self.bodies)
        return said.declared

    def turn(self, earlier: Statement, later: Statement) -> Turn | None:
        """The strongest reversal between two statements; of equals the one of nearest passages."""
        turns = [
            turn
            for one in self.moves.get(earlier.id, ())
            for two in self.moves.get(later.id, ())
            if (turn := find_turn(one, two, self.kin)) is not None
        ]
        best = max((t.value for t in turns), default=0.0)
        equals = [t for t in turns if t.value > best - 0.005]
        if len(equals) < 2:
            return equals[0] if equals else None
        return max(
            equals,
            key=lambda t: (
                self.near.cosine(earlier.id, t.earlier.passage, later.id, t.later.passage) or 0.0
            ),
        )


def _passage(near: Nearness, move: Move) -> Passage | None:
    return next((p for p in near.passages[move.statement] if p.index == move.passage), None)


def shorten(text: str, cap: int) -> str:
    """A text on one line, cut between words to at most `cap` characters."""
    flat = " ".join(text.split())
    if len(flat) <= cap:
        return flat
    return flat[: cap - 2].rsplit(" ", 1)[0] + " …"


def _row(answer: Answer, cap: int) -> dict[str, Any]:
    row: dict[str, Any] = {
        "score": round(answer.score, 3),
        "kind": answer.kind,
        "theme": round(answer.theme, 3),
        "reversal": round(answer.reversal, 3),
        "nearness": round(answer.nearness, 3),
        "naming": round(answer.naming.value, 3),
        "names": "; ".join(answer.naming.said),
        "precedes": round(answer.precedes, 3),
        "gap": round(answer.order.gap, 3),
        "days_least": answer.order.least,
        "days_most": answer.order.most,
        "unconfirmed": answer.unconfirmed,
    }
    moves = (answer.turn.earlier, answer.turn.later) if answer.turn else (None, None)
    for end, statement, passage, move in zip(
        ("earlier", "later"), (answer.earlier, answer.later), answer.passages, moves, strict=True
    ):
        row |= {
            end: statement.id,
            f"{end}_passage": passage.index if passage else 0,
            f"{end}_date": statement.date.text,
            f"{end}_group": statement.group,
            f"{end}_theme": move.theme if move else "",
            f"{end}_start": passage.start if passage else 0,
            f"{end}_end": passage.end if passage else 0,
            f"{end}_text": shorten(passage.text, cap) if passage else "",
        }
    return row
