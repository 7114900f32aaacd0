"""Languages: ISO 639-3 inside, whatever people write outside."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rhetoric.languages import direction, html_lang, language_code, language_name


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("en", "eng"), ("English", "eng"), ("eng", "eng"), (" EN ", "eng"), ("en-GB", "eng"),
        ("fr_FR", "fra"), ("fre", "fra"), ("ar", "ara"), ("arb", "ara"), ("Arabic", "ara"),
        ("Tamasheq", "taq"), ("Tamachek", "taq"), ("ff", "ful"), ("bm", "bam"), ("und", "und"),
        ("swa", "swa"),
    ],
)  # fmt: skip
def test_codes_names_and_regional_tags_become_one_code(written: str, code: str) -> None:
    assert language_code(written) == code


@pytest.mark.parametrize("written", ["", "x", "klingonese", "e1g", "العربية"])
def test_what_is_no_language_is_refused_with_examples(written: str) -> None:
    with pytest.raises(ValueError, match="is not a language code such as eng, fra, ara, taq"):
        language_code(written)


@given(st.text())
def test_any_text_is_a_code_of_three_letters_or_refused(written: str) -> None:
    try:
        code = language_code(written)
    except ValueError:
        return
    assert len(code) == 3
    assert language_code(code) == code


def test_html_gets_the_short_tag_where_there_is_one() -> None:
    assert [html_lang(c) for c in ("ara", "fra", "taq", "und")] == ["ar", "fr", "taq", "und"]


def test_arabic_runs_from_right_to_left() -> None:
    assert [direction(c) for c in ("ara", "fas", "eng", "und")] == ["rtl", "rtl", "ltr", "ltr"]


def test_a_language_has_an_english_name_or_goes_by_its_code() -> None:
    assert [language_name(c) for c in ("ful", "und", "xal")] == ["Fulfulde", "unknown", "xal"]
