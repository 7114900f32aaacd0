"""What speech recognition writes as JSON.

whisper_*.json are by Whisper's own writer (openai-whisper 20250625); the others have the form
that whisper-timestamped 1.15 and whisper.cpp write.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from rhetoric.errors import StatementError
from rhetoric.sources.document import Document
from rhetoric.sources.read import read_file
from rhetoric.sources.speech_json import read

DATA = Path(__file__).parent.parent / "data" / "speech"
Writer = Callable[[str, str], Path]


def heard(document: Document) -> list[tuple[str, float, float, str]]:
    """The stretches with their words."""
    return [(document.text[t.start : t.end], t.begins, t.ends, t.mark) for t in document.times]


def talk(write: Writer, *segments: dict[str, Any], **more: Any) -> Document:
    whole = {"segments": [{"start": 0.0, "end": 2.0, **s} for s in segments], **more}
    return read(write("talk.json", json.dumps(whole, ensure_ascii=False)))[0]


def test_phrases_have_the_times_of_their_words() -> None:
    (document,) = read_file(DATA / "whisper_en.json")
    assert document.language == "en"
    assert heard(document)[:5] == [
        ("The statement was read on the radio in May.", 0.0, 4.2, ""),
        ("It says that the two groups met near the wells,", 4.2, 8.96, ""),
        ("and that", 8.96, 9.84, ""),
        ("nothing was agreed.", 9.84, 11.32, ""),
        ("A second meeting was planned.", 11.32, 13.5, ""),
    ]


def test_loops_and_doubts_are_marked_and_told() -> None:
    (document,) = read(DATA / "whisper_en.json")
    assert [(words, mark) for words, _, _, mark in heard(document) if mark] == [
        ("The speaker then thanked the listeners.", "loop"),
        ("The speaker then thanked the listeners.", "loop"),
        ("The speaker then thanked the listeners.", "loop"),
        ("The record was of mud at the flour.", "uncertain"),
        ("Thanks for watching!", "uncertain"),
    ]
    assert document.notes[0] == "00:00:46 long, 11 lines"
    assert document.notes[-1] == (
        "2 stretches that speech recognition is unsure of: 00:00:32–00:00:37, 00:00:44–00:00:46;"
        " not scored"
    )


@pytest.mark.parametrize(("name", "last"), [("ar", "ترجمة نانسي قنقر"), ("fr", "Sous-titres")])
def test_other_languages(name: str, last: str) -> None:
    (document,) = read(DATA / f"whisper_{name}.json")
    assert document.language == name
    assert heard(document)[-1][0].startswith(last)
    assert heard(document)[-1][3] == "uncertain"


def test_confidence_of_whisper_timestamped() -> None:
    (document,) = read_file(DATA / "whisper_timestamped_fr.json")
    assert [(words, mark) for words, _, _, mark in heard(document)] == [
        ("Le communiqué a été lu à la radio d'État en mai.", ""),
        ("Il dit que les deux groupes se sont rencontrés,", ""),
        ("sans résultat.", ""),
        ("Le marcher est rester au vers.", "uncertain"),
        ("La route était ouverte.", ""),
    ]


def test_milliseconds_of_whisper_cpp() -> None:
    (document,) = read_file(DATA / "whisper_cpp_en.json")
    assert document.language == "en"
    assert heard(document) == [
        ("The statement was read on the radio in May.", 0.0, 4.2, ""),
        ("The record was of mud.", 4.2, 7.0, "uncertain"),
    ]


@pytest.mark.parametrize(
    ("figures", "mark"),
    [
        ({}, ""),
        ({"avg_logprob": -0.99, "no_speech_prob": 0.59, "compression_ratio": 2.39}, ""),
        ({"avg_logprob": -1.01}, "uncertain"),
        ({"no_speech_prob": 0.61}, "uncertain"),
        ({"compression_ratio": 2.41}, "uncertain"),
        ({"confidence": 0.49}, "uncertain"),
        ({"avg_logprob": float("nan"), "no_speech_prob": None}, ""),
        ({"words": [{"word": " They", "probability": 0.3}, {"word": " met.", "probability": 0.6}]},
         "uncertain"),
        ({"words": [{"word": "They", "score": 0.4}, {"word": "met.", "score": 0.8}]}, ""),
    ],
)  # fmt: skip
def test_what_makes_a_segment_uncertain(write: Writer, figures: dict[str, Any], mark: str) -> None:
    assert talk(write, {"text": " They met.", **figures}).times[0].mark == mark


def test_words_that_do_not_fit_the_text_give_no_times(write: Writer) -> None:
    words = [{"word": "They", "start": 0.5, "end": 0.7}, {"word": "left", "start": 1, "end": 2}]
    document = talk(write, {"text": "They met.", "words": words})
    assert heard(document) == [("They met.", 0.0, 2.0, "")]


def test_a_change_of_voice_begins_a_paragraph(write: Writer) -> None:
    document = talk(
        write, {"text": "They met?", "speaker": "A"}, {"text": "They met.", "speaker": "B"}
    )
    assert document.text == "They met?\n\nThey met."
    assert document.notes[1] == "2 voices: A; B"


def test_a_loop_within_a_segment_leaves_the_rest_of_it(write: Writer) -> None:
    document = talk(write, {"text": "They met, and then and then and then and then and then left."})
    assert [(words, mark) for words, _, _, mark in heard(document)] == [
        ("They met, and then", ""), ("and then and then and then and then", "loop"), ("left.", ""),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ('{"segments": [{"start": 0, "te', "talk.json:1: the JSON ends in the middle: the file was"
         " cut off\n  export it again"),
        ('{"segments": [{"start": 0, "end": 1, "text": " "}]}',
         "talk.json: there are no words in it: nothing was recognised"),
        ('{"segments": []}', "talk.json: there are no words in it: nothing was recognised"),
        ('{"segments": [{"start": "soon", "end": 1, "text": "a"}]}',
         "talk.json, field 'start': segment 1 has no time\n  write seconds, such as 12.5"),
        ('{"segments": [{"start": 0, "end": 1, "text": 1}]}',
         "talk.json, field 'segments': segment 1 has no text"),
        ('{"text": "They met."}', "talk.json: this is not JSON of speech recognition\n"
         '  it needs a list \'segments\' of {"start", "end", "text"}, as Whisper writes it'),
        ("[" * 100_000, "talk.json: this is nested too deeply to be read\n  export it again"),
    ],
)  # fmt: skip
def test_what_is_no_transcript_is_refused(write: Writer, text: str, answer: str) -> None:
    path = write("talk.json", text)
    with pytest.raises(StatementError) as caught:
        read(path)
    assert str(caught.value).replace(str(path), path.name) == answer
