"""What each character allows: beginning a line, ending one, standing beside another."""

import re
import unicodedata

#: Never at the beginning of a line (JIS X 4051, GB/T 15834): closing marks, small kana, repeats.
NO_START = frozenset(
    "!%),.:;?]}¢°’”†‡›»℃‰、。〃々〉》」』】〕〗〙〛〞︰︱﹐﹑﹒﹔﹕﹖﹗！％），．：；？］｝｠～〜…‥—–·・"
    "ーぁぃぅぇぉっゃゅょゎゕゖァィゥェォッャュョヮヵヶㇰㇱㇲㇳㇴㇵㇶㇷㇸㇹㇺㇻㇼㇽㇾㇿ゛゜ヽヾゝゞ"
    "｡｣､･ｧｨｩｪｫｬｭｮｯｰﾞﾟ"
)
#: Never at the end of a line: opening marks and signs before a number.
NO_END = frozenset("$([{¢£¥€‘“‹«〈《「『【〔〖〘〚〝﹗＄（［｛｟￡￥＃#№｢") - {"﹗", "¢"}
#: Full-width marks whose left half is blank, and those whose right half is.
OPENING = frozenset("（「『【〔《〈［｛〖〘〚｟“‘")
CLOSING = frozenset("）」』】〕》〉］｝〗〙〛｠”’、。，．")
#: Those whose right half is blank too where they stand as on the Chinese mainland.
CLOSING_IN_CHINESE = CLOSING | frozenset("；：！？")

#: Words for what a number counts; they stay with it.
COUNTERS = frozenset(
    "年月日号號時时分秒周週天岁歳歲人名位所校份件項项個个种種類类届屆回次度期章条條頁页本册冊篇"
    "套台台辆架座棟栋家社国國省市県县区區組组班門门科系学家員员円元圆圓角％%℃万萬億亿千百"
    "点點倍割段級级批场場線线層层階かカヵケヶ"
)
#: What follows a counter and belongs to it, as in 5年間, 97人次, 3か月, 45周年.
AFTER_COUNTER = frozenset("間间次目代末初度内後后前以月年份半余餘円元人名件所位校份項项個个")
#: Numbers written in Han characters.
HAN_NUMERALS = frozenset("〇零一二三四五六七八九十百千万萬億亿两兩数數几幾")

_DIGIT_END = re.compile(r"\d[\d.,:/%+]*$")
_DIGIT_START = re.compile(r"^[+\-–−]?\d")


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_MONTHS = _words(
    "January February March April May June July August September October November December "
    "Jan Feb Mar Apr Jun Jul Aug Sep Sept Oct Nov Dec"
)
#: Words that stay with a number: those after it, those before it; and those before a name.
_AFTER_NUMBER = _MONTHS | _words(
    "% ‰ °C km m cm mm kg g h min s am pm million billion student students"
)
_BEFORE_NUMBER = _words("No. Nos. no. p. pp. vol. Vol. CNY JPY USD EUR GBP RMB HKD KRW § Art.")
_BEFORE_NAME = _words("Dr. Prof. Mr. Mrs. Ms. Mr Mrs Ms Dr Prof St. H.E.")

#: Signs set as part of Chinese or Japanese text when they stand in it, else as Latin.
AMBIGUOUS = frozenset("“”‘’—…·–‥")

_INVISIBLE = re.compile(
    "[\u0000-\u0008\u000e-\u001b\u007f-\u0084\u0086-\u009f"  # controls that are not spaces
    "\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff"  # no width, direction
    "\ufe00-\ufe0f\U000e0000-\U000e01ef]"  # variants of a glyph, tags
)
_SPACES = re.compile("[\t\n\u000b\u000c\r\u001c-\u001f\u0085\u2028\u2029]+")
_COMPATIBILITY = re.compile("([\uf900-\ufaff\U0002f800-\U0002fa1f]+)")
#: Scripts whose letters join or move: drawn one by one they would be wrong.
_JOINING = re.compile("[\u0590-\u08ff\u0900-\u0dff\u0e00-\u109f\u1780-\u18af\ua8e0-\ua8ff]")


def clean(text: str) -> str:
    """Make a text fit to be set: composed, without controls and without signs of no width.

    Compatibility ideographs stay as they are, for a name may be written with one of them.
    """
    text = _SPACES.sub(" ", _INVISIBLE.sub("", text))
    parts = _COMPATIBILITY.split(text)
    parts[::2] = (unicodedata.normalize("NFC", part) for part in parts[::2])
    return "".join(parts)


def is_wide(character: str) -> bool:
    """Tell whether a character is set as one full square: Han, kana, hangul and their marks."""
    code = ord(character)
    return (
        0x2E80 <= code <= 0xA4CF
        or 0xAC00 <= code <= 0xD7FF
        or 0xF900 <= code <= 0xFAFF
        or 0xFE30 <= code <= 0xFE4F
        or 0xFF00 <= code <= 0xFFEF
        or 0x1100 <= code <= 0x11FF
        or 0x20000 <= code <= 0x3FFFF
    )


def is_ideograph(character: str) -> bool:
    """Tell whether a character is Han or kana, which stand a little apart from Latin."""
    return is_wide(character) and (character.isalpha() or character in "々〇ー")


def is_hiragana(character: str) -> bool:
    """Tell whether a character is hiragana, as particles and endings are written."""
    return "\u3041" <= character <= "\u309f"


def is_latin_word(character: str) -> bool:
    """Tell whether a character is a letter, a digit or a sign read with one."""
    return not is_wide(character) and (character.isalnum() or character in "%‰°€$£¥+&@#/")


def needs_shaping(character: str) -> bool:
    """Tell whether a character belongs to a script that cannot be set letter by letter."""
    return bool(_JOINING.match(character))


def is_combining(character: str) -> bool:
    """Tell whether a character is drawn upon the one before it."""
    return unicodedata.combining(character) != 0


def ends_in_number(text: str) -> bool:
    """Tell whether the last thing in a text is a number."""
    return bool(_DIGIT_END.search(text))


def starts_with_number(text: str) -> bool:
    """Tell whether the first thing in a text is a number."""
    return bool(_DIGIT_START.match(text))


def words_stay_together(before: str, after: str) -> bool:
    """Tell whether two Latin words may not be parted, as ``31 December``, ``15 %``, ``Dr. Li``."""
    bare = after.rstrip(".,;:)”’")
    if ends_in_number(before):
        return bare in _AFTER_NUMBER
    if starts_with_number(after):
        first = before.lstrip("(“‘")
        return first in _BEFORE_NUMBER or (first in _MONTHS and len(bare) <= 2)
    return before.lstrip("(“‘") in _BEFORE_NAME
