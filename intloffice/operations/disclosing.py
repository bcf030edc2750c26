"""Who was shown protected values, or took them out, when and why: written down, and told."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from sqlalchemy import or_, select

from intloffice.database.session import Session, WritingSession
from intloffice.operations import browse
from intloffice.schema.kind import Kind


@dataclass(frozen=True)
class Disclosure:
    """One field that was ``shown`` or ``exported``; ``number`` records at once; ``at`` is UTC."""

    at: str
    author: str
    field: str
    how: str
    purpose: str
    number: int


def exported(
    session: WritingSession, kinds: Sequence[Kind], names: Collection[str], purpose: str
) -> None:
    """Write down that protected fields, given as ``kind.field``, of all records are taken out."""
    for kind in kinds:
        for field in kind.fields.values():
            if f"{kind.name}.{field.name}" in names:
                number = browse.count(session, browse.Query(kind))
                session.disclose(kind.name, None, field.name, "exported", purpose, number)


def disclosures(session: Session, kind: Kind, record_id: int) -> list[Disclosure]:
    """List what was shown or taken out of a record since it was made, the latest first."""
    told = session.tables.disclosure.c
    row = session.row(kind.name, record_id)
    since = str(row["created_at"]) if row else ""
    mine = or_(told.record_id == record_id, told.record_id.is_(None) & (told.at >= since))
    query = select(told.at, told.author, told.field, told.how, told.purpose, told.number)
    query = query.where(told.kind == kind.name, mine).order_by(told.id.desc()).limit(200)
    return [Disclosure(**line) for line in session.execute(query).mappings()]
