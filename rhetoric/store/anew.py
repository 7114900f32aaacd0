"""Writing a store anew: into a new file, which counts from the moment it is whole."""

from __future__ import annotations

import contextlib
import hashlib
import json
import sqlite3
from collections.abc import Callable, Mapping, Sequence
from contextlib import closing
from functools import cache
from itertools import chain
from pathlib import Path

from rhetoric.aside import aside
from rhetoric.corpus import Corpus
from rhetoric.encode import CachedEncoder
from rhetoric.errors import StoreError
from rhetoric.model import Statement
from rhetoric.sources.statement_table import statement_record
from rhetoric.store import schema
from rhetoric.store.contents import FileState
from rhetoric.store.fill import Filler
from rhetoric.store.meaning import turn_for

#: The code that decides what is in a store, besides that of the encoder.
_MADE_BY = (
    "text.py", "mojibake.py", "passages.py", "clock.py", "model.py", "dates.py", "languages.py",
    "words/stems.py", "store/*.py",
)  # fmt: skip


@cache
def made_by() -> str:
    """A hash of the code that decides what is in a store."""
    folder = Path(__file__).parent.parent
    digest = hashlib.sha256()
    for path in sorted(chain.from_iterable(folder.glob(pattern) for pattern in _MADE_BY)):
        digest.update(path.read_bytes())
    return digest.hexdigest()


def write_anew(
    folder: Path,
    corpus: Corpus,
    encoder: CachedEncoder,
    *,
    files: Sequence[FileState] = (),
    where: Mapping[str, str] | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> int:
    """Write a store of a corpus; the one before counts until the new one is whole.

    Args:
        folder: of the store; the caller holds its lock, or nobody else knows of it.
        files: that the statements were read from.
        where: statement id → its file.

    Returns:
        How many passages there are.

    Raises:
        OSError, sqlite3.Error: when it cannot be written; the one before stays.
    """
    where = where or {}
    path = schema.next_file(folder)
    try:
        with closing(schema.create(path)) as connection:
            turn = turn_for(corpus, encoder)
            connection.execute("BEGIN")
            filler = Filler(connection, encoder, turn, statement_digest)
            filler.begin()
            for one in filler.prepared(corpus.statements, progress):
                filler.put(one, where.get(one.statement.id, ""))
            filler.finish()
            keep_files(connection, files)
            about = {
                "encoder": encoder.name, "hash": encoder.hash, "space": encoder.space(),
                "dimension": len(turn.matrix), "made_by": made_by(), "turn": turn.to_bytes(),
                "fitted": filler.passages, "changes": 0,
            }  # fmt: skip
            connection.executemany("INSERT INTO about VALUES (?, ?)", about.items())
            connection.execute("COMMIT")
            schema.finish(connection)
        # The order holds when the power fails, too: the new one is there before it counts, and
        # it counts before the old one goes.
        schema.sync(path)
        schema.sync(folder)
        with aside(folder / schema.CURRENT) as new:
            new.write_text(path.name, "utf-8")
        schema.sync(folder)
    except BaseException:
        sweep(folder)  # it may count already, and then it stays
        raise
    sweep(folder)
    return filler.passages


def statement_digest(statement: Statement) -> bytes:
    """A hash of all that is told of a statement, and of its text."""
    whole = json.dumps(statement_record(statement), sort_keys=True, default=str)
    return hashlib.sha256(whole.encode("utf-8", "surrogatepass")).digest()[:16]


def keep_files(connection: sqlite3.Connection, files: Sequence[FileState]) -> None:
    """Keep what the files are like now."""
    connection.executemany(
        "INSERT OR REPLACE INTO files VALUES (?, ?, ?)",
        [(f.path, f.stamp, f.digest) for f in files],
    )


def sweep(folder: Path) -> None:
    """Take away what does not count; a generation that a reader holds open stays readable."""
    try:
        found = schema.left_over(folder)
    except StoreError:
        return  # which one counts is not known
    for path in found:
        with contextlib.suppress(OSError):
            path.unlink()
