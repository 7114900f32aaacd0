"""What a dictionary is, whatever program it comes from."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from rhetoric.errors import LexiconError
from rhetoric.model import PATTERN_LANGUAGES
from rhetoric.theming.near import one_line

#: Separates the names of nested categories, as quanteda writes them.
SEPARATOR = "."


@dataclass(frozen=True)
class Entry:
    """A word or several words, as the dictionary writes them: `*` stands for any letters.

    Attributes:
        weight: 1 where the dictionary has none.
        language: en, fr or ar where the dictionary says so.
        pattern: the same in the notation of docs/formats.md, where the dictionary has that.
        followed: it counts only where one of these words follows.
        unless: it does not count where one of these words follows.
        preceded, unpreceded: the same for words before it.
        line: where it stands, from 1; 0 where that is not known.
    """

    word: str
    weight: float = 1.0
    language: str = ""
    pattern: str = ""
    followed: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()
    preceded: tuple[str, ...] = ()
    unpreceded: tuple[str, ...] = ()
    line: int = 0


@dataclass(frozen=True)
class Category:
    """A list of words with a name; that of a nested one holds the names above it."""

    name: str
    entries: tuple[Entry, ...] = ()


@dataclass(frozen=True)
class Loss:
    """Something of a dictionary that could not be taken over, or not as it was.

    Attributes:
        what: the entry or category.
        why: what stands in the way.
        line: where it stands, from 1; 0 where that is not known.
    """

    what: str
    why: str
    line: int = 0


@dataclass(frozen=True)
class Dictionary:
    """Categories in the order of the file, and what could not be read."""

    categories: tuple[Category, ...] = ()
    losses: tuple[Loss, ...] = ()

    def category(self, name: str) -> Category | None:
        """A category by its whole name, or all words of those that are nested in it."""
        for one in self.categories:
            if one.name == name:
                return one
        inner = [c for c in self.categories if c.name.startswith(name + SEPARATOR)]
        entries = [
            replace(e, language=e.language or _language_of(c.name))
            for c in inner
            for e in c.entries
        ]
        return Category(name, tuple(dict.fromkeys(entries))) if inner else None


def _language_of(name: str) -> str:
    """The language that the innermost name of a category is, if it is one."""
    last = name.rsplit(SEPARATOR, 1)[-1]
    return last if last in PATTERN_LANGUAGES else ""


@dataclass
class Builder:
    """A dictionary as it is read."""

    entries: dict[str, dict[Entry, Entry]] = field(default_factory=dict)
    losses: list[Loss] = field(default_factory=list)

    def open(self, name: str) -> None:
        """A category, which may stay empty."""
        self.entries.setdefault(name, {})

    def add(self, names: Iterable[str], entry: Entry) -> None:
        """A word of some categories; one that is there already is not doubled."""
        for name in names:
            own = self.entries.setdefault(name, {})
            own.setdefault(replace(entry, line=0), entry)

    def lose(self, what: str, why: str, line: int = 0) -> None:
        """Something that is not taken over."""
        self.losses.append(Loss(one_line(what)[:80], why, line))

    def done(self) -> Dictionary:
        """The dictionary.

        Raises:
            LexiconError: when it holds no word.
        """
        if not any(self.entries.values()):
            raise LexiconError(
                "this dictionary holds no words",
                remedy="check that it is the right file, and of the right kind",
            )
        for name, own in self.entries.items():
            if not own:
                self.lose(name, "a category without words")
        kept = [Category(name, tuple(own.values())) for name, own in self.entries.items() if own]
        return Dictionary(tuple(kept), tuple(self.losses))
