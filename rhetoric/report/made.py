"""What a report was made from, as a reader sees it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from rhetoric.report.wording import readable


def _plain(value: Any) -> str:
    if isinstance(value, Mapping):
        return ", ".join(f"{readable(str(k)).lower()} {_plain(v)}" for k, v in value.items())
    if isinstance(value, list | tuple):
        return ", ".join(_plain(v) for v in value)
    return f"{value:g}" if isinstance(value, float) else str(value)


def made_pairs(data: Mapping[str, Any], inside: bool = False) -> list[tuple[str, Any]]:
    """What the report was made from, for a reader: names of files and packages as they are.

    Values are strings, or pairs where a value is a mapping itself; empty ones are left out.
    """
    found: list[tuple[str, Any]] = []
    for key, value in data.items():
        inner = made_pairs(value, True) if isinstance(value, Mapping) else _plain(value)
        if inner:
            name = key.replace("_", " ") if key.replace("_", "").isalpha() else key
            found.append((name if inside else readable(key), inner))
    return found
