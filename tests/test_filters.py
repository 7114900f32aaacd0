"""Choosing statements by what is told of them."""

from __future__ import annotations

import pytest

from rhetoric.errors import InputError
from rhetoric.filters import Filter


def test_between_two_dates_there_is_a_day() -> None:
    with pytest.raises(InputError, match="--after 2020-05 is later than --before 2019-01"):
        Filter.of(after="2020-05", before="2019-01")
    assert Filter.of(after="2020-05", before="2020-05").record == {
        "after": "2020-05", "before": "2020-05",
    }  # fmt: skip
