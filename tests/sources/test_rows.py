"""Rows of tables, one after the other, whatever the format."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

import pytest

from rhetoric.errors import InputError, StatementError
from rhetoric.sources.rows import column_names, read_rows
from rhetoric.sources.tables import iter_documents, iter_table, parse_map, read_table

Writer = Callable[[str, str], Path]


@pytest.fixture
def parquet(tmp_path: Path) -> Path:
    """Some rows, written by pyarrow."""
    import pyarrow as pa
    from pyarrow import parquet

    path = tmp_path / "rows.parquet"
    table = pa.table(
        {
            "says": ["They met.", "اجتمعوا.", None],
            "day": [date(2020, 5, 28), None, date(2021, 1, 1)],
            "at": [datetime(2020, 5, 28, 12), None, None],  # noqa: DTZ001
            "year": pa.array([2020.0, None, 2021.0]),
            "number": [1, 2, 3],
        }
    )
    parquet.write_table(table, path, row_group_size=2)
    return path


def test_parquet_is_read_row_by_row(parquet: Path) -> None:
    assert column_names(parquet) == ["says", "day", "at", "year", "number"]
    rows = list(read_rows(parquet, columns=["says", "number"]))
    assert rows[1] == (2, {"says": "اجتمعوا.", "number": 2})


@pytest.mark.parametrize(
    ("column", "texts"),
    [("day", ["2020-05-28", "", "2021-01-01"]), ("at", ["2020-05-28", "", ""]),
     ("year", ["2020", "", "2021"])],
)  # fmt: skip
def test_days_and_years_of_parquet_are_dates(parquet: Path, column: str, texts: list[str]) -> None:
    statements = read_table(parquet, {"text": "says", "date": column, "id": "number"})
    assert [s.date.text for s in statements] == texts
    assert [s.body for s in statements] == ["They met.", "اجتمعوا.", ""]


def test_parquet_that_was_cut_off_is_refused(parquet: Path) -> None:
    parquet.write_bytes(parquet.read_bytes()[:-20])
    with pytest.raises(StatementError, match="not a valid Parquet file: .*\n  get a whole copy"):
        list(read_rows(parquet))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1256"])
def test_the_encoding_of_a_table_is_told_by_its_bytes(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "a.csv"
    text = "text,group\n" + "أذيع البيان في الإذاعة في شهر أيار,JNIM\n" * 20
    path.write_bytes(text.encode(encoding))
    rows = [row for _, row in read_rows(path)]
    assert rows[0] == {"text": "أذيع البيان في الإذاعة في شهر أيار", "group": "JNIM"}


def test_a_spreadsheet_may_separate_by_semicolons(write: Writer) -> None:
    path = write("a.csv", 'text;group\n"Ils sont venus, dit-on; puis partis.";JNIM\n')
    assert [row for _, row in read_rows(path)] == [
        {"text": "Ils sont venus, dit-on; puis partis.", "group": "JNIM"}
    ]


def test_a_bad_row_is_told_and_the_rest_taken_where_that_is_wanted(write: Writer) -> None:
    bad: list[InputError] = []
    path = write("a.jsonl", '{"text": "They met."}\n{"text": \n[]\n{"text": "They left."}\n')
    statements = iter_table(path, {"text": "text"}, on_error=bad.append)
    assert [s.body for s in statements] == ["They met.", "They left."]
    assert [(b.line, b.problem) for b in bad] == [
        (2, "not valid JSON: Expecting value"), (3, "a JSON object is expected here"),
    ]  # fmt: skip


def test_rows_become_documents(write: Writer) -> None:
    path = write("a.csv", "id,says,who,day\n7,They met.,JNIM,early 2020\n")
    (document,) = iter_documents(path, {**parse_map("text=says,group=who,date=day"), "id": "id"})
    assert (document.text, document.date, document.key) == ("They met.", "early 2020", "7")
    assert document.meta == {"line": "2"}
    assert document.fields == {"group": "JNIM", "date": "early 2020", "id": "7"}


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("says", "field 'map': 'says' does not say which column\n"
         "  write it as --map text=COLUMN,group=COLUMN,date=COLUMN"),
        ("text=", "field 'map': 'text=' does not say which column\n"
         "  write it as --map text=COLUMN,group=COLUMN,date=COLUMN"),
        ("txet=says", "field 'map': unknown key 'txet'; did you mean 'text'?"),
    ],
)  # fmt: skip
def test_a_map_that_is_not_understood_is_refused(text: str, answer: str) -> None:
    with pytest.raises(InputError) as caught:
        parse_map(text)
    assert str(caught.value) == answer


def test_language_is_another_name_of_lang() -> None:
    assert parse_map("text=a, language=b") == {"text": "a", "lang": "b"}
