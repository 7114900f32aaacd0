"""What is in a corpus already: ids, and statements by their text."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from rhetoric.copies.words import Words, fingerprint, word_numbers
from rhetoric.errors import DuplicateError
from rhetoric.model import Statement
from rhetoric.sources.markdown import FIELDS, LINKS
from rhetoric.text import fold_text

_LONGEST_SLUG = 48
#: What tells two statements with one text apart, and values that tell nothing. The title is
#: often made of the text.
_TOLD = tuple(name for name in FIELDS if name not in ("id", "title", "unconfirmed", *LINKS))
_UNTOLD = ("", (), "und", "other", "transcript")


@dataclass(frozen=True)
class Placed:
    """A statement and its place in a corpus.

    Attributes:
        statement: it, with its final id.
        there: it is in the corpus already: the text is the same, and nothing told of it differs.
    """

    statement: Statement
    there: bool = False


@dataclass(frozen=True)
class _Told:
    """What is told of a statement beside its text."""

    id: str
    values: tuple[str, ...]

    @classmethod
    def of(cls, statement: Statement) -> _Told:
        values = vars(statement) | {"date": statement.date.written}
        told = (values[name] for name in _TOLD)
        return cls(statement.id, tuple("" if v in _UNTOLD else str(v) for v in told))

    def agrees(self, other: _Told) -> bool:
        """Whether nothing told by both differs."""
        pairs = zip(self.values, other.values, strict=True)
        return all(one == two or not one or not two for one, two in pairs)


class Shelf:
    """The statements of a corpus by id and by folded text, growing as some are placed.

    Args:
        words_of: gives the folded words of a text as numbers.
    """

    def __init__(
        self,
        statements: Iterable[Statement] = (),
        words_of: Callable[[str], Words] = word_numbers,
    ) -> None:
        self._words_of = words_of
        self._ids: set[str] = set()
        self._texts: dict[bytes, list[_Told]] = {}
        self._numbers: dict[str, int] = {}
        for statement in statements:
            self.keep(statement)

    def __contains__(self, name: str) -> bool:
        return name in self._ids

    def keep(self, statement: Statement) -> None:
        """Put in a statement that has its place."""
        self._ids.add(statement.id)
        self._texts.setdefault(self._key(statement), []).append(_Told.of(statement))

    def _key(self, statement: Statement) -> bytes:
        return fingerprint(self._words_of(statement.body))

    def place(self, draft: Statement, file: Path, line: int | None = None) -> Placed:
        """A statement with its final id.

        Args:
            line: of a table, where in the file it stands.

        Raises:
            DuplicateError: when the id it is given belongs to another statement.
        """
        twins, told = self._texts.get(self._key(draft), []), _Told.of(draft)
        for twin in twins:
            if draft.id in ("", twin.id) and twin.agrees(told):
                return Placed(replace(draft, id=twin.id), there=True)
        name = draft.id or self._free(derived_id(draft))
        if name in self._ids:
            where, how = (f"{file}:{line}", "") if line else (str(file), " with --id")
            raise DuplicateError(
                f"{where}: the corpus already holds another statement with the id '{name}'\n"
                f"  give this one another id{how}, or change that one with: rhetoric edit {name}"
            )
        placed = replace(draft, id=name)
        self.keep(placed)
        return Placed(placed)

    def _free(self, name: str) -> str:
        """The name, with a number behind it where it is taken."""
        free, number = name, self._numbers.get(name, 1)
        while free in self._ids:
            number += 1
            free = f"{name}-{number}"
        self._numbers[name] = number
        return free


def derived_id(statement: Statement) -> str:
    """Date, group and title as an id."""
    span = statement.date
    exact = span.precision == "day" or (
        span.precision in ("month", "year") and span.calendar == "gregorian"
    )
    known = span.text if exact else str(span.middle)[:7]
    when = re.sub(r"[^0-9-]", "", known)
    words = re.sub(r"[^a-z0-9 ]", "", fold_text(statement.title)).split()
    while len("-".join(words)) > _LONGEST_SLUG:
        words.pop()
    slug = "-".join(words)
    # A title in another script leaves nothing: then the medium stands for it, if it is known.
    slug = slug or ("statement" if statement.medium == "other" else statement.medium)
    group = re.sub(r"[^a-z0-9]+", "-", fold_text(statement.group)).strip("-")
    return "-".join(part for part in (when, group, slug) if part)
