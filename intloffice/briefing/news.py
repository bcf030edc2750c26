"""The draft of the news item on a meeting that was held, in words of our own.

Nothing unsure is drafted: a name nobody confirmed, a text that is unfinished or lacks the
language, or an anniversary that no milestone proves is told, and there is no draft until it is
mended.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from intloffice.briefing import meeting as meetings
from intloffice.briefing.document import Block, Document, Heading, Paragraph, Span
from intloffice.briefing.guests import Company
from intloffice.briefing.meeting import scope_of
from intloffice.briefing.news_check import Unfinished, unfinished, unsure
from intloffice.briefing.question import Question, Rules
from intloffice.briefing.sections import kept
from intloffice.briefing.sentence import plain
from intloffice.briefing.statement import Briefing, Statement, sources
from intloffice.briefing.wording import news as words
from intloffice.briefing.wording import sentences
from intloffice.briefing.wording.news import Figure
from intloffice.database.session import Session
from intloffice.errors import OfficeError
from intloffice.i18n import N_, Language
from intloffice.operations.counting.naming import Source
from intloffice.operations.counting.organisations import Organisations
from intloffice.operations.counting.visits import Item, Participant, Remark, remarks, visit
from intloffice.records.meeting import ItineraryKind, MeetingDirection, ParticipantRole, RemarkKind
from intloffice.settings import Settings

#: What the introduction tells the public of our cooperation, in its order.
TOLD = (
    "narrative.introduction",
    "agreements.overview",
    "agreements.alliances",
    "narrative.agreements",
    "staff.academicians",
    "staff.appointed",
    "experts.visits",
    "narrative.people",
    "outbound.trend",
    "outbound.year",
    "outbound.programmes",
    "outbound.destinations",
    "narrative.students_sent",
    "awards.funder",
    "narrative.awards",
    "inbound.period",
    "narrative.students_received",
)
#: Statements that share a paragraph with the one before.
_RUN_ON = (
    "agreements.alliances",
    "staff.appointed",
    "outbound.programmes",
    "outbound.destinations",
)
#: Months in which a year is too young to be told of.
_FIRST_MONTHS = 3
_ORDER = tuple(RemarkKind)
#: Those who are named; the others of the hosts are staff.
_STAFF = (ParticipantRole.SUPPORT, ParticipantRole.INTERPRETER)


@dataclass(frozen=True)
class Passage:
    """A paragraph on the meeting itself, and the records it rests on.

    ``id`` tells of which sort it is, ``about`` is the uuid of the one whose remarks it gives.
    """

    id: str
    text: str
    records: tuple[Source, ...]
    about: str = ""


@dataclass(frozen=True)
class Draft:
    """A news item: its title and paragraphs, then the introduction under its heading.

    Where anything is unfinished, that is listed and there are no paragraphs. What is ``unsure``
    may be printed, and should be looked at.
    """

    title: str
    paragraphs: tuple[str, ...]
    heading: str
    introduction: tuple[str, ...]
    unfinished: tuple[Unfinished, ...] = ()
    unsure: tuple[Unfinished, ...] = ()

    @property
    def text(self) -> str:
        """The draft as plain text, a paragraph a line."""
        parts = [self.title, *self.paragraphs]
        if self.introduction:
            parts += [self.heading, *self.introduction]
        return "\n\n".join(parts) + "\n"


def drafted(
    session: Session,
    meeting: int,
    language: Language,
    settings: Settings,
    as_of: date | None = None,
) -> Draft:
    """Draft the news on a meeting, given by its id.

    The introduction tells how things stood ``as_of`` a day, else on the one that ``usual_day``
    tells. Raise OfficeError where our own university is not on record.
    """
    company = _company(session, meeting, settings)
    wanted, day = company.visit, company.visit.starts_on
    said = remarks(session, meeting)
    lacking = tuple(unfinished(company, said, language))
    doubted = tuple(unsure(company, said, language))
    if lacking:
        title = company.question.glossary.official(wanted.titles)[language.code]
        return Draft(title, (), "", (), lacking, doubted)
    hosts, guests = _figures(company, language)
    written = _passages(company, said, (hosts, guests), language)
    briefing = meetings.compose(session, meeting, as_of or usual_day(day), settings)
    place = briefing.place(language.code)
    return Draft(
        title=words.headline(hosts[0], guests[0], language),
        paragraphs=tuple(passage.text for passage in written),
        heading=language.text(N_("Cooperation with {country}"), country=place),
        introduction=tuple(_introduction(briefing, language)),
        unsure=doubted,
    )


def passages(
    session: Session, meeting: int, language: Language, settings: Settings
) -> list[Passage]:
    """Give what is drafted of a meeting itself, as the records stand; none without both sides."""
    company = _company(session, meeting, settings)
    named = _figures(company, language)
    if not all(named):
        return []
    return list(_passages(company, remarks(session, meeting), named, language))


def told_to_the_public(briefing: Briefing) -> tuple[Statement, ...]:
    """List the statements of a briefing that the news tells, in its order."""
    told = kept(briefing).statements
    return tuple(s for wanted in TOLD for s in told if s.id == wanted)


def usual_day(met_on: date) -> date:
    """Give the day as of which the news tells of the cooperation: the meeting's own.

    In the first months of a year that is the end of the year before, for little has been counted
    of the new one.
    """
    return met_on if met_on.month > _FIRST_MONTHS else date(met_on.year - 1, 12, 31)


def refuse_unfinished(draft: Draft, language: Language) -> None:
    """Raise OfficeError where there is anything to finish, naming all of it."""
    if draft.unfinished:
        listed = "\n".join(f"– {each.told(language)}" for each in draft.unfinished)
        raise OfficeError(
            N_("There is no draft yet. What is to be finished first:\n{list}"), list=listed
        )


def document(
    draft: Draft, language: Language, settings: Settings, day: date, *, sent: bool = False
) -> Document:
    """Lay a draft out, or the news item as it is ``sent`` out."""
    blocks: list[Block] = [Paragraph((Span(text),)) for text in draft.paragraphs]
    if draft.introduction:
        blocks.append(Heading(draft.heading))
        blocks += [Paragraph((Span(text),)) for text in draft.introduction]
    office = settings.letterhead or language.text(N_("International Office"))
    return Document(
        language=language.code,
        letterhead=office,
        title=draft.title,
        subtitle=language.text(
            N_("News item, {date}") if sent else N_("Draft of a news item, {date}"),
            date=language.day(day),
        ),
        blocks=tuple(blocks),
        as_of=day,
        footer=office
        if sent
        else language.text(N_("Draft, not yet released · {office}"), office=office),
        author=office,
        subject=draft.title,
        accent=settings.accent,
    )


def _company(session: Session, meeting: int, settings: Settings) -> Company:
    wanted = visit(session, meeting)
    scope = scope_of(wanted, Organisations(session, wanted.starts_on))
    return Company(Question(session, scope, wanted.starts_on, Rules.of(settings)), wanted)


def _figures(company: Company, language: Language) -> tuple[list[Figure], list[Figure]]:
    """Give those who are named on each side, the hosts first."""
    hosts = [p for p in company.hosts if p.role not in _STAFF] or company.hosts[:1]
    return (
        [_figure(company, p, language) for p in hosts],
        [_figure(company, p, language) for p in company.guests],
    )


def _figure(company: Company, participant: Participant, language: Language) -> Figure:
    attendee, _ = company.attendee(participant)
    code = language.code
    organisation = attendee.organisation.in_language(code) if attendee.organisation else ""
    native = company.people[participant.person_id].native
    return Figure(attendee.person, native, attendee.title.get(code, ""), organisation)


def _passages(
    company: Company,
    said: Sequence[Remark],
    named: tuple[list[Figure], list[Figure]],
    language: Language,
) -> Iterator[Passage]:
    hosts, guests = named
    wanted = company.visit
    lead = [
        words.opening(
            hosts[0],
            guests[0],
            (wanted.starts_on, wanted.ends_on),
            language,
            online=wanted.direction == MeetingDirection.ONLINE,
        )
    ]
    if guests[1:]:
        lead.append(words.came_with(guests[0], guests[1:], language))
    staff = any(p.role in _STAFF for p in company.hosts[1:])
    if hosts[1:] or staff:
        lead.append(words.also_present(hosts[1:], language, staff=staff))
    behind = [source for p in wanted.participants for source in company.attendee(p)[1]]
    own = (wanted.source,)
    yield Passage("news.opening", _joined(lead, language), sources([*own, *behind]))
    yield from _remarks(company, said, language)
    after = [
        words.followed(item.kind, _place(company, item, language), len(guests), language)
        for item in _after_the_meeting(wanted.items)
    ]
    if any(after):
        yield Passage("news.followed", _joined(after, language), own)


def _remarks(company: Company, said: Sequence[Remark], language: Language) -> Iterator[Passage]:
    """Give each speaker's remarks a paragraph, the hosts' first, in the order of their kinds."""
    sides = [*company.hosts, *company.guests]
    order = {participant.person_id: place for place, participant in enumerate(sides)}
    known = [speaker for speaker in order if any(r.speaker_id == speaker for r in said)]
    for number, speaker in enumerate(known):
        own = [remark for remark in said if remark.speaker_id == speaker]
        own.sort(key=lambda remark: [str(kind) for kind in _ORDER].index(remark.kind))
        person = company.people[speaker].named
        lead = words.spoke(person, language, first=number == 0)
        text = _joined([lead, *(remark.texts[language.code] for remark in own)], language)
        behind = sources([company.visit.source, person.source])
        yield Passage("news.remarks", text, behind, person.source.uuid)


def _after_the_meeting(items: Sequence[Item]) -> list[Item]:
    """List what comes after the meeting itself, or all where no entry is the meeting."""

    def when(item: Item) -> tuple[date, str]:
        return item.on or date.min, item.starts_at

    met = [when(item) for item in items if item.kind == ItineraryKind.MEETING]
    return sorted((i for i in items if not met or when(i) > min(met)), key=when)


def _place(company: Company, item: Item, language: Language) -> str:
    return company.question.glossary.official(item.places).get(language.code, "")


def _introduction(briefing: Briefing, language: Language) -> Iterator[str]:
    told = kept(briefing)
    paragraph: list[str] = []
    for wanted in TOLD:
        for statement in (s for s in told.statements if s.id == wanted):
            if paragraph and wanted not in _RUN_ON:
                yield _joined(paragraph, language)
                paragraph = []
            paragraph += [plain(spans) for spans in sentences(statement, told, language)]
    if any(paragraph):
        yield _joined(paragraph, language)


def _joined(spoken: Sequence[str], language: Language) -> str:
    gap = " " if language.code == "en" else ""
    return gap.join(text.strip() for text in spoken if text.strip())
