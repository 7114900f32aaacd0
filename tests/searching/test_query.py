"""The query language."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from rhetoric.errors import InputError, RhetoricError
from rhetoric.searching.query import FIELDS, Field, Query, parse_query, plain_query

#: Everything a query may hold, with what the language is made of more often.
ANYTHING = st.lists(
    st.one_of(
        st.text(st.characters(exclude_categories=()), max_size=3),
        st.sampled_from(
            '" " “ ” „ « » * ? - -- – ( ) : ： ， ، ؟ ؛ ＊ ٭ ? a b ab nego talks النزاع خوار* m?li'
            ' group: -group: grup: lang:ar after: title:"a b" http://a*b 12:30 l\' al-qa* \u200f'
            " \u200b \x00 é e\u0301 ' ’ ½ ".split(" ")
        ),
        st.sampled_from([" ", "\n", "\u00a0"]),
    ),
    max_size=12,
).map("".join)


def asked(text: str) -> tuple[tuple[str, ...], ...]:
    query = parse_query(text)
    return query.words, query.phrases, query.wildcards


def left_out(text: str) -> tuple[tuple[str, ...], ...]:
    query = parse_query(text)
    return query.without_words, query.without_phrases, query.without_wildcards


def mistake(text: str) -> str:
    with pytest.raises(InputError) as caught:
        parse_query(text)
    assert caught.value.remedy
    return str(caught.value)


def test_words_phrases_and_wildcards() -> None:
    query = parse_query('who talks "with the  State" nego* m?li *tion?')
    assert query.words == ("who", "talks")
    assert query.phrases == ("with the State",)
    assert query.wildcards == ("nego*", "m?li", "*tion")
    assert query.meaning == "who talks with the State nego mli tion"
    assert not query.fields


@pytest.mark.parametrize(
    "text",
    [
        "«de la paix»", "« de la paix »", "“de la paix”", "„de la paix“", "”de la paix”",
        "＂de la paix＂", '"de la paix"', "»de la paix«", "«\u00a0de la\u202fpaix\u00a0»",
        "\u200f«\u200bde la paix»",
    ],
)  # fmt: skip
def test_quotation_marks_of_every_kind_quote(text: str) -> None:
    assert asked(text) == ((), ("de la paix",), ())


def test_a_quotation_within_another_belongs_to_it() -> None:
    assert parse_query('«they said "no" to it»').phrases == ('they said "no" to it',)
    assert parse_query('"they said «no» to it"').phrases == ("they said «no» to it",)


def test_exclusions() -> None:
    text = 'salt -trade -"the old market" -nego* ‑river －valley -l’État -al-Qaida'
    assert parse_query(text).words == ("salt",)
    assert left_out(text) == (
        ("trade", "river", "valley"), ("the old market", "l’État", "al-Qaida"), ("nego*",)
    )  # fmt: skip


@pytest.mark.parametrize(
    "text", ["self-defence", "war - and peace", "war -- peace", "war --and peace", "war – peace"]
)
def test_hyphens_and_dashes_that_leave_nothing_out(text: str) -> None:
    assert not any(left_out(text))
    assert "war" in parse_query(text).words or text in parse_query(text).words


def test_fields() -> None:
    text = (
        "talks group:JNIM GROUP:IS, lang:ar speaker:«Abu Hamza» -medium:video"
        " after:2019-05 before：2020 (theme:unity)"
    )
    query = parse_query(text)
    assert query.words == ("talks",)
    assert query.meaning == "talks"
    assert query.fields == (
        Field("group", "JNIM"), Field("group", "IS"), Field("language", "ar"),
        Field("speaker", "Abu Hamza"), Field("medium", "video", excluded=True),
        Field("after", "2019-05"), Field("before", "2020"), Field("theme", "unity"),
    )  # fmt: skip
    for asked_for in query.fields:
        assert text[asked_for.place - 1 :].lstrip("-")[:4].lower() in (
            *(name[:4] for name in FIELDS),
        )


def test_a_query_may_be_nothing_but_fields() -> None:
    query = parse_query("group:JNIM -language:fra")
    assert (query.words, query.meaning, len(query.fields)) == ((), "", 2)


@pytest.mark.parametrize(
    "text",
    [
        "note: this", "http://example.org/a?b=1*2", "12:30", "https://group.example", "Quran 2:190",
        "ملاحظة: هذا", "the time:12", "here: there", "them: others", "it:s",
    ],
)  # fmt: skip
def test_a_colon_after_what_is_no_field_is_plain_text(text: str) -> None:
    assert parse_query(text).words == tuple(text.split())
    assert not parse_query(text).fields


@pytest.mark.parametrize(
    "text",
    ["who talks?", "qui parle ?", "من يتفاوض؟", "谁？", "¿quién?", "what?!", '(really?) "a b"?'],
)
def test_a_question_mark_at_the_end_is_punctuation(text: str) -> None:
    assert not parse_query(text).wildcards


@pytest.mark.parametrize(
    ("typed", "wildcards", "words"),
    [
        ("ｎｅｇｏ＊", ("ｎｅｇｏ*",), ()),
        ("خوار*", ("خوار*",), ()),
        ("خوار٭، م؟لي", ("خوار*", "م?لي"), ()),
        ("**nego**,", ("*nego*",), ()),
        ("(nego*)", ("nego*",), ()),
        ("qa’i*", ("qa’i*",), ()),
        ("al-qaed*", ("qaed*",), ("al",)),
    ],
)
def test_wildcards_in_every_script(
    typed: str, wildcards: tuple[str, ...], words: tuple[str, ...]
) -> None:
    assert asked(typed) == (words, (), wildcards)


def test_marks_that_do_not_show_are_ignored() -> None:
    assert asked("\u200f-\u200bpeace \u2067gro\u00adup:\u200eJNIM salt\ufeff"[1:])[0] == ("salt",)
    assert parse_query("\u200egroup:\u200fJNIM").fields == (Field("group", "JNIM"),)


def test_arabic_punctuation_stays_with_its_word() -> None:
    assert parse_query("السلام، الحرب؛").words == ("السلام،", "الحرب؛")
    assert parse_query("group:JNIM، السلام").fields == (Field("group", "JNIM"),)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "the query is empty"),
        (" \n\u200b", "the query is empty"),
        ("… ؟ - &", "no word in the query"),
        ("-war -group:IS", "only says what to leave out"),
        ('peace "and war', 'character 7 of the query: the quotation mark " has no second one'),
        ("paix « et", "character 6 of the query: the quotation mark « has no second one"),
        ("a word» b", "character 7 of the query: the quotation mark » has no second one"),
        ('peace ""', "character 7 of the query: there is no word between the quotation marks"),
        ('peace -"…"', "character 8 of the query: there is no word between"),
        ('"nego* with"', "character 1 of the query: 'o*': a phrase has no wildcards"),
        ("grup:JNIM", "character 1 of the query: unknown field 'grup'; did you mean 'group'?"),
        ('peace speeker:"A B"', "character 7 of the query: unknown field 'speeker'"),
        ("date:2019", "unknown field 'date'; did you mean 'after'?"),
        ("langue:fr", "did you mean 'language'?"),
        ("group: JNIM", "character 1 of the query: the field 'group' has no value"),
        ('title:""', "the field 'title' has no value"),
        ("group:,", "the field 'group' has no value"),
        ("peace -after:2019", "character 8 of the query: 'after' cannot be left out"),
        ("peace -function:asserts", "'function' cannot be left out"),
        ("*", "character 1 of the query: the wildcard '*' has fewer than two letters"),
        ("peace n*", "character 7 of the query: the wildcard 'n*' has fewer than two letters"),
        ("peace -al-qa*", "character 8 of the query: 'al-qa*' is more than one word: al qa*"),
        ('"al Qaida"-linked', "character 11 of the query: '-' stands right after a quotation"),
        ("peace -(war famine)", "character 7 of the query: words cannot be left out together"),
        ("\u200f\u200fpeace grup:x", "character 9 of the query: unknown field"),
    ],
)  # fmt: skip
def test_a_mistake_is_told_with_its_place(text: str, told: str) -> None:
    assert told in mistake(text)


def test_a_mistake_tells_what_to_do() -> None:
    assert "write before:…" in mistake("peace -after:2019")
    assert "write group:…, or a space after the colon" in mistake("grup:JNIM")
    assert "such as -qa*" in mistake("peace -al-qa*")


@given(ANYTHING)
@example('"a"group:x')
@example("m?-ab* «a\"b» title:'x'")
@example("-http://a*b.c/d?e x")
@example('title:«a "b"» -speaker:x:y x')
@example("lang:::x")
@example("\U0002ebe1:al-qa*")
def test_a_query_written_anew_asks_the_same(text: str) -> None:
    try:
        query = parse_query(text)
    except RhetoricError as problem:
        assert str(problem)
        return
    again = parse_query(query.written)
    assert again == query
    assert again.written == query.written
    assert again.meaning == query.meaning
    assert isinstance(query, Query)
    assert query.meaning or query.fields


@given(ANYTHING)
@example("0\x1b-group:")
def test_a_plain_query_has_only_words(text: str) -> None:
    try:
        query = plain_query(text)
    except InputError:
        return
    assert query.words
    assert {part.kind for part in query.parts} == {"word"}
    assert not any(part.excluded for part in query.parts)
    assert parse_query(query.written) == query


def test_a_plain_query_takes_signs_for_text() -> None:
    query = plain_query('who said "group:JNIM" -5* a?b (-war)')
    assert query.words == ("who", "said", "group", "JNIM", "5", "a", "b", "war)")
