"""Dictionaries of quanteda, and word lists."""

from __future__ import annotations

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rhetoric.errors import LexiconError
from rhetoric.theming.dictionaries.model import Category, Dictionary, Entry
from rhetoric.theming.dictionaries.quanteda import parse_json, parse_yaml, write_json, write_yaml
from rhetoric.theming.dictionaries.wordlist import parse_wordlist, write_csv

NESTED = {"economy.market": ["price*", "no"], "economy.work": ["wage"], "weather": ["rain"]}


def words(read: Dictionary) -> dict[str, list[str]]:
    return {c.name: [e.word for e in c.entries] for c in read.categories}


def test_nested_yaml() -> None:
    text = "economy:\n  market: [price*, no]\n  work:\n    - wage\nweather:\n  - rain\n"
    assert words(parse_yaml(text)) == NESTED


def test_lists_that_hold_words_and_categories() -> None:
    text = "economy:\n  - trade\n  - market:\n      - price*\n"
    assert words(parse_yaml(text)) == {"economy": ["trade"], "economy.market": ["price*"]}


def test_nested_json_with_a_category_twice() -> None:
    text = '{"economy": {"market": ["price*", "no"], "work": "wage"}, "weather": ["rain"]}'
    assert words(parse_json(text)) == NESTED
    assert words(parse_json('{"a": ["x"], "a": ["y", 3]}')) == {"a": ["x", "y"]}


def test_an_outer_category_holds_all_within() -> None:
    found = parse_yaml("economy:\n  market: [price*]\n  work: [wage]\n").category("economy")
    assert found is not None
    assert [e.word for e in found.entries] == ["price*", "wage"]


@pytest.mark.parametrize("text", ["", "[]", "{", "{}", '{"a": []}', "[" * 9999, "1" * 9999])
def test_what_is_no_json_dictionary_is_refused(text: str) -> None:
    with pytest.raises(LexiconError):
        parse_json(text)


def test_mistakes_name_the_line() -> None:
    with pytest.raises(LexiconError, match="line 2"):
        parse_yaml("a: [x]\nb: [*y]\n")


@given(st.text('{}[]":, \nab-*|&', max_size=40) | st.text(max_size=30))
def test_any_text_is_read_or_refused(text: str) -> None:
    for parse in (parse_yaml, parse_json, parse_wordlist):
        with contextlib.suppress(LexiconError):
            parse(text)


def test_a_word_list_with_named_columns_in_any_order() -> None:
    read = parse_wordlist("category;word;lang;score\nmarket;price*;en;0.5\nmarket;prix;fr;1\n")
    assert read.categories == (
        Category("market", (
            Entry("price*", 0.5, "en", line=2), Entry("prix", 1.0, "fr", line=3),
        )),
    )  # fmt: skip


def test_a_word_list_without_names_of_columns() -> None:
    assert words(parse_wordlist("price*\nbuy and sell\n", name="market")) == {
        "market": ["price*", "buy and sell"]
    }
    assert words(parse_wordlist("price\tmarket\nrain\tweather\n")) == {
        "market": ["price"], "weather": ["rain"],
    }  # fmt: skip


def test_a_weight_that_is_no_number_is_told() -> None:
    read = parse_wordlist("word,weight\nprice,1\nrain,much\n")
    assert [(loss.what, loss.line) for loss in read.losses] == [("rain", 3)]


NAMES = st.from_regex(r"[a-z]{1,6}", fullmatch=True)
WORDS = st.from_regex(r"[a-zé']{1,6}( [a-z]{1,5}){0,2}\*?", fullmatch=True)


@given(st.dictionaries(NAMES, st.lists(WORDS, min_size=1, unique=True), min_size=1, max_size=4))
def test_what_is_written_is_read_again(categories: dict[str, list[str]]) -> None:
    made = Dictionary(
        tuple(Category(n, tuple(Entry(w) for w in own)) for n, own in categories.items())
    )
    for write, parse in (
        (write_yaml, parse_yaml), (write_json, parse_json), (write_csv, parse_wordlist),
    ):  # fmt: skip
        assert words(parse(write(made))) == categories
