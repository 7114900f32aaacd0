"""A whole file of JSON, in whatever encoding, with errors that say what to do."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

from rhetoric.errors import StatementError
from rhetoric.sources.encoding import decode
from rhetoric.sources.files import read_whole

#: Telegram Desktop writes control characters as \\x1F, which is no JSON.
_HEX_ESCAPE = re.compile(r"(?<!\\)((?:\\\\)*)\\x([0-9A-Fa-f]{2})")


def read_json(path: Path, *, most: int | None = None) -> tuple[Any, tuple[str, ...]]:
    """What a JSON file holds, and the notes on how it was read.

    Args:
        most: the largest size in bytes; that of a single text by default.

    Raises:
        StatementError: when it is too large, no text, no JSON, or cut off.
    """
    found = decode(read_whole(path, most), path)
    try:
        try:
            return json.loads(found.text), found.notes
        except json.JSONDecodeError as problem:
            if not problem.msg.startswith("Invalid \\escape"):
                raise
            return json.loads(_HEX_ESCAPE.sub(r"\1\\u00\2", found.text)), found.notes
    except json.JSONDecodeError as problem:
        cut = problem.msg.startswith("Unterminated") or (
            problem.pos >= len(found.text.rstrip()) - 1
        )
        raise StatementError(
            "the JSON ends in the middle: the file was cut off" if cut
            else f"not valid JSON: {problem.msg}",
            path=path, line=problem.lineno, remedy="export it again",
        ) from None  # fmt: skip
    except RecursionError:
        raise StatementError(
            "this is nested too deeply to be read", path=path, remedy="export it again"
        ) from None
    except ValueError:
        raise StatementError(
            "a number in it has thousands of digits", path=path, remedy="correct it"
        ) from None
