"""A file of many statements stays one table."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from rhetoric.collection import (
    add_statements,
    edit_statement,
    find_statement,
    remove_statements,
    restore_statements,
    set_fields,
)
from rhetoric.collection.add import MANY
from rhetoric.errors import DuplicateError, StatementError
from rhetoric.project import load
from rhetoric.settings import Project
from rhetoric.sources.folder import read_texts

COLUMNS = {"text": "says", "group": "who", "date": "day", "id": "nr"}
FIELDS = {"language": "eng", "source": "A table"}


def rows(path: Path, count: int, *, first: int = 1) -> Path:
    """JSON lines, each with words of its own."""
    lines = [
        json.dumps({"nr": f"N_{n}", "who": "NORTH", "day": "2020", "says": f"Road {n} is open."})
        for n in range(first, first + count)
    ]
    path.write_text("\n".join(lines) + "\n", "utf-8")
    return path


@pytest.fixture
def many(tmp_path: Path) -> Path:
    return rows(tmp_path / "All roads.jsonl", MANY + 10)


def files(project: Project) -> dict[str, bytes]:
    return {p.name: p.read_bytes() for p in project.texts.iterdir() if p.is_file()}


def test_many_statements_become_one_table_and_keep_their_ids(
    small_project: Project, many: Path
) -> None:
    (added,) = add_statements(small_project, [many], FIELDS, columns=COLUMNS)
    assert (added.count, added.there) == (MANY + 10, 0)
    assert added.statement.path == small_project.texts / "all-roads.parquet"
    corpus = load(small_project).corpus
    assert len(corpus) == MANY + 13
    assert corpus.statement("N_7").body == "Road 7 is open."
    assert corpus.statement("N_7").source == "A table"


def test_few_statements_become_a_file_each(small_project: Project, tmp_path: Path) -> None:
    file = tmp_path / "few.csv"
    file.write_text("says,who,day\nThe road is open.,NORTH,2020\nIt rained.,EAST,2021\n", "utf-8")
    columns = {"text": "says", "group": "who", "date": "day"}
    added = add_statements(small_project, [file], FIELDS, columns=columns)
    assert [a.statement.path.suffix for a in added if a.statement.path] == [".md", ".md"]


def test_ids_that_no_file_can_have_need_a_table(small_project: Project, tmp_path: Path) -> None:
    (added,) = add_statements(
        small_project, [rows(tmp_path / "two.jsonl", 2)], FIELDS, columns=COLUMNS
    )
    assert added.statement.id == "N_1"
    assert added.statement.path == small_project.texts / "two.parquet"


def test_the_same_table_again_adds_nothing(small_project: Project, many: Path) -> None:
    add_statements(small_project, [many], FIELDS, columns=COLUMNS)
    before = files(small_project)
    (again,) = add_statements(small_project, [many], FIELDS, columns=COLUMNS)
    assert (again.count, again.there) == (0, MANY + 10)
    assert files(small_project) == before


def test_of_a_table_that_has_grown_only_the_new_rows_are_added(
    small_project: Project, many: Path
) -> None:
    add_statements(small_project, [many], FIELDS, columns=COLUMNS)
    rows(many, MANY + 12)
    (again,) = add_statements(small_project, [many], FIELDS, columns=COLUMNS)
    assert (again.count, again.there) == (2, MANY + 10)
    assert again.statement.path == small_project.texts / "all-roads-2.parquet"
    assert len(read_texts(small_project.texts)) == MANY + 15


def test_a_bad_row_is_named_and_left_out_only_when_asked(
    small_project: Project, many: Path
) -> None:
    with many.open("a", encoding="utf-8") as file:
        file.write('{"nr": "bad", "who": "NORTH", "day": "then", "says": "It rained."}\n')
    before = files(small_project)
    with pytest.raises(StatementError, match=rf"jsonl:{MANY + 11}, field 'date': 'then'"):
        add_statements(small_project, [many], FIELDS, columns=COLUMNS)
    assert files(small_project) == before
    left: list[object] = []
    (added,) = add_statements(small_project, [many], FIELDS, columns=COLUMNS, on_error=left.append)
    assert (added.count, len(left)) == (MANY + 10, 1)


def test_warnings_are_told_once_with_how_many_they_hold_for(
    small_project: Project, many: Path
) -> None:
    (added,) = add_statements(small_project, [many], {"language": "eng"}, columns=COLUMNS)
    assert added.warnings == (
        f"the source is not given: set it with --source, or later in the file"
        f" ({MANY + 10} statements)",
    )


def test_a_row_is_changed_removed_and_restored(small_project: Project, many: Path) -> None:
    add_statements(small_project, [many], FIELDS, columns=COLUMNS)
    set_fields(small_project, "N_3", {"medium": "letter"})
    edit_statement(small_project, "N_4", lambda text: text.replace("open", "closed"))
    corpus = load(small_project).corpus
    assert corpus.statement("N_3").medium == "letter"
    assert corpus.statement("N_4").body == "Road 4 is closed."
    third = find_statement(small_project, "N_3")
    remove_statements(small_project, ["N_3", "N_5"])
    assert len(read_texts(small_project.texts)) == MANY + 11
    restore_statements(small_project, ["N_3", "N_5"])
    back = load(small_project).corpus
    assert len(back) == MANY + 13
    assert back.statement("N_3").body == third.body
    assert back.statement("N_3").medium == "letter"


def test_a_link_to_a_row_follows_its_new_id(small_project: Project, many: Path) -> None:
    add_statements(small_project, [many], FIELDS, columns=COLUMNS)
    set_fields(small_project, "N_9", {"reprint_of": "N_8"})
    set_fields(small_project, "2020-north-answer", {"excerpt_of": "N_8"})
    set_fields(small_project, "N_8", {"id": "N_8b"})
    corpus = load(small_project).corpus
    assert corpus.statement("N_9").reprint_of == "N_8b"
    assert corpus.statement("2020-north-answer").excerpt_of == "N_8b"


def test_rows_that_were_removed_come_back_with_the_same_file(
    small_project: Project, many: Path
) -> None:
    add_statements(small_project, [many], FIELDS, columns=COLUMNS)
    for gone in (["N_1", "N_2"], [f"N_{n}" for n in range(1, MANY + 11)]):
        remove_statements(small_project, gone)
        (again,) = add_statements(small_project, [many], FIELDS, columns=COLUMNS)
        assert (again.count, again.there) == (len(gone), MANY + 10 - len(gone))


def test_an_id_that_is_taken_is_told_with_its_row(small_project: Project, tmp_path: Path) -> None:
    rows = tmp_path / "rows.csv"
    rows.write_text(
        "id,text,group,date\nnew-one,The road is open.,NORTH,2021\n"
        "2019-05-north-letter,The road is closed.,NORTH,2021\n",
        "utf-8",
    )
    with pytest.raises(DuplicateError, match=r"rows\.csv:3: the corpus already holds"):
        add_statements(small_project, [rows])


def test_a_column_that_is_missing_is_named_with_map(small_project: Project, many: Path) -> None:
    with pytest.raises(StatementError) as caught:
        add_statements(small_project, [many], FIELDS, columns={"text": "nothing"})
    assert caught.value.remedy == "name the column with --map text=…"
