"""Errors: what is wrong, where, and what to do."""

from __future__ import annotations

import pickle
from pathlib import Path

import pytest

from rhetoric.errors import (
    DateError,
    DuplicateError,
    EncoderError,
    InputError,
    LexiconError,
    RhetoricError,
    SettingsError,
    StatementError,
    UnknownNameError,
    writing,
)


@pytest.mark.parametrize(
    ("place", "message"),
    [
        ({}, "it is wrong"),
        ({"path": "texts/a.md"}, "texts/a.md: it is wrong"),
        ({"line": 3}, "line 3: it is wrong"),
        ({"field": "date"}, "field 'date': it is wrong"),
        ({"path": "texts/a.md", "line": 3}, "texts/a.md:3: it is wrong"),
        (
            {"path": Path("texts/a.md"), "line": 3, "field": "date", "remedy": "right it"},
            "texts/a.md:3, field 'date': it is wrong\n  right it",
        ),
    ],
)
def test_a_message_names_file_line_field_and_remedy_as_far_as_they_are_known(
    place: dict[str, str], message: str
) -> None:
    assert str(InputError("it is wrong", **place)) == message  # type: ignore[arg-type]


def test_the_place_is_filled_in_later_where_it_was_not_known() -> None:
    error = DateError("it is wrong", line=3, remedy="right it").at("a.md", 9, "date")
    assert str(error) == "a.md:3, field 'date': it is wrong\n  right it"
    assert type(error) is DateError


@pytest.mark.parametrize("kind", [StatementError, LexiconError, DateError, SettingsError])
def test_what_the_user_wrote_wrong_is_an_input_error(kind: type[InputError]) -> None:
    assert issubclass(kind, InputError)


@pytest.mark.parametrize("kind", [InputError, UnknownNameError, DuplicateError, EncoderError])
def test_every_error_is_caught_as_one_family(kind: type[Exception]) -> None:
    assert issubclass(kind, RhetoricError)


def test_an_unknown_name_is_answered_with_the_names_there_are() -> None:
    error = UnknownNameError("theme", "zzz", ["unity", "khawarij"])
    assert str(error) == "unknown theme 'zzz' (known: khawarij, unity)"


def test_a_near_miss_is_answered_with_a_guess() -> None:
    error = UnknownNameError("actor", "jnm", ["JNIM", "ISGS"])
    assert str(error) == "unknown actor 'jnm'; did you mean 'JNIM'?"


@pytest.mark.parametrize(
    ("name", "meant"),
    [("Boko", "JAS"), ("islamic st", "IS"), ("JASS", "JAS"), ("hara", "JAS"), ("zzz", None)],
)
def test_the_beginning_of_a_word_or_of_another_name_is_a_near_miss(
    name: str, meant: str | None
) -> None:
    error = UnknownNameError(
        "actor", name, ["IS", "JAS"], {"Boko Haram": "JAS", "Islamic State": "IS"}
    )
    assert error.guess == meant


def test_what_cannot_be_written_is_told_with_its_remedy(tmp_path: Path) -> None:
    with pytest.raises(SettingsError) as caught, writing(tmp_path, SettingsError, "move it"):
        tmp_path.write_text("")
    assert str(caught.value) == f"{tmp_path}: cannot be written: Is a directory\n  move it"


def test_an_unknown_name_where_there_are_none_says_so() -> None:
    assert str(UnknownNameError("theme", "unity", [])) == "unknown theme 'unity' (known: none)"


def test_a_long_list_of_names_is_cut_at_forty() -> None:
    message = str(UnknownNameError("theme", "zzz", [f"name-{i:02}" for i in range(50)]))
    assert "name-39, …)" in message
    assert "name-40" not in message


@pytest.mark.parametrize(
    "error",
    [
        StatementError("wrong", path="a.md", line=2, field="id", remedy="right it"),
        UnknownNameError("theme", "zzz", ["unity"]),
        UnknownNameError("theme", "peac", ["unity"], {"peace": "unity"}),
        DuplicateError("twice"),
    ],
)
def test_an_error_survives_the_way_from_another_process(error: RhetoricError) -> None:
    again = pickle.loads(pickle.dumps(error))
    assert (type(again), str(again)) == (type(error), str(error))
    assert vars(again) == vars(error)
