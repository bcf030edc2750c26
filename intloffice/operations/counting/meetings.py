"""Meetings as they are told of."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import or_, select

from intloffice.database.session import Session
from intloffice.operations.counting.naming import Source, texts
from intloffice.records.meeting import MeetingStatus


@dataclass(frozen=True)
class Meeting:
    """A meeting that was held."""

    source: Source
    titles: Mapping[str, str]
    starts_on: date
    outcomes: Mapping[str, str]


def held(
    session: Session, organisations: Collection[int], first: date, before: date
) -> list[Meeting]:
    """Read the meetings held with some organisations from one day until before another.

    A meeting is with an organisation that visits, or that a guest comes from.
    """
    table = session.tables["meeting"]
    visitor, participant = session.tables["meeting_visitor"], session.tables["meeting_participant"]
    query = (
        select(table, visitor.c.organisation_id.label("of"), participant.c.organisation_id)
        .outerjoin(visitor, visitor.c.meeting_id == table.c.id)
        .outerjoin(
            participant, (participant.c.meeting_id == table.c.id) & (participant.c.side == "guest")
        )
        .where(
            table.c.status == MeetingStatus.HELD,
            table.c.starts_on >= first,
            table.c.starts_on < before,
            or_(visitor.c.organisation_id.is_not(None), participant.c.organisation_id.is_not(None)),
        )
        .order_by(table.c.starts_on, table.c.id)
    )
    wanted = set(organisations)
    found: dict[int, Meeting] = {}
    for line in session.execute(query).mappings():
        if wanted & {line["of"], line["organisation_id"]}:
            found[line["id"]] = Meeting(
                Source("meeting", line["id"], line["uuid"]),
                texts(dict(line), "title"),
                line["starts_on"],
                texts(dict(line), "outcome"),
            )
    return list(found.values())
