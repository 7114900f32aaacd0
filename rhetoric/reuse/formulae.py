"""Formulae: set phrases that everybody uses, read from the file people edit.

What consists of nothing else is no reuse, and words of them do not count to a stretch.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import product
from pathlib import Path

from rhetoric.copies.words import word_numbers
from rhetoric.errors import LexiconError
from rhetoric.fields import Fields, OnError, raise_it, read_fields, read_utf8
from rhetoric.model import PATTERN_LANGUAGES
from rhetoric.reuse.phrases import Phrases, Way

#: The file, in the folder of the lexicons.
NAME = "formulae.yaml"
#: A phrase of one word would take that word out of every text.
_FEWEST = 2
#: So many ways to write one phrase are enough.
_MOST_WAYS = 200
_REMEDY = "write whole phrases: words, word? (may be missing), one|other (one of these)"


@dataclass(frozen=True)
class Formulae:
    """Set phrases, each in every way it is written.

    Attributes:
        written: (as written in the file, language).
        phrases: finds them in the words of a text.
    """

    written: tuple[tuple[str, str], ...] = ()
    phrases: Phrases = field(default_factory=lambda: Phrases(()))

    @classmethod
    def of(cls, written: Iterable[tuple[str, str]]) -> Formulae:
        """Formulae of (phrase, language).

        Raises:
            ValueError: says what is wrong with a phrase.
        """
        written = tuple(written)
        return cls(written, Phrases(way for phrase, _ in written for way in _ways(phrase)))

    def __len__(self) -> int:
        return len(self.written)


def _ways(phrase: str) -> list[Way]:
    """All ways to write a phrase, as numbers of its folded words."""
    slots: list[list[str]] = []
    for word in phrase.split():
        may_miss = word.endswith("?")
        slots.append([*word.removesuffix("?").split("|"), *([""] if may_miss else [])])
        if "*" in word or word.startswith("..") or "~" in word:
            raise ValueError(f"'{word}' is notation for patterns that a formula does not have")
    count = 1
    for slot in slots:
        count *= len(slot)
    if count > _MOST_WAYS:
        raise ValueError(f"there are more than {_MOST_WAYS} ways to write '{phrase}'")
    ways = {tuple(word_numbers(" ".join(way)).tolist()) for way in product(*slots)}
    if min(map(len, ways)) < _FEWEST:
        raise ValueError(f"'{phrase}' may be a single word, which is no set phrase")
    return sorted(ways)


def read_formulae(path: Path, *, on_error: OnError = raise_it) -> Formulae:
    """Read formulae.yaml; none where there is no such file.

    Args:
        on_error: called with each mistake in a phrase; raises it by default.

    Raises:
        LexiconError: naming file, line, field and remedy.
    """
    if not path.exists():
        return Formulae()
    fields = read_fields(read_utf8(path, LexiconError), path, LexiconError)
    fields.only(PATTERN_LANGUAGES)
    good: list[tuple[str, str]] = []
    for language in fields.data:
        for number, phrase in enumerate(fields.strings(language)):
            try:
                _ways(phrase)
            except ValueError as problem:
                on_error(_mistake(fields, str(problem), language, number))
            else:
                good.append((phrase, language))
    return Formulae.of(good)


def _mistake(fields: Fields, problem: str, language: str, number: int) -> LexiconError:
    line = fields.lines.get((language, number), fields.lines.get((language,), 0)) + fields.offset
    return LexiconError(problem, path=fields.path, line=line, field=language, remedy=_REMEDY)
