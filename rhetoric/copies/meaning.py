"""Copies in another language: translations, whole or in part."""

from __future__ import annotations

import zlib
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from rhetoric.encode import EMBEDDED, EMBEDDED_LANGUAGES, Encoder
from rhetoric.model import Statement
from rhetoric.passages import split_passages
from rhetoric.vectors import Vectors

#: Least cosine of two statements' mean vectors to look at them closely.
LEAST_MEAN = 0.4
#: So many are looked at closely.
_LOOKED_AT = 8
#: Least cosine of a passage and its translation.
PAIR = 0.5
#: Least share of the copy's words in passages whose translation stands in the original.
LEAST_SHARE = 0.7
#: The same for a copy of fewer than three passages, which agree by chance sooner.
LEAST_SHARE_OF_FEW, FEW = 0.8, 3
#: Least mean cosine of the passages laid together.
LEAST_COSINE = 0.59
#: More characters than this are not encoded for one search.
MOST_ENCODED = 3_000_000
#: Shorter texts agree with a sentence of many others: no translation is told of them.
SHORTEST = 90
#: A translation is at most so many times as long, in letters.
LONGEST = 2.5


@dataclass(frozen=True)
class SameSense:
    """A text in the index that has the same sense in another language.

    Attributes:
        text: its number.
        other_is_copy: it is the copy.
        share: of the copy, by length.
    """

    text: int
    other_is_copy: bool
    share: float


@dataclass(frozen=True)
class Laid:
    """Two texts laid together passage by passage.

    Attributes:
        first, second: share of either, by length, whose translation stands in the other.
        cosine: mean cosine of the passages laid together, by length.
        ratio: length of what is laid together in the second over that in the first.
    """

    first: float
    second: float
    cosine: float
    ratio: float


def lay(
    cosines: npt.NDArray[np.float32], first: npt.NDArray[np.int64], second: npt.NDArray[np.int64]
) -> Laid:
    """Lay the passages of two texts together in order, so that most of their sense agrees.

    A passage may stand for several neighbours in a row, as translators cut and join
    sentences. The best way is found by dynamic programming, as in sentence alignment (Gale
    and Church 1993), with the cosine above PAIR times the length as what is won.

    Args:
        cosines: of each passage of the first with each of the second, shape (n, m).
        first, second: their lengths, shapes (n,) and (m,).
    """
    n, m = cosines.shape
    gain = np.maximum(cosines - PAIR, 0) * np.minimum.outer(first, second)
    best = np.zeros((n + 1, m + 1))
    for i in range(n):
        # Either passage may go on to be laid with the next one of the other text.
        for j in range(m):
            best[i + 1, j + 1] = max(
                best[i, j + 1], best[i + 1, j],
                max(best[i, j], best[i, j + 1], best[i + 1, j]) + gain[i, j]
                if gain[i, j] > 0 else 0.0,
            )  # fmt: skip
    pairs: list[tuple[int, int]] = []
    i, j = n, m
    while i and j:
        won = gain[i - 1, j - 1]
        before = {(i - 1, j - 1): best[i - 1, j - 1], (i - 1, j): best[i - 1, j],
                  (i, j - 1): best[i, j - 1]}  # fmt: skip
        step = next((at for at, value in before.items()
                     if won > 0 and abs(value + won - best[i, j]) < 1e-9), None)  # fmt: skip
        if step is not None:
            pairs.append((i - 1, j - 1))
            i, j = step
        elif best[i - 1, j] >= best[i, j - 1]:
            i -= 1
        else:
            j -= 1
    if not pairs:
        return Laid(0.0, 0.0, 0.0, 0.0)
    here, there = sorted({i for i, _ in pairs}), sorted({j for _, j in pairs})
    weights = np.array([min(first[i], second[j]) for i, j in pairs], dtype=float)
    values = np.array([cosines[i, j] for i, j in pairs], dtype=float)
    held_first, held_second = int(first[here].sum()), int(second[there].sum())
    return Laid(
        held_first / max(1, int(first.sum())),
        held_second / max(1, int(second.sum())),
        float((weights * values).sum() / weights.sum()),
        held_second / max(1, held_first),
    )


class SameMeaning:
    """The sense of many texts, numbered in the order they are added.

    Args:
        encoder: with its cache; the vectors of passages are asked of it again when two
            texts are looked at closely.
    """

    def __init__(self, encoder: Encoder) -> None:
        self._encoder = encoder
        self._means: dict[int, Vectors] = {}
        self._texts: dict[int, tuple[str, bytes, int]] = {}
        self._made: dict[int, tuple[str, str, bool]] = {}
        self._count = 0
        self._last: tuple[Statement, Vectors, npt.NDArray[np.int64]] | None = None

    @property
    def size(self) -> int:
        """Bytes in use, near enough."""
        means = sum(m.nbytes + 300 for m in self._means.values())
        return means + sum(len(packed) for _, packed, _ in self._texts.values())

    def covers(self, statement: Statement) -> bool:
        """Whether the encoder knows its language and there is enough of it."""
        known = self._encoder.name != EMBEDDED or statement.language in EMBEDDED_LANGUAGES
        told = statement.language not in ("und", "mul")
        return known and told and len(statement.body) >= SHORTEST

    def add(self, statement: Statement) -> None:
        """Put a text in; it is encoded when a text in another language is first looked for."""
        number, self._count = self._count, self._count + 1
        if self.covers(statement):
            packed = zlib.compress(statement.body.encode("utf-8", "replace"), 6)
            self._texts[number] = (statement.language, packed, len(statement.body))
            self._made[number] = _made(statement)

    def find(self, statement: Statement) -> list[SameSense]:
        """Every text of another language that has the same sense, or has it in part.

        Where more than MOST_ENCODED characters would have to be encoded first, none is found.
        """
        if not self.covers(statement):
            return []
        others = [n for n, (code, _, _) in self._texts.items() if code != statement.language]
        new = [n for n in others if n not in self._means]
        if not others or sum(self._texts[n][2] for n in new) > MOST_ENCODED:
            return []
        vectors, lengths = self._passages(statement)
        if not len(lengths):
            return []
        for number in new:
            theirs, their_lengths = self._encode(*self._text(number))
            self._means[number] = _mean(theirs, their_lengths)
        near = np.stack([self._means[n] for n in others]) @ _mean(vectors, lengths)
        found = []
        for at in np.argsort(-near, kind="stable")[:_LOOKED_AT]:
            if near[at] < LEAST_MEAN:
                break
            number = others[at]
            theirs, their_lengths = self._encode(*self._text(number))
            laid = lay(vectors @ theirs.T, lengths, their_lengths)
            if not same_sense(laid, min(len(lengths), len(their_lengths))):
                continue
            copy = _other_is_copy(laid, _made(statement), self._made[number])
            share = laid.second if copy else laid.first
            found.append(SameSense(number, copy, share))
        return found

    def _text(self, number: int) -> tuple[str, str]:
        language, packed, _ = self._texts[number]
        return zlib.decompress(packed).decode("utf-8"), language

    def _passages(self, statement: Statement) -> tuple[Vectors, npt.NDArray[np.int64]]:
        if self._last is None or self._last[0] is not statement:
            self._last = (statement, *self._encode(statement.body, statement.language))
        return self._last[1:]

    def _encode(self, body: str, language: str) -> tuple[Vectors, npt.NDArray[np.int64]]:
        texts = [p.text for p in split_passages(body, language=language)]
        return self._encoder.encode(texts), np.array([len(t) for t in texts], dtype=np.int64)


def same_sense(laid: Laid, passages: int) -> bool:
    """Whether two texts laid together are one text in two languages, or a part of it.

    Args:
        passages: how many the one with fewer has.
    """
    least = LEAST_SHARE_OF_FEW if passages < FEW else LEAST_SHARE
    return (
        max(laid.first, laid.second) >= least
        and laid.cosine >= LEAST_COSINE
        and 1 / LONGEST <= laid.ratio <= LONGEST
    )


def _mean(vectors: Vectors, lengths: npt.NDArray[np.int64]) -> Vectors:
    if not len(lengths):
        return np.zeros(vectors.shape[1], dtype=np.float32)
    total = (vectors * lengths[:, None]).sum(axis=0)
    return np.asarray(total / (np.linalg.norm(total) or 1), dtype=np.float32)


def _made(statement: Statement) -> tuple[str, str, bool]:
    """(first day, language it was said in, it calls itself a translation)."""
    first = statement.date.first
    said = statement.original_language
    foreign = said not in ("und", "mul", statement.language)
    return (
        first.isoformat() if first else "", said, foreign or statement.form == "translation",
    )  # fmt: skip


def _other_is_copy(laid: Laid, here: tuple[str, str, bool], there: tuple[str, str, bool]) -> bool:
    """Which of the two is the translation.

    The one that is a part of the other; else the one that calls itself a translation; else
    the later one.
    """
    if min(laid.first, laid.second) < LEAST_SHARE:
        return laid.second > laid.first
    if here[2] != there[2]:
        return there[2]
    return bool(here[0] and there[0] and here[0] < there[0])
