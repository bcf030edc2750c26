"""What there is between us and the other side on a day, as far as changes in it are told."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from sqlalchemy import select

from intloffice.briefing.agreements import Agreements
from intloffice.briefing.inbound import Received
from intloffice.briefing.question import Question
from intloffice.briefing.statement import Attendee, Dated, Pending
from intloffice.database.derived import slices
from intloffice.operations.counting import agreements, people, stays, visits
from intloffice.operations.counting.meetings import Meeting, held
from intloffice.operations.counting.naming import Named, Source

#: A promise or task: the uuid of its meeting, and its text.
Promise = tuple[str, str]


@dataclass(frozen=True)
class Agreed:
    """An agreement: whether it is in force, since when, and its last day as it stands or stood."""

    named: Named
    partners: tuple[Named, ...]
    is_in_force: bool
    signed_on: date | None
    over_on: date | None


@dataclass(frozen=True)
class Held:
    """The posts that somebody holds: as they are told, and what tells them apart."""

    person: Named
    posts: tuple[Attendee, ...]
    marks: frozenset[tuple[str, str, int]]
    records: tuple[Source, ...]


@dataclass(frozen=True)
class Snapshot:
    """All of it, each by what tells it apart; a day of None stands for nothing at all."""

    day: date | None = None
    agreements: Mapping[str, Agreed] = field(default_factory=dict)
    posts: Mapping[str, Held] = field(default_factory=dict)
    honours: Mapping[str, Dated] = field(default_factory=dict)
    meetings: Mapping[str, Dated] = field(default_factory=dict)
    open: Mapping[Promise, Pending] = field(default_factory=dict)
    done: Mapping[Promise, Pending] = field(default_factory=dict)
    sent: Mapping[Source, int] = field(default_factory=dict)
    received: Mapping[Source, int] = field(default_factory=dict)
    out: Mapping[Source, int] = field(default_factory=dict)
    here: Mapping[Source, int] = field(default_factory=dict)


def snapshot(question: Question | None) -> Snapshot:
    """Take down what there is on the question's day."""
    if question is None:
        return Snapshot()
    own = question.meeting.source if question.meeting else None
    met = held(question.session, question.there, date.min, question.day)
    known = _people(question, met)
    opened, done = _promises(question, met)
    gone = stays.stays(question.session, "outbound", question.there, question.day)
    (sent, out), (came, here) = (_stays(question, some) for some in (gone, Received(question).all))
    return Snapshot(
        question.day,
        _agreements(question),
        _posts(question, known),
        _honours(question, known),
        {m.source.uuid: _meeting(m) for m in met if m.source != own},
        opened,
        done,
        sent,
        came,
        out,
        here,
    )


def _agreements(question: Question) -> dict[str, Agreed]:
    ours = Agreements(question)
    effective = {agreement.id for agreement in ours.effective}
    found = {}
    for agreement in ours.ours:
        partners = tuple(question.organisations.named(ours.partners(agreement)))
        found[agreement.source.uuid] = Agreed(
            ours.named(agreement),
            partners,
            agreement.id in effective,
            agreement.signed_on(),
            agreements.over_on(agreement, ours.known, question.day),
        )
    return found


def _people(question: Question, met: list[Meeting]) -> dict[int, people.Person]:
    """Read who holds or held a post there, was a guest from there, or came as an expert."""
    tables, there = question.session.tables, question.there
    position, engagement = tables["position"], tables["engagement"]
    participant = tables["meeting_participant"]
    ids: set[int] = set()
    for part in slices(there):
        for column, owner in (
            (position.c.person_id, position.c.organisation_id),
            (engagement.c.person_id, engagement.c.home_id),
            (participant.c.person_id, participant.c.organisation_id),
        ):
            ids.update(question.session.execute(select(column).where(owner.in_(part))).scalars())
    for part in slices([m.source.id for m in met]):
        guests = select(participant.c.person_id).where(
            participant.c.meeting_id.in_(part), participant.c.side == "guest"
        )
        ids.update(question.session.execute(guests).scalars())
    return people.people(question.session, ids)


def _posts(question: Question, known: Mapping[int, people.Person]) -> dict[str, Held]:
    found: dict[int, list[people.Position]] = {}
    for post in people.positions(question.session, list(known)):
        if post.held_on(question.day):
            found.setdefault(post.person_id, []).append(post)
    told = {}
    for which, posts in found.items():
        person = known[which].named
        ranked = sorted(posts, key=lambda p: (p.rank is None, p.rank or 0, p.source.id))
        bodies = question.organisations.named([post.organisation_id for post in ranked])
        told[person.source.uuid] = Held(
            person,
            tuple(
                Attendee(person, post.titles, body, "")
                for post, body in zip(ranked, bodies, strict=True)
            ),
            frozenset((p.titles["en"], p.titles["zh"], p.organisation_id) for p in ranked),
            tuple(post.source for post in ranked),
        )
    return told


def _honours(question: Question, known: Mapping[int, people.Person]) -> dict[str, Dated]:
    return {
        each.source.uuid: Dated(
            Named(each.source, each.titles),
            each.conferred_on or question.day,
            (known[each.person_id].named,),
        )
        for each in people.honours(question.session, list(known))
        if each.held_on(question.day)
    }


def _meeting(meeting: Meeting) -> Dated:
    named = Named(meeting.source, meeting.titles)
    return Dated(named, meeting.starts_on, text=meeting.outcomes)


def _promises(
    question: Question, met: list[Meeting]
) -> tuple[dict[Promise, Pending], dict[Promise, Pending]]:
    """Read what was promised by the day: what was open then, and what was done."""
    found = visits.follow_ups(question.session, met)
    owners = people.people(question.session, [f.owner_id for f in found if f.owner_id is not None])
    opened: dict[Promise, Pending] = {}
    done: dict[Promise, Pending] = {}
    for each in found:
        owner = owners.get(each.owner_id) if each.owner_id is not None else None
        told = Pending(
            each.texts,
            owner.named if owner else None,
            Named(each.meeting.source, each.meeting.titles),
            each.meeting.starts_on,
            each.due_on,
        )
        key = each.meeting.source.uuid, each.texts["en"]
        (opened if each.is_open(question.day) else done)[key] = told
    return opened, done


def _stays(
    question: Question, found: list[stays.Stay]
) -> tuple[dict[Source, int], dict[Source, int]]:
    """Tell who had gone by the day, and who was away on it."""
    begun = [s for s in found if s.starts_on is not None and s.starts_on <= question.day]
    away = [stay for stay in begun if stay.covers(question.day)]
    return {s.source: s.person_id for s in begun}, {s.source: s.person_id for s in away}
