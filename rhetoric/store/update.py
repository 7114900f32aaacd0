"""Bringing a store up to date with the texts: what changed is written, in one step.

One writer at a time holds the lock. A small change is one transaction of the file that counts.
A large one, and a store that cannot be gone on with, is written aside as a new file, and
`current` is renamed last. Killed at any point, the store is what it was before or what it was
to become; the next writer sweeps up. What was encoded is kept by the encoder's cache.
"""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from rhetoric.corpus import Corpus
from rhetoric.encode import EMBEDDED, CachedEncoder
from rhetoric.errors import DuplicateError, StoreBusyError, StoreError
from rhetoric.model import Statement
from rhetoric.sources.folder import iter_file
from rhetoric.store import schema
from rhetoric.store.anew import keep_files, made_by, statement_digest, sweep, write_anew
from rhetoric.store.contents import Difference, FileState, difference
from rhetoric.store.fill import Filler
from rhetoric.store.meaning import Turn
from rhetoric.store.postings import tidy

#: Shares: of new passages from which a store is written anew, of removed ones that may stay.
_LARGE, _LOOSE = 0.5, 0.25
#: Below this many passages nothing needs to be tidied.
_FEW = 4096
#: Bytes that changes may take up beside the file because a reader does not let them go in.
_HELD_UP = 1 << 26
LOCK = "lock"


@dataclass(frozen=True)
class Updated:
    """What an update did.

    Attributes:
        added, changed, removed: ids of statements.
        same: how many statements stayed as they were.
        passages: how many there are now.
        rebuilt: why the store was written anew; empty where it was not.
    """

    added: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    same: int = 0
    passages: int = 0
    rebuilt: str = ""

    def __bool__(self) -> bool:
        return bool(self.added or self.changed or self.removed or self.rebuilt)


@contextmanager
def writing(folder: Path, wait: float = -1) -> Iterator[None]:
    """Hold the lock of a store.

    Args:
        wait: seconds to wait for another writer; for ever by default.

    Raises:
        StoreError: when another writer goes on longer, or the folder cannot be written.
    """
    from filelock import FileLock, Timeout

    schema.require_folder(folder)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        lock = FileLock(folder / LOCK, timeout=wait)
        lock.acquire()
    except Timeout:
        busy = StoreBusyError(
            "another program is writing the index", path=folder, remedy="try again in a moment"
        )
        busy.passing = False  # without a store one waits rather than do the same work beside it
        raise busy from None
    except NotImplementedError:
        raise unwritable(folder, OSError(0, "files cannot be locked on this disk")) from None
    except OSError as problem:
        raise unwritable(folder, problem) from None
    try:
        yield
    finally:
        lock.release()


def unwritable(folder: Path, problem: OSError) -> StoreBusyError:
    """The error for a folder that cannot be written."""
    return StoreBusyError(
        f"the index cannot be written: {problem.strerror or problem}", path=folder,
        remedy="it is as it was before; make room or allow writing, or set [paths] cache in"
        " rhetoric.toml to another folder",
    )  # fmt: skip


def update(
    folder: Path,
    texts: Path,
    encoder: CachedEncoder,
    *,
    rebuild: bool = False,
    wait: float = -1,
    progress: Callable[[int, int], None] | None = None,
) -> Updated:
    """Bring a store up to date with a folder of statements.

    Args:
        folder: the store's; made where there is none.
        rebuild: write it anew, whatever changed.
        wait: seconds to wait for another writer; for ever by default.
        progress: called with (statements done, to do).

    Raises:
        StoreError: when it cannot be written, is damaged, or was made with another encoder.
        StatementError, DuplicateError: when a text is not valid; the store stays as it was.
    """
    with writing(folder, wait):
        try:
            sweep(folder)
            path = schema.current_file(folder) if not rebuild else None
            if path is None:
                return _anew(folder, texts, encoder, "asked for" if rebuild else "new", progress)
            if not path.exists():
                return _anew(folder, texts, encoder, "its file was gone", progress)
            version = schema.version_of(path)
            if version is not None and version < schema.VERSION:
                return _anew(folder, texts, encoder, "made by an older release", progress)
            with closing(schema.open_to_write(path)) as connection:
                with schema.fitting(folder):
                    about = dict(connection.execute("SELECT name, value FROM about"))
                    other = about.get("made_by", made_by()) != made_by()
                    if "space" in about and other:
                        require_encoder(about, encoder, folder)
                        return _anew(folder, texts, encoder, "made by another release", progress)
                    require_whole(about, folder)
                    known = [FileState(*row) for row in connection.execute("SELECT * FROM files")]
                require_encoder(about, encoder, folder)
                found = difference(texts, known)
                plan = _plan(connection, texts, found)
                with schema.fitting(folder):
                    reason = plan.too_large(connection) or _held_up(connection, path)
                if reason:
                    return _anew(folder, texts, encoder, reason, progress)
                turn = Turn.from_bytes(about["turn"])
                _change(connection, plan, found, encoder, turn, folder, progress)
                return _told(connection, plan)
        except sqlite3.Error as problem:
            raise schema.told(problem, folder) from None
        except OSError as problem:
            raise unwritable(folder, problem) from None


def require_whole(about: Mapping[str, Any], folder: Path) -> None:
    """Refuse to go on with a store that does not say what it is.

    Raises:
        StoreError: naming what is missing.
    """
    names = ("encoder", "space", "dimension", "made_by", "turn", "fitted", "changes", "next")
    missing = [name for name in names if name not in about]
    if missing:
        raise schema.damaged(folder, f"it does not say its {', '.join(missing)}")
    wide = int(about["dimension"])
    if len(about["turn"]) != 4 * wide**2 or not Turn.from_bytes(about["turn"]).is_sound():
        raise schema.damaged(folder, "the turn of its vectors is not whole")


def require_encoder(about: Mapping[str, Any], encoder: CachedEncoder, folder: Path) -> None:
    """Refuse to go on with a store that another encoder made.

    Raises:
        StoreError: naming both.
    """
    # Of a name that cannot be right no model is loaded, which takes long and may not be there.
    strange = EMBEDDED in (about.get("encoder"), encoder.name) and (
        about.get("encoder") != encoder.name
    )
    if not strange and about.get("space") == encoder.space():
        return
    made = f"'{about.get('encoder')}' ({about.get('dimension')} numbers a passage)"
    if about.get("encoder") == encoder.name:
        made += ", of other weights or with another prefix"
    raise StoreError(
        f"the index was made with the encoder {made}; it cannot be asked with '{encoder.name}'",
        path=folder,
        remedy=f"make it anew: rhetoric index rebuild --encoder {encoder.name}",
    )


def _held_up(connection: sqlite3.Connection, path: Path) -> str:
    """Why to write anew where a reader who never ends has let the changes pile up, else ""."""
    beside = path.with_name(f"{path.name}-wal")
    limit = max(_HELD_UP, path.stat().st_size // 2)
    if not beside.exists() or beside.stat().st_size <= limit:
        return ""
    (patience,) = connection.execute("PRAGMA busy_timeout").fetchone()
    connection.execute("PRAGMA busy_timeout=0")
    (held, _, _) = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    connection.execute(f"PRAGMA busy_timeout={int(patience)}")
    return "a reader held up the changes" if held else ""


@dataclass(frozen=True)
class _Plan:
    """What an update has to do."""

    new: tuple[Statement, ...]
    files: dict[str, str]
    old: tuple[str, ...]
    replaced: tuple[str, ...]
    moved: tuple[tuple[str, str], ...]

    @property
    def changes(self) -> bool:
        """Whether anything a reader sees becomes another."""
        return bool(self.new or self.old or self.replaced or self.moved)

    def too_large(self, connection: sqlite3.Connection) -> str:
        """Why it is better to write everything anew; empty where it is not."""
        about = dict(connection.execute("SELECT name, value FROM about"))
        statements, live = connection.execute(
            "SELECT count(*), coalesce(sum(count), 0) FROM statements"
        ).fetchone()
        gone = 0
        for name in (*self.old, *self.replaced):
            (count,) = connection.execute(
                "SELECT count FROM statements WHERE id = ?", (name,)
            ).fetchone()
            gone += count
        ever = int(about["next"]) - 1
        if ever > _FEW and ever - live + gone > _LOOSE * ever:
            return "much was removed"
        fitted = int(about["fitted"])
        if live > _FEW and live > 8 * fitted and fitted < 10_000:
            return "much was added"
        if len(self.new) > max(20, _LARGE * statements):
            return "much is new"
        return ""


def _plan(connection: sqlite3.Connection, texts: Path, found: Difference) -> _Plan:
    """Read what changed and compare it with what is there, statement by statement."""
    files = {file.path for file in found.changed}
    before: dict[str, tuple[str, bytes]] = {}
    for name in (*files, *found.gone):
        rows = connection.execute("SELECT id, file, digest FROM statements WHERE file = ?", (name,))
        before.update({one: (file, digest) for one, file, digest in rows})
    new: list[Statement] = []
    moved: list[tuple[str, str]] = []
    replaced: list[str] = []
    where: dict[str, str] = {}
    for name in sorted(files):
        for statement in iter_file(texts / name):
            if statement.id in where:
                raise _twice(statement.id, where[statement.id], name)
            where[statement.id] = name
            old = before.get(statement.id)
            if old is None:
                other = connection.execute(
                    "SELECT file FROM statements WHERE id = ?", (statement.id,)
                ).fetchone()
                if other is not None:
                    raise _twice(statement.id, other[0], name)
            if old is not None and old[1] == statement_digest(statement):
                if old[0] != name:
                    moved.append((statement.id, name))
                continue
            if old is not None:
                replaced.append(statement.id)
            new.append(statement)
    gone = tuple(sorted(set(before) - set(where)))
    return _Plan(tuple(new), where, gone, tuple(replaced), tuple(moved))


def _twice(name: str, one: str, other: str) -> DuplicateError:
    where = f"in {one} and in {other}" if one != other else f"twice in {one}"
    return DuplicateError(f"the id '{name}' stands {where}\n  give each statement its own id")


def _change(
    connection: sqlite3.Connection,
    plan: _Plan,
    found: Difference,
    encoder: CachedEncoder,
    turn: Turn,
    folder: Path,
    progress: Callable[[int, int], None] | None,
) -> None:
    """Carry out a plan in one transaction."""
    if not found and not found.touched:
        return
    # Encoding takes long and is kept by itself: it comes before the transaction.
    filler = Filler(connection, encoder, turn, statement_digest)
    ready = list(filler.prepared(plan.new, progress))
    connection.execute("BEGIN IMMEDIATE")
    try:
        for name in (*plan.old, *plan.replaced):
            filler.remove(name)
        for name, file in plan.moved:
            connection.execute("UPDATE statements SET file = ? WHERE id = ?", (file, name))
        with schema.fitting(folder):
            filler.begin()
        for one in ready:
            filler.put(one, plan.files[one.statement.id])
        filler.finish()
        if plan.changes:
            connection.execute("UPDATE about SET value = value + 1 WHERE name = 'changes'")
            with schema.fitting(folder):
                tidy(connection)
        connection.executemany("DELETE FROM files WHERE path = ?", [(n,) for n in found.gone])
        keep_files(connection, (*found.changed, *found.touched))
    except BaseException:
        with contextlib.suppress(sqlite3.Error):
            connection.execute("ROLLBACK")
        raise
    connection.execute("COMMIT")


def _told(connection: sqlite3.Connection, plan: _Plan, rebuilt: str = "") -> Updated:
    total, passages = connection.execute(
        "SELECT count(*), coalesce(sum(count), 0) FROM statements"
    ).fetchone()
    added = tuple(s.id for s in plan.new if s.id not in set(plan.replaced))
    return Updated(
        added, plan.replaced, plan.old, total - len(plan.new), int(passages), rebuilt
    )  # fmt: skip


def _anew(
    folder: Path,
    texts: Path,
    encoder: CachedEncoder,
    reason: str,
    progress: Callable[[int, int], None] | None,
) -> Updated:
    """Write everything anew."""
    found = difference(texts, ())
    where: dict[str, str] = {}
    statements: list[Statement] = []
    for file in found.changed:
        for statement in iter_file(texts / file.path):
            if statement.id in where:
                raise _twice(statement.id, where[statement.id], file.path)
            where[statement.id] = file.path
            statements.append(statement)
    corpus = Corpus.of(statements)
    passages = write_anew(
        folder, corpus, encoder, files=found.changed, where=where, progress=progress
    )  # fmt: skip
    return Updated(tuple(s.id for s in corpus.statements), passages=passages, rebuilt=reason)
