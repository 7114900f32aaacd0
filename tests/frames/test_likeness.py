"""Likeness is measured once for a lexicon and an encoder; a cache that fails costs only time."""

from __future__ import annotations

import os
import subprocess
import sys
import zlib
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

import numpy as np
import pytest

from rhetoric.encode import CachedEncoder
from rhetoric.frames import likeness as module
from rhetoric.frames.likeness import KEPT, Likeness
from rhetoric.frames.meaning import fit_meaning
from rhetoric.model import Theme
from rhetoric.vectors import VectorCache, Vectors

TEXTS = ["They talk with the state.", "It rained.", "", "They talk with the state.", "«…»"]


@dataclass
class Letters:
    """Texts are near when they hold the same words."""

    name: str = "letters"
    hash: str = "1"
    query_prefix: str = ""
    passage_prefix: str = ""
    asked: list[str] = field(default_factory=list)

    def encode(self, texts: Sequence[str], *, query: bool = False) -> Vectors:
        self.asked.extend(texts)
        rows = np.full((len(texts), 16), 0.01, dtype=np.float32)
        for row, text in zip(rows, texts, strict=True):
            for word in text.split():
                row[zlib.crc32(word.encode()) % 16] += 1
        return rows / np.linalg.norm(rows, axis=1, keepdims=True)


def theme(name: str, *sentences: str, unlike: tuple[str, ...] = ()) -> Theme:
    """A theme of prototypes and counter-examples."""
    return Theme(
        id=name, label=name, description=name, tone="hostile", directed=True,
        target_role="subject", patterns=(),
        prototypes={"en": sentences}, counterexamples={"en": unlike} if unlike else {},
    )  # fmt: skip


TALKS = theme("talks", "They talk with the state.", unlike=("They talk of the rain.",))
THEMES = [TALKS, theme("rain", "It rained all day."), theme("bare")]
BACKGROUND = ["The road is long."]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "cache" / "vectors.sqlite"


def encoder(path: Path | None, **others: str) -> CachedEncoder:
    return CachedEncoder(Letters(**others), VectorCache(path))


def kept(path: Path) -> list[Path]:
    return sorted(path.with_name("likeness").glob("*.sqlite"))


def count_fits(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """A list that grows with every fit."""
    fits: list[int] = []

    def fit(*arguments: object) -> object:
        fits.append(1)
        return fit_meaning(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(module, "fit_meaning", fit)
    return fits


def test_it_is_what_the_fitted_scorer_says_to_three_decimals(path: Path) -> None:
    likeness = Likeness(THEMES, encoder(path), BACKGROUND)
    raw = fit_meaning(THEMES, encoder(None), BACKGROUND).raw(TEXTS, Letters().encode(TEXTS))
    assert likeness.themes == ("talks", "rain")
    for _ in range(2):  # measured, then read
        found = likeness.of(TEXTS)
        assert found.dtype == np.float64
        assert found.shape == (5, 2)
        assert found == pytest.approx(raw, abs=0.00051)
        assert (found == np.round(found, 3)).all()


def test_known_likeness_needs_neither_vectors_nor_a_fit(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = Likeness(THEMES, encoder(path), BACKGROUND).of(TEXTS)
    path.unlink()
    fits, again = count_fits(monkeypatch), encoder(path)
    assert (Likeness(THEMES, again, BACKGROUND).of(TEXTS[::-1]) == first[::-1]).all()
    assert not fits
    assert not again.encoder.asked  # type: ignore[attr-defined]


def test_only_what_is_new_is_measured(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    Likeness(THEMES, encoder(path), BACKGROUND).of(TEXTS)
    asked: list[list[str]] = []
    measure = Likeness._measure
    monkeypatch.setattr(
        Likeness, "_measure", lambda self, texts: asked.append(texts) or measure(self, texts)
    )
    Likeness(THEMES, encoder(path), BACKGROUND).of([*TEXTS, "Something new."])
    assert asked == [["Something new."]]


CHANGES = {
    "a prototype": ([theme("talks", "They sit with the state."), *THEMES[1:]], BACKGROUND, {}),
    "a counter-example": ([replace(TALKS, counterexamples={}), *THEMES[1:]], BACKGROUND, {}),
    "a prototype that is a counter-example now": (
        [theme("talks", unlike=("They talk with the state.",)), *THEMES[1:]], BACKGROUND, {},
    ),
    "the order of themes": ([THEMES[1], TALKS], BACKGROUND, {}),
    "a theme's name": ([replace(TALKS, id="parley"), *THEMES[1:]], BACKGROUND, {}),
    "one theme less": ([TALKS], BACKGROUND, {}),
    "the background": (THEMES, ["The road is short."], {}),
    "the encoder": (THEMES, BACKGROUND, {"hash": "2"}),
    "the encoder's prefix": (THEMES, BACKGROUND, {"passage_prefix": "passage: "}),
}  # fmt: skip


@pytest.mark.parametrize("changed", CHANGES)
def test_when_anything_it_depends_on_changes_it_is_measured_anew(
    path: Path, monkeypatch: pytest.MonkeyPatch, changed: str
) -> None:
    Likeness(THEMES, encoder(path), BACKGROUND).of(TEXTS)
    themes, background, of_encoder = CHANGES[changed]
    fits = count_fits(monkeypatch)
    found = Likeness(themes, encoder(path, **of_encoder), background).of(TEXTS)
    assert fits
    fresh = Likeness(themes, encoder(None, **of_encoder), background).of(TEXTS)
    assert (found == fresh).all()
    assert len(kept(path)) == 2


def test_other_code_measures_anew(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    Likeness(THEMES, encoder(path)).of(TEXTS)
    monkeypatch.setattr(module, "code_hash", lambda: "another release")
    fits = count_fits(monkeypatch)
    Likeness(THEMES, encoder(path)).of(TEXTS)
    assert fits


def test_what_does_not_bear_on_it_changes_nothing(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    Likeness(THEMES, encoder(path)).of(TEXTS)
    fits = count_fits(monkeypatch)
    other = [replace(TALKS, label="Talks", tone="self", directed=False), *THEMES[1:]]
    Likeness(other, encoder(path)).of(TEXTS)
    assert not fits


def test_the_lexicons_used_last_are_kept(path: Path) -> None:
    lexicons = [[theme("talks", f"They talk, and {n} listen.")] for n in range(KEPT + 2)]
    files = []
    for number, lexicon in enumerate(lexicons):
        Likeness(lexicon, encoder(path)).of(TEXTS)
        (new,) = set(kept(path)) - set(files)
        files.append(new)
        os.utime(new, (number + 1, number + 1))
        if number == KEPT - 1:  # the first is asked for again, and so the second goes
            Likeness(lexicons[0], encoder(path)).of(TEXTS)
    assert set(kept(path)) == {files[0], *files[-KEPT + 1 :]}


def test_without_a_cache_nothing_is_kept() -> None:
    likeness = Likeness(THEMES, encoder(None))
    assert (likeness.of(TEXTS) == likeness.of(TEXTS)).all()


def test_nothing_asked_is_nothing_measured(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fits = count_fits(monkeypatch)
    assert Likeness(THEMES, encoder(path)).of([]).shape == (0, 2)
    assert Likeness([theme("bare")], encoder(path)).of(TEXTS).shape == (5, 0)
    assert not fits
    assert not kept(path)


# ---------------------------------------------------------------- what may go wrong


@pytest.mark.parametrize("left", [0, 50, 100, 5000])
def test_a_damaged_file_is_made_again(
    path: Path, monkeypatch: pytest.MonkeyPatch, left: int
) -> None:
    texts = [f"They talk with {number} states." for number in range(400)]
    first = Likeness(THEMES, encoder(path)).of(texts)
    (file,) = kept(path)
    whole = file.read_bytes()
    file.write_bytes(whole[:left] + b"\xff" * (len(whole) - left))
    assert (Likeness(THEMES, encoder(path)).of(texts) == first).all()
    fits = count_fits(monkeypatch)
    assert (Likeness(THEMES, encoder(path)).of(texts) == first).all()
    assert not fits


def test_a_file_in_the_place_of_the_folder_costs_only_time(path: Path) -> None:
    path.parent.mkdir()
    path.with_name("likeness").touch()
    found = Likeness(THEMES, encoder(path)).of(TEXTS)
    assert (found == Likeness(THEMES, encoder(None)).of(TEXTS)).all()


WRITER = """
import sys
from pathlib import Path
sys.path.insert(0, sys.argv[1])
from test_likeness import THEMES, Likeness, encoder

texts = [f"They talk with {n} states." for n in range(int(sys.argv[3]), int(sys.argv[3]) + 600)]
Likeness(THEMES, encoder(Path(sys.argv[2]))).of(texts)
"""


def test_two_processes_may_write_at_once(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    command = [sys.executable, "-c", WRITER, str(Path(__file__).parent), str(path)]
    writers = [subprocess.Popen([*command, first]) for first in ("0", "300")]
    assert [writer.wait() for writer in writers] == [0, 0]
    texts = [f"They talk with {number} states." for number in range(900)]
    fits = count_fits(monkeypatch)
    found = Likeness(THEMES, encoder(path)).of(texts)
    assert not fits
    assert (found == Likeness(THEMES, encoder(None)).of(texts)).all()
