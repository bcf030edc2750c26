"""The order of texts in a list, as readers of a language expect it."""

import re

from intloffice.names.folding import HAN, fold
from intloffice.names.kana import hiragana
from intloffice.names.pinyin import pinyin_syllables

_HAN = re.compile(f"[{HAN}]+")


def collation_key(text: str, language: str) -> str:
    """Give the text by which another is sorted; plain comparison of keys gives the order.

    In ``zh`` Chinese characters sort among Latin letters as they are read, in ``ja`` both kana
    sort alike; the case and marks of letters never matter.
    """
    if language == "zh":
        return fold(_HAN.sub(lambda run: " ".join(pinyin_syllables(run[0])) + " ", text))
    return fold(hiragana(text)) if language == "ja" else fold(text)
