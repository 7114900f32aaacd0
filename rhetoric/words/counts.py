"""How often each word, or each two or three that stand together, is in each statement."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from rhetoric.words.tokens import Flags, Ints, Tokens

#: Most words that are counted together.
LONGEST = 3


@dataclass(frozen=True)
class Counts:
    """Terms of one length by statement; a row is a term that stands in a statement.

    Attributes:
        terms: term number → its word numbers, shape (terms, length).
        sizes: of each statement, how many terms of this length it has, rare ones too.
        term, statement, count: shape (rows,), sorted by term, then statement.
        at: of each row, the first token of the term's first place in the statement.
    """

    terms: Ints
    sizes: Ints
    term: Ints
    statement: Ints
    count: Ints
    at: Ints

    @property
    def length(self) -> int:
        """How many words a term has."""
        return int(self.terms.shape[1])

    def where(self, statements: Flags) -> Counts:
        """The rows of some statements."""
        kept = statements[self.statement]
        rows = (column[kept] for column in (self.term, self.statement, self.count, self.at))
        return Counts(self.terms, self.sizes, *rows)

    def totals(self) -> Ints:
        """How often each term stands in all of these rows."""
        return _weighed(self.term, self.count, len(self.terms))


def count_terms(
    tokens: Tokens,
    length: int = 1,
    *,
    least: int = 1,
    compared: Flags | None = None,
    keep_stop_words: bool = False,
) -> Counts:
    """Terms that stand together in a passage.

    A stop word may stand within a term but neither begin nor end it; numbers are in none.

    Args:
        length: words of a term, 1 to `LONGEST`.
        least: rarer terms are left out (of the terms, not of `sizes`).
        compared: of each statement, whether its words count for `least`; all do by default.
    """
    if compared is None:
        compared = np.ones(len(tokens.statements), dtype=np.bool_)
    begins = _places(tokens, length, keep_stop_words)
    sizes = np.bincount(tokens.statement[begins], minlength=len(tokens.statements))
    word_ids = tokens.ids.astype(np.int64)
    if length > 1 and least > 1:  # a term is no more frequent than its words
        seen = np.bincount(tokens.ids[compared[tokens.statement]], minlength=len(tokens.words))
        for step in range(length):
            begins = begins[seen[word_ids[begins + step]] >= least]
    # Numbers for the words that are left keep the numbers of terms small.
    used, place = np.unique(word_ids, return_inverse=True) if length > 1 else (None, word_ids)
    base = len(tokens.words) if used is None else len(used)
    code = place[begins]
    for step in range(1, length):
        code = code * base + place[begins + step]
    of = tokens.statement[begins].astype(np.int64)
    if length > 1:
        found, code = np.unique(code, return_inverse=True)
        known = len(found)
    else:
        known = base
    totals = np.bincount(code[compared[of]], minlength=known)
    kept = np.flatnonzero(totals >= least)
    number = np.full(known, -1, dtype=np.int64)
    number[kept] = np.arange(len(kept))
    code = number[code]
    inside = code >= 0
    rows = _rows(code[inside], of[inside], begins[inside], len(tokens.statements))
    first = np.zeros(len(kept), dtype=np.int64)
    first[rows[0][::-1]] = rows[3][::-1]
    terms = word_ids[first[:, None] + np.arange(length)] if len(kept) else np.empty((0, length))
    return Counts(terms.astype(np.int64), sizes, *rows)


def _places(tokens: Tokens, length: int, keep_stop_words: bool) -> Ints:
    """The first tokens of all terms."""
    count = max(0, len(tokens) - length + 1)
    last = slice(length - 1, length - 1 + count)
    ends = (tokens.is_word if keep_stop_words else tokens.is_telling)[tokens.ids]
    fits = ends[:count] & ends[last] & (tokens.segment[:count] == tokens.segment[last])
    for step in range(1, length - 1):
        fits &= tokens.is_word[tokens.ids[step : step + count]]
    return np.flatnonzero(fits)


def _rows(code: Ints, of: Ints, at: Ints, statements: int) -> tuple[Ints, Ints, Ints, Ints]:
    """(term, statement, count, first place), sorted by term, then statement."""
    if not len(code):
        return code, of, code, at
    joint = code * statements + of
    room = int(at.max()) + 1
    if int(joint.max()) < np.iinfo(np.int64).max // room:  # sorting numbers is the quickest
        ordered = np.sort(joint * room + at)
        joint, at = ordered // room, ordered % room
    else:
        order = np.argsort(joint, kind="stable")
        joint, at = joint[order], at[order]
    begins = np.flatnonzero(np.concatenate([[True], joint[1:] != joint[:-1]]))
    count = np.diff(np.concatenate([begins, [len(joint)]]))
    return joint[begins] // statements, joint[begins] % statements, count, at[begins]


def _weighed(numbers: Ints, weights: Ints, length: int) -> Ints:
    return np.bincount(numbers, weights=weights, minlength=length).astype(np.int64)
