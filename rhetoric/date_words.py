"""The words dates are written in: English, French and Arabic months of three regions, Hijri months.

All words stand here as folding leaves them (rhetoric.text): no accents, no hamza seats,
digits of 0–9.
"""

from __future__ import annotations

import calendar
import re
from datetime import date

from rhetoric.text import fold_text

#: Years that are read as Hijri: those for which the Umm al-Qura calendar is known.
HIJRI_YEARS = range(1343, 1501)
HIJRI_MONTHS = (
    "Muharram", "Safar", "Rabi al-Awwal", "Rabi al-Thani", "Jumada al-Ula", "Jumada al-Akhira",
    "Rajab", "Shaban", "Ramadan", "Shawwal", "Dhu al-Qada", "Dhu al-Hijja",
)  # fmt: skip

_GREGORIAN = (
    "january jan janvier janv يناير جانفي ينير|كانون الثاني",
    "february feb fevrier fevr fev فبراير فيفري شباط",
    "march mar mars مارس اذار",
    "april apr avril avr ابريل افريل نيسان",
    "may mai مايو ماي ايار",
    "june jun juin يونيو يونيه جوان حزيران",
    "july jul juillet juil يوليو يوليه يوليوز جويليه تموز",
    "august aug aout اغسطس غشت اغشت اوت اب",
    "september sept sep septembre سبتمبر شتنبر شتمبر ايلول",
    "october oct octobre اكتوبر|تشرين الاول",
    "november nov novembre نوفمبر نونبر نوفمبر|تشرين الثاني",
    "december dec decembre ديسمبر دجنبر دجمبر دسمبر|كانون الاول",
)
#: What may stand before the second word of a Hijri month: `Rabi' ath-Thani`.
_THE = "(?:al |el |ul |l |at |ath |eth |as |ass |ad |it )?"
_FIRST = f"{_THE}(?:aw+al|aw+el|aoual|aouel|awal|ouel|ula|oula|uula|oola|ola|i|1)"
_LAST = (
    f"{_THE}(?:thani|thaniy?a|thaniy?ah|tani|tania|sani|saniy?a|akhir|akhar|akhira|akhirah|akher"
    "|akhera|ii|2)"
)
_HIJRI = (
    r"m[ou]u?h+ar+[aâe]m|محرم",
    r"saf+ar(?: al khai?r)?|صفر(?: الخير)?",
    rf"rabi?[ieya]*h? {_FIRST}|ربيع (?:ال)?اول",
    rf"rabi?[ieya]*h? {_LAST}|ربيع (?:ال)?(?:ثاني|اخر)",
    rf"[jd]j?[ou]u?mad[ah]* {_FIRST}|جمادي? (?:ال)?(?:اولي|اول)",
    rf"[jd]j?[ou]u?mad[ah]* {_LAST}|جمادي? (?:ال)?(?:اخره?|ثانيه?)",
    r"raj[ae]b|redjeb|radjab|رجب",
    r"(?:sh|ch)a+b[aâ]+ne?|شعبان",
    r"r[ao]m[ao]d[ah]*a?n|ramazan|رمضان",
    r"(?:sh|ch)a[uw]+[aâ]+le?|شوال",
    rf"(?:dh?|z)h?[uoi]+l? ?{_THE}[qk]i?[aei]+d[aeh]*|ذ[ويا] ?القعده?",
    rf"(?:dh?|z)h?[uoi]+l? ?{_THE}hi[jdg]+[aeh]*|ذ[ويا] ?الحجه?",
)
_NAMES: dict[tuple[str, ...], int] = {
    tuple(name.split()): number
    for number, line in enumerate(_GREGORIAN, 1)
    for part, names in enumerate(line.split("|"))
    for name in ([names] if part else names.split())
}
_HIJRI_NAMES = [re.compile(pattern) for pattern in _HIJRI]

_SEASONS = {
    21: "spring printemps الربيع ربيع", 22: "summer ete الصيف صيف",
    23: "autumn fall automne الخريف خريف", 24: "winter hiver الشتاء شتاء الشتا شتا",
}  # fmt: skip
_THIRDS = (
    "early beginning start debut اوايل مطلع بدايه بدايات مستهل",
    "mid middle mi milieu منتصف اواسط",
    "late end fin اواخر نهايه",
)
SEASONS = {word: code for code, line in _SEASONS.items() for word in line.split()}
THIRDS = {word: third for third, line in enumerate(_THIRDS) for word in line.split()}
ABOUT = frozenset("about around circa ca approximately vers environ حوالي نحو قرابه تقريبا".split())
SINCE = frozenset("since depuis منذ".split())
UNTIL = frozenset("until till jusqu jusque حتي".split())
BETWEEN = frozenset("between entre بين".split())
TO = frozenset("to till until au الي حتي".split())
AND = frozenset("and et و".split())
FILLERS = frozenset(
    "of the in on from a au de du d le la l les en mois month year annee an date dated day st nd "
    "rd th er ere e eme في من شهر عام سنه يوم بتاريخ العام السنه".split()
)
WEEKDAYS = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thur thurs fri "
    "sat sun lundi mardi mercredi jeudi vendredi samedi dimanche الاثنين الثلاثاء الثلاثا الاربعاء "
    "الاربعا الخميس الجمعه السبت الاحد".split()
)
#: Parts of a year by ordinal: EDTF's quarters and halves.
_PARTS = {
    **dict.fromkeys("quarter trimestre q الربع ربع".split(), (33, 4)),
    **dict.fromkeys("half semestre h النصف نصف".split(), (40, 2)),
}
_ORDINALS = {
    word: number
    for number, line in enumerate(
        ("first premier premiere 1 الاول", "second deuxieme 2 الثاني",
         "third troisieme 3 الثالث", "fourth last quatrieme 4 الرابع"), 1,
    )
    for word in line.split()
}  # fmt: skip

_AH = re.compile(
    r"(?:(?<=[\d\s])|^)(?:ه(?:ـ|جري(?:ة|ه)?)?|للهجر[ةه]|A\.?\s?H\.?|H\.?|hijri(?:yy?ah?)?"
    r"|(?:de l['’]\s?)?h[ée]gire)(?=[\s,;،)\]]|$)",
    re.IGNORECASE,
)
_CE = re.compile(
    r"(?:(?<=[\d\s])|^)(?:م(?:يلادي(?:ة|ه)?)?|A\.?D\.?|C\.?E\.?)(?=[\s,;،)\]]|$)", re.IGNORECASE
)
_TWICE = re.compile(
    r"[=()\[\]]|\s/\s|\bcorresponding to\b|\bcorrespondant (?:au|à)\b|الموافقة? ?ل?",
    re.IGNORECASE,
)
_RANGE = re.compile(r"\s*[–—]\s*|(?<=\d)\s*-\s*(?=\d)|(?<=\d) - (?=[^\W\d])")


def is_hijri(year: int) -> bool:
    """Whether a bare year is read as one of the Hijri calendar."""
    return year in HIJRI_YEARS


def digits(text: str) -> str:
    """A text with the digits of any script written 0–9, and no marks that do not show."""
    text = re.sub("[\u200b-\u200f\u202a-\u202e\u2066-\u2069\u00ad\ufeff\u061c]", "", text)
    return "".join(str(int(c)) if c.isdecimal() else c for c in text)


def take_era(text: str) -> tuple[bool | None, str]:
    """Whether a text names the Hijri (True) or the Gregorian (False) era, and the rest of it."""
    for era, pattern in ((True, _AH), (False, _CE)):
        bare = pattern.sub(" ", text)
        if bare != text:
            return era, bare.strip()
    return None, text


def two_calendars(text: str) -> list[str]:
    """The pieces of a date that is given twice: `3 Ramadan 1441 (26 April 2020)`."""
    pieces = _TWICE.split(text)
    if len(pieces) == 1 and (ah := _AH.search(text)) and (ce := _CE.search(text)):
        cut = min(ah.end(), ce.end())
        pieces = [text[:cut], text[cut:]]
    return [piece for piece in (p.strip(" ,،;/–—-") for p in pieces) if piece]


def tokens(text: str) -> list[str]:
    """The words and numbers of a date, folded; a dash between two ends becomes `to`."""
    found = re.findall(r"\d+|[^\W\d_]+", fold_text(_RANGE.sub(" to ", text)))
    if BETWEEN.isdisjoint(found):
        return found
    # In Arabic "and" is written together with the word after it.
    apart = (["و", w[1:]] if len(w) > 3 and w[0] == "و" else [w] for w in found)
    return [word for words in apart for word in words]


def month_at(words: list[str], at: int) -> tuple[bool, int, int] | None:
    """The month whose name begins at a word: Hijri or not, its number, its length in words."""
    for length in (3, 2, 1):
        piece = words[at : at + length]
        if len(piece) < length:
            continue
        joined = re.sub(r"([aou])\1+", r"\1", " ".join(piece))  # long vowels: Ramadaan
        for number, pattern in enumerate(_HIJRI_NAMES, 1):
            if pattern.fullmatch(joined):
                return True, number, length
        if (number_ := _NAMES.get(tuple(piece))) is not None:
            return False, number_, length
    return None


def part_at(words: list[str], at: int) -> tuple[int, int] | None:
    """The part of a year that begins at a word: its EDTF code, its length in words."""
    piece = [w for w in words[at : at + 3] if w not in ("st", "nd", "rd", "th", "er", "ere", "e")]
    if len(piece) < 2:
        return None
    for unit, ordinal in (piece[:2], piece[1::-1]):
        if unit in _PARTS and ordinal in _ORDINALS:
            code, most = _PARTS[unit]
            if _ORDINALS[ordinal] <= most:
                return code + _ORDINALS[ordinal] - 1, words.index(piece[1], at) - at + 1
    return None


def gregorian_days(year: int, month: int | None, day: int | None) -> tuple[date, date]:
    """First and last day of a Gregorian year, month or day."""
    if month is None:
        return date(year, 1, 1), date(year, 12, 31)
    if day is None:
        return date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1])
    return date(year, month, day), date(year, month, day)


def hijri_days(year: int, month: int | None, day: int | None) -> tuple[date, date]:
    """First and last day of a Hijri year, month or day, by the Umm al-Qura calendar.

    Raises:
        ValueError: when there is no such date, or the calendar does not reach it.
    """
    from hijridate import Hijri

    if not is_hijri(year):
        raise ValueError(f"Hijri years from {HIJRI_YEARS[0]} to {HIJRI_YEARS[-1]} are known")

    def in_days(month: int, day: int | None) -> date:
        if not 1 <= month <= 12:
            raise ValueError("there is no such month")
        last = Hijri(year, month, 1).month_length()
        if day is not None and not 1 <= day <= last:
            raise ValueError(f"{HIJRI_MONTHS[month - 1]} {year} has {last} days")
        found = Hijri(year, month, last if day is None else day).to_gregorian()
        return date(found.year, found.month, found.day)

    return in_days(month or 1, day or 1), in_days(month or 12, day)


def told(day: int, month: int, year: int, hijri: bool) -> str:
    """`3 April 2020`, `3 Ramadan 1441`."""
    name = HIJRI_MONTHS[month - 1] if hijri else calendar.month_name[month]
    return f"{day} {name} {year}"
