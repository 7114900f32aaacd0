"""Words that are kept on disk are the words; without a disk they are the words, too."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from rhetoric.copies import kept_words
from rhetoric.copies.kept_words import LONG, KeptWords
from rhetoric.copies.words import word_numbers

SHORT_TEXT = "The road is open."
LONG_TEXT = "The road to the valley is open again. " * (LONG // 30)


def test_words_are_the_same_from_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "cache" / "words.sqlite"
    first = KeptWords(path)
    assert np.array_equal(first(LONG_TEXT), word_numbers(LONG_TEXT))
    first.close()
    monkeypatch.setattr(kept_words, "word_numbers", lambda text: pytest.fail("folded again"))
    assert np.array_equal(KeptWords(path)(LONG_TEXT), word_numbers(LONG_TEXT))


def test_short_texts_are_not_kept(tmp_path: Path) -> None:
    words = KeptWords(tmp_path / "words.sqlite")
    assert np.array_equal(words(SHORT_TEXT), word_numbers(SHORT_TEXT))
    words.close()
    assert not (tmp_path / "words.sqlite").exists()


def test_a_damaged_file_costs_nothing_but_time(tmp_path: Path) -> None:
    path = tmp_path / "words.sqlite"
    path.write_bytes(b"no database at all" * 100)
    words = KeptWords(path)
    assert np.array_equal(words(LONG_TEXT), word_numbers(LONG_TEXT))
    words.close()


def test_a_folder_in_its_place_costs_nothing_but_time(tmp_path: Path) -> None:
    words = KeptWords(tmp_path)
    assert np.array_equal(words(LONG_TEXT), word_numbers(LONG_TEXT))
