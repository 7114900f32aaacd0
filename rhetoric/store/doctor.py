"""Looking whether a store is whole, and whether it says what the texts say.

SQLite's own check finds pages that do not fit together. Ours find what it cannot know of: rows
without a text, vectors and postings of the wrong length, places beyond the end of a text; and
some statements are cut and encoded anew and compared with what is kept.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from rhetoric.encode import CachedEncoder
from rhetoric.errors import RhetoricError, StoreBusyError, StoreError
from rhetoric.store import schema
from rhetoric.store.anew import made_by
from rhetoric.store.contents import FileState, difference
from rhetoric.store.inside import Finding, questions
from rhetoric.store.sample import compare_sample
from rhetoric.store.snapshot import opened
from rhetoric.store.update import require_encoder, require_whole, writing

UPDATE, REBUILD = "rhetoric index update", "rhetoric index rebuild"
#: Findings of one kind that are told one by one.
_MOST = 3


@dataclass(frozen=True)
class Problem:
    """What is wrong with a store.

    Attributes:
        problem: what.
        where: the file, the statement or the part.
        remedy: what to do about it.
    """

    problem: str
    where: str
    remedy: str


def examine(folder: Path, texts: Path, encoder: CachedEncoder) -> list[Problem]:
    """Look whether a store is whole and up to date.

    Args:
        folder: of the store.
        texts: the folder of statements.
        encoder: that of the project.

    Returns:
        What is wrong, the worst first; nothing where all is well. Damage is told, not raised.
    """
    try:
        schema.require_folder(folder)
        if schema.current_file(folder) is None:
            return [Problem("there is no index yet", str(folder), UPDATE), *_left_over(folder)]
        connection, path, _ = opened(folder)
    except StoreError as problem:
        return [_as_problem(problem, folder)]
    try:
        with schema.fitting(folder):
            connection.execute("BEGIN")
            return [*_inside(connection, path, texts, encoder), *_left_over(folder)]
    except sqlite3.Error as problem:
        return [_as_problem(schema.told(problem, folder), folder)]
    except StoreError as problem:
        return [_as_problem(problem, folder)]
    finally:
        connection.close()


def _inside(
    connection: sqlite3.Connection, path: Path, texts: Path, encoder: CachedEncoder
) -> Iterator[Problem]:
    """What is wrong with a store that can be opened."""
    for checks in ((_pages,), questions()):
        problems = [p for check in checks for p in _asked(check, connection, path)]
        yield from problems
        if problems:
            return  # what follows would say the same again
    about = dict(connection.execute("SELECT name, value FROM about"))
    try:
        require_whole(about, path.parent)
        require_encoder(about, encoder, path.parent)
    except StoreError as problem:
        yield _as_problem(problem, path.parent)
        return
    if about["made_by"] != made_by():
        yield Problem("the index was made by another release", str(path), UPDATE)
        return
    known = [FileState(*row) for row in connection.execute("SELECT * FROM files")]
    try:
        found = difference(texts, known)
        if found:
            changed = len(found.changed) + len(found.gone)
            yield Problem(
                f"the texts have changed since: {changed} file{'s' if changed != 1 else ''}",
                str(texts), UPDATE,
            )  # fmt: skip
        other = {*(file.path for file in found.changed), *found.gone}
        untouched = {file.path for file in known} - other

        def sample(connection: sqlite3.Connection) -> Iterator[Finding]:
            yield from compare_sample(connection, texts, untouched, encoder, about)

        yield from _asked(sample, connection, path)
    except RhetoricError as problem:
        yield _as_problem(problem, texts)


def _pages(connection: sqlite3.Connection) -> Iterator[Finding]:
    """What SQLite itself finds."""
    for (told,) in connection.execute(f"PRAGMA integrity_check({_MOST + 1})"):
        if told != "ok":
            lines = [line for line in str(told).splitlines() if not line.startswith("***")]
            yield Finding("the file is damaged", "; ".join(lines[:_MOST]))


def _asked(
    check: Callable[[sqlite3.Connection], Iterator[Finding]],
    connection: sqlite3.Connection,
    path: Path,
) -> Iterator[Problem]:
    """What a check finds, the first few of each kind."""
    told: dict[str, int] = {}
    try:
        for one in check(connection):
            told[one.what] = told.get(one.what, 0) + 1
            if told[one.what] <= _MOST:
                yield Problem(one.what, f"{path.name}: {one.where}", REBUILD)
    except (sqlite3.Error, ValueError, TypeError, KeyError, IndexError, OverflowError) as problem:
        yield Problem("the file is damaged", f"{path.name}: {problem}", REBUILD)
    for what, times in told.items():
        if times > _MOST:
            yield Problem(what, f"{path.name}: and {times - _MOST} more", REBUILD)


def _left_over(folder: Path) -> list[Problem]:
    """Files of writes that did not end, unless somebody is writing now."""
    if not folder.is_dir():
        return []
    with suppress(StoreBusyError), writing(folder, wait=0):
        return [
            Problem("left over from a write that did not end", str(one), UPDATE)
            for one in schema.left_over(folder)
        ]
    return []


def _as_problem(error: RhetoricError, folder: Path) -> Problem:
    """An error as a problem."""
    problem = getattr(error, "problem", str(error))
    where = getattr(error, "path", None) or folder
    return Problem(problem, str(where), str(getattr(error, "remedy", None) or REBUILD))
