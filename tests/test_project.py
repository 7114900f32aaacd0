"""A project opened: its ledger, what it is made from, tables, mentions."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from rhetoric import project as module
from rhetoric.errors import InputError, UnknownNameError
from rhetoric.ledger import COLUMNS
from rhetoric.lexicon import Actors
from rhetoric.naming import mentions
from rhetoric.project import load
from rhetoric.settings import Project
from rhetoric.sources.tables import find_columns


def test_the_ledger_says_who_says_what_of_whom(small_project: Project) -> None:
    ledger = load(small_project).frames(words_only=True)
    assert tuple(ledger.columns) == COLUMNS
    told = ledger.set_index(["statement", "theme"])
    charge = told.loc["2020-03-01-east-speech", "talks"]
    assert (charge["group"], charge["function"], charge["target"]) == ("EAST", "asserts", "NORTH")
    assert charge["evidence"] == "negotiates with the government"
    assert told.loc["2020-north-answer", "talks"]["function"] == "rejects"


def test_an_unchanged_ledger_is_not_scored_again(
    small_project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = load(small_project).frames(words_only=True)

    def fail(*_: object, **__: object) -> None:
        raise AssertionError("scored again")

    monkeypatch.setattr(module, "find_frames", fail)
    again = load(small_project).frames(words_only=True)
    pd.testing.assert_frame_equal(again, first)
    kept = load(small_project).frames(words_only=True, themes=["talks"])
    assert set(kept["theme"]) == {"talks"}


@pytest.mark.parametrize(
    "name", ["texts/2019-05-north-letter.md", "lexicons/actors.yaml", "lexicons/themes/talks.yaml"]
)
def test_a_change_in_any_file_is_scored(
    small_project: Project, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    load(small_project).frames(words_only=True)
    path = small_project.root / name
    path.write_text(path.read_text("utf-8") + "\n", "utf-8")
    called: list[object] = []
    find = module.find_frames

    def watch(*arguments: Any, **options: Any) -> pd.DataFrame:
        called.append(arguments)
        return find(*arguments, **options)

    monkeypatch.setattr(module, "find_frames", watch)
    load(small_project).frames(words_only=True)
    assert called


def test_a_damaged_ledger_cache_costs_time_and_no_more(small_project: Project) -> None:
    first = load(small_project).frames(words_only=True)
    (kept,) = small_project.cache.glob("ledger-*.json")
    kept.write_text(kept.read_text("utf-8")[:-20], "utf-8")
    pd.testing.assert_frame_equal(load(small_project).frames(words_only=True), first)


def test_a_theme_that_does_not_exist_is_answered_with_those_that_do(
    small_project: Project,
) -> None:
    with pytest.raises(UnknownNameError, match="did you mean 'talks'"):
        load(small_project).frames(words_only=True, themes=["talk"])


def test_the_manifest_holds_hashes_and_no_trace_of_time_or_machine(
    small_project: Project,
) -> None:
    manifest = load(small_project).manifest()
    assert len(manifest["texts"]) == 3
    assert set(manifest["lexicons"]) == {
        "actors.yaml", "events.csv", "themes/friendship.yaml", "themes/talks.yaml",
    }  # fmt: skip
    assert manifest["encoder"]["name"] == "embedded"
    assert len(manifest["encoder"]["hash"]) == 64
    assert manifest == load(small_project).manifest()
    whole = json.dumps(manifest)
    assert str(small_project.root) not in whole
    assert str(Path.home()) not in whole


def test_an_encoder_given_replaces_the_projects_and_its_prefixes(small_project: Project) -> None:
    workspace = load(small_project, "some/model")
    assert workspace.project.encoder == "some/model"
    assert workspace.encoder.name == "some/model"
    manifest = load(small_project).manifest(words_only=True)
    assert manifest["command"] == "rhetoric report --words-only"


def test_an_empty_corpus_is_answered_with_add(small_project: Project) -> None:
    for path in small_project.texts.iterdir():
        path.unlink()
    with pytest.raises(InputError, match="rhetoric add FILE"):
        load(small_project).require_statements()


def test_rows_of_a_table_are_statements_in_their_order(
    small_project: Project, tmp_path: Path
) -> None:
    table = tmp_path / "table.csv"
    table.write_text(
        "id,text,who\n"
        "b,They negotiate with the government.,Northern Front\n"
        "a,We are brothers.,Nobody\n",
        "utf-8",
    )
    workspace = load(small_project)
    corpus = workspace.table(table, find_columns(table, {"group": "who"}))
    assert [(s.id, s.group) for s in corpus.statements] == [("b", "NORTH"), ("a", "Nobody")]
    ledger = workspace.frames(corpus, words_only=True)
    assert list(zip(ledger["statement"], ledger["theme"], strict=True)) == [
        ("b", "talks"), ("a", "friendship"),
    ]  # fmt: skip


def test_a_person_in_a_table_speaks_for_its_party(small_project: Project, tmp_path: Path) -> None:
    table = tmp_path / "table.jsonl"
    table.write_text('{"text": "It rained.", "speaker": "The Speaker"}\n', "utf-8")
    (statement,) = load(small_project).table(table, find_columns(table, {})).statements
    assert (statement.speaker, statement.group) == ("the-speaker", "NORTH")


def test_usual_columns_need_not_be_named_and_rows_may_lack_them(
    small_project: Project, tmp_path: Path
) -> None:
    table = tmp_path / "table.jsonl"
    table.write_text(
        '{"id": 1, "text": "It rained."}\n{"id": 2, "text": "It snowed.", "language": "en"}\n',
        "utf-8",
    )
    columns = find_columns(table, {})
    assert columns == {"text": "text", "id": "id", "lang": "language"}
    languages = [s.language for s in load(small_project).table(table, columns).statements]
    assert languages == ["und", "eng"]


def test_mentions_are_found_with_the_given_actors(actors: Actors) -> None:
    text = "The Northern Front and جبهة الشمال"
    found = mentions(text, actors)
    assert [m.actor for m in found] == ["NORTH", "NORTH"]
    assert all(text[m.start : m.end] == m.text for m in found)


def test_mentions_are_found_with_the_project_at_hand(
    small_project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("RHETORIC_PROJECT", str(small_project.root))
    assert [m.actor for m in mentions("The Eastern League met.")] == ["EAST"]
