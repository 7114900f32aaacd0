"""`rhetoric theme`: new, test, import, export."""

from __future__ import annotations

import csv
import io
import json
import shlex
from collections.abc import Callable

import pytest
from click.testing import CliRunner, Result

from rhetoric.cli import main
from rhetoric.cli.theme import theme
from rhetoric.lexicon import read_theme
from rhetoric.settings import Project

Run = Callable[..., Result]

EXAMPLES = (
    "Drivers have to pay a toll at the bridge.",
    "The council collects a toll from every lorry.",
    "A new toll is levied on goods that cross the river.",
)
DIC = "%\n1\tmarket\n2\tweather\n%\nprice*\t1\nrain\t2\n:)\t2\n"


@pytest.fixture
def sentences(small_project: Project) -> str:
    (small_project.root / "sentences.txt").write_text("\n".join(EXAMPLES) + "\n\n", "utf-8")
    return "sentences.txt"


@pytest.mark.parametrize("name", theme.commands)
def test_every_command_has_help_with_examples_it_understands(run: Run, name: str) -> None:
    done = run("theme", name, "--help")
    assert done.exit_code == 0
    command = theme.commands[name]
    known = {o for p in command.params for o in (*p.opts, *p.secondary_opts)}
    examples = (command.help or "").partition("Examples:\n")[2].splitlines()
    lines = [shlex.split(line) for line in map(str.strip, examples) if line]
    assert len(lines) >= 2
    for words in lines:
        assert words[:3] == ["rhetoric", "theme", name]
        assert {w for w in words if w.startswith("-")} <= known, words


def test_the_surest_are_taken_unasked(run: Run, small_project: Project, sentences: str) -> None:
    done = run("theme", "new", "toll", "--examples", sentences, "--undirected", "--yes")
    assert done.exit_code == 0, done.output
    assert "wrote " in done.stdout
    assert "Not to be trusted yet" in done.stdout
    made = read_theme(small_project.lexicons / "themes" / "toll.yaml")
    assert made.prototypes["en"] == EXAMPLES
    assert made.patterns
    assert (made.directed, made.target_role, made.label) == (False, "none", "Toll")
    again = run("theme", "new", "toll", "--examples", sentences, "--yes")
    assert again.exit_code == 2
    assert "already a theme of this name" in again.stderr
    assert "--replace" in again.stderr


def test_answers_may_be_piped_in(small_project: Project, run: Run, sentences: str) -> None:
    command = ["theme", "new", "toll", "--examples", sentences, "--label", "A toll"]
    done = CliRunner().invoke(main, command, input="what\nyes\nn\nq\n")
    assert done.exit_code == 0, done.output
    assert done.stderr.count("take it? y/n/q") == 4  # an answer that is none is asked for again
    made = read_theme(small_project.lexicons / "themes" / "toll.yaml")
    assert (len(made.patterns), made.label) == (1, "A toll")


def test_too_few_examples_are_told(run: Run) -> None:
    done = run("theme", "new", "toll", "--example", EXAMPLES[0])
    assert done.exit_code == 2
    assert done.stderr.startswith("error: a theme needs 3 different example sentences or more")


def test_a_trial_as_tables_and_as_data(run: Run) -> None:
    done = run("theme", "test", "talks", "--words-only")
    assert done.exit_code == 0, done.output
    for heading in ("Hits: 2", "Near misses: 0", "Overlaps: 0", "Patterns: 2", "left out: 3"):
        assert heading in done.stdout
    assert "Not to be trusted yet" in done.stdout
    told = json.loads(run("theme", "test", "talks", "--words-only", "--format", "json").stdout)
    assert len(told["hits"]) == 2
    assert told["patterns"][0]["lost"] == 2
    table = run("theme", "test", "talks", "--words-only", "--format", "csv", "--part", "patterns")
    rows = list(csv.DictReader(io.StringIO(table.stdout)))
    assert [row["pattern"] for row in rows] == ["negotiat* ... government", "talks"]


def test_a_dictionary_becomes_themes(run: Run, small_project: Project) -> None:
    (small_project.root / "words.dic").write_text(DIC, "utf-8")
    listed = run("theme", "import", "words.dic", "--list")
    assert listed.stdout == "category\twords\nmarket\t1\nweather\t2\n"
    done = run("theme", "import", "words.dic", "--tone", "self", "--language", "en")
    assert done.exit_code == 0, done.output
    assert "line 7: :): no letter or digit" in done.stderr
    assert run("themes", "weather", "--format", "json").exit_code == 0
    assert run("check").exit_code == 0


def test_mistakes_in_a_dictionary_name_file_and_line(run: Run, small_project: Project) -> None:
    (small_project.root / "words.json").write_text('{"a":\n["b"', "utf-8")
    done = run("theme", "import", "words.json")
    assert done.exit_code == 2
    assert done.stderr.startswith("error: words.json:2: this is not valid JSON")


@pytest.mark.parametrize("kind", ["dic", "yaml", "json", "csv"])
def test_themes_become_a_dictionary(run: Run, small_project: Project, kind: str) -> None:
    done = run("theme", "export", "friendship", "talks", f"out.{kind}")
    assert done.exit_code == 0, done.output
    assert done.stdout.startswith(f"wrote out.{kind}: ")
    assert "prototypes are not exported" in done.stderr
    assert "brothers" in (small_project.root / f"out.{kind}").read_text("utf-8")
    back = run("theme", "import", f"out.{kind}", "--category", "friendship", "--replace")
    assert back.exit_code == 0, back.output
    made = read_theme(small_project.lexicons / "themes" / "friendship.yaml")
    assert {w for p in made.patterns for w in p.text.split("|")} == {"brothers", "friends"}


def test_unknown_commands_and_names(run: Run) -> None:
    assert "unknown theme 'talk'; did you mean 'talks'" in run("theme", "test", "talk").stderr
    assert "unknown kind of dictionary 'xml'" in run("theme", "export", "talks", "a.xml").stderr
    done = run("theme", "tset")
    assert done.exit_code == 2
    assert "Traceback" not in done.stderr
