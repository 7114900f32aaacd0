"""A link from a copy to the statement it gives again."""

from __future__ import annotations

from dataclasses import dataclass

REPRINT, EXCERPT, TRANSLATION = "reprint_of", "excerpt_of", "translation_of"


@dataclass(frozen=True)
class Link:
    """One statement gives another one again.

    Attributes:
        copy: id of the statement that is the copy.
        field: reprint_of, excerpt_of or translation_of.
        original: id of the statement it gives again; never a copy itself.
        share: of the copy, how much stands in the original too, 0 to 1.
        why: a sentence for the user.
        same_group: both speak for the same party. Where they do not, the same words may be
            two claims: the user should decide.
    """

    copy: str
    field: str
    original: str
    share: float
    why: str
    same_group: bool = True


def compose(outer: str, inner: str) -> str:
    """What a copy of a copy is of the original.

    >>> compose("excerpt_of", "reprint_of"), compose("reprint_of", "translation_of")
    ('excerpt_of', 'translation_of')
    """
    if TRANSLATION in (outer, inner):
        return TRANSLATION
    return EXCERPT if EXCERPT in (outer, inner) else REPRINT


def percent(share: float) -> str:
    """`94 %`; 100 % only where it is all.

    >>> percent(0.94), percent(0.999)
    ('94 %', '99 %')
    """
    return f"{int(share * 100 + 1e-9)} %"
