"""The passages of a corpus by their likeness to some example sentences."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from rhetoric.corpus import Corpus
from rhetoric.encode import CachedEncoder
from rhetoric.errors import LexiconError
from rhetoric.languages import surest_language
from rhetoric.model import PATTERN_LANGUAGES, Passage
from rhetoric.text import fold_text
from rhetoric.theming.vocabulary import Token, Vocabulary

#: ISO 639-3 → the language as lexicons name it.
SHORT = {"eng": "en", "fra": "fr", "ara": "ar"}
#: Robust standard deviations above the middle of ordinary passages: from NEAR on a passage is
#: taken to be about the same, from SURE on to say the same; between FAR and NEAR lies the
#: twilight. What that is worth on labelled sentences: docs/themes.md.
FAR, NEAR, SURE = 1.5, 2.75, 4.0
#: No passage with a lower likeness is near, nor sure, however far all others are.
LEAST_NEAR, LEAST_SURE = 0.25, 0.35
#: From these deviations and this likeness on, a passage needs no words of a theme to be sure.
SAME, LEAST_SAME = 5.0, 0.5
#: Of a larger corpus, the passages that share words with the examples and an even sample.
MOST = 20_000


@dataclass(frozen=True)
class Found:
    """A passage and how like the examples it is.

    Attributes:
        language: en, fr or ar.
        text: the passage on one line.
        tokens: its words.
        likeness: mean of two cosines: with the nearest example, and with the middle of all.
        deviations: how far that is above ordinary passages, in robust standard deviations.
    """

    passage: Passage
    language: str
    text: str
    tokens: tuple[Token, ...]
    likeness: float = 0.0
    deviations: float = 0.0

    @property
    def near(self) -> bool:
        """Whether it is about the same as the examples."""
        return self.deviations >= NEAR and self.likeness >= LEAST_NEAR

    @property
    def sure(self) -> bool:
        """Whether it says the same as the examples, where it has their words."""
        return self.deviations >= SURE and self.likeness >= LEAST_SURE

    @property
    def same(self) -> bool:
        """Whether it says the same as the examples, whatever its words."""
        return self.deviations >= SAME and self.likeness >= LEAST_SAME


def one_line(text: str) -> str:
    """A text without the line breaks and runs of spaces of its layout."""
    return " ".join(text.split())


def example_language(text: str, declared: str = "") -> str:
    """en, fr or ar: the language of an example.

    Args:
        declared: ISO 639-3 code given by the user; found in the text by default.

    Raises:
        LexiconError: for a language that lexicons have no patterns in, or none that is found.
    """
    from rhetoric.detect import detect_language

    if declared:
        if declared not in SHORT:
            raise LexiconError(
                f"a theme has no patterns in '{declared}'", field="language",
                remedy=f"one of: {', '.join(PATTERN_LANGUAGES)}",
            )  # fmt: skip
        return SHORT[declared]
    found = surest_language(fold_text(text).split())
    found = SHORT.get(detect_language(text).language, found)
    if not found:
        raise LexiconError(
            f"the language of this example is not found: “{text[:60]}”",
            remedy="name it with --language en, fr or ar",
        )
    return found


def collect(corpus: Corpus, vocabularies: Mapping[str, Vocabulary], asked: set[str]) -> list[Found]:
    """The passages of a corpus in the languages of lexicons, each distinct text once.

    Args:
        vocabularies: language → its words; what is read is remembered there.
        asked: stems of the examples; passages with them are kept of a corpus that is too large.
    """
    seen: set[str] = set()
    found: list[Found] = []
    for statement in corpus.without_copies.statements:
        passages = corpus.passages_of(statement.id)
        for passage, code in zip(passages, corpus.languages_of(statement.id), strict=True):
            text, language = one_line(passage.text), SHORT.get(code, "")
            key = fold_text(text)
            if not language or passage.mark or key in seen:
                continue
            seen.add(key)
            found.append(Found(passage, language, text, vocabularies[language].read(text)))
    if len(found) <= MOST:
        return found
    sharing = [n for n, one in enumerate(found) if any(t.stem in asked for t in one.tokens)]
    sharing = sharing[:: -(-len(sharing) * 2 // MOST)] if len(sharing) * 2 > MOST else sharing
    others = sorted(set(range(len(found))) - set(sharing))
    kept = {*sharing, *others[:: -(-len(others) // (MOST - len(sharing)))]}
    return [found[n] for n in sorted(kept)]


def rank(
    found: Sequence[Found],
    examples: Sequence[str],
    encoder: CachedEncoder,
    background: Sequence[str] = (),
) -> list[Found]:
    """The passages with their likeness, the most alike first.

    Args:
        background: neutral sentences; with the passages they tell what is ordinary.
    """
    if not found:
        return []
    asked = encoder.encode(list(examples))
    vectors = encoder.encode([one.text for one in found])
    likeness = _likeness(vectors, asked)
    ordinary = likeness
    if background:
        neutral = _likeness(encoder.encode(list(background)), asked)
        ordinary = np.concatenate([likeness, neutral])
    middle = float(np.median(ordinary))
    # 1.4826 makes of the median absolute deviation the standard deviation of a normal one.
    spread = max(1.4826 * float(np.median(np.abs(ordinary - middle))), 1e-6)
    told = [
        Found(
            one.passage, one.language, one.text, one.tokens,
            round(float(value), 3), round((float(value) - middle) / spread, 2),
        )
        for one, value in zip(found, likeness, strict=True)
    ]  # fmt: skip
    return sorted(told, key=lambda o: (-o.likeness, o.passage.statement, o.passage.index))


def _likeness(
    vectors: npt.NDArray[np.float32], asked: npt.NDArray[np.float32]
) -> npt.NDArray[np.float64]:
    middle = asked.mean(axis=0)
    middle = middle / max(float(np.linalg.norm(middle)), 1e-6)
    nearest = (vectors @ asked.T).max(axis=1)
    return np.asarray((nearest + vectors @ middle) / 2, dtype=np.float64)
