"""Who answers whom: the surest links with both passages, and which side follows which."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from markupsafe import Markup

from rhetoric.compare.comparison import plain
from rhetoric.encode import Encoder
from rhetoric.errors import InputError
from rhetoric.exchange import Answer, Exchange, find_answers, lead_and_lag
from rhetoric.exchange.lag import ANY, WINDOW
from rhetoric.exchange.turns import TOLD
from rhetoric.mentions import MentionFinder
from rhetoric.report.answers import draw_answers
from rhetoric.report.differ import Told, chance
from rhetoric.report.evidence import Quotation, quote_span
from rhetoric.report.record import Record
from rhetoric.report.strength import ENOUGH_TO_LOOK_IN, ESTABLISHED, SUGGESTIVE, UNSAID
from rhetoric.report.wording import count_words, name, noun_for, possessive, quoted, sentence, when

if TYPE_CHECKING:
    import pandas as pd

#: Links shown with both passages, of one statement and in all; and rows of the table.
MOST_OF_ONE, MOST_PAIRS, MOST_ROWS = 2, 8, 100
#: A score from which a link is told as suggestive (docs/exchange.md: three of four such links
#: are labelled ones), and one whose text names what it answers as established.
FAIR, HIGH = 0.5, 0.7
#: Larger corpora than this are not searched for answers: every pair would have to be weighed.
MOST_STATEMENTS = 1000
#: How each kind of answer is told.
_SAID = {
    "denies": "rejects {theirs}, which {them} had asserted {then}",
    "insists": "asserts {mine}, which {them} had rejected {then}",
    "takes up": "speaks of {theirs} as the claim that {them} had made {then}",
    "returns": "says of {them} what that side had said of it {then}: {mine}",
    "disputes": "charges {them}, which had claimed {theirs} for itself {then}, with {mine}",
    "explains": "says of itself {mine}, with which {them} had charged it {then}",
    "spurns": "meets {theirs}, to which {them} had appealed {then}, with a charge: {mine}",
    "counters": "meets the charge {them} had made {then}, {theirs}, with a kindred one: {mine}",
}


@dataclass(frozen=True)
class Link:
    """An answer as it is shown."""

    answer: Answer
    text: str
    strength: str
    caution: str
    earlier: Quotation | None
    later: Quotation | None

    @property
    def anchor(self) -> str:
        """Its id in the page."""
        return f"a-{self.answer.later.id}--{self.answer.earlier.id}"


@dataclass(frozen=True)
class Answered:
    """Who answers whom in a record.

    Attributes:
        found: the links.
        lag: rows of lead and lag (rhetoric.exchange.LAG_COLUMNS).
    """

    found: Exchange
    lag: pd.DataFrame
    record: Record
    cap: int

    @cached_property
    def links(self) -> tuple[Link, ...]:
        """Every link, the surest first."""
        ranked = sorted(self.found.answers, key=lambda a: (-a.score, a.later.id, a.earlier.id))
        return tuple(self._link(a) for a in ranked)

    @cached_property
    def shown(self) -> tuple[Link, ...]:
        """The surest links, few of one statement."""
        chosen: list[Link] = []
        for link in self.links:
            mine = sum(c.answer.later.id == link.answer.later.id for c in chosen)
            if mine < MOST_OF_ONE and len(chosen) < MOST_PAIRS and link.strength != UNSAID:
                chosen.append(link)
        return tuple(chosen)

    def draw(self, width: float) -> Markup:
        """The picture."""
        actors, cast = self.record.lexicon.actors, self.record.cast
        by_group = {
            s.id: next(
                (side for side in self.found.sides
                 if side in (self.record.camps.get(s.id), s.group)), self.found.sides[0])
            for s in self.found.statements
        }  # fmt: skip
        return draw_answers(
            self.found, by_group, width,
            labels={side: actors.label(side) for side in self.found.sides},
            css={g.id: g.css for g in cast.groups},
        )  # fmt: skip

    @property
    def made(self) -> dict[str, Any]:
        """What was chosen, for the manifest."""
        return {"answers": dict(self.found.choices), "lag": {"within": WINDOW}}

    @property
    def lead(self) -> str:
        """What to see in the picture."""
        one, two = (name(side, self.record.lexicon) for side in self.found.sides)
        looked = count_words(len(self.found.statements), "dated statement")
        if not self.links:
            return sentence(f"Among {looked} of {one} and {two} none is seen to answer another")
        number = len(self.links)
        sure = sum(link.strength == ESTABLISHED for link in self.links)
        fair = sum(link.strength == SUGGESTIVE for link in self.links)
        return sentence(
            f"Among {looked} of {one} and {two}, {count_words(number, 'link')} from a statement "
            f"to an earlier one of the other side {'was' if number == 1 else 'were'} found: "
            f"{_number(sure)} established, {_number(fair)} suggestive; of the rest it cannot be "
            "said whether they are answers"
        )

    @cached_property
    def lags(self) -> tuple[Told, ...]:
        """Which side follows the other, in sentences."""
        rows = plain(self.lag)
        tested = [row for row in rows if row["p"] is not None]
        told = [self._follows(row) for row in tested if row["q"] <= 0.05]
        if chances := [row for row in tested if row["q"] > 0.05]:
            least = min(row["q"] for row in chances)
            pairs = dict.fromkeys(self._pair(row) for row in chances)
            told.append(Told(
                sentence(f"Of the following it cannot be said that one side follows the other "
                         f"more often than chance would have it (q {chance(least)} or more): "
                         f"{'; '.join(pairs)}"), UNSAID, "lags"))  # fmt: skip
        if short := [row for row in rows[::2] if row["p"] is None]:
            themes = ", ".join(self._theme(row["theme"]) for row in short)
            told.append(Told(
                sentence(f"Which side follows the other cannot be tested for {themes}: a side "
                         "has too few statements with it"), UNSAID, "lags"))  # fmt: skip
        order = (ESTABLISHED, SUGGESTIVE, UNSAID)
        return tuple(sorted(told, key=lambda t: order.index(t.strength)))

    @property
    def lag_rows(self) -> list[dict[str, Any]]:
        """The rows of lead and lag, with the names of sides and themes."""
        actors = self.record.lexicon.actors
        return [
            row | {"theme": self._theme(row["theme"]), "leader": actors.label(row["leader"]),
                   "follower": actors.label(row["follower"])}
            for row in plain(self.lag)
        ]  # fmt: skip

    def _theme(self, theme: str) -> str:
        return ANY if theme == ANY else quoted(self.record.lexicon.theme(theme).label)

    def _pair(self, row: dict[str, Any]) -> str:
        label = self.record.lexicon.actors.label
        return f"{label(row['follower'])} after {label(row['leader'])}, {self._theme(row['theme'])}"

    def _follows(self, row: dict[str, Any]) -> Told:
        leader, follower = (name(row[k], self.record.lexicon) for k in ("leader", "follower"))
        what = (
            "charge the other side" if row["theme"] == ANY
            else f"take up {self._theme(row['theme'])}"
        )  # fmt: skip
        number = row["following"]
        text = (
            f"Of {count_words(number, 'statement')} of {possessive(follower)} side that {what}, "
            f"about {row['followed']:.1f} came within {WINDOW} days after such a one of "
            f"{possessive(leader)} side; shuffled dates give {row['by_chance']:.1f} "
            f"(p {chance(row['p'])}, q {chance(row['q'])})"
        )
        enough = min(row["leading"], number) >= ENOUGH_TO_LOOK_IN
        caution = "A figure is not a cause: both sides may answer the same events."
        if row["lead_q"] is not None and row["lead_q"] > 0.05:
            caution += (f" Nor does it make {leader} the one who leads: the other direction is "
                        f"not surely weaker (q {chance(row['lead_q'])}).")  # fmt: skip
        if not enough:
            caution += " One side has fewer than five such statements."
        return Told(sentence(text), ESTABLISHED if enough else SUGGESTIVE, "lags", caution)

    def _link(self, answer: Answer) -> Link:
        lexicon = self.record.lexicon
        later = name(answer.later.group, lexicon)
        text = f"{later}, {when(answer.later.date)}, {self._how(answer)}"
        named = answer.naming.said
        if answer.unconfirmed:
            strength = SUGGESTIVE if answer.score >= FAIR else UNSAID
        elif answer.score >= HIGH and answer.naming.value >= FAIR:
            strength = ESTABLISHED
        else:
            strength = SUGGESTIVE if answer.score >= FAIR else UNSAID
        doubts = []
        if answer.unconfirmed:
            doubts.append("one of the two reports is unconfirmed")
        if not named:
            doubts.append("the text names neither the other side nor its words")
        if answer.precedes < 1:
            doubts.append(f"that the earlier one came first is {answer.precedes:.0%} likely")
        moves = (answer.turn.earlier, answer.turn.later) if answer.turn else (None, None)
        quotes = [
            quote_span(s, p, m.start if m else 0, m.end if m else 0, self.cap) if p else None
            for s, p, m in zip((answer.earlier, answer.later), answer.passages, moves, strict=True)
        ]
        return Link(
            answer, sentence(text), strength,
            " ".join(sentence(d) for d in doubts), quotes[0], quotes[1],
        )  # fmt: skip

    def _how(self, answer: Answer) -> str:
        """What the later statement does, as a verb phrase with the earlier one in it."""
        lexicon = self.record.lexicon
        them, then = name(answer.earlier.group, lexicon), when(answer.earlier.date)
        if answer.turn is None:
            spoken = f"what {them} said {then}"
            return f"names {spoken}" if answer.kind == "names" else f"says much like {spoken}"
        mine, theirs = (
            quoted(lexicon.theme(move.theme).label)
            for move in (answer.turn.later, answer.turn.earlier)
        )
        return _SAID[answer.kind].format(mine=mine, theirs=theirs, them=them, then=then)

    def kinds(self, links: Sequence[Link]) -> list[tuple[str, str]]:
        """The kinds of answer that occur, and what each means."""
        told = TOLD | {"names": "names the other statement or its author",
                       "resembles": "is near it in meaning, no more"}  # fmt: skip
        return [(k, told[k]) for k in told if any(link.answer.kind == k for link in links)]

    def numbers(self, answer: Answer) -> tuple[int, ...]:
        """The uses behind an answer, where it turns on a theme."""
        if answer.turn is None:
            return ()
        moves = (answer.turn.earlier, answer.turn.later)
        keys = {(m.statement, m.theme, m.function, m.start, m.end) for m in moves}
        return tuple(
            u.number for u in self.record.uses
            if (u.statement.id, u.theme, u.function, u.start, u.end) in keys
        )  # fmt: skip

    @property
    def count(self) -> str:
        """How many rows the table leaves out, as words."""
        left = max(0, len(self.links) - MOST_ROWS)
        return f"{left} more {noun_for(left, 'link')}" if left else ""


def _number(number: int) -> str:
    return count_words(number) if number else "none"


def answer_sides(
    record: Record,
    frames: pd.DataFrame,
    *,
    count_copies: bool = False,
    encoder: Encoder | None = None,
    finder: MentionFinder | None = None,
    cap: int = 300,
) -> Answered | None:
    """Look for answers between the two sides that speak most of one another.

    Returns:
        None where no two sides speak of one another, or there are too many statements.
    """
    if record.pair is None:
        return None
    pair = (record.pair[0].id, record.pair[1].id)
    theirs = [s.id for side in pair for s in record.statements(side)]
    if len(theirs) > MOST_STATEMENTS:
        return None
    known = frames[frames["statement"].isin(theirs)]
    asked: dict[str, Any] = {"between": pair, "count_copies": count_copies}
    try:
        found = find_answers(record.corpus, known, record.lexicon, encoder, finder=finder, **asked)
        lag = lead_and_lag(record.corpus, known, record.lexicon, **asked)
    except InputError:  # a side without a dated statement
        return None
    return Answered(found, lag, record, cap)
