"""Wildcards on folded words."""

from __future__ import annotations

from fnmatch import fnmatchcase

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rhetoric.searching.wildcards import fold_wildcard, matcher, prefix_of
from rhetoric.text import fold_text


@pytest.mark.parametrize(
    ("wildcard", "fits", "not_these"),
    [
        ("nego*", ["nego", "negotiate", "negoce"], ["nego ciate", "renego", "neg"]),
        ("*tion", ["tion", "negotiation"], ["negotiations"]),
        ("m?li", ["mali", "muli"], ["mli", "maali", "malis"]),
        ("Négo*", ["negocier"], ["négocier"]),
        ("*ر؟*".replace("؟", "?"), ["حرب"], ["بحر"]),
        ("خوار*", ["خوارج"], ["الخوارج"]),
        ("qa’*da", ["qaida", "qada"], ["qa"]),
        ("a*b*a", ["aba", "abba", "aabxa"], ["ab", "abab"]),
    ],
)
def test_a_wildcard_fits_whole_words(wildcard: str, fits: list[str], not_these: list[str]) -> None:
    pattern = matcher(wildcard)
    assert [w for w in fits if not pattern.match(w)] == []
    assert [w for w in not_these if pattern.match(w)] == []


@given(st.text("ab*?", max_size=8), st.text("ab", max_size=12))
def test_it_fits_what_a_file_name_pattern_fits(wildcard: str, word: str) -> None:
    assert bool(matcher(wildcard).match(word)) == fnmatchcase(word, fold_wildcard(wildcard))


@given(st.text("abé’*?ٱلخ", max_size=8), st.text("abeالخ", max_size=12))
def test_what_it_fits_begins_with_its_prefix(wildcard: str, word: str) -> None:
    if matcher(wildcard).match(word):
        assert word.startswith(prefix_of(wildcard))


@given(st.text())
def test_it_is_folded_as_texts_are(text: str) -> None:
    bare = text.translate({ord(c): None for c in "*?＊﹡٭∗⁎✱？﹖؟⸮\U00010380\U00010381"})
    assert fold_wildcard(bare) == fold_text(bare)
    assert fold_wildcard(fold_wildcard(bare)) == fold_wildcard(bare)


def test_a_long_word_takes_no_time_to_refuse() -> None:
    # It would never end if every place of every piece were tried with every other.
    assert not matcher("*a" * 30 + "*b").match("a" * 20_000)
