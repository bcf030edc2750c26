"""What a year amounts to, counted as the office counts (records.md, *Rules of counting*)."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import cached_property

from intloffice.database.session import Session
from intloffice.i18n import N_
from intloffice.operations.counting import agreements
from intloffice.operations.counting.agreements import Agreement
from intloffice.operations.counting.awards import Award
from intloffice.operations.counting.days import Window
from intloffice.operations.counting.experts import Engagement
from intloffice.operations.counting.naming import Source
from intloffice.operations.counting.periods import Period
from intloffice.operations.counting.programmes import Programme, programmes
from intloffice.operations.counting.stays import Stay, begun_in, modes_differ, persons, virtual
from intloffice.records.agreement import AgreementLevel
from intloffice.records.award import AmountPeriod
from intloffice.records.isced import BroadField, broad
from intloffice.records.meeting import MeetingDirection
from intloffice.records.mobility import Direction, EqfLevel, StayMode, StudyLevel
from intloffice.schema.choice import Choice
from intloffice.spreadsheets.found import Found, Held, Unit, people_of, records_of, units_of

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
    """One number: its topic, what is counted, of which part, by which rule, and one by one.

    ``part`` is a label in English or what a record is called in each language; ``country`` and
    ``currency`` are codes.
    """

    topic: str
    what: str
    units: tuple[Unit, ...]
    basis: Basis
    part: Part = ""
    country: str = ""
    currency: str = ""
    is_sum: bool = False

    @property
    def number(self) -> int | Decimal:
        """How many there are, or what they amount to."""
        if not self.is_sum:
            return len(self.units)
        return sum((unit.amount or Decimal() for unit in self.units), Decimal("0.00"))

    @property
    def key(self) -> tuple[str, ...]:
        """What is the same in the count of another year."""
        part = self.part if isinstance(self.part, str) else "\n".join(self.part.values())
        return self.topic, self.what, part, self.country, self.currency


@dataclass(frozen=True)
class YearOfCounts:
    """A year's numbers in the charts: persons sent and received, agreements in force, meetings."""

    year: Period
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
_BY_EQF, _BY_FIELD = N_("Persons by EQF level"), N_("Persons by field of study")
_BY_MODE = N_("Persons by mode of stay")
_BY_LENGTH, _BY_COUNTRY = N_("Persons by length"), N_("Persons by country")
_NOT_SAID = N_("Not said")
_NO_START = N_("It has no first day, so it belongs to no year.")
_NO_LENGTH = N_("It has no planned end, so it is neither long nor short.")
_NO_SIGNATURE = N_("It has no signatory on record, so it cannot be said to be signed.")
_NO_TERM = N_("It has no term on record, so it cannot be said to be effective.")


class Counting:
    """The counts of one year, as of a day in it."""

    def __init__(
        self, session: Session, period: Period, as_of: date, long_from_months: int
    ) -> None:
        self.session, self.period, self.months = session, period, long_from_months
        self.as_of = as_of
        self.found = Found(session, period, as_of)
        self.window = self.found.window

    def counts(self) -> list[Count]:
        """Count everything, topic after topic."""
        return [
            *self._meetings(),
            *self._agreements(),
            *self._students(SENT, self.found.sent),
            *self._students(RECEIVED, self.found.received),
            *self._experts(),
            *self._awards(),
        ]

    def by_year(self) -> list[YearOfCounts]:
        """Count students, agreements and meetings of the recent years (rule 4)."""
        found = []
        for back in reversed(range(CHARTED)):
            year = self.period.before(back)
            window = Window(year.first, min(year.last, self.as_of))
            found.append(
                YearOfCounts(
                    year,
                    len(persons(begun_in(self.found.sent, window))),
                    len(persons(begun_in(self.found.received, window))),
                    len(agreements.effective(self.found.agreements, window.last)),
                    self.found.count_held(window),
                )
            )
        return found

    def left_out(self) -> list[LeftOut]:
        """List what could not be counted for want of data."""
        both = (*self.found.sent, *self.found.received)
        undated = [s for s in both if s.starts_on is None]
        begun = begun_in(both, self.window)
        unmeasured = [s for s in begun if s.is_long(self.months) is None]
        visits = [e for e in (*self.found.short, *self.found.long) if e.starts_on is None]
        unsigned = [a for a in self.found.agreements if not a.signed]
        termless = [a for a in self.found.agreements if a.signed and not a.terms]
        listed: tuple[tuple[Iterable[Stay | Engagement | Agreement], str], ...] = (
            (undated, _NO_START),
            (unmeasured, _NO_LENGTH),
            (visits, _NO_START),
            (unsigned, _NO_SIGNATURE),
            (termless, _NO_TERM),
        )
        return [LeftOut(each.source, reason) for found, reason in listed for each in found]

    @property
    def _year(self) -> dict[str, object]:
        return {"year": self.period.label}

    @property
    def _date(self) -> dict[str, object]:
        return {"date": self.as_of}

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
            held = self.found.held(direction)
            if not held:
                continue
            units = tuple(Unit(("meeting", each.id)) for each in held)
            yield Count(MEETINGS, N_("Groups"), units, groups, direction.label)
            times = guests_each_time(held)
            yield Count(MEETINGS, N_("Guests, each time"), times, heads, direction.label)
            yield Count(MEETINGS, _PERSONS, guests_once(held), once, direction.label)

    def _agreements(self) -> Iterator[Count]:
        signed = Basis(N_("By the day of the last signature, whatever the level."))
        yield from self._by_level(N_("Signed in the year"), self.found.signed, signed)
        in_force = Basis(
            N_("A term covers {date}, all have signed, and no other agreement replaces it."),
            self._date,
        )
        at_end = N_("In force at the year’s end")
        yield from self._by_level(at_end, self.found.in_force, in_force)
        ended = Basis(
            N_("In force when the year began, or begun in it, and no longer on {date}."), self._date
        )
        yield from self._by_level(N_("Ended in the year"), self.found.ended, ended)
        replacing = {a.replaces_id for a in self.found.in_force}
        yield Count(
            AGREEMENTS,
            N_("Ended in the year"),
            records_of(a for a in self.found.ended if a.id in replacing),
            Basis(N_("Of those ended: replaced by another agreement that is in force.")),
            N_("Replaced"),
        )
        yield from self._reached()

    def _by_level(self, what: str, found: Sequence[Agreement], basis: Basis) -> Iterator[Count]:
        yield Count(AGREEMENTS, what, records_of(found), basis)
        for level in AgreementLevel:
            mine = records_of(a for a in found if a.level == level)
            if mine:
                yield Count(AGREEMENTS, what, mine, basis, level.label)

    def _reached(self) -> Iterator[Count]:
        """Count the universities with an agreement of our own, and those through alliances."""
        ourselves, in_force = self.found.organisations.ourselves, self.found.in_force
        own = [a for a in in_force if agreements.counted_as_ours(a, ourselves)]
        partners = self.found.universities(own, members=False)
        what = N_("Universities in agreements")
        yield Count(
            AGREEMENTS,
            what,
            partners,
            Basis(
                N_(
                    "Partners of the university’s own agreements in force on {date}; a faculty "
                    "counts as its university."
                ),
                self._date,
            ),
            N_("Own"),
        )
        through = [a for a in in_force if a.level == AgreementLevel.ALLIANCE]
        yield Count(
            AGREEMENTS,
            what,
            _together(partners, self.found.universities(through, members=True)),
            Basis(
                N_("The same, with the members of the alliances that are bound to ours on {date}."),
                self._date,
            ),
            N_("Own or through alliances"),
        )

    def _students(self, topic: str, found: list[Stay]) -> Iterator[Count]:
        begun = begun_in(found, self.window)
        basis = Basis(
            N_(
                "Distinct persons whose stay began in {year}; nominated, withdrawn and virtual "
                "ones are not counted."
            ),
            self._year,
        )
        yield Count(topic, _PERSONS, people_of(begun), basis)
        stays_of = Basis(
            N_("Stays that began in {year}; whoever had two counts twice."), self._year
        )
        yield Count(topic, N_("Stays"), records_of(begun), stays_of)
        away = [stay for stay in found if stay.covers(self.as_of)]
        there = Basis(N_("Distinct persons whose stay covers {date}."), self._date)
        yield Count(topic, N_("At the year’s end"), people_of(away), there)
        levels = (stay.level for stay in begun)
        for label, mine in _by_choice(StudyLevel, begun, levels):
            yield Count(topic, _PERSONS_BY_LEVEL, mine, basis, label)
        yield from self._by_length(topic, begun)
        yield from self._by_eqf_and_field(topic, begun)
        yield from self._by_mode(topic, begun)
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
            mine = people_of(s for s in begun if s.is_long(self.months) is wanted)
            if mine or wanted is not None:
                yield Count(topic, _BY_LENGTH, mine, basis, label)

    def _by_eqf_and_field(self, topic: str, begun: Sequence[Stay]) -> Iterator[Count]:
        by_eqf = Basis(
            N_(
                "Distinct persons whose stay began in {year}, by the EQF level of the stay, else "
                "that of its level of study."
            ),
            self._year,
        )
        for label, mine in _by_choice(EqfLevel, begun, (stay.eqf for stay in begun)):
            yield Count(topic, _BY_EQF, mine, by_eqf, label)
        by_field = Basis(
            N_("Distinct persons whose stay began in {year}, by broad field of ISCED-F 2013."),
            self._year,
        )
        fields = (broad(stay.isced_code) for stay in begun)
        for label, mine in _by_choice(BroadField, begun, fields):
            yield Count(topic, _BY_FIELD, mine, by_field, label)

    def _by_mode(self, topic: str, begun: Sequence[Stay]) -> Iterator[Count]:
        """Tell how many stays are blended, and who studied online only, where any ever did.

        What is told in one year is told of the year before too, or it would be none there.
        """
        way = Direction.OUTBOUND if topic == SENT else Direction.INBOUND
        online = virtual(self.session, way, self.window.first, self.window.last)
        blended = [s for s in begun if s.mode == StayMode.BLENDED]
        if not modes_differ(self.session, way):
            return
        basis = Basis(
            N_("Distinct persons whose stay began in {year}; a stay without a mode is physical."),
            self._year,
        )
        there = people_of(s for s in begun if s.mode != StayMode.BLENDED)
        yield Count(topic, _BY_MODE, there, basis, StayMode.PHYSICAL.label)
        yield Count(topic, _BY_MODE, people_of(blended), basis, StayMode.BLENDED.label)
        apart = Basis(
            N_("Distinct persons who began to study online only in {year}; counted only here."),
            self._year,
        )
        yield Count(topic, _BY_MODE, people_of(online), apart, StayMode.VIRTUAL.label)

    def _by_country(self, topic: str, begun: Sequence[Stay]) -> Iterator[Count]:
        basis = Basis(
            N_(
                "Distinct persons whose stay began in {year}, by the country of the university at "
                "the other end."
            ),
            self._year,
        )
        if topic == RECEIVED:
            basis = Basis(
                N_(
                    "Distinct persons whose stay began in {year}, by nationality, else by the home "
                    "university’s country; who has two counts for both."
                ),
                self._year,
            )
        countries = self.found.countries_of(begun, by_nationality=topic == RECEIVED)
        yield from _ranked(countries, begun, lambda n, code: _of_country(topic, n, basis, code))

    def _experts(self) -> Iterator[Count]:
        begun = [e for e in self.found.short if e.starts_on in self.window]
        visits = Basis(N_("Short visits that began in {year}."), self._year)
        once = Basis(N_("Distinct persons with a short visit that began in {year}."), self._year)
        yield Count(EXPERTS, N_("Visits"), records_of(begun), visits, N_("Short-term"))
        yield Count(EXPERTS, _PERSONS, people_of(begun), once, N_("Short-term"))
        there = [e for e in self.found.long if e.covers(self.as_of)]
        in_post = Basis(N_("Distinct persons in a long-term post on {date}."), self._date)
        yield Count(EXPERTS, _PERSONS, people_of(there), in_post, N_("Long-term"))
        new = [e for e in self.found.long if e.starts_on in self.window]
        newly = Basis(N_("Distinct persons whose long-term post began in {year}."), self._year)
        yield Count(EXPERTS, N_("New persons"), people_of(new), newly, N_("Long-term"))
        by_country = Basis(
            N_(
                "Distinct persons with a short visit that began in {year}, by nationality, else by "
                "the home organisation’s country; who has two counts for both."
            ),
            self._year,
        )
        countries = self.found.countries_of(begun, by_nationality=True)
        yield from _ranked(
            countries, begun, lambda n, code: _of_country(EXPERTS, n, by_country, code)
        )

    def _awards(self) -> Iterator[Count]:
        year = {"year": self.period.year}
        recipients = Basis(
            N_("Distinct recipients of awards for {year}, each programme and currency apart."), year
        )
        paid = Basis(
            N_(
                "The awards for {year} in this currency added up; amounts a month are no total and "
                "are left out."
            ),
            year,
        )
        groups: dict[tuple[int, str], list[Award]] = {}
        for award in self.found.awards:
            groups.setdefault((award.programme_id, award.currency), []).append(award)
        for (programme_id, currency), mine in sorted(groups.items()):
            names = self._programmes[programme_id].named.names
            units = recipients_of(mine)
            yield Count(AWARDS, N_("Recipients"), units, recipients, names, currency=currency)
            whole = amounts_of(mine)
            if whole:
                yield Count(
                    AWARDS, N_("Amount"), whole, paid, names, currency=currency, is_sum=True
                )

    @cached_property
    def _programmes(self) -> Mapping[int, Programme]:
        return programmes(self.session, self.as_of)


def guests_each_time(held: Iterable[Held]) -> tuple[Unit, ...]:
    """Count guests as often as they came."""
    return tuple(
        Unit(("person", guest), (("meeting", each.id),)) for each in held for guest in each.guests
    )


def guests_once(held: Iterable[Held]) -> tuple[Unit, ...]:
    """Count guests once, however often they came."""
    return units_of(
        (("person", guest), ("meeting", each.id)) for each in held for guest in each.guests
    )


def recipients_of(found: Iterable[Award]) -> tuple[Unit, ...]:
    """Count who received awards, each once."""
    return units_of((("person", a.recipient_id), ("award", a.source.id)) for a in found)


def amounts_of(found: Iterable[Award]) -> tuple[Unit, ...]:
    """Take what awards amount to; amounts a month are no total of anything (rule 8)."""
    return tuple(
        Unit(("award", a.source.id), amount=a.amount) for a in found if a.per != AmountPeriod.MONTH
    )


def _together(*several: Sequence[Unit]) -> tuple[Unit, ...]:
    """Count once what is found in several counts."""
    return units_of(
        (unit.record, behind) for units in several for unit in units for behind in unit.behind
    )


def _by_choice(
    choices: Iterable[Choice], found: Sequence[Stay], said: Iterable[str]
) -> Iterator[tuple[str, tuple[Unit, ...]]]:
    """Count persons by what each of their stays says, in the order of the choices, none last."""
    groups: dict[str, list[Stay]] = {}
    for word, stay in zip(said, found, strict=True):
        groups.setdefault(word, []).append(stay)
    for word, label in (*((each, each.label) for each in choices), ("", _NOT_SAID)):
        if word in groups:
            yield label, people_of(groups[word])


def _ranked(
    countries: Sequence[Sequence[str]],
    found: Sequence[Stay | Engagement],
    make: Callable[[tuple[Unit, ...], str], Count],
) -> Iterator[Count]:
    """Count persons by country, the largest number first."""
    groups: dict[str, list[Stay | Engagement]] = {}
    for codes, each in zip(countries, found, strict=True):
        for code in codes:
            groups.setdefault(code, []).append(each)
    counted = {code: people_of(group) for code, group in groups.items()}
    for code, units in sorted(counted.items(), key=lambda item: (-len(item[1]), item[0])):
        yield make(units, code)


def _of_country(topic: str, units: tuple[Unit, ...], basis: Basis, country: str) -> Count:
    part = "" if country else _NOT_SAID
    return Count(topic, _BY_COUNTRY, units, basis, part, country)
