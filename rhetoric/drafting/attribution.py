"""Who speaks: the actor behind a name, a pronoun or "the spokesman", and the party spoken for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from rhetoric.drafting.lexis import Words
from rhetoric.drafting.subjects import Candidate
from rhetoric.lexicon import Actors

#: A group named within this many words of an unknown name may be whom it speaks for.
_BESIDE = 9


@dataclass(frozen=True)
class Voice:
    """Who says something.

    Attributes:
        speaker: actor id, or the name or noun as it stands; "" where nobody is named.
        owner: actor id of the group a nameless speaker belongs to ("ISGS leaders").
        how: where it was taken from, in words.
        doubts: what the reviewer should look at.
        medium: the one who speaks is a text: "the newsletter says".
        words: the word numbers it was read from; (-1, -1) where it was carried over.
        person: it is the name of somebody who is no known actor.
    """

    speaker: str
    owner: str = ""
    how: str = ""
    doubts: tuple[str, ...] = ()
    medium: bool = False
    words: tuple[int, int] = (-1, -1)
    person: bool = False


@dataclass
class Memory:
    """Who was spoken of last, from sentence to sentence of an article."""

    words: Words
    actors: Actors
    person: Voice | None = None
    body: Voice | None = None
    people: Voice | None = None
    spoke: Voice | None = None
    topic: Candidate | None = None
    here: Sequence[Candidate] = ()
    _names: dict[str, Voice] = field(default_factory=dict)
    _roles: dict[str, set[str]] = field(default_factory=dict)

    def enter(self, candidates: Sequence[Candidate]) -> None:
        """Begin a sentence."""
        self.here = candidates

    def leave(self, voices: Sequence[Voice]) -> None:
        """End a sentence: remember who was its subject, or spoke in it."""
        free = [c for c in self.here if not c.governed]
        for candidate in [*reversed(self.here), *reversed(free)]:
            self._notice(candidate)
        for voice in voices:
            if voice.speaker:
                self._keep(voice)
                self.spoke = voice
        if free or self.here:
            first = self.here[0]
            self.topic = first if first.kind == "self" else (free or list(self.here))[0]

    def resolve(self, candidate: Candidate, before: int) -> Voice | None:
        """The voice of a subject, or None where it is nobody's whose words are of use.

        Args:
            before: number of the word the reporting verb begins at.
        """
        kind = candidate.kind
        if kind in ("vague", "self"):
            return None
        place = (candidate.first, candidate.last)
        text = self._text(candidate)
        if kind in ("actor", "name"):
            return self._named(candidate)
        if kind == "dropped":
            return _carried(self.spoke or self.person or self.body, text, place)
        if kind == "he":
            found = self._in_sentence(before, candidate, self._is_person) or self.person
            return _carried(found, text, place)
        if kind == "they":
            return _carried(self._plural(before, candidate), text, place)
        if kind == "it":
            if self.topic is not None and self.topic.kind == "self":
                return None
            found = self._in_sentence(before, candidate, self._is_body) or self.body
            return _carried(found, text, place)
        if kind == "medium":
            before_it = (candidate.first - 1, candidate.first - 2)
            if any(self.words.is_(n, "possessive") for n in before_it):  # "X replied in its letter"
                owner = next((c for c in self.here if not c.governed and c.kind != "medium"), None)
                found = self.resolve(owner, before) if owner else self.body
                return _carried(found, text, place, medium=True)
            if candidate.actor:
                return Voice(candidate.actor, "", f"“{text}”", (), True, place)
            return _carried(self.spoke, text, place, medium=True)
        if not candidate.actor:
            candidate = replace(candidate, actor=self._owner(candidate))
        if candidate.actor:
            return self._belonging(candidate, text, place)
        if self._definite(candidate):
            if kind == "body":
                found = self._in_sentence(before, candidate, self._is_body) or self.body
                return _carried(found, text, place)
            if kind == "person":
                if holder := self._holder(candidate):
                    return _carried(holder, text, place)
        if kind == "body" and self.words.is_(candidate.first - 1, "together") and self.body:
            doubts = (f"“{text}” are several; add a draft for each of the others",)
            return Voice(self.body.speaker, "", f"“{text}”", doubts, False, place)
        doubt = f"nobody is named: “{text}”"
        return Voice(text, "", f"“{text}”", (doubt,), False, place)

    def _text(self, candidate: Candidate) -> str:
        spans = self.words.spans
        first = candidate.first
        if candidate.kind in ("person", "people", "body") and not candidate.actor:
            first = self._noun_phrase(candidate)
        text = self.words.text[spans[first][0] : spans[candidate.last][1]]
        return " ".join(text.split())

    def _noun_phrase(self, candidate: Candidate) -> int:
        """Where the words that describe a noun begin: `former Malian rebel fighter`."""
        first = candidate.first
        while first > max(0, candidate.first - 4):
            before = first - 1
            apart = self.words.between(before, first).replace("-", " ").strip()
            if apart or self.words.all[before].isdecimal() or self.words.is_(
                before, "determiner", "this", "before", "clause", "that", "be", "by", "adverb",
                "each", "vague", "it", "he", "they",
            ):  # fmt: skip
                break
            first = before
        return first

    def _named(self, candidate: Candidate) -> Voice:
        place, text = (candidate.first, candidate.last), self._text(candidate)
        if candidate.kind == "name":
            known = self._names.get(self.words.all[candidate.last])
            same = known is not None and text.endswith(known.speaker)
            if known is not None and (candidate.first == candidate.last or same):
                return Voice(known.speaker, known.owner, f"“{text}”", known.doubts, False, place)
            doubts = (f"“{text}” is no known actor",)
            return Voice(text, self._side(candidate), f"“{text}”", doubts, False, place, True)
        if self.words.is_(candidate.last, "people") and candidate.first < candidate.last:
            return Voice(text, candidate.actor, f"“{text}”", (), False, place)
        return Voice(candidate.actor, "", f"“{text}”", (), False, place)

    def _owner(self, candidate: Candidate) -> str:
        """The group a noun is told to belong to by a part of its name: `the Front's emir`."""
        for number in range(candidate.first, candidate.last):
            voice = self._names.get(self.words.all[number])
            actor = self.actors.by_id.get(voice.speaker) if voice else None
            if actor is not None and actor.kind != "person" and self.words.capital(number):
                return actor.id
        return ""

    def _side(self, candidate: Candidate) -> str:
        """The group beside an unknown name: `the spokesman of the League, X Y`, `X, emir of Z`."""
        for other in self.here:
            near = max(candidate.first, other.first) - min(candidate.last, other.last) <= _BESIDE
            if other.kind != "actor" or not near or self.actors[other.actor].kind == "person":
                continue
            low, high = sorted((candidate, other), key=lambda c: c.first)
            stretch = range(low.last + 1, high.first)
            told = self.words.text[self.words.spans[low.last][1] : self.words.spans[high.first][0]]
            role = any(
                self.words.is_(n, "person")
                for n in (*stretch, *range(max(0, low.first - 4), low.first))
            )
            if role and told.count(",") <= 1 and not any(c in told for c in ";.:()"):
                if not any(f.first in stretch for f in self.words.of(
                    low.last + 1, high.first, ("say", "charge", "weak", "name"))):  # fmt: skip
                    return other.actor
        return ""

    def _belonging(self, candidate: Candidate, text: str, place: tuple[int, int]) -> Voice:
        """`ISGS leaders`, `the Islamic State's spokesman`."""
        if candidate.kind == "body":
            return Voice(candidate.actor, "", f"“{text}”", (), False, place)
        if candidate.kind == "person" and self.person and not self.person.medium:
            party = self.actors.above(self.person.speaker)
            if candidate.actor in party:
                return Voice(
                    self.person.speaker, "", f"“{text}”",
                    (f"“{text}” is taken to be the person named before",), False, place,
                )  # fmt: skip
        owner = candidate.actor
        state = owner in self.actors and self.actors[owner].kind == "state"
        if self.words.is_(candidate.last, "independent") or (
            state and not self.words.is_(candidate.last, "official")
        ):
            owner = ""  # a newspaper or a resident of a country does not speak for its state
        return Voice(text, owner, f"“{text}”", (), False, place)

    def _holder(self, candidate: Candidate) -> Voice | None:
        """The person last named, if they were given this role."""
        if self.person is None:
            return None
        word = self.words.all[candidate.last]
        actor = self.actors.by_id.get(self.person.speaker)
        ties = {tie.role for tie in actor.affiliations} if actor else set()
        return self.person if word in self._roles.get(self.person.speaker, ties) | ties else None

    def _note_roles(self, voice: Voice) -> None:
        """Remember what somebody is called beside their name."""
        low, high = voice.words
        if low >= 0:
            beside = [*range(max(0, low - 6), low), *range(high + 1, high + 5)]
            beside = [n for n in beside if n < len(self.words.all)]
            roles = {self.words.all[n] for n in beside if self.words.is_(n, "person")}
            self._roles.setdefault(voice.speaker, set()).update(roles)

    def _definite(self, candidate: Candidate) -> bool:
        before = candidate.first - 1
        return self.words.is_(before, "this") or self.words.is_(before - 1, "this") or (
            self.words.lexis.language == "ar"
            and self.words.all[candidate.first].lstrip("وف").startswith("ال")
        )  # fmt: skip

    def _is_person(self, candidate: Candidate) -> bool:
        if candidate.kind == "actor":
            return self.actors.by_id[candidate.actor].kind == "person"
        return candidate.kind == "name" and candidate.last > candidate.first

    def _is_body(self, candidate: Candidate) -> bool:
        if candidate.kind != "actor" or candidate.actor not in self.actors:
            return False
        return self.actors.by_id[candidate.actor].kind != "person"

    def _in_sentence(self, before: int, pronoun: Candidate, fits: object) -> Voice | None:
        """The first subject of the sentence before a pronoun that it may stand for."""
        assert callable(fits)
        near = [c for c in self.here if c.last < pronoun.first and fits(c)]
        free = [c for c in near if not c.governed]
        chosen = (free or near)[:1]
        if not free and near and fits == self._is_body:
            return None  # a group only spoken of; rather the subject of the sentence before
        return self._named(chosen[0]) if chosen else None

    def _plural(self, before: int, pronoun: Candidate) -> Voice | None:
        near = [c for c in self.here if c.last < pronoun.first and c.kind == "people"]
        if near:
            return self.resolve(near[0], before)
        return self.people or self.body

    def _notice(self, candidate: Candidate) -> None:
        if candidate.kind in ("actor", "name"):
            self._keep(self._named(candidate))
        elif candidate.kind == "people" and not candidate.governed:
            text = self._text(candidate)
            self.people = Voice(text, candidate.actor, f"“{text}”")

    def _keep(self, voice: Voice) -> None:
        actor = self.actors.by_id.get(voice.speaker)
        if actor is None:
            if voice.person and voice.words[1] > voice.words[0] >= 0:
                self._names.setdefault(self.words.all[voice.words[1]], voice)
                self.person = voice
                self._note_roles(voice)
            return
        if actor.kind == "person":
            self.person = voice
            self._note_roles(voice)
            if voice.words[0] >= 0:
                self._names[self.words.all[voice.words[1]]] = voice
        else:
            self.body = voice
            self.people = voice
            # "The Northern Front" is "the Front" from then on.
            for number in range(voice.words[0], voice.words[1] + 1 if voice.words[0] >= 0 else 0):
                if self.words.capital(number) and len(self.words.all[number]) > 3:
                    self._names.setdefault(self.words.all[number], voice)


def _carried(
    found: Voice | None, text: str, place: tuple[int, int], *, medium: bool = False
) -> Voice | None:
    """A voice taken over for a pronoun or noun that stands for it."""
    if found is None:
        return None
    doubt = f"“{text}” is taken to be {found.how or found.speaker}, named before"
    return Voice(found.speaker, found.owner, f"“{text}”", (doubt,), medium or found.medium, place)


def party_of(voice: Voice, actors: Actors, first: date | None, last: date | None) -> str:
    """The group a voice speaks for on a date; "" where it is not known."""
    if voice.owner:
        return actors.party(voice.owner, first, last)
    if voice.speaker in actors:
        return actors.party(voice.speaker, first, last)
    return ""
