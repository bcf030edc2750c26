"""Who a partner is: what its briefing opens with."""

from collections.abc import Iterator

from intloffice.briefing.agreements import Agreements
from intloffice.briefing.question import Question
from intloffice.briefing.statement import Basis, Example, Fact, Statement, sources
from intloffice.i18n import LOCALES, N_
from intloffice.names.spoken import in_language
from intloffice.operations.counting.memberships import memberships
from intloffice.operations.counting.people import heads, people
from intloffice.records.organisation import OrganisationKind

_HEADS = 2


def profile(question: Question, partner: int) -> Iterator[Statement]:
    """State where a partner is, since when, its officers, and our first agreement with it."""
    organisation = question.organisations.all[partner]
    row = question.session.row("organisation", partner) or {}
    own, city = (organisation.source,), str(row.get("city", ""))
    named = tuple(question.organisations.named([partner]))
    facts = {
        "name": Fact(named, own),
        "kind": Fact(OrganisationKind.label_of(organisation.kind), own),
        "country": Fact(question.organisations.country_of(partner), own),
        "city": Fact({code: in_language(city, code) for code in LOCALES}, own),
        "founded_on": Fact(str(row.get("founded_on", "")), own),
    }
    belonging = [
        m
        for m in memberships(question.session)
        if m.member_id == partner and m.held_on(question.day)
    ]
    if belonging:
        alliances = tuple(question.organisations.named([m.alliance_id for m in belonging]))
        facts["alliances"] = Fact(alliances, sources([a.source for a in alliances]))
    leading = _heads(question, partner)
    if leading.value:
        facts["heads"] = leading
    signed = _first_signed(question)
    if signed is not None:
        facts["first_signed"] = signed
    basis = Basis(N_("As the organisation is on record."))
    if leading.value:
        template = N_("As the organisation is on record; posts are those held on {date}.")
        basis = Basis(template, {"date": question.day})
    yield Statement(
        "organisation.profile",
        facts,
        basis,
        about=organisation.source.uuid,
    )


def _heads(question: Question, partner: int) -> Fact:
    posts = heads(question.session, partner, question.day)[:_HEADS]
    named = people(question.session, [p.person_id for p in posts])
    examples = tuple(Example(named[p.person_id].named, p.titles, None, ended=False) for p in posts)
    behind = [source for p in posts for source in (p.source, named[p.person_id].named.source)]
    return Fact(examples, sources(behind))


def _first_signed(question: Question) -> Fact | None:
    """Find when the first agreement with the partners asked for was signed by all."""
    signed = [
        (day, agreement.source)
        for agreement in Agreements(question).ours
        if (day := agreement.signed_on()) is not None and day <= question.day
    ]
    if not signed:
        return None
    day, source = min(signed, key=lambda pair: pair[0])
    return Fact(day, (source,))
