"""Naming: what a statement itself says of the earlier one."""

from __future__ import annotations

import pytest

from rhetoric.corpus import Corpus
from rhetoric.exchange.naming import GROUP, MEDIUM, QUOTED, REPLY, SPEAKER, Namer, Naming
from rhetoric.exchange.sides import Sides
from rhetoric.mentions import MentionFinder
from rhetoric.text import fold_text

BODY = "The road to the well was closed in May."


@pytest.fixture
def named(lexicon, say):
    """named(text, title): how a statement of South names a letter of Ana Alder of North."""

    def naming(text: str, title: str = "") -> Naming:
        earlier = say("n", "2020-01", "NORTH", BODY, medium="letter", speaker="ana")
        later = say("s", "2020-02", "SOUTH", text, title=title)
        corpus = Corpus.of([earlier, later])
        namer = Namer(MentionFinder(lexicon.actors), Sides("NORTH", "SOUTH", lexicon.actors))
        pointers = namer.read(later, corpus.passages_of("s"))
        return namer.naming(pointers, earlier, {"n": fold_text(BODY)})

    return naming


def test_who_names_nobody_points_nowhere(named) -> None:
    assert named("It rained. The letter came too late.") == Naming()


def test_the_group_the_speaker_and_the_medium_add_up(named) -> None:
    assert named("The North League is wrong.").value == pytest.approx(GROUP)
    assert named("Ana Alder is wrong.").value == pytest.approx(SPEAKER)
    told = named("The letter of Ana Alder is wrong.")
    assert told.value == pytest.approx(SPEAKER + MEDIUM)
    assert told.said == ("its speaker", "its medium")


def test_the_medium_counts_where_the_other_side_is_named_beside_it(named) -> None:
    assert named("A letter came. The North League is wrong.").value == pytest.approx(GROUP)


def test_naming_ones_own_side_points_nowhere(named) -> None:
    assert named("The South Union wrote a letter.") == Naming()


@pytest.mark.parametrize(
    "text",
    [
        "In response to the letter of the North League we say nothing.",
        "We reply to the North League and its letter.",
        "This is the reply: the letter of the North League is refuted.",
        "En réponse à la lettre du North League, nous ne disons rien.",
    ],
)
def test_who_says_that_he_answers_and_whom_has_declared_it(named, text: str) -> None:
    told = named(text)
    assert told.declared
    assert told.value == pytest.approx(GROUP + MEDIUM + REPLY)


def test_the_title_counts_too(named) -> None:
    assert named("It rained.", title="Reply of the union to Ana Alder").declared


def test_words_of_reply_to_something_else_are_none_to_this_one(named) -> None:
    told = named("In response to the video of the North League we say nothing.")
    assert not told.declared
    assert told.said == ("its group",)


def test_words_of_reply_to_a_side_declare_no_certain_statement(named) -> None:
    told = named("In response to the North League we say nothing.")
    assert told.said == ("its group", "words of reply")
    assert not told.declared


def test_a_quotation_of_three_words_or_more_counts(named) -> None:
    assert named("They say that “the road to the well” is closed.").value == pytest.approx(QUOTED)
    assert named("They speak of a “closed road”.").value == 0.0
    assert named("They say “the bridge to the well”.").value == 0.0
