"""The ledger: every frame use as a row."""

from __future__ import annotations

import pandas as pd
import pytest

from rhetoric.corpus import Corpus
from rhetoric.dates import parse_date
from rhetoric.encode import CachedEncoder
from rhetoric.frames.score import FrameScorer
from rhetoric.frames.table import as_row, find_frames
from rhetoric.ledger import COLUMNS
from rhetoric.lexicon import Lexicon
from rhetoric.model import FUNCTIONS, Statement


@pytest.fixture(scope="module")
def ledger(shipped_corpus: Corpus, shipped_lexicon: Lexicon) -> pd.DataFrame:
    """The ledger of the corpus that ships, by words alone."""
    return find_frames(shipped_corpus, shipped_lexicon)


def test_it_has_the_columns_of_the_ledger_even_when_empty(shipped_lexicon: Lexicon) -> None:
    empty = find_frames(Corpus(()), shipped_lexicon)
    assert tuple(empty.columns) == COLUMNS
    assert empty.empty


def test_every_row_leads_back_to_its_passage(ledger: pd.DataFrame, shipped_corpus: Corpus) -> None:
    assert tuple(ledger.columns) == COLUMNS
    for row in ledger.to_dict("records"):
        statement = shipped_corpus.statement(row["statement"])
        assert statement.body[row["start"] : row["end"]] == row["evidence"]
        passage = next(
            p for p in shipped_corpus.passages_of(row["statement"]) if p.index == row["passage"]
        )
        assert passage.start <= row["start"] < row["end"] <= passage.end
        assert (row["group"], row["form"], row["medium"]) == (
            statement.group, statement.form, statement.medium,
        )  # fmt: skip


def test_every_row_says_why(ledger: pd.DataFrame) -> None:
    assert set(ledger["function"]) <= set(FUNCTIONS)
    assert ledger["reason"].str.contains("; target: ", regex=False).all()
    assert ledger["voice"].astype(bool).all()


def test_camps_follow_from_actors_and_dates(ledger: pd.DataFrame, shipped_lexicon: Lexicon) -> None:
    sides = ledger[ledger["camp"] != ""]
    assert set(sides["camp"]) == {"AQ", "IS"}
    assert (ledger.loc[ledger["target"] == "", "target_camp"] == "").all()
    assert set(ledger["tone"]) <= {theme.tone for theme in shipped_lexicon.themes.values()}


def test_rows_stand_in_the_order_of_the_corpus(
    ledger: pd.DataFrame, shipped_corpus: Corpus
) -> None:
    order = {s.id: n for n, s in enumerate(shipped_corpus.statements)}
    places = [(order[s], p) for s, p in zip(ledger["statement"], ledger["passage"], strict=True)]
    assert places == sorted(places)


def test_progress_is_told_statement_by_statement(
    shipped_corpus: Corpus, shipped_lexicon: Lexicon
) -> None:
    told: list[tuple[int, int]] = []
    find_frames(
        shipped_corpus, shipped_lexicon, themes=["khawarij"],
        progress=lambda done, to_do: told.append((done, to_do)),
    )  # fmt: skip
    everything = len(shipped_corpus.statements)
    assert told == [(n, everything) for n in range(1, everything + 1)]


def test_themes_and_threshold_narrow_it_down(
    ledger: pd.DataFrame, shipped_corpus: Corpus, shipped_lexicon: Lexicon
) -> None:
    some = find_frames(shipped_corpus, shipped_lexicon, themes=["khawarij", "victory"])
    wanted = ledger[ledger["theme"].isin(["khawarij", "victory"])].reset_index(drop=True)
    pd.testing.assert_frame_equal(
        some.sort_values(["statement", "passage", "theme"], ignore_index=True),
        wanted.sort_values(["statement", "passage", "theme"], ignore_index=True),
    )
    assert find_frames(shipped_corpus, shipped_lexicon, threshold=0.9).empty


def test_a_row_is_made_of_one_use(shipped_corpus: Corpus, shipped_lexicon: Lexicon) -> None:
    statement = shipped_corpus.statement("2020-06-01-jnim-video")
    scorer = FrameScorer(shipped_lexicon, themes=["khawarij"])
    (use,) = scorer.uses(statement, shipped_corpus.passages_of(statement.id))
    row = as_row(use, shipped_lexicon)
    assert tuple(row) == COLUMNS
    assert (row["group"], row["camp"], row["theme"]) == ("JNIM", "AQ", "khawarij")
    assert (row["function"], row["target_camp"]) == ("asserts", "IS")
    assert (row["date_from"], row["date_to"]) == ("2020-06-01", "2020-06-01")


def test_rows_of_a_copy_name_the_original_they_count_with(shipped_lexicon: Lexicon) -> None:
    body = "They negotiate with the government of Mali."
    corpus = Corpus.of(
        Statement(
            name, body, parse_date("2020"), "JNIM", language="eng",
            reprint_of={"b": "a", "c": "gone"}.get(name, ""), excerpt_of="b" if name == "d" else "",
        )
        for name in "abcd"
    )  # fmt: skip
    ledger = find_frames(corpus, shipped_lexicon)
    assert dict(zip(ledger["statement"], ledger["copy_of"], strict=True)) == {
        "a": "", "b": "a", "c": "", "d": "a",
    }  # fmt: skip


def test_however_many_passages_are_scored_at_once_the_ledger_is_the_same(
    shipped_corpus: Corpus,
    shipped_lexicon: Lexicon,
    encoder: CachedEncoder,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    whole = find_frames(shipped_corpus, shipped_lexicon, encoder)
    told: list[tuple[int, int]] = []
    monkeypatch.setattr("rhetoric.frames.table._AT_ONCE", 1)
    single = find_frames(
        shipped_corpus, shipped_lexicon, encoder, progress=lambda done, of: told.append((done, of))
    )
    pd.testing.assert_frame_equal(whole, single)
    assert len(whole)
    assert told == [(n + 1, len(shipped_corpus)) for n in range(len(shipped_corpus))]
