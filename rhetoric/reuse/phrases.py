"""Phrases found in the words of a text, as numbers."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

import numpy as np

from rhetoric.copies.words import Words, word_numbers
from rhetoric.lexicon import Actors

#: A phrase as the numbers of its folded words.
Way = tuple[int, ...]


class Phrases:
    """Finds phrases in texts.

    Args:
        ways: the phrases; what is empty is left out.
    """

    def __init__(self, ways: Iterable[Way]) -> None:
        found: dict[int, set[Way]] = defaultdict(set)
        for way in ways:
            if way:
                found[way[0]].add(way[1:])
        #: First word → the rest of each phrase that begins with it, the longest first.
        self._ways = {
            first: sorted(rest, key=lambda way: (-len(way), way)) for first, rest in found.items()
        }
        self._firsts = np.array(sorted(self._ways), dtype=np.uint32)

    def __len__(self) -> int:
        return sum(len(rest) for rest in self._ways.values())

    def find(self, words: Words) -> list[tuple[int, int]]:
        """Where phrases stand: the first word and the one behind the last, in order.

        Of those that begin at one word only the longest is told; they may overlap.
        """
        found: list[tuple[int, int]] = []
        for at in np.flatnonzero(np.isin(words, self._firsts)).tolist():
            for rest in self._ways[int(words[at])]:
                end = at + 1 + len(rest)
                if end <= len(words) and tuple(words[at + 1 : end].tolist()) == rest:
                    found.append((at, end))
                    break
        return found


def names(actors: Actors) -> Phrases:
    """The names of actors that have more than one word."""
    known = {
        name for actor in actors.by_id.values()
        for name in (actor.label, *(alias for alias, _, _ in actor.aliases))
    }  # fmt: skip
    ways = (tuple(word_numbers(name).tolist()) for name in sorted(known))
    return Phrases(way for way in ways if len(way) > 1)
