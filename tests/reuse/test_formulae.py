"""Formulae: set phrases that do not count."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from rhetoric.copies.words import word_numbers
from rhetoric.errors import LexiconError
from rhetoric.reuse.formulae import Formulae, read_formulae

Writer = Callable[[str, str], Path]
ROOT = Path(__file__).parent.parent.parent


def found(formulae: Formulae, text: str) -> list[str]:
    words = text.split()
    return [" ".join(words[a:b]) for a, b in formulae.phrases.find(word_numbers(text))]


def test_a_phrase_is_found_however_it_is_spelled() -> None:
    formulae = Formulae.of([("dear Sir or Madam", "en")])
    assert found(formulae, "To all: DEAR sir, or madam! Welcome") == ["DEAR sir, or madam!"]


def test_words_may_be_missing_or_others() -> None:
    formulae = Formulae.of([("with kind|best regards? from us", "en")])
    for text in ("with kind regards from us", "with best from us"):
        assert found(formulae, text) == [text]
    assert found(formulae, "with regards from us") == []


def test_of_two_that_begin_alike_the_longer_one_is_found() -> None:
    formulae = Formulae.of([("good morning", "en"), ("good morning to all", "en")])
    assert found(formulae, "good morning to all of you") == ["good morning to all"]


def test_where_there_is_no_file_there_are_none(tmp_path: Path) -> None:
    assert len(read_formulae(tmp_path / "formulae.yaml")) == 0


def test_arabic_is_found_with_and_without_vowel_marks() -> None:
    formulae = Formulae.of([("السلام عليكم ورحمة? الله?", "ar")])
    assert found(formulae, "السَّلامُ عليكُم جميعا") == ["السَّلامُ عليكُم"]


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("greetings", "may be a single word"),
        ("dear? sir?", "may be a single word"),
        ("dear fri*", "notation for patterns"),
        ("dear ... sir", "notation for patterns"),
        (" ".join(["a|b|c"] * 6), "more than 200 ways"),
    ],
)
def test_what_is_no_set_phrase_is_told_with_its_line(write: Writer, line: str, told: str) -> None:
    path = write("formulae.yaml", f"en:\n  - good morning\n  - '{line}'\n")
    with pytest.raises(LexiconError, match=told) as problem:
        read_formulae(path)
    assert (problem.value.line, problem.value.field) == (3, "en")


def test_a_language_that_is_not_known_is_told(write: Writer) -> None:
    with pytest.raises(LexiconError, match="this field is not known"):
        read_formulae(write("formulae.yaml", "xx: [good morning]\n"))


def test_reading_may_go_on_after_a_mistake(write: Writer) -> None:
    mistakes: list[Exception] = []
    path = write("formulae.yaml", "en: [greetings, good morning]\n")
    assert len(read_formulae(path, on_error=mistakes.append)) == 1
    assert len(mistakes) == 1


def test_the_shipped_list_is_valid_and_finds_openings_in_three_languages() -> None:
    formulae = read_formulae(ROOT / "lexicons" / "formulae.yaml")
    for text in (
        "In the name of God, the Merciful, the Compassionate",
        "Au nom de Dieu, le Clément, le Miséricordieux",
        "بِسْمِ اللهِ الرَّحْمنِ الرَّحِيم",
        "Bismillah ar-Rahman ar-Rahim",
    ):
        (place,) = formulae.phrases.find(word_numbers(text))
        assert place == (0, len(word_numbers(text))), text
