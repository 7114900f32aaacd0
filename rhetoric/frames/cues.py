"""The words that show whose claim something is and whether it is taken on (cues/*.yaml)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from rhetoric.errors import LexiconError
from rhetoric.fields import read_fields, read_utf8
from rhetoric.patterns import PatternSet
from rhetoric.text import Folded

FOLDER = Path(__file__).parent / "cues"
#: Kinds of cue, as the files name them.
KINDS = (
    "negation", "negation_exempt", "denial", "rebuttal", "hearsay", "distance",
    "report", "report_exempt",
    "according", "claim_noun", "question_inside", "rhetorical", "condition", "concession",
    "resumption", "adversative", "boundary", "first_person", "third_person", "he_she_it",
    "rival_noun", "speaker_noun", "other_noun", "general", "prohibition", "whoever", "partner",
    "giver", "good_faith", "path", "truth",
)  # fmt: skip
#: Kinds made of particles: in Arabic only و and ف may stand before them, and nothing after.
_PARTICLES = frozenset((
    "negation", "negation_exempt", "according", "question_inside", "rhetorical", "condition",
    "concession", "resumption", "adversative", "boundary", "first_person", "third_person",
    "he_she_it", "partner", "giver", "hearsay", "prohibition", "whoever",
))  # fmt: skip
_VERB_ENDINGS = ("نا", "وا", "ها")


@dataclass(frozen=True)
class Cue:
    """A cue found in a passage.

    Attributes:
        first, last: its words, by number.
        text: these words, folded.
        quote: these words as they stand in the original.
    """

    kind: str
    first: int
    last: int
    text: str
    quote: str = ""


class CueFinder:
    """Finds the cues of one language.

    Args:
        language: en, fr or ar.
    """

    def __init__(self, language: str) -> None:
        path = FOLDER / f"{language}.yaml"
        fields = read_fields(read_utf8(path, LexiconError), path, LexiconError)
        fields.only(KINDS)
        self._kinds: list[list[str]] = [[], []]
        patterns: list[list[str]] = [[], []]
        for kind in KINDS:
            for pattern in fields.strings(kind):
                patterns[kind in _PARTICLES].append(pattern)
                self._kinds[kind in _PARTICLES].append(kind)
        self._sets = (PatternSet(patterns[0]), PatternSet(patterns[1], clitics=False))

    def find(self, folded: Folded, starts: Sequence[int]) -> list[Cue]:
        """Cues of a passage whose folded words begin at `starts`, in order.

        Negations and reporting words that overlap one of their exemptions are left out.
        """
        number_at = {start: number for number, start in enumerate(starts)}
        found: dict[tuple[str, int, int], Cue] = {}
        for patterns, kinds in zip(self._sets, self._kinds, strict=True):
            for pattern, start, end in patterns.find(folded.text):
                first = number_at[start]
                last = first + folded.text.count(" ", start, end)
                kind, text = kinds[pattern], folded.text[start:end]
                if kind == "report" and text.endswith("ا") and not text.endswith(_VERB_ENDINGS):
                    continue  # an accusative noun, not a verb
                if kind == "report" and text.startswith("ال") and " " not in text:
                    continue  # nor is what has an article
                quote = folded.source[slice(*folded.span(start, end))]
                found.setdefault((kind, first, last), Cue(kind, first, last, text, quote))
        cues = list(found.values())
        for kind in ("negation", "report"):
            exempt = [c for c in cues if c.kind == f"{kind}_exempt"]
            cues = [
                c
                for c in cues
                if c.kind != kind
                or not any(e.first <= c.last and c.first <= e.last for e in exempt)
            ]
        return cues


@lru_cache(maxsize=8)
def cue_finder(language: str) -> CueFinder:
    """The finder of a language, made once."""
    return CueFinder(language)
