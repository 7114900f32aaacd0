"""The vector cache: each text is encoded once; a cache that fails costs time, not the answer."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rhetoric.vectors import VectorCache, Vectors


def encode(texts: Sequence[str]) -> Vectors:
    """Vectors that tell their texts apart."""
    return np.array([[len(text), sum(map(ord, text))] for text in texts], dtype=np.float32)


def never(texts: Sequence[str]) -> Vectors:
    raise AssertionError(f"computed again: {texts}")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where a cache may be, in a folder that is not there yet."""
    return tmp_path / "deep" / "vectors.sqlite"


@pytest.fixture
def no_write() -> Iterator[Path]:
    """A folder this process may read but not write to, even when it runs as root."""
    with tempfile.TemporaryDirectory(dir="/tmp" if os.name == "posix" else None) as name:
        folder = Path(name)
        VectorCache(folder / "there.sqlite").get("space", ["known"], encode)
        (folder / "there.sqlite").chmod(0o444)
        folder.chmod(0o555)
        root = hasattr(os, "geteuid") and os.geteuid() == 0
        if root:
            os.seteuid(65534)
        try:
            yield folder
        finally:
            if root:
                os.seteuid(0)
            folder.chmod(0o755)
            (folder / "there.sqlite").chmod(0o644)


def test_vectors_come_in_the_order_of_the_texts_and_each_text_is_computed_once(path: Path) -> None:
    computed: list[str] = []

    def compute(texts: Sequence[str]) -> Vectors:
        computed.extend(texts)
        return encode(texts)

    texts = ["b", "a", "b", "ccc"]
    assert (VectorCache(path).get("space", texts, compute) == encode(texts)).all()
    assert computed == ["b", "a", "ccc"]


def test_what_is_known_is_not_computed_again(path: Path) -> None:
    first = VectorCache(path).get("space", ["a", "b"], encode)
    again = VectorCache(path).get("space", ["b", "a"], never)
    assert again.dtype == np.float32
    assert (again == first[::-1]).all()


def test_only_what_is_new_is_computed(path: Path) -> None:
    VectorCache(path).get("space", ["a"], encode)
    computed: list[Sequence[str]] = []
    VectorCache(path).get("space", ["a", "b"], lambda t: computed.append(t) or encode(t))
    assert computed == [["b"]]


def test_another_encoder_never_gets_these_vectors(path: Path) -> None:
    VectorCache(path).get("one", ["a"], encode)
    other = VectorCache(path).get("two", ["a"], lambda texts: -encode(texts))
    assert (other == -encode(["a"])).all()
    assert (VectorCache(path).get("one", ["a"], never) == encode(["a"])).all()


def test_space_and_text_are_never_taken_for_one_another(path: Path) -> None:
    VectorCache(path).get("a", ["bc"], encode)
    with pytest.raises(AssertionError, match="computed again"):
        VectorCache(path).get("ab", ["c"], never)


def test_without_a_path_nothing_is_kept() -> None:
    cache = VectorCache(None)
    assert (cache.get("space", ["a"], encode) == encode(["a"])).all()
    with pytest.raises(AssertionError, match="computed again"):
        cache.get("space", ["a"], never)


def test_no_texts_have_no_vectors(path: Path) -> None:
    assert VectorCache(path).get("space", [], never).shape[0] == 0


def test_progress_is_told_of_what_is_new_up_to_its_end(path: Path) -> None:
    texts = [str(number) for number in range(300)]
    told: list[tuple[int, int]] = []
    VectorCache(path).get("space", texts, encode, lambda done, of: told.append((done, of)))
    assert told == [(128, 300), (256, 300), (300, 300)]
    VectorCache(path).get("space", texts, never, lambda done, of: told.append((done, of)))
    assert len(told) == 3


def test_how_many_are_computed_at_once_can_be_chosen(path: Path) -> None:
    at_once: list[int] = []
    cache = VectorCache(path, batch=200)
    texts = [str(number) for number in range(300)]
    cache.get("space", texts, lambda batch: at_once.append(len(batch)) or encode(batch))
    assert at_once == [200, 100]


def test_vectors_that_were_read_may_be_changed(path: Path) -> None:
    for compute in (encode, never):
        vectors = VectorCache(path).get("space", ["a"], compute)
        vectors *= 2
        assert (vectors == 2 * encode(["a"])).all()


def test_what_was_computed_before_an_interruption_is_kept(path: Path) -> None:
    texts = [str(number) for number in range(200)]

    def interrupted(batch: Sequence[str]) -> Vectors:
        if "199" in batch:
            raise KeyboardInterrupt
        return encode(batch)

    with pytest.raises(KeyboardInterrupt):
        VectorCache(path).get("space", texts, interrupted)
    assert len(VectorCache(path).get("space", texts[:128], never)) == 128


@given(texts=st.lists(st.text(st.characters(exclude_categories=()))))
def test_any_texts_are_kept_and_found_again(
    tmp_path_factory: pytest.TempPathFactory, texts: list[str]
) -> None:
    cache = VectorCache(tmp_path_factory.getbasetemp() / "any.sqlite")
    first = cache.get("space", texts, encode)
    assert (cache.get("space", texts, never) == first).all()
    assert len(first) == len(texts)


# ---------------------------------------------------------------- what may go wrong


@pytest.mark.parametrize("kept", [0, 50, 100, 5000])
def test_a_damaged_file_is_made_again(path: Path, kept: int) -> None:
    texts = [str(number) for number in range(500)]
    VectorCache(path).get("space", texts, encode)
    whole = path.read_bytes()
    path.write_bytes(whole[:kept] + b"\xff" * (len(whole) - kept))
    assert (VectorCache(path).get("space", texts, encode) == encode(texts)).all()
    assert (VectorCache(path).get("space", texts, never) == encode(texts)).all()


def test_rows_of_several_lengths_are_made_again(path: Path) -> None:
    VectorCache(path).get("space", ["a", "b"], encode)
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute(
            "UPDATE vectors SET vector = x'00' WHERE key = (SELECT min(key) FROM vectors)"
        )
    assert (VectorCache(path).get("space", ["a", "b"], encode) == encode(["a", "b"])).all()
    assert (VectorCache(path).get("space", ["a", "b"], never) == encode(["a", "b"])).all()


def test_an_empty_file_becomes_a_cache(path: Path) -> None:
    path.parent.mkdir()
    path.touch()
    VectorCache(path).get("space", ["a"], encode)
    assert len(VectorCache(path).get("space", ["a"], never)) == 1


def test_a_busy_file_is_left_as_it_is(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    VectorCache(path).get("space", ["a"], encode)
    connect = sqlite3.connect
    monkeypatch.setattr(sqlite3, "connect", lambda where, timeout: connect(where, timeout=0))
    with closing(connect(path)) as other:
        other.execute("BEGIN EXCLUSIVE")
        assert (VectorCache(path).get("space", ["a", "b"], encode) == encode(["a", "b"])).all()
    assert len(VectorCache(path).get("space", ["a"], never)) == 1


def test_a_cache_in_a_read_only_folder_is_read(no_write: Path) -> None:
    cache = VectorCache(no_write / "there.sqlite")
    assert (cache.get("space", ["known"], never) == encode(["known"])).all()
    texts = ["known", "new"]
    assert (cache.get("space", texts, encode) == encode(texts)).all()


@pytest.mark.parametrize("name", ["none.sqlite", "deep/none.sqlite"])
def test_where_no_cache_can_be_made_vectors_are_computed(no_write: Path, name: str) -> None:
    vectors = VectorCache(no_write / name).get("space", ["a"], encode)
    assert (vectors == encode(["a"])).all()
    assert [path.name for path in no_write.iterdir()] == ["there.sqlite"]


def test_a_file_in_the_place_of_the_folder_costs_only_time(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    cache = VectorCache(tmp_path / "file" / "vectors.sqlite")
    assert (cache.get("space", ["a"], encode) == encode(["a"])).all()


WRITER = """
import sys
from pathlib import Path
import numpy as np
from rhetoric.vectors import VectorCache

texts = [str(number) for number in range(int(sys.argv[2]), int(sys.argv[2]) + 600)]
encode = lambda texts: np.array([[len(t), sum(map(ord, t))] for t in texts], dtype=np.float32)
VectorCache(Path(sys.argv[1])).get("space", texts, encode)
"""


def test_two_processes_may_write_at_once(path: Path) -> None:
    command = [sys.executable, "-c", WRITER, str(path)]
    writers = [subprocess.Popen([*command, first]) for first in ("0", "300")]
    assert [writer.wait() for writer in writers] == [0, 0]
    texts = [str(number) for number in range(900)]
    assert (VectorCache(path).get("space", texts, never) == encode(texts)).all()
