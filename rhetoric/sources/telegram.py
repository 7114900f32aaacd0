"""Telegram Desktop's export (result.json): one document a message."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from rhetoric.errors import StatementError
from rhetoric.sources.document import Document
from rhetoric.sources.files import read_start
from rhetoric.sources.json_file import read_json

SUFFIXES = (".json",)
#: Fields of a message that are kept as they are, by the name they have in `meta`.
_KEPT = {
    "date": "sent", "edited": "edited", "forwarded_from": "forwarded_from",
    "forwarded_from_id": "forwarded_from_id", "saved_from": "forwarded_from",
    "reply_to_message_id": "reply_to", "reply_to_peer_id": "reply_to_chat", "from_id": "from_id",
    "author": "signature", "via_bot": "via_bot", "media_type": "media", "file": "file",
    "file_name": "file_name", "photo": "photo", "mime_type": "mime_type", "performer": "performer",
    "title": "media_title", "duration_seconds": "duration_seconds",
}  # fmt: skip
_TITLE_WORDS = 10
#: One chat, or all of them behind what Telegram says of the account.
_HEAD = re.compile(rb'"messages"\s*:\s*\[|"about"\s*:.*"(?:personal_information|chats)"', re.DOTALL)
#: The largest export that is read, in bytes: some half a million messages.
MOST_BYTES = 512 * 2**20


def recognises(path: Path) -> bool:
    """Whether a file begins as an export of Telegram Desktop does."""
    return bool(_HEAD.search(read_start(path, 1 << 16).replace(b"\0", b"")))


def is_chat(data: object) -> bool:
    """Whether JSON looks like an export of Telegram Desktop: one chat, or all of them."""
    if not isinstance(data, Mapping):
        return False
    if isinstance(data.get("messages"), list) and "type" in data:
        return True
    return any(
        isinstance(part := data.get(name), Mapping) and isinstance(part.get("list"), list)
        for name in ("chats", "left_chats")
    )


def read(path: Path) -> list[Document]:
    """The messages in a file, in their order; those without words are left out and counted.

    Raises:
        StatementError: when the file is no such export, or holds no message with words.
    """
    data, notes = read_json(path, most=MOST_BYTES)
    if not is_chat(data):
        raise StatementError(
            "this is not an export of Telegram Desktop", path=path,
            remedy="export the chat as 'Machine-readable JSON' and give its result.json",
        )  # fmt: skip
    chats = list(_chats(data))
    skipped: Counter[str] = Counter()
    found: list[Document] = []
    for chat in chats:
        for number, message in enumerate(chat["messages"], 1):
            if not isinstance(message, Mapping):
                raise StatementError(
                    f"message {number} is not an object",
                    path=path,
                    field="messages",
                    remedy="export the chat again",
                )  # fmt: skip
            document = _message(message, chat, skipped)
            if document is not None and len(chats) > 1:
                document = replace(document, key=f"{chat.get('id', '')}-{document.key}")
            if document is not None:
                found.append(document)
    told = [*notes, *(_told(reason, times) for reason, times in sorted(skipped.items()))]
    if not found:
        raise StatementError(
            "there is no message with words in it", path=path, remedy="; ".join(told) or None
        )
    # What is true of the whole file is told once, with its first message.
    return [replace(found[0], notes=(*told, *found[0].notes)), *found[1:]]


def _told(reason: str, times: int) -> str:
    what = reason.format("s" if times != 1 else "")
    return f"{times} {what} {'are' if times != 1 else 'is'} left out"


def _chats(data: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    if isinstance(data.get("messages"), list):
        yield data
        return
    for name in ("chats", "left_chats"):
        part = data.get(name)
        for chat in part.get("list", ()) if isinstance(part, Mapping) else ():
            if isinstance(chat, Mapping) and isinstance(chat.get("messages"), list):
                yield chat


def _message(
    message: Mapping[str, Any], chat: Mapping[str, Any], skipped: Counter[str]
) -> Document | None:
    if message.get("type") != "message":
        unsupported = message.get("type") == "unsupported"
        skipped["message{} that could not be exported" if unsupported else "service message{}"] += 1
        return None
    text = (_text(message.get("text")) or _text(message.get("text_entities"))).strip()
    poll = message.get("poll")
    if isinstance(poll, Mapping):
        text = "\n".join([*([text] if text else []), *_poll(poll)])
    if not text:
        skipped["message{} without words"] += 1
        return None
    meta = {"chat": str(chat.get("name") or ""), "chat_id": str(chat.get("id", ""))}
    for name, told in _KEPT.items():
        value = message.get(name)
        if isinstance(value, str | int | float) and not isinstance(value, bool) and value != "":
            if "settings to download.)" in str(value) or "(File unavailable" in str(value):
                continue
            meta.setdefault(told, str(value))
    if "forwarded_from" in message:  # null where the account is gone or hidden
        meta.setdefault("forwarded_from", "somebody unknown")
    links = list(dict.fromkeys(_links(message)))
    if links:
        meta["links"] = " ".join(links)
    notes = []
    if source := meta.get("forwarded_from"):
        notes.append(f"forwarded from {source}")
    if edited := meta.get("edited"):
        notes.append(f"edited on {edited[:10]}; the text is the later one")
    words = text.split("\n", 1)[0].split()
    return Document(
        text,
        title=" ".join(words[:_TITLE_WORDS]) + (" …" if len(words) > _TITLE_WORDS else ""),
        date=str(message.get("date") or "")[:10],
        author=str(message.get("from") or message.get("actor") or chat.get("name") or ""),
        key=str(message.get("id", "")),
        notes=tuple(notes),
        meta={name: value for name, value in meta.items() if value},
    )


def _text(value: object) -> str:
    """The text of a message: words, or a list of words and of objects that hold some."""
    if isinstance(value, str):
        return value
    if not isinstance(value, list):
        return ""
    parts = (part.get("text") if isinstance(part, Mapping) else part for part in value)
    return "".join(part for part in parts if isinstance(part, str))


def _poll(poll: Mapping[str, Any]) -> Iterator[str]:
    yield _text(poll.get("question"))
    for answer in poll.get("answers") or ():
        if isinstance(answer, Mapping):
            yield f"- {_text(answer.get('text'))}"


def _links(message: Mapping[str, Any]) -> Iterator[str]:
    """The addresses behind words that are links."""
    for name in ("text", "text_entities"):
        parts = message.get(name)
        for part in parts if isinstance(parts, list) else ():
            if isinstance(part, Mapping) and isinstance(part.get("href"), str):
                yield part["href"]
