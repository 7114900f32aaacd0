"""The default path works with the network unplugged."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from rhetoric.settings import sample_folder

#: Runs the command line in a process where whoever touches the network fails loudly.
UNPLUGGED = """
import sys

def refuse(event, arguments):
    if event.startswith("socket.") and event != "socket.__new__":
        raise RuntimeError(f"the network was touched: {event} {arguments}")

sys.addaudithook(refuse)
from rhetoric.cli import main
sys.argv = ["rhetoric", *sys.argv[1:]]
main()
"""


def unplugged(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", UNPLUGGED, *arguments],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        env={k: v for k, v in os.environ.items() if not k.startswith("RHETORIC_")},
    )


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """The sample project with nothing encoded yet."""
    for name in ("texts", "lexicons"):
        shutil.copytree(sample_folder() / name, tmp_path / "project" / name)
    shutil.copy(sample_folder() / "rhetoric.toml", tmp_path / "project")
    return tmp_path / "project"


def test_the_network_is_really_unplugged() -> None:
    code = UNPLUGGED.partition("from rhetoric")[0]
    code += "import socket; socket.create_connection(('127.0.0.1', 9))"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert "the network was touched" in run.stderr


def test_the_corpus_is_scored_and_reported_without_a_network(project: Path, tmp_path: Path) -> None:
    done = unplugged("--project", str(project), "report", "-o", str(tmp_path / "report"))
    assert done.returncode == 0, done.stderr
    written = {path.name for path in (tmp_path / "report").iterdir()}
    assert {"index.html", "report.md", "frames.csv", "manifest.json"} <= written
    ledger = (tmp_path / "report" / "frames.csv").read_text(encoding="utf-8")
    assert "words+meaning" in ledger, "evidence by meaning was scored too"
    assert (project / ".rhetoric" / "vectors.sqlite").exists()


def test_a_statement_is_added_and_its_language_found_without_a_network(project: Path) -> None:
    note = project / "note.txt"
    note.write_text("Le marché a été rouvert après la pluie, et la route est libre.", "utf-8")
    options = ["--date", "3 Ramadan 1441", "--group", "JNIM", "--source", "A note"]
    done = unplugged("--project", str(project), "add", str(note), *options)
    assert done.returncode == 0, done.stderr
    assert "the language is taken to be French" in done.stderr


def test_the_corpus_is_searched_without_a_network(project: Path) -> None:
    done = unplugged("--project", str(project), "search", "talks with the government", "-k", "3")
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip()
