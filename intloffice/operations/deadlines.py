"""What falls due: agreements that end, and what was to be followed up."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import func, select

from intloffice.database.session import Session
from intloffice.operations import browse


@dataclass(frozen=True)
class Due:
    """A record on which something falls due: the day, what it is, and how the record is called."""

    day: date
    kind: str
    id: int
    caption: str
    what: str = ""


def expiring(session: Session, first: date, last: date, language: str, limit: int) -> list[Due]:
    """List the agreements whose latest term ends between two days, the earliest first.

    An agreement that renews itself, is open-ended or was ended before its time is left out.
    """
    agreement, term = session.tables["agreement"], session.tables["agreement_term"]
    end = func.max(term.c.effective_until)
    query = (
        select(agreement.c.id, agreement.c[f"caption_{language}"], end)
        .join(term, term.c.agreement_id == agreement.c.id)
        .where(agreement.c.renewal == "fixed")
        .group_by(agreement.c.id)
        .having(func.count(term.c.effective_until) == func.count())
        .having(func.count(term.c.ended_on) == 0)
        .having(end.between(first, last))
        .order_by(end, agreement.c.id)
        .limit(limit)
    )
    found: list[Any] = list(session.execute(query))
    parties = _parties(session, [id_ for id_, _, _ in found], language)
    return [
        Due(_day(until), "agreement", id_, caption, parties.get(id_, ""))
        for id_, caption, until in found
    ]


def following(session: Session, last: date, language: str, limit: int) -> list[Due]:
    """List what was promised at meetings, is due by a day and not done, the earliest first."""
    meeting, promised = session.tables["meeting"], session.tables["meeting_follow_up"]
    own, english = promised.c[f"text_{language}"], promised.c.text_en
    query = (
        select(
            promised.c.due_on,
            meeting.c.id,
            func.coalesce(func.nullif(own, ""), english),
            meeting.c[f"caption_{language}"],
        )
        .join(meeting, meeting.c.id == promised.c.meeting_id)
        .where(promised.c.due_on <= last, promised.c.done_on.is_(None))
        .order_by(promised.c.due_on, promised.c.id)
        .limit(limit)
    )
    found: list[Any] = list(session.execute(query))
    return [Due(_day(day), "meeting", id_, caption, what) for day, id_, what, caption in found]


def _parties(session: Session, ids: list[int], language: str) -> dict[int, str]:
    kind = session.tables.kinds["agreement"]
    column = kind.columns.index("party.organisation_id")
    return {row.id: row.cells[column] for row in browse.rows(session, kind, ids, language)}


def _day(value: date | str) -> date:
    return value if isinstance(value, date) else date.fromisoformat(value)
