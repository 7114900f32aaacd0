"""Every error the toolkit raises on purpose, in one tree.

RhetoricError
├── InputError          a file, a field or an option the user gave is wrong
│   ├── StatementError  a statement cannot be read or is not valid
│   ├── LexiconError    a theme, actors or events file is not valid
│   ├── DateError       a date is not understood
│   └── SettingsError   rhetoric.toml or an option is not valid
├── UnknownNameError    a name that does not exist: the message lists those that do
├── DuplicateError      the statement is already in the corpus
└── EncoderError        the encoder cannot be loaded or is not the one expected

A message says what was wrong, where (file, line, field) and what to do.
"""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches
from pathlib import Path


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


class UnknownNameError(RhetoricError):
    """A name that does not exist.

    >>> print(UnknownNameError("theme", "khawarj", ["khawarij", "unity"]))
    unknown theme 'khawarj'; did you mean 'khawarij'? (known: khawarij, unity)
    """

    def __init__(self, kind: str, name: str, known: Iterable[str]) -> None:
        self.kind, self.name, self.known = kind, name, sorted(known)
        near = get_close_matches(name.lower(), [k.lower() for k in self.known], n=1, cutoff=0.6)
        guess = next((k for k in self.known if near and k.lower() == near[0]), None)
        shown = ", ".join(self.known[:40]) + (", …" if len(self.known) > 40 else "")
        hint = f"; did you mean '{guess}'?" if guess else ""
        super().__init__(f"unknown {kind} '{name}'{hint} (known: {shown or 'none'})")

    def __reduce__(self) -> tuple[type[UnknownNameError], tuple[str, str, list[str]]]:
        return type(self), (self.kind, self.name, self.known)  # it may come from another process


class DuplicateError(RhetoricError):
    """The statement is already in the corpus."""


class EncoderError(RhetoricError):
    """The encoder cannot be loaded or is not the one expected."""
