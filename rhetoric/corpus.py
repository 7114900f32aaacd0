"""The corpus: the collection of statements, cut into passages."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Protocol

from rhetoric.detect import passage_languages
from rhetoric.errors import DuplicateError, UnknownNameError
from rhetoric.model import Passage, Statement
from rhetoric.passages import split_passages


def _order(statement: Statement) -> tuple[date, str]:
    return statement.date.middle if statement.date.known else date.max, statement.id


class Linked(Protocol):
    """What may be a copy of something else."""

    @property
    def id(self) -> str: ...

    @property
    def copy_of(self) -> str: ...


def originals(statements: Iterable[Linked]) -> dict[str, str]:
    """Copy → the original at the end of its chain of links, for each whose original is there.

    A chain that leads out of the statements or into a ring ends before that.
    """
    above = {s.id: s.copy_of for s in statements}
    found: dict[str, str] = {}
    for name in above:
        at, seen = name, {name}
        while above[at] in above and above[at] not in seen:
            at = above[at]
            seen.add(at)
        if at != name and above[at] not in seen:
            found[name] = at
    return found


@dataclass(frozen=True)
class Corpus:
    """A collection of statements, sorted by date, then id."""

    statements: tuple[Statement, ...]

    @classmethod
    def of(cls, statements: Iterable[Statement]) -> Corpus:
        """A corpus of these statements, sorted; those without any date come last.

        Raises:
            DuplicateError: when two statements have the same id.
        """
        ordered = tuple(sorted(statements, key=_order))
        for name, times in Counter(s.id for s in ordered).items():
            if times > 1:
                raise DuplicateError(
                    f"the id '{name}' stands here {times} times\n  give each statement its own id"
                )
        return cls(ordered)

    @cached_property
    def _by_id(self) -> dict[str, Statement]:
        return {s.id: s for s in self.statements}

    @cached_property
    def _passages_by_id(self) -> dict[str, tuple[Passage, ...]]:
        return {}

    @cached_property
    def passages(self) -> tuple[Passage, ...]:
        """All passages, in the order of the statements."""
        return tuple(p for s in self.statements for p in self.passages_of(s.id))

    def statement(self, name: str) -> Statement:
        """A statement by id.

        Raises:
            UnknownNameError: lists the statements there are.
        """
        if name not in self._by_id:
            raise UnknownNameError("statement", name, self._by_id)
        return self._by_id[name]

    def passages_of(self, name: str) -> tuple[Passage, ...]:
        """The passages of a statement, in order; it is cut when it is first asked for."""
        if name not in self._passages_by_id:
            one = self.statement(name)
            self._passages_by_id[name] = tuple(
                split_passages(one.body, statement=name, language=one.language, times=one.times)
            )
        return self._passages_by_id[name]

    def languages_of(self, name: str) -> tuple[str, ...]:
        """The language of each passage of a statement (ISO 639-3), in order."""
        if name not in self._languages_by_id:
            texts = [p.text for p in self.passages_of(name)]
            found = passage_languages(texts, self.statement(name).language)
            self._languages_by_id[name] = found
        return self._languages_by_id[name]

    @cached_property
    def _languages_by_id(self) -> dict[str, tuple[str, ...]]:
        return {}

    @cached_property
    def original_of(self) -> Mapping[str, str]:
        """Copy → the original it counts with, for each copy whose original is here, too."""
        return originals(self.statements)

    @cached_property
    def without_copies(self) -> Corpus:
        """The statements that are counted: no copy of another one that is here."""
        if not self.original_of:
            return self
        return Corpus(tuple(s for s in self.statements if s.id not in self.original_of))

    def __len__(self) -> int:
        return len(self.statements)

    def __contains__(self, name: object) -> bool:
        return name in self._by_id
