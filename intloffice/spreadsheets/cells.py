"""Values as cells, and cells as values again; headings and sheet names in any language."""

from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from intloffice.errors import InvalidValueError
from intloffice.i18n import N_, Language
from intloffice.schema.field import Field, FieldType, Value
from intloffice.schema.kind import Kind, Rows
from intloffice.schema.showing import label, shown_word
from intloffice.schema.value import clean
from intloffice.spreadsheets.workbook import CellValue, Column

ID = N_("Id")
_TITLE_LENGTH = 31
_FORMS = {FieldType.AMOUNT: "amount", FieldType.WHOLE: "year"}


def sheet_title(kind: Kind, rows: Rows | None, language: Language) -> str:
    """Name the sheet of a kind, or of its rows, within what Excel allows."""
    plural = language.text(kind.plural)
    title = f"{plural} · {language.text(rows.label)}" if rows else plural
    return "".join(" " if sign in r"[]:*?/\'" else sign for sign in title)[:_TITLE_LENGTH].strip()


def owner_headings(kind: Kind, language: Language) -> tuple[str, str]:
    """Name the two columns that say to which record a row belongs: its caption and its id."""
    name = language.text(kind.singular)
    return f"{name} ⟩", f"{name} ⟩ {language.text(ID)}"


def headings(field: Field, language: Language) -> tuple[str, ...]:
    """Name the columns of a field; a reference has one for the caption and one for the id."""
    name = label(field, language)
    return (name, f"{name} · {language.text(ID)}") if _refers(field) else (name,)


def columns(fields: Iterable[Field], language: Language) -> list[Column]:
    """Make the columns of fields."""
    return [
        Column(heading, _FORMS.get(field.type, "text") if not _refers(field) else "text")
        for field in fields
        for heading in headings(field, language)
    ]


def to_cell(field: Field, value: Value, language: Language) -> CellValue:
    """Write a value as a cell; a choice by its label, several words after each other."""
    if isinstance(value, tuple):
        return "; ".join(_escaped(_word(field, word, language)) for word in value) or None
    if isinstance(value, bool):
        return value or None
    if isinstance(value, date):
        return value if value.year > 1900 else value.isoformat()
    if isinstance(value, Decimal):
        return value if abs(value) < 10**12 else str(value)
    if field.type is FieldType.CHOICE and value:
        return _word(field, str(value), language)
    return value or None if isinstance(value, str) else value


def from_cell(field: Field, cell: Any, languages: Sequence[Language]) -> Value:
    """Read a value from a cell; raise InvalidValueError where it cannot be understood."""
    if cell is None:
        return field.empty
    if field.several:
        words = _unescaped(str(cell))
        return clean(field, [_stored(field, word, languages) for word in words])
    if field.type is FieldType.CHOICE:
        return clean(field, _stored(field, str(cell).strip(), languages))
    if field.type is FieldType.FLAG:
        return _flag(cell)
    if isinstance(cell, float) and field.type in (FieldType.LINE, FieldType.TEXT):
        cell = int(cell) if cell.is_integer() else cell
    return clean(field, cell)


def _refers(field: Field) -> bool:
    return field.type is FieldType.REFERENCE


def _word(field: Field, word: str, language: Language) -> str:
    return shown_word(field, word, language) if field.type is FieldType.CHOICE else word


def _stored(field: Field, word: str, languages: Sequence[Language]) -> str:
    if field.type is not FieldType.CHOICE or field.choices is None:
        return word
    for member in field.choices:
        if word == member.value or any(word == each.text(member.label) for each in languages):
            return str(member.value)
    return word


def _flag(cell: Any) -> bool:
    if isinstance(cell, bool | int | float):
        return bool(cell)
    written = str(cell).strip().casefold()
    if written in ("true", "yes", "x", "✓", "是", "はい", "1"):
        return True
    if written in ("", "false", "no", "否", "いいえ", "0"):
        return False
    raise InvalidValueError(N_("“{value}” is neither yes nor no."), value=written[:80])


def _escaped(word: str) -> str:
    return word.replace("\\", "\\\\").replace(";", "\\;")


def _unescaped(text: str) -> list[str]:
    words, current, signs = [], "", iter(text)
    for sign in signs:
        if sign == "\\":
            current += next(signs, "\\")
        elif sign == ";":
            words.append(current.strip())
            current = ""
        else:
            current += sign
    return [*words, current.strip()]
