"""Bland statements in three languages, and long texts of words drawn by chance."""

from __future__ import annotations

import random
from collections.abc import Callable
from typing import Any

import pytest

from rhetoric.dates import parse_date
from rhetoric.model import Statement

MARKET_EN = (
    "The council of the valley met on Monday to speak about the new market. "
    "Farmers asked for a shorter way to the river, where most of them sell their vegetables. "
    "The mayor promised that the bridge will be repaired before the rains begin. "
    "A teacher proposed to open the school library in the evening as well."
)
MARKET_FR = (
    "Le conseil de la vallée s'est réuni lundi pour parler du nouveau marché. "
    "Les agriculteurs ont demandé un chemin plus court vers la rivière, où la plupart d'entre eux "
    "vendent leurs légumes. "
    "Le maire a promis que le pont sera réparé avant le début des pluies. "
    "Un enseignant a proposé d'ouvrir aussi la bibliothèque de l'école le soir."
)
MARKET_AR = (
    "اجتمع مجلس الوادي يوم الاثنين للحديث عن السوق الجديدة. "
    "طلب المزارعون طريقا أقصر إلى النهر حيث يبيع معظمهم خضرواتهم. "
    "وعد رئيس البلدية بإصلاح الجسر قبل بدء موسم الأمطار. "
    "واقترح أحد المعلمين فتح مكتبة المدرسة في المساء أيضا."
)
#: The same subject, but another statement.
OTHER_FR = (
    "Le marché de la vallée restera fermé jeudi parce que la route est inondée. "
    "Les commerçants devront attendre la fin des travaux pour revenir. "
    "Le conseil n'a pas encore décidé qui paiera les réparations du pont."
)
_WORDS = [a + b + c for a in ("ba", "lo", "mi", "tu") for b in "rstnlk" for c in ("a", "en", "i")]

Maker = Callable[..., Statement]


@pytest.fixture
def make() -> Maker:
    def maker(name: str, body: str, date: str = "2019-05-01", **fields: Any) -> Statement:
        fields = {"language": "eng", "title": f"Title of {name}"} | fields
        return Statement(name, body, parse_date(date), fields.pop("group", "NORTH"), **fields)

    return maker


@pytest.fixture
def prose() -> Callable[..., str]:
    """prose(words, seed): sentences of ten words drawn by chance."""

    def write(words: int, seed: int = 0) -> str:
        drawn = random.Random(seed).choices(_WORDS, k=words)
        lines = [" ".join(drawn[n : n + 10]).capitalize() + "." for n in range(0, words, 10)]
        return " ".join(lines)

    return write


@pytest.fixture
def market() -> dict[str, str]:
    """One statement in three languages, and another one about the same market."""
    return {"eng": MARKET_EN, "fra": MARKET_FR, "ara": MARKET_AR, "other": OTHER_FR}
