"""A small project in which somebody speaks of tolls."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from rhetoric.encode import CachedEncoder, EmbeddedEncoder
from rhetoric.project import Workspace, load
from rhetoric.settings import Project

EXAMPLES = (
    "Drivers have to pay a toll at the bridge.",
    "The council collects a toll from every lorry.",
    "A new toll is levied on goods that cross the river.",
)
_SAID = {
    "2019-06-east-letter": (
        "EAST", "en",
        "Merchants must pay a toll at the bridge. The harvest was good this year. "
        "The toll of the bell was heard in the village. Rain fell on the hills.",
    ),
    "2020-02-north-lettre": (
        "NORTH", "fr",
        "Les conducteurs doivent payer un péage au pont. Le marché ouvre le lundi. "
        "La pluie est tombée sur les collines.",
    ),
    "2020-03-north-risala": (
        "NORTH", "ar",
        "على السائقين دفع رسوم عند الجسر. نزل المطر على التلال. كان السوق مغلقا يوم الاثنين.",
    ),
}  # fmt: skip


@pytest.fixture
def examples() -> tuple[str, ...]:
    """Three sentences that say that somebody takes tolls."""
    return EXAMPLES


Open = Callable[[Project], Workspace]


@pytest.fixture
def opened(embedded: EmbeddedEncoder) -> Open:
    """opened(project): the project with an encoder that is loaded already."""

    def open_it(project: Project) -> Workspace:
        workspace = load(project)
        workspace.__dict__["encoder"] = CachedEncoder(embedded)
        return workspace

    return open_it


@pytest.fixture
def workspace(small_project: Project, opened: Open) -> Workspace:
    """The small project with three statements more, in three languages."""
    for name, (group, language, body) in _SAID.items():
        (small_project.texts / f"{name}.md").write_text(
            f"---\nid: {name}\ndate: {name[:7]}\ngroup: {group}\nmedium: letter\n"
            f"title: A letter\nlanguage: {language}\nsource: A book\n---\n{body}\n",
            "utf-8",
        )
    return opened(small_project)
