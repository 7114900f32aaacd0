"""Glyphs in their places made into text as it is read."""

from __future__ import annotations

import pytest

from rhetoric.sources.visual_order import Glyph, line_text, plain_letters, with_marks

MIRROR = str.maketrans("()«»", ")(»«")


def seen(text: str) -> list[Glyph]:
    """Glyphs, one a character (ligatures in braces), as they stand from left to right."""
    glyphs: list[Glyph] = []
    x = 0.0
    pieces: list[str] = []
    inside = ""
    for char in text:
        if char == "{":
            inside = " "
        elif char == "}":
            pieces.append(inside.strip())
            inside = ""
        elif inside:
            inside += char
        else:
            pieces.append(char)
    for piece in pieces:
        glyphs.append(Glyph(plain_letters(piece), x, x + 5, 100, 10))
        x += 5
    return glyphs


@pytest.mark.parametrize(
    ("picture", "read"),
    [
        ("قيرطلا", "الطريق"),
        ("ةديدج قيرط", "طريق جديدة"),
        ("ةنس 2020 يف", "في 2020 سنة"),
        ("2020/05/28 موي", "يوم 2020/05/28"),
        ("٢٠٢٠ ةنس", "سنة ٢٠٢٠"),
        ("ةمظنم UN Women نم", "من UN Women منظمة"),
        ("UNDP ةمظنم", "منظمة UNDP"),
        ("ر{لا}بو", "وبلار"),
        ("ﻖﻳﺮﻄﻟا", "الطريق"),
        ("ﻼﺳ", "سلا"),
        (".قيرطلا", "الطريق."),
    ],
)
def test_arabic_lines(picture: str, read: str) -> None:
    assert line_text(seen(picture), right_to_left=True, mirrored=False) == read


def test_brackets_are_named_by_sense_or_by_looks() -> None:
    assert line_text(seen(")12( مقر"), right_to_left=True, mirrored=False) == "رقم (12)"
    assert line_text(seen("(12) مقر"), right_to_left=True, mirrored=True) == "رقم (12)"


def test_arabic_within_a_latin_line() -> None:
    line = seen("the word قيرطلا means road")
    assert line_text(line, right_to_left=False, mirrored=False) == "the word الطريق means road"


def test_a_gap_is_a_space() -> None:
    apart = [Glyph("a", 0, 5, 0, 10), Glyph("b", 5.2, 10, 0, 10), Glyph("c", 13, 18, 0, 10)]
    assert line_text(apart, right_to_left=False, mirrored=False) == "ab c"


@pytest.mark.parametrize("backwards", [False, True])
def test_a_vowel_mark_stays_on_its_letter(backwards: bool) -> None:
    # د ِ ي drawn from the left has the mark before its letter, drawn from the right behind it.
    drawn = [Glyph("ي", 0, 5, 0, 10), Glyph("\u0650", 4, 4, 0, 10), Glyph("د", 5, 10, 0, 10)]
    glyphs = with_marks(drawn[::-1] if backwards else drawn)
    assert line_text(glyphs, right_to_left=True, mirrored=False) == "دِي"


@pytest.mark.parametrize(
    ("form", "letters"),
    [("ﻻ", "لا"), ("ﷲ", "الله"), ("ﬀ", "ff"), ("ﹶ", "\u064e"), ("ﷺ", "ﷺ"), ("é", "é")],
)
def test_presentation_forms(form: str, letters: str) -> None:
    assert plain_letters(form) == letters
