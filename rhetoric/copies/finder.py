"""Finding what a statement gives again, one statement after the other."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

import numpy as np

from rhetoric.copies.link import EXCERPT, REPRINT, TRANSLATION, Link, compose, percent
from rhetoric.copies.meaning import SameMeaning
from rhetoric.copies.words import Words, word_numbers
from rhetoric.copies.words_finder import SameWords
from rhetoric.dates import DateSpan, describe
from rhetoric.encode import Encoder
from rhetoric.model import Statement

_RANK = {REPRINT: 0, EXCERPT: 1, TRANSLATION: 2}


@dataclass(frozen=True)
class _Known:
    """What is kept of a statement besides its words."""

    id: str
    name: str
    date: DateSpan
    group: str


@dataclass(frozen=True)
class _Found:
    """A link between the statement at hand and one that is known, before it is worded."""

    field: str
    other: int
    other_is_copy: bool
    share: float


class CopyFinder:
    """Finds copies among statements that are added one at a time.

    Words are compared by shingles and alignment, meaning by the vectors of passages
    (rhetoric.copies.words_finder, rhetoric.copies.meaning). Of each statement about seven
    bytes a word are kept, and its text, packed, where there is an encoder.

    Args:
        statements: those there are, in any order.
        encoder: for translations; without one they are not looked for.
        words_of: gives the words of a text; see rhetoric.copies.kept_words.
    """

    def __init__(
        self,
        statements: Iterable[Statement] = (),
        encoder: Encoder | None = None,
        *,
        words_of: Callable[[str], Words] = word_numbers,
    ) -> None:
        self._words = SameWords(words_of)
        self._meaning = None if encoder is None else SameMeaning(encoder)
        self._known: list[_Known] = []
        self._number: dict[str, int] = {}
        #: Copy → (field, what it is a copy of): as declared, or as found on adding.
        self._links: dict[str, tuple[str, str]] = {}
        self._members: dict[str, list[int]] = {}
        self._last: tuple[Statement, tuple[_Found, ...]] | None = None
        for statement in sorted(statements, key=_age):
            self.add(statement)

    def __len__(self) -> int:
        return len(self._known)

    @property
    def size(self) -> int:
        """Bytes the index takes, near enough."""
        return self._words.size + (self._meaning.size if self._meaning else 0)

    def declare(self, statement: Statement) -> None:
        """Keep the link a statement declares in mind: none that is found leads back to it."""
        if statement.copy_of:
            field = next(f for f in _RANK if getattr(statement, f))
            self._links[statement.id] = (field, statement.copy_of)

    def find(self, statement: Statement) -> tuple[Link, ...]:
        """What a statement that is not added yet gives again, or what gives it again.

        Returns:
            The best link whose copy is the statement, if any, then one for each statement
            that is there already and is a copy of it: an excerpt, or a reprint of a later
            day. Links lead to originals, not to copies of them. Statements of the same group
            come first; see Link.same_group.
        """
        self.declare(statement)
        found = self._find(statement)
        above = [item for item in found if not item.other_is_copy]
        links = [
            link
            for item in above
            if (link := self._upwards(statement, item)) and not self._ring(link)
        ][:1]
        told = {name for link in links for name in (link.copy, link.original)}
        whole = next((x.original for x in links if x.copy == statement.id), statement.id)
        for item in found:
            known = self._known[item.other]
            free = known.id not in self._links and known.id not in told
            if item.other_is_copy and free and known.id != statement.id:
                why = self._why(statement, item, statement.title, known, known)
                same = known.group == statement.group
                link = Link(known.id, item.field, whole, item.share, why, same)
                links += [] if self._ring(link) else [link]
        return tuple(links)

    def _upwards(self, statement: Statement, item: _Found) -> Link | None:
        """The link from a statement to what it is a copy of; the other way if it is older."""
        near = self._known[item.other]
        root, field = self._root(near.id, item.field)
        far = self._known[self._number[root]]
        if root == statement.id:
            return None
        same = far.group == statement.group
        if item.field == REPRINT and near is far and _before(statement.date, far.date):
            older = f", which is older: {describe(statement.date)}"
            why = self._why(statement, item, statement.title, near, far, older)
            return Link(root, REPRINT, statement.id, item.share, why, same)
        why = self._why(statement, item, near.name, near, far)
        return Link(statement.id, field, root, item.share, why, same)

    def add(self, statement: Statement, *, searched: bool = False) -> None:
        """Put a statement in. What it is found to be a copy of is kept in mind, too.

        Args:
            searched: it has been searched for before: only the link it declares counts.
        """
        if statement.id in self._number:
            return
        self.declare(statement)
        for link in () if searched else self.find(statement):
            if link.same_group and link.copy not in self._links and not self._ring(link):
                self._links[link.copy] = (link.field, link.original)
        found = () if searched else self._find(statement)
        # Two groups that say the same are two families.
        group = statement.group
        family = [i.other for i in found if self._known[i.other].group == group]
        root = self._root(statement.id, REPRINT)[0]
        family += self._members.get(root, [])
        number = self._words.add(statement.body, np.array(sorted(set(family)), dtype=np.int64))
        if self._meaning is not None:
            self._meaning.add(statement)
        name = statement.title or statement.id
        self._known.append(_Known(statement.id, name, statement.date, statement.group))
        self._number[statement.id] = number
        self._members.setdefault(root, []).append(number)
        self._last = None

    def _find(self, statement: Statement) -> tuple[_Found, ...]:
        """Pairs with the statement, the best first; the last answer is remembered."""
        if self._last is not None and self._last[0] is statement:
            return self._last[1]
        pairs = [
            _Found(s.field, s.text, s.other_is_copy, s.share)
            for s in self._words.find(statement.body)
        ]
        if self._meaning is not None:
            have = {pair.other for pair in pairs}
            pairs += [
                _Found(TRANSLATION, t.text, t.other_is_copy, t.share)
                for t in self._meaning.find(statement)
                if t.text not in have
            ]
        pairs.sort(key=lambda p: (
            self._known[p.other].group != statement.group, _RANK[p.field],
            self._known[p.other].id in self._links, -round(p.share, 2),
            _day(self._known[p.other].date), self._known[p.other].id,
        ))  # fmt: skip
        self._last = (statement, tuple(pairs))
        return self._last[1]

    def _root(self, name: str, field: str) -> tuple[str, str]:
        """The original at the end of a chain that is known, and what is a copy of its start."""
        seen = {name}
        while name in self._links:
            inner, above = self._links[name]
            if above in seen or above not in self._number:
                break
            field, name = compose(field, inner), above
            seen.add(name)
        return name, field

    def _ring(self, link: Link) -> bool:
        name = link.original
        seen = {link.copy}
        while name in self._links and name not in seen:
            seen.add(name)
            name = self._links[name][1]
        return name in seen

    def _why(
        self, statement: Statement, item: _Found, name: str, near: _Known, far: _Known,
        more: str = "",
    ) -> str:  # fmt: skip
        what = "words stand" if item.field != TRANSLATION else "sentences stand, in meaning,"
        why = f"{percent(item.share)} of its {what} in '{name}'"
        if item.share == 1.0 and item.field == REPRINT:
            why = f"its words are those of '{name}'"
        if near is not far:
            more += f", itself a copy of '{far.name}'"
        if far.group != statement.group:
            groups = (statement.group, far.group) if name != statement.title else (
                far.group, statement.group)  # fmt: skip
            more += f"; but it speaks for {groups[0]}, not for {groups[1]}"
        return why + more


def _day(span: DateSpan) -> str:
    return span.first.isoformat() if span.first else "9999"


def _age(statement: Statement) -> tuple[str, str]:
    return _day(statement.date), statement.id


def _before(one: DateSpan, other: DateSpan) -> bool:
    """Whether one date certainly comes before another."""
    return one.last is not None and other.first is not None and one.last < other.first
