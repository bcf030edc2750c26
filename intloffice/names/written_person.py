"""People as they are written in the cell of a register."""

import re
from dataclasses import dataclass
from functools import lru_cache

from intloffice.names.folding import HAN, fold, folded_character, latin_key, unrepeated
from intloffice.names.kana import hiragana
from intloffice.names.pinyin import surname_of
from intloffice.names.written import half_width, is_organisation

_LATIN_TITLES = (
    r"(?:prof(?:essor|\.)?|dr|mr|mrs|ms|miss|mx|assoc(?:iate|\.)? prof(?:essor|\.)?|"
    r"ass(?:istant|t\.?) prof(?:essor|\.)?|academician|h\. ?e|his excellency|her excellency|"
    r"emeritus|ing|dipl\.-ing|ph\.? ?d|m\.? ?d|m\.?sc|b\.?sc|president|rector|dean|"
    r"vice[- ]president|sir|dame|hon)\.?"
)
_BEFORE = re.compile(rf"^{_LATIN_TITLES}(?:\s+|(?<=\.)|$)", re.IGNORECASE)
_AFTER = re.compile(
    rf"(?:,\s*|\s+)(?:{_LATIN_TITLES}|様|氏|さん|先生)$",
    re.IGNORECASE,
)
#: Titles that are written after a name in characters, without a blank.
_GLUED = re.compile(
    r"\s*(?:(?:[副准名誉客座特聘助理]{1,2})?(?:教授|校长|校長|院长|院長|所长|所長|主任|处长|處長|科长"
    r"|部长|部長|会长|會長|理事长|理事|学長|学部長|研究科長|総長|總長|総领事|总领事|総領事|大使|参赞|领事|领事)"
    r"|博士|院士|先生|女士|小姐|老师|老師|同学|同學|講師|讲师|助教|研究员|研究員|氏|様|さん)$"
)
_BRACKET = re.compile(r"\s*[(（\[【]([^()（）\[\]【】]*)[)）\]】]\s*")
_KANA = re.compile("[\u3041-\u30ff]")
_HANGUL = re.compile("[\uac00-\ud7a3]")
_CHARACTERS = re.compile(f"[{HAN}\u3041-\u30ff\uac00-\ud7a3]")
_ONLY_CHARACTERS = re.compile(f"[{HAN}\u3041-\u30ff\uac00-\ud7a3・·･]+")
_LATIN = re.compile(r"[^\W\d_]")
_SEVERAL = re.compile(
    r"\s*[;；\n、|]\s*|\s+(?:and|&|und|与|和|及)\s+|(?<=[^\x00-\x7f])\s*[,，/／]\s*"
)
_COUNTED = re.compile(
    r"\s*(?:(?:等|他|外)\s*[0-9一二三四五六七八九十百]*\s*[人名位]?|et al\.?|and others)$", re.I
)
#: The given name of one who is written with a particle ends before it.
_PARTICLES = frozenset(
    (
        *("van", "von", "der", "den", "de", "da", "di", "del", "della", "dos", "das", "du", "la"),
        *("le", "al", "bin", "ibn", "binti", "ter", "ten", "zu", "af"),
    )
)
_TWO_SYLLABLES = ("남궁", "황보", "제갈", "선우", "독고", "사공", "서문", "동방")
_FAMILY_FIRST = frozenset(("CN", "TW", "HK", "MO", "KR", "KP", "VN", "HU", "SG"))
_LANGUAGES = {"CN": "zh", "TW": "zh", "HK": "zh", "MO": "zh", "JP": "ja", "KR": "ko"}
_LONGEST = 60
_MOST_WORDS = 6


@dataclass(frozen=True)
class Person:
    """A person as a cell names them; what the cell does not say is empty.

    ``family`` holds the whole name where nobody can tell where it ends. ``title`` is what stood
    around the name, ``text`` the cell.
    """

    family: str = ""
    given: str = ""
    language: str = ""
    latin_family: str = ""
    latin_given: str = ""
    family_first: bool = False
    title: str = ""
    text: str = ""

    @property
    def shown(self) -> str:
        """The name, for a question about it."""
        gap = "" if _CHARACTERS.search(self.family + self.given) else " "
        own = (
            [self.family, self.given]
            if gap == "" or self.family_first
            else [
                self.given,
                self.family,
            ]
        )
        return gap.join(filter(None, own)) or f"{self.latin_given} {self.latin_family}".strip()


def people(text: str, country: str = "") -> list[Person]:
    """Read the people that a cell names, one after the other.

    Two that are one name in two scripts, one after the other, are one person.
    """
    found: list[Person] = []
    for piece in _apart(text):
        each = person(piece, country)
        if not (each.family or each.latin_family):
            continue
        last = found[-1] if found and "\n" in text else None
        if last and _is_same_in_other_script(last, each):
            found[-1] = person(f"{last.text} ({each.text})", country)
        else:
            found.append(each)
    return found


def person(text: str, country: str = "") -> Person:
    """Read one person: “Prof. TANIGUCHI Isao (谷口功)”, “谷口 功 学長”, “Smith, John”.

    ``country`` is the nationality, where one is known: it tells which name comes first.
    """
    name, asides = _bare(text)
    own, western = "", ""
    for each in (name, *asides):
        if _CHARACTERS.search(each):
            own = own or each
        elif _LATIN.search(each):
            western = western or each
    if own and _LATIN.search(re.sub(rf"[{HAN}]", "", _CHARACTERS.sub("", own))) and not western:
        own, western = _two_scripts(own)
    titles = []
    if own:
        own, title = _without_titles(own)
        titles.append(title)
    if western:
        western, title = _without_titles(western)
        titles.append(title)
    said = " ".join(filter(None, titles))
    latin_family, latin_given, first = _latin(western, country)
    if not own:
        return Person(latin_family, latin_given, "", "", "", first, said, text.strip())
    family, given, language = _native(own, country)
    return Person(family, given, language, latin_family, latin_given, first, said, text.strip())


def in_columns(family: str, given: str, country: str = "") -> Person:
    """Read a person whose family and given names stand in columns of their own."""
    one, other = half_width(family).strip(), half_width(given).strip()
    if not _CHARACTERS.search(one + other):
        return Person(
            _written(one),
            _written(other),
            family_first=country in _FAMILY_FIRST,
            text=f"{one} {other}",
        )
    return Person(one, other, _language(one + other, country), text=f"{one}{other}")


@lru_cache(maxsize=65536)
def native_key(name: str) -> str:
    """Give the key of a name in characters, without blanks and signs; empty for Latin letters."""
    folded = "".join(sign for sign in fold(unrepeated(name)) if sign.isalnum())
    if len(folded) < 2 or folded.isascii() or not _CHARACTERS.search(folded):
        return ""
    return "".join(folded_character(sign) for sign in folded)


@lru_cache(maxsize=65536)
def spelling_key(spelling: str) -> str:
    """Give the key of a Latin spelling, whichever name comes first; empty for a single word."""
    words = sorted(filter(None, (latin_key(word) for word in re.split(r"[\s,·・-]+", spelling))))
    if len(words) < 2 or not all(word.isascii() for word in words):
        return ""
    return "".join(sorted(words))


def kana_key(kana: str) -> str:
    """Give the key of a reading in kana."""
    return "".join(hiragana(fold(kana)).split())


@lru_cache(maxsize=4096)
def looks_like_person(text: str) -> bool:
    """Tell whether a text may be the name of a person, and of no organisation."""
    bare, _ = _bare(text)
    if not bare or len(bare) > _LONGEST or is_organisation(bare) or re.search("[0-9]", bare):
        return False
    bare, _ = _without_titles(bare)
    if _CHARACTERS.search(bare):
        packed = "".join(bare.split())
        longest = 8 if _KANA.search(packed) or "·" in packed else 5
        return bool(_ONLY_CHARACTERS.fullmatch(packed)) and 2 <= len(packed) <= longest
    words = bare.replace(",", " ").split()
    return 2 <= len(words) <= _MOST_WORDS and all(w[0].isupper() or w in _PARTICLES for w in words)


def _apart(text: str) -> list[str]:
    text = half_width(text)
    return [
        _COUNTED.sub("", piece).strip()
        for piece in _SEVERAL.split(text)
        if re.search(r"\w", piece) and _COUNTED.sub("", piece).strip()
    ]


def _is_same_in_other_script(one: Person, other: Person) -> bool:
    written = [bool(_CHARACTERS.search(each.family + each.given)) for each in (one, other)]
    return written[0] != written[1] and not one.latin_family


def _bare(text: str) -> tuple[str, list[str]]:
    """Take what is in brackets off a name."""
    name = " ".join(half_width(text).split())
    asides = [inside.strip() for inside in _BRACKET.findall(name) if inside.strip()]
    return _BRACKET.sub(" ", name).strip(" ,，;；.·"), asides


def _two_scripts(text: str) -> tuple[str, str]:
    own = re.compile(
        rf"[{HAN}\u3041-\u30ff\uac00-\ud7a3・·]+(?:\s+[{HAN}\u3041-\u30ff\uac00-\ud7a3]+)*"
    )
    pieces = own.findall(text)
    western = " ".join(own.sub(" ", text).split()).strip(" ,/-")
    if len(pieces) != 1 or not _LATIN.search(western):
        return text, ""
    return pieces[0], western


def _without_titles(name: str) -> tuple[str, str]:
    """Take titles off both ends; a name is left in any case."""
    taken: list[str] = []
    glued = bool(_CHARACTERS.search(name))
    patterns = (_BEFORE, _AFTER, _GLUED) if glued else (_BEFORE, _AFTER)
    again = True
    while again:
        again = False
        for pattern in patterns:
            found = pattern.search(name)
            rest = pattern.sub("", name, count=1).strip(" ,") if found else ""
            if found and (len(rest) >= 2 or (rest and pattern is _GLUED)):
                taken.append(found[0].strip(" ,"))
                name, again = rest, True
    return name, " ".join(taken)


def _native(own: str, country: str) -> tuple[str, str, str]:
    language = _language(own, country)
    halves = re.split(r"[\s·・･,，]+", own.strip())
    if len(halves) == 2:
        # Foreigners written in characters or kana put the given name first: 约翰·史密斯.
        swapped = "·" in own or "・" in own or "･" in own
        return (halves[1], halves[0], language) if swapped else (halves[0], halves[1], language)
    whole = "".join(halves)
    if _HANGUL.search(whole):
        length = 2 if whole[:2] in _TWO_SYLLABLES and len(whole) > 2 else 1
        return whole[:length], whole[length:], language
    if language == "zh" and 2 <= len(whole) <= 4 and len(halves) == 1:
        family = surname_of(whole)
        if len(whole) - len(family) in (1, 2):
            return family, whole[len(family) :], language
    return own if len(halves) > 2 else whole, "", language


def _language(own: str, country: str) -> str:
    if _HANGUL.search(own):
        return "ko"
    if _KANA.search(own):
        return "ja" if country in ("", "JP") else ""
    return _LANGUAGES.get(country, "")


def _latin(western: str, country: str) -> tuple[str, str, bool]:
    """Tell family and given name: a comma, capitals, a particle or the country says which."""
    western = " ".join(western.split())
    if not western:
        return "", "", False
    first = False
    words = western.split()
    shouted = [word for word in words if len(word) > 1 and word.isupper() and "." not in word]
    at = next((n for n, word in enumerate(words[1:], 1) if word.casefold() in _PARTICLES), 0)
    if "," in western:
        family, _, given = western.partition(",")
    elif shouted and len(shouted) < len(words):
        first = words[0] == shouted[0]
        family = " ".join(shouted)
        given = " ".join(word for word in words if word not in shouted)
    elif at:
        family, given = " ".join(words[at:]), " ".join(words[:at])
    elif country in _FAMILY_FIRST and len(words) > 1:
        family, given, first = words[0], " ".join(words[1:]), True
    else:
        family, given = words[-1], " ".join(words[:-1])
    return _written(family), _written(given), first


def _written(name: str) -> str:
    """Write a name that shouts as names are written."""
    words = name.strip(" ,").split()
    return " ".join(
        "-".join(part.capitalize() for part in word.split("-"))
        if len(word) > 2 and word.isupper()
        else word
        for word in words
    )
