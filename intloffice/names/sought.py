"""How well what somebody types fits what a choice is called."""

import re
from collections.abc import Iterable
from functools import lru_cache

from intloffice.names.folding import HAN, fold
from intloffice.names.pinyin import pinyin_syllables

#: How a text fits, the better the less: it begins so, a word in it does, it is in it, its pinyin.
BEGINS, IN_WORDS, WITHIN, READ_SO, READ_WITHIN = range(5)

_HAN = re.compile(f"[{HAN}]")
_LATIN = re.compile(r"[a-z' ]+")
_BETWEEN = re.compile(r"[^\w]+")


def fit(typed: str, called: str) -> int | None:
    """Tell how well a typed text fits a name; None where it does not.

    Chinese names are found by their pinyin too, in full or by its initials: ``rb`` finds 日本.
    """
    sought = fold(typed).strip()
    name = _folded(called)
    if not sought:
        return BEGINS
    at = name.find(sought)
    if at == 0:
        return BEGINS
    if at > 0:
        begins = any(name.startswith(sought, word) for word in _words(name))
        return IN_WORDS if begins else WITHIN
    if not (_LATIN.fullmatch(sought) and _HAN.search(called)):
        return None
    return _read(re.sub("[' ]", "", sought), called)


def best(typed: str, names: Iterable[str]) -> int | None:
    """Tell how well a text fits what it fits best of several names of one thing."""
    found = [place for name in names if (place := fit(typed, name)) is not None]
    return min(found, default=None)


def _read(sought: str, called: str) -> int | None:
    syllables = _syllables(called)
    # Each beginning of a syllable may be where it is read from, whole or by its initials.
    for start in range(len(syllables)):
        whole = "".join(syllables[start:])
        short = "".join(syllable[0] for syllable in syllables[start:])
        if whole.startswith(sought) or short.startswith(sought):
            return READ_WITHIN if start else READ_SO
    return None


def _words(name: str) -> list[int]:
    return [found.end() for found in _BETWEEN.finditer(name)]


@lru_cache(maxsize=8192)
def _folded(called: str) -> str:
    return fold(called)


@lru_cache(maxsize=8192)
def _syllables(called: str) -> tuple[str, ...]:
    return tuple(pinyin_syllables(called))
