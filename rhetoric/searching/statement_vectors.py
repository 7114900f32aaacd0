"""Statements as vectors: what each says as a whole, apart from what they all have in common.

The vector of a statement is the unit mean of its passages' vectors. Statements of one corpus, and
of one language even more, share a part that says nothing about any of them. So their mean is taken
off, and the deviation of each language from it, both the less the fewer statements they are known
from: n / (n + 20) of it, where n are those statements. Taking off a common part makes cosines tell
more (Mu and Viswanath 2018, "All-but-the-Top"). What it gives here: docs/similar.md.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from rhetoric.corpus import Corpus
from rhetoric.encode import Encoder
from rhetoric.model import Passage
from rhetoric.vectors import Vectors

Halves = npt.NDArray[np.float16]
Floats = npt.NDArray[np.float64]
#: Of how many statements a mean must be known for half of it to be taken off.
SHRINK = 20.0
#: Passages encoded at a time.
_BLOCK = 4096


@dataclass(frozen=True)
class StatementVectors:
    """The statements of a corpus as vectors.

    Attributes:
        names: ids, in the order of the corpus; a statement none of whose passages can be trusted
            has no vector and is not here.
        vectors: shape (n, d), unit length, what is common taken off.
        passages: statement → the vectors of its passages in half precision (1 KB a passage), for
            those of which they are kept.
    """

    names: tuple[str, ...]
    vectors: Vectors
    passages: Mapping[str, Halves]


def trusted(corpus: Corpus, name: str) -> list[Passage]:
    """The passages of a statement but those that were perhaps never said."""
    return [p for p in corpus.passages_of(name) if not p.mark]


def statement_vectors(
    corpus: Corpus, encoder: Encoder, *, keep_passages: bool = False
) -> StatementVectors:
    """The vectors of the statements of a corpus.

    Args:
        keep_passages: keep the vectors of passages, too.
    """
    names = tuple(s.id for s in corpus.statements if trusted(corpus, s.id))
    sums: list[Floats] = []
    kept: dict[str, Halves] = {}
    for name, rows in _encoded(corpus, encoder, names):
        sums.append(rows.sum(axis=0, dtype=np.float64))
        if keep_passages:
            kept[name] = rows.astype(np.float16)
    counted = np.array([name not in corpus.original_of for name in names], dtype=np.bool_)
    languages = [corpus.statement(name).language for name in names]
    whole = np.array(sums) if sums else np.zeros((0, 0))
    return StatementVectors(names, apart(unit(whole), languages, counted), kept)


def passage_vectors(corpus: Corpus, encoder: Encoder, names: Iterable[str]) -> dict[str, Halves]:
    """Statement → the vectors of those of its passages that can be trusted."""
    found = _encoded(corpus, encoder, list(dict.fromkeys(names)))
    return {name: rows.astype(np.float16) for name, rows in found}


def _encoded(
    corpus: Corpus, encoder: Encoder, names: Sequence[str]
) -> Iterator[tuple[str, Vectors]]:
    """Statements and the vectors of their passages, a block at a time."""
    block: list[str] = []
    texts: list[str] = []
    for name in names:
        block.append(name)
        texts += [p.text for p in trusted(corpus, name)]
        if len(texts) >= _BLOCK or name == names[-1]:
            rows, at = encoder.encode(texts), 0
            for done in block:
                many = len(trusted(corpus, done))
                yield done, rows[at : at + many]
                at += many
            block, texts = [], []


def unit(rows: Floats) -> Floats:
    """Rows of length 1; one of nothing stays as it is."""
    norms = np.sqrt((rows * rows).sum(axis=1, keepdims=True))
    return np.asarray(rows / np.where(norms > 0, norms, 1), dtype=np.float64)


def apart(
    rows: Floats, languages: Sequence[str], counted: npt.NDArray[np.bool_] | None = None
) -> Vectors:
    """Unit vectors without what they all, and those of each language, have in common.

    Args:
        rows: unit vectors, shape (n, d).
        languages: of each.
        counted: those a mean is made of; all by default.
    """
    if not len(rows):
        return rows.astype(np.float32)
    chosen = np.ones(len(rows), np.bool_) if counted is None else counted
    if not chosen.any():
        chosen = ~chosen
    mean = rows[chosen].mean(axis=0)
    found = rows - mean * (chosen.sum() / (chosen.sum() + SHRINK))
    spoken = np.array(languages)
    for language in sorted(set(languages)):
        theirs = spoken == language
        if known := int((theirs & chosen).sum()):
            found[theirs] -= (rows[theirs & chosen].mean(axis=0) - mean) * (
                known / (known + SHRINK)
            )
    return unit(found).astype(np.float32)
