"""What was changed between two stretches of text, word by word.

Words count as the same when they are after folding: case, accents, vowel marks, hyphens,
apostrophes and punctuation make no change of wording. What differs in these alone is kept
apart (`spelling`), so that nothing of either original is lost: the `before` of all edits is
the one text, the `after` the other.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby, pairwise

from rhetoric.copies.words import WordPlaces, word_numbers

SAME, SPELLING, DELETED, INSERTED, REPLACED = (
    "same", "spelling", "deleted", "inserted", "replaced",
)  # fmt: skip


@dataclass(frozen=True)
class Edit:
    """A piece of two texts.

    Attributes:
        kind: same (not one character differs), spelling (the words are the same), deleted,
            inserted or replaced.
        before, after: the piece in either text.
    """

    kind: str
    before: str
    after: str


def compare(before: str, after: str) -> tuple[Edit, ...]:
    """What was changed from one text to the other.

    >>> [(e.kind, e.before, e.after) for e in compare("They met on Monday.", "They met here.")]
    [('same', 'They met ', 'They met '), ('replaced', 'on Monday.', 'here.')]
    """
    from rapidfuzz.distance import Indel

    one, other = _pieces(before), _pieces(after)
    numbers, other_numbers = word_numbers(before).tolist(), word_numbers(after).tolist()
    edits: list[Edit] = []
    lost = put = ""
    for step in Indel.opcodes(numbers, other_numbers):
        old = one[step.src_start : step.src_end]
        new = other[step.dest_start : step.dest_end]
        if step.tag == "equal":
            edits += _changed(lost, put)
            lost = put = ""
            pairs = zip(old, new, strict=True)
            edits += (Edit(SAME if a == b else SPELLING, a, b) for a, b in pairs)
        else:
            lost, put = lost + "".join(old), put + "".join(new)
    edits += _changed(lost, put)
    if not numbers or not other_numbers:
        return _changed(before, after)
    return tuple(_joined(edits))


def _pieces(text: str) -> list[str]:
    """A text cut before each word but the first; signs behind a word stand with it."""
    places = WordPlaces(text)
    cuts = [0, *(places.span(n, n + 1)[0] for n in range(1, len(places))), len(text)]
    # One sign may stand for two words: the first of them has it.
    return [text[a:b] for a, b in pairwise(cuts)]


def _changed(lost: str, put: str) -> tuple[Edit, ...]:
    if lost == put:
        return (Edit(SAME, lost, put),) if lost else ()
    return (Edit(REPLACED if lost and put else DELETED if lost else INSERTED, lost, put),)


def _joined(edits: Iterable[Edit]) -> Iterator[Edit]:
    """Neighbours of one kind as one edit."""
    for kind, alike in groupby(edits, key=lambda edit: edit.kind):
        pieces = list(alike)
        before = "".join(edit.before for edit in pieces)
        after = "".join(edit.after for edit in pieces)
        if kind == SPELLING and not (before and after):  # half of a sign for two words
            yield from _changed(before, after)
        elif before or after:
            yield Edit(kind, before, after)
