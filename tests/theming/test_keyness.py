"""Words: their forms, and how typical they are of some passages."""

from __future__ import annotations

import pytest

from rhetoric.lexicon import Actors
from rhetoric.mentions import MentionFinder
from rhetoric.patterns import PatternSet
from rhetoric.text import fold_text
from rhetoric.theming.keyness import Term, keyness
from rhetoric.theming.vocabulary import Vocabulary
from rhetoric.words.stems import stem


def read(language: str, *texts: str) -> Vocabulary:
    vocabulary = Vocabulary(language)
    for text in texts:
        vocabulary.read(text)
    return vocabulary


@pytest.mark.parametrize(
    ("language", "forms"),
    [
        ("en", ["tax", "taxes", "taxed", "taxation"]),
        ("en", ["levy", "levies", "levied"]),
        ("en", ["trade", "traders", "trading"]),
        ("fr", ["marchand", "marchands", "marchande"]),
        ("ar", ["ضريبة", "الضريبة"]),
    ],
)
def test_forms_of_a_word_have_one_stem_and_one_pattern(language: str, forms: list[str]) -> None:
    folded = [fold_text(form) for form in forms]
    assert len({stem(form, language) for form in folded}) == 1
    pattern = read(language, *forms).pattern(stem(folded[0], language))
    assert all(PatternSet([pattern]).find(form) for form in folded), pattern


def test_an_open_ending_catches_no_other_word_of_the_texts() -> None:
    assert read("en", "market markets").pattern("market") == "market*"
    several = read("en", "market markets marketplace").pattern("market")
    assert several == "market|markets"


def test_accents_are_written_as_in_the_texts() -> None:
    assert read("fr", "l'impôt, les impôts").pattern(stem("impots", "fr")) == "impôt*"


def test_names_and_little_words_are_no_words_of_a_theme(actors: Actors) -> None:
    vocabulary = Vocabulary("en", MentionFinder(actors))
    stems = [t.stem for t in vocabulary.read("The Northern Front paid the toll in 2019")]
    assert stems == ["", "", "", "paid", "", "toll", "", ""]


def test_typical_are_words_and_collocates_of_the_near_passages() -> None:
    vocabulary = Vocabulary("en")
    near = [vocabulary.read(t) for t in ("They pay the toll.", "Drivers pay a toll here.")]
    rest = [vocabulary.read(t) for t in ("They pay for grain.", "Rain fell on the hills.")] * 9
    found = {k.term: k for k in keyness(near, rest)}
    assert next(iter(found)) in (Term(("toll",)), Term(("pay", "toll")))
    together = found[Term(("pay", "toll"))]
    assert (together.near, together.rest, together.gap) == (2, 0, 1)
    assert found[Term(("pay",))].g2 < found[Term(("toll",))].g2
    assert found[Term(("pay",))].elsewhere == 9
