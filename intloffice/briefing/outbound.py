"""The students we send to the other side."""

from collections.abc import Iterable, Iterator
from functools import cached_property

from intloffice.briefing.question import Question
from intloffice.briefing.statement import NO_START, Basis, Fact, LeftOut, Statement, Tally, sources
from intloffice.i18n import N_
from intloffice.operations.counting import stays as counting
from intloffice.operations.counting.days import is_over
from intloffice.operations.counting.people import people
from intloffice.operations.counting.stays import Stay, begun_in, persons
from intloffice.records.mobility import Direction, StayFunding, StudyLevel
from intloffice.records.organisation import OrganisationKind

NO_LENGTH = N_("It has no planned end, so it is neither long nor short.")
NO_LEVEL = N_("No level of study is on record.")
LONG, SHORT = N_("Long"), N_("Short")


class Sent:
    """The stays of our students at the other side up to the day, read once."""

    def __init__(self, question: Question) -> None:
        self.question = question

    @cached_property
    def all(self) -> list[Stay]:
        """All stays, also those without a first day."""
        return counting.stays(
            self.question.session, Direction.OUTBOUND, self.question.there, self.question.day
        )

    @cached_property
    def this_year(self) -> list[Stay]:
        """Those that began in the day's year."""
        return begun_in(self.all, self.question.year)

    def undated(self, statement: str) -> list[LeftOut]:
        """List the stays that lack a first day."""
        return undated(self.question, statement, self.all)


def left_out(
    question: Question, statement: str, stays: Iterable[Stay], reason: str
) -> list[LeftOut]:
    """List stays that could not be counted, by the student's name."""
    found = list(stays)
    named = people(question.session, persons(found))
    return [
        LeftOut(statement, stay.source, named[stay.person_id].named.names, reason) for stay in found
    ]


def undated(question: Question, statement: str, stays: Iterable[Stay]) -> list[LeftOut]:
    """List the stays that lack a first day, so that no year can count them (rule 11)."""
    return left_out(question, statement, [s for s in stays if s.starts_on is None], NO_START)


def by_length(question: Question, stays: Iterable[Stay]) -> tuple[Tally, ...]:
    """Count people by the length of their stays (rule 7)."""
    found = list(stays)
    tallies = []
    for label, wanted in ((LONG, True), (SHORT, False)):
        some = [s for s in found if s.is_long(question.rules.long_from_months) is wanted]
        tallies.append(Tally(label, len(persons(some)), sources([s.source for s in some])))
    return tuple(tallies)


def by_year(question: Question, stays: Iterable[Stay]) -> tuple[Tally, ...]:
    """Count people in each of the recent years, by the year in which the stay began (rule 6)."""
    found = list(stays)
    years = []
    for year in question.recent.years:
        some = [s for s in found if s.starts_on and s.starts_on.year == year]
        years.append(Tally(year, len(persons(some)), sources([s.source for s in some])))
    return tuple(years)


def trend(sent: Sent) -> Iterator[Statement]:
    """State how many were sent in each of the recent years (rules 4 to 6).

    Compared are whole years only: a year that is not over has fewer than it will have.
    """
    question = sent.question
    series = by_year(question, sent.all)
    whole = tuple(tally for tally in series if is_over(int(str(tally.label)), question.day))
    basis = N_("Distinct persons each year, by the first day of their stay, to {date}.")
    if len(whole) < len(series):
        basis = N_(
            "Distinct persons each year, by the first day of their stay, to {date}; only "
            "years that are over are compared."
        )
    behind = sources([source for tally in series for source in tally.records])
    if behind:
        yield Statement(
            "outbound.trend",
            {
                "series": Fact(series, behind),
                "whole_years": Fact(whole, sources([s for t in whole for s in t.records])),
                "first": Fact(whole[0].count, whole[0].records),
                "last": Fact(whole[-1].count, whole[-1].records),
            },
            Basis(basis, {"date": question.day}),
            tuple(sent.undated("outbound.trend")),
        )


def year(sent: Sent) -> Iterator[Statement]:
    """State who was sent in the day's year, by level and by length."""
    question, found = sent.question, sent.this_year
    if not found:
        return
    levels = []
    for level in StudyLevel:
        some = [s for s in found if s.level == level]
        if some:
            behind = sources([s.source for s in some])
            levels.append(Tally(level.label, len(persons(some)), behind))
    lengths = by_length(question, found)
    unmeasured = [s for s in found if s.is_long(question.rules.long_from_months) is None]
    behind = sources([s.source for s in found])
    yield Statement(
        "outbound.year",
        {
            "persons": Fact(len(persons(found)), behind),
            "by_level": Fact(tuple(levels), behind),
            "by_length": Fact(lengths, behind),
            "long": Fact(lengths[0].count, lengths[0].records),
            "short": Fact(lengths[1].count, lengths[1].records),
        },
        Basis(
            N_(
                "Distinct persons whose stay began in {year}; long is {months} months or more "
                "as planned; with two stays one may stand in both groups."
            ),
            {"year": question.day.year, "months": question.rules.long_from_months},
        ),
        (
            *left_out(question, "outbound.year", unmeasured, NO_LENGTH),
            *left_out(question, "outbound.year", [s for s in found if not s.level], NO_LEVEL),
            *sent.undated("outbound.year"),
        ),
    )


def destinations(sent: Sent) -> Iterator[Statement]:
    """State to how many universities we have ever sent students, up to the day."""
    question = sent.question
    dated = [s for s in sent.all if s.starts_on is not None]
    if question.scope.partners:
        yield from _ever(sent, dated)
        return
    reached = _universities(question, dated)
    if not reached:
        return
    kinds = []
    for label, wanted in ((LONG, True), (SHORT, False)):
        some = [s for s in dated if s.is_long(question.rules.long_from_months) is wanted]
        there = _universities(question, some)
        kinds.append(
            Tally(label, len(there), sources([question.organisations.all[w].source for w in there]))
        )
    behind = sources([question.organisations.all[which].source for which in reached])
    yield Statement(
        "outbound.destinations",
        {
            "institutions": Fact(len(reached), behind),
            "by_stay": Fact(tuple(kinds), behind),
        },
        Basis(
            N_(
                "Distinct universities; a faculty counts as its university, a former one as its"
                " successor; stays of any length begun by {date}."
            ),
            {"date": question.day},
        ),
        tuple(sent.undated("outbound.destinations")),
    )


def _ever(sent: Sent, dated: list[Stay]) -> Iterator[Statement]:
    """State how many students have ever gone to the partners, and when the first did."""
    if not dated:
        return
    question = sent.question
    unmeasured = [s for s in dated if s.is_long(question.rules.long_from_months) is None]
    behind = sources([s.source for s in dated])
    first = min(s.starts_on.year for s in dated if s.starts_on)
    began = sources([s.source for s in dated if s.starts_on and s.starts_on.year == first])
    lengths = by_length(question, dated)
    yield Statement(
        "outbound.destinations",
        {
            "persons": Fact(len(persons(dated)), behind),
            "first_year": Fact(first, began),
            "long": Fact(lengths[0].count, lengths[0].records),
            "short": Fact(lengths[1].count, lengths[1].records),
        },
        Basis(
            N_(
                "Distinct persons; stays of any length that began by {date}; long is {months} "
                "months or more of planned length."
            ),
            {"date": question.day, "months": question.rules.long_from_months},
        ),
        (
            *left_out(question, "outbound.destinations", unmeasured, NO_LENGTH),
            *sent.undated("outbound.destinations"),
        ),
    )


def programmes(sent: Sent) -> Iterator[Statement]:
    """State which programmes sent students in the day's year, and who was fully funded."""
    question = sent.question
    tallies = []
    for programme_id, programme in question.programmes.items():
        some = [s for s in sent.this_year if s.programme_id == programme_id]
        if some:
            behind = sources([s.source for s in some])
            tallies.append(Tally(programme.named, len(persons(some)), behind))
    tallies.sort(key=lambda tally: -tally.count)
    full = [s for s in sent.this_year if s.funding == StayFunding.FULL]
    if tallies:
        yield Statement(
            "outbound.programmes",
            {
                "by_programme": Fact(
                    tuple(tallies), sources([source for t in tallies for source in t.records])
                ),
                "fully_funded": Fact(len(persons(full)), sources([s.source for s in full])),
            },
            Basis(
                N_("Distinct persons under each programme whose stay began in {year}."),
                {"year": question.day.year},
            ),
            tuple(sent.undated("outbound.programmes")),
        )


def _universities(question: Question, stays: Iterable[Stay]) -> set[int]:
    counted = (question.organisations.counted_as(stay.organisation_id) for stay in stays)
    return {o.id for o in counted if o.kind == OrganisationKind.UNIVERSITY}
