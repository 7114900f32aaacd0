"""Encodings told by the bytes: all of a text comes back, and what is no text is refused."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rhetoric.errors import StatementError
from rhetoric.sources.encoding import decode

STATEMENT = json.loads(
    (Path(__file__).parent.parent / "data" / "statement.json").read_text("utf-8")
)
FILE = Path("note.txt")
RUSSIAN = "Северный фронт заявляет, что дорога открыта"


@pytest.mark.parametrize("language", ["en", "fr", "ar"])
@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_unicode_with_and_without_marks(language: str, codec: str) -> None:
    text = "\n\n".join(STATEMENT[language]["paragraphs"])
    assert decode(text.encode(codec), FILE).text == text


@pytest.mark.parametrize(
    ("text", "codec"),
    [
        ("L'été à Gao", "cp1252"), ("ÉTAT DES LIEUX À L’ÉTÉ", "cp1252"), ("été", "cp1252"),
        ("Señor Muñoz llegó", "cp1252"), ("the group’s “letter”", "cp1252"),
        ("بيان حول الطريق", "cp1256"), ("سلام", "cp1256"), ("قال إنّ «السوق» مفتوح", "cp1256"),
        ("الطريق: La route – l'été", "cp1256"),
    ],
)  # fmt: skip
def test_a_few_words_are_enough(text: str, codec: str) -> None:
    found = decode(text.encode(codec), FILE)
    assert found.text == text
    assert found.encoding == f"Windows-{codec[2:]}"


def test_a_declared_encoding_is_believed_where_it_can_be() -> None:
    assert decode(RUSSIAN.encode("cp1251"), FILE, "windows-1251").text == RUSSIAN
    assert decode("the ’90s".encode("cp1252"), FILE, "ISO-8859-1").text == "the ’90s"
    assert decode("L'été".encode(), FILE, "iso-8859-1").text == "L'été", "valid UTF-8 is UTF-8"


@pytest.mark.parametrize(
    "data",
    [b"\x00\x01\x02binary\x00", bytes(range(256)), "le médiateur réclame".encode("mac-roman"),
     RUSSIAN.encode("cp1251"), RUSSIAN.encode("koi8-r"), b"\xff\xfea\x00b"],
)  # fmt: skip
def test_what_is_no_text_or_of_unknown_encoding_is_refused(data: bytes) -> None:
    with pytest.raises(StatementError) as caught:
        decode(data, FILE)
    assert caught.value.remedy


@given(st.binary(max_size=300))
def test_bytes_are_read_or_refused_never_anything_else(data: bytes) -> None:
    try:
        assert isinstance(decode(data, FILE).text, str)
    except StatementError as problem:
        assert problem.path == FILE
