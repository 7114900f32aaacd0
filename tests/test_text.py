"""Folding: spelling differences that mean nothing disappear, the way back remains."""

from __future__ import annotations

import unicodedata

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from rhetoric.text import fold, fold_text, is_arabic

#: Everything a text may hold, lone surrogates included, and what folding looks at.
ANYTHING = st.text(
    st.one_of(
        st.characters(exclude_categories=()),
        st.sampled_from("aAé'’ʿ` -lsnd\u0301\u0327\u0640\u064eءىةگﷺﬁ‏\u00ad\u200d…İßŉ"),
        st.sampled_from("ÃÂâ€™©¯ØÙƒ§„طظ‡±أ‰\x99\xa0\n"),  # of UTF-8 read in a wrong encoding
    )
)


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("The Emir", "the emir"),
        ("  two\n words\t", "two words"),
        ("Al-Qa’ida’s “Émirs”", "al qaida s emirs"),
        ("al-Qa'ida, al-Qaʿida; al-Qa`ida", "al qaida al qaida al qaida"),
        ("self-defence, self–defence", "self defence self defence"),
        ("Jama'at (JNIM)?", "jamaat jnim"),
        ("½ ﬁle №5", "1 2 file no5"),
        ("ＦＵＬＬ ｗｉｄｔｈ", "full width"),
        ("Straße İzmir Ɓaaba ŉ", "strasse izmir baaba n"),
        ("𞤆𞤵𞤤𞤢𞤪", "𞤨𞤵𞤤𞤢𞤪"),
        ("", ""),
        ("…!?", ""),
    ],
)
def test_case_accents_hyphens_and_apostrophes_disappear(written: str, folded: str) -> None:
    assert fold_text(written) == folded


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("l'État n'a pas négocié", "l etat n a pas negocie"),
        ("qu’ils disent d’Al-Qaïda", "qu ils disent d al qaida"),
        ("jusqu'à aujourd'hui", "jusqu a aujourdhui"),
        ("cœur Œuvre", "coeur oeuvre"),
        ("they've said it's theirs", "they ve said it s theirs"),
        ("don't", "dont"),
        ("the groups' men", "the groups men"),
    ],
)
def test_an_apostrophe_parts_french_elisions_and_english_contractions(
    written: str, folded: str
) -> None:
    assert fold_text(written) == folded


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("الخَوَارِجُ في الدُّولـــة", "الخوارج في الدوله"),
        ("أحمد إبراهيم آمن ٱلله", "احمد ابراهيم امن الله"),
        ("مسؤول قائد", "مسوول قايد"),
        ("على فتوى", "علي فتوي"),
        ("فارسی کتاب", "فارسي كتاب"),
        ("ﻻ ﺍﻟﻌﺪﻭ", "لا العدو"),
        ("سنة ٢٠٢٠", "سنه 2020"),
        ("نعم، لا؟", "نعم لا"),
    ],
)
def test_arabic_letter_variants_vowel_marks_and_tatweel_disappear(
    written: str, folded: str
) -> None:
    assert fold_text(written) == folded


@pytest.mark.parametrize(
    "word", ["ça va", "l'État d'Émile", "reçu", "Fulɓe n̈", "Ségou", "Ångström"]
)
def test_composed_and_decomposed_spellings_are_one(word: str) -> None:
    composed, apart = (unicodedata.normalize(form, word) for form in ("NFC", "NFD"))
    assert fold_text(composed) == fold_text(apart)


@pytest.mark.parametrize("mark", ["\u00ad", "\u200c", "\u200d", "\u200f", "\u0640"])
def test_signs_that_do_not_show_leave_no_trace(mark: str) -> None:
    assert fold_text(f"l{mark}etat s{mark}") == "letat s"


def test_a_span_of_the_folded_text_leads_to_its_place_in_the_original() -> None:
    folded = fold("They say:  “Al-Qa’ida’s ﬁnest”.")
    start = folded.text.index("al qaida")
    first, last = folded.span(start, start + len("al qaida"))
    assert folded.source[first:last] == "Al-Qa’ida"
    start = folded.text.index("finest")
    first, last = folded.span(start, start + len("finest"))
    assert folded.source[first:last] == "ﬁnest"


def test_a_span_takes_the_marks_that_follow_its_last_letter_along() -> None:
    folded = fold("هم الخَوَارِجُ حقا")
    start = folded.text.index("الخوارج")
    first, last = folded.span(start, start + len("الخوارج"))
    assert folded.source[first:last] == "الخَوَارِجُ"


#: Every sign for an apostrophe, a hamza or an ayn that a transliteration may hold.
SIGNS = "'`´’‘‛ʼʻʾʿʽʹˈ′＇｀ʔʕˀˁˤ‵ꜣꜥꞌߴ՚׳΄᾽\x92"


@pytest.mark.parametrize("sign", SIGNS)
def test_any_sign_for_a_hamza_or_an_ayn_is_as_good_as_none(sign: str) -> None:
    assert fold_text(f"al-Qa{sign}ida") == "al qaida"


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("\ufb01ghters of the o\ufb03ce", "fighters of the office"),
        ("al-\u200bQa\u2060i\ufeffda", "al qaida"),
        ("\u202bالقاعدة\u202c \u2067في\u2069", "القاعده في"),
        ("الـقـــاعـــدة", "القاعده"),
        ("ﺍﻟﻘﺎﻋﺪﺓ ﷲ ﷺ", "القاعده الله صلي الله عليه وسلم"),
        ("القاعده القاعدۃ ڢي المغرب", "القاعده القاعده في المغرب"),
        ("ࢻي ࢼال ٲحمد ٳن", "في قال احمد ان"),
        ("Isl\u00adam, Isl\u00ad\n  am", "islam islam"),
    ],
)
def test_what_print_and_scripts_add_leaves_no_trace(written: str, folded: str) -> None:
    assert fold_text(written) == folded


def test_a_position_in_the_original_leads_to_its_place_in_the_folded_text() -> None:
    folded = fold("“One”,  two")
    assert folded.text[folded.positions([folded.source.index("two")])[0] :] == "two"


@given(ANYTHING)
@example("\ud800a")
@example("'" * 9)
def test_folding_never_raises_and_keeps_a_place_for_each_character(text: str) -> None:
    folded = fold(text)
    assert folded.source == text
    assert len(folded.origin) == len(folded.text)


@given(ANYTHING)
def test_folding_twice_changes_nothing(text: str) -> None:
    once = fold_text(text)
    assert fold_text(once) == once


@given(ANYTHING)
def test_the_way_back_stays_inside_the_original_and_never_turns(text: str) -> None:
    folded = fold(text)
    assert (folded.origin >= 0).all()
    assert (folded.origin < max(1, len(text))).all()
    assert (np.diff(folded.origin) >= 0).all()


@given(ANYTHING, st.data())
def test_every_span_is_a_piece_of_the_original(text: str, data: st.DataObject) -> None:
    folded = fold(text)
    if not folded.text:
        return
    start = data.draw(st.integers(0, len(folded.text) - 1))
    end = data.draw(st.integers(start + 1, len(folded.text)))
    first, last = folded.span(start, end)
    assert 0 <= first < last <= len(text)
    assert folded.positions([first])[0] <= start


@given(ANYTHING)
def test_words_stand_apart_by_one_space_and_hold_no_capital_or_apostrophe(text: str) -> None:
    folded = fold_text(text)
    assert folded == " ".join(folded.split())
    assert "'" not in folded
    # Beyond this plane Adlam alone is folded, not Deseret or Osage.
    assert not any(c != c.casefold() for c in folded if c <= "\uffff")


def test_every_character_folds_to_what_folds_to_itself() -> None:
    once = fold_text(" ".join(f"x{chr(code)}x" for code in range(0x110000)))
    assert fold_text(once) == once


def test_a_word_is_arabic_by_its_first_letter() -> None:
    assert [is_arabic(w) for w in ("خوارج", "khawarij", "")] == [True, False, False]
