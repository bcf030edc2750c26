"""Which countries the office has to do with."""

from sqlalchemy import func, select

from intloffice.database.session import Session


def occurring(session: Session) -> dict[str, int]:
    """Count the partner organisations of each country by ISO code, the most first."""
    table = session.tables["organisation"]
    number = func.count().label("total")
    found = session.execute(
        select(table.c.country, number)
        .where(table.c.ours.is_(False), table.c.country != "")
        .group_by(table.c.country)
        .order_by(number.desc(), table.c.country)
    )
    return {line.country: line.total for line in found}
