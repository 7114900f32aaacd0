"""Running the command line as a user would."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from click.testing import CliRunner, Result

from rhetoric.cli import main
from rhetoric.encode import EmbeddedEncoder
from rhetoric.settings import Project

Run = Callable[..., Result]


@pytest.fixture
def run(small_project: Project, monkeypatch: pytest.MonkeyPatch) -> Run:
    """run(*arguments): the command line on the small project."""
    for name in ("RHETORIC_PROJECT", "RHETORIC_ENCODER"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.chdir(small_project.root)

    def runner(*arguments: object) -> Result:
        return CliRunner().invoke(main, [str(a) for a in arguments], prog_name="rhetoric")

    return runner


@pytest.fixture
def warm(monkeypatch: pytest.MonkeyPatch, embedded: EmbeddedEncoder) -> EmbeddedEncoder:
    """The default encoder as it is loaded already: commands need not load it each time."""
    monkeypatch.setattr("rhetoric.encode.EmbeddedEncoder", lambda: embedded)
    return embedded
