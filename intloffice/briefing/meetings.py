"""The meetings with the other side, and the dates worth naming to it."""

from collections.abc import Iterator, Sequence
from datetime import date

from sqlalchemy import false, or_, select

from intloffice.briefing.question import Question
from intloffice.briefing.statement import Basis, Dated, Fact, Statement, sources
from intloffice.i18n import N_
from intloffice.operations.counting import milestones
from intloffice.operations.counting.days import months_after
from intloffice.operations.counting.meetings import Meeting, held
from intloffice.operations.counting.naming import Named, Source, texts


def last_meeting(question: Question) -> Meeting | None:
    """Find the last meeting held with the other side, before the one asked for."""
    found = others(question, held(question.session, question.there, date.min, question.before))
    return found[-1] if found else None


def others(question: Question, found: Sequence[Meeting]) -> list[Meeting]:
    """Keep the meetings that are others than the one asked for."""
    own = question.meeting.source if question.meeting else None
    return [meeting for meeting in found if meeting.source != own]


def recent(question: Question) -> Iterator[Statement]:
    """State the meetings of the last two years and what came of them."""
    known = held(question.session, question.there, months_after(question.day, -24), question.day)
    found = others(question, known)
    basis = N_("Meetings held in the two years before {date}.")
    besides = {}
    if found != known and question.meeting:
        basis = N_("Meetings held in the two years before {date}, but for the one briefed on.")
        own = Named(question.meeting.source, question.meeting.titles)
        besides = {"besides": Fact((own,), (own.source,))}
    if found:
        listed = tuple(
            Dated(Named(m.source, m.titles), m.starts_on, text=m.outcomes) for m in found
        )
        yield Statement(
            "meetings.recent",
            {
                "meetings": Fact(len(found), sources([m.source for m in found])),
                "list": Fact(listed, sources([m.source for m in found])),
                **besides,
            },
            Basis(basis, {"date": question.day}),
        )


def anniversaries(question: Question) -> Iterator[Statement]:
    """State the round anniversaries within a year of the day."""
    table = question.session.tables["milestone"]
    country = table.c.country == question.scope.country if question.scope.country else false()
    about = or_(country, table.c.organisation_id.in_(question.there))
    first, last = months_after(question.day, -12), months_after(question.day, 12)
    found = []
    for line in question.session.execute(select(table).where(about)).mappings():
        source = Source("milestone", line["id"], line["uuid"])
        for years, on in milestones.anniversaries(line["happened_on"], first, last):
            found.append(Dated(Named(source, texts(dict(line), "text")), on, years=years))
    found.sort(key=lambda dated: (str(dated.on), dated.named.source.id))
    if found:
        yield Statement(
            "milestones.anniversaries",
            {"list": Fact(tuple(found), sources([d.named.source for d in found]))},
            Basis(
                N_("Multiples of five years, within one year of {date}."), {"date": question.day}
            ),
        )
