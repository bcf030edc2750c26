"""Who comes to a meeting and who receives them, with what one should know of each guest."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from functools import cached_property
from pathlib import Path

from intloffice.briefing import photo
from intloffice.briefing.question import Question
from intloffice.briefing.statement import Attendee, Basis, Dated, Fact, LeftOut, Statement, sources
from intloffice.database.captions import person_name
from intloffice.i18n import LOCALES, N_
from intloffice.names.person import PersonName, latin
from intloffice.names.spoken import in_language
from intloffice.operations.attachments import attachments
from intloffice.operations.counting import people as counting
from intloffice.operations.counting import visits
from intloffice.operations.counting.meetings import Meeting
from intloffice.operations.counting.naming import Named, Source, texts
from intloffice.operations.counting.people import Person, Position
from intloffice.operations.counting.visits import Participant, Visit
from intloffice.records.meeting import ParticipantRole

NO_TITLE = N_("No title is on record for the day of the meeting.")
NO_PHOTO = N_("No photo is on record.")
NO_READING = N_("Nobody has confirmed how the name is said, so its reading is not printed.")
#: What the head of the hosts is: no delegation is led at home.
_FIRST_OF_THE_HOSTS = N_("Principal host")
_GIFTS = 3


class Company:
    """The people of a meeting, read once."""

    def __init__(self, question: Question, visit: Visit) -> None:
        self.question = question
        self.visit = visit
        self.before = min(question.day, visit.starts_on)
        self.guests, self.hosts = visit.guests(), visit.hosts()

    @cached_property
    def people(self) -> dict[int, Person]:
        """The people themselves."""
        wanted = [p.person_id for p in self.visit.participants]
        return counting.people(self.question.session, wanted)

    @cached_property
    def posts(self) -> list[Position]:
        """All posts they have ever held, the highest first."""
        found = counting.positions(self.question.session, list(self.people))
        return sorted(found, key=lambda p: (p.rank is None, p.rank or 0, p.source.id))

    @cached_property
    def met(self) -> dict[int, list[Meeting]]:
        """The earlier meetings each guest came to, the last one first."""
        ids = [p.person_id for p in self.guests]
        return visits.earlier(self.question.session, ids, self.before)

    def attendee(self, participant: Participant) -> tuple[Attendee, tuple[Source, ...]]:
        """Name a participant with the title of the day, and the records it rests on."""
        person = self.people[participant.person_id]
        behind = [person.named.source, self.visit.source]
        titles, organisation = participant.titles, participant.organisation_id
        held = self._post(participant)
        if held and not any(titles.values()):
            titles, organisation = held.titles, organisation or held.organisation_id
            behind.append(held.source)
        named = None
        if organisation is not None:
            named = self.question.organisations.named([organisation])[0]
            named = replace(named, names=self.question.glossary.official(named.names))
            behind.append(named.source)
        role = ParticipantRole.label_of(participant.role)
        if participant in self.hosts and participant.role == ParticipantRole.HEAD:
            role = _FIRST_OF_THE_HOSTS
        titles = self.question.glossary.official(titles)
        return Attendee(person.named, titles, named, role), sources(behind)

    def _post(self, participant: Participant) -> Position | None:
        held = (
            post
            for post in self.posts
            if post.person_id == participant.person_id and post.held_on(self.visit.starts_on)
        )
        return next(held, None)


def guests(company: Company) -> Iterator[Statement]:
    """State of each guest, in order of precedence, who it is and what is known from before."""
    for participant in company.guests:
        attendee, behind = company.attendee(participant)
        row = company.question.session.row("person", participant.person_id) or {}
        own = (attendee.person.source,)
        facts = {
            "guest": Fact((attendee,), behind),
            "said": Fact(_said(person_name(row)), own),
            "address": Fact(_address(person_name(row), texts(row, "address")), own),
            "languages": Fact(" ".join(row.get("languages") or ()), own),
        }
        honours = _honours(company, participant.person_id)
        if honours.records:
            facts["honours"] = honours
        met = company.met.get(participant.person_id, [])
        if met:
            facts["last_met"] = Fact(
                (Dated(Named(met[0].source, met[0].titles), met[0].starts_on),), (met[0].source,)
            )
        for name, wanted in (("given", "receiver_id"), ("received", "giver_id")):
            gifts = _gifts(company, participant.person_id, wanted)
            if gifts.records:
                facts[name] = gifts
        yield Statement(
            "meeting.guest",
            facts,
            _basis(company.before, facts),
            about=attendee.person.source.uuid,
        )


def _basis(before: date, facts: Mapping[str, Fact]) -> Basis:
    if not {"last_met", "given", "received"} & facts.keys():
        return Basis(N_("Title and organisation of the day of the meeting."))
    told = N_(
        "Title and organisation of the day of the meeting; earlier meetings and gifts are those "
        "before {date}."
    )
    return Basis(told, {"date": before})


def hosts(company: Company) -> Iterator[Statement]:
    """State who receives the guests."""
    found = [company.attendee(participant) for participant in company.hosts]
    if found:
        yield Statement(
            "meeting.hosts",
            {
                "hosts": Fact(
                    tuple(attendee for attendee, _ in found),
                    sources([source for _, behind in found for source in behind]),
                )
            },
            Basis(N_("Titles and organisations of the day of the meeting.")),
        )


def doubts(company: Company) -> Iterator[LeftOut]:
    """List the guests whose title or photo is missing, or whose reading nobody confirmed."""
    for participant in company.guests:
        attendee, _ = company.attendee(participant)
        row = company.question.session.row("person", participant.person_id) or {}
        person, source = attendee.person.names, attendee.person.source
        if not any(attendee.title.values()):
            yield LeftOut("meeting.guest", source, person, NO_TITLE)
        if _is_in_doubt(person_name(row)):
            yield LeftOut("meeting.guest", source, person, NO_READING)
        if not row.get("photo"):
            yield LeftOut("meeting.guest", source, person, NO_PHOTO)


def photos(company: Company, folder: Path) -> dict[str, bytes]:
    """Read the photos of the guests by the uuids of their records; what is no picture is left."""
    found: dict[str, bytes] = {}
    for participant in company.guests:
        source = company.people[participant.person_id].named.source
        row = company.question.session.row("person", source.id) or {}
        for kept in attachments(company.question.session, folder, "person", source.id):
            picture = photo.read(kept.path) if kept.name == row.get("photo") else b""
            if picture:
                found[source.uuid] = picture
    return found


def _said(name: PersonName) -> Mapping[str, str]:
    """Tell how a name is said: in kana, in Latin, for Chinese speakers in pinyin and Latin.

    What nobody confirmed is not told, nor what the reader cannot read or need not be told.
    """
    if name.spelling_state != "confirmed":
        return dict.fromkeys(LOCALES, "")
    kana, western = _kana(name), latin(name)
    is_chinese = name.native_language.partition("-")[0] == "zh"
    own = "" if is_chinese else western
    chinese = " · ".join(filter(None, (name.chinese_reading, own)))
    said = {"en": western, "ja": kana or western, "zh": chinese}
    return {code: said[code] for code in LOCALES}


def _address(name: PersonName, address: Mapping[str, str]) -> Mapping[str, str]:
    """Leave out a form of address that holds a spelling nobody confirmed."""
    if name.spelling_state == "confirmed":
        return address
    spelled = [part.casefold() for part in (name.latin_family, name.latin_given) if part]
    return {
        code: "" if any(part in text.casefold() for part in spelled) else text
        for code, text in address.items()
    }


def _kana(name: PersonName) -> str:
    return " ".join(filter(None, (name.family_kana, name.given_kana)))


def _is_in_doubt(name: PersonName) -> bool:
    """Tell whether a reading is on record that is not printed, for nobody has confirmed it."""
    return name.spelling_state != "confirmed" and bool(_kana(name) or name.chinese_reading)


def _honours(company: Company, person: int) -> Fact:
    question = company.question
    held = [h for h in counting.honours(question.session, [person]) if h.held_on(question.day)]
    bodies = question.organisations
    named = tuple(
        Dated(
            Named(h.source, h.titles),
            h.conferred_on or question.day,
            tuple(bodies.named([h.body_id])) if h.body_id is not None else (),
        )
        for h in held
    )
    return Fact(named, sources([h.source for h in held]))


def _gifts(company: Company, person: int, wanted: str) -> Fact:
    found = visits.gifts(company.question.session, company.met.get(person, []))
    some = [gift for gift in found if getattr(gift, wanted) == person][:_GIFTS]
    dated = tuple(
        Dated(
            Named(gift.meeting.source, {code: in_language(gift.item, code) for code in LOCALES}),
            gift.meeting.starts_on,
        )
        for gift in some
    )
    return Fact(dated, sources([gift.meeting.source for gift in some]))
