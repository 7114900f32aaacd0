"""Copies in another language, with the embedded encoder."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest

from rhetoric.copies import CopyFinder
from rhetoric.copies.meaning import lay
from rhetoric.encode import EmbeddedEncoder
from rhetoric.model import Statement

Maker = Callable[..., Statement]


@pytest.mark.parametrize("language", ["eng", "fra", "ara"])
@pytest.mark.parametrize("other", ["eng", "fra", "ara"])
def test_the_same_statement_in_another_language(
    make: Maker, market: dict[str, str], embedded: EmbeddedEncoder, language: str, other: str
) -> None:
    finder = CopyFinder([make("a", market[language], language=language)], embedded)
    links = finder.find(make("b", market[other], "2019-06", language=other))
    field = "reprint_of" if language == other else "translation_of"
    assert [(x.copy, x.field, x.original) for x in links] == [("b", field, "a")]
    if language != other:
        assert links[0].why.endswith("of its sentences stand, in meaning, in 'Title of a'")
        assert links[0].share > 0.7


def test_without_an_encoder_translations_are_not_looked_for(
    make: Maker, market: dict[str, str]
) -> None:
    finder = CopyFinder([make("a", market["fra"], language="fra")])
    assert finder.find(make("b", market["eng"])) == ()


def test_another_statement_about_the_same_subject_is_no_translation(
    make: Maker, market: dict[str, str], embedded: EmbeddedEncoder
) -> None:
    finder = CopyFinder([make("a", market["other"], language="fra")], embedded)
    assert finder.find(make("b", market["eng"])) == ()
    assert finder.find(make("c", market["ara"], language="ara")) == ()


def test_a_translation_of_a_part_is_the_copy_of_the_whole(
    make: Maker, market: dict[str, str], embedded: EmbeddedEncoder
) -> None:
    half = ". ".join(market["ara"].split(". ")[1:3])
    whole, part = make("whole", market["eng"]), make("part", half, "2018", language="ara")
    for known, new in ((whole, part), (part, whole)):
        (link,) = CopyFinder([known], embedded).find(new)
        assert (link.copy, link.field, link.original) == ("part", "translation_of", "whole")


def test_what_calls_itself_a_translation_is_the_copy_whatever_its_date(
    make: Maker, market: dict[str, str], embedded: EmbeddedEncoder
) -> None:
    early = make("early", market["eng"], "2018", form="translation")
    late = make("late", market["ara"], "2019", language="ara", original_language="ara")
    (link,) = CopyFinder([early], embedded).find(late)
    assert (link.copy, link.original) == ("early", "late")


def test_languages_the_encoder_does_not_cover_are_left_out(
    make: Maker, market: dict[str, str], embedded: EmbeddedEncoder
) -> None:
    finder = CopyFinder([make("a", market["fra"], language="ful")], embedded)
    assert finder.find(make("b", market["eng"])) == ()
    assert finder.find(make("c", market["fra"], language="ful"))[0].field == "reprint_of"


def test_passages_are_laid_together_in_order() -> None:
    lengths = np.array([10, 10, 10])
    straight = lay(np.eye(3, dtype=np.float32), lengths, lengths)
    assert (straight.first, straight.second, straight.cosine, straight.ratio) == (1, 1, 1, 1)
    turned = lay(np.eye(3, dtype=np.float32)[::-1], lengths, lengths)
    assert turned.first == pytest.approx(1 / 3)


def test_one_passage_may_stand_for_two() -> None:
    laid = lay(np.array([[0.8, 0.7]], dtype=np.float32), np.array([20]), np.array([9, 11]))
    assert (laid.first, laid.second, laid.ratio) == (1, 1, 1)
    assert 0.7 < laid.cosine < 0.8


def test_passages_that_have_nothing_in_common_are_not_laid_together() -> None:
    laid = lay(np.full((2, 2), 0.3, dtype=np.float32), np.array([5, 5]), np.array([5, 5]))
    assert (laid.first, laid.second, laid.cosine, laid.ratio) == (0, 0, 0, 0)


def test_a_sentence_alone_is_no_translation(
    make: Maker, market: dict[str, str], embedded: EmbeddedEncoder
) -> None:
    finder = CopyFinder([make("a", market["eng"])], embedded)
    first = market["fra"].split(". ")[0] + "."
    assert len(first) < 90
    assert finder.find(make("b", first, "2019-06", language="fra")) == ()
