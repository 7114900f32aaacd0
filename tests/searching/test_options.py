"""Filters and other choices of a search, as they stand in a file."""

from __future__ import annotations

import pytest

from rhetoric.errors import InputError
from rhetoric.filters import Filter
from rhetoric.searching.options import Options, read_options

ALL = Options(
    groups=("A", "B"), camps=("C",), themes=("t",), after="2019", before="early 2020",
    language="French", medium="letter", k=5, only="words",
)  # fmt: skip


def test_nothing_is_asked_where_nothing_is_written() -> None:
    assert read_options({"query": "rain", "id": 1}) == Options()
    assert Options().record == {}
    assert Options().filters == {}


def test_what_is_written_is_read_again() -> None:
    assert read_options(ALL.record) == ALL
    assert list(ALL.record) == [
        "group", "camp", "theme", "after", "before", "language", "medium", "k", "only",
    ]  # fmt: skip


def test_the_filters_have_the_names_a_search_knows() -> None:
    filters = {name: value for name, value in ALL.filters.items() if name != "themes"}
    assert Filter.of(**filters).record == {
        "groups": ["A", "B"], "camps": ["C"], "after": "2019", "before": "2020-01/2020-04",
        "language": "fra", "medium": "letter",
    }  # fmt: skip


def test_a_value_may_be_one_or_a_list_and_a_year_a_number() -> None:
    assert read_options({"group": "A"}) == read_options({"group": ["A", "A", ""]})
    assert read_options({"after": 2019, "k": "7"}) == Options(after="2019", k=7)
    assert read_options({"group": None, "after": None, "k": ""}) == Options()


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("group", {"a": 1}), ("group", [["A"]]), ("group", True), ("after", ["2019"]),
        ("after", "soon"), ("before", 20.5), ("language", "xx-q"), ("medium", "leter"),
        ("k", 0), ("k", True), ("k", "²"), ("k", 2.0), ("only", "maybe"),
    ],
)  # fmt: skip
def test_a_mistake_names_its_field(field: str, value: object) -> None:
    with pytest.raises(InputError) as caught:
        read_options({field: value})
    assert caught.value.field == field


def test_dates_the_wrong_way_round_are_told() -> None:
    with pytest.raises(InputError, match="later than"):
        Options(after="2021", before="2020")
