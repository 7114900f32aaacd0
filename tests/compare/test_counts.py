"""What is counted: whose claims, of which statements, in which passages."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest

from rhetoric.compare.choices import Choices
from rhetoric.compare.counts import Counts, count, work_of
from rhetoric.compare.sizes import kept_sizes, measure
from rhetoric.corpus import Corpus
from rhetoric.dates import parse_date
from rhetoric.errors import InputError, UnknownNameError
from rhetoric.filters import Filter
from rhetoric.ledger import COLUMNS
from rhetoric.lexicon import Actors, Lexicon
from rhetoric.model import Statement, Theme, TimeSpan

GROUPS = {"n1": "NORTH", "n2": "NORTH", "w1": "WEST", "w2": "WEST", "st": "STATE"}


def statement(name: str, **told: Any) -> Statement:
    known: dict[str, Any] = {
        "body": "One thing was said. Then another one was said.", "date": parse_date("2020-01-01"),
        "group": GROUPS.get(name, "NORTH"), "language": "eng", "medium": "speech",
    }  # fmt: skip
    return Statement(name, **{**known, **told})


def use(name: str, **told: Any) -> dict[str, Any]:
    group = GROUPS.get(name, "NORTH")
    known = {
        "statement": name, "passage": 1, "group": group, "voice": group, "theme": "talks",
        "function": "asserts", "target": "", "target_camp": "", "target_confidence": 1.0,
    }  # fmt: skip
    return {**dict.fromkeys(COLUMNS, ""), **known, **told}


def theme(name: str) -> Theme:
    return Theme(name, name, name, "hostile", True, "any", ())


@pytest.fixture
def lexicon(actors: Actors) -> Lexicon:
    return Lexicon({"talks": theme("talks"), "lies": theme("lies")}, actors)


def counted(
    lexicon: Lexicon,
    uses: list[dict[str, Any]],
    statements: list[Statement] | None = None,
    keep: Filter | None = None,
    **choices: Any,
) -> Counts:
    corpus = Corpus.of(statements or [statement(name) for name in GROUPS])
    ledger = pd.DataFrame(uses, columns=list(COLUMNS))
    return count(corpus, ledger, lexicon, Choices(**{"by": "group", **choices}), keep=keep)


def test_passages_with_a_theme_are_counted_by_statement(lexicon: Lexicon) -> None:
    counts = counted(lexicon, [use("n1"), use("n1", passage=2), use("w1", theme="lies")])
    by_name = dict(zip(counts.statements, counts.hits.tolist(), strict=True))
    assert by_name == {"n1": [2, 0], "n2": [0, 0], "w1": [0, 1], "w2": [0, 0], "st": [0, 0]}
    assert counts.themes == ("talks", "lies")
    assert counts.sides == ("NORTH", "STATE", "WEST")
    assert counts.has.max() == 1


def test_a_passage_counts_once_for_a_theme(lexicon: Lexicon) -> None:
    counts = counted(lexicon, [use("n1", target="WEST"), use("n1", target="EAST")])
    assert counts.hits.sum() == 1
    assert len(counts.uses) == 2


def test_only_the_functions_chosen_count(lexicon: Lexicon) -> None:
    uses = [use("n1", function="rejects"), use("n2", function="mentions"), use("w1")]
    assert counted(lexicon, uses).hits.sum() == 1
    both = counted(lexicon, uses, functions=("asserts", "rejects"))
    assert both.hits.sum() == 2


def test_what_a_text_attributes_to_another_is_no_claim_of_its_speaker(lexicon: Lexicon) -> None:
    uses = [use("n1", voice="WEST"), use("n2", voice=""), use("st", voice="STATE")]
    counts = counted(lexicon, uses)
    names = [counts.statements[n] for n in counts.uses["row"]]
    assert sorted(names) == ["n2", "st"]  # an observer's own claim is that observer's


def test_a_camp_holds_the_groups_that_belonged_to_it_then(lexicon: Lexicon) -> None:
    before = statement("n1", date=parse_date("2018"))
    counts = counted(lexicon, [], [before, statement("n2"), statement("w1")], by="camp")
    sides = [counts.sides[c] for c in counts.side.codes]
    assert dict(zip(counts.statements, sides, strict=True)) == {
        "n1": "EAST", "n2": "WEST", "w1": "WEST",
    }  # fmt: skip


def test_who_belongs_to_no_camp_has_no_side(lexicon: Lexicon) -> None:
    counts = counted(lexicon, [], by="camp")
    assert counts.side.codes[counts.statements.index("st")] == -1


def test_without_any_camp_another_way_is_proposed(lexicon: Lexicon) -> None:
    with pytest.raises(InputError, match="no statement has a camp") as caught:
        counted(lexicon, [], [statement("st")], by="camp")
    assert "--by group" in str(caught.value)


def test_targets_are_surely_spoken_of(lexicon: Lexicon) -> None:
    uses = [
        use("n1", target="WEST", target_camp="WEST"),
        use("n2", target="EAST", target_camp="EAST"),
        use("w1", target="NORTH", target_camp="WEST", target_confidence=0.4),
        use("w2", target="NORTH", target_camp="WEST"),
    ]
    counts = counted(lexicon, uses, targets=("WEST",))
    assert sorted(counts.uses["statement"]) == ["n1", "w2"]
    with pytest.raises(UnknownNameError, match="target 'NOBODY'"):
        counted(lexicon, uses, targets=("NOBODY",))


def test_a_copy_counts_with_its_original(lexicon: Lexicon) -> None:
    texts = [statement("n1"), statement("n2", reprint_of="n1"), statement("w1")]
    uses = [use("n1"), use("n2"), use("w1")]
    assert counted(lexicon, uses, texts).hits.sum() == 2
    assert counted(lexicon, uses, texts, count_copies=True).hits.sum() == 3


def test_forms_and_unconfirmed_reports_can_be_set_apart(lexicon: Lexicon) -> None:
    texts = [statement("n1", form="summary"), statement("w1", unconfirmed=True)]
    assert counted(lexicon, [], texts, forms=("summary",)).statements == ("n1",)
    assert counted(lexicon, [], texts, confirmed=True).statements == ("n1",)


def test_only_sides_asked_for_have_one_unless_the_rest_is(lexicon: Lexicon) -> None:
    few = counted(lexicon, [], sides=("WEST", "NORTH"))
    assert few.sides == ("WEST", "NORTH")
    assert (few.side.codes == -1).sum() == 1
    rest = counted(lexicon, [], sides=("WEST",), against="rest")
    assert rest.sides == ("WEST", "NORTH", "STATE")
    with pytest.raises(UnknownNameError, match="unknown group 'WST'; did you mean 'WEST'"):
        counted(lexicon, [], sides=("WST",))


def test_a_date_reaches_no_further_than_the_dates_asked_for(lexicon: Lexicon) -> None:
    texts = [
        statement("n1", date=parse_date("2019/2020")),
        statement("w1", date=parse_date("../2020-03")),
    ]
    counts = counted(lexicon, [], texts, Filter.of(after="2020-01-01"))
    assert counts.dated.all()
    january = (parse_date("2020-01-01").middle - parse_date("1970-01-01").middle).days
    assert counts.first.tolist() == [january, january]
    loose = counted(lexicon, [], texts)
    assert loose.dated.tolist() == [s == "n1" for s in loose.statements]


def test_what_is_not_scored_has_no_length(lexicon: Lexicon) -> None:
    body = "One thing was said here. Then another one was said."
    marked = statement("n1", body=body, times=(
        TimeSpan(0, 24, 0, 2), TimeSpan(25, len(body), 2, 4, "loop"),
    ))  # fmt: skip
    counts = counted(lexicon, [], [marked, statement("w1")])
    at = counts.statements.index("n1")
    assert (counts.passages[at], counts.words[at]) == (1, 5)


def test_sizes_are_kept_under_a_key(tmp_path: Path) -> None:
    corpus, path = Corpus.of([statement("n1")]), tmp_path / "sizes.json"
    first = kept_sizes(path, "one", corpus)
    assert first == measure(corpus, ["n1"]) == {"n1": (2, 9)}
    longer = Corpus.of([statement("n1", body="Only this was said.")])
    assert kept_sizes(path, "one", longer) == first
    assert kept_sizes(path, "two", longer) == {"n1": (1, 4)}
    path.write_text("[]", "utf-8")
    assert kept_sizes(path, "two", longer) == {"n1": (1, 4)}


def test_some_of_the_statements_keep_their_uses(lexicon: Lexicon) -> None:
    counts = counted(lexicon, [use("n1"), use("n2"), use("w1", theme="lies")])
    kept = np.array([s != "n1" for s in counts.statements])
    some = counts.pick(kept)
    assert some.hits.sum() == 2
    assert [some.statements[n] for n in some.uses["row"]] == ["n2", "w1"]
    assert some.uses["statement"].tolist() == ["n2", "w1"]
    assert some.sides == counts.sides


@pytest.mark.parametrize(
    ("citation", "work"),
    [
        ("A. Author, “Title,” Journal 3:2, nn. 61–63", "A. Author, “Title,” Journal 3:2"),
        ("A. Author, Title (2020), p. 5", "A. Author, Title (2020)"),
        ("A. Author, Title (2020), n. 100 and the text before it", "A. Author, Title (2020)"),
        ("Newsletter 233", "Newsletter 233"),
        ("", ""),
    ],
)  # fmt: skip
def test_a_source_is_the_work_not_the_place_in_it(citation: str, work: str) -> None:
    assert work_of(citation) == work


def test_an_unknown_theme_is_told(lexicon: Lexicon) -> None:
    with pytest.raises(UnknownNameError, match="theme 'tlaks'"):
        counted(lexicon, [], themes=("tlaks",))


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"by": "camps"}, "unknown side 'camps'; did you mean 'camp'"),
        ({"period": "week"}, "month, quarter, year"),
        ({"functions": ("assert",)}, "did you mean 'asserts'"),
        ({"forms": ("summaries",)}, "unknown form"),
        ({"measure": "words"}, "known: intensity, passages, statements"),
        ({"least": 0}, "0 is too few"),
        ({"resamples": 5}, "give 100 or more"),
        ({"level": 95}, "no level of an interval"),
        ({"functions": ()}, "no function counts"),
    ],
)
def test_choices_that_are_none_are_refused(wrong: dict[str, Any], told: str) -> None:
    with pytest.raises((UnknownNameError, InputError)) as caught:
        Choices(**wrong)
    assert told.replace("month, quarter, year", "half, month, quarter, year") in str(caught.value)


def test_choices_are_recorded_as_plain_data() -> None:
    record = replace(Choices(), themes=("talks",)).record
    assert record["themes"] == ["talks"]
    assert record["functions"] == ["asserts"]
    assert record["seed"] == Choices().seed
