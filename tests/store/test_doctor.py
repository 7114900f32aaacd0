"""The doctor finds every damage, says where it is, and what it says helps."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from rhetoric.encode import CachedEncoder
from rhetoric.store import schema
from rhetoric.store.doctor import REBUILD, UPDATE, Problem, examine
from rhetoric.store.update import writing


def examined(kept: Any) -> list[Problem]:
    return examine(kept.folder, kept.texts, kept.encoder)


def ask(kept: Any, *questions: str) -> None:
    """Change the tables of a store by hand."""
    with closing(sqlite3.connect(kept.folder / "000001.sqlite")) as connection:
        for question in questions:
            connection.execute(question)
        connection.commit()


def helped(kept: Any, problem: Problem) -> bool:
    """Whether doing what the remedy says leaves nothing to be found."""
    kept.update(rebuild="rebuild" in problem.remedy)
    return not examined(kept)


def test_a_store_that_is_whole_has_no_problem(three: Any) -> None:
    assert examined(three) == []
    three.write("d-fourth", "The school has a garden.")
    three.remove("a-first")
    three.update()
    assert examined(three) == []


def test_nor_has_one_of_no_texts_or_of_one_without_words(kept: Any) -> None:
    kept.update()
    assert examined(kept) == []
    kept.write("a-note", "* * *")
    kept.update()
    assert examined(kept) == []


def test_looking_changes_nothing(three: Any) -> None:
    before = (three.folder / "000001.sqlite").read_bytes()
    examined(three)
    assert (three.folder / "000001.sqlite").read_bytes() == before


def test_no_store(kept: Any) -> None:
    assert examined(kept) == [Problem("there is no index yet", str(kept.folder), UPDATE)]
    kept.folder.mkdir()
    assert examined(kept) == [Problem("there is no index yet", str(kept.folder), UPDATE)]
    assert helped(kept, examined(kept)[0])


def test_a_file_in_its_place(kept: Any) -> None:
    kept.folder.write_text("", "utf-8")
    (problem,) = examined(kept)
    assert problem.problem.endswith("this is a file, not a folder")
    assert problem.remedy.startswith("move it away")


@pytest.mark.parametrize("content", [b"", b"\0\0", b"\xff", b"elsewhere.sqlite"])
def test_a_current_that_cannot_be_read(three: Any, content: bytes) -> None:
    (three.folder / "current").write_bytes(content)
    (problem,) = examined(three)
    assert "its file 'current'" in problem.problem
    assert problem.where == str(three.folder)
    assert helped(three, problem)


def test_a_missing_file(three: Any) -> None:
    (three.folder / "000001.sqlite").unlink()
    (problem,) = examined(three)
    assert problem.problem == "the index is damaged: its file 000001.sqlite is missing"
    assert helped(three, problem)


def header(data: bytes) -> bytes:
    return b"\0" * 100 + data[100:]


def middle(data: bytes) -> bytes:
    """Every page but the first four is noise."""
    return data[: 4 * 8192] + b"\x5a" * (len(data) - 4 * 8192)


@pytest.mark.parametrize(
    "damage",
    [
        header, middle, lambda data: data[: len(data) // 2], lambda data: data[:50],
        lambda data: b"", lambda data: b"garbage" * 3000, lambda data: data[:-8192],
    ],
)  # fmt: skip
def test_a_damaged_file(three: Any, damage: Callable[[bytes], bytes]) -> None:
    path = three.folder / "000001.sqlite"
    path.write_bytes(damage(path.read_bytes()))
    problems = examined(three)
    assert problems
    assert all("rebuild" in p.remedy for p in problems)
    assert helped(three, problems[0])


@pytest.mark.parametrize(
    ("damage", "told", "where"),
    [
        ("DELETE FROM texts WHERE first = 1", "has no text", "a-first"),
        ("UPDATE texts SET body = 'text' WHERE first = 1", "a text cannot be read", "a-first"),
        ("UPDATE texts SET body = x'ff' WHERE first = 1", "a text cannot be read", "a-first"),
        ("UPDATE texts SET body = x'41' WHERE first = 1", "lies outside its text", "a-first"),
        ("INSERT INTO texts VALUES (99, x'41')", "without its statement", "texts, row 99"),
        ("DELETE FROM heads WHERE first = 3", "not all of its vectors", "b-second"),
        ("UPDATE heads SET vectors = x'00' WHERE first = 3", "not all of its", "b-second"),
        ("INSERT INTO heads VALUES (99, x'41')", "without its statement", "heads, row 99"),
        ("DELETE FROM tails WHERE passage = 4", "not all of its vectors", "b-second"),
        ("UPDATE tails SET vector = x'00' WHERE passage = 4", "not all of its", "b-second"),
        ("INSERT INTO tails SELECT 99, vector FROM tails LIMIT 1", "without its", "tails, 1 row"),
        ("INSERT INTO tails VALUES (99, x'00')", "of the wrong length", "tails, 1 rows"),
        ("UPDATE statements SET count = 9 WHERE first = 3", "not the passages it", "b-second"),
        ("UPDATE statements SET count = 3 WHERE first = 3", "have the same rows", "c-third"),
        ("UPDATE about SET value = 5 WHERE name = 'next'", "not given yet", "c-third"),
        ("UPDATE postings SET count = 7 WHERE id = 1", "of the wrong length", "term"),
        ("UPDATE postings SET passages = x'6300000001', count = 1 WHERE id = 1", "nowhere", "term"),
        ("UPDATE postings SET passages = x'0100000000', count = 1 WHERE id = 1", "counts", "term"),
        ("UPDATE segments SET size = 1", "has not the size it says", "segment 1"),
        ("DELETE FROM segments", "has not the size it says", "segment 1"),
        ("INSERT INTO segments VALUES (9, 5)", "has not the size it says", "segment 9"),
        ("DELETE FROM files WHERE path = 'a-first.md'", "of no known file", "a-first"),
        ("UPDATE about SET value = zeroblob(82944) WHERE name = 'turn'", "turn of", "000001"),
        ("UPDATE about SET value = x'00' WHERE name = 'turn'", "is damaged", "000001"),
        ("DELETE FROM about WHERE name = 'next'", "is damaged", "000001"),
        ("DELETE FROM about WHERE name = 'turn'", "does not say its turn", "search"),
        ("DROP TABLE segments", "is damaged", "no such table: segments"),
        # What only comparing with the texts can find:
        ("UPDATE heads SET vectors = zeroblob(512) WHERE first = 1", "not that of its", "a-first"),
        (f"UPDATE tails SET vector = x'{'003c' * 16}' WHERE passage = 1", "not that", "a-first"),
        ("DELETE FROM postings WHERE term = 'wteacher'", "has not the size", "segment 1"),
        ("UPDATE postings SET term = 'wx' WHERE term = 'wteacher'", "cannot be found", "c-third:1"),
        ("UPDATE statements SET digest = x'00' WHERE first = 1", "not as its file says", "a-first"),
    ],
)  # fmt: skip
def test_damage_within(three: Any, damage: str, told: str, where: str) -> None:
    ask(three, damage)
    problems = examined(three)
    assert any(told in p.problem and where in p.where for p in problems), problems
    assert all("rebuild" in p.remedy for p in problems)
    assert helped(three, problems[0])


def test_of_many_alike_only_some_are_told(kept: Any) -> None:
    for number in range(9):
        kept.write(f"n-{number}", "The rain fell.")
    kept.update()
    ask(kept, "DELETE FROM texts")
    problems = [p for p in examined(kept) if p.problem == "a statement has no text"]
    assert len(problems) == 4
    assert problems[-1].where == "000001.sqlite: and 6 more"


def test_another_encoder(three: Any, stand_in: Callable[..., CachedEncoder]) -> None:
    (problem,) = examine(three.folder, three.texts, stand_in(weights="2"))
    assert "it cannot be asked with 'stand-in'" in problem.problem
    assert problem.remedy == "make it anew: rhetoric index rebuild --encoder stand-in"


@pytest.mark.parametrize(
    ("version", "told"), [(0, "by an older release"), (schema.VERSION + 1, "by a newer release")]
)
def test_another_version(three: Any, version: int, told: str) -> None:
    ask(three, f"PRAGMA user_version={version}")
    (problem,) = examined(three)
    assert told in problem.problem
    assert helped(three, problem)


def test_another_release(three: Any) -> None:
    ask(three, "UPDATE about SET value = 'x' WHERE name = 'made_by'")
    (problem,) = examined(three)
    assert (problem.problem, problem.remedy) == ("the index was made by another release", UPDATE)
    assert helped(three, problem)


def test_texts_that_changed_since_are_no_damage(three: Any) -> None:
    three.write("d-fourth", "The school has a garden.")
    three.remove("a-first")
    assert examined(three) == [
        Problem("the texts have changed since: 2 files", str(three.texts), UPDATE)
    ]
    assert helped(three, examined(three)[0])


def test_a_text_that_is_not_valid_is_told(three: Any) -> None:
    three.write("b-second", "The river fell.", date="some day")
    assert [p.remedy for p in examined(three)] == [UPDATE]


def test_what_an_unfinished_write_left(three: Any) -> None:
    for name in ("000002.sqlite", "000002.sqlite-wal", ".current.7.new"):
        (three.folder / name).write_bytes(b"half")
    problems = examined(three)
    assert {p.problem for p in problems} == {"left over from a write that did not end"}
    assert [Path(p.where).name for p in problems] == [
        "000002.sqlite", "000002.sqlite-wal", ".current.7.new",
    ]  # fmt: skip
    assert helped(three, problems[0])


def test_what_is_being_written_is_not_left_over(three: Any) -> None:
    (three.folder / "000002.sqlite").write_bytes(b"half")
    with writing(three.folder):
        assert examined(three) == []


def test_every_remedy_is_a_command(three: Any) -> None:
    ask(three, "DELETE FROM texts")
    assert {p.remedy for p in examined(three)} == {REBUILD}
