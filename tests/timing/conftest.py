"""Counts and small projects with a known history."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, timedelta

import numpy as np
import pandas as pd
import pytest

from rhetoric.compare.counts import FACTORS, Counts, Factor
from rhetoric.corpus import Corpus
from rhetoric.dates import parse_date
from rhetoric.frames.table import find_frames
from rhetoric.lexicon import Actors, Lexicon
from rhetoric.model import Actor, Event, Pattern, Statement, Theme

History = Callable[..., Counts]
World = tuple[Corpus, pd.DataFrame, Lexicon]
#: 2020-01-01, in days since 1970.
START = 18262


@pytest.fixture(scope="session")
def history() -> History:
    """history(has, …): statements of side A, ten days apart, with the one theme or without."""

    def counts(
        has: Sequence[int], *, side: str = "", first: Sequence[int] = (), last: Sequence[int] = ()
    ) -> Counts:
        n = len(has)
        begin = np.array(first or [START + 10 * k for k in range(n)], dtype=np.int64)
        return Counts(
            statements=tuple(f"s{k:03}" for k in range(n)),
            side=Factor.of(side or "A" * n),
            first=begin,
            last=np.array(last, dtype=np.int64) if last else begin,
            dated=np.ones(n, dtype=np.bool_),
            passages=np.full(n, 10.0),
            words=np.full(n, 100.0),
            themes=("blame",),
            hits=np.array(has, dtype=np.float64)[:, None],
            factors={name: Factor.of([""] * n) for name in FACTORS},
            uses=pd.DataFrame({"row": [], "passage": [], "theme": []}),
        )

    return counts


def _theme(name: str, tone: str, pattern: str, *, directed: bool) -> Theme:
    return Theme(name, name, "", tone, directed, "any", (Pattern(pattern, "en"),))


@pytest.fixture(scope="session")
def world() -> World:
    """Two leagues. North blames East from the 13th of its 24 statements on; East praises always."""
    actors = Actors({
        name.upper(): Actor(name.upper(), f"The {name} League", "organisation",
                            aliases=((f"{name} League", "en", "neutral"),))
        for name in ("North", "East")
    })  # fmt: skip
    lexicon = Lexicon(
        {
            "blame": _theme("blame", "hostile", "broke the agreement", directed=True),
            "praise": _theme("praise", "conciliatory", "kept its word", directed=False),
        },
        actors,
        (
            Event("summit", parse_date("2020-06-25"), "meeting", "The summit"),
            Event("long-ago", parse_date("2010"), "meeting", "Another summit"),
            Event("far", parse_date("2020-01-02"), "meeting", "A far meeting"),
        ),
    )
    statements = []
    for k in range(24):
        day = date(2020, 1, 1) + timedelta(days=15 * k)
        said = "The East League broke the agreement." if k >= 12 else "The weather is fine."
        for group, text in (("NORTH", said), ("EAST", "Everybody kept its word.")):
            statements.append(
                Statement(f"{group}-{k:02}", f"{text}\n", parse_date(day.isoformat()), group,
                          language="eng")
            )  # fmt: skip
    corpus = Corpus.of(statements)
    return corpus, find_frames(corpus, lexicon), lexicon
