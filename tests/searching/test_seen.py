"""What a saved search has shown, and what is new since."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path

import pandas as pd
import pytest
from filelock import FileLock

from rhetoric.errors import InputError
from rhetoric.searching.seen import Seen

MONDAY, TUESDAY = date(2026, 3, 2), date(2026, 3, 3)


def hits(*rows: tuple[str, int, str]) -> pd.DataFrame:
    table = pd.DataFrame(list(rows), columns=["statement", "passage", "text"])
    table.insert(0, "rank", range(1, len(rows) + 1))
    table.insert(1, "score", 0.5)
    return table


def news(seen: Seen, *rows: tuple[str, int, str]) -> list[tuple[str, int, str]]:
    found = seen.new_since(hits(*rows))
    return list(zip(found["statement"], found["passage"], found["new"], strict=True))


A, B, C = ("s1", 0, "Rain fell."), ("s1", 1, "It stopped."), ("s2", 0, "The market opened.")


@pytest.fixture
def seen(tmp_path: Path) -> Seen:
    return Seen(tmp_path / "cache" / "seen", "rain")


class TestNews:
    def test_at_first_everything_is_new_and_it_says_so(self, seen: Seen) -> None:
        assert news(seen, A, B) == [("s1", 0, "new"), ("s1", 1, "new")]
        assert seen.memory.last is None
        assert "all that it finds is new" in seen.memory.line

    def test_what_was_shown_is_not_new_again(self, seen: Seen) -> None:
        seen.remember(hits(A, B), MONDAY)
        assert news(seen, C, A, B) == [("s2", 0, "new")]
        assert seen.memory.line == "new or changed since 2026-03-02"

    def test_the_ranks_and_columns_are_those_of_the_search(self, seen: Seen) -> None:
        seen.remember(hits(A), MONDAY)
        found = seen.new_since(hits(A, B, C))
        assert list(found["rank"]) == [2, 3]
        assert list(found.columns) == ["rank", "new", "score", "statement", "passage", "text"]

    def test_looking_does_not_remember(self, seen: Seen) -> None:
        seen.new_since(hits(A))
        assert not seen.path.exists()
        assert news(seen, A) == [("s1", 0, "new")]

    def test_an_edited_passage_is_a_change(self, seen: Seen) -> None:
        seen.remember(hits(A, B), MONDAY)
        edited = ("s1", 1, "It stopped at noon.")
        assert news(seen, A, edited) == [("s1", 1, "changed")]
        seen.remember(hits(A, edited), TUESDAY)
        assert news(seen, A, edited) == []
        assert news(seen, ("s1", 1, "It stopped at night.")) == [("s1", 1, "changed")]

    def test_a_passage_put_in_before_others_is_new_and_they_are_not(self, seen: Seen) -> None:
        seen.remember(hits(A, B), MONDAY)
        now = (("s1", 0, "A title."), ("s1", 1, "Rain fell."), ("s1", 2, "It stopped."))
        assert news(seen, *now) == [("s1", 0, "new")]
        seen.remember(hits(*now), TUESDAY)
        assert news(seen, ("s1", 1, "Snow fell."), ("s1", 2, "It stopped.")) == [
            ("s1", 1, "changed")
        ]

    def test_the_same_words_in_another_statement_are_new(self, seen: Seen) -> None:
        seen.remember(hits(A), MONDAY)
        assert news(seen, ("s2", 0, "Rain fell.")) == [("s2", 0, "new")]

    def test_what_falls_behind_and_comes_back_was_seen(self, seen: Seen) -> None:
        seen.remember(hits(A, B), MONDAY)
        seen.remember(hits(C), TUESDAY)
        assert news(seen, A, B, C) == []
        assert seen.memory.last == TUESDAY

    def test_nothing_found_is_no_news_and_a_run(self, seen: Seen) -> None:
        assert seen.new_since(hits()).empty
        seen.remember(hits(), MONDAY)
        assert seen.memory.last == MONDAY


class TestKeeping:
    def test_each_search_has_a_memory_of_its_own(self, seen: Seen) -> None:
        seen.remember(hits(A), MONDAY)
        for other in ("Rain", "talks", "rain-2", "خبر"):
            assert news(Seen(seen.folder, other), A) == [("s1", 0, "new")]

    def test_when_the_cache_is_deleted_everything_is_new(self, seen: Seen) -> None:
        seen.remember(hits(A), MONDAY)
        seen.path.unlink()
        assert news(seen, A) == [("s1", 0, "new")]

    def test_a_memory_can_be_forgotten(self, seen: Seen) -> None:
        seen.remember(hits(A), MONDAY)
        seen.forget()
        seen.forget()
        assert news(seen, A) == [("s1", 0, "new")]

    def test_a_memory_goes_with_the_search_that_is_renamed(self, seen: Seen) -> None:
        seen.remember(hits(A), MONDAY)
        Seen(seen.folder, "snow").remember(hits(B), TUESDAY)
        other = seen.rename("snow")
        assert news(other, A, B) == [("s1", 1, "new")]
        assert news(seen, A) == [("s1", 0, "new")]
        assert other.rename("snow").memory.last == MONDAY

    def test_a_search_without_memory_gives_none_to_its_new_name(self, seen: Seen) -> None:
        Seen(seen.folder, "snow").remember(hits(A), MONDAY)
        assert news(seen.rename("snow"), A) == [("s1", 0, "new")]

    def test_the_same_hits_make_the_same_bytes(self, seen: Seen, tmp_path: Path) -> None:
        other = Seen(tmp_path / "other", "rain")
        seen.remember(hits(A, B, C), MONDAY)
        other.remember(hits(C), MONDAY)
        other.remember(hits(B, A), MONDAY)
        assert seen.path.read_bytes() == other.path.read_bytes()

    def test_of_many_at_once_nothing_is_lost(self, seen: Seen) -> None:
        rows = [(f"s{n}", n, f"Text {n}.") for n in range(24)]
        with ThreadPoolExecutor(8) as pool:
            list(pool.map(lambda row: seen.remember(hits(row), MONDAY), rows))
        assert news(seen, *rows) == []

    def test_a_writing_that_fails_leaves_what_was_there(
        self, seen: Seen, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        seen.remember(hits(A), MONDAY)
        before = seen.path.read_bytes()

        def full(*_: object) -> None:
            raise OSError(28, "No space left on device")

        monkeypatch.setattr("rhetoric.aside.os.fsync", full)
        with pytest.raises(InputError, match="cannot be written: No space left") as caught:
            seen.remember(hits(B), TUESDAY)
        assert "make room on the disk" in str(caught.value)
        assert seen.path.read_bytes() == before
        assert sorted(p.suffix for p in seen.folder.iterdir()) == [".json", ".lock"]


class TestDamage:
    @pytest.mark.parametrize(
        "raw",
        [
            b"", b"{", b"[]", b"\xff", b"null", b"{}", b"[" * 200_000,
            b'{"version": 1, "last": "soon", "statements": {}}',
            b'{"version": 1, "last": "2026-03-02", "statements": []}',
            b'{"version": 1, "last": "2026-03-02", "statements": {"s": {"k": "x"}}}',
        ],
    )  # fmt: skip
    def test_a_damaged_file_is_told_with_what_to_do(self, seen: Seen, raw: bytes) -> None:
        seen.remember(hits(A), MONDAY)
        seen.path.write_bytes(raw)
        for use in (seen.new_since, lambda table: seen.remember(table, TUESDAY)):
            with pytest.raises(InputError, match="is damaged") as caught:
                use(hits(A))
            assert "delete this file" in str(caught.value)
            assert str(seen.path) in str(caught.value)
        assert seen.path.read_bytes() == raw

    def test_nor_is_that_of_another_version_read(self, seen: Seen) -> None:
        seen.remember(hits(A), MONDAY)
        seen.path.write_bytes(seen.path.read_bytes().replace(b'"version": 1', b'"version": 9'))
        with pytest.raises(InputError, match="kept by another version"):
            seen.new_since(hits(A))

    def test_another_process_that_does_not_finish_is_told(self, tmp_path: Path) -> None:
        seen = Seen(tmp_path, "rain", patience=0.05)
        with (
            FileLock(tmp_path / "seen.lock"),
            pytest.raises(InputError, match="another process has been changing"),
        ):
            seen.remember(hits(A), MONDAY)

    def test_a_folder_that_cannot_be_made_is_told(self, tmp_path: Path) -> None:
        (tmp_path / "in-the-way").write_text("")
        with pytest.raises(InputError):
            Seen(tmp_path / "in-the-way", "rain").remember(hits(A), MONDAY)
