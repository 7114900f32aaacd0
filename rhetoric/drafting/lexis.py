"""The words that report speech, by language (words/*.yaml), found in a whole article at once."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path

from rhetoric.errors import LexiconError
from rhetoric.fields import read_fields, read_utf8
from rhetoric.model import MEDIA
from rhetoric.patterns import PatternSet
from rhetoric.text import Folded, fold, fold_text, is_arabic

FOLDER = Path(__file__).parent / "words"
LANGUAGES = ("en", "fr", "ar")
#: Patterns that report speech, and others.
REPORTING = ("say", "weak", "charge", "name", "listing", "about", "noun", "according")
PATTERNS = (*REPORTING, "exempt", "titled", "named")
#: Plain words, by what they are.
WORDS = (
    "release", "claim_of", "be", "by", "that", "before", "clause", "he", "it", "they",
    "possessive", "person", "body", "people", "vague", "self", "this", "ambiguous",
    "negation", "modal", "adverb", "determiner", "independent", "official", "as", "and", "together",
    "each", "participle_noun",
)  # fmt: skip


@dataclass(frozen=True)
class Found:
    """A pattern found: its kind, and its words by number."""

    kind: str
    first: int
    last: int


@dataclass(frozen=True)
class Lexis:
    """The reporting words of one language."""

    language: str
    kinds: tuple[str, ...]
    patterns: PatternSet
    words: dict[str, frozenset[str]]

    def has(self, kind: str, word: str) -> bool:
        """Whether a folded word is of a kind; Arabic words also behind و, ف and the article."""
        known = self.words[kind]
        if word in known:
            return True
        if not is_arabic(word):
            return False
        bare = word[1:] if word[0] in "وف" and len(word) > 2 else word
        return bare in known or (bare.startswith("ال") and bare[2:] in known)


@lru_cache(maxsize=8)
def lexis(language: str) -> Lexis:
    """The words of a language, read once.

    Args:
        language: en, fr or ar.
    """
    path = FOLDER / f"{language}.yaml"
    fields = read_fields(read_utf8(path, LexiconError), path, LexiconError)
    fields.only((*PATTERNS, *WORDS, "media"))
    kinds: list[str] = []
    patterns: list[str] = []
    for kind in PATTERNS:
        for pattern in fields.strings(kind):
            kinds.append(kind)
            patterns.append(pattern)
    media = fields.inner("media")
    media.only(MEDIA)
    for medium in MEDIA:
        for pattern in media.strings(medium):
            kinds.append(f"medium:{medium}")
            patterns.append(pattern)
    words = {kind: frozenset(map(fold_text, fields.strings(kind))) for kind in WORDS}
    return Lexis(language, tuple(kinds), PatternSet(patterns), words)


class Words:
    """The folded words of a text by number, and the places they come from.

    Attributes:
        all: the words.
        spans: (start, end) of each in the text.
    """

    def __init__(self, text: str, lexis: Lexis) -> None:
        self.text, self.lexis = text, lexis
        self.folded: Folded = fold(text)
        self.all: list[str] = self.folded.text.split(" ") if self.folded.text else []
        self.at: list[int] = []
        place = 0
        for word in self.all:
            self.at.append(place)
            place += len(word) + 1
        self.spans = [
            self.folded.span(at, at + len(word)) for at, word in zip(self.at, self.all, strict=True)
        ]
        self._starts = [start for start, _ in self.spans]

    def range(self, start: int, end: int) -> tuple[int, int]:
        """Numbers of the words of a stretch: first, and the one behind the last."""
        return bisect_left(self._starts, start), bisect_left(self._starts, end)

    def is_(self, number: int, *kinds: str) -> bool:
        """Whether a word is of one of some kinds."""
        word = self.all[number] if 0 <= number < len(self.all) else ""
        return bool(word) and any(self.lexis.has(kind, word) for kind in kinds)

    def between(self, first: int, second: int) -> str:
        """What stands in the text between two words."""
        if first < 0 or second >= len(self.all):
            return "\n"
        return self.text[self.spans[first][1] : self.spans[second][0]]

    def capital(self, number: int) -> bool:
        """Whether a word begins with a capital letter."""
        return self.text[self.spans[number][0]].isupper()

    @cached_property
    def found(self) -> list[Found]:
        """Every pattern in the text, in order; of the same kind, the longest at a place."""
        number_at = {at: n for n, at in enumerate(self.at)}
        best: dict[tuple[str, int], Found] = {}
        for pattern, start, end in self.lexis.patterns.find(self.folded.text):
            first = number_at[start]
            last = first + self.folded.text.count(" ", start, end)
            kind = self.lexis.kinds[pattern]
            known = best.get((kind, first))
            if known is None or known.last < last:
                best[kind, first] = Found(kind, first, last)
        return sorted(best.values(), key=lambda f: (f.first, f.last, f.kind))

    def of(self, first: int, stop: int, kinds: Sequence[str]) -> Iterator[Found]:
        """Patterns of some kinds that lie within first..stop-1."""
        for found in self.found:
            if first <= found.first and found.last < stop and found.kind in kinds:
                yield found
