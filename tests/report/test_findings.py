"""The findings say what the ledger bears, and no more."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from rhetoric.report.findings import write_findings
from rhetoric.report.record import Record
from rhetoric.report.rules_charges import one_sided, sequence, shared
from rhetoric.report.rules_time import fading, turn
from rhetoric.report.strength import ESTABLISHED, SUGGESTIVE, UNSAID, grade

PROMISES = (("b3", "refuse it"), ("b4", "broke its promise"), ("b6", "broke a promise"))


def by_theme(record: Record, word: str) -> str:
    return next(f.text for f in one_sided(record) if word in f.text)


def test_a_charge_of_one_side_is_told_with_its_dates_and_its_answer(record: Record) -> None:
    assert by_theme(record, "dissenters") == (
        "North League is the only side to call its rival dissenters: first between January and "
        "March 2020, again on 1 June 2020; the South Union’s spokesman rejects the word on "
        "28 May 2020."
    )


def test_a_mention_is_no_assertion(record: Record) -> None:
    charge = next(f for f in one_sided(record) if "dissenters" in f.text)
    assert charge.statements == 3  # two assertions and the rejection, not the mention
    assert charge.strength == ESTABLISHED


def test_several_groups_of_a_side_are_named_as_the_side(record: Record) -> None:
    text = by_theme(record, "promise")
    assert text.startswith("Only")
    assert "side accuses its rival of breaking a promise" in text
    assert "once undated, between 2019 and 2020" in text


def test_unconfirmed_statements_do_not_make_a_finding_strong(record: Record) -> None:
    charge = next(f for f in one_sided(record) if "promise" in f.text)
    assert charge.statements == 3
    assert charge.strength == SUGGESTIVE


def test_a_theme_both_assert_is_not_one_sided(make_record: Callable[..., Record]) -> None:
    record = make_record(
        [
            ("a5", "dissent", "asserts", "SOUTH", "dissenters", 0.9),
            ("b3", "dissent", "asserts", "NORTH", "dissenters", 0.9),
        ]
    )
    assert not one_sided(record)
    (finding,) = shared(record)
    assert "calling somebody dissenters" in finding.text


def test_a_guessed_target_carries_no_finding(make_record: Callable[..., Record]) -> None:
    record = make_record([("a5", "dissent", "asserts", "SOUTH", "dissenters", 0.3)])
    assert not one_sided(record)
    assert not turn(record)


def test_the_same_theme_unsurely_on_the_other_side_is_told(
    make_record: Callable[..., Record],
) -> None:
    sure = [(n, "promise", "asserts", "NORTH", w, 0.9) for n, w in PROMISES]
    record = make_record([*sure, ("a6", "promise", "asserts", "SOUTH", "South Union", 0.2)])
    (finding,) = one_sided(record)
    assert "one statement of North League’s side, not surely of its rival" in finding.caution
    assert finding.strength == SUGGESTIVE


def test_the_turn_counts_statements_before_and_after(record: Record) -> None:
    (finding,) = turn(record)
    assert "None of the six statements" in finding.text
    assert "before January 2020" in finding.text
    assert "four of six statements from then on do" in finding.text
    assert finding.strength == SUGGESTIVE  # the earlier statements are of another kind
    assert "“claim”" in finding.caution
    assert "one statement dated too loosely" in finding.caution


def test_conciliatory_words_give_way(record: Record) -> None:
    (finding,) = fading(record)
    assert "“appeal to unite” from North League" in finding.text
    assert "there are none" in finding.text


def test_three_to_six_findings_that_end_with_what_cannot_be_said(record: Record) -> None:
    findings = write_findings(record)
    assert 3 <= len(findings) <= 6
    assert findings[0].kind == "one-sided"
    assert findings[-1].strength == UNSAID
    numbers = {u.number for u in record.uses}
    assert all(set(f.uses) <= numbers for f in findings)


def test_findings_count_statements_not_passages(make_record: Callable[..., Record]) -> None:
    once = ("a6", "dissent", "asserts", "SOUTH", "dissenters", 0.9)
    twice = ("a6", "dissent", "asserts", "SOUTH", "South Union are dissenters", 0.9)
    (finding,) = one_sided(make_record([once, twice]))
    assert finding.statements == 1
    assert finding.strength == UNSAID


def test_nothing_found_is_a_finding(make_record: Callable[..., Record]) -> None:
    (finding,) = write_findings(make_record([]))
    assert finding.strength == UNSAID
    assert "no theme" in finding.text


@pytest.mark.parametrize(
    ("names", "words"),
    [
        (["a3"], "on 10 September 2018"),
        (["a2", "b4"], "first in June 2018, again in June 2020"),
        (["a5", "o1"], "first between January and March 2020, again in April 2020"),
        (["a6", "b4"], "on 1 June 2020 and in June 2020"),
        (["a1", "a3", "a6"], "first on 5 March 2018, most recently on 1 June 2020"),
        (["b6"], "once undated, between 2019 and 2020"),
    ],
)
def test_an_order_is_claimed_only_where_the_dates_allow_one(
    record: Record, names: list[str], words: str
) -> None:
    assert sequence([record.corpus.statement(n) for n in names]) == words


def test_the_rule_of_strength() -> None:
    assert [grade(n) for n in (0, 1, 2, 3)] == [UNSAID, UNSAID, SUGGESTIVE, ESTABLISHED]
    assert grade(2, replied=True) == ESTABLISHED
    assert grade(9, doubt=True) == SUGGESTIVE
