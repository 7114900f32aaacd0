"""Speed of scoring by words: tokens a second end to end, and peak memory.

    python benchmarks/words_speed.py speeches.parquet [--rows N] [--processes 2]

End to end: read the table, cut every speech into passages, find the words of all
themes, judge function and target, build the rows of the ledger. A token is what
lies between white space.
"""

from __future__ import annotations

import argparse
import resource
import time
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

from rhetoric.frames.score import FrameScorer
from rhetoric.frames.table import as_row
from rhetoric.lexicon import read_lexicon
from rhetoric.model import Statement
from rhetoric.passages import split_passages
from rhetoric.settings import find_project
from rhetoric.sources.tables import UNDATED

_scorer: FrameScorer | None = None


def _start() -> None:
    global _scorer
    _scorer = FrameScorer(read_lexicon(find_project().lexicons))


def _score(batch: list[tuple[str, str]]) -> tuple[int, int, int]:
    """(tokens, passages, frame uses) of some speeches."""
    assert _scorer is not None
    tokens = passages_n = uses = 0
    for name, text in batch:
        statement = Statement(name, text, UNDATED, "UN", language="eng", form="transcript")
        passages = split_passages(text, statement=name, language="eng")
        rows = [as_row(use, _scorer.lexicon) for use in _scorer.uses(statement, passages)]
        tokens += len(text.split())
        passages_n += len(passages)
        uses += len(rows)
    return tokens, passages_n, uses


def _batches(path: Path, rows: int) -> Iterator[list[tuple[str, str]]]:
    import pyarrow.parquet as pq

    done = 0
    for batch in pq.ParquetFile(path).iter_batches(
        batch_size=100, columns=["iso3", "year", "text"]
    ):
        speeches = [
            (f"{r['iso3']}-{r['year']}-{done + n}", r["text"])
            for n, r in enumerate(batch.to_pylist())
        ]
        speeches = speeches[: rows - done]
        done += len(speeches)
        if speeches:
            yield speeches


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("table", type=Path)
    parser.add_argument("--rows", type=int, default=10**9)
    parser.add_argument("--processes", type=int, default=2)
    options = parser.parse_args()
    started = time.perf_counter()
    with ProcessPoolExecutor(options.processes, initializer=_start) as pool:
        results = list(pool.map(_score, _batches(options.table, options.rows)))
    seconds = time.perf_counter() - started
    tokens, passages, uses = (sum(column) for column in zip(*results, strict=True))
    peak = max(
        resource.getrusage(who).ru_maxrss
        for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    )
    print(f"{tokens:,} tokens, {passages:,} passages, {uses:,} frame uses in {seconds:.1f} s")
    print(f"{tokens / seconds:,.0f} tokens/s on {options.processes} processes")
    print(f"peak memory of the largest process {peak / 1024:.0f} MiB")


if __name__ == "__main__":
    main()
