"""From a statement to its frame uses: words, meaning, function and target together."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from rhetoric.detect import passage_languages
from rhetoric.encode import EMBEDDED, EMBEDDED_LANGUAGES, CachedEncoder
from rhetoric.frames.analysis import Analyser, Named, Speaker
from rhetoric.frames.function import Judgement, judge
from rhetoric.frames.fuse import THRESHOLD, fuse
from rhetoric.frames.grid import Grid, weigh
from rhetoric.frames.learnt import Learnt, cutoff
from rhetoric.frames.likeness import Likeness
from rhetoric.frames.target import Target, find_target, own_side, speaks_of_itself
from rhetoric.frames.words import WordHit, WordScorer
from rhetoric.lexicon import Lexicon
from rhetoric.model import Passage, Statement, Theme
from rhetoric.text import Folded, fold

#: What speaks for a theme in a passage: its word hit, its raw meaning, both fused.
Evidence = tuple[WordHit | None, float | None, float]


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
        learnt: theme id → what was learnt of it from labelled passages; takes the place of
            the fusion wherever there is evidence by meaning.
    """

    def __init__(
        self,
        lexicon: Lexicon,
        encoder: CachedEncoder | None = None,
        *,
        themes: Iterable[str] | None = None,
        threshold: float = THRESHOLD,
        marked: bool = False,
        learnt: Mapping[str, Learnt] | None = None,
    ) -> None:
        names = lexicon.themes if themes is None else themes
        self.learnt = learnt or {}
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
        self._likeness: Likeness | None = None
        if encoder is not None:
            everything = list(lexicon.themes.values())
            self._likeness = Likeness(everything, encoder, lexicon.background)

    def covers(self, language: str) -> bool:
        """Whether the encoder was trained on a language (ISO 639-3)."""
        known = self.encoder is not None and self.encoder.name == EMBEDDED
        return not known or language in EMBEDDED_LANGUAGES or language == "und"

    def prepare(self, texts: Sequence[str], languages: Sequence[str]) -> None:
        """Measure and keep the likeness of passages; all at once is fastest.

        Args:
            languages: of each text (ISO 639-3).
        """
        if self._likeness is not None:
            known = zip(texts, languages, strict=True)
            self._likeness.of([text for text, language in known if self.covers(language)])

    def uses(self, statement: Statement, passages: Sequence[Passage]) -> Iterator[FrameUse]:
        """The frame uses of one statement, in the order of its passages, then themes."""
        return self.uses_of([(statement, passages, None)])

    def uses_of(
        self,
        statements: Iterable[tuple[Statement, Sequence[Passage], Sequence[str] | None]],
    ) -> Iterator[FrameUse]:
        """The frame uses of statements, in their order; all their passages are scored at once.

        Args:
            statements: each with its passages and their languages (ISO 639-3), which are told
                from the passages where they are None.
        """
        asked = [(s, *self._asked(s, passages, known)) for s, passages, known in statements]
        texts: list[str] = []
        languages: list[str] = []
        groups: list[str] = []
        sides: list[bool] = []
        for statement, passages, known in asked:
            if known:
                own = [p.text for p in passages]
                texts += own
                languages += known
                groups += [statement.group] * len(own)
                sides += self.sides(speaker_of(statement, self.lexicon), own)
        grid = self.grid(texts, languages, groups, sides)
        at = 0
        for statement, passages, known in asked:
            speaker = speaker_of(statement, self.lexicon)
            if known:
                rows = grid.rows(at, at + len(passages))
                yield from self._by_both(statement, passages, speaker, known, rows)
                at += len(passages)
            else:
                yield from self._by_words(statement, passages, speaker)

    def _asked(
        self, statement: Statement, passages: Sequence[Passage], known: Sequence[str] | None
    ) -> tuple[Sequence[Passage], Sequence[str]]:
        """The passages to score and their languages: none where all are scored by words alone."""
        if not self.marked and any(p.mark for p in passages):
            kept = [n for n, p in enumerate(passages) if not p.mark]
            passages = [passages[n] for n in kept]
            known = None if known is None else [known[n] for n in kept]
        if self._likeness is None:
            return passages, ()
        if known is None:
            known = passage_languages([p.text for p in passages], statement.language)
        return passages, known if any(map(self.covers, known)) else ()

    def sides(self, speaker: Speaker, texts: Sequence[str]) -> list[bool]:
        """For each passage of a statement, whether it can be about a side.

        That is so where the speaker belongs to one; in an observer's prose from the first
        passage on that names one.
        """
        found: list[bool] = []
        named = not self._observes(speaker)
        for text in texts:
            named = named or self._names_a_side(fold(text), speaker)
            found.append(named)
        return found

    def grid(
        self,
        texts: Sequence[str],
        languages: Sequence[str],
        groups: Sequence[str] = (),
        sides: Sequence[bool] = (),
    ) -> Grid:
        """Every theme's evidence and score in some texts, whether or not it is enough.

        Args:
            languages: of each text (ISO 639-3); "und" counts as one the encoder reads.
            groups: actor id of who says each; unknown by default.
            sides: whether each can be about a side (see `sides`); it can by default.
        """
        hits = [{h.theme: h for h in self._words.hits(fold(t).text)} for t in texts]
        names = [theme.id for theme in self.themes]
        if self._likeness is None or self.encoder is None:
            return weigh(names, hits, (), np.zeros((len(texts), 0)), sides)
        covered = [n for n, language in enumerate(languages) if self.covers(language)]
        chosen = [texts[n] for n in covered]
        likeness = np.full((len(texts), len(self._likeness.themes)), np.nan)
        likeness[covered] = self._likeness.of(chosen)
        found = weigh(names, hits, self._likeness.themes, likeness, sides)
        learnt = [(column, name) for column, name in enumerate(names) if name in self.learnt]
        if learnt and chosen:
            vectors = self.encoder.encode(chosen)
            said_by = [groups[n] if groups else "" for n in covered]
            for column, name in learnt:
                words, meaning = found.words[covered, column], found.meaning[covered, column]
                scores = self.learnt[name].scores(
                    chosen, vectors, said_by, words, np.nan_to_num(meaning)
                )
                found.score[covered, column] = np.round(scores, 3)
        return found

    def cutoff(self, theme: str) -> float:
        """The least score of a use of a theme that is reported."""
        return cutoff(self.threshold, self.learnt.get(theme))

    def _by_words(
        self, statement: Statement, passages: Sequence[Passage], speaker: Speaker
    ) -> Iterator[FrameUse]:
        last: tuple[Named | None, Named | None] = (None, None)
        seen = 0
        number = {p.index: n for n, p in enumerate(passages)}
        for passage, hits in self._words.scan(fold(statement.body), passages):
            scores = {h.theme: (h, None, fuse(h.weight, None)) for h in hits}
            strong = {t: found for t, found in scores.items() if found[2] >= self.threshold}
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
        grid: Grid,
    ) -> Iterator[FrameUse]:
        """The uses of a statement of which some passages are in a language of the encoder."""
        least = [self.cutoff(theme) for theme in grid.themes]
        last: tuple[Named | None, Named | None] = (None, None)
        seen = 0
        enough = grid.score >= least
        for number in np.flatnonzero(enough.any(axis=1)).tolist():
            for earlier in passages[seen:number] if speaker.camp else ():
                last = self._last_named(fold(earlier.text), speaker, last)
            seen = number
            found: dict[str, Evidence] = {}
            for column in np.flatnonzero(enough[number]).tolist():
                theme, near = grid.themes[column], float(grid.meaning[number, column])
                hit = grid.hits[number].get(theme)
                score = float(grid.score[number, column])
                found[theme] = (hit, None if np.isnan(near) else near, score)
            passage, language = passages[number], languages[number]
            yield from self._judge(statement, passage, speaker, language, found, last)

    def _observes(self, speaker: Speaker) -> bool:
        """Whether a known speaker belongs to no side: a state, an organisation of states."""
        return speaker.observer and speaker.group in self.lexicon.actors

    def _names_a_side(self, folded: Folded, speaker: Speaker) -> bool:
        """Whether a passage names somebody who belongs to a side."""
        found = self._analyser.mentions.find_folded(folded.text)
        return any(
            self.lexicon.actors.camp(actor, speaker.first, speaker.last) for *_, actor, _ in found
        )

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
        found: Mapping[str, Evidence],
        last_named: tuple[Named | None, Named | None],
    ) -> Iterator[FrameUse]:
        folded = fold(passage.text)
        analysis = self._analyser.analyse(folded, speaker, language)
        for theme in self.themes:
            if theme.id not in found:
                continue
            hit, meaning, score = found[theme.id]
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
                score=score,
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
