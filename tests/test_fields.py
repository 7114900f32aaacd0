"""Fields: YAML that people write, with the line of every value and of every mistake."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from rhetoric.errors import InputError, LexiconError, StatementError
from rhetoric.fields import Fields, raise_it, read_fields, read_utf8

FILE = Path("lexicons/a.yaml")
REQUIRED = "lexicons/a.yaml:1, field 'id': this field is required\n  add a line 'id: …'"


def fields(text: str) -> Fields:
    return read_fields(text, FILE, LexiconError)


def message(text: str, ask: str, *arguments: object) -> str:
    """The error that asking for a field of a text is answered with."""
    with pytest.raises(LexiconError) as caught:
        getattr(fields(text), ask)(*arguments)
    return str(caught.value)


def test_scalars_stay_what_was_written() -> None:
    given = fields("id: no\nlabel: 010\ndescription: 2020-05\ntone: ' a '")
    assert [given.text(name) for name in given.data] == ["no", "010", "2020-05", "a"]


@pytest.mark.parametrize("text", ["label: a", "id:\nlabel: a", "id: ''\nlabel: a", "id: ~"])
def test_a_required_field_that_is_missing_or_empty_is_asked_for(text: str) -> None:
    assert message(text, "text", "id") == REQUIRED


def test_an_optional_field_has_its_default() -> None:
    assert fields("a: b").text("id", "none") == "none"


def test_a_mistake_names_the_line_of_its_field() -> None:
    text = "id: a\n\n# a remark\ntone: loud"
    assert message(text, "choice", "tone", ("hostile", "self")) == (
        "lexicons/a.yaml:4, field 'tone': 'loud' is not known here\n  one of: hostile, self"
    )


def test_lines_are_counted_from_the_beginning_of_the_file() -> None:
    given = read_fields("id: a\ndate: soon", FILE, StatementError, offset=2)
    with pytest.raises(StatementError, match=r"^lexicons/a.yaml:3, field 'date': 'soon' is not a"):
        given.date("date")


def test_a_field_that_nobody_reads_is_refused_with_those_that_are() -> None:
    assert message("id: a\nlable: b", "only", ("label", "id")) == (
        "lexicons/a.yaml:2, field 'lable': this field is not known\n  known: id, label"
    )


@pytest.mark.parametrize(
    ("text", "ask", "arguments", "problem"),
    [
        ("id: [a]", "text", ("id",), "one value is expected here, not a list or mapping"),
        ("id: {a: b}", "text", ("id",), "one value is expected here, not a list or mapping"),
        ("on: maybe", "flag", ("on",), "'maybe' is neither true nor false\n  write true or false"),
        ("n: many", "number", ("n", 1.0), "'many' is not a number"),
        ("l: [{a: b}]", "strings", ("l",), "a list of texts is expected here\n  quote each item"),
        ("m: [a]", "inner", ("m",), "a mapping is expected here ('key: value' lines)"),
        ("m: a", "each", ("m",), "a list of mappings is expected here"),
        ("m: [a]", "each", ("m",), "a list of mappings is expected here"),
    ],
)
def test_a_value_of_another_kind_is_refused(
    text: str, ask: str, arguments: tuple[object, ...], problem: str
) -> None:
    name = arguments[0]
    assert message(text, ask, *arguments) == f"lexicons/a.yaml:1, field '{name}': {problem}"


@pytest.mark.parametrize(
    ("written", "value"),
    [("true", True), ("Yes", True), ("on", True), ("false", False), ("NO", False), ("", False)],
)
def test_a_flag_is_true_or_false_in_any_of_their_spellings(written: str, value: bool) -> None:
    assert fields(f"on: {written}").flag("on") is value


def test_numbers_and_dates_are_read() -> None:
    given = fields("n: 0.5\nd: 2020-05")
    assert given.number("n", 1.0) == 0.5
    assert given.number("m", 1.0) == 1.0
    assert str(given.date("d")) == "2020-05"
    assert given.date("e") is None


def test_one_text_counts_as_a_list_of_one_and_empty_items_do_not_count() -> None:
    given = fields("a: one\nb: [one, '', ' two ']\nc:")
    assert [given.strings(name) for name in "abcd"] == [("one",), ("one", "two"), (), ()]


def test_fields_within_know_their_lines() -> None:
    given = fields("a:\n  b:\n    - c: 1\n    - c: many\n")
    first, second = given.inner("a").each("b")
    assert first.number("c", 0) == 1
    with pytest.raises(LexiconError, match=r"^lexicons/a.yaml:4, field 'c': 'many' is not a num"):
        second.number("c", 0)
    assert given.inner("z").data == {}
    assert given.each("z") == []


def test_a_key_that_stands_twice_is_refused() -> None:
    with pytest.raises(LexiconError) as caught:
        fields("id: a\nid: b")
    assert str(caught.value).startswith(
        "lexicons/a.yaml:2: this is not valid YAML: the key 'id' stands here twice"
    )


@pytest.mark.parametrize("text", ["a: &b c\nd: *b", "a: b\nc: *d"])
def test_anchors_and_aliases_are_refused(text: str) -> None:
    with pytest.raises(LexiconError) as caught:
        fields(text)
    assert str(caught.value) == (
        "lexicons/a.yaml:2: anchors and aliases (&name, *name) are not allowed here\n"
        "  quote a value that begins with * or &"
    )


@pytest.mark.parametrize("text", ["title: a: b", "id: x\ntitle: 'open", "id: x\n\ttitle: a"])
def test_what_is_no_yaml_is_refused_with_its_line_and_the_usual_cause(text: str) -> None:
    with pytest.raises(LexiconError, match="this is not valid YAML") as caught:
        fields(text)
    assert caught.value.line is not None
    assert caught.value.remedy is not None
    assert caught.value.remedy.startswith("quote values that contain ': '")


@pytest.mark.parametrize("sign", ["\x00", "\x1f", "\x7f", "\ufffe", "\ud800"])
def test_a_character_that_does_not_print_is_told_by_its_line(sign: str) -> None:
    with pytest.raises(LexiconError) as caught:
        fields(f"id: é\nlabel: a{sign}b")
    assert str(caught.value) == (
        "lexicons/a.yaml:2: this is not valid YAML: it holds a character that does not print\n"
        "  delete it"
    )


@pytest.mark.parametrize("text", ["", "just words", "- a list"])
def test_what_is_no_mapping_is_refused(text: str) -> None:
    with pytest.raises(LexiconError) as caught:
        fields(text)
    assert str(caught.value) == "lexicons/a.yaml:1: 'key: value' lines are expected here"


def test_a_list_is_read_when_asked_for() -> None:
    given = read_fields("- id: a\n- id: b", FILE, LexiconError, listed=True)
    assert [f.text("id") for f in given.each("items")] == ["a", "b"]
    assert read_fields("", FILE, LexiconError, listed=True).each("items") == []


YAML = st.lists(
    st.one_of(
        st.sampled_from(
            ["a: ", "- ", "\n", "  ", "{", "}", "[", "]", "&a ", "*a", "!!b ", "? ", "'", '"', "|",
             ">", "---\n", "...", "# c", "<<: ", "null", "%YAML 1.1\n", ", ", "\t", "a"]
        ),
        st.text(st.characters(exclude_categories=()), max_size=4),
    ),
    max_size=20,
).map("".join)  # fmt: skip


@given(YAML, st.booleans())
@example("\ud800", False)
@example("[" * 20_000, False)
@example("a: " + "[" * 700 + "]" * 700, False)
@example("- " * 900, True)
def test_any_text_is_read_or_answered_with_the_error_asked_for(text: str, listed: bool) -> None:
    try:
        given = read_fields(text, FILE, StatementError, listed=listed)
    except StatementError as error:
        assert error.path == FILE
        return
    assert isinstance(given.data, dict)


def test_a_file_is_read_as_utf8_with_or_without_its_mark(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_bytes("\ufeffid: é".encode())
    assert read_utf8(path, LexiconError) == "id: é"


def test_a_file_that_is_not_utf8_is_refused_with_the_remedy(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_bytes("id: é".encode("latin-1"))
    with pytest.raises(LexiconError) as caught:
        read_utf8(path, LexiconError)
    assert str(caught.value) == f"{path}: not UTF-8 text (byte 4)\n  save the file as UTF-8"


def test_a_folder_or_a_file_that_is_missing_is_told_apart(tmp_path: Path) -> None:
    with pytest.raises(LexiconError, match="this is a folder, not a file$"):
        read_utf8(tmp_path, LexiconError)
    with pytest.raises(LexiconError, match="cannot be read: No such file or directory$"):
        read_utf8(tmp_path / "none.yaml", LexiconError)


def test_a_reader_raises_its_mistakes_unless_told_otherwise() -> None:
    with pytest.raises(InputError, match="wrong"):
        raise_it(InputError("wrong"))
