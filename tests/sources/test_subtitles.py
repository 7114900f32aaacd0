"""Subtitles: SubRip and WebVTT, as Whisper, ffmpeg and video platforms write them.

whisper_*.srt/.vtt are by Whisper's own writers (openai-whisper 20250625), ffmpeg_* by ffmpeg
5.1, from ASS with styles and from SubRip; rolling_en.vtt has the form of the captions that video
platforms make by themselves.
"""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rhetoric.errors import StatementError
from rhetoric.sources.document import Document
from rhetoric.sources.read import read_file
from rhetoric.sources.subtitles import read

DATA = Path(__file__).parent.parent / "data" / "subtitles"
Writer = Callable[[str, str], Path]


def heard(document: Document) -> list[tuple[str, float, float, str]]:
    """The stretches with their words."""
    return [(document.text[t.start : t.end], t.begins, t.ends, t.mark) for t in document.times]


def lines(path: Path) -> list[str]:
    (document,) = read(path)
    return [words for words, *_ in heard(document)]


@pytest.mark.parametrize("language", ["en", "fr", "ar"])
def test_what_whisper_writes_as_srt_and_vtt_is_the_same(language: str) -> None:
    (srt,) = read_file(DATA / f"whisper_{language}.srt")
    (vtt,) = read_file(DATA / f"whisper_{language}.vtt")
    assert (srt.text, srt.times, srt.notes) == (vtt.text, vtt.times, vtt.notes)


def test_a_talk_in_english() -> None:
    (document,) = read(DATA / "whisper_en.srt")
    assert document.text.startswith(
        "The statement was read on the radio in May.\nIt says that the two groups met near the"
        " wells, and that\nnothing was agreed. A second meeting was planned.\n\nThe market stayed"
    )
    assert heard(document)[0] == ("The statement was read on the radio in May.", 0.0, 4.2, "")
    assert document.notes == (
        "00:00:46 long, 11 lines",
        "a loop at 00:00:23–00:00:32: “The speaker then thanked the listeners.” 4 times;"
        " not scored",
        "1 stretch that speech recognition is unsure of: 00:00:44–00:00:46; not scored",
    )


def test_in_a_loop_the_first_time_is_kept() -> None:
    (document,) = read(DATA / "whisper_ar.vtt")
    marks = [mark for *_, mark in heard(document)]
    assert marks == ["", "", "", "", "loop", "loop", "loop", "uncertain"]


def test_styles_and_places_on_the_screen_are_not_said() -> None:
    srt, vtt = lines(DATA / "ffmpeg_fr.srt"), lines(DATA / "ffmpeg_fr.vtt")
    assert srt == vtt
    assert srt == [
        "Le communiqué a été lu\nà la radio d'État en mai.",
        "Il dit que les deux groupes se sont rencontrés & n'ont rien décidé.",
        "Le marché est resté ouvert.",
    ]


def test_hours_are_counted() -> None:
    (document,) = read(DATA / "ffmpeg_fr.vtt")
    assert document.times[-1].begins == 3723.0
    assert document.notes == ("01:02:06 long, 3 lines",)


def test_what_ffmpeg_makes_of_arabic_subtitles_is_the_same() -> None:
    assert read(DATA / "ffmpeg_ar.vtt")[0].times == read(DATA / "whisper_ar.srt")[0].times


def test_a_line_that_is_highlighted_word_by_word_is_there_once() -> None:
    (document,) = read(DATA / "whisper_highlighted.vtt")
    assert heard(document)[0] == ("The statement was read on the radio in May.", 0.0, 4.2, "")
    assert len(document.times) == 4
    assert "each word is underlined in turn: its line is kept once" in document.notes


def test_captions_that_roll_are_there_once() -> None:
    (document,) = read(DATA / "rolling_en.vtt")
    assert document.text == "the road was open\nand the market\nwas held"
    assert [t.begins for t in document.times] == [0.16, 2.399, 4.399]
    assert "the captions roll: a line that is shown again is kept once" in document.notes
    assert document.meta == {"kind": "captions", "language": "en"}


def test_what_surrounds_cues_in_webvtt_is_not_said(write: Writer) -> None:
    text = (
        "\ufeffWEBVTT - a talk\n\nSTYLE\n::cue { color: red }\n\nNOTE not said\n\n"
        "first\n00:01.000 --> 00:02.000 line:0\n<v.loud Mary Ann>It &amp; they</v>\n\n"
        "NOTE\n00 is not said either\n\n"
        "00:03.000 --> 00:04.000\n<v Bob>met <lang fr>au puits</lang> &lt;in May&gt;.\n"
    )
    (document,) = read(write("talk.vtt", text))
    assert document.text == "It & they\n\nmet au puits <in May>."
    assert document.meta == {"voices": "Mary Ann; Bob"}
    assert "2 voices: Mary Ann; Bob" in document.notes


def test_counters_are_not_said_but_numbers_are(write: Writer) -> None:
    text = (
        "1\n00:00:01,000 --> 00:00:02,000\nIt was in\n2020\n\n2\n00:00:02,000 --> 00:00:03,000\n"
        "or\n\nlater.\n\n3\n00:00:03,000 --> 00:00:04,000\n2021\n"
    )
    assert lines(write("a.srt", text)) == ["It was in\n2020", "or\nlater.", "2021"]


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1256"])
def test_encodings_and_line_ends_do_not_matter(tmp_path: Path, encoding: str, newline: str) -> None:
    text = (DATA / "whisper_ar.srt").read_text("utf-8")
    path = tmp_path / "a.srt"
    path.write_bytes(text.replace("\n", newline).encode(encoding))
    assert read(path)[0].times == read(DATA / "whisper_ar.srt")[0].times


def test_a_pause_after_a_sentence_begins_a_paragraph(write: Writer) -> None:
    text = (
        "1\n00:00:01,000 --> 00:00:02,000\nThey met.\n\n2\n00:00:05,000 --> 00:00:06,000\nThen\n\n"
        "3\n00:00:09,000 --> 00:00:10,000\nit rained.\n"
    )
    assert read(write("a.srt", text))[0].text == "They met.\n\nThen\nit rained."


def test_times_that_run_backwards_are_told(write: Writer) -> None:
    text = "00:00:05,000 --> 00:00:04,000\nLast.\n\n00:00:01,000 --> 00:00:02,000\nFirst.\n"
    (document,) = read(write("a.srt", text))
    assert heard(document) == [("First.", 1.0, 2.0, ""), ("Last.", 5.0, 5.0, "")]
    assert document.notes[1:] == (
        "some subtitles end before they begin: only their beginning is kept",
        "the subtitles are not in order of time: they are read in that order",
    )


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("They met.\n", "a.srt: there are no subtitles in it\n"
         "  give a file with lines such as 00:00:01,000 --> 00:00:04,000"),
        ("1\n00:00:01,000 --> 00:00:02,000\n\n2\n00:00:02,000 --> 00:00:03,000\n", "a.srt: there"
         " are no subtitles in it\n"
         "  give a file with lines such as 00:00:01,000 --> 00:00:04,000"),
        ("1\n00:00:01,000 --> 00:00:0\nThey met.\n", "a.srt:2: '00:00:01,000 --> 00:00:0' is not a"
         " time\n  write it as 00:00:01,000 --> 00:00:04,000"),
        ("", "a.srt: the file is empty\n  check how it was saved"),
    ],
)  # fmt: skip
def test_what_is_no_subtitles_is_refused(write: Writer, text: str, answer: str) -> None:
    path = write("a.srt", text)
    with pytest.raises(StatementError) as caught:
        read(path)
    assert str(caught.value).replace(str(path), path.name) == answer


PIECES = st.lists(
    st.sampled_from(
        ["WEBVTT\n", "\n", "1\n", "00:00:01,000 --> 00:00:02,000\n", "00:03.5 --> 00:04.000 x:1\n",
         "They met.\n", "They met.\n", "no " * 9 + "\n", "<u>They</u> met.\n", "<00:00:01.000>a\n",
         "<v A>b</v>\n", "{\\an8}\n", "& <\n", "قالوا ذلك.\n", "NOTE\n", "-->\n", "99:99 --> 1\n"]
    ),
    max_size=40,
).map("".join)  # fmt: skip


@given(PIECES)
def test_any_text_is_a_transcript_or_a_statement_error(
    tmp_path_factory: pytest.TempPathFactory, text: str
) -> None:
    path = tmp_path_factory.getbasetemp() / "any.srt"
    path.write_bytes(text.encode())
    try:
        (document,) = read(path)
    except StatementError as error:
        assert error.path == path
        return
    assert document.text == document.text.strip()
    assert document.times
    for t in document.times:
        assert 0 <= t.start < t.end <= len(document.text)
        assert t.begins <= t.ends
        assert document.text[t.start : t.end] == document.text[t.start : t.end].strip()
    assert all(before.end <= after.start for before, after in pairwise(document.times))
