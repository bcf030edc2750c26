"""What a year amounts to, counted as the office counts (records.md, *Rules of counting*)."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import Any

from sqlalchemy import func, select

from intloffice.database.session import Session
from intloffice.i18n import N_
from intloffice.operations.counting import agreements, people, stays
from intloffice.operations.counting.agreements import Agreement
from intloffice.operations.counting.awards import Award, awards
from intloffice.operations.counting.days import Window
from intloffice.operations.counting.experts import Engagement, engagements
from intloffice.operations.counting.memberships import memberships
from intloffice.operations.counting.naming import Source
from intloffice.operations.counting.organisations import Organisations
from intloffice.operations.counting.programmes import programmes
from intloffice.operations.counting.stays import Stay, begun_in, persons
from intloffice.records.agreement import AgreementLevel
from intloffice.records.award import AmountPeriod
from intloffice.records.engagement import EngagementClass
from intloffice.records.meeting import Attendance, MeetingDirection, MeetingStatus, Side
from intloffice.records.mobility import Direction, StudyLevel
from intloffice.records.organisation import OrganisationKind

#: For how many years the charts look back, the year itself included.
CHARTED = 5

#: What a row of the summary is about: a label in English, a country's code, or a name.
Part = str | Mapping[str, str]


@dataclass(frozen=True)
class Basis:
    """How something was counted: a sentence with its placeholders."""

    template: str
    facts: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True)
class Count:
    """One number: its topic, what is counted, of which part, and by which rule.

    ``part`` is a label in English or what a record is called in each language; ``country`` and
    ``currency`` are codes.
    """

    topic: str
    what: str
    number: int | Decimal
    basis: Basis
    part: Part = ""
    country: str = ""
    currency: str = ""


@dataclass(frozen=True)
class YearOfCounts:
    """A year's numbers in the charts: persons sent and received, agreements in force, meetings."""

    year: int
    sent: int
    received: int
    agreements: int
    meetings: int


@dataclass(frozen=True)
class LeftOut:
    """A record that could not be counted for want of data, and why (rule 11)."""

    source: Source
    reason: str


MEETINGS, AGREEMENTS = N_("Meetings"), N_("Agreements")
SENT, RECEIVED = N_("Students sent"), N_("Students received")
EXPERTS, AWARDS = N_("Experts"), N_("Awards")

_PERSONS, _PERSONS_BY_LEVEL = N_("Persons"), N_("Persons by level")
_BY_LENGTH, _BY_COUNTRY = N_("Persons by length"), N_("Persons by country")
_NOT_SAID = N_("Not said")
_NO_START = N_("It has no first day, so it belongs to no year.")
_NO_LENGTH = N_("It has no planned end, so it is neither long nor short.")
_NO_SIGNATURE = N_("It has no signatory on record, so it cannot be said to be signed.")
_NO_TERM = N_("It has no term on record, so it cannot be said to be effective.")


class Counting:
    """The counts of one calendar year, as of a day."""

    def __init__(self, session: Session, year: int, as_of: date, long_from_months: int) -> None:
        self.session, self.year, self.months = session, year, long_from_months
        self.as_of = as_of
        self.window = Window(date(year, 1, 1), as_of)
        self.organisations = Organisations(session, as_of)

    def counts(self) -> list[Count]:
        """Count everything, topic after topic."""
        return [
            *self._meetings(),
            *self._agreements(),
            *self._students(SENT, self.sent),
            *self._students(RECEIVED, self.received),
            *self._experts(),
            *self._awards(),
        ]

    def by_year(self) -> list[YearOfCounts]:
        """Count students, agreements and meetings of the recent years (rule 4)."""
        found = []
        for year in range(self.year - CHARTED + 1, self.year + 1):
            window = Window(date(year, 1, 1), min(date(year, 12, 31), self.as_of))
            found.append(
                YearOfCounts(
                    year,
                    len(persons(begun_in(self.sent, window))),
                    len(persons(begun_in(self.received, window))),
                    len(agreements.effective(self.agreements, window.last)),
                    self._held(window),
                )
            )
        return found

    def left_out(self) -> list[LeftOut]:
        """List what could not be counted for want of data."""
        undated = [s for s in (*self.sent, *self.received) if s.starts_on is None]
        begun = begun_in((*self.sent, *self.received), self.window)
        unmeasured = [s for s in begun if s.is_long(self.months) is None]
        visits = [e for e in (*self._short, *self._long) if e.starts_on is None]
        unsigned = [a for a in self.agreements if not a.signed]
        termless = [a for a in self.agreements if a.signed and not a.terms]
        listed: tuple[tuple[Iterable[Stay | Engagement | Agreement], str], ...] = (
            (undated, _NO_START),
            (unmeasured, _NO_LENGTH),
            (visits, _NO_START),
            (unsigned, _NO_SIGNATURE),
            (termless, _NO_TERM),
        )
        return [LeftOut(each.source, reason) for found, reason in listed for each in found]

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
        return agreements.effective(self.agreements, date(self.year - 1, 12, 31))

    @cached_property
    def signed(self) -> list[Agreement]:
        """The agreements of which the last signature is of the year."""
        return [a for a in self.agreements if a.signed_on() in self.window]

    @cached_property
    def ended(self) -> list[Agreement]:
        """The agreements in force when the year began, or begun in it, and no longer on the day."""
        before = {a.id for a in self.in_force_before}
        now = {a.id for a in self.in_force}
        eve = date(self.year - 1, 12, 31)
        return [
            a
            for a in self.agreements
            if a.id not in now and (a.id in before or self._came_and_went(a, eve))
        ]

    @cached_property
    def _short(self) -> list[Engagement]:
        return engagements(self.session, EngagementClass.SHORT_VISIT)

    @cached_property
    def _long(self) -> list[Engagement]:
        return engagements(self.session, EngagementClass.LONG_TERM)

    @property
    def _year(self) -> dict[str, object]:
        return {"year": self.year}

    @property
    def _date(self) -> dict[str, object]:
        return {"date": self.as_of}

    def _came_and_went(self, agreement: Agreement, eve: date) -> bool:
        begun = agreements.has_begun(agreement, self.as_of)
        return begun and not agreements.has_begun(agreement, eve)

    def _meetings(self) -> Iterator[Count]:
        groups = Basis(N_("Meetings held that began in {year}."), self._year)
        heads = Basis(
            N_(
                "Guests on record at the meetings held in {year}, those who did not come left out;"
                " whoever came twice counts twice."
            ),
            self._year,
        )
        once = Basis(N_("The same guests, each person once."), self._year)
        for direction in MeetingDirection:
            held = self._held(self.window, direction)
            if not held:
                continue
            yield Count(MEETINGS, N_("Groups"), held, groups, direction.label)
            guests = self._guests(direction)
            yield Count(MEETINGS, N_("Guests, each time"), len(guests), heads, direction.label)
            yield Count(MEETINGS, _PERSONS, len(set(guests)), once, direction.label)

    def _held(self, window: Window, direction: MeetingDirection | None = None) -> int:
        meeting = self.session.tables["meeting"]
        query = select(func.count()).select_from(meeting)
        query = query.where(*self._are_held(meeting, window, direction))
        return int(self.session.execute(query).scalar_one())

    def _are_held(
        self, meeting: Any, window: Window, direction: MeetingDirection | None
    ) -> tuple[Any, ...]:
        mine = (
            meeting.c.status == MeetingStatus.HELD,
            meeting.c.starts_on.between(window.first, window.last),
        )
        return mine if direction is None else (*mine, meeting.c.direction == direction)

    def _guests(self, direction: MeetingDirection) -> list[int]:
        meeting, guest = self.session.tables["meeting"], self.session.tables["meeting_participant"]
        query = (
            select(meeting.c.id, guest.c.person_id)
            .join(guest, guest.c.meeting_id == meeting.c.id)
            .where(
                *self._are_held(meeting, self.window, direction),
                guest.c.side == Side.GUEST,
                guest.c.attended != Attendance.NO,
            )
            .distinct()
        )
        return [line.person_id for line in self.session.execute(query)]

    def _agreements(self) -> Iterator[Count]:
        signed = Basis(N_("By the day of the last signature, whatever the level."))
        yield from self._by_level(N_("Signed in the year"), self.signed, signed)
        in_force = Basis(
            N_("A term covers {date}, all have signed, and no other agreement replaces it."),
            self._date,
        )
        yield from self._by_level(N_("In force at the year’s end"), self.in_force, in_force)
        ended = Basis(
            N_("In force when the year began, or begun in it, and no longer on {date}."), self._date
        )
        yield from self._by_level(N_("Ended in the year"), self.ended, ended)
        replacing = {a.replaces_id for a in self.in_force}
        yield Count(
            AGREEMENTS,
            N_("Ended in the year"),
            sum(a.id in replacing for a in self.ended),
            Basis(N_("Of those ended: replaced by another agreement that is in force.")),
            N_("Replaced"),
        )
        yield from self._reached()

    def _by_level(self, what: str, found: Sequence[Agreement], basis: Basis) -> Iterator[Count]:
        yield Count(AGREEMENTS, what, len(found), basis)
        for level in AgreementLevel:
            number = sum(a.level == level for a in found)
            if number:
                yield Count(AGREEMENTS, what, number, basis, level.label)

    def _reached(self) -> Iterator[Count]:
        """Count the universities with an agreement of our own, and those through alliances."""
        ourselves = self.organisations.ourselves
        own = [a for a in self.in_force if agreements.counted_as_ours(a, ourselves)]
        partners = self._universities(which for a in own for which in a.theirs())
        what = N_("Universities in agreements")
        yield Count(
            AGREEMENTS,
            what,
            len(partners),
            Basis(
                N_(
                    "Partners of the university’s own agreements in force on {date}; a faculty "
                    "counts as its university."
                ),
                self._date,
            ),
            N_("Own"),
        )
        through = [a for a in self.in_force if a.level == AgreementLevel.ALLIANCE]
        members = self._universities(which for a in through for which in self._members(a))
        yield Count(
            AGREEMENTS,
            what,
            len(partners | members),
            Basis(
                N_("The same, with the members of the alliances that are bound to ours on {date}."),
                self._date,
            ),
            N_("Own or through alliances"),
        )

    def _members(self, agreement: Agreement) -> Iterator[int]:
        theirs = {p.organisation_id for p in agreement.parties if p.side == "theirs"}
        yield from theirs
        for membership in memberships(self.session):
            if membership.alliance_id in theirs and membership.held_on(self.as_of):
                yield membership.member_id

    def _universities(self, ids: Iterable[int]) -> set[int]:
        counted = (self.organisations.counted_as(which) for which in set(ids))
        return {o.id for o in counted if o.kind == OrganisationKind.UNIVERSITY and not o.ours}

    def _students(self, topic: str, found: list[Stay]) -> Iterator[Count]:
        begun = begun_in(found, self.window)
        basis = Basis(
            N_(
                "Distinct persons whose stay began in {year}; nominated and withdrawn ones are not "
                "counted."
            ),
            self._year,
        )
        yield Count(topic, _PERSONS, len(persons(begun)), basis)
        stays_of = Basis(
            N_("Stays that began in {year}; whoever had two counts twice."), self._year
        )
        yield Count(topic, N_("Stays"), len(begun), stays_of)
        away = [stay for stay in found if stay.covers(self.as_of)]
        there = Basis(N_("Distinct persons whose stay covers {date}."), self._date)
        yield Count(topic, N_("At the year’s end"), len(persons(away)), there)
        for level, label in (*((each, each.label) for each in StudyLevel), ("", _NOT_SAID)):
            number = len(persons(s for s in begun if s.level == level))
            if number:
                yield Count(topic, _PERSONS_BY_LEVEL, number, basis, label)
        yield from self._by_length(topic, begun)
        yield from self._by_country(topic, begun)

    def _by_length(self, topic: str, begun: Sequence[Stay]) -> Iterator[Count]:
        basis = Basis(
            N_(
                "Distinct persons whose stay began in {year}; long is {months} planned months or "
                "more."
            ),
            {**self._year, "months": self.months},
        )
        for label, wanted in ((N_("Long"), True), (N_("Short"), False), (_NOT_SAID, None)):
            number = len(persons(s for s in begun if s.is_long(self.months) is wanted))
            if number or wanted is not None:
                yield Count(topic, _BY_LENGTH, number, basis, label)

    def _by_country(self, topic: str, begun: Sequence[Stay]) -> Iterator[Count]:
        basis = Basis(
            N_(
                "Distinct persons whose stay began in {year}, by the country of the university at "
                "the other end."
            ),
            self._year,
        )
        nationalities: Mapping[int, tuple[str, ...]] = {}
        if topic == RECEIVED:
            nationalities = self._nationalities(persons(begun))
            basis = Basis(
                N_(
                    "Distinct persons whose stay began in {year}, by nationality, else by the home "
                    "university’s country; who has two counts for both."
                ),
                self._year,
            )
        pairs = [
            (nationalities.get(s.person_id) or (self._country(s.organisation_id),), s.person_id)
            for s in begun
        ]
        yield from _ranked(pairs, lambda n, code: _of_country(topic, n, basis, code))

    def _experts(self) -> Iterator[Count]:
        begun = [e for e in self._short if e.starts_on in self.window]
        visits = Basis(N_("Short visits that began in {year}."), self._year)
        once = Basis(N_("Distinct persons with a short visit that began in {year}."), self._year)
        yield Count(EXPERTS, N_("Visits"), len(begun), visits, N_("Short-term"))
        yield Count(EXPERTS, _PERSONS, _distinct(begun), once, N_("Short-term"))
        there = [e for e in self._long if e.covers(self.as_of)]
        in_post = Basis(N_("Distinct persons in a long-term post on {date}."), self._date)
        yield Count(EXPERTS, _PERSONS, _distinct(there), in_post, N_("Long-term"))
        new = [e for e in self._long if e.starts_on in self.window]
        newly = Basis(N_("Distinct persons whose long-term post began in {year}."), self._year)
        yield Count(EXPERTS, N_("New persons"), _distinct(new), newly, N_("Long-term"))
        by_country = Basis(
            N_(
                "Distinct persons with a short visit that began in {year}, by nationality, else by "
                "the home organisation’s country; who has two counts for both."
            ),
            self._year,
        )
        nationalities = self._nationalities({e.person_id for e in begun})
        pairs = [
            (nationalities.get(e.person_id) or (self._country(e.home_id),), e.person_id)
            for e in begun
        ]
        yield from _ranked(pairs, lambda n, code: _of_country(EXPERTS, n, by_country, code))

    def _awards(self) -> Iterator[Count]:
        given = awards(self.session, range(self.year, self.year + 1))
        recipients = Basis(
            N_("Distinct recipients of awards for {year}, each programme and currency apart."),
            self._year,
        )
        paid = Basis(
            N_(
                "The awards for {year} in this currency added up; amounts a month are no total and "
                "are left out."
            ),
            self._year,
        )
        named = programmes(self.session, self.as_of)
        groups: dict[tuple[int, str], list[Award]] = {}
        for award in given:
            groups.setdefault((award.programme_id, award.currency), []).append(award)
        for (programme_id, currency), mine in sorted(groups.items()):
            names = named[programme_id].named.names
            number = len({award.recipient_id for award in mine})
            yield Count(AWARDS, N_("Recipients"), number, recipients, names, currency=currency)
            whole = [award.amount for award in mine if award.per != AmountPeriod.MONTH]
            if whole:
                total = sum(whole, Decimal("0.00"))
                yield Count(AWARDS, N_("Amount"), total, paid, names, currency=currency)

    def _country(self, organisation_id: int | None) -> str:
        return self.organisations.country_of(organisation_id)

    def _nationalities(self, ids: Iterable[int]) -> dict[int, tuple[str, ...]]:
        found = people.people(self.session, set(ids))
        return {person_id: person.nationalities for person_id, person in found.items()}


def _ranked(
    pairs: Iterable[tuple[Sequence[str], int]], make: Callable[[int, str], Count]
) -> Iterator[Count]:
    """Count persons by country, the largest number first."""
    groups: dict[str, set[int]] = {}
    for countries, person_id in pairs:
        for country in countries:
            groups.setdefault(country, set()).add(person_id)
    for country, group in sorted(groups.items(), key=lambda item: (-len(item[1]), item[0])):
        yield make(len(group), country)


def _of_country(topic: str, number: int, basis: Basis, country: str) -> Count:
    part = "" if country else _NOT_SAID
    return Count(topic, _BY_COUNTRY, number, basis, part, country)


def _distinct(found: Iterable[Engagement]) -> int:
    return len({engagement.person_id for engagement in found})
