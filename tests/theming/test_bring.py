"""Themes from dictionaries and dictionaries from themes."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rhetoric.errors import LexiconError, UnknownNameError
from rhetoric.lexicon import Actors, Lexicon, read_theme
from rhetoric.model import Pattern, Theme
from rhetoric.patterns import PatternSet
from rhetoric.text import fold_text
from rhetoric.theming.bring import as_dictionary, as_themes, export_themes, import_themes, slug
from rhetoric.theming.dictionaries.convert import as_pattern, as_words
from rhetoric.theming.dictionaries.dic import parse_dic, write_dic
from rhetoric.theming.dictionaries.model import Category, Dictionary, Entry
from rhetoric.theming.dictionaries.quanteda import parse_json, parse_yaml, write_json, write_yaml
from rhetoric.theming.dictionaries.read import read_dictionary
from rhetoric.theming.dictionaries.wordlist import parse_wordlist, write_csv

FORMATS = {
    "dic": (write_dic, parse_dic),
    "yaml": (write_yaml, parse_yaml),
    "json": (write_json, parse_json),
    "csv": (write_csv, parse_wordlist),
}


def theme(*patterns: Pattern) -> Theme:
    return Theme("market", "Market", "Trade.", "self", False, "none", patterns)


def matched(text: str, *patterns: str) -> list[str]:
    folded = fold_text(text)
    return [folded[start:end] for _, start, end in PatternSet(patterns).find(folded)]


@pytest.mark.parametrize(
    ("word", "pattern", "text"),
    [
        ("price*", "price*", "prices"),
        ("buy and sell", "buy and sell", "buy and sell"),
        ("don't", "don't", "don't"),
        ("and|or", "and-or", "and or"),
        ("why?", "why", "why"),
        ("~cent", "cent", "cent"),
        ("well ... then", "well then", "well then"),
        ("top ..40", "top 40", "top 40"),
        ("*market*", "*market*", "supermarkets"),
        ("السوق", "السوق", "السوق"),
    ],
)
def test_signs_of_the_notation_are_only_signs_in_a_dictionary(
    word: str, pattern: str, text: str
) -> None:
    assert as_pattern(Entry(word)).pattern == pattern
    assert matched(text, pattern) == [fold_text(text)]


@pytest.mark.parametrize("word", [":)", "*", "* of", "colo?r", "...", "|"])
def test_what_no_pattern_can_say_is_told(word: str) -> None:
    made = as_pattern(Entry(word))
    assert not made.pattern
    assert made.loss


def test_any_word_in_the_middle_becomes_a_gap() -> None:
    made = as_pattern(Entry("price * grain"))
    assert made.pattern == "price ..1 grain"
    assert "gap" in made.loss


def test_conditions_become_exclusions() -> None:
    barred = as_pattern(Entry("kind", unless=("of",)))
    assert (barred.pattern, barred.exclusion) == ("kind", "kind of")
    assert as_pattern(Entry("like", preceded=("we", "they"))).pattern == "we|they like"


def test_patterns_are_written_out() -> None:
    assert as_words("price|cost* of? grain")[0] == (
        "price grain", "price of grain", "cost* grain", "cost* of grain",
    )  # fmt: skip
    assert as_words("price ..2 grain")[0] == ("price grain", "price * grain", "price * * grain")
    assert as_words("price ... grain", gaps=False)[0] == ()
    words, why = as_words("a|b|c|d|e|f ... " * 4 + "g")
    assert not words
    assert "1,000" in why


def test_ids_are_made_of_names() -> None:
    made = as_themes(parse_dic("%\n1\tÉconomie (générale)\n2\t市\n%\nprix\t1\nrain\t2\n"))
    assert [t.id for t in made.themes] == [slug("Économie (générale)"), "category-2"]
    assert made.themes[0].id == "economie-generale"


def test_languages_are_told_by_columns_names_letters_or_words() -> None:
    def languages(read: Dictionary, **options: str) -> set[tuple[str, str]]:
        made = as_themes(read, **options)  # type: ignore[arg-type]
        return {(p.text, p.language) for t in made.themes for p in t.patterns}

    assert languages(parse_wordlist("word,language\nprix,fr\n")) == {("prix", "fr")}
    assert languages(parse_json('{"market": {"fr": ["prix"]}}')) == {("prix", "fr")}
    assert languages(parse_json('{"market": ["سوق"]}')) == {("سوق", "ar")}
    assert languages(parse_json('{"market": ["prix"]}'), language="fra") == {("prix", "fr")}
    french = '{"market": ["les prix", "le marché", "des produits", "il est cher"]}'
    assert {code for _, code in languages(parse_json(french))} == {"fr"}


def test_an_outer_category_keeps_the_languages_within() -> None:
    read = parse_json('{"market": {"en": ["price"], "fr": ["prix"]}}')
    (made,) = as_themes(read, categories=["market"]).themes
    assert made.patterns == (Pattern("price", "en"), Pattern("prix", "fr"))


def test_weights_are_brought_between_0_and_1() -> None:
    made = as_themes(parse_wordlist("word,weight\nprice,4\nrain,1\nsun,-2\n"))
    assert [(p.text, p.weight) for p in made.themes[0].patterns] == [("price", 1.0), ("rain", 0.25)]
    assert "sun" in [loss.what for loss in made.losses]


def test_an_import_writes_files_that_are_read(tmp_path: Path) -> None:
    source = tmp_path / "words.dic"
    source.write_bytes(
        "%\r\n1\tmarket\r\n2\tdéjà\r\n%\r\nprix élevé\t1\r\nété\t2\r\n".encode("cp1252")
    )
    made = import_themes(source, tmp_path, language="fra")
    assert [t.id for t in made.themes] == ["market", "deja"]
    read = read_theme(tmp_path / "themes" / "market.yaml")
    assert read.patterns == (Pattern("prix élevé", "fr"),)
    with pytest.raises(LexiconError, match="already a theme"):
        import_themes(source, tmp_path, language="fra")
    assert import_themes(source, tmp_path, categories=["market"], overwrite=True).themes
    with pytest.raises(UnknownNameError, match="market"):
        import_themes(source, tmp_path, categories=["markte"])


def test_mistakes_name_the_file(tmp_path: Path) -> None:
    for name, data in (("a.dic", b"%\n%\n"), ("b.json", b"{"), ("c.xls", b"text"),
                       ("d.dic", b"\x00\x01\x02" * 9)):  # fmt: skip
        (tmp_path / name).write_bytes(data)
        with pytest.raises(LexiconError, match=name):
            read_dictionary(tmp_path / name)


def test_an_export_says_what_it_leaves_out(tmp_path: Path) -> None:
    lexicon = Lexicon(
        {"market": theme(Pattern("price ... grain", "en"), Pattern("fair", "en", 0.5))}, Actors()
    )
    made = export_themes(lexicon, ["market"], tmp_path / "market.dic")
    assert [c.name for c in made.dictionary.categories] == ["market.en"]
    assert [e.word for e in made.dictionary.categories[0].entries] == ["fair"]
    assert len(made.losses) == 2
    assert export_themes(lexicon, ["market"], tmp_path / "market.csv").losses == ()
    with pytest.raises(UnknownNameError, match="csv"):
        export_themes(lexicon, ["market"], tmp_path / "market.xml")


LANGUAGES = st.sampled_from(["en", "fr", "ar"])
PLAIN = st.from_regex(r"[a-zé]{1,6}( [a-z]{1,5}){0,2}\*?", fullmatch=True)
SLOT = st.from_regex(r"[a-z]{1,3}\*?(\|[a-z]{1,3}){0,2}\??|\.\.[1-3]", fullmatch=True)
ANY = st.lists(SLOT, max_size=2).map(lambda inner: " ".join(["grain", *inner, "price*"]))


@given(st.lists(st.builds(Pattern, PLAIN, LANGUAGES), min_size=1, unique=True))
def test_plain_patterns_survive_every_format(patterns: list[Pattern]) -> None:
    for kind, (write, parse) in FORMATS.items():
        made = as_themes(parse(write(as_dictionary([theme(*patterns)], kind).dictionary)))
        assert {t.id for t in made.themes} == {"market"}, kind
        assert set(made.themes[0].patterns) == set(patterns), kind


@given(st.lists(st.builds(Pattern, ANY, LANGUAGES, st.sampled_from([0.5, 1.0])), min_size=1))
def test_csv_keeps_every_pattern_and_its_weight(patterns: list[Pattern]) -> None:
    best = {(p.text, p.language): p for p in sorted(patterns, key=lambda p: p.weight)}
    made = as_themes(parse_wordlist(write_csv(as_dictionary([theme(*patterns)], "csv").dictionary)))
    assert set(made.themes[0].patterns) == set(best.values())


@given(ANY, st.lists(st.sampled_from(["grain", "price", "prices", "a", "b", "abc"]), max_size=8))
def test_words_written_out_match_what_the_pattern_matches(pattern: str, said: list[str]) -> None:
    words, why = as_words(pattern)
    assert not why
    back = [as_pattern(Entry(word)).pattern for word in words]
    text = " ".join(said)
    assert bool(matched(text, *back)) == bool(matched(text, pattern))


def test_categories_with_one_id_are_put_together() -> None:
    made = as_themes(
        Dictionary((Category("The market", (Entry("price"),)),
                    Category("the-market", (Entry("trade"),))))
    )  # fmt: skip
    assert [t.id for t in made.themes] == ["the-market"]
    assert [p.text for p in made.themes[0].patterns] == ["price", "trade"]
    assert "put together" in made.losses[0].why
