"""`rhetoric search`."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from rhetoric.cli import main
from rhetoric.encode import EmbeddedEncoder
from rhetoric.settings import Project

from .conftest import Run

pytestmark = pytest.mark.usefixtures("warm")
LETTER, SPEECH, ANSWER = "2019-05-north-letter", "2020-03-01-east-speech", "2020-north-answer"
BARGAIN = "bargaining with the authorities"


def found(run: Run, *arguments: object) -> list[dict[str, Any]]:
    done = run("search", *arguments, "--format", "json")
    assert done.exit_code == 0, done.stderr
    return list(json.loads(done.stdout))


def told(run: Run, *arguments: object) -> str:
    done = run("search", *arguments)
    assert done.exit_code == 2, done.output
    assert done.stdout == ""
    assert done.stderr.startswith("error: ")
    return done.stderr


class TestFinding:
    def test_it_finds_by_meaning(self, run: Run) -> None:
        rows = found(run, BARGAIN, "-k", "2")
        assert {r["statement"] for r in rows} == {SPEECH, ANSWER}
        assert [r["rank"] for r in rows] == [1, 2]
        assert rows[0]["why"] == "meaning"

    def test_it_finds_in_another_language(self, run: Run) -> None:
        rows = found(run, "تتفاوض الجبهة مع الحكومة", "-k", "2")
        assert all("negotiate" in row["text"] for row in rows)

    @pytest.mark.parametrize(
        ("options", "expected"),
        [
            (["--group", "Northern Front"], {LETTER, ANSWER}),
            (["--group", "NORTH", "--group", "EAST"], {LETTER, SPEECH, ANSWER}),
            (["--camp", "WEST"], {LETTER, ANSWER}),
            (["--camp", "STATE"], set()),
            (["--speaker", "A. Speaker"], {SPEECH}),
            (["--after", "May 2020"], {ANSWER}),
            (["--before", "2019"], {LETTER}),
            (["--language", "French"], set()),
            (["--medium", "letter"], {LETTER}),
            (["--theme", "talks", "--group", "NORTH"], {ANSWER}),
            (["--theme", "talks", "--function", "asserts"], {SPEECH}),
            (["--group", "Northern Front", "--after", "2020", "--medium", "speech"], {ANSWER}),
        ],
    )
    def test_filters_leave_out_what_does_not_fit(
        self, run: Run, options: list[str], expected: set[str]
    ) -> None:
        assert {r["statement"] for r in found(run, BARGAIN, *options)} == expected

    def test_filters_stand_in_the_query_too(self, run: Run) -> None:
        assert found(run, "government group:NORTH after:2020") == found(
            run, "government", "--group", "NORTH", "--after", "2020"
        )

    def test_words_and_meaning_alone(self, run: Run) -> None:
        assert {r["meaning"] for r in found(run, "the government", "--words-only")} == {0}
        assert {r["words"] for r in found(run, "the government", "--meaning-only")} == {0}
        assert found(run, "mountaineering", "--words-only") == []

    def test_like_a_passage_and_like_a_statement(self, run: Run) -> None:
        for name in (f"{SPEECH}:1", SPEECH):
            rows = found(run, "--like", name)
            assert SPEECH not in {r["statement"] for r in rows}
            assert rows[0]["statement"] == ANSWER
        rows = found(run, "--like", f"{SPEECH}:1", "--medium", "letter", "-k", "1")
        assert [r["statement"] for r in rows] == [LETTER]

    def test_every_sign_can_be_taken_as_text(self, run: Run) -> None:
        rows = found(run, '"-market: group:EAST', "--plain")
        assert rows[0]["text"] == "The market was closed."
        assert len(rows) == 5

    def test_a_page_may_be_of_one_statement(self, run: Run) -> None:
        rows = found(run, "group:NORTH valley friends", "--per-statement", "1", "-k", "2")
        assert {r["statement"] for r in rows} == {LETTER, ANSWER}

    def test_what_a_recording_says_has_its_time(
        self, run: Run, small_project: Project, tmp_path: Path
    ) -> None:
        path = tmp_path / "talk.srt"
        path.write_text("1\n00:12:31,400 --> 00:12:38,000\nThe mill was repaired.\n", "utf-8")
        fields = ["--date", "2020", "--group", "EAST", "--language", "en", "--source", "Radio"]
        assert run("add", path, *fields).exit_code == 0
        (row,) = found(run, "mill", "--words-only")
        assert (row["time_from"], row["time_to"]) == ("00:12:31", "00:12:38")
        lines = run("search", "mill", "--words-only").stdout.splitlines()
        assert lines[0].split("\t")[5] == "at"
        assert lines[1].split("\t")[5] == "00:12:31"


class TestPrinting:
    def test_in_a_pipe_lines_are_tab_separated(self, run: Run) -> None:
        lines = [line.split("\t") for line in run("search", '"market"').stdout.splitlines()]
        assert lines[0] == ["rank", "score", "passage", "group", "date", "text", "why"]
        assert lines[1][2:] == [
            f"{SPEECH}:2", "EAST", "2020-03-01", "The market was closed.", 'phrase "market"',
        ]  # fmt: skip

    def test_as_data_all_is_there(self, run: Run) -> None:
        rows = found(run, "government")
        lines = run("search", "government", "--format", "jsonl").stdout.splitlines()
        assert [json.loads(line) for line in lines] == rows
        table = run("search", "government", "--format", "csv").stdout
        for row, line in zip(rows, csv.DictReader(io.StringIO(table)), strict=True):
            assert list(line) == list(row)
            assert line["statement"] == row["statement"]
            assert line["why"] == row["why"]
            assert line["marks"] == " ".join(f"{a}-{b}" for a, b in row["marks"])

    def test_nothing_found_is_said_beside_the_data(self, run: Run) -> None:
        done = run("search", "group:STATE", "--format", "csv", "--camp", "STATE")
        assert (done.exit_code, done.stderr) == (0, "nothing fits in 5 passages\n")
        assert done.stdout.startswith("rank,score,statement,passage,")
        assert len(done.stdout.splitlines()) == 1

    def test_right_to_left_text_has_its_marks_in_the_order_of_the_original(
        self, run: Run, small_project: Project
    ) -> None:
        path = small_project.texts / "arabic.md"
        path.write_text(
            "---\nid: arabic\ndate: 2020\ngroup: EAST\nlanguage: ar\nsource: A book\n---\n"
            "فتح السوق يوم 12 في Bamako.\n", "utf-8",
        )  # fmt: skip
        (row,) = found(run, "السوق", "--words-only")
        assert (row["text"], row["why"]) == ("فتح السوق يوم 12 في Bamako.", "words: السوق")
        assert [row["text"][a:b] for a, b in row["marks"]] == ["السوق"]


class TestMistakes:
    @pytest.mark.parametrize(
        ("arguments", "message"),
        [
            ([], "what to look for?"),
            (["x", "--like", SPEECH], "a QUERY, --like and --queries exclude each other"),
            (["x", "--queries", "-"], "exclude each other"),
            (["x", "--words-only", "--meaning-only"], "exclude each other"),
            (["--queries", "-", "--format", "csv"], "are JSON lines; leave out --format csv"),
            ([""], "the query is empty"),
            (["  "], "the query is empty"),
            (["--", "-market"], "only says what to leave out"),
            (['"market'], "the quotation mark \" has no second one"),
            (["grup:NORTH x"], "did you mean 'group'"),
            (["group: x"], "the field 'group' has no value"),
            (["x", "-k", "0"], "k"),
            (["x", "--after", "soon"], "after"),
            (["x", "--after", "2020", "--before", "2019"], "--after 2020 is later than"),
            (["x", "--language", "tongue"], "tongue"),
            (["x", "--medium", "leter"], "did you mean 'letter'"),
            (["x", "--function", "assert"], "did you mean 'asserts'"),
            (["x", "--theme", "talk"], "did you mean 'talks'"),
            (["x", "--group", "NROTH"], "unknown group 'NROTH'; did you mean 'NORTH'?"),
            (["x", "--group", "xyz"], "unknown group 'xyz' (known: EAST, NORTH)"),
            (["x", "--speaker", "xyz"], "unknown speaker 'xyz'"),
            (["group:NROTH"], "unknown group 'NROTH'; did you mean 'NORTH'?"),
            (["--like", "nothing"], "unknown statement 'nothing'"),
            (["--like", f"{SPEECH}:9"], "has no passage 9"),
            (["--like", f"{SPEECH}:x"], "names no passage"),
            (["--like", SPEECH, "--words-only"], "likeness is by meaning"),
            (["--like", SPEECH, "--rerank", "m"], "a re-ranker needs a query"),
            (["x", "--rerank", "no-such-folder"], "cannot be loaded"),
            (["--queries", "none.jsonl"], "cannot be read"),
        ],
        ids=" ".join,
    )  # fmt: skip
    def test_a_mistake_is_told_with_exit_code_2(
        self, run: Run, arguments: list[str], message: str
    ) -> None:
        assert message in told(run, *arguments)

    def test_a_project_without_texts_says_what_to_do(
        self, run: Run, small_project: Project
    ) -> None:
        for path in small_project.texts.iterdir():
            path.unlink()
        assert "there are no statements yet\n  add some with: rhetoric add" in told(run, "x")

    def test_a_text_that_is_not_valid_is_told_with_its_place(
        self, run: Run, small_project: Project
    ) -> None:
        (small_project.texts / "new.md").write_text("no fields", "utf-8")
        assert "new.md" in told(run, "x")

    def test_an_index_of_another_encoder_is_told(
        self, run: Run, warm: EmbeddedEncoder, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        assert run("search", "market").exit_code == 0

        class Other:
            name, hash = "other", "other"
            encode = warm.encode

        monkeypatch.setattr("rhetoric.encode.EmbeddedEncoder", Other)
        assert "rhetoric index rebuild --encoder other" in told(run, "market")
        assert run("index", "rebuild").exit_code == 0
        assert run("search", "market").exit_code == 0


def lines_of(text: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in text.splitlines()]


def written(path: Path, *lines: object) -> Path:
    path.write_text("".join(json.dumps(line) + "\n" for line in lines), "utf-8")
    return path


class TestBatches:
    def test_each_hit_is_a_line_best_first(self, run: Run, tmp_path: Path) -> None:
        path = written(
            tmp_path / "q.jsonl",
            {"id": 7, "query": "the market"},
            {"id": "007", "query": "government", "group": "NORTH", "k": 1},
            {"id": 2.5, "query": "rain in the valley", "only": "words", "medium": "letter"},
            {"id": "q/ü", "query": "rain", "before": 2018},
        )
        done = run("search", "--queries", path, "-k", "2")
        assert (done.exit_code, done.stderr) == (0, "")
        hits = lines_of(done.stdout)
        assert list(hits[0])[:5] == ["query_id", "rank", "statement", "passage", "score"]
        by_query: dict[object, list[dict[str, Any]]] = {}
        for hit in hits:
            by_query.setdefault(hit["query_id"], []).append(hit)
        assert list(by_query) == [7, "007", 2.5]
        assert [h["rank"] for h in by_query[7]] == [1, 2]
        assert [h["statement"] for h in by_query["007"]] == [ANSWER]
        assert {h["statement"] for h in by_query[2.5]} == {LETTER}
        assert {h["meaning"] for h in by_query[2.5]} == {0}

    def test_they_may_come_from_standard_input(self, run: Run, small_project: Project) -> None:
        given = '{"id": 1, "query": "market"}\n'
        done = CliRunner().invoke(main, ["search", "--queries", "-", "-k", "1"], input=given)
        assert (done.exit_code, lines_of(done.stdout)[0]["query_id"]) == (0, 1)

    def test_queries_are_text_unless_they_are_said_to_be_more(
        self, run: Run, tmp_path: Path
    ) -> None:
        path = written(tmp_path / "q.jsonl", {"id": 1, "query": 'Was the market closed? -"x'})
        assert len(lines_of(run("search", "--queries", path).stdout)) == 5
        assert f"{path}:1: character" in told(run, "--queries", path, "--syntax")
        path = written(tmp_path / "q.jsonl", {"id": 1, "query": '"market"'})
        assert len(lines_of(run("search", "--queries", path, "--syntax").stdout)) == 1

    def test_a_line_is_answered_like_the_query_alone(self, run: Run, tmp_path: Path) -> None:
        path = written(tmp_path / "q.jsonl", {"id": 1, "query": "government", "after": "2020"})
        hits = lines_of(run("search", "--queries", path).stdout)
        alone = found(run, "government", "--after", "2020", "--plain")
        for hit, row in zip(hits, alone, strict=True):
            assert {k: v for k, v in hit.items() if k != "query_id"} == row

    def test_filters_on_the_command_line_hold_where_a_line_has_none(
        self, run: Run, tmp_path: Path
    ) -> None:
        path = written(
            tmp_path / "q.jsonl", {"id": 1, "query": "rain"},
            {"id": 2, "query": "rain", "group": "EAST"},
        )  # fmt: skip
        hits = lines_of(run("search", "--queries", path, "--group", "NORTH").stdout)
        assert {(h["query_id"], h["group"]) for h in hits} == {(1, "NORTH"), (2, "EAST")}

    def test_mistakes_are_told_before_anything_is_searched(self, run: Run, tmp_path: Path) -> None:
        path = written(
            tmp_path / "q.jsonl", {"id": 1, "query": "market"},
            {"id": 2, "query": "market", "group": "NROTH"}, {"id": 1, "query": "rain"},
        )  # fmt: skip
        message = told(run, "--queries", path)
        assert "2 mistakes in the queries" in message
        assert f"{path}:2: unknown group 'NROTH'" in message
        assert f"{path}:3, field 'id': the id 1 stands on line 1 already" in message

    def test_a_statement_from_a_table_keeps_the_id_it_had_there(
        self, run: Run, tmp_path: Path
    ) -> None:
        table = tmp_path / "rows.csv"
        table.write_text(
            "number,says,day,who\n0042,The mill was repaired.,2020,EAST\n"
            "q-7,The well is deep.,2020,EAST\n", "utf-8",
        )  # fmt: skip
        columns = ["id=number,text=says", "date=day", "group=who"]
        maps = [part for column in columns for part in ("--map", column)]
        done = run("add", table, *maps, "--language", "en", "--source", "A table")
        assert done.exit_code == 0, done.output
        path = written(
            tmp_path / "q.jsonl", {"id": 1, "query": "mill"}, {"id": 2, "query": "deep well"}
        )
        hits = lines_of(run("search", "--queries", path, "-k", "1").stdout)
        assert [h["statement"] for h in hits] == ["0042", "q-7"]


def test_it_says_when_nothing_is_near(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("rhetoric.cli.search.FAR", 0.99)
    assert "nothing is near" in run("search", "qwertyuiop").stderr
    monkeypatch.setattr("rhetoric.cli.search.FAR", 0.0)
    assert "nothing is near" not in run("search", "qwertyuiop").stderr
