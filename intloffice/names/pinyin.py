"""Chinese characters read aloud: syllables without tones, as proposals and as search keys."""

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise

from intloffice.names.folding import HAN, folded_character, unrepeated

_HAN_RUN = re.compile(f"[{HAN}]+")
#: Surnames that pypinyin misreads, reads by their neighbours, or might in a later release.
_SURNAMES = {
    row.split()[0]: tuple(row.split()[1:])
    for row in """
单 shan/仇 qiu/区 ou/曾 zeng/朴 piao/查 zha/解 xie/任 ren/华 hua/盖 ge/翟 zhai/乐 yue/洗 xian/员 yun
贠 yun/逄 pang/逢 pang/种 chong/纪 ji/缪 miao/牟 mou/祭 zhai/覃 qin/谌 chen/隗 wei/晁 chao/郇 xun
柏 bai/秘 bi/黑 he/折 she/适 kuo/鲍 bao/召 shao/繁 po/么 yao/佴 nai/阚 kan/卜 bu/薄 bo/句 gou
藏 zang/乜 nie/角 jue/都 du/能 nai/宁 ning/葛 ge/燕 yan/应 ying/尉 wei/沈 shen/车 che/佘 she/万 wan
粘 nian/过 guo/哈 ha/冼 xian/曲 qu/宓 mi
尉迟 yu chi/万俟 mo qi/长孙 zhang sun/单于 chan yu/澹台 tan tai/令狐 ling hu/夏侯 xia hou
欧阳 ou yang/诸葛 zhu ge/司马 si ma/上官 shang guan/皇甫 huang fu/呼延 hu yan/慕容 mu rong
独孤 du gu/鲜于 xian yu/闾丘 lv qiu/亓官 qi guan/公孙 gong sun/宇文 yu wen/轩辕 xuan yuan
东方 dong fang/司徒 si tu/司空 si kong/申屠 shen tu/赫连 he lian/钟离 zhong li/端木 duan mu
南宫 nan gong/西门 xi men/濮阳 pu yang/淳于 chun yu/拓跋 tuo ba/尔朱 er zhu
""".replace("\n", "/")
    .strip("/")
    .split("/")
}


def load_readings() -> None:
    """Load the dictionaries now, in a fifth of a second in which no other thread goes on.

    Else the first Chinese name that is saved or looked for does it.
    """
    for read in ("重庆", "上"):
        pinyin_syllables(read, person=True)


def pinyin_syllables(text: str, *, person: bool = False) -> list[str]:
    """Read the Chinese characters of a text: small letters, no tones, ``lv`` for lü.

    With ``person`` the text begins with a family name, whose reading may be one of its own
    (单 is Shan). A character without a known reading gives no syllable.
    """
    runs: list[str] = _HAN_RUN.findall(text)
    if person and runs:
        surname = surname_of(runs[0])
        runs[0] = runs[0][len(surname) :]
        first = _SURNAMES.get(_folded(surname)) or _read(surname)
        return [*first, *(syllable for run in runs for syllable in _read(run))]
    return [syllable for run in runs for syllable in _read(run)]


@lru_cache(maxsize=32768)
def pinyin_in_a_line(text: str, *, person: bool = False) -> str:
    """Read a text as ``pinyin_syllables`` does, with blanks between the syllables."""
    return " ".join(pinyin_syllables(text, person=person))


def surname_of(name: str) -> str:
    """Give the family name at the start of a Chinese name: one character, or two known as one."""
    return name[:2] if len(name) > 1 and _folded(name[:2]) in _SURNAMES else name[:1]


def has_surname_reading(name: str) -> bool:
    """Tell whether a name begins with characters that families read in a way of their own."""
    return _folded(surname_of(name)) in _SURNAMES


def initials(text: str, *, person: bool = False) -> str:
    """Give the first letters of the syllables: ``hcnr`` for 河村能人."""
    return "".join(syllable[0] for syllable in pinyin_syllables(text, person=person))


@lru_cache(maxsize=32768)
def readings(character: str) -> tuple[str, ...]:
    """Give every toneless reading of one character, in its form as written and as folded."""
    from pypinyin import Style, pinyin  # noqa: PLC0415  loads 40,000 readings

    forms = dict.fromkeys((character, folded_character(character)))
    found = [
        reading
        for form in forms
        for reading in pinyin(form, style=Style.NORMAL, heteronym=True, errors="ignore")
    ]
    own = _SURNAMES.get(_folded(character), ())
    return tuple(dict.fromkeys(_typed(one) for each in (own, *found) for one in each))


def spelled(syllables: Sequence[str]) -> str:
    """Write syllables as one Latin word with a capital: ``cun``, ``neng`` make Cunneng.

    An apostrophe parts syllables that could be misread (``Xi'an``), and lü is written Lü.
    """
    word = "".join(
        ("'" if place and syllable[0] in "aeo" else "") + syllable
        for place, syllable in enumerate(syllables)
    )
    return re.sub(r"(?<=[ln])v", "ü", word).capitalize()


@lru_cache(maxsize=65536)
def _read(run: str) -> tuple[str, ...]:
    run = unrepeated(run)
    # A phrase can change a reading (重庆); most names hold none, and need no segmenting.
    if any(pair in _phrase_beginnings() for pair in map("".join, pairwise(run))):
        from pypinyin import lazy_pinyin  # noqa: PLC0415

        return tuple(_typed(one) for one in lazy_pinyin(run, errors="ignore"))
    return tuple(syllable for sign in run if (syllable := _read_alone(sign)))


@lru_cache(maxsize=32768)
def _read_alone(character: str) -> str:
    from pypinyin import lazy_pinyin  # noqa: PLC0415

    return _typed("".join(lazy_pinyin(character, errors="ignore")))


@lru_cache(maxsize=1)
def _phrase_beginnings() -> frozenset[str]:
    from pypinyin.constants import PHRASES_DICT  # noqa: PLC0415

    return frozenset(phrase[:2] for phrase in PHRASES_DICT)


def _folded(name: str) -> str:
    return "".join(map(folded_character, name))


def _typed(syllable: str) -> str:
    return syllable.replace("ü", "v")
