"""The tables of a store, and how one is opened.

A store is a folder. Each generation is one SQLite file; `current` names the one that counts.
A change is one transaction of that file; a rebuild writes a new file aside and then renames
`current`. In the journal mode used here (WAL) a reader sees the store as it was when it began
to read, however long it reads and whoever writes.
"""

from __future__ import annotations

import errno
import os
import re
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
_NAME = re.compile(rf"([0-9]+){re.escape(_SUFFIX)}")
#: What SQLite says where a reader's place cannot be marked.
_UNMARKED = (
    sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY, sqlite3.SQLITE_PERM, sqlite3.SQLITE_FULL,
    sqlite3.SQLITE_IOERR,
)  # fmt: skip

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
    except (OSError, UnicodeDecodeError):
        raise damaged(folder, f"its file '{CURRENT}' cannot be read") from None
    if not _NAME.fullmatch(name):
        raise damaged(folder, f"its file '{CURRENT}' does not hold the name of its tables")
    return folder / name


def require_folder(folder: Path) -> None:
    """Refuse a file where the folder of a store is to be.

    Raises:
        StoreError: when there is one.
    """
    if folder.exists() and not folder.is_dir():
        raise StoreError(
            "the index cannot be kept here: this is a file, not a folder", path=folder,
            remedy="move it away, then: rhetoric index update",
        )  # fmt: skip


def generation_files(folder: Path) -> list[Path]:
    """The files of all generations with what SQLite keeps beside them, finished or not."""
    return sorted(folder.glob(f"*{_SUFFIX}*"))


def left_over(folder: Path) -> list[Path]:
    """What a write that did not end, or a reader, left behind: the files that do not count.

    Raises:
        StoreError: when `current` cannot be read: then it is not known which do.
    """
    current = current_file(folder)
    counts = "" if current is None else current.name
    beside = [f"{counts}{end}" for end in ("", "-wal", "-shm")]
    found = [path for path in generation_files(folder) if path.name not in beside]
    return found + sorted(folder.glob(f".{CURRENT}.*.new"))


def next_file(folder: Path) -> Path:
    """A file for the next generation, of a name that nothing there begins with."""
    numbers = [int(m[1]) for p in generation_files(folder) if (m := _NAME.match(p.name))]
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


def finish(connection: sqlite3.Connection) -> None:
    """Make a new store ready for readers; it is to be closed and synced then.

    Were it to become a WAL file only with its first change, a reader who has it open would
    keep that change from being made.
    """
    connection.execute("PRAGMA journal_mode=WAL")


def sync(path: Path) -> None:
    """See that a file, or which files are in a folder, is still so after the power failed."""
    folder = path.is_dir()
    if folder and os.name == "nt":
        return  # folders cannot be opened there, and are journalled
    handle = os.open(path, os.O_RDONLY if folder else os.O_RDWR)
    try:
        os.fsync(handle)
    except OSError as problem:
        # Some disks over a network know no such thing for folders.
        if not folder or problem.errno not in (errno.EINVAL, errno.ENOTSUP):
            raise
    finally:
        os.close(handle)


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
            _check(connection, path)
            connection.execute("PRAGMA journal_mode=WAL")
            # A change that was said to be done stays done when the power fails, too.
            connection.execute("PRAGMA synchronous=FULL")
        except BaseException:
            connection.close()
            raise
        return connection


def open_to_read(path: Path) -> tuple[sqlite3.Connection, str]:
    """The store, as it is now, from a folder that may be read-only.

    Returns:
        A connection, and what the file looks like where it has to be watched: a writer does
        not know of this reader. Empty where a writer does.

    Raises:
        StoreError: when it is damaged or of another version.
    """
    if not path.exists():
        raise damaged(path.parent, f"its file {path.name} is missing")
    with _as_store_errors(path):
        try:
            return _opened(f"{path.absolute().as_uri()}?mode=ro", path), ""
        except sqlite3.OperationalError as problem:
            if getattr(problem, "sqlite_errorcode", 0) & 0xFF not in _UNMARKED:
                raise
            # Where the folder is read-only not even a reader's place can be marked.
            looks = looks_of(path)
            if not looks.endswith(" 0"):
                raise StoreBusyError(
                    "the last change of the index was not finished, and this place is read-only",
                    path=path.parent,
                    remedy="let somebody who may write there run: rhetoric index update",
                ) from None
            return _opened(f"{path.absolute().as_uri()}?mode=ro&immutable=1", path), looks


def looks_of(path: Path) -> str:
    """Size and time of a store's file, and the size of the changes that are not yet in it."""
    try:
        stat = path.stat()
    except OSError:
        return "gone 0"
    try:
        waiting = path.with_name(f"{path.name}-wal").stat().st_size
    except OSError:
        waiting = 0
    return f"{stat.st_size}:{stat.st_mtime_ns}:{stat.st_ino} {waiting}"


def _opened(uri: str, path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(uri, uri=True, isolation_level=None, check_same_thread=False)
    try:
        connection.execute(f"PRAGMA cache_size=-{_CACHED}")
        _check(connection, path)
    except BaseException:
        connection.close()
        raise
    return connection


def version_of(path: Path) -> int | None:
    """The version of a store; None where the file is none of ours.

    Raises:
        StoreError: when the file cannot be read.
    """
    uri = f"{path.absolute().as_uri()}?mode=ro"
    with _as_store_errors(path), closing(sqlite3.connect(uri, uri=True)) as connection:
        (application,) = connection.execute("PRAGMA application_id").fetchone()
        (version,) = connection.execute("PRAGMA user_version").fetchone()
        return int(version) if application == APPLICATION else None


def _check(connection: sqlite3.Connection, path: Path) -> None:
    (application,) = connection.execute("PRAGMA application_id").fetchone()
    if application != APPLICATION:
        raise damaged(path.parent, f"{path.name} is no store")
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    if version < VERSION:
        raise StoreError(
            f"the index was made by an older release (version {version}; this is {VERSION})",
            path=path.parent, remedy="make it anew of the texts: rhetoric index update",
        )  # fmt: skip
    if version > VERSION:
        raise StoreError(
            f"the index was made by a newer release (version {version}; this one reads {VERSION})",
            path=path.parent,
            remedy="use that release, or make the index anew for this one: rhetoric index rebuild",
        )  # fmt: skip


@contextmanager
def _as_store_errors(path: Path) -> Iterator[None]:
    try:
        yield
    except sqlite3.DatabaseError as problem:
        raise told(problem, path.parent) from None
    except UnicodeDecodeError:  # of what SQLite wanted to say of the damage
        raise damaged(path.parent, f"{path.name} cannot be read") from None


@contextmanager
def fitting(folder: Path) -> Iterator[None]:
    """What is read of a store fits together; else it is told that it does not."""
    try:
        yield
    except (IndexError, KeyError, OverflowError, TypeError, ValueError):
        raise damaged(folder, "what it holds does not fit together") from None


def told(problem: sqlite3.Error, folder: Path) -> StoreError:
    """What SQLite says of a store, in words that say what to do."""
    code = getattr(problem, "sqlite_errorcode", 0) & 0xFF
    if code == sqlite3.SQLITE_FULL:
        return StoreBusyError(
            "there is no room left on the disk for the index",
            path=folder, remedy="it is as it was before; make room, then: rhetoric index update",
        )  # fmt: skip
    if code == sqlite3.SQLITE_CANTOPEN:
        return StoreBusyError(
            "the index cannot be opened here", path=folder,
            remedy="it is as it was before; allow reading and writing in the folder, or set"
            " [paths] cache in rhetoric.toml to another",
        )  # fmt: skip
    if code in (sqlite3.SQLITE_READONLY, sqlite3.SQLITE_PERM):
        return StoreBusyError(
            "the index cannot be written here", path=folder,
            remedy="it is as it was before; allow writing in the folder, or set [paths] cache in"
            " rhetoric.toml to another",
        )  # fmt: skip
    if code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED, sqlite3.SQLITE_PROTOCOL):
        return StoreBusyError(
            "another program holds the index", path=folder, remedy="try again in a moment"
        )
    if code == sqlite3.SQLITE_IOERR:
        return StoreBusyError(
            f"the disk of the index fails ({problem})", path=folder,
            remedy="it is as it was before; see that the disk is there and has room, then:"
            " rhetoric index doctor",
        )  # fmt: skip
    return damaged(folder, str(problem))


def damaged(folder: Path, what: str) -> StoreError:
    """The error for a store that is not whole."""
    return StoreError(
        f"the index is damaged: {what}", path=folder,
        remedy="nothing is lost, it is made of the texts: rhetoric index rebuild",
    )  # fmt: skip
