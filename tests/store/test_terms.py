"""Terms: the words of a text, where they stand and what they are found under."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rhetoric.store.terms import KINDS, Term, forms_of, root, terms
from rhetoric.text import fold_text


def test_a_term_has_its_place_in_the_original_and_its_forms() -> None:
    assert terms("The Émirs", "eng") == [
        Term(0, 3, ("sthe", "wthe")),
        Term(4, 9, ("semir", "wemirs", "xmrs")),
    ]


def test_offsets_are_those_of_what_is_written() -> None:
    text = "«الدُّولـــة» l'État, Al-Qa’ida"
    written = [text[term.start : term.end] for term in terms(text, "ara")]
    assert written == ["الدُّولـــة", "l", "État", "Al", "Qa’ida"]


def test_a_stem_depends_on_the_language() -> None:
    assert forms_of("negociateurs", "fra")[0] == "snegociat"
    assert forms_of("taxes", "eng")[:2] == ("stax", "wtaxes")
    assert forms_of("taxes", "bam")[:2] == ("staxes", "wtaxes")


def test_the_script_of_a_word_decides_its_root_and_its_skeleton() -> None:
    assert forms_of("bamako", "ara")[1:] == ("wbamako", "xbmk")
    assert forms_of("المدارس", "eng")[1:3] == ("wالمدارس", "rدرس")
    assert "xbmk" in forms_of("باماكو", "fra")


def test_a_word_of_another_script_has_no_skeleton() -> None:
    assert forms_of("москва", "rus") == ("sмосква", "wмосква")


def test_a_number_is_met_in_every_script() -> None:
    (latin,), (arabic,) = terms("1960", "eng"), terms("١٩٦٠", "ara")
    assert latin.forms == arabic.forms == ("s1960", "w1960", "x#1960")


@pytest.mark.parametrize(
    ("words", "shared"),
    [
        ("المدارس ومدارسهم بالمدارس مدارسنا", "درس"),
        ("سلاح والسلاح سلاحها للسلاح", "سلح"),
        ("قرار القرارات وقراراتهم", "قرر"),
    ],
)
def test_relatives_share_a_root(words: str, shared: str) -> None:
    assert {root(word) for word in words.split()} == {shared}


@pytest.mark.parametrize("word", ["في", "ما", "و", "واو", "الي"])
def test_a_short_word_keeps_a_root(word: str) -> None:
    assert root(word)


@given(st.text(max_size=60), st.sampled_from(["eng", "fra", "ara", "und"]))
def test_every_word_of_any_text_is_a_term(text: str, language: str) -> None:
    found = terms(text, language)
    words = fold_text(text).split()
    assert [term.forms for term in found] == [forms_of(word, language) for word in words]
    for term in found:
        assert 0 <= term.start < term.end <= len(text)
        assert {form[0] for form in term.forms} <= set(KINDS)
        assert len(set(term.forms)) == len(term.forms)
