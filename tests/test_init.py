"""Starting a project: whole or not at all, over nothing that is there."""

from __future__ import annotations

import os
import shutil
import tomllib
from pathlib import Path

import pytest

from rhetoric.check import check
from rhetoric.errors import SettingsError
from rhetoric.init import init_project
from rhetoric.settings import find_project, open_project, sample_folder
from rhetoric.sources.markdown import parse_statement


def everything(folder: Path) -> set[Path]:
    return set(folder.rglob("*"))


def test_a_new_project_opens_and_has_no_mistakes(tmp_path: Path) -> None:
    made = init_project(tmp_path / "a" / "new", title='Two "factions"')
    project = open_project(made.root)
    assert project.title == 'Two "factions"'
    assert made.statements == 0
    assert [f for f in check(project) if f.level == "error"] == []
    assert {p.name for p in made.root.iterdir()} == set(made.created)


def test_its_settings_are_defaults_whose_comments_can_be_taken_away(tmp_path: Path) -> None:
    root = init_project(tmp_path / "new").root
    untouched = open_project(root)
    settings = root / "rhetoric.toml"
    lines = settings.read_text("utf-8").splitlines()
    bare = [line.removeprefix("# ") if line.startswith(("# [", "# ")) and (
        "[" in line or " = " in line) else line for line in lines]  # fmt: skip
    settings.write_text("\n".join(bare), "utf-8")
    assert len(tomllib.loads(settings.read_text("utf-8"))) == 5
    changed = open_project(root)
    assert (changed.texts, changed.reports, changed.cache) == (
        untouched.texts, untouched.reports, untouched.cache,
    )  # fmt: skip
    assert (changed.threshold, changed.quotation_cap, changed.encoder) == (
        untouched.threshold, untouched.quotation_cap, untouched.encoder,
    )  # fmt: skip


def test_the_title_is_the_folders_name_unless_given(tmp_path: Path) -> None:
    assert open_project(init_project(tmp_path / "lake-chad").root).title == "lake-chad"


def test_the_example_in_its_readme_is_a_valid_statement(tmp_path: Path) -> None:
    root = init_project(tmp_path / "new").root
    readme = (root / "README.md").read_text("utf-8")
    block = readme.partition("    ---\n")[2].partition("\n\n")[0]
    text = "---\n" + "\n".join(line.removeprefix("    ") for line in block.splitlines())
    statement = parse_statement(text, Path("2020-05-28-isgs-interview.md"))
    assert statement.group == "ISGS"


def test_the_sample_statements_come_along_when_asked_for(tmp_path: Path) -> None:
    made = init_project(tmp_path / "new", with_sample=True)
    there = {p.name for p in (made.root / "texts").glob("*.md")}
    assert there == {p.name for p in (sample_folder() / "texts").glob("*.md")}
    assert made.statements == len(there)


def test_a_folder_with_other_things_keeps_them(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("mine", "utf-8")
    (tmp_path / ".gitignore").write_text("mine", "utf-8")
    init_project(tmp_path)
    assert (tmp_path / "notes.txt").read_text("utf-8") == "mine"
    assert (tmp_path / ".gitignore").read_text("utf-8") == "mine"
    assert (tmp_path / "lexicons" / "actors.yaml").exists()


@pytest.mark.parametrize("name", ["README.md", "rhetoric.toml", "texts", "lexicons"])
def test_nothing_that_is_there_is_overwritten(tmp_path: Path, name: str) -> None:
    (tmp_path / name).mkdir()
    before = everything(tmp_path)
    with pytest.raises(SettingsError, match=f"there is already: {name}"):
        init_project(tmp_path)
    assert everything(tmp_path) == before


def test_a_file_is_no_folder(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(SettingsError, match="a file, not a folder"):
        init_project(tmp_path / "file")


@pytest.mark.parametrize("there", [True, False])
def test_nothing_is_left_half_made(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, there: bool
) -> None:
    folder = tmp_path / "new"
    if there:
        folder.mkdir()
    before = everything(tmp_path)

    def fail(*_: object, **__: object) -> None:
        raise OSError(28, os.strerror(28))

    monkeypatch.setattr(shutil, "copytree", fail)
    with pytest.raises(SettingsError, match="cannot be written"):
        init_project(folder)
    assert everything(tmp_path) == before


def test_it_is_found_from_within(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = init_project(tmp_path / "new").root
    monkeypatch.delenv("RHETORIC_PROJECT", raising=False)
    monkeypatch.chdir(root / "texts")
    assert find_project().root.samefile(root)
