"""Which words, or two or three together, are key to a side: said more often than by the others."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from rhetoric.corpus import Corpus
from rhetoric.errors import InputError, UnknownNameError
from rhetoric.languages import html_lang, language_name
from rhetoric.lexicon import Actors
from rhetoric.model import Passage, Statement
from rhetoric.passages import split_passages
from rhetoric.sources.tables import UNDATED
from rhetoric.words.contrast import MEASURES
from rhetoric.words.counts import LONGEST
from rhetoric.words.ranking import key_terms
from rhetoric.words.sides import Selection, Sides, choose_sides
from rhetoric.words.stems import STEMMED
from rhetoric.words.tokens import read_tokens, stop_words

if TYPE_CHECKING:
    import pandas as pd

#: What the prior is made of.
PRIORS = ("corpus", "compared", "background")
#: Most sides named in a note.
_MOST_TOLD = 8


@dataclass(frozen=True)
class Keyness:
    """The key words of each side.

    Attributes:
        table: columns of rhetoric.words.ranking.COLUMNS; by side, the most key first.
        sides: columns side, statements, words: the denominators.
        language: ISO 639-3 code; "" where languages were counted together.
        notes: what was left out, and what cannot be said.
    """

    table: pd.DataFrame
    sides: pd.DataFrame
    language: str
    notes: tuple[str, ...]


def keyness(
    corpus: Corpus,
    selection: Selection | None = None,
    *,
    actors: Actors | None = None,
    measure: str = "log-odds",
    lengths: Sequence[int] = (1,),
    prior: str = "corpus",
    background: Sequence[str] = (),
    prior_words: float = 500.0,
    least: int = 3,
    least_statements: int = 2,
    top: int | None = 20,
) -> Keyness:
    """The words that each side says more often than all others together.

    Log-odds with an informative Dirichlet prior (Monroe, Colaresi & Quinn 2008) for any number of
    sides at once, G² (Dunning 1993) and χ², each with an effect size; p-values of the measure
    chosen, with q by Benjamini and Hochberg over all terms and sides. They take words as
    independent, which those of one statement are not: read `statements`, `dispersion` and
    `z_without` with them.

    Args:
        selection: who is compared, within which language; by group by default.
        actors: needed where camps are asked for.
        measure: ranks and tests: one of rhetoric.words.contrast.MEASURES.
        lengths: how many words a term has: some of 1, 2, 3.
        prior: where expected frequencies are from: `corpus`, all statements of the language;
            `compared`, those of the sides; `background`, the texts of `background`.
        prior_words: how many words the prior is worth; more draws rare words to the middle.
        least: a term stands so often in what is compared, or it is not looked at.
        least_statements: and in so many statements of its side.
        top: most terms of a side; None for all that are more frequent there.

    Raises:
        InputError: when there is nothing to compare.
        UnknownNameError: for an unknown measure or prior.
    """
    import pandas as pd

    selection = selection or Selection()
    _check(measure, lengths, prior, background, prior_words)
    sides = choose_sides(corpus, selection, actors)
    if len(sides.labels) < 2:
        raise InputError(
            f"there is nothing to compare '{sides.labels[0]}' with: all is on one side",
            remedy="choose another --by, or name the sides with --side",
        )
    language = "" if selection.across_languages else sides.statements[0].language
    added = {
        "corpus": sides.others,
        "compared": (),
        "background": tuple(
            Statement(f"background {n}", text, UNDATED, "", language=language or "und")
            for n, text in enumerate(background)
        ),
    }[prior]
    statements = (*sides.statements, *added)
    tokens = read_tokens(statements, cut_with(corpus), passages=max(lengths) > 1)
    side = np.full(len(statements), -1, dtype=np.int64)
    side[: len(sides.side)] = sides.side
    expected = side < 0 if prior == "background" else np.ones(len(side), dtype=np.bool_)
    table, sizes = key_terms(
        tokens.stemmed() if selection.stems else tokens, side, sides.labels,
        expected=expected, measure=measure, lengths=sorted(set(lengths)), prior_words=prior_words,
        least=least, least_statements=least_statements,
        keep_stop_words=selection.keep_stop_words, top=top,
    )  # fmt: skip
    places = zip(table["most_in"], table["start"], strict=True)
    table["passage"] = [passage_at(corpus, name, int(start)) for name, start in places]
    known = pd.DataFrame(
        [(label, sides.side.count(n), sizes[label]) for n, label in enumerate(sides.labels)],
        columns=["side", "statements", "words"],
    )
    notes = (*sides.notes, *_doubts(sides, selection, least_statements))
    return Keyness(table, known, language, notes)


def _check(
    measure: str, lengths: Sequence[int], prior: str, background: Sequence[str], prior_words: float
) -> None:
    if measure not in MEASURES:
        raise UnknownNameError("measure", measure, MEASURES)
    if prior not in PRIORS:
        raise UnknownNameError("prior", prior, PRIORS)
    if not lengths or not all(1 <= length <= LONGEST for length in lengths):
        raise InputError(
            f"terms of {', '.join(map(str, lengths)) or 'no'} words cannot be counted",
            field="lengths", remedy=f"name lengths from 1 to {LONGEST}",
        )  # fmt: skip
    if prior_words <= 0:
        raise InputError(
            "a prior of no words says nothing", field="prior_words", remedy="give a number above 0"
        )
    if prior == "background" and not any(any(c.isalpha() for c in text) for text in background):
        raise InputError("the background has no words", remedy="give texts that have some")


def cut_with(corpus: Corpus) -> Callable[[Statement], Sequence[Passage]]:
    """What cuts statements of a corpus, and others, into passages."""

    def cut(statement: Statement) -> Sequence[Passage]:
        if statement.id in corpus:
            return corpus.passages_of(statement.id)
        return split_passages(statement.body, statement=statement.id, language=statement.language)

    return cut


def passage_at(corpus: Corpus, name: str, start: int) -> int:
    """The number of the passage a character of a statement stands in."""
    passages = corpus.passages_of(name)
    return passages[max(0, bisect_right(passages, start, key=lambda p: p.start) - 1)].index


def language_doubts(selection: Selection, languages: Collection[str]) -> Iterator[str]:
    """What cannot be done for want of knowledge of a language."""
    for code in sorted(languages):
        if not selection.keep_stop_words and not stop_words(code):
            yield f"no stop words are known for {language_name(code)}: little words are counted"
        if selection.stems and (len(languages) > 1 or html_lang(code) not in STEMMED):
            yield f"forms of a word are not put together in {language_name(code)}"


def _doubts(sides: Sides, selection: Selection, least_statements: int) -> Iterator[str]:
    yield from language_doubts(selection, {s.language for s in sides.statements})
    few = [
        f"{label} ({count})"
        for n, label in enumerate(sides.labels)
        if (count := sides.side.count(n)) < least_statements
    ]
    if few:
        more = f" and {len(few) - _MOST_TOLD} more" if len(few) > _MOST_TOLD else ""
        yield (
            f"fewer than {least_statements} statements, so no word can be key to them: "
            f"{', '.join(few[:_MOST_TOLD])}{more}"
        )
