"""How long a whole report takes on many statements, from frames that are scored, and how large.

    python benchmarks/report/speed.py PROJECT UNGDC.parquet

PROJECT gives lexicons and settings; the Parquet file is the UN General Debate Corpus (columns
text, iso3, year, speaker). Frames are scored by words, once, and kept out of the timing.
"""

from __future__ import annotations

import sys
import tempfile
import time
from pathlib import Path

from rhetoric.compare.sizes import measure
from rhetoric.project import load
from rhetoric.report import write_report

COLUMNS = {"text": "text", "group": "iso3", "date": "year", "speaker": "speaker"}


def main(project: Path, table: Path) -> None:
    workspace = load(project)
    begun = time.perf_counter()
    corpus = workspace.table(table, COLUMNS)
    print(f"read {len(corpus):,} statements: {time.perf_counter() - begun:.1f} s")
    begun = time.perf_counter()
    frames = workspace.frames(corpus, words_only=True)
    print(f"scored {len(frames):,} frame uses: {time.perf_counter() - begun:.1f} s")
    begun = time.perf_counter()
    sizes = measure(corpus, (s.id for s in corpus.statements))
    print(f"measured: {time.perf_counter() - begun:.1f} s")
    with tempfile.TemporaryDirectory() as folder:
        begun, spent = time.perf_counter(), time.process_time()
        paths = write_report(
            corpus, workspace.lexicon, frames, Path(folder), title="Speeches", manifest={},
            sizes=sizes, finder=workspace.names, threshold=workspace.project.threshold,
        )  # fmt: skip
        took, spent = time.perf_counter() - begun, time.process_time() - spent
        page = next(p for p in paths if p.name == "index.html").stat().st_size
    print(f"report: {took:.1f} s ({spent:.1f} s of one processor); page {page / 1e6:.2f} MB")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
