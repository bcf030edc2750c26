"""What is withheld from a copy that leaves the office (records.md, *Protection*)."""

from collections.abc import Iterable

from sqlalchemy import ColumnElement, or_, select

from intloffice.database.session import Session
from intloffice.schema.field import FieldType


def confidential(session: Session, kinds: Iterable[str]) -> set[tuple[str, int]]:
    """List the records of some kinds that are confidential, or name one that is."""
    found: set[tuple[str, int]] = set()
    for name in kinds:
        table = session.tables[name]
        marked: list[ColumnElement[bool]] = [table.c.confidential]
        for field in session.tables.kinds[name].own_fields:
            if field.type is FieldType.REFERENCE:
                other = session.tables[field.refers_to]
                hidden = select(other.c.id).where(other.c.confidential)
                marked.append(table.c[field.name].in_(hidden))
        ids = session.execute(select(table.c.id).where(or_(*marked))).scalars()
        found |= {(name, record_id) for record_id in ids}
    return found
