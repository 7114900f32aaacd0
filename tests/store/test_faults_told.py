"""What whoever asks a store is told when something is wrong with it, and what helps."""

import re
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from rhetoric.cli import main
from rhetoric.encode import CachedEncoder
from rhetoric.settings import Project
from rhetoric.store import schema, update
from rhetoric.store.snapshot import Snapshot


class Line:
    """The command line on a small project with a store."""

    def __init__(self, project: Project) -> None:
        self.root, self.folder = project.root, project.cache / "search"

    def __call__(self, *arguments: str) -> Result:
        result = CliRunner().invoke(main, list(arguments), prog_name="rhetoric")
        assert result.exception is None or isinstance(result.exception, SystemExit)
        assert "Traceback" not in result.output
        return result

    def follow(self, told: str) -> None:
        """Do what a message says."""
        (command,) = set(re.findall(r"rhetoric (index (?:update|rebuild))", told))
        result = self(*command.split())
        assert result.exit_code == 0, result.output

    @property
    def path(self) -> Path:
        """The file that counts."""
        path = schema.current_file(self.folder)
        assert path is not None
        return path


@pytest.fixture
def line(
    small_project: Project,
    monkeypatch: pytest.MonkeyPatch,
    stand_in: Callable[..., CachedEncoder],
) -> Line:
    monkeypatch.chdir(small_project.root)
    monkeypatch.delenv("RHETORIC_PROJECT", raising=False)
    monkeypatch.delenv("RHETORIC_ENCODER", raising=False)
    monkeypatch.setattr("rhetoric.project.load_encoder", lambda *_, **__: stand_in())
    line = Line(small_project)
    assert line("index", "update").exit_code == 0
    return line


def spoil(line: Line, change: Callable[[bytes], bytes]) -> None:
    line.path.write_bytes(change(line.path.read_bytes()))


def version(line: Line, number: int) -> None:
    connection = sqlite3.connect(line.path)
    connection.execute(f"PRAGMA user_version={number}")
    connection.close()


def tables(line: Line, question: str) -> None:
    connection = sqlite3.connect(line.path)
    with connection:
        connection.execute(question)
    connection.close()


DAMAGE: dict[str, Callable[[Line], object]] = {
    "header": lambda line: spoil(line, lambda data: b"\0" * 100 + data[100:]),
    "middle": lambda line: spoil(line, lambda data: data[:20000] + b"Z" * (len(data) - 20000)),
    "truncated": lambda line: spoil(line, lambda data: data[: len(data) // 2]),
    "empty": lambda line: spoil(line, lambda data: b""),
    "garbage": lambda line: spoil(line, lambda data: b"garbage" * 9000),
    "current": lambda line: (line.folder / "current").write_bytes(b"\0\xff\0"),
    "current empty": lambda line: (line.folder / "current").write_bytes(b""),
    "texts": lambda line: tables(line, "DELETE FROM texts"),
    "vectors": lambda line: tables(line, "UPDATE heads SET vectors = x'00'"),
    "about": lambda line: tables(line, "DELETE FROM about"),
    "newer": lambda line: version(line, schema.VERSION + 1),
}
#: What these say only when it is looked at, not when it is counted.
_HIDDEN = ("texts", "vectors")


@pytest.mark.parametrize("kind", DAMAGE)
def test_damage_is_told_with_a_remedy_that_helps(line: Line, kind: str) -> None:
    DAMAGE[kind](line)
    doctor = line("index", "doctor")
    assert doctor.exit_code == 1
    assert "rhetoric index rebuild" in " ".join(doctor.output.split())
    asked = [line("search", "the valley")]
    if kind not in _HIDDEN:
        asked += [line("index", "status"), line("index", "update")]
    for result in asked:
        assert result.exit_code == 2
        assert result.output.startswith(f"error: {line.folder}: the index ")
    line.follow(asked[0].output)
    assert line("index", "doctor").exit_code == 0
    assert "2019-05-north-letter" in line("search", "the valley", "--format", "csv").output


@pytest.mark.parametrize(
    ("kind", "change"),
    [
        ("older", lambda line: version(line, schema.VERSION - 1)),
        ("missing", lambda line: line.path.unlink()),
        ("gone", lambda line: [p.unlink() for p in line.folder.iterdir()]),
    ],
)
def test_what_can_be_made_anew_without_asking_is(line: Line, kind: str, change: Any) -> None:
    change(line)
    assert line("index", "doctor").exit_code == 1
    status = line("index", "status")
    assert status.exit_code == 2
    assert "rhetoric index " in status.output
    assert "2019-05-north-letter" in line("search", "the valley", "--format", "csv").output
    assert line("index", "status").exit_code == 0
    assert line("index", "doctor").exit_code == 0


def test_a_folder_that_is_a_file(line: Line) -> None:
    for path in line.folder.iterdir():
        path.unlink()
    line.folder.rmdir()
    line.folder.write_text("", "utf-8")
    for command in (["search", "valley"], ["index", "status"], ["index", "update"]):
        result = line(*command)
        assert result.exit_code == 2
        assert "this is a file, not a folder" in result.output
    assert line("index", "doctor").exit_code == 1
    line.folder.unlink()
    line.follow(result.output)
    assert line("search", "valley").exit_code == 0


@pytest.fixture
def read_only(line: Line, monkeypatch: pytest.MonkeyPatch) -> Line:
    """As in a folder where nobody may write: no lock, no place for a reader."""
    whole = schema._opened

    def opened(uri: str, path: Path) -> sqlite3.Connection:
        if "immutable" not in uri:
            problem = sqlite3.OperationalError("unable to open database file")
            problem.sqlite_errorcode = sqlite3.SQLITE_CANTOPEN
            raise problem
        return whole(uri, path)

    def fail(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(schema, "_opened", opened)
    monkeypatch.setattr("filelock.FileLock.acquire", fail)
    return line


def test_in_a_read_only_folder_what_is_there_is_searched(read_only: Line) -> None:
    found = read_only("search", "the valley")
    assert found.exit_code == 0
    assert "It rained in the valley." in found.output
    assert "cannot be written" not in found.output, "nothing changed: nothing needs to be written"
    assert read_only("index", "status").exit_code == 0
    assert read_only("index", "doctor").exit_code == 0


def test_there_texts_that_changed_since_are_warned_of(read_only: Line) -> None:
    path = read_only.root / "texts" / "2019-05-north-letter.md"
    path.write_text(path.read_text("utf-8").replace("rained", "snowed"), "utf-8")
    found = read_only("search", "the valley")
    assert found.exit_code == 0
    assert "Permission denied" in found.output
    assert "what it held before is searched" in " ".join(found.output.split())
    assert "It rained in the valley." in found.output
    for command in ("update", "rebuild"):
        result = read_only("index", command)
        assert result.exit_code == 2
        assert "allow writing" in result.output
    assert read_only("index", "doctor").exit_code == 1


def test_there_without_a_store_one_is_made_aside(
    line: Line, monkeypatch: pytest.MonkeyPatch
) -> None:
    for path in line.folder.iterdir():
        path.unlink()
    whole = update.writing

    def fail(folder: Path, wait: float = -1) -> Any:
        if folder == line.folder:
            raise update.unwritable(folder, PermissionError(13, "Permission denied"))
        return whole(folder, wait)

    monkeypatch.setattr(update, "writing", fail)
    found = line("search", "the valley")
    assert found.exit_code == 0
    assert "It rained in the valley." in found.output
    assert "one is made for this search only" in " ".join(found.output.split())


def test_a_search_goes_on_while_somebody_writes(line: Line) -> None:
    with update.writing(line.folder):
        found = line("search", "the valley")
        assert found.exit_code == 0
        assert "It rained in the valley." in found.output
        assert "another program" not in found.output, "it is up to date all the same"
        path = line.root / "texts" / "2019-05-north-letter.md"
        path.write_text(path.read_text("utf-8").replace("rained", "snowed"), "utf-8")
        assert "another program is writing" in line("search", "the valley").output
        assert line("index", "status").exit_code == 0
        assert line("index", "doctor").exit_code == 1
    assert "It snowed in the valley." in line("search", "the valley").output


def test_a_warm_desk_sees_what_another_program_wrote(three: Any) -> None:
    from rhetoric.searching.desk import Desk

    desk = Desk(three.folder, three.texts, three.encoder, None, None, None)  # type: ignore[arg-type]
    first = desk.searcher()
    assert desk.searcher() is first, "nothing changed: it stays warm"
    three.write("d-fourth", "The school has a garden.")
    three.update()
    assert "d-fourth" in desk.searcher().snapshot.number_of
    assert desk.warnings == []
    other = Snapshot(three.folder)
    three.update(rebuild=True)
    assert desk.searcher().snapshot.path.name == "000002.sqlite"
    other.close()
    desk.searcher().snapshot.close()
