"""Experts with us, for a short stay or in a post, as they are counted."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select

from intloffice.database.session import Session
from intloffice.operations.counting.naming import Source, texts
from intloffice.records.engagement import EngagementClass


@dataclass(frozen=True)
class Engagement:
    """An engagement as far as it is counted."""

    source: Source
    person_id: int
    engagement_class: str
    school_id: int | None
    posts: Mapping[str, str]
    purposes: tuple[str, ...]
    starts_on: date | None
    ends_on: date | None
    programme_id: int | None
    home_id: int | None
    home_titles: Mapping[str, str]

    def covers(self, day: date) -> bool:
        """Tell whether the expert is with us on a day."""
        begun = self.starts_on is not None and self.starts_on <= day
        return begun and (self.ends_on is None or day <= self.ends_on)


def engagements(session: Session, engagement_class: EngagementClass) -> list[Engagement]:
    """Read the engagements of one class."""
    table = session.tables["engagement"]
    query = select(table).where(table.c.engagement_class == engagement_class)
    found = session.execute(query.order_by(table.c.id)).mappings()
    return [_made(dict(line)) for line in found]


def _made(line: dict[str, Any]) -> Engagement:
    return Engagement(
        source=Source("engagement", line["id"], line["uuid"]),
        person_id=line["person_id"],
        engagement_class=line["engagement_class"],
        school_id=line["school_id"],
        posts=texts(line, "post"),
        purposes=line["purposes"],
        starts_on=line["starts_on"],
        ends_on=line["ends_on"],
        programme_id=line["programme_id"],
        home_id=line["home_id"],
        home_titles=texts(line, "home_title"),
    )
