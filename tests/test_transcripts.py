"""Time in audio, from the subtitles to the page: kept, marked, and left out of scores."""

from __future__ import annotations

import json
from pathlib import Path

import pandas as pd
import pytest

from rhetoric.check import check
from rhetoric.collection import Added, add_statements
from rhetoric.corpus import Corpus
from rhetoric.errors import StatementError
from rhetoric.frames.table import find_frames
from rhetoric.project import load
from rhetoric.report import write_report
from rhetoric.settings import Project
from rhetoric.sources.folder import read_texts

SUBTITLES = """\
1
00:12:31,400 --> 00:12:38,000
The Northern Front negotiates

2
00:12:38,000 --> 00:12:43,100
with the government.

3
00:12:44,000 --> 00:12:47,000
They negotiate with the government again.

4
00:12:47,000 --> 00:12:50,000
They negotiate with the government again.

5
00:12:50,000 --> 00:12:53,000
They negotiate with the government again.
"""
FIELDS = {"date": "2020-05-28", "group": "EAST", "language": "en", "source": "Radio", "id": "talk"}


@pytest.fixture
def added(small_project: Project, tmp_path: Path) -> Added:
    """The subtitles, added."""
    path = tmp_path / "talk.srt"
    path.write_text(SUBTITLES, "utf-8")
    (one,) = add_statements(small_project, [path], FIELDS)
    return one


@pytest.fixture
def corpus(small_project: Project, added: Added) -> Corpus:
    return Corpus.of(s for s in read_texts(small_project.texts) if s.id == "talk")


def test_adding_tells_what_was_understood(added: Added) -> None:
    assert added.statement.medium == "audio"
    assert added.notes == (
        "00:12:53 long, 5 lines",
        "a loop at 00:12:47–00:12:53: “They negotiate with the government again.” 3 times;"
        " not scored",
    )


def test_times_are_read_back_as_they_were_added(small_project: Project, added: Added) -> None:
    assert (small_project.texts / "talk.times.csv").exists()
    assert added.statement in read_texts(small_project.texts)
    assert [t.mark for t in added.statement.times] == ["", "", "", "loop", "loop"]


def test_a_passage_has_the_time_of_its_sentence(corpus: Corpus) -> None:
    found = [(p.begins, p.ends, p.mark) for p in corpus.passages]
    assert found[0] == (751.4, 763.1, "")
    assert [mark for *_, mark in found] == ["", "", "loop", "loop"]


def test_what_is_marked_is_scored_only_when_it_is_asked_for(
    small_project: Project, corpus: Corpus
) -> None:
    lexicon = load(small_project).lexicon
    ledger = find_frames(corpus, lexicon)
    assert list(ledger["passage"]) == [1, 2]
    assert list(ledger["time_from"]) == ["00:12:31", "00:12:44"]
    assert list(ledger["time_to"]) == ["00:12:44", "00:12:47"]
    whole = find_frames(corpus, lexicon, marked=True)
    assert list(whole["passage"]) == [1, 2, 3, 4]
    pd.testing.assert_frame_equal(whole.iloc[:2], ledger)


def test_a_statement_without_times_has_none_in_the_ledger(small_project: Project) -> None:
    ledger = load(small_project).frames(words_only=True)
    assert set(ledger["time_from"]) == set(ledger["time_to"]) == {""}


def test_clearing_a_mark_gives_a_passage_back_to_scoring(
    small_project: Project, added: Added
) -> None:
    workspace = load(small_project)
    before = workspace.frames(words_only=True)
    beside = small_project.texts / "talk.times.csv"
    beside.write_text(beside.read_text("utf-8").replace("loop", ""), "utf-8")
    after = load(small_project).frames(words_only=True)
    assert (before["statement"] == "talk").sum() == 2
    assert (after["statement"] == "talk").sum() == 4


def test_search_says_when_a_passage_is_heard(small_project: Project, added: Added) -> None:
    found = load(small_project).search("talks with the government", groups=["EAST"], k=9)
    row = found[(found["statement"] == "talk") & (found["passage"] == 1)].iloc[0]
    assert (row["time_from"], row["time_to"]) == ("00:12:31", "00:12:44")


def test_search_leaves_out_what_is_marked(small_project: Project, added: Added) -> None:
    opened = load(small_project)
    (spoken,) = [s for s in opened.corpus.statements if s.id == added.statement.id]
    marked = {p.index for p in opened.corpus.passages_of(spoken.id) if p.mark}
    found = opened.search("They negotiate with the government again", k=99)
    there = set(found[found["statement"] == spoken.id]["passage"])
    assert marked
    assert there
    assert not there & marked


def test_the_report_cites_the_time_and_tells_what_is_not_scored(
    small_project: Project, added: Added, tmp_path: Path
) -> None:
    workspace = load(small_project)
    write_report(
        workspace.corpus, workspace.lexicon, workspace.frames(words_only=True), tmp_path / "out",
        title="Small", manifest={},
    )  # fmt: skip
    page = (tmp_path / "out" / "index.html").read_text("utf-8")
    twin = (tmp_path / "out" / "report.md").read_text("utf-8")
    assert "28 May 2020, 00:12:31–00:12:44. Audio" in page
    assert "28 May 2020, 00:12:31–00:12:44. Audio" in twin
    told = "2 passages of 1 transcript are not scored: there speech recognition repeats itself"
    assert told in page.replace("Two passages", "2 passages").replace(
        "one transcript", "1 transcript"
    )


def test_check_lists_what_is_marked(small_project: Project, added: Added) -> None:
    (finding,) = check(small_project)
    assert (finding.level, finding.path, finding.line, finding.field) == (
        "warning", "texts/talk.times.csv", 5, "mark",
    )  # fmt: skip
    assert finding.message == (
        "a loop at 00:12:47–00:12:53: “They negotiate with the government again. They negotiate"
        " with the government …”; not scored"
    )


def test_check_finds_times_without_a_statement_and_a_text_that_was_changed(
    small_project: Project, added: Added
) -> None:
    (small_project.texts / "gone.times.csv").write_text("start,end,begins,ends,mark\n", "utf-8")
    text = small_project.texts / "talk.md"
    text.write_text(text.read_text("utf-8").replace("negotiates", "negotiated with"), "utf-8")
    found = [(f.level, f.path, f.message) for f in check(small_project)]
    assert found == [
        ("warning", "texts/gone.times.csv", "these times belong to no statement"),
        ("error", "texts/talk.times.csv",
         "start and end do not fit the text, which was changed since"),
    ]  # fmt: skip


def test_recognised_speech_brings_its_language_and_doubts(
    small_project: Project, tmp_path: Path
) -> None:
    segments = [
        {"start": 0, "end": 2, "text": " La route est ouverte.", "avg_logprob": -0.2},
        {"start": 2, "end": 4, "text": " Elle a rouverte hier.", "avg_logprob": -1.4},
    ]
    path = tmp_path / "talk.json"
    path.write_text(json.dumps({"segments": segments, "language": "fr"}), "utf-8")
    (one,) = add_statements(small_project, [path], {"date": "2020", "group": "EAST"})
    assert one.statement.language == "fra"
    assert one.statement.times[1].mark == "uncertain"


def test_a_transcript_does_not_know_its_date(small_project: Project, tmp_path: Path) -> None:
    path = tmp_path / "talk.srt"
    path.write_text(SUBTITLES, "utf-8")
    before = sorted(p.name for p in small_project.texts.iterdir())
    with pytest.raises(StatementError, match="the date is missing\n  give --date 2020-05-28"):
        add_statements(small_project, [path], {"group": "EAST"})
    assert sorted(p.name for p in small_project.texts.iterdir()) == before


def test_each_message_of_a_chat_is_a_statement(small_project: Project) -> None:
    chat = Path(__file__).parent / "data" / "chat" / "result.json"
    added = add_statements(small_project, [chat], {"group": "EAST"})
    statements = [one.statement for one in added]
    assert [s.medium for s in statements] == ["social-media"] * 4
    assert [s.date.text for s in statements[:2]] == ["2020-05-28", "2020-05-28"]
    assert [s.tags for s in statements] == [("edited",), ("forwarded",), ("forwarded",), ()]
    assert statements[0].speaker == "A. Writer"
    assert statements[1].source == (
        "Valley News, message 3, sent 2020-05-28T13:00:00, forwarded from إذاعة الوادي"
    )


ROWS = (
    "says,who,day,tongue\nThe road is open.,North,2020-03,en\nThe market is held.,EAST,soon,en\n"
    ",EAST,2020,en\nThe school reopened.,EAST,2020-04,fr\n"
)
COLUMNS = {"text": "says", "group": "who", "date": "day", "lang": "tongue"}


def test_each_row_of_a_table_is_a_statement_and_a_bad_one_is_named(
    small_project: Project, tmp_path: Path
) -> None:
    path = tmp_path / "rows.csv"
    path.write_text(ROWS, "utf-8")
    before = sorted(p.name for p in small_project.texts.iterdir())
    with pytest.raises(StatementError) as caught:
        add_statements(small_project, [path], columns=COLUMNS)
    assert str(caught.value).startswith(f"{path}:3, field 'date': 'soon' is not a date")
    assert sorted(p.name for p in small_project.texts.iterdir()) == before
    bad: list[Exception] = []
    added = add_statements(small_project, [path], columns=COLUMNS, on_error=bad.append)
    assert [(a.statement.body, a.statement.group, a.statement.language) for a in added] == [
        ("The road is open.", "NORTH", "eng"), ("The school reopened.", "EAST", "fra"),
    ]  # fmt: skip
    assert [str(b).partition(": ")[0] for b in bad] == [
        f"{path}:3, field 'date'", f"{path}:4, field 'says'",
    ]  # fmt: skip
