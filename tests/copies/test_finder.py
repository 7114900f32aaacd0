"""Copies in the same words: reprints and excerpts, and what only looks like them."""

from __future__ import annotations

import random
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rhetoric.copies import CopyFinder
from rhetoric.copies.link import compose
from rhetoric.dates import parse_date
from rhetoric.model import Statement

Maker = Callable[..., Statement]
Prose = Callable[..., str]


def found(*known: Statement, new: Statement) -> list[tuple[str, str, str]]:
    return [(x.copy, x.field, x.original) for x in CopyFinder(known).find(new)]


def edit(text: str, share: float, seed: int = 1) -> str:
    chance, words = random.Random(seed), text.split()
    kept = [w if chance.random() > share else chance.choice(words) for w in words]
    return " ".join(kept)


@given(st.text(min_size=1).filter(lambda t: any(c.isalpha() and c.isascii() for c in t)))
def test_a_statement_is_a_reprint_of_itself(body: str) -> None:
    date = parse_date("2019")
    (link,) = CopyFinder([Statement("a", body, date, "NORTH")]).find(
        Statement("b", body, date, "NORTH")
    )
    assert (link.copy, link.field, link.original, link.share) == ("b", "reprint_of", "a", 1.0)


def test_a_claim_of_a_few_words_is_recognised_whatever_its_signs(make: Maker) -> None:
    one = make("a", "The road to the market is open again.")
    two = make("b", "THE ROAD to the market – is open again")
    assert found(one, new=two) == [("b", "reprint_of", "a")]


def test_statements_without_words_are_no_copies(make: Maker) -> None:
    assert found(make("a", "…"), new=make("b", "!")) == []


@pytest.mark.parametrize("language", ["eng", "fra", "ara"])
def test_a_reprint_with_another_heading_is_recognised(
    make: Maker, market: dict[str, str], language: str
) -> None:
    body = market[language]
    new = make("b", f"Town news\n\n{body}", language=language)
    (link,) = CopyFinder([make("a", body, language=language)]).find(new)
    assert (link.field, link.original) == ("reprint_of", "a")
    words = len(body.split())
    assert link.share == pytest.approx(words / (words + 2), abs=0.03)
    assert link.why == f"{int(link.share * 100)} % of its words stand in 'Title of a'"


@pytest.mark.parametrize("share", [0.01, 0.05, 0.10, 0.15])
def test_small_edits_make_a_reprint(make: Maker, prose: Prose, share: float) -> None:
    body = prose(1500)
    assert found(make("a", body), new=make("b", edit(body, share))) == [("b", "reprint_of", "a")]


@given(first=st.integers(0, 180), count=st.integers(4, 60))
def test_some_sentences_of_a_long_statement_are_an_excerpt(
    make: Maker, prose: Prose, first: int, count: int
) -> None:
    sentences = prose(2000).split(". ")
    part = ". ".join(sentences[first : first + count])
    long = make("long", ". ".join(sentences))
    assert found(long, new=make("part", part)) == [("part", "excerpt_of", "long")]


def test_an_excerpt_may_leave_something_out(make: Maker, prose: Prose) -> None:
    words = prose(1200).split()
    part = f"{' '.join(words[100:160])} […] {' '.join(words[800:860])}"
    assert found(make("a", " ".join(words)), new=make("b", part)) == [("b", "excerpt_of", "a")]


def test_the_whole_of_an_excerpt_is_linked_the_other_way(make: Maker, prose: Prose) -> None:
    words = prose(1200).split()
    part = make("part", " ".join(words[300:500]), "2019-05-02")
    (link,) = CopyFinder([part]).find(make("whole", " ".join(words), "2019-05-01"))
    assert (link.copy, link.field, link.original) == ("part", "excerpt_of", "whole")
    assert link.share == 1.0
    assert link.why == "100 % of its words stand in 'Title of whole'"


def test_the_older_of_two_equal_texts_is_the_original(make: Maker, market: dict[str, str]) -> None:
    later = make("later", market["eng"], "2019-06")
    (link,) = CopyFinder([later]).find(make("older", market["eng"], "2019-02-03"))
    assert (link.copy, link.original) == ("later", "older")
    assert link.why.endswith("'Title of older', which is older: 3 February 2019")


def test_of_undated_texts_the_one_that_is_there_is_the_original(
    make: Maker, market: dict[str, str]
) -> None:
    there, new = make("a", market["eng"], "2019"), make("b", market["eng"], "2019-02")
    assert found(there, new=new) == [("b", "reprint_of", "a")]


def test_links_lead_to_the_original_not_to_a_copy(make: Maker, prose: Prose) -> None:
    body = prose(800)
    words = body.split()
    known = (
        make("original", body, "2019-01"),
        make("reprint", edit(body, 0.1), "2019-02", reprint_of="original"),
        make("excerpt", " ".join(words[:300]), "2019-03", excerpt_of="original"),
    )
    new = make("new", " ".join(words[:250]), "2019-04")
    assert found(*known, new=new) == [("new", "excerpt_of", "original")]


def test_a_copy_of_a_translation_is_a_translation_of_the_original(
    make: Maker, market: dict[str, str]
) -> None:
    known = (
        make("original", market["fra"], "2019-01", language="fra"),
        make("english", market["eng"], "2019-02", translation_of="original"),
    )
    (link,) = CopyFinder(known).find(make("new", market["eng"] + " A note follows.", "2019-03"))
    assert (link.field, link.original) == ("translation_of", "original")
    assert link.why.endswith("'Title of english', itself a copy of 'Title of original'")


@pytest.mark.parametrize(
    ("outer", "inner", "whole"),
    [
        ("reprint_of", "reprint_of", "reprint_of"),
        ("reprint_of", "excerpt_of", "excerpt_of"),
        ("excerpt_of", "translation_of", "translation_of"),
    ],
)
def test_what_a_copy_of_a_copy_is(outer: str, inner: str, whole: str) -> None:
    assert compose(outer, inner) == compose(inner, outer) == whole


def test_formulas_that_many_statements_share_link_none(make: Maker, prose: Prose) -> None:
    opening = prose(50, seed=99)
    finder = CopyFinder(make(f"s{n}", f"{opening} {prose(40, seed=n)}") for n in range(12))
    for n in range(20, 26):
        assert finder.find(make("new", f"{opening} {prose(20, seed=n)}")) == ()
    assert finder.find(make("new", opening)) == ()


def test_a_reprint_is_found_behind_a_formula(make: Maker, prose: Prose) -> None:
    opening = prose(50, seed=99)
    finder = CopyFinder(make(f"s{n}", f"{opening} {prose(60, seed=n)}") for n in range(12))
    (link,) = finder.find(make("new", f"{opening} Once more: {prose(60, seed=3)}"))
    assert (link.field, link.original) == ("reprint_of", "s3")


def test_a_text_reprinted_often_makes_no_formula(make: Maker, prose: Prose) -> None:
    body = prose(120)
    finder = CopyFinder(
        make(f"s{n:02}", f"{prose(10, seed=n + 50)} {body}", f"2019-01-{n + 1:02}")
        for n in range(15)
    )
    assert [(x.field, x.original) for x in finder.find(make("new", body, "2020"))] == [
        ("reprint_of", "s00")
    ]


def test_reports_after_one_model_with_other_numbers_are_no_copies(make: Maker) -> None:
    text = "On {} the ferry carried {} passengers over the river, all of them with their luggage, "
    text += "and came back to the harbour in the evening without any delay."
    one, two = make("a", text.format("3 May", 24)), make("b", text.format("9 June", 31))
    assert found(one, new=two) == []


def test_two_texts_that_share_a_long_passage_are_no_copies(make: Maker, prose: Prose) -> None:
    shared = prose(200)
    one = make("a", f"{shared} {prose(100, seed=1)}")
    assert found(one, new=make("b", f"{shared} {prose(100, seed=2)}")) == []


def test_a_sentence_cited_in_another_statement_makes_no_copy(make: Maker, prose: Prose) -> None:
    one = make("a", prose(300, seed=1))
    new = make("b", f"{prose(300, seed=2)} “{prose(300, seed=1)[:120]}” {prose(100, seed=3)}")
    assert found(one, new=new) == []


def test_one_statement_may_be_the_whole_of_several(make: Maker, prose: Prose) -> None:
    words = prose(1000).split()
    parts = (
        make("p1", " ".join(words[:100]), "2019"),
        make("p2", " ".join(words[500:620]), "2019"),
    )
    assert found(*parts, new=make("whole", " ".join(words), "2018")) == [
        ("p1", "excerpt_of", "whole"),
        ("p2", "excerpt_of", "whole"),
    ]


def test_adding_one_at_a_time_finds_what_building_at_once_does(make: Maker, prose: Prose) -> None:
    statements = [make(f"s{n}", prose(150, seed=n)) for n in range(30)]
    new = make("new", edit(prose(150, seed=17), 0.05), "2020")
    grown = CopyFinder()
    for statement in statements:
        grown.add(statement)
        grown.add(statement)  # twice is once
    assert len(grown) == 30
    assert grown.find(new) == CopyFinder(reversed(statements)).find(new) != ()


def test_signs_without_spaces_between_are_words(make: Maker) -> None:
    body = "市议会星期一开会讨论新市场农民要求修一条通往河边的近路市长答应在雨季之前修好桥"
    one, two = make("a", body, language="zho"), make("b", f"本报讯：{body}", language="zho")
    assert found(one, new=two) == [("b", "reprint_of", "a")]


def test_the_same_words_of_another_group_are_told_but_not_taken_for_granted(
    make: Maker, market: dict[str, str]
) -> None:
    finder = CopyFinder([make("a", market["eng"], group="NORTH")])
    new = make("b", market["eng"], "2019-06", group="SOUTH")
    (link,) = finder.find(new)
    assert (link.copy, link.original, link.same_group) == ("b", "a", False)
    assert link.why == "its words are those of 'Title of a'; but it speaks for SOUTH, not for NORTH"
    finder.add(new)
    # A copy of either is linked to the one of its own group.
    for group, original in (("NORTH", "a"), ("SOUTH", "b")):
        (link,) = finder.find(make("c", "News. " + market["eng"], "2020", group=group))
        assert (link.original, link.same_group) == (original, True)
