"""The years in which something is on record."""

from collections.abc import Iterable
from datetime import date

from sqlalchemy import select

from intloffice.database.session import Session
from intloffice.schema.kind import Kind


def occurring(session: Session, kinds: Iterable[Kind]) -> list[int]:
    """List the years to which records belong, the latest first."""
    found: set[int] = set()
    for kind in kinds:
        if kind.year_field:
            column = session.tables[kind.name].c[kind.year_field]
            for value in session.execute(select(column).distinct()).scalars():
                found.update(_year(value))
    return sorted(found, reverse=True)


def _year(value: object) -> tuple[int, ...]:
    if isinstance(value, date):
        return (value.year,)
    text = str(value or "")[:4]
    return (int(text),) if text.isdecimal() and len(text) == 4 else ()
