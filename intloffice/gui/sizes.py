"""How large a file is, as people read it."""

from decimal import Decimal

from intloffice.i18n import Language

_UNITS = ("B", "KB", "MB", "GB")


def told_size(language: Language, size: int) -> str:
    """Write a size in bytes with the unit that suits it."""
    number, unit = Decimal(size), 0
    while number >= 1000 and unit < len(_UNITS) - 1:
        number, unit = number / 1000, unit + 1
    rounded = number.quantize(Decimal("0.1") if unit and number < 10 else Decimal(1))
    return f"{language.number(rounded)} {_UNITS[unit]}"
