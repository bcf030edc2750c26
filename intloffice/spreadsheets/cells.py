"""Values as cells and cells as values again; the names of sheets and columns in a language."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from functools import cache
from typing import Any

from intloffice.errors import InvalidValueError
from intloffice.i18n import N_, Language
from intloffice.names.countries import country_code
from intloffice.schema.choice import Choice
from intloffice.schema.days import read_day
from intloffice.schema.field import Field, FieldType, Value
from intloffice.schema.kind import Kind, Rows
from intloffice.schema.value import clean
from intloffice.spreadsheets.sheet import CellValue, Column, Form, Unknown, utf16_length

ID = N_("Id")
NUMBER = N_("No.")
#: Sheets that tell of no records, in what is handed out.
HOW, LISTS = N_("How to fill this in"), N_("Lists")

_TITLE_LENGTH = 31
_FORBIDDEN_IN_TITLES = str.maketrans(dict.fromkeys(r"[]:*?/\'", " "))
_BETWEEN = "; "
_SEPARATORS = ";；"
_ID_WIDTH = 18
_LOOKS_LIKE_A_CODE = re.compile("[A-Za-z]{2}")
_DATED_FROM_THE_YEAR = re.compile(r"[0-9]{4}[^0-9]")
_FORMS = {
    FieldType.TEXT: Form.TEXT,
    FieldType.WHOLE: Form.WHOLE,
    FieldType.AMOUNT: Form.AMOUNT,
    FieldType.DAY: Form.DAY,
    FieldType.FLAG: Form.FLAG,
}


@dataclass(frozen=True)
class Place:
    """What a column holds: a field's ``value``, or a record's ``caption`` or ``id``.

    Without a field, ``caption`` and ``id`` are those of the record that the row is, or belongs
    to, and ``number`` is its place among that record's rows.
    """

    heading: str
    part: str
    field: Field | None = None

    @property
    def name(self) -> str:
        """The field's name; empty for what is no field."""
        return self.field.name if self.field else ""

    def column(self) -> Column:
        """Tell how the column is written."""
        if self.part == "id":
            return Column(self.heading, Form.LINE, _ID_WIDTH)
        if self.part == "number":
            return Column(self.heading, Form.WHOLE)
        form = Form.LINE if self.part == "caption" or self.field is None else form_of(self.field)
        return Column(self.heading, form)


def form_of(field: Field) -> Form:
    """Tell how a field's values are written."""
    return Form.LINE if field.several else _FORMS.get(field.type, Form.LINE)


def sheet_titles(kinds: Iterable[Kind], language: Language) -> dict[tuple[str, str], str]:
    """Name the sheets of kinds and of their rows, by (kind, rows or ""), each otherwise.

    Excel takes 31 characters, and holds titles that differ in case only for one.
    """
    titles: dict[tuple[str, str], str] = {}
    taken: set[str] = set()
    for kind in kinds:
        plural = language.text(kind.plural)
        wanted = {"": plural} | {
            rows.name: f"{plural} · {language.text(rows.label)}" for rows in kind.rows
        }
        for rows, title in wanted.items():
            titles[kind.name, rows] = _untaken(title.translate(_FORBIDDEN_IN_TITLES), taken)
    return titles


def places(
    kind: Kind, rows: Rows | None, fields: Iterable[Field], language: Language
) -> list[Place]:
    """List what the columns of a sheet hold, the headings all different."""
    found = [*_places_of_the_record(kind, rows, language)]
    for field in fields:
        name = _heading(field, language)
        if field.type is FieldType.REFERENCE:
            found.append(Place(name, "caption", field))
            found.append(Place(f"{name} · {language.text(ID)}", "id", field))
        else:
            found.append(Place(name, "value", field))
    return _told_apart(found, kind, language)


def _heading(field: Field, language: Language) -> str:
    """Head a column always in the same way, for workbooks are read again years later."""
    text = language.text(field.label)
    return f"{text} ({language.language_name(field.language)})" if field.language else text


def to_cell(field: Field, value: Value, language: Language) -> CellValue:
    """Write a value as a cell: a choice by its label, several words one after the other."""
    if isinstance(value, tuple):
        return _BETWEEN.join(_escaped(_written(field, word, language)) for word in value) or None
    if isinstance(value, bool):
        return value or None
    if isinstance(value, str):
        return _written(field, value, language) or None
    return value


def from_cell(field: Field, cell: Any, languages: Sequence[Language]) -> Value:
    """Read a value from a cell; raise InvalidValueError where it cannot be understood."""
    if cell is None:
        return field.empty
    if isinstance(cell, Unknown):
        raise InvalidValueError(
            N_("The cell holds an error, or a formula that was never reckoned: {value}"),
            value=cell.shown,
        )
    if field.several:
        words = _taken_apart(_as_text(cell))
        return clean(field, [_stored(field, word, languages) for word in words])
    if field.type is FieldType.FLAG:
        return clean(field, cell if isinstance(cell, bool) else _as_text(cell))
    if field.type is FieldType.DAY:
        return _day(field, cell)
    if field.type in (FieldType.WHOLE, FieldType.AMOUNT):
        return clean(field, cell)
    return clean(field, _stored(field, _as_text(cell), languages))


def _untaken(title: str, taken: set[str]) -> str:
    number, found = 1, _shortened(title, _TITLE_LENGTH)
    while found.casefold() in taken:
        number += 1
        end = f" {number}"
        found = _shortened(title, _TITLE_LENGTH - len(end)) + end
    taken.add(found.casefold())
    return found


def _shortened(title: str, length: int) -> str:
    if utf16_length(title) <= length:
        return title.strip()
    while utf16_length(title) > length - 1:
        title = title[:-1]
    return f"{title.strip()}…"


def _places_of_the_record(kind: Kind, rows: Rows | None, language: Language) -> Iterator[Place]:
    name = language.text(kind.singular)
    if rows is None:
        yield Place(language.text(ID), "id")
        if kind.title.names:
            yield Place(f"{name} →", "caption")
        return
    yield Place(f"{name} →", "caption")
    yield Place(f"{name} → {language.text(ID)}", "id")
    yield Place(language.text(NUMBER), "number")


def _told_apart(found: Sequence[Place], kind: Kind, language: Language) -> list[Place]:
    """Give columns of the same heading the section of the form they stand in, else a number."""
    counts = Counter(place.heading for place in found)
    sections = {name: section.heading for section in kind.sections for name in section.names}
    taken: set[str] = set()
    apart = []
    for place in found:
        heading = place.heading
        if counts[heading] > 1 and place.name in sections:
            heading = f"{heading} ({language.text(sections[place.name])})"
        number = 1
        while heading in taken:
            number += 1
            heading = f"{place.heading} {number}"
        taken.add(heading)
        apart.append(Place(heading, place.part, place.field))
    return apart


@cache
def _labels(choices: type[Choice], language: Language) -> tuple[Mapping[str, str], ...]:
    """Give what each choice is written as, and what each writing stands for.

    Of two choices with one label the second is written as it is stored.
    """
    written: dict[str, str] = {}
    meant: dict[str, str] = {}
    for member in choices:
        label = language.text(member.label)
        written[member.value] = label if label.casefold() not in meant else str(member.value)
        meant.setdefault(label.casefold(), str(member.value))
    return written, meant


def _written(field: Field, word: str, language: Language) -> str:
    if not word or field.type is not FieldType.CHOICE or field.choices is None:
        return word
    return _labels(field.choices, language)[0].get(word, word)


def _stored(field: Field, word: str, languages: Sequence[Language]) -> str:
    if field.codes == "country" and not _LOOKS_LIKE_A_CODE.fullmatch(word.strip()):
        return country_code(word) or word
    if field.type is not FieldType.CHOICE or field.choices is None:
        return word
    wanted = word.strip().casefold()
    for language in languages:
        meant = _labels(field.choices, language)[1].get(wanted)
        if meant is not None:
            return meant
    return next((str(m.value) for m in field.choices if m.value.casefold() == wanted), word.strip())


def _day(field: Field, cell: Any) -> Value:
    if isinstance(cell, str) and _DATED_FROM_THE_YEAR.match(cell.strip()):
        return read_day(cell.strip(), date.min)
    return clean(field, cell)


def _as_text(cell: Any) -> str:
    if isinstance(cell, bool):
        return str(cell).upper()
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, time):
        return cell.isoformat("minutes")
    if isinstance(cell, datetime):
        return cell.isoformat(" ", "minutes")
    return cell.isoformat() if isinstance(cell, date) else str(cell)


def _escaped(word: str) -> str:
    return re.sub(rf"[\\{_SEPARATORS}]", lambda sign: f"\\{sign[0]}", word)


def _taken_apart(text: str) -> list[str]:
    words, current, signs = [], "", iter(text)
    for sign in signs:
        if sign == "\\":
            current += next(signs, sign)
        elif sign in _SEPARATORS:
            words.append(current.strip())
            current = ""
        else:
            current += sign
    return [*words, current.strip()]
