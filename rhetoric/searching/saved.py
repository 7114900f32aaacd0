"""Saved searches: `searches.yaml` beside rhetoric.toml, which people read and edit.

A command changes the lines of one search and leaves the others, their order, their comments
and their spelling as they were written. What comes out is read back before it takes the
place of the file.
"""

from __future__ import annotations

import codecs
import dataclasses
import json
import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from rhetoric.alone import file_alone
from rhetoric.aside import aside
from rhetoric.errors import DuplicateError, InputError, UnknownNameError
from rhetoric.fields import Fields, read_fields, read_utf8, written
from rhetoric.searching.options import FIELDS, Options, read_options

#: The file's name in a project.
FILE = "searches.yaml"
#: Fields of a search in the file, in the order they are written in.
KNOWN = ("query", *FIELDS, "note", "saved")
_NAME = re.compile(r"[^\W_]+(?:-[^\W_]+)*")
_LONGEST_NAME = 80
_NAME_REMEDY = f"use letters, digits and single hyphens, at most {_LONGEST_NAME} signs"
_HEAD = "# Saved searches. Each has a name and, below it, its query and what else is asked."
#: What YAML takes for a line, with its end where it has one.
_ENDS = r"\r\n\x85\u2028\u2029"
_LINE = re.compile(rf"[^{_ENDS}]*(?:\r\n|[{_ENDS}])|[^{_ENDS}]+")


@dataclass(frozen=True)
class SavedSearch:
    """A search that has a name.

    Attributes:
        name: letters, digits and hyphens.
        query: what is asked, as it would be on the command line.
        options: filters, how many hits, words or meaning only.
        note: what it is for.
        saved: the day it was saved, if that is known.
        line: where it stands in its file.
    """

    name: str
    query: str
    options: Options = field(default_factory=Options)
    note: str = ""
    saved: date | None = None
    line: int | None = field(default=None, compare=False)


@dataclass(frozen=True)
class _Sheet:
    """The file as it was written.

    Attributes:
        lines: with their ends.
        keys: name → how it is spelled, in the order of the file.
        places: name → its lines.
        end: how lines end.
    """

    lines: list[str]
    keys: dict[str, str]
    places: dict[str, slice]
    end: str


#: What becomes of the lines of the file, and of the searches in it.
_Edit = Callable[[_Sheet], list[str]]
_Wanted = Callable[[dict[str, SavedSearch]], dict[str, SavedSearch]]


def valid_name(name: str) -> bool:
    """Whether a search may be called so."""
    return bool(_NAME.fullmatch(name)) and len(name) <= _LONGEST_NAME


def read_searches(path: Path) -> dict[str, SavedSearch]:
    """The saved searches of a file by their names, in its order; none where there is no file.

    Raises:
        InputError: naming file, line, field and remedy.
    """
    if not path.exists():
        return {}
    return {s.name: s for s in _parse(read_utf8(path, InputError), path).values()}


def find_search(searches: Mapping[str, SavedSearch], name: str) -> SavedSearch:
    """The search of a name.

    Raises:
        UnknownNameError: tells the nearest.
    """
    known = _composed(name)
    if known not in searches:
        raise UnknownNameError("saved search", name, searches)
    return searches[known]


def save_search(
    path: Path, search: SavedSearch, replace: bool = False, *, lock: Path | None = None
) -> SavedSearch:
    """Write a search into a file, behind those that are there or in place of its namesake.

    Args:
        path: made where it is missing.
        replace: a search of this name may be written over.
        lock: the file whoever changes the searches holds; by default one beside them.

    Returns:
        The search as it is read again.

    Raises:
        DuplicateError: when the name is taken and may not be written over.
        InputError: when the search is not valid, the file holds mistakes, or it cannot be
            written.
    """
    search = _checked(search)

    def edit(sheet: _Sheet) -> list[str]:
        lines, new = sheet.lines, _entry(search, sheet.end)
        if place := sheet.places.get(search.name):
            return [*lines[: place.start], *new, *lines[place.stop :]]
        if not lines:
            return [_HEAD + sheet.end, *new]
        if lines[-1][-1] not in "\r\n":
            lines = [*lines[:-1], lines[-1] + sheet.end]
        gap = [sheet.end] if sheet.places and lines[-1].strip() else []
        return [*lines, *gap, *new]

    def wanted(searches: dict[str, SavedSearch]) -> dict[str, SavedSearch]:
        if search.name in searches and not replace:
            raise DuplicateError(
                f"there is a saved search '{search.name}' already\n"
                "  choose another name, or write over it with --replace"
            )
        return {**searches, search.name: search}

    _change(path, lock, wanted, edit)
    return search


def remove_search(path: Path, name: str, *, lock: Path | None = None) -> SavedSearch:
    """Take a search out of a file, with the comment that stands right above it.

    Returns:
        What was removed.

    Raises:
        UnknownNameError: when there is none of this name; tells the nearest.
        InputError: when the file holds mistakes or cannot be written.
    """
    name = _composed(name)

    def edit(sheet: _Sheet) -> list[str]:
        start, stop = sheet.places[name].start, sheet.places[name].stop
        above = start
        while above and sheet.lines[above - 1].startswith("#"):
            above -= 1
        # What stands at the top of the file is about all of it.
        before, behind = sheet.lines[: above or start], sheet.lines[stop:]
        while before and not before[-1].strip() and not (behind and behind[0].strip()):
            before.pop()
        return [*before, *behind]

    def wanted(searches: dict[str, SavedSearch]) -> dict[str, SavedSearch]:
        find_search(searches, name)
        return {other: search for other, search in searches.items() if other != name}

    return _change(path, lock, wanted, edit)[name]


def rename_search(path: Path, name: str, new: str, *, lock: Path | None = None) -> SavedSearch:
    """Give a search another name, in its place.

    Returns:
        The search under its new name.

    Raises:
        UnknownNameError: when there is none of this name; tells the nearest.
        DuplicateError: when the new name is taken.
        InputError: when the new name is not valid, the file holds mistakes, or it cannot be
            written.
    """
    name, new = _composed(name), _valid(new)

    def edit(sheet: _Sheet) -> list[str]:
        at = sheet.places[name].start
        line = sheet.lines[at]
        key = re.match(rf"(['\"]?){re.escape(sheet.keys[name])}\1(?=\s*:)", line)
        if key is None:
            raise _by_hand(path, at + 1)
        renamed = f"{key[1]}{new}{key[1]}{line[key.end() :]}"
        return [*sheet.lines[:at], renamed, *sheet.lines[at + 1 :]]

    def wanted(searches: dict[str, SavedSearch]) -> dict[str, SavedSearch]:
        search = find_search(searches, name)
        if new in searches and new != name:
            raise DuplicateError(
                f"there is a saved search '{new}' already\n  choose another name, or remove it"
            )
        others = {other: s for other, s in searches.items() if other != name}
        return {**others, new: dataclasses.replace(search, name=new)}

    return dataclasses.replace(_change(path, lock, wanted, edit)[name], name=new)


# ---------------------------------------------------------------- reading


def _composed(name: str) -> str:
    """A name as it is compared: what looks the same is the same."""
    return unicodedata.normalize("NFC", name.strip())


def _valid(name: str) -> str:
    """A name that may be given to a search."""
    composed = _composed(name)
    if not valid_name(composed):
        raise InputError(f"'{name[:100]}' is no name of a search", remedy=_NAME_REMEDY)
    return composed


def _parse(text: str, path: Path) -> dict[str, SavedSearch]:
    """The searches of a file by the spelling of their names."""
    if all(line.startswith("#") or not line.strip() for line in text.splitlines()):
        return {}
    top = read_fields(text, path, InputError)
    found: dict[str, SavedSearch] = {}
    names: set[str] = set()
    for key, value in top.data.items():
        name = _composed(key)
        if not valid_name(name):
            raise top.fail("this is no name of a search", key, _NAME_REMEDY)
        if name in names:
            raise top.fail("this name stands above already", key, "choose another name")
        if not isinstance(value, dict):
            raise top.fail("the fields of a search are expected here", key,
                           "write 'query: …' on a line of its own below it, indented")  # fmt: skip
        names.add(name)
        found[key] = _read(name, top.inner(key), top.lines[(key,)] + top.offset)
    return found


def _read(name: str, fields: Fields, line: int) -> SavedSearch:
    fields.only(KNOWN)
    query, note, saved = fields.text("query"), fields.text("note", ""), fields.text("saved", "")
    try:
        options = read_options(fields.data)
    except InputError as problem:
        raise fields.fail(problem.problem, problem.field, problem.remedy) from None
    try:
        day = date.fromisoformat(saved) if saved else None
    except ValueError:
        raise fields.fail(f"'{saved}' is no day", "saved", "write it as 2020-05-28") from None
    return SavedSearch(name, query, options, note, day, line)


# ---------------------------------------------------------------- writing


def _checked(search: SavedSearch) -> SavedSearch:
    """A search as it is read again once it is written."""
    name, query, note = _valid(search.name), search.query.strip(), search.note.strip()
    if not query:
        raise InputError("the query is empty", remedy="say in a few words what to look for")
    try:
        json.dumps([query, note, search.options.record], ensure_ascii=False).encode()
    except UnicodeEncodeError:
        raise InputError("the search holds half a sign, which is no text") from None
    options = read_options(search.options.record)
    return dataclasses.replace(search, name=name, query=query, note=note, options=options)


def _entry(search: SavedSearch, end: str) -> list[str]:
    values = {"query": search.query, **search.options.record, "note": search.note}
    lines = [f"  {name}: {written(value)}{end}" for name, value in values.items() if value]
    if search.saved:
        lines.append(f"  saved: {search.saved.isoformat()}{end}")
    return [f"{search.name}:{end}", *lines]


def _by_hand(path: Path, line: int | None = None) -> InputError:
    return InputError(
        "a command cannot change this file without disturbing what is written there",
        path=path, line=line, remedy="change it in an editor",
    )  # fmt: skip


def _sheet(text: str, searches: Mapping[str, SavedSearch]) -> _Sheet:
    """The lines of a file, and which belong to which search.

    Comments at the margin belong to what stands below them.
    """
    lines = _LINE.findall(text)
    starts = [(search.line or 1) - 1 for search in searches.values()]
    places: dict[str, slice] = {}
    stops = [*starts, len(lines)][1:]
    for search, start, stop in zip(searches.values(), starts, stops, strict=True):
        while stop > start + 1 and (lines[stop - 1].startswith("#") or not lines[stop - 1].strip()):
            stop -= 1
        places[search.name] = slice(start, stop)
    keys = {search.name: key for key, search in searches.items()}
    return _Sheet(lines, keys, places, "\r\n" if "\r\n" in text else "\n")


def _change(path: Path, lock: Path | None, wanted: _Wanted, edit: _Edit) -> dict[str, SavedSearch]:
    """Change the file, alone, and give the searches that were in it.

    Args:
        wanted: the searches that shall be in it, of those that are.
        edit: the lines that say so.
    """
    with file_alone(path, lock or path.with_name(f".{path.name}.lock")):
        there = path.exists()
        text = read_utf8(path, InputError) if there else ""
        mark = there and path.read_bytes().startswith(codecs.BOM_UTF8)
        parsed = _parse(text, path)
        old = {search.name: search for search in parsed.values()}
        new = wanted(old)
        changed = "".join(edit(_sheet(text, parsed)))
        try:
            found = {search.name: search for search in _parse(changed, path).values()}
        except InputError:
            found = None
        if found != new:
            raise _by_hand(path)
        with aside(path.resolve()) as beside:  # a link stays a link
            beside.write_bytes((codecs.BOM_UTF8 if mark else b"") + changed.encode())
        return old
