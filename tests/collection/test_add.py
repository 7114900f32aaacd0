"""Adding statements: all or none, nothing twice, nothing over what is there."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path

import pytest

from rhetoric.collection import add_statement, add_statements
from rhetoric.dates import parse_date
from rhetoric.errors import DuplicateError, SettingsError, StatementError
from rhetoric.project import load
from rhetoric.settings import Project
from rhetoric.sources.folder import read_texts
from rhetoric.sources.markdown import read_statement

FIELDS = {"date": "2021-02", "group": "NORTH", "language": "en", "source": "A note"}


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "note.txt"
    path.write_text("The road to the valley is open again.\n", "utf-8")
    return path


def names(project: Project) -> set[str]:
    return {path.name for path in project.texts.iterdir()}


def test_a_text_file_becomes_a_statement_the_loader_reads(
    small_project: Project, file: Path
) -> None:
    added = add_statement(small_project, file, **FIELDS, medium="letter", title="The road")
    statement = read_statement(small_project.texts / f"{added.statement.id}.md")
    assert statement == added.statement
    assert statement.body == "The road to the valley is open again."
    assert (statement.group, statement.medium, statement.language) == ("NORTH", "letter", "eng")
    assert statement.date == parse_date("2021-02")
    assert added.warnings == ()


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"date": "2021-02-03", "title": "The road"}, "2021-02-03-north-the-road"),
        ({"date": "2021-02/2021-04", "title": "The road"}, "2021-03-north-the-road"),
        ({"date": "2021~", "title": "L'été à Gao"}, "2021-north-l-ete-a-gao"),
        ({}, "2021-02-north-the-road-to-the-valley-is-open-again"),
        ({"id": "my-own"}, "my-own"),
    ],
)
def test_the_id_is_made_of_date_group_and_title(
    small_project: Project, file: Path, fields: dict[str, str], expected: str
) -> None:
    assert add_statement(small_project, file, **FIELDS | fields).statement.id == expected


def test_a_title_in_another_script_is_known_by_its_medium_and_a_number(
    small_project: Project, file: Path, tmp_path: Path
) -> None:
    other = tmp_path / "other.txt"
    other.write_text("The bridge is closed.", "utf-8")
    fields = FIELDS | {"title": "الطريق", "medium": "audio"}
    added = add_statements(small_project, [file, other], fields)
    assert [a.statement.id for a in added] == ["2021-02-north-audio", "2021-02-north-audio-2"]
    assert added[0].statement.title == "الطريق"


def test_where_the_medium_is_not_known_it_is_a_statement(
    small_project: Project, file: Path
) -> None:
    fields = {k: v for k, v in FIELDS.items() if k != "medium"} | {"title": "الطريق"}
    assert add_statement(small_project, file, **fields).statement.id == "2021-02-north-statement"


def test_two_texts_with_one_title_get_two_ids(
    small_project: Project, file: Path, tmp_path: Path
) -> None:
    other = tmp_path / "other.txt"
    other.write_text("The bridge is closed.", "utf-8")
    added = add_statements(small_project, [file, other], FIELDS | {"title": "News"})
    assert [a.statement.id for a in added] == ["2021-02-north-news", "2021-02-north-news-2"]


def test_options_complete_front_matter_and_override_it(
    small_project: Project, tmp_path: Path
) -> None:
    file = tmp_path / "note.md"
    file.write_text("---\ntitle: Old\nmedium: audio\ndate: 2020\n---\n\nA text.\n", "utf-8")
    statement = add_statement(small_project, file, **FIELDS, title="New").statement
    assert (statement.title, statement.medium, statement.date.text) == ("New", "audio", "2021-02")


def test_markdown_without_front_matter_has_its_heading_for_a_title(
    small_project: Project, tmp_path: Path
) -> None:
    file = tmp_path / "note.md"
    file.write_text("# The road\n\nIt is open.\n", "utf-8")
    assert add_statement(small_project, file, **FIELDS).statement.title == "The road"


@pytest.mark.parametrize("group", ["NORTH", "north", "Northern Front", "جبهة الشمال"])
def test_a_group_may_be_named_by_any_of_its_names(
    small_project: Project, file: Path, group: str
) -> None:
    assert add_statement(small_project, file, **FIELDS | {"group": group}).statement.group == (
        "NORTH"
    )


def test_a_group_nobody_knows_is_accepted_with_a_warning(
    small_project: Project, file: Path
) -> None:
    added = add_statement(small_project, file, **FIELDS | {"group": "NROTH"})
    assert added.statement.group == "NROTH"
    assert added.warnings == (
        "the group 'NROTH' is not in lexicons/actors.yaml (did you mean 'NORTH'?): it belongs to"
        " no camp before it is added there",
    )


def test_what_is_not_given_is_warned_of(small_project: Project, file: Path) -> None:
    warnings = add_statement(small_project, file, date="2020", group="NORTH").warnings
    assert [w.split(" is ")[0] for w in warnings] == ["the language", "the source"]


@pytest.mark.parametrize(
    ("text", "code", "name"),
    [
        ("Le marché a été rouvert après la pluie, et la route est libre.", "fra", "French"),
        ("فتح السوق بعد المطر وعاد الناس إلى بيوتهم في المساء.", "ara", "Arabic"),
        ("Kowane mutum yana da hakkin rayuwa cikin kasar.", "hau", "Hausa"),
    ],
)
def test_a_language_that_is_not_given_is_found_and_told(
    small_project: Project, tmp_path: Path, text: str, code: str, name: str
) -> None:
    file = tmp_path / "note.txt"
    file.write_text(text, "utf-8")
    added = add_statement(small_project, file, date="2021", group="NORTH", source="A note")
    assert added.statement.language == code
    assert added.warnings == (
        f"the language is taken to be {name}; if it is not, set it with --language",
    )


def test_a_language_that_cannot_be_told_stays_unknown(
    small_project: Project, tmp_path: Path
) -> None:
    file = tmp_path / "note.txt"
    file.write_text("Kidal, Gao.", "utf-8")
    added = add_statement(small_project, file, date="2021", group="NORTH", source="A note")
    assert added.statement.language == "und"
    assert "could not be told: set it with --language" in added.warnings[0]


@pytest.mark.parametrize(
    ("written", "edtf", "name"),
    [
        ("late May 2020", "2020-05-21/2020-05-31", "2020-05-north-"),
        ("début juin 2020", "2020-06-01/2020-06-10", "2020-06-north-"),
        ("٣ رمضان ١٤٤١هـ", "2020-04-26", "2020-04-26-north-"),
        ("Ramadan 1441", "2020-04-24/2020-05-23", "2020-05-north-"),
    ],
)
def test_a_date_is_kept_as_it_was_written(
    small_project: Project, file: Path, written: str, edtf: str, name: str
) -> None:
    added = add_statement(small_project, file, **FIELDS | {"date": written})
    path = small_project.texts / f"{added.statement.id}.md"
    assert added.statement.id.startswith(name)
    assert f"\ndate: {written}\n" in path.read_text("utf-8")
    read = read_statement(path).date
    assert (read.text, read.original) == (edtf, written)


@pytest.mark.parametrize(
    ("text", "suffix", "fields", "message"),
    [
        ("A text.", ".txt", {"group": "NORTH"}, "note.txt: the date is missing\n  give --date"),
        ("A text.", ".txt", {"date": "2020"}, "note.txt: the group is missing\n  give --group"),
        ("A text.", ".txt", {**FIELDS, "date": "then"}, "field 'date': 'then' is not a date\n"),
        ("A text.", ".txt", {**FIELDS, "id": "No Id"}, "field 'id': 'No Id' is not an id"),
        ("A text.", ".txt", {**FIELDS, "form": "tape"}, "field 'form': 'tape' is not known here"),
        ("---\ndate: then\n---\nA text.", ".md", {"group": "NORTH"}, "note.md:2, field 'date'"),
        ("---\ntitel: x\n---\nA text.", ".md", FIELDS, "note.md:2, field 'titel'"),
        (" \n", ".txt", FIELDS, "note.txt:1: there is no text"),
        ("A\0text", ".txt", FIELDS, "this is not text"),
        ("A text.", ".xyz", FIELDS, "'.xyz' is not a kind of file that is read"),
    ],
)
def test_a_mistake_is_answered_with_place_and_remedy(
    small_project: Project,
    tmp_path: Path,
    text: str,
    suffix: str,
    fields: dict[str, str],
    message: str,
) -> None:
    file = tmp_path / f"note{suffix}"
    file.write_text(text, "utf-8")
    before = names(small_project)
    with pytest.raises(StatementError) as caught:
        add_statement(small_project, file, **fields)
    assert message in str(caught.value)
    assert names(small_project) == before


def test_the_text_of_another_statement_is_kept_as_its_reprint(
    small_project: Project, tmp_path: Path
) -> None:
    file = tmp_path / "again.txt"
    file.write_text("THE TWO GROUPS are friends —\nit rained in the valley!", "utf-8")
    added = add_statement(small_project, file, **FIELDS)
    assert added.count == 1
    assert added.statement.reprint_of == "2019-05-north-letter"
    assert added.warnings == (
        "linked as reprint of '2019-05-north-letter': its words are those of 'A letter'",
    )
    assert added.statement in read_texts(small_project.texts)


def test_the_same_file_again_adds_nothing(small_project: Project, file: Path) -> None:
    first = add_statement(small_project, file, **FIELDS)
    before = {p.name: p.read_bytes() for p in small_project.texts.iterdir()}
    again = add_statement(small_project, file, **FIELDS)
    assert (again.count, again.there, again.statement) == (0, 1, first.statement)
    assert again.notes[0].startswith("this very file was added on 20")
    assert {p.name: p.read_bytes() for p in small_project.texts.iterdir()} == before


def test_the_same_file_told_otherwise_is_a_reprint(small_project: Project, file: Path) -> None:
    first = add_statement(small_project, file, **FIELDS)
    again = add_statement(small_project, file, **FIELDS | {"date": "2021-06"})
    assert again.count == 1
    assert again.statement.reprint_of == first.statement.id


def test_another_file_with_a_statement_that_is_there_adds_nothing(
    small_project: Project, file: Path, tmp_path: Path
) -> None:
    twin = tmp_path / "twin.md"
    twin.write_bytes(file.read_bytes())
    one, two = add_statements(small_project, [file, twin], FIELDS)
    assert (one.count, two.count, two.there) == (1, 0, 1)
    assert one.statement.id == two.statement.id


def test_an_id_that_belongs_to_another_statement_is_refused(
    small_project: Project, file: Path
) -> None:
    with pytest.raises(DuplicateError, match="already holds another statement with the id"):
        add_statement(small_project, file, **FIELDS, id="2019-05-north-letter")


def test_all_files_are_added_or_none(small_project: Project, file: Path, tmp_path: Path) -> None:
    bad = tmp_path / "bad.txt"
    bad.write_bytes(b"\xff\xfe not text")
    before = names(small_project)
    with pytest.raises(StatementError, match="begins as UTF-16 but is not"):
        add_statements(small_project, [file, bad], FIELDS)
    assert names(small_project) == before


def test_a_file_that_is_there_is_never_overwritten(
    small_project: Project, file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Somebody else writes the second file between the check and the write.
    other = tmp_path / "other.txt"
    other.write_text("The bridge is closed.", "utf-8")
    late = small_project.texts / "2021-02-north-the-bridge-is-closed.md"
    link = os.link

    def interfering(source: Path, target: Path) -> None:
        late.touch()
        link(source, target)

    before = names(small_project)
    monkeypatch.setattr(os, "link", interfering)
    with pytest.raises(DuplicateError, match="there is a file"):
        add_statements(small_project, [file, other], FIELDS)
    assert late.read_bytes() == b""
    assert names(small_project) == {*before, late.name}, "the first is taken back"


def test_a_file_system_without_hard_links_will_do(
    small_project: Project, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(source: Path, target: Path) -> None:
        raise PermissionError

    monkeypatch.setattr(os, "link", refuse)
    added = add_statement(small_project, file, **FIELDS)
    assert added.statement in read_texts(small_project.texts)


def test_one_id_for_several_files_is_refused(small_project: Project, file: Path) -> None:
    with pytest.raises(StatementError, match="one id for 2 files"):
        add_statements(small_project, [file, file], FIELDS | {"id": "one"})


def test_the_sample_is_not_written_to(small_project: Project, file: Path) -> None:
    with pytest.raises(SettingsError, match="rhetoric init DIR"):
        add_statement(replace(small_project, sample=True), file, **FIELDS)


def test_an_excerpt_and_the_whole_find_each_other(small_project: Project, tmp_path: Path) -> None:
    part, whole = tmp_path / "part.txt", tmp_path / "whole.txt"
    words = [f"On day {n} the council met, and spoke of road {n} to the north." for n in range(30)]
    part.write_text(" ".join(words[10:20]), "utf-8")
    whole.write_text(" ".join(words), "utf-8")
    one = add_statement(small_project, part, **FIELDS, title="A part")
    two = add_statement(small_project, whole, **FIELDS, title="All of it")
    assert two.statement.copy_of == ""
    assert two.warnings[0].startswith(f"'{one.statement.id}' is a copy of it: 98 % of its words")
    by_id = {s.id: s for s in read_texts(small_project.texts)}
    assert by_id[one.statement.id].excerpt_of == two.statement.id


def test_the_same_words_of_another_group_are_told_and_not_linked(
    small_project: Project, tmp_path: Path
) -> None:
    file = tmp_path / "again.txt"
    file.write_text("The two groups are friends.\n\nIt rained in the valley.", "utf-8")
    added = add_statement(small_project, file, **FIELDS | {"group": "EAST"})
    assert added.statement.copy_of == ""
    assert (
        ": two statements, or one that was taken over? If so, link it: rhetoric edit"
        in added.warnings[0]
    )


def test_the_same_statement_in_another_language_is_linked(
    small_project: Project, tmp_path: Path
) -> None:
    english, french = tmp_path / "english.txt", tmp_path / "french.txt"
    english.write_text(
        "The council of the valley met in the town on Monday. It spoke of the price of grain and"
        " of the road to the north. The traders asked for a new market. The council said that it"
        " would answer them before the rains.",
        "utf-8",
    )
    french.write_text(
        "Le conseil de la vallée s'est réuni lundi dans la ville. Il a parlé du prix des céréales"
        " et de la route vers le nord. Les commerçants ont demandé un nouveau marché. Le conseil a"
        " dit qu'il leur répondrait avant les pluies.",
        "utf-8",
    )
    one = add_statement(small_project, english, date="2021-02", group="NORTH", source="A note")
    two = add_statement(small_project, french, date="2021-03", group="NORTH", source="A note")
    assert two.statement.translation_of == one.statement.id
    assert load(small_project).corpus.without_copies.statements[-1].id == one.statement.id
