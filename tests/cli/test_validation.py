"""`rhetoric code`, `agree`, `validate`, `learn`."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner, Result

from rhetoric.cli import main
from rhetoric.settings import Project

Run = Callable[..., Result]


def code(arguments: list[str], keys: str) -> Result:
    return CliRunner().invoke(main, ["code", *arguments], input=keys, prog_name="rhetoric")


def read(path: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(path.read_text("utf-8-sig").splitlines()))


@pytest.fixture
def drawn(run: Run) -> Path:
    done = run("code", "--theme", "talks", "-n", 5)
    assert done.exit_code == 0, done.stderr
    return Path("coding.csv")


def test_a_sheet_shows_no_score_and_no_group(drawn: Path) -> None:
    rows = read(drawn)
    assert len(rows) == 5
    assert list(rows[0]) == [
        "id", "theme", "text", "before", "after", "coder", "present", "function", "target", "note",
    ]  # fmt: skip
    key = read(Path("coding.key.csv"))
    assert [r["id"] for r in key] == [r["id"] for r in rows]
    assert sum(int(r["size"]) / int(r["drawn"]) for r in key) == 5


def test_the_id_of_a_row_tells_no_statement_but_its_key_does(run: Run, drawn: Path) -> None:
    rows, key = read(drawn), read(Path("coding.key.csv"))
    passages = [r["passage"] for r in key]
    assert not {p.rpartition(":")[0] for p in passages} & {r["id"].rpartition(":")[0] for r in rows}
    pairs = zip((r["id"] for r in rows), passages, strict=True)
    together = {(i.rpartition(":")[0], p.rpartition(":")[0]) for i, p in pairs}
    assert len(together) == len({name for name, _ in together}) == len({s for _, s in together})
    run("code", "-o", "open.csv", "--theme", "talks", "-n", 5, "--show-source")
    assert {r["id"] for r in read(Path("open.csv"))} == set(passages)


def test_a_sheet_is_not_written_over(run: Run, drawn: Path) -> None:
    before = drawn.read_bytes()
    again = run("code", "--theme", "talks")
    assert again.exit_code == 2
    assert "is there already" in again.stderr
    assert run("code", "--theme", "talks", "-n", 5, "--replace").exit_code == 0
    assert drawn.read_bytes() == before  # the same seed draws the same


def test_passages_are_coded_one_by_one_and_work_goes_on(drawn: Path) -> None:
    first = code([str(drawn), "--coder", "anna"], "y\na\nWEST\nx\nb\nn\nq\n")
    assert first.exit_code == 0, first.output
    assert "Talks with a government." in first.output
    assert "'x' is no answer here" in first.output
    assert "1 of 5 passages answered" in first.output
    assert "5 of 5 passages" in code([str(drawn), "--coder", "anna"], "n\nn\nu\nn\n").output
    rows = read(Path("coding.anna.csv"))
    assert [r["present"] for r in rows] == ["no", "no", "no", "unsure", "no"]
    assert {r["coder"] for r in rows} == {"anna"}


def test_coders_are_compared(run: Run, drawn: Path) -> None:
    code([str(drawn), "--coder", "a"], "n\nn\nu\nn\ny\n\n\n")
    code([str(drawn), "--coder", "b"], "n\nn\nn\nn\ny\nr\n\n")
    rows = json.loads(run("agree", "coding.a.csv", "coding.b.csv", "--format", "json").stdout)
    assert rows[0]["field"] == "present"
    assert rows[0]["agreement"][0] == 0.8
    apart = run("agree", "coding.a.csv", "coding.b.csv", "--disagreements", "--format", "json")
    assert [r["answers"] for r in json.loads(apart.stdout)] == [{"a": "unsure", "b": "no"}]
    assert run("agree", "coding.a.csv").exit_code == 2


def test_a_coder_needs_a_sheet_and_a_sheet_a_coder(run: Run, drawn: Path) -> None:
    assert "say who codes" in run("code", drawn).stderr
    assert "no SHEET is given" in run("code", "--coder", "anna").stderr


SAID = ("It rained on the market of the town on day {}.", "They negotiate with the government {}.")
TABLE = "text,label,group,lang\n" + "".join(
    f"{SAID[n % 2].format(n)},{n % 2},WEST,en\n" for n in range(60)
)


def test_a_theme_is_validated_and_the_report_says_so(
    run: Run, small_project: Project, tmp_path: Path
) -> None:
    (tmp_path / "t.csv").write_text(TABLE, "utf-8")
    assert "unvalidated" in _report(run)
    done = run("validate", tmp_path / "t.csv", "--theme", "talks", "--format", "json")
    assert done.exit_code == 0, done.stderr
    whole = json.loads(done.stdout)[0]
    assert (whole["of"], whole["n"], whole["precision"][0]) == ("all", 60, 1.0)
    record = yaml.safe_load((small_project.lexicons / "validation" / "talks.yaml").read_text())
    assert (record["n"], record["positive"], record["languages"]) == (60, 30, ["eng"])
    assert "Validated: precision 1.00" in _report(run)
    theme = small_project.lexicons / "themes" / "talks.yaml"
    theme.write_text(theme.read_text("utf-8").replace("A label", "A") + "\n# changed\n", "utf-8")
    assert "Validated before it was changed: precision 1.00" in _report(run)


def _report(run: Run) -> str:
    done = run("report", "-o", "out")
    assert done.exit_code == 0, done.stderr
    return Path("out/report.md").read_text("utf-8")


def test_labels_that_do_not_say_their_theme_are_refused(run: Run, tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_text(TABLE, "utf-8")
    assert "--theme THEME" in run("validate", tmp_path / "t.csv").stderr
    assert "say what is learnt" in run("learn", tmp_path / "t.csv").stderr


def test_a_learnt_theme_is_used_from_then_on(
    run: Run, small_project: Project, tmp_path: Path
) -> None:
    table = tmp_path / "t.csv"
    table.write_text(TABLE.replace(",1,WEST", ",?,WEST").replace(",0,WEST", ",1,WEST")
                     .replace(",?,WEST", ",0,WEST"), "utf-8")  # fmt: skip
    plain = json.loads(run("frames", table, "--theme", "talks", "--format", "json").stdout)
    assert all("negotiate" in r["evidence"] for r in plain)
    done = run("learn", table, "--theme", "talks", "--format", "json")
    assert done.exit_code == 0, done.stderr
    ours, base = json.loads(done.stdout)
    assert ours["f1"][0] > 0.9
    assert base["what"] == "tf-idf with regression"
    kept = small_project.lexicons / "learnt"
    assert {p.name for p in kept.iterdir()} == {"talks.yaml", "talks.npz"}
    learnt = json.loads(run("frames", table, "--theme", "talks", "--format", "json").stdout)
    assert learnt
    assert all("rained" in r["evidence"] for r in learnt)
    done = run("validate", table, "--theme", "talks", "--format", "json")
    assert json.loads(done.stdout)[0]["f1"][0] > 0.9
    record = yaml.safe_load((small_project.lexicons / "validation" / "talks.yaml").read_text())
    assert record["method"] == "learnt"


def test_a_label_of_ones_own_is_learnt_and_validated(run: Run, tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_text(TABLE, "utf-8")
    assert run("learn", tmp_path / "t.csv", "--name", "talking").exit_code == 0
    done = run("validate", tmp_path / "t.csv", "--name", "talking", "--format", "json")
    assert json.loads(done.stdout)[0]["f1"][0] > 0.9
    assert (
        "did you mean 'talking'" in run("validate", tmp_path / "t.csv", "--name", "talkin").stderr
    )


def test_too_few_labels_say_how_many_are_needed(run: Run, tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_text("".join(TABLE.splitlines(keepends=True)[:20]), "utf-8")
    done = run("learn", tmp_path / "t.csv", "--theme", "talks")
    assert done.exit_code == 2
    assert "19 labelled passages are too few: 50 are needed" in done.stderr
