"""Language codes: ISO 639-3 inside, whatever people write outside."""

from __future__ import annotations

import re
from collections.abc import Sequence

#: What people write → ISO 639-3. Codes not listed here pass if they look like one.
_COMMON = {
    "ar": "ara", "arabic": "ara", "arb": "ara",
    "en": "eng", "english": "eng",
    "fr": "fra", "french": "fra", "fre": "fra",
    "ff": "ful", "fulfulde": "ful", "fulani": "ful", "fuf": "ful",
    "ha": "hau", "hausa": "hau",
    "bm": "bam", "bambara": "bam",
    "tamachek": "taq", "tamasheq": "taq", "tmh": "taq",
    "es": "spa", "de": "deu", "it": "ita", "pt": "por", "ru": "rus", "tr": "tur",
    "zh": "zho", "fa": "fas", "ur": "urd", "so": "som", "ps": "pus",
}  # fmt: skip
#: Two-letter codes of further languages.
_TWO_LETTERS = dict(
    pair.split(":")
    for pair in (
        "af:afr am:amh an:arg as:asm av:ava az:aze ba:bak be:bel bg:bul bh:bih bn:ben bo:bod "
        "br:bre bs:bos ca:cat ce:che co:cos cs:ces cv:chv cy:cym da:dan dv:div ee:ewe el:ell "
        "eo:epo et:est eu:eus fi:fin fy:fry ga:gle gd:gla gl:glg gn:grn gu:guj gv:glv he:heb "
        "hi:hin hr:hrv ht:hat hu:hun hy:hye ia:ina id:ind ie:ile ig:ibo io:ido is:isl ja:jpn "
        "jv:jav ka:kat kk:kaz km:khm kn:kan ko:kor kr:kau ku:kur kv:kom kw:cor ky:kir la:lat "
        "lb:ltz li:lim ln:lin lo:lao lt:lit lv:lav mg:mlg mk:mkd ml:mal mn:mon mr:mar ms:msa "
        "mt:mlt my:mya ne:nep nl:nld nn:nno no:nor oc:oci om:orm or:ori os:oss pa:pan pl:pol "
        "qu:que rm:roh ro:ron rw:kin sa:san sc:srd sd:snd sg:sag sh:hbs si:sin sk:slk sl:slv "
        "sn:sna sq:sqi sr:srp su:sun sv:swe sw:swa ta:tam te:tel tg:tgk th:tha ti:tir tk:tuk "
        "tl:tgl ts:tso tt:tat tw:twi ug:uig uk:ukr uz:uzb vi:vie vo:vol wa:wln wo:wol xh:xho "
        "yi:yid yo:yor zu:zul"
    ).split()
)
_COMMON = _TWO_LETTERS | _COMMON
_SHORT = {long: short for short, long in _COMMON.items() if len(short) == 2}
_NAMES = {
    "ara": "Arabic", "eng": "English", "fra": "French", "ful": "Fulfulde", "hau": "Hausa",
    "bam": "Bambara", "taq": "Tamasheq", "spa": "Spanish", "deu": "German", "ita": "Italian",
    "por": "Portuguese", "rus": "Russian", "tur": "Turkish", "zho": "Chinese", "fas": "Persian",
    "urd": "Urdu", "som": "Somali", "pus": "Pashto", "wol": "Wolof", "swa": "Swahili",
    "nqo": "N'Ko", "mos": "Mooré", "dje": "Zarma", "und": "unknown",
}  # fmt: skip
_RIGHT_TO_LEFT = {"ara", "fas", "urd", "pus", "heb"}
_CODE = re.compile(r"[a-z]{3}")


def language_code(name: str) -> str:
    """ISO 639-3 code of a language given as code or English name.

    Raises:
        ValueError: when it is neither.

    >>> language_code("fr"), language_code("Tamasheq"), language_code("hau")
    ('fra', 'taq', 'hau')
    """
    key = name.strip().lower().replace("_", "-").split("-")[0]
    code = _COMMON.get(key, key)
    if not _CODE.fullmatch(code):
        raise ValueError(f"'{name}' is not a language code such as eng, fra, ara, taq or und")
    return code


def html_lang(code: str) -> str:
    """The tag for HTML's `lang` attribute: the two-letter code where there is one."""
    return _SHORT.get(code, code)


def language_name(code: str) -> str:
    """English name of a code, or the code itself."""
    return _NAMES.get(code, code)


def direction(code: str) -> str:
    """`rtl` or `ltr`, for HTML's `dir` attribute."""
    return "rtl" if code in _RIGHT_TO_LEFT else "ltr"


_ARABIC = re.compile("[\u0600-\u06ff]")
_LITTLE_WORDS = {
    "en": frozenset(
        "the of and to in is are was were that they we he it for with has have had by on as who "
        "from their our us at be been this not an a".split()
    ),
    "fr": frozenset(
        "le la les de des du et en est sont que qu ils nous il elle pour avec dans par sur aux au "
        "une un ont leur leurs ses son ne pas qui a l d".split()
    ),
}


def surest_language(words: Sequence[str]) -> str:
    """en, fr or ar, whichever folded words are in; "" when there is no telling.

    By script, then by the commonest little words: enough to choose between the languages
    the lexicons are written in.

    >>> surest_language("ils ont dit que la paix est proche".split())
    'fr'
    """
    letters = "".join([word[:1] for word in words])
    if not letters.isascii() and len(_ARABIC.findall(letters)) * 2 > len(letters):
        return "ar"
    english, french = (sum(map(little.__contains__, words)) for little in _LITTLE_WORDS.values())
    return "" if english == french else "fr" if french > english else "en"
