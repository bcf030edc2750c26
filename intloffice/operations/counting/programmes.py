"""Programmes as they are named and dated."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from intloffice.database.session import Session
from intloffice.i18n import LOCALES
from intloffice.operations.counting.naming import Named, Source, name_on


@dataclass(frozen=True)
class Programme:
    """A programme as far as it is counted; ``began_here_on`` may be known to the year only."""

    named: Named
    sponsor_id: int | None
    administrator_id: int | None
    funding: str
    for_experts: bool
    began_here_on: str


def programmes(session: Session, day: date) -> dict[int, Programme]:
    """Read all programmes, named as on a day."""
    table, names = session.tables["programme"], session.tables["programme_name"]
    rows: dict[int, list[dict[str, object]]] = {}
    for line in session.execute(select(names).order_by(names.c.position)).mappings():
        rows.setdefault(line["programme_id"], []).append(dict(line))
    return {
        line["id"]: Programme(
            Named(
                Source("programme", line["id"], line["uuid"]),
                {code: name_on(rows.get(line["id"], []), code, day) for code in LOCALES},
            ),
            line["sponsor_id"],
            line["administrator_id"],
            line["funding"],
            line["for_experts"],
            line["began_here_on"],
        )
        for line in session.execute(select(table)).mappings()
    }
