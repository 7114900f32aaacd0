"""Where a project lives and how it is set."""

from __future__ import annotations

from pathlib import Path

import pytest

from rhetoric.errors import SettingsError
from rhetoric.settings import Project, find_project, open_project, sample_folder


@pytest.fixture(autouse=True)
def clean_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("RHETORIC_PROJECT", "RHETORIC_ENCODER", "RHETORIC_CACHE", "XDG_CACHE_HOME"):
        monkeypatch.delenv(name, raising=False)


def test_settings_are_optional(small_project: Project) -> None:
    (small_project.root / "rhetoric.toml").unlink()
    project = open_project(small_project.root)
    assert project.title == small_project.root.name
    assert project.texts == project.root / "texts"
    assert project.encoder == "embedded"
    assert not project.sample


def test_settings_are_read(small_project: Project) -> None:
    (small_project.root / "elsewhere").mkdir()
    (small_project.root / "rhetoric.toml").write_text(
        '[paths]\ntexts = "elsewhere"\nreports = "out"\n[encoder]\nname = "a/model"\n'
        'query_prefix = "q: "\n[frames]\nthreshold = 1\n[report]\nquotation_cap = 90\n',
        "utf-8",
    )
    project = open_project(small_project.root)
    assert project.texts == project.root / "elsewhere"
    assert project.reports == project.root / "out"
    assert (project.encoder, project.query_prefix, project.passage_prefix) == (
        "a/model", "q: ", None,
    )  # fmt: skip
    assert (project.threshold, project.quotation_cap) == (1.0, 90)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[frames", "this is not valid TOML"),
        ("[frame]\nx = 1", "field 'frame': this section is not known\n  known: [project]"),
        ("title = 'x'", "field 'title': this section is not known"),
        ("[frames]\nlimit = 1", "field 'frames.limit': this setting is not known\n  known in"),
        ("[frames]\nthreshold = 'high'", "field 'frames.threshold': a number is expected"),
        ("[frames]\nthreshold = true", "field 'frames.threshold': a number is expected"),
        ("[frames]\nthreshold = 2", "field 'frames.threshold': 2 is not between 0 and 1"),
        ("[report]\nquotation_cap = -5", "field 'report.quotation_cap': -5 is not between 1 and"),
        ("[report]\nquotation_cap = 1.5", "a whole number is expected, not 1.5"),
        ("[project]\ntitle = 3", "field 'project.title': a text is expected, not 3"),
        ("[paths]\ntexts = 'nowhere'", "nowhere: this folder of the project is missing"),
    ],
)
def test_a_mistake_names_file_field_and_remedy(
    small_project: Project, text: str, message: str
) -> None:
    (small_project.root / "rhetoric.toml").write_text(text, "utf-8")
    with pytest.raises(SettingsError) as caught:
        open_project(small_project.root)
    assert message in str(caught.value)


def test_a_folder_that_is_not_there_is_answered_with_init(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="rhetoric init DIR"):
        open_project(tmp_path / "nowhere")


def test_the_nearest_project_upwards_is_found(
    small_project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(small_project.root / "lexicons" / "themes")
    assert find_project().root.samefile(small_project.root)


def test_the_environment_names_a_project_and_an_encoder(
    small_project: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("RHETORIC_PROJECT", str(small_project.root))
    monkeypatch.setenv("RHETORIC_ENCODER", "a/model")
    project = find_project()
    assert project.root == small_project.root
    assert project.encoder == "a/model"


def test_without_a_project_the_sample_is_used_and_writes_stay_outside_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("RHETORIC_CACHE", str(tmp_path / "cache"))
    project = find_project()
    assert project.sample
    assert project.texts == sample_folder() / "texts"
    assert project.reports == Path.cwd() / "reports" / "sahel"
    assert project.cache == tmp_path / "cache" / "rhetoric"
