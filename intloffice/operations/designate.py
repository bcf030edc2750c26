"""The one record that a name, a reference or a uuid stands for, as people type it."""

from sqlalchemy import or_, select

from intloffice.database.session import Session
from intloffice.errors import OfficeError
from intloffice.i18n import N_
from intloffice.names.folding import fold
from intloffice.operations import find

_OFFERED = 5


def organisation(session: Session, text: str) -> int:
    """Find the organisation with a uuid, or a name in any of its forms.

    A name written in full goes before those that only hold it. Raise OfficeError where none is
    found, or several are.
    """
    table, names = session.tables["organisation"], session.tables["organisation_name"]
    wanted = text.strip()
    exact = session.execute(select(table.c.id).where(table.c.uuid == wanted)).scalars().all()
    if not exact:
        folded = fold(wanted)
        lines = session.execute(select(names.c.organisation_id, names.c.text))
        exact = list({line.organisation_id: 0 for line in lines if fold(line.text) == folded})
    kind = session.tables.kinds["organisation"]
    hits = find.hits(session, kind, list(exact), "en") or find.suggest(session, kind, wanted)
    if not hits:
        raise OfficeError(N_("No organisation on record is called “{text}”."), text=text)
    return _only(hits, text)


def meeting(session: Session, text: str) -> int:
    """Find the meeting with a reference or a uuid; raise OfficeError where there is not one."""
    table = session.tables["meeting"]
    wanted = text.strip()
    query = select(table.c.id).where(or_(table.c.uuid == wanted, table.c.reference == wanted))
    found = list(session.execute(query.order_by(table.c.id)).scalars()) if wanted else []
    if not found:
        raise OfficeError(N_("No meeting on record has the reference “{text}”."), text=text)
    return _only(find.hits(session, session.tables.kinds["meeting"], found, "en"), text)


def _only(hits: list[find.Hit], text: str) -> int:
    if len(hits) > 1:
        named = "; ".join(f"{hit.caption} = {hit.uuid}" for hit in hits[:_OFFERED])
        raise OfficeError(
            N_("“{text}” may be several: {names}. Write the name in full, or the UUID."),
            text=text,
            names=named,
        )
    return hits[0].id
