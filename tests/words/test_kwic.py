"""A concordance: every place of a word, cut from the original."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rhetoric.corpus import Corpus
from rhetoric.errors import InputError, UnknownNameError
from rhetoric.filters import Filter
from rhetoric.model import Statement, TimeSpan
from rhetoric.text import fold_text
from rhetoric.words.kwic import COLUMNS, kwic
from tests.words.conftest import statement

Say = Callable[..., Statement]


def test_every_place_with_the_original_around_it(say: Say) -> None:
    body = "They met.\n\nThe “Émirs” of the\nvalley traded salt; the émir left."
    table = kwic(Corpus.of([say("s", "G", body, speaker="A. Speaker")]), "emir*", context=2)
    assert tuple(table.columns) == COLUMNS
    assert table["match"].tolist() == ["Émirs", "émir"]
    assert table["left"].tolist() == ["The “", "salt; the "]
    assert table["right"].tolist() == ["” of", " left."]
    assert table["passage"].tolist() == [2, 2]
    assert table.loc[0, ["statement", "group", "speaker", "date", "language"]].tolist() == [
        "s", "G", "A. Speaker", "2020", "eng"
    ]  # fmt: skip


@given(
    st.lists(
        st.sampled_from(["market", "Market’s", "a", "river.", "«salt»", "\n\n", "é"]), max_size=30
    ),
    st.integers(0, 5),
)  # fmt: skip
def test_offsets_give_the_original_back(words: list[str], context: int) -> None:
    body = " ".join(words)
    table = kwic(Corpus.of([statement("s", "G", body)]), "market*", context=context)
    assert len(table) == sum(word.lower().startswith("market") for word in words)
    for row in table.itertuples():
        assert body[row.left_start : row.start] == row.left
        assert body[row.start : row.end] == row.match
        assert body[row.end : row.right_end] == row.right
        assert fold_text(row.match) == "market"
        assert len(row.left.split()) == min(context, len(body[: row.start].split()))
        assert len(row.right.split()) == min(context, len(body[row.end :].split()))


def test_a_long_context_of_long_words(say: Say) -> None:
    body = " ".join(["word" * 30] * 20) + " market"
    (left,) = kwic(Corpus.of([say("s", "G", body)]), "market", context=15)["left"]
    assert left.split() == ["word" * 30] * 15


@pytest.mark.parametrize(
    ("sort", "order"),
    [
        ("date", ["b", "c", "a"]),
        ("left", ["b", "a", "c"]),  # dry, old, the: the nearest word first
        ("right", ["c", "b", "a"]),  # for, lies, near
        ("match", ["c", "b", "a"]),  # market, markets, and the older of both first
    ],
)
def test_lines_are_sorted_by_what_stands_around(say: Say, sort: str, order: list[str]) -> None:
    corpus = Corpus.of([
        say("a", "G", "Some old markets near it.", "2020-03"),
        say("b", "G", "Their dry markets lie there.", "2020-01"),
        say("c", "G", "Here the market for salt.", "2020-02"),
    ])  # fmt: skip
    found = kwic(corpus, "market*", sort=sort)["statement"].tolist()
    assert found == order


def test_patterns_with_gaps_stay_within_a_passage(say: Say) -> None:
    body = "Talks with the government. It left the talks. The government stayed."
    table = kwic(Corpus.of([say("s", "G", body)]), "talks ... government")
    assert table["match"].tolist() == ["Talks with the government"]


def test_a_match_within_another_is_not_told_again(say: Say) -> None:
    corpus = Corpus.of([say("s", "G", "Peace talks began; talks ended.")])
    assert kwic(corpus, ["talks", "peace talks"])["match"].tolist() == ["Peace talks", "talks"]


def test_arabic_is_found_behind_clitics_and_under_vowel_marks(say: Say) -> None:
    body = "وَبِالسُّوقِ مِلْحٌ. ذهبوا إلى سوقهم."
    table = kwic(Corpus.of([say("s", "G", body, language="ara")]), "سوق", context=2)
    assert table["match"].tolist() == ["وَبِالسُّوقِ", "سوقهم"]
    assert table["left"].tolist() == ["", "ذهبوا إلى "]
    assert table["right"].tolist() == [" مِلْحٌ. ذهبوا", "."]


def test_filters_and_copies(markets: Corpus) -> None:
    copy = replace(markets.statement("a1"), id="copy", reprint_of="a1")
    corpus = Corpus.of([*markets.statements, copy])
    assert kwic(corpus, "market")["statement"].tolist() == ["a1", "a2", "b1"]
    assert set(kwic(corpus, "market", count_copies=True)["statement"]) > {"copy"}
    only = Filter.of(groups=["NORTH"], after="2019-05")
    assert kwic(corpus, "market", only=only)["statement"].tolist() == ["a2"]


def test_time_is_told_and_what_is_repeated_by_a_machine_left_out(say: Say) -> None:
    body = "The market is open. The market is open."
    times = (TimeSpan(0, 19, 61, 63.5), TimeSpan(20, 39, 63.5, 66, "loop"))
    (row,) = kwic(Corpus.of([say("s", "G", body, times=times)]), "market").to_dict("records")
    assert (row["time_from"], row["time_to"]) == ("00:01:01", "00:01:04")


def test_mistakes_are_told(markets: Corpus) -> None:
    with pytest.raises(UnknownNameError, match="did you mean 'right'"):
        kwic(markets, "market", sort="rigth")
    with pytest.raises(InputError, match="no word is given"):
        kwic(markets, [])
    with pytest.raises(InputError, match=r"holds no word[\s\S]*docs/formats.md"):
        kwic(markets, "...")
    assert kwic(markets, "nowhere").empty
