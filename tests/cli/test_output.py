"""Tables on a terminal: what fits is a table, what does not is told line by line."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable

import pytest

from rhetoric.cli import output

ROWS = [
    {"passage": "2020-05-28-a-speech-of-some-length:12", "group": "NORTH", "target": "",
     "evidence": "negotiates with the government " * 4},
    {"passage": "2020-05-a-letter:1", "group": "EAST", "target": "NORTH", "evidence": "brothers"},
]  # fmt: skip
Draw = Callable[[int, str], tuple[list[str], str]]


@pytest.fixture
def draw(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Draw:
    """draw(columns, wide): what a terminal of so many columns shows, and what is said beside."""

    def drawer(columns: int, wide: str) -> tuple[list[str], str]:
        monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
        monkeypatch.setenv("COLUMNS", str(columns))
        monkeypatch.setenv("TERM", "xterm")
        output.show(ROWS, "table", wide=wide)
        told = capsys.readouterr()
        return re.sub(r"\x1b\[[\d;]*m", "", told.out).splitlines(), told.err

    return drawer


def test_a_wide_terminal_shows_a_table(draw: Draw) -> None:
    lines, _ = draw(120, "evidence")
    assert lines[1].split() == ["passage", "group", "target", "evidence"]
    assert ROWS[0]["passage"] in lines[3]
    assert max(map(len, lines)) <= 120


def test_a_narrow_terminal_shows_each_passage_below_its_line(draw: Draw) -> None:
    lines, _ = draw(80, "evidence")
    assert lines[0].rstrip() == "2020-05-28-a-speech-of-some-length:12 · NORTH"
    assert lines[1].startswith("  negotiates with the government negotiates")
    assert [line.strip() for line in lines[-3:]] == [
        "2020-05-a-letter:1 · EAST · NORTH", "brothers", "",
    ]  # fmt: skip
    assert max(map(len, lines)) <= 80


def test_a_table_of_short_values_loses_the_columns_there_is_no_room_for(draw: Draw) -> None:
    lines, beside = draw(70, "")
    assert lines[1].split() == ["passage", "group", "target"]
    assert beside == "no room for: evidence (--format csv prints everything)\n"
