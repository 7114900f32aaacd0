"""From a statement to its frame uses: words, meaning, function and target together."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from rhetoric.detect import passage_languages
from rhetoric.encode import EMBEDDED, EMBEDDED_LANGUAGES, CachedEncoder
from rhetoric.frames.analysis import Analyser, Named, Speaker
from rhetoric.frames.function import Judgement, judge
from rhetoric.frames.fuse import THRESHOLD, fuse
from rhetoric.frames.meaning import MeaningScorer, fit_meaning
from rhetoric.frames.target import Target, find_target, own_side, speaks_of_itself
from rhetoric.frames.words import WordHit, WordScorer
from rhetoric.lexicon import Lexicon
from rhetoric.model import Passage, Statement, Theme
from rhetoric.text import Folded, fold


@dataclass(frozen=True)
class FrameUse:
    """One row of the ledger: who says what of whom, how, where, and how sure.

    Attributes:
        start, end: character span of the evidence in the statement's body.
        voice: whose claim it is: the group itself, or whom it is attributed to.
        words, meaning: the two kinds of evidence, 0 to 1.
        score: both fused, 0 to 1.
        language: of the passage (ISO 639-3), which need not be that of the statement.
    """

    statement: Statement
    passage: Passage
    theme: Theme
    function: str
    reason: str
    voice: str
    target: Target
    start: int
    end: int
    words: float
    meaning: float
    score: float
    method: str
    language: str = "und"


def _weights(themes: Iterable[Theme]) -> set[float]:
    return {pattern.weight for theme in themes for pattern in theme.patterns}


def speaker_of(statement: Statement, lexicon: Lexicon) -> Speaker:
    """The speaker of a statement with camp and adversaries on its date."""
    actors, first, last = lexicon.actors, statement.date.first, statement.date.last
    rivals: tuple[str, ...] = ()
    for step in actors.above(statement.group, first, last):
        if step in actors and actors[step].rivals:
            rivals = actors[step].rivals
            break
    return Speaker(
        group=statement.group,
        person=statement.speaker,
        camp=actors.camp(statement.group, first, last),
        rivals=rivals,
        rival_camp=actors.camp(rivals[0], first, last) if rivals else "",
        form=statement.form,
        first=first,
        last=last,
    )


class FrameScorer:
    """Finds the frame uses of statements.

    Args:
        lexicon: themes and actors.
        encoder: for evidence by meaning; None scores by words alone.
        themes: ids of the themes to look for; all by default.
        threshold: least score of a use that is reported.
        marked: score also what speech recognition repeats or is unsure of.
    """

    def __init__(
        self,
        lexicon: Lexicon,
        encoder: CachedEncoder | None = None,
        *,
        themes: Iterable[str] | None = None,
        threshold: float = THRESHOLD,
        marked: bool = False,
    ) -> None:
        names = lexicon.themes if themes is None else themes
        self.lexicon = lexicon
        self.themes = [lexicon.theme(name) for name in names]
        self.threshold = threshold
        self.marked = marked
        self.encoder = encoder
        self._analyser = Analyser(lexicon.actors)
        # By words alone a weak pattern never reaches the threshold: no need to look for it.
        enough = [w for w in _weights(self.themes) if fuse(w, None) >= threshold]
        least = 0.0 if encoder is not None else min(enough, default=2.0)
        self._words = WordScorer(self.themes, self._analyser.mentions, least=least)
        self._meaning: MeaningScorer | None = None
        if encoder is not None:
            # Fitted on all themes: what tells one apart is where the others begin.
            self._meaning = fit_meaning(list(lexicon.themes.values()), encoder, lexicon.background)

    def covers(self, language: str) -> bool:
        """Whether the encoder was trained on a language (ISO 639-3)."""
        known = self.encoder is not None and self.encoder.name == EMBEDDED
        return not known or language in EMBEDDED_LANGUAGES or language == "und"

    def uses(self, statement: Statement, passages: Sequence[Passage]) -> Iterator[FrameUse]:
        """The frame uses of one statement, in the order of its passages, then themes."""
        speaker = speaker_of(statement, self.lexicon)
        if not self.marked:
            passages = [p for p in passages if not p.mark]
        if self._meaning is not None and self.encoder is not None:
            languages = passage_languages([p.text for p in passages], statement.language)
            covered = [n for n, language in enumerate(languages) if self.covers(language)]
            if covered:
                vectors = self.encoder.encode([passages[n].text for n in covered])
                raw = self._meaning.raw([passages[n].text for n in covered], vectors)
                rows = dict(zip(covered, raw, strict=True))
                yield from self._by_both(statement, passages, speaker, languages, rows)
                return
        yield from self._by_words(statement, passages, speaker)

    def _by_words(
        self, statement: Statement, passages: Sequence[Passage], speaker: Speaker
    ) -> Iterator[FrameUse]:
        last: tuple[Named | None, Named | None] = (None, None)
        seen = 0
        number = {p.index: n for n, p in enumerate(passages)}
        for passage, hits in self._words.scan(fold(statement.body), passages):
            strong = {h.theme: (h, None) for h in hits if fuse(h.weight, None) >= self.threshold}
            if not strong:
                continue
            # Rivals named in passages without a hit can only matter to pronouns here.
            for earlier in passages[seen : number[passage.index]] if speaker.camp else ():
                last = self._last_named(fold(earlier.text), speaker, last)
            seen = number[passage.index]
            language = passage_languages([passage.text], statement.language)[0]
            yield from self._judge(statement, passage, speaker, language, strong, last)

    def _by_both(
        self,
        statement: Statement,
        passages: Sequence[Passage],
        speaker: Speaker,
        languages: Sequence[str],
        rows: Mapping[int, Any],
    ) -> Iterator[FrameUse]:
        """The uses of a statement of which some passages are in a language of the encoder.

        Args:
            rows: for these passages, by number, the raw evidence by meaning; the others are
                scored by words.
        """
        assert self._meaning is not None
        columns = {theme: n for n, theme in enumerate(self._meaning.themes)}
        last: tuple[Named | None, Named | None] = (None, None)
        for number, passage in enumerate(passages):
            folded = fold(passage.text)
            hits = {h.theme: h for h in self._words.hits(folded.text)}
            found: dict[str, tuple[WordHit | None, float | None]] = {}
            for theme in self.themes:
                meaning = float(np.round(rows[number][columns[theme.id]], 3)) if (
                    theme.id in columns and number in rows
                ) else None  # fmt: skip
                hit = hits.get(theme.id)
                if fuse(hit.weight if hit else 0.0, meaning) >= self.threshold:
                    found[theme.id] = (hit, meaning)
            if found:
                language = languages[number]
                yield from self._judge(statement, passage, speaker, language, found, last)
            last = self._last_named(folded, speaker, last)

    def _last_named(
        self, folded: Folded, speaker: Speaker, last: tuple[Named | None, Named | None]
    ) -> tuple[Named | None, Named | None]:
        """(rival, other party) named last, after one more passage."""
        if not speaker.camp:
            return last
        rival, party = last
        for start, end, actor, _ in self._analyser.mentions.find_folded(folded.text):
            named = self._analyser.named(start, end, actor, speaker)
            if named.camp and named.party != speaker.group and named.actor != speaker.person:
                party = named
                rival = rival if named.own else named
        return rival, party

    def _judge(
        self,
        statement: Statement,
        passage: Passage,
        speaker: Speaker,
        language: str,
        found: Mapping[str, tuple[WordHit | None, float | None]],
        last_named: tuple[Named | None, Named | None],
    ) -> Iterator[FrameUse]:
        folded = fold(passage.text)
        analysis = self._analyser.analyse(folded, speaker, language)
        for theme in self.themes:
            if theme.id not in found:
                continue
            hit, meaning = found[theme.id]
            if hit is None:
                first, last = len(analysis.words) - 1, len(analysis.words) - 1
                start, end = 0, len(passage.text)
            else:
                first = analysis.word_at(hit.start)
                last = analysis.word_at(hit.end - 1)
                start, end = folded.span(hit.start, hit.end)
            judgement = judge(analysis, first, last, theme, whole=hit is None)
            target = find_target(analysis, first, last, theme, judgement, *last_named)
            if judgement.function == "asserts" and speaks_of_itself(analysis, theme, target, first):
                judgement = Judgement(
                    "mentions", "said of the speaker's own side", judgement.source
                )
                target = own_side(analysis)
            yield FrameUse(
                statement=statement,
                passage=passage,
                theme=theme,
                function=judgement.function,
                reason=judgement.reason,
                voice=self._voice(speaker, judgement),
                target=target,
                start=passage.start + start,
                end=passage.start + end,
                words=hit.weight if hit else 0.0,
                meaning=0.0 if meaning is None else min(1.0, max(0.0, meaning)),
                score=fuse(hit.weight if hit else 0.0, meaning),
                method=_method(hit, meaning),
                language=language,
            )

    def _voice(self, speaker: Speaker, judgement: Judgement) -> str:
        """Whose claim it is: the group itself, another actor, or others without a name."""
        if judgement.source.own is not False:
            return speaker.group
        name = judgement.source.name
        return name if name in self.lexicon.actors else "others"


def _method(hit: WordHit | None, meaning: float | None) -> str:
    if meaning is None:
        return "words"
    if hit is None:
        return "meaning"
    return "words+meaning"
