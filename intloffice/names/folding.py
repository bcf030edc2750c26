"""One spelling for many: the forms under which texts are compared and searched."""

import re
import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from opencc import OpenCC

#: The Chinese characters, as the inside of a character class; 々 repeats the one before.
HAN = "々〇\u2e80-\u2fdf\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_REPEATED = re.compile(f"([{HAN}])々")
#: Combining signs that make another kana (か, が) and therefore are kept.
_VOICING = "\u3099\u309a"
_DROPPED = frozenset({"Mn", "Me", "Cf", "Cc", "Cs"})
#: Signs that stay as they are, wherever they stand, but for the case of the plain letters.
_SETTLED = re.compile("[ -~\u3041-\u3096\u30a1-\u30fa\u4e00-\u9fff\uac00-\ud7a3]*")
_UNMARKED = str.maketrans(
    {
        "ʼ": "",
        "ʻ": "",
        "ø": "o",
        "ł": "l",
        "đ": "d",
        "ð": "d",
        "ħ": "h",
        "ı": "i",
        "þ": "th",
        "æ": "ae",
        "œ": "oe",
    }
)
_MOST_KEPT = 20_000
#: Characters opencc leaves alone, misreads or turns into a third form, one line per result.
_BY_HAND = {
    variant: plain
    for plain, variants in {
        "高": "髙",
        "崎": "﨑㟢嵜",
        "滨": "濵濱浜",
        "边": "邉邊辺",
        "德": "徳",
        "吉": "𠮷",
        "户": "戸戶",
        "姬": "姫",
        "乡": "郷鄕鄉",
        "岛": "嶋嶌",
        "富": "冨",
        "熙": "煕",
        "俱": "倶",
        "渊": "渕淵",
        "船": "舩",
        "柳": "栁",
        "鹤": "靏靍鶴",
        "桑": "桒",
        "桥": "𣘺",
        "土": "圡",
        "冢": "塚",
        "沪": "沪滬",
        "叙": "叙敘敍",
        "真": "眞",
        "温": "溫",
        "卫": "衛衞",
        "概": "槪",
        "举": "挙擧舉",
        "研": "硏",
        "晃": "晄",
        "矿": "鉱鑛礦",
        "涩": "渋澁澀",
        "绪": "緒緖",
        "慎": "愼",
        "斗": "闘鬭鬥鬪",
        "瓶": "甁",
        "并": "併倂並竝",
        "萌": "萠",
        "褒": "襃",
        "翻": "飜",
        "槙": "槇",
        "郎": "郞",
        "筱": "篠筿",
    }.items()
    for variant in variants
}
_PLAIN = str.maketrans(_BY_HAND)
_HAND_OR_NOT = re.compile(f"[{''.join(_BY_HAND)}]|[^{''.join(_BY_HAND)}]+")
_LATIN_RULES = tuple(
    (re.compile(pattern), replacement)
    for pattern, replacement in (
        (r"l(?:yu|v(?![aiou]))", "lu"),  # 吕 is Lü, Lyu in passports and lv on a keyboard
        (r"n(?:yu|v(?![aiou]))", "nu"),
        (r"o[uo]+", "o"),
        (r"oh+(?![aeiou])", "o"),
        (r"uu+", "u"),
        (r"n(?=[bmp])", "m"),
    )
)
#: No spelling that this does not find is changed by any of the rules.
ANY_LATIN_RULE = re.compile("|".join(pattern.pattern for pattern, _ in _LATIN_RULES))


def fold(text: str) -> str:
    """Give a text without width, case, marks and invisible signs: ``Zoë１`` becomes ``zoe1``.

    Blanks of every kind stay as one kind of blank each; folding twice changes nothing.
    """
    if text.isascii():
        return text.lower() if text.isprintable() else _folded(text)
    if _SETTLED.fullmatch(text):
        return text.lower()
    if " " in text:  # words never change one another, and most come again in other names
        return " ".join([_folded(word) for word in text.split(" ")])
    return _folded(text)


@lru_cache(maxsize=32768)
def folded_part(text: str) -> str:
    """Fold what is a part of many names, as family names are, and is asked for again and again.

    The parts of a name between blanks, each folded, are the name folded.
    """
    return fold(text)


@lru_cache(maxsize=4096)
def _folded(text: str) -> str:
    """Fold a text; one that is sorted in three languages and searched is asked for often."""
    folded = _fold_once(text)
    while not folded.isascii() and (again := _fold_once(folded)) != folded:
        folded = again
    return folded


def _fold_once(text: str) -> str:
    apart = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", text)).casefold()
    if apart.replace(" ", "").isalnum():
        return unicodedata.normalize("NFC", apart)
    return unicodedata.normalize("NFC", apart.translate(_KEPT))


class _Kept(dict[int, str | None]):
    """What becomes of a sign: one kind of blank, nothing, or what it is; asked of each once."""

    def __missing__(self, code: int) -> str | None:
        sign = chr(code)
        found: str | None = None
        if sign.isspace():
            found = " "
        elif sign in _VOICING or unicodedata.category(sign) not in _DROPPED:
            found = sign
        if len(self) >= _MOST_KEPT:
            self.clear()
        self[code] = found
        return found


_KEPT = _Kept()


@lru_cache(maxsize=65536)
def latin_key(text: str) -> str:
    """Give the key shared by the customary spellings of a Latin name.

    ``Tōhoku``, ``Touhoku`` and ``Tohoku`` have one key, as have ``Itō`` and ``Itoh``, ``Lü``,
    ``Lyu`` and ``Lv``, ``Homma`` and ``Honma``; blanks, hyphens and apostrophes do not count.
    """
    return key_of_folded(fold(text))


def key_of_folded(word: str) -> str:
    """Give the key of a Latin name that is folded already; see :func:`latin_key`."""
    key = word if word.isascii() else word.translate(_UNMARKED)
    if not key.isalnum():
        key = "".join(sign for sign in key if sign.isalnum())
    while ANY_LATIN_RULE.search(key):
        before = key
        for pattern, replacement in _LATIN_RULES:
            key = pattern.sub(replacement, key)
        if key == before:
            break
    return key


@lru_cache(maxsize=32768)
def chinese_form(text: str) -> str:
    """Write Japanese or traditional characters in simplified ones, in context; kana is kept."""
    if text.isascii():
        return text
    pieces = _HAND_OR_NOT.findall(unrepeated(text))
    return "".join(_BY_HAND.get(piece) or _simplified(piece) for piece in pieces)


def unrepeated(text: str) -> str:
    """Write 々 as the character it repeats: 佐々木 becomes 佐佐木."""
    while "々" in text and (longer := _REPEATED.sub(r"\1\1", text)) != text:
        text = longer
    return text


@lru_cache(maxsize=32768)
def folded_character(character: str) -> str:
    """Give the one form a Chinese character is searched under, whatever stands beside it."""
    seen: list[str] = []
    while character not in seen and len(character) == 1:
        seen.append(character)
        character = _BY_HAND.get(character) or _simplified(character)
    return seen[-1] if len(character) != 1 else character


def _simplified(text: str) -> str:
    if text.isascii():
        return text
    traditional, simplified = _converters()
    # opencc takes UTF-8; half of a surrogate pair is no character.
    whole = text.encode(errors="replace").decode()
    converted = str(simplified.convert(traditional.convert(whole)))
    # On the way opencc writes 郎 as 郞 and 研 as 硏, which nobody in China would print.
    return converted.translate(_PLAIN)


@lru_cache(maxsize=1)
def _converters() -> "tuple[OpenCC, OpenCC]":
    from opencc import OpenCC  # noqa: PLC0415  loads dictionaries: not before a name needs it

    return OpenCC("jp2t"), OpenCC("t2s")
