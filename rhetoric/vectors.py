"""The vector cache: each distinct text is encoded once in its life.

One SQLite file holds vectors by content and encoder hash, so several processes
may share it and a change of encoder never mixes vectors.
"""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from pathlib import Path

import numpy as np
import numpy.typing as npt

Vectors = npt.NDArray[np.float32]

#: Texts encoded between two writes to disk; what an interrupted run can lose at most.
_BATCH = 128


def _key(space: str, text: str) -> bytes:
    return hashlib.sha256(f"{space}\0{text}".encode("utf-8", "surrogatepass")).digest()[:20]


class VectorCache:
    """Vectors on disk.

    Args:
        path: the SQLite file; its folder is made. None keeps nothing.
        batch: texts computed between two writes to disk.
    """

    def __init__(self, path: Path | None, batch: int = _BATCH) -> None:
        self.path = path
        self._batch = batch

    def _open(self, keys: Sequence[bytes]) -> tuple[sqlite3.Connection | None, dict[bytes, bytes]]:
        """A connection, None where none can be had, and what is on disk of `keys`."""
        if self.path is None:
            return None, {}
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            try:
                return _connect(self.path, keys)
            except sqlite3.OperationalError:
                return None, {}  # busy, read-only or full, but not damaged
            except sqlite3.DatabaseError:
                # A damaged cache is worth nothing and can be made again.
                self.path.unlink(missing_ok=True)
                return _connect(self.path, keys)
        except (OSError, sqlite3.Error):
            return None, {}

    def get(
        self,
        space: str,
        texts: Sequence[str],
        compute: Callable[[Sequence[str]], Vectors],
        progress: Callable[[int, int], None] | None = None,
    ) -> Vectors:
        """Vectors of `texts`, shape (n, d); what is missing is computed and kept.

        Args:
            space: what the vectors depend on besides the text (encoder hash, prefix).
            compute: encodes a list of texts.
            progress: called with (done, to do) as missing texts are encoded.
        """
        keys = [_key(space, text) for text in texts]
        connection, found = self._open(keys)
        if connection is not None:
            with closing(connection):
                missing = _missing(keys, texts, found)
                for batch in self._batches(missing, progress):
                    vectors = _encoded(compute, batch)
                    found.update(vectors)
                    try:
                        with connection:
                            connection.executemany(
                                "INSERT OR REPLACE INTO vectors VALUES (?, ?)", vectors.items()
                            )
                    except sqlite3.Error:
                        continue  # a full or read-only disk costs time, not the answer
        else:
            for batch in self._batches(_missing(keys, texts, found), progress):
                found.update(_encoded(compute, batch))
        if not keys:
            return np.zeros((0, 0), dtype=np.float32)
        whole = bytearray().join([found[key] for key in keys])
        return np.frombuffer(whole, dtype="<f4").reshape(len(keys), -1)

    def _batches(
        self, missing: list[tuple[bytes, str]], progress: Callable[[int, int], None] | None
    ) -> Iterator[list[tuple[bytes, str]]]:
        for at in range(0, len(missing), self._batch):
            yield missing[at : at + self._batch]
            if progress is not None:
                progress(min(at + self._batch, len(missing)), len(missing))


def _connect(path: Path, keys: Sequence[bytes]) -> tuple[sqlite3.Connection, dict[bytes, bytes]]:
    connection = sqlite3.connect(path, timeout=30)
    try:
        connection.execute("PRAGMA synchronous=NORMAL")
        connection.execute(
            "CREATE TABLE IF NOT EXISTS vectors (key BLOB PRIMARY KEY, vector BLOB) WITHOUT ROWID"
        )
        return connection, _read(connection, keys)
    except sqlite3.Error:
        connection.close()
        raise


def _read(connection: sqlite3.Connection, keys: Sequence[bytes]) -> dict[bytes, bytes]:
    found: dict[bytes, bytes] = {}
    distinct = sorted(set(keys))  # in the order of the file, which is several times faster
    for at in range(0, len(distinct), 500):
        part = distinct[at : at + 500]
        marks = ",".join("?" * len(part))
        question = f"SELECT key, vector FROM vectors WHERE key IN ({marks})"  # noqa: S608 - only ?
        found.update(connection.execute(question, part))
    # Rows of several lengths: some are damaged, and which is not told.
    return found if len(set(map(len, found.values()))) < 2 else {}


def _missing(
    keys: Sequence[bytes], texts: Sequence[str], found: dict[bytes, bytes]
) -> list[tuple[bytes, str]]:
    return list({k: t for k, t in zip(keys, texts, strict=True) if k not in found}.items())


def _encoded(
    compute: Callable[[Sequence[str]], Vectors], batch: Sequence[tuple[bytes, str]]
) -> dict[bytes, bytes]:
    vectors = np.asarray(compute([text for _, text in batch]), dtype="<f4")
    return {key: row.tobytes() for (key, _), row in zip(batch, vectors, strict=True)}
