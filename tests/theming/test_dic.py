"""LIWC dictionaries, with the irregularities they have in the wild."""

from __future__ import annotations

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rhetoric.errors import LexiconError
from rhetoric.theming.dictionaries.dic import parse_dic, parse_dicx, write_dic
from rhetoric.theming.dictionaries.model import Category, Dictionary, Entry


def words(text: str) -> dict[str, list[str]]:
    return {c.name: [e.word for e in c.entries] for c in parse_dic(text).categories}


def why(text: str) -> list[tuple[str, int]]:
    return [(loss.why, loss.line) for loss in parse_dic(text).losses]


def test_categories_and_their_words() -> None:
    assert words("%\n1\tmarket\n2\tweather\n%\nprice*\t1\nrain\t2\nseason\t1\t2\n") == {
        "market": ["price*", "season"],
        "weather": ["rain", "season"],
    }


def test_categories_stand_in_any_order_and_indented() -> None:
    text = "%\n464\tfiller\n\t2\tweather (Rain and sun)\n125 market\n%\nrain 2\nprice 125\nwell 464"
    assert words(text) == {
        "filler": ["well"], "weather (Rain and sun)": ["rain"], "market": ["price"],
    }  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        "%\n1\tmarket\nprice\t1\n",
        "1\tmarket\n%\nprice\t1\n",
        "1\tmarket\nprice\t1\n",
        "%\r\n1\tmarket\r\n%\r\nprice\t1\r\n",
        "\ufeff%\n1  market\n%\n\n\nprice   1   \n",
        "%\n1\tmarket\n%\n# a comment\n// another\n; and one more\nprice\t1\n",
        "%\n1\tmarket\n%\nprice\t1\t1\nprice\t1\n",
        "%\n01\tmarket\n%\nprice\t1\n",
        "%\n1\tmarket\n%\nprice,1\n",
    ],
)
def test_irregular_files_are_read_alike(text: str) -> None:
    assert words(text) == {"market": ["price"]}


def test_words_may_hold_spaces_and_numbers() -> None:
    text = "%\n1\tmarket\n2\tnumber\n%\nbuy and sell\t1\nkind of 1 2\ntop 40 1\n911\t2\n24/7 2\n"
    assert words(text) == {
        "market": ["buy and sell", "kind of", "top 40"],
        "number": ["kind of", "911", "24/7"],
    }


def test_a_word_that_counts_before_another() -> None:
    (liking, filler) = parse_dic("%\n131\tliking\n464\tfiller\n%\nkind\t<of>464/131\n").categories
    assert liking.entries == (Entry("kind", unless=("of",), line=5),)
    assert filler.entries == (Entry("kind", followed=("of",), line=5),)


def test_a_word_that_counts_behind_a_category() -> None:
    text = "%\n2\tpronoun\n134\tverb\n131\tliking\n464\tfiller\n%\n"
    text += "like\t(02 134)131/464\t2\nwe\t2\nseem*\t134\n"
    by_name = {c.name: c.entries for c in parse_dic(text).categories}
    beside = ("like", "we", "seem*")
    assert by_name["liking"] == (Entry("like", preceded=beside, line=7),)
    assert by_name["filler"] == (Entry("like", unpreceded=beside, line=7),)


def test_what_cannot_be_read_is_told_with_its_line() -> None:
    text = "%\n1\tmarket\n1\tmarkets\n2\tempty\n%\nprice\t1\nlost\nodd\t9\n"
    assert why(text) == [
        ("category 1 is already market", 3),
        ("a word without a category", 7),
        ("category 9 is not in the header", 8),
        ("a category without words", 0),
    ]


def test_a_line_that_is_no_line_of_words_is_told() -> None:
    assert why("%\n1\ta\n%\nrain\t1\nsun " + "9 " * 20_000) == [
        ("the line is longer than 2,000 letters", 5)
    ]


@pytest.mark.parametrize("text", ["", "%\n%\n", "price\t1\n", "%\n1\tmarket\n%\n"])
def test_a_file_without_words_is_refused(text: str) -> None:
    with pytest.raises(LexiconError):
        parse_dic(text)


def test_the_table_of_liwc_22() -> None:
    table = "DicTerm,market,weather\nprice*,X,\nrain,,x\nseason,0.5,X\nodd,maybe,\n"
    read = parse_dicx(table)
    assert [(c.name, [(e.word, e.weight) for e in c.entries]) for c in read.categories] == [
        ("market", [("price*", 1.0), ("season", 0.5)]),
        ("weather", [("rain", 1.0), ("season", 1.0)]),
    ]
    assert [(loss.what, loss.line) for loss in read.losses] == [("odd", 5)]


LINES = st.lists(
    st.text("%12 \tab*<>()/,é;#\"'X\r", max_size=20) | st.text(max_size=12), max_size=12
)


@given(LINES)
def test_any_text_is_read_or_refused(lines: list[str]) -> None:
    for parse in (parse_dic, parse_dicx):
        for text in ("\n".join(lines), "%\n1\ta\n2\tb\n%\n" + "\n".join(lines)):
            with contextlib.suppress(LexiconError):
                parse(text)


NAMES = st.from_regex(r"[a-z][a-z -]{0,8}[a-z]", fullmatch=True)
WORDS = st.from_regex(r"[a-zé']{1,6}( [a-z]{1,5}){0,2}\*?", fullmatch=True)


@given(st.dictionaries(NAMES, st.lists(WORDS, min_size=1, unique=True), min_size=1, max_size=4))
def test_what_is_written_is_read_again(categories: dict[str, list[str]]) -> None:
    made = Dictionary(
        tuple(Category(n, tuple(Entry(w) for w in own)) for n, own in categories.items())
    )
    assert {n: set(own) for n, own in words(write_dic(made)).items()} == {
        " ".join(n.split()): set(own) for n, own in categories.items()
    }
