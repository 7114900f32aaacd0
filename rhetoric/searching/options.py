"""What may be asked besides the query, as people write it into a file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from rhetoric.dates import DateSpan
from rhetoric.errors import InputError, UnknownNameError
from rhetoric.filters import Filter
from rhetoric.model import FUNCTIONS
from rhetoric.written_dates import read_date

#: Fields that may hold several values: any of them will do.
_LISTS = {
    "group": "groups", "camp": "camps", "speaker": "speakers", "theme": "themes",
    "function": "functions", "target": "targets",
}  # fmt: skip
_VALUES = ("after", "before", "language", "medium")
#: What a search may be restricted to.
ONLY = ("words", "meaning")
#: Fields of a search in a file, besides its query.
FIELDS = (*_LISTS, *_VALUES, "k", "per_statement", "only")
#: Fields that hold whole numbers, and the least each may be.
_COUNTS = {"k": 1, "per_statement": 0}


@dataclass(frozen=True)
class Options:
    """Filters and other choices of a search; what is left empty is not asked for.

    Attributes:
        groups, camps, speakers, themes, targets: ids or names; any of them will do.
        functions: of rhetoric.model.FUNCTIONS; any of them will do.
        after, before: dates as they were written, themselves included.
        language, medium: as they were written.
        k: most hits; None takes what the caller takes.
        per_statement: passages of one statement that come before those of others; 0 for any
            number, None for what the caller takes.
        only: "words" or "meaning" where the other is left out, else "".
    """

    groups: tuple[str, ...] = ()
    camps: tuple[str, ...] = ()
    themes: tuple[str, ...] = ()
    speakers: tuple[str, ...] = ()
    functions: tuple[str, ...] = ()
    targets: tuple[str, ...] = ()
    after: str = ""
    before: str = ""
    language: str = ""
    medium: str = ""
    k: int | None = None
    per_statement: int | None = None
    only: str = ""

    def __post_init__(self) -> None:
        _check_filter(self.after, self.before, self.language, self.medium)
        if self.k is not None and self.k < _COUNTS["k"]:
            raise InputError(f"{self.k} hits cannot be shown", field="k", remedy="at least one")
        if self.per_statement is not None and self.per_statement < _COUNTS["per_statement"]:
            raise InputError(
                f"{self.per_statement} passages of a statement cannot be shown",
                field="per_statement", remedy="write 0 for any number",
            )  # fmt: skip
        for one in self.functions:
            if one not in FUNCTIONS:
                unknown = UnknownNameError("function", one, FUNCTIONS)
                raise InputError(str(unknown), field="function")
        if self.only and self.only not in ONLY:
            raise InputError(
                f"'{self.only}' is not known here", field="only",
                remedy=f"one of: {', '.join(ONLY)}",
            )  # fmt: skip

    @property
    def filters(self) -> dict[str, Any]:
        """The filters that are asked for, under the names of the keywords of a search."""
        names = (*_LISTS.values(), *_VALUES)
        return {name: value for name in names if (value := getattr(self, name))}

    @property
    def record(self) -> dict[str, str | tuple[str, ...]]:
        """Field → value as a file holds it; `read_options` gives the options back."""
        found: dict[str, str | tuple[str, ...]] = {}
        for field, name in _LISTS.items():
            if values := getattr(self, name):
                found[field] = values[0] if len(values) == 1 else values
        for field in _VALUES:
            if value := getattr(self, field):
                found[field] = value
        for field in _COUNTS:
            if (count := getattr(self, field)) is not None:
                found[field] = str(count)
        if self.only:
            found["only"] = self.only
        return found


@lru_cache(maxsize=1024)  # of a million queries most ask for the same
def _check_filter(after: str, before: str, language: str, medium: str) -> None:
    for name, value in (("after", after), ("before", before)):
        try:
            if value:
                read_date(value)
        except InputError as problem:
            raise problem.at(field=name) from None
    try:
        Filter.of(
            after=after or None, before=before or None,
            language=language or None, medium=medium or None,
        )  # fmt: skip
    except UnknownNameError as unknown:
        raise InputError(str(unknown), field="medium") from None


def read_options(data: Mapping[str, Any]) -> Options:
    """The options that stand among the fields of a search; other fields are passed over.

    Raises:
        InputError: for a value that is not valid, with its field.
    """
    values: dict[str, Any] = {}
    for field, value in data.items():
        if field in _LISTS:
            values[_LISTS[field]] = _texts(value, field)
        elif field in _COUNTS:
            values[field] = _count(value, field)
        elif field in FIELDS:
            values[field] = _text(value, field)
    return Options(**values)


def apart(asked: Mapping[str, Any]) -> tuple[Options, dict[str, Any]]:
    """The filters among the keywords of a search as options, and the other keywords.

    Dates may be spans (rhetoric.dates).

    Raises:
        InputError: for a value that is not valid, with its field.
    """
    known = {name: field for field, name in _LISTS.items()} | {name: name for name in _VALUES}
    told = {known[name]: value for name, value in asked.items() if name in known}
    for name in ("after", "before"):
        if isinstance(span := told.get(name), DateSpan):
            told[name] = span.text
    rest = {name: value for name, value in asked.items() if name not in known}
    return read_options(told), rest


def _text(value: Any, field: str) -> str:
    """A text, or a whole number as such: a year is written so."""
    if value is None:
        return ""
    if not isinstance(value, str | int) or isinstance(value, bool):
        raise InputError("a text is expected here", field=field)
    return str(value).strip()


def _texts(value: Any, field: str) -> tuple[str, ...]:
    items = list(value) if isinstance(value, list | tuple | set | frozenset) else [value]
    if any(isinstance(item, list | tuple | Mapping | bool) for item in items):
        raise InputError("a text or a list of texts is expected here", field=field)
    return tuple(dict.fromkeys(text for item in items if (text := _text(item, field))))


def _count(value: Any, field: str) -> int | None:
    if value is None or value == "":
        return None
    if isinstance(value, str) and value.strip().isdecimal() and len(value) < 10:
        return int(value)
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    raise InputError("a whole number is expected here", field=field)
