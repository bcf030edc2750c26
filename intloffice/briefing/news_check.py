"""What must be finished before there is a news item, and what should be looked at."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from sqlalchemy import or_, select

from intloffice.briefing.guests import NO_TITLE, Company
from intloffice.database.captions import person_name
from intloffice.i18n import N_, Language
from intloffice.names.checking import faults
from intloffice.operations import untranslated
from intloffice.operations.counting.naming import Source
from intloffice.operations.counting.people import positions
from intloffice.operations.counting.visits import Participant, Remark
from intloffice.records.meeting import MeetingStatus, ParticipantRole

NOT_HELD = N_("The meeting is not marked as held.")
NO_GUEST = N_("Nobody is entered who came as a guest.")
NO_HOST = N_("Nobody is entered who received the guests.")
UNCONFIRMED = N_("Nobody has confirmed how this name is spelled in Latin letters.")
NO_CHARACTERS = N_("How this name is written in characters is not on record.")
NOT_SPOKEN = N_("A remark has no text in this language.")
CUT_SHORT = N_("A remark is unfinished: “{text}”")
ENDED = N_("The post “{title}” had ended on {date}, before the meeting.")
UNPROVED = N_(
    "A remark names {years} years, and no milestone on record proves it: “{text}”. Correct the "
    "remark, or enter the milestone with its source."
)
LACKS = N_("There is no text in this language for “{instead}”.")
PLAIN_STYLE = N_("A remark is in the plain style; the news is polite (です・ます): “{text}”")
OTHERWISE = N_("In a remark: {reason}")

#: How a sentence may end, and what may close after its end.
_ENDS = ".!?。！？…"
_CLOSES = "”’\"'）)」』》】"
_SHORT = 60
#: Where Japanese sentences end outside of what is quoted, and how polite ones do.
_ASIDE = re.compile(r"（[^（）]*）")
_SENTENCES = re.compile(r"[。！？!?](?![」』）)])")
_POLITE = (
    "ます",
    "ました",
    "ません",
    "ませんでした",
    "です",
    "でした",
    "でしょう",
    "ましょう",
    "ください",
)
#: How anniversaries are named in running text.
_CLAIMS = {
    "en": r"\b(\d{1,3})(?:st|nd|rd|th)\s+(?:year|anniversary|since)"
    r"|\b(\d{1,3})\s+years\s+(?:since|ago)",
    "zh": r"(\d{1,3})\s*周年|第\s*(\d{1,3})\s*个?年头",
    "ja": r"(\d{1,3})\s*周年|(\d{1,3})\s*年(?:に当たる|目|の節目)",
}
#: Where people write their names in characters.
_IN_CHARACTERS = frozenset({"CN", "JP", "TW", "HK", "MO"})
#: Faults of a name that must not reach print.
_READINGS = ("chinese reading", "title in name", "nationality unknown", "reading only")
_STAFF = (ParticipantRole.SUPPORT, ParticipantRole.INTERPRETER)


@dataclass(frozen=True)
class Unfinished:
    """What is to be finished, at which record: an English sentence with its facts."""

    source: Source
    captions: Mapping[str, str]
    template: str
    facts: Mapping[str, str] = field(default_factory=dict)

    def told(self, language: Language) -> str:
        """Say it in a language, after what the record is called."""
        said = language.text(self.template, **self.facts)
        return language.text(
            N_("{record}: {said}"), record=self.captions.get(language.code, ""), said=said
        )


def unfinished(
    company: Company, said: Sequence[Remark], language: Language
) -> Iterator[Unfinished]:
    """List what keeps a news item from being drafted in a language."""
    wanted = company.visit
    of_meeting = wanted.source, wanted.titles
    for missing, template in (
        (wanted.status != MeetingStatus.HELD, NOT_HELD),
        (not company.guests, NO_GUEST),
        (not company.hosts, NO_HOST),
    ):
        if missing:
            yield Unfinished(*of_meeting, template)
    for participant in _named(company, said):
        yield from _of_name(company, participant, language)
        yield from _of_title(company, participant, language)
    yield from _of_texts(company, language)
    for remark in said:
        yield from _of_remark(company, remark, language)


def unsure(company: Company, said: Sequence[Remark], language: Language) -> Iterator[Unfinished]:
    """List what may be printed in a language, and should be looked at first."""
    for participant in _named(company, said):
        person = company.people[participant.person_id].named
        printed = person.in_language(language.code)
        home = set(company.people[participant.person_id].nationalities)
        if language.code != "en" and printed.isascii() and home & _IN_CHARACTERS:
            yield Unfinished(person.source, person.names, NO_CHARACTERS)
    for remark in said:
        text = remark.texts.get(language.code, "")
        if language.code == "ja" and not is_polite(text):
            source, titles = company.visit.source, company.visit.titles
            yield Unfinished(source, titles, PLAIN_STYLE, {"text": _shortly(text)})
        for fault in company.question.glossary.faults(remark.texts):
            if fault.language == language.code:
                reason = language.text(fault.template, **fault.facts)
                source, titles = company.visit.source, company.visit.titles
                yield Unfinished(source, titles, OTHERWISE, {"reason": reason})


def _named(company: Company, said: Sequence[Remark]) -> list[Participant]:
    """List those whose names are printed: all but staff who say nothing."""
    speaking = {remark.speaker_id for remark in said}
    hosts = [
        p
        for place, p in enumerate(company.hosts)
        if not place or p.role not in _STAFF or p.person_id in speaking
    ]
    return [*hosts, *company.guests]


def _of_name(
    company: Company, participant: Participant, language: Language
) -> Iterator[Unfinished]:
    person = company.people[participant.person_id]
    row = company.question.session.row("person", participant.person_id) or {}
    printed = person.named.in_language(language.code)
    if not printed.strip():
        yield Unfinished(person.named.source, person.named.names, NO_CHARACTERS)
        return
    found = faults(person_name(row), person.nationalities, participant.titles.values())
    latin_is_printed = language.code == "en" or printed.isascii()
    readings = [fault for fault in found if fault.kind in _READINGS]
    if latin_is_printed and readings:
        fault = readings[0]
        source, names = person.named.source, person.named.names
        yield Unfinished(source, names, fault.template, dict(fault.facts))
    elif latin_is_printed and not person.spelling_is_confirmed:
        yield Unfinished(person.named.source, person.named.names, UNCONFIRMED)


def _of_title(
    company: Company, participant: Participant, language: Language
) -> Iterator[Unfinished]:
    attendee, _ = company.attendee(participant)
    source, names = attendee.person.source, attendee.person.names
    if not any(attendee.title.values()):
        yield Unfinished(source, names, NO_TITLE)
    given = set(filter(None, participant.titles.values()))
    day = company.visit.starts_on
    held = [
        post
        for post in positions(company.question.session, [participant.person_id])
        if given & set(filter(None, post.titles.values()))
        and participant.organisation_id in (None, post.organisation_id)
    ]
    if held and not any(post.held_on(day) for post in held):
        last = max(held, key=lambda post: post.until_on or date.min)
        if last.until_on is not None and last.until_on < day:
            ended = language.day(last.until_on)
            title = last.titles[language.code]
            yield Unfinished(last.source, names, ENDED, {"title": title, "date": ended})


def _of_texts(company: Company, language: Language) -> Iterator[Unfinished]:
    """List the titles and places that lack the language."""
    session = company.question.session
    behind = [company.visit.source]
    for participant in company.visit.participants:
        _, sources = company.attendee(participant)
        behind += [source for source in sources if source.kind in ("position", "organisation")]
    for source in dict.fromkeys(behind):
        kind = session.tables.kinds[source.kind]
        for missing in untranslated.of_record(session, kind, source.id):
            printed = missing.path in ("participant.title", "item.place", "title", "name")
            if missing.language == language.code and printed:
                facts = {"instead": missing.instead}
                yield Unfinished(source, missing.captions, LACKS, facts)


def _of_remark(company: Company, remark: Remark, language: Language) -> Iterator[Unfinished]:
    source, titles = company.visit.source, company.visit.titles
    text = remark.texts.get(language.code, "").strip()
    if not text:
        yield Unfinished(source, titles, NOT_SPOKEN)
        return
    short = _shortly(text)
    if text.rstrip(_CLOSES + " ")[-1:] not in tuple(_ENDS):
        yield Unfinished(source, titles, CUT_SHORT, {"text": short})
    proved = _proved_years(company)
    for years in claimed_years(text, language.code):
        if years not in proved:
            facts = {"years": language.number(years), "text": short}
            yield Unfinished(source, titles, UNPROVED, facts)


def _shortly(text: str) -> str:
    return text if len(text) <= _SHORT else f"…{text[-_SHORT:]}"


def is_polite(text: str) -> bool:
    """Tell whether all sentences of a Japanese text end as polite ones do."""
    said = _ASIDE.sub("", text)
    ends = (sentence.strip(_CLOSES + " \n") for sentence in _SENTENCES.split(said))
    return all(end.endswith(_POLITE) for end in ends if end)


def claimed_years(text: str, code: str) -> list[int]:
    """List the anniversaries that a text names, in years."""
    found = re.findall(_CLAIMS[code], text, re.IGNORECASE)
    return list(dict.fromkeys(int(next(filter(None, groups))) for groups in found))


def _proved_years(company: Company) -> set[int]:
    """Give the years since each milestone of either side, as they are counted about that day."""
    question, day = company.question, company.visit.starts_on
    table = question.session.tables["milestone"]
    countries = {question.organisations.country_of(which) for which in question.there}
    bodies = {*question.there, *question.organisations.ourselves, *company.visit.visitors}
    query = select(table.c.happened_on).where(
        or_(
            table.c.country.in_(countries | {question.scope.country}),
            table.c.organisation_id.in_(bodies),
        )
    )
    happened = [str(on) for on in question.session.execute(query).scalars() if on]
    return {day.year + near - int(on[:4]) for on in happened for near in (-1, 0, 1)}
