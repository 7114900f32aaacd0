"""`rhetoric words` and `rhetoric kwic`."""

from __future__ import annotations

import csv
import io
import json
import shlex
import unicodedata

import pytest

from rhetoric.cli.concordance import lines
from rhetoric.cli.words import _BY, words
from rhetoric.settings import Project
from rhetoric.words.sides import BY
from tests.cli.conftest import Run


@pytest.mark.parametrize("name", words.commands)
def test_every_command_has_help_with_examples_it_understands(run: Run, name: str) -> None:
    done = run("words", name, "--help")
    assert done.exit_code == 0
    command = words.commands[name]
    known = {o for p in command.params for o in (*p.opts, *p.secondary_opts)}
    examples = (command.help or "").partition("Examples:\n")[2].splitlines()
    shown = [shlex.split(line) for line in map(str.strip, examples) if line]
    assert len(shown) >= 2
    for parts in shown:
        assert parts[:3] == ["rhetoric", "words", name]
        assert {w for w in parts if w.startswith("-")} <= known, parts


def test_the_command_line_knows_every_side() -> None:
    assert _BY == BY


def test_key_words_as_a_table(run: Run) -> None:
    done = run("words", "keyness", "--least", 1, "--least-statements", 1, "-n", 2)
    assert done.exit_code == 0, done.output
    head, *rows = done.stdout.splitlines()
    shown = (
        "side written count per_1000 rest rest_per_1000 statements log_odds low high z z_without"
    )
    assert head.split("\t") == [*shown.split(), "q", "passage"]
    assert [row.split("\t")[0] for row in rows] == ["EAST"] * 2 + ["NORTH"] * 2
    assert rows[-1].split("\t")[-1].startswith(("2019-05-north-letter:", "2020-north-answer:"))
    assert (
        "counted in English: EAST 1 statement, 6 words; NORTH 2 statements, 7 words" in done.stderr
    )
    assert "0 of 4 rows at q < 0.05" in done.stderr


def test_key_words_as_data_have_every_measure(run: Run) -> None:
    options = ["--least", 1, "--least-statements", 1, "--top", 0, "--keep-stop-words",
               "--length", 1, "--length", 2]  # fmt: skip
    listed = json.loads(run("words", "keyness", *options, "--format", "json").stdout)
    assert {row["words"] for row in listed} == {1, 2}
    assert {"g2", "chi2", "chi2_yates", "phi", "log_ratio", "z_without", "start"} <= set(listed[0])
    assert any(row["percent_diff"] is None for row in listed)
    table = run("words", "keyness", *options, "--format", "csv").stdout
    assert len(list(csv.DictReader(io.StringIO(table)))) == len(listed)


def test_sides_of_ones_own(run: Run) -> None:
    done = run("words", "keyness", "--side", "then: before=2019", "--side", "group=EAST after=2020",
               "--least", 1, "--least-statements", 1, "--measure", "chi2")  # fmt: skip
    assert done.exit_code == 0, done.output
    sides = [line.split("\t")[0] for line in done.stdout.splitlines()[1:]]
    assert list(dict.fromkeys(sides)) == ["then", "group=EAST after=2020"]
    rest = run("words", "keyness", "--side", 'camp="The Eastern League"', "--least", 1)
    assert "the rest" in rest.stderr


def test_a_prior_from_a_file(run: Run, small_project: Project) -> None:
    (small_project.root / "plain.txt").write_text("Rain fell. The market was open.", "utf-8")
    options = ["--least", 1, "--least-statements", 1, "--format", "json"]
    own = json.loads(run("words", "keyness", *options).stdout)
    other = json.loads(run("words", "keyness", *options, "--prior", "plain.txt").stdout)
    assert {row["term"] for row in own} & {row["term"] for row in other}
    assert [row["z"] for row in own] != [row["z"] for row in other]


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["--by", "langauge"], "did you mean 'language'?"),
        (["--by", "language"], "words of different languages cannot be compared"),
        (["--by", "group", "--side", "group=EAST"], "--by and --side exclude each other"),
        (["--side", "grp=EAST"], "'grp=EAST' in 'grp=EAST' is not KEY=VALUE"),
        (["--side", "now:"], "'now:' names no filter"),
        (["--side", "group='EAST"], "a quotation mark is open"),
        (["--side", "group=ESAT"], "did you mean 'EAST'?"),
        (["--side", "after=yesterday"], "yesterday"),
        (["--prior", "nowhere.txt"], "'nowhere.txt' is no file"),
        (["--group", "EAST"], "nothing to compare 'EAST' with"),
        (["--after", "2030"], "no statement fits"),
    ],
)
def test_mistakes_are_told_with_what_to_do(run: Run, arguments: list[str], told: str) -> None:
    done = run("words", "keyness", *arguments)
    assert done.exit_code == 2
    assert done.stderr.startswith("error: ")
    assert told in done.stderr
    assert done.stdout == ""


def test_collocations_around_a_word_and_overall(run: Run) -> None:
    options = ["--least", 1, "--least-statements", 1, "--format", "json"]
    around = json.loads(run("words", "collocations", "negotiat*", *options).stdout)
    assert {row["word"] for row in around} == {""}
    assert "government" in {row["collocate"] for row in around}
    every = json.loads(run("words", "collocations", "--passage", *options).stdout)
    assert ("northern", "front") in {(row["word"], row["collocate"]) for row in every}
    table = run("words", "collocations", "government", "--by", "group", "--least", 1,
                "--least-statements", 1)  # fmt: skip
    assert table.stdout.splitlines()[0].split("\t")[:3] == ["side", "collocate", "count"]


def test_a_concordance_in_a_pipe(run: Run) -> None:
    done = run("kwic", "negotiat*", "--context", 3, "--sort", "right")
    assert done.stdout.splitlines() == [
        "passage\tdate\tleft\tmatch\tright",
        "2020-03-01-east-speech:1\t2020-03-01\tThe Northern Front\tnegotiates\twith the "
        "government.",
        "2020-north-answer:1\t2020-04/2020-06\tsay that we\tnegotiate\twith the government,",
    ]
    assert done.stderr == "2 places in 2 statements\n"


def test_a_concordance_as_data_has_offsets(run: Run, small_project: Project) -> None:
    (row,) = json.loads(run("kwic", "friends", "--format", "json").stdout)
    body = (small_project.texts / "2019-05-north-letter.md").read_text("utf-8")
    body = body.partition("---\n")[2].partition("---\n")[2]
    assert body[row["start"] : row["end"]] == row["match"] == "friends"
    assert body[row["left_start"] : row["start"]] == row["left"] == "The two groups are "
    found = run("kwic", "nowhere", "--format", "json")
    assert json.loads(found.stdout) == []
    assert found.stderr == "no places in no statements\n"


def test_what_is_no_pattern_is_told(run: Run) -> None:
    done = run("kwic", "...")
    assert done.exit_code == 2
    assert "holds no word" in done.stderr


def line(left: str, match: str, right: str, language: str = "eng") -> dict[str, str]:
    return {"passage": "s:1", "date": "2020", "time_from": "", "language": language,
            "left": left, "match": match, "right": right}  # fmt: skip


def plain(text: str) -> str:
    """A line without colours and what does not show."""
    text = text.replace("\x1b[1m", "").replace("\x1b[2m", "").replace("\x1b[0m", "")
    return "".join(c for c in text if unicodedata.category(c) != "Cf")


def test_on_a_terminal_the_word_stands_in_one_column() -> None:
    rows = [
        line("They open the", "market", "again."),
        line("The", "markets", "are far away from it"),
    ]
    shown = [plain(text) for text in lines(rows, 100)]
    assert len({text.index("market") for text in shown}) == 1
    assert all(text.startswith("s:1 2020  ") for text in shown)
    assert {text.index("again") - text.index("market") for text in shown[:1]} == {8}


def test_right_to_left_runs_from_right_to_left_in_the_same_columns() -> None:
    rows = [
        line("They open the", "market", "again."),
        line("ذهبوا إلى", "السوق", "في المدينة", "ara"),
    ]
    latin, arabic = lines(rows, 100)
    # What is read first stands on the right of the word, each part isolated by itself.
    parts = [part.partition("\u2069")[0] for part in arabic.split("\u2067")[1:]]
    assert parts == ["في المدينة", "السوق", "ذهبوا إلى"]
    assert plain(latin).index("market") == plain(arabic).index("السوق")
    assert not {"\u2066", "\u2067"} & set(latin)
    (_, unknown) = lines([rows[0], {**rows[1], "language": "und"}], 100)
    assert unknown == arabic


def test_arabic_within_a_line_from_left_to_right_does_not_turn_it() -> None:
    (text,) = lines([line("They call it سوق", "market", "again.")], 100)
    assert "\u2066They call it سوق\u2069 " in text


def test_a_context_is_cut_at_its_far_end() -> None:
    far = " ".join(f"w{n}" for n in range(60))
    (text,) = (plain(one) for one in lines([line(far, "market", far)], 100))
    assert "w59 market w0" in " ".join(text.split())
    assert text.count("…") == 2
    assert len(text) <= 100


def test_on_a_narrow_terminal_the_passage_has_a_line_of_its_own() -> None:
    rows = [line("They open the", "market", "again.")] * 2
    shown = [plain(text) for text in lines(rows, 50)]
    assert shown[0] == "s:1 2020"
    assert len(shown) == 3
    assert lines([], 50) == []
