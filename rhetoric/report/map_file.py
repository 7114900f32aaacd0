"""The map of a corpus as a picture of its own, without a report around it."""

from __future__ import annotations

from pathlib import Path

from rhetoric.aside import aside
from rhetoric.corpus import Corpus
from rhetoric.lexicon import Lexicon
from rhetoric.report.groups import build_cast
from rhetoric.report.map import draw_map
from rhetoric.report.markdown import standing_alone
from rhetoric.report.page import page_style
from rhetoric.searching.map import CorpusMap

_WIDTH = 1032.0


def write_map(found: CorpusMap, corpus: Corpus, lexicon: Lexicon, path: Path) -> Path:
    """Write a map as SVG; a file of that name is replaced when the new one is complete.

    Args:
        corpus: the statements on the map.
        lexicon: whose group is of which camp.
    """
    cast = build_cast(corpus, (), lexicon)
    text = standing_alone(draw_map(found, corpus, cast, _WIDTH), cast, page_style())
    path.parent.mkdir(parents=True, exist_ok=True)
    with aside(path) as new:
        new.write_text(text, "utf-8", newline="\n")
    return path
