"""Searches that have names, in a file that people edit too."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path

import pytest
from filelock import FileLock
from hypothesis import given
from hypothesis import strategies as st

from rhetoric import alone
from rhetoric.errors import DuplicateError, InputError, UnknownNameError
from rhetoric.searching.options import Options
from rhetoric.searching.saved import (
    SavedSearch,
    find_search,
    read_searches,
    remove_search,
    rename_search,
    save_search,
)

Writer = Callable[[str, str], Path]

WRITTEN = """\
# Searches of the desk, looked at each Monday.
talks-north:   # since the spring
    query: '"talks with the government" group:NORTH'
    after: 2019
    group: [NORTH,   EAST]

# The weather: for the annex.
rain:
  query: rain fell
  k: 20
  note: >
    what it was
    like
  # until we know better
  only: words


# Asked for by the editor.
"2020":
  query: السوق
  saved: 2026-01-05
"""


@pytest.fixture
def path(write: Writer) -> Path:
    return write("searches.yaml", WRITTEN)


def text(path: Path) -> str:
    return path.read_bytes().decode()


class TestReading:
    def test_a_search_has_a_query_options_and_a_note(self, path: Path) -> None:
        found = read_searches(path)
        assert list(found) == ["talks-north", "rain", "2020"]
        assert found["talks-north"] == SavedSearch(
            "talks-north", '"talks with the government" group:NORTH',
            Options(groups=("NORTH", "EAST"), after="2019"),
        )  # fmt: skip
        assert found["rain"].options == Options(k=20, only="words")
        assert found["rain"].note == "what it was like"
        assert found["2020"].saved == date(2026, 1, 5)
        assert found["2020"].line == 19

    def test_no_file_is_no_searches(self, tmp_path: Path) -> None:
        assert read_searches(tmp_path / "searches.yaml") == {}

    @pytest.mark.parametrize("empty", ["", "# nothing yet\n"])
    def test_nor_is_an_empty_one(self, write: Writer, empty: str) -> None:
        assert read_searches(write("searches.yaml", empty)) == {}

    @pytest.mark.parametrize("name", ["Talks", "reports", "خبر", "تقارير-جديدة", "v2"])
    def test_names_are_letters_digits_and_hyphens(self, write: Writer, name: str) -> None:
        assert list(read_searches(write("s.yaml", f"{name}: {{query: x}}"))) == [name]

    @pytest.mark.parametrize(
        ("given", "line", "told"),
        [
            ("a: {query: x}\nb c: {query: x}", 2, "this is no name of a search"),
            ("a_b: {query: x}", 1, "this is no name of a search"),
            ("a-: {query: x}", 1, "this is no name of a search"),
            ("a: {query: x}\na: {query: y}", 2, "the key 'a' stands here twice"),
            ("e\u0301: {query: x}\né: {query: y}", 2, "this name stands above already"),
            ("a: rain", 1, "the fields of a search are expected here"),
            ("- a\n- b", 1, "'key: value' lines are expected here"),
            ("a:\n  note: x", 1, "field 'query': this field is required"),
            ("a:\n  query: x\n  grup: A", 3, "field 'grup': this field is not known"),
            ("a:\n  query: x\n  k: many", 3, "field 'k': a whole number"),
            ("a:\n  query: x\n  k: 0", 3, "field 'k': 0 hits"),
            ("a:\n  query: x\n  after: soon", 3, "field 'after'"),
            ("a:\n  query: x\n  medium: leter", 3, "did you mean 'letter'?"),
            ("a:\n  query: x\n  only: maybe", 3, "one of: words, meaning"),
            ("a:\n  query: x\n  saved: May", 3, "field 'saved': 'May' is no day"),
            ("a:\n  query: x: y", 2, "not valid YAML"),
        ],
        ids=lambda value: str(value)[:30],
    )
    def test_a_mistake_is_told_with_its_line(
        self, write: Writer, given: str, line: int, told: str
    ) -> None:
        path = write("searches.yaml", given)
        with pytest.raises(InputError) as caught:
            read_searches(path)
        assert str(caught.value).startswith(f"{path}:{line}")
        assert told in str(caught.value)

    def test_a_name_that_does_not_exist_is_answered_with_the_nearest(self, path: Path) -> None:
        searches = read_searches(path)
        assert find_search(searches, "rain").query == "rain fell"
        with pytest.raises(UnknownNameError, match="did you mean 'talks-north'"):
            find_search(searches, "talk-north")


class TestSaving:
    def test_the_first_search_makes_the_file(self, tmp_path: Path) -> None:
        path = tmp_path / "searches.yaml"
        search = SavedSearch(
            "talks", "talks with the government",
            Options(groups=("NORTH",), themes=("a", "b"), before="early 2020", k=5),
            "for the report: monthly", date(2026, 3, 1),
        )  # fmt: skip
        save_search(path, search)
        assert text(path) == (
            "# Saved searches. Each has a name and, below it, its query and what else is asked.\n"
            "talks:\n"
            "  query: talks with the government\n"
            "  group: NORTH\n"
            "  theme: [a, b]\n"
            "  before: early 2020\n"
            "  k: 5\n"
            '  note: "for the report: monthly"\n'
            "  saved: 2026-03-01\n"
        )
        assert read_searches(path) == {"talks": search}

    def test_what_is_there_stays_as_it_was_written(self, path: Path) -> None:
        save_search(path, SavedSearch("snow", "snow"))
        assert text(path) == WRITTEN + "\nsnow:\n  query: snow\n"

    def test_a_last_line_without_an_end_gets_one(self, write: Writer) -> None:
        path = write("searches.yaml", "a:\n  query: x")
        save_search(path, SavedSearch("b", "y"))
        assert text(path) == "a:\n  query: x\n\nb:\n  query: y\n"

    def test_line_ends_and_a_byte_order_mark_stay(self, write: Writer) -> None:
        path = write("searches.yaml", "\ufeffa:\r\n  query: x\r\n")
        save_search(path, SavedSearch("b", "y"))
        assert text(path) == "\ufeffa:\r\n  query: x\r\n\r\nb:\r\n  query: y\r\n"

    def test_a_name_that_is_taken_is_not_written_over_unasked(self, path: Path) -> None:
        with pytest.raises(DuplicateError, match="there is a saved search 'rain' already"):
            save_search(path, SavedSearch("rain", "snow"))
        assert text(path) == WRITTEN

    def test_when_asked_its_lines_are_replaced_in_their_place(self, path: Path) -> None:
        save_search(path, SavedSearch("rain", "snow"), replace=True)
        start, end = WRITTEN.index("  query: rain"), WRITTEN.index("\n\n\n# Asked for")
        assert text(path) == WRITTEN[:start] + "  query: snow" + WRITTEN[end:]

    @pytest.mark.parametrize("name", ["", "a b", "a_b", "-a", "a/b", "x" * 81])
    def test_a_name_that_is_none_is_refused(self, path: Path, name: str) -> None:
        with pytest.raises(InputError, match="is no name of a search"):
            save_search(path, SavedSearch(name, "snow"))
        assert text(path) == WRITTEN

    @pytest.mark.parametrize("search", [SavedSearch("a", " "), SavedSearch("a", "x\ud800")])
    def test_nor_is_a_query_that_is_none(self, path: Path, search: SavedSearch) -> None:
        with pytest.raises(InputError):
            save_search(path, search)
        assert text(path) == WRITTEN

    @given(query=st.text(max_size=30), note=st.text(max_size=30), group=st.text(max_size=9))
    def test_whatever_is_asked_is_read_back(
        self, tmp_path: Path, query: str, note: str, group: str
    ) -> None:
        path = tmp_path / "searches.yaml"
        path.write_bytes(WRITTEN.encode())
        try:
            saved = save_search(path, SavedSearch("x", query, Options((group, "B")), note))
        except InputError:
            assert not query.strip()
            assert text(path) == WRITTEN
        else:
            assert read_searches(path)["x"] == saved
            assert saved.query == query.strip()
            assert text(path).startswith(WRITTEN)

    def test_a_file_with_mistakes_is_left_alone(self, write: Writer) -> None:
        path = write("searches.yaml", "a: {query: x}\nb: no\n")
        with pytest.raises(InputError, match=":2"):
            save_search(path, SavedSearch("c", "y"))
        assert text(path) == "a: {query: x}\nb: no\n"

    @pytest.mark.parametrize("given", ["{a: {query: x}, b: {query: y}}\n", "{}\n"])
    def test_a_file_that_has_no_lines_to_change_is_left_to_its_writer(
        self, write: Writer, given: str
    ) -> None:
        path = write("searches.yaml", given)
        with pytest.raises(InputError, match="change it in an editor"):
            save_search(path, SavedSearch("c", "y"))
        assert text(path) == given

    def test_a_link_stays_a_link(self, path: Path, tmp_path: Path) -> None:
        link = tmp_path / "elsewhere.yaml"
        link.symlink_to(path)
        save_search(link, SavedSearch("snow", "snow"))
        assert link.is_symlink()
        assert "snow" in read_searches(path)


class TestRemoving:
    def test_a_search_goes_with_the_comment_above_it(self, path: Path) -> None:
        assert remove_search(path, "rain").query == "rain fell"
        start, end = WRITTEN.index("\n# The weather"), WRITTEN.index("\n\n# Asked for")
        assert text(path) == WRITTEN[:start] + WRITTEN[end:]

    def test_what_stands_at_the_top_of_the_file_stays(self, path: Path) -> None:
        remove_search(path, "talks-north")
        assert text(path).startswith("# Searches of the desk, looked at each Monday.\n")
        assert list(read_searches(path)) == ["rain", "2020"]

    def test_all_of_them_one_after_the_other(self, path: Path) -> None:
        for name in ("2020", "talks-north", "rain"):
            remove_search(path, name)
        assert text(path) == "# Searches of the desk, looked at each Monday.\n"

    def test_saved_and_removed_the_file_is_as_it_was(self, path: Path) -> None:
        save_search(path, SavedSearch("snow", "snow"))
        remove_search(path, "snow")
        assert text(path) == WRITTEN

    def test_a_name_that_does_not_exist_is_answered_with_the_nearest(self, path: Path) -> None:
        with pytest.raises(UnknownNameError, match="did you mean 'rain'"):
            remove_search(path, "rains")


class TestRenaming:
    @pytest.mark.parametrize(
        ("name", "line", "now"),
        [
            ("talks-north", "talks-north:   # since", "snow:   # since"),
            ("2020", '"2020":', '"snow":'),
        ],
    )
    def test_only_the_name_changes(self, path: Path, name: str, line: str, now: str) -> None:
        before = read_searches(path)
        assert rename_search(path, name, "snow").name == "snow"
        assert text(path) == WRITTEN.replace(line, now)
        assert read_searches(path)["snow"].options == before[name].options

    def test_a_name_that_is_taken_or_none_is_refused(self, path: Path) -> None:
        with pytest.raises(DuplicateError):
            rename_search(path, "rain", "2020")
        with pytest.raises(InputError, match="is no name"):
            rename_search(path, "rain", "a b")
        with pytest.raises(UnknownNameError):
            rename_search(path, "ran", "snow")
        assert text(path) == WRITTEN

    def test_a_name_spelled_with_escapes_is_left_to_its_writer(self, write: Writer) -> None:
        path = write("searches.yaml", '"r\\u0061in": {query: x}\n')
        with pytest.raises(InputError, match=":1: .*\n  change it in an editor"):
            rename_search(path, "rain", "snow")


class TestTwoAtOnce:
    def test_none_of_many_savings_is_lost(self, tmp_path: Path) -> None:
        path = tmp_path / "searches.yaml"
        with ThreadPoolExecutor(8) as pool:
            list(pool.map(lambda n: save_search(path, SavedSearch(f"s{n}", "x")), range(24)))
        assert sorted(read_searches(path)) == sorted(f"s{n}" for n in range(24))

    def test_another_process_is_waited_for_and_then_told_of(
        self, path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        lock = tmp_path / "cache" / "searches.lock"
        lock.parent.mkdir()
        monkeypatch.setattr(alone.file_alone.__wrapped__, "__kwdefaults__", {"patience": 0.05})
        with (
            FileLock(lock),
            pytest.raises(InputError, match="another process has been changing this file"),
        ):
            save_search(path, SavedSearch("snow", "snow"), lock=lock)
        assert text(path) == WRITTEN

    def test_a_folder_that_cannot_be_written_is_told(self, path: Path, tmp_path: Path) -> None:
        (tmp_path / "in-the-way").write_text("")
        with pytest.raises(InputError, match="cannot be written"):
            save_search(path, SavedSearch("snow", "x"), lock=tmp_path / "in-the-way" / "lock")
        assert text(path) == WRITTEN
