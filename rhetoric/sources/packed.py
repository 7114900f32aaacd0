"""Taking parts out of a zip file without being flooded by what is in it."""

from __future__ import annotations

import zipfile
import zlib
from pathlib import Path

from rhetoric.errors import StatementError
from rhetoric.sources.files import MOST_BYTES, read_start, size_in_words

#: The most that all parts taken from one file may unpack to, in bytes.
MOST_UNPACKED = 128 * 2**20
_WHOLE_COPY = "get a whole copy, or open and save it again in a word processor"


#: What opening a zip file that is damaged, cut short or made to do harm may raise: which of
#: them depends on where it is broken.
BROKEN = (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, EOFError)


class Packed:
    """A zip file, of which single parts are read, never more than MOST_UNPACKED together.

    What the file says of its sizes is not believed: unpacking stops at the limit.
    """

    def __init__(self, path: Path) -> None:
        self._path, self._left = path, MOST_UNPACKED
        read_start(path, 1)
        if (size := path.stat().st_size) > MOST_BYTES:
            raise StatementError(
                f"the file holds {size_in_words(size)};"
                f" at most {size_in_words(MOST_BYTES)} are read as one document",
                path=path, remedy="take the pictures out of it, or save its text alone as .txt",
            )  # fmt: skip
        try:
            self._zip = zipfile.ZipFile(path)
        except BROKEN:
            raise self._damaged() from None
        self.names = frozenset(self._zip.namelist())

    def __enter__(self) -> Packed:
        return self

    def __exit__(self, *_: object) -> None:
        self._zip.close()

    def part(self, name: str) -> bytes:
        """The content of a part; empty when there is none of this name.

        Raises:
            StatementError: when it is damaged, encrypted, or unpacks to too much.
        """
        if name not in self.names:
            return b""
        try:
            with self._zip.open(name) as file:
                data = file.read(self._left + 1)
        except (RuntimeError, NotImplementedError):  # a password, or a method nobody uses
            raise StatementError(
                "the file is protected by a password or packed in an unknown way", path=self._path,
                remedy="open it and save a copy without a password",
            ) from None  # fmt: skip
        except (*BROKEN, zlib.error):
            raise self._damaged() from None
        self._left -= len(data)
        if self._left < 0:
            raise StatementError(
                f"the file unpacks to more than {size_in_words(MOST_UNPACKED)}: no text is so"
                " long, and it may be made to do harm",
                path=self._path, remedy="do not open it; ask where it comes from",
            )  # fmt: skip
        return data

    def _damaged(self) -> StatementError:
        return StatementError(
            "the file is damaged or cut short", path=self._path, remedy=_WHOLE_COPY
        )
