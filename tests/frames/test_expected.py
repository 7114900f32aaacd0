"""What the article says of the statements is found in them, and little else is.

`expected_frames.csv` holds what the article the corpus was written from tells of each
statement. `read_uses.csv` is a reading by hand of what the tool reports: one row a frame
use, right (1) or not (0), and why.
"""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Any

import pytest

from rhetoric.corpus import Corpus
from rhetoric.encode import CachedEncoder
from rhetoric.frames.table import find_frames
from rhetoric.lexicon import Lexicon
from rhetoric.model import FUNCTIONS

DATA = Path(__file__).parent.parent / "data"
#: Of the frames the article tells of, so many must be found.
FOUND = 26
#: Share of what is reported that is right, and that may be missing from the reading.
RIGHT, UNREAD = 0.85, 0.10

Row = dict[str, Any]


def rows(name: str) -> list[Row]:
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


EXPECTED = rows("expected_frames.csv")
READ = rows("read_uses.csv")


@pytest.fixture(scope="session")
def ledger(
    shipped_corpus: Corpus, shipped_lexicon: Lexicon, encoder: CachedEncoder
) -> list[Row]:
    """The ledger of the corpus that ships, by words and meaning."""
    table = find_frames(shipped_corpus, shipped_lexicon, encoder)
    found: list[Row] = table.to_dict("records")
    return found


def camp(lexicon: Lexicon, corpus: Corpus, row: Row) -> str:
    """The camp of a row's target on the day of its statement; the target itself without one."""
    day = corpus.statement(row["statement"]).date
    target: str = row["target"]
    return (lexicon.actors.camp(target, day.first, day.last) if target else "") or target


def test_both_references_name_what_exists(
    shipped_corpus: Corpus, shipped_lexicon: Lexicon
) -> None:
    assert len(EXPECTED) == 28
    for row in EXPECTED:
        assert shipped_corpus.statement(row["statement"]).group == row["group"]
        assert row["theme"] in shipped_lexicon.themes
    for row in READ:
        passages = shipped_corpus.passages_of(row["statement"])
        assert int(row["passage"]) in {p.index for p in passages}
        assert row["theme"] in shipped_lexicon.themes
        assert row["function"] in FUNCTIONS
        assert row["right"] in ("0", "1")
        assert row["why"]
        assert not row["target"] or row["target"] in shipped_lexicon.actors
    keys = [(r["statement"], r["passage"], r["theme"]) for r in READ]
    assert len(set(keys)) == len(keys)


def test_what_the_article_tells_is_found(
    ledger: list[Row], shipped_corpus: Corpus, shipped_lexicon: Lexicon
) -> None:
    def key(row: Row) -> tuple[str, ...]:
        side = camp(shipped_lexicon, shipped_corpus, row)
        return (row["statement"], row["theme"], row["function"], side)

    found = {key(row) for row in ledger}
    missing = [key(row) for row in EXPECTED if key(row) not in found]
    assert len(EXPECTED) - len(missing) >= FOUND, missing


def use_key(row: Row) -> tuple[str, int, str, str, str]:
    return (
        row["statement"], int(row["passage"]), row["theme"], row["function"], row["target"],
    )  # fmt: skip


def test_what_is_reported_is_right(ledger: list[Row]) -> None:
    judged = {use_key(row): row["right"] == "1" for row in READ}
    reported = [use_key(row) for row in ledger]
    known = [use for use in reported if use in judged]
    wrong = [use for use in known if not judged[use]]
    assert len(known) - len(wrong) >= RIGHT * len(known), wrong


def test_what_is_reported_has_been_read(ledger: list[Row]) -> None:
    judged = {use_key(row) for row in READ}
    unread = [use_key(row) for row in ledger if use_key(row) not in judged]
    assert len(unread) <= UNREAD * len(ledger), unread


def test_nobody_is_said_to_call_anybody_khawarij_who_only_objects(ledger: list[Row]) -> None:
    told = [row for row in ledger if row["theme"] == "khawarij" and row["camp"] == "IS"]
    assert told
    assert {row["function"] for row in told} <= {"rejects", "mentions"}
