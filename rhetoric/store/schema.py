"""The tables of a store, and how one is opened.

A store is a folder. Each generation is one SQLite file; `current` names the one that counts.
A change is one transaction of that file; a rebuild writes a new file aside and then renames
`current`. In the journal mode used here (WAL) a reader sees the store as it was when it began
to read, however long it reads and whoever writes.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from rhetoric.errors import StoreBusyError, StoreError

#: Of tables and contents; a store of another version is made again.
VERSION = 1
#: Marks the file as one of ours.
APPLICATION = 0x72686574
CURRENT = "current"
_SUFFIX = ".sqlite"

#: Kilobytes of a store that are kept at hand.
_CACHED = 65_536
#: A statement's passages have the numbers `first` to `first + count - 1`, its rows. What is
#: long stands in tables of its own, so that what is short can be read quickly.
TABLES = """
CREATE TABLE about (name TEXT PRIMARY KEY, value) WITHOUT ROWID;
CREATE TABLE files (path TEXT PRIMARY KEY, stamp TEXT, digest TEXT) WITHOUT ROWID;
CREATE TABLE statements (
    first INTEGER PRIMARY KEY, count INTEGER NOT NULL, id TEXT NOT NULL UNIQUE,
    file TEXT NOT NULL, digest BLOB NOT NULL,
    date TEXT, first_day INTEGER, last_day INTEGER, actor TEXT, speaker TEXT, language TEXT,
    medium TEXT, title TEXT, copy_of TEXT, passages BLOB
);
CREATE INDEX statement_files ON statements (file);
CREATE TABLE texts (first INTEGER PRIMARY KEY, body TEXT);
CREATE TABLE heads (first INTEGER PRIMARY KEY, vectors BLOB);
CREATE TABLE tails (passage INTEGER PRIMARY KEY, vector BLOB);
CREATE TABLE postings (id INTEGER PRIMARY KEY, term TEXT NOT NULL, segment INTEGER NOT NULL,
    count INTEGER NOT NULL, passages BLOB);
CREATE UNIQUE INDEX posting_terms ON postings (term, segment);
CREATE INDEX posting_segments ON postings (segment);
CREATE TABLE segments (number INTEGER PRIMARY KEY, size INTEGER NOT NULL);
"""


def current_file(folder: Path) -> Path | None:
    """The file that counts now; None where there is no store.

    Raises:
        StoreError: when `current` names none.
    """
    try:
        name = (folder / CURRENT).read_text("utf-8").strip()
    except (FileNotFoundError, NotADirectoryError):
        return None
    except (OSError, UnicodeDecodeError) as problem:
        raise damaged(folder, str(problem)) from None
    if not name.endswith(_SUFFIX) or Path(name).name != name:
        raise damaged(folder, f"its file '{CURRENT}' holds no file name")
    return folder / name


def generation_files(folder: Path) -> list[Path]:
    """The files of all generations, also of one that was never finished."""
    return sorted(folder.glob(f"*{_SUFFIX}"))


def next_file(folder: Path) -> Path:
    """A file for the next generation."""
    numbers = [int(p.stem) for p in generation_files(folder) if p.stem.isdigit()]
    return folder / f"{max(numbers, default=0) + 1:06}{_SUFFIX}"


def create(path: Path) -> sqlite3.Connection:
    """A new, empty store in a file nobody reads yet: written fast, made safe when finished."""
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("PRAGMA page_size=8192")
    connection.execute("PRAGMA journal_mode=OFF")
    connection.execute("PRAGMA synchronous=OFF")
    connection.execute(f"PRAGMA application_id={APPLICATION}")
    connection.execute(f"PRAGMA user_version={VERSION}")
    connection.executescript(TABLES)
    return connection


def open_to_write(path: Path) -> sqlite3.Connection:
    """The store, for a change.

    Raises:
        StoreError: when it is damaged, of another version, or cannot be written.
    """
    with _as_store_errors(path):
        connection = sqlite3.connect(
            f"{path.absolute().as_uri()}?mode=rw", uri=True, isolation_level=None
        )
        try:
            connection.execute("PRAGMA journal_mode=WAL")
            # A change that was said to be done stays done when the power fails, too.
            connection.execute("PRAGMA synchronous=FULL")
            _check(connection, path)
        except BaseException:
            connection.close()
            raise
        return connection


def open_to_read(path: Path) -> sqlite3.Connection:
    """The store, as it is now, from a folder that may be read-only.

    Raises:
        StoreError: when it is damaged or of another version.
    """
    with _as_store_errors(path):
        try:
            return _opened(f"{path.absolute().as_uri()}?mode=ro", path)
        except sqlite3.OperationalError:
            # Where the folder is read-only not even a reader's place can be marked; but then
            # nobody writes, either.
            return _opened(f"{path.absolute().as_uri()}?mode=ro&immutable=1", path)


def _opened(uri: str, path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(uri, uri=True, isolation_level=None, check_same_thread=False)
    try:
        connection.execute(f"PRAGMA cache_size=-{_CACHED}")
        _check(connection, path)
    except BaseException:
        connection.close()
        raise
    return connection


def version_of(path: Path) -> int:
    """The version of a store; 0 where that cannot be told.

    Raises:
        StoreError: when the file cannot be read.
    """
    uri = f"{path.absolute().as_uri()}?mode=ro"
    with _as_store_errors(path), closing(sqlite3.connect(uri, uri=True)) as connection:
        (application,) = connection.execute("PRAGMA application_id").fetchone()
        (version,) = connection.execute("PRAGMA user_version").fetchone()
        return int(version) if application == APPLICATION else 0


def _check(connection: sqlite3.Connection, path: Path) -> None:
    (application,) = connection.execute("PRAGMA application_id").fetchone()
    if application != APPLICATION:
        raise damaged(path.parent, f"{path.name} is no store")
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    if version != VERSION:
        age = "an older" if version < VERSION else "a newer"
        raise StoreError(
            f"the index was made by {age} release (version {version}; this one reads {VERSION})",
            path=path.parent, remedy="make it again: rhetoric index rebuild",
        )  # fmt: skip


@contextmanager
def _as_store_errors(path: Path) -> Iterator[None]:
    try:
        yield
    except sqlite3.DatabaseError as problem:
        raise told(problem, path.parent) from None


def told(problem: sqlite3.Error, folder: Path) -> StoreError:
    """What SQLite says of a store, in words that say what to do."""
    code = getattr(problem, "sqlite_errorcode", 0) & 0xFF
    if code == sqlite3.SQLITE_FULL:
        return StoreBusyError(
            "there is no room left on the disk; the index is as it was before",
            path=folder, remedy="make room, then: rhetoric index update",
        )  # fmt: skip
    if code in (sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM):
        return StoreBusyError(
            "the index cannot be written here; it is as it was before", path=folder,
            remedy="allow writing to the folder, or set [paths] cache in rhetoric.toml to another",
        )  # fmt: skip
    if code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
        return StoreBusyError(
            "another program holds the index", path=folder, remedy="try again in a moment"
        )
    if code == sqlite3.SQLITE_IOERR:
        return StoreBusyError(
            f"the disk fails ({problem}); the index is as it was before", path=folder,
            remedy="see that the disk is there and has room, then: rhetoric index doctor",
        )  # fmt: skip
    return damaged(folder, str(problem))


def damaged(folder: Path, what: str) -> StoreError:
    """The error for a store that is not whole."""
    return StoreError(
        f"the index is damaged: {what}", path=folder,
        remedy="nothing is lost, it is made of the texts: rhetoric index rebuild",
    )  # fmt: skip
