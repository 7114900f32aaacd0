"""Articles about two groups that exist nowhere, in three languages."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from rhetoric.drafting.find import Saying, find_sayings
from rhetoric.drafting.layout import lay_out
from rhetoric.lexicon import read_actors
from rhetoric.mentions import MentionFinder

_ACTORS = """\
- id: NORTH
  label: The Northern Front
  kind: organisation
  aliases: {neutral: {en: [Northern Front], fr: [Front du Nord], ar: [جبهة الشمال]}}
- id: EAST
  label: The Eastern League
  kind: organisation
  aliases: {neutral: {en: [Eastern League], fr: ["Ligue de l'Est"], ar: [الرابطة الشرقية]}}
- id: STATE
  label: The Republic
  kind: state
  aliases: {neutral: {en: [Republic, Republican], fr: [République], ar: [الجمهورية]}}
- id: karim-sall
  label: Karim Sall
  kind: person
  aliases: {neutral: {en: [Karim Sall, Sall], fr: [Karim Sall], ar: [كريم سال]}}
  affiliations:
    - {to: EAST, role: member, from: 2015, until: 2017}
    - {to: NORTH, role: spokesman, from: 2018}
"""


@pytest.fixture(scope="session")
def names(tmp_path_factory: pytest.TempPathFactory) -> MentionFinder:
    """Four actors that exist nowhere."""
    path: Path = tmp_path_factory.mktemp("actors") / "actors.yaml"
    path.write_text(_ACTORS, "utf-8")
    return MentionFinder(read_actors(path))


Read = Callable[..., list[Saying]]


@pytest.fixture(scope="session")
def read(names: MentionFinder) -> Read:
    """read(text, language): what is said in an article."""

    def reader(text: str, language: str = "en") -> list[Saying]:
        return list(find_sayings(lay_out(text), names.actors, names, language))

    return reader
