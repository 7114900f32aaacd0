"""What several tests share: stable property tests, small statements, small lexicons."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from rhetoric.corpus import Corpus
from rhetoric.encode import EmbeddedEncoder
from rhetoric.lexicon import Lexicon, read_lexicon
from rhetoric.sources.markdown import read_texts

settings.register_profile(
    "stable",
    derandomize=True,
    deadline=None,
    # Fixtures that are only paths or read once do not mind being shared by examples.
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
settings.load_profile("stable")

ROOT = Path(__file__).parent.parent

#: A statement's file, whole; tests replace a line of it.
STATEMENT = """\
---
id: 2020-05-28-speech
title: A speech
date: 2020-05-28
group: IS
---
They met. Nothing was agreed.
"""

#: A theme's file, whole; tests replace a line of it.
THEME = """\
id: unity
label: Unity
description: An appeal to close ranks.
tone: self
directed: false
target_role: none
patterns:
  en:
    - close ranks
    - {pattern: unity, weight: 0.5}
prototypes:
  en: [We must close ranks.]
"""

#: An actors file, whole; tests replace a line of it.
ACTORS = """\
- id: NORTH
  label: The Northern Front
  short: North
  kind: organisation
  aliases:
    neutral:
      en: [Northern Front]
      ar: [جبهة الشمال]
    hostile:
      en: [Northern Front of shame]
  affiliations:
    - {to: EAST, from: 2015-05, until: 2019-03, role: affiliate}
    - {to: WEST, from: 2019-04, role: branch}
  rivals: [WEST]
- id: EAST
  label: The Eastern League
  kind: organisation
- id: WEST
  label: The Western League
  kind: movement
- id: the-speaker
  label: The Speaker
  kind: person
  affiliations:
    - {to: NORTH, role: spokesman}
- id: STATE
  label: The Republic
  kind: state
"""

#: An events file, whole; tests replace a line of it.
EVENTS = """\
id,date,kind,label,actors
second,2020-03,clash,A clash,NORTH;EAST
first,2019,meeting,A meeting,NORTH
"""

Writer = Callable[[str, str], Path]


@pytest.fixture
def write(tmp_path: Path) -> Writer:
    """write(name, text): a file in a fresh folder."""

    def writer(name: str, text: str) -> Path:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode("utf-8"))
        return path

    return writer


@pytest.fixture(scope="session")
def shipped_lexicon() -> Lexicon:
    """The lexicon that ships."""
    return read_lexicon(ROOT / "lexicons")


@pytest.fixture(scope="session")
def shipped_corpus() -> Corpus:
    """The corpus that ships."""
    return Corpus.of(read_texts(ROOT / "texts"))


@pytest.fixture(scope="session")
def embedded() -> EmbeddedEncoder:
    """The default encoder, loaded once."""
    return EmbeddedEncoder()
