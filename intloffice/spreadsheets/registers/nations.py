"""The countries that a cell names."""

import re
from typing import Any

from intloffice.names.countries import country_code
from intloffice.spreadsheets.registers.values import plain

_BETWEEN = re.compile(r"[;；\n、,，/／|&+]|\band\b")


def countries(cell: Any) -> list[str]:
    """Read the countries that a cell names, in any language; a country twice is one."""
    text = plain(cell) if not isinstance(cell, str) else cell
    if not text.strip():
        return []
    if code := country_code(plain(text)):
        return [code]
    pieces = [*_BETWEEN.split(text), *re.split(r"[()（）\s]+", text)]
    return [*dict.fromkeys(code for piece in pieces if (code := _country(piece)))]


def _country(piece: str) -> str | None:
    """Read a country; two letters that may be a word are none."""
    bare = plain(piece)
    return country_code(bare) if len(bare) > 2 or (bare and not bare.isascii()) else None
