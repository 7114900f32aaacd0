"""Evidence by words: patterns of themes found in folded passages."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from rhetoric.languages import surest_language
from rhetoric.mentions import MentionFinder
from rhetoric.model import Passage, Theme
from rhetoric.patterns import PatternSet
from rhetoric.text import Folded, fold

_LETTER = re.compile(r"\S")


@dataclass(frozen=True)
class WordHit:
    """A theme's words in a passage.

    Attributes:
        theme: theme id.
        start, end: place in the folded passage.
        weight: of the strongest pattern found; 1 is enough by itself.
        pattern: that pattern, as written.
    """

    theme: str
    start: int
    end: int
    weight: float
    pattern: str


class WordScorer:
    """Finds the words of many themes at once.

    Args:
        themes: what to look for.
        mentions: finds the names of groups, whose words are no evidence: the "state" of
            "Islamic State" is not a state that somebody negotiates with.
        least: patterns of a lower weight are not looked for.
    """

    def __init__(
        self,
        themes: Iterable[Theme],
        mentions: MentionFinder | None = None,
        *,
        least: float = 0.0,
    ) -> None:
        self._mentions = mentions
        patterns: list[str] = []
        self._owners: list[tuple[str, float]] = []
        self._languages: list[str] = []
        self._exclusions: dict[str, PatternSet] = {}
        for theme in themes:
            for pattern in theme.patterns:
                if pattern.weight < least:
                    continue
                patterns.append(pattern.text)
                self._owners.append((theme.id, pattern.weight))
                self._languages.append(pattern.language)
            self._exclusions[theme.id] = PatternSet([e.text for e in theme.exclusions])
        self._set = PatternSet(patterns)

    def hits(self, folded: str, numbers: Iterable[int] | None = None) -> list[WordHit]:
        """One hit a theme, the strongest: where several match, the heaviest, then the longest.

        Args:
            numbers: patterns that might match, from `PatternSet.candidates`; all by default.
        """
        best: dict[str, WordHit] = {}
        for hit in self.matches(folded, numbers):
            old = best.get(hit.theme)
            if old is None or (hit.weight, hit.end - hit.start, -hit.start) > (
                old.weight, old.end - old.start, -old.start,
            ):  # fmt: skip
                best[hit.theme] = hit
        return [best[theme] for theme in sorted(best)]

    def matches(self, folded: str, numbers: Iterable[int] | None = None) -> Iterator[WordHit]:
        """Every place where a pattern matches and counts.

        A match that overlaps one of its theme's exclusions does not count. Words of one
        language are not read as another's: "separate" is not the French "séparer".

        Args:
            numbers: patterns that might match, from `PatternSet.candidates`; all by default.
        """
        if numbers is None:
            numbers = dict.fromkeys(n for _, found in self._set.candidates(folded) for n in found)
        language = surest_language(folded.split(" "))
        if language:
            numbers = [n for n in numbers if self._languages[n] == language]
        matches = list(self._set.confirm(folded, numbers))
        if matches:
            folded = self._without_names(folded)
            matches = list(self._set.confirm(folded, dict.fromkeys(m[0] for m in matches)))
        barred: dict[str, list[tuple[int, int]]] = {}
        for number, start, end in matches:
            theme, weight = self._owners[number]
            if theme not in barred:
                barred[theme] = [(s, e) for _, s, e in self._exclusions[theme].find(folded)]
            if any(start < e and s < end for s, e in barred[theme]):
                continue
            yield WordHit(theme, start, end, weight, self._set.patterns[number])

    def _without_names(self, folded: str) -> str:
        """A passage of the same length in which no name of an armed group can be read.

        "The Malian army" stays: what is said with it is about an army.
        """
        if self._mentions is None:
            return folded
        for start, end, actor, _ in self._mentions.find_folded(folded):
            if self._mentions.actors[actor].kind in ("state", "observer"):
                continue
            hidden = _LETTER.sub("§", folded[start:end])
            folded = folded[:start] + hidden + folded[end:]
        return folded

    def scan(
        self, folded: Folded, passages: Sequence[Passage]
    ) -> list[tuple[Passage, list[WordHit]]]:
        """Hits of all passages of one text that has been folded whole; others are left out.

        One pass over the text finds which passages are worth a closer look.
        """
        candidates = self._set.candidates(folded.text)
        if not candidates or not passages:
            return []
        starts = folded.positions([p.start for p in passages])
        ends = folded.positions([p.end for p in passages])
        numbers: dict[int, dict[int, None]] = {}
        for position, owners in candidates:
            at = bisect_right(starts, position) - 1
            if at >= 0:
                numbers.setdefault(at, {}).update(dict.fromkeys(owners))
        found = []
        for at in sorted(numbers):
            hits = self.hits(folded.text[starts[at] : ends[at]].strip(), numbers[at])
            if hits:
                found.append((passages[at], hits))
        return found


def score_words(passages: Sequence[Passage], themes: Iterable[Theme]) -> list[list[WordHit]]:
    """Word hits of each passage, in the order given."""
    scorer = WordScorer(themes)
    return [scorer.hits(fold(passage.text).text) for passage in passages]
