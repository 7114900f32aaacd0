"""A passage laid out for judging: words, breaks, cues and actors, all by word number."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from rhetoric.frames.cues import Cue, cue_finder
from rhetoric.languages import surest_language
from rhetoric.lexicon import Actors
from rhetoric.mentions import MentionFinder
from rhetoric.text import Folded

_BREAKS = set(",;:،؛()[]—–…")
_STOPS = set(";؛.!")
_QUOTES = set('"“”«»„‟')

_ARABIC_NOT = frozenset("لم لن لا ما ولم ولن ولا وما فلم فلن فلا".split())
#: Arabic words that end like "our" without being it.
_NOT_OURS = frozenset("احيانا يقينا مكانا زمانا انسانا مجانا عيانا سكانا ايمانا ميدانا".split())


def _arabic_we(words: tuple[str, ...], number: int, word: str) -> bool:
    """Whether an Arabic word says "we" by its form: «لم نغير», «منهجنا»."""
    if number and words[number - 1] in _ARABIC_NOT and word.startswith("ن") and len(word) > 3:
        return True
    return len(word) > 5 and word.endswith("نا") and word not in _NOT_OURS


@dataclass(frozen=True)
class Speaker:
    """Whose statement a passage belongs to.

    Attributes:
        group: actor id of the party that speaks; "" when unknown.
        person: actor id of the speaking person, or "".
        camp: the camp of the group at the time.
        rivals: actor ids of its known adversaries, nearest first.
        rival_camp: camp of the nearest of them.
        form: transcript, translation, summary or excerpt; "" when unknown.
        first, last: the days the statement may be from.
    """

    group: str
    person: str = ""
    camp: str = ""
    rivals: tuple[str, ...] = ()
    rival_camp: str = ""
    form: str = ""
    first: date | None = None
    last: date | None = None

    @property
    def observer(self) -> bool:
        """Whether it belongs to no side."""
        return not self.camp


@dataclass(frozen=True)
class Named:
    """An actor named in a passage: words first..last, the organisation behind it, its camp."""

    first: int
    last: int
    actor: str
    party: str
    camp: str
    own: bool


@dataclass(frozen=True)
class Analysis:
    """A passage laid out by word number.

    Attributes:
        words: folded words.
        starts: where each begins in the folded passage.
        breaks: whether punctuation that ends a clause stands before each word.
        stops: whether it is a semicolon or full stop, which ends what is reported too.
        cues: cues in order; see rhetoric.frames.cues.
        named: actors in order.
        question: the passage ends as a question.
        quoted: for each word, whether it stands between quotation marks.
    """

    words: tuple[str, ...]
    starts: tuple[int, ...]
    breaks: tuple[bool, ...]
    stops: tuple[bool, ...]
    quoted: tuple[bool, ...]
    cues: tuple[Cue, ...]
    named: tuple[Named, ...]
    question: bool
    language: str
    speaker: Speaker

    def word_at(self, offset: int) -> int:
        """Number of the word that covers a folded offset."""
        return max(0, bisect_right(self.starts, offset) - 1)

    def of(self, *kinds: str) -> list[Cue]:
        """The cues of some kinds, in order."""
        return [c for c in self.cues if c.kind in kinds]

    @cached_property
    def rhetorical(self) -> Cue | None:
        """What makes the question one that answers itself: "Did they not …?"; or None."""
        if not self.question:
            return None
        opening = (0, *(n for n, broken in enumerate(self.breaks) if broken))
        return next((c for c in self.of("rhetorical") if c.first in opening), None)

    @cached_property
    def _resumed(self) -> frozenset[int]:
        return frozenset(c.first for c in self.of("resumption", "adversative"))

    def conceded(self, word: int, other: int) -> bool:
        """Whether a word stands in a clause of concession that another stands outside of.

        As in "although they deny it, they met": the denial does not reach the meeting.
        """
        for cue in self.of("concession"):
            behind = range(cue.last + 1, len(self.words))
            end = next((n for n in behind if self.breaks[n] or n in self._resumed), None)
            span = range(cue.first, len(self.words) if end is None else end)
            if word in span and other not in span:
                return True
        return False

    @cached_property
    def edges(self) -> frozenset[int]:
        """Words before which a new clause begins."""
        edges = {n for n, broken in enumerate(self.breaks) if broken}
        edges |= {c.first for c in self.of("adversative", "boundary")}
        return frozenset(edges)

    def same_clause(self, left: int, right: int) -> bool:
        """Whether no clause begins between two words."""
        low, high = sorted((left, right))
        return not any(low < edge <= high for edge in self.edges)

    @cached_property
    def own_words(self) -> tuple[int, ...]:
        """Words that mean the speaker's own side."""
        own = {c.first for c in self.of("first_person")}
        own |= {n.first for n in self.named if n.own}
        if self.language == "ar":
            own |= {c.first for c in self.of("report", "denial") if c.text.endswith("نا")}
            own |= {n for n, word in enumerate(self.words) if _arabic_we(self.words, n, word)}
        return tuple(sorted(own))


def _anchors(cue: Cue) -> Iterable[int]:
    """The words of a cue that may not belong to a name: a question may be about one."""
    if cue.kind == "rhetorical":
        return (cue.first, cue.last)
    return range(cue.first, cue.last + 1)


class Analyser:
    """Lays passages out.

    Args:
        actors: who may be named.
    """

    def __init__(self, actors: Actors) -> None:
        self.actors = actors
        self.mentions = MentionFinder(actors)

    def analyse(self, folded: Folded, speaker: Speaker, declared: str = "und") -> Analysis:
        """Lay out one folded passage said by `speaker`."""
        text = folded.text
        starts, at = [], 0
        words = tuple(text.split(" ")) if text else ()
        for word in words:
            starts.append(at)
            at += len(word) + 1
        language = surest_language(words) or ("fr" if declared == "fra" else "en")
        breaks, stops, quoted, inside = [], [], [], False
        for number, start in enumerate(starts):
            low = 0 if number == 0 else int(folded.origin[start - 2]) + 1
            between = folded.source[low : int(folded.origin[start])]
            for char in between:
                if char == "“" or char == "«":
                    inside = True
                elif char in "”»":
                    inside = False
                elif char in _QUOTES:
                    inside = not inside
            breaks.append(number > 0 and any(c in _BREAKS for c in between))
            stops.append(number > 0 and any(c in _STOPS for c in between))
            quoted.append(inside)
        tail = folded.source[int(folded.origin[-1]) + 1 :] if len(folded.origin) else ""
        by_start = {start: number for number, start in enumerate(starts)}
        named = []
        for start, end, actor, _ in self.mentions.find_folded(text):
            first = by_start[start]
            named.append(self.named(first, first + text.count(" ", start, end), actor, speaker))
        covered = {w for n in named for w in range(n.first, n.last + 1)}
        cues = [
            cue
            for cue in cue_finder(language).find(folded, starts)
            if covered.isdisjoint(_anchors(cue))
        ]
        return Analysis(
            words, tuple(starts), tuple(breaks), tuple(stops), tuple(quoted),
            tuple(cues), tuple(named),
            "?" in tail or "؟" in tail, language, speaker,
        )  # fmt: skip

    def named(self, first: int, last: int, actor: str, speaker: Speaker) -> Named:
        """An actor as it stands to the speaker on the day of the statement."""
        party = self.actors.party(actor, speaker.first, speaker.last)
        camp = self.actors.camp(actor, speaker.first, speaker.last)
        own = party == speaker.group or actor == speaker.person
        own = own or bool(camp and camp == speaker.camp)
        return Named(first, last, actor, party, camp, own)
