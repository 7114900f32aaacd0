"""What the article says of the statements is found in them, and little else is.

`expected_frames.csv` holds what the article the corpus was written from tells of each
statement. `read_uses.csv` is a reading by hand: one row a frame use that the tool reports or
has reported, or that a reader finds, whether it is right (1) or not (0), and why.
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
#: Share of what a reader finds in the statements that is reported.
SAID = 0.65

Row = dict[str, Any]


def rows(name: str) -> list[Row]:
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


EXPECTED = rows("expected_frames.csv")
READ = rows("read_uses.csv")


@pytest.fixture(scope="session")
def ledger(shipped_corpus: Corpus, shipped_lexicon: Lexicon, encoder: CachedEncoder) -> list[Row]:
    """The ledger of the corpus that ships, by words and meaning."""
    table = find_frames(shipped_corpus, shipped_lexicon, encoder)
    return [{str(k): v for k, v in row.items()} for row in table.to_dict("records")]


def camp(lexicon: Lexicon, corpus: Corpus, row: Row) -> str:
    """The camp of a row's target on the day of its statement; the target itself without one."""
    day = corpus.statement(row["statement"]).date
    target: str = row["target"]
    return (lexicon.actors.camp(target, day.first, day.last) if target else "") or target


def test_both_references_name_what_exists(shipped_corpus: Corpus, shipped_lexicon: Lexicon) -> None:
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
    assert len({tuple(row.values()) for row in READ}) == len(READ)


def use_key(lexicon: Lexicon, corpus: Corpus, row: Row) -> tuple[str, ...]:
    """What makes two readings the same; targets of one camp are."""
    return (
        row["statement"], str(row["passage"]), row["theme"], row["function"],
        camp(lexicon, corpus, row),
    )  # fmt: skip


@pytest.fixture(scope="session")
def reported(
    ledger: list[Row], shipped_corpus: Corpus, shipped_lexicon: Lexicon
) -> list[tuple[str, ...]]:
    return [use_key(shipped_lexicon, shipped_corpus, row) for row in ledger]


@pytest.fixture(scope="session")
def judged(shipped_corpus: Corpus, shipped_lexicon: Lexicon) -> dict[tuple[str, ...], bool]:
    return {use_key(shipped_lexicon, shipped_corpus, row): row["right"] == "1" for row in READ}


def test_what_the_article_tells_is_found(
    reported: list[tuple[str, ...]], shipped_corpus: Corpus, shipped_lexicon: Lexicon
) -> None:
    found = {(statement, *rest) for statement, _, *rest in reported}
    wanted = [
        (r["statement"], r["theme"], r["function"], camp(shipped_lexicon, shipped_corpus, r))
        for r in EXPECTED
    ]
    missing = [row for row in wanted if row not in found]
    assert len(wanted) - len(missing) >= FOUND, missing


def test_what_is_reported_is_right(
    reported: list[tuple[str, ...]], judged: dict[tuple[str, ...], bool]
) -> None:
    known = [use for use in reported if use in judged]
    wrong = [use for use in known if not judged[use]]
    assert len(known) - len(wrong) >= RIGHT * len(known), wrong


def test_what_is_reported_has_been_read(
    reported: list[tuple[str, ...]], judged: dict[tuple[str, ...], bool]
) -> None:
    unread = [use for use in reported if use not in judged]
    assert len(unread) <= UNREAD * len(reported), unread


def test_what_a_reader_finds_is_reported(
    reported: list[tuple[str, ...]], judged: dict[tuple[str, ...], bool]
) -> None:
    said = {use[:4] for use, right in judged.items() if right}
    missing = said - {use[:4] for use in reported}
    assert len(said) - len(missing) >= SAID * len(said), sorted(missing)


def test_who_only_objects_to_a_word_does_not_use_it(ledger: list[Row]) -> None:
    told = [row for row in ledger if row["theme"] == "khawarij" and row["camp"] == "IS"]
    assert told
    assert {row["function"] for row in told} <= {"rejects", "mentions"}
