"""The briefing for a meeting: what the host holds in hand."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

from intloffice.briefing import guests, points
from intloffice.briefing.guests import Company
from intloffice.briefing.introduction import introduced
from intloffice.briefing.points import Matters
from intloffice.briefing.question import Question, Rules, Scope
from intloffice.briefing.statement import Basis, Briefing, Dated, Fact, Statement, Step, Subject
from intloffice.database.session import Session
from intloffice.i18n import LOCALES, N_
from intloffice.names.articles import in_sentence
from intloffice.names.countries import country_name
from intloffice.operations.counting.naming import Named
from intloffice.operations.counting.organisations import Organisations
from intloffice.operations.counting.people import people
from intloffice.operations.counting.visits import Visit, visit
from intloffice.records.meeting import ItineraryKind, MeetingKind
from intloffice.records.organisation import OrganisationKind
from intloffice.settings import Settings

#: What speaks for a country rather than for itself.
_OF_A_COUNTRY = (OrganisationKind.DIPLOMATIC_MISSION, OrganisationKind.GOVERNMENT)
#: How many partners are all named in a sentence, and how many of more than these.
_NAMED, _FIRST = 3, 2
#: What several are called below a heading that names them.
_AGAIN = {"en": "these partners", "zh": "上述机构", "ja": "これらの機関"}
_MANY = {
    "en": "{named} and {more} other partners",
    "zh": "{named}等{all}家机构",
    "ja": "{named}など{all}機関",
}


def compose(
    session: Session, meeting: int, as_of: date, settings: Settings, folder: Path | None = None
) -> Briefing:
    """Compute what is said for a meeting, given by its id, as of a day.

    The photos of the guests are read from the office's ``folder``, where one is given.

    The introduction is to our cooperation with the country of a mission or a government that
    visits, else with the visiting organisations themselves. Raise OfficeError where our own
    university is not on record.
    """
    wanted = visit(session, meeting)
    scope = scope_of(wanted, Organisations(session, as_of))
    question = Question(session, scope, as_of, Rules.of(settings), wanted)
    company = Company(question, wanted)
    matters = Matters(company)
    subject = subject_of(wanted, question)
    told = introduced(
        question,
        subject,
        (
            *_profile(matters, wanted),
            *guests.guests(company),
            *guests.hosts(company),
            *_itinerary(question, wanted),
            *points.points(matters),
            *points.open_matters(matters),
        ),
        tuple(guests.doubts(company)),
    )
    return replace(told, photos=guests.photos(company, folder)) if folder else told


def suggested_day(session: Session, meeting: int, today: date) -> date:
    """Give the day a meeting is briefed as of unless another is asked for: never one after it."""
    return min(today, visit(session, meeting).starts_on)


def scope_of(wanted: Visit, organisations: Organisations) -> Scope:
    """Tell who the other side is: the country of a mission or government, else the visitors."""
    coming = list(wanted.visitors) or [
        p.organisation_id for p in wanted.guests() if p.organisation_id is not None
    ]
    for which in coming:
        country = organisations.country_of(which)
        if organisations.all[which].kind in _OF_A_COUNTRY and country:
            return Scope(country=country)
    return Scope(partners=tuple(dict.fromkeys(coming)))


def subject_of(wanted: Visit, question: Question) -> Subject:
    """Tell whom a meeting is about: the other side, as sentences call it."""
    code = question.scope.country
    if code:
        place = {language: country_name(code, language) for language in LOCALES}
        return Subject("meeting", wanted.titles, place, code, source=wanted.source)
    partners = question.organisations.named(question.partners)
    countries = {question.organisations.country_of(which) for which in question.partners}
    place = {
        code: _together([in_sentence(n.in_language(code), code) for n in partners], code)
        for code in LOCALES
    }
    only = countries.pop() if len(countries) == 1 else ""
    again = _AGAIN if len(partners) >= _NAMED else {}
    return Subject("meeting", wanted.titles, place, only, True, wanted.source, again)


def _together(partners: list[str], code: str) -> str:
    """Call partners by their names; many of them by the first two, and how many there are."""
    *some, last = partners or [""]
    if len(partners) > _NAMED:
        named = ({"zh": "、", "ja": "・"}.get(code, ", ")).join(partners[:_FIRST])
        return _MANY[code].format(named=named, all=len(partners), more=len(partners) - _FIRST)
    if code == "en":
        return " and ".join(filter(None, (", ".join(some), last)))
    return {"zh": "、", "ja": "・"}[code].join(partners)


def _profile(matters: Matters, wanted: Visit) -> Iterator[Statement]:
    own = (wanted.source,)
    facts = {
        "kind": Fact(MeetingKind.label_of(wanted.kind), own),
        "date": Fact(wanted.starts_on, own),
        "starts_at": Fact(wanted.starts_at, own),
        "ends_at": Fact(wanted.ends_at, own),
        "place": Fact(wanted.place, own),
        "purpose": Fact(wanted.purpose, own),
        "topics": Fact(", ".join(wanted.topics), own),
    }
    if wanted.ends_on and wanted.ends_on != wanted.starts_on:
        facts["ends_on"] = Fact(wanted.ends_on, own)
    if matters.meetings:
        last = matters.meetings[-1]
        dated = Dated(Named(last.source, last.titles), last.starts_on, text=last.outcomes)
        facts["last"] = Fact((dated,), (last.source,))
    basis = N_("As the meeting is on record.")
    if "last" in facts:
        basis = N_("As the meeting is on record; the last one before it with the other side.")
    yield Statement(
        "meeting.profile",
        facts,
        Basis(basis),
        about=wanted.source.uuid,
    )


def _itinerary(question: Question, wanted: Visit) -> Iterator[Statement]:
    if not wanted.items:
        return
    asked = [i.responsible_id for i in wanted.items if i.responsible_id is not None]
    named = people(question.session, asked)
    steps = tuple(
        Step(
            item.on,
            item.starts_at,
            item.ends_at,
            ItineraryKind.label_of(item.kind),
            item.places,
            item.who,
            named[item.responsible_id].named if item.responsible_id is not None else None,
        )
        for item in wanted.items
    )
    yield Statement(
        "meeting.itinerary",
        {"steps": Fact(steps, (wanted.source,))},
        Basis(N_("As the itinerary is on record.")),
    )
