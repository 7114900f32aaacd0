"""The words of a text as numbers, and its shingles: runs of five words as one number."""

from __future__ import annotations

import hashlib
import re
import zlib

import numpy as np
import numpy.typing as npt

from rhetoric.text import fold, fold_text

Words = npt.NDArray[np.uint32]
Shingles = npt.NDArray[np.uint64]

#: Words in a shingle. Two texts by different hands seldom share five words in a row by chance.
SIZE = 5
#: Bits of a shingle's number; those above are the index's.
BITS = 40
#: Set in the number of a word that holds a digit.
_NUMERIC = 1 << 31
_DIGIT = re.compile("[0-9]")
_LETTER_BY_LETTER = re.compile("([\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff])")
_LETTER_OR_WORD = re.compile(
    "[\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff]|[^ \u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff]+"
)
_FACTORS = np.array(
    [0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F, 0x165667B19E3779F9, 0x27D4EB2F165667C5,
     0x85EBCA77C2B2AE63], dtype=np.uint64,
)  # fmt: skip


def word_numbers(text: str) -> Words:
    """The folded words of a text as numbers, shape (words,); equal words are equal numbers.

    Scripts without spaces (Chinese, Japanese, Thai) are read sign by sign.
    """
    words = _LETTER_BY_LETTER.sub(r" \1 ", fold_text(text)).split()
    found = {
        word: zlib.crc32(word.encode("utf-8", "surrogatepass")) & (_NUMERIC - 1)
        | (0 if word.isalpha() or not _DIGIT.search(word) else _NUMERIC)
        for word in set(words)
    }
    return np.array([found[word] for word in words], dtype=np.uint32)


class WordPlaces:
    """Where the words of `word_numbers` stand in the original.

    Args:
        text: the original.
    """

    def __init__(self, text: str) -> None:
        self._folded = fold(text)
        inner = self._folded.text
        if _LETTER_BY_LETTER.search(inner):
            spans = [m.span() for m in _LETTER_OR_WORD.finditer(inner)]
            self._begins, self._ends = np.array(spans, dtype=np.int64).T
        else:
            codes = np.frombuffer(inner.encode("utf-32-le", "surrogatepass"), dtype="<u4")
            spaces = np.flatnonzero(codes == ord(" "))
            self._begins = np.append(0, spaces + 1)[: len(spaces) + bool(inner)]
            self._ends = np.append(spaces, len(codes))[: len(spaces) + bool(inner)]

    def __len__(self) -> int:
        return len(self._begins)

    def span(self, first: int, stop: int) -> tuple[int, int]:
        """Offsets in the original of the words first..stop, the last one not included."""
        return self._folded.span(int(self._begins[first]), int(self._ends[stop - 1]))

    def between(self, start: int, end: int) -> tuple[int, int]:
        """The words first..stop that begin at the characters start..end of the original."""
        places = self._folded.origin[self._begins]
        first, stop = np.searchsorted(places, (start, end)).tolist()
        return first, stop


def numeric(words: Words) -> npt.NDArray[np.bool_]:
    """Which words hold a digit."""
    return np.asarray(words >= _NUMERIC)


def shingles(words: Words, size: int = SIZE) -> Shingles:
    """The shingles of a text in order, shape (max(0, words - size + 1),), each below 2**40.

    Args:
        size: words in a shingle.
    """
    count = max(0, len(words) - size + 1)
    mixed = np.zeros(count, dtype=np.uint64)
    for n in range(size):
        term = words[n : n + count].astype(np.uint64) + np.uint64(n + 1)
        mixed ^= term * _FACTORS[n % SIZE]
        mixed ^= mixed >> np.uint64(29)
        mixed *= _FACTORS[(n + 1) % SIZE]
    return mixed >> np.uint64(64 - BITS)


def fingerprint(words: Words) -> bytes:
    """The same for texts of the same words in the same order, else different."""
    return hashlib.sha256(words.tobytes()).digest()[:16]
