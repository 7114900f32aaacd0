"""Evidence by likeness to prototypes, told apart from look-alikes."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from rhetoric.encode import CachedEncoder
from rhetoric.frames.meaning import MeaningScorer, fit_meaning
from rhetoric.lexicon import Lexicon


@pytest.fixture(scope="session")
def fitted(encoder: CachedEncoder, shipped_lexicon: Lexicon) -> MeaningScorer:
    return fit_meaning(list(shipped_lexicon.themes.values()), encoder, shipped_lexicon.background)


def likeness(fitted: MeaningScorer, encoder: CachedEncoder, *texts: str) -> np.ndarray:
    return fitted.raw(texts, encoder.encode(texts))


UNSEEN = [
    ("They sat down with envoys of the regime to talk about peace.", "negotiation"),
    ("Ils ont ouvert des pourparlers avec les autorités.", "negotiation"),
    ("أجروا محادثات مع السلطات.", "negotiation"),
    ("Our brigade gave its oath to the emir.", "allegiance"),
    ("Notre brigade a prêté serment à l’émir.", "allegiance"),
    ("They broke their word and attacked us at night.", "treachery"),
    ("The fighters should stop quarrelling and stand together.", "unity"),
]


@pytest.mark.parametrize(("text", "theme"), UNSEEN)
def test_an_unseen_sentence_is_nearest_to_its_theme(
    fitted: MeaningScorer, encoder: CachedEncoder, text: str, theme: str
) -> None:
    scores = likeness(fitted, encoder, text)[0]
    assert fitted.themes[int(scores.argmax())] == theme


@pytest.mark.parametrize(
    "text",
    ["The harvest was poor this year.", "La route est ouverte.", "هطل المطر أمس.",
     "The parties negotiated the price of cement."],
)  # fmt: skip
def test_a_sentence_about_something_else_is_like_no_theme(
    fitted: MeaningScorer, encoder: CachedEncoder, text: str
) -> None:
    assert likeness(fitted, encoder, text).max() < 0.43


def test_prototypes_are_liker_than_counterexamples(
    fitted: MeaningScorer, encoder: CachedEncoder, shipped_lexicon: Lexicon
) -> None:
    for column, name in enumerate(fitted.themes):
        theme = shipped_lexicon.theme(name)
        like = likeness(fitted, encoder, *theme.prototypes["en"])[:, column]
        unlike = likeness(fitted, encoder, *theme.counterexamples["en"])[:, column]
        assert np.median(like) > 0.4 > 0.1 > np.median(unlike), name


def test_a_sentence_scores_the_same_alone_and_among_others(
    fitted: MeaningScorer, encoder: CachedEncoder
) -> None:
    texts = [text for text, _ in UNSEEN]
    together = likeness(fitted, encoder, *texts)
    alone = np.vstack([likeness(fitted, encoder, text) for text in texts])
    assert together == pytest.approx(alone, abs=1e-5)


def test_no_texts_have_no_scores(fitted: MeaningScorer, encoder: CachedEncoder) -> None:
    assert likeness(fitted, encoder).shape == (0, len(fitted.themes))


@pytest.mark.parametrize("text", ["", " ", "…", "\x00", "🙂"])
def test_any_text_can_be_scored(fitted: MeaningScorer, encoder: CachedEncoder, text: str) -> None:
    assert np.isfinite(likeness(fitted, encoder, text)).all()


def test_a_theme_without_prototypes_has_no_column(
    encoder: CachedEncoder, shipped_lexicon: Lexicon
) -> None:
    bare = replace(shipped_lexicon.theme("unity"), prototypes={}, counterexamples={})
    fitted = fit_meaning([bare, shipped_lexicon.theme("victory")], encoder)
    assert fitted.themes == ("victory",)
    none = fit_meaning([bare], encoder)
    assert none.raw(["a road"], encoder.encode(["a road"])).shape == (1, 0)


def test_the_fit_depends_on_nothing_but_lexicon_and_encoder(
    encoder: CachedEncoder, shipped_lexicon: Lexicon
) -> None:
    themes = [shipped_lexicon.theme("unity"), shipped_lexicon.theme("victory")]
    one, other = (fit_meaning(themes, encoder) for _ in range(2))
    assert (one.dual == other.dual).all()
    assert (one.by_wording == other.by_wording).all()
