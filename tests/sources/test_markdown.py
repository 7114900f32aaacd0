"""Statements as Markdown files: read, checked, written back."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rhetoric.dates import parse_date
from rhetoric.errors import InputError, StatementError
from rhetoric.model import FORMS, MEDIA, Statement
from rhetoric.sources.folder import read_texts
from rhetoric.sources.markdown import (
    format_statement,
    parse_statement,
    read_statement,
    valid_id,
)

Writer = Callable[[str, str], Path]

NAME = "2020-05-28-speech"
FILE = Path(f"texts/{NAME}.md")
TEXT = """\
---
id: 2020-05-28-speech
title: "On the talks: a speech"
date: 2020-05~
date_text: "late May"
group: IS
speaker: somebody
medium: speech
language: en
original_language: Arabic
form: summary
source: "Somebody 2020"
places: [Sahel, Mali]
unconfirmed: yes
reliability: B2
tags: [clashes]
---

They met.

Nothing was agreed.

"""


def refusal(text: str, path: Path = FILE) -> str:
    with pytest.raises(StatementError) as caught:
        parse_statement(text, path)
    return str(caught.value)


def test_a_statement_is_read_whole() -> None:
    assert parse_statement(TEXT, FILE) == Statement(
        id=NAME,
        body="They met.\n\nNothing was agreed.",
        date=parse_date("2020-05~"),
        group="IS",
        title="On the talks: a speech",
        speaker="somebody",
        medium="speech",
        language="eng",
        original_language="ara",
        form="summary",
        source="Somebody 2020",
        date_text="late May",
        places=("Sahel", "Mali"),
        unconfirmed=True,
        reliability="B2",
        tags=("clashes",),
        path=FILE,
        body_line=19,
    )


def test_id_date_group_and_text_are_enough() -> None:
    statement = parse_statement(f"---\nid: {NAME}\ndate: 2020\ngroup: IS\n---\nThey met.", FILE)
    assert (statement.title, statement.medium, statement.form) == (NAME, "other", "transcript")
    assert (statement.language, statement.original_language) == ("und", "und")
    assert statement.body_line == 6


def test_windows_line_ends_change_nothing_but_the_body() -> None:
    statement = parse_statement(TEXT.replace("\n", "\r\n"), FILE)
    assert statement.body == "They met.\r\n\r\nNothing was agreed."
    assert (statement.title, statement.body_line) == ("On the talks: a speech", 19)


def test_the_body_keeps_lines_that_look_like_front_matter() -> None:
    body = "  One.\n---\nid: two\n---\nThree."
    assert parse_statement(TEXT.replace("They met.", body), FILE).body.startswith(body)


@pytest.mark.parametrize(
    ("line", "instead", "answer"),
    [
        (f"id: {NAME}\n", "", ":2, field 'id': this field is required\n  add a line 'id: …'"),
        (f"id: {NAME}", "id: A speech",
         ":2, field 'id': 'A speech' is not an id\n  use small letters, digits and hyphens"),
        (f"id: {NAME}", "id: other",
         f":2, field 'id': 'other' differs from the file name '{NAME}'\n  make the two equal"),
        ("date: 2020-05~", "date:",
         ":4, field 'date': this field is required\n  add a line 'date: 2020-05-28'"),
        ("date: 2020-05~", "date: Mayy 2020",
         ":4, field 'date': 'Mayy 2020' is not a date\n  write it as 2020-05-28, 2020-05,"
         " 2020-01/2020-03, '28 May 2020', 'late May 2020', '28 mai 2020', '٢٨ مايو ٢٠٢٠'"
         " or '3 Ramadan 1441'"),
        ("group: IS\n", "", ":2, field 'group': this field is required\n  add a line 'group: …'"),
        ("medium: speech", "medium: fax",
         f":8, field 'medium': 'fax' is not known here\n  one of: {', '.join(MEDIA)}"),
        ("form: summary", "form: gist",
         f":11, field 'form': 'gist' is not known here\n  one of: {', '.join(FORMS)}"),
        ("language: en\n", "language: x\n",
         ":9, field 'language': 'x' is not a language code such as eng, fra, ara, taq or und\n"
         "  use an ISO 639-3 code"),
        ("reliability: B2", "reliability: good",
         ":15, field 'reliability': 'good' is not an Admiralty code\n  use A1 to F6"),
        ("unconfirmed: yes", "unconfirmed: maybe",
         ":14, field 'unconfirmed': 'maybe' is neither true nor false\n  write true or false"),
        ("tags:", "tag:",
         ":16, field 'tag': this field is not known\n  known: date, date_text, excerpt_of, form,"
         " group, id, language, medium, original_language, places, reliability, reprint_of,"
         " source, speaker, tags, title, translation_of, unconfirmed"),
        ("reliability: B2", "reliability: B2\nreprint_of: No id",
         ":16, field 'reprint_of': 'No id' is no other statement\n  give its id"),
        ("reliability: B2", f"reliability: B2\nexcerpt_of: {NAME}",
         f":16, field 'excerpt_of': '{NAME}' is no other statement\n  give its id"),
        ("reliability: B2", "reliability: B2\nreprint_of: a\nexcerpt_of: b",
         ":17, field 'excerpt_of': a statement cannot be reprint_of one and excerpt_of another\n"
         "  keep the nearer of the two"),
        ('"On the talks: a speech"', "On the talks: a speech",
         ":3: this is not valid YAML: mapping values are not allowed in this context\n  quote"
         " values that contain ': ' or begin with * & ? | > @ % or a quotation mark"),
        ("They met.\n\nNothing was agreed.\n", "",
         ":20: there is no text\n  write the statement below the second '---' line"),
    ],
)  # fmt: skip
def test_a_mistake_is_answered_with_file_line_field_and_remedy(
    line: str, instead: str, answer: str
) -> None:
    assert line in TEXT
    assert refusal(TEXT.replace(line, instead, 1)) == f"{FILE}{answer}"


@pytest.mark.parametrize(
    "text", ["", "They met.", "---\nWe met.\n", "\n---\nid: a\n---\nb", "--- \n"]
)
def test_a_file_without_front_matter_is_told_how_to_begin(text: str) -> None:
    assert refusal(text) == (
        f"{FILE}:1: the front matter is missing\n"
        "  begin the file with a line '---', then 'id: …', 'date: …', 'group: …',"
        " then another line '---' and the text"
    )


def test_front_matter_that_does_not_end_is_told_from_a_rule_above_a_text() -> None:
    assert refusal("---\nid: a\n\nThey met.") == (
        f"{FILE}:2: the front matter has no end\n  write a line '---' behind its last field"
    )


@pytest.mark.parametrize("name", ["a", "2020-05-28-speech", "v1.2", "0"])
def test_an_id_is_small_letters_digits_hyphens_and_dots(name: str) -> None:
    assert valid_id(name)


@pytest.mark.parametrize(
    "name",
    [
        "",
        "A",
        "a b",
        "../a",
        "a..b",
        "-a",
        ".a",
        "é",
        "a/b",
        "a" * 121,
        "con",
        "aux.txt",
        "com1",
        "x.",
    ],
)
def test_an_id_never_leads_out_of_its_folder(name: str) -> None:
    assert not valid_id(name)


@given(st.text())
def test_any_text_is_a_statement_or_a_statement_error(text: str) -> None:
    for candidate in (text, f"---\nid: {NAME}\ndate: 2020\ngroup: IS\n{text}\n---\nThey met."):
        try:
            parse_statement(candidate, FILE)
        except StatementError as error:
            assert error.path == FILE
            assert error.line is not None


VALUE = st.one_of(
    st.text(), st.text("a:\"'#-[]{}&*!|>%@\\\n\t\x7f\x85\u2028\ufeffé𞤀 ", max_size=12)
).map(str.strip)
NAMED = VALUE.filter(bool)
LISTED = st.lists(NAMED, max_size=3).map(tuple)
STATEMENTS = st.builds(
    Statement,
    id=st.just(NAME),
    body=st.text().map(str.strip).filter(bool),
    date=st.sampled_from(["2020-05-28", "2020~", "2020-21", "2020-01/2020-03", "../2020-05"]).map(
        parse_date
    ),
    group=NAMED,
    title=NAMED,
    speaker=VALUE,
    medium=st.sampled_from(MEDIA),
    language=st.sampled_from(["eng", "ara", "und"]),
    original_language=st.sampled_from(["ful", "und"]),
    form=st.sampled_from(FORMS),
    source=VALUE,
    date_text=VALUE,
    places=LISTED,
    unconfirmed=st.booleans(),
    reliability=st.sampled_from(["", "A1", "F6"]),
    tags=LISTED,
    excerpt_of=st.sampled_from(["", "2020-05-other"]),
    path=st.just(FILE),
)


@given(STATEMENTS)
def test_a_statement_that_is_written_is_read_back_the_same(statement: Statement) -> None:
    text = format_statement(statement)
    again = parse_statement(text, FILE)
    assert vars(again) | {"body_line": 1} == vars(statement)
    assert text.split("\n")[again.body_line - 1 :] == [*statement.body.split("\n"), ""]


def test_what_is_written_can_be_read_by_people() -> None:
    written = format_statement(parse_statement(TEXT, FILE))
    assert written.startswith(f'---\nid: {NAME}\ntitle: "On the talks: a speech"\ndate: 2020-05~\n')
    assert "places: [Sahel, Mali]\nunconfirmed: true\n" in written
    assert written.endswith("---\nThey met.\n\nNothing was agreed.\n")


def test_what_is_not_known_is_not_written_and_nothing_quoted_that_need_not_be() -> None:
    text = f"---\nid: {NAME}\ntitle: On talks, and more\ndate: 2020\ngroup: IS\n---\nThey met."
    written = format_statement(parse_statement(text, FILE))
    assert written == text.replace("IS\n", "IS\nform: transcript\n") + "\n"


def test_a_folder_is_read_in_order_of_names_and_only_its_markdown(write: Writer) -> None:
    for name in ("b", "a"):
        write(f"texts/{name}.md", f"---\nid: {name}\ndate: 2020\ngroup: IS\n---\nThey met.")
    folder = write("texts/notes.txt", "They left.").parent
    assert [s.id for s in read_texts(folder)] == ["a", "b"]
    assert read_statement(folder / "a.md").path == folder / "a.md"


def test_a_wrong_file_ends_the_reading_unless_it_shall_go_on(write: Writer) -> None:
    write("a.md", "They met.")
    folder = write("b.md", "---\nid: b\ndate: 2020\ngroup: IS\n---\nThey met.").parent
    with pytest.raises(StatementError, match="the front matter is missing"):
        read_texts(folder)
    told: list[InputError] = []
    assert [s.id for s in read_texts(folder, on_error=told.append)] == ["b"]
    assert [problem.path for problem in told] == [folder / "a.md"]
