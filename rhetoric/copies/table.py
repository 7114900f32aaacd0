"""All copies of a corpus that are not linked yet, as a table."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from rhetoric.copies.finder import CopyFinder
from rhetoric.copies.words import Words, word_numbers
from rhetoric.corpus import Corpus
from rhetoric.encode import Encoder

if TYPE_CHECKING:
    import pandas as pd

#: Columns of the table, in order.
COLUMNS = ("copy", "field", "original", "share", "why")


def find_copies(
    corpus: Corpus,
    encoder: Encoder | None = None,
    *,
    across_groups: bool = False,
    words_of: Callable[[str], Words] = word_numbers,
) -> pd.DataFrame:
    """The statements that give another one again and do not say so.

    Args:
        encoder: for translations; without one they are not looked for.
        across_groups: list also what another group says in the same words. Two claims of one
            thing may be worded alike and still be two.
        words_of: gives the words of a text; see rhetoric.copies.kept_words.

    Returns:
        A table with the columns of `COLUMNS`, one row a copy, in the order of the corpus;
        `share` is of the copy, 0 to 1.
    """
    import pandas as pd

    finder = CopyFinder(encoder=encoder, words_of=words_of)
    declared = {s.id for s in corpus.statements if s.copy_of}
    for statement in corpus.statements:
        finder.declare(statement)
    rows: dict[str, tuple[str, str, str, float, str]] = {}
    for statement in corpus.statements:
        for link in finder.find(statement):
            if link.copy not in declared and (link.same_group or across_groups):
                rows.setdefault(
                    link.copy,
                    (link.copy, link.field, link.original, round(link.share, 3), link.why),
                )
        finder.add(statement)
    order = [s.id for s in corpus.statements if s.id in rows]
    return pd.DataFrame([rows[name] for name in order], columns=list(COLUMNS))
