"""Words that stand near each other, counted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from rhetoric.words.tokens import Flags, Ints, Tokens


@dataclass(frozen=True)
class Pairs:
    """Which words stand together how often; arrays have the shape (pairs,).

    Attributes:
        one, other: word numbers; `one` is -1 for what was looked for.
        both: how often they stand together.
        statements: in how many statements they do.
        ones, others: of how many places each is one, of `whole` places.
        ones_seen, others_seen: how often each is there.
        whole: all places: tokens, pairs of tokens, or passages.
        first, last: tokens of the first place where they stand together.
    """

    one: Ints
    other: Ints
    both: Ints
    statements: Ints
    ones: Ints
    others: Ints
    ones_seen: Ints
    others_seen: Ints
    whole: int
    first: Ints
    last: Ints


@dataclass(frozen=True)
class _Laid:
    """Words laid out so that what is at most `reach` places away stands together."""

    ids: Ints
    segment: Ints
    statement: Ints
    at: Ints
    reach: int
    counted: Flags

    def shifted(self, distance: int) -> tuple[Ints, Ints]:
        """Places of the words that are so far apart, the earlier and the later."""
        count = max(0, len(self.ids) - distance)
        fits = self.segment[:count] == self.segment[distance:]
        fits &= self.counted[:count] & self.counted[distance:]
        early = np.flatnonzero(fits)
        return early, early + distance

    @cached_property
    def distances(self) -> range:
        """All distances at which there is anything."""
        lengths = np.diff(np.flatnonzero(np.diff(self.segment, prepend=-1, append=-2)))
        return range(1, min(self.reach, int(lengths.max(initial=1)) - 1) + 1)


def all_pairs(tokens: Tokens, window: int | None, least: int, counted: Flags) -> Pairs:
    """All pairs of words that stand together.

    Args:
        window: most words from one to the other; None for anywhere in a passage. A place
            is then a passage, otherwise a word seen from another one.
        counted: of each word number, whether it is looked at.
    """
    laid = _whole(tokens, counted) if window is None else _row(tokens, window, counted)
    base = len(tokens.words)
    slots = np.zeros(base, dtype=np.int64)
    joint: list[Ints] = []
    every = max(1, len(tokens.statements))
    for distance in laid.distances:
        early, late = laid.shifted(distance)
        one, other = laid.ids[early], laid.ids[late]
        slots += np.bincount(one, minlength=base) + np.bincount(other, minlength=base)
        code = np.minimum(one, other) * base + np.maximum(one, other)
        joint.append((code * every + laid.statement[early])[one != other])
    ordered = np.sort(np.concatenate(joint)) if joint else np.empty(0, dtype=np.int64)
    of_statement = ordered[_begins(ordered)] // every
    code = ordered // every
    begins = _begins(code)
    both = np.diff(np.concatenate([begins, [len(code)]]))
    statements = np.diff(np.concatenate([_begins(of_statement), [len(of_statement)]]))
    kept = both >= least
    code, both, statements = code[begins][kept], both[kept], statements[kept]
    first, last, turned = _first_places(laid, code, base)
    low, high = code // base, code % base
    one, other = np.where(turned, high, low), np.where(turned, low, high)
    seen = np.bincount(laid.ids[laid.counted], minlength=base)
    places = seen if window is None else slots
    whole = len(np.unique(tokens.segment)) if window is None else int(slots.sum())
    return Pairs(
        one, other, both, statements, places[one], places[other], seen[one], seen[other],
        whole, first, last,
    )  # fmt: skip


def pairs_with(
    tokens: Tokens,
    matches: Sequence[tuple[int, int]],
    window: int | None,
    least: int,
    counted: Flags,
) -> Pairs:
    """The words that stand near to what was looked for.

    A place is a word (what was looked for apart); those within the window of any match are near.
    With None for a window, a place is a passage.

    Args:
        matches: first and last token of each place of what was looked for.
        counted: of each word number, whether it is looked at.
    """
    inside = np.zeros(len(tokens), dtype=np.bool_)
    near = np.zeros(len(tokens), dtype=np.bool_)
    of = np.full(len(tokens), -1, dtype=np.int64)  # the nearest match, the earlier of two
    far = np.full(len(tokens), len(tokens) + 1, dtype=np.int64)
    segment = tokens.segment
    edges = np.flatnonzero(np.diff(segment, prepend=-1, append=-2))
    for number, (first, last) in enumerate(matches):
        inside[first : last + 1] = True
        next_edge = int(np.searchsorted(edges, first, side="right"))
        low, high = int(edges[next_edge - 1]), int(edges[next_edge])
        if window is not None:
            low, high = max(low, first - window), min(high, last + 1 + window)
        away = np.arange(low, high)
        away = np.maximum(np.maximum(first - away, away - last), 0)
        closer = away < far[low:high]
        of[low:high][closer], far[low:high][closer] = number, away[closer]
        near[low:high] = True
    places = np.flatnonzero(counted[tokens.ids] & ~inside)
    base = len(tokens.words)
    if window is None:  # each word once in a passage
        joint = segment[places].astype(np.int64) * base + tokens.ids[places]
        places = places[np.unique(joint, return_index=True)[1]]
        ones, whole = len({int(segment[first]) for first, _ in matches}), len(edges) - 1
    else:
        ones, whole = int(near[places].sum()), len(places)
    others = np.bincount(tokens.ids[places], minlength=base)
    here = places[near[places]]
    both = np.bincount(tokens.ids[here], minlength=base)
    every = max(1, len(tokens.statements))
    found = np.unique(tokens.ids[here].astype(np.int64) * every + tokens.statement[here])
    statements = np.bincount(found // every, minlength=base)
    words = np.flatnonzero(both >= least)
    first_at = np.zeros(base, dtype=np.int64)
    first_at[tokens.ids[here][::-1]] = here[::-1]
    at = first_at[words]
    spans = np.array(matches, dtype=np.int64).reshape(-1, 2)[of[at]]
    none = np.full(len(words), -1)
    seen = ones if window is None else len(matches)
    return Pairs(
        none, words, both[words], statements[words], np.full(len(words), ones), others[words],
        np.full(len(words), seen), others[words], whole,
        np.minimum(spans[:, 0], at), np.maximum(spans[:, 1], at),
    )  # fmt: skip


def _row(tokens: Tokens, window: int, counted: Flags) -> _Laid:
    ids = tokens.ids.astype(np.int64)
    at = np.arange(len(ids))
    return _Laid(ids, tokens.segment.astype(np.int64), tokens.statement.astype(np.int64), at,
                 window, counted[ids])  # fmt: skip


def _whole(tokens: Tokens, counted: Flags) -> _Laid:
    """Each word once in a passage, where it stands first."""
    at = np.flatnonzero(counted[tokens.ids])
    joint = tokens.segment[at].astype(np.int64) * len(tokens.words) + tokens.ids[at]
    at = np.sort(at[np.unique(joint, return_index=True)[1]])
    return _Laid(
        tokens.ids[at].astype(np.int64), tokens.segment[at].astype(np.int64),
        tokens.statement[at].astype(np.int64), at, len(at), np.ones(len(at), dtype=np.bool_),
    )  # fmt: skip


def _first_places(laid: _Laid, codes: Ints, base: int) -> tuple[Ints, Ints, Flags]:
    """First and last token of the first place of each pair, and whether the higher one is first."""
    first = np.full(len(codes), np.iinfo(np.int64).max)
    last = np.zeros(len(codes), dtype=np.int64)
    turned = np.zeros(len(codes), dtype=np.bool_)
    if not len(codes):
        return first, last, turned
    for distance in laid.distances:
        early, late = laid.shifted(distance)
        one, other = laid.ids[early], laid.ids[late]
        code = np.minimum(one, other) * base + np.maximum(one, other)
        place = np.minimum(np.searchsorted(codes, code), len(codes) - 1)
        hit = np.flatnonzero(codes[place] == code)[::-1]  # written last: the first one
        number = place[hit]
        start = np.full(len(codes), np.iinfo(np.int64).max)
        end = np.zeros(len(codes), dtype=np.int64)
        higher = np.zeros(len(codes), dtype=np.bool_)
        start[number], end[number] = laid.at[early[hit]], laid.at[late[hit]]
        higher[number] = one[hit] > other[hit]
        sooner = start < first
        first[sooner], last[sooner], turned[sooner] = start[sooner], end[sooner], higher[sooner]
    return first, last, turned


def _begins(values: Ints) -> Ints:
    """Where each run of equal values begins."""
    if not len(values):
        return np.empty(0, dtype=np.int64)
    return np.flatnonzero(np.concatenate([[True], values[1:] != values[:-1]]))
