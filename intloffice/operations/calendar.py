"""What happens when: meetings, visits of experts, what falls due; and moving it to another day."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import func, select

from intloffice.database.session import Session, WritingSession
from intloffice.errors import ChangedMeanwhileError, OfficeError
from intloffice.i18n import N_
from intloffice.operations import edit
from intloffice.operations.counting import agreements, notices
from intloffice.operations.counting.notices import DeadlineSort
from intloffice.operations.sorting import shown_text
from intloffice.records.engagement import EngagementClass
from intloffice.records.meeting import MeetingStatus
from intloffice.schema.choice import Choice


class Sort(Choice):
    """What an entry of the calendar is."""

    MEETING = "meeting", N_("Meeting")
    EXPERT = "expert", N_("Visit of an expert")
    FOLLOW_UP = "follow-up", N_("Follow-up due")
    NOTICE = DeadlineSort.NOTICE.value, DeadlineSort.NOTICE.label
    ENDING = DeadlineSort.ENDING.value, DeadlineSort.ENDING.label
    REVIEW = DeadlineSort.REVIEW.value, DeadlineSort.REVIEW.label
    PROPOSED = DeadlineSort.PROPOSED.value, DeadlineSort.PROPOSED.label


@dataclass(frozen=True)
class Entry:
    """Something on one or several days, both ends included.

    ``kind`` and ``id`` are the record it is of; ``starts_at`` and ``ends_at`` are HH:MM or empty.
    """

    sort: str
    kind: str
    id: int
    uuid: str
    first: date
    last: date
    caption: str
    place: str = ""
    starts_at: str = ""
    ends_at: str = ""
    confidential: bool = False

    @property
    def moves(self) -> bool:
        """Whether it can be put on another day by itself."""
        return self.sort in (Sort.MEETING, Sort.EXPERT)


def entries(session: Session, first: date, last: date, language: str) -> list[Entry]:
    """List what there is between two days, both included, in order of days and times.

    Meetings that were cancelled are left out, with what was to follow from them. Of experts the
    short visits are meant; a post of years is no entry of a calendar.
    """
    found = [
        *_meetings(session, first, last, language),
        *_experts(session, first, last, language),
        *_follow_ups(session, first, last, language),
        *_endings(session, first, last, language),
    ]
    return sorted(found, key=lambda each: (each.first, each.starts_at, each.caption, each.id))


def move(session: WritingSession, entry: Entry, days: int) -> None:
    """Put a meeting or a visit on other days, with its itinerary; its length stays.

    Raise ChangedMeanwhileError where it is gone or on other days by now.
    """
    if not entry.moves:
        raise OfficeError(N_("“{caption}” cannot be moved by itself."), caption=entry.caption)
    kind = session.tables.kinds[entry.kind]
    loaded = edit.load(session, kind, entry.id)
    if loaded.values["starts_on"] != entry.first:
        raise ChangedMeanwhileError(
            N_("This was put on another day meanwhile; it was not moved again.")
        )
    by = timedelta(days=days)

    def later(value: Any) -> Any:
        return value + by if isinstance(value, date) else value

    moved = {name: later(loaded.values[name]) for name in ("starts_on", "ends_on")}
    items = [
        edit.Line(line.id, {**line.values, "on": later(line.values["on"])})
        for line in loaded.rows.get("item", ())
    ]
    rows = {"item": items} if items else {}
    edit.change(session, kind, entry.id, loaded.version, moved, rows)


def _meetings(session: Session, first: date, last: date, language: str) -> Iterator[Entry]:
    table = session.tables["meeting"]
    query = _between(table, first, last).where(table.c.status != MeetingStatus.CANCELLED)
    for line in session.execute(query).mappings():
        yield Entry(
            Sort.MEETING,
            "meeting",
            line["id"],
            line["uuid"],
            line["starts_on"],
            line["ends_on"] or line["starts_on"],
            line[f"caption_{language}"],
            line["place"],
            line["starts_at"],
            line["ends_at"],
            line["confidential"],
        )


def _experts(session: Session, first: date, last: date, language: str) -> Iterator[Entry]:
    table, person = session.tables["engagement"], session.tables["person"]
    caption = person.c[f"caption_{language}"].label("expert")
    query = (
        _between(table, first, last)
        .add_columns(caption)
        .join(person, person.c.id == table.c.person_id)
        .where(table.c.engagement_class == EngagementClass.SHORT_VISIT)
    )
    for line in session.execute(query).mappings():
        yield Entry(
            Sort.EXPERT,
            "engagement",
            line["id"],
            line["uuid"],
            line["starts_on"],
            line["ends_on"] or line["starts_on"],
            line["expert"],
            confidential=line["confidential"],
        )


def _between(table: Any, first: date, last: date) -> Any:
    ends = func.coalesce(table.c.ends_on, table.c.starts_on)
    return select(table).where(table.c.starts_on <= last, ends >= first)


def _follow_ups(session: Session, first: date, last: date, language: str) -> Iterator[Entry]:
    meeting, promised = session.tables["meeting"], session.tables["meeting_follow_up"]
    query = (
        select(
            meeting.c.id,
            meeting.c.uuid,
            meeting.c.confidential,
            promised.c.id.label("row"),
            promised.c.due_on,
            shown_text(promised, "text", language).label("what"),
        )
        .join(meeting, meeting.c.id == promised.c.meeting_id)
        .where(promised.c.due_on.between(first, last), promised.c.done_on.is_(None))
        .where(meeting.c.status != MeetingStatus.CANCELLED)
    )
    for line in session.execute(query).mappings():
        yield Entry(
            Sort.FOLLOW_UP,
            "meeting",
            line["id"],
            f"{line['uuid']}-{line['row']}",
            line["due_on"],
            line["due_on"],
            line["what"],
            confidential=line["confidential"],
        )


def _endings(session: Session, first: date, last: date, language: str) -> Iterator[Entry]:
    """Tell what is to be decided of agreements; of none that another has replaced by then."""
    table = session.tables["agreement"]
    caption = table.c[f"caption_{language}"].label("caption")
    query = select(table.c.id, caption)
    captions = {line.id: line.caption for line in session.execute(query)}
    every = agreements.every(session)
    for each in every:
        for due in notices.deadlines(each, last):
            if first <= due.day and not notices.is_replaced(each, every, due.end):
                uuid = f"{each.source.uuid}-{due.sort}-{due.end.isoformat()}"
                yield Entry(
                    *(due.sort, "agreement", each.id, uuid, due.day, due.day, captions[each.id]),
                    confidential=each.confidential,
                )
