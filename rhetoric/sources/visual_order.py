"""Glyphs as they stand on a page made into text as it is read, Arabic included.

A page knows only where each glyph stands. Reading a line of Arabic from right to
left gives its letters back in order; numbers and Latin words in it run the other
way and are turned once more. Glyphs that stand for several letters (lam-alef, the
presentation forms) are taken as one, so that their letters keep their order.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

_MIRRORED = str.maketrans("()[]{}<>«»‹›", ")(][}{><»«›‹")
_OPENING, _CLOSING = "([{«‹", ")]}»›"
_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
#: What may stand between the digits of one number.
_WITHIN_NUMBER = frozenset(".,:/٫٬")
#: Signs of the fonts of office programs, in the private area.
_SIGNS = {"\uf0b7": "•", "\uf0a7": "•", "\uf0d8": "•", "\uf02d": "-", "\ufffe": "\u00ad"}


@dataclass(frozen=True)
class Glyph:
    """A glyph on a page.

    Attributes:
        text: the letters it stands for.
        x0: its left edge, in points from the left.
        x1: its right edge.
        y: its baseline, in points from the bottom.
        size: the size of its font.
    """

    text: str
    x0: float
    x1: float
    y: float
    size: float

    @property
    def middle(self) -> float:
        """The height at which small letters have their middle."""
        return self.y + 0.3 * self.size


@lru_cache(maxsize=4096)
def plain_letters(text: str) -> str:
    """What a glyph stands for, without presentation forms.

    >>> plain_letters("ﻻ"), plain_letters("ﬁ"), plain_letters("ﷺ")
    ('لا', 'fi', 'ﷺ')
    """
    out = []
    for char in text:
        code = ord(char)
        if 0xFB00 <= code <= 0xFDF9 or 0xFE70 <= code <= 0xFEFC:
            plain = unicodedata.normalize("NFKC", char)
            # The isolated form of a vowel mark is a space with the mark on it.
            out.append(plain.strip() or char)
        else:
            out.append(_SIGNS.get(char, char))
    return "".join(out)


def is_mark(text: str) -> bool:
    """Whether a glyph is nothing but vowel marks, which belong to the letter they stand on."""
    return bool(text) and all(unicodedata.category(c) == "Mn" for c in text)


def with_marks(glyphs: Sequence[Glyph]) -> list[Glyph]:
    """The glyphs of a page, in the order they are drawn, with vowel marks joined to letters.

    Arabic drawn from left to right has a mark before its letter, drawn from right to left
    behind it. Where a mark stands on the page says less: its ink need not be at its origin.
    """
    out: list[Glyph] = []
    waiting: list[str] = []
    for i, glyph in enumerate(glyphs):
        if not is_mark(glyph.text):
            out.append(replace(glyph, text=glyph.text + "".join(reversed(waiting))))
            waiting = []
            continue
        following = next((g for g in glyphs[i + 1 : i + 5] if not is_mark(g.text)), None)
        ahead = following is not None and (
            not out
            or _kind(out[-1].text) != "R"
            or (_kind(following.text) == "R" and following.x0 >= out[-1].x0)
        )
        if ahead and following and abs(following.y - glyph.y) < following.size:
            waiting.append(glyph.text)
        elif out:
            out[-1] = replace(out[-1], text=out[-1].text + glyph.text)
    return out


def line_text(glyphs: Sequence[Glyph], *, right_to_left: bool, mirrored: bool) -> str:
    """The text of the glyphs of one line.

    Args:
        right_to_left: how the text around runs.
        mirrored: whether brackets in Arabic are named by their looks, not by their sense.
    """
    pieces = _pieces(glyphs)
    if right_to_left:
        read = _from_the_right(pieces, mirrored)
    else:
        read = []
        for run, arabic in _runs(pieces):
            read += _from_the_right(run, mirrored) if arabic else run
    return re.sub(r"\s+", " ", "".join(read)).strip()


def letters(glyphs: Sequence[Glyph]) -> tuple[int, int]:
    """How many letters run from right to left, and how many from left to right."""
    kinds = [_kind(g.text) for g in glyphs]
    return kinds.count("R"), kinds.count("L")


def bracket_sense(text: str) -> int:
    """How many brackets open before words and close behind them, less those that do not."""
    right = len(re.findall(r"(?:^|\s)[(\[«](?=\S)|(?<=\S)[)\]»](?=$|[\s.,،؛:])", text))
    wrong = len(re.findall(r"(?:^|\s)[)\]»](?=\S)|(?<=\S)[(\[«](?=$|[\s.,،؛:])", text))
    return right - wrong


def _kind(text: str) -> str:
    """R, L, N (a number), S (space) or - (whatever else)."""
    for char in text:
        kind = unicodedata.bidirectional(char)
        if kind in ("R", "AL"):
            return "R"
        if kind == "L":
            return "L"
        if kind in ("EN", "AN"):
            return "N"
    return "S" if text.isspace() else "-"


def _pieces(glyphs: Sequence[Glyph]) -> list[str]:
    """The glyphs from left to right, spaces where there are gaps."""
    size = max(g.size for g in glyphs)
    base = sorted(glyphs, key=lambda g: ((g.x0 + g.x1) / 2, g.x0))
    ground = max(base, key=lambda g: g.size).y
    pieces: list[str] = []
    end = base[0].x0
    last: Glyph | None = None
    for glyph in base:
        if last and last.text == glyph.text and abs(last.x0 - glyph.x0) < 0.1 * size:
            continue  # printed twice to look bold
        if last and glyph.x0 - end > 0.16 * size and pieces and pieces[-1] != " ":
            pieces.append(" ")
        text = glyph.text
        if glyph.size < 0.8 * size and glyph.y - ground > 0.15 * size:
            text = text.translate(_RAISED)
        pieces.append(text)
        last, end = glyph, max(end, glyph.x1)
    return pieces


def _runs(pieces: Sequence[str]) -> list[tuple[list[str], bool]]:
    """Stretches of Arabic in a line that runs from left to right, and what is between."""
    kinds = [_kind(p) for p in pieces]
    runs: list[tuple[list[str], bool]] = []
    at = 0
    while at < len(pieces):
        if kinds[at] != "R":
            runs.append(([pieces[at]], False))
            at += 1
            continue
        end = last = at
        while end < len(pieces) and kinds[end] != "L":
            last = end if kinds[end] == "R" else last
            end += 1
        runs.append((list(pieces[at : last + 1]), True))
        at = last + 1
    return runs


def _from_the_right(pieces: Sequence[str], mirrored: bool) -> list[str]:
    """The pieces of a line of Arabic in the order they are read."""
    kinds = [_kind(p) for p in pieces]
    read: list[str] = []
    at = len(pieces) - 1
    while at >= 0:
        if kinds[at] not in "LN":
            turned = pieces[at].translate(_MIRRORED) if mirrored else pieces[at]
            read.append(turned)
            at -= 1
            continue
        begin = _left_end(pieces, kinds, at)
        read += pieces[begin : at + 1]
        at = begin - 1
    return read


def _left_end(pieces: Sequence[str], kinds: Sequence[str], at: int) -> int:
    """Where the number or Latin words that end at a place begin."""
    begin = probe = at
    latin = kinds[at] == "L"
    while probe > 0 and kinds[probe - 1] != "R":
        probe -= 1
        if kinds[probe] == "L":
            latin, begin = True, probe
        elif kinds[probe] == "N":
            between = pieces[probe + 1 : begin]
            if not between or latin or (len(between) == 1 and between[0] in _WITHIN_NUMBER):
                begin = probe
            else:
                break
    if begin < at and latin and kinds[begin] == "N" and "L" not in kinds[begin : at + 1]:
        return at
    return begin
