"""The course of an agreement: its terms with those before and after it, gaps, and who moved."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from intloffice.database.session import Session
from intloffice.operations.counting import agreements, stays
from intloffice.operations.counting.agreements import Agreement, Term, has_begun
from intloffice.operations.counting.organisations import Organisations
from intloffice.operations.counting.stays import Stay, persons
from intloffice.records.agreement import ConditionDirection, MobilityType, Renewal
from intloffice.records.mobility import Direction

_DAY = timedelta(days=1)
_STUDENTS = (MobilityType.STUDENT_STUDIES, MobilityType.STUDENT_TRAINEESHIP)
_WAYS = {
    ConditionDirection.OUTBOUND: Direction.OUTBOUND,
    ConditionDirection.INBOUND: Direction.INBOUND,
}
#: The longer of the two spans of years that a balance is told for.
_YEARS = 3


@dataclass(frozen=True)
class Span:
    """Days on which an agreement is agreed to run, both included; ``last`` is None without end.

    Where not all have signed it is not ``in_force``.
    """

    agreement: int
    first: date
    last: date | None
    in_force: bool = True


@dataclass(frozen=True)
class Gap:
    """Days on which none of them runs, both included; ``last`` is None up to today and on."""

    first: date
    last: date | None


@dataclass(frozen=True)
class Moved:
    """How many moved against the places agreed; ``records`` are the stays.

    ``places`` is None where no number was agreed.
    """

    number: int
    places: int | None
    records: tuple[int, ...]


@dataclass(frozen=True)
class Balance:
    """One direction of an agreement: the year of the day, and the three years up to it.

    ``unnamed`` are stays of the three years that may belong to it, but name no agreement.
    """

    direction: str
    this_year: Moved
    three_years: Moved
    unnamed: Moved


@dataclass(frozen=True)
class Course:
    """An agreement with those it replaced and that replaced it, as of a day."""

    spans: tuple[Span, ...]
    gaps: tuple[Gap, ...]
    balances: tuple[Balance, ...]
    captions: dict[int, str]


def spans(chain: Sequence[Agreement]) -> list[Span]:
    """List the terms of agreements that follow one another, the earliest first.

    A term is in force from the last signature (rule 1) until another agreement takes the place of
    its own; one that renews itself, or is open-ended, has no end. What not all have signed is
    listed as it is written, and not in force.
    """
    begins: dict[int, date] = {}
    for other in chain:
        signed, which = other.signed_on(), other.replaces_id
        if which is not None and which != other.id and signed and other.terms:
            begun = max(signed, min(term.effective_from for term in other.terms))
            begins[which] = min(begun, begins.get(which, begun))
    found = []
    for agreement in chain:
        signed, replaced = agreement.signed_on(), begins.get(agreement.id)
        for term in agreement.terms:
            first, last = max(term.effective_from, signed or date.min), _last(agreement, term)
            if replaced is not None:
                last = min(filter(None, (last, _before(replaced))))
            if last is None or last >= first:
                found.append(Span(agreement.id, first, last, in_force=signed is not None))
    return sorted(found, key=lambda span: (span.first, span.agreement))


def gaps(found: Iterable[Span], day: date) -> list[Gap]:
    """List the gaps between spans in force, and after the last where it is over by a day."""
    told: list[Gap] = []
    covered: date | None = None
    for span in sorted(filter(_is_in_force, found), key=lambda each: each.first):
        if covered is not None and _before(span.first) > covered:
            told.append(Gap(covered + _DAY, _before(span.first)))
        if span.last is None:
            return told
        covered = span.last if covered is None else max(covered, span.last)
    if covered is not None and covered < day:
        told.append(Gap(covered + _DAY, None))
    return told


def _is_in_force(span: Span) -> bool:
    return span.in_force


def course(session: Session, which: int, day: date, language: str) -> Course:
    """Tell the course of an agreement, given by its id, as of a day."""
    every = agreements.every(session)
    chain = _chain(every, which)
    (own,) = (agreement for agreement in chain if agreement.id == which)
    found = spans(chain)
    names = {agreement.id: agreement.titles[language] for agreement in chain}
    return Course(tuple(found), tuple(gaps(found, day)), tuple(_balances(session, own, day)), names)


def _last(agreement: Agreement, term: Term) -> date | None:
    """Tell the last day of a term, as agreements.runs has it; None where it has none."""
    until = term.effective_until if agreement.renewal == Renewal.FIXED else None
    ended = None if term.ended_on is None else _before(term.ended_on)
    return min(filter(None, (until, ended)), default=None)


def _before(day: date) -> date:
    return day - _DAY if day > date.min else day


def _chain(every: Sequence[Agreement], which: int) -> list[Agreement]:
    """List an agreement with all it replaced, and all that replaced it, step by step."""
    known = {agreement.id: agreement for agreement in every}
    found = {which}
    while True:
        more = {known[i].replaces_id for i in found} | {
            agreement.id for agreement in every if agreement.replaces_id in found
        }
        new = {i for i in more if i is not None and i in known} - found
        if not new:
            return [known[i] for i in sorted(found)]
        found |= new


def _balances(session: Session, agreement: Agreement, day: date) -> Iterable[Balance]:
    """Count students by direction: conditions for studies and traineeships are taken together.

    A stay belongs to the agreement it names, as in the briefings. One that names none, and no
    programme, may belong to it where it is with a partner and begins within a term.
    """
    bodies = Organisations(session, day)
    partners = {bodies.counted_as(party).id for party in agreement.theirs()}
    first = date(max(day.year - _YEARS + 1, date.min.year), 1, 1)
    for direction, way in _WAYS.items():
        agreed = [
            condition.places_a_year
            for condition in agreement.conditions
            if condition.direction == direction and condition.mobility_type in _STUDENTS
        ]
        if not agreed:
            continue
        known = [number for number in agreed if number is not None]
        places = sum(known) if known else None
        begun = stays.begun_between(session, way, first, day)
        moved = [stay for stay in begun if stay.agreement_id == agreement.id]
        unnamed = [stay for stay in begun if _may_belong(stay, agreement, partners, bodies)]
        now = [stay for stay in moved if stay.starts_on and stay.starts_on.year == day.year]
        years = [y for y in range(first.year, day.year + 1) if _ran_in(agreement, y, day)]
        yield Balance(
            direction,
            _moved(now, places),
            _moved(moved, None if places is None else places * len(years)),
            _moved(unnamed, None),
        )


def _moved(found: Sequence[Stay], places: int | None) -> Moved:
    return Moved(len(persons(found)), places, tuple(stay.source.id for stay in found))


def _may_belong(
    stay: Stay, agreement: Agreement, partners: set[int], bodies: Organisations
) -> bool:
    if stay.agreement_id is not None or stay.programme_id is not None or stay.starts_on is None:
        return False
    if bodies.counted_as(stay.organisation_id).id not in partners:
        return False
    return any(_covers(agreement, term, stay.starts_on) for term in agreement.terms)


def _covers(agreement: Agreement, term: Term, day: date) -> bool:
    last = _last(agreement, term)
    return term.effective_from <= day and (last is None or day <= last)


def _ran_in(agreement: Agreement, year: int, day: date) -> bool:
    """Tell whether an agreement was in force at some time of a year, up to a day."""
    first, last = date(year, 1, 1), min(date(year, 12, 31), day)
    return has_begun(agreement, last) and any(
        term.effective_from <= last and ((end := _last(agreement, term)) is None or end >= first)
        for term in agreement.terms
    )
