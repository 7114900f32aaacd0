"""The public face: what is promised is there, whatever was imported before."""

from __future__ import annotations

import subprocess
import sys
import tomllib
from pathlib import Path
from types import ModuleType

import pytest

import rhetoric

ROOT = Path(__file__).parent.parent


def test_every_public_name_is_there_and_documented() -> None:
    for name in rhetoric.__all__:
        value = getattr(rhetoric, name)
        assert not isinstance(value, ModuleType), name
        assert name == "__version__" or value.__doc__, name


def test_the_names_are_sorted_and_listed() -> None:
    assert rhetoric.__all__ == sorted(rhetoric.__all__)
    assert set(rhetoric.__all__) <= set(dir(rhetoric))
    assert set(rhetoric.__all__) == {*rhetoric._HOMES, "__version__"}


def test_type_checkers_see_the_same_names() -> None:
    source = (ROOT / "rhetoric" / "__init__.py").read_text("utf-8")
    imported = source.partition("if TYPE_CHECKING:\n")[2].partition("\n\n")[0]
    names = {
        (line.strip().removeprefix("from rhetoric.").split()[0], name.strip())
        for line in imported.splitlines()
        for name in line.partition(" import ")[2].split(",")
    }
    assert names == {(home, name) for name, home in rhetoric._HOMES.items()}


def test_a_name_that_is_not_there_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        rhetoric.nothing  # noqa: B018


@pytest.mark.parametrize(
    "first",
    [
        "import rhetoric.searching.search, rhetoric.check, rhetoric.mentions",
        "import rhetoric.project",
        "from rhetoric.searching.in_corpus import search",
        "from rhetoric import search, check, mentions",
        "import rhetoric",
    ],
)
def test_a_public_name_never_means_the_module_of_that_name(first: str) -> None:
    code = f"""
{first}
import rhetoric, rhetoric.searching.search, rhetoric.check, rhetoric.mentions
for name in ("search", "check", "mentions"):
    assert callable(getattr(rhetoric, name)), name
from rhetoric.mentions import MentionFinder
"""
    subprocess.run([sys.executable, "-c", code], check=True, cwd=ROOT)


def test_the_version_is_that_of_the_package() -> None:
    if not (ROOT / "pyproject.toml").exists():
        pytest.skip("not a checkout")
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    assert project["version"] == rhetoric.__version__
