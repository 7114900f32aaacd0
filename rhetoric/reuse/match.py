"""A stretch of text that two statements share."""

from __future__ import annotations

from dataclasses import dataclass

SAME_WORDS, TRANSLATION, PARAPHRASE = "same-words", "translation", "paraphrase"
KINDS = (SAME_WORDS, TRANSLATION, PARAPHRASE)

#: Characters of an original: the first, and the one behind the last.
Place = tuple[int, int]


@dataclass(frozen=True)
class Match:
    """A stretch of text that two statements share.

    Attributes:
        kind: same-words, translation or paraphrase.
        first, second: the numbers of the two statements, in the order of the corpus.
        first_place, second_place: where it stands in either body.
        score: how sure; what it is depends on the kind (docs/reuse.md).
        words: same words: how many are equal, without those of formulae; else how many the
            shorter of the two has.
        why: the evidence, as a sentence.
        first_language, second_language: of the passages, where they were told apart; else "".
    """

    kind: str
    first: int
    second: int
    first_place: Place
    second_place: Place
    score: float
    words: int
    why: str
    first_language: str = ""
    second_language: str = ""
