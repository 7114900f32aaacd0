"""The passages that statements share, as a table."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from rhetoric.copies.words import WordPlaces, Words, word_numbers
from rhetoric.corpus import Corpus
from rhetoric.encode import Encoder
from rhetoric.errors import InputError, UnknownNameError
from rhetoric.lexicon import Actors
from rhetoric.model import Statement
from rhetoric.passages import split_passages
from rhetoric.reuse.diff import compare
from rhetoric.reuse.formulae import Formulae
from rhetoric.reuse.match import KINDS, PARAPHRASE, SAME_WORDS, TRANSLATION, Match, Place
from rhetoric.reuse.meaning import MOST_CHARACTERS, Sentence, covered, same_meaning
from rhetoric.reuse.pairs import ACROSS, FIRST_EARLIER, SECOND_EARLIER, Pairs
from rhetoric.reuse.phrases import names
from rhetoric.reuse.same_words import COMMON, LEAST_WORDS, same_words
from rhetoric.reuse.seeds import Marks

if TYPE_CHECKING:
    import pandas as pd

#: Columns that stand twice, as first_… and second_….
SIDES = ("statement", "passage", "group", "camp", "language", "date", "start", "end", "text")
#: Columns of the table, in order.
COLUMNS = (
    "kind", "score", "words", "relation", "earlier", "least_days", "most_days",
    *(f"first_{name}" for name in SIDES), *(f"second_{name}" for name in SIDES), "why",
)  # fmt: skip


def find_reuse(
    corpus: Corpus,
    encoder: Encoder | None = None,
    *,
    actors: Actors | None = None,
    formulae: Formulae | None = None,
    kinds: Iterable[str] | None = None,
    across: str = "any",
    between: tuple[str, str] | None = None,
    statements: Collection[str] | None = None,
    others: Collection[str] | None = None,
    least_words: int = LEAST_WORDS,
    least_score: float | None = None,
    common: int = COMMON,
    count_copies: bool = False,
    changes: bool = False,
    words_of: Callable[[str], Words] = word_numbers,
) -> pd.DataFrame:
    """The passages that statements share: in the same words, translated, in other words.

    Args:
        encoder: for translations and paraphrases; without one they are not looked for.
        actors: for camps, and for names: the name of an actor counts as one word.
        formulae: set phrases that do not count.
        kinds: of rhetoric.reuse.match.KINDS; by default all that can be looked for (see
            `default_kinds`).
        across: "any" pair of statements, only of two "group"s, or only of two "camp"s.
        between: two groups or camps; only what the one shares with the other.
        statements: ids; only what one of these shares with any other.
        others: ids; only what is shared with one of these.
        least_words: equal words a stretch needs that stand in no formula.
        least_score: least score, in place of that of each kind.
        common: six words in a row that stand in more statements than this are common property.
        count_copies: look at statements that are declared copies, too.
        changes: add a column `changes`: the edits that lead from the first text to the second
            (rhetoric.reuse.diff), as a list of (kind, before, after); empty for translations.
        words_of: gives the words of a text; see rhetoric.copies.kept_words.

    Returns:
        A table with the columns of `COLUMNS`, one row a stretch, by kind, then those with most
        words (same-words) or the highest score first. The first statement is the earlier one
        where the dates allow to tell; `earlier` is "first" then, else "either". `least_days`
        and `most_days` lie between the two; either is empty where a date is open. `passage`
        is the number of the passage in which a stretch begins.

    Raises:
        UnknownNameError: for a kind, a statement or a value of `across` that is not known.
        InputError: for a least number of words below 3, or kinds that need an encoder.
    """
    import pandas as pd

    chosen = _kinds(kinds, encoder, corpus)
    if across not in ACROSS:
        raise UnknownNameError("value of across", across, ACROSS)
    if least_words < 3:
        raise InputError(f"a stretch of {least_words} words is chance", remedy="ask for 3 or more")
    wanted_ids = None if statements is None else {corpus.statement(name).id for name in statements}
    looked_at = _looked_at(corpus, count_copies, wanted_ids)
    pairs = Pairs(
        looked_at, actors, across=across, between=between, one_of=wanted_ids, others=others
    )  # fmt: skip
    texts = [words_of(s.body) for s in looked_at]
    own = list(map(_Own(formulae or Formulae(), actors or Actors()), looked_at, texts))
    found: list[Match] = []
    if SAME_WORDS in chosen or PARAPHRASE in chosen:
        found += same_words(
            [s.body for s in looked_at], texts, own, pairs.wanted,
            least_words=least_words, common=common,
        )  # fmt: skip
    meant = [kind for kind in chosen if kind != SAME_WORDS]
    if meant:
        assert encoder is not None
        near = same_meaning(
            _sentences(corpus, looked_at, texts, own, encoder), encoder, pairs.wanted, meant,
            least_score=least_score,
        )  # fmt: skip
        found += _not_shared(near, found)
    found = [m for m in found if m.kind in chosen and m.score >= (least_score or 0)]
    found.sort(key=lambda m: (
        KINDS.index(m.kind), -(m.words if m.kind == SAME_WORDS else m.score), -m.score,
        m.first, m.second, m.first_place, m.second_place,
    ))  # fmt: skip
    shown = (*COLUMNS, "changes") if changes else COLUMNS
    numbers = _passage_numbers(looked_at, found)
    rows = [_row(pairs, match, numbers, changes) for match in found]
    table = pd.DataFrame(rows, columns=list(shown))
    return table.astype({"least_days": "Int64", "most_days": "Int64"})


def default_kinds(corpus: Corpus) -> tuple[str, ...]:
    """The kinds that are looked for unless others are asked for: by meaning not in a large one."""
    large = sum(len(s.body) for s in corpus.statements) > MOST_CHARACTERS
    return (SAME_WORDS,) if large else KINDS


def _kinds(kinds: Iterable[str] | None, encoder: Encoder | None, corpus: Corpus) -> tuple[str, ...]:
    if kinds is None:
        return default_kinds(corpus) if encoder is not None else (SAME_WORDS,)
    chosen = set(kinds)
    for kind in sorted(chosen - set(KINDS)):
        raise UnknownNameError("kind", kind, KINDS)
    if encoder is None and chosen - {SAME_WORDS}:
        raise InputError(
            "translations and paraphrases are found by meaning, which needs an encoder",
            field="kinds", remedy=f"give one, or ask for {SAME_WORDS} alone",
        )  # fmt: skip
    return tuple(kind for kind in KINDS if kind in chosen)


def _looked_at(
    corpus: Corpus, count_copies: bool, wanted: Collection[str] | None
) -> tuple[Statement, ...]:
    """The statements without declared copies; one that is asked for stands for its family."""
    if count_copies:
        return corpus.statements
    asked = {name for name in wanted or () if name in corpus.original_of}
    if not asked:
        return corpus.without_copies.statements
    whole = {corpus.original_of[name] for name in asked}
    return tuple(
        s for s in corpus.statements
        if s.id in asked or (s.id not in corpus.original_of and s.id not in whole)
    )  # fmt: skip


class _Own:
    """Which words of a statement count: no formula, one word of a name, nothing doubtful."""

    def __init__(self, formulae: Formulae, actors: Actors) -> None:
        self._formulae, self._names = formulae.phrases, names(actors)

    def __call__(self, statement: Statement, words: Words) -> Marks:
        own = np.ones(len(words), dtype=bool)
        for begin, end in self._names.find(words):
            own[begin + 1 : end] = False
        for begin, end in self._formulae.find(words):
            own[begin:end] = False
        # What speech recognition repeats, or is unsure of, was perhaps never said.
        marked = [(t.start, t.end) for t in statement.times if t.mark]
        if marked:
            places = WordPlaces(statement.body)
            for start, end in marked:
                own[slice(*places.between(start, end))] = False
        return own


def _sentences(
    corpus: Corpus,
    statements: Sequence[Statement],
    texts: Sequence[Words],
    own: Sequence[Marks],
    encoder: Encoder,
) -> list[Sentence]:
    """The passages that may be told by their meaning."""
    found: list[Sentence] = []
    for n, (statement, words, mine) in enumerate(zip(statements, texts, own, strict=True)):
        places = WordPlaces(statement.body)
        languages = corpus.languages_of(statement.id)
        for passage, language in zip(corpus.passages_of(statement.id), languages, strict=True):
            at = slice(*places.between(passage.start, passage.end))
            sentence = Sentence(
                n, passage.index, (passage.start, passage.end), language, passage.text,
                words[at][mine[at]],
            )  # fmt: skip
            if covered(sentence, encoder):
                found.append(sentence)
    return found


def _not_shared(near: Iterable[Match], same: Iterable[Match]) -> list[Match]:
    """Matches in meaning without the paraphrases whose words are shared anyway."""
    by_pair: dict[tuple[int, int], list[Match]] = defaultdict(list)
    for match in same:
        by_pair[match.first, match.second].append(match)
    return [
        match for match in near
        if match.kind != PARAPHRASE or not any(
            _meet(other.first_place, match.first_place)
            and _meet(other.second_place, match.second_place)
            for other in by_pair[match.first, match.second]
        )
    ]  # fmt: skip


def _meet(one: Place, other: Place) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def _passage_numbers(
    statements: Sequence[Statement], found: Iterable[Match]
) -> dict[tuple[int, int], int]:
    """(statement, place) → the number of the passage in which the place lies."""
    wanted: dict[int, set[int]] = defaultdict(set)
    for match in found:
        wanted[match.first].add(match.first_place[0])
        wanted[match.second].add(match.second_place[0])
    numbers: dict[tuple[int, int], int] = {}
    for n, places in wanted.items():
        s = statements[n]
        # Of many statements the passages are not kept: they would take more room than all else.
        passages = split_passages(s.body, statement=s.id, language=s.language, times=s.times)
        starts = [p.start for p in passages]
        numbers |= {(n, place): max(1, bisect_right(starts, place)) for place in places}
    return numbers


def _row(
    pairs: Pairs, match: Match, numbers: dict[tuple[int, int], int], changes: bool
) -> tuple[Any, ...]:
    first = (match.first, match.first_place, match.first_language)
    second = (match.second, match.second_place, match.second_language)
    earlier = pairs.earlier(match.first, match.second)
    if earlier == SECOND_EARLIER:
        first, second, earlier = second, first, FIRST_EARLIER
    sides: list[Any] = []
    for n, (start, end), language in (first, second):
        s = pairs.statements[n]
        sides += (
            s.id, numbers[n, start], s.group, pairs.camps[n], language or s.language, s.date.text,
            start, end, s.body[start:end],
        )  # fmt: skip
    row = (
        match.kind, round(match.score, 3), match.words, pairs.relation(match.first, match.second),
        earlier, *pairs.days(first[0], second[0]), *sides, match.why,
    )  # fmt: skip
    if not changes:
        return row
    texts = (pairs.statements[n].body[slice(*place)] for n, place, _ in (first, second))
    edits = () if match.kind == TRANSLATION else compare(*texts)
    return (*row, [(e.kind, e.before, e.after) for e in edits])
