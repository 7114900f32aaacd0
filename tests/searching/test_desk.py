"""The desk keeps up with the texts, and answers where it cannot write."""

from __future__ import annotations

from pathlib import Path

import pytest
from filelock import FileLock

from rhetoric.encode import CachedEncoder
from rhetoric.errors import (
    InputError,
    StatementError,
    StoreBusyError,
    StoreError,
    UnknownNameError,
)
from rhetoric.project import Workspace, load
from rhetoric.searching.batch import BatchQuery
from rhetoric.searching.desk import Desk
from rhetoric.searching.options import Options
from rhetoric.searching.wanted import Wanted
from rhetoric.settings import Project
from rhetoric.store.update import writing

NEW = "---\nid: new\ndate: 2021\ngroup: EAST\nlanguage: en\nsource: A book\n---\nThe mill turned.\n"


def said(desk: Desk, query: str, **asked: object) -> list[str]:
    found = desk.search(f'"{query}"', way="words", **asked)
    return [f"{s}:{p}" for s, p in zip(found["statement"], found["passage"], strict=True)]


class TestKeepingUp:
    def test_a_text_that_is_added_edited_or_removed_is_noticed(
        self, desk: Desk, small_project: Project
    ) -> None:
        assert said(desk, "mill") == []
        path = small_project.texts / "new.md"
        path.write_text(NEW, "utf-8")
        assert said(desk, "mill") == ["new:1"]
        path.write_text(NEW.replace("mill", "wheel of stone"), "utf-8")
        assert (said(desk, "mill"), said(desk, "wheel")) == ([], ["new:1"])
        path.unlink()
        assert said(desk, "wheel") == []

    def test_when_told_not_to_look_it_answers_as_before(
        self, desk: Desk, small_project: Project
    ) -> None:
        before = desk.searcher()
        (small_project.texts / "new.md").write_text(NEW, "utf-8")
        assert said(desk, "mill", refresh=False) == []
        assert desk.searcher(refresh=False) is before

    def test_while_nothing_changes_nothing_is_read_again(self, desk: Desk) -> None:
        assert desk.searcher() is desk.searcher()

    def test_what_another_program_has_indexed_is_noticed(
        self, workspace: Workspace, small_project: Project
    ) -> None:
        assert said(workspace.desk, "mill") == []
        (small_project.texts / "new.md").write_text(NEW, "utf-8")
        other = load(small_project)
        other.__dict__["encoder"] = workspace.encoder
        other.update_index()
        assert said(workspace.desk, "mill") == ["new:1"]
        other.update_index(rebuild=True)
        assert said(workspace.desk, "mill") == ["new:1"]

    def test_a_text_that_is_not_valid_is_told_and_the_next_search_goes_on(
        self, desk: Desk, small_project: Project
    ) -> None:
        desk.searcher()
        path = small_project.texts / "new.md"
        path.write_text("no fields", "utf-8")
        with pytest.raises(StatementError):
            desk.search("market")
        path.write_text(NEW, "utf-8")
        assert said(desk, "mill") == ["new:1"]

    def test_a_mistake_in_the_query_is_told_before_the_texts_are_looked_at(
        self, desk: Desk
    ) -> None:
        with pytest.raises(InputError, match="quotation mark"):
            desk.search('"market')
        assert not desk.folder.exists()


class TestWhereItCannotWrite:
    def test_while_another_program_writes_what_was_there_is_searched(
        self, workspace: Workspace, small_project: Project
    ) -> None:
        workspace.update_index()
        (small_project.texts / "new.md").write_text(NEW, "utf-8")
        with FileLock(workspace.index / "lock"):
            assert said(workspace.desk, "mill") == []
            assert said(workspace.desk, "market") == ["2020-03-01-east-speech:2"]
            (warning,) = workspace.desk.warnings
            assert "another program is writing the index; what it held before" in warning
        assert said(workspace.desk, "mill") == ["new:1"]
        assert workspace.desk.warnings == []

    def test_without_a_place_for_it_the_index_is_made_aside(
        self, workspace: Workspace, small_project: Project
    ) -> None:
        (small_project.root / ".rhetoric").write_text("in the way")
        assert said(workspace.desk, "market") == ["2020-03-01-east-speech:2"]
        assert "for this search only" in workspace.desk.warnings[0]
        (small_project.texts / "new.md").write_text(NEW, "utf-8")
        assert said(workspace.desk, "mill") == ["new:1"]

    def test_an_index_of_another_encoder_is_refused(self, workspace: Workspace) -> None:
        workspace.update_index()
        other = type(workspace.encoder.encoder)()
        other.name, other.hash = "other", "other"
        workspace.desk.encoder = CachedEncoder(other)
        with pytest.raises(StoreError, match=r"made with the encoder 'words'.*\n.*rebuild"):
            workspace.desk.search("market")


class TestAnswers:
    def test_like_leaves_out_the_statement_itself(self, desk: Desk) -> None:
        found = desk.like("2020-03-01-east-speech:1", k=3)
        assert "2020-03-01-east-speech" not in set(found["statement"])
        assert found.iloc[0]["statement"] == "2020-north-answer"
        assert set(found["why"]) == {"meaning"}

    def test_like_keeps_to_the_filters(self, desk: Desk) -> None:
        found = desk.like("2020-03-01-east-speech", keep=Wanted(media=("letter",)))
        assert set(found["statement"]) == {"2019-05-north-letter"}

    @pytest.mark.parametrize(
        ("name", "error", "told"),
        [
            ("2020-03-01-east-speech:9", InputError, "has no passage 9\n  it has 2"),
            ("2020-03-01-east-speech:0", InputError, "has no passage 0"),
            ("2020-03-01-east-speech:x", InputError, "write STATEMENT or STATEMENT:NUMBER"),
            ("2020-03-01-east-speach", UnknownNameError, "did you mean '2020-03-01-east-speech'"),
        ],
    )
    def test_what_there_is_none_of_is_told(
        self, desk: Desk, name: str, error: type[Exception], told: str
    ) -> None:
        with pytest.raises(error, match=told):
            desk.like(name)

    def test_what_a_line_asks_for_goes_before_what_is_asked_for_all(self, desk: Desk) -> None:
        one = BatchQuery(1, "government", Options(groups=("EAST",), k=1, only="words"))
        found = desk.answer(one, keep=Wanted(groups=("NORTH",)), k=5, way="meaning", plain=True)
        assert list(found["statement"]) == ["2020-03-01-east-speech"]
        assert set(found["meaning"]) == {0}

    @pytest.mark.parametrize(
        ("one", "plain"),
        [
            (BatchQuery(1, "talks", Options(groups=("NROTH",))), True),
            (BatchQuery(1, "talks group:NROTH"), False),
            (BatchQuery(1, "talks theme:none"), False),
        ],
    )
    def test_a_query_can_be_checked_without_an_answer(
        self, desk: Desk, one: BatchQuery, plain: bool
    ) -> None:
        desk.check(BatchQuery(1, "talks group:NROTH"), plain=True)
        with pytest.raises(UnknownNameError):
            desk.check(one, plain=plain)

    def test_a_workspace_takes_filters_as_people_write_them(self, workspace: Workspace) -> None:
        found = workspace.search(
            "government", groups=["Northern Front"], after="May 2020", medium="speech", k=2
        )
        assert set(found["statement"]) == {"2020-north-answer"}
        with pytest.raises(UnknownNameError, match="did you mean 'NORTH'"):
            workspace.search("government", groups=["NROTH"])

    def test_a_group_of_a_text_that_is_new_is_known(
        self, workspace: Workspace, small_project: Project
    ) -> None:
        workspace.desk.searcher()
        path: Path = small_project.texts / "new.md"
        path.write_text(NEW.replace("EAST", "Millers"), "utf-8")
        assert set(workspace.search("mill", groups=["Millers"])["statement"]) == {"new"}


def test_a_first_index_that_somebody_else_makes_is_waited_for_and_then_told(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("rhetoric.searching.desk.PATIENCE", 0.05)
    with writing(desk.folder), pytest.raises(StoreBusyError, match="another program is writing"):
        desk.search("rain")
    assert not desk.warnings
    assert len(desk.search("rain"))
