"""Text read in the wrong encoding: found, read rightly, and left where it stands."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rhetoric.mojibake import broken_places, mend
from rhetoric.text import fold, fold_text


def misread(text: str, encoding: str) -> str:
    """UTF-8 read in another encoding, byte by byte."""
    return "".join(
        bytes([byte]).decode(encoding, errors="ignore") or chr(byte) for byte in text.encode()
    )


SOUND = [
    "l’État d’Émile “n’a pas” négocié à Ségou… où »",
    "Al-Qaʿida, «Ansar ud-Dīn», œuvre, Jamāʿat Nuṣrat al-Islām",
    "القاعدة في بلاد المغرب الإسلامي، قالوا في البيان",
    "The group’s men — “brothers” — met.",
]


@pytest.mark.parametrize("text", SOUND)
@pytest.mark.parametrize("encoding", ["cp1252", "latin-1"])
def test_what_was_read_as_a_western_encoding_is_read_as_it_was_meant(
    text: str, encoding: str
) -> None:
    assert fold_text(misread(text, encoding)) == fold_text(text)
    assert fold_text(misread(misread(text, encoding), "cp1252")) == fold_text(text)


@pytest.mark.parametrize("text", [SOUND[0], SOUND[2], SOUND[3]])
def test_what_was_read_as_the_arabic_encoding_is_read_as_it_was_meant(text: str) -> None:
    assert fold_text(misread(text, "cp1256")) == fold_text(text)


def test_a_name_leads_back_to_the_place_where_it_is_spoilt() -> None:
    for encoding in ("cp1252", "cp1256"):
        text = f"(x) {misread('القاعدة', encoding)}; y"
        folded = fold(text)
        start = folded.text.index("القاعده")
        first, last = folded.span(start, start + 7)
        assert text[first:last] == misread("القاعدة", encoding)
    folded = fold("dâ€™Al-QaÃ¯dÃ© ici")
    first, last = folded.span(2, len("d al qaide"))
    assert folded.source[first:last] == "Al-QaÃ¯dÃ©"


@pytest.mark.parametrize(
    "text",
    [
        *SOUND, "«LIBERTÉ »", "LIBERTɻ", "É—", "OÙ »", "SÃO PAULO", "Ça va", "Âge", "Ø, Æ",
        "حفظ، ولفظ؛ غلط؟ «حفظ»", "Él Ñandú ¿Qué?", "10 £ ± 5 §", "â", "Ã", "",
    ],
)  # fmt: skip
def test_what_may_be_meant_as_it_stands_is_left_alone(text: str) -> None:
    assert broken_places(text) == []
    assert mend(text) is None


def test_a_place_is_named_with_what_was_meant() -> None:
    assert broken_places("lâ€™Ã‰tat") == [(1, 4, "’"), (4, 6, "É")]


TRACES = ["Ã", "Â", "â€™", "â€", "Ø§", "Ù„", "ظ‚", "ط§", "أ©", "Ãƒâ€°", "\u00ad\n", " "]
PIECES = st.lists(
    st.one_of(
        st.sampled_from(TRACES),
        st.text(max_size=3),
        st.text(max_size=5).map(lambda t: misread(t.encode("utf-8", "replace").decode(), "cp1252")),
    )
).map("".join)


@given(PIECES)
def test_mending_keeps_places_inside_and_in_order(text: str) -> None:
    mended = mend(text)
    if mended is None:
        return
    meant, origin, ends = mended
    assert len(meant) == len(origin)
    places = origin.tolist()
    assert places == sorted(places)
    assert all(0 <= at < len(text) for at in places)
    assert all(begin <= end <= len(text) for begin, end in ends.items())


@given(PIECES, st.data())
def test_a_span_of_a_spoilt_text_is_a_piece_of_it(text: str, data: st.DataObject) -> None:
    folded = fold(text)
    assert fold_text(folded.text) == folded.text
    if folded.text:
        start = data.draw(st.integers(0, len(folded.text) - 1))
        end = data.draw(st.integers(start + 1, len(folded.text)))
        first, last = folded.span(start, end)
        assert 0 <= first < last <= len(text)
