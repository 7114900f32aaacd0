"""Lead and lag: do one side's statements follow the other's more often than by chance?"""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from rhetoric.corpus import Corpus
from rhetoric.errors import InputError
from rhetoric.exchange import LAG_COLUMNS, aftermath, lead_and_lag
from rhetoric.exchange.lag import ANY

PAIR = {"between": ("NORTH", "SOUTH")}
START = date(2018, 1, 1)


def day(number: int) -> str:
    return (START + timedelta(days=number)).isoformat()


@pytest.fixture
def led(say, ledger):
    """Every charge of North is followed by one of South ten days later; both say much else."""
    statements, uses = [], []
    for n in range(8):
        at = n * 100
        statements += [say(f"n{n}", day(at), "NORTH"), say(f"s{n}", day(at + 10), "SOUTH")]
        uses += [(f"n{n}", "promise", "asserts", "SOUTH"), (f"s{n}", "promise", "asserts", "NORTH")]
        statements += [say(f"no{n}", day(at + 50), "NORTH"), say(f"so{n}", day(at + 45), "SOUTH")]
    corpus = Corpus.of(statements)
    return corpus, ledger(corpus, *uses)


def test_the_side_that_follows_is_found(led, lexicon) -> None:
    table = lead_and_lag(*led, lexicon, within=30, **PAIR)
    assert tuple(table.columns) == LAG_COLUMNS
    rows = {(r.theme, r.leader): r for r in table.itertuples()}
    first, second = rows["promise", "NORTH"], rows["promise", "SOUTH"]
    assert (first.followed, first.following, first.days) == (8, 8, 10)
    assert first.p < 0.01
    assert first.followed > 2 * first.by_chance
    assert (second.followed, second.p) == (0, 1.0)
    assert (first.lead, second.lead) == (1.0, -1.0)
    assert first.lead_p < 0.01


def test_charges_of_any_theme_are_one_row(led, lexicon) -> None:
    table = lead_and_lag(*led, lexicon, within=30, **PAIR)
    assert list(table["theme"]) == [ANY, ANY, "promise", "promise"]


def test_a_correction_over_themes_stands_beside_each_p(led, lexicon) -> None:
    table = lead_and_lag(*led, lexicon, within=30, **PAIR)
    assert (table["q"] >= table["p"] - 1e-12).all()
    assert (table["lead_q"] >= table["lead_p"] - 1e-12).all()


def test_the_same_input_gives_the_same_figures(led, lexicon) -> None:
    once = lead_and_lag(*led, lexicon, **PAIR)
    assert once.equals(lead_and_lag(*led, lexicon, **PAIR))


def test_without_an_order_nothing_is_found(say, ledger, lexicon) -> None:
    months = [say(f"n{n}", "2018", "NORTH") for n in range(12)]
    months += [say(f"s{n}", "2018", "SOUTH") for n in range(12)]
    corpus = Corpus.of(months)
    uses = [(f"{side}{n}", "promise", "asserts", {"n": "SOUTH", "s": "NORTH"}[side])
            for side in "ns" for n in range(6)]  # fmt: skip
    table = lead_and_lag(corpus, ledger(corpus, *uses), lexicon, **PAIR)
    assert (table["lead_p"] > 0.05).all()
    assert (table["low"] <= table["followed"]).all()
    assert (table["low"] < table["high"]).any()


def test_too_few_statements_are_told_in_place_of_a_p_value(say, ledger, lexicon) -> None:
    corpus = Corpus.of([
        say("n", day(0), "NORTH"), say("s", day(5), "SOUTH"), say("t", day(9), "SOUTH"),
    ])  # fmt: skip
    rows = ledger(
        corpus, ("n", "promise", "asserts", "SOUTH"), ("s", "promise", "asserts", "NORTH")
    )
    table = lead_and_lag(corpus, rows, lexicon, themes=["promise"], **PAIR)
    assert table["p"].isna().all()
    assert table["q"].isna().all()
    assert set(table["note"]) == {"too few statements to test: 1 of NORTH and 1 of SOUTH"}


def test_the_same_day_is_no_answer(say, ledger, lexicon) -> None:
    corpus = Corpus.of([say("n", day(0), "NORTH"), say("s", day(0), "SOUTH")])
    rows = ledger(
        corpus, ("n", "promise", "asserts", "SOUTH"), ("s", "promise", "asserts", "NORTH")
    )
    assert (lead_and_lag(corpus, rows, lexicon, **PAIR)["followed"] == 0).all()


def test_a_side_without_dated_statements_is_an_error(say, ledger, lexicon) -> None:
    corpus = Corpus.of([say("n", day(0), "NORTH"), say("s", "../2020", "SOUTH")])
    with pytest.raises(InputError, match="no dated statement of 'SOUTH'"):
        lead_and_lag(corpus, ledger(corpus), lexicon, **PAIR)


def test_what_followed_one_statement(led, lexicon, say) -> None:
    corpus, rows = led
    around = aftermath(corpus, rows, lexicon, "n0", within=30, **PAIR)
    assert (around.before, around.after, around.charging) == (0.0, 1.0, 8)
    assert around.all_after == 1.0
    assert around.p is not None


def test_dates_that_overlap_are_shared_between_before_and_after(say, ledger, lexicon) -> None:
    corpus = Corpus.of([say("n", "2020-03", "NORTH"), say("s", "2020-03", "SOUTH")])
    rows = ledger(corpus, ("s", "promise", "asserts", "NORTH"))
    around = aftermath(corpus, rows, lexicon, "n", **PAIR)
    assert around.before == pytest.approx(around.after)
    assert around.before + around.after == pytest.approx(1 - 1 / 31)
    assert around.p is None
    assert around.note == "too few statements to test: 1 of 1 hold a charge"


def test_a_statement_of_neither_side_has_no_aftermath(say, ledger, lexicon) -> None:
    corpus = Corpus.of([say("r", "2020", "RIVER"), say("s", "2020", "SOUTH")])
    with pytest.raises(InputError, match="neither NORTH nor SOUTH"):
        aftermath(corpus, ledger(corpus), lexicon, "r", **PAIR)
