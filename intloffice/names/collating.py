"""The order of texts in a list, as readers of a language expect it."""

import re
from functools import cache

from intloffice.names.folding import HAN, fold
from intloffice.names.kana import hiragana
from intloffice.names.pinyin import pinyin_syllables

#: The rows of JIS X 0208 with Chinese characters, as EUC writes them.
_JIS_ROWS = range(0xB0, 0xF5)
#: Code points behind kana and before the first of the common Chinese characters.
_BEFORE_HAN = 0x3400
_HAN = re.compile(f"[{HAN}]+")
_SUNG = {
    "あ": "あぁかがさざただなはばぱまやゃらわゎ",
    "い": "いぃきぎしじちぢにひびぴみりゐ",
    "う": "うぅくぐすずつづっぬふぶぷむゆゅるゔ",
    "え": "えぇけげせぜてでねへべぺめれゑ",
    "お": "おぉこごそぞとどのほぼぽもよょろを",
}
_VOWEL_OF = {kana: vowel for vowel, row in _SUNG.items() for kana in row}
_LONG = re.compile(f"([{''.join(_VOWEL_OF)}])(ー+)")
_LARGE = str.maketrans("ぁぃぅぇぉっゃゅょゎ", "あいうえおつやゆよわ")


def collation_key(text: str, language: str) -> str:
    """Give the text by which another is sorted; plain comparison of keys gives the order.

    In ``zh`` Chinese characters sort among Latin letters as they are read, in ``ja`` both kana
    sort alike, small ones as large ones, and a long vowel as that vowel written out, then
    characters of which no reading is known, as Japanese dictionaries of characters list them; the
    case and marks of letters never matter.
    """
    if language == "zh":
        return fold(_HAN.sub(lambda run: " ".join(pinyin_syllables(run[0])) + " ", text))
    if language == "ja":
        return in_dictionary_order(fold(_as_sorted(hiragana(text))))
    return fold(text)


def in_dictionary_order(text: str) -> str:
    """Write Chinese characters as signs that sort as JIS X 0208 lists them.

    The standard lists the common ones by the reading they are mostly looked up under, the rarer
    ones by radical. It reads no name: 東北 stands where 東 does.
    """
    return text if text.isascii() else text.translate(_jis())


@cache
def _jis() -> dict[int, int]:
    """Tell the places of characters in JIS X 0208, all before those that it does not hold."""
    cells = (bytes((row, cell)) for row in _JIS_ROWS for cell in range(0xA1, 0xFF))
    listed = "".join(cell.decode("euc_jp", errors="ignore") for cell in cells)
    return {ord(sign): _BEFORE_HAN + place for place, sign in enumerate(listed)}


def _as_sorted(kana: str) -> str:
    """Write hiragana as dictionaries sort it: アーヘン as ああへん, ウィーン as ういいん."""
    if "ー" in kana:
        kana = _LONG.sub(lambda long: long[1] + _VOWEL_OF[long[1]] * len(long[2]), kana)
    return kana.translate(_LARGE)
