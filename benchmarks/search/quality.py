"""How often the paragraph a question was asked of comes first.

    python benchmarks/search/quality.py XQUAD_EN XQUAD_AR [--half tune|held|both] [--cache DIR]
        [--articles] [--encoder NAME]

XQUAD_EN and XQUAD_AR are the files of XQuAD (Artetxe, Ruder & Yogatama 2020): 240 paragraphs
and 1,190 questions in each language, parallel. Every paragraph is a statement; with --articles
the paragraphs of an article are one, and a hit counts when it lies in the right paragraph.
What is tuned is tuned on the questions of every other paragraph (`tune`) and reported on the
others (`held`). Beside it, in the same run: words alone, meaning alone, and plain BM25 over
folded words (rank_bm25, where it is installed).
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from rhetoric.dates import parse_date
from rhetoric.encode import CachedEncoder, load_encoder
from rhetoric.model import Statement
from rhetoric.searching.query import plain_query
from rhetoric.searching.rank import BOTH, MEANING_ONLY, WORDS_ONLY
from rhetoric.searching.search import Searcher
from rhetoric.sources.statement_table import write_statement_table
from rhetoric.store.snapshot import Snapshot
from rhetoric.store.update import update
from rhetoric.text import fold_text

LANGUAGES = {"en": "eng", "ar": "ara"}


@dataclass(frozen=True)
class Collection:
    """XQuAD in one language: paragraphs, their articles, questions with their paragraph."""

    language: str
    paragraphs: list[str]
    article: list[int]
    questions: list[tuple[int, str]]


def read(path: Path, language: str) -> Collection:
    paragraphs: list[str] = []
    article: list[int] = []
    questions: list[tuple[int, str]] = []
    for number, one in enumerate(json.loads(path.read_text("utf-8"))["data"]):
        for paragraph in one["paragraphs"]:
            questions += [(len(paragraphs), q["question"]) for q in paragraph["qas"]]
            paragraphs.append(paragraph["context"])
            article.append(number)
    return Collection(language, paragraphs, article, questions)


def statements(found: Collection, articles: bool) -> Iterator[tuple[Statement, list[int]]]:
    """Statements, each with where its paragraphs begin."""
    groups: dict[int, list[str]] = {}
    for number, text in enumerate(found.paragraphs):
        groups.setdefault(found.article[number] if articles else number, []).append(text)
    for number, texts in groups.items():
        begins = np.cumsum([0, *(len(text) + 2 for text in texts)])[:-1].tolist()
        yield (
            Statement(
                id=f"p{number:03}", body="\n\n".join(texts), date=parse_date("2020"), group="X",
                language=LANGUAGES[found.language],
            ),
            begins,
        )  # fmt: skip


def searcher(
    found: Collection, articles: bool, folder: Path, encoder: CachedEncoder
) -> tuple[Searcher, dict[str, tuple[int, list[int]]]]:
    """What answers, and statement → (number of its first paragraph, where each begins)."""
    texts = folder / "texts"
    texts.mkdir(parents=True)
    begins: dict[str, tuple[int, list[int]]] = {}
    whole = []
    at = 0
    for statement, places in statements(found, articles):
        begins[statement.id] = at, places
        at += len(places)
        whole.append(statement)
    write_statement_table(texts / "all.parquet", whole)
    update(folder / "store", texts, encoder)
    return Searcher(Snapshot(folder / "store"), encoder), begins


def first_hits(
    asker: Searcher, begins: dict[str, tuple[int, list[int]]], questions: list[str], way: str
) -> list[int]:
    """The paragraph that comes first for each question, -1 for none."""
    mask = asker.snapshot.searchable
    found = []
    for question in questions:
        table = asker.ranked(plain_query(question), mask, way=way)
        if not len(table.places):
            found.append(-1)
            continue
        place = int(table.places[0])
        told = asker.snapshot.statements[int(asker.snapshot.owner[place])]
        first, places = begins[told.id]
        start = int(asker.snapshot.records["start"][place])
        found.append(first + int(np.searchsorted(places, start, side="right")) - 1)
    return found


def bm25(found: Collection, questions: list[str]) -> list[int] | None:
    if importlib.util.find_spec("rank_bm25") is None:
        return None
    from rank_bm25 import BM25Okapi

    index = BM25Okapi([fold_text(text).split() for text in found.paragraphs])
    return [int(index.get_scores(fold_text(q).split()).argmax()) for q in questions]


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("en", type=Path)
    parser.add_argument("ar", type=Path)
    parser.add_argument("--half", choices=("tune", "held", "both"), default="both")
    parser.add_argument("--cache", type=Path)
    parser.add_argument("--articles", action="store_true")
    parser.add_argument("--encoder", default="embedded")
    asked = parser.parse_args()
    data = {"en": read(asked.en, "en"), "ar": read(asked.ar, "ar")}
    encoder = load_encoder(asked.encoder, cache=asked.cache)
    halves = ["tune", "held"] if asked.half == "both" else [asked.half]
    with tempfile.TemporaryDirectory() as folder:
        for target, found in data.items():
            asker, begins = searcher(found, asked.articles, Path(folder) / target, encoder)
            for source, other in data.items():
                right = np.array([paragraph for paragraph, _ in other.questions])
                questions = [question for _, question in other.questions]
                ways = {way: first_hits(asker, begins, questions, way)
                        for way in (BOTH, WORDS_ONLY, MEANING_ONLY)}  # fmt: skip
                if (plain := bm25(found, questions)) is not None:
                    ways["BM25 (peer)"] = plain
                for half in halves:
                    chosen = right % 2 == (half == "held")
                    told = "  ".join(
                        f"{way} {float((np.array(hits) == right)[chosen].mean()):.3f}"
                        for way, hits in ways.items()
                    )
                    print(f"{source} question, {target} paragraph, {half}: {told}")


if __name__ == "__main__":
    main()
