"""Passages that say the same in another language or in other words, with the embedded encoder."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from rhetoric.encode import EmbeddedEncoder
from rhetoric.model import Statement
from rhetoric.reuse import Formulae
from rhetoric.reuse.meaning import Sentence, covered

Maker = Callable[..., Statement]
Finder = Callable[..., list[dict[str, Any]]]

ENGLISH = (
    "The mayor promised that the bridge will be repaired before the rains begin.",
    "Farmers asked for a shorter way to the river, where they sell their vegetables.",
    "A teacher proposed to open the school library in the evening as well.",
)
FRENCH = (
    "Le maire a promis que le pont sera réparé avant le début des pluies.",
    "Les agriculteurs ont demandé un chemin plus court vers la rivière, où ils vendent leurs "
    "légumes.",
    "Un enseignant a proposé d'ouvrir aussi la bibliothèque de l'école le soir.",
)
ARABIC = (
    "وعد رئيس البلدية بإصلاح الجسر قبل بدء موسم الأمطار.",
    "طلب المزارعون طريقا أقصر إلى النهر حيث يبيعون خضرواتهم.",
    "واقترح أحد المعلمين فتح مكتبة المدرسة في المساء أيضا.",
)
OTHERWISE = "Before the rainy season starts, the bridge is going to be mended, the mayor pledged."
STRANGERS = (
    "The national team won the match by two goals on Sunday evening.",
    "Researchers counted the birds that spend the winter at the lake.",
    "The price of cotton has fallen for the third month in a row.",
)
FRENCH_STRANGERS = (
    "Le train pour la capitale part désormais à six heures du matin.",
    "Trois musiciens ont joué devant le musée pendant la fête nationale.",
    "La température moyenne a baissé de deux degrés cette semaine.",
)


@pytest.mark.parametrize(("language", "texts"), [("fra", FRENCH), ("ara", ARABIC)])
def test_a_translated_passage_is_found_in_a_statement_on_other_things(
    make: Maker, found: Finder, embedded: EmbeddedEncoder, language: str, texts: tuple[str, ...]
) -> None:
    english = make("a", " ".join((STRANGERS[0], ENGLISH[0], STRANGERS[1])), "2019")
    other = make("b", " ".join((FRENCH_STRANGERS[0], FRENCH_STRANGERS[1])), "2020", language="fra")
    third = make("c", " ".join((texts[0], texts[2])), "2021", language=language)
    (row,) = found([english, other, third], embedded, kinds=["translation"])
    assert (row["first_text"], row["second_text"]) == (ENGLISH[0], texts[0])
    assert (row["first_passage"], row["second_passage"]) == (2, 1)
    assert row["first_text"] == english.body[row["first_start"] : row["first_end"]]
    assert row["score"] >= 1.25
    assert row["why"].startswith("cosine 0.")


def test_passages_in_a_row_are_told_together(
    make: Maker, found: Finder, embedded: EmbeddedEncoder
) -> None:
    english = make("a", " ".join((*ENGLISH, *STRANGERS)))
    french = make("b", " ".join((*FRENCH_STRANGERS, *FRENCH)), language="fra")
    (row,) = found([english, french], embedded, kinds=["translation"])
    assert row["first_text"] == " ".join(ENGLISH)
    assert row["second_text"] == " ".join(FRENCH)
    assert row["why"].startswith("3 passages in a row; cosine 0.")


def test_strangers_are_no_translations(
    make: Maker, found: Finder, embedded: EmbeddedEncoder
) -> None:
    statements = [
        make("a", " ".join(STRANGERS)), make("b", " ".join(FRENCH_STRANGERS), language="fra"),
        make("c", " ".join(ARABIC), language="ara"),
    ]  # fmt: skip
    assert found(statements, embedded, kinds=["translation", "paraphrase"]) == []


def test_the_same_in_other_words_is_a_paraphrase(
    make: Maker, found: Finder, embedded: EmbeddedEncoder
) -> None:
    one = make("a", " ".join((STRANGERS[0], ENGLISH[0])))
    other = make("b", " ".join((OTHERWISE, *STRANGERS[1:])))
    (row,) = found([one, other], embedded)
    assert row["kind"] == "paraphrase"
    assert (row["first_text"], row["second_text"]) == (ENGLISH[0], OTHERWISE)


def test_what_is_in_the_same_words_is_no_paraphrase(
    make: Maker, found: Finder, embedded: EmbeddedEncoder
) -> None:
    one = make("a", " ".join((STRANGERS[0], ENGLISH[0])))
    other = make("b", " ".join((ENGLISH[0], *STRANGERS[1:])))
    assert [row["kind"] for row in found([one, other], embedded)] == ["same-words"]
    assert found([one, other], embedded, kinds=["paraphrase"]) == []


def test_a_passage_of_formulae_alone_is_not_compared(
    make: Maker, found: Finder, embedded: EmbeddedEncoder
) -> None:
    formulae = Formulae.of([
        (ENGLISH[0].rstrip("."), "en"), (FRENCH[0].rstrip("."), "fr"),
    ])  # fmt: skip
    statements = [
        make("a", " ".join((*STRANGERS, ENGLISH[0]))),
        make("b", " ".join((*FRENCH_STRANGERS, FRENCH[0])), language="fra"),
    ]
    assert len(found(statements, embedded, kinds=["translation"])) == 1
    assert found(statements, embedded, kinds=["translation"], formulae=formulae) == []


def test_within_one_statement_nothing_is_reused(
    make: Maker, found: Finder, embedded: EmbeddedEncoder
) -> None:
    body = "\n\n".join((ENGLISH[0], FRENCH[0], OTHERWISE, *STRANGERS))
    assert found([make("a", body), make("b", STRANGERS[0])], embedded, least_words=20) == []


@pytest.mark.parametrize(
    ("language", "words", "told"),
    [("eng", 5, True), ("eng", 4, False), ("tmh", 9, False), ("und", 9, False)],
)
def test_what_the_encoder_cannot_tell_is_left_out(
    embedded: EmbeddedEncoder, language: str, words: int, told: bool
) -> None:
    numbers = np.arange(words, dtype=np.uint32)
    sentence = Sentence(0, 1, (0, 9), language, "They met.", numbers)
    assert covered(sentence, embedded) == told


def test_the_language_is_that_of_the_passage(
    make: Maker, found: Finder, embedded: EmbeddedEncoder
) -> None:
    one = make("a", "\n\n".join((*STRANGERS, *ENGLISH)))
    other = make("b", "\n\n".join((ARABIC[0], STRANGERS[0].replace("team", "side"))))
    (row,) = found([one, other], embedded, kinds=["translation"])
    assert {row["first_language"], row["second_language"]} == {"eng", "ara"}


def test_the_least_score_may_be_chosen(
    make: Maker, found: Finder, embedded: EmbeddedEncoder
) -> None:
    statements = [
        make("a", " ".join((*ENGLISH, *STRANGERS))),
        make("b", " ".join((*FRENCH_STRANGERS, *FRENCH)), language="fra"),
    ]
    assert found(statements, embedded, kinds=["translation"], least_score=5.0) == []
