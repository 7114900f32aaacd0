"""Speed, recall, memory and disk of searching, beside others that do a part of the same.

    python benchmarks/search/speed.py TABLE [--passages 100000] [--vectors FILE.npy]
        [--folder DIR] [--queries 40] [--peers]

TABLE is a Parquet table with the columns text, iso3 and year (the UN General Debate corpus,
Jankin, Baturo & Dasandi, doi:10.7910/DVN/0TJX8Y). The texts, their words and filters are real.
Encoding a million passages takes hours, so vectors stand in: each passage gets a mixture of
two real ones, chosen by a hash of its text; --vectors holds real ones, shape (n, 512), and
without it some thousand passages are encoded first. A query is the beginning of a passage, as
the encoder encodes it; what that takes is told apart.

Recall is the share of the ten best by an exact ranking of every passage that is found. The
peers are no dependencies (pip install faiss-cpu rank_bm25 txtai msgpack); they get the same
passages, vectors, filters and queries in the same run, and are asked for ten hits by meaning
(rank_bm25: by words). Ratios hold better than figures.
"""

from __future__ import annotations

import argparse
import hashlib
import importlib.util
import resource
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from rhetoric.dates import parse_date
from rhetoric.encode import load_encoder
from rhetoric.lexicon import Actors
from rhetoric.model import Statement
from rhetoric.passages import split_passages
from rhetoric.searching.query import plain_query
from rhetoric.searching.rank import Ranker, together
from rhetoric.searching.slots import slots_of
from rhetoric.searching.wanted import Wanted
from rhetoric.sources.statement_table import write_statement_table
from rhetoric.store.snapshot import Snapshot
from rhetoric.store.update import update

GROUPS = ("FRA", "USA", "MLI", "NER", "BFA", "DZA", "NGA", "SEN", "GBR", "MAR")
FIRST, LAST = 1990, 2015
HITS = 10


@dataclass
class StandIn:
    """An encoder whose vectors cost nothing."""

    vectors: np.ndarray
    name: str = "stand-in"
    hash: str = "stand-in"

    def space(self, *, query: bool = False) -> str:
        return "stand-in|"

    def encode(self, texts: Sequence[str], *, query: bool = False) -> np.ndarray:
        digests = [hashlib.blake2b(t.encode(), digest_size=8).digest() for t in texts]
        keys = np.array([int.from_bytes(d, "little") for d in digests], dtype=np.uint64)
        count = np.uint64(len(self.vectors))
        one = self.vectors[(keys % count).astype(np.int64)]
        other = self.vectors[((keys >> np.uint64(20)) % count).astype(np.int64)]
        share = (0.6 + 0.35 * ((keys >> np.uint64(40)) % np.uint64(1000)) / 1000).astype("f4")
        mixed = share[:, None] * one + (1 - share)[:, None] * other
        return np.asarray(mixed / np.linalg.norm(mixed, axis=1, keepdims=True), dtype=np.float32)


def statements(table: Path, passages: int) -> Iterator[Statement]:
    """Statements of about so many passages, spread over the table."""
    rows = pd.read_parquet(table)
    order = np.random.default_rng(0).permutation(len(rows))
    count = 0
    for number in order:
        row = rows.iloc[number]
        count += len(split_passages(row["text"], language="eng"))
        yield Statement(
            id=f"{row['iso3']}-{row['session']}-{number}".lower(), body=row["text"],
            date=parse_date(str(row["year"])), group=row["iso3"], medium="speech",
            language="eng",
        )  # fmt: skip
        if count >= passages:
            return


def memory() -> int:
    """Megabytes this process has needed at most."""
    return int(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024)


def timed(name: str, queries: int, one: Callable[[int], object]) -> None:
    one(0)
    one(1)
    took = []
    for number in range(queries):
        begun = time.perf_counter()
        one(number)
        took.append((time.perf_counter() - begun) * 1000)
    ordered = sorted(took)
    print(
        f"  {name}: median {statistics.median(took):.1f} ms, of ten the slowest"
        f" {ordered[int(len(ordered) * 0.9)]:.1f} ms",
        flush=True,
    )


def whole_vectors(snapshot: Snapshot) -> Iterator[tuple[int, np.ndarray]]:
    """All vectors, some at a time, with the place of the first."""
    for begin in range(0, len(snapshot), 50_000):
        places = np.arange(begin, min(begin + 50_000, len(snapshot)))
        heads = [part[places] for part in snapshot.heads]
        yield begin, np.concatenate([*heads, snapshot.tails(places)], axis=1)


def exact(
    snapshot: Snapshot, ranker: Ranker, asked: np.ndarray, slots: list[Any], mask: np.ndarray
) -> tuple[list[set[int]], list[set[int]]]:
    """The ten best of every query by a ranking of all passages: by meaning, and by both."""
    turned = snapshot.turn.apply(asked)
    near = np.empty((len(asked), len(snapshot)), dtype=np.float32)
    for begin, block in whole_vectors(snapshot):
        near[:, begin : begin + len(block)] = turned @ block.T / 2
    meaning, both = [], []
    everywhere = np.arange(len(snapshot))
    for number, row in enumerate(near):
        covered = ranker.index.coverage(slots[number])
        words = covered.shares + ranker.index.light(slots[number], covered.possible, everywhere)
        for found, values in ((meaning, row), (both, together(row, words))):
            values = np.where(mask, values, -np.inf)
            found.append(set(np.argpartition(-values, HITS)[:HITS].tolist()))
    return meaning, both


def recall(found: list[set[int]], right: list[set[int]]) -> float:
    return float(np.mean([len(a & b) / len(b) for a, b in zip(found, right, strict=True)]))


def peers(snapshot: Snapshot, asked: np.ndarray, texts: list[str], mask: np.ndarray) -> None:
    """What others take for the same."""
    vectors = np.concatenate([block for _, block in whole_vectors(snapshot)])
    turned = snapshot.turn.apply(asked)
    chosen = np.flatnonzero(mask)
    queries = len(asked)
    timed(
        "numpy, exact, filtered",
        queries,
        lambda n: np.argpartition(-np.where(mask, vectors @ turned[n], -np.inf), HITS)[:HITS],
    )
    if importlib.util.find_spec("faiss"):
        import faiss

        flat = faiss.IndexFlatIP(vectors.shape[1])
        flat.add(vectors)
        select = faiss.SearchParameters(sel=faiss.IDSelectorBatch(chosen))
        timed("faiss flat, exact", queries, lambda n: flat.search(turned[n : n + 1], HITS))
        timed(
            "faiss flat, exact, filtered",
            queries,
            lambda n: flat.search(turned[n : n + 1], HITS, params=select),
        )
    if len(vectors) > 200_000:
        return
    bodies = [snapshot.passage(place).text for place in range(len(snapshot))]
    if importlib.util.find_spec("rank_bm25"):
        from rank_bm25 import BM25Okapi

        index = BM25Okapi([text.lower().split() for text in bodies])
        timed("rank_bm25", min(queries, 8), lambda n: index.get_scores(texts[n].lower().split()))
    if importlib.util.find_spec("txtai"):
        from txtai import Embeddings

        def vector_of(names: list[str]) -> np.ndarray:
            """Of a passage by its place, of a query by `q` and its number."""
            return np.array([turned[int(n[1:])] if n[0] == "q" else vectors[int(n)] for n in names])

        told = [(snapshot.statements[o].group, int(snapshot.statements[o].date[:4]))
                for o in snapshot.owner]  # fmt: skip
        table = Embeddings(method="external", transform=vector_of, content=True)
        table.index(
            (place, {"text": str(place), "iso3": iso3, "year": year}, None)
            for place, (iso3, year) in enumerate(told)
        )
        sql = "select id, score from txtai where similar(:q) limit 10"
        names = ", ".join(f"'{name}'" for name in GROUPS)
        kept = sql.replace(
            " limit", f" and iso3 in ({names}) and year >= {FIRST} and year <= {LAST} limit"
        )
        for name, question in (("txtai", sql), ("txtai, filtered", kept)):
            timed(
                name,
                queries,
                lambda n, q=question: table.search(q, parameters={"q": f"q{n}"}),
            )
        for name, question, there in (("", sql, None), (", filtered", kept, mask)):
            right = [_ten_best(vectors @ one, there) for one in turned]
            found = [
                {int(row["id"]) for row in table.search(question, parameters={"q": f"q{n}"})}
                for n in range(queries)
            ]
            print(f"  txtai{name}: recall {recall(found, right):.3f}")


def _ten_best(scores: np.ndarray, mask: np.ndarray | None) -> set[int]:
    scores = scores if mask is None else np.where(mask, scores, -np.inf)
    return set(np.argpartition(-scores, HITS)[:HITS].tolist())


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("table", type=Path)
    parser.add_argument("--passages", type=int, default=100_000)
    parser.add_argument("--vectors", type=Path)
    parser.add_argument("--folder", type=Path)
    parser.add_argument("--queries", type=int, default=40)
    parser.add_argument("--peers", action="store_true")
    asked = parser.parse_args()
    folder = asked.folder or Path(tempfile.mkdtemp(prefix="rhetoric-search-"))
    real = load_encoder()
    if asked.vectors:
        encoder = StandIn(np.load(asked.vectors, mmap_mode="r"))
    else:
        some = [p.text for s in statements(asked.table, 4000) for p in split_passages(s.body)]
        encoder = StandIn(real.encode(some))
    texts = folder / "texts"
    if not texts.exists():
        texts.mkdir(parents=True)
        write_statement_table(texts / "all.parquet", statements(asked.table, asked.passages))
    begun = time.perf_counter()
    told = update(folder / "store", texts, encoder)  # type: ignore[arg-type]
    took = time.perf_counter() - begun
    size = sum(path.stat().st_size for path in (folder / "store").iterdir())
    print(
        f"{told.passages:,} passages; {'made' if told.rebuilt else 'looked at'} in {took:.1f} s;"
        f" {size / told.passages:.0f} bytes a passage, with texts, words and vectors"
    )
    measure_queries(folder, real, asked.queries, asked.peers)
    one = texts / "one-more.md"
    one.write_text(
        "---\nid: one-more\ndate: 2020-01-01\ngroup: MLI\nmedium: speech\nlanguage: en\n"
        "title: One more\n---\nThe rains came late this year. The fields were dry.\n", "utf-8",
    )  # fmt: skip
    for name in ("added", "removed"):
        begun = time.perf_counter()
        update(folder / "store", texts, encoder)  # type: ignore[arg-type]
        print(f"  one statement {name}: {time.perf_counter() - begun:.2f} s")
        one.unlink(missing_ok=True)


def measure_queries(folder: Path, real: Any, queries: int, with_peers: bool) -> None:
    begun = time.perf_counter()
    snapshot = Snapshot(folder / "store")
    ranker = Ranker(snapshot)
    assert snapshot.heads[0] is not None
    print(f"  opened, vectors read: {time.perf_counter() - begun:.2f} s")
    actors = Actors({})
    keep = Wanted(groups=GROUPS, after=parse_date(str(FIRST)), before=parse_date(str(LAST)))
    every = Wanted().mask(snapshot, actors)
    mask = keep.mask(snapshot, actors)
    print(f"  the filter (ten states, {FIRST} to {LAST}) leaves {int(mask.sum()):,} passages")
    random = np.random.default_rng(1)
    places = random.integers(0, len(snapshot), queries)
    texts = [" ".join(snapshot.passage(int(p)).text.split()[:8]) for p in places]
    parsed = [plain_query(text) for text in texts]
    vectors = real.encoder.encode(texts, query=True)

    def both(number: int, chosen: np.ndarray) -> set[int]:
        slots = slots_of(parsed[number], snapshot)
        return set(ranker.rank(chosen, slots, vectors[number]).places[:HITS].tolist())

    def meaning(number: int, chosen: np.ndarray) -> set[int]:
        return set(ranker.rank(chosen, (), vectors[number]).places[:HITS].tolist())

    for name, chosen in (("all", every), ("filtered", mask)):
        timed(f"words and meaning, {name}", queries, lambda n, c=chosen: both(n, c))
        timed(f"meaning, {name}", queries, lambda n, c=chosen: meaning(n, c))
        timed(
            f"words, {name}",
            queries,
            lambda n, c=chosen: ranker.rank(c, slots_of(parsed[n], snapshot)),
        )
    timed("making the filter", queries, lambda n: keep.mask(snapshot, actors))
    real.encoder.encode(["warm"], query=True)
    timed("encoding the query", queries, lambda n: real.encoder.encode([texts[n]], query=True))
    print(f"  memory {memory()} MB")
    slots = [slots_of(one, snapshot) for one in parsed]
    for name, chosen in (("all", every), ("filtered", mask)):
        right = exact(snapshot, ranker, vectors, slots, chosen)
        for way, truth, ask in (("meaning", right[0], meaning), ("both", right[1], both)):
            found = [ask(number, chosen) for number in range(queries)]
            print(f"  recall@10 {way}, {name}: {recall(found, truth):.4f}")
    if with_peers:
        peers(snapshot, vectors, texts, mask)


if __name__ == "__main__":
    main()
