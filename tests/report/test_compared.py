"""The sides of a report are those that can be compared, and its rows are those of `compare`."""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd
import pytest

from rhetoric.compare import comparison
from rhetoric.compare.choices import Choices
from rhetoric.report.compared import Compared, compare_sides
from rhetoric.report.differ import beside, chance, contrast_findings, lead, points, sentences
from rhetoric.report.findings import write_findings
from rhetoric.report.rates_chart import draw_rates, draw_years
from rhetoric.report.record import Record
from rhetoric.report.strength import ESTABLISHED, SUGGESTIVE, UNSAID
from rhetoric.report.years import build_years


@pytest.fixture
def compared(record: Record, frames: pd.DataFrame) -> Compared:
    found = compare_sides(record, frames)
    assert found is not None
    return found


#: One side asserts it in each of its statements, the other in none.
ALWAYS = (
    ("b1", "bridge"), ("b2", "school"), ("b3", "refuse it"), ("b4", "promise"),
    ("b5", "promise"), ("b6", "promise"), ("b7", "البيان"),
)  # fmt: skip


@pytest.fixture
def apart(make_record: Callable[..., Record], make_frames: Callable[..., pd.DataFrame]) -> Compared:
    uses = [(name, "promise", "asserts", "NORTH", words, 0.9) for name, words in ALWAYS]
    found = compare_sides(make_record(uses), make_frames(uses))
    assert found is not None
    return found


def test_camps_are_compared_where_two_have_enough_statements(compared: Compared) -> None:
    assert compared.by == "camp"
    assert [(s.id, s.statements, s.enough) for s in compared.sides] == [
        ("SOUTH", 7, True), ("NORTH", 6, True),
    ]  # fmt: skip


def test_the_rows_are_those_of_the_comparison(
    compared: Compared, record: Record, frames: pd.DataFrame
) -> None:
    table = comparison.compare(record.corpus, frames, record.lexicon, Choices(by="camp")).contrasts
    for difference in compared.differences:
        row = table[table["theme"] == difference.theme.id].iloc[0]
        assert difference.row["p"] == row["p"]
        assert difference.row["with_a"] == row["with_a"]
    assert {d.theme.id for d in compared.differences} == {"dissent", "promise", "unity"}


def test_the_uses_behind_a_side_are_those_that_were_counted(
    compared: Compared, record: Record
) -> None:
    numbers = compared.uses["promise", "SOUTH"]
    behind = [u for u in record.uses if u.number in numbers]
    assert {u.statement.id for u in behind} == {"b4", "b5", "b6"}
    assert compared.rates["promise", "SOUTH"]["having"] == 3
    assert compared.query("promise", "SOUTH") == "uses=" + ",".join(map(str, numbers))
    assert compared.query("promise", "NORTH") == ""


def test_nothing_established_without_a_difference_that_is_found(compared: Compared) -> None:
    told = sentences(compared)
    assert told[ESTABLISHED] == []
    (said,) = told[UNSAID]
    assert "That is not “no difference”" in said.text
    assert len(said.themes) == len({d.theme.id for d in compared.differences})
    assert not contrast_findings(compared)
    assert "chance is ruled out" in lead(compared)


def test_a_difference_is_told_with_its_numbers_and_its_doubt(apart: Compared) -> None:
    (said,) = sentences(apart)[SUGGESTIVE]
    assert said.text.startswith(
        "The South Union’s side asserts “breaking a promise” in 7 of its 7 statements, "
        "North League in none of 6: 100 points of a hundred more (95 % interval "
    )
    assert "p < 0.001, q < 0.001 beside 1 test" in said.text
    assert "have the same source, so none can be left out" in said.caution
    (finding,) = contrast_findings(apart)
    assert (finding.strength, finding.statements) == (SUGGESTIVE, 13)
    assert finding.anchor == apart.differences[0].anchor == said.anchor


def test_a_finding_says_when_its_rate_is_not_established(
    record: Record, compared: Compared
) -> None:
    charge = next(f for f in write_findings(record, compared) if f.theme == "dissent")
    said, anchor = beside("dissent", compared)
    assert charge.caution.endswith(said)
    assert charge.anchor == anchor
    assert "North League 2 of 6 statements, the South Union’s side none of 7" in said
    assert "difference 33 points, 95 % interval" in said


def test_too_few_are_not_compared(
    make_record: Callable[..., Record], frames: pd.DataFrame, record: Record
) -> None:
    few = record.corpus.statements[:6]
    corpus = type(record.corpus)(tuple(few))
    uses = tuple(u for u in record.uses if u.statement.id in corpus)
    found = compare_sides(
        Record(corpus, uses, record.cast, record.lexicon),
        frames[frames["statement"].isin([s.id for s in few])],
    )
    assert found is not None
    told = sentences(found)
    assert not told[ESTABLISHED]
    assert not told[SUGGESTIVE]
    assert all(not d.tested for d in found.differences)
    assert "not comparable" in found.differences[0].firm


def test_the_picture_prints_every_denominator(compared: Compared) -> None:
    picture = str(draw_rates(compared, 1032.0))
    for theme in compared.themes:
        for side in compared.sides:
            row = compared.rates[theme.id, side.id]
            assert f">{row['having']} of {row['statements']}<" in picture
    assert picture.count('class="interval"') == len(compared.themes) * 2


def test_years_without_a_statement_are_told(compared: Compared) -> None:
    years = build_years(compared)
    assert years.years == ("2018", "2019", "2020")
    assert years.told(compared.sides[1], "2018") == "3"
    assert "has them in no year" in years.lead or "No side has five" in years.lead
    assert draw_years(compared, years.years, 358.0)


def test_figures_are_rounded_as_far_as_they_are_known() -> None:
    assert [chance(p) for p in (0.00004, 0.0123, 0.5, 1.0)] == ["< 0.001", "0.012", "0.50", "1"]
    assert [points(v) for v in (-36.4, 0.0, 0.42, -0.01)] == ["−36", "0", "0.4", "0.0"]
