"""Patterns: the notation of docs/formats.md, clause by clause."""

from __future__ import annotations

import itertools
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rhetoric.patterns import PatternSet, check_pattern, literal, spellings
from rhetoric.text import fold_text


def found(pattern: str, text: str, *, clitics: bool = True) -> list[str]:
    """What a pattern matches in a text, as folded words."""
    folded = fold_text(text)
    return [folded[s:e] for _, s, e in PatternSet([pattern], clitics=clitics).find(folded)]


@pytest.mark.parametrize(
    ("pattern", "text", "matches"),
    [
        ("betray", "They betray us. Betrayal!", ["betray"]),
        ("betray*", "They betray us. Betrayal!", ["betray", "betrayal"]),
        ("*pact", "a pact, a compact", ["pact", "compact"]),
        ("co*te", "commute and cote, not code", ["commute", "cote"]),
        ("close ranks", "Close: ranks, close your ranks", ["close ranks"]),
        ("regime|state", "the State and the régime", ["state", "regime"]),
        ("fight* the? regime", "fighting regime, fight the regime, fight a regime",
         ["fighting regime", "fight the regime"]),
        ("self-defence|militia", "self defence; self-defence; selfdefence; militia",
         ["self defence", "self defence", "militia"]),
        ("l'État", "L’état et l'etat", ["l etat", "l etat"]),
        ("Qa'ida", "Qaʿida, Qaida, Qa`ida", ["qaida", "qaida", "qaida"]),
        ("négoci*", "NEGOCIER, ils négocient", ["negocier", "negocient"]),
    ],
)  # fmt: skip
def test_words_endings_alternatives_and_optional_words(
    pattern: str, text: str, matches: list[str]
) -> None:
    assert found(pattern, text) == matches


@pytest.mark.parametrize(
    ("pattern", "between", "matches"),
    [("talks ... regime", 0, True), ("talks ... regime", 4, True), ("talks ... regime", 5, False),
     ("talks ..2 regime", 2, True), ("talks ..2 regime", 3, False), ("talks ..0 regime", 1, False),
     ("talks ..12 regime", 12, True)],
)  # fmt: skip
def test_a_gap_holds_up_to_so_many_words(pattern: str, between: int, matches: bool) -> None:
    assert bool(found(pattern, f"talks {'word ' * between}regime")) is matches


def test_a_gap_is_as_short_as_it_can_be() -> None:
    assert found("talks ... regime", "talks with the regime of the regime") == [
        "talks with the regime"
    ]


def test_a_hyphen_keeps_the_words_of_one_alternative_together() -> None:
    assert found("avec nations-unies|onu", "avec l’ONU") == []
    assert found("avec l'? nations-unies|onu", "avec l’ONU") == ["avec l onu"]
    assert found("nations-unies|onu", "les Nations unies, l’ONU") == ["nations unies", "onu"]


@pytest.mark.parametrize(
    "clitic", ["", "و", "ف", "ب", "ك", "ل", "س", "ال", "وال", "بال", "فبال", "لل", "ولل"]
)
def test_an_arabic_word_matches_behind_its_clitics(clitic: str) -> None:
    assert found("خوارج", f"هم {clitic}خوارج حقا") == [f"{clitic}خوارج"]


@pytest.mark.parametrize(
    "ending", ["", "ا", "ه", "ها", "هم", "هن", "هما", "نا", "ني", "ي", "ك", "كم"]
)
def test_an_arabic_word_matches_before_a_pronoun(ending: str) -> None:
    assert found("قتال", f"في قتال{ending} اليوم") == [f"قتال{ending}"]


@pytest.mark.parametrize("other", ["مخوارج", "خوارجون", "الالخوارج"])
def test_an_arabic_word_does_not_match_inside_another(other: str) -> None:
    assert found("خوارج", other) == []


@pytest.mark.parametrize("word", ["الدولة", "والدولة", "بالدولة", "للدولة", "وللدولة"])
def test_an_arabic_word_written_with_its_article_matches_behind_clitics_too(word: str) -> None:
    assert found("الدولة", word) == [fold_text(word)]
    assert found("الدولة", "دولة") == []


def test_a_short_word_behind_two_lams_is_found_as_well() -> None:
    assert found("الحق", "قالوا للحق") == ["للحق"]
    assert found("إلى", "للي") == []


@pytest.mark.parametrize("word", ["خيانة", "خيانه", "الخيانة", "خيانتهم", "وخيانتكم", "بخيانتها"])
def test_a_final_ta_marbuta_becomes_ta_before_a_pronoun(word: str) -> None:
    assert found("خيانة", word) == [fold_text(word)]


@pytest.mark.parametrize("word", ["خيانت", "خيانتا", "خيانات", "خيان"])
def test_a_final_ta_marbuta_does_not_become_ta_by_itself(word: str) -> None:
    assert found("خيانة", word) == []


def test_without_clitics_an_arabic_word_matches_only_behind_wa_and_fa() -> None:
    text = "قال وقال فقال بقال قالهم القال"
    assert found("قال", text, clitics=False) == ["قال", "وقال", "فقال"]
    assert found("قال*", "وقالوا بقالوا", clitics=False) == ["وقالوا"]


@pytest.mark.parametrize(
    ("pattern", "text"),
    [
        ("*فاوض*", "يفاوضون، مفاوضات، والمفاوضين"),
        ("مفاوض*", "مفاوضات والمفاوضين للمفاوضة"),
        ("طاغوت|طواغيت", "الطاغوت وللطواغيت بطاغوتهم"),
    ],
)
def test_arabic_patterns_take_stars_and_alternatives(pattern: str, text: str) -> None:
    assert found(pattern, text) == fold_text(text).split()


@pytest.mark.parametrize(
    "written", ["khawarij", "khawaridj", "khauarij", "khaouaridj", "Khawārij", "kawarij", "hawarij"]
)
def test_a_transliterated_word_is_found_in_its_usual_spellings(written: str) -> None:
    assert found("~khawarij", f"the {written} of today")


def test_a_transliterated_word_may_have_any_ending() -> None:
    assert found("~tawaghit*", "taouaghite, tawaghitun") == ["taouaghite", "tawaghitun"]
    assert found("the ~murtadd|apostate", "the mourtad, the apostate") == [
        "the mourtad", "the apostate",
    ]  # fmt: skip


def test_without_the_sign_one_spelling_is_meant() -> None:
    assert found("khawarij", "khawaridj") == []


@given(st.text("abcdeghijkoqsuwy", max_size=12))
def test_the_spellings_of_a_word_begin_with_itself_and_stay_few(word: str) -> None:
    tried = spellings(word)
    assert tried[0] == word
    assert len(set(tried)) == len(tried) <= 401


@pytest.mark.parametrize(
    ("pattern", "problem"),
    [
        ("", "pattern '' holds no word that must be there"),
        ("the?", "pattern 'the?' holds no word that must be there"),
        ("*", "'*' in pattern '*' holds no word"),
        ("talks …", "'…' in pattern 'talks …' holds no word"),
        ("talks ...", "pattern 'talks ...' begins or ends with a gap"),
        ("..3 talks", "pattern '..3 talks' begins or ends with a gap"),
    ],
)
def test_what_is_no_pattern_is_refused(pattern: str, problem: str) -> None:
    with pytest.raises(ValueError) as caught:
        PatternSet(["good", pattern])
    assert str(caught.value) == problem
    with pytest.raises(ValueError):
        check_pattern(pattern)


def test_matches_come_in_order_the_longest_first() -> None:
    patterns = PatternSet(["ranks", "close ranks", "close"])
    assert patterns.find("we close ranks") == [(1, 3, 14), (2, 3, 8), (0, 9, 14)]


def test_the_first_and_the_last_word_of_a_text_are_found() -> None:
    assert PatternSet(["we", "ranks"]).find("we ranks") == [(0, 0, 2), (1, 3, 8)]


def test_no_patterns_find_nothing() -> None:
    assert PatternSet([]).find("close ranks") == []


@given(st.text())
def test_a_literal_is_a_pattern_that_finds_itself(text: str) -> None:
    if words := literal(text):
        assert (0, 0, len(words)) in PatternSet([words]).find(words)


#: Few words, so that patterns meet texts, and the letters that clitics and endings are made of.
LETTERS = st.one_of(
    st.sampled_from(["الحق", "حق", "إلى", "الله", "ردة", "خيانة", "به", "ab"]),
    st.text("aباله ةتحق".replace(" ", ""), max_size=4),
)
WORDS = st.builds(
    lambda sign, open_start, core, inner, open_end: sign + open_start + core + inner + open_end,
    st.sampled_from(["", "", "", "~"]), st.sampled_from(["", "", "*"]), LETTERS,
    st.sampled_from(["", "", "", "*b", "-ا", "*ه", "'a"]), st.sampled_from(["", "", "*"]),
)  # fmt: skip
SLOTS = st.one_of(
    st.lists(WORDS, min_size=1, max_size=3).map("|".join),
    st.lists(WORDS, min_size=1, max_size=2).map(lambda words: "|".join(words) + "?"),
    st.sampled_from(["...", "..1"]),
)
PATTERNS = st.lists(SLOTS, min_size=1, max_size=3).map(" ".join)
TEXTS = st.lists(
    st.builds(
        lambda before, core, after: before + core + after,
        st.sampled_from(["", "و", "ال", "لل", "ب"]), LETTERS,
        st.sampled_from(["", "", "ت", "تهم", "ا"]),
    ),
    max_size=12,
).map(" ".join)  # fmt: skip


@settings(max_examples=300)
@given(st.lists(PATTERNS, min_size=1, max_size=4), TEXTS, st.booleans())
def test_what_is_ruled_out_beforehand_would_not_have_matched(
    written: list[str], text: str, clitics: bool
) -> None:
    usable = []
    for pattern in written:
        try:
            check_pattern(pattern)
        except ValueError:
            continue
        usable.append(pattern)
    folded = fold_text(text)
    patterns = PatternSet(usable, clitics=clitics)
    assert set(patterns.find(folded)) == set(patterns.confirm(folded, range(len(usable))))


@pytest.mark.parametrize("stars", ["{}", "*{}", "{}*", "*{}*", "{}*ه", "ب*{}"])
def test_no_form_of_an_arabic_word_is_ruled_out_beforehand(stars: str) -> None:
    stems = ["الحق", "حق", "إلى", "الله", "الة", "له", "ردة", "خيانة", "الخيانة", "ه", "ا"]
    patterns = PatternSet([stars.format(stem) for stem in stems])
    numbers = range(len(stems))
    befores = ("", "و", "ب", "ل", "ال", "بال", "لل", "ولل")
    afters = ("", "ا", "ه", "هم", "ت", "تهم", "تي")
    for before, stem, after in itertools.product(befores, stems, afters):
        for core in (stem, stem.removesuffix("ة"), stem.removeprefix("ال")):
            folded = fold_text(before + core + after)
            assert set(patterns.find(folded)) == set(patterns.confirm(folded, numbers)), folded


@given(st.one_of(PATTERNS, st.text(), st.text(" .?*|~2aéء'ـ", max_size=8)))
def test_checking_a_pattern_and_using_it_agree(pattern: str) -> None:
    try:
        PatternSet([pattern])
    except ValueError as problem:
        with pytest.raises(ValueError, match=re.escape(str(problem))):
            check_pattern(pattern)
    else:
        check_pattern(pattern)


@given(st.text(), st.text())
def test_any_text_is_a_pattern_or_a_value_error_and_finds_whole_words(
    pattern: str, text: str
) -> None:
    folded = fold_text(text)
    try:
        patterns = PatternSet([pattern])
    except ValueError:
        return
    padded = f" {folded} "
    for _, start, end in patterns.find(folded):
        assert folded[start:end].strip() == folded[start:end] != ""
        assert padded[start] == " " == padded[end + 1]
