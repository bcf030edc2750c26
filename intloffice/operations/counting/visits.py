"""A meeting with all that is prepared for it, and what earlier ones have left open."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select

from intloffice.database.derived import slices
from intloffice.database.session import Session
from intloffice.i18n import LOCALES
from intloffice.operations.counting.meetings import Meeting
from intloffice.operations.counting.naming import Source, texts
from intloffice.records.meeting import Attendance, MeetingStatus, Side


@dataclass(frozen=True)
class Participant:
    """One who takes part, with title and organisation of that day; ``row`` is the row's id."""

    row: int
    person_id: int
    side: str
    role: str
    precedence: int | None
    titles: Mapping[str, str]
    organisation_id: int | None
    attended: str


@dataclass(frozen=True)
class Item:
    """An entry of the itinerary; ``row`` is the row's id."""

    row: int
    on: date | None
    starts_at: str
    ends_at: str
    kind: str
    places: Mapping[str, str]
    who: str
    responsible_id: int | None


@dataclass(frozen=True)
class Remark:
    """What one side said: by whom, what it does, and its own text in each language, if any."""

    speaker_id: int
    kind: str
    texts: Mapping[str, str]


@dataclass(frozen=True)
class Visit:
    """A meeting as it is prepared."""

    source: Source
    reference: str
    titles: Mapping[str, str]
    kind: str
    direction: str
    status: str
    starts_on: date
    starts_at: str
    ends_on: date | None
    ends_at: str
    place: str
    purpose: str
    topics: tuple[str, ...]
    visitors: tuple[int, ...]
    participants: tuple[Participant, ...]
    items: tuple[Item, ...]

    def guests(self) -> list[Participant]:
        """List the guests in order of precedence; those without one come last."""
        return self._on(Side.GUEST)

    def hosts(self) -> list[Participant]:
        """List the hosts in order of precedence."""
        return self._on(Side.HOST)

    def _on(self, side: str) -> list[Participant]:
        found = [p for p in self.participants if p.side == side and p.attended != Attendance.NO]
        return sorted(found, key=lambda p: (p.precedence is None, p.precedence or 0))


@dataclass(frozen=True)
class FollowUp:
    """A promise or a task of a meeting; ``theirs`` tells that it falls to one of the guests."""

    meeting: Meeting
    kind: str
    texts: Mapping[str, str]
    owner_id: int | None
    due_on: date | None
    done_on: date | None
    theirs: bool

    def is_open(self, day: date) -> bool:
        """Tell whether it was still to be done on a day."""
        return self.done_on is None or self.done_on > day


@dataclass(frozen=True)
class Gift:
    """A gift from one person to another."""

    meeting: Meeting
    direction: str
    giver_id: int | None
    receiver_id: int | None
    item: str


def visit(session: Session, meeting_id: int) -> Visit:
    """Read a meeting by its id."""
    table = session.tables["meeting"]
    line = dict(session.execute(select(table).where(table.c.id == meeting_id)).mappings().one())

    def rows(name: str) -> list[dict[str, Any]]:
        own = session.tables[f"meeting_{name}"]
        query = select(own).where(own.c.meeting_id == meeting_id).order_by(own.c.position)
        return [dict(row) for row in session.execute(query).mappings()]

    return Visit(
        source=Source("meeting", line["id"], line["uuid"]),
        titles=texts(line, "title"),
        visitors=tuple(row["organisation_id"] for row in rows("visitor")),
        participants=tuple(_participant(row) for row in rows("participant")),
        items=tuple(_item(row) for row in rows("item")),
        **{name: line[name] for name in _PLAIN},
    )


def remarks(session: Session, meeting_id: int) -> list[Remark]:
    """Read what was said at a meeting, in its order."""
    own = session.tables["meeting_remark"]
    query = select(own).where(own.c.meeting_id == meeting_id).order_by(own.c.position)
    return [
        Remark(
            line["speaker_id"],
            line["kind"],
            {code: line[f"text_{code}"] for code in LOCALES if line[f"text_{code}"]},
        )
        for line in session.execute(query).mappings()
    ]


def earlier(session: Session, people: Collection[int], before: date) -> dict[int, list[Meeting]]:
    """Read the meetings held before a day that people came to, the last one first."""
    participant = session.tables["meeting_participant"]
    found: dict[int, list[Meeting]] = {}
    for part in slices(set(people)):
        query = select(participant.c.meeting_id, participant.c.person_id).where(
            participant.c.person_id.in_(part), participant.c.attended != Attendance.NO
        )
        lines = session.execute(query).all()
        known = _held(session, {line.meeting_id for line in lines}, before)
        for line in lines:
            if line.meeting_id in known:
                found.setdefault(line.person_id, []).append(known[line.meeting_id])
    for met in found.values():
        met.sort(key=lambda m: (m.starts_on, m.source.id), reverse=True)
    return found


def follow_ups(session: Session, meetings: Collection[Meeting]) -> list[FollowUp]:
    """Read what meetings were to be followed up by, in the order of the meetings."""
    known = {m.source.id: m for m in meetings}
    guests = {
        (line["meeting_id"], line["person_id"])
        for line in _rows_of(session, "participant", known)
        if line["side"] == Side.GUEST
    }
    return [
        FollowUp(
            known[line["meeting_id"]],
            line["kind"],
            texts(line, "text"),
            line["owner_id"],
            line["due_on"],
            line["done_on"],
            (line["meeting_id"], line["owner_id"]) in guests,
        )
        for line in _rows_of(session, "follow_up", known)
    ]


def gifts(session: Session, meetings: Collection[Meeting]) -> list[Gift]:
    """Read the gifts of meetings, in the order of the meetings."""
    known = {m.source.id: m for m in meetings}
    return [
        Gift(
            known[line["meeting_id"]],
            line["direction"],
            line["giver_id"],
            line["receiver_id"],
            line["item"],
        )
        for line in _rows_of(session, "gift", known)
    ]


_PLAIN = (
    "reference",
    "kind",
    "direction",
    "status",
    "starts_on",
    "starts_at",
    "ends_on",
    "ends_at",
    "place",
    "purpose",
    "topics",
)


def _held(session: Session, ids: Collection[int], before: date) -> dict[int, Meeting]:
    table = session.tables["meeting"]
    return {
        line["id"]: Meeting(
            Source("meeting", line["id"], line["uuid"]),
            texts(dict(line), "title"),
            line["starts_on"],
            texts(dict(line), "outcome"),
        )
        for part in slices(ids)
        for line in session.execute(
            select(table).where(
                table.c.id.in_(part),
                table.c.status == MeetingStatus.HELD,
                table.c.starts_on < before,
            )
        ).mappings()
    }


def _rows_of(session: Session, name: str, known: Mapping[int, Meeting]) -> list[dict[str, Any]]:
    table = session.tables[f"meeting_{name}"]
    found = [
        dict(line)
        for part in slices(known)
        for line in session.execute(
            select(table).where(table.c.meeting_id.in_(part)).order_by(table.c.position)
        ).mappings()
    ]
    order = {which: at for at, which in enumerate(known)}
    return sorted(found, key=lambda line: order[line["meeting_id"]])


def _participant(row: Mapping[str, Any]) -> Participant:
    return Participant(
        row["id"],
        row["person_id"],
        row["side"],
        row["role"],
        row["precedence"],
        texts(row, "title"),
        row["organisation_id"],
        row["attended"],
    )


def _item(row: Mapping[str, Any]) -> Item:
    return Item(
        row["id"],
        row["on"],
        row["starts_at"],
        row["ends_at"],
        row["kind"],
        texts(row, "place"),
        row["who"],
        row["responsible_id"],
    )
