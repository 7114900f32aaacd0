"""What every reader gives: the text found in a file, and what the file says of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from rhetoric.model import TimeSpan

__all__ = ["Document", "TimeSpan"]


@dataclass(frozen=True)
class Document:
    """One text found in a file.

    Attributes:
        text: the text itself, not altered beyond what `notes` say.
        title: its title.
        date: when it was put out, as found, in any notation.
        author: who signs it.
        language: its language as the file names it.
        key: what tells it from others in the same file, such as a message number.
        times: for transcripts, when each stretch is heard.
        notes: what the reader did or doubts, shown to the user.
        meta: whatever else the file says of it.
        fields: fields of a statement under their own names, where a table gives them.
    """

    text: str
    title: str = ""
    date: str = ""
    author: str = ""
    language: str = ""
    key: str = ""
    times: tuple[TimeSpan, ...] = ()
    notes: tuple[str, ...] = ()
    meta: Mapping[str, str] = field(default_factory=dict)
    fields: Mapping[str, Any] = field(default_factory=dict)
