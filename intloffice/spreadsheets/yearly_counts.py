"""What a year amounts to, counted as the office counts (records.md, *Rules of counting*)."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from sqlalchemy import func, select

from intloffice.database.session import Session
from intloffice.i18n import N_
from intloffice.operations.counting import agreements, people, stays
from intloffice.operations.counting.awards import awards
from intloffice.operations.counting.days import Window
from intloffice.operations.counting.experts import Engagement, engagements
from intloffice.operations.counting.organisations import Organisations
from intloffice.operations.counting.programmes import programmes
from intloffice.operations.counting.stays import Stay, begun_in, persons
from intloffice.records.agreement import AgreementLevel
from intloffice.records.engagement import EngagementClass
from intloffice.records.meeting import MeetingDirection, MeetingStatus, Side
from intloffice.records.mobility import Direction, StudyLevel

#: For how many years the charts look back, the year itself included.
CHARTED = 5


@dataclass(frozen=True)
class Count:
    """One number: its topic, what is counted, and by which rule.

    ``what`` is a label in English, or what a record or country is called in each language;
    ``basis`` is a sentence with its placeholders in ``facts``.
    """

    topic: str
    what: str | Mapping[str, str]
    number: int
    basis: str
    facts: Mapping[str, object] = field(default_factory=dict)
    country: str = ""


@dataclass(frozen=True)
class YearOfCounts:
    """A year's numbers in the chart: distinct persons sent and received, agreements in force."""

    year: int
    sent: int
    received: int
    agreements: int


MEETINGS, AGREEMENTS = N_("Meetings"), N_("Agreements")
SENT, RECEIVED = N_("Students sent"), N_("Students received")
EXPERTS, AWARDS = N_("Experts"), N_("Awards")

_GROUPS = N_("Meetings held that began in {year}.")
_HEADS = N_("Guests on record of the meetings held that began in {year}; each meeting counts anew.")
_SIGNED = N_("By the day of the last signature, at any level.")
_IN_FORCE = N_(
    "Effective on {date}: a term covers the day, all have signed, and no other replaces it."
)
_PERSONS = N_(
    "Distinct persons whose stay began in {year}; withdrawn and nominated are not counted."
)
_LENGTH = N_(
    "Distinct persons whose stay began in {year}; long is {months} planned months or more."
)
_STOCK = N_("Distinct persons away, or here, on {date}.")
_VISITS = N_("Short visits that began in {year}, each counted.")
_EXPERTS = N_("Distinct persons with a short visit that began in {year}.")
_STAFF = N_("Distinct persons in a long-term post on {date}.")
_RECIPIENTS = N_("Distinct recipients of awards for {year}, each programme apart.")


class Counting:
    """The counts of one calendar year."""

    def __init__(self, session: Session, year: int, long_from_months: int) -> None:
        self.session, self.year, self.months = session, year, long_from_months
        self.last = date(year, 12, 31)
        self.organisations = Organisations(session, self.last)

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
        """Count students and agreements of the recent years."""
        found = []
        for year in range(self.year - CHARTED + 1, self.year + 1):
            window = Window(date(year, 1, 1), date(year, 12, 31))
            found.append(
                YearOfCounts(
                    year,
                    len(persons(begun_in(self.sent, window))),
                    len(persons(begun_in(self.received, window))),
                    len(agreements.effective(self.agreements, window.last)),
                )
            )
        return found

    @property
    def window(self) -> Window:
        """The year."""
        return Window(date(self.year, 1, 1), self.last)

    @cached_property
    def sent(self) -> list[Stay]:
        """The stays of our students elsewhere, up to the year's end."""
        return stays.stays(self.session, Direction.OUTBOUND, None, self.last)

    @cached_property
    def received(self) -> list[Stay]:
        """The stays of others here, up to the year's end."""
        return stays.stays(self.session, Direction.INBOUND, None, self.last)

    @cached_property
    def agreements(self) -> list[agreements.Agreement]:
        """All agreements."""
        return agreements.every(self.session)

    def _meetings(self) -> Iterator[Count]:
        meeting, guest = self.session.tables["meeting"], self.session.tables["meeting_participant"]
        for direction in MeetingDirection:
            mine = (
                meeting.c.direction == direction,
                meeting.c.status == MeetingStatus.HELD,
                meeting.c.starts_on.between(self.window.first, self.last),
            )
            groups = self.session.execute(select(func.count()).where(*mine)).scalar_one()
            heads = self.session.execute(
                select(func.count())
                .select_from(guest.join(meeting, meeting.c.id == guest.c.meeting_id))
                .where(*mine, guest.c.side == Side.GUEST, guest.c.attended != "no")
            ).scalar_one()
            if groups:
                year = {"year": self.year}
                yield Count(MEETINGS, direction.label, groups, _GROUPS, year)
                label = N_("Guests met") if direction != "received" else N_("Guests received")
                if heads:
                    yield Count(MEETINGS, label, heads, _HEADS, year)

    def _agreements(self) -> Iterator[Count]:
        signed = [a for a in self.agreements if a.signed_on() in self.window]
        yield Count(AGREEMENTS, N_("Signed in the year"), len(signed), _SIGNED)
        in_force = agreements.effective(self.agreements, self.last)
        facts = {"date": self.last}
        yield Count(AGREEMENTS, N_("In force at the year’s end"), len(in_force), _IN_FORCE, facts)
        for level in AgreementLevel:
            number = sum(a.level == level for a in in_force)
            if number:
                yield Count(AGREEMENTS, level.label, number, _IN_FORCE, facts)
        before = agreements.effective(self.agreements, date(self.year - 1, 12, 31))
        ended = [a for a in before if a not in in_force]
        yield Count(
            AGREEMENTS,
            N_("Ended in the year"),
            len(ended),
            N_("In force at the end of the year before, and no longer on {date}."),
            facts,
        )

    def _students(self, topic: str, found: list[Stay]) -> Iterator[Count]:
        begun = begun_in(found, self.window)
        year = {"year": self.year}
        yield Count(topic, N_("Persons"), len(persons(begun)), _PERSONS, year)
        away = [stay for stay in found if stay.covers(self.last)]
        yield Count(topic, N_("At the year’s end"), len(persons(away)), _STOCK, {"date": self.last})
        for level in StudyLevel:
            number = len(persons(s for s in begun if s.level == level))
            if number:
                yield Count(topic, level.label, number, _PERSONS, year)
        months = {**year, "months": self.months}
        for label, wanted in ((N_("Long"), True), (N_("Short"), False)):
            number = len(persons(s for s in begun if s.is_long(self.months) is wanted))
            yield Count(topic, label, number, _LENGTH, months)
        yield from self._by_country(topic, begun)

    def _by_country(self, topic: str, begun: list[Stay]) -> Iterator[Count]:
        came_from = self._nationalities(begun) if topic == RECEIVED else {}
        groups: dict[str, set[int]] = {}
        for stay in begun:
            there = self.organisations.country_of(stay.organisation_id)
            for country in came_from.get(stay.person_id) or (there,):
                groups.setdefault(country, set()).add(stay.person_id)
        for country, group in sorted(groups.items(), key=lambda item: (-len(item[1]), item[0])):
            yield Count(topic, "", len(group), _PERSONS, {"year": self.year}, country)

    def _nationalities(self, begun: Iterable[Stay]) -> dict[int, tuple[str, ...]]:
        found = people.people(self.session, persons(begun))
        return {person_id: person.nationalities for person_id, person in found.items()}

    def _experts(self) -> Iterator[Count]:
        short = engagements(self.session, EngagementClass.SHORT_VISIT)
        begun = [e for e in short if e.starts_on in self.window]
        year = {"year": self.year}
        yield Count(EXPERTS, N_("Short-term: persons"), _distinct(begun), _EXPERTS, year)
        yield Count(EXPERTS, N_("Short-term: visits"), len(begun), _VISITS, year)
        long = engagements(self.session, EngagementClass.LONG_TERM)
        there = [e for e in long if e.covers(self.last)]
        yield Count(
            EXPERTS, N_("Long-term: persons"), _distinct(there), _STAFF, {"date": self.last}
        )

    def _awards(self) -> Iterator[Count]:
        given = awards(self.session, range(self.year, self.year + 1))
        for programme_id, programme in programmes(self.session, self.last).items():
            mine = [a for a in given if a.programme_id == programme_id]
            if mine:
                number = len({a.recipient_id for a in mine})
                names = programme.named.names
                yield Count(AWARDS, names, number, _RECIPIENTS, {"year": self.year})


def _distinct(found: Iterable[Engagement]) -> int:
    return len({engagement.person_id for engagement in found})
