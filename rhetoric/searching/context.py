"""What stands around a passage in its statement."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from unicodedata import category

from rhetoric.passages import ABBREVIATION

#: What stands where a sentence was cut.
ELLIPSIS = "…"
#: Where a sentence may end and another begin: after its sign, and between paragraphs.
_BETWEEN = re.compile(
    r"""(?:[.!?…؟۔。！？]+["'”’»)\]]*\s+(?=[^\s])|\n[ \t>]*\n\s*)""",
)  # fmt: skip


@dataclass(frozen=True)
class Around:
    """A passage between the sentences around it.

    Attributes:
        body: of the statement.
        before_start: where what stands before begins in the body.
        start, end: the passage itself.
        after_end: where what stands after ends.
        cut_before, cut_after: whether a sentence was cut there.
    """

    body: str
    before_start: int
    start: int
    end: int
    after_end: int
    cut_before: bool = False
    cut_after: bool = False

    @property
    def text(self) -> str:
        return self.body[self.start : self.end]

    @property
    def before(self) -> str:
        """What stands before, from the original, with an ellipsis where it was cut."""
        said = self.body[self.before_start : self.start].strip()
        return f"{ELLIPSIS} {said}" if said and self.cut_before else said

    @property
    def after(self) -> str:
        said = self.body[self.end : self.after_end].strip()
        return f"{said} {ELLIPSIS}" if said and self.cut_after else said


def around(
    body: str, start: int, end: int, before: int = 1, after: int = 1, width: int = 200
) -> Around:
    """A passage with the sentences before and after it.

    Args:
        body: of the statement.
        start, end: offsets of the passage in it.
        before, after: most sentences on each side.
        width: most characters on each side. What is longer is cut between two words, or
            between two letters where there is no space.

    >>> shown = around("One is here. Two is there. Three came. Four went.", 13, 26, 1, 1, 10)
    >>> shown.before, shown.text, shown.after
    ('… is here.', 'Two is there.', 'Three …')
    """
    low = max(0, start - 4 * width - 1)  # far enough to tell whether a sentence begins there
    begins = _begins(body, low, start)[-before:] if before > 0 else []
    first = begins[0] if begins else start
    high = min(len(body), end + 4 * width + 1)
    ends = _ends(body, end, high)[:after] if after > 0 else []
    last = ends[-1] if ends else end
    cut_before = len(body[first:start].strip()) > width or (first == low > 0 and first < start)
    cut_after = len(body[end:last].strip()) > width or (last == high < len(body) and last > end)
    if cut_before:
        first = _begin_within(body, first, start, width)
    if cut_after:
        last = _end_within(body, end, last, width)
    return Around(body, first, start, end, last, cut_before, cut_after)


def _breaks(body: str, low: int, high: int) -> Sequence[tuple[int, int]]:
    """Where sentences end, with the space after them."""
    return [
        (match.start() + len(match[0].rstrip()), match.end())
        for match in _BETWEEN.finditer(body, low, high)
        if match[0].isspace() or not _goes_on(body, match)
    ]


def _goes_on(body: str, match: re.Match[str]) -> bool:
    """Whether a sentence goes on after its sign: with a small letter, or after "Dr."."""
    if body[match.end() : match.end() + 1].islower():
        return True
    sign = match.start() + 1
    return bool(ABBREVIATION.search(body[max(0, sign - 12) : sign]))


def _begins(body: str, low: int, high: int) -> list[int]:
    """Where the sentences between two places begin."""
    places = [low, *(end for _, end in _breaks(body, low, high) if end < high)]
    return [a for a, b in zip(places, [*places[1:], high], strict=True) if body[a:b].strip()]


def _ends(body: str, low: int, high: int) -> list[int]:
    """Where the sentences between two places end."""
    places = [*(start for start, _ in _breaks(body, low, high) if start > low), high]
    return [b for a, b in zip([low, *places], places, strict=False) if body[a:b].strip()]


def _begin_within(body: str, first: int, start: int, width: int) -> int:
    """Where what fits in a width begins: at a word."""
    stop = first + len(body[first:start].rstrip())
    low = max(first, stop - width)
    at = low
    while at < stop and not (body[at].isspace() or (at and body[at - 1].isspace())):
        at += 1
    while at < stop and body[at].isspace():
        at += 1
    if at >= stop:
        at = low
        while at < stop and _belongs(body[at]):
            at += 1
    return at if at < stop else start


def _end_within(body: str, end: int, last: int, width: int) -> int:
    """Where what fits in a width ends: with a word."""
    begin = end + len(body[end:last]) - len(body[end:last].lstrip())
    high = min(last, begin + width)
    at = high
    while at > begin and not (at == len(body) or body[at].isspace() or body[at - 1].isspace()):
        at -= 1
    while at > begin and body[at - 1].isspace():
        at -= 1
    if at <= begin:
        at = high
        while at > begin and at < len(body) and _belongs(body[at]):
            at -= 1
    return at if at > begin else end


def _belongs(char: str) -> bool:
    """Whether a character belongs to the one before it: a mark on a letter, a joiner."""
    return category(char) in ("Mn", "Mc", "Me", "Cf")
