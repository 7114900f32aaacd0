"""Answers: every earlier statement of the other side, weighed; each part of the score in sight."""

from __future__ import annotations

from typing import Any

import pytest

from rhetoric.corpus import Corpus
from rhetoric.errors import InputError, UnknownNameError
from rhetoric.exchange import COLUMNS, Exchange, find_answers
from rhetoric.exchange.score import NAMED, NEAR, TURN, evidence
from rhetoric.filters import Filter


@pytest.fixture
def corpus(say) -> Corpus:
    return Corpus.of([
        say("n1", "2020-01-10", "NORTH", "The South Union are dissenters."),
        say("s1", "2020-02-10", "SOUTH", "We are no dissenters."),
        say("n2", "2020-02-20", "NORTH", "They are dissenters, we say.", unconfirmed=True),
        say("s0", "2019-12", "SOUTH-EAST", "Nobody here is a dissenter."),
        say("r1", "2020-02-15", "RIVER", "The republic is no dissenter."),
    ])  # fmt: skip


@pytest.fixture
def uses(corpus, ledger):
    return ledger(
        corpus,
        ("n1", "dissent", "asserts", "SOUTH"),
        ("s1", "dissent", "rejects", "SOUTH"),
        ("n2", "dissent", "asserts", "SOUTH"),
        ("s0", "dissent", "rejects", "SOUTH"),
        ("r1", "dissent", "rejects", "SOUTH"),
    )


@pytest.fixture
def answers(corpus, uses, lexicon):
    """answers(…): the exchange of the small corpus."""

    def found(**options: Any) -> Exchange:
        return find_answers(corpus, uses, lexicon, **{"between": ("NORTH", "SOUTH")} | options)

    return found


def pairs(found: Exchange) -> list[tuple[str, str, str]]:
    return [(a.later.id, a.kind, a.earlier.id) for a in found.answers]


def test_each_answers_what_came_before_it(answers) -> None:
    assert pairs(answers()) == [
        ("n1", "insists", "s0"), ("s1", "denies", "n1"), ("n2", "insists", "s1"),
        ("n2", "insists", "s0"),
    ]  # fmt: skip


def test_the_score_is_the_formula_of_its_parts(answers) -> None:
    answer = answers().answers[1]
    assert answer.evidence == pytest.approx(
        1
        - (1 - TURN * answer.theme * answer.reversal)
        * (1 - NEAR * answer.nearness)
        * (1 - NAMED * answer.naming.value)
    )
    assert answer.score == pytest.approx(answer.precedes * answer.order.gap * answer.evidence)
    row = answers().table().iloc[1]
    told = evidence(row["theme"] * row["reversal"], row["nearness"], row["naming"])
    assert row["score"] == pytest.approx(row["precedes"] * row["gap"] * told, abs=0.005)


def test_the_table_cites_both_passages_in_place(answers, corpus) -> None:
    table = answers().table()
    assert tuple(table.columns) == COLUMNS
    for row in table.to_dict("records"):
        for end in ("earlier", "later"):
            body = corpus.statement(row[end]).body
            assert body[row[f"{end}_start"] : row[f"{end}_end"]] == row[f"{end}_text"]


def test_a_long_passage_is_cut_and_its_place_is_not(answers) -> None:
    row = answers().table(cap=12).iloc[1]
    assert row["earlier_text"] == "The South …"
    assert row["earlier_end"] == len("The South Union are dissenters.")


def test_doubted_reports_are_marked(answers) -> None:
    table = answers().table()
    assert table.set_index("later")["unconfirmed"].to_dict() == {
        "n1": False, "s1": False, "n2": True,
    }  # fmt: skip


def test_what_lies_too_far_apart_is_not_answered(answers) -> None:
    assert ("n2", "insists", "s0") in pairs(answers(within=365))
    assert ("n2", "insists", "s0") not in pairs(answers(within=31))
    assert all(a.order.least <= 31 for a in answers(within=31, least=0.0).answers)


def test_only_links_of_at_least_a_score(answers) -> None:
    low, high = answers(least=0.1), answers(least=0.7)
    assert {a.score >= 0.7 for a in high.answers} == {True}
    assert len(low.answers) > len(high.answers)


def test_one_statement_alone(answers) -> None:
    assert pairs(answers(statement="s1")) == [("s1", "denies", "n1"), ("n2", "insists", "s1")]
    with pytest.raises(UnknownNameError):
        answers(statement="nothing")


def test_one_theme_alone(answers) -> None:
    assert pairs(answers(themes=["dissent"])) == pairs(answers())
    assert pairs(answers(themes=["promise"])) == []
    with pytest.raises(UnknownNameError):
        answers(themes=["nothing"])


def test_a_filter_holds_for_both_ends(answers) -> None:
    assert pairs(answers(wanted=Filter.of(after="2020-02"))) == [("n2", "insists", "s1")]
    with pytest.raises(InputError, match="no dated statement of 'NORTH'"):
        answers(wanted=Filter.of(before="2019"))


def test_two_states_exchange_as_well(lexicon, say, ledger) -> None:
    corpus = Corpus.of([
        say("r", "2020-03-01", "RIVER", "The Lake Republic broke its promise."),
        say("l", "2020-03-05", "LAKE", "The River Republic broke its promise."),
    ])  # fmt: skip
    rows = ledger(corpus, ("r", "promise", "asserts", "LAKE"), ("l", "promise", "asserts", "RIVER"))
    assert pairs(find_answers(corpus, rows, lexicon)) == [("l", "returns", "r")]


def test_copies_are_left_out_unless_they_are_wanted(lexicon, say, ledger) -> None:
    corpus = Corpus.of([
        say("n", "2020-03-01", "NORTH", "The South Union are dissenters."),
        say("n-again", "2020-03-02", "NORTH", "The South Union are dissenters.", reprint_of="n"),
        say("s", "2020-03-05", "SOUTH", "We are no dissenters."),
    ])  # fmt: skip
    rows = ledger(
        corpus,
        ("n", "dissent", "asserts", "SOUTH"),
        ("n-again", "dissent", "asserts", "SOUTH"),
        ("s", "dissent", "rejects", "SOUTH"),
    )
    pair = {"between": ("NORTH", "SOUTH")}
    assert pairs(find_answers(corpus, rows, lexicon, **pair)) == [("s", "denies", "n")]
    both = find_answers(corpus, rows, lexicon, count_copies=True, **pair)
    assert {a.earlier.id for a in both.answers} == {"n", "n-again"}
    of_the_copy = find_answers(corpus, rows, lexicon, statement="n-again", **pair)
    assert pairs(of_the_copy) == [("s", "denies", "n")]


def test_where_the_text_says_that_it_answers_the_order_is_told(lexicon, say, ledger) -> None:
    corpus = Corpus.of([
        say("n", "2020-03", "NORTH", "The well is closed.", medium="letter"),
        say("s", "2020-03", "SOUTH", "In response to the letter of the North League: no."),
    ])  # fmt: skip
    found = find_answers(corpus, ledger(corpus), lexicon, between=("NORTH", "SOUTH"), least=0.0)
    assert {(a.later.id, a.precedes) for a in found.answers} == {("s", 1.0), ("n", 0.0)}


def test_an_undated_statement_takes_no_part(lexicon, say, ledger) -> None:
    from rhetoric.dates import DateSpan

    corpus = Corpus.of([
        say("n", "2020-03", "NORTH"), say("s", "2020-04", "SOUTH"),
    ])  # fmt: skip
    nowhere = DateSpan(None, None, "", "open")
    corpus = Corpus((*corpus.statements, type(corpus.statement("n"))(
        id="x", body="It rained.", date=nowhere, group="NORTH")))  # fmt: skip
    found = find_answers(corpus, ledger(corpus), lexicon, between=("NORTH", "SOUTH"), least=0.0)
    assert {s.id for s in found.statements} == {"n", "s"}


def test_a_window_of_no_days_is_refused(answers) -> None:
    with pytest.raises(InputError, match="within 0 days"):
        answers(within=0)


def test_what_it_was_made_with_is_kept(answers) -> None:
    assert answers().choices == {
        "between": ["NORTH", "SOUTH"], "themes": [], "least": 0.25, "within": 365,
        "count_copies": False, "nearness": "words",
    }  # fmt: skip
