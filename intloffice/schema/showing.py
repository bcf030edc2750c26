"""Show a field's value as people read it."""

from collections.abc import Collection
from datetime import date
from decimal import Decimal

from intloffice.i18n import Language
from intloffice.names.countries import area_name
from intloffice.schema.field import Field, FieldType, Value

_NOTHING = ""


def shown(field: Field, value: Value, language: Language, regions: Collection[str] = ()) -> str:
    """Write a value in a language; a reference is expected as the caption it leads to.

    ``regions`` are the countries that the office shows as regions.
    """
    if isinstance(value, tuple):
        return language.listed([shown_word(field, word, language, regions) for word in value])
    if value is None or value == "":
        return _NOTHING
    if isinstance(value, bool):
        return "✓" if value else _NOTHING
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return language.amount(value)
    return shown_word(field, str(value), language, regions)


def shown_word(field: Field, word: str, language: Language, regions: Collection[str] = ()) -> str:
    """Write one word of a value: a choice by its label, a code by its name."""
    if field.type is FieldType.CHOICE and field.choices:
        return language.text(field.choices.label_of(word))
    if field.type is FieldType.CODE:
        if field.codes == "country":
            return area_name(word, language, regions)
        name = {"language": language.language_name, "currency": language.currency}[field.codes]
        return name(word)
    return word


def label(field: Field, language: Language) -> str:
    """Write a field's label, with the language it is in where it is kept once per language."""
    text = language.text(field.label)
    if not field.language:
        return text
    return language.bracketed(text, language.language_name(field.language))
