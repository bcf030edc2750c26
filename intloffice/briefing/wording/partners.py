"""Who a partner is, in words."""

from collections.abc import Mapping
from datetime import date

from intloffice.briefing.document import Span, Spans
from intloffice.briefing.sentence import Wording
from intloffice.briefing.statement import Briefing, Example
from intloffice.i18n import N_
from intloffice.names.articles import article
from intloffice.names.countries import country_name
from intloffice.names.spoken import in_language
from intloffice.operations.counting.naming import Named
from intloffice.records.organisation import OrganisationKind

_IS = {
    OrganisationKind.UNIVERSITY: N_("{name} is a university in {where}."),
    OrganisationKind.RESEARCH_INSTITUTE: N_("{name} is a research institute in {where}."),
    OrganisationKind.SCHOOL: N_("{name} is a school in {where}."),
    OrganisationKind.GOVERNMENT: N_("{name} is a government body in {where}."),
    OrganisationKind.DIPLOMATIC_MISSION: N_("{name} is a diplomatic mission of {where}."),
    OrganisationKind.FOUNDATION: N_("{name} is a foundation in {where}."),
    OrganisationKind.COMPANY: N_("{name} is a company in {where}."),
    OrganisationKind.ACADEMY: N_("{name} is an academy in {where}."),
    OrganisationKind.ALLIANCE: N_("{name} is an alliance in {where}."),
    OrganisationKind.INTERNATIONAL_BODY: N_("{name} is an international body in {where}."),
}
_IS_THERE = N_("{name} is in {where}.")


def profile(words: Wording, _briefing: Briefing) -> list[Spans]:
    """Say what a partner is, who its officers are, and since when there are agreements with it."""
    facts, language = words.statement.facts, words.language
    said: list[Spans] = []
    where = _where(words)
    if where:
        labels = {kind.label: template for kind, template in _IS.items()}
        template = labels.get(str(facts["kind"].value), _IS_THERE)
        said.append(words.say(template, name=_name(words), where=where))
    founded = str(facts["founded_on"].value)
    if founded:
        when = words.tied(language.partial(founded), "founded_on")
        said.append(
            words.say(N_("It was founded in {when}."), when=when)
            if len(founded) < len("1900-01-01")
            else words.say(N_("It was founded on {when}."), when=when)
        )
    if "alliances" in facts:
        said.append(words.say(N_("It belongs to {alliances}."), alliances=words.names("alliances")))
    leading = [
        words.post(e.person, e.title, "heads") for e in words.statement.items("heads", Example)
    ]
    if leading:
        said.append(words.say(N_("Officers on record: {heads}."), heads=words.clauses(leading)))
    signed = facts["first_signed"].value if "first_signed" in facts else None
    if isinstance(signed, date):
        said.append(
            words.say(
                N_("The first agreement with it was signed on {date}."),
                date=words.tied(language.day(signed), "first_signed"),
            )
        )
    return said


def _name(words: Wording) -> Spans:
    """Name a partner, and in English how it writes itself."""
    (named,) = words.statement.items("name", Named)
    shown = named.in_language(words.language.code)
    own = {"JP": "ja", "CN": "zh"}.get(str(words.statement.facts["country"].value), "")
    written = named.in_language(own)
    before = article(shown, words.language.code).capitalize()
    spans = [Span(before)] if before else []
    spans.append(Span(shown, "strong", words.statement.key("name")))
    if words.language.code == "en" and written and not written.isascii():
        spans.append(Span(f" ({written})"))
    return tuple(spans)


def _city(value: object, code: str) -> str:
    """Name the city; briefings that were issued long ago have kept it as one text."""
    return str(value.get(code, "")) if isinstance(value, Mapping) else in_language(str(value), code)


def _where(words: Wording) -> str:
    facts, language = words.statement.facts, words.language
    code = str(facts["country"].value)
    city = _city(facts["city"].value, language.code)
    country = country_name(code, language.code) if code else ""
    mission = facts["kind"].value == OrganisationKind.DIPLOMATIC_MISSION.label
    if country and city and not mission:
        return language.text(N_("{town}, {country}"), town=city, country=country)
    return country or city
