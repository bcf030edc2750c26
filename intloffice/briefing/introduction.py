"""The introduction to our cooperation with the other side: what every briefing holds."""

from collections.abc import Container, Iterator, Sequence
from dataclasses import replace
from functools import partial

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
    introduction = statements(question, ours=ours)
    told = (*in_official_terms(opening, question.glossary), *introduction)
    left_out = [record for statement in told for record in statement.left_out]
    unsaid = {record.source for record in left_out}
    left_out += [r for r in ours.left_out("agreements.overview") if r.source not in unsaid]
    return Briefing(
        subject=_in_official_terms(subject, question),
        ourselves=question.organisations.named(ourselves)[0].names,
        as_of=question.day,
        statements=told,
        left_out=tuple({(r.source, r.reason): r for r in left_out}.values()),
        checks=(
            *checks,
            *name_faults(question.session, told),
            *wording_faults(question.session, told, question.glossary),
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


def statements(
    question: Question,
    families: Container[str] | None = None,
    ours: Agreements | None = None,
) -> Iterator[Statement]:
    """State all of the introduction, or only the statements of some families, in official terms.

    A statement is of the family that its id begins with: ``outbound.year`` of ``outbound``. What
    is kept by hand for the meeting asked for is told with it.
    """
    ours = ours or Agreements(question)
    experts, sent = Experts(question), Sent(question)
    for family, state in (
        ("agreements", partial(agreements.overview, ours)),
        ("agreements", partial(agreements.alliances, question)),
        ("agreements", partial(agreements.changes, ours)),
        ("agreements", partial(agreements.expiring, ours)),
        ("staff", partial(staff.academicians, experts)),
        ("staff", partial(staff.appointed, experts)),
        ("experts", partial(staff.visits, experts)),
        ("outbound", partial(outbound.trend, sent)),
        ("outbound", partial(outbound.year, sent)),
        ("outbound", partial(outbound.destinations, sent)),
        ("outbound", partial(outbound.programmes, sent)),
        ("awards", partial(awards.funders, question)),
        ("inbound", partial(inbound.period, question)),
        ("balance", partial(inbound.balance, ours)),
        ("meetings", partial(meetings.recent, question)),
        ("milestones", partial(meetings.anniversaries, question)),
        ("narrative", partial(narratives.narratives, question)),
    ):
        if families is None or family in families:
            yield from in_official_terms(tuple(state()), question.glossary)
