"""Tables on a terminal: what fits is a table, what does not is told line by line."""

from __future__ import annotations

import sys

import pytest

from rhetoric.cli import output

ROWS = [
    {"passage": "2020-05-28-a-speech-of-some-length:12", "group": "NORTH", "target": "",
     "evidence": "negotiates with the government " * 4},
    {"passage": "2020-05-a-letter:1", "group": "EAST", "target": "NORTH", "evidence": "brothers"},
]  # fmt: skip


@pytest.fixture(autouse=True)
def terminal(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)


def drawn(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, columns: int, wide: str
) -> list[str]:
    """The lines a terminal of so many columns shows."""
    monkeypatch.setenv("COLUMNS", str(columns))
    output.show(ROWS, "table", wide=wide)
    return capsys.readouterr().out.splitlines()


def test_a_wide_terminal_shows_a_table(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    lines = drawn(capsys, monkeypatch, 120, "evidence")
    assert lines[1].split() == ["passage", "group", "target", "evidence"]
    assert ROWS[0]["passage"] in lines[3]
    assert max(map(len, lines)) <= 120


def test_a_narrow_terminal_shows_each_passage_below_its_line(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    lines = drawn(capsys, monkeypatch, 80, "evidence")
    assert lines[0] == "2020-05-28-a-speech-of-some-length:12 · NORTH"
    assert lines[1].startswith("  negotiates with the government negotiates")
    assert [line.strip() for line in lines[-3:]] == [
        "2020-05-a-letter:1 · EAST · NORTH", "brothers", "",
    ]  # fmt: skip
    assert max(map(len, lines)) <= 80


def test_a_table_of_short_values_loses_the_columns_there_is_no_room_for(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "70")
    output.show(ROWS, "table")
    told = capsys.readouterr()
    assert told.out.splitlines()[1].split() == ["passage", "group", "target"]
    assert told.err == "no room for: evidence (--format csv prints everything)\n"
