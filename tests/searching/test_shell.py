"""A conversation with the desk."""

from __future__ import annotations

from datetime import date

import pytest

from rhetoric.errors import InputError, UnknownNameError
from rhetoric.project import Workspace
from rhetoric.searching.news import run_search
from rhetoric.searching.options import Options
from rhetoric.searching.saved import SavedSearch
from rhetoric.searching.seen import Seen
from rhetoric.searching.shell import Conversation
from rhetoric.settings import Project

LETTER, SPEECH, ANSWER = "2019-05-north-letter", "2020-03-01-east-speech", "2020-north-answer"
DAY = date(2026, 3, 2)


@pytest.fixture
def talk(workspace: Workspace) -> Conversation:
    return Conversation(workspace.desk)


def ids(rows: list[dict[str, object]]) -> set[object]:
    return {row["statement"] for row in rows}


class TestPages:
    def test_pages_follow_each_other_until_there_is_no_more(self, talk: Conversation) -> None:
        talk.k = 2
        pages = [talk.search("government"), talk.more(), talk.more(), talk.more()]
        assert [[row["rank"] for row in page] for page in pages] == [[1, 2], [3, 4], [5], []]
        talk.k = 9
        places = [(row["statement"], row["passage"]) for page in pages for row in page]
        assert [(r["statement"], r["passage"]) for r in talk.search("government")] == places

    def test_hits_of_all_pages_can_be_named(self, talk: Conversation) -> None:
        talk.k = 2
        talk.search("government")
        talk.more()
        last = talk.hits[3]
        assert talk.named("4") == f"{last['statement']}:{last['passage']}"
        assert talk.named("x:4") == "x:4"
        with pytest.raises(InputError, match="there is no hit 5\n  there are 4"):
            talk.named("5")

    def test_before_anything_was_asked_there_is_nothing_to_name(self, talk: Conversation) -> None:
        with pytest.raises(InputError, match="search for something first"):
            talk.more()
        with pytest.raises(InputError, match="search for something first"):
            talk.view("1")
        with pytest.raises(InputError, match="nothing was asked yet"):
            talk.again(1)

    def test_a_mistake_leaves_the_page_as_it_was(self, talk: Conversation) -> None:
        talk.search("government")
        before = list(talk.hits)
        with pytest.raises(InputError):
            talk.search('"government')
        assert talk.hits == before

    def test_texts_that_change_are_noticed_by_the_next_search_not_by_the_next_page(
        self, talk: Conversation, small_project: Project
    ) -> None:
        talk.k = 4
        talk.search("market")
        for path in small_project.texts.iterdir():
            if path.stem != SPEECH:
                path.unlink()
        assert len(talk.more()) == 1
        assert len(talk.search("market")) == 2


class TestFilters:
    def test_they_hold_until_they_are_cleared(self, talk: Conversation) -> None:
        talk.narrow('group:"Northern Front" after:2020')
        assert talk.narrowed == 'group:"Northern Front" after:2020'
        assert ids(talk.search("government")) == ids(talk.like(SPEECH)) == {ANSWER}
        talk.clear("after")
        assert ids(talk.search("government")) == {LETTER, ANSWER}
        talk.clear()
        assert talk.narrowed == ""

    def test_a_field_that_is_set_again_has_its_new_values(self, talk: Conversation) -> None:
        talk.narrow("group:NORTH -medium:letter")
        talk.narrow("group:EAST group:WEST")
        assert talk.narrowed == "-medium:letter group:EAST group:WEST"

    def test_the_next_page_is_of_the_filters_of_the_first(self, talk: Conversation) -> None:
        talk.k = 1
        talk.search("government")
        talk.narrow("group:EAST")
        assert ids(talk.more()) == {ANSWER}

    @pytest.mark.parametrize(
        ("text", "told"),
        [
            ("market", "'market' is no filter"),
            ("group:NROTH", "did you mean 'NORTH'"),
            ("grup:NORTH", "did you mean 'group'"),
            ("after:2020 before:2019", "later than"),
        ],
    )
    def test_what_is_no_filter_leaves_them_as_they_were(
        self, talk: Conversation, text: str, told: str
    ) -> None:
        talk.narrow("group:EAST")
        with pytest.raises((InputError, UnknownNameError), match=told):
            talk.narrow(text)
        with pytest.raises(UnknownNameError, match="did you mean 'group'"):
            talk.clear("grup")
        assert talk.narrowed == "group:EAST"


class TestLooking:
    def test_a_hit_is_seen_among_its_neighbours(self, talk: Conversation) -> None:
        (row,) = (r for r in talk.search("the market") if r["text"] == "The market was closed.")
        view = talk.view(str(row["rank"]))
        assert (view.told.id, view.number) == (SPEECH, 2)
        assert [p.index for p in view.passages] == [1, 2]
        (start, end) = view.marks[2][0]
        assert view.passages[1].text[start:end] == "market"

    def test_a_statement_is_seen_from_its_beginning(self, talk: Conversation) -> None:
        view = talk.view(LETTER)
        assert (view.number, len(view.passages), view.marks[1]) == (None, 2, [])

    def test_what_there_is_none_of_is_told(self, talk: Conversation) -> None:
        with pytest.raises(InputError, match="has no passage 9\n  it has 2"):
            talk.view(f"{LETTER}:9")
        with pytest.raises(UnknownNameError):
            talk.view("none")


class TestSaving:
    def test_the_last_query_is_saved_with_its_filters(self, talk: Conversation) -> None:
        talk.narrow("group:NORTH group:EAST after:2019 -medium:letter title:speech")
        talk.k = 5
        talk.search("market days", "words")
        assert talk.as_saved("market", DAY) == SavedSearch(
            "market", "market days -medium:letter title:speech",
            Options(groups=("NORTH", "EAST"), after="2019", k=5, only="words"), saved=DAY,
        )  # fmt: skip

    def test_what_is_saved_finds_the_same(
        self, talk: Conversation, workspace: Workspace, small_project: Project
    ) -> None:
        talk.narrow("language:eng language:fra before:2020-05 -group:EAST")
        found = talk.search("government")
        search = talk.as_saved("government", DAY)
        news = run_search(workspace.desk, search, small_project.cache / "seen")
        assert [(r["statement"], r["passage"]) for r in found] == list(
            zip(news.hits["statement"], news.hits["passage"], strict=True)
        )

    def test_likeness_cannot_be_saved(self, talk: Conversation) -> None:
        for ask in (lambda: None, lambda: talk.like(SPEECH)):
            ask()
            with pytest.raises(InputError, match="there is no query to save"):
                talk.as_saved("x", DAY)


class TestNews:
    def test_what_was_remembered_is_not_new_until_it_changes(
        self, workspace: Workspace, small_project: Project
    ) -> None:
        search = SavedSearch("talks", '"government"', Options(groups=("Northern Front", "EAST")))
        folder = small_project.cache / "seen"
        first = run_search(workspace.desk, search, folder)
        assert (len(first.fresh), first.known, first.memory.last) == (2, 0, None)
        again = run_search(workspace.desk, search, folder)
        assert len(again.fresh) == 2  # nothing was remembered yet
        again.remember(DAY)
        path = small_project.texts / f"{SPEECH}.md"
        path.write_text(path.read_text("utf-8").replace("negotiates", "speaks"), "utf-8")
        later = run_search(workspace.desk, search, folder)
        assert list(later.fresh["new"]) == ["changed"]
        assert set(later.fresh["statement"]) == {SPEECH}
        assert (later.known, later.memory.last, len(later.hits)) == (1, DAY, 2)
        assert Seen(folder, "talks").memory.last == DAY

    def test_its_own_choices_hold(self, workspace: Workspace, small_project: Project) -> None:
        options = Options(k=1, only="words", per_statement=1)
        news = run_search(
            workspace.desk, SavedSearch("x", "government", options), small_project.cache
        )
        assert len(news.hits) == 1
        assert set(news.hits["meaning"]) == {0}
