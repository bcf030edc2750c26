"""What is written in the cells of a worksheet's XML, as text and as numbers."""

import re

from intloffice.spreadsheets.rowxml import unescaped

_NUMBER = re.compile(r"-?[0-9]{1,30}(\.[0-9]{1,30})?(?:[eE][-+]?[0-9]{1,3})?")
_ENTITY = re.compile(r"&([^;&]{0,8});?")
_NAMED = {"lt": "<", "gt": ">", "amp": "&", "quot": '"', "apos": "'"}


class NotPlainError(Exception):
    """A sheet that is written otherwise than all programs write theirs."""


def inline_text(written: str) -> str:
    """Read a text with all that stands in it for something else."""
    return unescaped(plain_text(written))


def to_number(value: str) -> int | float:
    """Read a number; raise NotPlainError where it is none."""
    found = _NUMBER.fullmatch(value)
    if found is None:
        raise NotPlainError
    return int(value) if value.lstrip("-").isdecimal() else float(value)


def plain_text(written: str) -> str:
    """Read a text with its entities; raise NotPlainError where one is not known."""
    return _ENTITY.sub(_entity, written) if "&" in written else written


def _entity(found: re.Match[str]) -> str:
    name = found[1]
    if name in _NAMED and found[0].endswith(";"):
        return _NAMED[name]
    if re.fullmatch(r"#[0-9]{1,7}|#x[0-9A-Fa-f]{1,6}", name) and found[0].endswith(";"):
        code = int(name[2:], 16) if name[1] == "x" else int(name[1:])
        if code in (9, 10, 13) or 32 <= code < 0xD800 or 0xE000 <= code < 0xFFFE:
            return chr(code)
        if 0x10000 <= code <= 0x10FFFF:
            return chr(code)
    raise NotPlainError
