"""The words of many statements as numbers, each with its place in the original.

Words are folded (rhetoric.text); what is between two spaces is a word. Counting, n-grams and
windows are then arithmetic on arrays, which millions of words need.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from unicodedata import category

import numpy as np
import numpy.typing as npt

from rhetoric.languages import html_lang
from rhetoric.model import Passage, Statement
from rhetoric.patterns import PatternSet
from rhetoric.text import Folded, fold
from rhetoric.words.stems import STEMMED, stem
from rhetoric.words.stopwords import STOP_WORDS

Ints = npt.NDArray[np.int64]
Small = npt.NDArray[np.int32]
Flags = npt.NDArray[np.bool_]

_LETTER = re.compile(r"[^\W\d_]")


class _Numbers(dict[str, int]):
    """Word → number, given when it is first asked for."""

    def __missing__(self, word: str) -> int:
        number = self[word] = len(self)
        return number


@dataclass(frozen=True)
class Tokens:
    """The words of some statements, in order.

    Attributes:
        statements: in the order in which their words follow.
        words: word number → word, folded.
        ids: number of each word, shape (n,).
        statement: place of its statement in `statements`, shape (n,).
        segment: number of its passage, counted through all statements, shape (n,): nothing is
            read across two. Where passages were not asked for, that of the statement.
        start, end: its place in the body of its statement, shape (n,).
    """

    statements: tuple[Statement, ...]
    words: tuple[str, ...]
    ids: Small
    statement: Small
    segment: Small
    start: Small
    end: Small

    def __len__(self) -> int:
        return len(self.ids)

    @cached_property
    def languages(self) -> tuple[str, ...]:
        """The languages of the statements as ISO 639-3 codes, sorted."""
        return tuple(sorted({s.language for s in self.statements}))

    @cached_property
    def is_word(self) -> Flags:
        """Of each word number, whether it has a letter; others are numbers and signs."""
        return np.array([bool(_LETTER.search(w)) for w in self.words], dtype=np.bool_)

    @cached_property
    def is_telling(self) -> Flags:
        """Of each word number, whether it is a word and no stop word of these languages."""
        stop = frozenset[str]().union(*(stop_words(code) for code in self.languages))
        return self.is_word & np.array([w not in stop for w in self.words], dtype=np.bool_)

    def of(self, wanted: Flags) -> Tokens:
        """The words of some statements.

        Args:
            wanted: of each statement, whether it is one of them.
        """
        kept = wanted[self.statement]
        names = ("ids", "statement", "segment", "start", "end")
        return replace(self, **{name: getattr(self, name)[kept] for name in names})

    def written(self, first: int, last: int) -> str:
        """The original from one token to another, the last one included."""
        body = self.statements[int(self.statement[first])].body
        return body[int(self.start[first]) : self.whole_end(last)]

    def whole_end(self, token: int) -> int:
        """Where a token ends in the original, with the marks on its last letter."""
        body = self.statements[int(self.statement[token])].body
        end = int(self.end[token])
        while end < len(body) and category(body[end]) in ("Mn", "Me"):
            end += 1
        return end

    def stemmed(self) -> Tokens:
        """The same, the forms of a word put together; languages without known endings stay."""
        known = [short for code in self.languages if (short := html_lang(code)) in STEMMED]
        if len(known) != len(self.languages) or len(known) != 1:
            return self
        numbers = _Numbers()
        stop = stop_words(self.languages[0])
        # A stop word stays what it is: its stem would be one no longer.
        moved = [numbers[w if w in stop else stem(w, known[0])] for w in self.words]
        ids = np.array(moved, dtype=np.int32)[self.ids]
        return replace(self, words=tuple(numbers), ids=ids)

    def occurrences(self, patterns: PatternSet) -> Iterator[tuple[int, int, int]]:
        """(pattern number, first token, last token) of every match within a passage, in order."""
        edges = np.flatnonzero(np.diff(self.segment)) + 1
        begins = np.concatenate([[0], edges]) if len(self) else edges
        ends = np.concatenate([edges, [len(self)]]) if len(self) else edges
        for begin, end in zip(begins.tolist(), ends.tolist(), strict=True):
            words = [self.words[number] for number in self.ids[begin:end].tolist()]
            matches = patterns.find(" ".join(words))
            if matches:
                places = np.cumsum([0, *(len(w) + 1 for w in words)])
                for number, first, last in matches:
                    one, other = np.searchsorted(places, [first, last - 1], side="right") - 1
                    yield number, begin + int(one), begin + int(other)


def stop_words(language: str) -> frozenset[str]:
    """Words of a language (ISO 639-3) that say nothing of what a text is about; maybe none."""
    return STOP_WORDS.get(html_lang(language), frozenset())


def read_tokens(
    statements: Sequence[Statement],
    cut: Callable[[Statement], Sequence[Passage]],
    *,
    passages: bool = True,
    only: Callable[[str], object] | None = None,
) -> Tokens:
    """The words of some statements.

    What speech recognition repeats or is unsure of was perhaps never said, and is left out.

    Args:
        cut: gives the passages of a statement.
        passages: keep what stands in different passages apart. Without, it takes half the time.
        only: of a folded text, whether its statement is wanted.
    """
    numbers = _Numbers()
    kept: list[Statement] = []
    ids: list[Small] = []
    segments: list[Ints] = []
    spans: list[tuple[Ints, Ints]] = []
    segment = 0
    for statement in statements:
        folded = fold(statement.body)
        if only is not None and not only(folded.text):
            continue
        kept.append(statement)
        words = folded.text.split(" ") if folded.text else []
        own = np.fromiter(map(numbers.__getitem__, words), dtype=np.int32, count=len(words))
        start, end = _spans(folded)
        inside = np.zeros(len(own), dtype=np.int64)
        count = 1
        if passages or any(span.mark for span in statement.times):
            own_passages = cut(statement)
            count = max(1, len(own_passages))
            if len(own_passages):
                begins = np.array([p.start for p in own_passages])
                inside = np.maximum(0, np.searchsorted(begins, start, side="right") - 1)
                trusted = np.array([not p.mark for p in own_passages])[inside]
                own, start, end, inside = (x[trusted] for x in (own, start, end, inside))
        ids.append(own)
        segments.append(inside + segment)
        spans.append((start, end))
        segment += count
    lengths = [len(own) for own in ids]
    return Tokens(
        tuple(kept), tuple(numbers),
        _joined(ids), np.repeat(np.arange(len(kept), dtype=np.int32), lengths),
        _joined(segments), _joined([s for s, _ in spans]), _joined([e for _, e in spans]),
    )  # fmt: skip


def _spans(folded: Folded) -> tuple[Ints, Ints]:
    """Where each word begins and ends in the original."""
    if not folded.text:
        return np.empty(0, dtype=np.int64), np.empty(0, dtype=np.int64)
    codes = np.frombuffer(folded.text.encode("utf-32-le", "surrogatepass"), dtype="<u4")
    spaces = np.flatnonzero(codes == ord(" "))
    last = folded.origin[np.concatenate([spaces, [len(codes)]]) - 1]
    end = last + 1
    if folded.wide:
        end = np.array([folded.wide.get(at, at + 1) for at in last.tolist()], dtype=np.int64)
    return folded.origin[np.concatenate([[0], spaces + 1])], end


def _joined(pieces: Sequence[npt.NDArray[np.integer]]) -> Small:
    return np.concatenate(pieces, dtype=np.int32) if pieces else np.empty(0, dtype=np.int32)
