"""Telegram Desktop's exports; result.json has the form its version 4 and 5 write."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from rhetoric.errors import StatementError
from rhetoric.sources.read import read_file
from rhetoric.sources.telegram import read

DATA = Path(__file__).parent.parent / "data" / "chat" / "result.json"
Writer = Callable[[str, str], Path]


def test_each_message_with_words_is_a_document() -> None:
    documents = read_file(DATA)
    assert [(d.key, d.date, d.text) for d in documents] == [
        ("2", "2020-05-28", "The statement was read on the radio in May.\nIts text is here."),
        ("3", "2020-05-28", "أذيع البيان في الإذاعة في شهر أيار."),
        ("5", "2020-05-30", "Le communiqué a été lu à la radio d'État en mai."),
        ("6", "2020-05-31",
         "When shall the news be read?\n- In the morning\n- In the evening"),
    ]  # fmt: skip
    assert {d.author for d in documents} == {"Valley News"}
    assert documents[0].title == "The statement was read on the radio in May."


def test_what_is_left_out_is_counted_with_the_first() -> None:
    assert read(DATA)[0].notes[:3] == (
        "1 message that could not be exported is left out",
        "1 message without words is left out",
        "1 service message is left out",
    )


def test_edits_signatures_and_links_are_kept() -> None:
    document = read(DATA)[0]
    assert document.notes[-1] == "edited on 2020-05-29; the text is the later one"
    assert document.meta == {
        "chat": "Valley News", "chat_id": "1234567890", "sent": "2020-05-28T12:31:05",
        "edited": "2020-05-29T08:00:10", "from_id": "channel1234567890",
        "signature": "A. Writer", "links": "https://example.org/statement",
    }  # fmt: skip


def test_forwards_name_their_origin_and_files_that_are_not_there_are_none() -> None:
    forwarded, unknown = read(DATA)[1:3]
    assert forwarded.notes == ("forwarded from إذاعة الوادي",)
    assert forwarded.meta["forwarded_from"] == "إذاعة الوادي"
    assert "photo" not in forwarded.meta
    assert unknown.meta["forwarded_from"] == "somebody unknown"
    assert unknown.meta["reply_to"] == "2"


def chat(*messages: dict[str, Any], name: str = "A") -> dict[str, Any]:
    whole = [{"id": n, "type": "message", **m} for n, m in enumerate(messages, 1)]
    return {"name": name, "type": "personal_chat", "id": len(name), "messages": whole}


def test_an_export_of_all_chats_tells_them_apart(write: Writer) -> None:
    data = {
        "about": "Here is the data you requested.", "personal_information": {},
        "chats": {"about": "", "list": [chat({"text": "They met."}), chat({"text": "Why?"})]},
        "left_chats": {"about": "", "list": [chat({"text": "So be it."}, name="BB")]},
    }  # fmt: skip
    found = read_file(write("result.json", json.dumps(data)))
    assert [(d.key, d.meta["chat"]) for d in found] == [("1-1", "A"), ("1-1", "A"), ("2-1", "BB")]


def test_a_control_character_written_in_telegrams_own_way_is_read(write: Writer) -> None:
    text = json.dumps(chat({"text": "They@met \\x1F."})).replace("@", "\\x1F")
    assert read(write("result.json", text))[0].text == "They\x1fmet \\x1F."


@pytest.mark.parametrize(
    ("data", "answer"),
    [
        ({"messages": []}, "this is not an export of Telegram Desktop\n"
         "  export the chat as 'Machine-readable JSON' and give its result.json"),
        (chat({"text": ""}, {"text": []}), "there is no message with words in it\n"
         "  2 messages without words are left out"),
        ({**chat(), "messages": [1]}, "message 1 is not an object\n  export the chat again"),
    ],
)  # fmt: skip
def test_what_is_no_chat_is_refused(write: Writer, data: Any, answer: str) -> None:
    with pytest.raises(StatementError) as caught:
        read(write("result.json", json.dumps(data)))
    assert str(caught.value).partition(": ")[2] == answer


def test_an_export_that_was_cut_off_is_refused(write: Writer) -> None:
    path = write("result.json", DATA.read_text("utf-8")[:700])
    with pytest.raises(StatementError, match="the file was cut off"):
        read_file(path)
