"""Reading a file whole, but never more of it than a single text can need."""

from __future__ import annotations

import stat
from pathlib import Path

from rhetoric.errors import StatementError

#: The largest file read as one document, in bytes. Tables and chats are streamed by their
#: own readers and know no such limit.
MOST_BYTES = 64 * 2**20

#: The longest text of one statement, in characters: that of ten thick books.
MOST_LETTERS = 10_000_000


def too_long(path: Path) -> StatementError:
    """The error for a file with a text longer than MOST_LETTERS."""
    return StatementError(
        f"the text is longer than {MOST_LETTERS:,} characters", path=path,
        remedy="split it; many texts in one file belong in a table (.csv, .jsonl, .parquet)",
    )  # fmt: skip


def size_in_words(size: int) -> str:
    """A number of bytes as people say it.

    >>> size_in_words(2_500_000_000)
    '2.3 GB'
    """
    amount, unit = float(size), "bytes"
    for larger in ("kB", "MB", "GB", "TB"):
        if amount < 1000:
            break
        amount, unit = amount / 1024, larger
    return f"{size} bytes" if unit == "bytes" else f"{amount:.3g} {unit}"


def read_start(path: Path, length: int = 4096) -> bytes:
    """The first bytes of a file.

    Raises:
        StatementError: when it is empty, no regular file, or cannot be read.
    """
    try:
        kind = path.stat()
        if stat.S_ISDIR(kind.st_mode):
            raise StatementError(
                "this is a folder, not a file", path=path, remedy="name the files in it"
            )
        if not stat.S_ISREG(kind.st_mode):
            raise StatementError("this is no regular file", path=path, remedy="copy it to a file")
        with path.open("rb") as file:
            start = file.read(length)
    except FileNotFoundError:
        raise StatementError("there is no such file", path=path) from None
    except OSError as problem:
        raise StatementError(f"cannot be read: {problem.strerror}", path=path) from None
    if not start:
        raise StatementError("the file is empty", path=path, remedy="check how it was saved")
    return start


def read_whole(path: Path, most: int | None = None) -> bytes:
    """All bytes of a file of bearable size; a larger one is refused without being read.

    Args:
        most: the largest size; MOST_BYTES by default.

    Raises:
        StatementError: when it is too large, empty, or cannot be read.
    """
    most = MOST_BYTES if most is None else most
    read_start(path, 1)
    with path.open("rb") as file:
        size = path.stat().st_size
        data = file.read(most + 1) if size <= most else b""
    if size > most or len(data) > most:
        raise StatementError(
            f"the file holds {size_in_words(max(size, len(data)))};"
            f" at most {size_in_words(most)} are read as one document",
            path=path,
            remedy="split it, or save its text alone as a .txt file; many texts in one file"
            " belong in a table (.csv, .jsonl, .parquet)",
        )
    return data
