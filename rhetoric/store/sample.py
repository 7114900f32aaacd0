"""Some statements of a store, cut and encoded anew and compared with what is kept of them."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path
from typing import Any

import numpy as np

from rhetoric.encode import CachedEncoder
from rhetoric.model import Passage, Statement
from rhetoric.passages import split_passages
from rhetoric.sources.folder import iter_file
from rhetoric.store.anew import statement_digest
from rhetoric.store.inside import Finding
from rhetoric.store.meaning import HEAD, Turn, searched_vectors
from rhetoric.store.passages import packed
from rhetoric.store.postings import Posting
from rhetoric.store.terms import forms_of
from rhetoric.text import fold_text

#: Files that are read again, and passages that are encoded again, about: a second or two.
FILES, PASSAGES = 6, 60
#: How far a component may be from what half the precision keeps of it.
_NEAR = 2e-2


def compare_sample(
    connection: sqlite3.Connection,
    texts: Path,
    untouched: Collection[str],
    encoder: CachedEncoder,
    about: Mapping[str, Any],
) -> Iterator[Finding]:
    """Compare statements spread over the texts with what a store holds of them.

    Args:
        untouched: files that did not change since they were indexed.
        about: what the store says of itself.

    Raises:
        StatementError: when a text cannot be read.
    """
    names = sorted(untouched)
    chosen = names[:: max(1, -(-len(names) // FILES))]
    todo: list[tuple[Statement, list[Passage]]] = []
    count = 0
    for name in chosen:
        for one in iter_file(texts / name):
            passages = split_passages(
                one.body, statement=one.id, language=one.language, times=one.times
            )
            todo.append((one, passages))
            count += len(passages)
            if count >= PASSAGES:
                break
        if count >= PASSAGES:
            break
    turn = Turn.from_bytes(about["turn"])
    found = searched_vectors(todo, encoder)
    for (one, passages), vectors in zip(todo, found, strict=True):
        yield from _compared(connection, one, passages)
        yield from _same_vectors(connection, one, turn.apply(vectors) if passages else vectors)


def _compared(
    connection: sqlite3.Connection, one: Statement, passages: list[Passage]
) -> Iterator[Finding]:
    """Compare the text of a statement, its passages and its words."""
    row = connection.execute(
        "SELECT first, digest, passages, body FROM statements JOIN texts USING (first)"
        " WHERE id = ?", (one.id,),
    ).fetchone()  # fmt: skip
    if row is None:
        yield Finding("a statement is missing", one.id)
        return
    first, digest, kept, body = row
    if digest != statement_digest(one) or body != one.body.encode("utf-8", "surrogatepass"):
        yield Finding("a statement is not as its file says", one.id)
        return
    words = [fold_text(passage.text).split() for passage in passages]
    if packed(passages, [len(w) for w in words]).tobytes() != kept:
        yield Finding("a statement is cut in other passages", one.id)
        return
    known: dict[str, set[int]] = {}
    for row_of, (passage, spoken) in enumerate(zip(passages, words, strict=True), first):
        forms = (form for word in spoken for form in forms_of(word, one.language))
        for form in dict.fromkeys(forms) if not passage.mark else ():
            if form not in known:
                known[form] = _rows(connection, form)
            if row_of not in known[form]:
                yield Finding("a word cannot be found", f"{one.id}:{passage.index}, term '{form}'")


def _rows(connection: sqlite3.Connection, term: str) -> set[int]:
    """The rows a term leads to."""
    found = connection.execute("SELECT passages FROM postings WHERE term = ?", (term,))
    return {row for (data,) in found for row in Posting.from_bytes(data).rows.tolist()}


def _same_vectors(
    connection: sqlite3.Connection, one: Statement, vectors: np.ndarray[Any, Any]
) -> Iterator[Finding]:
    """Compare the vectors of a statement."""
    row = connection.execute(
        "SELECT first, count, vectors FROM statements JOIN heads USING (first) WHERE id = ?",
        (one.id,),
    ).fetchone()
    if row is None or row[1] != len(vectors):
        return  # told already
    first, count, data = row
    tails = [
        part
        for (part,) in connection.execute(
            "SELECT vector FROM tails WHERE passage >= ? AND passage < ? ORDER BY passage",
            (first, first + count),
        )
    ]
    if not count:
        return
    head = np.frombuffer(data, dtype="<f2").reshape(count, -1)
    tail = np.frombuffer(b"".join(tails), dtype="<f2").reshape(count, -1)
    kept = np.concatenate([head, tail], axis=1).astype(np.float32)
    assert head.shape[1] == min(HEAD, vectors.shape[1]), "rows of vectors were asked about before"
    if not np.allclose(kept, vectors, atol=_NEAR):
        yield Finding("a vector is not that of its passage", one.id)
