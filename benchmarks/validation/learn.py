"""`rhetoric learn` against TF-IDF with logistic regression, on the same splits.

    python benchmarks/validation/learn.py [--speeches ungdc.parquet] [--xquad xquad.ar.json]
        [--seeds 3] [--cache vectors.sqlite]

The baseline is scikit-learn's TfidfVectorizer (words and pairs) and LogisticRegression as they
come. Tasks: the labelled sentences of benchmarks/frames, some theme or none; UN speeches,
whether a sentence was on a topic whose words were taken out, and whether it is from before
1975 or after 2005 (whole speeches are kept on one side of the split); XQuAD, to which of the
articles an Arabic question belongs.
"""

from __future__ import annotations

import argparse
import json
import random
import re
from collections.abc import Iterator
from pathlib import Path

import numpy as np

from rhetoric.encode import load_encoder
from rhetoric.sources.rows import read_rows
from rhetoric.validation.features import Texts
from rhetoric.validation.labels import Label, Labels
from rhetoric.validation.learn import learn

HERE = Path(__file__).parent
TOPICS = {"terrorism": r"\b\w*terror\w*\b", "women": r"\b(women|woman|girls?|gender)\b"}
_SENTENCE = re.compile(r"(?<=[.!?])\s+")

Task = tuple[str, str, list[tuple[str, str, str]], int]


def split(rows: list[tuple[str, str, str]], trained: int, kind: str, seed: int) -> Labels:
    """(text, label, cluster) as labels, whole clusters in train or test."""
    chance = random.Random(seed)  # noqa: S311 - a split, no secret
    clusters = sorted({c for _, _, c in rows})
    chance.shuffle(clusters)
    rank = {c: n for n, c in enumerate(clusters)}
    rows = sorted(rows, key=lambda r: rank[r[2]])
    labels = tuple(
        Label(str(n), text, label, cluster, split="train" if n < trained else "test")
        for n, (text, label, cluster) in enumerate(rows)
    )
    names = tuple(sorted({r.label for r in labels})) if kind == "classes" else ()
    return Labels(labels, kind, names)


def sentences(seed: int) -> Iterator[Task]:
    for language in ("en", "fr", "ar"):
        rows = [
            (row["text"], "yes" if row["theme"] else "no", row["id"])
            for _, row in read_rows(HERE.parent / "frames" / f"dev.{language}.csv")
        ]
        yield f"any theme, {language}", "binary", rows, 150


def speeches(path: Path, seed: int) -> Iterator[Task]:
    import pandas as pd

    table = pd.read_parquet(path, columns=["text", "year"])
    chance = random.Random(seed)  # noqa: S311 - a split, no secret
    order = list(table.index)
    chance.shuffle(order)
    for topic, words in TOPICS.items():
        pattern = re.compile(words, re.IGNORECASE)
        for trained in (500, 2000):
            rows: list[tuple[str, str, str]] = []
            for number in order:
                if len(rows) >= trained + 1500:
                    break
                if table.year[number] < 1995:
                    continue
                said = [s for s in _SENTENCE.split(table.text[number]) if 60 < len(s) < 300]
                chance.shuffle(said)
                on = [s for s in said if pattern.search(s)][:2]
                rows += [(pattern.sub("", s), "yes", str(number)) for s in on]
                off = [s for s in said if not pattern.search(s)][:6]
                rows += [(s, "no", str(number)) for s in off]
            yield f"{topic}, {trained}", "binary", rows, trained
    for trained in (500, 2000):
        rows = []
        for number in order:
            if len(rows) >= trained + 1500:
                break
            year = int(table.year[number])
            if 1975 <= year <= 2005:
                continue
            said = [s for s in _SENTENCE.split(table.text[number]) if 60 < len(s) < 300]
            chance.shuffle(said)
            rows += [(s, "yes" if year < 1975 else "no", str(number)) for s in said[:4]]
        yield f"before 1975, {trained}", "binary", rows, trained


def questions(path: Path, seed: int) -> Iterator[Task]:
    articles = json.loads(path.read_text("utf-8"))["data"]
    asked = [
        (q["question"], n, q["id"])
        for n, article in enumerate(articles)
        for paragraph in article["paragraphs"]
        for q in paragraph["qas"]
    ]
    yield (
        "one in five articles, ar",
        "binary",
        [(text, "yes" if n % 5 == 0 else "no", name) for text, n, name in asked],
        672,
    )
    yield (
        "one of six parts, ar",
        "classes",
        [(text, f"part {n % 6}", name) for text, n, name in asked],
        672,
    )


def main() -> None:
    """Print the figures, the mean over the seeds."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--speeches", type=Path)
    parser.add_argument("--xquad", type=Path)
    parser.add_argument("--seeds", type=int, default=3)
    parser.add_argument("--cache", type=Path)
    options = parser.parse_args()
    encoder = load_encoder(cache=options.cache)
    found: dict[str, list[tuple[int, dict[str, float], dict[str, float]]]] = {}
    for seed in range(1, options.seeds + 1):
        tasks = [*sentences(seed)]
        tasks += speeches(options.speeches, seed) if options.speeches else []
        tasks += questions(options.xquad, seed) if options.xquad else []
        for name, kind, rows, trained in tasks:
            labels = split(rows, trained, kind, seed)
            texts = [r.text for r in labels.rows]
            seen = Texts(texts, encoder.encode(texts), [""] * len(texts), np.zeros((len(texts), 0)))
            one = learn(labels, seen, name="task", encoder=encoder.hash)
            ours = {k: f.value or 0.0 for k, f in one.figures.items()}
            base = {k: f.value or 0.0 for k, f in one.baseline.items()}
            found.setdefault(name, []).append((one.tested, ours, base))
    print(f"{'task, training rows':28} test   {'figure':9} learn  tf-idf  won")
    for name, runs in found.items():
        for figure in ("f1", "auc", "micro_f1", "macro_f1"):
            if figure in runs[0][1]:
                ours = [o[figure] for _, o, _ in runs]
                base = [b[figure] for _, _, b in runs]
                won = sum(o > b for o, b in zip(ours, base, strict=True))
                print(f"{name:28} {runs[0][0]:5}  {figure:9} {np.mean(ours):.3f}  "
                      f"{np.mean(base):.3f}   {won}/{len(runs)}", flush=True)  # fmt: skip


if __name__ == "__main__":
    main()
