"""Agreement of coders, held against published values and another implementation."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from nltk.metrics.agreement import AnnotationTask

from rhetoric.errors import InputError
from rhetoric.validation.agreement import agree, alpha, disagreements, per_cent
from rhetoric.validation.sheet import Item

Answers = list[tuple[str, str, str]]
EASY = [
    ("c1", "d1", "YES"), ("c2", "d1", "NO"), ("c3", "d1", "NO"),
    ("c1", "d2", "YES"), ("c2", "d2", "NO"), ("c3", "d3", "NO"),
]  # fmt: skip
#: coder → answers to twelve units, a dot for none: nltk's test data, from K. L. Gwet.
ADVANCED = {"A": "123321412...", "B": "1233224125..", "C": ".33323422513", "D": "12332441251."}


def counts(answers: Answers) -> np.ndarray:
    units, values = (sorted({a[n] for a in answers}) for n in (1, 2))
    return np.array(
        [[sum((u, v) == a[1:] for a in answers) for v in values] for u in units], dtype=float
    )


def test_alpha_has_the_published_values() -> None:
    assert alpha(counts(EASY)) == pytest.approx(-0.3333333, abs=1e-7)
    advanced = [
        (coder, f"{n:02}", a) for coder, row in ADVANCED.items() for n, a in enumerate(row)
        if a != "."
    ]  # fmt: skip
    assert alpha(counts(advanced)) == pytest.approx(0.743421052632, abs=1e-12)


@given(st.lists(st.tuples(*[st.sampled_from("yn?")] * 3), min_size=3, max_size=20))
def test_alpha_is_that_of_nltk(rows: list[tuple[str, str, str]]) -> None:
    answers = [(str(c), str(u), a) for u, row in enumerate(rows) for c, a in enumerate(row)]
    assume(len({a for _, _, a in answers}) > 1)
    assert alpha(counts(answers)) == pytest.approx(AnnotationTask(answers).alpha())


def test_a_weight_counts_a_unit_as_often_as_it_stands_there() -> None:
    table = np.array([[2.0, 0], [1, 1], [0, 2]])
    assert alpha(table, np.array([2.0, 1, 1])) == pytest.approx(alpha(table[[0, 0, 1, 2]]))
    assert per_cent(table, np.array([2.0, 1, 1])) == pytest.approx(0.75)


def item(n: int, coder: str, present: str, function: str = "") -> Item:
    return Item(f"s{n // 2}:{n}", "talks", "It rained.", coder=coder, present=present,
                function=function)  # fmt: skip


ANSWERS = [
    item(n, coder, "yes" if n % 3 == 0 or (coder == "b" and n == 1) else "no",
         "asserts" if n % 3 == 0 and (coder == "a" or n) else "rejects" if n % 3 == 0 else "")
    for n in range(24) for coder in "ab"
]  # fmt: skip


def test_agreement_is_told_by_field_with_intervals() -> None:
    by_field = {one.field: one for one in agree(ANSWERS)}
    present = by_field["present"]
    assert (present.n, present.coders) == (24, 2)
    assert present.agreement.value == pytest.approx(23 / 24)
    assert present.alpha.value is not None
    assert present.alpha.low is not None
    assert present.alpha.low < present.alpha.value < 1
    assert by_field["function"].n == 8  # where both found the theme


def test_alpha_cannot_be_told_where_all_answers_are_the_same() -> None:
    one = agree([item(n, c, "no") for n in range(20) for c in "ab"])[0]
    assert one.agreement.value == 1.0
    assert one.alpha.value is None


def test_disagreements_say_who_said_what() -> None:
    found = {(d.id, d.field): d.answers for d in disagreements(ANSWERS)}
    assert found == {
        ("s0:1", "present"): {"a": "no", "b": "yes"},
        ("s0:0", "function"): {"a": "asserts", "b": "rejects"},
    }


def test_one_coder_is_refused() -> None:
    with pytest.raises(InputError, match="agreement needs two"):
        agree([item(1, "a", "yes")])
    with pytest.raises(InputError, match="no passage was answered by two"):
        agree([item(1, "a", "yes"), item(2, "b", "yes")])
