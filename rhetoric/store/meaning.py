"""The vectors of a store: what a passage says, and what it is said within.

A short passage alone is a poor witness of what it is about, a whole statement a poor place to
point at. The vector that is searched is c = p + w: p is that of the passage, w the unit vector
of its stretch's and, with less weight, its whole statement's. So c · q is the sum of two
cosines, for the cost of one. The vectors are turned so that their greatest components come
first (principal components of the second moment, Jolliffe 2002, ch. 2); turning changes no
product. A search scans the heads, the first components, of all passages and ranks the best by
the whole.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from rhetoric.corpus import Corpus
from rhetoric.encode import Encoder, unit
from rhetoric.model import Passage, Statement
from rhetoric.store.stretches import stretches
from rhetoric.vectors import Vectors

#: Components of a head, and how many of them are scanned for every passage.
HEAD, SCANNED = 128, 64
#: How much the whole statement counts beside the stretch.
WHOLE = 0.25
#: Passages the turn is found from, at most.
SAMPLE = 20_000
Halves = npt.NDArray[np.float16]


def searched_vectors(
    statements: Sequence[tuple[Statement, Sequence[Passage]]], encoder: Encoder
) -> list[Vectors]:
    """The vectors c of the passages of each statement, shape (passages, dimension)."""
    texts: list[str] = []
    spans: list[list[tuple[int, int]]] = []
    for statement, passages in statements:
        numbers = stretches(passages)
        ends = np.flatnonzero(np.diff(numbers, append=-1))
        begins = [0, *(ends[:-1] + 1).tolist()]
        edges = zip(begins, ends.tolist(), strict=True) if len(passages) else ()
        spans.append([(passages[b].start, passages[e].end) for b, e in edges])
        texts += [p.text for p in passages]
        if len(spans[-1]) < len(passages):
            texts += [statement.body[start:end] for start, end in spans[-1]]
    vectors = encoder.encode(texts)
    found: list[Vectors] = []
    at = 0
    for (_, passages), stretch in zip(statements, spans, strict=True):
        if not passages:
            found.append(np.zeros((0, vectors.shape[1] if len(vectors) else 0), dtype=np.float32))
            continue
        own = vectors[at : at + len(passages)]
        at += len(passages)
        around = own
        if len(stretch) < len(passages):
            around = vectors[at : at + len(stretch)]
            at += len(stretch)
        whole = unit(around.mean(axis=0))
        found.append(own + unit(around + WHOLE * whole)[stretches(passages)])
    return found


@dataclass(frozen=True)
class Turn:
    """A rotation after which the greatest components come first.

    Attributes:
        matrix: orthonormal columns, shape (dimension, dimension).
    """

    matrix: Vectors

    @classmethod
    def fitted(cls, vectors: Vectors) -> Turn:
        """The turn for vectors like these, shape (n, dimension)."""
        moment = vectors.T.astype(np.float64) @ vectors
        _, columns = np.linalg.eigh(moment)
        return cls(np.ascontiguousarray(columns[:, ::-1], dtype=np.float32))

    @classmethod
    def from_bytes(cls, data: bytes) -> Turn:
        """The turn that was kept."""
        flat = np.frombuffer(data, dtype="<f4")
        return cls(flat.reshape(round(len(flat) ** 0.5), -1))

    def is_sound(self) -> bool:
        """Whether its columns have the length 1, which damage hardly leaves them."""
        lengths = np.square(self.matrix, dtype=np.float64).sum(axis=0)
        return bool(np.isfinite(lengths).all() and np.abs(lengths - 1).max() < 1e-3)

    def to_bytes(self) -> bytes:
        """The turn to be kept."""
        return self.matrix.astype("<f4").tobytes()

    def apply(self, vectors: Vectors) -> Vectors:
        """The vectors turned."""
        return np.asarray(vectors @ self.matrix, dtype=np.float32)


def turn_for(corpus: Corpus, encoder: Encoder) -> Turn:
    """The turn that fits a corpus, found from statements spread evenly over it."""
    ids = [s.id for s in corpus.statements]
    order = np.random.default_rng(0).permutation(len(ids))
    sample: list[tuple[Statement, Sequence[Passage]]] = []
    count = 0
    for number in order:
        name = ids[number]
        sample.append((corpus.statement(name), corpus.passages_of(name)))
        count += len(corpus.passages_of(name))
        if count >= SAMPLE:
            break
    found = [v for v in searched_vectors(sample, encoder) if len(v)]
    if not found:
        return Turn(np.eye(encoder.encode(["."]).shape[1], dtype=np.float32))
    return Turn.fitted(np.concatenate(found))
