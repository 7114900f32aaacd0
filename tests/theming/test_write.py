"""A theme as a file."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rhetoric.errors import LexiconError
from rhetoric.lexicon import Lexicon, read_theme
from rhetoric.model import PATTERN_LANGUAGES, Pattern, Theme
from rhetoric.patterns import check_pattern
from rhetoric.theming.write import theme_path, theme_yaml, write_theme

SENTENCE = st.text(st.characters(exclude_categories=["Cs"]), min_size=1).filter(
    lambda t: t == t.strip() and t.isprintable()
)


def is_pattern(text: str) -> bool:
    try:
        check_pattern(text)
    except ValueError:
        return False
    return True


PATTERN = st.builds(
    Pattern,
    SENTENCE.map(lambda t: " ".join(t.split())).filter(is_pattern),
    st.sampled_from(PATTERN_LANGUAGES),
    st.sampled_from([0.25, 0.5, 1.0]),
)


@given(SENTENCE, st.lists(PATTERN, min_size=1, max_size=4), st.lists(SENTENCE, max_size=3))
def test_what_is_written_is_read_again(
    tmp_path: Path, label: str, patterns: list[Pattern], sentences: list[str]
) -> None:
    theme = Theme(
        "null", label, " ".join(label.split()), "self", False, "none",
        tuple(sorted(patterns, key=lambda p: PATTERN_LANGUAGES.index(p.language))),
        prototypes={"en": tuple(sentences), "fr": (), "ar": ()},
        counterexamples=dict.fromkeys(PATTERN_LANGUAGES, ()),
        references=tuple(sentences), path=tmp_path / "null.yaml",
    )  # fmt: skip
    assert write_theme(theme, tmp_path / "null.yaml") == theme


def test_the_themes_that_ship_survive(shipped_lexicon: Lexicon, tmp_path: Path) -> None:
    for theme in shipped_lexicon.themes.values():
        path = tmp_path / f"{theme.id}.yaml"
        path.write_text(theme_yaml(theme), "utf-8")
        read = read_theme(path)
        assert read.prototypes == theme.prototypes
        assert set(read.patterns) == set(theme.patterns)
        assert read.exclusions == theme.exclusions


def test_sentences_keep_where_they_are_from(tmp_path: Path) -> None:
    theme = Theme(
        "toll", "Toll", "Toll.", "self", False, "none", (), prototypes={"en": ("They pay: all.",)}
    )
    text = theme_yaml(theme, origins={"They pay: all.": "2020-letter:3"})
    assert '    - "They pay: all."  # 2020-letter:3\n' in text


@pytest.mark.parametrize("name", ["", "Toll", "a b", "../toll", "toll-", "péage"])
def test_a_name_that_is_no_id_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(LexiconError, match="no id"):
        theme_path(tmp_path, name, replace=True)


def test_nothing_is_written_over_unasked(tmp_path: Path) -> None:
    (tmp_path / "themes").mkdir()
    (tmp_path / "themes" / "toll.yaml").touch()
    with pytest.raises(LexiconError, match="already a theme"):
        theme_path(tmp_path, "toll", replace=False)
    assert theme_path(tmp_path, "toll", replace=True).name == "toll.yaml"
