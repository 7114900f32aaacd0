"""What changed over time is that which `rhetoric time` finds, told with its numbers."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pandas as pd
import pytest

from rhetoric.corpus import Corpus
from rhetoric.dates import parse_date
from rhetoric.ledger import COLUMNS
from rhetoric.lexicon import Lexicon
from rhetoric.model import Event, Statement
from rhetoric.report.changed import Changed, find_changes, hostile_uses, shuffles
from rhetoric.report.changed_told import change_sentences, direction_sentences
from rhetoric.report.compared import compare_sides
from rhetoric.report.groups import build_cast
from rhetoric.report.hostility_chart import draw_hostility
from rhetoric.report.record import Record
from rhetoric.report.strength import SUGGESTIVE, UNSAID
from rhetoric.report.uses import read_uses

SAYS = "The other side broke its promise."
#: One side says it from its 13th statement on, the other in every second.
MONTHS = [f"{2018 + n // 12}-{n % 12 + 1:02}-10" for n in range(24)]


def changed_of(lexicon: Lexicon, says: dict[str, Callable[[int], bool]]) -> Changed:
    statements, rows = [], []
    for group, holds in says.items():
        for n, date in enumerate(MONTHS):
            name = f"{group}-{n}"
            body = SAYS if holds(n) else "The market was held."
            statements.append(Statement(id=name, body=body, date=parse_date(date), group=group,
                                        form="summary", source=f"Book {n % 3}"))  # fmt: skip
            if holds(n):
                other = "SOUTH" if group == "NORTH" else "NORTH"
                rows.append(dict.fromkeys(COLUMNS, "") | {
                    "statement": name, "passage": 0, "group": group, "camp": group,
                    "voice": group, "theme": "promise", "tone": "hostile", "function": "asserts",
                    "target": other, "target_camp": other, "target_confidence": 0.9,
                    "date_from": date, "date_to": date, "score": 0.9, "words": 1.0,
                    "meaning": 0.5, "start": 0, "end": 33, "evidence": SAYS, "method": "words",
                    "unconfirmed": False,
                })  # fmt: skip
    corpus, frames = Corpus.of(statements), pd.DataFrame(rows, columns=list(COLUMNS))
    uses = read_uses(frames, corpus, lexicon)
    record = Record(corpus, uses, build_cast(corpus, uses, lexicon), lexicon)
    found = find_changes(record, frames, compare_sides(record, frames))
    assert found is not None
    return found


@pytest.fixture
def turned(lexicon: Lexicon) -> Changed:
    near = Event("near", parse_date("2018-12-20"), "meeting", "Meeting in the hall")
    says = {"NORTH": lambda n: n >= 12, "SOUTH": lambda n: n % 2 == 0}
    return changed_of(replace(lexicon, events=(near,)), says)


def test_a_change_is_told_with_its_numbers_and_the_events_near_it(turned: Changed) -> None:
    (said, *_) = change_sentences(turned)
    assert said.strength == SUGGESTIVE
    assert said.text.startswith(
        "North League came to assert “breaking a promise” more often about 25 December 2018: in "
        "none of 12 statements before, in 12 of 12 after (95 % interval of the day: "
    )
    assert said.text.endswith("p < 0.001, q < 0.001 beside 2 sequences).")
    assert "Meeting in the hall (between the statements before and after)" in said.caution
    assert "by chance" in said.caution
    assert len(said.numbers) == 12
    row = turned.seen[0]
    assert (row["last_before"], row["first_after"]) == ("NORTH-11", "NORTH-12")
    assert turned.statements >= {"NORTH-11", "NORTH-12"}


def test_hostility_rises_where_the_hostile_statements_come_last(turned: Changed) -> None:
    rising, level = sorted(turned.directions, key=lambda d: -d.row["direction"])
    assert (rising.side.id, rising.rival, rising.row["told"]) == ("NORTH", "SOUTH", "rises")
    assert rising.row["direction"] == 1
    assert level.row["told"] == "no direction can be told"
    told = [said.text for said in direction_sentences(turned)]
    assert any(
        text.startswith(
            "The hostility of North League towards the South Union rises: 12 of its 24 "
        )
        for text in told
    )
    assert [d.strength for d in (rising, level)] == [SUGGESTIVE, UNSAID]
    assert len(rising.numbers) == 12


def test_no_change_is_told_with_how_much_was_looked_at(lexicon: Lexicon) -> None:
    even = changed_of(lexicon, {"NORTH": lambda n: n % 3 == 0, "SOUTH": lambda n: n % 2 == 0})
    (said,) = change_sentences(even)
    assert said.strength == UNSAID
    assert said.text.startswith("No change can be told: eight sequences ")
    assert "all had the ten dated statements this needs, and in 2 of these" in said.text
    assert "not “nothing changed”" in said.caution


def test_too_few_statements_are_told(record: Record, frames: pd.DataFrame) -> None:
    found = find_changes(record, frames, compare_sides(record, frames))
    assert found is not None
    (said,) = change_sentences(found)
    assert "none had the ten dated statements this needs." in said.text
    assert all("too few" in d.row["told"] for d in found.directions)


def test_the_uses_behind_hostility_are_those_counted(record: Record, frames: pd.DataFrame) -> None:
    found = find_changes(record, frames, compare_sides(record, frames))
    assert found is not None
    for d in found.directions:
        behind = hostile_uses(found.compared)[d.side.id, d.rival]
        assert len({u.statement.id for u in behind}) == d.row["having"]
        assert d.numbers == tuple(u.number for u in behind)


def test_nothing_without_sides(record: Record, frames: pd.DataFrame) -> None:
    assert find_changes(record, frames, None) is None


def test_a_side_nobody_speaks_against_is_told(lexicon: Lexicon) -> None:
    quiet = changed_of(lexicon, {"NORTH": lambda n: False, "SOUTH": lambda n: False})
    assert quiet.directions == ()
    (said,) = direction_sentences(quiet)
    assert said.text.startswith("No side is found to speak against another")
    assert draw_hostility(quiet, 900) == ""


def test_the_chart_has_a_panel_a_pair_and_an_interval(turned: Changed) -> None:
    drawn = draw_hostility(turned, 900)
    assert drawn.count('class="panel"') == 2
    assert "North League against South Union" in drawn
    assert drawn.count('class="band"') == 2
    assert "2019: 12 of 12 statements" in drawn


def test_more_statements_are_shuffled_less_often() -> None:
    assert shuffles([20, 20], 10) == 9999
    assert 999 < shuffles([100, 100], 10) < 9999
    assert shuffles([400] * 12, 20) == 999


def test_the_choices_stand_in_the_manifest(turned: Changed) -> None:
    assert turned.made["changes"]["permutations"] == 9999
    assert turned.made["changes"]["within"] == 90
    assert turned.made["hostility"]["towards"] == ["NORTH", "SOUTH"]
    assert set(turned.tables) == {"changes", "near", "hostility", "directions"}
