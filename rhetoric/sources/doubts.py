"""Where speech recognition is not to be trusted: lines said again and again, lines of nobody.

Over silence, music or noise a recogniser repeats its last line, for minutes at times, or
writes what stood under many videos it was trained on. Somebody may as well have said a line
three times, so the first time always stays: what was said is there once.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from rhetoric.text import fold, fold_text

#: Rounds that make a loop; of lines of one or two words, such as a chanted formula, more.
ROUNDS, ROUNDS_OF_SHORT = 3, 5
#: A loop of lines goes round after at most this many lines, one within a line of words.
LONGEST_ROUND, LONGEST_INNER_ROUND = 6, 12
#: Rounds within one line that make a loop; of a single word, more.
INNER_ROUNDS, INNER_ROUNDS_OF_WORD = 5, 8

#: Whole lines that recognisers write where nothing is said.
_PHANTOMS = (
    "Thanks for watching!", "Thank you for watching.", "Thank you so much for watching!",
    "Please subscribe to my channel.", "Don't forget to like and subscribe.",
    "Subtitles by the Amara.org community",
    "Sous-titres réalisés par la communauté d'Amara.org",
    "Sous-titres réalisés para la communauté d'Amara.org", "Sous-titrage Société Radio-Canada",
    "Sous-titrage ST' 501", "Merci d'avoir regardé cette vidéo !", "Merci d'avoir regardé !",
    "Abonnez-vous !", "ترجمة نانسي قنقر", "اشتركوا في القناة", "اشتركوا في القناة ليصلكم كل جديد",
    "شكرا على المشاهدة", "شكرا للمشاهدة", "شكرا لمشاهدتكم",
)  # fmt: skip


@dataclass(frozen=True)
class Loop:
    """Lines that come again.

    Attributes:
        first, last: the lines that repeat, counted from 0; the first round is before them.
        rounds: how many times it is there, the first round and a broken last one counted.
        length: lines in a round.
    """

    first: int
    last: int
    rounds: int
    length: int


def find_loops(lines: Sequence[str]) -> list[Loop]:
    """The loops in a sequence of lines, in order; spelling that means nothing is ignored.

    >>> find_loops(["We met.", "It is so.", "it is so", "It is so!", "They left."])
    [Loop(first=2, last=3, rounds=3, length=1)]
    """
    keys = [fold_text(line) or line.strip() for line in lines]
    loops: list[Loop] = []
    at = 0
    while at < len(keys):
        found = None
        for length in range(1, LONGEST_ROUND + 1):
            end = at + length
            while end < len(keys) and keys[end] == keys[end - length]:
                end += 1
            words = sum(len(key.split()) for key in keys[at : at + length])
            if (end - at) // length >= (ROUNDS if words > 2 else ROUNDS_OF_SHORT):
                found = Loop(at + length, end - 1, -(-(end - at) // length), length)
                break
        if found is not None:
            loops.append(found)
        at = found.last + 1 if found else at + 1
    return loops


def inner_loop(line: str) -> tuple[int, int] | None:
    """The part of one line that repeats what stands before it, as offsets; None without one.

    >>> line = "We left. And then, and then, and then, and then, and then we met."
    >>> start, end = inner_loop(line)
    >>> line[start:end]
    'and then, and then, and then, and then'
    """
    folded = fold(line)
    words = folded.text.split()
    if len(words) < INNER_ROUNDS_OF_WORD:
        return None
    places: list[tuple[int, int]] = []
    at = 0
    for word in words:
        places.append((at, at + len(word)))
        at += len(word) + 1
    best: tuple[int, int] | None = None
    for length in range(1, LONGEST_INNER_ROUND + 1):
        need = INNER_ROUNDS if length > 1 else INNER_ROUNDS_OF_WORD
        begin = 0
        for now in range(length, len(words) + 1):
            if now < len(words) and words[now] == words[now - length]:
                continue
            if now - begin >= need * length:
                if best is None or now - begin - length > best[1] - best[0]:
                    best = begin + length, now
            begin = now - length + 1
    if best is None:
        return None
    return folded.span(places[best[0]][0], places[best[1] - 1][1])


@lru_cache(maxsize=1)
def _phantoms() -> frozenset[str]:
    return frozenset(fold_text(line) for line in _PHANTOMS)


def phantom(line: str) -> bool:
    """Whether a line is one that recognisers write where nothing is said.

    >>> phantom("Sous-titres réalisés par la communauté d’Amara.org")
    True
    """
    return fold_text(line) in _phantoms()
