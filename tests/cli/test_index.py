"""`rhetoric index`."""

from __future__ import annotations

import json
import shutil

import pytest

from rhetoric.settings import Project

from .conftest import Run

pytestmark = pytest.mark.usefixtures("warm")


def test_an_index_is_made_and_kept_up_to_date(run: Run, small_project: Project) -> None:
    assert run("index", "update").stderr == "made anew (new): 5 passages of 3 statements\n"
    assert run("index", "update").stderr == "nothing changed; 5 passages\n"
    letter = small_project.texts / "2019-05-north-letter.md"
    letter.write_text(letter.read_text("utf-8") + "\nThe mill turned.\n", "utf-8")
    new = letter.read_text("utf-8").replace("2019-05-north-letter", "new")
    (small_project.texts / "new.md").write_text(new, "utf-8")
    (small_project.texts / "2020-north-answer.md").unlink()
    told = run("index", "update").stderr
    assert told == "1 added, 1 changed, 1 removed; 8 passages\n"


def test_its_state_is_told(run: Run, small_project: Project) -> None:
    missing = run("index", "status")
    assert missing.exit_code == 2
    assert "there is no index yet\n  make it: rhetoric index update" in missing.stderr
    run("index", "update")
    state = json.loads(run("index", "status", "--format", "json").stdout)
    assert (state["statements"], state["passages"], state["dimension"]) == (3, 5, 512)
    assert state["encoder"] == "embedded"
    assert state["fits_the_encoder"]
    assert state["up_to_date"]
    (small_project.texts / "2020-north-answer.md").unlink()
    state = json.loads(run("index", "status", "--format", "json").stdout)
    assert (state["up_to_date"], state["files_gone"]) == (False, 1)
    assert "up to date: no\n" in run("index", "status").stdout


def test_it_can_be_made_anew_at_any_time(run: Run, small_project: Project) -> None:
    run("index", "update")
    before = run("search", "government", "--format", "json").stdout
    assert run("index", "rebuild").stderr.startswith("made anew (asked for): 5 passages")
    assert run("search", "government", "--format", "json").stdout == before
    shutil.rmtree(small_project.cache)
    assert run("search", "government", "--format", "json").stdout == before
