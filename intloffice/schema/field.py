"""Fields: what one value of a record is, and how it is called."""

import enum
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import Any

from intloffice.i18n import LOCALES, N_
from intloffice.schema.choice import Choice

#: A closed list to choose from.
ChoiceList = type[Choice]
#: A field's value: text, whole number, amount, yes or no, day, or several words.
Value = str | int | Decimal | bool | date | tuple[str, ...] | None


class FieldType(enum.Enum):
    """What sort of value a field holds.

    A CLOCK is ``HH:MM``; a PARTIAL_DAY is ``YYYY``, ``YYYY-MM`` or ``YYYY-MM-DD``; a CODE comes
    from a standard's list (see ``Field.codes``); WORDS are several free words; a REFERENCE is
    another record's id.
    """

    LINE = "line"
    TEXT = "text"
    WHOLE = "whole"
    AMOUNT = "amount"
    DAY = "day"
    PARTIAL_DAY = "partial day"
    CLOCK = "clock"
    FLAG = "flag"
    CHOICE = "choice"
    CODE = "code"
    WORDS = "words"
    REFERENCE = "reference"

    __hash__ = object.__hash__  # of its own an Enum asks Python, for every value of an import


_WITHOUT_VALUE = {FieldType.WHOLE, FieldType.AMOUNT, FieldType.DAY, FieldType.REFERENCE}


@dataclass(frozen=True)
class Field:
    """One field of a kind or of its rows.

    ``codes`` names the list a CODE is from: country (ISO 3166-1 alpha-2), language (BCP 47) or
    currency (ISO 4217). ``many`` lets a CHOICE or CODE hold several. ``protected`` marks personal
    data (records.md, *Protection*). ``language`` is set on the parts of a text kept once per
    language. ``refers_to`` is the name of the kind a REFERENCE leads to, ``offers_first`` a flag of
    that kind: records that have it are offered before all others.
    """

    name: str
    label: str
    type: FieldType
    help: str = ""
    required: bool = False
    choices: ChoiceList | None = None
    codes: str = ""
    refers_to: str = ""
    offers_first: str = ""
    many: bool = False
    protected: bool = False
    language: str = ""

    @cached_property
    def empty(self) -> Value:
        """The value that stands for none."""
        if self.many or self.type is FieldType.WORDS:
            return ()
        if self.type is FieldType.FLAG:
            return False
        return None if self.type in _WITHOUT_VALUE else ""

    @cached_property
    def several(self) -> bool:
        """Whether the value is a tuple of words."""
        return self.many or self.type is FieldType.WORDS


def line(name: str, label: str, **more: Any) -> Field:
    """Declare a line of text."""
    return Field(name, label, FieldType.LINE, **more)


def text(name: str, label: str, **more: Any) -> Field:
    """Declare a text of several lines."""
    return Field(name, label, FieldType.TEXT, **more)


def whole(name: str, label: str, **more: Any) -> Field:
    """Declare a whole number."""
    return Field(name, label, FieldType.WHOLE, **more)


def amount(name: str, label: str, **more: Any) -> Field:
    """Declare an amount of money with two decimals; its currency is another field."""
    return Field(name, label, FieldType.AMOUNT, **more)


def day(name: str, label: str, **more: Any) -> Field:
    """Declare a day."""
    return Field(name, label, FieldType.DAY, **more)


def partial_day(name: str, label: str, **more: Any) -> Field:
    """Declare a date known to the year, the month or the day."""
    return Field(name, label, FieldType.PARTIAL_DAY, **more)


def clock(name: str, label: str, **more: Any) -> Field:
    """Declare a time of day."""
    return Field(name, label, FieldType.CLOCK, **more)


def flag(name: str, label: str, **more: Any) -> Field:
    """Declare a yes or no."""
    return Field(name, label, FieldType.FLAG, **more)


def choice(name: str, label: str, choices: ChoiceList, **more: Any) -> Field:
    """Declare a choice from a closed list."""
    return Field(name, label, FieldType.CHOICE, choices=choices, **more)


def code(name: str, label: str, codes: str, **more: Any) -> Field:
    """Declare a code from a standard's list."""
    return Field(name, label, FieldType.CODE, codes=codes, **more)


def words(name: str, label: str, **more: Any) -> Field:
    """Declare several free words."""
    return Field(name, label, FieldType.WORDS, **more)


def reference(name: str, label: str, refers_to: str, **more: Any) -> Field:
    """Declare a reference to another record; its name ends in ``_id``."""
    return Field(name, label, FieldType.REFERENCE, refers_to=refers_to, **more)


def translated(field: Field) -> tuple[Field, ...]:
    """Declare a text kept once per language: ``title`` becomes ``title_en``, ``title_zh`` …."""
    return tuple(
        replace(
            field,
            name=f"{field.name}_{language}",
            language=language,
            required=field.required and language == "en",
        )
        for language in LOCALES
    )


#: What every record has beside the fields of its kind.
COMMON = (
    words("tags", N_("Tags")),
    text("notes", N_("Notes")),
    flag(
        "confidential",
        N_("Confidential"),
        help=N_("Left out of every copy that is marked for guests"),
    ),
)
