"""Speed of key words: log-odds of many sides at once on some millions of words.

    python benchmarks/words/speed.py speeches.parquet [--words 5000000] [--by group]

Three figures: reading the words of the texts (folding, numbering); k-group log-odds from word
numbers to tables with every test, effect size, dispersion, z without the fullest statement, and
q; both together. The table needs the columns iso3, year and text, as that of the UN General
Debate has (doi:10.7910/DVN/0TJX8Y).
"""

from __future__ import annotations

import argparse
import time
from pathlib import Path

import numpy as np

from rhetoric.dates import parse_date
from rhetoric.model import Statement
from rhetoric.passages import split_passages
from rhetoric.words.ranking import key_terms
from rhetoric.words.tokens import read_tokens


def speeches(path: Path, words: int) -> list[Statement]:
    """The youngest speeches, as many as make up the words asked for."""
    import pyarrow.parquet as pq

    rows = pq.read_table(path, columns=["iso3", "year", "text"]).to_pylist()
    found: list[Statement] = []
    count = 0
    for number, row in enumerate(sorted(rows, key=lambda r: (-r["year"], r["iso3"]))):
        if count >= words:
            break
        count += len(row["text"].split())
        found.append(
            Statement(
                f"{number}", row["text"], parse_date(str(row["year"])), row["iso3"], language="eng"
            )
        )
    return found


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("table", type=Path)
    parser.add_argument("--words", type=int, default=5_000_000)
    parser.add_argument("--by", choices=["group", "year"], default="group")
    parser.add_argument("--lengths", type=int, nargs="+", default=[1])
    parser.add_argument("--keep-stop-words", action="store_true")
    options = parser.parse_args()
    statements = speeches(options.table, options.words)
    names = [s.group if options.by == "group" else s.date.text for s in statements]
    labels, side = np.unique(names, return_inverse=True)
    started = time.perf_counter()
    tokens = read_tokens(
        statements, lambda s: split_passages(s.body, language="eng"),
        passages=max(options.lengths) > 1,
    )  # fmt: skip
    read = time.perf_counter() - started
    print(f"{len(statements):,} texts, {len(tokens):,} words, {len(labels)} sides")
    print(f"reading {read:.2f} s")
    best = busy = float("inf")
    for _ in range(3):
        # Only the arrays are kept: what a token knows of its words is found out anew.
        again = type(tokens)(**{name: getattr(tokens, name) for name in tokens.__match_args__})
        started, worked = time.perf_counter(), time.process_time()
        table, _sizes = key_terms(
            again, side, labels.tolist(), lengths=options.lengths,
            keep_stop_words=options.keep_stop_words,
        )  # fmt: skip
        best = min(best, time.perf_counter() - started)
        busy = min(busy, time.process_time() - worked)
    told = f"({busy:.2f} s of processor), {len(table):,} rows, best of 3"
    print(f"log-odds from word numbers {best:.2f} s {told}")
    print(f"end to end {read + best:.2f} s")


if __name__ == "__main__":
    main()
