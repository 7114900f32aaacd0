"""Bringing a store up to date: only what changed is touched, all of it or nothing."""

import random
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from rhetoric.encode import CachedEncoder
from rhetoric.errors import DuplicateError, StatementError, StoreBusyError, StoreError
from rhetoric.sources.times import times_path
from rhetoric.store import postings, update
from rhetoric.store.update import Updated, writing

Told = Callable[[Any], dict[str, Any]]


def read(kept: Any, told_by: Told) -> dict[str, Any]:
    snapshot = kept.open()
    try:
        return told_by(snapshot)
    finally:
        snapshot.close()


def test_the_first_update_makes_the_store(kept: Any) -> None:
    kept.write("a-note", "The river rose. The boat is old.")
    kept.write("b-note", "The market has a well.")
    assert kept.update() == Updated(("a-note", "b-note"), passages=3, rebuilt="new")


def test_without_any_text_the_store_is_empty(kept: Any) -> None:
    assert kept.update() == Updated(rebuilt="new")
    kept.write("a-note", "The river rose.")
    assert kept.update() == Updated(("a-note",), passages=1)
    assert kept.found("wriver") == [("a-note", 1)]


def test_nothing_is_done_when_nothing_changed(three: Any) -> None:
    assert three.update() == Updated(same=3, passages=5)
    assert not three.update()


def test_it_says_what_was_added_changed_and_removed(three: Any) -> None:
    three.write("d-fourth", "The school has a garden.")
    three.write("b-second", "The river fell.", "2019-02")
    three.remove("c-third")
    assert three.update() == Updated(("d-fourth",), ("b-second",), ("c-third",), 1, 4)


def test_a_change_touches_only_what_changed(three: Any) -> None:
    before = three.rows()
    three.write("b-second", "The river fell.", "2019-02")
    three.write("d-fourth", "The school has a garden.")
    three.update()
    after = three.rows()
    assert after["a-first"] == before["a-first"]
    assert after["c-third"] == before["c-third"]


def test_the_file_that_counts_stays_the_same(three: Any) -> None:
    three.write("d-fourth", "The school has a garden.")
    three.update()
    assert (three.folder / "current").read_text("utf-8") == "000001.sqlite"


def test_rows_are_never_given_twice(three: Any) -> None:
    given = {row for first, count in three.rows().values() for row in range(first, first + count)}
    for number in range(4):
        three.remove("c-third")
        three.update()
        three.write("c-third", f"The teacher wrote {number} letters.", "2019-03")
        three.update()
        first, count = three.rows()["c-third"]
        rows = set(range(first, first + count))
        assert not rows & given
        given |= rows


def test_what_was_removed_is_not_found(three: Any) -> None:
    assert three.found("wteacher") == [("c-third", 1)]
    three.remove("c-third")
    three.update()
    assert three.found("wteacher") == []


def test_what_was_changed_is_found_by_its_new_words_only(three: Any) -> None:
    three.write("b-second", "The bridge fell.", "2019-02")
    three.update()
    assert three.found("wriver") == []
    assert three.found("wbridge") == [("b-second", 1)]


def test_a_change_of_a_field_alone_is_a_change(three: Any) -> None:
    three.write("b-second", "The river rose in the night.\n\nThe boat is old.", "2020-02")
    assert three.update().changed == ("b-second",)


def test_a_file_that_was_only_touched_changes_nothing(three: Any) -> None:
    before = three.rows()
    (three.texts / "a-first.md").touch()
    assert not three.update()
    assert three.rows() == before


def test_times_of_a_transcript_count(three: Any) -> None:
    path = times_path(three.texts / "a-first.md")
    path.write_text("start,end,begins,ends,mark\n0,22,0,2.5,\n23,41,2.5,4,uncertain\n", "utf-8")
    assert three.update().changed == ("a-first",)
    snapshot = three.open()
    assert [snapshot.passage(place).ends for place in (0, 1)] == [2.5, 4.0]
    assert snapshot.searchable.tolist()[:2] == [True, False]
    snapshot.close()
    assert three.found("wroad") == [], "what was perhaps never said is not found"
    path.unlink()
    assert three.update().changed == ("a-first",)
    assert three.found("wroad") == [("a-first", 2)]


def test_a_statement_that_moves_to_another_file_stays_what_it_is(kept: Any) -> None:
    kept.write_table("one", {"m-1": "The road was long.", "m-2": "The rain fell."})
    kept.write_table("two", {"m-3": "The well is dry."})
    kept.update()
    before = kept.rows()
    kept.write_table("one", {"m-1": "The road was long."})
    kept.write_table("two", {"m-3": "The well is dry.", "m-2": "The rain fell."})
    assert kept.update() == Updated(same=3, passages=3)
    assert kept.rows() == before
    (kept.texts / "one.parquet").unlink()
    assert kept.update().removed == ("m-1",)
    assert set(kept.rows()) == {"m-2", "m-3"}


# ------------------------------------------------------------------ mistakes


def test_the_same_id_twice_is_refused_and_the_store_stays(three: Any, told_by: Told) -> None:
    before = read(three, told_by)
    three.write_table("more", {"m-1": "The road was long.", "a-first": "The rain fell."})
    with pytest.raises(DuplicateError, match=r"'a-first' stands in a-first\.md and in more\.pa"):
        three.update()
    assert read(three, told_by) == before


def test_so_it_is_in_two_new_files_in_one_and_in_a_first_build(kept: Any) -> None:
    kept.write_table("one", {"m-1": "The road was long."})
    kept.write_table("two", {"m-1": "The rain fell."})
    with pytest.raises(DuplicateError, match=r"in one\.parquet and in two\.parquet"):
        kept.update()
    assert not (kept.folder / "current").exists()
    (kept.texts / "two.parquet").unlink()
    kept.update()
    kept.write_table("two", {"m-2": "The rain fell."})
    kept.write_table("three", {"m-2": "The rain fell."})
    with pytest.raises(DuplicateError, match=r"in three\.parquet and in two\.parquet"):
        kept.update()


def test_an_invalid_text_leaves_the_store_as_it_was(three: Any, told_by: Told) -> None:
    before = read(three, told_by)
    three.write("d-fourth", "The school has a garden.")
    three.write("b-second", "The river fell.", date="some day")
    with pytest.raises(StatementError, match=r"b-second\.md"):
        three.update()
    assert read(three, told_by) == before
    with pytest.raises(StatementError):
        three.update(rebuild=True)
    assert read(three, told_by) == before
    three.write("b-second", "The river fell.")
    assert three.update().added == ("d-fourth",)


@pytest.mark.parametrize(
    ("other", "told"),
    [
        ({"name": "another"}, "made with the encoder 'stand-in' (144 numbers a passage)"),
        ({"weights": "2"}, "of other weights or with another prefix"),
        ({"prefix": "passage: "}, "of other weights or with another prefix"),
    ],
)
def test_another_encoder_is_refused(
    three: Any, stand_in: Callable[..., CachedEncoder], other: dict[str, str], told: str
) -> None:
    encoder = stand_in(**{"weights": "2", **other})
    with pytest.raises(StoreError) as caught:
        three.update(encoder=encoder)
    assert told in str(caught.value)
    assert caught.value.remedy == f"make it anew: rhetoric index rebuild --encoder {encoder.name}"
    assert three.update(encoder=encoder, rebuild=True).rebuilt == "asked for"
    assert not three.update(encoder=encoder)


# ------------------------------------------------------------------ writing anew


def test_a_store_is_written_anew_where_most_is_new(three: Any) -> None:
    for number in range(30):
        three.write(f"n-{number}", "The rain fell.")
    assert three.update().rebuilt == "much is new"


def test_and_where_much_was_removed(kept: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(update, "_FEW", 10)
    for number in range(20):
        kept.write(f"n-{number}", "The rain fell.")
    kept.update()
    for number in range(5):
        kept.remove(f"n-{number}")
    assert kept.update().rebuilt == ""
    kept.remove("n-5")
    assert kept.update().rebuilt == "much was removed"
    assert sorted(kept.rows().values()) == [(n, 1) for n in range(1, 15)]


def test_and_where_another_release_made_it(three: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(update, "made_by", lambda: "another")
    assert three.update().rebuilt == "made by another release"


def test_and_where_its_file_is_gone(three: Any) -> None:
    (three.folder / "000001.sqlite").unlink()
    assert three.update().rebuilt == "its file was gone"
    assert three.found("wteacher") == [("c-third", 1)]


def test_and_where_a_reader_holds_up_the_changes(
    three: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(update, "_HELD_UP", 1000)
    reader = three.open()
    reasons = []
    for number in range(20):
        three.write("c-third", f"The teacher wrote {number} letters.", "2019-03")
        reasons.append(three.update().rebuilt)
        if reasons[-1]:
            break
    assert reasons[-1] == "a reader held up the changes"
    assert reader.body(2) == "The teacher wrote a letter about the harvest."
    reader.close()


# ------------------------------------------------------------------ two writers


def test_a_second_writer_waits_no_longer_than_it_wants(three: Any) -> None:
    told = "another program is writing the index"
    with writing(three.folder), pytest.raises(StoreBusyError, match=told):
        three.update(wait=0)
    assert not three.update(wait=0)


def test_progress_is_told(three: Any) -> None:
    told: list[tuple[int, int]] = []
    three.update(rebuild=True, progress=lambda done, of: told.append((done, of)))
    assert told[-1] == (3, 3)


# ------------------------------------------------------------------ any sequence of changes


def step(chance: random.Random, kept: Any, talk: Any, tables: dict[str, dict[str, str]]) -> None:
    """Change the texts in one way."""
    files = sorted(p.stem for p in kept.texts.glob("*.md"))
    move = chance.choice(("add", "add", "edit", "remove", "touch", "table", "move"))
    if move == "add":
        name = f"s-{chance.randrange(10**6)}"
        kept.write(name, talk(chance, chance.randrange(0, 30)), f"20{chance.randrange(10, 20)}")
    elif move == "edit" and files:
        kept.write(chance.choice(files), talk(chance, 3), "2015")
    elif move == "remove" and files:
        kept.remove(chance.choice(files))
    elif move == "touch" and files:
        (kept.texts / f"{chance.choice(files)}.md").touch()
    elif move == "table":
        rows = tables[chance.choice(("one", "two"))]
        if rows and chance.random() < 0.4:
            del rows[chance.choice(sorted(rows))]
        rows[f"t-{chance.randrange(10**6)}"] = talk(chance, 2)
    elif move == "move":
        one, two = (tables[name] for name in chance.sample(("one", "two"), 2))
        if one:
            name = chance.choice(sorted(one))
            two[name] = one.pop(name)
    for name, rows in tables.items():
        kept.write_table(name, rows)


@pytest.mark.parametrize("seed", range(3))
def test_after_any_changes_it_answers_as_one_made_anew(
    kept: Any, talk: Any, assert_as_anew: Any, seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(postings, "_MOST_SEGMENTS", 3)
    chance = random.Random(seed)
    tables: dict[str, dict[str, str]] = {"one": {}, "two": {}}
    for number in range(12):
        kept.write(f"f-{number}", talk(chance, 4), f"2019-{number + 1:02}")
    kept.update()
    given: set[int] = set()
    for number in range(18):
        before = kept.rows()
        given |= {row for first, count in before.values() for row in range(first, first + count)}
        for _ in range(chance.randrange(1, 4)):
            step(chance, kept, talk, tables)
        updated = kept.update()
        if updated.rebuilt:
            given = set()
            continue
        after = kept.rows()
        touched = {*updated.added, *updated.changed}
        for name, (first, count) in after.items():
            rows = set(range(first, first + count))
            assert not rows & given if name in touched else before[name] == (first, count)
        if number % 6 == 5:
            assert_as_anew(kept)
    assert_as_anew(kept)


def test_a_store_is_the_same_to_the_byte_when_made_of_the_same(three: Any, tmp_path: Path) -> None:
    other = tmp_path / "other"
    update.update(other, three.texts, three.encoder)
    three.update(rebuild=True)

    def tables(folder: Path, name: str) -> list[str]:
        connection = sqlite3.connect(folder / name)
        lines = [line for line in connection.iterdump() if 'INTO "files"' not in line]
        connection.close()
        return lines

    assert tables(other, "000001.sqlite") == tables(three.folder, "000002.sqlite")
