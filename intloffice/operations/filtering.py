"""Keep the records of a kind whose values fit."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Table,
    Text,
    and_,
    cast,
    func,
    literal,
    or_,
    select,
    true,
    type_coerce,
)

from intloffice.database.session import Session
from intloffice.i18n import LOCALES
from intloffice.operations import answering
from intloffice.schema.field import Field, FieldType, Value
from intloffice.schema.kind import Kind
from intloffice.schema.value import clean


@dataclass(frozen=True)
class Filter:
    """Keeps the records whose value at ``path`` fits.

    ``operator`` is ``is``, ``among`` (one of several), ``from`` (on or after), ``until`` (on or
    before), ``between`` (both, of a pair), ``contains``, ``empty`` or ``filled``. ``path`` names a
    field, or a text kept once per language of which one must fit, or the rows of names, or as
    ``rows.field`` a field of rows of which one must fit, or a question of the kind, which is
    answered by the rules of counting. Of a field that holds several words, ``is`` asks for one of
    them, or for all that are given. Rows are empty where none is filled. A bound without a value
    is none.
    """

    path: str
    operator: str
    value: Value = None


def conditions(
    session: Session, kind: Kind, filters: Sequence[Filter]
) -> Iterator[ColumnElement[bool]]:
    """Make the conditions that filters set together; a day that is asked for holds for all."""
    asked = [each.value for each in filters if each.path in kind.questions_by_name]
    days = [value for value in asked if isinstance(value, date)]
    for condition in filters:
        question = kind.questions_by_name.get(condition.path)
        if question is None:
            yield fits(session, kind, condition)
        elif (value := clean(question, condition.value)) != question.empty:
            day = days[0] if days else date.max
            found = answering.answer(session, kind.name, question.name, value, day)
            yield session.tables[kind.name].c.id.in_(found)


def fits(session: Session, kind: Kind, condition: Filter) -> ColumnElement[bool]:
    """Make the condition that a filter sets to the records of a kind."""
    owner, _, name = condition.path.rpartition(".")
    if condition.path == kind.title.names:
        owner, name = condition.path, "text"
    if not owner:
        return _own_fits(session.tables[kind.name], kind, condition)
    table, field = session.tables[f"{kind.name}_{owner}"], kind.field_at(f"{owner}.{name}")
    records, record = session.tables[kind.name].c.id, table.c[f"{kind.name}_id"]
    one_fits = _fits(table.c[name], field, condition)
    if condition.operator == "empty":
        return records.not_in(select(record).where(~one_fits))
    return records.in_(select(record).where(one_fits))


def _own_fits(table: Table, kind: Kind, condition: Filter) -> ColumnElement[bool]:
    if condition.path in kind.fields:
        return _fits(table.c[condition.path], kind.fields[condition.path], condition)
    parts = [f"{condition.path}_{code}" for code in LOCALES]
    fitting = [_fits(table.c[part], kind.fields[part], condition) for part in parts]
    return and_(*fitting) if condition.operator == "empty" else or_(*fitting)


def _fits(column: Any, field: Field, condition: Filter) -> ColumnElement[bool]:
    operator, value = condition.operator, condition.value
    if operator in ("empty", "filled") or (operator == "is" and value in (None, "", ())):
        return ~_is_empty(column, field) if operator == "filled" else _is_empty(column, field)
    if operator == "contains":
        return _contains(column, field, str(value))
    if operator in ("among", "between"):
        return _fits_some(column, field, condition)
    if field.several:
        return _has_words(column, field, value)
    cleaned = clean(field, value)
    if operator == "is":
        return _bool(column == cleaned)
    return true() if cleaned == field.empty else _is_within(column, field, operator, cleaned)


def _fits_some(column: Any, field: Field, condition: Filter) -> ColumnElement[bool]:
    """Look for one of several values, or between two."""
    values = condition.value if isinstance(condition.value, tuple) else (condition.value,)
    if condition.operator == "among":
        ones = (_fits(column, field, Filter(condition.path, "is", each)) for each in values)
        return or_(*ones)
    bounds = zip(("from", "until"), values, strict=False)
    return and_(*(_fits(column, field, Filter(condition.path, *bound)) for bound in bounds))


def _is_empty(column: Any, field: Field) -> ColumnElement[bool]:
    if field.empty is None:
        return _bool(column.is_(None))
    if field.type is FieldType.FLAG:
        return _bool(column.is_(False))
    return type_coerce(column, Text) == ""


def _is_within(column: Any, field: Field, bound: str, value: Value) -> ColumnElement[bool]:
    """Compare with a bound, as far as a date is known: 1998-03 is until 1998."""
    if field.type is FieldType.FLAG:
        return _bool(column.is_(True))
    if bound == "from":
        return _bool(column >= value)
    if field.type is FieldType.PARTIAL_DAY:
        return and_(column != "", func.substr(column, 1, len(str(value))) <= value)
    if field.type is FieldType.CLOCK:
        return and_(column != "", column <= value)
    return _bool(column <= value)


def _contains(column: Any, field: Field, part: str) -> ColumnElement[bool]:
    """Look for a part of what is written; of an amount, which is kept in hundredths, of figures."""
    if field.type is FieldType.AMOUNT:
        part = part.replace(".", "").replace(",", "")
    return cast(type_coerce(column, Text), Text).contains(part, autoescape=True)


def _has_words(column: Any, field: Field, value: Value) -> ColumnElement[bool]:
    """Look for words among the lines in which several words are kept."""
    words = clean(field, value)
    lines = literal("\n").concat(type_coerce(column, Text)).concat("\n")
    wanted = words if isinstance(words, tuple) else (str(words),)
    return and_(*(lines.contains(f"\n{word}\n", autoescape=True) for word in wanted))


def _bool(condition: Any) -> ColumnElement[bool]:
    """Name the type of a condition that the library leaves open."""
    found: ColumnElement[bool] = condition
    return found
