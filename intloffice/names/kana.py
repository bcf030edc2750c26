"""Kana written in Latin letters after Hepburn."""

import re
import unicodedata
from functools import lru_cache

_ROWS = """
あa いi うu えe おo かka きki くku けke こko がga ぎgi ぐgu げge ごgo
さsa しshi すsu せse そso ざza じji ずzu ぜze ぞzo たta ちchi つtsu てte とto
だda ぢji づzu でde どdo なna にni ぬnu ねne のno はha ひhi ふfu へhe ほho
ばba びbi ぶbu べbe ぼbo ぱpa ぴpi ぷpu ぺpe ぽpo まma みmi むmu めme もmo
やya ゆyu よyo らra りri るru れre ろro わwa ゐi ゑe をo んn ゔvu
ぁa ぃi ぅu ぇe ぉo ゃya ゅyu ょyo ゎwa ゕka ゖke
きゃkya きゅkyu きょkyo ぎゃgya ぎゅgyu ぎょgyo しゃsha しゅshu しょsho じゃja じゅju じょjo
ちゃcha ちゅchu ちょcho ぢゃja ぢゅju ぢょjo にゃnya にゅnyu にょnyo ひゃhya ひゅhyu ひょhyo
びゃbya びゅbyu びょbyo ぴゃpya ぴゅpyu ぴょpyo みゃmya みゅmyu みょmyo りゃrya りゅryu りょryo
きぇkye しぇshe じぇje ちぇche いぇye うぃwi うぇwe うぉwo くぁkwa くぃkwi くぇkwe くぉkwo ぐぁgwa
つぁtsa つぃtsi つぇtse つぉtso てぃti でぃdi とぅtu どぅdu てゅtyu でゅdyu
ふぁfa ふぃfi ふぇfe ふぉfo ふゅfyu ゔぁva ゔぃvi ゔぇve ゔぉvo ゔゅvyu
"""
_SOUNDS: dict[str, str] = dict(re.findall(r"([\u3041-\u3096]+)([a-z]+)", _ROWS))
_HIRAGANA = {sign: sign - 0x60 for sign in (*range(0x30A1, 0x30F7), ord("ヽ"), ord("ヾ"))}
_VOICED = str.maketrans(
    "かきくけこさしすせそたちつてとはひふへほう", "がぎぐげござじずぜぞだぢづでどばびぶべぼゔ"
)
_LONG = str.maketrans("aiueo", "āīūēō")
_REPEATED = re.compile(r"([\u3041-\u3096])([ゝゞ])")
#: Vowels that meet where two words of a name do: Inoue, Yamanouchi, Matsuura are not long.
_MEETING = re.compile(r"(の)(?=う[えち])|([つくの])(?=うら)")
_VOWELS_LONG_OR_NOT = frozenset("aiueoāīūēō")
_LENGTHENING = frozenset("あうえお")
_AFTER_APOSTROPHE = frozenset("aiueoyāīūēō")


def is_kana(text: str) -> bool:
    """Tell whether a text is written in hiragana or katakana throughout, blanks aside."""
    signs = [sign for sign in unicodedata.normalize("NFKC", text) if not sign.isspace()]
    return any(hiragana(sign) in _SOUNDS for sign in signs) and all(
        "\u3041" <= sign <= "\u3096" or sign in "ゝゞヽヾー・" or "\u30a1" <= sign <= "\u30fa"
        for sign in signs
    )


def hiragana(text: str) -> str:
    """Write katakana, of half width too, as hiragana; everything else stays."""
    if text.isascii():
        return text
    return unicodedata.normalize("NFKC", text).translate(_HIRAGANA)


@lru_cache(maxsize=32768)
def hepburn(text: str) -> str:
    """Write kana in small Latin letters with macrons: ``とうほく`` is ``tōhoku``.

    ん before a vowel or y takes an apostrophe; signs that are not kana stay as they are.
    """
    kana = _REPEATED.sub(_repetition, hiragana(text))
    meeting = {found.end() for found in _MEETING.finditer(kana)}
    written = ""
    place = 0
    while place < len(kana):
        length = 2 if kana[place : place + 2] in _SOUNDS else 1
        piece = kana[place : place + length]
        if place in meeting:
            written += _SOUNDS[piece]
        elif piece != "っ" or kana[place + 1 : place + 2] in _SOUNDS:
            written = _joined(written, piece)
        place += length
    return written


def plain_hepburn(text: str) -> str:
    """Write kana in small Latin letters without macrons and apostrophes: ``tohoku``."""
    apart = unicodedata.normalize("NFD", hepburn(text))
    return "".join(sign for sign in apart if sign not in "\u0304'")


def _joined(written: str, piece: str) -> str:
    """Give the letters written so far with those of one more kana, or of a pair of them."""
    sound = _SOUNDS.get(piece, piece)
    rest, last = written[:-1], written[-1:]
    if last == "っ":
        doubled = "t" if sound.startswith("ch") else sound[0]
        return rest + (doubled if doubled not in "aiueonっ" else "") + sound
    if piece == "ー" and last in _VOWELS_LONG_OR_NOT:
        return rest + last.translate(_LONG)
    if piece in _LENGTHENING and last + sound in {"aa", "uu", "ee", "oo", "ou"}:
        return rest + last.translate(_LONG)
    if last == "n" and sound[0] in _AFTER_APOSTROPHE:
        return f"{written}'{sound}"
    return written + sound


def _repetition(found: re.Match[str]) -> str:
    return found[1] + (found[1].translate(_VOICED) if found[2] == "ゞ" else found[1])
