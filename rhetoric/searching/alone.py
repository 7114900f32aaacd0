"""Changing a small file alone: two processes do it one after the other."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from rhetoric.errors import InputError, writing

#: Seconds to wait for another process.
PATIENCE = 20.0


@contextmanager
def alone(path: Path, lock: Path, *, patience: float = PATIENCE) -> Iterator[None]:
    """Hold the right to change a file.

    Args:
        path: the file that is changed.
        lock: the file that is held meanwhile; its folder is made.

    Raises:
        InputError: when another process does not finish, or the file cannot be written.
    """
    from filelock import FileLock, Timeout

    with writing(path, remedy="make the folder writable, or make room on the disk"):
        lock.parent.mkdir(parents=True, exist_ok=True)
        held = FileLock(lock, timeout=patience)
        try:
            held.acquire()
        except Timeout:
            raise InputError(
                f"another process has been changing this file for {patience:.0f} seconds",
                path=path, remedy="wait until it has finished, and try again",
            ) from None  # fmt: skip
        try:
            yield
        finally:
            held.release()
