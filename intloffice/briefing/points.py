"""What to speak of at a meeting, and what earlier ones have left open."""

from collections.abc import Iterator
from functools import cached_property
from itertools import count

from intloffice.briefing import agreements, inbound, meetings
from intloffice.briefing.agreements import Agreements
from intloffice.briefing.guests import Company
from intloffice.briefing.statement import (
    Balance,
    Basis,
    Dated,
    Fact,
    Pending,
    Statement,
    sources,
)
from intloffice.i18n import N_
from intloffice.operations.counting import people, visits
from intloffice.operations.counting.meetings import Meeting, held
from intloffice.operations.counting.naming import Named
from intloffice.operations.counting.visits import FollowUp

#: How many points of one sort are chosen.
_MOST = 3
#: The month from which the places of a year are spoken of: before, its stays have not begun.
_PLACES_FROM = 7
#: The fact of a statement of which each line is a thing to speak of.
_LISTED = {
    "agreements.changes": "signed",
    "agreements.expiring": "list",
    "milestones.anniversaries": "list",
}
_BASIS = N_(
    "Chosen from what is open since earlier meetings, agreements signed since the last one or "
    "soon to end, places not taken, and round anniversaries, as of {date}."
)


class Matters:
    """What is between us and the guests, read once."""

    def __init__(self, company: Company) -> None:
        self.company = company
        self.question = company.question
        self.numbers = count(1)

    @cached_property
    def meetings(self) -> list[Meeting]:
        """The meetings held before, with the other side or with one of the guests."""
        question, before = self.question, self.company.before
        found = held(question.session, question.there, before.min, before)
        also = [m for met in self.company.met.values() for m in met]
        known = {m.source: m for m in (*found, *also)}
        return sorted(known.values(), key=lambda m: (m.starts_on, m.source.id))

    @cached_property
    def open(self) -> list[FollowUp]:
        """What they have left open, the earliest due first."""
        found = visits.follow_ups(self.question.session, self.meetings)
        some = [f for f in found if f.is_open(self.question.day)]
        return sorted(some, key=lambda f: (f.due_on is None, f.due_on or f.meeting.starts_on))

    def pending(self, follow_up: FollowUp) -> Pending:
        """Name who is to do what an earlier meeting has left."""
        owner = follow_up.owner_id
        named = people.people(self.question.session, [owner] if owner is not None else [])
        meeting = follow_up.meeting
        return Pending(
            follow_up.texts,
            named[owner].named if owner is not None and owner in named else None,
            Named(meeting.source, meeting.titles),
            meeting.starts_on,
            follow_up.due_on,
        )

    def point(self, sort: str, fact: Fact) -> Statement:
        """State one thing to speak of."""
        return Statement(
            f"points.{sort}",
            {"point": fact},
            Basis(_BASIS, {"date": self.question.day}),
            about=f"{fact.records[0].uuid}-{next(self.numbers)}",
        )


def points(matters: Matters) -> Iterator[Statement]:
    """State what to speak of: promises, endings, what was signed, places, anniversaries."""
    for sort, theirs in (("promise", True), ("task", False)):
        for follow_up in [f for f in matters.open if f.theirs is theirs][:_MOST]:
            item = matters.pending(follow_up)
            yield matters.point(sort, Fact((item,), (item.meeting.source,)))
    ours = Agreements(matters.question)
    for statement in (
        *agreements.changes(ours),
        *agreements.expiring(ours),
        *meetings.anniversaries(matters.question),
    ):
        for line in statement.items(_LISTED[statement.id], Dated)[:_MOST]:
            yield matters.point(_sort(statement), Fact((line,), (line.named.source,)))
    if matters.question.day.month < _PLACES_FROM:
        return
    for statement in inbound.balance(ours):
        lines = sorted(statement.items("agreements", Balance), key=_unused, reverse=True)
        for balance in [line for line in lines if _unused(line)][:_MOST]:
            yield matters.point("places", Fact((balance,), (balance.agreement.source,)))


def open_matters(matters: Matters) -> Iterator[Statement]:
    """State all that earlier meetings have left open."""
    found = tuple(matters.pending(follow_up) for follow_up in matters.open)
    if found:
        behind = sources([item.meeting.source for item in found])
        yield Statement(
            "meeting.follow_ups",
            {"number": Fact(len(found), behind), "open": Fact(found, behind)},
            Basis(
                N_(
                    "Promises and tasks of meetings held before {date} with the other side or "
                    "with one of the guests, not done by {day}."
                ),
                {"date": matters.company.before, "day": matters.question.day},
            ),
        )


def _sort(statement: Statement) -> str:
    if statement.id == "agreements.changes":
        return "signed" if "since" in statement.facts else "signed_in_year"
    return "ending" if statement.id == "agreements.expiring" else "anniversary"


def _unused(line: Balance) -> int:
    return max(0, line.places_out - line.sent) + max(0, line.places_in - line.received)
