"""The same with ConvoKit's FightingWords: one side against all others, as it compares only two.

    python benchmarks/words/convokit_peer.py speeches.parquet [--words 5000000] [--side USA]

Needs convokit and pyarrow, in an environment of its own. The texts are those of speed.py; single
words, no other limits than a word's being in two texts. Prints the seconds of the whole, and of
each step of its published algorithm.
"""

from __future__ import annotations

import argparse
import time
from pathlib import Path

import numpy as np
import pyarrow.parquet as pq
from convokit import FightingWords
from sklearn.feature_extraction.text import CountVectorizer


class _Text:
    """What FightingWords takes for an utterance: it only asks for the text."""

    def __init__(self, text: str) -> None:
        self.text = text


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("table", type=Path)
    parser.add_argument("--words", type=int, default=5_000_000)
    parser.add_argument("--side", default="USA")
    options = parser.parse_args()
    rows = pq.read_table(options.table, columns=["iso3", "year", "text"]).to_pylist()
    near, rest, count = [], [], 0
    for row in sorted(rows, key=lambda r: (-r["year"], r["iso3"])):
        if count >= options.words:
            break
        count += len(row["text"].split())
        (near if row["iso3"] == options.side else rest).append(_Text(row["text"]))
    print(f"{len(near) + len(rest):,} texts, {count:,} words")

    peer = FightingWords(cv=CountVectorizer(min_df=2), prior=0.1)
    started = time.perf_counter()
    cleaned = [peer.text_func(one) for one in near + rest]
    clean = time.perf_counter() - started
    started = time.perf_counter()
    CountVectorizer(min_df=2).fit_transform(cleaned).toarray()
    counted = time.perf_counter() - started
    print(f"cleaning {clean:.1f} s, counting {counted:.1f} s")
    started = time.perf_counter()
    scores = peer._bayes_compare_language(near, rest)
    whole = time.perf_counter() - started
    print(f"whole {whole:.1f} s; after cleaning and counting {whole - clean - counted:.1f} s")
    best = sorted(scores, key=scores.__getitem__)[-5:]
    print("most key:", ", ".join(f"{w} {scores[w]:.2f}" for w in reversed(best)))
    assert np.isfinite(list(scores.values())).all()


if __name__ == "__main__":
    main()
