"""Links as statements declare them, and the table of those that do not."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from rhetoric.copies import broken_links, find_copies
from rhetoric.copies.table import COLUMNS
from rhetoric.corpus import Corpus, originals
from rhetoric.model import Statement

Maker = Callable[..., Statement]


def test_links_that_are_right_are_not_spoken_of(make: Maker) -> None:
    statements = [make("a", "One."), make("b", "Two.", reprint_of="a")]
    assert broken_links(statements) == []
    assert originals(statements) == {"b": "a"}


def test_a_link_to_nothing(make: Maker) -> None:
    statements = [make("b", "Two.", excerpt_of="a")]
    (row,) = broken_links(statements)
    assert (row.level, row.statement, row.field) == ("error", "b", "excerpt_of")
    assert row.message == "there is no statement 'a'"
    assert row.remedy == "correct the id, add that statement, or take the line out"
    assert originals(statements) == {}


def test_a_ring(make: Maker) -> None:
    statements = [
        make("a", "One.", reprint_of="b"),
        make("b", "One.", reprint_of="a"),
        make("c", "One.", reprint_of="a"),
    ]
    rows = broken_links(statements)
    assert [(r.level, r.statement) for r in rows] == [
        ("error", "a"), ("error", "b"), ("warning", "c"),
    ]  # fmt: skip
    assert rows[0].message == "copies go round in a ring: a → b → a"
    assert rows[2].remedy == "mend the link of 'a' first"
    assert originals(statements) == {}


def test_a_link_to_a_copy_names_the_original(make: Maker) -> None:
    statements = [
        make("a", "One."),
        make("b", "One.", reprint_of="a"),
        make("c", "Un.", translation_of="b"),
    ]
    (row,) = broken_links(statements)
    assert (row.level, row.statement, row.field) == ("warning", "c", "translation_of")
    assert (row.message, row.remedy) == ("'b' is a copy itself", "name the original: a")
    assert originals(statements) == {"b": "a", "c": "a"}


def test_a_chain_that_leads_out_of_the_corpus_ends_before(make: Maker) -> None:
    statements = [make("b", "One.", reprint_of="gone"), make("c", "One.", reprint_of="b")]
    assert originals(statements) == {"c": "b"}


def test_the_corpus_knows_what_counts(make: Maker) -> None:
    corpus = Corpus.of([make("a", "One."), make("b", "One.", reprint_of="a")])
    assert dict(corpus.original_of) == {"b": "a"}
    assert [s.id for s in corpus.without_copies.statements] == ["a"]
    assert corpus.without_copies.without_copies is corpus.without_copies


def test_copies_that_are_not_linked_are_listed(make: Maker, market: dict[str, str]) -> None:
    corpus = Corpus.of([
        make("a", market["eng"], "2019-01"),
        make("linked", market["eng"], "2019-02", reprint_of="a"),
        make("b", market["eng"], "2019-03"),
        make("c", market["fra"], "2019-04", language="fra"),
    ])  # fmt: skip
    found = find_copies(corpus)
    assert tuple(found.columns) == COLUMNS
    assert found.values.tolist() == [
        ["b", "reprint_of", "a", 1.0, "its words are those of 'Title of a'"]
    ]


@pytest.mark.parametrize("half", [0, 1])
def test_an_excerpt_put_out_before_the_whole_is_listed_as_the_copy(
    make: Maker, market: dict[str, str], half: int
) -> None:
    part = ". ".join(market["eng"].split(". ")[2 * half : 2 * half + 2])
    corpus = Corpus.of([make("part", part, "2018"), make("whole", market["eng"], "2019")])
    found = find_copies(corpus)
    assert found[["copy", "field", "original"]].values.tolist() == [["part", "excerpt_of", "whole"]]


@pytest.mark.parametrize("first", ["2019-01", "2019-03"])
def test_an_original_is_no_copy_of_what_is_linked_to_it(
    make: Maker, market: dict[str, str], first: str
) -> None:
    corpus = Corpus.of([
        make("a", market["eng"], "2019-02"),
        make("linked", market["eng"], first, reprint_of="a"),
        make("part", ". ".join(market["eng"].split(". ")[:2]), first, excerpt_of="linked"),
    ])  # fmt: skip
    assert find_copies(corpus).empty


def test_no_copies_make_an_empty_table(make: Maker, market: dict[str, str]) -> None:
    corpus = Corpus.of([make("a", market["eng"]), make("b", market["fra"], language="fra")])
    assert find_copies(corpus).empty
    assert tuple(find_copies(Corpus(())).columns) == COLUMNS


def test_two_groups_that_say_the_same_are_listed_where_that_is_asked_for(
    make: Maker, market: dict[str, str]
) -> None:
    corpus = Corpus.of([
        make("a", market["eng"], "2019", group="NORTH"),
        make("b", market["eng"], "2020", group="SOUTH"),
    ])  # fmt: skip
    assert find_copies(corpus).empty
    (row,) = find_copies(corpus, across_groups=True).to_dict("records")
    assert (row["copy"], row["original"]) == ("b", "a")


def test_the_corpus_that_ships_holds_no_copy_that_is_not_linked(shipped_corpus: Corpus) -> None:
    assert find_copies(shipped_corpus).empty
    assert broken_links(shipped_corpus.statements) == []
