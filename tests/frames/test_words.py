"""Evidence by words: patterns, weights, exclusions, languages, one hit a theme."""

from __future__ import annotations

import pytest

from rhetoric.frames.words import WordScorer, score_words
from rhetoric.lexicon import Lexicon
from rhetoric.model import Pattern, Theme
from rhetoric.passages import split_passages
from rhetoric.text import fold, fold_text


def theme(name: str, *patterns: str | tuple[str, float], exclude: tuple[str, ...] = ()) -> Theme:
    """A theme of English patterns."""
    pairs = [(p, 1.0) if isinstance(p, str) else p for p in patterns]
    return Theme(
        name, name, "", "hostile", True, "any",
        tuple(Pattern(text, "en", weight) for text, weight in pairs),
        tuple(Pattern(text, "en") for text in exclude),
    )  # fmt: skip


def hits(scorer: WordScorer, text: str) -> list[tuple[str, str, float]]:
    folded = fold_text(text)
    return [(h.theme, folded[h.start : h.end], h.weight) for h in scorer.hits(folded)]


def test_each_theme_has_one_hit_in_the_order_of_their_names() -> None:
    scorer = WordScorer([theme("b", "road|roads"), theme("a", "well")])
    assert hits(scorer, "The road, the well, the roads") == [("a", "well", 1), ("b", "roads", 1)]


def test_the_heaviest_hit_counts_then_the_longest_then_the_first() -> None:
    scorer = WordScorer([theme("a", ("well well well", 0.5), "road", "the road", "ford")])
    assert hits(scorer, "well well well, the ford, a road") == [("a", "ford", 1)]
    assert hits(scorer, "well well well, a road, the road") == [("a", "the road", 1)]


def test_a_weak_pattern_is_a_weak_hit() -> None:
    scorer = WordScorer([theme("a", ("talks", 0.5))])
    assert hits(scorer, "The talks began") == [("a", "talks", 0.5)]


def test_a_hit_keeps_its_pattern_as_written() -> None:
    scorer = WordScorer([theme("a", "négoci* ... government")])
    (hit,) = scorer.hits(fold_text("They negociate with the government"))
    assert hit.pattern == "négoci* ... government"


def test_a_hit_that_overlaps_an_exclusion_is_dropped() -> None:
    scorer = WordScorer([theme("a", "talk*", exclude=("talk* ..2 price|prices",))])
    assert hits(scorer, "They talked about prices") == []
    assert hits(scorer, "They talked about prices, and talks began") == [("a", "talks", 1)]


def test_an_exclusion_is_its_theme_s_alone() -> None:
    scorer = WordScorer([theme("a", "talks", exclude=("price talks",)), theme("b", "talks")])
    assert hits(scorer, "The price talks") == [("b", "talks", 1)]


def test_words_of_one_language_are_not_read_as_another_s() -> None:
    patterns = (Pattern("separe*", "fr"), Pattern("divid*", "en"))
    scorer = WordScorer([Theme("a", "a", "", "hostile", True, "any", patterns)])
    assert hits(scorer, "They separe the two, and this is it") == []
    assert hits(scorer, "Ils separent les deux") == [("a", "separent", 1)]
    assert hits(scorer, "separent") == [("a", "separent", 1)]


def test_nothing_is_found_in_nothing() -> None:
    assert WordScorer([]).hits("a road") == []
    scorer = WordScorer([theme("a", "road")])
    assert scorer.hits("") == []
    assert scorer.scan(fold(""), []) == []


def test_scanning_a_text_finds_what_its_passages_hold_one_by_one(
    shipped_lexicon: Lexicon,
) -> None:
    themes = list(shipped_lexicon.themes.values())
    text = (
        "They are khawarij. It rained for a week.\n\nJNIM broke the truce, “and then” negotiated"
        " with the government. The road was open. We pledge allegiance to the emir."
    )
    passages = split_passages(text)
    scanned = WordScorer(themes).scan(fold(text), passages)
    each = score_words(passages, themes)
    assert dict(zip([p.index for p in passages], each, strict=True)) == {
        p.index: next((h for q, h in scanned if q.index == p.index), []) for p in passages
    }
    assert [p.index for p, _ in scanned] == [1, 3, 5]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The KHAWARIJ came", "khawarij"),
        ("The khaouaridj came", "khawarij"),
        ("Les kharidjites sont venus", "khawarij"),
        ("جاء الخوارج", "khawarij"),
        ("جاء الخَوَارِجُ", "khawarij"),
        ("their perfidy is known", "treachery"),
        ("leur trahison est connue", "treachery"),
        ("غدرهم معروف", "treachery"),
        ("they took spoils of war", "victory"),
        ("un butin de guerre", "victory"),
        ("apostate forces", "apostasy"),
        ("des forces apostates", "apostasy"),
    ],
)
def test_the_lexicon_that_ships_knows_a_theme_in_three_languages(
    shipped_lexicon: Lexicon, text: str, name: str
) -> None:
    scorer = WordScorer(shipped_lexicon.themes.values())
    assert name in {h.theme for h in scorer.hits(fold_text(text)) if h.weight == 1}


@pytest.mark.parametrize(
    "text",
    [
        "The road to the well was open on Monday.",
        "The foreign ministry opened an office.",
        "Traders negotiated the price of millet.",
        "The team won the match.",
        "Le marché ouvre le lundi.",
        "افتتحت وزارة الخارجية مكتبا جديدا.",
        "كان السوق مفتوحا يوم الاثنين.",
    ],
)
def test_sentences_about_something_else_hold_no_strong_hit(
    shipped_lexicon: Lexicon, text: str
) -> None:
    scorer = WordScorer(shipped_lexicon.themes.values())
    assert [h for h in scorer.hits(fold_text(text)) if h.weight == 1] == []


@pytest.mark.parametrize(
    "text",
    ["JNIM reached a deal and a truce with a militia.", "They struck a deal, a pact, a truce."],
)
def test_an_english_sentence_with_many_articles_is_still_english(
    shipped_lexicon: Lexicon, text: str
) -> None:
    english = WordScorer(
        [theme("a", "deal"), Theme("f", "f", "", "self", True, "any", (Pattern("pact", "fr"),))]
    )
    assert [h.theme for h in english.hits(fold_text(text))] == ["a"]


@pytest.mark.parametrize(
    "name", ["Group for Support of Islam and Muslims", "Nusrat al-Islam wal-Muslimin",
             "الدولة الإسلامية", "جماعة نصرة الإسلام والمسلمين", "État islamique"],
)  # fmt: skip
def test_a_name_is_not_evidence(shipped_lexicon: Lexicon, name: str) -> None:
    scorer = WordScorer(shipped_lexicon.themes.values())
    assert [h for h in scorer.hits(fold_text(name)) if h.weight == 1] == []
