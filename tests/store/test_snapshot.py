"""A snapshot: one moment of a store, as arrays."""

import os
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from rhetoric.encode import CachedEncoder
from rhetoric.errors import StoreBusyError, StoreError, UnknownNameError
from rhetoric.store import schema
from rhetoric.store.snapshot import Snapshot

Told = Callable[[Any], dict[str, Any]]


def test_passages_have_places_in_the_order_of_the_corpus(kept: Any) -> None:
    kept.write("late", "The rain fell.", "2019")
    kept.write("z-early", "The river rose. The boat is old.", "2016-03")
    kept.write("a-early", "The well is dry.", "2016-03")
    kept.update()
    kept.write("first", "The market has a well.", "2015/2016")
    kept.update()
    snapshot = kept.open()
    ids = [told.id for told in snapshot.statements]
    assert ids == [s.id for s in kept.corpus().statements]
    assert ids == ["first", "a-early", "z-early", "late"]
    passages = [snapshot.passage(place) for place in range(len(snapshot))]
    assert passages == list(kept.corpus().passages)
    assert snapshot.owner.tolist() == [0, 1, 2, 2, 3]
    assert snapshot.begins.tolist() == [0, 1, 2, 4, 5]
    snapshot.close()


def test_it_tells_what_is_known_of_a_statement(three: Any) -> None:
    snapshot = three.open()
    told = snapshot.statements[snapshot.number("b-second")]
    assert (told.group, told.language, told.title, told.medium) == (
        "NORTH", "eng", "A note", "other",
    )  # fmt: skip
    assert [day.isoformat() for day in told.days if day] == ["2019-02-01", "2019-02-28"]
    assert str(told.span.text) == "2019-02"
    with pytest.raises(UnknownNameError, match="did you mean 'b-second'"):
        snapshot.number("b-secnd")
    snapshot.close()


def test_words_and_stretches_are_counted(three: Any) -> None:
    snapshot = three.open()
    assert snapshot.words.tolist() == [5, 4, 6, 4, 8]
    assert snapshot.stretch.tolist() == [0, 0, 1, 1, 2]
    snapshot.close()


def test_vectors_are_those_of_the_passages(three: Any) -> None:
    snapshot = three.open()
    asked = three.encoder.encode(["The boat is old."])[0]
    turned = snapshot.turn.apply(asked[None, :])[0]
    places = np.arange(len(snapshot))
    whole = np.concatenate([*snapshot.heads, snapshot.tails(places)], axis=1)
    assert whole.shape == (5, 144)
    assert int((whole @ turned).argmax()) == 3
    np.testing.assert_array_equal(snapshot.tails([3, 1]), snapshot.tails(places)[[3, 1]])
    snapshot.close()


def test_signs_that_databases_stumble_over_come_back(kept: Any) -> None:
    body = "The river\x0brose. It is \U0001f30a, they say.\n\nالنهر ارتفع"
    kept.write("a-note", body)
    kept.update()
    snapshot = kept.open()
    assert snapshot.body(0) == kept.corpus().statements[0].body
    snapshot.close()


@pytest.mark.parametrize("rebuild", [False, True])
@pytest.mark.parametrize("again", [False, True])
def test_an_open_snapshot_goes_on_showing_what_it_showed(
    three: Any, told_by: Told, rebuild: bool, again: bool
) -> None:
    if again:
        # The file of a store that was changed before, not only made.
        three.write("a-first", "The market has two wells.", "2019-01")
        three.update()
    snapshot, unread = three.open(), three.open()
    before = told_by(snapshot)
    three.write("d-fourth", "The school has a garden.")
    three.write("b-second", "The river fell.", "2019-02")
    three.remove("c-third")
    three.update(rebuild=rebuild)
    assert told_by(snapshot) == before
    assert told_by(unread) == before, "also where it had read nothing of it yet"
    later = three.open()
    assert [t.id for t in later.statements] == ["a-first", "b-second", "d-fourth"]
    three.update(rebuild=True)
    three.update(rebuild=True)
    assert told_by(unread) == before
    for one in (snapshot, unread, later):
        one.close()


def test_a_snapshot_knows_whether_it_is_the_latest(three: Any) -> None:
    snapshot = three.open()
    assert snapshot.is_latest()
    (three.texts / "a-first.md").touch()
    three.update()
    assert snapshot.is_latest(), "nothing changed that it shows"
    three.remove("c-third")
    three.update()
    assert not snapshot.is_latest()
    snapshot.close()
    again = three.open()
    three.update(rebuild=True)
    assert not again.is_latest()
    again.close()


def test_a_reader_does_not_hold_up_a_writer(three: Any) -> None:
    readers = [three.open() for _ in range(3)]
    three.write("d-fourth", "The school has a garden.")
    assert three.update(wait=0).added == ("d-fourth",)
    for reader in readers:
        reader.close()


def test_another_encoder_is_refused(three: Any, stand_in: Callable[..., CachedEncoder]) -> None:
    snapshot = three.open()
    snapshot.require_encoder(three.encoder)
    with pytest.raises(StoreError, match="cannot be asked with 'stand-in'"):
        snapshot.require_encoder(stand_in(weights="2"))
    snapshot.close()


def test_without_a_store_it_says_how_to_make_one(kept: Any) -> None:
    with pytest.raises(StoreError, match="there is no index yet") as caught:
        kept.open()
    assert caught.value.remedy == "make it: rhetoric index update"


def test_a_rebuild_between_looking_and_opening_is_no_damage(
    three: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole, once = schema.open_to_read, [True]

    def late(path: Path) -> Any:
        if once:
            once.clear()
            three.update(rebuild=True)
        return whole(path)

    monkeypatch.setattr(schema, "open_to_read", late)
    snapshot = three.open()
    assert snapshot.path.name == "000002.sqlite"
    snapshot.close()


def test_one_after_opening_is_none_either(three: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    whole, once = schema.open_to_read, [True]

    def early(path: Path) -> Any:
        found = whole(path)
        if once:
            once.clear()
            three.update(rebuild=True)
        return found

    monkeypatch.setattr(schema, "open_to_read", early)
    snapshot = three.open()
    assert snapshot.path.name == "000002.sqlite"
    snapshot.close()


# ------------------------------------------------------------------ read-only folders


@pytest.fixture
def unmarked(monkeypatch: pytest.MonkeyPatch) -> None:
    """As in a read-only folder: the place of a reader cannot be marked."""
    whole = schema._opened

    def opened(uri: str, path: Path) -> sqlite3.Connection:
        if "immutable" not in uri:
            problem = sqlite3.OperationalError("unable to open database file")
            problem.sqlite_errorcode = sqlite3.SQLITE_CANTOPEN
            raise problem
        return whole(uri, path)

    monkeypatch.setattr(schema, "_opened", opened)


@pytest.mark.usefixtures("unmarked")
def test_a_store_in_a_read_only_folder_can_be_read(three: Any) -> None:
    snapshot = three.open()
    assert snapshot.body(0) == "The market has a well. The road was long."
    snapshot.close()


@pytest.mark.usefixtures("unmarked")
def test_a_reader_who_is_not_known_of_notices_a_change(three: Any) -> None:
    snapshot = three.open()
    path = snapshot.path
    os.utime(path, ns=(0, path.stat().st_mtime_ns + 10**9))
    with pytest.raises(StoreBusyError, match="changed while it was read") as caught:
        snapshot.body(0)
    assert caught.value.remedy == "ask again"
    snapshot.close()


@pytest.mark.usefixtures("unmarked")
def test_a_change_that_was_not_finished_is_not_passed_over(three: Any) -> None:
    (three.folder / "000001.sqlite-wal").write_bytes(b"changes")
    with pytest.raises(StoreBusyError, match="was not finished, and this place is read-only"):
        three.open()


# ------------------------------------------------------------------ damage within


def asked(folder: Path, ask: Callable[[Snapshot], Any]) -> None:
    """Open a store and ask it something."""
    snapshot = Snapshot(folder)
    try:
        ask(snapshot)
    finally:
        snapshot.close()


@pytest.mark.parametrize(
    ("damage", "ask"),
    [
        ("DELETE FROM texts", lambda s: s.body(0)),
        ("UPDATE texts SET body = x'ff'", lambda s: s.body(0)),
        ("UPDATE postings SET passages = x'ffffff7f01'", lambda s: s.posting("wriver")),
        ("UPDATE heads SET vectors = x'0102'", lambda s: s.heads),
        ("UPDATE heads SET vectors = x'010203'", lambda s: s.heads),
        ("DELETE FROM tails WHERE passage = 1", lambda s: s.tails([0])),
        ("DROP TABLE heads", lambda s: s.heads),
        ("UPDATE statements SET passages = x'00'", len),
        ("UPDATE statements SET passages = NULL", len),
        ("UPDATE statements SET count = count + 1", len),
        ("DELETE FROM about WHERE name = 'turn'", len),
        ("UPDATE about SET value = x'00000000' WHERE name = 'turn'", len),
        ("DROP TABLE statements", len),
    ],
)
def test_damage_is_told_in_words(three: Any, damage: str, ask: Any) -> None:
    connection = sqlite3.connect(three.folder / "000001.sqlite")
    with connection:
        connection.execute(damage)
    connection.close()
    with pytest.raises(StoreError, match="the index is damaged: ") as caught:
        asked(three.folder, ask)
    assert caught.value.remedy is not None
    assert caught.value.remedy.endswith("rhetoric index rebuild")
