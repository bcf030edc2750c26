"""The students we receive from the other side, and the balance of exchange."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from functools import cached_property

from intloffice.briefing.agreements import Agreements
from intloffice.briefing.outbound import NO_LENGTH, by_length, by_year, left_out, undated
from intloffice.briefing.question import Question
from intloffice.briefing.statement import Balance, Basis, Fact, LeftOut, Statement, Tally, sources
from intloffice.i18n import N_
from intloffice.operations.counting import stays as counting
from intloffice.operations.counting.agreements import Agreement
from intloffice.operations.counting.naming import Named
from intloffice.operations.counting.people import people
from intloffice.operations.counting.stays import Stay, begun_in, persons
from intloffice.records.agreement import ConditionDirection, MobilityType
from intloffice.records.mobility import Direction


class Received:
    """The stays here of students from the other side up to the day, read once."""

    def __init__(self, question: Question) -> None:
        self.question = question

    @cached_property
    def all(self) -> list[Stay]:
        """All stays, also those without a first day."""
        question = self.question
        homes = question.there if question.scope.partners else None
        found = counting.stays(question.session, Direction.INBOUND, homes, question.day)
        named = people(question.session, persons(found))
        return [s for s in found if question.is_from(named[s.person_id], s.organisation_id)]

    def undated(self, statement: str) -> list[LeftOut]:
        """List the stays that lack a first day."""
        return undated(self.question, statement, self.all)


def period(received: Received) -> Iterator[Statement]:
    """State how many were received in the recent years, and what they study."""
    question = received.question
    found = begun_in(received.all, question.recent)
    if not found:
        return
    lengths = by_length(question, found)
    unmeasured = [s for s in found if s.is_long(question.rules.long_from_months) is None]
    behind = sources([s.source for s in found])
    yield Statement(
        "inbound.period",
        {
            "persons": Fact(len(persons(found)), behind),
            "long": Fact(lengths[0].count, lengths[0].records),
            "short": Fact(lengths[1].count, lengths[1].records),
            "by_length": Fact(lengths, behind),
            "series": Fact(by_year(question, found), behind),
            "subjects": _subjects(found),
        },
        Basis(
            N_(
                "Distinct persons by nationality, else home university; stays begun from "
                "{first} to {last}; long is {months} months or more as planned."
            ),
            {
                "first": question.recent.first,
                "last": question.recent.last,
                "months": question.rules.long_from_months,
            },
        ),
        (
            *left_out(question, "inbound.period", unmeasured, NO_LENGTH),
            *received.undated("inbound.period"),
        ),
    )


def balance(agreements: Agreements) -> Iterator[Statement]:
    """State students sent and received against the places agreed, per exchange agreement."""
    question = agreements.question
    exchange = [
        agreement
        for agreement in agreements.effective
        if _places(agreement, ConditionDirection.OUTBOUND)
        or _places(agreement, ConditionDirection.INBOUND)
    ]
    if not exchange:
        return
    under = {way: _under(question, way) for way in Direction}
    out, back = (begun_in(under[way], question.year) for way in Direction)
    lines = [_balance(agreements, agreement, out, back) for agreement in exchange]
    bound = Counter(_bound(line) for line in lines)
    lines = [replace(line, alone=bound[_bound(line)] == 1) for line in lines]
    exchanging = [line.agreement.source for line in lines]
    ids = {source.id for source in exchanging}

    def behind(stays: list[Stay]) -> Fact:
        some = [s for s in stays if s.agreement_id in ids]
        return Fact(len(persons(some)), sources([s.source for s in some]))

    places = sum(line.places_out + line.places_in for line in lines)
    yield Statement(
        "balance",
        {
            "sent": behind(out),
            "received": behind(back),
            "places": Fact(places, sources(exchanging)),
            "agreements": Fact(tuple(lines), sources(exchanging)),
        },
        Basis(
            N_(
                "Effective agreements with places for students; distinct persons whose stay "
                "under them began in {year}; places a year, both ways."
            ),
            {"year": question.day.year},
        ),
        tuple(
            each
            for stays in under.values()
            for each in undated(question, "balance", [s for s in stays if s.agreement_id in ids])
        ),
    )


def _under(question: Question, direction: Direction) -> list[Stay]:
    found = counting.stays(question.session, direction, None, question.day)
    return [stay for stay in found if stay.agreement_id is not None]


def _balance(
    agreements: Agreements, agreement: Agreement, out: list[Stay], back: list[Stay]
) -> Balance:
    partners = agreements.question.organisations.named(agreements.partners(agreement))
    return Balance(
        Named(agreement.source, agreement.titles),
        tuple(partners),
        len(persons(s for s in out if s.agreement_id == agreement.id)),
        len(persons(s for s in back if s.agreement_id == agreement.id)),
        _places(agreement, ConditionDirection.OUTBOUND),
        _places(agreement, ConditionDirection.INBOUND),
    )


def _bound(line: Balance) -> frozenset[int]:
    return frozenset(partner.source.id for partner in line.partners)


def _places(agreement: Agreement, direction: ConditionDirection) -> int:
    moving = (MobilityType.STUDENT_STUDIES, MobilityType.STUDENT_TRAINEESHIP)
    return sum(
        condition.places_a_year or 0
        for condition in agreement.conditions
        if condition.direction == direction and condition.mobility_type in moving
    )


def _subjects(found: list[Stay]) -> Fact:
    groups: dict[tuple[tuple[str, str], ...], list[Stay]] = {}
    for stay in found:
        if any(text for _, text in stay.subjects):
            groups.setdefault(stay.subjects, []).append(stay)
    tallies = [
        Tally(
            Named(some[0].source, dict(names)),
            len(persons(some)),
            sources([s.source for s in some]),
        )
        for names, some in groups.items()
    ]
    tallies.sort(key=lambda tally: -tally.count)
    return Fact(tuple(tallies), sources([s.source for some in groups.values() for s in some]))
