"""`rhetoric mentions FILE`."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

Run = Callable[..., Result]
TEXT = "The Northern\nFront met.\n\nوقالت جبهة الشمال: the Eastern League and the NORTHERN front.\n"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "article.txt"
    path.write_text(TEXT, "utf-8")
    return path


def test_every_name_is_printed_with_its_place_in_the_file(run: Run, file: Path) -> None:
    done = run("mentions", file, "--format", "json")
    assert done.exit_code == 0, done.stderr
    rows = json.loads(done.stdout)
    assert [(r["actor"], r["text"], r["line"]) for r in rows] == [
        ("NORTH", "The Northern\nFront", 1), ("NORTH", "جبهة الشمال", 4),
        ("EAST", "the Eastern League", 4), ("NORTH", "the NORTHERN front", 4),
    ]  # fmt: skip
    assert all(TEXT[r["start"] : r["end"]] == r["text"] for r in rows)
    assert done.stderr == "4 mentions\n"


def test_one_actor_is_asked_for_by_id_or_name_in_csv(run: Run, file: Path) -> None:
    for name in ("EAST", "the eastern league"):
        done = run("mentions", file, "--actor", name, "--format", "csv")
        (row,) = csv.DictReader(io.StringIO(done.stdout))
        assert (row["actor"], row["text"], row["within"]) == ("EAST", "the Eastern League", "")
        assert done.stderr == "1 mention\n"
    assert "unknown actor 'nobody'" in run("mentions", file, "--actor", "nobody").stderr


def test_the_places_are_those_of_the_file_whatever_its_line_ends(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "article.txt"
    path.write_bytes(b"It rained.\r\n\r\nThe Northern\r\nFront met.\r\n")
    (row,) = json.loads(run("mentions", path, "--format", "json").stdout)
    with path.open(encoding="utf-8", newline="") as file:
        assert file.read()[row["start"] : row["end"]] == "The Northern\r\nFront"
    assert row["line"] == 3


def test_the_places_are_those_of_the_file_whatever_stands_before(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "note.md"
    text = "\n\n---\ntitle: A note\n---\nThe Eastern League met.\n"
    path.write_text(text, "utf-8")
    (row,) = json.loads(run("mentions", path, "--format", "json").stdout)
    assert text[row["start"] : row["end"]] == "The Eastern League"


def test_other_formats_are_read_too(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    path.write_text(
        "<html><body><article><p>The Eastern League met at the well on Monday, and many people "
        "came to hear what was said there.</p></article></body></html>", "utf-8",
    )  # fmt: skip
    (row,) = json.loads(run("mentions", path, "--format", "json").stdout)
    assert (row["actor"], row["text"]) == ("EAST", "The Eastern League")


def test_a_table_has_a_heading_even_where_nobody_is_named(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "empty.txt"
    path.write_text("It rained.", "utf-8")
    done = run("mentions", path)
    assert done.exit_code == 0
    assert done.stdout.split() == ["actor", "start", "end", "line", "text", "within"]
    assert done.stderr == "0 mentions\n"
