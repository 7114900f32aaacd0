"""Installed, not only cloned: what is built carries all it needs, and works from anywhere."""

from __future__ import annotations

import os
import subprocess
import sys
import sysconfig
import tarfile
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent


def run(*command: str | Path, cwd: Path, **environment: str) -> str:
    inherited = {k: v for k, v in os.environ.items() if not k.startswith(("RHETORIC_", "PYTHON"))}
    done = subprocess.run(
        [str(part) for part in command],
        cwd=cwd,
        env=inherited | environment,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, f"{command}\n{done.stdout}\n{done.stderr}"
    return done.stdout


def files_below(*parts: str) -> set[str]:
    """Files of the checkout that belong in what is built, relative to the root."""
    return {
        path.relative_to(ROOT).as_posix()
        for path in ROOT.joinpath(*parts).rglob("*")
        if path.is_file() and not {"__pycache__", ".rhetoric"} & set(path.parts)
    }


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    run(
        sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--no-index",
        "--no-build-isolation", "--wheel-dir", folder, ROOT,
        cwd=folder,
    )  # fmt: skip
    (built,) = folder.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def names(wheel: Path) -> set[str]:
    with zipfile.ZipFile(wheel) as archive:
        return set(archive.namelist())


def test_the_wheel_holds_the_whole_package(names: set[str]) -> None:
    assert files_below("rhetoric") <= names
    assert "rhetoric/py.typed" in names
    assert {"rhetoric/frames/cues/en.yaml", "rhetoric/report/templates/page.css"} <= names


def test_the_wheel_holds_the_sample_project(names: set[str]) -> None:
    sample = files_below("texts") | files_below("lexicons") | {"rhetoric.toml"}
    assert {f"rhetoric/sample/{name}" for name in sample} <= names
    assert sum(name.startswith("rhetoric/sample/texts/") for name in names) >= 25


def test_the_wheel_holds_nothing_else(names: set[str]) -> None:
    others = {n for n in names if not n.startswith(("rhetoric/", "rhetoric-0.1.0.dist-info/"))}
    assert not others
    assert not [n for n in names if "__pycache__" in n or ".rhetoric" in n or "/reports/" in n]
    assert "rhetoric-0.1.0.dist-info/licenses/LICENSE" in names


def test_the_source_archive_is_enough_to_build_and_test(tmp_path: Path) -> None:
    run(sys.executable, "-m", "hatchling", "build", "-t", "sdist", "-d", tmp_path, cwd=ROOT)
    (built,) = tmp_path.glob("*.tar.gz")
    with tarfile.open(built) as archive:
        held = {name.partition("/")[2] for name in archive.getnames()}
    wanted = {"pyproject.toml", "constraints.txt", "Makefile", "LICENSE", "README.md"}
    for folder in ("rhetoric", "texts", "lexicons", "docs", "examples"):
        wanted |= files_below(folder)
    wanted |= {name for name in files_below("tests") if name.endswith(".py")}
    assert wanted <= held
    assert not [name for name in held if name.startswith((".venv", "reports"))]
    assert not [name for name in held if ".rhetoric" in name.split("/")]


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The command of a wheel installed in an environment of its own.

    The dependencies are lent by the environment of the tests; the checkout is not: a
    .pth file inside a folder that a .pth file names is not followed.
    """
    folder = tmp_path_factory.mktemp("elsewhere") / "env"
    run(sys.executable, "-m", "venv", "--without-pip", folder, cwd=folder.parent)
    python = folder / "bin" / "python"
    run(
        sys.executable, "-m", "pip", "--python", python, "install", "--quiet", "--no-deps",
        "--no-index", wheel,
        cwd=folder.parent,
    )  # fmt: skip
    site = run(
        python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))", cwd=folder.parent
    )
    lent = {sysconfig.get_path("purelib"), sysconfig.get_path("platlib")}
    Path(site.strip(), "lent.pth").write_text("\n".join(sorted(lent)) + "\n", encoding="utf-8")
    return folder / "bin" / "rhetoric"


@pytest.mark.slow
def test_installed_it_reports_from_any_folder(installed: Path, tmp_path: Path) -> None:
    home = {"HOME": str(tmp_path / "home"), "XDG_CACHE_HOME": str(tmp_path / "cache")}
    code = "import rhetoric; print(rhetoric.__file__)"
    where = run(installed.with_name("python"), "-c", code, cwd=tmp_path)
    assert where.startswith(str(installed.parent.parent)), "the wheel is used, not the checkout"
    run(installed, "report", "-o", "out", cwd=tmp_path, **home)
    assert (tmp_path / "out" / "index.html").stat().st_size > 10_000
    before = {path.name for path in tmp_path.iterdir()}
    assert before <= {"out", "cache", "home"}, "nothing is written but what was asked for"


@pytest.mark.slow
def test_installed_it_starts_a_project_in_any_folder(installed: Path, tmp_path: Path) -> None:
    home = {"HOME": str(tmp_path / "home"), "XDG_CACHE_HOME": str(tmp_path / "cache")}
    run(installed, "init", "mine", cwd=tmp_path, **home)
    mine = tmp_path / "mine"
    assert (mine / "rhetoric.toml").is_file()
    assert (mine / "lexicons" / "actors.yaml").is_file()
    run(installed, "check", cwd=mine, **home)
    (tmp_path / "note.txt").write_text(
        "The council said that the other group left the talks.\n", encoding="utf-8"
    )
    run(
        installed, "--project", mine, "add", "note.txt", "--group", "JNIM", "--date",
        "2020-06-01", "--medium", "letter", "--language", "en", "--title", "A note",
        "--source", "made up for a test", "--form", "transcript",
        cwd=tmp_path, **home,
    )  # fmt: skip
    run(
        installed, "--project", mine, "report", "--words-only", "-o", "out",
        cwd=tmp_path, **home,
    )  # fmt: skip
    assert (tmp_path / "out" / "index.html").is_file()
