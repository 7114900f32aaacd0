"""Changing files of the corpus: all of a change takes place, or nothing of it.

What is to be written is staged in a hidden folder beside the statements. When all of it is
there, the plan of what goes where is written; from then on the change takes place, by this
process or, when it is killed, by the next one. Without a plan a staged folder is only litter.
One process changes a corpus at a time; readers see files that are whole.
"""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from rhetoric.alone import alone
from rhetoric.errors import DuplicateError, writing

_STAGED, _PLAN = ".staged-", "plan.json"
#: Seconds to wait for another process to finish.
PATIENCE = 60.0


@dataclass
class Change:
    """What is to become of the files of a folder.

    Attributes:
        folder: the folder of statements.
        staged: where new content waits.
        steps: (what to do, staged name or "", name in the folder), in order.
    """

    folder: Path
    staged: Path
    steps: list[tuple[str, str, str]] = field(default_factory=list)

    def write(self, name: str, text: str, *, over: bool = False) -> None:
        """Write a file; without `over` there must be none of that name."""
        with self._stage(name).open("wb") as file:
            file.write(text.encode("utf-8"))
            file.flush()
            os.fsync(file.fileno())
        self._plan("replace" if over else "place", name)

    def write_with(self, name: str, write: Callable[[Path], object], *, over: bool = False) -> None:
        """Write a file that `write` makes at the path it is given."""
        aside = self._stage(name)
        write(aside)
        with aside.open("rb") as file:
            os.fsync(file.fileno())
        self._plan("replace" if over else "place", name)

    def append(self, name: str, lines: str) -> None:
        """Append lines to a file, once."""
        aside = f"append-{Path(name).name}"
        with (self.staged / aside).open("ab") as file:
            file.write(lines.encode("utf-8"))
        # One step a file: of two, the second would hide whether the first was taken.
        if ("append", aside, name) not in self.steps:
            self.steps.append(("append", aside, name))

    def move(self, name: str, to: str) -> None:
        """Give a file another name, in another folder within or above if `to` says so."""
        self.steps.append(("move", name, to))

    def _stage(self, name: str) -> Path:
        return self.staged / f"{len(self.steps)}-{Path(name).name}"

    def _plan(self, step: str, name: str) -> None:
        self.steps.append((step, self._stage(name).name, name))


@contextmanager
def changing(folder: Path, lock: Path, *, patience: float = PATIENCE) -> Iterator[Change]:
    """Change the files of a folder, alone; what is planned takes place when the block ends.

    An error in the block leaves every file as it was.

    Args:
        lock: the file whoever changes the folder holds, outside of it.
        patience: seconds to wait for another process.

    Raises:
        InputError: when another process does not finish, or a file cannot be written.
        DuplicateError: when there is a file already where a new one belongs.
    """
    with writing(folder), alone(lock, folder, told="this corpus", patience=patience):
        recover(folder)
        change = Change(folder, Path(tempfile.mkdtemp(prefix=_STAGED, dir=folder)))
        try:
            yield change
            _commit(change)
        except BaseException:
            shutil.rmtree(change.staged, ignore_errors=True)
            raise
        # From here on a failure of the disk leaves the plan, which the next process
        # carries out.
        try:
            _run(change)
        except DuplicateError:
            shutil.rmtree(change.staged, ignore_errors=True)
            raise
        shutil.rmtree(change.staged, ignore_errors=True)


def recover(folder: Path) -> None:
    """Finish what a process that was killed had planned, and clear what it had not."""
    for staged in sorted(folder.glob(f"{_STAGED}*")):
        try:
            steps = [tuple(step) for step in json.loads((staged / _PLAN).read_text("utf-8"))]
        except (OSError, ValueError):
            steps = []
        with contextlib.suppress(DuplicateError):
            _run(Change(folder, staged, steps))
        shutil.rmtree(staged, ignore_errors=True)


def _commit(change: Change) -> None:
    """Write the plan of a change: behind this line it takes place."""
    change.steps.sort(key=lambda step: step[0] == "append")  # what is told comes last
    for step, _, name in change.steps:
        if step == "place" and (change.folder / name).exists():
            raise DuplicateError(f"there is a file {change.folder / name} already")
    plan = change.staged / f"{_PLAN}.new"
    with plan.open("wb") as file:
        file.write(json.dumps(change.steps).encode())
        file.flush()
        os.fsync(file.fileno())
    plan.replace(change.staged / _PLAN)


def _run(change: Change) -> None:
    """Take the steps; those that were taken already are seen and left.

    Raises:
        DuplicateError: when somebody else has put a file where a new one belongs; what was
            placed is taken back.
    """
    placed: list[Path] = []
    for step, source, name in change.steps:
        to = change.folder / name
        if step == "append":
            _append(change.staged / source, to)
            continue
        origin = (change.folder if step == "move" else change.staged) / source
        if not origin.exists():
            continue
        to.parent.mkdir(parents=True, exist_ok=True)
        if step != "place":
            origin.replace(to)
            continue
        try:
            _place(origin, to)
        except DuplicateError:
            for path in placed:
                path.unlink(missing_ok=True)
            raise
        placed.append(to)


def _place(new: Path, path: Path) -> None:
    """Give a file its place, where there is none yet; what renaming alone does not ask."""
    try:
        try:
            os.link(new, path)
        except FileExistsError:
            raise
        except OSError:  # a file system without hard links
            path.touch(exist_ok=False)
            new.replace(path)
    except FileExistsError:
        if not new.samefile(path):
            raise DuplicateError(f"there is a file {path} already") from None
    new.unlink(missing_ok=True)


def _append(source: Path, to: Path) -> None:
    """Append a staged file to another one; what of it stands at its end already is left."""
    new = source.read_bytes()
    there = to.stat().st_size if to.exists() else 0
    with to.open("ab+") as file:
        file.seek(max(0, there - len(new)))
        end = file.read()
        done = len(new) if end == new else 0
        if not done and end and not end.endswith(b"\n"):  # killed, or full, in the middle of it
            done = next((n for n in range(len(end), 0, -1) if new.startswith(end[-n:])), 0)
            if not done:
                file.write(b"\n")
        file.write(new[done:])
        file.flush()
        os.fsync(file.fileno())
