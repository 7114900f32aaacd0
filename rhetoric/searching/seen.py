"""What a saved search has shown before, so that it can say what is new.

It lies in the cache folder and may be deleted: then everything is new again. A passage is known
by its text within its statement. One whose place is known and whose text is not was changed,
unless the old text now stands elsewhere: then the new one was put in before it.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rhetoric.alone import PATIENCE, file_alone
from rhetoric.aside import aside
from rhetoric.errors import InputError

if TYPE_CHECKING:
    import pandas as pd

_VERSION = 1
#: The column that tells why a hit is shown, and what it holds.
COLUMN = "new"
NEW, CHANGED = "new", "changed"
_LOCK = "seen.lock"
_DAMAGED = "delete this file; then all that the search finds is new again"


@dataclass(frozen=True)
class Memory:
    """What is remembered of a search.

    Attributes:
        last: the day it was last run; None when nothing is remembered.
        places: statement → hash of a passage's text → the passage it was when last seen.
    """

    last: date | None = None
    places: Mapping[str, Mapping[str, int]] = field(default_factory=dict)

    @property
    def line(self) -> str:
        """What the news are measured against, in words."""
        if self.last is None:
            return "nothing is remembered of this search: all that it finds is new"
        return f"new or changed since {self.last.isoformat()}"


@dataclass(frozen=True)
class Seen:
    """The passages a saved search has shown.

    Args:
        folder: where such memories are kept, in the cache folder.
        name: of the search.
        patience: seconds to wait for another process.
    """

    folder: Path
    name: str
    patience: float = PATIENCE

    @property
    def path(self) -> Path:
        """The file of this search; a digest, for not every file system keeps names as they are."""
        return self.folder / f"{_digest(self.name)}.json"

    @property
    def memory(self) -> Memory:
        """What is remembered; nothing where there is no file.

        Raises:
            InputError: when the file is damaged, or of another version.
        """
        try:
            kept = json.loads(self.path.read_bytes())
        except FileNotFoundError:
            return Memory()
        except OSError as problem:
            raise InputError(f"cannot be read: {problem.strerror}", path=self.path) from None
        except (ValueError, RecursionError):
            raise self._damaged() from None
        return self._checked(kept)

    def _damaged(self) -> InputError:
        return InputError(
            f"what was seen of the search '{self.name}' is damaged", path=self.path, remedy=_DAMAGED
        )

    def _checked(self, kept: Any) -> Memory:
        if isinstance(kept, dict) and kept.get("version", _VERSION) != _VERSION:
            raise InputError(
                f"what was seen of the search '{self.name}' was kept by another version",
                path=self.path, remedy=_DAMAGED,
            )  # fmt: skip
        try:
            places = {
                str(statement): {str(key): int(place) for key, place in passages.items()}
                for statement, passages in kept["statements"].items()
            }
            return Memory(date.fromisoformat(kept["last"]), places)
        except (AttributeError, KeyError, TypeError, ValueError):
            raise self._damaged() from None

    def new_since(self, hits: pd.DataFrame) -> pd.DataFrame:
        """The hits that were not shown before.

        Args:
            hits: a table with the columns rank, statement, passage and text.

        Returns:
            Those of its rows that are new or changed, in their order and with their ranks; a
            column `new` behind the rank says which: "new" or "changed".

        Raises:
            InputError: when the file is damaged.
        """
        found = self.told(hits)
        return found[found[COLUMN] != ""].reset_index(drop=True)

    def told(self, hits: pd.DataFrame, memory: Memory | None = None) -> pd.DataFrame:
        """All hits, with the column of `new_since`; it is "" for what was shown before.

        Args:
            memory: what is remembered; it is read by default.
        """
        known = (memory or self.memory).places
        now = _places(hits)
        news = []
        for statement, passage, text in _rows(hits):
            before = known.get(statement, {})
            key = _digest(text)
            there = {old for old, place in before.items() if place == passage}
            changed = there and there.isdisjoint(now[statement])
            news.append("" if key in before else CHANGED if changed else NEW)
        found = hits.copy()
        found.insert(list(found.columns).index("rank") + 1, COLUMN, news)
        return found

    def remember(self, hits: pd.DataFrame, on: date) -> None:
        """Keep what was shown, besides what was shown before: all of it, or nothing.

        Args:
            hits: all that the search found, or those of it that were shown.
            on: the day it was run.

        Raises:
            InputError: when the file is damaged or cannot be written.
        """
        with file_alone(self.path, self.folder / _LOCK, patience=self.patience):
            memory = self.memory
            places = {name: dict(passages) for name, passages in memory.places.items()}
            for statement, passages in _places(hits).items():
                places.setdefault(statement, {}).update(passages)
            last = max(on, memory.last or on)
            self._write(Memory(last, places))

    def _write(self, memory: Memory) -> None:
        kept = {
            "version": _VERSION, "search": self.name,
            "last": memory.last and memory.last.isoformat(), "statements": memory.places,
        }  # fmt: skip
        with aside(self.path) as new:
            new.write_text(json.dumps(kept, indent=1, sort_keys=True), encoding="utf-8")

    def forget(self) -> None:
        """Keep nothing of this search any more.

        Raises:
            InputError: when the file cannot be deleted.
        """
        with file_alone(self.path, self.folder / _LOCK, patience=self.patience):
            self.path.unlink(missing_ok=True)

    def rename(self, name: str) -> Seen:
        """Give what is remembered to another name, in place of what that had.

        Raises:
            InputError: when the file is damaged or cannot be written.
        """
        other = Seen(self.folder, name, self.patience)
        with file_alone(self.path, self.folder / _LOCK, patience=self.patience):
            if other.path == self.path:
                return self
            memory = self.memory
            if memory.last is None:
                other.path.unlink(missing_ok=True)
            else:
                other._write(memory)
            self.path.unlink(missing_ok=True)
        return other


def _digest(text: str) -> str:
    return hashlib.blake2b(text.encode(), digest_size=12).hexdigest()


def _rows(hits: pd.DataFrame) -> list[tuple[str, int, str]]:
    columns = (hits["statement"], hits["passage"], hits["text"])
    return [(str(s), int(p), str(t)) for s, p, t in zip(*columns, strict=True)]


def _places(hits: pd.DataFrame) -> dict[str, dict[str, int]]:
    """Statement → hash of a passage's text → the passage."""
    found: dict[str, dict[str, int]] = {}
    for statement, passage, text in _rows(hits):
        found.setdefault(statement, {})[_digest(text)] = passage
    return found
