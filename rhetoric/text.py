"""Folding: a copy of a text in which spelling differences that mean nothing are gone.

Case, accents, vowel marks, tatweel, hamza seats, presentation forms, ligatures, marks that
do not show, hyphens and apostrophes of every kind disappear, and what was read in the wrong
encoding is read in the right one; what remains is lower-case words with one space between
them, and for each character the place it came from. The original is never altered: matching
happens on the folded copy, evidence is cut from the original.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from rhetoric.mojibake import mend

_SPACE, _APOSTROPHE, _MANY = 0x20, 0x27, 0xFFFFFFFF

#: Code points that may fold to something else; all others stay as they are.
_FOLDED_RANGES = (
    (0x0000, 0x3100),  # alphabets, Arabic, punctuation, symbols
    (0xA640, 0xA800), (0xAB30, 0xABC0),  # further Latin and Cyrillic
    (0xD800, 0xF900),  # surrogates, private use
    (0xFB00, 0xFFFF),  # ligatures, Arabic presentation forms, full width
    (0x1D400, 0x1D800), (0x1E900, 0x1E960), (0x1EE00, 0x1EF00),  # styled letters, Adlam
    (0x1F000, 0x1FB00), (0xE0000, 0xE0200),  # emoji, tags and variation selectors
)  # fmt: skip
#: Signs for an apostrophe, a hamza or an ayn: quotation marks, primes, accents that stand
#: alone, modifier letters, those of phonetics and of Egyptology, N'Ko's, Greek's, Hebrew's, and
#: the quotation marks of Windows-1252 read as Latin-1.
_APOSTROPHES = frozenset(
    "'`´’‘‛′‵＇｀"
    "ʹʻʼʽʾʿˀˁˈˊˋ˴ˮ"
    "ʔʕʖʡʢˤɁɂꜢꜣꜤꜥꞋꞌꞺꞻᴥᵜ"
    "ߴߵʹ΄᾽᾿῾`´՚׳"
    "\x91\x92"
)  # fmt: skip
#: What one letter is written for. The Arabic ones: other seats, the hands of the Maghreb and of
#: West Africa (feh and qaf with their dots elsewhere), Persian and Urdu shapes.
_LETTERS = {
    "ى": "ي", "ی": "ي", "ې": "ي", "ۍ": "ي", "ێ": "ي", "ؠ": "ي", "ے": "ي", "ة": "ه", "ۃ": "ه",
    "ہ": "ه", "ھ": "ه", "ە": "ه", "ک": "ك", "ڪ": "ك", "ء": "", "ٴ": "", "ـ": "", "ٱ": "ا",
    "ٲ": "ا", "ٳ": "ا", "ٵ": "ا", "ڢ": "ف", "ڡ": "ف", "ࢻ": "ف", "ڧ": "ق", "ٯ": "ق", "ࢼ": "ق",
    "ࢽ": "ن", "ں": "ن", "ٮ": "ب", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae",
    "œ": "oe", "ı": "i", "ɓ": "b", "ɗ": "d", "ŋ": "n", "ƴ": "y", "ɲ": "n", "ə": "e", "ǝ": "e",
    "ħ": "h",
}  # fmt: skip
#: What stands before the apostrophe of an elided French word.
_ELIDED = frozenset(("l d j m n s t c qu jusqu lorsqu puisqu quoiqu quelqu presqu").split())
#: What stands after the apostrophe of a shortened English word.
_CLIPPED = frozenset(("s ll re ve d m").split())


def _fold_character(char: str) -> str:
    """What one character becomes; depends on nothing but the character."""
    for _ in range(4):  # some mappings uncover characters that fold further
        if char in _APOSTROPHES:
            return "'"
        folded = "".join(
            _LETTERS.get(c, c)
            for c in unicodedata.normalize("NFKD", char.casefold())
            if unicodedata.category(c) not in ("Mn", "Me", "Cf")
        )
        if folded == char:
            break
        char = folded
    return "".join(_letter_digit_or_space(c) for c in char)


def _letter_digit_or_space(char: str) -> str:
    if char in _APOSTROPHES:
        return "'"
    kind = unicodedata.category(char)
    if kind == "Nd":
        return str(unicodedata.decimal(char))
    return char if kind[0] in "LN" or kind == "Mc" else " "


@lru_cache(maxsize=1)
def _table() -> tuple[npt.NDArray[np.uint32], dict[int, list[int]]]:
    """Code point → folded code point (0: nothing, _MANY: see the dictionary)."""
    table = np.arange(0x110000, dtype=np.uint32)
    many: dict[int, list[int]] = {}
    for first, stop in _FOLDED_RANGES:
        for code in range(first, stop):
            folded = " " if 0xD800 <= code < 0xF900 else _fold_character(chr(code))
            if len(folded) > 1:
                table[code] = _MANY
                many[code] = [ord(c) for c in folded]
            else:
                table[code] = ord(folded) if folded else 0
    return table, many


@dataclass(frozen=True)
class Folded:
    """A folded text and the way back.

    Attributes:
        text: words with single spaces between them, no space at the ends.
        origin: for each character of `text`, its index in `source`, shape (len(text),).
        source: the original.
        wide: begin → end of the places of the original that stand for one character each
            though they are longer: text read in the wrong encoding.
    """

    text: str
    origin: npt.NDArray[np.int64]
    source: str
    wide: Mapping[int, int] = field(default_factory=dict, compare=False)

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Offsets in the original of the folded characters start..end (end excluded)."""
        first, last = int(self.origin[start]), int(self.origin[end - 1])
        last = self.wide.get(last, last + 1)
        while last < len(self.source) and unicodedata.category(self.source[last]) in ("Mn", "Me"):
            last += 1
        return first, last

    def positions(self, offsets: Sequence[int]) -> list[int]:
        """Index of the first folded character that comes from each offset or after it."""
        found: list[int] = np.searchsorted(self.origin, offsets).tolist()
        return found


def fold(text: str) -> Folded:
    """Fold a text; never raises, and folding twice changes nothing.

    >>> fold("Al-Qa’ida’s “Émirs”").text
    'al qaida s emirs'
    >>> fold("l'État n'a pas négocié").text
    'l etat n a pas negocie'
    >>> fold("الخَوَارِجُ في الدُّولـــة").text
    'الخوارج في الدوله'
    """
    table, many = _table()
    source, meant, wide = text, mend(text), dict[int, int]()
    if meant is not None:
        text, places, wide = meant
    codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype="<u4")
    folded = table[codes]
    origin = np.arange(len(codes), dtype=np.int64)
    if (folded == _MANY).any():
        lengths = np.ones(len(codes), dtype=np.int64)
        spread = np.flatnonzero(folded == _MANY)
        pieces = [many[int(codes[i])] for i in spread]
        lengths[spread] = [len(p) for p in pieces]
        begins = np.cumsum(lengths) - lengths
        origin = np.repeat(origin, lengths)
        folded = np.repeat(folded, lengths)
        for at, piece in zip(begins[spread], pieces, strict=True):
            folded[at : at + len(piece)] = piece
    if not folded.all():
        kept = folded != 0
        folded, origin = folded[kept], origin[kept]
    if (folded == _APOSTROPHE).any():
        folded, origin = _resolve_apostrophes(folded, origin)
    space = folded == _SPACE
    double = space.copy()
    double[1:] &= space[:-1]
    if len(double):
        double[0] = space[0]
        if space[-1]:
            trailing = len(space) - 1
            while trailing > 0 and space[trailing - 1]:
                trailing -= 1
            double[trailing:] = True
    if double.any():
        folded, origin = folded[~double], origin[~double]
    if meant is not None:
        origin = places[origin]
    return Folded(folded.astype("<u4").tobytes().decode("utf-32-le"), origin, source, wide)


def _resolve_apostrophes(
    codes: npt.NDArray[np.uint32], origin: npt.NDArray[np.int64]
) -> tuple[npt.NDArray[np.uint32], npt.NDArray[np.int64]]:
    """Within a word an apostrophe is dropped (Qa'ida) unless it joins two words (l'État)."""
    codes = codes.copy()
    text = codes.astype("<u4").tobytes().decode("utf-32-le")
    for match in re.finditer("'+", text):
        left = re.search(r"[^ ']*$", text[max(0, match.start() - 8) : match.start()])
        right = re.match(r"[^ ']*", text[match.end() : match.end() + 4])
        before, after = left[0] if left else "", right[0] if right else ""
        apart = not before or not after or before in _ELIDED or after in _CLIPPED
        codes[match.start() : match.end()] = _SPACE if apart else 0
    kept = codes != 0
    return codes[kept], origin[kept]


def fold_text(text: str) -> str:
    """The folded copy alone."""
    return fold(text).text


def is_arabic(word: str) -> bool:
    """Whether a folded word begins in Arabic script."""
    return bool(word) and "\u0600" <= word[0] <= "\u06ff"
