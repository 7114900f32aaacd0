"""What a theme does, and what its result rests on."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from rhetoric.errors import UnknownNameError
from rhetoric.project import Workspace
from rhetoric.settings import Project
from rhetoric.theming.trial import ThemeTrial, try_theme

_THEME = """\
id: toll
label: Toll
description: Somebody takes a toll.
tone: self
directed: false
target_role: none
patterns:
  en: [pay a toll, toll*, {pattern: ferry, weight: 0.5}]
  fr: [péage*]
prototypes:
  en: [Drivers have to pay a toll at the bridge., The council collects a toll from lorries.,
    Merchants must pay a toll at the bridge.]
counterexamples:
  en: [The toll of the bell was heard far away.]
"""

Open = Callable[[Project], Workspace]


@pytest.fixture
def trial(workspace: Workspace, opened: Open) -> ThemeTrial:
    (workspace.project.lexicons / "themes" / "toll.yaml").write_text(_THEME, "utf-8")
    return try_theme(opened(workspace.project), "toll")


@pytest.fixture
def by_words(workspace: Workspace, opened: Open) -> ThemeTrial:
    (workspace.project.lexicons / "themes" / "toll.yaml").write_text(_THEME, "utf-8")
    return try_theme(opened(workspace.project), "toll", words_only=True)


def test_hits_are_told_with_what_found_them(trial: ThemeTrial) -> None:
    found = {hit.passage: hit for hit in trial.hits}
    hit = found["2019-06-east-letter:1"]
    assert hit.text == "Merchants must pay a toll at the bridge."
    assert (hit.pattern, hit.words, hit.own, hit.language) == ("pay a toll", 1.0, True, "en")
    assert found["2020-02-north-lettre:1"].pattern == "péage*"
    assert not found["2020-02-north-lettre:1"].own
    assert [h.score for h in trial.hits] == sorted((h.score for h in trial.hits), reverse=True)
    assert all(h.score < trial.threshold for h in trial.near_misses)


def test_taking_a_pattern_away_shows_what_rests_on_it(by_words: ThemeTrial) -> None:
    by_pattern = {p.pattern: p for p in by_words.patterns}
    assert len(by_words.hits) == 3  # the toll of the bridge, the toll of the bell, le péage
    assert (by_pattern["toll*"].hits, by_pattern["toll*"].lost, by_pattern["toll*"].left) == (
        2, 1, 2,
    )  # fmt: skip
    assert (by_pattern["pay a toll"].hits, by_pattern["pay a toll"].lost) == (1, 0)
    assert by_pattern["péage*"].lost == 1
    assert by_pattern["ferry"].matches == 0
    assert by_pattern["toll*"].counterexamples == 1


def test_sentences_are_scored_by_a_theme_that_does_not_know_them(
    trial: ThemeTrial, by_words: ThemeTrial
) -> None:
    assert [s.kind for s in trial.sentences] == ["prototype"] * 3 + ["counterexample"]
    known = max(h.meaning for h in trial.hits if h.own)
    assert all(s.meaning is not None and s.meaning < known for s in trial.sentences)
    assert by_words.recall == 1.0
    assert by_words.false_alarms == 1.0
    assert by_words.recall_by_meaning is None


def test_overlaps_with_other_themes(workspace: Workspace, opened: Open) -> None:
    copy = workspace.project.lexicons / "themes" / "speaking.yaml"
    original = workspace.project.lexicons / "themes" / "talks.yaml"
    copy.write_text(original.read_text("utf-8").replace("id: talks", "id: speaking"), "utf-8")
    trial = try_theme(opened(workspace.project), "talks", words_only=True)
    (overlap,) = trial.overlaps
    assert (overlap.theme, overlap.both, overlap.jaccard) == ("speaking", len(trial.hits), 1.0)


def test_the_verdict_names_every_doubt(by_words: ThemeTrial) -> None:
    assert by_words.verdict.startswith("Not to be trusted yet: it has 3 prototypes")
    assert "1 counter-example" in by_words.verdict
    assert "no prototypes in fr" in by_words.verdict
    assert "“toll*” finds counter-examples" in by_words.verdict


def test_an_unknown_theme_is_answered_with_the_nearest(workspace: Workspace) -> None:
    with pytest.raises(UnknownNameError, match="did you mean 'talks'"):
        try_theme(workspace, "talk")
