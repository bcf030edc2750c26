"""The check of a person's name before anything is printed (records.md, Names).

What it looks for was found in print: guests from Japan named by the Chinese reading of their
characters, one of them with the last character of his title read as part of the name.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import permutations
from typing import Literal

from intloffice.i18n import N_, Language
from intloffice.names.folding import fold, unrepeated
from intloffice.names.person import PersonName, native
from intloffice.names.pinyin import pinyin_syllables, readings

FaultKind = Literal[
    "chinese reading",
    "title in name",
    "nationality unknown",
    "reading only",
    "unconfirmed spelling",
    "no native script",
]
#: Where a name is spelled by its pinyin, or a reader of pinyin may have such a name.
_PINYIN_COUNTRIES = frozenset({"CN", "TW", "SG", "HK", "MO", "MY"})
_CHARACTER_LANGUAGES = frozenset({"zh", "ja", "ko"})
#: Titles that stand before or after a name without a blank, traditional forms being read too.
_TITLES: tuple[str, ...] = tuple(
    re.findall(
        r"\S+",
        """学長 院長 校長 部長 所長 会長 総長 理事長 市長 処長 主任 教授 副教授 准教授 研究員 官員
        委員 議員 教師 講師 医師 博士 院士 先生 氏 様 学士 大使 総領事 領事 書記 主席 代表 助理""",
    )
)
_MOST_WORDS = 5

_CHINESE_READING = N_(
    "“{latin}” is the Chinese reading of {native}, who is not recorded as coming from a country "
    "where names are spelled so."
)
_TITLE_IN_NAME = N_(
    "“{latin}” is the Chinese reading of {native} with a character of the title {title}."
)
_NATIONALITY_UNKNOWN = N_(
    "“{latin}” is the Chinese reading of {native}; no nationality says whether that is right."
)
_READING_ONLY = N_("{native} has a Chinese reading only; no spelling of the person's own is known.")
_UNCONFIRMED = N_("Nobody has confirmed the spelling “{latin}” of {native}.")
_NO_NATIVE = N_("“{latin}” has no name in the person's own script.")


@dataclass(frozen=True)
class Fault:
    """One thing found in a name: an English sentence with placeholders, and their facts."""

    kind: FaultKind
    template: str
    facts: tuple[tuple[str, str], ...]

    @property
    def detail(self) -> str:
        """The sentence in English."""
        return self.template.format(**dict(self.facts))

    def text(self, language: Language) -> str:
        """Give the sentence in a language."""
        return language.text(self.template, **dict(self.facts))


def faults(
    name: PersonName, nationalities: Iterable[str] = (), titles: Iterable[str] = ()
) -> list[Fault]:
    """Check one name; ``nationalities`` are ISO 3166 codes, ``titles`` the person's own ones.

    At most one fault says what the Latin name is a reading of. A confirmed spelling of a name
    recorded as Chinese may be pinyin whatever the passport (records.md, Names).
    """
    found = [*_readings_printed(name, {code.upper() for code in nationalities}, list(titles))]
    own, western = native(name), " ".join(filter(None, (name.latin_family, name.latin_given)))
    language = name.native_language.partition("-")[0]
    if own and not western and name.chinese_reading and language in {"ja", "ko"}:
        found.append(_fault("reading only", _READING_ONLY, native=own))
    if own and western and own != western and name.spelling_state != "confirmed":
        found.append(_fault("unconfirmed spelling", _UNCONFIRMED, latin=western, native=own))
    if western and not own and language in {"", *_CHARACTER_LANGUAGES}:
        found.append(_fault("no native script", _NO_NATIVE, latin=western))
    return found


def is_reading_of(latin: str, characters: str) -> bool:
    """Tell whether a Latin name reads some Chinese characters, in any of their readings.

    Blanks, hyphens, case, tones and the order of the Latin words do not count.
    """
    signs = tuple(unrepeated(characters))
    # A name of one character is too short to tell: An is 安 in Chinese and in Korean.
    return len(signs) > 1 and any(_reads(word, signs) for word in _orders(latin))


def _readings_printed(
    name: PersonName, nationalities: set[str], titles: Sequence[str]
) -> Iterator[Fault]:
    own = native(name)
    if nationalities & _PINYIN_COUNTRIES or not pinyin_syllables(own):
        return
    chinese = name.native_language.partition("-")[0] == "zh"
    if chinese and name.spelling_state == "confirmed":
        return
    for latin in _spellings(name):
        if is_reading_of(latin, own):
            if nationalities or not chinese:
                yield _fault("chinese reading", _CHINESE_READING, latin=latin, native=own)
            else:
                yield _fault("nationality unknown", _NATIONALITY_UNKNOWN, latin=latin, native=own)
            return
        if title := _glued_title(latin, own, tuple(titles)):
            yield _fault("title in name", _TITLE_IN_NAME, latin=latin, native=own, title=title)
            return


def _spellings(name: PersonName) -> Iterator[str]:
    preferred = " ".join(filter(None, (name.latin_family, name.latin_given)))
    return (spelling for spelling in (preferred, *name.latin_variants) if spelling)


@lru_cache(maxsize=1024)
def _glued_title(latin: str, own: str, titles: tuple[str, ...]) -> str:
    """Give the title of which a part, read before or after the name, makes the Latin name."""
    for title in dict.fromkeys((*titles, *_TITLES)):
        glued = [title[cut:] + own for cut in range(len(title))]
        glued += [own + title[: cut + 1] for cut in range(len(title))]
        if any(is_reading_of(latin, characters) for characters in glued):
            return title
    return ""


@lru_cache(maxsize=4096)
def _orders(latin: str) -> frozenset[str]:
    """Give the letters of a Latin name, its words in every order."""
    plain = fold(latin.replace("ü", "v").replace("Ü", "v")).replace("-", " ").split()
    words = ["".join(sign for sign in word if sign.isalpha()) for word in plain]
    if len(words) > _MOST_WORDS:
        return frozenset({"".join(words)})
    return frozenset("".join(order) for order in permutations(words))


def _reads(letters: str, signs: tuple[str, ...]) -> bool:
    reached = {0}
    for sign in signs:
        reached = {
            place + len(reading)
            for place in reached
            for reading in _spelled_readings(sign)
            if letters.startswith(reading, place)
        }
    return len(letters) in reached


@lru_cache(maxsize=4096)
def _spelled_readings(sign: str) -> tuple[str, ...]:
    """Give the readings of a character with lü spelled as lv, lu and lyu."""
    return tuple(
        dict.fromkeys(
            reading.replace("v", vowel) for reading in readings(sign) for vowel in ("v", "u", "yu")
        )
    )


def _fault(kind: FaultKind, template: str, **facts: str) -> Fault:
    return Fault(kind, template, tuple(facts.items()))
