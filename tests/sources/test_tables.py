"""Statements as rows of a table: CSV, TSV, JSON lines."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rhetoric.errors import StatementError
from rhetoric.model import Statement
from rhetoric.sources.tables import UNDATED, find_columns, read_rows, read_table

Writer = Callable[[str, str], Path]

COLUMNS = {"id": "id", "text": "text", "group": "group", "lang": "lang", "date": "date"}
TABLE = 'id,text,group,lang,date\na,"They met, they say.",IS,en,2020-05\nb,They left.,JNIM,,\n'


def refusal(path: Path, columns: dict[str, str] | None = None) -> str:
    """What a table is answered with, less its place."""
    with pytest.raises(StatementError) as caught:
        read_table(path, columns or {"text": "text"})
    return str(caught.value).replace(str(path), path.name)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.csv", TABLE),
        ("a.CSV", TABLE.replace("\n", "\r\n")),
        ("a.csv", "\ufeff" + TABLE),
        ("a.tsv", TABLE.replace(",", "\t").replace("met\t", "met,")),
        (
            "a.jsonl",
            '\n{"id": "a", "text": "They met, they say.", "group": "IS", "lang": "en",'
            ' "date": "2020-05"}\r\n\n'
            '{"id": "b", "text": "They left.", "group": "JNIM", "lang": null, "date": null}',
        ),
    ],
)
def test_rows_become_statements(write: Writer, name: str, text: str) -> None:
    first, second = read_table(write(name, text), COLUMNS)
    assert (first.id, first.body, first.group) == ("a", "They met, they say.", "IS")
    assert (first.language, first.date.first) == ("eng", date(2020, 5, 1))
    assert (second.id, second.language, second.date) == ("b", "und", UNDATED)


def test_only_the_text_is_needed_and_rows_go_by_their_line(write: Writer) -> None:
    path = write("a.csv", 'says\nThey met.\n"They\nleft."\n')
    assert read_table(path, {"text": "says"}) == [
        Statement("2", "They met.", UNDATED, "", form="", path=path, body_line=2),
        Statement("3", "They\nleft.", UNDATED, "", form="", path=path, body_line=3),
    ]


def test_columns_go_by_their_usual_names_unless_they_are_named(write: Writer) -> None:
    path = write("a.csv", "id,says,language,who\na,They met.,en,IS\n")
    assert find_columns(path, {"text": "says", "group": "who"}) == {
        "text": "says", "group": "who", "id": "id", "lang": "language",
    }  # fmt: skip


def test_a_key_may_be_missing_from_some_lines_of_json(write: Writer) -> None:
    path = write("a.jsonl", '{"text": "They met."}\n{"text": "They left.", "group": "IS"}')
    assert [s.group for s in read_table(path, {"text": "text", "group": "group"})] == ["", "IS"]


@pytest.mark.parametrize(
    ("name", "text", "answer"),
    [
        ("a.csv", "id,txt\n1,They met.\n",
         "a.csv:2, field 'text': unknown column 'text'; did you mean 'txt'?\n"
         "  name the column with --text"),
        ("a.csv", "text\nThey met, they say.\n",
         "a.csv:2: more values (2) than columns (1)\n  quote values that contain the separator"),
        ("a.csv", 'id,text\n1,"They met.\n2,They left.\n',
         "a.csv:2: not a valid table: unexpected end of data\n"
         "  close every quotation mark, and write one inside a quoted value twice"),
        ("a.csv", 'text\nThey met.\n"They" left.\n',
         "a.csv:3: not a valid table: ',' expected after '\"'\n"
         "  close every quotation mark, and write one inside a quoted value twice"),
        ("a.jsonl", '{"text": "a"}\n{"text": }\n',
         "a.jsonl:2: not valid JSON: Expecting value\n  write one JSON object a line"),
        ("a.jsonl", '["a"]', "a.jsonl:1: a JSON object is expected here\n"
         "  write one JSON object a line"),
        ("a.xlsx", "", "a.xlsx: '.xlsx' is not a table this command reads\n"
         "  give a file that ends in .csv, .tsv, .jsonl, .ndjson, .parquet;"
         " a spreadsheet can be saved as CSV"),
        ("table", "", "table: 'table' is not a table this command reads\n"
         "  give a file that ends in .csv, .tsv, .jsonl, .ndjson, .parquet;"
         " a spreadsheet can be saved as CSV"),
    ],
)  # fmt: skip
def test_what_is_no_table_of_texts_is_refused(
    write: Writer, name: str, text: str, answer: str
) -> None:
    assert refusal(write(name, text)) == answer


@pytest.mark.parametrize(
    ("line", "instead", "answer"),
    [
        ("b,They", "a,They", "a.csv:3: the id 'a' stands here twice\n  give each row its own id"),
        ("2020-05", "May",
         "a.csv:2, field 'date': 'May' is not a date\n  write it as"
         " 2020-05-28, 2020-05, 2020, 2020-21 (spring), 2020~ (about), 2020-01/2020-03"
         " or ../2020-05"),
        ("IS,en", "IS,e",
         "a.csv:2, field 'lang': 'e' is not a language code such as eng, fra, ara, taq or und"),
    ],
)  # fmt: skip
def test_a_value_that_is_not_valid_is_refused_with_its_line(
    write: Writer, line: str, instead: str, answer: str
) -> None:
    assert refusal(write("a.csv", TABLE.replace(line, instead)), COLUMNS) == answer


def test_an_empty_table_holds_no_statements(write: Writer) -> None:
    assert read_table(write("a.csv", ""), COLUMNS) == []
    assert read_table(write("a.jsonl", "\n"), COLUMNS) == []


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
@pytest.mark.parametrize("name", ["a.csv", "a.tsv"])
def test_the_separator_is_read_off_the_first_line(write: Writer, name: str, separator: str) -> None:
    text = TABLE.replace('"They met, they say."', "They met").replace(",", separator)
    first, second = read_table(write(name, text), COLUMNS)
    assert (first.body, first.group) == ("They met", "IS")
    assert (second.body, second.group) == ("They left.", "JNIM")


def test_a_text_may_be_longer_than_any_usual_field(write: Writer) -> None:
    (statement,) = read_table(write("a.csv", "text\n" + "word " * 50_000), {"text": "text"})
    assert len(statement.body) == 250_000


#: What a text may hold, less what CSV itself does not tell apart.
BODIES = st.lists(st.text(st.characters(exclude_categories=["Cs"])), min_size=1, max_size=5)


@given(BODIES)
def test_texts_are_read_back_from_json_lines_unaltered(
    tmp_path_factory: pytest.TempPathFactory, bodies: list[str]
) -> None:
    path = tmp_path_factory.getbasetemp() / "bodies.jsonl"
    lines = [json.dumps({"text": body}, ensure_ascii=False) for body in bodies]
    path.write_bytes("\n".join(lines).encode())
    assert [s.body for s in read_table(path, {"text": "text"})] == bodies


@given(BODIES, st.sampled_from([(".csv", ","), (".tsv", "\t")]))
def test_texts_are_read_back_from_quoted_tables_unaltered(
    tmp_path_factory: pytest.TempPathFactory, bodies: list[str], form: tuple[str, str]
) -> None:
    suffix, separator = form
    file = io.StringIO(newline="")
    writer = csv.writer(file, delimiter=separator, quoting=csv.QUOTE_ALL)
    writer.writerows([["text", "id"], *([body, n] for n, body in enumerate(bodies))])
    path = tmp_path_factory.getbasetemp() / f"bodies{suffix}"
    path.write_bytes(file.getvalue().encode())
    assert [s.body for s in read_table(path, {"text": "text"})] == bodies


@given(st.text(), st.sampled_from([".csv", ".tsv", ".jsonl"]))
def test_any_text_is_a_table_or_a_statement_error(
    tmp_path_factory: pytest.TempPathFactory, text: str, suffix: str
) -> None:
    path = tmp_path_factory.getbasetemp() / f"any{suffix}"
    path.write_bytes(text.encode())
    try:
        rows = list(read_rows(path))
    except StatementError as error:
        assert error.path == path
        return
    assert all(isinstance(row, dict) and line >= 1 for line, row in rows)
