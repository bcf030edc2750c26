"""Keep the records of a kind whose values fit."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Integer,
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
from intloffice.schema.field import Field, FieldType, Value
from intloffice.schema.kind import Kind
from intloffice.schema.value import clean


@dataclass(frozen=True)
class Filter:
    """Keeps the records whose value at ``path`` fits.

    ``operator`` is ``is``, ``from`` (on or after), ``until`` (on or before), ``contains`` or
    ``empty``. ``path`` names a field, or a text kept once per language of which one must fit, or
    the rows of names, or as ``rows.field`` a field of rows of which one must fit. Of a field that
    holds several words, ``is`` asks for one of them, or for all that are given. Rows are empty
    where none is filled. A bound without a value is none.
    """

    path: str
    operator: str
    value: Value = None


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
    if operator == "empty" or (operator == "is" and value in (None, "", ())):
        plain = type_coerce(column, Text)
        return or_(plain.is_(None), plain == (0 if field.type is FieldType.FLAG else ""))
    if operator == "contains":
        return _bool(_as_written(column, field).contains(str(value), autoescape=True))
    if field.several:
        return _has_word(column, field, value)
    cleaned = clean(field, value)
    if operator == "is":
        return _bool(column == cleaned)
    if cleaned == field.empty:
        return true()
    if field.type is FieldType.FLAG:
        column, cleaned = type_coerce(column, Integer), int(bool(cleaned))
    return _bool(column >= cleaned) if operator == "from" else _is_until(column, field, cleaned)


def _is_until(column: Any, field: Field, value: Value) -> ColumnElement[bool]:
    """Compare with what is known of a date: 1998-03 is until 1998."""
    if field.type is FieldType.PARTIAL_DAY:
        return and_(column != "", func.substr(column, 1, len(str(value))) <= value)
    return _bool(column <= value)


def _as_written(column: Any, field: Field) -> Any:
    """Take a column as the text that is kept in it; an amount is kept in hundredths."""
    if field.type is FieldType.AMOUNT:
        return func.printf("%.2f", type_coerce(column, Integer) / 100.0)
    return cast(type_coerce(column, Text), Text)


def _has_word(column: Any, field: Field, value: Value) -> ColumnElement[bool]:
    """Look for words among the lines in which several words are kept."""
    words = clean(field, value)
    lines = literal("\n").concat(type_coerce(column, Text)).concat("\n")
    wanted = words if isinstance(words, tuple) else (str(words),)
    return and_(*(func.instr(lines, f"\n{word}\n") > 0 for word in wanted))


def _bool(condition: Any) -> ColumnElement[bool]:
    """Name the type of a condition that the library leaves open."""
    found: ColumnElement[bool] = condition
    return found
