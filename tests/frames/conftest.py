"""One sentence said by somebody; the corpus that ships; by words alone and with the encoder."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from rhetoric.dates import parse_date
from rhetoric.encode import CachedEncoder, load_encoder
from rhetoric.frames.score import FrameScorer, FrameUse
from rhetoric.lexicon import Lexicon
from rhetoric.model import Statement
from rhetoric.passages import split_passages

ROOT = Path(__file__).parent.parent.parent
LANGUAGES = {"en": "eng", "fr": "fra", "ar": "ara"}

Say = Callable[..., dict[str, FrameUse]]


@pytest.fixture(scope="session")
def scorer(shipped_lexicon: Lexicon) -> FrameScorer:
    """Scores by words alone, with the lexicon that ships."""
    return FrameScorer(shipped_lexicon)


@pytest.fixture(scope="session")
def say(scorer: FrameScorer) -> Say:
    """say(group, text): the last frame use of each theme in what the group says."""

    def speak(
        group: str,
        text: str,
        *,
        form: str = "transcript",
        person: str = "",
        language: str = "en",
        date: str = "2020-05",
    ) -> dict[str, FrameUse]:
        statement = Statement(
            "said", text, parse_date(date), group,
            speaker=person, language=LANGUAGES[language], form=form,
        )  # fmt: skip
        passages = split_passages(text, statement="said", language=LANGUAGES[language])
        return {use.theme.id: use for use in scorer.uses(statement, passages)}

    return speak


@pytest.fixture(scope="session")
def encoder() -> CachedEncoder:
    """The default encoder, with the checkout's cache of vectors."""
    return load_encoder(cache=ROOT / ".rhetoric" / "vectors.sqlite")


@pytest.fixture(scope="session")
def full(encoder: CachedEncoder, shipped_lexicon: Lexicon) -> FrameScorer:
    """Scores by words and meaning, with the lexicon that ships."""
    return FrameScorer(shipped_lexicon, encoder)
