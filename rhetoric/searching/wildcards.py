"""Words of which only a part is given: `nego*`, `*tion`, `m?li`."""

from __future__ import annotations

import re
from functools import lru_cache

from rhetoric.text import fold_text

#: What is typed for an asterisk or a question mark, in whichever script.
_SIGNS = str.maketrans(
    dict.fromkeys("＊﹡٭∗⁎✱", "*") | dict.fromkeys("？﹖؟⸮", "?")
)  # fmt: skip
#: Letters that stand for * and ? while a wildcard is folded: of a script nobody writes in now,
#: which folding leaves as they are.
_STAR, _ONE = "\U00010380", "\U00010381"
_AWAY = str.maketrans({_STAR: None, _ONE: None})
_BACK = str.maketrans({_STAR: "*", _ONE: "?"})
_HIDE = str.maketrans({"*": _STAR, "?": _ONE})


def plain_signs(text: str) -> str:
    """A text with every kind of asterisk and question mark as `*` and `?`.

    >>> plain_signs("ｎｅｇｏ＊")
    'ｎｅｇｏ*'
    """
    return text.translate(_SIGNS)


@lru_cache(maxsize=1024)
def fold_wildcard(wildcard: str) -> str:
    """A wildcard folded as texts are, its `*` and `?` kept.

    Several `*` in a row are one. What folding takes for several words has spaces between them.

    >>> fold_wildcard("Négo*"), fold_wildcard("al-Qa'*")
    ('nego*', 'al qa*')
    """
    hidden = plain_signs(wildcard).translate(_AWAY).translate(_HIDE)
    return re.sub(r"\*+", "*", fold_text(hidden).translate(_BACK))


def prefix_of(wildcard: str) -> str:
    """What every word begins with that a wildcard fits, folded; "" where that is open.

    >>> prefix_of("Négo*"), prefix_of("m?li"), prefix_of("*tion")
    ('nego', 'm', '')
    """
    return re.split(r"[*?]", fold_wildcard(wildcard), maxsplit=1)[0]


@lru_cache(maxsize=1024)
def matcher(wildcard: str) -> re.Pattern[str]:
    """A pattern that matches the folded words a wildcard fits, each of them whole.

    `*` stands for any letters or none, `?` for one. It takes time in proportion to the length
    of the word, however many `*` there are.

    >>> [w for w in ("mali", "muli", "mli", "malian") if matcher("m?li").match(w)]
    ['mali', 'muli']
    """
    pieces = [re.escape(p).replace(r"\?", r"\S") for p in fold_wildcard(wildcard).split("*")]
    if len(pieces) == 1:
        return re.compile(rf"{pieces[0]}\Z")
    first, *inner, last = pieces
    # The first place a piece fits is as good as any later one: nothing is tried twice.
    found = "".join(rf"(?>\S*?{piece})" for piece in inner)
    return re.compile(rf"{first}{found}\S*{last}\Z")
