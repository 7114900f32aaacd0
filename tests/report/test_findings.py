"""The findings say what the ledger bears, and no more."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest

from rhetoric.corpus import Corpus
from rhetoric.lexicon import Lexicon
from rhetoric.report.findings import write_findings
from rhetoric.report.groups import build_cast
from rhetoric.report.leads import scope, statements_lead
from rhetoric.report.record import Record
from rhetoric.report.rules_balance import balance
from rhetoric.report.rules_charges import one_sided, sequence, shared
from rhetoric.report.rules_time import fading, turn
from rhetoric.report.strength import (
    ESTABLISHED,
    FURTHER_RULES,
    RULES,
    SUGGESTIVE,
    UNSAID,
    grade,
)
from rhetoric.report.uses import REPORTS, read_uses

Rows = tuple[tuple[str, str, str, str, str, float], ...]
PROMISES = (("b3", "refuse it"), ("b4", "broke its promise"), ("b6", "broke a promise"))


def by_theme(record: Record, word: str) -> str:
    return next(f.text for f in one_sided(record) if word in f.text)


def test_a_charge_of_one_side_is_told_with_its_dates_and_its_answer(record: Record) -> None:
    assert by_theme(record, "dissenters") == (
        "Only North League calls its rival dissenters: first between January and March 2020, "
        "again on 1 June 2020; the South Union’s spokesman rejects the word on 28 May 2020."
    )


def test_a_mention_is_no_assertion(record: Record) -> None:
    charge = next(f for f in one_sided(record) if "dissenters" in f.text)
    assert charge.statements == 3  # two assertions and the rejection, not the mention
    assert charge.strength == ESTABLISHED


def test_several_groups_of_a_side_are_named_as_the_side(record: Record) -> None:
    text = by_theme(record, "promise")
    assert text.startswith("Only")
    assert "side accuses its rival of breaking a promise" in text
    assert "once at some time between 2019 and 2020" in text


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
    assert finding.caution == (
        "North League’s side asserts the theme too, in one statement, but not surely of its rival."
    )
    assert finding.strength == SUGGESTIVE


def test_the_turn_counts_statements_before_and_after(record: Record) -> None:
    (finding,) = turn(record)
    assert finding.text == (
        "Whether the charges begin at a certain time is open: of the six statements the two sides "
        "made before January 2020 none carries a charge against the rival; of the six from then "
        "on four do."
    )
    assert finding.strength == UNSAID
    assert "intervals of the shares before and after overlap" in finding.caution
    assert "“claim”" in finding.caution  # the earlier statements are of another kind
    assert "one statement dated too loosely" in finding.caution


def test_conciliatory_words_give_way(record: Record) -> None:
    (finding,) = fading(record)
    assert "“appeal to unite” from North League" in finding.text
    assert "there are none" in finding.text
    assert finding.strength == UNSAID  # one appeal in six statements, none in six later ones


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
        (["b6"], "once at some time between 2019 and 2020"),
        (["a4", "b4", "a6"], "first in February 2019, most recently in June 2020"),
    ],
)
def test_an_order_is_claimed_only_where_the_dates_allow_one(
    record: Record, names: list[str], words: str
) -> None:
    assert sequence([record.corpus.statement(n) for n in names]) == words


def test_overlapping_intervals_leave_open_who_accuses_more(record: Record) -> None:
    (finding,) = balance(record)
    assert finding.strength == UNSAID
    assert finding.text == (
        "Which side accuses more is open: the South Union’s side accuses its rival in 2 of its 6 "
        "confirmed statements, with one different charge; North League’s side in 2 of its 6, with "
        "one."
    )
    assert "they overlap" in finding.caution


def test_what_an_observer_says_of_others_is_no_assertion(
    make_record: Callable[..., Record], rows: Rows
) -> None:
    record = make_record([*rows, ("o1", "promise", "asserts", "NORTH", "share", 0.9)])
    (use,) = (u for u in record.uses if u.statement.id == "o1" and u.theme == "promise")
    assert use.mode == REPORTS
    assert use not in record.own("promise", "asserts")
    assert use not in record.charges
    told = " ".join(f.text for f in one_sided(record))
    assert "Of the two sides only the South Union’s accuses its rival" in told
    assert not any(use.number in f.uses for f in write_findings(record))


@pytest.mark.parametrize("kept", [["a6"], ["a5", "a6"], ["a4", "a5", "a6", "b3", "b4", "b5"]])
def test_sides_with_few_statements_are_not_compared(
    kept: list[str],
    corpus: Corpus,
    lexicon: Lexicon,
    make_frames: Callable[..., pd.DataFrame],
    rows: Rows,
) -> None:
    small = Corpus.of(s for s in corpus.statements if s.id in kept)
    frames = make_frames([u for u in rows if u[0] in kept])
    uses = read_uses(frames, small, lexicon)
    record = Record(small, uses, build_cast(small, uses, lexicon), lexicon)
    findings = write_findings(record)
    assert not {f.kind for f in findings} & {"balance", "turn", "fading", "repertoire", "shared"}
    assert not any("nly" in f.text for f in one_sided(record))
    (unsaid,) = (f for f in findings if f.kind == "too-few")
    assert "a comparison needs five of each" in unsaid.text


def test_a_single_statement_is_told_in_the_singular(
    corpus: Corpus, lexicon: Lexicon, make_frames: Callable[..., pd.DataFrame], rows: Rows
) -> None:
    small = Corpus.of(s for s in corpus.statements if s.id == "a6")
    uses = read_uses(make_frames([u for u in rows if u[0] == "a6"]), small, lexicon)
    record = Record(small, uses, build_cast(small, uses, lexicon), lexicon)
    first, second = write_findings(record)
    assert "the corpus holds one statement of North League’s side and none of the" in first.text
    assert second.text.startswith("The one statement of this corpus asserts “calling somebody")
    assert scope(record) == (
        "One statement by one side (North League); 2020. One frame use of one theme in one "
        "passage of one statement."
    )
    assert statements_lead(record) == "The one statement."


def test_the_manual_gives_the_rules_of_the_key_word_for_word() -> None:
    manual = Path(__file__).parents[2] / "docs" / "reading-a-report.md"
    text = " ".join(manual.read_text(encoding="utf-8").split())
    for _, rule in RULES:
        assert f"| {rule} |" in text
    for name, rule in FURTHER_RULES:
        assert f"- **{name}.** {rule}" in text


def test_the_rule_of_strength() -> None:
    assert [grade(n) for n in (0, 1, 2, 3)] == [UNSAID, UNSAID, SUGGESTIVE, ESTABLISHED]
    assert grade(2, replied=True) == ESTABLISHED
    assert grade(9, doubt=True) == SUGGESTIVE
