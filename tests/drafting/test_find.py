"""What is said in an article: by whom, when and in what."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rhetoric.drafting.find import Saying
from rhetoric.drafting.lexis import LANGUAGES, lexis
from tests.drafting.conftest import Read


def text_of(article: str, one: Saying) -> str:
    return article[one.start : one.end]


def only(found: list[Saying]) -> Saying:
    assert len(found) == 1, found
    return found[0]


# ---------------------------------------------------------------- English


def test_a_quotation_has_its_speaker_date_and_medium(read: Read) -> None:
    article = "In a speech released on 3 May 2019, Karim Sall said that “the road is still open.”"
    one = only(read(article))
    assert (one.kind, one.speaker, one.group) == ("quotation", "karim-sall", "NORTH")
    assert one.date is not None
    assert (one.date.text, one.date_text, one.medium) == ("2019-05-03", "3 May 2019", "speech")
    assert text_of(article, one) == "the road is still open."


def test_the_group_is_the_party_on_that_date(read: Read) -> None:
    one = only(read("In an interview in March 2016, Karim Sall accused the Republic of delay."))
    assert one.group == "EAST"


@pytest.mark.parametrize(
    ("article", "speaker"),
    [
        ("The Eastern League claimed that the road was open.", "EAST"),
        ("Karim Sall, a trader of the valley, warned of long delays.", "karim-sall"),
        ("The road was open, according to the Eastern League.", "EAST"),
        ("The Northern Front was accused by the Eastern League of closing the road.", "EAST"),
        ("The road, which had been called a ruin by the Eastern League, is open.", "EAST"),
        ("It was reported by the Eastern League that the road was open.", "EAST"),
        ("The Eastern League called on traders to return.", "EAST"),
        ("The Eastern League's leaders denounced the delay.", "The Eastern League's leaders"),
    ],
)
def test_reported_claims(read: Read, article: str, speaker: str) -> None:
    one = only(read(article))
    assert (one.kind, one.speaker) == ("claim", speaker)


@pytest.mark.parametrize(
    "article",
    [
        "The so-called “quiet month” ended in July.",
        "The road, known as “the long one,” is open.",
        "The Eastern League owns a book titled “The Road and the Market of the Old Valley”.",
        "The valley was often described as “empty” in those years.",
        "Some argue that the road was open.",
        "The authors find that the road was open.",
        "The Eastern League has not said that the road was open.",
        "The Eastern League met the elders of the valley in May 2019.",
        "In some places, tolls claimed by each group were the same.",
    ],
)
def test_what_nobody_says(read: Read, article: str) -> None:
    assert read(article) == []


def test_pronouns_stand_for_whom_was_named_before(read: Read) -> None:
    article = (
        "In a letter of 10 June 2019, Karim Sall accused the Eastern League of delay. "
        "He added that “the traders are still waiting.”"
    )
    claim, quotation = read(article)
    assert (claim.kind, quotation.kind) == ("claim", "quotation")
    assert quotation.speaker == "karim-sall"
    assert quotation.medium == "letter"
    assert quotation.date == claim.date
    assert any("named before" in doubt for doubt in quotation.doubts)
    assert any("sentence before" in doubt for doubt in quotation.doubts)


def test_the_spokesman_is_the_person_named_before(read: Read) -> None:
    article = (
        "The spokesman of the Northern Front, Ali Ba, said that the road was open. "
        "The spokesman denied any delay."
    )
    first, second = read(article)
    assert first.speaker == second.speaker == "Ali Ba"
    assert first.group == second.group == "NORTH"
    assert "“Ali Ba” is no known actor" in first.doubts


def test_a_date_within_what_is_said_is_not_its_date(read: Read) -> None:
    one = only(read("The Eastern League said that the road was opened in May 2017."))
    assert one.date is None
    assert "no date is given" in one.doubts


def test_the_date_of_an_event_is_not_that_of_a_claim(read: Read) -> None:
    one = only(read("A May 2017 attack on the bridge was claimed by the Eastern League."))
    assert (one.date, one.medium) == (None, "claim")


def test_a_verb_without_a_subject_goes_on_with_the_claim_before(read: Read) -> None:
    article = "The Eastern League accused the Republic of delay, adding that the road was shut."
    assert text_of(article, only(read(article))) == article.removesuffix(".")


def test_a_subject_of_its_own_begins_another_claim(read: Read) -> None:
    article = "The Eastern League said that it rained, but the Northern Front denied that it did."
    assert [s.speaker for s in read(article)] == ["EAST", "NORTH"]


def test_a_short_quotation_counts_where_somebody_gives_a_name(read: Read) -> None:
    one = only(read("The Eastern League called the Northern Front “late comers.”"))
    assert (one.kind, one.speaker) == ("quotation", "EAST")


def test_a_quotation_nobody_introduces_is_kept_with_a_doubt(read: Read) -> None:
    article = "The words remain: “the road will be open to all traders again.”"
    one = only(read(article))
    assert one.speaker == ""
    assert "the article does not say here who speaks" in one.doubts


def test_a_block_quotation_is_one(read: Read) -> None:
    article = (
        "In a letter of 10 June 2019, the Eastern League wrote that it agreed:\n\n"
        "> The road is open."
    )
    quotation = read(article)[-1]
    assert text_of(article, quotation) == "The road is open."
    assert (quotation.kind, quotation.speaker, quotation.medium) == ("quotation", "EAST", "letter")


def test_who_speaks_as_well_is_told(read: Read) -> None:
    article = (
        "Both the Northern Front and the Eastern League claimed responsibility for the strike."
    )
    one = only(read(article))
    assert one.speaker == "EAST"
    assert text_of(article, one).startswith("the Northern Front and")
    assert "“the Northern Front” speaks as well: add a draft for it" in one.doubts


def test_a_sentence_that_is_a_quotation_goes_on_with_the_one_before(read: Read) -> None:
    article = "“We have no quarrel with the traders,” Karim Sall said. “The road is open.”"
    assert [s.speaker for s in read(article)] == ["karim-sall", "karim-sall"]


def test_its_newsletter_speaks_for_the_subject(read: Read) -> None:
    article = (
        "The Northern Front was late. The Eastern League answered in its newsletter of May 2019, "
        "which accused the Republic of delay."
    )
    one = read(article)[-1]
    assert (one.group, one.medium) == ("EAST", "newsletter")


def test_a_known_name_of_a_group_in_short(read: Read) -> None:
    article = "The Eastern League met in May. Later the League's leaders denounced the delay."
    assert only(read(article)).group == "EAST"


# ---------------------------------------------------------------- French and Arabic


def test_french(read: Read) -> None:
    article = (
        "Dans un discours publié le 3 mai 2019, Karim Sall a accusé la Ligue de l’Est d’avoir "
        "fermé la route. Il a ajouté que « les marchands attendent depuis une semaine ».\n\n"
        "Selon la Ligue de l’Est, la route est restée ouverte. Le Front du Nord a été accusé par "
        "la République de retenir le courrier.\n\n"
        "« Nous n’avons rien retenu », a répondu Karim Sall dans un entretien en avril 2020. "
        "Le maire, surnommé « le Patient », n’a pas parlé."
    )
    found = read(article, "fr")
    assert [(s.kind, s.speaker, s.date.text if s.date else "", s.medium) for s in found] == [
        ("claim", "karim-sall", "2019-05-03", "speech"),
        ("quotation", "karim-sall", "2019-05-03", "speech"),
        ("claim", "EAST", "", "other"),
        ("claim", "STATE", "", "other"),
        ("quotation", "karim-sall", "2020-04", "interview"),
    ]


def test_arabic(read: Read) -> None:
    article = (
        "في خطاب نشر في 3 مايو 2019 اتهم كريم سال الرابطة الشرقية بإغلاق الطريق. "
        "وقال إن «التجار ينتظرون منذ أسبوع كامل».\n\n"
        "وبحسب الرابطة الشرقية فإن الطريق بقي مفتوحا. "
        "وفي يونيو 2019 نددت الرابطة الشرقية بما سمته «شائعات الجبهة»."
    )
    found = read(article, "ar")
    assert [(s.kind, s.speaker, s.date.text if s.date else "") for s in found] == [
        ("claim", "karim-sall", "2019-05-03"),
        ("quotation", "karim-sall", "2019-05-03"),
        ("claim", "EAST", ""),
        ("quotation", "EAST", "2019-06"),
    ]


# ---------------------------------------------------------------- always


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_language_has_its_words(language: str) -> None:
    words = lexis(language)
    assert {"say", "charge", "name", "according", "medium:speech"} <= set(words.kinds)
    assert words.words["person"]
    assert words.words["that"]


_WORDS = st.sampled_from(
    "Karim Sall he said that the Northern Front accused by of “the road” , . in May 2019 and "
    "called “late” 's it according to claimed \n\n > dit par selon قال إن".split(" ")
)


@pytest.mark.parametrize("language", LANGUAGES)
@given(pieces=st.lists(_WORDS, max_size=25))
def test_never_raises_and_every_place_is_in_the_text(
    read: Read, language: str, pieces: list[str]
) -> None:
    article = " ".join(pieces)
    for one in read(article, language):
        assert 0 <= one.start < one.end <= len(article)
        assert one.sentence[0] <= one.start
        assert one.end <= one.sentence[1]
