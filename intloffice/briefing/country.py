"""The briefing about our cooperation with a country."""

from collections.abc import Iterator
from datetime import date

from intloffice.briefing import agreements, awards, inbound, meetings, narratives, outbound, staff
from intloffice.briefing.agreements import Agreements
from intloffice.briefing.outbound import Sent
from intloffice.briefing.question import Question, Rules
from intloffice.briefing.staff import Experts
from intloffice.briefing.statement import Briefing, Statement
from intloffice.database.session import Session
from intloffice.errors import OfficeError
from intloffice.i18n import N_
from intloffice.settings import Settings


def compose(session: Session, country: str, as_of: date, settings: Settings) -> Briefing:
    """Compute all that is said about a country as of a day.

    ``country`` is an ISO 3166 alpha-2 code. Raise OfficeError where our own university is not on
    record.
    """
    question = Question(session, country.upper(), as_of, Rules.of(settings))
    ourselves = sorted(question.organisations.ourselves)
    if not ourselves:
        raise OfficeError(
            N_("Our own university is not on record: mark it as “our own” among the organisations.")
        )
    ours = Agreements(question)
    statements = tuple(_statements(question, ours))
    left_out = [record for statement in statements for record in statement.left_out]
    unsaid = {record.source for record in left_out}
    left_out += [r for r in ours.left_out("agreements.overview") if r.source not in unsaid]
    return Briefing(
        country=question.country,
        ourselves=question.organisations.named(ourselves)[0].names,
        as_of=as_of,
        statements=statements,
        left_out=tuple({(r.source, r.reason): r for r in left_out}.values()),
        checks=tuple(ours.without_end()),
        state=session.head().short,
    )


def _statements(question: Question, ours: Agreements) -> Iterator[Statement]:
    experts, sent = Experts(question), Sent(question)
    yield from agreements.overview(ours)
    yield from agreements.alliances(question)
    yield from agreements.changes(ours)
    yield from agreements.expiring(ours)
    yield from staff.academicians(experts)
    yield from staff.appointed(experts)
    yield from staff.visits(experts)
    yield from outbound.trend(sent)
    yield from outbound.year(sent)
    yield from outbound.destinations(sent)
    yield from outbound.programmes(sent)
    yield from awards.funders(question)
    yield from inbound.period(question)
    yield from inbound.balance(ours)
    yield from meetings.recent(question)
    yield from meetings.anniversaries(question)
    yield from narratives.narratives(question)
