"""A diff as text that shows what was changed, without colour too, in either direction."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence

from rhetoric.reuse.diff import SAME, SPELLING, Edit

#: What stands around words that the other text does not have, in the first and the second.
DELETED, INSERTED = ("[-", "-]"), ("{+", "+}")
#: First strong isolate, pop directional isolate (Unicode Standard Annex 9).
_ISOLATE, _POP = "\u2068", "\u2069"


def marked(edits: Sequence[Edit], *, second: bool = False) -> Iterator[tuple[str, bool]]:
    """Pieces of one of two texts on one line, each with whether the other text lacks it.

    What it lacks stands between marks: `[-gone-]` in the first, `{+new+}` in the second. In a
    text that runs from right to left each piece is isolated, so that the marks stay around
    their words whatever shows it.

    Args:
        second: give the second text, not the first.

    >>> from rhetoric.reuse.diff import compare
    >>> edits = compare("They met on Monday.", "They met here.")
    >>> "".join(text for text, _ in marked(edits))
    'They met [-on Monday.-]'
    >>> "".join(text for text, _ in marked(edits, second=True))
    'They met {+here.+}'
    """
    pieces = [(e.after if second else e.before, e.kind) for e in edits]
    turned = any(right_to_left(text) for text, _ in pieces)
    begin, end = INSERTED if second else DELETED
    for text, kind in pieces:
        line = re.sub(r"\s+", " ", text)
        if kind in (SAME, SPELLING) or not line.strip():
            if line:
                yield line, False
            continue
        core = line.strip()
        lead, trail = line[: line.index(core[0])], line[len(line.rstrip()) :]
        inner = f"{_ISOLATE}{core}{_POP}" if turned else core
        shown = f"{begin}{inner}{end}"
        yield lead + (f"{_ISOLATE}{shown}{_POP}" if turned else shown) + trail, True


def right_to_left(text: str) -> bool:
    """Whether a text holds letters that are written from right to left."""
    return any(unicodedata.bidirectional(char) in ("R", "AL") for char in text)
