"""`rhetoric draft` and `rhetoric accept`."""

from __future__ import annotations

import json

from rhetoric.settings import Project
from tests.cli.conftest import Run

ARTICLE = (
    "In a speech released on 3 May 2019, the Northern Front said that “the road is open.”\n\n"
    "The Eastern League denied that the road was open.\n"
)


def test_an_article_is_drafted_and_its_drafts_accepted(run: Run, small_project: Project) -> None:
    (small_project.root / "road.txt").write_text(ARTICLE, "utf-8")
    done = run("draft", "road.txt", "--date", "2020-07", "--source", "A book")
    assert done.exit_code == 0, done.output
    assert done.stdout.splitlines()[0].startswith("file\tkind\tspeaker\tgroup\tdate")
    assert "2 drafts to review in" in done.stderr
    listed = json.loads(run("accept", "--list", "--format", "json").stdout)
    assert [(row["kind"], row["group"]) for row in listed] == [
        ("quotation", "NORTH"), ("claim", "EAST"),
    ]  # fmt: skip
    done = run("accept", "--all")
    assert done.stdout.splitlines() == [
        "added 2019-05-03-north-the-northern-front-speech",
        "added 2020-07-east-the-eastern-league-statement",
    ]
    assert "nothing awaits review" in run("accept", "--list").stderr


def test_data_for_other_programs(run: Run, small_project: Project) -> None:
    (small_project.root / "road.txt").write_text(ARTICLE, "utf-8")
    rows = json.loads(run("draft", "road.txt", "--format", "json").stdout)
    assert ARTICLE[rows[0]["start"] : rows[0]["end"]] == rows[0]["text"] == "the road is open."


def test_mistakes_are_told_with_what_to_do(run: Run, small_project: Project) -> None:
    (small_project.root / "road.txt").write_text(ARTICLE, "utf-8")
    assert run("draft", "road.txt").exit_code == 0
    again = run("draft", "road.txt")
    assert again.exit_code == 2
    assert "--replace" in again.stderr
    done = run("accept", "--all")
    assert done.exit_code == 2
    assert "the date is missing" in done.stderr
    assert "--ready" in done.stderr
    assert "name drafts or a folder, or give --all" in run("accept").stderr


def test_an_article_without_anything_said(run: Run, small_project: Project) -> None:
    (small_project.root / "road.txt").write_text("It rained in the valley for a week.\n", "utf-8")
    done = run("draft", "road.txt", "--language", "en")
    assert "no quotation and no reported claim was found" in done.stderr
    assert not (small_project.root / "drafts").exists()
