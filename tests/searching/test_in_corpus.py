"""Search by meaning: exact, filtered before it is ranked."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pandas as pd
import pytest

from rhetoric.corpus import Corpus
from rhetoric.dates import parse_date
from rhetoric.encode import EmbeddedEncoder, Encoder
from rhetoric.errors import DateError, InputError, UnknownNameError
from rhetoric.model import Statement
from rhetoric.project import load
from rhetoric.searching.in_corpus import search
from rhetoric.searching.rank import WORDS
from rhetoric.searching.search import COLUMNS
from rhetoric.settings import Project

#: The encoder of a test (conftest.py).
STAND_IN: list[Encoder] = []


@pytest.fixture(autouse=True)
def _encoder(word_encoder: Encoder) -> Iterator[None]:
    STAND_IN.append(word_encoder)
    yield
    STAND_IN.clear()


def ask(project: Project, query: str, **filters: Any) -> pd.DataFrame:
    workspace = load(project)
    return search(workspace.corpus, STAND_IN[0], query, actors=workspace.lexicon.actors, **filters)


def test_the_nearest_passage_comes_first_with_its_place(small_project: Project) -> None:
    found = ask(small_project, "friends of the groups")
    assert tuple(found.columns) == COLUMNS
    first = found.iloc[0]
    assert (first["rank"], first["statement"], first["passage"]) == (1, "2019-05-north-letter", 1)
    assert first["text"] == "The two groups are friends."
    body = load(small_project).corpus.statement(first["statement"]).body
    assert body[first["start"] : first["end"]] == first["text"]


def test_the_score_is_made_of_words_and_meaning(small_project: Project) -> None:
    both, words, meaning = (
        ask(small_project, "groups friends", way=way) for way in ("both", "words", "meaning")
    )
    weighed = (both["meaning"] + WORDS * both["words"]) / (1 + WORDS)
    assert list(both["score"]) == pytest.approx(list(weighed), abs=0.002)
    assert list(words["score"]) == list(words["words"])
    assert list(meaning["score"]) == list(meaning["meaning"])
    assert set(words["meaning"]) | set(meaning["words"]) == {0}


def test_scores_fall_and_ranks_rise(small_project: Project) -> None:
    found = ask(small_project, "the government of the valley", k=4)
    assert list(found["rank"]) == [1, 2, 3, 4]
    assert found["score"].is_monotonic_decreasing


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        ({"groups": ["EAST"]}, {"2020-03-01-east-speech"}),
        ({"groups": ["NORTH"]}, {"2019-05-north-letter", "2020-north-answer"}),
        ({"camps": ["WEST"]}, {"2019-05-north-letter", "2020-north-answer"}),
        ({"camps": ["STATE"]}, set()),
        ({"medium": "letter"}, {"2019-05-north-letter"}),
        ({"after": "2020"}, {"2020-03-01-east-speech", "2020-north-answer"}),
        ({"after": "2020-05"}, {"2020-north-answer"}),
        ({"before": "2020-03-01"}, {"2019-05-north-letter", "2020-03-01-east-speech"}),
        ({"after": "2019-06", "before": "2020-02"}, set()),
        ({"language": "English"},
         {"2019-05-north-letter", "2020-03-01-east-speech", "2020-north-answer"}),
        ({"language": "ar"}, set()),
    ],
)  # fmt: skip
def test_filters_leave_out_what_does_not_fit(
    small_project: Project, filters: dict[str, Any], expected: set[str]
) -> None:
    assert set(ask(small_project, "government", **filters)["statement"]) == expected


def test_filters_apply_before_the_ranking(small_project: Project) -> None:
    found = ask(small_project, "negotiate with the government", k=1, medium="letter")
    assert list(found["statement"]) == ["2019-05-north-letter"]


def test_a_theme_keeps_the_passages_that_use_it(small_project: Project) -> None:
    ledger = load(small_project).frames(words_only=True)
    found = ask(small_project, "valley", themes=["talks"], frames=ledger)
    assert set(zip(found["statement"], found["passage"], strict=True)) == {
        ("2020-03-01-east-speech", 1), ("2020-north-answer", 1),
    }  # fmt: skip


@pytest.mark.parametrize(
    ("query", "filters", "error"),
    [
        ("  ", {}, InputError),
        ("x", {"k": 0}, InputError),
        ("x", {"after": "then"}, DateError),
        ("x", {"language": "the tongue"}, InputError),
        ("x", {"medium": "pigeon"}, UnknownNameError),
        ("x", {"themes": ["talks"]}, InputError),
    ],
)
def test_what_cannot_be_searched_is_refused(
    small_project: Project, query: str, filters: dict[str, Any], error: type[Exception]
) -> None:
    with pytest.raises(error):
        ask(small_project, query, **filters)


def test_the_default_encoder_finds_across_languages(
    small_project: Project, embedded: EmbeddedEncoder
) -> None:
    found = search(load(small_project).corpus, embedded, "تتفاوض الجبهة مع الحكومة", k=2)
    assert all("negotiate" in text for text in found["text"])


def copied() -> Corpus:
    texts = {
        "original": ("The groups are friends. It rained in the valley all night.", {}),
        "reprint": ("The groups are friends. It rained in the valley all night.", "original"),
        "other": ("The groups are friends, they say. The market was closed.", {}),
    }
    return Corpus.of(
        Statement(
            name, body, parse_date("2019"), "NORTH", language="eng",
            reprint_of=link if isinstance(link, str) else "",
        )
        for name, (body, link) in texts.items()
    )  # fmt: skip


def test_a_passage_that_stands_in_a_copy_too_is_shown_once() -> None:
    found = search(copied(), STAND_IN[0], "friends of the groups")
    hits = list(zip(found["statement"], found["passage"], strict=True))
    assert sorted(hits) == [("original", 1), ("original", 2), ("other", 1), ("other", 2)]


def test_a_copy_is_found_where_its_original_is_not_asked_for() -> None:
    statements = [replace(s, group="EAST") if s.reprint_of else s for s in copied().statements]
    found = search(Corpus.of(statements), STAND_IN[0], "friends", groups=["EAST"])
    assert set(found["statement"]) == {"reprint"}
