"""What is in a store, told in numbers."""

from collections.abc import Callable
from typing import Any

import pytest

from rhetoric.encode import CachedEncoder
from rhetoric.errors import StoreError
from rhetoric.store import schema
from rhetoric.store.status import describe, is_current


def test_it_tells_what_a_store_holds_and_who_made_it(three: Any) -> None:
    told = describe(three.folder, three.texts, three.encoder)
    assert told["statements"] == 3
    assert told["passages"] == 5
    assert (told["encoder"], told["encoder_hash"], told["dimension"]) == ("stand-in", "1", 144)
    assert told["fits_the_encoder"]
    assert (told["version"], told["generation"]) == (schema.VERSION, "000001")
    assert told["made_by_this_release"]
    assert told["up_to_date"]
    assert told["bytes"] >= (three.folder / "000001.sqlite").stat().st_size
    assert told["bytes_per_passage"] == round(told["bytes"] / 5)


def test_it_tells_how_the_texts_have_changed_since(three: Any) -> None:
    three.write("b-second", "The river fell.")
    three.write("d-fourth", "The school has a garden.")
    three.remove("c-third")
    told = describe(three.folder, three.texts, three.encoder)
    assert not told["up_to_date"]
    assert (told["files_changed"], told["files_gone"]) == (2, 1)
    three.update()
    assert describe(three.folder, three.texts, three.encoder)["up_to_date"]


def test_it_tells_that_another_encoder_does_not_fit(
    three: Any, stand_in: Callable[..., CachedEncoder]
) -> None:
    assert not describe(three.folder, three.texts, stand_in(weights="2"))["fits_the_encoder"]


def test_without_a_store_it_says_how_to_make_one(kept: Any) -> None:
    with pytest.raises(StoreError, match="there is no index yet"):
        describe(kept.folder, kept.texts, kept.encoder)


def test_a_store_is_current_while_texts_and_release_are_the_same(
    three: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    snapshot = three.open()
    assert is_current(snapshot, three.texts)
    monkeypatch.setattr("rhetoric.store.status.made_by", lambda: "another")
    assert not is_current(snapshot, three.texts)
    monkeypatch.undo()
    three.remove("c-third")
    assert not is_current(snapshot, three.texts)
    snapshot.close()
