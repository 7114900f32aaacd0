"""Listing, showing and handing out statements; what is handed out can be added again."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from rhetoric.collection import add_statements, export_statements, list_statements, set_fields
from rhetoric.collection.listing import COLUMNS, describe_statement
from rhetoric.errors import InputError, UnknownNameError
from rhetoric.filters import Filter
from rhetoric.model import Statement
from rhetoric.project import load
from rhetoric.settings import Project
from rhetoric.sources.folder import read_texts

LETTER = "2019-05-north-letter"


def test_a_list_has_a_row_a_statement(small_project: Project) -> None:
    workspace = load(small_project)
    table = list_statements(workspace.corpus.statements, workspace.lexicon.actors)
    assert tuple(table.columns) == COLUMNS
    assert list(table["id"]) == [LETTER, "2020-03-01-east-speech", "2020-north-answer"]
    assert list(table["camp"])[:1] == ["WEST"]
    assert list(table["words"]) == [10, 11, 11]


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        ({}, 3),
        ({"groups": ["NORTH"]}, 2),
        ({"camps": ["EAST"]}, 1),
        ({"after": "2020"}, 2),
        ({"before": "2020-04"}, 3),
        ({"before": "2020-03"}, 2),
        ({"medium": "speech"}, 2),
        ({"language": "French"}, 0),
    ],
)
def test_filters(small_project: Project, options: dict[str, str], expected: int) -> None:
    workspace = load(small_project)
    actors = workspace.lexicon.actors
    chosen = list(Filter.of(**options).pick(workspace.corpus.statements, actors))  # type: ignore[arg-type]
    assert len(chosen) == expected


def same(one: Statement, two: Statement) -> bool:
    ignored = {"path": None, "body_line": 1}
    return vars(one) | ignored == vars(two) | ignored


@pytest.mark.parametrize("name", ["all.jsonl", "all.parquet"])
def test_what_is_exported_is_added_again_whole(
    small_project: Project, tmp_path: Path, name: str
) -> None:
    set_fields(small_project, LETTER, {"places": ["Here", "There"], "reliability": "B2"})
    set_fields(small_project, "2020-north-answer", {"excerpt_of": LETTER, "unconfirmed": "true"})
    statements = read_texts(small_project.texts)
    assert export_statements(statements, tmp_path / name) == 3
    for statement in statements:
        assert statement.path is not None
        statement.path.unlink()
    added = add_statements(small_project, [tmp_path / name])
    assert all(same(a.statement, s) for a, s in zip(added, statements, strict=True))


def test_a_file_that_is_there_is_replaced_only_when_asked(
    small_project: Project, tmp_path: Path
) -> None:
    path = tmp_path / "all.jsonl"
    path.write_text("mine", "utf-8")
    statements = read_texts(small_project.texts)
    with pytest.raises(InputError, match="there is such a file already"):
        export_statements(statements, path)
    assert path.read_text("utf-8") == "mine"
    export_statements(statements, path, over=True)
    assert len(path.read_text("utf-8").splitlines()) == 3


def test_other_kinds_of_file_are_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="let its name end in .jsonl or .parquet"):
        export_statements([], tmp_path / "all.docx")


def test_a_statement_is_shown_with_its_passages_copies_and_history(
    small_project: Project,
) -> None:
    set_fields(small_project, "2020-north-answer", {"excerpt_of": LETTER})
    corpus = load(small_project).corpus
    told = describe_statement(corpus, LETTER, small_project.texts)
    assert told["copies"] == ["2020-north-answer"]
    assert [p["text"] for p in told["passages"]] == [
        "The two groups are friends.", "It rained in the valley.",
    ]  # fmt: skip
    one = describe_statement(corpus, f"{LETTER}:2", small_project.texts)
    assert [p["passage"] for p in one["passages"]] == [2]
    answer = describe_statement(corpus, "2020-north-answer", small_project.texts)
    assert " edit by " in answer["log"][0]
    with pytest.raises(UnknownNameError, match="unknown passage"):
        describe_statement(corpus, f"{LETTER}:9", small_project.texts)
    json.dumps(told)
