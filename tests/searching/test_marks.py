"""What is highlighted in a passage, and why it was found."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from rhetoric.errors import InputError
from rhetoric.searching.marks import KINDS, Span, found_spans, reasons
from rhetoric.searching.query import parse_query


def found(text: str, query: str, language: str = "eng") -> list[tuple[str, str, str]]:
    spans = found_spans(text, language, parse_query(query))
    assert all(text[span.start : span.end] == span.said for span in spans)
    return [(span.kind, span.asked, span.said) for span in spans]


def test_a_word_and_its_other_forms() -> None:
    text = "The traders Négotiated; to negotiate takes time."
    assert found(text, "negotiating, negotiate") == [
        ("form", "negotiating", "Négotiated"), ("word", "negotiate", "negotiate"),
    ]  # fmt: skip


def test_an_arabic_word_with_its_article_its_vowels_and_its_root() -> None:
    text = "قرأ التاجر الكِتابَ وكتبهم في القرية."
    assert found(text, "كتاب", "ara") == [
        ("form", "كتاب", "الكِتابَ"), ("form", "كتاب", "وكتبهم"),
    ]  # fmt: skip


def test_a_name_in_the_other_script() -> None:
    assert found("التقى كوفا بالمجلس", "kouffa", "ara") == [
        ("name in another script", "kouffa", "كوفا")
    ]
    assert found("They met Kouffa in the market", "كوفا") == [
        ("name in another script", "كوفا", "Kouffa")
    ]
    # In one script the same consonants are mere chance.
    assert found("They met Kouffa", "kaffa") == []


def test_a_phrase_is_one_place_and_hides_the_words_in_it() -> None:
    text = "The price\n of salt rose, and the price of water."
    assert found(text, '"the price of salt" price salt') == [
        ("phrase", "the price of salt", "The price\n of salt"), ("word", "price", "price"),
    ]  # fmt: skip


def test_a_phrase_that_is_not_there_as_it_was_asked_for_is_found_in_other_forms() -> None:
    assert found("The prices of salts", '"price of salt"') == [
        ("phrase", "price of salt", "prices of salts")
    ]
    assert found("The price of salt; prices of salts", '"price of salt"') == [
        ("phrase", "price of salt", "price of salt")
    ]
    assert found("في السوق القديمة", '"سوق قديمة"', "ara") == [
        ("phrase", "سوق قديمة", "السوق القديمة")
    ]


def test_wildcards_fit_words_and_arabic_ones_without_their_article() -> None:
    assert found("Negotiations, renegotiated", "nego* *ted") == [
        ("wildcard", "nego*", "Negotiations"), ("wildcard", "*ted", "renegotiated"),
    ]  # fmt: skip
    assert found("في والسوق", "سو*", "ara") == [("wildcard", "سو*", "والسوق")]


def test_words_that_say_nothing_are_found_in_a_phrase_only() -> None:
    assert found("The salt of the river", "the of salt th*") == [("word", "salt", "salt")]
    assert found("The salt of the river", '"of the"') == [("phrase", "of the", "of the")]


def test_the_whole_word_is_found_though_folding_drops_its_end() -> None:
    assert found("سعر الماء في السوق", "الماء", "ara") == [("word", "الماء", "الماء")]


def test_what_is_excluded_and_what_a_field_asks_for_is_not_marked() -> None:
    assert found("salt trade of the north", "salt -trade group:NORTH") == [("word", "salt", "salt")]


WORDS = "salt Salt’s salty price of the «الملح» المَلْح ماء 2017 négoce é ء ـ ' - . \n " + " "


@given(
    st.lists(st.sampled_from(WORDS.split(" ")) | st.text(max_size=3), max_size=15).map(" ".join),
    st.lists(
        st.sampled_from(['"price of"', '"of the"', "sal*", *WORDS.split(" ")]), max_size=5
    ).map(" ".join),
    st.sampled_from(["eng", "ara", "fra", "und"]),
)
@example("ءءء ء", "ء* ماء", "ara")
def test_marks_lie_within_the_text_in_order(text: str, query: str, language: str) -> None:
    try:
        asked = parse_query(query)
    except InputError:
        return
    spans = found_spans(text, language, asked)
    for span in spans:
        assert 0 <= span.start < span.end <= len(text)
        assert text[span.start : span.end] == span.said
        assert span.kind in KINDS
    singles = [span for span in spans if span.kind != "phrase"]
    for one, other in pairwise(singles):
        assert one.end <= other.start
    assert reasons(spans)


@pytest.mark.parametrize(
    ("query", "text", "language", "told"),
    [
        ("khawarij negotiate", "Khawarij are negotiating; they negotiated", "eng",
         "words: khawarij, negotiate (negotiating, negotiated)"),
        ('salt "of the" riv*', "Salt of the river, of the rivers", "eng",
         'words: salt · phrase "of the" · wildcard riv* (river, rivers)'),
        ("kouffa", "التقى كوفا", "ara", "names: kouffa (كوفا)"),
        ("peace", "They met.", "eng", "meaning"),
    ],
)  # fmt: skip
def test_reasons_in_a_few_words(query: str, text: str, language: str, told: str) -> None:
    spans = found_spans(text, language, parse_query(query))
    assert reasons(spans) == told


def test_of_many_spellings_a_few_are_told() -> None:
    spans = [Span(n, n + 1, "wildcard", "a*", word) for n, word in enumerate("ab ac ad ae".split())]
    assert reasons(spans) == "wildcard a* (ab, ac, ad, …)"
