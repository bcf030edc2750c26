"""Who belongs to which alliance."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from intloffice.database.session import Session


@dataclass(frozen=True)
class Membership:
    """A membership with its dates."""

    alliance_id: int
    member_id: int
    role: str
    from_on: date | None
    until_on: date | None

    def held_on(self, day: date) -> bool:
        """Tell whether it was held on a day."""
        begun = self.from_on is None or self.from_on <= day
        return begun and (self.until_on is None or day <= self.until_on)


def memberships(session: Session) -> list[Membership]:
    """Read all memberships."""
    table = session.tables["membership"]
    return [
        Membership(m["alliance_id"], m["member_id"], m["role"], m["from_on"], m["until_on"])
        for m in session.execute(select(table).order_by(table.c.id)).mappings()
    ]
