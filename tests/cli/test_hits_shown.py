"""Hits of a search on a terminal and in a pipe."""

from __future__ import annotations

import csv
import io
import json
import re
import sys
from typing import Any

import pytest
from rich.cells import cell_len

from rhetoric.cli.hits_shown import KEYS, lines, show_hits, time_span
from rhetoric.searching.search import COLUMNS

ENGLISH = "The traders of the valley talk of\n the price of salt, as Abu Hamza asked in 2017."
ARABIC = "قال التجّار في 2017-03-12 إنهم يتحدثون مع المجلس (انظر Radio FM (98.5) هنا) عن سعر الملح."


def hit(**told: Any) -> dict[str, Any]:
    row = {
        "rank": 1, "score": 0.81234, "statement": "2017-03-letter", "passage": 2,
        "group": "NORTH", "speaker": "", "date": "2017-03", "title": "A letter", "start": 10,
        "end": 90, "text": ENGLISH, "time_from": "", "time_to": "", "language": "eng",
        "medium": "letter", "words": 0.5, "meaning": 0.25, "why": "words: salt",
        "marks": [(ENGLISH.index("salt"), ENGLISH.index("salt") + 4)],
        "before": "They met.", "after": "Then they left …",
    }  # fmt: skip
    return row | told


def arabic(**told: Any) -> dict[str, Any]:
    start = ARABIC.index("سعر")
    return hit(
        rank=2, text=ARABIC, language="ara", before="اجتمع المجلس.", after="",
        marks=[(start, start + len("سعر الملح"))], why="words: الملح, المجلس", **told,
    )  # fmt: skip


def bare(line: str) -> str:
    return re.sub("\x1b\\[\\d+m|[\u2066-\u2069]", "", line)


def test_a_head_the_text_in_its_context_and_the_reason() -> None:
    shown = lines([hit(time_from="00:12:04", time_to="00:12:19")], 80)
    assert bare(shown[0]) == "1. 2017-03-letter:2 · NORTH · 2017-03 · [12:04–12:19] · 0.812"
    text = " ".join(bare(line).strip() for line in shown[1:-1])
    assert text == f"They met. {' '.join(ENGLISH.split())} Then they left …"
    assert bare(shown[-1]) == "  words: salt"


def test_highlights_are_bold_and_what_stands_around_is_dim() -> None:
    shown = "".join(lines([hit()], 200))
    assert "\x1b[1msalt\x1b[0m" in shown
    assert "\x1b[2mThey met. \x1b[0mThe traders" in shown
    assert "\x1b[2m Then they left …\x1b[0m" in shown


@pytest.mark.parametrize("width", [24, 40, 80, 120, 300])
@pytest.mark.parametrize("row", [hit(), arabic()])
def test_no_line_is_wider_than_the_terminal(width: int, row: dict[str, Any]) -> None:
    assert max(cell_len(bare(line)) for line in lines([row], width)) <= min(width, 120)


def test_right_to_left_text_is_isolated_and_stands_on_the_right() -> None:
    shown = lines([arabic()], 80)
    text = [line for line in shown if "\u2067" in line]
    assert len(text) == len(shown) - 2  # all but head and reason
    for line in text:
        assert line.endswith("\u2069")
        assert line.lstrip(" ").startswith("\u2067")
        assert cell_len(bare(line)) == 80
    # The letters stay in the order they are read in.
    read = " ".join(bare(line).strip() for line in text)
    assert read == f"اجتمع المجلس. {ARABIC}"


def test_numbers_and_latin_names_within_stay_whole() -> None:
    shown = "\n".join(lines([arabic()], 120))
    assert "\u20662017-03-12\u2069" in shown
    assert "\u2066Radio FM (98.5)\u2069" in re.sub("\x1b\\[\\d+m", "", shown)


def test_every_isolate_is_closed_in_its_line() -> None:
    mixed = hit(text=f"They call it {ARABIC[4:11]} here", marks=[(0, 4), (2, 20)])
    for width in (20, 33, 80):
        for line in lines([mixed, arabic(), hit(statement="2017-رسالة")], width):
            depth = 0
            for char in line:
                depth += (char in "\u2066\u2067\u2068") - (char == "\u2069")
                assert depth >= 0
            assert depth == 0


def test_left_to_right_text_alone_has_no_signs() -> None:
    assert not set("".join(lines([hit()], 80))) & set("\u2066\u2067\u2068\u2069")


def test_what_a_terminal_would_obey_is_not_printed() -> None:
    shown = "".join(lines([hit(text="one \x1b[2J\u202etwo\u2069 \udc80", marks=[], why="")], 80))
    assert "\x1b[2J" not in shown
    assert "\u202e" not in shown
    shown.encode()


def test_a_word_wider_than_the_terminal_is_broken() -> None:
    shown = lines([hit(text="x" * 100, before="", after="", marks=[], why="")], 42)
    assert [bare(line) for line in shown if "x" in line] == [
        "  " + "x" * 40, "  " + "x" * 40, "  " + "x" * 20
    ]  # fmt: skip


def test_time_spans_are_short_within_the_first_hour() -> None:
    assert time_span("00:12:04", "00:12:19") == "[12:04–12:19]"
    assert time_span("00:59:50", "01:00:02") == "[00:59:50–01:00:02]"
    assert time_span("", "") == ""


def test_in_a_pipe_hits_are_tab_separated_lines(capsys: pytest.CaptureFixture[str]) -> None:
    show_hits([hit(), arabic(time_from="00:12:04")])
    head, first, second = capsys.readouterr().out.splitlines()
    assert head.split("\t") == "rank score passage group date at text why".split()
    assert first.split("\t")[2] == "2017-03-letter:2"
    assert second.split("\t")[5:7] == ["00:12:04", ARABIC]
    show_hits([])
    assert capsys.readouterr().out == "rank\tscore\tpassage\tgroup\tdate\ttext\twhy\n"


def test_as_data_every_key_is_there(capsys: pytest.CaptureFixture[str]) -> None:
    show_hits([hit()], "json")
    told = json.loads(capsys.readouterr().out)
    assert tuple(told[0]) == KEYS
    show_hits([hit(), hit(marks=[(0, 3), (4, 11)])], "csv")
    table = list(csv.DictReader(io.StringIO(capsys.readouterr().out)))
    assert tuple(table[0]) == KEYS
    assert table[1]["marks"] == "0-3 4-11"
    assert table[0]["text"] == ENGLISH


def test_the_keys_are_the_columns_of_a_search() -> None:
    assert KEYS == COLUMNS


def test_in_a_table_each_value_stands_under_its_name(capsys: pytest.CaptureFixture[str]) -> None:
    more = [hit(reranked=0.5), hit(reranked=float("nan"))]
    show_hits(more, "csv")
    first, second = csv.DictReader(io.StringIO(capsys.readouterr().out))
    assert (first["medium"], first["why"], first["after"]) == (
        "letter", "words: salt", "Then they left …",
    )  # fmt: skip
    assert (first["reranked"], second["reranked"]) == ("0.5", "")
    show_hits(more, "json")
    assert json.loads(capsys.readouterr().out)[1]["reranked"] is None


def test_news_are_told(capsys: pytest.CaptureFixture[str]) -> None:
    assert bare(lines([hit(new="changed")], 80)[0]).endswith(" · 0.812 · changed")
    show_hits([hit(new="new", search="talks")])
    head, row = (line.split("\t") for line in capsys.readouterr().out.splitlines())
    assert (head[0], row[0]) == ("search", "talks")
    assert row[head.index("new")] == "new"
    show_hits([], names=("search", "new"))
    assert capsys.readouterr().out.splitlines() == ["\t".join(head)]


def test_on_a_terminal_hits_are_drawn(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    monkeypatch.setenv("COLUMNS", "80")
    show_hits([hit(), arabic()])
    told = [bare(line) for line in capsys.readouterr().out.splitlines()]
    assert told[0].startswith("1. 2017-03-letter:2 · NORTH")
    assert told.index("") == next(n for n, line in enumerate(told) if line.startswith("2. ")) - 1
