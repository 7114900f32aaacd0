"""The same comes out in the same order, however many processes work."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import replace

import pytest

from rhetoric.corpus import Corpus
from rhetoric.frames import table
from rhetoric.frames.table import find_frames
from rhetoric.lexicon import Lexicon
from rhetoric.run import in_order, processors


def multiplier(factor: int) -> Callable[[int], tuple[int, int]]:
    return lambda number: (factor * number, os.getpid())


def test_one_process_is_this_one() -> None:
    assert list(in_order(multiplier, (3,), [1, 2])) == [(3, os.getpid()), (6, os.getpid())]
    assert processors() >= 1


@pytest.mark.slow
def test_several_processes_keep_the_order(
    shipped_corpus: Corpus, shipped_lexicon: Lexicon, monkeypatch: pytest.MonkeyPatch
) -> None:
    alone = find_frames(shipped_corpus, shipped_lexicon)
    monkeypatch.setattr(table, "LARGE", 0)
    monkeypatch.setattr(table, "_PIECE", 5)
    told: list[tuple[int, int]] = []
    together = find_frames(
        shipped_corpus, shipped_lexicon, processes=2,
        progress=lambda done, total: told.append((done, total)),
    )  # fmt: skip
    assert together.equals(alone)
    assert told[-1] == (len(shipped_corpus), len(shipped_corpus))


@pytest.mark.slow
def test_copies_are_told_from_several_processes_too(
    shipped_corpus: Corpus, shipped_lexicon: Lexicon, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(table, "LARGE", 0)
    monkeypatch.setattr(table, "_PIECE", 20)
    first = shipped_corpus.statement("2020-05-28-al-quraishi-speech")
    again = replace(first, id="again", reprint_of=first.id)
    corpus = Corpus.of([*shipped_corpus.statements, again])
    found = find_frames(corpus, shipped_lexicon, processes=2)
    assert set(found[found["statement"] == "again"]["copy_of"]) == {first.id}
