"""The papers of a meeting: who sits where, who is called how, what comes when, who approves it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from intloffice.briefing import logo
from intloffice.briefing.document import (
    Block,
    Bullets,
    Column,
    Document,
    Heading,
    Paragraph,
    Span,
    Table,
)
from intloffice.briefing.guests import Company
from intloffice.briefing.meeting import scope_of
from intloffice.briefing.question import Question, Rules
from intloffice.database.session import Session
from intloffice.i18n import N_, Language
from intloffice.names.spoken import in_language
from intloffice.operations.counting.organisations import Organisations
from intloffice.operations.counting.people import people
from intloffice.operations.counting.visits import Item, Participant, visit
from intloffice.records.meeting import ItineraryKind, MeetingKind, MeetingStatus
from intloffice.schema.choice import Choice
from intloffice.settings import Settings


class Paper(Choice):
    """A paper that is printed for a meeting."""

    AGENDA = "agenda", N_("Agenda")
    PARTICIPANTS = "participants", N_("List of participants")
    SEATING = "seating", N_("Seating plan")
    NAME_PLATES = "name-plates", N_("Name plates")
    PLACE_CARDS = "place-cards", N_("Place cards")
    SIGN = "pick-up-sign", N_("Pick-up sign")
    APPROVAL = "approval", N_("Reception approval form")


def paper_called(word: str) -> Paper:
    """Give the paper that a word stands for."""
    return next(paper for paper in Paper if paper == word)


@dataclass(frozen=True)
class Seat:
    """One who takes part: the name, the same in another script, and the post of that day.

    ``other`` is empty where no other script is known, or none is confirmed. ``parts`` are family
    and given name of one that is written without a blank between them; ``script`` is zh for a
    name that keeps Chinese characters in every paper.
    """

    name: str
    other: str
    title: str
    organisation: str
    role: str
    parts: tuple[str, ...] = ()
    script: str = ""

    @property
    def post(self) -> str:
        """Title and organisation, as far as they are known."""
        return " · ".join(filter(None, (self.title, self.organisation)))


@dataclass(frozen=True)
class Step:
    """An entry of the itinerary, in words."""

    on: date | None
    time: str
    what: str
    place: str
    who: str
    responsible: str


@dataclass(frozen=True)
class Prepared:
    """A meeting in one language, as its papers tell of it."""

    title: str
    reference: str
    kind: str
    status: str
    day: date
    when: str
    place: str
    purpose: str
    topics: tuple[str, ...]
    visitors: tuple[str, ...]
    guests: tuple[Seat, ...]
    hosts: tuple[Seat, ...]
    steps: tuple[Step, ...]
    ourselves: str
    letterhead: str
    accent: str
    logo: bytes


def prepare(session: Session, meeting: int, language: Language, settings: Settings) -> Prepared:
    """Read a meeting, given by its id, as its papers tell of it.

    Raise OfficeError where the logo cannot be read.
    """
    wanted = visit(session, meeting)
    day = wanted.starts_on
    scope = scope_of(wanted, Organisations(session, day))
    question = Question(session, scope, day, Rules.of(settings))
    company = Company(question, wanted)
    code, say = language.code, language.text
    ourselves = question.organisations.named(question.organisations.ourselves)
    own = ourselves[0].in_language(code) if ourselves else ""
    office = say(N_("International Office"))
    official = question.glossary.official
    visitors = question.organisations.named(wanted.visitors)
    return Prepared(
        title=official(wanted.titles)[code],
        reference=wanted.reference,
        kind=say(MeetingKind.label_of(wanted.kind)),
        status=say(MeetingStatus.label_of(wanted.status)),
        day=day,
        when=_when(day, wanted.ends_on, (wanted.starts_at, wanted.ends_at), language),
        place=in_language(wanted.place, code),
        purpose=in_language(wanted.purpose, code),
        topics=tuple(in_language(topic, code) for topic in wanted.topics),
        visitors=tuple(official(named.names).get(code, "") for named in visitors),
        guests=tuple(seat(company, each, language) for each in company.guests),
        hosts=tuple(seat(company, each, language) for each in company.hosts),
        steps=tuple(_steps(question, wanted.items, language)),
        ourselves=own,
        letterhead=settings.letterhead or " · ".join(filter(None, (own, office))),
        accent=settings.accent,
        logo=logo.read(settings.logo) if settings.logo else b"",
    )


def at_the_table(seats: Sequence[Seat], *, facing_the_reader: bool) -> list[Seat]:
    """Put one side in its places, from the left of the plan to its right.

    The head sits in the middle, the second at the head's right hand, the third at the left hand,
    and so on outwards; the right hand of those who face the reader is at the left of the plan.
    """
    middle, right, left = list(seats[:1]), list(seats[1::2]), list(seats[2::2])
    if facing_the_reader:
        return [*reversed(right), *middle, *left]
    return [*reversed(left), *middle, *right]


def document(paper: Paper, prepared: Prepared, language: Language) -> Document:
    """Lay out a paper that is read: the agenda, the list of participants, the approval form."""
    blocks = {
        Paper.AGENDA: _agenda,
        Paper.PARTICIPANTS: _participants,
        Paper.APPROVAL: _approval,
    }.get(paper)
    label = language.text(Paper.label_of(paper))
    is_form = paper is Paper.APPROVAL
    return Document(
        language=language.code,
        letterhead=prepared.letterhead,
        title=label if is_form else prepared.title,
        subtitle=prepared.title if is_form else " · ".join((label, prepared.when)),
        blocks=tuple(blocks(prepared, language)) if blocks else (),
        as_of=prepared.day,
        footer=" · ".join(filter(None, (prepared.title, prepared.reference, label))),
        author=prepared.ourselves,
        subject=label,
        accent=prepared.accent,
        logo=prepared.logo,
    )


def _agenda(prepared: Prepared, language: Language) -> Iterator[Block]:
    say = language.text
    for label, text in (
        (N_("When"), prepared.when),
        (N_("Where"), prepared.place),
        (N_("Purpose"), prepared.purpose),
    ):
        if text:
            spans = Span(f"{say(label)}  ", "strong"), Span(text)
            yield Paragraph(spans)
    yield from _itinerary(prepared, language)
    if prepared.topics:
        yield Heading(say(N_("Topics")))
        yield Bullets(tuple((Span(_beginning(topic)),) for topic in prepared.topics))
    yield from _participants(prepared, language)


def _participants(prepared: Prepared, language: Language) -> Iterator[Block]:
    for heading, seats in ((N_("Guests"), prepared.guests), (N_("Hosts"), prepared.hosts)):
        if seats:
            yield Heading(language.text(heading), aside=language.number(len(seats)))
            yield _people(seats, language)
    if not prepared.guests and not prepared.hosts:
        yield Paragraph((Span(language.text(N_("Nobody is entered yet."))),))


def _people(seats: Sequence[Seat], language: Language) -> Table:
    say = language.text
    return Table(
        (
            Column(say(N_("No.")), 0.6, "right"),
            Column(say(N_("Full name")), 3),
            Column(say(N_("Post")), 3.4),
            Column(say(N_("Organisation")), 3),
            Column(say(N_("Role")), 1.9),
        ),
        tuple(
            (
                (Span(str(number)),),
                (
                    Span(seat.name, "strong", language=seat.script),
                    Span(f" {seat.other}" if seat.other else "", "muted", language=seat.script),
                ),
                (Span(seat.title),),
                (Span(seat.organisation),),
                (Span(seat.role),),
            )
            for number, seat in enumerate(seats, 1)
        ),
    )


def _itinerary(prepared: Prepared, language: Language) -> Iterator[Block]:
    if not prepared.steps:
        return
    say = language.text
    yield Heading(say(N_("Itinerary")))
    columns = (
        Column(say(N_("Time")), 1.7),
        Column(say(N_("What")), 2),
        Column(say(N_("Where")), 3.4),
        Column(say(N_("Who")), 2.4),
        Column(say(N_("Responsible")), 2.4),
    )
    days = list(dict.fromkeys(step.on for step in prepared.steps))
    for day in days:
        if len(days) > 1:
            yield Heading(f"{language.day(day)} · {language.weekday(day)}" if day else "—", 2)
        yield Table(
            columns,
            tuple(
                tuple(
                    (Span(text),)
                    for text in (step.time, step.what, step.place, step.who, step.responsible)
                )
                for step in prepared.steps
                if step.on == day
            ),
        )


def _approval(prepared: Prepared, language: Language) -> Iterator[Block]:
    """Fill in what is on record; what nobody has entered is left to be written by hand."""
    say, number = language.text, language.number
    head = prepared.guests[0] if prepared.guests else None
    rows = (
        (N_("Visit"), prepared.title),
        (N_("Reference"), prepared.reference),
        (N_("Kind"), prepared.kind),
        (N_("Status"), prepared.status),
        (N_("When"), prepared.when),
        (N_("Where"), prepared.place),
        (N_("Visiting organisations"), language.listed(prepared.visitors)),
        (
            N_("Head of delegation"),
            " · ".join(filter(None, (head.name, head.post))) if head else "",
        ),
        (N_("Guests"), number(len(prepared.guests)) if prepared.guests else ""),
        (N_("Purpose"), prepared.purpose),
        (N_("Topics"), _beginning(language.listed(prepared.topics))),
        (N_("Received by"), language.listed([seat.name for seat in prepared.hosts])),
        (N_("Cost and fund"), ""),
        (N_("Gifts"), ""),
        (N_("Car and lodging"), ""),
    )
    yield Table(
        (Column(say(N_("Particulars")), 2), Column(say(N_("Entry")), 7)),
        tuple(((Span(say(label), "strong"),), (Span(text),)) for label, text in rows),
    )
    if prepared.guests:
        yield Heading(say(N_("Guests")))
        yield _people(prepared.guests, language)
    yield from _itinerary(prepared, language)


def seat(company: Company, participant: Participant, language: Language) -> Seat:
    """Tell of one who takes part, with the title and organisation of that day."""
    attendee, _ = company.attendee(participant)
    code, names = language.code, attendee.person.names
    own = names.get(code, "")
    # Where nobody confirmed how a name is spelled, it stands in its own script, and that once.
    once = code == "en" and not own.isascii()
    others = () if once else (names.get(other, "") for other in _others(company, participant, code))
    organisation = attendee.organisation.in_language(code) if attendee.organisation else ""
    title = attendee.title.get(code, "")
    return Seat(
        name=own,
        other=next((other for other in others if other and other != own), ""),
        title=title,
        organisation="" if organisation and organisation in title else organisation,
        role=language.text(attendee.role),
        parts=() if " " in own else tuple(text for text, _ in attendee.person.parts.get(code, ())),
        script="zh" if attendee.person.script == "zh" and code != "zh" else "",
    )


def _others(company: Company, participant: Participant, code: str) -> tuple[str, ...]:
    """Name the languages in whose script a name is given besides: its own first, then Latin."""
    native = company.people[participant.person_id].native_language.partition("-")[0]
    # A name in characters needs no third spelling, as a Japanese one in simplified characters.
    named = (native, "en") if native in ("zh", "ja") else ("en", "ja", "zh")
    return tuple(other for other in named if other != code)


def _steps(question: Question, items: Sequence[Item], language: Language) -> Iterator[Step]:
    official = question.glossary.official
    named = people(
        question.session, [i.responsible_id for i in items if i.responsible_id is not None]
    )
    code = language.code
    for item in sorted(items, key=lambda each: (each.on is None, each.on or date.min)):
        who = named[item.responsible_id].named if item.responsible_id is not None else None
        yield Step(
            item.on,
            "–".join(filter(None, (item.starts_at, item.ends_at))),
            language.text(ItineraryKind.label_of(item.kind)),
            official(item.places)[code],
            in_language(item.who, code),
            who.in_language(code) if who else "",
        )


def _beginning(text: str) -> str:
    """Begin a line with a capital, where the script has any."""
    return text[:1].upper() + text[1:]


def _when(first: date, last: date | None, hours: tuple[str, str], language: Language) -> str:
    begins, ends = hours
    if not last or last == first:
        return _hours(first, "–".join(filter(None, hours)), language)
    return " – ".join((_hours(first, begins, language), _hours(last, ends, language)))


def _hours(day: date, hours: str, language: Language) -> str:
    shown = language.day(day)
    return language.text(N_("{date}, {hours}"), date=shown, hours=hours) if hours else shown
