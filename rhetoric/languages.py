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
_SHORT = {long: short for short, long in _COMMON.items() if len(short) == 2}
_NAMES = {
    "ara": "Arabic", "eng": "English", "fra": "French", "ful": "Fulfulde", "hau": "Hausa",
    "bam": "Bambara", "taq": "Tamasheq", "spa": "Spanish", "deu": "German", "ita": "Italian",
    "por": "Portuguese", "rus": "Russian", "tur": "Turkish", "zho": "Chinese", "fas": "Persian",
    "urd": "Urdu", "som": "Somali", "pus": "Pashto", "und": "unknown",
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
