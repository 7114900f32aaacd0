"""What a search finds: required, left out, ranked, once, with its place and reason."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest

from rhetoric.corpus import Corpus
from rhetoric.dates import parse_date
from rhetoric.encode import CachedEncoder
from rhetoric.errors import InputError, StoreError
from rhetoric.model import Statement
from rhetoric.project import Workspace
from rhetoric.searching.in_corpus import search
from rhetoric.searching.query import parse_query, plain_query
from rhetoric.searching.search import COLUMNS, Searcher
from rhetoric.store.anew import write_anew
from rhetoric.store.snapshot import Snapshot


def corpus(*texts: str, language: str = "eng") -> Corpus:
    return Corpus.of(
        Statement(f"s{n}", text, parse_date(f"{2000 + n}"), "NORTH", language=language)
        for n, text in enumerate(texts, 1)
    )


def found(texts: Sequence[str], encoder: object, query: str, **asked: object) -> list[str]:
    table = search(corpus(*texts), encoder, query, **asked)
    return [f"{s}:{p}" for s, p in zip(table["statement"], table["passage"], strict=True)]


RAIN = ("Rain fell on the valley. The market was closed.", "The market opened. Rain stopped.",
        "Nobody came.")  # fmt: skip


def test_a_very_long_statement_does_not_fill_the_page(
    encoder: CachedEncoder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("rhetoric.searching.search._RANKED", 8)
    texts = (" ".join(["The salt was sold."] * 600), "Salt, and other goods of the old town.")
    hits = found(texts, encoder, "salt sold", k=4, per_statement=1)
    assert len(hits) == 4
    assert [hit.split(":")[0] for hit in hits[:2]] == ["s1", "s2"]


def test_a_phrase_of_light_words_is_enough_to_be_found_by_words(encoder: CachedEncoder) -> None:
    texts = ("Rain fell from the hills.", "The hills are far from it.")
    assert found(texts, encoder, '"from the" nothingness', way="words") == ["s1:1"]


def test_words_are_no_reason_where_meaning_alone_ranks(encoder: CachedEncoder) -> None:
    rows = search(corpus(*RAIN), encoder, "rain", way="meaning").to_dict("records")
    assert {row["why"] for row in rows} == {"meaning"}
    assert any(row["marks"] for row in rows)
    rows = search(corpus(*RAIN), encoder, '"the market" rain', way="meaning").to_dict("records")
    assert {row["why"] for row in rows} == {'phrase "the market"'}


def test_every_hit_has_its_place_in_the_original(workspace: Workspace) -> None:
    table = workspace.search("the government")
    assert tuple(table.columns) == COLUMNS
    for row in table.to_dict("records"):
        body = workspace.corpus.statement(row["statement"]).body
        assert body[row["start"] : row["end"]] == row["text"]
        for start, end in row["marks"]:
            assert "government" in row["text"][start:end]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ('"the market"', {"s1:2", "s2:1"}),
        ('"market was closed"', {"s1:2"}),
        ('"closed market"', set()),
        ('market -"was closed"', {"s2:1"}),
        ("market -closed", {"s2:1"}),
        ("mark*", {"s1:2", "s2:1"}),
        ("*alley", {"s1:1"}),
        ('"rain" -fel*', {"s2:1"}),
        ("nothingness", set()),
    ],
)
def test_words_find_what_has_them(word_encoder: object, query: str, expected: set[str]) -> None:
    hits = found(RAIN, word_encoder, query, way="words", k=99)
    # What only stands near a word is found behind what has it.
    if expected:
        assert set(hits[: len(expected)]) == expected
    else:
        assert hits == []


def test_a_phrase_is_required_and_a_word_is_not(word_encoder: object) -> None:
    assert found(RAIN, word_encoder, '"rain fell" market') == ["s1:1"]
    assert len(found(RAIN, word_encoder, "rain market", k=99)) == 4
    assert set(found(RAIN, word_encoder, "market", k=99, way="words")) == {
        "s1:1", "s1:2", "s2:1",
    }  # fmt: skip


def test_a_query_of_fields_alone_gives_the_order_of_the_corpus(workspace: Workspace) -> None:
    table = workspace.search("group:NORTH")
    assert list(table["statement"]) == [*["2019-05-north-letter"] * 2, "2020-north-answer"]
    assert set(table["score"]) == {0}


def test_plain_text_is_taken_sign_by_sign(workspace: Workspace) -> None:
    table = workspace.search('group:EAST "-market*', plain=True)
    assert len(table) == 5
    assert table.iloc[0]["text"] == "The market was closed."


def test_words_need_no_encoder(workspace: Workspace, word_encoder: object) -> None:
    workspace.update_index()
    asked = list(word_encoder.asked)
    workspace.search("market", way="words")
    assert word_encoder.asked == asked
    searcher = Searcher(Snapshot(workspace.index))
    mask = np.ones(len(searcher.snapshot), dtype=bool)
    table = searcher.search(parse_query("market"), mask, way="words")
    assert list(table["why"]) == ["words: market", "words nearby"]
    with pytest.raises(InputError, match="meaning needs an encoder"):
        searcher.search(parse_query("market"), mask)


def test_the_same_query_is_answered_alike_twice(workspace: Workspace) -> None:
    one, two = (workspace.search("the government of the valley") for _ in range(2))
    assert one.to_json() == two.to_json()


class TestDiversity:
    MANY = (" ".join(f"The market of day {n} opened." for n in range(9)), "The market was closed.",
            "A market far away.")  # fmt: skip

    def test_one_statement_does_not_fill_the_page(self, word_encoder: object) -> None:
        hits = found(self.MANY, word_encoder, "market day opened", k=5)
        assert [h[:2] for h in hits].count("s1") == 3
        assert {h[:2] for h in hits} == {"s1", "s2", "s3"}

    def test_it_may_where_that_is_asked_for(self, word_encoder: object) -> None:
        hits = found(self.MANY, word_encoder, "market day opened", k=5, per_statement=0)
        assert {h[:2] for h in hits} == {"s1"}

    def test_what_has_to_wait_comes_where_there_is_nothing_else(self, word_encoder: object) -> None:
        hits = found(self.MANY, word_encoder, "market day opened", k=99, per_statement=1)
        assert len(hits) == 11
        assert [h[:2] for h in hits[:3]] == ["s1", "s2", "s3"] or len(set(hits[:3])) == 3

    def test_a_longer_page_begins_as_a_shorter_one(self, word_encoder: object) -> None:
        pages = [found(self.MANY, word_encoder, "market", k=k) for k in (2, 5, 11)]
        assert pages[2][:5] == pages[1]
        assert pages[1][:2] == pages[0]


def test_no_passages_are_no_hits(word_encoder: object) -> None:
    table = search(Corpus.of([]), word_encoder, "market")
    assert table.empty
    assert tuple(table.columns) == COLUMNS


def test_a_store_of_another_encoder_is_not_asked(
    workspace: Workspace, word_encoder: object, tmp_path: object
) -> None:
    write_anew(tmp_path, corpus(*RAIN), CachedEncoder(word_encoder))
    other = type(word_encoder)()
    other.hash = "other"
    searcher = Searcher(Snapshot(tmp_path), CachedEncoder(other))
    with pytest.raises(StoreError, match="made with the encoder 'words'"):
        searcher.search(plain_query("rain"), np.ones(4, dtype=bool))


def test_arabic_is_found_in_its_forms_and_by_names_in_latin_script(word_encoder: object) -> None:
    texts = ("نزل المطر على الوادي.", "فتح السوق في باماكو.")
    table = search(corpus(*texts, language="ara"), word_encoder, "سوق", way="words")
    assert list(table["statement"]) == ["s2"]
    assert table.iloc[0]["why"] == "words: سوق (السوق)"
    named = search(corpus(*texts, language="ara"), word_encoder, "Bamako", way="words")
    assert list(named["statement"]) == ["s2"]
    assert named.iloc[0]["why"].startswith("names: Bamako")
