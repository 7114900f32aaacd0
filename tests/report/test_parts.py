"""The pieces of the report: axis, matrix, edges, quotations, words."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from rhetoric.corpus import Corpus
from rhetoric.dates import parse_date
from rhetoric.model import Event
from rhetoric.report.axis import build_axis, silences
from rhetoric.report.coverage import build_coverage, gaps
from rhetoric.report.events_lane import place_names
from rhetoric.report.evidence import quote, whose
from rhetoric.report.exchange import build_edges
from rhetoric.report.made import made_pairs
from rhetoric.report.matrix import build_matrix
from rhetoric.report.record import Record
from rhetoric.report.wording import count, join, noun_for, out_of, quoted, sentence, when


def test_the_matrix_keeps_functions_apart(record: Record) -> None:
    matrix = build_matrix(record)
    row = next(r for r in matrix.themes if r.theme.id == "dissent")
    assert row.total("asserts").statements == 2
    assert row.total("rejects").statements == 1
    assert row.total("mentions").statements == 1
    assert [t.id for t in matrix.silent_themes] == ["victory"]


def test_groups_of_a_camp_stand_together_and_observers_last(record: Record) -> None:
    assert [c.id for c in record.cast.camps] == ["SOUTH", "NORTH", ""]
    assert [g.id for g in record.cast.camps[0].groups] == ["SOUTH", "SOUTH-EAST"]
    colours = record.cast.colours()
    assert len(set(colours.values())) == len(record.cast.groups)
    assert set(colours) == set(record.cast.colours(dark=True))


def test_edges_count_statements_that_assert(record: Record) -> None:
    edges = {(e.source.id, e.target.id): e.statements for e in build_edges(record)}
    assert edges == {("NORTH", "SOUTH"): 2, ("SOUTH", "NORTH"): 2, ("SOUTH-EAST", "NORTH"): 1}


def test_the_late_dense_stretch_gets_its_own_scale(record: Record) -> None:
    axis = build_axis(record.corpus.statements, 0, 100)
    assert axis is not None
    assert axis.start == date(2018, 1, 1)
    assert axis.end == date(2020, 8, 1)
    days = [date(2018, 1, 1), date(2019, 6, 1), date(2020, 1, 1), date(2020, 7, 31)]
    assert [axis.x(d) for d in days] == sorted(axis.x(d) for d in days)


def test_silence_is_a_month_without_any_statement(record: Record) -> None:
    axis = build_axis(record.corpus.statements, 0, 100)
    assert axis is not None
    quiet = silences(record.corpus.statements, axis)
    assert (date(2019, 3, 1), date(2019, 12, 31)) in quiet
    assert not any(first <= date(2020, 2, 1) <= last for first, last in quiet)


def test_a_quotation_marks_the_evidence_within_its_passage(record: Record) -> None:
    use = next(u for u in record.uses if u.statement.id == "b7")
    q = quote(use, 300)
    assert q.mark == "المنشقين"
    assert (q.lang, q.dir) == ("ar", "rtl")
    assert use.passage is not None
    assert q.before + q.mark + q.after == use.passage.text
    cut = quote(use, 20)
    assert cut.mark == "المنشقين"
    assert "…" in cut.before + cut.after


def test_evidence_outside_its_passage_is_not_marked(record: Record) -> None:
    use = replace(record.uses[0], start=900, end=910)
    assert quote(use, 300).mark == ""


def test_what_is_not_covered_is_said(record: Record) -> None:
    text = " ".join(gaps(record))
    assert "14 summaries" in text
    assert "13 of 14" in text  # the language of the originals
    assert "no material is not the same as no hostility" in text
    tables = build_coverage(record)
    assert [sum(map(sum, (r[2] for r in t.rows))) for t in tables] == [14] * 4


def test_what_was_scored_by_words_alone_is_said(record: Record) -> None:
    hausa = replace(
        record.corpus.statements[0],
        id="h",
        body="Kowane mutum yana da hakkin rayuwa cikin kasar.",
        language="hau",
    )
    other = replace(hausa, id="t", body="A-wen daɣ harat.\n\nThe road is open, they said.",
                    language="taq")  # fmt: skip
    corpus = Corpus.of((*record.corpus.statements, hausa, other))
    said = gaps(replace(record, corpus=corpus, encoder="embedded"))
    assert (
        f"2 of {len(corpus.passages)} passages are in languages the encoder does not cover: "
        "Hausa (1) and Tamasheq (1)."
        " There themes were looked for by words alone, and what is said in other words than the"
        " lexicon's is missed." in said
    )
    assert not any("encoder" in s for s in gaps(replace(record, encoder="embedded")))
    assert not any("encoder" in s for s in gaps(replace(record, corpus=corpus, encoder="other")))
    words = gaps(replace(record, encoder="none"))
    assert any(s.startswith("Evidence by meaning was left out") for s in words)


def test_dates_take_their_preposition() -> None:
    written = [
        "2020-05-28", "2020-05", "2020-01/2020-03", "2020~", "../2020-05",
        "2020-05-01/2020-05-10",
    ]  # fmt: skip
    assert [when(parse_date(w)) for w in written] == [
        "on 28 May 2020", "in May 2020", "between January and March 2020", "around 2020",
        "until May 2020", "between 1 and 10 May 2020",
    ]  # fmt: skip


def test_words() -> None:
    assert join(["a", "b"], "or") == "a or b"
    assert sentence("“calling names” is asserted") == "“Calling names” is asserted."
    assert quoted("Calling somebody dissenters") == "“calling somebody dissenters”"
    assert quoted("UN report") == "“UN report”"


def test_plurals_come_from_one_helper() -> None:
    assert [noun_for(n, "summary") for n in (0, 1, 2)] == ["summaries", "summary", "summaries"]
    assert count(1, "statement") == "1 statement"
    assert out_of(1, 1, "statement") == "the one statement"
    assert out_of(0, 3, "statement") == "none of three statements"


def test_a_claim_of_others_is_said_to_be_theirs(record: Record) -> None:
    use = record.uses[0]
    assert whose(use, record.lexicon) == ""
    assert whose(replace(use, voice="others"), record.lexicon) == "the claim is that of others"
    assert whose(replace(use, voice="SOUTH"), record.lexicon) == ("the claim is the South Union’s")


def test_names_of_files_and_packages_stay_as_they_are() -> None:
    made = {
        "quotation_cap": 3,
        "encoder": {"name": "embedded", "query_prefix": ""},
        "texts": {"2020-05-al-naba.md": "00"},
        "versions": {"ahocorasick-rs": "1"},
    }
    assert made_pairs(made) == [
        ("Quotation cap", "3"),
        ("Encoder", [("name", "embedded")]),
        ("Texts", [("2020-05-al-naba.md", "00")]),
        ("Versions", [("ahocorasick-rs", "1")]),
    ]


@pytest.mark.parametrize("width", [358.0, 1032.0])
def test_names_of_events_neither_overlap_nor_are_crossed(record: Record, width: float) -> None:
    days = [date(2020, 1 + n % 7, 1 + 3 * (n % 9)) for n in range(30)]
    events = [Event(f"e{n}", parse_date(str(d)), "clash", f"Event number {n} at the well")
              for n, d in enumerate(days)]  # fmt: skip
    axis = build_axis(record.corpus.statements, 8.0, width - 8.0)
    assert axis is not None
    names = place_names(events, axis, width, 14)
    assert len(names) > 5
    for n, one in enumerate(names):
        assert 0 <= one.start < one.end <= width
        assert not any(one.clashes(other) for other in names[n + 1 :])
