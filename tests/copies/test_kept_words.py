"""The words of long texts, kept on disk."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from rhetoric.copies import kept_words
from rhetoric.copies.kept_words import LONG, KeptWords
from rhetoric.copies.words import word_numbers


def test_words_are_kept_and_the_same(
    tmp_path: Path, prose: Callable[..., str], monkeypatch: pytest.MonkeyPatch
) -> None:
    text = prose(LONG)
    words = KeptWords(tmp_path / "words.sqlite")
    expected = word_numbers(text)
    assert words(text).tolist() == expected.tolist()
    words.close()
    monkeypatch.setattr(kept_words, "word_numbers", None)  # folded a second time it would fail
    assert KeptWords(tmp_path / "words.sqlite")(text).tolist() == expected.tolist()


def test_a_file_that_is_busy_is_tried_once(tmp_path: Path, prose: Callable[..., str]) -> None:
    path = tmp_path / "words.sqlite"
    words = KeptWords(path, patience=0.01)
    words(prose(LONG))  # opens it
    words.close()
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    assert len(words(prose(LONG, 1)))
    other.execute("ROLLBACK")
    assert len(words(prose(LONG, 2)))
    words.close()
    assert other.execute("SELECT count(*) FROM words").fetchone() == (1,)


def test_a_damaged_file_costs_no_words(tmp_path: Path, prose: Callable[..., str]) -> None:
    path = tmp_path / "words.sqlite"
    path.write_bytes(b"not a database" * 100)
    text = prose(LONG)
    assert KeptWords(path)(text).tolist() == word_numbers(text).tolist()


def test_short_texts_are_not_kept(tmp_path: Path) -> None:
    words = KeptWords(tmp_path / "words.sqlite")
    assert words("They met.").tolist() == word_numbers("They met.").tolist()
    words.close()
    assert not (tmp_path / "words.sqlite").exists()
