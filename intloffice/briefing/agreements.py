"""What the agreements with the other side amount to."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

from intloffice.briefing.meetings import last_meeting
from intloffice.briefing.question import Question
from intloffice.briefing.statement import (
    AgreementLine,
    Basis,
    Dated,
    Fact,
    LeftOut,
    Statement,
    sources,
)
from intloffice.i18n import N_
from intloffice.operations.counting import agreements as counting
from intloffice.operations.counting.agreements import Agreement
from intloffice.operations.counting.days import months_after
from intloffice.operations.counting.memberships import memberships
from intloffice.operations.counting.naming import Named
from intloffice.records.agreement import AgreementKind, PartyRole, PartySide, Renewal
from intloffice.records.organisation import OrganisationKind

NO_SIGNATURE = N_("It has no signatory on record, so it cannot be said to be signed.")
NOT_ALL_SIGNED = N_("Not all parties have a signature on record, so it is not counted.")
NO_TERM = N_("It has no term on record, so it cannot be said to be effective.")
NO_END = N_("It ends, but no day is on record on which it does.")


class Agreements:
    """The agreements with the other side, read once for all that is said of them."""

    def __init__(self, question: Question) -> None:
        self.question = question

    @cached_property
    def known(self) -> list[Agreement]:
        """All that bind the other side, and those that replace them, whoever these bind."""
        return counting.concerning(self.question.session, self.question.there)

    @cached_property
    def ours(self) -> list[Agreement]:
        """The agreements of the university itself with the other side, whatever their state."""
        ourselves = self.question.organisations.ourselves
        return [
            a for a in self.known if counting.counted_as_ours(a, ourselves) and self._is_there(a)
        ]

    @cached_property
    def effective(self) -> list[Agreement]:
        """Those of them that are effective on the day."""
        return self.effective_on(self.question.day)

    def effective_on(self, day: date) -> list[Agreement]:
        """List those of them that are effective on a day, which none of all has replaced."""
        found = {agreement.id for agreement in counting.effective(self.known, day)}
        return [agreement for agreement in self.ours if agreement.id in found]

    def partners(self, agreement: Agreement) -> list[int]:
        """List the organisations of the other side with which an agreement binds us."""
        counted = (self.question.organisations.counted_as(o) for o in agreement.theirs())
        return list(dict.fromkeys(o.id for o in counted if o.id in self.question.there))

    def named(self, agreement: Agreement) -> Named:
        """Name an agreement by its title."""
        return Named(agreement.source, agreement.titles)

    def dated(self, agreement: Agreement, day: date) -> Dated:
        """Name an agreement with its partners and a day."""
        partners = self.question.organisations.named(self.partners(agreement))
        return Dated(self.named(agreement), day, tuple(partners))

    def left_out(self, statement: str) -> Iterator[LeftOut]:
        """List the agreements that lack what would make them count."""
        yield from lacking(self.ours, statement)

    def without_end(self) -> Iterator[LeftOut]:
        """List the effective agreements that should end, with no day on which they do."""
        for agreement in self.effective:
            ends = [t.effective_until or t.ended_on for t in agreement.terms]
            if agreement.renewal == Renewal.FIXED and None in ends:
                yield LeftOut("agreements.expiring", agreement.source, agreement.titles, NO_END)

    def _is_there(self, agreement: Agreement) -> bool:
        return bool(self.partners(agreement))


def lacking(found: Sequence[Agreement], statement: str) -> Iterator[LeftOut]:
    """List the agreements that lack what would make them count (rules 1 and 11)."""
    for agreement in found:
        reason = ""
        if not agreement.signed:
            reason = NO_SIGNATURE
        elif agreement.signed_on() is None:
            reason = NOT_ALL_SIGNED
        elif not agreement.terms:
            reason = NO_TERM
        if reason:
            yield LeftOut(statement, agreement.source, agreement.titles, reason)


def overview(agreements: Agreements) -> Iterator[Statement]:
    """State how many agreements are effective, and with whom (rules 1 to 3)."""
    question, found = agreements.question, agreements.effective
    if not found:
        return
    organisations = question.organisations
    partners = {which for a in found for which in agreements.partners(a)}
    universities = {
        which for which in partners if organisations.all[which].kind == OrganisationKind.UNIVERSITY
    }
    others = partners - universities
    examples = organisations.by_prominence(universities)[: question.rules.examples]
    yield Statement(
        "agreements.overview",
        {
            "agreements": Fact(len(found), sources([a.source for a in found])),
            "universities": _counted(question, universities),
            "examples": _named(question, examples),
            "other_institutions": _counted(question, others),
            "others": _named(question, organisations.by_prominence(others)),
            "list": _table(agreements),
        },
        Basis(
            N_(
                "The university's own agreements with a term that covers {date}, signed by all "
                "parties; a faculty counts as its university; those of single schools or "
                "through alliances are not counted."
            ),
            {"date": question.day},
        ),
        tuple(agreements.left_out("agreements.overview")),
    )


@dataclass(frozen=True)
class Through:
    """An agreement that reaches the other side through an alliance.

    ``alliances`` are ours through which it does, ``theirs`` those bound, ``members`` those here.
    """

    agreement: Agreement
    alliances: list[int]
    theirs: list[int]
    members: list[int]
    is_effective: bool


def alliances(question: Question, found: Sequence[Through]) -> Iterator[Statement]:
    """State the agreements that reach the other side through an alliance (rule 2)."""
    for each in found:
        if each.is_effective:
            yield _through(question, each)


def through_alliances(question: Question) -> list[Through]:
    """Find the agreements between alliances that reach us and the other side, in any state."""
    return list(_reaching(question))


def _reaching(question: Question) -> Iterator[Through]:
    belonging = memberships(question.session)
    ours = {
        m.alliance_id
        for m in belonging
        if m.held_on(question.day) and m.member_id in question.organisations.ourselves
    }
    reached = {m.alliance_id for m in belonging if m.member_id in question.there}
    found = counting.concerning(question.session, ours | question.organisations.ourselves)
    effective = {agreement.id for agreement in counting.effective(found, question.day)}
    for agreement in found:
        through = [o for o in agreement.ours() if o in ours]
        theirs = [o for o in agreement.theirs() if o in reached | question.there]
        if not theirs or counting.counted_as_ours(agreement, question.organisations.ourselves):
            continue
        members = [m for m in belonging if m.alliance_id in theirs and m.held_on(question.day)]
        named = [m.member_id for m in members] or _members_in(agreement)
        asked_for = question.scope.partners and set(theirs) & question.there
        here = [which for which in named if asked_for or which in question.there]
        if (through or _reaches_us(question, agreement)) and here:
            yield Through(agreement, through, theirs, here, agreement.id in effective)


def changes(agreements: Agreements) -> Iterator[Statement]:
    """State what was signed and what ended since the last meeting, or in the year."""
    question = agreements.question
    meeting = last_meeting(question)
    since = meeting.starts_on if meeting else question.year.first - timedelta(days=1)
    signed = [
        agreements.dated(a, day)
        for a in agreements.ours
        if (day := a.signed_on()) is not None and since < day <= question.day
    ]
    ended = [agreements.dated(a, day) for a, day in _ended(agreements, since, question.day)]
    facts = {
        "signed": Fact(tuple(signed), sources([d.named.source for d in signed])),
        "ended": Fact(tuple(ended), sources([d.named.source for d in ended])),
    }
    if meeting:
        facts["since"] = Fact(meeting.starts_on, (meeting.source,))
    if signed or ended:
        yield Statement(
            "agreements.changes",
            facts,
            Basis(N_("By the day of the last signature, and the first day no longer covered.")),
        )


def expiring(agreements: Agreements) -> Iterator[Statement]:
    """State which effective agreements end soon; those that renew themselves never do."""
    question = agreements.question
    soon = months_after(question.day, question.rules.soon_months)
    found = [
        agreements.dated(a, end)
        for a in agreements.effective
        if (end := counting.ends_on(a, question.day)) is not None and end <= soon
    ]
    found.sort(key=lambda dated: (str(dated.on), dated.named.source.id))
    if found:
        yield Statement(
            "agreements.expiring",
            {
                "agreements": Fact(len(found), sources([d.named.source for d in found])),
                "list": Fact(tuple(found), sources([d.named.source for d in found])),
            },
            Basis(N_("Agreements that do not renew themselves, by their last day.")),
        )


def _table(agreements: Agreements) -> Fact:
    organisations = agreements.question.organisations
    lines = [
        AgreementLine(
            agreements.named(agreement),
            tuple(organisations.named(agreements.partners(agreement))),
            agreement.signed_on() or agreements.question.day,
            counting.ends_on(agreement, agreements.question.day),
            agreement.renewal,
            AgreementKind.label_of(agreement.kind),
        )
        for agreement in agreements.effective
    ]
    order = organisations.by_prominence({n.source.id for line in lines for n in line.partners})
    lines.sort(key=lambda line: (order.index(line.partners[0].source.id), line.signed_on))
    return Fact(tuple(lines), sources([line.named.source for line in lines]))


def _ended(agreements: Agreements, since: date, until: date) -> Iterator[tuple[Agreement, date]]:
    still = {agreement.id for agreement in agreements.effective_on(until)}
    for agreement in agreements.effective_on(since):
        if agreement.id not in still:
            yield agreement, counting.over_on(agreement, agreements.known, until) or until


def _through(question: Question, reaching: Through) -> Statement:
    agreement = reaching.agreement
    signed = agreement.signed_on() or question.day
    return Statement(
        "agreements.alliances",
        {
            "agreements": Fact(1, (agreement.source,)),
            "our_alliance": _named(question, reaching.alliances),
            "their_alliance": _named(question, reaching.theirs),
            "kind": Fact(AgreementKind.label_of(agreement.kind), (agreement.source,)),
            "signed_on": Fact(signed, (agreement.source,)),
            "members": _named(question, list(dict.fromkeys(reaching.members))),
        },
        Basis(
            N_(
                "Agreements between alliances are counted apart; their members are partners "
                "only by an agreement of their own."
            )
        ),
        about=agreement.source.uuid,
    )


def _reaches_us(question: Question, agreement: Agreement) -> bool:
    return any(
        p.side == PartySide.OURS
        and p.role == PartyRole.THROUGH_ALLIANCE
        and p.organisation_id in question.organisations.ourselves
        for p in agreement.parties
    )


def _members_in(agreement: Agreement) -> list[int]:
    return [
        p.organisation_id
        for p in agreement.parties
        if p.side == PartySide.THEIRS and p.role == PartyRole.THROUGH_ALLIANCE
    ]


def _counted(question: Question, ids: set[int]) -> Fact:
    return Fact(len(ids), sources([question.organisations.all[which].source for which in ids]))


def _named(question: Question, ids: list[int]) -> Fact:
    named = tuple(question.organisations.named(ids))
    return Fact(named, tuple(n.source for n in named))
