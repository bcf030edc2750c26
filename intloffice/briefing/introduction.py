"""The introduction to our cooperation with the other side: what every briefing holds."""

from collections.abc import Container, Iterator, Sequence
from dataclasses import replace
from functools import cached_property, partial

from intloffice.briefing import (
    agreements,
    awards,
    inbound,
    meetings,
    narratives,
    nothing,
    outbound,
    staff,
)
from intloffice.briefing.agreements import Agreements, Through, lacking, through_alliances
from intloffice.briefing.inbound import Received
from intloffice.briefing.name_check import name_faults
from intloffice.briefing.outbound import Sent
from intloffice.briefing.question import Question
from intloffice.briefing.staff import Experts
from intloffice.briefing.statement import Briefing, LeftOut, Statement, Subject, once
from intloffice.briefing.terminology import in_official_terms, title_faults, wording_faults
from intloffice.errors import OfficeError
from intloffice.i18n import N_
from intloffice.operations import edited_briefings
from intloffice.operations.edited_briefings import Briefed


class Cooperation:
    """Our cooperation with the other side: each sort of records read once, when it is told of."""

    def __init__(self, question: Question) -> None:
        self._question = question
        self.ours = Agreements(question)
        self.experts = Experts(question)
        self.sent = Sent(question)
        self.received = Received(question)

    @cached_property
    def through(self) -> Sequence[Through]:
        """The agreements that reach us and the other side through alliances."""
        return through_alliances(self._question)

    def alliances(self) -> Iterator[Statement]:
        """State those of them that are effective."""
        return agreements.alliances(self._question, self.through)

    def left_out(self) -> Iterator[LeftOut]:
        """List what cannot be counted for want of data, also where nothing else is to be told."""
        yield from self.ours.left_out("agreements.overview")
        yield from lacking([each.agreement for each in self.through], "agreements.alliances")
        yield from self.experts.left_out("staff.appointed")
        yield from self.experts.left_out("experts.visits")
        yield from self.sent.undated("outbound.trend")
        yield from self.received.undated("inbound.period")


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
    source, records = subject.source, Cooperation(question)
    introduction = tuple(statements(question, records=records))
    left_out = once((*(r for each in introduction for r in each.left_out), *records.left_out()))
    told = (*in_official_terms(opening, question.glossary), *introduction)
    if introduction or (told and subject.kind != "meeting"):
        told = (*told, *nothing.found(told, left_out))
    return Briefing(
        subject=_in_official_terms(subject, question),
        ourselves=question.organisations.named(ourselves)[0].names,
        as_of=question.day,
        statements=told,
        left_out=left_out,
        checks=(
            *checks,
            *name_faults(question.session, told),
            *wording_faults(question.session, told, question.glossary),
            *(title_faults(question.session, source, subject.names) if source else ()),
            *records.ours.without_end(),
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
    records: Cooperation | None = None,
) -> Iterator[Statement]:
    """State all of the introduction, or only the statements of some families, in official terms.

    A statement is of the family that its id begins with: ``outbound.year`` of ``outbound``. What
    is kept by hand for the meeting asked for is told with it.
    """
    found = records or Cooperation(question)
    ours, experts, sent = found.ours, found.experts, found.sent
    for family, state in (
        ("agreements", partial(agreements.overview, ours)),
        ("agreements", found.alliances),
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
        ("inbound", partial(inbound.period, found.received)),
        ("balance", partial(inbound.balance, ours)),
        ("meetings", partial(meetings.recent, question)),
        ("milestones", partial(meetings.anniversaries, question)),
        ("narrative", partial(narratives.narratives, question)),
    ):
        if families is None or family in families:
            yield from in_official_terms(tuple(state()), question.glossary)
