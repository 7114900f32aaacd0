"""From a statement to its frame uses."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rhetoric.dates import parse_date
from rhetoric.errors import UnknownNameError
from rhetoric.frames.fuse import THRESHOLD
from rhetoric.frames.score import FrameScorer, speaker_of
from rhetoric.lexicon import Lexicon
from rhetoric.model import FORMS, FUNCTIONS, Statement
from rhetoric.passages import split_passages

TEXT = "They are khawarij. It rained all night.\n\nThey negotiate with the government."

#: Pieces of sentences that hold cues, names, themes and odd characters.
PIECES = st.sampled_from(
    "they call us khawarij not deny the that but if falsely JNIM ISGS according to “ ” « » , ; ? . "
    "\n\n > # ils nous appellent selon khaouaridj ne pas negotiate with government of Mali accuse "
    "treachery spokesman said reportedly نحن لا يقولون إننا خوارج الدولة الإسلامية غدر ؟ ، "
    "e\u0301 İ ﷺ \u200f \x00 🙂 ß 'l - ـ".split(" ")
)
BODIES = st.one_of(
    st.text(max_size=200),
    st.lists(PIECES, max_size=40).map(" ".join),
    st.lists(PIECES).map("".join),
)


@given(
    BODIES,
    st.sampled_from(["JNIM", "ISGS", "IS", "UN", "MALI", "nobody-known", ""]),
    st.sampled_from([*FORMS, ""]),
    st.sampled_from(["eng", "fra", "ara", "und", "taq"]),
)
def test_any_text_can_be_scored_and_the_evidence_is_in_it(
    scorer: FrameScorer, body: str, group: str, form: str, language: str
) -> None:
    statement = Statement("any", body, parse_date("2020-05"), group, form=form, language=language)
    passages = split_passages(body, statement="any", language=language)
    seen = []
    for use in scorer.uses(statement, passages):
        assert use.passage.start <= use.start < use.end <= use.passage.end <= len(body)
        assert body[use.start : use.end].strip()
        assert body[use.passage.start : use.passage.end] == use.passage.text
        assert use.function in FUNCTIONS
        assert THRESHOLD <= use.score <= 1
        assert 0 <= use.target.confidence <= 1
        assert use.reason
        assert use.target.reason
        seen.append((use.passage.index, use.theme.id))
    assert len(set(seen)) == len(seen)
    assert [index for index, _ in seen] == sorted(index for index, _ in seen)


def uses(scorer: FrameScorer, body: str, group: str = "JNIM", language: str = "eng") -> list[str]:
    statement = Statement("s", body, parse_date("2020-05"), group, language=language)
    passages = split_passages(body, statement="s", language=language)
    return [f"{u.passage.index} {u.theme.id}" for u in scorer.uses(statement, passages)]


def test_uses_come_in_the_order_of_passages_then_themes(scorer: FrameScorer) -> None:
    assert uses(scorer, TEXT) == ["1 khawarij", "3 negotiation"]
    both = uses(scorer, "These khawarij are known for their treachery.")
    assert both == sorted(both)


def test_the_same_text_gives_the_same_uses(scorer: FrameScorer) -> None:
    statement = Statement("s", TEXT, parse_date("2020-05"), "JNIM")
    passages = split_passages(TEXT, statement="s")
    assert list(scorer.uses(statement, passages)) == list(scorer.uses(statement, passages))


def test_only_the_themes_asked_for_are_looked_for(shipped_lexicon: Lexicon) -> None:
    assert uses(FrameScorer(shipped_lexicon, themes=["negotiation"]), TEXT) == ["3 negotiation"]
    with pytest.raises(UnknownNameError):
        FrameScorer(shipped_lexicon, themes=["negociation"])


def test_a_higher_threshold_reports_less(shipped_lexicon: Lexicon) -> None:
    assert uses(FrameScorer(shipped_lexicon, threshold=0.8), TEXT) == []


def test_the_speaker_has_camp_and_adversaries_of_the_day(shipped_lexicon: Lexicon) -> None:
    statement = Statement("s", "", parse_date("2020-05"), "JNIM", form="summary")
    speaker = speaker_of(statement, shipped_lexicon)
    assert (speaker.camp, speaker.rivals[0], speaker.rival_camp) == ("AQ", "ISGS", "IS")
    assert not speaker.observer
    observer = speaker_of(replace(statement, group="UN"), shipped_lexicon)
    assert (observer.observer, observer.rivals) == (True, ())


def test_by_words_alone_a_use_says_so(scorer: FrameScorer) -> None:
    statement = Statement("s", TEXT, parse_date("2020-05"), "JNIM")
    (first, *_) = scorer.uses(statement, split_passages(TEXT, statement="s"))
    assert (first.method, first.words, first.meaning) == ("words", 1.0, 0.0)


# ------------------------------------------------------------- with the encoder


def test_meaning_finds_what_no_pattern_names(full: FrameScorer, scorer: FrameScorer) -> None:
    body = "Their envoys keep sitting down with the men of the regime to settle matters."
    statement = Statement("s", body, parse_date("2020-05"), "IS", language="eng")
    passages = split_passages(body, statement="s")
    found = {u.theme.id: u for u in full.uses(statement, passages)}
    assert "negotiation" in found
    assert found["negotiation"].meaning > 0.2
    assert found["negotiation"].score >= THRESHOLD


def test_a_use_found_by_meaning_alone_cites_the_whole_passage(full: FrameScorer) -> None:
    for body in (
        "The chief of the brigade handed himself over to the commands of the sheikh.",
        "Let the brothers of both camps leave their quarrels behind.",
        "They would rather speak with those who rule than go on fighting.",
    ):
        statement = Statement("s", body, parse_date("2020-05"), "IS", language="eng")
        for use in full.uses(statement, split_passages(body, statement="s")):
            if use.method == "meaning":
                assert (use.start, use.end, use.words) == (0, len(body), 0.0)
                return
    pytest.fail("none of the sentences is found by meaning alone")


def test_a_weak_word_counts_where_the_meaning_agrees(full: FrameScorer) -> None:
    assert "1 allegiance" in uses(full, "He swore to hear and obey the emir.")
    assert "1 allegiance" not in uses(full, "He swore that the car was parked in the street.")


def test_a_language_the_encoder_does_not_know_is_read_by_words(full: FrameScorer) -> None:
    statement = Statement("s", "khawarij", parse_date("2020-05"), "JNIM", language="ful")
    assert not full.covers("ful")
    (use,) = full.uses(statement, split_passages("khawarij", statement="s", language="ful"))
    assert use.method == "words"


def test_a_passage_is_scored_by_what_its_own_language_allows(full: FrameScorer) -> None:
    body = (
        "They are khawarij and nothing else, as everybody knows.\n\n"
        "Kowane mutum yana da hakkin rayuwa cikin kasar, amma khawarij suna nan."
    )
    for declared in ("eng", "und"):
        statement = Statement("s", body, parse_date("2020-05"), "JNIM", language=declared)
        found = list(full.uses(statement, split_passages(body, statement="s")))
        khawarij = [u for u in found if u.theme.id == "khawarij"]
        assert [(u.language, u.method) for u in khawarij] == [
            ("eng", "words+meaning"), ("hau", "words"),
        ]  # fmt: skip


def test_statements_scored_at_once_have_the_uses_they_have_alone(
    full: FrameScorer, scorer: FrameScorer
) -> None:
    bodies = [
        (TEXT, "eng"), ("", "eng"), ("Ils négocient avec l’État.", "fra"),
        ("Sojojin sun yi magana.", "hau"), ("They are khawarij.", "hau"), (TEXT, "und"),
    ]  # fmt: skip
    asked = []
    for number, (body, language) in enumerate(bodies):
        group = ["JNIM", "UN"][number % 2]
        statement = Statement(str(number), body, parse_date("2020-05"), group, language=language)
        asked.append((statement, split_passages(body, statement=str(number)), None))
    for one in (full, scorer):
        alone = [use for s, passages, _ in asked for use in one.uses(s, passages)]
        assert list(one.uses_of(asked)) == alone
        assert {use.statement.id for use in alone} >= {"0", "4", "5"}


def test_languages_that_are_known_are_not_told_anew(
    full: FrameScorer, monkeypatch: pytest.MonkeyPatch
) -> None:
    statement = Statement("s", TEXT, parse_date("2020-05"), "JNIM", language="eng")
    passages = [
        replace(p, mark="repeated") if p.index == 2 else p
        for p in split_passages(TEXT, statement="s", language="eng")
    ]
    expected = list(full.uses(statement, passages))
    monkeypatch.setattr("rhetoric.frames.score.passage_languages", None)
    assert list(full.uses_of([(statement, passages, ["eng"] * len(passages))])) == expected
    (first, *_) = full.uses_of([(statement, passages, ["fra"] + ["eng"] * (len(passages) - 1))])
    assert first.language == "fra"
