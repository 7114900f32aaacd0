"""What ships: the corpus and the lexicons of the Sahel, as they are."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from pathlib import Path

import pytest

from rhetoric.corpus import Corpus
from rhetoric.frames.words import WordScorer
from rhetoric.lexicon import Lexicon
from rhetoric.model import PATTERN_LANGUAGES, Theme
from rhetoric.text import fold_text

ROOT = Path(__file__).parent.parent
THEMES = sorted(path.stem for path in (ROOT / "lexicons" / "themes").glob("*.yaml"))

#: The statements the report must be able to cite.
CITED = """
    2015-05-al-sahraoui-pledge 2015-05-belmokhtar-rebuff 2016-01-al-hammam-interview
    2017-03-jnim-founding 2018-07-ag-ghaly-video 2018-11-kouffa-video 2020-04-is-yemen-video
    2020-05-28-al-quraishi-speech 2020-05-al-naba 2020-06-01-jnim-video 2020-06-al-naba
    2020-06-aq-telegram 2020-06-droukdel-order 2020-early-jnim-audio-tamachek
    2020-early-shinqiti-sharia 2020-early-shinqiti-year-of-the-group
    undated-abdelhakim-criticism
""".split()
WANTED = (
    "allegiance apostasy bloodshed collaboration cordiality defection dehumanisation deviation"
    " eradication falsehood gradualism instigation khawarij negotiation treachery unity victory"
).split()


@pytest.fixture(params=THEMES)
def theme(request: pytest.FixtureRequest, shipped_lexicon: Lexicon) -> Theme:
    """Each theme in turn."""
    return shipped_lexicon.theme(request.param)


# ---------------------------------------------------------------- statements


def test_every_statement_loads_and_those_that_are_cited_are_there(shipped_corpus: Corpus) -> None:
    assert len(shipped_corpus) == len(list((ROOT / "texts").glob("*.md"))) >= 25
    assert [name for name in CITED if name not in shipped_corpus] == []


def test_every_statement_has_passages_a_title_a_source_and_a_language(
    shipped_corpus: Corpus,
) -> None:
    for statement in shipped_corpus.statements:
        assert shipped_corpus.passages_of(statement.id), statement.id
        assert statement.title != statement.id
        assert statement.source, statement.id
        assert statement.language != "und", statement.id


def test_every_group_is_a_known_actor(shipped_corpus: Corpus, shipped_lexicon: Lexicon) -> None:
    groups = {s.group for s in shipped_corpus.statements}
    assert groups - set(shipped_lexicon.actors.by_id) == set()


def test_every_speaker_is_a_known_person(shipped_corpus: Corpus, shipped_lexicon: Lexicon) -> None:
    speakers = {s.speaker for s in shipped_corpus.statements} - {""}
    assert speakers - set(shipped_lexicon.actors.by_id) == set()
    assert {shipped_lexicon.actors[name].kind for name in speakers} == {"person"}


def test_early_2020_is_an_interval_never_a_day(shipped_corpus: Corpus) -> None:
    for statement in shipped_corpus.statements:
        if "early" in statement.id:
            assert statement.date.precision == "interval", statement.id


# ---------------------------------------------------------------- themes


def test_the_themes_of_the_article_are_there() -> None:
    assert set(WANTED) <= set(THEMES)


@pytest.mark.parametrize("language", PATTERN_LANGUAGES)
def test_a_theme_has_patterns_prototypes_and_counterexamples_in_each_language(
    theme: Theme, language: str
) -> None:
    assert any(p.language == language and p.weight == 1 for p in theme.patterns)
    assert len(theme.prototypes[language]) >= 10
    assert len(theme.counterexamples[language]) >= 8


def test_a_theme_says_what_it_is_and_who_defined_it(theme: Theme) -> None:
    assert len(theme.description.split()) >= 10
    assert theme.references


def test_a_theme_without_a_target_is_not_directed_at_one(theme: Theme) -> None:
    assert theme.directed is (theme.target_role != "none")


def test_no_strong_pattern_of_a_theme_fires_on_its_own_counterexamples(theme: Theme) -> None:
    scorer = WordScorer([theme])
    wrong = [
        (hit.pattern, sentence)
        for language in PATTERN_LANGUAGES
        for sentence in theme.counterexamples[language]
        for hit in scorer.hits(fold_text(sentence))
        if hit.weight == 1
    ]
    assert wrong == []


def test_no_sentence_is_a_prototype_and_a_counterexample(theme: Theme) -> None:
    for language in PATTERN_LANGUAGES:
        prototypes = [fold_text(s) for s in theme.prototypes[language]]
        others = [fold_text(s) for s in theme.counterexamples[language]]
        assert len(set(prototypes + others)) == len(prototypes) + len(others)


def test_no_prototype_is_a_sentence_of_the_corpus(theme: Theme, shipped_corpus: Corpus) -> None:
    said = {fold_text(p.text) for p in shipped_corpus.passages}
    for language in PATTERN_LANGUAGES:
        assert said.isdisjoint(fold_text(s) for s in theme.prototypes[language])


# ---------------------------------------------------------------- actors and events


def test_no_two_actors_share_an_alias(shipped_lexicon: Lexicon) -> None:
    owners: dict[str, set[str]] = defaultdict(set)
    for actor in shipped_lexicon.actors.by_id.values():
        for alias, _, _ in (*actor.aliases, (actor.label, "en", "neutral")):
            owners[fold_text(alias)].add(actor.id)
    assert {alias: ids for alias, ids in owners.items() if len(ids) > 1 or not alias} == {}


@pytest.mark.parametrize(
    ("actor", "month", "camp"),
    [
        ("JNIM", "2020-05", "AQ"), ("AQIM", "2020-05", "AQ"), ("ANSAROUL-ISLAM", "2018-01", "AQ"),
        ("AL-MOURABITOUN", "2016-01", "AQ"), ("ISGS", "2018-01", "IS"), ("ISGS", "2020-05", "IS"),
        ("abu-hamza-al-quraishi", "2020-05", "IS"), ("FRANCE", "2020-05", ""),
    ],
)  # fmt: skip
def test_the_camps_are_those_of_the_article(
    shipped_lexicon: Lexicon, actor: str, month: str, camp: str
) -> None:
    day = date.fromisoformat(f"{month}-01")
    assert shipped_lexicon.actors.camp(actor, day, day) == camp


def test_the_islamic_state_in_the_sahel_stands_under_west_africa_from_march_2019(
    shipped_lexicon: Lexicon,
) -> None:
    before, after = date(2019, 2, 1), date(2019, 6, 1)
    assert shipped_lexicon.actors.above("ISGS", before, before) == ["ISGS", "IS"]
    assert shipped_lexicon.actors.above("ISGS", after, after) == ["ISGS", "ISWAP", "IS"]


def test_every_event_is_of_known_actors_and_fits_in_a_chart(shipped_lexicon: Lexicon) -> None:
    for event in shipped_lexicon.events:
        unknown = [name for name in event.actors if name not in shipped_lexicon.actors]
        assert unknown == [], event.id
        assert len(event.label) <= 40, event.id
        assert event.source, event.id
