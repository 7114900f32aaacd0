"""Quotation marks of every kind, outer ones only."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rhetoric.drafting.quotations import find_quotations


def quoted(text: str) -> list[str]:
    return [text[q.start : q.end] for q in find_quotations(text, 0, len(text))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("They call it “a road” here.", ["a road"]),
        ('They call it "a road" here, and "a street" there.', ["a road", "a street"]),
        ("On dit « une route » ici.", ["une route"]),
        ("Man sagt „eine Straße“ hier.", ["eine Straße"]),
        ("They call it ‘a road’ here.", ["a road"]),
        ("قالوا «هذه طريق» هنا", ["هذه طريق"]),
        ("قالوا ”هذه طريق“ هنا", ["هذه طريق"]),
        ("She said, “he called it ‘a road’ again.”", ["he called it ‘a road’ again."]),
        ("The road’s end and the roads’ end.", []),
        ("It is 5\" wide.", []),
        ("> The road is open.", ["The road is open."]),
    ],
)  # fmt: skip
def test_marks(text: str, expected: list[str]) -> None:
    assert quoted(text) == expected


def test_a_quotation_that_is_not_closed_ends_with_its_paragraph() -> None:
    text = "He wrote: “the road is open and the market is full of people."
    (found,) = find_quotations(text, 0, len(text))
    assert text[found.start : found.end].endswith("people.")
    assert not found.closed


@given(st.text(alphabet="ab .'\"“”«»‘’„>\nء", max_size=60))
def test_never_raises_and_stays_inside(text: str) -> None:
    at = 0
    for found in find_quotations(text, 0, len(text)):
        assert at <= found.start < found.end <= len(text)
        at = found.end
