"""Signs of a query in every script, and what a text is without them."""

from __future__ import annotations

from unicodedata import category

from rhetoric.text import fold_text

#: What stands for a hyphen before what is left out.
HYPHENS = frozenset("-‐‑−﹣－")
#: Quotation marks: one of a row is closed by any of the same row.
QUOTES = tuple(map(frozenset, ('"“”„‟＂〝〞〟', "«»")))
ANY_QUOTE = frozenset[str]().union(*QUOTES)
ENDS_WORD = ANY_QUOTE | {" "}
OPENING, CLOSING = "([{（", ")]}）"
BEFORE_WORD = "".join(sorted(HYPHENS)) + OPENING
#: Signs that are more than text wherever they stand.
MEANS_MORE = f"[{''.join(sorted(ANY_QUOTE))}*:：﹕∶]"


def shown(text: str) -> tuple[str, list[int]]:
    """What shows of a text, its spaces plain; and each character's place, counted from 1."""
    kept = [(c, n) for n, c in enumerate(text, 1) if category(c) != "Cf"]
    plain = "".join(" " if c.isspace() or category(c) == "Cc" else c for c, _ in kept)
    return plain, [n for _, n in kept]


def says(text: str) -> bool:
    """Whether there is a letter or a digit in a text."""
    return any(map(str.isalnum, fold_text(text)))


def to_last_letter(word: str) -> str:
    """A word without the signs it ends with."""
    last = next((n for n in range(len(word), 0, -1) if word[n - 1].isalnum()), 0)
    return word[:last]


def trimmed(text: str, kept_first: str = "", kept_last: str = "") -> str:
    """A text without the signs it begins and ends with, but for those to be kept."""

    def is_sign(char: str, but: str) -> bool:
        return char not in but and category(char)[0] in "PSZ"

    first, last = 0, len(text)
    while first < last and is_sign(text[first], kept_first):
        first += 1
    while first < last and is_sign(text[last - 1], kept_last):
        last -= 1
    return text[first:last]
