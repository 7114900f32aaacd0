"""A report of states, over many years, with more than a page can show in full."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from itertools import pairwise
from typing import Any

import pandas as pd
import pytest

from rhetoric.corpus import Corpus
from rhetoric.dates import parse_date
from rhetoric.ledger import COLUMNS
from rhetoric.lexicon import Actors, Lexicon
from rhetoric.model import Actor, Statement, Theme
from rhetoric.report.carpet import CROWDED, draw_carpet, is_crowded, periods
from rhetoric.report.exchange import build_edges
from rhetoric.report.findings import write_findings
from rhetoric.report.groups import build_cast
from rhetoric.report.leads import exchange_lead, matrix_lead, timeline_lead
from rhetoric.report.matrix import build_matrix
from rhetoric.report.page import render_page
from rhetoric.report.record import Record
from rhetoric.report.rules_charges import contested, one_sided
from rhetoric.report.shown import MOST_OF_A_PAGE, behind, most_passages, shown_passages
from rhetoric.report.strength import Finding
from rhetoric.report.told import Report
from rhetoric.report.uses import read_uses

STATES = ("ALDA", "BORA", "CELA", "DORA", "ENDA", "FARA")
YEARS = range(2000, 2025)
TEXT = "We are for talks. We are against talks. BORA took the well. The harvest was good."
#: Words of TEXT by theme.
WORDS = {"talks": "for talks", "taking": "took the well"}


def statements() -> list[Statement]:
    """A speech a state a year; Alda is silent in 2010."""
    return [
        Statement(
            id=f"{year}-{state.lower()}", body=TEXT, date=parse_date(f"{year}-09"), group=state,
            title=f"{state} {year}", medium="speech", language="eng", form="translation",
        )
        for year in YEARS
        for state in STATES
        if (state, year) != ("ALDA", 2010)
    ]  # fmt: skip


def lexicon() -> Lexicon:
    actors = [Actor(id=s, label=s.title(), kind="state", declared_side=True) for s in STATES]
    actors.append(Actor(id="BAND", label="The Band", kind="militia"))
    themes = (
        Theme("talks", "Calling for talks", "An appeal.", "conciliatory", False, "none", ()),
        Theme("taking", "Accusing a state of taking the well", "A charge.", "hostile", True,
              "subject", ()),
    )  # fmt: skip
    return Lexicon({t.id: t for t in themes}, Actors({a.id: a for a in actors}))


def record(*uses: tuple[str, str, str, str]) -> Record:
    """(statement, theme, function, target) → a record."""
    corpus, words = Corpus.of(statements()), lexicon()
    rows: list[dict[str, Any]] = []
    for name, theme, function, target in uses:
        said = corpus.statement(name)
        start = said.body.index(WORDS[theme])
        passage = next(p for p in corpus.passages_of(name) if p.start <= start < p.end)
        rows.append(
            {
                "statement": name, "passage": passage.index, "group": said.group,
                "camp": words.actors.camp(said.group), "speaker": "", "voice": said.group,
                "theme": theme, "tone": words.theme(theme).tone, "function": function,
                "target": target, "target_camp": words.actors.camp(target) if target else "",
                "target_named": "", "target_confidence": 0.95 if target else 0.0,
                "score": 0.9, "words": 1.0, "meaning": 0.5, "start": start,
                "end": start + len(WORDS[theme]), "evidence": WORDS[theme], "reason": "",
                "method": "words", "form": said.form, "medium": said.medium,
                "language": said.language, "unconfirmed": False,
            }
        )  # fmt: skip
    read = read_uses(pd.DataFrame(rows, columns=list(COLUMNS)), corpus, words)
    return Record(corpus, read, build_cast(corpus, read, words), words)


def everybody(theme: str = "talks") -> list[tuple[str, str, str, str]]:
    return [(s.id, theme, "asserts", "") for s in statements()]


CHARGES = [(f"{year}-alda", "taking", "asserts", "BORA") for year in (2021, 2022, 2023)]


# ---------------------------------------------------------------- sides that are states


def test_states_that_are_sides_assert_and_are_charged() -> None:
    made = record(*CHARGES)
    assert [u.mode for u in made.uses] == ["asserts"] * 3
    assert made.pair is not None
    assert [camp.id for camp in made.pair] == ["BORA", "ALDA"]
    (finding,) = one_sided(made)
    assert finding.text == (
        "Only Alda accuses Bora of taking the well: in three statements, first in September"
        " 2021, most recently in September 2023."
    )
    assert finding.strength == "established"


def test_where_more_sides_speak_the_two_are_named() -> None:
    made = record(*CHARGES, *[(f"{y}-bora", "taking", "asserts", "CELA") for y in (2001, 2002)])
    told = {f.kind: f.text for f in write_findings(made)}
    assert told["turn"].startswith("Of the 41 statements Bora and Alda made before September 2021")
    assert "the two sides" not in " ".join(told.values())
    assert timeline_lead(made).startswith("Alda’s side charges Bora in three dated statements")


def test_the_pair_is_of_two_that_speak() -> None:
    louder = [(f"{year}-cela", "taking", "asserts", "BAND") for year in YEARS]
    pair = record(*CHARGES, *louder).pair
    assert pair is not None
    assert {camp.id for camp in pair} == {"ALDA", "BORA"}


def test_one_that_is_only_spoken_of_may_be_the_rival_where_nobody_else_is() -> None:
    pair = record(*[(f"{year}-cela", "taking", "asserts", "BAND") for year in YEARS]).pair
    assert pair is not None
    assert {camp.id for camp in pair} == {"CELA", "BAND"}


def test_only_is_said_of_the_two_where_a_third_says_it_as_well() -> None:
    (finding,) = one_sided(record(*CHARGES, ("2022-cela", "taking", "asserts", "BORA")))
    assert finding.text.startswith("Of Bora and Alda only Alda accuses the other of taking the")


@pytest.mark.parametrize(
    ("reply", "told"),
    [
        (("2022-bora", "taking", "rejects", "BORA"), True),
        (("2000-bora", "taking", "rejects", "BORA"), False),  # before it was charged
        (("2022-bora", "taking", "rejects", "CELA"), False),  # of somebody else
    ],
)
def test_an_answer_comes_after_the_charge_and_speaks_of_the_one_charged(
    reply: tuple[str, str, str, str], told: bool
) -> None:
    (finding,) = one_sided(record(*CHARGES, reply))
    assert ("rejects the charge" in finding.text) is told


def test_appeals_that_name_nobody_are_not_contested_among_many() -> None:
    uses = [("2001-alda", "talks", "asserts", ""), ("2002-cela", "talks", "rejects", "")]
    assert contested(record(*uses, *CHARGES)) == []


def test_one_refusal_among_many_assertions_is_none() -> None:
    uses = [(f"{y}-cela", "talks", "asserts", "BORA") for y in (2003, 2004)]
    uses += [("2001-alda", "talks", "asserts", "BORA"), ("2002-cela", "talks", "rejects", "BORA")]
    assert contested(record(*uses)) == []
    assert len(contested(record(*uses[2:]))) == 1


def test_kind_words_to_nobody_are_not_said_to_the_rival_among_many() -> None:
    kinds = [f.kind for f in write_findings(record(*everybody(), *CHARGES))]
    assert "fading" not in kinds


def test_thanks_to_oneself_are_no_word_to_another() -> None:
    made = record(("2001-alda", "talks", "asserts", "ALDA"), *CHARGES)
    edges = build_edges(made)
    assert [(e.source.id, e.target.id) for e in edges] == [("ALDA", "BORA")]
    assert "from Alda to Bora" in exchange_lead(made, edges)


def test_what_many_sides_assert_is_told_as_a_range() -> None:
    made = record(*everybody(), *CHARGES)
    told = matrix_lead(made, build_matrix(made))
    assert told.endswith("Each of six sides asserts between one and two themes.")


def test_camps_of_one_group_each_have_no_heading_of_their_own() -> None:
    made = record(*everybody())
    matrix = build_matrix(made)
    assert not matrix.by_camp
    gathered = replace(matrix.camps[0], groups=matrix.groups[:2])
    assert replace(matrix, camps=(gathered, *matrix.camps[2:])).by_camp


def test_each_side_has_a_colour_of_its_own() -> None:
    for dark in (False, True):
        colours = record(*everybody()).cast.colours(dark)
        assert len(set(colours.values())) == len(colours) == len(STATES)


# ---------------------------------------------------------------- time, by period


def test_few_marks_are_drawn_one_a_statement() -> None:
    few = build_matrix(record(*CHARGES))
    assert not is_crowded(few)
    twice = [*everybody(), *everybody("taking")]
    turned = [(name, theme, "rejects", "") for name, theme, _, _ in twice]
    assert len(twice) + len(turned) > CROWDED
    assert is_crowded(build_matrix(record(*twice, *turned)))


def test_a_carpet_tells_speaking_without_the_theme_from_not_speaking() -> None:
    made = record(("2009-alda", "talks", "asserts", ""), ("2012-bora", "talks", "asserts", ""))
    picture = str(draw_carpet(made, build_matrix(made), 1000.0, 4))
    assert "Alda, 2009: 1 of 1 statement" in picture
    assert len(re.findall('class="cell ', picture)) == 2
    # Alda spoke in 24 years and asserted in one of them; Bora in 25, and in one.
    spoke = [path.count("M") for path in re.findall(r'<path d="([^"]+)" class="spoke"', picture)]
    assert sorted(spoke) == [23, 24]


@pytest.mark.parametrize(
    ("start", "end", "number", "first", "last"),
    [
        (date(2000, 1, 1), date(2024, 11, 1), 25, "2000", "2024"),
        (date(1946, 1, 1), date(2024, 11, 1), 40, "1946–1947", "2024–2025"),
        (date(2019, 1, 1), date(2020, 3, 1), 14, "January 2019", "February 2020"),
        (date(2015, 1, 1), date(2020, 8, 1), 23, "January–March 2015", "July–September 2020"),
    ],
)
def test_periods_are_whole_and_as_short_as_there_is_room_for(
    start: date, end: date, number: int, first: str, last: str
) -> None:
    bins = periods(start, end)
    assert (len(bins), bins[0].label, bins[-1].label) == (number, first, last)
    assert all(a.end == b.start for a, b in pairwise(bins))
    assert bins[0].start == start
    assert bins[-1].end >= end


# ---------------------------------------------------------------- what a page holds


def test_a_page_that_cannot_show_all_shows_as_many_of_each_group() -> None:
    uses = [*everybody(), *everybody("taking")]
    matrix = build_matrix(record(*uses, *[(n, t, "rejects", "") for n, t, _, _ in uses]))
    cells = [cell for row in matrix.themes for cell in row.cells]
    assert len(cells) == 12
    most = most_passages(matrix, room=130)
    assert most == 10
    assert most_passages(matrix, room=3) == 1
    for cell in cells:
        shown = shown_passages(cell, most)
        assert len(shown) == most
        assert len({u.statement.id for u in shown}) == most  # of each statement one
        assert [u.number for u in shown] == sorted(u.number for u in shown)
        assert {u.mode for u in shown} == {"asserts"}
        left = {u.number for u in cell.uses} - {u.number for u in shown}
        kept = shown_passages(cell, most, kept={min(left)})
        assert {u.number for u in kept} == {min(left), *(u.number for u in shown)}


def test_a_finding_can_be_read_whole_unless_it_rests_on_too_much() -> None:
    few, much = (Finding("x", "", "", "established", 1, uses=tuple(range(n))) for n in (3, 100))
    assert behind([few, much]) == {0, 1, 2}


def test_a_page_with_room_shows_all() -> None:
    matrix = build_matrix(record(*CHARGES))
    assert most_passages(matrix) == 25
    assert [len(shown_passages(c, 25)) for r in matrix.themes for c in r.cells] == [3]


def test_the_page_of_many_statements_tells_what_it_leaves_out() -> None:
    uses = [*everybody(), *everybody("taking")]
    made = record(*uses, *[(n, t, "rejects", "") for n, t, _, _ in uses])
    page = render_page(Report("Many", made, {}, 300))
    shown = len(re.findall(r'<li class="use ', page))
    assert 0 < shown <= MOST_OF_A_PAGE
    left = sum(int(n) for n in re.findall(r"(\d+) more in frames\.csv\.<", page))
    assert shown + left == len(made.uses)
    assert len(re.findall(r'<tr data-n="\d+"', page)) == len(made.uses)
    assert "A row for each group under each theme" in page
