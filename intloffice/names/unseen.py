"""Signs in a text that nobody sees: zero-width ones, and those that turn its direction about.

They come with texts copied from elsewhere, make two names that look alike differ, and can let one
name look like another. They are kept as they are, and shown wherever the text is shown.
"""

import re

#: Joiners belong to the scripts of Iran and India and to emoji, where they are left alone.
_JOINERS = "\u200c\u200d"
_UNSEEN = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f"
    "\u3164\ufeff\uffa0\ufff9-\ufffb\U000e0001-\U000e007f]"
)
_JOINED = re.compile(
    "[\u0600-\u08ff\u0900-\u0dff\u1000-\u109f\u1780-\u17ff\ufb50-\ufdff\ufe70-\ufefc\ufe0f"
    "\u2600-\u27bf\U0001f000-\U0001faff]"
)


def unseen(text: str) -> list[str]:
    """List the signs in a text that nobody sees, in their order, each as U+ and its number."""
    return [f"U+{ord(found[0]):04X}" for found in _UNSEEN.finditer(text) if _is_odd(found)]


def made_visible(text: str) -> str:
    """Give a text in which what nobody sees stands as ‹U+202E›."""
    if text.isascii() or not _UNSEEN.search(text):
        return text
    return _UNSEEN.sub(
        lambda found: f"‹U+{ord(found[0]):04X}›" if _is_odd(found) else found[0], text
    )


def without_unseen(text: str) -> str:
    """Give a text without the signs that nobody sees."""
    return _UNSEEN.sub(lambda found: "" if _is_odd(found) else found[0], text)


def _is_odd(found: re.Match[str]) -> bool:
    if found[0] not in _JOINERS:
        return True
    before = found.string[found.start() - 1 : found.start()]
    return not (before and _JOINED.fullmatch(before))
