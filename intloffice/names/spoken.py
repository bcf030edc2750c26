"""One text written in several languages: “Main Building / 主楼 / 本館”, or a line each."""

import re

_BETWEEN = re.compile(r"\s+/\s+|\s*\n\s*")
_HAN = re.compile(r"[\u3400-\u9fff\U00020000-\U000323af々]")
_KANA = re.compile(r"[\u3041-\u309f\u30a1-\u30fa\u30fc\u31f0-\u31ff]")
_LATIN = re.compile(r"[A-Za-z\u00c0-\u024f]")


def versions(text: str) -> dict[str, str]:
    """Give the parts of a text by their languages; empty where it is not written in several.

    Parts stand between “ / ”, or on lines of their own, one for each language. Of two in Chinese
    characters without kana the first is Chinese and the second Japanese.
    """
    parts = [part for part in _BETWEEN.split(text.strip()) if part]
    found: dict[str, str] = {}
    for part in parts:
        code = _language_of(part)
        if code == "zh" and "zh" in found:
            code = "ja"
        if not code or code in found:
            return {}
        found[code] = part
    return found if len(found) > 1 else {}


def in_language(text: str, code: str) -> str:
    """Give what a text says in a language, else in English, else all that is written."""
    found = versions(text)
    return found.get(code) or found.get("en") or text


def is_written_in(text: str, code: str) -> bool:
    """Tell whether a text may be read in a language: in its script, or without letters."""
    written = _language_of(text)
    return not written or (written == "en") == (code == "en")


def _language_of(part: str) -> str:
    """Tell in which language a part is written; a character weighs as much as two letters."""
    kana, han = len(_KANA.findall(part)), len(_HAN.findall(part))
    letters = len(_LATIN.findall(part))
    if 2 * (kana + han) >= max(letters, 1):
        return "ja" if kana else "zh"
    return "en" if letters else ""
