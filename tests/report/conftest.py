"""A small made-up corpus of two sides and an observer: flat sentences, one of them Arabic."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pandas as pd
import pytest

from rhetoric.corpus import Corpus
from rhetoric.dates import parse_date
from rhetoric.ledger import COLUMNS
from rhetoric.lexicon import Actors, Lexicon
from rhetoric.model import Actor, Affiliation, Event, Statement, Theme
from rhetoric.report.groups import build_cast
from rhetoric.report.record import Record
from rhetoric.report.uses import read_uses

ARABIC = "تحدث البيان عن الخلاف. ثم ذكر كلمة المنشقين مرة أخرى في الحي."
#: id, date, group, medium, text
TEXTS = (
    ("a1", "2018-03-05", "NORTH", "claim", "The road was open in March. The market was held."),
    ("a2", "2018-06", "NORTH", "claim", "A meeting took place at the well."),
    ("a3", "2018-09-10", "NORTH", "claim", "The council met for two days."),
    ("a4", "2019-02", "NORTH", "letter", "We want to come together with the South Union."),
    ("a5", "2020-01/2020-03", "NORTH", "letter", "The men of the South Union are dissenters."),
    ("a6", "2020-06-01", "NORTH", "letter", "Again: the South Union are dissenters, all of them."),
    ("b1", "2018-04", "SOUTH", "claim", "The bridge was repaired."),
    ("b2", "2018-11-02", "SOUTH", "claim", "The school was reopened."),
    ("b3", "2020-05-28", "SOUTH", "speech", "The word dissenters is wrong, and we refuse it."),
    ("b4", "2020-06", "SOUTH", "speech", "The North League broke its promise about the well."),
    ("b5", "2020-07-03", "SOUTH-EAST", "speech", "The league broke its promise once more."),
    ("b6", "2019/2020", "SOUTH", "speech", "They broke a promise, an undated page says."),
    ("b7", "2020-07-09", "SOUTH", "newsletter", ARABIC),
    ("o1", "2020-04", "WATCH", "report", "Both groups still share <b>the</b> well & the road."),
)
#: statement, theme, function, target, evidence, confidence of the target
USES = (
    ("a4", "unity", "asserts", "", "come together", 0.0),
    ("a5", "dissent", "asserts", "SOUTH", "dissenters", 0.9),
    ("a6", "dissent", "asserts", "SOUTH", "dissenters", 0.9),
    ("b3", "dissent", "rejects", "SOUTH", "dissenters", 0.8),
    ("b4", "promise", "asserts", "NORTH", "broke its promise", 0.9),
    ("b5", "promise", "asserts", "NORTH", "broke its promise", 0.9),
    ("b6", "promise", "asserts", "NORTH", "broke a promise", 0.9),
    ("b7", "dissent", "mentions", "SOUTH", "المنشقين", 0.9),
    ("o1", "unity", "mentions", "", "share", 0.0),
)


def actor(name: str, label: str, kind: str, *ties: Affiliation) -> Actor:
    return Actor(id=name, label=label, kind=kind, affiliations=ties)


@pytest.fixture
def lexicon() -> Lexicon:
    actors = (
        actor("NORTH", "North League", "organisation"),
        actor("SOUTH", "South Union", "organisation"),
        actor("SOUTH-EAST", "South-East", "organisation", Affiliation("SOUTH", "branch")),
        actor("WATCH", "The Watch", "observer"),
        actor("speaker-b", "B. Speaker", "person", Affiliation("SOUTH", "spokesman")),
    )
    themes = (
        Theme("dissent", "Calling somebody dissenters", "A label.", "hostile", True, "any", ()),
        Theme("promise", "Breaking a promise", "A charge.", "hostile", True, "subject", ()),
        Theme("unity", "Appeal to unite", "An appeal.", "conciliatory", False, "none", ()),
        Theme("victory", "Winning the match", "Unused.", "self", True, "object", ()),
    )
    events = (
        Event("e1", parse_date("2019-05"), "meeting", "Meeting at the well"),
        Event("e2", parse_date("2020-05-20"), "split", "A <split> & more"),
        Event("e3", parse_date("1999"), "split", "Long ago"),
    )
    return Lexicon({t.id: t for t in themes}, Actors({a.id: a for a in actors}), events)


@pytest.fixture
def corpus() -> Corpus:
    return Corpus.of(
        Statement(
            id=name,
            body=body,
            date=parse_date(date),
            group=group,
            title=f"Text {name} <i>of</i> {group}",
            speaker="speaker-b" if name == "b3" else "",
            medium=medium,
            language="ara" if body is ARABIC else "eng",
            original_language="ara" if body is ARABIC else "und",
            form="summary",
            source="A made-up book, p. 1",
            unconfirmed=name == "b5",
        )
        for name, date, group, medium, body in TEXTS
    )


@pytest.fixture
def rows() -> Any:
    return USES


@pytest.fixture
def make_frames(corpus: Corpus, lexicon: Lexicon) -> Callable[..., pd.DataFrame]:
    def make(uses: Any = USES) -> pd.DataFrame:
        rows = []
        for name, theme, function, target, words, confidence in uses:
            s = corpus.statement(name)
            start = s.body.index(words)
            passage = next(p for p in corpus.passages_of(name) if p.start <= start < p.end)
            days = (s.date.first, s.date.last)
            rows.append(
                {
                    "statement": name, "passage": passage.index, "group": s.group,
                    "camp": lexicon.actors.camp(s.group, *days), "speaker": s.speaker,
                    "voice": s.group, "theme": theme, "tone": lexicon.theme(theme).tone,
                    "function": function, "target": target,
                    "target_camp": lexicon.actors.camp(target, *days) if target else "",
                    "target_named": "", "target_confidence": confidence,
                    "date_from": str(days[0] or ""), "date_to": str(days[1] or ""),
                    "score": 0.9, "words": 1.0, "meaning": 0.5, "start": start,
                    "end": start + len(words), "evidence": words,
                    "reason": "the speaker is the subject", "method": "words", "form": s.form,
                    "medium": s.medium, "language": s.language, "unconfirmed": s.unconfirmed,
                }
            )  # fmt: skip
        return pd.DataFrame(rows, columns=list(COLUMNS))

    return make


@pytest.fixture
def frames(make_frames: Callable[..., pd.DataFrame]) -> pd.DataFrame:
    return make_frames()


@pytest.fixture
def make_record(
    corpus: Corpus, lexicon: Lexicon, make_frames: Callable[..., pd.DataFrame]
) -> Callable[..., Record]:
    def make(uses: Any = USES) -> Record:
        read = read_uses(make_frames(uses), corpus, lexicon)
        return Record(corpus, read, build_cast(corpus, read, lexicon), lexicon)

    return make


@pytest.fixture
def record(make_record: Callable[..., Record]) -> Record:
    return make_record()
