"""What falls due: agreements that end, what was to be followed up, anniversaries."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select

from intloffice import resources
from intloffice.database.session import Session
from intloffice.i18n import language as speaking
from intloffice.operations import browse
from intloffice.operations.counting import milestones
from intloffice.operations.counting.days import months_after
from intloffice.operations.counting.notices import DeadlineSort
from intloffice.operations.sorting import shown_text
from intloffice.records.meeting import MeetingStatus


@dataclass(frozen=True)
class Due:
    """A record on which something falls due: the day, what it is, and how the record is called."""

    day: date
    kind: str
    id: int
    caption: str
    what: str = ""


def to_decide(session: Session, ends: Sequence[tuple[date, int, str]], language: str) -> list[Due]:
    """Describe agreements by the day on which something is to be decided, and what it is."""
    kind = session.tables.kinds["agreement"]
    spoken = speaking(language, resources.folder("translations"))
    ids = [key for _, key, _ in ends]
    captions = browse.captions(session, kind.name, ids, language)
    parties = kind.columns.index("party.organisation_id")
    rows = {row.id: row.cells[parties] for row in browse.rows(session, kind, ids, language)}

    def what(key: int, sort: str) -> str:
        return " · ".join(filter(None, (spoken.text(DeadlineSort.label_of(sort)), rows[key])))

    return [Due(day, kind.name, key, captions[key], what(key, sort)) for day, key, sort in ends]


def following(session: Session, last: date, language: str, limit: int) -> list[Due]:
    """List what was promised at meetings, is due by a day and not done, the earliest first.

    What was to follow from a meeting that was cancelled is left out.
    """
    meeting, promised = session.tables["meeting"], session.tables["meeting_follow_up"]
    query = (
        select(
            promised.c.due_on,
            meeting.c.id,
            shown_text(promised, "text", language),
            meeting.c[f"caption_{language}"],
        )
        .join(meeting, meeting.c.id == promised.c.meeting_id)
        .where(promised.c.due_on <= last, promised.c.done_on.is_(None))
        .where(meeting.c.status != MeetingStatus.CANCELLED)
        .order_by(promised.c.due_on, promised.c.id)
        .limit(limit)
    )
    found: list[Any] = list(session.execute(query))
    return [Due(_day(day), "meeting", id_, caption, what) for day, id_, what, caption in found]


@dataclass(frozen=True)
class Anniversary:
    """A round anniversary of a milestone; ``on`` is as exact as the milestone's own date."""

    on: str
    years: int
    id: int
    caption: str


def anniversaries(session: Session, day: date, language: str, limit: int) -> list[Anniversary]:
    """List the round anniversaries of all milestones within a year after a day, the next first."""
    table = session.tables["milestone"]
    found = [
        (on, years, line.id)
        for line in session.execute(select(table.c.id, table.c.happened_on))
        for years, on in milestones.anniversaries(line.happened_on, day, months_after(day, 12))
    ]
    nearest = sorted(found)[:limit]
    captions = browse.captions(session, "milestone", [key for *_, key in nearest], language)
    return [Anniversary(on, years, key, captions[key]) for on, years, key in nearest]


def _day(value: date | str) -> date:
    return value if isinstance(value, date) else date.fromisoformat(value)
