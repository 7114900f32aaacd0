"""Who is spoken of: actor aliases found in a text, at their place in the original."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rhetoric.lexicon import Actors
from rhetoric.patterns import PatternSet
from rhetoric.text import Folded, fold


@dataclass(frozen=True)
class Mention:
    """One place where an actor is named.

    Attributes:
        actor: actor id.
        start, end: character offsets in the original text, end excluded.
        text: exactly text[start:end].
        side: whose word it is: neutral, own or hostile.
        within: id of the actor whose longer name this one is part of ("al-Qaida" in "al-Qaida
            in the Islamic Maghreb"); "" where the name stands by itself.
    """

    actor: str
    start: int
    end: int
    text: str
    side: str = "neutral"
    within: str = ""


def _as_patterns(alias: str) -> list[str]:
    """An alias as patterns: whole, and broken where an apostrophe may have been lost."""
    whole = fold(alias).text
    found = [whole] if whole else []
    for mark in "'`´’‘ʼʻʿʾ":
        if mark in alias:
            broken = fold(" ".join(part for part in alias.split(mark) if part)).text
            if broken and broken not in found:
                found.append(broken)
    return found


def _longest(match: tuple[int, int, int]) -> tuple[int, int]:
    """Matches by length, the longest first, then by place."""
    return match[1] - match[2], match[1]


class MentionFinder:
    """Finds the aliases of many actors at once; the longest alias at a place wins."""

    def __init__(self, actors: Actors) -> None:
        self.actors = actors
        owners: dict[str, tuple[str, str]] = {}
        others: dict[str, set[str]] = {}
        for actor in actors.by_id.values():
            for alias, _, side in (*actor.aliases, (actor.label, "en", "neutral")):
                for pattern in _as_patterns(alias):
                    owners.setdefault(pattern, (actor.id, side))
            for phrase in actor.not_meant:
                for pattern in _as_patterns(phrase):
                    others.setdefault(pattern, set()).add(actor.id)
        self._owners = list(owners.values())
        self._patterns = PatternSet(list(owners))
        #: Longer names in which a name of these actors stands for something else.
        self._others = list(others.values())
        self._phrases = PatternSet(list(others))

    def find_folded(
        self, folded: str, numbers: Sequence[int] | None = None
    ) -> list[tuple[int, int, str, str]]:
        """(start, end, actor id, side) in folded text, without overlaps, in order."""
        matches = (
            self._patterns.find(folded)
            if numbers is None
            else sorted(self._patterns.confirm(folded, numbers), key=lambda m: (m[1], -m[2]))
        )
        found: list[tuple[int, int, str, str]] = []
        for number, start, end in sorted(self._meant(folded, matches), key=_longest):
            if all(end <= s or start >= e for s, e, _, _ in found):
                found.append((start, end, *self._owners[number]))
        return sorted(found)

    def _meant(
        self, folded: str, matches: Sequence[tuple[int, int, int]]
    ) -> list[tuple[int, int, int]]:
        """The matches without those within a longer name that is of something else."""
        phrases = self._phrases.find(folded) if matches else []
        return [
            (number, start, end)
            for number, start, end in matches
            if not any(
                first <= start and end <= last and self._owners[number][0] in self._others[phrase]
                for phrase, first, last in phrases
            )
        ]

    def find_inside(self, folded: str, start: int, end: int) -> list[tuple[int, int, str, str]]:
        """(start, end, actor id, side) of the names that are part of the name start..end.

        What names the same actor as the whole is left out ("Qaida" within "al-Qaida"), and so
        is a person within the name of another person: a family name they share.
        """
        here = folded[start:end]
        found: list[tuple[int, int, str, str]] = []
        whole = {self._owners[n][0] for n, s, e in self._patterns.find(here) if e - s == len(here)}
        parts = [m for m in self._patterns.find(here) if self._owners[m[0]][0] not in whole]
        if any(self._is_person(actor) for actor in whole):
            parts = [m for m in parts if not self._is_person(self._owners[m[0]][0])]
        for number, first, last in sorted(self._meant(here, parts), key=_longest):
            if all(last <= s or first >= e for s, e, _, _ in found):
                found.append((first, last, *self._owners[number]))
        return [(start + s, start + e, actor, side) for s, e, actor, side in sorted(found)]

    def _is_person(self, actor: str) -> bool:
        return self.actors.by_id[actor].kind == "person"

    def resolve(self, name: str) -> str | None:
        """The actor a whole name stands for: its id, in any case, or one of its aliases."""
        ids = {i.lower(): i for i in self.actors.by_id}
        if (known := ids.get(name.strip().lower())) is not None:
            return known
        folded = fold(name).text
        found = self.find_folded(folded)
        whole = len(found) == 1 and found[0][:2] == (0, len(folded))
        return found[0][2] if whole else None

    def find(self, text: str | Folded, *, inside: bool = False) -> Iterator[Mention]:
        """Every mention in a text, in order.

        Args:
            inside: tell also of names that are part of longer names (`within` says of whose),
                each after the longer one.
        """
        folded = text if isinstance(text, Folded) else fold(text)

        def mention(start: int, end: int, actor: str, side: str, within: str = "") -> Mention:
            first, last = folded.span(start, end)
            return Mention(actor, first, last, folded.source[first:last], side, within)

        for start, end, actor, side in self.find_folded(folded.text):
            yield mention(start, end, actor, side)
            if inside:
                for part in self.find_inside(folded.text, start, end):
                    yield mention(*part, within=actor)
