"""Writing a store anew: it counts from the moment it is whole."""

from pathlib import Path
from typing import Any

import pytest

from rhetoric.store import anew, schema
from rhetoric.store.anew import statement_digest, sweep, write_anew


def names(folder: Path) -> list[str]:
    return sorted(p.name for p in folder.iterdir())


def test_a_rebuild_is_a_new_file_and_the_old_one_goes(three: Any) -> None:
    assert names(three.folder) == ["000001.sqlite", "current", "lock"]
    three.update(rebuild=True)
    assert names(three.folder) == ["000002.sqlite", "current", "lock"]
    assert (three.folder / "current").read_text("utf-8") == "000002.sqlite"


def test_a_corpus_in_memory_can_be_written(three: Any, tmp_path: Path) -> None:
    folder = tmp_path / "other"
    folder.mkdir()
    assert write_anew(folder, three.corpus(), three.encoder) == 5
    assert names(folder) == ["000001.sqlite", "current"]


@pytest.mark.parametrize("when", ["prepared", "finish", "keep_files"])
def test_one_that_fails_leaves_the_one_before(
    three: Any, monkeypatch: pytest.MonkeyPatch, when: str
) -> None:
    def fail(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(anew if when == "keep_files" else anew.Filler, when, fail)
    with pytest.raises(KeyboardInterrupt):
        three.update(rebuild=True)
    assert names(three.folder) == ["000001.sqlite", "current", "lock"]
    assert three.found("wteacher") == [("c-third", 1)]


def test_one_that_counts_already_stays_whatever_happens_then(
    three: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = schema.sync
    calls: list[Path] = []

    def sync(path: Path) -> None:
        calls.append(path)
        if len(calls) == 3:
            raise KeyboardInterrupt
        whole(path)

    monkeypatch.setattr(schema, "sync", sync)
    with pytest.raises(KeyboardInterrupt):
        three.update(rebuild=True)
    assert three.found("wteacher") == [("c-third", 1)]
    assert calls == [three.folder / "000002.sqlite", three.folder, three.folder]
    assert "000002.sqlite" in names(three.folder)


def test_what_does_not_count_is_swept(three: Any) -> None:
    for name in ("000007.sqlite", "000007.sqlite-wal", "000003.sqlite-shm", ".current.12.new"):
        (three.folder / name).write_bytes(b"unfinished")
    sweep(three.folder)
    assert names(three.folder) == ["000001.sqlite", "current", "lock"]


def test_nothing_is_swept_where_it_is_not_known_what_counts(three: Any) -> None:
    (three.folder / "current").write_text("?", "utf-8")
    sweep(three.folder)
    assert "000001.sqlite" in names(three.folder)


def test_a_name_is_not_given_again_while_anything_of_it_is_left(three: Any) -> None:
    (three.folder / "000004.sqlite-wal").write_bytes(b"of another")
    assert schema.next_file(three.folder).name == "000005.sqlite"


def test_a_digest_tells_what_is_said_of_a_statement_not_where_it_is_kept(kept: Any) -> None:
    from dataclasses import replace

    kept.write("a-note", "The river rose.")
    (one,) = kept.corpus().statements
    assert statement_digest(one) == statement_digest(replace(one, path=Path("x"), body_line=3))
    for change in ({"title": "Another"}, {"body": "The river fell."}, {"group": "EAST"}):
        assert statement_digest(one) != statement_digest(replace(one, **change))


def test_the_hash_of_the_code_names_what_decides_what_is_in_a_store() -> None:
    folder = Path(anew.__file__).parent.parent
    for pattern in anew._MADE_BY:
        assert list(folder.glob(pattern)), pattern
    assert anew.made_by() == anew.made_by()
