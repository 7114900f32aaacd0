"""The lexicons: themes, actors and events as people write them."""

from __future__ import annotations

import traceback
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from rhetoric.errors import InputError, LexiconError, UnknownNameError
from rhetoric.lexicon import Actors, read_actors, read_events, read_lexicon, read_theme
from rhetoric.model import Pattern

Writer = Callable[[str, str], Path]

THEME = """\
id: unity
label: Unity
description: >
  An appeal
  to close ranks.
tone: self
directed: false
target_role: none
patterns:
  en:
    - close ranks
    - {pattern: unity, weight: 0.5}
  ar: [وحدة]
exclusions:
  en: [unity of measurement]
prototypes:
  en: [We must close ranks.]
counterexamples:
  en: ["The unit, of course."]
references: [Somebody 2019]
"""

EVENTS = """\
id,date,date_text,kind,label,place_precision,actors,description
second,2020-03,in March,clash,A clash,village,NORTH; EAST,"One, two"
first,2019,,meeting,A meeting,,NORTH,
"""


def refusal(read: Callable[[Path], object], path: Path) -> str:
    """What a file is answered with, less its place."""
    with pytest.raises(LexiconError) as caught:
        read(path)
    assert caught.value.path == path
    return str(caught.value).replace(str(path), path.name)


# ---------------------------------------------------------------- themes


def test_a_theme_is_read_whole(write: Writer) -> None:
    theme = read_theme(write("unity.yaml", THEME))
    assert (theme.id, theme.label, theme.tone, theme.directed) == ("unity", "Unity", "self", False)
    assert theme.description == "An appeal to close ranks."
    assert theme.target_role == "none"
    assert theme.patterns == (
        Pattern("close ranks", "en", 1.0), Pattern("unity", "en", 0.5), Pattern("وحدة", "ar", 1.0),
    )  # fmt: skip
    assert theme.exclusions == (Pattern("unity of measurement", "en"),)
    assert theme.prototypes == {"en": ("We must close ranks.",), "fr": (), "ar": ()}
    assert theme.counterexamples["en"] == ("The unit, of course.",)
    assert theme.references == ("Somebody 2019",)


PATTERN_REMEDY = (
    '\n  write - word*  or  - {pattern: "word*", weight: 0.5};'
    " a pattern begins and ends with a word"
)


@pytest.mark.parametrize(
    ("line", "instead", "answer"),
    [
        ("id: unity", "id: union",
         ":1, field 'id': 'union' differs from the file name\n  write id: unity"),
        ("label: Unity\n", "",
         ":1, field 'label': this field is required\n  add a line 'label: …'"),
        ("tone: self", "tone: friendly",
         ":6, field 'tone': 'friendly' is not known here\n  one of: hostile, conciliatory, self"),
        ("target_role: none", "target_role: all",
         ":8, field 'target_role': 'all' is not known here\n  one of: subject, object, any, none"),
        ("directed: false", "directed: perhaps",
         ":7, field 'directed': 'perhaps' is neither true nor false\n  write true or false"),
        ("  ar: [وحدة]", "  de: [Einheit]",
         ":13, field 'de': this field is not known\n  known: ar, en, fr"),
        ("  ar: [وحدة]", "  ar: وحدة", ":13, field 'ar': a list of patterns is expected here"),
        ("    - close ranks", "    - close ranks ...",
         ":11, field 'en': pattern 'close ranks ...' begins or ends with a gap" + PATTERN_REMEDY),
        ("0.5}", "half}", ":12, field 'en': weight 'half' is not a number" + PATTERN_REMEDY),
        ("0.5}", "0}", ":12, field 'en': weight 0 is not above 0 and at most 1" + PATTERN_REMEDY),
        ("0.5}", "nan}",
         ":12, field 'en': weight nan is not above 0 and at most 1" + PATTERN_REMEDY),
        ("weight: 0.5", "weigth: 0.5",
         ":12, field 'en': '{'pattern': 'unity', 'weigth': '0.5'}' is neither a pattern nor a"
         " mapping of pattern and weight" + PATTERN_REMEDY),
        ("weight: 0.5", "weight: ",
         ":12, field 'en': '{'pattern': 'unity', 'weight': None}' is neither a pattern nor a"
         " mapping of pattern and weight" + PATTERN_REMEDY),
    ],
)  # fmt: skip
def test_a_mistake_in_a_theme_is_answered_with_file_line_field_and_remedy(
    write: Writer, line: str, instead: str, answer: str
) -> None:
    assert line in THEME
    path = write("unity.yaml", THEME.replace(line, instead))
    assert refusal(read_theme, path) == "unity.yaml" + answer


def test_a_theme_without_patterns_and_prototypes_is_refused(write: Writer) -> None:
    path = write("unity.yaml", THEME[: THEME.index("patterns")])
    assert refusal(read_theme, path) == (
        "unity.yaml:1, field 'patterns': a theme needs patterns or prototypes"
    )


def test_a_reader_that_shall_go_on_tells_every_mistaken_pattern(write: Writer) -> None:
    text = THEME.replace("close ranks\n", "'*'\n").replace("weight: 0.5", "weight: 7")
    told: list[InputError] = []
    theme = read_theme(write("unity.yaml", text), on_error=told.append)
    assert [problem.line for problem in told] == [11, 12]
    assert [pattern.text for pattern in theme.patterns] == ["وحدة"]


# ---------------------------------------------------------------- actors


def test_actors_are_read_with_aliases_and_dated_affiliations(actors: Actors) -> None:
    north = actors["NORTH"]
    assert north.aliases == (
        ("Northern Front", "en", "neutral"), ("جبهة الشمال", "ar", "neutral"),
        ("Shameful Front", "en", "hostile"),
    )  # fmt: skip
    assert [(t.to, t.role, str(t.since), str(t.until)) for t in north.affiliations] == [
        ("EAST", "affiliate", "2015-05", "2019-03"), ("WEST", "branch", "2019-04", "None"),
    ]  # fmt: skip
    assert north.rivals == ("WEST",)
    assert actors.sorted_ids == ["EAST", "NORTH", "STATE", "WEST", "the-speaker"]


@pytest.mark.parametrize(
    ("line", "instead", "answer"),
    [
        ("kind: organisation\n  aliases", "kind: band\n  aliases",
         ":4, field 'kind': 'band' is not known here\n"
         "  one of: organisation, person, state, militia, movement, observer"),
        ("    hostile:", "    unkind:",
         ":9, field 'unkind': this field is not known\n  known: hostile, neutral, own"),
        ("role: branch", "role: cousin",
         ":13, field 'role': 'cousin' is not known here\n"
         "  one of: branch, affiliate, subgroup, member, leader, commander, spokesman, scholar,"
         " founder, fighter, allegiance, successor, splinter, official, ally"),
        ("from: 2019-04", "from: April",
         ":13, field 'from': 'April' is not a date: the year is missing\n"
         "  write it as 2020-05-28, 2020-05, 2020-01/2020-03, '28 May 2020', 'late May 2020',"
         " '28 mai 2020', '٢٨ مايو ٢٠٢٠' or '3 Ramadan 1441'"),
        ("to: WEST", "to: WESTT",
         ":11, field 'affiliations': unknown actor 'WESTT'; did you mean 'WEST'?"
         "\n  add the actor or correct its id"),
        ("rivals: [WEST]", "rivals: [NRTH]",
         ":14, field 'rivals': unknown actor 'NRTH'; did you mean 'NORTH'?"
         "\n  add the actor or correct its id"),
        ("- id: STATE\n", "- id: STATE\n  side: perhaps\n",
         ":27, field 'side': 'perhaps' is neither true nor false\n  write true or false"),
        ("- id: STATE", "- id: EAST",
         ":26, field 'id': 'EAST' is defined twice\n  merge the two entries"),
    ],
)  # fmt: skip
def test_a_mistake_in_the_actors_is_answered_with_file_line_field_and_remedy(
    write: Writer, actors_text: str, line: str, instead: str, answer: str
) -> None:
    assert line in actors_text
    path = write("actors.yaml", actors_text.replace(line, instead))
    assert refusal(read_actors, path) == "actors.yaml" + answer


def test_an_unknown_actor_is_answered_with_those_there_are(actors: Actors) -> None:
    with pytest.raises(UnknownNameError, match="unknown actor 'NORD'; did you mean 'NORTH'"):
        actors["NORD"]
    assert "NORD" not in actors


def test_an_actor_is_labelled_by_its_short_name_its_label_or_its_id(actors: Actors) -> None:
    assert [actors.label(n) for n in ("NORTH", "WEST", "nobody")] == [
        "North", "The Western League", "nobody",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("day", "camp"),
    [(date(2016, 1, 1), "EAST"), (date(2019, 3, 31), "EAST"), (date(2019, 4, 1), "WEST"),
     (date(2010, 1, 1), "EAST"), (None, "WEST")],
)  # fmt: skip
def test_a_camp_is_where_the_affiliations_of_the_day_end(
    actors: Actors, day: date | None, camp: str
) -> None:
    assert actors.camp("NORTH", day, day) == camp
    assert actors.camp("the-speaker", day, day) == camp
    assert actors.above("the-speaker", day, day) == ["the-speaker", "NORTH", camp]


def test_an_ally_keeps_its_own_camp(write: Writer, actors_text: str) -> None:
    allied = actors_text.replace("role: affiliate", "role: ally").replace("branch", "ally")
    assert read_actors(write("actors.yaml", allied)).camp("NORTH") == "NORTH"


def test_a_ring_of_affiliations_comes_to_an_end(write: Writer, actors_text: str) -> None:
    ring = actors_text.replace(
        "- id: WEST\n", "- id: WEST\n  affiliations: [{to: NORTH, role: member}]\n"
    )
    assert read_actors(write("actors.yaml", ring)).above("NORTH") == ["NORTH", "WEST"]


def test_states_and_strangers_belong_to_no_camp(actors: Actors) -> None:
    assert actors.camp("STATE") == actors.camp("nobody") == ""


def test_a_state_that_is_declared_a_side_is_its_own_camp(write: Writer, actors_text: str) -> None:
    declared = actors_text.replace("- id: STATE\n", "- id: STATE\n  side: true\n")
    actors = read_actors(write("actors.yaml", declared))
    assert actors["STATE"].side
    assert actors.camp("STATE") == actors.camp("STATE", date(2020, 1, 1)) == "STATE"


def test_an_organisation_that_is_declared_none_is_no_side(write: Writer, actors_text: str) -> None:
    declared = actors_text.replace("- id: EAST\n", "- id: EAST\n  side: false\n")
    actors = read_actors(write("actors.yaml", declared))
    assert actors.camp("EAST") == actors.camp("NORTH", date(2016, 1, 1)) == ""
    assert actors.camp("NORTH", date(2020, 1, 1)) == "WEST"


@pytest.mark.parametrize(
    ("day", "camp"),
    [(date(2016, 1, 1), "EAST"), (date(2019, 4, 1), "WEST"), (date(2010, 1, 1), "NORTH"),
     (None, "WEST")],
)  # fmt: skip
def test_a_declared_side_stands_for_itself_on_days_without_an_affiliation(
    write: Writer, actors_text: str, day: date | None, camp: str
) -> None:
    declared = actors_text.replace("- id: NORTH\n", "- id: NORTH\n  side: true\n")
    actors = read_actors(write("actors.yaml", declared))
    assert actors.camp("NORTH", day, day) == actors.camp("the-speaker", day, day) == camp


def test_a_person_speaks_for_the_party_it_belongs_to(actors: Actors) -> None:
    assert [actors.party(n) for n in ("the-speaker", "NORTH", "nobody")] == [
        "NORTH", "NORTH", "nobody",
    ]  # fmt: skip


# ---------------------------------------------------------------- events


def test_events_are_read_in_order_of_date(write: Writer) -> None:
    first, second = read_events(write("events.csv", EVENTS))
    assert (first.id, second.id) == ("first", "second")
    assert second.actors == ("NORTH", "EAST")
    assert second.description == "One, two"
    assert (first.place_precision, second.place_precision) == ("unknown", "village")


def test_events_are_the_same_with_windows_line_ends(write: Writer) -> None:
    unix = read_events(write("a.csv", EVENTS))
    assert read_events(write("b.csv", EVENTS.replace("\n", "\r\n"))) == unix


@pytest.mark.parametrize(
    ("line", "instead", "answer"),
    [
        ("id,date,", "id,day,",
         ":1: the column 'date' is missing\n  the first line names the columns: id,date,date_text,"
         "kind,label,place,country,place_precision,actors,description,source"),
        ("first,2019", "first,then",
         ":3, field 'date': 'then' is not a date\n"
         "  write it as 2020-05-28, 2020-05, 2020-01/2020-03, '28 May 2020', 'late May 2020',"
         " '28 mai 2020', '٢٨ مايو ٢٠٢٠' or '3 Ramadan 1441'"),
        ("first,2019", "second,2019", ":3, field 'id': 'second' stands here twice"),
        ("A clash,village", "A clash,street",
         ":2, field 'place_precision': 'street' is not known here\n"
         "  one of: village, area, region, country, unknown"),
        ("A meeting", "",
         ":3, field 'label': this field is required\n  add a line 'label: …'"),
        ('"One, two"', "One, two",
         ":2: more values (9) than columns (8)\n  quote values that contain the separator"),
        ('"One, two"', '"One, two',
         ":2: not a valid table: unexpected end of data\n"
         "  close every quotation mark, and write one inside a quoted value twice"),
    ],
)  # fmt: skip
def test_a_mistake_in_the_events_is_answered_with_file_line_field_and_remedy(
    write: Writer, line: str, instead: str, answer: str
) -> None:
    assert line in EVENTS
    path = write("events.csv", EVENTS.replace(line, instead, 1))
    assert refusal(read_events, path) == "events.csv" + answer


def test_an_empty_events_file_is_told_which_columns_it_needs(write: Writer) -> None:
    assert refusal(read_events, write("events.csv", "")).startswith(
        "events.csv:1: the column 'date' is missing"
    )


# ---------------------------------------------------------------- every file


@pytest.mark.parametrize(
    ("read", "name", "text"),
    [
        (read_theme, "unity.yaml", THEME.replace("weight: 0.5", "weight: 5")),
        (read_events, "events.csv", EVENTS.replace("2019", "then")),
    ],
)
def test_a_mistake_is_told_without_what_the_reader_stumbled_over(
    write: Writer, read: Callable[[Path], object], name: str, text: str
) -> None:
    assert text not in (THEME, EVENTS)
    with pytest.raises(LexiconError) as caught:
        read(write(name, text))
    assert "During handling" not in "".join(traceback.format_exception(caught.value))


# ---------------------------------------------------------------- the folder


def test_a_lexicon_is_a_folder_of_themes_with_actors_and_events(
    write: Writer, actors_text: str
) -> None:
    write("events.csv", EVENTS)
    write("actors.yaml", actors_text)
    lexicon = read_lexicon(write("themes/unity.yaml", THEME).parent.parent)
    assert lexicon.theme("unity").label == "Unity"
    assert "NORTH" in lexicon.actors
    assert len(lexicon.events) == 2
    with pytest.raises(UnknownNameError, match="unknown theme 'unit'; did you mean 'unity'"):
        lexicon.theme("unit")


def test_actors_and_events_may_be_missing(write: Writer) -> None:
    lexicon = read_lexicon(write("themes/unity.yaml", THEME).parent.parent)
    assert (lexicon.actors.sorted_ids, lexicon.events) == ([], ())


def test_a_folder_without_themes_is_refused(tmp_path: Path) -> None:
    with pytest.raises(LexiconError) as caught:
        read_lexicon(tmp_path)
    assert (
        str(caught.value) == f"{tmp_path / 'themes'}: no themes here\n  add one YAML file a theme"
    )
