"""What takes no part in a comparison, in sentences."""

from __future__ import annotations

from rhetoric.compare.choices import Choices
from rhetoric.compare.counts import Counts
from rhetoric.corpus import Corpus


def statements_told(number: float) -> str:
    """`1 statement`, `2.5 statements`."""
    return f"{round(number, 2):.12g} statement{'' if number == 1 else 's'}"


def sides_left_out(counts: Counts, choices: Choices) -> list[str]:
    """How many statements belong to no side that is compared."""
    outside = int((counts.side.codes < 0).sum())
    what = f"of other or no {choices.by}s" if choices.sides else f"of no {choices.by}"
    return [f"{statements_told(outside)} {what} left out"] if outside else []


def copies_left_out(choices: Choices, corpus: Corpus) -> list[str]:
    """How many statements count with others."""
    if choices.count_copies or not corpus.original_of:
        return []
    copies = len(corpus.original_of)
    return [f"{copies} of the corpus's statements are copies and count with their originals"]
