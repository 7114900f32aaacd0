"""What several tests share: stable property tests, small statements, small lexicons."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from rhetoric.corpus import Corpus
from rhetoric.encode import EmbeddedEncoder
from rhetoric.lexicon import Actors, Lexicon, read_actors, read_lexicon
from rhetoric.settings import Project, open_project
from rhetoric.sources.folder import read_texts

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


_THEMES = {
    "talks": """\
id: talks
label: Talking to the government
description: Talks with a government.
tone: hostile
directed: true
target_role: subject
patterns:
  en: [negotiat* ... government, {pattern: talks, weight: 0.5}]
prototypes:
  en: [They negotiate with the government., The group sits down with the state.]
counterexamples:
  en: [Traders negotiated the price of grain.]
""",
    "friendship": """\
id: friendship
label: Friendship
description: Good relations.
tone: conciliatory
directed: true
target_role: object
patterns:
  en: [brothers|friends]
prototypes:
  en: [We are brothers.]
counterexamples:
  en: [The siblings opened a shop.]
""",
}
_TEXTS = {
    "2019-05-north-letter": (
        "date: 2019-05\ngroup: NORTH\nmedium: letter\ntitle: A letter",
        "The two groups are friends.\n\nIt rained in the valley.",
    ),
    "2020-03-01-east-speech": (
        "date: 2020-03-01\ngroup: EAST\nmedium: speech\nspeaker: A. Speaker\ntitle: A speech",
        "The Northern Front negotiates with the government.\n\nThe market was closed.",
    ),
    "2020-north-answer": (
        "date: 2020-04/2020-06\ngroup: NORTH\nmedium: speech\ntitle: An answer",
        "They say that we negotiate with the government, which is false.",
    ),
}


@pytest.fixture
def small_project(tmp_path: Path, actors_text: str) -> Project:
    """A project of three short statements and two themes, in a folder of its own."""
    root = tmp_path / "project"
    (root / "texts").mkdir(parents=True)
    (root / "lexicons" / "themes").mkdir(parents=True)
    (root / "rhetoric.toml").write_text('[project]\ntitle = "Small"\n', "utf-8")
    (root / "lexicons" / "actors.yaml").write_text(actors_text, "utf-8")
    (root / "lexicons" / "events.csv").write_text(
        "id,date,kind,label,actors\n2019-meeting,2019-06,meeting,They meet,NORTH;WEST\n", "utf-8"
    )
    for name, text in _THEMES.items():
        (root / "lexicons" / "themes" / f"{name}.yaml").write_text(text, "utf-8")
    for name, (fields, body) in _TEXTS.items():
        (root / "texts" / f"{name}.md").write_text(
            f"---\nid: {name}\n{fields}\nlanguage: en\nsource: A book\n---\n{body}\n", "utf-8"
        )
    return open_project(root)
