"""The order of texts in a list, as readers of a language expect it."""

import re

from intloffice.names.folding import HAN, fold
from intloffice.names.kana import hiragana
from intloffice.names.pinyin import pinyin_syllables

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
    sort alike, small ones as large ones, and a long vowel as that vowel written out; the case and
    marks of letters never matter.
    """
    if language == "zh":
        return fold(_HAN.sub(lambda run: " ".join(pinyin_syllables(run[0])) + " ", text))
    return fold(_as_sorted(hiragana(text))) if language == "ja" else fold(text)


def _as_sorted(kana: str) -> str:
    """Write hiragana as dictionaries sort it: アーヘン as ああへん, ウィーン as ういいん."""
    if "ー" in kana:
        kana = _LONG.sub(lambda long: long[1] + _VOWEL_OF[long[1]] * len(long[2]), kana)
    return kana.translate(_LARGE)
