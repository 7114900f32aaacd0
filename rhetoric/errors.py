"""Every error the toolkit raises on purpose, in one tree.

RhetoricError
├── InputError          a file, a field or an option the user gave is wrong
│   ├── StatementError  a statement cannot be read or is not valid
│   ├── LexiconError    a theme, actors or events file is not valid
│   ├── DateError       a date is not understood
│   ├── SettingsError   rhetoric.toml or an option is not valid
│   └── StoreError      the index is damaged or not of this encoder
│       └── StoreBusyError  it cannot be written now
├── UnknownNameError    a name that does not exist: the message tells the one that was meant
├── DuplicateError      the statement is already in the corpus
└── EncoderError        the encoder cannot be loaded or is not the one expected

A message says what was wrong, where (file, line, field) and what to do.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from difflib import get_close_matches
from pathlib import Path
from typing import Any


class RhetoricError(Exception):
    """Base of every error raised on purpose; the command line prints it and exits with 2."""


class InputError(RhetoricError):
    """Something the user wrote is wrong.

    Args:
        problem: what is wrong.
        path: the file it is in.
        line: its line, counted from 1.
        field: the field or key.
        remedy: what to do about it.
    """

    def __init__(
        self,
        problem: str,
        *,
        path: str | Path | None = None,
        line: int | None = None,
        field: str | None = None,
        remedy: str | None = None,
    ) -> None:
        self.problem = problem
        self.path = None if path is None else Path(path)
        self.line = line
        self.field = field
        self.remedy = remedy
        super().__init__(str(self))

    def __str__(self) -> str:
        place = "" if self.path is None else str(self.path)
        if self.line is not None:
            place = f"{place}:{self.line}" if place else f"line {self.line}"
        if self.field is not None:
            place = f"{place}, field '{self.field}'" if place else f"field '{self.field}'"
        text = f"{place}: {self.problem}" if place else self.problem
        return f"{text}\n  {self.remedy}" if self.remedy else text

    def at(
        self,
        path: str | Path | None = None,
        line: int | None = None,
        field: str | None = None,
    ) -> InputError:
        """The same error with the place filled in where it was not known yet."""
        return type(self)(
            self.problem,
            path=self.path or path,
            line=self.line or line,
            field=self.field or field,
            remedy=self.remedy,
        )


class StatementError(InputError):
    """A statement cannot be read or is not valid."""


class LexiconError(InputError):
    """A theme, actors or events file is not valid."""


class DateError(InputError):
    """A date is not understood."""


class SettingsError(InputError):
    """rhetoric.toml or an option is not valid."""


class StoreError(InputError):
    """The index cannot be read or written, or was made with another encoder.

    Attributes:
        passing: nothing is wrong with what it holds; it only cannot be written now.
    """

    passing = False


class StoreBusyError(StoreError):
    """The index cannot be written now: another program writes it, or the disk does not let it."""

    passing = True


@contextmanager
def writing(
    path: Path, error: type[InputError] = InputError, remedy: str | None = None
) -> Iterator[None]:
    """Tell what cannot be written, and what to do about it.

    Args:
        path: what is written.
        error: the error class to raise.
    """
    try:
        yield
    except OSError as problem:
        raise error(
            f"cannot be written: {problem.strerror or problem}",
            path=path, remedy=remedy,
        ) from None  # fmt: skip


def nearest(name: str, known: Iterable[str]) -> str | None:
    """The known name that was most likely meant: one with a word that begins so, or one alike.

    >>> nearest("boko", ["ISWAP", "Boko Haram"])
    'Boko Haram'
    """
    by_key = {k.lower(): k for k in sorted(known, reverse=True)}
    key = name.strip().lower()
    begun = re.compile(rf"\b{re.escape(key)}") if len(key) > 2 else None
    near = sorted((k for k in by_key if begun and begun.search(k)), key=len)
    near = near or get_close_matches(key, by_key, n=1, cutoff=0.65)
    return by_key[near[0]] if near else None


class UnknownNameError(RhetoricError):
    """A name that does not exist: told with the one that was meant, or else with all there are.

    Args:
        kind: what it was to be the name of.
        known: the names there are.
        others: other names, with the known one each of them stands for.

    Attributes:
        guess: the name that was most likely meant, if any.
        told: the message without a list of names.

    >>> print(UnknownNameError("theme", "khawarj", ["khawarij", "unity"]))
    unknown theme 'khawarj'; did you mean 'khawarij'?
    >>> print(UnknownNameError("theme", "peace", ["khawarij", "unity"]))
    unknown theme 'peace' (known: khawarij, unity)
    """

    def __init__(
        self, kind: str, name: str, known: Iterable[str], others: Mapping[str, str] | None = None
    ) -> None:
        self.kind, self.name, self.known, self.others = kind, name, sorted(known), others or {}
        near = nearest(name, {*self.known, *self.others})
        self.guess = self.others.get(near, near) if near else None
        shown = ", ".join(self.known[:40]) + (", …" if len(self.known) > 40 else "")
        self.told = f"unknown {kind} '{name}'"
        if self.guess:
            self.told += f"; did you mean '{self.guess}'?"
        super().__init__(self.told if self.guess else f"{self.told} (known: {shown or 'none'})")

    def __reduce__(self) -> tuple[type[UnknownNameError], tuple[Any, ...]]:
        # It may come from another process.
        return type(self), (self.kind, self.name, self.known, self.others)


class DuplicateError(RhetoricError):
    """The statement is already in the corpus."""


class EncoderError(RhetoricError):
    """The encoder cannot be loaded or is not the one expected."""


@contextmanager
def first_of_many() -> Iterator[None]:
    """Say of a mistake in the texts or the lexicons that there may be others."""
    try:
        yield
    except (StatementError, LexiconError) as problem:
        problem.add_note("`rhetoric check` lists all mistakes")
        raise
