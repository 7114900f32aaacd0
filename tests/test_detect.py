"""Which language a text is in: offline, per passage, and `und` where there is no telling."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rhetoric.detect import detect_language, passage_languages, statement_language

#: Article 1 of the Universal Declaration of Human Rights, or a sentence about nothing.
SENTENCES = {
    "eng": "All human beings are born free and equal in dignity and rights.",
    "fra": "Tous les êtres humains naissent libres et égaux en dignité et en droits.",
    "ara": "يولد جميع الناس أحرارا متساوين في الكرامة والحقوق.",
    "spa": "Todos los seres humanos nacen libres e iguales en dignidad y derechos.",
    "fas": "تمام افراد بشر آزاد به دنیا می‌آیند و از لحاظ حیثیت و حقوق با هم برابرند.",
    "hau": "Su dai yan-adam, ana haifuwarsu ne duka yantattu, kuma kowannensu na da mutunci.",
    "bam": "Hadamaden bɛɛ danmakɛɲɛnen bɛ bange, danbe ni josira la.",
    "ful": "Innama aadeeji fof poti, ndimɗidi e jibinannde to bannge hakkeeji.",
    "taq": "Əddunya daɣ wa eqal awadem harat n enta dǎɣ akal nasan.",
    "mos": "Ninsaalbã fãa sã n doge, bɩ ned kam fãa so a menga, la yaa toe.",
}


@pytest.mark.parametrize("code", SENTENCES)
def test_languages_of_the_region_and_of_the_world_are_told(code: str) -> None:
    guess = detect_language(SENTENCES[code])
    assert guess.language == code, guess
    assert 0 < guess.score <= 1
    assert guess.reason


@pytest.mark.parametrize(
    ("text", "code"),
    [("ⵉⵎⴷⴰⵏⴻⵏ ⴰⴽⴽⵏ", "taq"), ("𞤋𞤲𞤲𞤢𞤥𞤢 𞤢𞥄𞤣𞤫𞥅𞤶𞤭", "ful"), ("ߊߘߊߡߊߘߋ߲ ߠߎ߬", "nqo")],
)
def test_a_script_of_its_own_tells_a_language(text: str, code: str) -> None:
    assert detect_language(text).language == code


@pytest.mark.parametrize("text", ["", "…", "JNIM", "12 34 56 78", "Al Naba", "\ud800 \x00 🙂"])
def test_what_is_too_short_is_not_guessed(text: str) -> None:
    assert detect_language(text).language == "und"


def test_links_and_names_of_accounts_do_not_count() -> None:
    text = "https://example.org/the-news-of-the-day-and-of-the-week @someone"
    assert detect_language(text).language == "und"


def test_a_passage_in_another_language_is_told_within_a_statement() -> None:
    texts = [SENTENCES["eng"], SENTENCES["ara"], "The meeting was held.", SENTENCES["hau"]]
    assert passage_languages(texts, "eng") == ("eng", "ara", "eng", "hau")
    assert passage_languages(texts) == ("eng", "ara", "eng", "hau")


def test_a_passage_that_tells_nothing_is_of_the_language_of_its_statement() -> None:
    assert passage_languages(["JNIM", "In-Delimane, Ménaka"], "fra") == ("fra", "fra")
    assert passage_languages(["JNIM", ""], "und") == ("und", "und")
    assert passage_languages([], "fra") == ()


def test_a_language_no_model_knows_stays_what_it_is_declared_to_be() -> None:
    songhay = "Boro kul kaa i hay kaa ga ti borcin, i kul ga sawa nda cere."
    assert passage_languages([songhay], "ses") == ("ses",)


def test_a_statement_is_of_the_language_most_of_it_is_in() -> None:
    assert statement_language([SENTENCES["fra"]] * 2 + [SENTENCES["ara"]]) == "fra"
    assert statement_language(["JNIM"]) == "und"
    assert statement_language([]) == "und"


@given(st.lists(st.text(st.characters(exclude_categories=()), max_size=60), max_size=3))
def test_any_text_has_a_language_or_none(texts: list[str]) -> None:
    for text in texts:
        guess = detect_language(text)
        assert len(guess.language) == 3
        assert 0 <= guess.score <= 1
    assert len(passage_languages(texts)) == len(texts)
