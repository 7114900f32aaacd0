"""From the words of dictionaries to patterns (docs/formats.md), and back."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product

from rhetoric.patterns import check_pattern, spellings
from rhetoric.text import fold_text
from rhetoric.theming.dictionaries.model import Entry

_GAP = re.compile(r"\.\.(\.|\d+)")
_DEFAULT_GAP = 4
#: A pattern that stands for more words than this is left out.
MOST_WORDS = 1000
_LETTER = re.compile(r"[^\W_]")


@dataclass(frozen=True)
class Converted:
    """A pattern made of a word, with the one that bars it and what was lost; "" for none."""

    pattern: str
    exclusion: str = ""
    loss: str = ""


def as_pattern(entry: Entry) -> Converted:
    """A word of a dictionary as a pattern.

    A space begins the next word, `*` stands for any letters; every other sign of the notation
    is taken for the sign it is in the dictionary.
    """
    if entry.pattern:
        try:
            check_pattern(entry.pattern)
        except ValueError as problem:
            return Converted("", loss=str(problem))
        return Converted(" ".join(entry.pattern.split()))
    slots: list[str] = []
    loss = ""
    for word in entry.word.split():
        if word == "*":
            slots.append("..1")
            loss = "* alone, for any word, became a gap of up to one word"
        elif "?" in word.rstrip("?"):
            return Converted("", loss="? within a word stands for one letter: list its spellings")
        elif slot := escape(word):
            slots.append(slot)
    pattern = " ".join(slots)
    if not pattern.replace("*", "").strip():
        return Converted("", loss="no letter or digit: signs are not matched")
    try:
        check_pattern(pattern)
    except ValueError:
        why = "it begins or ends with any word" if "..1" in slots else "nothing of it is matched"
        return Converted("", loss=why)
    after, before = _beside(entry.followed), _beside(entry.preceded)
    whole = " ".join(filter(None, (before, pattern, after)))
    barred = _beside(entry.unless), _beside(entry.unpreceded)
    exclusion = ""
    if any(barred):
        exclusion = " ".join(filter(None, (barred[1], pattern, barred[0])))
    return Converted(whole, exclusion, loss)


def _beside(words: tuple[str, ...]) -> str:
    return "|".join(dict.fromkeys(filter(None, map(escape, words))))


def escape(token: str) -> str:
    """One word without spaces, so that no sign of it is taken for notation; "" for no word.

    >>> escape("and|or"), escape("~why?"), escape("..."), escape("don't"), escape("tax*")
    ('and-or', 'why', '', "don't", 'tax*')
    """
    starred = token.startswith("*"), token.endswith("*")
    core = re.sub(r"[\s|]+", "-", token).strip("*?~-")
    if not core or not fold_text(core.replace("*", "")):
        return ""
    if _GAP.fullmatch(core):
        core = core.strip(".")
    return "*" * starred[0] + core + "*" * starred[1]


def as_words(pattern: str, *, gaps: bool = True) -> tuple[tuple[str, ...], str]:
    """The words a pattern stands for, as dictionaries write them, and what was lost.

    Alternatives, words that may be missing and transliterations are written out; a gap
    becomes none, one, two … times `*`, which stands for any word.

    Args:
        gaps: whether the dictionary knows `*` for any word; otherwise a pattern with a gap is
            left out.

    Returns:
        (words, why none or not all are there); the reason is "" where nothing is lost.
    """
    slots: list[tuple[str, ...]] = []
    for part in pattern.split():
        if gap := _GAP.fullmatch(part):
            if not gaps:
                return (), "it has a gap, which this format cannot say"
            longest = _DEFAULT_GAP if gap[1] == "." else int(gap[1])
            if longest > MOST_WORDS:
                return (), f"its gap of {longest} words is too wide to write out"
            slots.append(tuple(" ".join("*" * n) for n in range(longest + 1)))
            continue
        optional = part.endswith("?") and len(part) > 1
        choices = list(_choices(part[:-1] if optional else part))
        slots.append(tuple(dict.fromkeys(["", *choices] if optional else choices)))
    count = 1
    for slot in slots:
        count *= len(slot)
        if count > MOST_WORDS:
            return (), f"it stands for more than {MOST_WORDS:,} words"
    words = dict.fromkeys(" ".join(" ".join(chosen).split()) for chosen in product(*slots))
    return tuple(words), ""


def _choices(part: str) -> Iterator[str]:
    for word in part.split("|"):
        if word.startswith("~"):
            tail = "*" if word.endswith("*") else ""
            yield from (spelt + tail for spelt in spellings(fold_text(word[1:].rstrip("*"))))
        elif _LETTER.search(word):
            yield word
