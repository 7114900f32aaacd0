"""Consonants that the Latin and the Arabic spelling of a name share.

Bamako and باماكو, Droukdel and دروكدال have their consonants in common and little else:
short vowels are not written in Arabic, long ones are spelt many ways in Latin letters. So a
word gets keys under which its other spelling can be met:

- its consonants without h, w and y, where there are three or more: `bmk`;
- where there are fewer, those with h, w and y, if that makes three: `swhr` for Zawahiri and
  الظواهري;
- and then its consonants with the vowels that are written, sorted into A, I and U: `kUfA` for
  Kouffa and كوفا.

Both spellings of a name have the same consonants, so their keys are of the same kinds. Words
also meet by chance: a key supports what is known from elsewhere and proves nothing alone.
Words in scripts other than these two have no keys.
"""

from __future__ import annotations

import re

from rhetoric.words.stems import without_article
from rhetoric.words.stopwords import STOP_WORDS

#: Fewest sounds of a key: two consonants are shared by too many words.
FEWEST = 3
#: Most sounds of a key: what follows is an ending, or tells nothing more.
MOST = 5

#: Sounds: consonants are small letters (c is sh), vowels A, I, U. These two may be any of
#: several: the g of Latin spellings (Niger is النيجر, Gaddafi القذافي), and ث (Ousmane is عثمان).
_UNSURE = {"G": "gjk", "T": "ts"}

#: Arabic letter → sound. One sound stands for all that Latin spellings do not keep apart (s
#: and ṣ, t and ṭ, k and q) and for what foreign names are spelt with (ب for p, ف for v).
_ARABIC = {
    "ب": "b", "پ": "b", "ت": "t", "ث": "T", "ط": "t", "د": "d", "ذ": "d", "ض": "d",
    "س": "s", "ص": "s", "ز": "s", "ظ": "s", "ش": "c", "چ": "c", "ج": "j", "ژ": "j",
    "غ": "g", "گ": "g", "ڭ": "g", "ݣ": "g", "ك": "k", "ق": "k", "خ": "k", "ف": "f", "ڤ": "f",
    "ر": "r", "ل": "l", "م": "m", "ن": "n", "ح": "h", "ه": "h",
    "ا": "A", "ع": "A", "و": "U", "ي": "I",
}  # fmt: skip
#: What several letters, or a letter in a certain place, stand for.
_ARABIC_PLACES = (
    ("^ا[وي](?![اوي])", "A"),  # a vowel at the beginning: any, as in Latin
    ("تش", "c"),  # Chad, Tchad: تشاد
    ("دج", "j"),  # Djibo: دجيبو
    ("ن(?=ب)", "m"),  # Timbuktu: تنبكتو beside تمبكتو
    ("ه$", "A"),  # the ending of feminine words
    ("^و|و(?=[اوي])|(?<=ا)و(?!$)", "w"),  # Azawad: ازواد
    ("^ي|ي(?=[اوي])|(?<=ا)ي(?!$)", "y"),  # Niamey: نيامي
)
_PROCLITIC = re.compile("^[وفبلك](?=.{4})")

#: The same for Latin letters, read from left to right, the first that fits. English and French
#: habits, and those of transliteration.
_LATIN_PLACES = (
    ("^(?:ou|[aeiou])", "A"),  # Arabic writes one letter for all vowels here
    ("tch|sch|sh|ch(?![rl])", "c"),  # Tchad, Cheikh, Shaykh; not Christian
    ("dj|dg(?=[eiy])|j", "j"),  # Djibo
    ("gh", "g"),  # Ghaly: غ and nothing else
    ("gu(?=[eiy])|g", "G"),  # Guinée
    ("nc(?=ai|oi)", "ns"),  # français, François: folding takes the cedilla
    ("c(?=[eiy])|z|s", "s"),  # Macina
    ("kh|ch|ck|qu|c|k|q", "k"),
    ("x", "ks"),
    ("ph|v|f", "f"),
    ("th|t", "t"),
    ("dh|d", "d"),
    ("n(?=[bp])", "m"),
    ("p|b", "b"),
    ("(?<=[aeiou])h$", ""),  # Nusrah
    ("h", "h"),
    ("(?:ou|[uw])(?=[aeio])", "w"),  # Ouagadougou, Walid
    ("[iy](?=[aou])|y(?=e)|i(?=e$)", "y"),  # Iyad, Diallo, Syrie
    ("(?<=q)ai(?=d)|ae", "A"),  # Qaida, Daesh: a vowel, ayn and a short vowel
    ("eau|a[uw](?![aeio])|o[uow](?![aeio])|[ouw]", "U"),
    ("[ae][iy](?![aou])|ee|i?e|[iy]", "I"),
    ("a", "A"),
)


class _Reader:
    """Reads a spelling from left to right, each time the first place that fits."""

    def __init__(self, places: tuple[tuple[str, str], ...]) -> None:
        self._pattern = re.compile("|".join(f"({spelling})" for spelling, _ in places))
        self._sounds = ("", *(sound for _, sound in places))

    def __call__(self, word: str) -> str:
        return self._pattern.sub(lambda found: self._sounds[found.lastindex or 0], word)


_read_latin = _Reader(_LATIN_PLACES)
_read_arabic = _Reader(_ARABIC_PLACES)
_LETTERS = str.maketrans(_ARABIC)
#: One consonant written twice: in Latin letters it is long, in Arabic there is a vowel between.
_DOUBLED = re.compile(r"(.)\1+")
_LONG = re.compile(r"([AIU])\1+")
#: Written as two words in Arabic: Abdelmalek is عبد المالك.
_WITH_SERVANT = re.compile("^abd(?:[aeo]u?|ou)[lrnsdz](?=.{4})")
#: The ending of feminine words as it is heard before another: Nusrat al-Islam, نصرة.
_BEFORE_ARTICLE = re.compile("(?<=...a)t$")
#: Numbers, persons, what belongs to a place: Malians are ماليون or ماليين.
_ENDING = re.compile("(?<=...)(?:ات|ين|ون|ان|ها|هم|يه)$")
_LATIN_WORD = re.compile("[a-z]{3,}")
_ARABIC_WORD = re.compile("[\u0621-\u064a\u067e-\u06af\u0763]{3,}")
_WITHOUT_VOWELS = str.maketrans("", "", "AIU")
_BARE = str.maketrans("", "", "AIUhwy")
_AS_VOWELS = str.maketrans("wy", "UI")
#: The last two are إلى and على as folding leaves them.
_STOP_WORDS = frozenset({"الي", "علي"}.union(*STOP_WORDS.values()))


def skeletons(word: str) -> tuple[str, ...]:
    """The keys under which a folded word can be met in its other spelling; often one.

    A number is its own key after `#`. Words of fewer than three letters, those too common to
    be names, and those in other scripts have none.

    >>> skeletons("macina"), skeletons("ماسينا"), skeletons("الظواهري")
    (('msn',), ('msn',), ('swhr', 'sUAhr'))
    """
    if word.isdecimal():
        return ("#" + word,)
    if word in _STOP_WORDS:
        return ()
    if _LATIN_WORD.fullmatch(word):
        spoken = _latin_sounds(word)
    elif _ARABIC_WORD.fullmatch(word):
        spoken = _arabic_sounds(word)
    else:
        return ()
    sure = (one for sounds in spoken for one in _one_by_one(sounds))
    return tuple(dict.fromkeys(key for sounds in sure for key in _keys(sounds)))


def _latin_sounds(word: str) -> list[str]:
    """What a word in Latin letters may sound like."""
    words = [word]
    if _WITH_SERVANT.match(word):
        words.append(_WITH_SERVANT.sub("", word))
    if _BEFORE_ARTICLE.search(word):
        words.append(word[:-1])
    return [_DOUBLED.sub(r"\1", _read_latin(one)) for one in words]


def _arabic_sounds(word: str) -> list[str]:
    """What an Arabic word may sound like, without what is written together with it."""
    words = [without_article(word)]
    if words[0] == word and _PROCLITIC.match(word):
        words.append(word[1:])
    words += [_ENDING.sub("", one) for one in words if _ENDING.search(one)]
    return [_LONG.sub(r"\1", _read_arabic(one).translate(_LETTERS)) for one in words]


def _one_by_one(sounds: str) -> list[str]:
    """Each reading of sounds that are not sure."""
    for unsure, readings in _UNSURE.items():
        if unsure in sounds:
            return [sounds.replace(unsure, sound) for sound in readings]
    return [sounds]


def _keys(sounds: str) -> list[str]:
    """The keys of a word that sounds so."""
    bare = sounds.translate(_BARE)
    if len(bare) >= FEWEST:
        return [bare[:MOST]]
    spelt = _LONG.sub(r"\1", sounds.translate(_AS_VOWELS))
    keys = (sounds.translate(_WITHOUT_VOWELS), spelt)
    return [key[:MOST] for key in keys if len(key) >= FEWEST]
