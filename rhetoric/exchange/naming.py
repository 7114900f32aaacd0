"""What a statement itself says of an earlier one: its speaker, its group, its medium, its words."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from rhetoric.errors import LexiconError
from rhetoric.exchange.sides import Sides
from rhetoric.fields import read_fields, read_utf8
from rhetoric.mentions import MentionFinder
from rhetoric.model import MEDIA, Passage, Statement
from rhetoric.patterns import PatternSet
from rhetoric.text import Folded, fold

#: What each way of naming counts; together at most 1.
SPEAKER, GROUP, SIDE, MEDIUM, REPLY, QUOTED = 0.5, 0.15, 0.1, 0.3, 0.3, 0.4
_QUOTED = re.compile(r"[“«\"]([^”»\"]{6,300})[”»\"]")
#: A quotation of fewer words proves nothing.
_FEWEST_WORDS = 3
#: The passage number of what stands in the title.
TITLE = 0


@dataclass(frozen=True)
class Naming:
    """How a later statement names an earlier one.

    Attributes:
        value: 0 to 1.
        said: what it names, in words.
        declared: it says that it answers, and whom: the order of the two is told.
    """

    value: float = 0.0
    said: tuple[str, ...] = ()
    declared: bool = False


@dataclass(frozen=True)
class Pointers:
    """What a statement points to, by passage (`TITLE` for its title).

    Attributes:
        actors: (passage, actor id) of the other side's people and groups named.
        groups: these, and all that stand above them.
        media: (passage, medium) of words for a medium.
        replies: passages with words of reply.
        quoted: folded quotations.
    """

    actors: frozenset[tuple[int, str]]
    groups: frozenset[str]
    media: frozenset[tuple[int, str]]
    replies: frozenset[int]
    quoted: tuple[str, ...]


@lru_cache(maxsize=1)
def _words() -> tuple[PatternSet, tuple[str, ...]]:
    """The patterns of words.yaml, and what each of them stands for."""
    path = Path(__file__).parent / "words.yaml"
    fields = read_fields(read_utf8(path, LexiconError), path, LexiconError)
    fields.only(("reply", *MEDIA))
    pairs = [(p, kind) for kind in fields.data for p in fields.strings(kind)]
    return PatternSet([p for p, _ in pairs]), tuple(kind for _, kind in pairs)


class Namer:
    """Reads what statements point to.

    Args:
        finder: finds actors by their names.
        sides: the sides of the exchange.
    """

    def __init__(self, finder: MentionFinder, sides: Sides) -> None:
        self._finder = finder
        self._sides = sides

    def read(self, statement: Statement, passages: Sequence[Passage]) -> Pointers:
        """What a statement points to."""
        days = statement.date.first, statement.date.last
        other = self._sides.other(self._sides.of_statement(statement))
        actors: set[tuple[int, str]] = set()
        media: set[tuple[int, str]] = set()
        replies: set[int] = set()
        for text, offset in ((statement.title, None), (statement.body, passages)):
            folded = fold(text)
            for mention in self._finder.find(folded):
                if self._sides.of(mention.actor, *days) == other:
                    actors.add((_passage_at(offset, mention.start), mention.actor))
            for kind, start in _pointing(folded):
                at = _passage_at(offset, start)
                if kind == "reply":
                    replies.add(at)
                else:
                    media.add((at, kind))
        quoted = tuple(fold(m[1]).text for m in _QUOTED.finditer(statement.body))
        return Pointers(
            frozenset(actors),
            frozenset(s for _, a in actors for s in self._sides.actors.above(a, *days)),
            frozenset(media),
            frozenset(replies),
            tuple(q for q in quoted if q.count(" ") >= _FEWEST_WORDS - 1),
        )

    def naming(self, pointers: Pointers, earlier: Statement, bodies: Mapping[str, str]) -> Naming:
        """How a statement that points so names an earlier one of the other side.

        Args:
            bodies: statement → its folded body.
        """
        if not (pointers.actors or pointers.quoted):
            return Naming()
        said: list[str] = []
        value = 0.0
        places = {at for at, _ in pointers.actors}
        named = {actor for _, actor in pointers.actors}
        speaker = bool(earlier.speaker) and earlier.speaker in named
        if speaker:
            value += SPEAKER
            said.append("its speaker")
        elif earlier.group in pointers.groups:
            value += GROUP
            said.append("its group")
        elif named:
            value += SIDE
            said.append("its side")
        medium = any(m == earlier.medium and at in places for at, m in pointers.media)
        if medium:
            value += MEDIUM
            said.append("its medium")
        # Words of reply to something else that is named are no words of reply to this one.
        reply = bool(pointers.replies & places) and (
            speaker or medium or not self._points_elsewhere(pointers, places)
        )
        if reply:
            value += REPLY
            said.append("words of reply")
        if any(f" {q} " in f" {bodies[earlier.id]} " for q in pointers.quoted):
            value += QUOTED
            said.append("a quotation of it")
        return Naming(min(value, 1.0), tuple(said), reply and (speaker or medium))

    def _points_elsewhere(self, pointers: Pointers, places: set[int]) -> bool:
        """Whether a certain statement is pointed to, by its medium or the person who made it."""
        persons = self._sides.actors.by_id
        return any(at in places for at, _ in pointers.media) or any(
            persons[actor].kind == "person" for _, actor in pointers.actors
        )


def _passage_at(passages: Sequence[Passage] | None, offset: int) -> int:
    if passages is None:
        return TITLE
    at = bisect_right([p.start for p in passages], offset) - 1
    return passages[max(at, 0)].index if passages else TITLE


def _pointing(folded: Folded) -> list[tuple[str, int]]:
    patterns, kinds = _words()
    return [(kinds[n], folded.span(start, end)[0]) for n, start, end in patterns.find(folded.text)]
