"""The tables of a store: which file counts, and what is refused."""

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from rhetoric.errors import StoreBusyError, StoreError
from rhetoric.store import schema


def mark(path: Path, *, application: int = schema.APPLICATION, version: int) -> None:
    """Give a store's file another mark or version."""
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(f"PRAGMA application_id={application}")
        connection.execute(f"PRAGMA user_version={version}")
        connection.commit()


def test_current_names_the_file_that_counts(three: Any) -> None:
    assert schema.current_file(three.folder) == three.folder / "000001.sqlite"


def test_no_folder_no_store_and_a_file_is_none_either(tmp_path: Path) -> None:
    assert schema.current_file(tmp_path / "nowhere") is None
    (tmp_path / "file").write_text("", "utf-8")
    assert schema.current_file(tmp_path / "file") is None


@pytest.mark.parametrize(
    "content", [b"", b"\0\0\0\0", b"\xff\xfe", b"../1.sqlite", b"/etc/passwd", b"x.sqlite", b"1"]
)
def test_a_current_that_names_no_file_is_damage(three: Any, content: bytes) -> None:
    (three.folder / "current").write_bytes(content)
    with pytest.raises(StoreError, match="its file 'current'") as caught:
        schema.current_file(three.folder)
    assert not caught.value.passing
    assert three.update(rebuild=True).rebuilt == "asked for"


def test_a_missing_file_is_damage(three: Any) -> None:
    (three.folder / "000001.sqlite").unlink()
    with pytest.raises(StoreError, match=r"its file 000001\.sqlite is missing"):
        three.open()


def test_a_new_store_lets_readers_and_a_writer_in_together(three: Any) -> None:
    path = three.folder / "000001.sqlite"
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)


@pytest.mark.parametrize("version", range(schema.VERSION))
def test_an_older_store_is_made_anew(three: Any, version: int) -> None:
    path = three.folder / "000001.sqlite"
    mark(path, version=version)
    assert schema.version_of(path) == version
    with pytest.raises(StoreError, match="made by an older release") as caught:
        three.open()
    assert caught.value.remedy == "make it anew of the texts: rhetoric index update"
    assert three.update().rebuilt == "made by an older release"
    assert three.found("wteacher") == [("c-third", 1)]


def test_a_newer_store_is_refused_and_stays(three: Any) -> None:
    path = three.folder / "000001.sqlite"
    mark(path, version=schema.VERSION + 1)
    before = path.read_bytes()
    for ask in (three.open, three.update):
        with pytest.raises(StoreError, match="made by a newer release") as caught:
            ask()
        assert "rhetoric index rebuild" in str(caught.value.remedy)
    assert path.read_bytes() == before
    assert three.update(rebuild=True).rebuilt == "asked for"


def test_a_file_of_something_else_is_refused(three: Any) -> None:
    path = three.folder / "000001.sqlite"
    mark(path, application=0, version=schema.VERSION)
    assert schema.version_of(path) is None
    for ask in (three.open, three.update):
        with pytest.raises(StoreError, match=r"000001\.sqlite is no store"):
            ask()


@pytest.mark.parametrize(
    ("code", "passing", "told"),
    [
        (sqlite3.SQLITE_FULL, True, "no room left on the disk"),
        (sqlite3.SQLITE_READONLY, True, "cannot be written here"),
        (sqlite3.SQLITE_CANTOPEN, True, "cannot be opened"),
        (sqlite3.SQLITE_BUSY, True, "another program holds the index"),
        (sqlite3.SQLITE_PROTOCOL, True, "another program holds the index"),
        (sqlite3.SQLITE_IOERR | 3 << 8, True, "the disk of the index fails (what it says)"),
        (sqlite3.SQLITE_CORRUPT, False, "the index is damaged: what it says"),
        (sqlite3.SQLITE_NOTADB, False, "the index is damaged: what it says"),
    ],
)
def test_what_the_database_says_is_told_in_words(code: int, passing: bool, told: str) -> None:
    problem = sqlite3.OperationalError("what it says")
    problem.sqlite_errorcode = code
    error = schema.told(problem, Path("folder"))
    assert told in str(error)
    assert error.passing == passing == isinstance(error, StoreBusyError)
    assert error.remedy
