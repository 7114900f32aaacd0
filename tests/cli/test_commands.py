"""The other commands: init, add, check, search, themes, actors, report."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

from rhetoric.settings import Project

Run = Callable[..., Result]


def test_init_says_what_comes_next(run: Run, tmp_path: Path) -> None:
    done = run("init", tmp_path / "new", "--title", "Two factions")
    assert done.exit_code == 0, done.stderr
    assert f"rhetoric --project {tmp_path / 'new'} add FILE" in done.stdout
    again = run("init", tmp_path / "new")
    assert again.exit_code == 2
    assert "there is already: README.md" in again.stderr
    empty = run("--project", tmp_path / "new", "report")
    assert empty.exit_code == 2
    assert "there are no statements yet" in empty.stderr


def test_add_then_frames_then_add_again(run: Run, small_project: Project, tmp_path: Path) -> None:
    note = tmp_path / "note.txt"
    note.write_text("The two groups are brothers.", "utf-8")
    options = ["--date", "2021-02~", "--group", "Northern Front", "--medium", "letter"]
    done = run("add", note, *options, "--language", "en", "--source", "A note", "--unconfirmed")
    assert done.exit_code == 0, done.stderr
    assert done.stdout == "added 2021-02-north-the-two-groups-are-brothers\n"
    assert done.stderr == ""
    rows = json.loads(run("frames", "--words-only", "--format", "json").stdout)
    added = next(r for r in rows if r["statement"].startswith("2021-02"))
    assert (added["theme"], added["unconfirmed"], added["medium"]) == ("friendship", True, "letter")
    again = run("add", note, *options)
    assert again.exit_code == 0
    assert again.stdout == "already there: 2021-02-north-the-two-groups-are-brothers\n"


def test_add_accepts_an_unknown_group_with_a_warning(run: Run, tmp_path: Path) -> None:
    note = tmp_path / "note.txt"
    note.write_text("The two groups are brothers.", "utf-8")
    done = run("add", note, "--date", "2021", "--group", "SOUTH")
    assert done.exit_code == 0
    assert "the group 'SOUTH' is not in lexicons/actors.yaml" in done.stderr


@pytest.mark.parametrize(
    ("option", "value", "message"),
    [
        ("--date", "yesterday", "'yesterday' is not a date; write it as 2020-05-28"),
        ("--language", "the tongue", "is not a language"),
        ("--medium", "pigeon", "unknown medium 'pigeon' (known: audio, briefing, "),
        ("--medium", "intervew", "unknown medium 'intervew'; did you mean 'interview'?\n"),
        ("--form", "sumary", "unknown form 'sumary'; did you mean 'summary'?\n"),
    ],
)
def test_add_refuses_options_that_are_not_valid(
    run: Run, tmp_path: Path, option: str, value: str, message: str
) -> None:
    (tmp_path / "note.txt").write_text("Text.", "utf-8")
    done = run("add", tmp_path / "note.txt", option, value)
    assert done.exit_code == 2
    assert done.stderr.startswith(f"error: invalid value for '{option}': ")
    assert message in done.stderr
    assert done.stderr.endswith("\n  see: rhetoric add --help\n")


def test_check_leaves_with_0_when_all_is_well(run: Run) -> None:
    done = run("check")
    assert (done.exit_code, done.stdout, done.stderr) == (0, "", "no errors, no warnings\n")
    assert run("check", "--format", "json").stdout == "[]\n"


def test_check_leaves_with_1_for_errors_and_for_warnings_only_when_strict(
    run: Run, small_project: Project
) -> None:
    letter = small_project.texts / "2019-05-north-letter.md"
    letter.write_text(letter.read_text("utf-8").replace("source: A book\n", ""), "utf-8")
    assert run("check").exit_code == 0
    assert run("check", "--strict").exit_code == 1
    letter.write_text(letter.read_text("utf-8").replace("NORTH", "Northern Front"))
    done = run("check")
    assert done.exit_code == 1
    assert "2019-05-north-letter.md:4: error: the group 'Northern Front' is another" in done.stdout
    assert done.stderr == (
        "1 error, 1 warning\n1 of them can be mended with: rhetoric check --fix\n"
    )
    rows = json.loads(run("check", "--format", "json").stdout)
    assert [(r["level"], r["field"]) for r in rows] == [("warning", "source"), ("error", "group")]
    done = run("check", "--fix")
    assert done.exit_code == 0
    assert done.stderr.startswith(
        "mended: texts/2019-05-north-letter.md: the group 'Northern Front' is another name of"
    )
    assert "group: NORTH\n" in letter.read_text("utf-8")


def test_a_group_that_is_no_actor_is_warned_of(run: Run, small_project: Project) -> None:
    path = small_project.texts / "2020-north-answer.md"
    path.write_text(path.read_text("utf-8").replace("NORTH", "NROTH"), "utf-8")
    warning = (
        "warning: groups that are no known actor belong to no camp\n"
        f"  {path}: unknown group 'NROTH'; did you mean 'NORTH'?\n"
    )
    for command in (["report"], ["frames", "--format", "json"]):
        done = run(*command, "--words-only")
        assert done.exit_code == 0
        assert done.stderr == warning


def test_themes_are_listed_and_shown(run: Run) -> None:
    rows = json.loads(run("themes", "--format", "json").stdout)
    assert [r["id"] for r in rows] == ["friendship", "talks"]
    shown = run("themes", "talks").stdout
    assert "label: Talking to the government" in shown
    assert "  en: negotiat* ... government, talks  (weight 0.5)" in shown
    assert json.loads(run("themes", "talks", "--format", "json").stdout)["tone"] == "hostile"
    done = run("themes", "talk")
    assert done.exit_code == 2
    assert "did you mean 'talks'" in done.stderr


@pytest.mark.parametrize(("date", "camp"), [("2018", "EAST"), ("2020-05", "WEST")])
def test_actors_have_the_camp_of_the_day(run: Run, date: str, camp: str) -> None:
    listed = csv.DictReader(io.StringIO(run("actors", "--date", date, "--format", "csv").stdout))
    assert next(r["camp"] for r in listed if r["id"] == "NORTH") == camp
    one = json.loads(run("actors", "NORTH", "--date", date, "--format", "json").stdout)
    assert one["camp"] == camp


def test_an_actor_may_be_asked_for_by_any_name(run: Run) -> None:
    shown = run("actors", "جبهة الشمال").stdout
    assert shown.startswith("id: NORTH\n")
    assert "ar: جبهة الشمال" in shown
    assert "- to EAST, role affiliate, from 2015-05, until 2019-03" in shown
    assert run("actors", "nobody").exit_code == 2


def test_report_writes_the_same_bytes_twice(run: Run, tmp_path: Path) -> None:
    written = []
    for name in ("one", "two"):
        done = run("report", "--words-only", "-o", tmp_path / name)
        assert done.exit_code == 0, done.stderr
        assert "3 statements, " in done.stdout
        files = {p.name: p.read_bytes() for p in (tmp_path / name).iterdir()}
        assert {"index.html", "report.md", "frames.csv", "manifest.json"} <= set(files)
        written.append(files)
    assert written[0] == written[1]
    manifest = json.loads(written[0]["manifest.json"])
    assert manifest["command"] == "rhetoric report --words-only"
    assert str(tmp_path).encode() not in written[0]["manifest.json"]


def test_a_folder_that_cannot_be_written_is_told(run: Run, small_project: Project) -> None:
    file = small_project.root / "file"
    file.touch()
    done = run("report", "--words-only", "-o", file / "out")
    assert done.exit_code == 2
    assert done.stderr == (
        f"error: {file / 'out'}: cannot be written: Not a directory\n"
        "  choose another folder with --output\n"
    )


def test_report_writes_into_the_project_unless_told_otherwise(
    run: Run, small_project: Project
) -> None:
    assert run("report", "--words-only").exit_code == 0
    assert (small_project.root / "reports" / "index.html").exists()
