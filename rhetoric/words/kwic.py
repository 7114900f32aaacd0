"""A word wherever it stands, with what is written before and after it (keyword in context)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from rhetoric.clock import clock
from rhetoric.corpus import Corpus
from rhetoric.errors import InputError, UnknownNameError
from rhetoric.filters import Filter
from rhetoric.lexicon import Actors
from rhetoric.patterns import PatternSet
from rhetoric.text import fold_text
from rhetoric.words.tokens import read_tokens

if TYPE_CHECKING:
    import pandas as pd

#: Columns of a concordance, in order.
COLUMNS = (
    "statement", "passage", "group", "speaker", "date", "language", "left", "match", "right",
    "start", "end", "left_start", "right_end", "time_from", "time_to",
)  # fmt: skip
SORTS = ("date", "left", "right", "match")
_WORD = re.compile(r"\S+")
#: Characters a word takes, for a first guess of how far to look.
_WORD_LENGTH = 12


def as_patterns(words: Sequence[str]) -> PatternSet:
    """Words or patterns as they are typed (docs/formats.md), ready to be matched.

    Raises:
        InputError: for none, or for what is no pattern.
    """
    if not words:
        raise InputError("no word is given", remedy="name one, such as: negotiat*")
    try:
        return PatternSet(words)
    except ValueError as problem:
        raise InputError(
            str(problem), remedy="see docs/formats.md for how patterns are written"
        ) from None


def kwic(
    corpus: Corpus,
    words: str | Sequence[str],
    *,
    only: Filter | None = None,
    actors: Actors | None = None,
    sort: str = "date",
    context: int = 12,
    count_copies: bool = False,
) -> pd.DataFrame:
    """Every place of some words, cut from the original with what stands around it.

    What lies within another match is not told again. What speech recognition repeats or is unsure
    of is left out.

    Args:
        words: one or several words or patterns (docs/formats.md): case, accents, vowel marks and
            Arabic clitics make no difference; `*` stands for any ending, `...` for a gap.
        only: statements to look in.
        actors: needed where camps are asked for.
        sort: by `date`, by what stands to the `left` (the nearest word first) or to the `right`,
            or by the `match` itself. Left is what is read before, whatever the script.
        context: most words of each side; those of the same statement.
        count_copies: look in reprints, excerpts and translations, too.

    Returns:
        A table with the columns of `COLUMNS`. `left` is body[left_start:start] of the statement,
        `match` body[start:end], `right` body[end:right_end]; `time_from` and `time_to` are when
        the passage is heard.

    Raises:
        InputError: for what is no pattern, or a filter that is not valid.
        UnknownNameError: for an unknown order.
    """
    import pandas as pd

    if sort not in SORTS:
        raise UnknownNameError("order", sort, SORTS)
    patterns = as_patterns([words] if isinstance(words, str) else list(words))
    counted = corpus if count_copies else corpus.without_copies
    wanted = only or Filter()
    statements = [s for s in counted.statements if wanted.fits(s, actors)]
    tokens = read_tokens(
        statements, lambda s: corpus.passages_of(s.id), only=patterns.find
    )  # fmt: skip
    rows = []
    for first, last in _longest([match[1:] for match in tokens.occurrences(patterns)]):
        statement = tokens.statements[int(tokens.statement[first])]
        start, end = int(tokens.start[first]), tokens.whole_end(last)
        passage = next(p for p in reversed(corpus.passages_of(statement.id)) if p.start <= start)
        left, right = _before(statement.body, start, context), _after(statement.body, end, context)
        rows.append(
            (statement.id, passage.index, statement.group, statement.speaker, statement.date.text,
             statement.language, statement.body[left:start], statement.body[start:end],
             statement.body[end:right], start, end, left, right,
             clock(passage.begins), clock(passage.ends, up=True))
        )  # fmt: skip
    if sort != "date":  # that is the order of the corpus
        at, step = COLUMNS.index(sort), -1 if sort == "left" else 1
        rows.sort(key=lambda row: fold_text(str(row[at])).split()[::step])
    return pd.DataFrame(rows, columns=list(COLUMNS))


def _longest(matches: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Matches in order, without those that lie within another one."""
    found: list[tuple[int, int]] = []
    for first, last in sorted(set(matches), key=lambda m: (m[0], -m[1])):
        if not found or last > found[-1][1]:
            found.append((first, last))
    return found


def _before(body: str, at: int, count: int) -> int:
    """Where the words before a place begin."""
    low, begins = at, list[int]()
    # One word more than asked for: the first of a stretch may have been cut.
    while count and low > 0 and len(begins) <= count:
        low = max(0, at - max(2 * (at - low), count * _WORD_LENGTH))
        begins = [low + m.start() for m in _WORD.finditer(body[low:at])]
    return begins[-min(count, len(begins))] if begins else at


def _after(body: str, at: int, count: int) -> int:
    """Where the words after a place end."""
    end = at
    for number, word in enumerate(_WORD.finditer(body, at)):
        if number == count:
            break
        end = word.end()
    return end
