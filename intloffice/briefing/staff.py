"""The experts with us in a post, and those who came for a short stay."""

from collections.abc import Iterator
from functools import cached_property

from intloffice.briefing.question import Question
from intloffice.briefing.statement import (
    NO_START,
    Basis,
    Dated,
    Example,
    Fact,
    LeftOut,
    Statement,
    Tally,
    sources,
)
from intloffice.i18n import N_
from intloffice.operations.counting import people as counting
from intloffice.operations.counting.days import months_after
from intloffice.operations.counting.experts import Engagement, engagements
from intloffice.operations.counting.naming import Named
from intloffice.operations.counting.people import ACADEMICIANS, Honour, Person, Position
from intloffice.records.engagement import EngagementClass, Purpose
from intloffice.records.honour import HonourKind

NOT_BEGUN = N_("It has no first day, so it cannot be said to have begun.")
NOT_CONFERRED = N_("It has no day on which it was conferred, so it cannot be said to be held.")


class Experts:
    """The engagements of experts, with the people engaged, read once."""

    def __init__(self, question: Question) -> None:
        self.question = question

    @cached_property
    def posts(self) -> list[Engagement]:
        """All long-term posts, whenever they are."""
        return engagements(self.question.session, EngagementClass.LONG_TERM)

    @cached_property
    def long_term(self) -> list[Engagement]:
        """Those in a long-term post on the day, from anywhere."""
        return [e for e in self.posts if e.covers(self.question.day)]

    @cached_property
    def short(self) -> list[Engagement]:
        """All short visits from the other side, whenever they were."""
        found = engagements(self.question.session, EngagementClass.SHORT_VISIT)
        if self.question.scope.partners:
            return [e for e in found if e.home_id in self.question.there]
        visitors = self.people(found)
        return [e for e in found if self.is_from(visitors, e)]

    @cached_property
    def staff(self) -> dict[int, Person]:
        """The people in long-term posts."""
        return counting.people(self.question.session, [e.person_id for e in self.long_term])

    @cached_property
    def conferred(self) -> list[Honour]:
        """All honours they were ever given."""
        return counting.honours(self.question.session, list(self.staff))

    @cached_property
    def honours(self) -> list[Honour]:
        """The honours they held on the day."""
        return [h for h in self.conferred if h.held_on(self.question.day)]

    @cached_property
    def from_there(self) -> list[Engagement]:
        """The long-term posts of people from the other side."""
        return [e for e in self.long_term if self.is_from(self.staff, e)]

    def people(self, found: list[Engagement]) -> dict[int, Person]:
        """Read the people of some engagements."""
        return counting.people(self.question.session, [e.person_id for e in found])

    def is_from(self, people: dict[int, Person], engagement: Engagement) -> bool:
        """Tell whether an engaged person is from the other side."""
        return self.question.is_from(people[engagement.person_id], engagement.home_id)

    def left_out(self, statement: str) -> Iterator[LeftOut]:
        """List the posts, the visits or the honours of which nobody can say when (rule 11)."""
        if statement == "experts.visits":
            yield from self._undated(statement, self.short, NO_START)
            return
        unknown = [e for e in self.posts if e.starts_on is None]
        people = self.people(unknown)
        theirs = [e for e in unknown if self.is_from(people, e)]
        yield from self._undated(statement, theirs, NOT_BEGUN)
        mine = {e.person_id for e in self.from_there}
        for honour in self.conferred:
            asked = honour.kind in (*ACADEMICIANS, HonourKind.TALENT_PROGRAMME)
            if asked and honour.conferred_on is None and honour.person_id in mine:
                name = self.staff[honour.person_id].named.names
                yield LeftOut(statement, honour.source, name, NOT_CONFERRED)

    def _undated(self, statement: str, found: list[Engagement], reason: str) -> Iterator[LeftOut]:
        unknown = [e for e in found if e.starts_on is None]
        named = self.people(unknown)
        for each in unknown:
            yield LeftOut(statement, each.source, named[each.person_id].named.names, reason)

    def academicians(self) -> list[Honour]:
        """List the honours that make academicians of people in long-term posts."""
        return [h for h in self.honours if h.kind in ACADEMICIANS]


def academicians(experts: Experts) -> Iterator[Statement]:
    """State how many academicians are employed long-term, and who was elected of late."""
    question, honours = experts.question, experts.academicians()
    theirs = {e.person_id for e in experts.from_there}
    here = [h for h in honours if h.person_id in theirs]
    if not honours or not theirs or (question.scope.partners and not here):
        return
    facts = {
        "persons": _people(experts, honours),
        "from_country": _people(experts, here),
    }
    lately = months_after(question.day, -12)
    elected = tuple(
        _election(experts, h) for h in here if h.conferred_on and h.conferred_on > lately
    )
    if elected:
        facts["elected"] = Fact(elected, sources([h.source for h in here]))
    yield Statement(
        "staff.academicians",
        facts,
        Basis(
            N_("Distinct persons in a long-term post on {date}, elected by then."),
            {"date": question.day},
        ),
        tuple(experts.left_out("staff.academicians")),
    )


def appointed(experts: Experts) -> Iterator[Statement]:
    """State who from the other side works here, of what standing, and in which units."""
    question, found = experts.question, experts.from_there
    if not found:
        return
    persons = {e.person_id for e in found}
    units = list(dict.fromkeys(e.school_id for e in found if e.school_id is not None))
    academicians_here = [h for h in experts.academicians() if h.person_id in persons]
    named = tuple(question.organisations.named(question.organisations.by_prominence(units)))
    yield Statement(
        "staff.appointed",
        {
            "persons": Fact(len(persons), sources([e.source for e in found])),
            "academicians": _people(experts, academicians_here),
            "programme_experts": _programme_experts(experts),
            "units": Fact(len(named), sources([n.source for n in named])),
            "unit_names": Fact(named, tuple(n.source for n in named)),
        },
        Basis(
            N_(
                "Distinct persons by nationality, else home organisation, in a long-term post "
                "on {date}; one may be both academician and programme expert."
            ),
            {"date": question.day},
        ),
        tuple(experts.left_out("staff.appointed")),
    )


def visits(experts: Experts) -> Iterator[Statement]:
    """State how many experts came for short stays in the recent years (rules 4 and 5)."""
    question = experts.question
    found = [e for e in experts.short if e.starts_on in question.recent]
    if not found:
        return
    persons = {e.person_id for e in found}
    examples = _examples(experts, found)
    yield Statement(
        "experts.visits",
        {
            "persons": Fact(len(persons), sources([e.source for e in found])),
            "visits": Fact(len(found), sources([e.source for e in found])),
            "purposes": _purposes(found),
            "examples": Fact(examples, tuple(e.person.source for e in examples)),
        },
        Basis(
            N_(
                "Distinct persons by nationality, else home organisation; short visits begun from "
                "{first} to {last}; titles are those of the visit."
            ),
            {"first": question.recent.first, "last": question.recent.last},
        ),
        tuple(experts.left_out("experts.visits")),
    )


def _people(experts: Experts, honours: list[Honour]) -> Fact:
    persons = {h.person_id for h in honours}
    engaged = [e.source for e in experts.long_term if e.person_id in persons]
    return Fact(len(persons), sources([*engaged, *(h.source for h in honours)]))


def _programme_experts(experts: Experts) -> Fact:
    programmes = experts.question.programmes
    by_programme = [
        e
        for e in experts.from_there
        if e.programme_id in programmes and programmes[e.programme_id].for_experts
    ]
    theirs = {e.person_id for e in experts.from_there}
    by_honour = [
        h
        for h in experts.honours
        if h.person_id in theirs and h.kind == HonourKind.TALENT_PROGRAMME
    ]
    persons = {e.person_id for e in by_programme} | {h.person_id for h in by_honour}
    return Fact(
        len(persons),
        sources([*(e.source for e in by_programme), *(h.source for h in by_honour)]),
    )


def _election(experts: Experts, honour: Honour) -> Dated:
    organisations = experts.question.organisations
    schools = [
        e.school_id
        for e in experts.from_there
        if e.person_id == honour.person_id and e.school_id is not None
    ]
    bodies = [honour.body_id] if honour.body_id is not None else []
    return Dated(
        experts.staff[honour.person_id].named,
        honour.conferred_on or experts.question.day,
        tuple(organisations.named([*schools[:1], *bodies])),
        honour.titles,
    )


def _purposes(found: list[Engagement]) -> Fact:
    tallies = []
    for purpose in Purpose:
        having = [e for e in found if purpose in e.purposes]
        if having:
            persons = {e.person_id for e in having}
            tallies.append(Tally(purpose.label, len(persons), sources([e.source for e in having])))
    return Fact(tuple(tallies), sources([e.source for e in found if e.purposes]))


def _examples(experts: Experts, found: list[Engagement]) -> tuple[Example, ...]:
    question = experts.question
    people = experts.people(found)
    posts = counting.positions(question.session, list(people))
    ranked = sorted(
        (
            (_rank(e, posts), -(e.starts_on or question.day).toordinal(), e.source.id, e)
            for e in found
            if any(e.home_titles.values())
        ),
        key=lambda line: line[:3],
    )
    examples: dict[int, Example] = {}
    for *_key, engagement in ranked:
        if len(examples) == question.rules.examples:
            break
        examples.setdefault(engagement.person_id, _example(experts, engagement, people, posts))
    return tuple(examples.values())


def _rank(engagement: Engagement, posts: list[Position]) -> int:
    held = [
        p.rank
        for p in posts
        if p.person_id == engagement.person_id
        and p.rank is not None
        and engagement.starts_on is not None
        and p.held_on(engagement.starts_on)
    ]
    return min(held, default=99)


def _example(
    experts: Experts, engagement: Engagement, people: dict[int, Person], posts: list[Position]
) -> Example:
    question = experts.question
    held = [
        p
        for p in posts
        if p.person_id == engagement.person_id
        and engagement.starts_on is not None
        and p.held_on(engagement.starts_on)
    ]
    home = engagement.home_id
    return Example(
        people[engagement.person_id].named,
        engagement.home_titles,
        _university(experts, home) if home is not None else None,
        bool(held) and not any(p.held_on(question.day) for p in held),
    )


def _university(experts: Experts, home: int) -> Named:
    organisations = experts.question.organisations
    return organisations.named([organisations.counted_as(home).id])[0]
