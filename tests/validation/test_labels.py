"""Labels from sheets and tables; a coder's work on a sheet."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from rhetoric.errors import InputError
from rhetoric.validation.desk import CodingDesk
from rhetoric.validation.labels import read_labels
from rhetoric.validation.sheet import (
    Item,
    KeyRow,
    find_key,
    key_path,
    read_sheet,
    write_key,
    write_sheet,
)

Writer = Callable[[str, str], Path]
ITEMS = [
    Item(f"s{n}:1", "talks", f"It rained {n} times.\nمطر, “so”.", before="Before.")
    for n in range(3)
]


@pytest.fixture
def sheet(tmp_path: Path) -> Path:
    path = tmp_path / "sheet.csv"
    write_sheet(path, ITEMS)
    write_key(
        key_path(path),
        [
            KeyRow(i.id, i.id, i.theme, "NORTH", "2020", "eng", 0.1, "low/NORTH", 10, 2)
            for i in ITEMS
        ],
    )
    return path


def test_a_sheet_comes_back_as_it_was_written(sheet: Path) -> None:
    assert read_sheet(sheet) == ITEMS
    assert sheet.read_bytes().startswith(b"\xef\xbb\xbf")
    assert "group" not in sheet.read_text("utf-8-sig").splitlines()[0]


def test_work_goes_on_where_it_was_left(sheet: Path) -> None:
    desk = CodingDesk(sheet, "Anna")
    desk.answer("yes", "asserts", "WEST")
    desk.skip()
    desk.answer("no")
    assert desk.item is None
    again = CodingDesk(sheet, "Anna")
    assert (again.path.name, again.done, again.at) == ("sheet.anna.csv", 2, 1)
    assert again.items[0].function == "asserts"
    assert read_sheet(sheet) == ITEMS


def test_an_answer_can_be_taken_back(sheet: Path) -> None:
    desk = CodingDesk(sheet, "anna")
    assert not desk.undo()
    desk.answer("yes")
    desk.answer("no")
    assert desk.undo()
    assert (desk.at, desk.done) == (1, 1)
    assert [i.present for i in read_sheet(desk.path)] == ["yes", "", ""]


def test_coders_majority_counts_with_the_weight_of_the_stratum(sheet: Path) -> None:
    paths = []
    for coder, answers in {"a": "yyn", "b": "yun", "c": "nnn", "d": "yyu"}.items():
        desk = CodingDesk(sheet, coder)
        for answer in answers:
            desk.answer({"y": "yes", "n": "no", "u": "unsure"}[answer])
        paths.append(desk.path)
    found = read_labels(paths)
    assert [(r.id, r.label) for r in found.rows] == [
        ("s0:1", "yes"), ("s1:1", "yes"), ("s2:1", "no"),
    ]  # fmt: skip
    assert {(r.weight, r.group, r.cluster) for r in found.rows[:1]} == {(5.0, "NORTH", "s0")}
    assert found.coders == ("a", "b", "c", "d")
    assert read_labels(paths[:3]).tied == 1  # y, u, n
    assert find_key(paths[0]) == key_path(sheet)


def test_an_answer_in_another_hand_is_understood_and_a_wrong_one_is_told(write: Writer) -> None:
    head = "id,theme,text,coder,present,function\n"
    path = write("a.csv", f"{head}s:1,t,x,a,Oui,\ns:2,t,x,a,0,\n")
    assert [i.present for i in read_sheet(path)] == ["yes", "no"]
    with pytest.raises(InputError, match=r"b\.csv:3, field 'function': unknown answer 'assert'"):
        read_sheet(write("b.csv", f"{head}s:1,t,x,a,y,\ns:2,t,x,a,y,assert\n"))


@pytest.mark.parametrize(
    ("labels", "kind"),
    [
        (["1", "0"], "binary"), (["yes", "no"], "binary"), (["war", "peace"], "classes"),
        (["war|aid", "aid"], "several"), (["war", ""], "several"), (["0.5", "3"], "numbers"),
        (["0", "1", "2"], "numbers"),
    ],
)  # fmt: skip
def test_the_kind_of_labels_is_seen(write: Writer, labels: list[str], kind: str) -> None:
    rows = "".join(f'text {n},"{label}"\n' for n, label in enumerate(labels))
    assert read_labels([write("t.csv", f"text,label\n{rows}")]).kind == kind


def test_columns_are_named_and_parts_marked(write: Writer) -> None:
    path = write("t.csv", "says,y,part,doc\nIt rained.,1,train,d1\nIt snowed.,0,valid,d1\n")
    found = read_labels([path], {"text": "says", "label": "y", "split": "part", "statement": "doc"})
    assert [(r.split, r.cluster) for r in found.rows] == [("train", "d1"), ("dev", "d1")]


@pytest.mark.parametrize(
    ("text", "columns", "message"),
    [
        ("text,y\na,1\n", {}, "unknown column 'label'"),
        ("text,label\na,1\nb,\n", {}, "the row '3' has no label"),
        ("text,label\n,1\n", {}, "t.csv:2, field 'text': there is no text"),
        ("text,label,s\na,1,x\n", {"split": "s"}, "'x' is no part of a split"),
        ("text,label\n", {}, "no rows"),
    ],
)
def test_a_table_that_cannot_be_used_is_told(
    write: Writer, text: str, columns: dict[str, str], message: str
) -> None:
    with pytest.raises(InputError, match=message):
        read_labels([write("t.csv", text)], columns)
