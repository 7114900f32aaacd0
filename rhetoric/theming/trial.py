"""Trying a theme out: what it finds, what it just misses, and what its result rests on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from rhetoric.model import Passage, Theme
from rhetoric.patterns import PatternSet
from rhetoric.project import Workspace
from rhetoric.text import fold_text
from rhetoric.theming.near import SHORT, one_line
from rhetoric.theming.scoring import Words, fused, left_out, uses_of
from rhetoric.theming.verdict import verdict

#: A passage with at least this score and less than the threshold is a near miss.
NEAR_MISS = 0.2
#: Prefix of a passage id and its number.
Place = tuple[str, int]


@dataclass(frozen=True)
class Hit:
    """A passage in which the theme is found, or nearly.

    Attributes:
        passage: the way a passage is cited.
        score, words, meaning: as in the ledger; words and meaning are the two kinds of evidence.
        pattern: the strongest that matches; "" where its meaning alone tells.
        function, target: as in the ledger.
        own: the passage is itself one of the theme's sentences, so finding it proves nothing.
    """

    passage: str
    language: str
    score: float
    words: float
    meaning: float
    pattern: str
    function: str
    target: str
    own: bool
    text: str


@dataclass(frozen=True)
class Overlap:
    """Passages that another theme finds, too.

    Attributes:
        both, this, other: passages found by both, and by each of them in all.
        jaccard: both, as a share of those that one or the other finds.
    """

    theme: str
    both: int
    this: int
    other: int
    jaccard: float


@dataclass(frozen=True)
class PatternTrial:
    """What one pattern does.

    Attributes:
        matches: passages it matches.
        hits: those among them that the theme finds.
        left: hits of the theme that are left when it is taken away.
        lost: hits that go with it.
        counterexamples: counter-examples it matches.
    """

    pattern: str
    language: str
    weight: float
    matches: int
    hits: int
    left: int
    lost: int
    counterexamples: int


@dataclass(frozen=True)
class SentenceTrial:
    """How one of the theme's sentences scores when the theme does not know it.

    Attributes:
        kind: prototype or counterexample.
        words: weight of the strongest pattern; the patterns may have been written for it.
        meaning: likeness fitted without it; None where meaning was not measured.
        score: both together; `alone` is the score of its meaning without any pattern.
        right: a prototype is found, a counter-example is not.
    """

    kind: str
    language: str
    words: float
    meaning: float | None
    score: float
    alone: float
    right: bool
    text: str


@dataclass(frozen=True)
class ThemeTrial:
    """What a theme does in a corpus.

    Attributes:
        theme: its id.
        threshold: least score of a hit.
        passages: how many passages were looked at.
        verdict: a sentence that says whether it can be trusted, and why.
    """

    theme: str
    threshold: float
    passages: int
    hits: tuple[Hit, ...]
    near_misses: tuple[Hit, ...]
    overlaps: tuple[Overlap, ...]
    patterns: tuple[PatternTrial, ...]
    sentences: tuple[SentenceTrial, ...]
    verdict: str

    @property
    def recall(self) -> float | None:
        """Share of the prototypes that are found when they are left out; None without any."""
        return _share([s.right for s in self.sentences if s.kind == "prototype"])

    @property
    def recall_by_meaning(self) -> float | None:
        """The same by meaning alone, which no pattern written for a sentence can help."""
        alone = [
            s.alone >= self.threshold
            for s in self.sentences
            if s.kind == "prototype" and s.meaning is not None
        ]
        return _share(alone)

    @property
    def false_alarms(self) -> float | None:
        """Share of the counter-examples that are found when they are left out."""
        return _share([not s.right for s in self.sentences if s.kind == "counterexample"])


def _share(answers: Sequence[bool]) -> float | None:
    return round(sum(answers) / len(answers), 3) if answers else None


def try_theme(
    workspace: Workspace,
    name: str,
    *,
    words_only: bool = False,
    progress: Callable[[int, int], None] | None = None,
) -> ThemeTrial:
    """Try a theme out on the project's corpus and on its own sentences.

    Args:
        words_only: leave out evidence by meaning.
        progress: called with (statements done, to do).

    Raises:
        UnknownNameError: for a theme that does not exist.
    """
    theme = workspace.lexicon.theme(name)
    threshold = workspace.project.threshold
    encoder = None if words_only else workspace.encoder
    corpus, words = workspace.corpus, Words(theme, workspace.names)
    least = min(NEAR_MISS, threshold)
    rows = uses_of(corpus, workspace.lexicon, encoder, least=least, progress=progress)
    passages = {(p.statement, p.index): p for p in corpus.passages}
    own = {fold_text(s) for kind in _kinds(theme) for _, s in kind}
    found = [_hit(row, passages, words, own) for row in rows if row["theme"] == name]
    hits = [hit for hit in found if hit.score >= threshold]
    trials = _patterns(theme, words, passages, [
        row for row in rows if row["theme"] == name and row["score"] >= threshold
    ], threshold)  # fmt: skip
    overlaps = _overlaps(name, [r for r in rows if r["score"] >= threshold])
    likeness = left_out(theme, workspace.lexicon, encoder) if encoder is not None else {}
    sentences = _sentences(theme, words, likeness, threshold)
    return ThemeTrial(
        name, threshold, len(passages),
        tuple(sorted(hits, key=_best_first)),
        tuple(sorted((h for h in found if h.score < threshold), key=_best_first)),
        overlaps, trials, sentences,
        verdict(theme, hits, trials, sentences, threshold),
    )  # fmt: skip


def _best_first(hit: Hit) -> tuple[float, str]:
    statement, _, index = hit.passage.rpartition(":")
    return (-hit.score, f"{statement}:{int(index):09}")


def _kinds(theme: Theme) -> list[list[tuple[str, str]]]:
    return [
        [(code, s) for code, sentences in kind.items() for s in sentences]
        for kind in (theme.prototypes, theme.counterexamples)
    ]


def _hit(row: dict[str, Any], passages: dict[Place, Passage], words: Words, own: set[str]) -> Hit:
    passage = passages[row["statement"], row["passage"]]
    pattern = words.best(passage.text)[1] if row["words"] else ""
    return Hit(
        passage.id, SHORT.get(row["language"], row["language"]), row["score"], row["words"],
        row["meaning"], pattern, row["function"], row["target"],
        fold_text(passage.text) in own, one_line(passage.text),
    )  # fmt: skip


def _overlaps(name: str, rows: Sequence[dict[str, Any]]) -> tuple[Overlap, ...]:
    places: dict[str, set[Place]] = {}
    for row in rows:
        places.setdefault(row["theme"], set()).add((row["statement"], row["passage"]))
    this = places.pop(name, set())
    overlaps = [
        Overlap(
            other, both, len(this), len(found), round(both / len(this | found), 3)
        )
        for other, found in places.items()
        if (both := len(this & found))
    ]  # fmt: skip
    return tuple(sorted(overlaps, key=lambda o: (-o.jaccard, -o.both, o.theme)))


def _patterns(
    theme: Theme,
    words: Words,
    passages: dict[Place, Passage],
    hits: Sequence[dict[str, Any]],
    threshold: float,
) -> tuple[PatternTrial, ...]:
    """Each pattern, with what is left of the hits when it is taken away."""
    if not theme.patterns:
        return ()
    every = PatternSet([p.text for p in theme.patterns])
    matching = {
        place: numbers
        for place, passage in passages.items()
        if (numbers := {number for number, *_ in every.find(fold_text(passage.text))})
    }
    matches = Counter(n for numbers in matching.values() for n in numbers)
    in_hits, lost = Counter[int](), Counter[int]()
    for row in hits:
        place = row["statement"], row["passage"]
        numbers = matching.get(place, set())
        in_hits.update(numbers)
        meaning = None if row["method"] == "words" else row["meaning"]
        for number in sorted(numbers):
            rest = [theme.patterns[n] for n in sorted(numbers - {number})]
            weight = words.best(passages[place].text, rest)[0] if rest else 0.0
            if fused(weight, meaning) < threshold:
                lost[number] += 1
    counter = Counter(
        number
        for _, sentence in _kinds(theme)[1]
        for number in {n for n, *_ in every.find(fold_text(sentence))}
        if words.best(sentence, [theme.patterns[number]])[0]  # exclusions bar some
    )
    trials = [
        PatternTrial(
            p.text, p.language, p.weight, matches[n], in_hits[n], len(hits) - lost[n], lost[n],
            counter[n],
        )
        for n, p in enumerate(theme.patterns)
    ]  # fmt: skip
    return tuple(sorted(trials, key=lambda t: (-t.lost, -t.hits, -t.matches)))


def _sentences(
    theme: Theme, words: Words, likeness: dict[str, float], threshold: float
) -> tuple[SentenceTrial, ...]:
    trials = []
    for kind, sentences in zip(("prototype", "counterexample"), _kinds(theme), strict=True):
        for code, sentence in sentences:
            weight = words.best(sentence)[0]
            meaning = likeness.get(sentence)
            score, alone = fused(weight, meaning), fused(0.0, meaning)
            right = (score >= threshold) == (kind == "prototype")
            trials.append(SentenceTrial(kind, code, weight, meaning, score, alone, right, sentence))
    return tuple(trials)
