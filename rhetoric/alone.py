"""Changing something alone: two processes do it one after the other."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from rhetoric.errors import InputError, writing

#: Seconds to wait for another process.
PATIENCE = 20.0


@contextmanager
def alone(lock: Path, path: Path, *, told: str, patience: float = PATIENCE) -> Iterator[None]:
    """Hold the right to change something.

    Args:
        lock: the file that is held meanwhile; its folder is made.
        path: what is changed, and `told` what it is called: `this file`.
        patience: seconds to wait for another process.

    Raises:
        InputError: when another process does not finish.
        OSError: when the lock cannot be made.
    """
    from filelock import FileLock, Timeout

    lock.parent.mkdir(parents=True, exist_ok=True)
    held = FileLock(lock, timeout=patience)
    try:
        held.acquire()
    except Timeout:
        raise InputError(
            f"another process has been changing {told} for {patience:.0f} seconds",
            path=path, remedy="wait until it has finished, and try again",
        ) from None  # fmt: skip
    try:
        yield
    finally:
        held.release()


@contextmanager
def file_alone(path: Path, lock: Path, *, patience: float = PATIENCE) -> Iterator[None]:
    """Hold the right to change a small file.

    Raises:
        InputError: when another process does not finish, or the file cannot be written.
    """
    remedy = "make the folder writable, or make room on the disk"
    with writing(path, remedy=remedy), alone(lock, path, told="this file", patience=patience):
        yield
