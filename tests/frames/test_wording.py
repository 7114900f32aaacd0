"""Likeness in wording has the weights scikit-learn gives, only faster."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rhetoric.frames.wording import fit_wording, ngrams
from rhetoric.text import fold_text

TEXTS = [
    "They negotiate with the government.", "Ils négocient avec l’État, l’État et l’État.",
    "يتفاوضون مع الحكومة", "a b ab", "", "…", "They negotiated; they negotiate.",
]  # fmt: skip


def reference(fitted: list[str], texts: list[str]) -> tuple[list[str], np.ndarray]:
    """N-grams and weights as scikit-learn has them."""
    from sklearn.feature_extraction.text import TfidfVectorizer

    model = TfidfVectorizer(analyzer="char_wb", ngram_range=(3, 5), sublinear_tf=True)
    model.fit([fold_text(text) for text in fitted])
    weights = model.transform([fold_text(text) for text in texts]).toarray()
    return list(model.get_feature_names_out()), weights


def test_an_ngram_stays_within_its_word() -> None:
    assert list(ngrams("a")) == [" a "]
    assert list(ngrams("ab")) == [" ab", "ab ", " ab "]
    assert len(list(ngrams("abcd"))) == 4 + 3 + 2


def test_weights_are_those_of_scikit_learn() -> None:
    names, expected = reference(TEXTS, TEXTS)
    wording = fit_wording(TEXTS)
    assert list(wording.number) == names
    assert wording.weights(TEXTS).toarray() == pytest.approx(expected, abs=1e-12)


@given(st.lists(st.text(st.sampled_from("abcé غدر'-. 1İ"), max_size=30), max_size=8))
def test_so_they_are_for_any_texts(texts: list[str]) -> None:
    _, expected = reference(TEXTS, texts or [""])
    assert fit_wording(TEXTS).weights(texts or [""]).toarray() == pytest.approx(expected, abs=1e-12)


def test_no_texts_and_no_words_are_no_trouble() -> None:
    wording = fit_wording(TEXTS)
    assert wording.weights([]).shape == (0, len(wording.number))
    assert wording.weights(["", "…", "\x00"]).nnz == 0
    assert fit_wording([]).weights(["they"]).shape == (1, 0)


def test_texts_weigh_the_same_alone_and_among_others() -> None:
    wording = fit_wording(TEXTS)
    together = wording.weights(TEXTS).toarray()
    alone = np.vstack([wording.weights([text]).toarray() for text in TEXTS])
    assert together == pytest.approx(alone, abs=1e-15)
