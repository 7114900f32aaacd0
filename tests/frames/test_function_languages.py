"""The same decisions in French and Arabic, each with its own words."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from rhetoric.text import fold_text

Say = Callable[..., dict[str, Any]]

FRENCH = [
    ("JNIM", "Les hommes de l’État islamique sont des khawaridj.", "khawarij", "asserts", ""),
    ("JNIM", "Nous les appelons khawaridj.", "khawarij", "asserts", "appelons"),
    ("JNIM", "Ils ne sont que des khawaridj.", "khawarij", "asserts", ""),
    ("ISGS", "Nous ne sommes pas des khawaridj.", "khawarij", "rejects", "pas"),
    ("ISGS", "Nous n’avons jamais été des khawaridj.", "khawarij", "rejects", "jamais"),
    ("JNIM", "Nous refusons de négocier avec le gouvernement.", "negotiation", "rejects",
     "refusons"),
    ("ISGS", "Nous nions être des khawaridj.", "khawarij", "rejects", "nions"),
    ("ISGS", "Nous rejetons le mot khawaridj.", "khawarij", "rejects", "rejetons"),
    ("ISGS", "Ils nous appellent khawaridj.", "khawarij", "mentions", "appellent"),
    ("ISGS", "Le JNIM nous traite de khawaridj.", "khawarij", "mentions", "JNIM"),
    ("ISGS", "Selon le JNIM, nous sommes des khawaridj.", "khawarij", "mentions", "selon"),
    ("ISGS", "Le JNIM n’a pas tenu son serment.", "treachery", "asserts", ""),
    ("ISGS", "L’orateur dit que les hommes du JNIM sont des apostats.", "apostasy", "asserts", ""),
    ("JNIM", "Ils nous accusent de trahison.", "treachery", "mentions", "accusent"),
    ("ISGS", "Ils nous appellent à tort khawaridj.", "khawarij", "rejects", "a tort"),
    ("JNIM", "L’accusation de trahison est infondée.", "treachery", "rejects", "infondee"),
    ("IS", "Le JNIM a-t-il négocié avec le gouvernement ?", "negotiation", "mentions", "asked"),
    ("IS", "Si le JNIM négocie avec le gouvernement, qu’il le dise.", "negotiation", "mentions",
     "si"),
    ("IS", "Le JNIM aurait négocié avec le gouvernement.", "negotiation", "mentions", "aurait"),
    ("IS", "Le JNIM est prêt à négocier avec le gouvernement.", "negotiation", "asserts", ""),
    ("IS", "Le JNIM a rompu la trêve.", "treachery", "asserts", ""),
    ("IS", "Bien qu’ils le nient, ils négocient avec le gouvernement.", "negotiation", "asserts",
     ""),
    ("JNIM", "N’ont-ils pas rompu le pacte conclu avec nous ?", "treachery", "asserts", ""),
    ("JNIM", "Nous ne les traitons pas de khawaridj.", "khawarij", "rejects", "ne"),
]  # fmt: skip

FRENCH_SUMMARIES = [
    ("IS", "Le porte-parole les accuse de trahison.", "treachery", "asserts", "accuse"),
    ("IS", "Il s’offusque du mot khawaridj.", "khawarij", "rejects", "offusque"),
    ("IS", "Le bulletin affirme que le JNIM a rompu la trêve.", "treachery", "asserts", "affirme"),
    ("JNIM", "L’orateur dément toute négociation avec le gouvernement.", "negotiation",
     "rejects", "dement"),
]  # fmt: skip

ARABIC = [
    ("IS", "رغم أنهم ينفون ذلك فإنهم يفاوضون الحكومة.", "negotiation", "asserts", ""),
    ("JNIM", "ألم ينقضوا العهد الذي بيننا وبينهم؟", "treachery", "asserts", ""),
    ("JNIM", "إنهم خوارج هذا الزمان.", "khawarij", "asserts", ""),
    ("JNIM", "نقول إن مقاتلي تنظيم الدولة خوارج.", "khawarij", "asserts", "نقول"),
    ("ISGS", "لسنا خوارج.", "khawarij", "rejects", "لسنا"),
    ("ISGS", "نحن لا نقبل وصف الخوارج.", "khawarij", "rejects", "لا"),
    ("ISGS", "ننفي أننا خوارج.", "khawarij", "rejects", "ننفي"),
    ("ISGS", "نرفض أن نوصف بالخوارج.", "khawarij", "rejects", "نرفض"),
    ("ISGS", "يقولون إننا خوارج.", "khawarij", "mentions", "يقولون"),
    ("ISGS", "يسموننا الخوارج.", "khawarij", "mentions", "يسموننا"),
    ("ISGS", "زعموا أننا خوارج.", "khawarij", "mentions", "زعموا"),
    ("ISGS", "اتهمونا زورا بأننا خوارج.", "khawarij", "rejects", "زورا"),
    ("JNIM", "لن نتفاوض مع الحكومة.", "negotiation", "rejects", "لن"),
    ("IS", "هل تفاوضت الجماعة مع الحكومة؟", "negotiation", "mentions", "asked"),
    ("IS", "إذا تفاوضت الجماعة مع الحكومة فلتعلن ذلك.", "negotiation", "mentions", "اذا"),
    ("IS", "جماعة نصرة الإسلام تتفاوض مع الحكومة.", "negotiation", "asserts", ""),
    ("IS", "نقضت جماعة نصرة الإسلام العهد.", "treachery", "asserts", ""),
]

ARABIC_SUMMARIES = [
    ("IS", "اتهم المتحدث الجماعة بالغدر.", "treachery", "asserts", "اتهم"),
    ("IS", "نفى المتحدث أنهم خوارج.", "khawarij", "rejects", "نفي"),
    ("IS", "استنكر المتحدث وصف الخوارج.", "khawarij", "rejects", "استنكر"),
]


@pytest.mark.parametrize(
    ("language", "form", "case"),
    [
        *(("fr", "transcript", case) for case in FRENCH),
        *(("fr", "summary", case) for case in FRENCH_SUMMARIES),
        *(("ar", "transcript", case) for case in ARABIC),
        *(("ar", "summary", case) for case in ARABIC_SUMMARIES),
    ],
)
def test_function_and_its_reason(
    say: Say, language: str, form: str, case: tuple[str, str, str, str, str]
) -> None:
    group, text, theme, function, cue = case
    uses = say(group, text, language=language, form=form)
    assert theme in uses, f"{theme} is not found, but {sorted(uses)}"
    use = uses[theme]
    assert use.function == function, use.reason
    assert fold_text(cue) in fold_text(use.reason), use.reason


@pytest.mark.parametrize(
    ("language", "text"),
    [("fr", "Ils nous appellent khawaridj."), ("ar", "يسموننا الخوارج."),
     ("ar", "يقولون إننا خوارج."), ("fr", "Leurs chefs traitent l’État islamique de khawaridj.")],
)  # fmt: skip
def test_being_called_khawarij_is_a_charge_against_oneself(
    say: Say, language: str, text: str
) -> None:
    use = say("ISGS", text, language=language)["khawarij"]
    assert (use.function, use.target.camp) == ("mentions", "IS")
    assert use.voice != "ISGS"
