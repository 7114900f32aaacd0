"""What may happen to a store while it is written, and what whoever asks it is told.

`benchmarks/search/kill.py` kills writers at random moments; here they die at chosen ones.
"""

import random
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

from rhetoric.errors import RhetoricError, StoreBusyError
from rhetoric.store import anew, schema
from rhetoric.store.doctor import examine

Told = Callable[[Any], dict[str, Any]]
CONFTEST = Path(__file__).with_name("conftest.py")

#: Run in a process of its own: the store of a folder, as in the tests.
_BEGIN = f"""
import os, runpy, signal, sys
from pathlib import Path
from rhetoric.encode import CachedEncoder
from rhetoric.store import anew, fill, postings, schema, update
shared = runpy.run_path({str(CONFTEST)!r})
class Kept(shared["Kept"]):
    def __init__(self, root):
        self.texts, self.folder = root / "texts", root / "search"
        self.encoder = CachedEncoder(shared["StandIn"]())
kept = Kept(Path(sys.argv[1]))
def die(*_):
    os.kill(os.getpid(), signal.SIGKILL)
"""


def started(kept: Any, script: str) -> subprocess.Popen[bytes]:
    """A process that does something to a store."""
    return subprocess.Popen([sys.executable, "-c", _BEGIN + script, str(kept.folder.parent)])


def read(kept: Any, told_by: Told) -> dict[str, Any]:
    snapshot = kept.open()
    try:
        return told_by(snapshot)
    finally:
        snapshot.close()


# ------------------------------------------------------------------ killed


@pytest.mark.parametrize(
    ("where", "write", "counts"),
    [
        ("fill.Filler.begin = die", "kept.update()", "before"),
        ("fill.Filler.finish = die", "kept.update()", "before"),
        ("update.tidy = die", "kept.update()", "before"),
        ("update._told = die", "kept.update()", "after"),
        ("fill.Filler.finish = die", "kept.update(rebuild=True)", "before"),
        ("schema.finish = die", "kept.update(rebuild=True)", "before"),
        ("anew.aside = die", "kept.update(rebuild=True)", "before"),
        ("anew.sweep = die", "kept.update(rebuild=True)", "after"),
    ],
)
def test_a_writer_that_is_killed_leaves_one_state_or_the_other(
    three: Any, told_by: Told, assert_as_anew: Any, where: str, write: str, counts: str
) -> None:
    before = read(three, told_by)
    three.write("d-fourth", "The school has a garden.")
    three.write("b-second", "The river fell.", "2019-02")
    three.remove("c-third")
    assert started(three, f"{where}\n{write}").wait() == -9
    after = read(three, told_by)
    if counts == "before":
        assert after == before
    else:
        assert [name for name, *_ in after["statements"]] == ["a-first", "b-second", "d-fourth"]
    three.update()
    assert examine(three.folder, three.texts, three.encoder) == []
    assert_as_anew(three)


def test_so_it_is_with_the_first_build(kept: Any) -> None:
    kept.write("a-note", "The river rose.")
    assert started(kept, "schema.finish = die\nkept.update()").wait() == -9
    problems = {p.problem for p in examine(kept.folder, kept.texts, kept.encoder)}
    assert problems == {"there is no index yet", "left over from a write that did not end"}
    kept.update()
    assert examine(kept.folder, kept.texts, kept.encoder) == []
    assert kept.found("wriver") == [("a-note", 1)]


# ------------------------------------------------------------------ several at once


def test_writers_wait_for_each_other_and_nothing_is_lost_or_doubled(
    three: Any, assert_as_anew: Any
) -> None:
    script = """
for number in range(4):
    kept.write(f"w-{os.getpid()}-{number}", f"The boat has {number} nets.")
    kept.update(rebuild=number == 2)
"""
    for one in [started(three, script) for _ in range(2)]:
        assert one.wait() == 0
    assert len(three.rows()) == 3 + 2 * 4
    assert not three.update()
    assert_as_anew(three)


def test_readers_see_whole_changes_while_a_writer_writes(three: Any) -> None:
    for name in ("a-first", "b-second", "c-third"):
        three.write(name, "The count is 0. It is a number.")
    three.update()
    script = """
for number in range(1, 13):
    for name in ("a-first", "b-second", "c-third"):
        kept.write(name, f"The count is {number}. It is a number.")
    kept.update(rebuild=number % 4 == 0)
"""
    writer, seen = started(three, script), set()
    while writer.poll() is None or len(seen) < 2:
        snapshot = three.open()
        bodies = {snapshot.body(number) for number in range(3)}
        assert len(bodies) == 1, "half a change was shown"
        assert len(snapshot) == len(snapshot.heads[0]) == 6
        seen |= bodies
        snapshot.close()
    assert writer.returncode == 0
    snapshot = three.open()
    assert snapshot.body(0).startswith("The count is 12.")
    snapshot.close()


# ------------------------------------------------------------------ the disk


def limited(monkeypatch: pytest.MonkeyPatch, pages: int) -> None:
    """The disk has room for so many pages more."""
    create, open_to_write = schema.create, schema.open_to_write

    def full(connection: sqlite3.Connection) -> sqlite3.Connection:
        (now,) = connection.execute("PRAGMA page_count").fetchone()
        connection.execute(f"PRAGMA max_page_count={now + pages}")
        return connection

    monkeypatch.setattr(schema, "create", lambda path: full(create(path)))
    monkeypatch.setattr(schema, "open_to_write", lambda path: full(open_to_write(path)))


@pytest.mark.parametrize("rebuild", [False, True])
def test_a_full_disk_at_any_page_leaves_the_store_as_it_was(
    three: Any, told_by: Told, assert_as_anew: Any, rebuild: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = read(three, told_by)
    for number in range(18):
        three.write(f"n-{number}", "The fishermen of the village repaired a long bridge. " * 30)
    full = 0
    for pages in range(0, 400, 5):
        with monkeypatch.context() as patch:
            limited(patch, pages)
            try:
                three.update(rebuild=rebuild)
            except StoreBusyError as problem:
                assert "there is no room left on the disk" in str(problem)
                full += 1
            else:
                break
        assert read(three, told_by) == before
        assert len(list(three.folder.glob("*.sqlite"))) == 1
    assert full > 3
    assert_as_anew(three)


@pytest.mark.parametrize("number", [28, 30, 13, 5])
def test_current_that_cannot_be_written_leaves_the_store_as_it_was(
    three: Any, told_by: Told, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    before = read(three, told_by)

    def fail(path: Path) -> None:
        raise OSError(number, "No luck")

    monkeypatch.setattr(anew, "aside", fail)
    with pytest.raises(StoreBusyError, match="cannot be written: No luck"):
        three.update(rebuild=True)
    assert read(three, told_by) == before
    assert len(list(three.folder.glob("*.sqlite"))) == 1


@pytest.mark.parametrize("problem", [PermissionError(13, "Permission denied"), NotImplementedError])
def test_a_lock_that_cannot_be_made(
    three: Any, monkeypatch: pytest.MonkeyPatch, problem: Any
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise problem

    monkeypatch.setattr("filelock.FileLock.acquire", fail)
    with pytest.raises(StoreBusyError, match="the index cannot be written: "):
        three.update()


# ------------------------------------------------------------------ any damage


@pytest.mark.parametrize("seed", range(24))
def test_any_bytes_may_be_wrong_and_nothing_but_an_error_of_ours_is_raised(
    three: Any, seed: int
) -> None:
    from rhetoric.searching.query import parse_query
    from rhetoric.searching.search import Searcher

    path, chance = three.folder / "000001.sqlite", random.Random(seed)
    data = bytearray(path.read_bytes())
    # Pages are mostly empty here: it is written where something stands.
    places = [n for n, byte in enumerate(data) if byte] if seed % 2 else [0, 50, 8192]
    for _ in range(chance.choice((1, 5, 200))):
        at = min(len(data) - 9, chance.choice(places) + chance.randrange(100))
        data[at : at + 8] = chance.randbytes(8)
    path.write_bytes(data)

    def search() -> None:
        snapshot = three.open()
        try:
            searcher = Searcher(snapshot, three.encoder)
            searcher.search(parse_query("the river riv*"), snapshot.searchable)
        finally:
            snapshot.close()

    def ask(question: Callable[[], Any]) -> None:
        with suppress(RhetoricError):
            question()

    ask(search)
    examine(three.folder, three.texts, three.encoder)
    three.write("d-fourth", "The school has a garden.")
    ask(three.update)
    ask(search)
    three.update(rebuild=True)
    assert examine(three.folder, three.texts, three.encoder) == []
