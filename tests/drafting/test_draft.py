"""An article becomes a folder of drafts; reviewed drafts become statements."""

from __future__ import annotations

import csv
from dataclasses import replace
from pathlib import Path

import pytest

import rhetoric
from rhetoric.drafting.review import pending
from rhetoric.errors import SettingsError, StatementError
from rhetoric.settings import Project
from rhetoric.sources.folder import read_texts

ARTICLE = """\
The road of the valley

In a speech released on 3 May 2019, the Northern Front said that “the road is open.”1 It added that
“the market will open soon.”2

The Eastern League denied that the road was open.

Notes

1. A. Writer, “Roads,” Journal of Roads, May 2019.
2. Ibid., p. 4.
"""


@pytest.fixture
def article(small_project: Project) -> Path:
    path = small_project.root / "The Road.txt"
    path.write_text(ARTICLE, "utf-8")
    return path


def files(folder: Path) -> dict[str, bytes]:
    return {p.name: p.read_bytes() for p in sorted(folder.iterdir())}


def test_what_is_found_is_told_and_written(small_project: Project, article: Path) -> None:
    found = rhetoric.draft(small_project, article, source="A. Analyst, “The Road” (2020)")
    assert [(d.kind, d.group, d.date) for d in found] == [
        ("quotation", "NORTH", "2019-05-03"),
        ("quotation", "NORTH", "2019-05-03"),
        ("claim", "EAST", ""),
    ]
    for one in found:
        assert ARTICLE[one.start : one.end] == one.text
        assert " ".join(ARTICLE[one.sentence_start : one.sentence_end].split()) == one.sentence
    folder = small_project.root / "drafts" / "the-road"
    assert {one.file for one in found} == set(folder.glob("*.md"))


def test_sayings_of_one_occasion_stand_in_one_draft(small_project: Project, article: Path) -> None:
    first, second, _ = rhetoric.draft(small_project, article, source="A. Analyst (2020)")
    assert first.file == second.file
    text = first.file.read_text("utf-8")
    assert text.endswith("---\nthe road is open.\n\nthe market will open soon.\n")
    for line in ("date: 2019-05-03", "group: NORTH", "medium: speech", "form: excerpt",
                 "language: eng", "tags: [quotation]"):  # fmt: skip
        assert line in text.splitlines()
    assert "A. Analyst (2020), paragraph 2, nn. 1, 2: A. Writer, “Roads,” Journal" in text


def test_the_index_has_a_row_a_saying(small_project: Project, article: Path) -> None:
    found = rhetoric.draft(small_project, article)
    with (found[0].file.parent / "index.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [row["file"] for row in rows] == [one.file.name for one in found]
    assert [int(row["start"]) for row in rows] == [one.start for one in found]
    assert rows[2]["doubts"] == "no date is given"
    assert rows[2]["sentence"] == "The Eastern League denied that the road was open."


def test_the_same_article_gives_the_same_bytes(small_project: Project, article: Path) -> None:
    folder = rhetoric.draft(small_project, article)[0].file.parent
    before = files(folder)
    rhetoric.draft(small_project, article, replace_old=True)
    assert files(folder) == before


def test_drafts_are_not_written_over_unasked(small_project: Project, article: Path) -> None:
    one = rhetoric.draft(small_project, article)[0]
    one.file.write_text("mended", "utf-8")
    with pytest.raises(SettingsError, match="there are drafts here already"):
        rhetoric.draft(small_project, article)
    assert one.file.read_text("utf-8") == "mended"


def test_a_folder_of_other_things_is_never_replaced(small_project: Project, article: Path) -> None:
    with pytest.raises(SettingsError, match="not written by"):
        rhetoric.draft(small_project, article, out=small_project.texts, replace_old=True)
    assert len(list(small_project.texts.iterdir())) == 3


def test_the_date_of_the_article_bounds_what_has_none(
    small_project: Project, article: Path
) -> None:
    last = rhetoric.draft(small_project, article, date="July 2020")[-1]
    assert (last.date, last.date_how) == ("../2020-07-31", "bounded by the article")
    assert "date: ../2020-07-31" in last.file.read_text("utf-8")
    assert any("before the article" in doubt for doubt in last.doubts)


def test_an_article_in_another_language_is_refused(small_project: Project) -> None:
    path = small_project.root / "artikel.txt"
    path.write_text("Der Markt ist heute offen, und die Straße ist lang. " * 5, "utf-8")
    with pytest.raises(StatementError, match="--language"):
        rhetoric.draft(small_project, path)
    assert not (small_project.root / "drafts").exists()


# ---------------------------------------------------------------- accept


def test_accepted_drafts_are_statements_and_leave_the_folder(
    small_project: Project, article: Path
) -> None:
    found = rhetoric.draft(small_project, article, source="A. Analyst (2020)")
    (added,) = rhetoric.accept(small_project, [found[0].file])
    statement = added.statement
    assert (statement.group, statement.form, statement.date.text) == (
        "NORTH", "excerpt", "2019-05-03",
    )  # fmt: skip
    assert statement.id == "2019-05-03-north-the-northern-front-speech"
    assert statement.id in {s.id for s in read_texts(small_project.texts)}
    assert not found[0].file.exists()
    assert [one.file for one in pending(small_project)] == [found[2].file]


def test_a_draft_without_a_date_is_refused_and_nothing_is_moved(
    small_project: Project, article: Path
) -> None:
    folder = rhetoric.draft(small_project, article)[0].file.parent
    before, texts = files(folder), files(small_project.texts)
    with pytest.raises(StatementError, match="the date is missing.*write a line 'date"):
        rhetoric.accept(small_project, [folder])
    assert (files(folder), files(small_project.texts)) == (before, texts)


def test_ready_takes_the_others(small_project: Project, article: Path) -> None:
    folder = rhetoric.draft(small_project, article)[0].file.parent
    assert len(rhetoric.accept(small_project, [folder], ready=True)) == 1
    (left,) = pending(small_project)
    assert left.problems[0].startswith("the date is missing")


def test_a_mended_draft_is_accepted_and_an_empty_folder_goes(
    small_project: Project, article: Path
) -> None:
    last = rhetoric.draft(small_project, article)[-1]
    text = last.file.read_text("utf-8")
    last.file.write_text(text.replace("group: EAST", "date: 2019-06\ngroup: EAST"), "utf-8")
    assert len(rhetoric.accept(small_project)) == 2
    assert not last.file.parent.exists()


def test_all_or_none(small_project: Project, article: Path) -> None:
    found = rhetoric.draft(small_project, article, date="2020-07")
    text = found[0].file.read_text("utf-8")
    found[0].file.write_text(text.replace("group: NORTH", "date: then\ngroup: NORTH"), "utf-8")
    folder, texts = found[0].file.parent, files(small_project.texts)
    with pytest.raises(StatementError):
        rhetoric.accept(small_project, [folder])
    assert files(small_project.texts) == texts
    assert len(rhetoric.accept(small_project, [folder], ready=True)) == 1
    assert found[0].file.exists()


def test_what_the_corpus_holds_is_not_added_twice(small_project: Project, article: Path) -> None:
    rhetoric.accept(small_project, [rhetoric.draft(small_project, article)[0].file])
    rhetoric.draft(small_project, article, replace_old=True)
    again = rhetoric.accept(small_project, ready=True)
    assert [(one.count, one.there) for one in again] == [(0, 1)]


def test_the_sample_is_not_written_to(small_project: Project, article: Path) -> None:
    found = rhetoric.draft(small_project, article)
    sample = replace(small_project, sample=True)
    with pytest.raises(SettingsError, match="sample"):
        rhetoric.accept(sample, [found[0].file])
    assert found[0].file.exists()


def test_a_broken_draft_is_a_problem_told(small_project: Project, article: Path) -> None:
    one = rhetoric.draft(small_project, article)[0]
    one.file.write_text("no front matter", "utf-8")
    assert "front matter is missing" in pending(small_project)[0].problems[0]
