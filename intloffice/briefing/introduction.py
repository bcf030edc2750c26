"""The introduction to our cooperation with the other side: what every briefing holds."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from intloffice.briefing import agreements, awards, inbound, meetings, narratives, outbound, staff
from intloffice.briefing.agreements import Agreements
from intloffice.briefing.name_check import name_faults
from intloffice.briefing.outbound import Sent
from intloffice.briefing.question import Question
from intloffice.briefing.staff import Experts
from intloffice.briefing.statement import Briefing, LeftOut, Statement, Subject
from intloffice.briefing.terminology import in_official_terms, title_faults, wording_faults
from intloffice.errors import OfficeError
from intloffice.i18n import N_
from intloffice.operations import edited_briefings
from intloffice.operations.edited_briefings import Briefed


def introduced(
    question: Question,
    subject: Subject,
    opening: Sequence[Statement] = (),
    checks: Sequence[LeftOut] = (),
) -> Briefing:
    """Make a briefing of what it opens with and the introduction that follows.

    Raise OfficeError where our own university is not on record.
    """
    ourselves = sorted(question.organisations.ourselves)
    if not ourselves:
        raise OfficeError(
            N_("Our own university is not on record: mark it as “our own” among the organisations.")
        )
    ours = Agreements(question)
    source = subject.source
    meeting = source.id if source and subject.kind == "meeting" else None
    computed = (*opening, *_statements(question, ours, meeting))
    statements = in_official_terms(computed, question.glossary)
    left_out = [record for statement in statements for record in statement.left_out]
    unsaid = {record.source for record in left_out}
    left_out += [r for r in ours.left_out("agreements.overview") if r.source not in unsaid]
    return Briefing(
        subject=_in_official_terms(subject, question),
        ourselves=question.organisations.named(ourselves)[0].names,
        as_of=question.day,
        statements=statements,
        left_out=tuple({(r.source, r.reason): r for r in left_out}.values()),
        checks=(
            *checks,
            *name_faults(question.session, statements),
            *wording_faults(question.session, statements, question.glossary),
            *(title_faults(question.session, source, subject.names) if source else ()),
            *ours.without_end(),
        ),
        state=question.session.head().short,
        edited=edited_briefings.kept(question.session, briefed(subject), question.day),
    )


def _in_official_terms(subject: Subject, question: Question) -> Subject:
    names, place = (question.glossary.official(each) for each in (subject.names, subject.place))
    return replace(subject, names=names, place=place)


def briefed(subject: Subject) -> Briefed:
    """Tell under what the edits of a briefing on a subject are kept."""
    record = subject.source.id if subject.source else 0
    return Briefed(subject.kind, subject.country if subject.kind == "country" else "", record)


def _statements(question: Question, ours: Agreements, meeting: int | None) -> Iterator[Statement]:
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
    yield from narratives.narratives(question, meeting)
