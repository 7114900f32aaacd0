"""The words of long texts, kept on disk: folding them is what takes time."""

from __future__ import annotations

import contextlib
import hashlib
import sqlite3
from pathlib import Path

import numpy as np

from rhetoric.copies.words import Words, word_numbers

#: Shorter texts are folded in no time.
LONG = 2000
#: Kept words of another kind of folding are not used.
VERSION = 1


class KeptWords:
    """Gives the words of a text as numbers, from a file where it can.

    Args:
        path: an SQLite file; one that is damaged or cannot be written costs time, not words.
        patience: seconds to wait for another process that writes it; it is waited for once.
    """

    def __init__(self, path: Path, *, patience: float = 5.0) -> None:
        self._path, self._patience = path, patience
        self._base: sqlite3.Connection | None = None
        self._new = 0
        self._busy = False
        self._last: tuple[str, Words] | None = None

    def __call__(self, body: str) -> Words:
        """The words of a text; see `word_numbers`. Those of the last one are remembered."""
        if self._last is None or self._last[0] is not body:
            self._last = (body, self._words(body))
        return self._last[1]

    def _open(self) -> sqlite3.Connection | None:
        """The file, opened when a long text is first met."""
        if self._base is None:
            with contextlib.suppress(OSError, sqlite3.Error):
                self._path.parent.mkdir(parents=True, exist_ok=True)
                base = sqlite3.connect(self._path, timeout=self._patience)
                base.execute("CREATE TABLE IF NOT EXISTS words (key BLOB PRIMARY KEY, words BLOB)")
                self._base = base
        return self._base

    def _words(self, body: str) -> Words:
        base = self._open() if len(body) >= LONG else None
        if base is None:
            return word_numbers(body)
        text = body.encode("utf-8", "surrogatepass")
        key = hashlib.blake2b(text, digest_size=16, salt=str(VERSION).encode()).digest()
        with contextlib.suppress(sqlite3.Error):
            row = base.execute("SELECT words FROM words WHERE key = ?", (key,)).fetchone()
            if row is not None:
                return np.frombuffer(row[0], dtype=np.uint32)
        words = word_numbers(body)
        if not self._busy:
            self._keep(base, key, words)
        return words

    def _keep(self, base: sqlite3.Connection, key: bytes, words: Words) -> None:
        try:
            base.execute("INSERT OR REPLACE INTO words VALUES (?, ?)", (key, words.tobytes()))
            self._new += 1
            if self._new % 200 == 0:
                base.commit()
        except sqlite3.Error:  # another process writes: waiting costs more than folding
            self._busy = True

    def close(self) -> None:
        """Keep what is new."""
        if self._base is not None:
            with contextlib.suppress(sqlite3.Error):
                self._base.commit()
                self._base.close()
            self._base = None
