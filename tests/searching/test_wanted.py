"""Which passages may be found."""

from __future__ import annotations

from dataclasses import replace

import pytest

from rhetoric.errors import DateError, InputError, UnknownNameError
from rhetoric.project import Workspace
from rhetoric.searching.options import Options, apart, read_options
from rhetoric.searching.query import Query, parse_fields, parse_query
from rhetoric.searching.wanted import Wanted, wanted_of
from rhetoric.written_dates import read_date

LETTER, SPEECH, ANSWER = "2019-05-north-letter", "2020-03-01-east-speech", "2020-north-answer"


def found(workspace: Workspace, wanted: Wanted) -> set[str]:
    searcher = workspace.desk.searcher()
    mask = workspace.desk.mask(searcher, wanted)
    return {searcher.snapshot.passage(int(place)).statement for place in mask.nonzero()[0]}


def asked(workspace: Workspace, text: str) -> set[str]:
    query = Query(text, parse_fields(text).parts)
    return found(workspace, wanted_of(query, Wanted(), workspace.resolve))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("group:NORTH", {LETTER, ANSWER}),
        ('group:"Northern Front"', {LETTER, ANSWER}),
        ("group:NORTH group:EAST", {LETTER, SPEECH, ANSWER}),
        ("-group:NORTH", {SPEECH}),
        ("camp:WEST", {LETTER, ANSWER}),
        ("-camp:WEST", {SPEECH}),
        ('speaker:"A. Speaker"', {SPEECH}),
        ("language:English", {LETTER, SPEECH, ANSWER}),
        ("-language:eng", set()),
        ("medium:letter", {LETTER}),
        ("-medium:letter", {SPEECH, ANSWER}),
        ("after:2020-05", {ANSWER}),
        ("before:2019", {LETTER}),
        ("after:2020-06-30", {ANSWER}),
        ("after:2020-07", set()),
        ('title:"A SPEECH"', {SPEECH}),
        ("title:spee", set()),
        ("id:2020-*", {SPEECH, ANSWER}),
        ("theme:talks", {SPEECH, ANSWER}),
        ("function:rejects", {ANSWER}),
        ("theme:friendship function:rejects", set()),
        ("-theme:talks medium:speech", {SPEECH}),
        ("group:NORTH medium:speech", {ANSWER}),
    ],
)
def test_fields_choose_passages(workspace: Workspace, text: str, expected: set[str]) -> None:
    frames = workspace.frames(words_only=True)
    desk = workspace.desk
    desk.frames = lambda: frames
    assert asked(workspace, text) == expected


def test_a_target_is_that_named_or_its_camp(workspace: Workspace) -> None:
    frames = workspace.frames(words_only=True)
    workspace.desk.frames = lambda: frames
    named = frames[frames["target"] != ""].iloc[0]
    for target in {named["target"], named["target_camp"]} - {""}:
        assert named["statement"] in found(workspace, Wanted(targets=(target,)))
    assert found(workspace, Wanted(targets=("nobody",))) == set()


def test_a_statement_whose_date_is_an_interval_passes_where_it_may_fall(
    workspace: Workspace,
) -> None:
    for after, before, passes in (
        ("2020-06", "2021", True), ("2020-04", "2020-04", True), ("2020-07", "", False),
        ("", "2020-03", False),
    ):  # fmt: skip
        wanted = Wanted(
            after=read_date(after) if after else None, before=read_date(before) if before else None
        )
        assert (ANSWER in found(workspace, wanted)) == passes


def test_a_query_narrows_what_is_asked_for_beside_it(workspace: Workspace) -> None:
    keep = Wanted(groups=("NORTH",), after=read_date("2019"))
    query = parse_query("talks after:2020 medium:speech")
    wanted = wanted_of(query, keep, workspace.resolve)
    assert wanted == replace(keep, after=read_date("2020"), media=("speech",))


@pytest.mark.parametrize(
    ("text", "error", "told"),
    [
        ("group:NROTH", UnknownNameError, "did you mean 'NORTH'"),
        ("theme:talk", UnknownNameError, "did you mean 'talks'"),
        ("medium:pigeon", UnknownNameError, "unknown medium 'pigeon'"),
        ("function:shouts", UnknownNameError, "unknown function 'shouts'"),
        ("language:tongue", InputError, "tongue"),
        ("after:soon", DateError, "soon"),
        ("after:2020 before:2019", InputError, "later than"),
    ],
)
def test_what_is_not_known_is_told(
    workspace: Workspace, text: str, error: type[Exception], told: str
) -> None:
    with pytest.raises(error, match=told):
        asked(workspace, text)


def test_what_is_needed_is_asked_for(workspace: Workspace) -> None:
    snapshot = workspace.desk.searcher().snapshot
    with pytest.raises(InputError, match="camps need the actors"):
        Wanted(camps=("WEST",)).mask(snapshot, None)
    with pytest.raises(InputError, match="needs the ledger"):
        Wanted(themes=("talks",)).mask(snapshot, None)


class TestOptions:
    def test_every_filter_of_the_command_line_may_stand_in_a_file(self) -> None:
        data = {
            "group": ["A", "B"], "camp": "C", "speaker": "D", "theme": "e", "function": "rejects",
            "target": "F", "after": "2019", "before": 2020, "language": "fr", "medium": "letter",
            "k": 3, "per_statement": 0, "only": "words",
        }  # fmt: skip
        options = read_options(data)
        assert options.filters["targets"] == ("F",)
        assert (options.k, options.per_statement, options.only) == (3, 0, "words")
        assert read_options(options.record) == options

    @pytest.mark.parametrize(
        ("data", "told"),
        [
            ({"function": "shouts"}, "field 'function': unknown function 'shouts'"),
            ({"per_statement": "-1"}, "field 'per_statement': a whole number"),
            ({"per_statement": -1}, "field 'per_statement': -1 passages"),
            ({"target": {}}, "field 'target'"),
        ],
    )
    def test_a_mistake_names_its_field(self, data: dict[str, object], told: str) -> None:
        with pytest.raises(InputError, match=told):
            read_options(data)

    def test_the_filters_among_keywords_are_taken_apart(self) -> None:
        filters, rest = apart(
            {"groups": {"A"}, "after": read_date("May 2019"), "k": 3, "medium": None}
        )
        assert filters == Options(groups=("A",), after="2019-05")
        assert rest == {"k": 3}

    def test_they_take_the_place_of_what_is_asked_for_beside_them(
        self, workspace: Workspace
    ) -> None:
        keep = Wanted(groups=("EAST",), media=("letter",))
        options = Options(groups=("Northern Front",), targets=("WEST",), functions=("rejects",))
        assert workspace.desk.narrowed(keep, options) == Wanted(
            groups=("NORTH",), media=("letter",), targets=("WEST",), functions=("rejects",)
        )
