"""What holds for every command: help, errors, exit codes."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Callable
from itertools import takewhile
from pathlib import Path

import click
import pytest
from click.testing import Result

import rhetoric
from rhetoric.cli import COMMANDS, main
from rhetoric.settings import Project

Run = Callable[..., Result]


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_help_with_examples(run: Run, name: str) -> None:
    done = run(name, "--help")
    assert done.exit_code == 0
    examples = done.output.partition("Examples:\n")[2].partition("\n\n")[0].splitlines()
    assert len(examples) >= 2
    assert all(line.startswith("    rhetoric ") for line in examples)


@pytest.mark.parametrize("name", COMMANDS)
def test_examples_are_lines_the_command_understands(name: str) -> None:
    import shlex

    command = main.get_command(click.Context(main), name)
    assert command is not None
    examples = (command.help or "").partition("Examples:\n")[2].splitlines()
    for line in filter(None, map(str.strip, examples)):
        words = shlex.split(line)
        assert name in words
        said = [main, command]
        if isinstance(command, click.Group) and len(words) > 2 and words[2] in command.commands:
            said.append(command.commands[words[2]])
        known = {o for c in said for p in c.params for o in (*p.opts, *p.secondary_opts)}
        options = takewhile(lambda word: word != "--", words)  # what follows is no option
        assert {w for w in options if w.startswith("-")} <= known, line


def test_the_list_of_commands_says_what_each_does(run: Run) -> None:
    done = run("--help")
    for name, (_, told) in COMMANDS.items():
        assert name in done.output
        assert told in done.output


def test_the_version_is_shown(run: Run) -> None:
    assert run("--version").output == f"rhetoric, version {rhetoric.__version__}\n"


def test_an_unknown_command_is_answered_with_the_nearest(run: Run) -> None:
    done = run("serach", "x")
    assert done.exit_code == 2
    assert done.stderr == (
        "error: unknown command 'serach'; did you mean 'search'?\n  see: rhetoric --help\n"
    )


def test_mistakes_on_the_line_are_told_like_all_others(run: Run) -> None:
    for arguments, told, command in (
        (["--porject", "x"], "no such option '--porject'", "rhetoric"),
        (["search"], "what to look for?", "rhetoric search"),
        (["frames", "--text", "a"], "--text names a column of TABLE", "rhetoric frames"),
        (["frames", "--format", "jsno"], "unknown format 'jsno'; did you mean 'json'?",
         "rhetoric frames"),
    ):  # fmt: skip
        done = run(*arguments)
        assert done.exit_code == 2
        assert done.stderr.startswith("error: ")
        assert told in done.stderr.replace("option: --porject", "option '--porject'")
        assert done.stderr.endswith(f"\n  see: {command} --help\n")


def test_without_a_command_the_help_is_shown(run: Run) -> None:
    done = run()
    assert (done.exit_code, done.stderr) == (0, "")
    assert done.stdout == run("--help").stdout


def test_errors_are_told_in_a_sentence_on_stderr(run: Run, small_project: Project) -> None:
    (small_project.texts / "2019-05-north-letter.md").write_text("no front matter", "utf-8")
    done = run("frames", "--words-only")
    assert done.exit_code == 2
    assert done.stdout == ""
    assert done.stderr.startswith("error: ")
    assert "2019-05-north-letter.md:1: the front matter is missing\n  begin" in done.stderr
    assert done.stderr.endswith("\n  `rhetoric check` lists all mistakes\n")


def test_a_project_that_is_not_there(run: Run) -> None:
    done = run("--project", "nowhere", "check")
    assert done.exit_code == 2
    assert done.stderr == (
        "error: nowhere: there is no such folder\n  make it with: rhetoric init DIR\n"
    )


def test_the_project_may_be_named_before_or_after_the_command(
    run: Run, small_project: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    before = run("--project", small_project.root, "themes")
    after = run("themes", "--project", small_project.root)
    assert before.output == after.output
    assert "friendship" in before.output


def test_what_cannot_be_written_is_told(run: Run, small_project: Project) -> None:
    (small_project.root / "reports").write_text("a file in the way", "utf-8")
    done = run("report", "--words-only")
    assert done.exit_code == 2
    assert done.stderr.startswith("error: ")
    assert "Traceback" not in done.stderr


def test_an_interruption_leaves_with_130(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("rhetoric.cli.session.Session.project", interrupt)
    done = run("check")
    assert done.exit_code == 130
    assert done.stderr == "stopped\n"


@pytest.mark.skipif(not hasattr(signal, "SIGPIPE"), reason="no pipes of this kind")
def test_a_reader_that_has_enough_is_left_in_peace(small_project: Project) -> None:
    read, write = os.pipe()
    os.close(read)
    with os.fdopen(write, "wb") as gone:
        done = subprocess.run(
            [sys.executable, "-m", "rhetoric", "--project", str(small_project.root), "actors"],
            stdout=gone, stderr=subprocess.PIPE, check=False, text=True,
        )  # fmt: skip
    assert done.stderr == ""
