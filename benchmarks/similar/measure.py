"""How well statements find each other across languages, and what a map keeps of it.

    python benchmarks/similar/measure.py FOLDER [PROJECT ...]

FOLDER holds xquad.en.json and xquad.ar.json (https://github.com/google-deepmind/xquad, CC BY-SA
4.0): the same 240 paragraphs in English and Arabic. Paragraphs of every second article are for
tuning, the others are reported as held back. PROJECTs are folders of projects to draw maps of.
"""

from __future__ import annotations

import json
import sys
import tempfile
import warnings
from pathlib import Path

import numpy as np
from sklearn.manifold import smacof, trustworthiness
from threadpoolctl import threadpool_limits

from rhetoric.corpus import Corpus
from rhetoric.dates import parse_date
from rhetoric.encode import load_encoder
from rhetoric.model import Statement
from rhetoric.project import load
from rhetoric.searching import statement_vectors as vectors_of
from rhetoric.searching.layout import lay_out
from rhetoric.searching.map import faith_of
from rhetoric.searching.statement_vectors import statement_vectors


def paragraphs(folder: Path) -> list[Statement]:
    """All paragraphs in both languages; the group tells the half and the article."""
    found = []
    for code, language in (("en", "eng"), ("ar", "ara")):
        articles = json.loads((folder / f"xquad.{code}.json").read_text("utf-8"))["data"]
        number = 0
        for at, article in enumerate(articles):
            for paragraph in article["paragraphs"]:
                found.append(
                    Statement(f"{code}-{number:03}", paragraph["context"], parse_date("2019"),
                              f"{at % 2}-{at}", language=language)
                )  # fmt: skip
                number += 1
    return found


def told(name: str, rows: np.ndarray, languages: np.ndarray, articles: np.ndarray) -> None:
    """Own translation first, and where the five nearest are."""
    cosines = rows @ rows.T
    np.fill_diagonal(cosines, -9)
    half = len(rows) // 2
    first = cosines.argmax(axis=1)
    own = np.concatenate([np.arange(half) + half, np.arange(half)])
    across = [cosines[half:, :half].argmax(axis=1), cosines[:half, half:].argmax(axis=1)]
    five = np.argsort(-cosines, axis=1, kind="stable")[:, :5]
    print(
        f"  {name:22} ar→en {np.mean(across[0] == np.arange(half)):.3f} "
        f"en→ar {np.mean(across[1] == np.arange(half)):.3f} "
        f"own first of all {np.mean(first == own):.3f} "
        f"of an Arabic one's five English {np.mean(languages[five[half:]] == 'eng'):.3f} "
        f"same article {np.mean(articles[five] == articles[:, None]):.3f}"
    )


def maps(name: str, rows: np.ndarray) -> None:
    """What several layouts keep."""
    centred = rows - rows.mean(axis=0)
    _, axes = np.linalg.eigh((centred.T @ centred).astype(np.float64))
    start = centred @ axes[:, :-3:-1]
    squares = np.maximum(2 - 2 * rows.astype(np.float64) @ rows.T, 0)
    np.fill_diagonal(squares, 0)
    warnings.simplefilter("ignore")
    layouts = {
        "principal components": start,
        "SMACOF": smacof(squares, init=start, n_init=1, random_state=0)[0],
        "t-SNE, as drawn": lay_out(rows, [str(n) for n in range(len(rows))]),
    }
    for method, places in layouts.items():
        faith = faith_of(rows, np.asarray(places, dtype=np.float64))
        trust = trustworthiness(rows, places, n_neighbors=5)
        print(f"  {name} ({len(rows)}) {method:22} five nearest kept {faith.kept:.3f} "
              f"in nearest tenth {faith.around:.3f} trustworthiness {trust:.3f}")  # fmt: skip


def main() -> None:
    """Print everything."""
    statements = paragraphs(Path(sys.argv[1]))
    with tempfile.TemporaryDirectory() as cache, threadpool_limits(1):
        encoder = load_encoder(cache=Path(cache) / "v.sqlite")
        for half, called in (("0", "tuned on"), ("1", "held back")):
            corpus = Corpus.of(s for s in statements if s.group.startswith(half))
            order = sorted(range(len(corpus)), key=lambda n: corpus.statements[n].id[:2] == "ar")
            known = [corpus.statements[n] for n in order]
            languages = np.array([s.language for s in known])
            articles = np.array([s.group for s in known])
            print(called)
            shrink = vectors_of.SHRINK
            for name, value in (("as encoded", 1e12), ("what is common off", shrink)):
                vectors_of.SHRINK = value
                rows = statement_vectors(corpus, encoder).vectors[order]
                told(name, rows, languages, articles)
            vectors_of.SHRINK = shrink
        whole = statement_vectors(Corpus.of(statements), encoder).vectors
        maps("XQuAD", whole)
    for project in sys.argv[2:]:
        workspace = load(project)
        maps(project, statement_vectors(workspace.corpus, workspace.encoder).vectors)


if __name__ == "__main__":
    main()
