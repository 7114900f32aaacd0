"""What says much the same: the nearest statements of each, and the map of them all."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from markupsafe import Markup

from rhetoric.encode import Encoder
from rhetoric.errors import InputError
from rhetoric.model import Statement
from rhetoric.report.map import MOST_POINTS, draw_map
from rhetoric.report.record import Record
from rhetoric.report.wording import count_words, noun_for, sentence, verb_for
from rhetoric.searching.layout import LANDMARKS, PERPLEXITY
from rhetoric.searching.map import NEAREST, CorpusMap, corpus_map
from rhetoric.searching.similar import similar
from rhetoric.searching.statement_vectors import StatementVectors, statement_vectors

if TYPE_CHECKING:
    import pandas as pd

#: The nearest that are told of a statement; those in similar.csv are more.
TOLD = 3
#: Of more statements than this the nearest stand with each of them, not in a table, too.
MOST_TABLED = 100


@dataclass(frozen=True)
class Near:
    """A statement near to another one in meaning.

    Attributes:
        score: 1 the same, 0 as near as any two.
    """

    statement: Statement
    score: float


@dataclass(frozen=True)
class Mapped:
    """The statements of a record by what they say.

    Attributes:
        found: the map; None where there is none.
        why: why there is none.
    """

    record: Record
    encoder: Encoder
    known: StatementVectors
    found: CorpusMap | None
    why: str

    def table(self, names: Sequence[str]) -> pd.DataFrame:
        """The nearest others of some statements, as `rhetoric similar` tells them, without texts.

        Copies are told with their original alone.
        """
        corpus = self.record.whole or self.record.corpus
        asked = [name for name in names if name not in self.record.aside]
        rows = similar(corpus, self.encoder, asked, k=NEAREST, known=self.known)
        return rows.drop(columns=["text", "other_text"])

    def draw(self, width: float, linked: Collection[str]) -> Markup:
        """The picture at a width; empty where there is none."""
        if self.found is None:
            return Markup("")
        corpus = self.record.whole or self.record.corpus
        return draw_map(self.found, corpus, self.record.cast, width, linked)

    @property
    def crowded(self) -> bool:
        """Whether cells are drawn, not points."""
        return self.found is not None and len(self.found.points) > MOST_POINTS

    @cached_property
    def lead(self) -> str:
        """What to see in it."""
        if self.found is None:
            return self.why
        many = self.found.statements
        told = f"{count_words(many, 'statement')} by what they say: those near in meaning lie near"
        if not self.found.areas:
            return sentence(told) + " No part of the map has words of its own beyond chance."
        some = self.found.areas[0]
        said = ", ".join(f"“{w}”" for w in some.words)
        areas = len(self.found.areas)
        return (
            f"{sentence(told)} {sentence(count_words(areas, 'area'))[:-1]} "
            f"{verb_for(areas, 'has', 'have')} words of {verb_for(areas, 'its', 'their')} own; the "
            f"largest, of {count_words(len(some.points), 'statement')}, says {said} more often "
            "than all others."
        )

    @cached_property
    def faith(self) -> str:
        """How faithful the map is."""
        if self.found is None:
            return ""
        f = self.found.faith
        looked = len(self.found.points)
        tested = "" if f.looked_at == looked else f" (measured on {f.looked_at} of {looked} points)"
        told = (
            f"Of the five statements nearest in meaning to one, {_percent(f.kept)} are among the "
            f"five nearest on the map as well ({_percent(f.chance)} would be by chance)"
        )
        if looked > 10 * NEAREST:
            told += f", and {_percent(f.around)} among the nearest tenth"
        left = len(self.found.without)
        out = (
            f" {sentence(count_words(left, 'statement'))[:-1]} {verb_for(left, 'has', 'have')} no "
            f"passage to go by and {verb_for(left, 'is', 'are')} not on it."
            if left else ""
        )  # fmt: skip
        return (
            f"{told}{tested}. A plane has no room for more: what lies side by side may be read, "
            f"distances across the map mean little, and directions nothing.{out}"
        )

    @property
    def lines(self) -> bool:
        """Whether any statement is much nearer to one than to all others."""
        return self.found is not None and bool(self.found.lines)

    @property
    def several(self) -> bool:
        """Whether any point stands for more than one text."""
        return self.found is not None and any(p.count > 1 for p in self.found.points)

    @property
    def made(self) -> dict[str, Any]:
        """What was chosen and how faithful it is, for the manifest."""
        if self.found is None:
            return {"drawn": False}
        f = self.found.faith
        return {
            "drawn": True, "method": "t-SNE from principal components", "perplexity": PERPLEXITY,
            "landmarks": min(LANDMARKS, len(self.found.points)),
            "nearest_kept": round(f.kept, 3), "within_nearest_tenth": round(f.around, 3),
            "by_chance": round(f.chance, 3), "areas": [list(a.words) for a in self.found.areas],
        }  # fmt: skip


def _percent(share: float) -> str:
    return f"{100 * share:.0f} %"


def nearest_told(rows: pd.DataFrame, record: Record) -> dict[str, tuple[Near, ...]]:
    """Statement → the nearest others that are told of it."""
    corpus = record.whole or record.corpus
    found: dict[str, list[Near]] = {}
    chosen = rows[(rows["rank"] >= 1) & (rows["rank"] <= TOLD)]
    for name, other, score in zip(
        chosen["statement"], chosen["other"], chosen["score"], strict=True
    ):
        found.setdefault(name, []).append(Near(corpus.statement(other), float(score)))
    return {name: tuple(near) for name, near in found.items()}


def map_statements(record: Record, encoder: Encoder | None) -> Mapped | None:
    """Lay out the statements of a record by what they say.

    Returns:
        None without an encoder.
    """
    if encoder is None:
        return None
    corpus = record.whole or record.corpus
    known = statement_vectors(corpus, encoder)
    try:
        return Mapped(record, encoder, known, corpus_map(corpus, encoder, known=known), "")
    except InputError:
        many = len(record.corpus)
        why = (
            f"{sentence(count_words(many))[:-1]} {noun_for(many, 'statement')} "
            f"{verb_for(many, 'is', 'are')} too few for a map: any picture of so few would do."
        )
        return Mapped(record, encoder, known, None, why)
