"""Which words stand together more often than chance would have it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from rhetoric.corpus import Corpus
from rhetoric.errors import InputError, UnknownNameError
from rhetoric.lexicon import Actors
from rhetoric.significance import false_discovery
from rhetoric.words.keyness import cut_with, language_doubts, passage_at
from rhetoric.words.kwic import as_patterns
from rhetoric.words.measures import (
    Floats,
    expected,
    log_dice,
    log_likelihood,
    npmi,
    p_of_chi,
    pmi,
    t_score,
)
from rhetoric.words.pairs import Pairs, all_pairs, pairs_with
from rhetoric.words.sides import Selection, choose_sides
from rhetoric.words.tokens import Ints, Tokens, read_tokens

if TYPE_CHECKING:
    import pandas as pd

MEASURES = ("g2", "log-dice", "npmi", "pmi", "t")
#: Columns of the table, in order.
COLUMNS = (
    "side", "rank", "word", "collocate", "count", "expected", "word_count", "collocate_count",
    "statements", "g2", "log_dice", "npmi", "pmi", "t", "p", "q",
    "statement", "passage", "start", "end", "text",
)  # fmt: skip


@dataclass(frozen=True)
class Collocations:
    """The collocations of each side.

    Attributes:
        table: columns `COLUMNS`; by side, the strongest first. The last five name the first place.
        sides: columns side, statements, words, matches: the denominators.
        language: ISO 639-3 code; "" where languages were counted together.
        notes: what was left out, and what cannot be said.
    """

    table: pd.DataFrame
    sides: pd.DataFrame
    language: str
    notes: tuple[str, ...]


def collocations(
    corpus: Corpus,
    around: Sequence[str] = (),
    selection: Selection | None = None,
    *,
    actors: Actors | None = None,
    window: int | None = 5,
    measure: str = "g2",
    least: int = 3,
    least_statements: int = 2,
    top: int | None = 20,
) -> Collocations:
    """Words that stand together, or stand near to a word, more often than by chance.

    Around a word, the table behind each figure is that of the words within the window of any of
    its places, and all others (S. Evert, Corpora and collocations, 2008). Without a word it is that
    of all pairs of words within the window, each seen from both; with `window` None, that of
    passages with and without each of the two. Nothing is counted across passages.

    Args:
        around: words or patterns (docs/formats.md); none for all pairs.
        selection: which statements, by which side; all of one language together by default.
        actors: needed where camps are asked for.
        window: most words from one to the other; None for anywhere in the same passage.
        measure: ranks: one of `MEASURES`.
        least, least_statements: how often, and in how many statements, they stand together.
        top: most rows of a side; None for all.

    Raises:
        InputError: for what is no pattern, or a selection of nothing.
        UnknownNameError: for an unknown measure.
    """
    import pandas as pd

    selection = selection or Selection(by="")
    if measure not in MEASURES:
        raise UnknownNameError("measure", measure, MEASURES)
    if window is not None and window < 1:
        raise InputError("a window of no words holds none", field="window", remedy="give 1 or more")
    node = as_patterns(around) if around else None
    sides = choose_sides(corpus, selection, actors)
    tokens = read_tokens(sides.statements, cut_with(corpus))
    counting = tokens.stemmed() if selection.stems else tokens
    counted = counting.is_word if selection.keep_stop_words else counting.is_telling
    side = np.array(sides.side)
    parts: list[pd.DataFrame] = []
    tests: list[Floats] = []
    sizes: list[tuple[str, int, int, int]] = []
    for number, label in enumerate(sides.labels):
        plain, own = tokens.of(side == number), counting.of(side == number)
        matches = [] if node is None else [match[1:] for match in plain.occurrences(node)]
        if node is None:
            pairs = all_pairs(own, window, least, counted)
        else:
            pairs = pairs_with(own, matches, window, least, counted)
        figures = _figures(pairs)
        tests.append(figures["p"])
        picked = _pick(pairs, figures, measure, least_statements, top)
        part = _part(pairs, figures, picked, own, plain)
        parts.append(part.assign(side=label))
        sizes.append((label, sides.side.count(number), len(own), len(matches)))
    table = pd.concat(parts, ignore_index=True)
    table["q"] = false_discovery(table["p"], np.concatenate(tests)) if len(table) else []
    table["rank"] = table.groupby("side", sort=False).cumcount() + 1
    places = zip(table["statement"], table["start"], strict=True)
    table["passage"] = [passage_at(corpus, name, int(start)) for name, start in places]
    known = pd.DataFrame(sizes, columns=["side", "statements", "words", "matches"])
    language = "" if selection.across_languages else sides.statements[0].language
    doubts = language_doubts(selection, {s.language for s in sides.statements})
    return Collocations(table[list(COLUMNS)], known, language, (*sides.notes, *doubts))


def _figures(pairs: Pairs) -> dict[str, Floats]:
    """Every measure, p-values of G², and how often chance would have it; shape (pairs,)."""
    table = pairs.both, pairs.ones, pairs.others, pairs.whole
    # G² of the same four cells, told as one side of `ones` places and the rest.
    g2 = log_likelihood(pairs.both, pairs.others - pairs.both, pairs.ones, pairs.whole - pairs.ones)
    once = np.minimum(pairs.both, np.minimum(pairs.ones_seen, pairs.others_seen))
    return {
        "expected": expected(*table), "g2": g2, "p": p_of_chi(g2), "pmi": pmi(*table),
        "npmi": npmi(*table), "t": t_score(*table),
        "log_dice": log_dice(once, pairs.ones_seen, pairs.others_seen),
    }  # fmt: skip


def _pick(
    pairs: Pairs, figures: Mapping[str, Floats], measure: str, least_statements: int,
    top: int | None,
) -> Ints:  # fmt: skip
    """The pairs that are more frequent than by chance, the strongest first."""
    fits = (pairs.both > figures["expected"]) & (pairs.statements >= least_statements)
    found = np.flatnonzero(fits)
    strength = figures[measure.replace("-", "_")][found]
    order = np.lexsort((pairs.first[found], -pairs.both[found], -strength))
    return found[order][:top]


def _part(
    pairs: Pairs, figures: Mapping[str, Floats], picked: Ints, own: Tokens, plain: Tokens
) -> pd.DataFrame:
    import pandas as pd

    first, last = pairs.first[picked].tolist(), pairs.last[picked].tolist()
    words = [*own.words, ""]  # the last one for what was looked for
    columns: dict[str, object] = {
        "word": [words[n] for n in pairs.one[picked].tolist()],
        "collocate": [words[n] for n in pairs.other[picked].tolist()],
        "count": pairs.both[picked],
        "word_count": pairs.ones_seen[picked],
        "collocate_count": pairs.others_seen[picked],
        "statements": pairs.statements[picked],
        "statement": [plain.statements[int(plain.statement[n])].id for n in first],
        "start": plain.start[first],
        "end": [plain.whole_end(n) for n in last],
        "text": [plain.written(*span) for span in zip(first, last, strict=True)],
    }
    return pd.DataFrame({**columns, **{name: one[picked] for name, one in figures.items()}})
