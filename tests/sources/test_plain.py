"""Plain text and Markdown."""

from __future__ import annotations

from pathlib import Path

import pytest

from rhetoric.errors import StatementError
from rhetoric.sources.plain import read


@pytest.mark.parametrize(
    ("name", "content", "text", "title"),
    [
        ("a.txt", "\n\nOne.\r\n\r\nTwo.\n\n", "One.\n\nTwo.", ""),
        ("a.txt", "# no heading here", "# no heading here", ""),
        ("a.md", "# The road\n\nIt is open.", "# The road\n\nIt is open.", "The road"),
        ("a.md", "The road\n========\n\nOpen.", "The road\n========\n\nOpen.", "The road"),
        ("a.md", "It is open.", "It is open.", ""),
        ("a.md", "---\ntitle: The road\ndate: 2020-05\n---\n\nOpen.", "Open.", "The road"),
    ],
)
def test_text_and_title(name: str, content: str, text: str, title: str, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_bytes(content.encode())
    (document,) = read(path)
    assert (document.text, document.title) == (text, title)


def test_front_matter_says_what_it_says(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_text("---\ndate: 2020-05\nlanguage: fr\nspeaker: X\n---\nOpen.", "utf-8")
    (document,) = read(path)
    assert (document.date, document.language, document.author) == ("2020-05", "fr", "X")


@pytest.mark.parametrize("content", [b"  \n\t\n", b"\xef\xbb\xbf", b"\xef\xbb\xbf \n"])
def test_a_file_without_words_is_refused(content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(content)
    with pytest.raises(StatementError, match="there is no text"):
        read(path)
