"""What the charts show: numbers by year and by country or school, each with its records.

They are counted by the rules of the office (records.md): agreements by rules 1 and 2, students by
rules 5 and 6, experts once each however often they came.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from sqlalchemy import select

from intloffice.database.derived import slices
from intloffice.database.session import Session
from intloffice.i18n import N_
from intloffice.operations.counting import agreements, experts, stays
from intloffice.operations.counting.organisations import Organisations
from intloffice.records.engagement import EngagementClass
from intloffice.records.mobility import Direction, EqfLevel, StayMode

#: What can be charted: who moved, what was in force, who was with us, where partners are.
Subject = Literal[
    "students",
    "sent by level",
    "received by level",
    "sent by mode",
    "received by mode",
    "agreements",
    "experts",
    "partners",
]
#: How students may be divided, in the place of who was sent and who received.
DIVIDED: tuple[Subject, ...] = (
    "sent by level",
    "received by level",
    "sent by mode",
    "received by mode",
)

#: The kind of the records behind each chart's numbers.
KINDS: dict[Subject, str] = {
    "students": "mobility",
    **dict.fromkeys(DIVIDED, "mobility"),
    "agreements": "agreement",
    "experts": "engagement",
    "partners": "organisation",
}
_NOT_SAID = N_("Not said")
_LEVELS = (*EqfLevel, "")
#: What each chart's numbers are.
SERIES: dict[Subject, tuple[str, ...]] = {
    "students": (N_("sent"), N_("received")),
    **dict.fromkeys(DIVIDED[:2], (*(each.label for each in EqfLevel), _NOT_SAID)),
    **dict.fromkeys(DIVIDED[2:], tuple(each.label for each in StayMode)),
    "agreements": (N_("in force"),),
    "experts": (N_("short visits"), N_("in posts")),
    "partners": (N_("partners"),),
}
_SHORT = (EngagementClass.SHORT_VISIT,)
_POSTS = (EngagementClass.LONG_TERM, EngagementClass.PART_TIME, EngagementClass.HONORARY)


@dataclass(frozen=True)
class Count:
    """What is counted under a key: a number for each series, and the ids of all its records."""

    key: str
    numbers: tuple[int, ...]
    records: tuple[int, ...]


@dataclass(frozen=True)
class Chart:
    """Counts by year, the earliest first, and by country or school, the most first.

    The second are those of the year that was asked for, or of all years shown.
    """

    years: tuple[Count, ...]
    ranked: tuple[Count, ...]


@dataclass(frozen=True)
class _Item:
    """One thing to be counted: ``unit`` once under each year and each group, by series."""

    year: int
    group: str
    series: int
    unit: int
    record: int


@dataclass(frozen=True)
class Partner:
    """A partner with an agreement in force: its record, and where it is as far as is known."""

    id: int
    country: str
    city: str


def chart(session: Session, subject: Subject, day: date, years: int, year: int = 0) -> Chart:
    """Count a subject to the day in each of the last years.

    ``year`` narrows the ranking to one; without it what is in force on the day is ranked, and of
    what moved, all years.
    """
    shown = range(day.year - years + 1, day.year + 1)
    series = len(SERIES[subject])
    items = list(_ITEMS[subject](session, day, shown))
    by_year = _counted(items, series, lambda item: str(item.year))
    ranking = year or (day.year if series == 1 else 0)
    narrowed = [item for item in items if ranking in (0, item.year)]
    ranked = _counted(narrowed, series, lambda item: item.group)
    none = (0,) * series
    return Chart(
        tuple(by_year.get(str(each), Count(str(each), none, ())) for each in shown),
        tuple(sorted(ranked.values(), key=lambda count: (-sum(count.numbers), count.key))),
    )


def partners(session: Session, day: date) -> list[Partner]:
    """List the partners with an agreement in force on a day, as which they count."""
    organisations = Organisations(session, day)
    table = session.tables["organisation"]
    ids = sorted(set(_partners_on(organisations, agreements.every(session), day)))
    cities: dict[int, str] = {}
    for part in slices(ids):
        query = select(table.c.id, table.c.city).where(table.c.id.in_(part))
        cities.update((line.id, line.city) for line in session.execute(query))
    return [Partner(each, organisations.country_of(each), cities[each]) for each in ids]


def home(session: Session) -> tuple[str, str]:
    """Tell the country and the city of our own university; empty where none is on record."""
    table = session.tables["organisation"]
    ours = select(table.c.country, table.c.city).where(
        table.c.ours.is_(True), table.c.parent_id.is_(None)
    )
    found = session.execute(ours.order_by(table.c.id).limit(1)).first()
    return (found.country, found.city) if found else ("", "")


def _counted(
    items: Iterable[_Item], series: int, grouped: Callable[[_Item], str]
) -> dict[str, Count]:
    units: dict[str, list[set[int]]] = {}
    records: dict[str, dict[int, None]] = {}
    for item in items:
        group = grouped(item)
        units.setdefault(group, [set() for _ in range(series)])[item.series].add(item.unit)
        records.setdefault(group, {})[item.record] = None
    return {
        group: Count(group, tuple(len(each) for each in found), tuple(records[group]))
        for group, found in units.items()
    }


def _students(session: Session, day: date, years: range) -> Iterator[_Item]:
    first = date(max(years[0], date.min.year), 1, 1)
    for series, direction in enumerate((Direction.OUTBOUND, Direction.INBOUND)):
        found = stays.begun_between(session, direction, first, day)
        yield from _divided(session, day, found, lambda _, place=series: place)  # type: ignore[misc]


def _by_level(direction: Direction) -> Callable[[Session, date, range], Iterator[_Item]]:
    """Count students by the EQF level of the stay, else that of its level of study."""

    def items(session: Session, day: date, years: range) -> Iterator[_Item]:
        first = date(max(years[0], date.min.year), 1, 1)
        found = stays.begun_between(session, direction, first, day)
        yield from _divided(session, day, found, lambda stay: _LEVELS.index(stay.eqf))

    return items


def _by_mode(direction: Direction) -> Callable[[Session, date, range], Iterator[_Item]]:
    """Count students by the mode of the stay; who studies online only is counted here alone."""

    def items(session: Session, day: date, years: range) -> Iterator[_Item]:
        first = date(max(years[0], date.min.year), 1, 1)
        found = [
            *stays.begun_between(session, direction, first, day),
            *stays.virtual(session, direction, first, day),
        ]
        yield from _divided(session, day, found, lambda stay: _mode(stay.mode))

    return items


def _mode(word: str) -> int:
    modes = [each.value for each in StayMode]
    return modes.index(word) if word else 0  # without one it is physical


def _divided(
    session: Session,
    day: date,
    found: Iterable[stays.Stay],
    series: Callable[[stays.Stay], int],
) -> Iterator[_Item]:
    organisations = Organisations(session, day)
    for stay in found:
        if stay.starts_on:
            country = organisations.country_of(stay.organisation_id)
            year, record = stay.starts_on.year, stay.source.id
            yield _Item(year, country, series(stay), stay.person_id, record)


def _agreements(session: Session, day: date, years: range) -> Iterator[_Item]:
    organisations = Organisations(session, day)
    every = agreements.every(session)
    for each in _ends(day, years):
        for agreement in agreements.effective(every, each):
            for country in {organisations.country_of(party) for party in agreement.theirs()}:
                yield _Item(each.year, country, 0, agreement.id, agreement.id)


def _partners(session: Session, day: date, years: range) -> Iterator[_Item]:
    organisations = Organisations(session, day)
    every = agreements.every(session)
    for each in _ends(day, years):
        for partner in _partners_on(organisations, every, each):
            country = organisations.country_of(partner)
            yield _Item(each.year, country, 0, partner, partner)


def _partners_on(
    organisations: Organisations, every: Sequence[agreements.Agreement], day: date
) -> Iterator[int]:
    for agreement in agreements.effective(every, day):
        for party in agreement.theirs():
            yield organisations.counted_as(party).id


def _experts(session: Session, day: date, years: range) -> Iterator[_Item]:
    for series, classes in enumerate((_SHORT, _POSTS)):
        for each in classes:
            for found in experts.engagements(session, each):
                for year in _touched(found, day, years):
                    school = str(found.school_id or "")
                    yield _Item(year, school, series, found.person_id, found.source.id)


def _touched(engagement: experts.Engagement, day: date, years: range) -> range:
    """Tell in which years an expert was with us, to the day."""
    if engagement.starts_on is None or engagement.starts_on > day:
        return range(0)
    last = min(engagement.ends_on or day, day)
    return range(max(engagement.starts_on.year, years.start), min(last.year + 1, years.stop))


def _ends(day: date, years: range) -> list[date]:
    """Give the last day of each year, and of the day's own year the day."""
    return [min(day, date(year, 12, 31)) for year in years]


_ITEMS: dict[Subject, Callable[[Session, date, range], Iterator[_Item]]] = {
    "students": _students,
    "sent by level": _by_level(Direction.OUTBOUND),
    "received by level": _by_level(Direction.INBOUND),
    "sent by mode": _by_mode(Direction.OUTBOUND),
    "received by mode": _by_mode(Direction.INBOUND),
    "agreements": _agreements,
    "experts": _experts,
    "partners": _partners,
}
