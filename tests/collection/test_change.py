"""Editing, removing and restoring statements: what is not valid changes nothing."""

from __future__ import annotations

import pytest

from rhetoric.collection import (
    edit_statement,
    find_statement,
    read_log,
    remove_statements,
    removed_statements,
    restore_statements,
    set_fields,
)
from rhetoric.collection.log import statement_log
from rhetoric.errors import DuplicateError, StatementError, UnknownNameError
from rhetoric.settings import Project
from rhetoric.sources.folder import read_texts

LETTER, ANSWER = "2019-05-north-letter", "2020-north-answer"


def files(project: Project) -> dict[str, bytes]:
    return {p.name: p.read_bytes() for p in project.texts.iterdir() if p.is_file()}


def test_an_edited_text_is_saved(small_project: Project) -> None:
    new = edit_statement(small_project, LETTER, lambda text: text.replace("rained", "snowed"))
    assert new is not None
    assert "snowed" in new.body
    assert find_statement(small_project, LETTER) == new


@pytest.mark.parametrize(
    ("old", "new", "answer"),
    [
        ("date: 2019-05", "date: then", "'then' is not a date"),
        ("group: NORTH", "grp: NORTH", "this field is not known"),
        ("The two groups are friends.\n\nIt rained in the valley.", "", "there is no text"),
        ("---\n", "", "the front matter is missing"),
        (f"id: {LETTER}", "id: A letter", "is not an id"),
    ],
)
def test_an_edit_that_is_not_valid_changes_nothing(
    small_project: Project, old: str, new: str, answer: str
) -> None:
    before = files(small_project)
    with pytest.raises(StatementError, match=answer):
        edit_statement(small_project, LETTER, lambda text: text.replace(old, new))
    assert files(small_project) == before


@pytest.mark.parametrize("edited", [None, "same"])
def test_an_edit_that_changes_nothing_writes_nothing(
    small_project: Project, edited: str | None
) -> None:
    before = files(small_project)
    assert edit_statement(small_project, LETTER, lambda text: edited and text) is None
    assert files(small_project) == before


def test_a_new_id_is_followed_by_file_and_links(small_project: Project) -> None:
    set_fields(small_project, ANSWER, {"reprint_of": LETTER})
    set_fields(small_project, LETTER, {"id": "the-letter"})
    assert (small_project.texts / "the-letter.md").exists()
    assert not (small_project.texts / f"{LETTER}.md").exists()
    assert find_statement(small_project, ANSWER).reprint_of == "the-letter"


def test_a_new_id_keeps_its_history(small_project: Project) -> None:
    set_fields(small_project, LETTER, {"medium": "audio"})
    set_fields(small_project, LETTER, {"id": "2019-05-north-note"})
    set_fields(small_project, "2019-05-north-note", {"medium": "letter"})
    told = statement_log(small_project.texts, "2019-05-north-note")
    assert [(e.statements, e.was) for e in told] == [
        ((LETTER,), ""),
        (("2019-05-north-note",), LETTER),
        (("2019-05-north-note",), ""),
    ]
    assert statement_log(small_project.texts, ANSWER)[-1:] != told[-1:]


def test_the_id_of_another_statement_is_refused(small_project: Project) -> None:
    before = files(small_project)
    with pytest.raises(DuplicateError, match=f"already holds a statement with the id '{ANSWER}'"):
        set_fields(small_project, LETTER, {"id": ANSWER})
    assert files(small_project) == before


def test_a_field_is_cleared_by_an_empty_value(small_project: Project) -> None:
    set_fields(small_project, LETTER, {"medium": ""})
    assert find_statement(small_project, LETTER).medium == "other"


def test_names_become_ids_as_on_adding(small_project: Project) -> None:
    set_fields(small_project, LETTER, {"group": "The Western League", "speaker": "the speaker"})
    new = find_statement(small_project, LETTER)
    assert (new.group, new.speaker) == ("WEST", "the-speaker")


def test_an_edit_upon_an_edit_of_somebody_else_is_refused(small_project: Project) -> None:
    def slow(text: str) -> str:
        set_fields(small_project, LETTER, {"medium": "audio"})
        return text.replace("rained", "snowed")

    with pytest.raises(StatementError, match="changed by somebody else meanwhile"):
        edit_statement(small_project, LETTER, slow)
    assert find_statement(small_project, LETTER).medium == "audio"


def test_what_was_removed_is_restored_as_it_was(small_project: Project) -> None:
    before = files(small_project)
    remove_statements(small_project, [LETTER, ANSWER])
    assert [s.id for s in read_texts(small_project.texts)] == ["2020-03-01-east-speech"]
    assert [s.id for s in removed_statements(small_project)] == [LETTER, ANSWER]
    restore_statements(small_project, [LETTER, ANSWER])
    after = files(small_project)
    del after["provenance.jsonl"]
    assert after == before
    assert removed_statements(small_project) == []


def test_what_was_removed_under_the_same_id_before_is_kept(small_project: Project) -> None:
    before = files(small_project)
    remove_statements(small_project, [LETTER])
    text = before[f"{LETTER}.md"].decode().replace("rained", "snowed")
    (small_project.texts / f"{LETTER}.md").write_text(text, "utf-8")
    remove_statements(small_project, [LETTER])
    there = removed_statements(small_project)
    assert [s.id for s in there] == [LETTER, f"{LETTER}-2"]
    assert ["snowed" in s.body for s in there] == [True, False]
    restore_statements(small_project, [f"{LETTER}-2"])
    assert "rained" in find_statement(small_project, f"{LETTER}-2").body


def test_an_unknown_name_removes_nothing(small_project: Project) -> None:
    with pytest.raises(UnknownNameError, match="unknown statement 'nothing'"):
        remove_statements(small_project, [LETTER, "nothing"])
    assert len(read_texts(small_project.texts)) == 3
    with pytest.raises(UnknownNameError, match="unknown removed statement"):
        restore_statements(small_project, [LETTER])


def test_a_removed_statement_whose_id_is_taken_stays_removed(small_project: Project) -> None:
    remove_statements(small_project, [LETTER])
    set_fields(small_project, ANSWER, {"id": LETTER})
    with pytest.raises(DuplicateError, match="holds another statement"):
        restore_statements(small_project, [LETTER])
    assert [s.id for s in removed_statements(small_project)] == [LETTER]


def test_every_change_is_told(small_project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RHETORIC_USER", "an analyst")
    set_fields(small_project, LETTER, {"medium": "audio"})
    remove_statements(small_project, [LETTER])
    restore_statements(small_project, [LETTER])
    entries = list(read_log(small_project.texts))
    assert [e.action for e in entries] == ["edit", "remove", "restore"]
    assert {e.who for e in entries} == {"an analyst"}
    assert {e.statements for e in entries} == {(LETTER,)}
    assert all(e.when.endswith("Z") and e.version for e in entries)
