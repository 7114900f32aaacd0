"""Which files of statements changed since they were indexed, without reading those that did not."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from rhetoric.errors import StatementError
from rhetoric.sources.folder import text_files
from rhetoric.sources.times import times_path

#: A file changed less than this many nanoseconds before it was looked at may change again
#: without showing it: clocks of file systems are coarse.
_YOUNG = 2_000_000_000


@dataclass(frozen=True)
class FileState:
    """What is known of a file of statements.

    Attributes:
        path: its name within the folder of texts.
        stamp: size and time of the last change, of it and of what belongs to it; empty where
            the file is too young to trust them.
        digest: of its bytes and of those of what belongs to it.
    """

    path: str
    stamp: str
    digest: str


@dataclass(frozen=True)
class Difference:
    """How the folder of texts differs from what was indexed.

    Attributes:
        changed: files that are new or hold something else, as they are now.
        gone: names of files that are not there any more.
        touched: files that hold the same, with another stamp.
        same: how many others there are.
    """

    changed: tuple[FileState, ...]
    gone: tuple[str, ...]
    touched: tuple[FileState, ...] = ()
    same: int = 0

    def __bool__(self) -> bool:
        return bool(self.changed or self.gone)


def difference(folder: Path, known: Iterable[FileState]) -> Difference:
    """Compare a folder of statements with what is known of it.

    Raises:
        StatementError: when a file cannot be read.
    """
    before: Mapping[str, FileState] = {file.path: file for file in known}
    now = time.time_ns()
    changed: list[FileState] = []
    touched: list[FileState] = []
    names: set[str] = set()
    for path in text_files(folder):
        names.add(path.name)
        old = before.get(path.name)
        stamp, youngest = _stamp(path)
        if old is not None and stamp == old.stamp:
            continue
        kept = stamp if youngest + _YOUNG < now else ""
        state = FileState(path.name, kept, _digest(path))
        if old is None or old.digest != state.digest:
            changed.append(state)
        elif old.stamp != kept:
            touched.append(state)
    gone = tuple(sorted(set(before) - names))
    return Difference(tuple(changed), gone, tuple(touched), len(names) - len(changed))


def _parts(path: Path) -> list[Path]:
    beside = times_path(path)
    return [path, beside] if beside.exists() else [path]


def _stamp(path: Path) -> tuple[str, int]:
    try:
        stats = [part.stat() for part in _parts(path)]
    except OSError as problem:
        raise _unreadable(path, problem) from None
    stamp = " ".join(f"{s.st_size}:{s.st_mtime_ns}:{s.st_ino}" for s in stats)
    return stamp, max(s.st_mtime_ns for s in stats)


def _digest(path: Path) -> str:
    digest = hashlib.sha256()
    try:
        for part in _parts(path):
            digest.update(f"{part.suffix}:{part.stat().st_size}\n".encode())
            with part.open("rb") as file:
                while block := file.read(1 << 20):
                    digest.update(block)
    except OSError as problem:
        raise _unreadable(path, problem) from None
    return digest.hexdigest()


def _unreadable(path: Path, problem: OSError) -> StatementError:
    return StatementError(f"cannot be read: {problem.strerror}", path=path)
