"""Patterns: written once in plain spelling, matched in folded text (docs/formats.md).

A pattern becomes a regular expression over folded words. Running thousands of
those over every passage would be slow, so each pattern names a piece of text it
cannot match without; one Aho-Corasick pass finds those pieces and only the few
patterns they belong to are tried.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import product

from rhetoric.text import fold_text, is_arabic

#: Letters that never fold to nothing.
_SURE = re.compile("[0-9A-Za-z\u0627-\u063a\u0641-\u064a]")
_GAP = re.compile(r"\.\.(\.|\d+)")
_DEFAULT_GAP = 4
_MOST_SPELLINGS = 400

# Arabic: what may stand before and after a word without being part of it.
_BEFORE = "(?:[وف]?(?:[بك]?ال|لل|[بكلس])?)"
_BEFORE_AL = "(?:[وف]?[بك]?)"
_PRONOUN = "ه|ها|هم|هن|هما|نا|ني|ي|ك|كم"
_AFTER = f"(?:ا|{_PRONOUN})?"

#: Words that are everywhere and tell little.
_COMMON = frozenset(
    "the one not first two more over all any our own its his her who has have had "
    "their other against between people government peace under group groups members forces force "
    "with from into about among those these which where after before because during "
    "contre entre leurs autre autres groupe hommes avec dans pour".split()
)

#: Letters that transliterations exchange; each is tried in every spelling.
_EXCHANGED = (
    ("kh", ("kh", "k", "h", "x")), ("dj", ("dj", "j")), ("dh", ("dh", "d", "z")),
    ("sh", ("sh", "ch")), ("ch", ("ch", "sh")), ("gh", ("gh", "g", "r")), ("ou", ("ou", "u", "w")),
    ("oo", ("oo", "u", "ou")), ("ee", ("ee", "i")), ("aa", ("aa", "a")), ("j", ("j", "dj")),
    ("q", ("q", "k")), ("u", ("u", "ou", "o")), ("w", ("w", "ou", "u")), ("i", ("i", "e")),
    ("y", ("y", "i")),
)  # fmt: skip


def spellings(word: str) -> tuple[str, ...]:
    """The usual transliterations of a folded word, itself first.

    >>> "khaouaridj" in spellings("khawarij"), "takfeer" in spellings("takfir")
    (True, False)
    """
    pieces: list[tuple[str, ...]] = []
    at = 0
    while at < len(word):
        written, tried = next(
            ((w, t) for w, t in _EXCHANGED if word.startswith(w, at)), (word[at], (word[at],))
        )
        if written in ("kh", "gh", "dh") and at > 0:
            tried = tried[:1]  # within a word these vary little
        at += len(written)
        if at < len(word) and word[at] == word[at - 1] and written == word[at]:
            tried, at = (*(t * 2 for t in tried[:1]), *tried), at + 1
        pieces.append(tried)
    if word.endswith("a"):
        pieces.append(("", "h"))
    elif word.endswith("ah"):
        pieces[-1] = ("h", "")
    found: dict[str, None] = {word: None}
    for combination in product(*pieces):
        found.setdefault("".join(combination))
        if len(found) >= _MOST_SPELLINGS:
            break
    return tuple(found)


@dataclass(frozen=True)
class _Slot:
    """One place of a pattern: the words that may fill it, or a gap."""

    words: tuple[str, ...] = ()  # folded, * kept
    optional: bool = False
    gap: int = 0


@lru_cache(maxsize=1 << 16)
def _fold_word(word: str) -> str:
    return "*".join(part and fold_text(part) for part in word.split("*"))


@lru_cache(maxsize=1 << 16)  # a lexicon is checked once and matched once
def _slots(text: str) -> tuple[_Slot, ...]:
    slots: list[_Slot] = []
    for part in text.split():
        if gap := _GAP.fullmatch(part):
            slots.append(_Slot(gap=_DEFAULT_GAP if gap[1] == "." else int(gap[1])))
            continue
        optional = part.endswith("?") and len(part) > 1
        words: list[str] = []
        for word in (part[:-1] if optional else part).split("|"):
            if word.startswith("~"):
                tail = "*" if word.endswith("*") else ""
                words += [s + tail for s in spellings(fold_text(word[1:].rstrip("*")))]
            else:
                words.append(_fold_word(word))
        words = [w for w in words if w.strip("* ")]
        if not words:
            raise ValueError(f"'{part}' in pattern '{text}' holds no word")
        slots.append(_Slot(tuple(dict.fromkeys(words)), optional))
    if not any(slot.words and not slot.optional for slot in slots):
        raise ValueError(f"pattern '{text}' holds no word that must be there")
    if not slots[0].words or not slots[-1].words:
        raise ValueError(f"pattern '{text}' begins or ends with a gap")
    return tuple(slots)


def check_pattern(text: str) -> None:
    """Refuse what is not a pattern.

    Raises:
        ValueError: for a pattern that holds no word or begins or ends with a gap.
    """
    parts = [("" if _GAP.fullmatch(part) else part) for part in text.split()]
    plain = (
        any(part and part[-1] != "?" for part in parts)
        and all((parts[0], parts[-1]))
        and all(not part or _SURE.search(part) for part in parts)
    )
    if not plain:  # only folding tells
        _slots(text)


def _has_article(core: str) -> bool:
    """Whether a folded word begins with ال as an article that ل swallows (للبيت)."""
    return core.startswith("ال") and len(core) > 3 and "*" not in core


def _word_expression(word: str, clitics: bool) -> str:
    open_start, open_end = word.startswith("*"), word.endswith("*")
    core = re.escape(word.strip("*")).replace(r"\ ", " ").replace(r"\*", r"\S*")
    if not is_arabic(word.strip("*")):
        return (r"\S*" if open_start else "") + core + (r"\S*" if open_end else "")
    if not clitics and not open_start:
        return f"[وف]?{core}" + (r"\S*" if open_end else "")
    if open_start:
        before = r"\S*"
    elif _has_article(core):
        before, core = "", f"(?:{_BEFORE_AL}{core}|[وف]?لل{core[2:]})"
    else:
        before = _BEFORE
    if open_end:
        after = r"\S*"
    elif core.endswith("ه") and len(word) > 3:
        core, after = core[:-1], f"(?:ه|ت(?:{_PRONOUN}))"
    else:
        after = _AFTER
    return before + core + after


def _expression(slots: Sequence[_Slot], clitics: bool) -> str:
    parts: list[str] = []
    for slot in slots:
        if not slot.words:
            parts.append(rf"(?: \S+){{0,{slot.gap}}}?")
            continue
        words = "|".join(_word_expression(w, clitics) for w in slot.words)
        parts.append(f" (?:{words})" if not slot.optional else f"(?: (?:{words}))?")
    return "".join(parts) + "(?= )"


def _needed(slots: Sequence[_Slot]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Pieces of text one of which stands in every match, of the two most telling slots.

    A pattern with one slot has no second: ("",) stands in every text.
    """

    def pieces(slot: _Slot) -> tuple[str, ...]:
        found = []
        for word in slot.words:
            piece = max(word.split("*"), key=len)
            if is_arabic(piece):
                piece = piece[2:] if _has_article(piece) else piece
                if len(word) > 3 and len(piece) > 1:
                    piece = piece.removesuffix("ه")  # before a pronoun it is written ت
            else:  # whole words are rarer than the letters they are made of
                begins, ends = word.startswith(piece), word.endswith(piece)
                piece = f"{' ' * begins}{piece}{' ' * ends}"
            found.append(piece)
        return tuple(found)

    def telling(found: tuple[str, ...]) -> int:
        return min(0 if p.strip() in _COMMON else len(p.strip()) for p in found)

    required = [pieces(s) for s in slots if s.words and not s.optional]
    first, second, *_ = [*sorted(required, key=telling, reverse=True), ("",)]
    return first, second


def literal(text: str) -> str:
    """A pattern that matches exactly these words, whatever signs they contain.

    >>> literal("Jama'at (JNIM)?")
    'jamaat jnim'
    """
    return fold_text(text)


class PatternSet:
    """Many patterns, matched together.

    Args:
        patterns: the patterns as written.
        clitics: whether Arabic words also match behind any clitic and before pronouns;
            otherwise only behind و and ف.

    Raises:
        ValueError: for a pattern that holds no word or begins or ends with a gap.
    """

    def __init__(self, patterns: Sequence[str], *, clitics: bool = True) -> None:
        self.patterns = tuple(patterns)
        self._clitics = clitics
        self._slots = [_slots(p) for p in patterns]
        self._expressions: list[re.Pattern[str] | None] = [None] * len(self.patterns)
        by_piece: dict[str, list[int]] = {}
        self._also: list[tuple[str, ...]] = []
        for number, slots in enumerate(self._slots):
            first, second = _needed(slots)
            self._also.append(second)
            for piece in dict.fromkeys(first):
                by_piece.setdefault(piece, []).append(number)
        self._pieces = tuple(by_piece)
        self._owners = tuple(tuple(owners) for owners in by_piece.values())

    @cached_property
    def _automaton(self) -> object:
        from ahocorasick_rs import AhoCorasick, MatchKind

        return AhoCorasick(self._pieces, matchkind=MatchKind.Standard)

    def candidates(self, folded: str) -> list[tuple[int, tuple[int, ...]]]:
        """(position, numbers of patterns that might match around it), in order of position."""
        found = self._automaton.find_matches_as_indexes(f" {folded} ", overlapping=True)  # type: ignore[attr-defined]
        owners = self._owners
        # The padding moves everything by one; a piece that begins with a space by none.
        return [(max(0, start - 1), owners[piece]) for piece, start, _ in found]

    def confirm(self, folded: str, numbers: Iterable[int]) -> Iterator[tuple[int, int, int]]:
        """(pattern number, start, end) of every match of the named patterns."""
        padded, expressions, also = f" {folded} ", self._expressions, self._also
        for number in numbers:
            for piece in also[number]:  # far cheaper than the expression, and mostly enough
                if piece in padded:
                    break
            else:
                continue
            expression = expressions[number]
            if expression is None:
                expression = re.compile(_expression(self._slots[number], self._clitics))
                expressions[number] = expression
            match = expression.search(padded)
            while match is not None:
                # The padding and the leading space cancel out at the start.
                yield number, match.start(), match.end() - 1
                match = expression.search(padded, match.end())

    def find(self, folded: str) -> list[tuple[int, int, int]]:
        """(pattern number, start, end) of every match in a folded passage."""
        if not self.patterns:
            return []
        numbers = dict.fromkeys(n for _, owners in self.candidates(folded) for n in owners)
        return sorted(self.confirm(folded, list(numbers)), key=lambda m: (m[1], -m[2], m[0]))
