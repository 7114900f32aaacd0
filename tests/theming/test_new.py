"""A theme from a name and three sentences."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from rhetoric.check import check
from rhetoric.errors import LexiconError
from rhetoric.patterns import PatternSet
from rhetoric.project import Workspace
from rhetoric.settings import Project
from rhetoric.text import fold_text
from rhetoric.theming.new import new_theme
from rhetoric.theming.propose import Proposal
from rhetoric.theming.trial import try_theme

Open = Callable[[Project], Workspace]


def everything(proposal: Proposal) -> bool:
    return True


def test_what_the_examples_share_becomes_a_pattern(
    workspace: Workspace, examples: tuple[str, ...]
) -> None:
    made = new_theme(workspace, "toll", examples, tone="self", directed=False)
    assert made.theme.prototypes["en"][:3] == examples
    patterns = PatternSet([p.text for p in made.theme.patterns if p.language == "en"])
    assert all(patterns.find(fold_text(sentence)) for sentence in examples)
    assert not patterns.find("rain fell on the hills")
    assert made.path.exists()
    assert [f for f in check(workspace.project) if f.level == "error"] == []


def test_passages_are_proposed_in_every_language_of_the_corpus(
    workspace: Workspace, examples: tuple[str, ...]
) -> None:
    asked: list[Proposal] = []

    def ask(proposal: Proposal) -> bool:
        asked.append(proposal)
        return False

    made = new_theme(workspace, "toll", examples, review=ask)
    near = {p.text: p for p in asked if p.kind == "prototype"}
    assert "Merchants must pay a toll at the bridge." in near
    assert "Les conducteurs doivent payer un péage au pont." in near
    assert "على السائقين دفع رسوم عند الجسر." in near
    assert near["Merchants must pay a toll at the bridge."].origin == "2019-06-east-letter:1"
    assert not any("hills" in text or "collines" in text for text in near)
    assert made.accepted == ()
    assert made.theme.patterns == ()
    assert sum(map(len, made.theme.prototypes.values())) == 3


def test_to_ask_no_more_leaves_the_rest(workspace: Workspace, examples: tuple[str, ...]) -> None:
    answers = iter([True, False, None])
    made = new_theme(workspace, "toll", examples, review=lambda _: next(answers))
    assert len(made.accepted) == 1
    assert made.refused


def test_a_pattern_that_finds_a_counterexample_is_not_enough_alone(
    workspace: Workspace, examples: tuple[str, ...]
) -> None:
    made = new_theme(workspace, "toll", examples, review=everything)
    counter = [fold_text(s) for own in made.theme.counterexamples.values() for s in own]
    assert counter
    for pattern in made.theme.patterns:
        if any(PatternSet([pattern.text]).find(s) for s in counter):
            assert pattern.weight == 0.5


def test_an_empty_corpus_leaves_the_examples(
    workspace: Workspace, examples: tuple[str, ...], opened: Open
) -> None:
    for path in workspace.project.texts.glob("*.md"):
        path.unlink()
    made = new_theme(opened(workspace.project), "toll", examples)
    assert made.passages == 0
    assert any("toll" in p.text for p in made.theme.patterns)
    trial = try_theme(opened(workspace.project), "toll")
    assert trial.hits == ()
    assert trial.verdict.startswith("Not to be trusted yet")


def test_the_same_input_gives_the_same_file(
    workspace: Workspace, examples: tuple[str, ...], opened: Open
) -> None:
    first = new_theme(workspace, "toll", examples).path.read_bytes()
    again = new_theme(opened(workspace.project), "toll", examples, overwrite=True)
    assert again.path.read_bytes() == first


def test_examples_in_several_languages(workspace: Workspace) -> None:
    made = new_theme(
        workspace, "toll",
        ["Drivers pay a toll.", "Il faut payer un péage au pont.", "يدفع السائق رسوم الجسر"],
    )  # fmt: skip
    assert {code for code, own in made.theme.prototypes.items() if own} == {"en", "fr", "ar"}


def test_what_is_refused(workspace: Workspace, examples: tuple[str, ...]) -> None:
    with pytest.raises(LexiconError, match="3 different example sentences or more, not 2"):
        new_theme(workspace, "toll", [*examples[:2], examples[0].upper()])
    with pytest.raises(LexiconError, match="no patterns in 'hau'"):
        new_theme(workspace, "toll", examples, language="hau")
    with pytest.raises(LexiconError, match="is no id"):
        new_theme(workspace, "Toll!", examples)
    with pytest.raises(LexiconError, match="already a theme"):
        new_theme(workspace, "talks", examples)
    assert not (workspace.project.lexicons / "themes" / "toll.yaml").exists()
