"""What a year's numbers are counted from, read once, and the units in which it is counted."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import Any

from sqlalchemy import func, select

from intloffice.database.session import Session
from intloffice.operations.counting import agreements, people, stays
from intloffice.operations.counting.agreements import Agreement
from intloffice.operations.counting.awards import Award, awards
from intloffice.operations.counting.days import Window
from intloffice.operations.counting.experts import Engagement, engagements
from intloffice.operations.counting.memberships import memberships
from intloffice.operations.counting.organisations import Organisations
from intloffice.operations.counting.periods import Period
from intloffice.operations.counting.stays import Stay
from intloffice.records.agreement import PartySide
from intloffice.records.engagement import EngagementClass
from intloffice.records.meeting import Attendance, MeetingDirection, MeetingStatus, Side
from intloffice.records.mobility import Direction
from intloffice.records.organisation import OrganisationKind

#: A record by its kind and id.
Record = tuple[str, int]


@dataclass(frozen=True)
class Unit:
    """One that is counted: the record it is, and those by which it counts.

    ``amount`` is what it adds to a sum of money.
    """

    record: Record
    behind: tuple[Record, ...] = ()
    amount: Decimal | None = None


@dataclass(frozen=True)
class Held:
    """A meeting that was held, with the organisations that came."""

    id: int
    direction: str
    visitors: tuple[int, ...]
    guests: tuple[int, ...]


def units_of(found: Iterable[tuple[Record, Record]]) -> tuple[Unit, ...]:
    """Make a unit of each that is counted, with all records by which it counts."""
    behind: dict[Record, list[Record]] = {}
    for counted, record in found:
        behind.setdefault(counted, []).append(record)
    return tuple(Unit(counted, tuple(dict.fromkeys(rs))) for counted, rs in behind.items())


def people_of(found: Iterable[Stay | Engagement]) -> tuple[Unit, ...]:
    """Count people once, whatever stays or engagements they had (rule 5)."""
    return units_of((("person", f.person_id), (f.source.kind, f.source.id)) for f in found)


def records_of(found: Iterable[Stay | Engagement | Agreement]) -> tuple[Unit, ...]:
    """Count records as such."""
    return tuple(Unit((each.source.kind, each.source.id)) for each in found)


class Found:
    """The records of a year, as of a day in it."""

    def __init__(self, session: Session, period: Period, as_of: date) -> None:
        self.session, self.period, self.as_of = session, period, as_of
        self.window = Window(period.first, as_of)
        self.organisations = Organisations(session, as_of)

    @cached_property
    def sent(self) -> list[Stay]:
        """The stays of our students elsewhere, up to the day."""
        return stays.stays(self.session, Direction.OUTBOUND, None, self.as_of)

    @cached_property
    def received(self) -> list[Stay]:
        """The stays of others here, up to the day."""
        return stays.stays(self.session, Direction.INBOUND, None, self.as_of)

    @cached_property
    def agreements(self) -> list[Agreement]:
        """All agreements."""
        return agreements.every(self.session)

    @cached_property
    def in_force(self) -> list[Agreement]:
        """The agreements effective on the day."""
        return agreements.effective(self.agreements, self.as_of)

    @cached_property
    def in_force_before(self) -> list[Agreement]:
        """The agreements effective at the end of the year before."""
        return agreements.effective(self.agreements, self.period.before().last)

    @cached_property
    def signed(self) -> list[Agreement]:
        """The agreements of which the last signature is of the year."""
        return [a for a in self.agreements if a.signed_on() in self.window]

    @cached_property
    def ended(self) -> list[Agreement]:
        """The agreements in force when the year began, or begun in it, and no longer on the day."""
        before = {a.id for a in self.in_force_before}
        now = {a.id for a in self.in_force}
        eve = self.period.before().last
        return [
            a
            for a in self.agreements
            if a.id not in now and (a.id in before or self._came_and_went(a, eve))
        ]

    @cached_property
    def short(self) -> list[Engagement]:
        """The short visits of experts, of every year."""
        return engagements(self.session, EngagementClass.SHORT_VISIT)

    @cached_property
    def long(self) -> list[Engagement]:
        """The long-term posts of experts, of every year."""
        return engagements(self.session, EngagementClass.LONG_TERM)

    @cached_property
    def awards(self) -> list[Award]:
        """The awards for the year; those have no day, only the year in which it begins."""
        return awards(self.session, range(self.period.year, self.period.year + 1))

    @cached_property
    def meetings(self) -> list[Held]:
        """The meetings held that began in the year, with who came."""
        meeting = self.session.tables["meeting"]
        query = select(meeting.c.id, meeting.c.direction).where(*self.are_held(self.window))
        lines = self.session.execute(query.order_by(meeting.c.starts_on, meeting.c.id)).all()
        visitors, guests = self._of_meetings("visitor", "organisation_id"), self._guests()
        return [
            Held(m.id, m.direction, tuple(visitors.get(m.id, ())), tuple(guests.get(m.id, ())))
            for m in lines
        ]

    def held(self, direction: MeetingDirection | str = "") -> list[Held]:
        """List the meetings held, of one direction or of all."""
        return [m for m in self.meetings if direction in ("", m.direction)]

    def count_held(self, window: Window) -> int:
        """Count the meetings held in other days."""
        meeting = self.session.tables["meeting"]
        query = select(func.count()).select_from(meeting).where(*self.are_held(window))
        return int(self.session.execute(query).scalar_one())

    def are_held(self, window: Window) -> tuple[Any, ...]:
        """Ask for the meetings held that began in some days."""
        meeting = self.session.tables["meeting"]
        return (
            meeting.c.status == MeetingStatus.HELD,
            meeting.c.starts_on.between(window.first, window.last),
        )

    def country(self, organisation_id: int | None) -> str:
        """Tell the country of an organisation."""
        return self.organisations.country_of(organisation_id)

    def nationalities(self, ids: Iterable[int]) -> dict[int, tuple[str, ...]]:
        """Tell whose people some persons are."""
        found = people.people(self.session, set(ids))
        return {person_id: person.nationalities for person_id, person in found.items()}

    def countries_of(
        self, found: Sequence[Stay | Engagement], *, by_nationality: bool
    ) -> list[tuple[str, ...]]:
        """Tell for which countries each counts: by nationality, else by the other organisation."""
        theirs: Mapping[int, tuple[str, ...]] = {}
        if by_nationality:
            theirs = self.nationalities({each.person_id for each in found})
        return [theirs.get(each.person_id) or (self.country(_other(each)),) for each in found]

    def universities(self, found: Iterable[Agreement], *, members: bool) -> tuple[Unit, ...]:
        """Count the universities on the other side; ``members`` counts those of alliances too."""
        pairs = []
        for each in found:
            bound = self.members(each) if members else each.theirs()
            for which in dict.fromkeys(bound):
                counted = self.organisations.counted_as(which)
                if counted.kind == OrganisationKind.UNIVERSITY and not counted.ours:
                    pairs.append((("organisation", counted.id), ("agreement", each.id)))
        return units_of(pairs)

    def members(self, agreement: Agreement) -> list[int]:
        """List who is bound on the other side, with the members of alliances on the day."""
        theirs = [p.organisation_id for p in agreement.parties if p.side == PartySide.THEIRS]
        return theirs + [m.member_id for m in self._memberships if m.alliance_id in theirs]

    @cached_property
    def _memberships(self) -> list[Any]:
        return [m for m in memberships(self.session) if m.held_on(self.as_of)]

    def _came_and_went(self, agreement: Agreement, eve: date) -> bool:
        begun = agreements.has_begun(agreement, self.as_of)
        return begun and not agreements.has_begun(agreement, eve)

    def _of_meetings(self, rows: str, name: str) -> dict[int, list[int]]:
        meeting, own = self.session.tables["meeting"], self.session.tables[f"meeting_{rows}"]
        query = select(own.c.meeting_id, own.c[name].label("which"))
        query = query.join(meeting, own.c.meeting_id == meeting.c.id)
        query = query.where(*self.are_held(self.window)).order_by(own.c.position)
        found: dict[int, list[int]] = {}
        for line in self.session.execute(query):
            found.setdefault(line.meeting_id, []).append(line.which)
        return found

    def _guests(self) -> dict[int, list[int]]:
        meeting, guest = self.session.tables["meeting"], self.session.tables["meeting_participant"]
        query = (
            select(meeting.c.id, guest.c.person_id)
            .join(guest, guest.c.meeting_id == meeting.c.id)
            .where(
                *self.are_held(self.window),
                guest.c.side == Side.GUEST,
                guest.c.attended != Attendance.NO,
            )
            .distinct()
            .order_by(meeting.c.id, guest.c.person_id)
        )
        found: dict[int, list[int]] = {}
        for line in self.session.execute(query):
            found.setdefault(line.id, []).append(line.person_id)
        return found


def _other(each: Stay | Engagement) -> int | None:
    return each.organisation_id if isinstance(each, Stay) else each.home_id
