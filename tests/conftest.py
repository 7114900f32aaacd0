"""What several tests share: stable property tests, small statements, small lexicons."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from rhetoric.corpus import Corpus
from rhetoric.encode import EmbeddedEncoder
from rhetoric.lexicon import Actors, Lexicon, read_actors, read_lexicon
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

_ACTORS = """\
- id: NORTH
  label: The Northern Front
  short: North
  kind: organisation
  aliases:
    neutral:
      en: [Northern Front]
      ar: [جبهة الشمال]
    hostile:
      en: [Shameful Front]
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
def actors_text() -> str:
    """An actors file, whole; tests replace a line of it."""
    return _ACTORS


@pytest.fixture
def actors(write: Writer, actors_text: str) -> Actors:
    """Five actors that exist nowhere."""
    return read_actors(write("actors.yaml", actors_text))


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
