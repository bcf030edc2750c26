"""What a page tells that prepares a meeting: who comes, what conflicts, what is known and to do."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from intloffice.briefing import points
from intloffice.briefing.guests import Company
from intloffice.briefing.meeting import scope_of, subject_of, suggested_day
from intloffice.briefing.papers import Seat, seat
from intloffice.briefing.points import Matters
from intloffice.briefing.question import Question, Rules
from intloffice.briefing.sentence import plain
from intloffice.briefing.statement import Briefing
from intloffice.briefing.wording import sentences
from intloffice.database.captions import in_language as kept_in
from intloffice.database.session import Session
from intloffice.i18n import N_, Language
from intloffice.names.spoken import in_language, versions
from intloffice.operations import edit, itinerary
from intloffice.operations.counting import visits
from intloffice.operations.counting.meetings import held
from intloffice.operations.counting.organisations import Organisations
from intloffice.operations.counting.people import people
from intloffice.operations.counting.visits import Gift, Item, Participant, Visit
from intloffice.operations.edit import Snapshot
from intloffice.operations.itinerary import Clash
from intloffice.records.meeting import GiftDirection, ItineraryKind, MeetingStatus
from intloffice.records.person import SpellingState
from intloffice.settings import Settings

#: How many gifts of earlier meetings are told.
_GIFTS = 6


@dataclass(frozen=True)
class Coming:
    """One who takes part: the row, the person, how papers tell of them, and why to look again."""

    row: int
    person: int
    seat: Seat
    doubt: str = ""


@dataclass(frozen=True)
class Entry:
    """An entry of the itinerary in words, and why it cannot be as it is written."""

    day: str
    time: str
    what: str
    place: str
    who: str
    conflicts: tuple[str, ...] = ()


@dataclass(frozen=True)
class Task:
    """Something to do: ``rows`` says of which rows of the meeting ``row`` is one."""

    rows: str
    row: int
    what: str
    who: str
    due: date | None
    done: date | None


@dataclass(frozen=True)
class Told:
    """A sentence that rests on a record; ``warns`` where one should think again."""

    text: str
    kind: str
    id: int
    warns: bool = False


@dataclass(frozen=True)
class Preparation:
    """A meeting as it is prepared, in one language."""

    title: str
    reference: str
    status: str
    status_word: str
    day: date
    visitors: tuple[str, ...]
    lines: tuple[tuple[str, str], ...]
    guests: tuple[Coming, ...]
    hosts: tuple[Coming, ...]
    entries: tuple[Entry, ...]
    conflicts: tuple[str, ...]
    checks: tuple[Task, ...]
    follow_ups: tuple[Task, ...]
    gifts: tuple[Told, ...]
    known: tuple[Told, ...]


def prepared(
    session: Session, meeting: int, today: date, language: Language, settings: Settings
) -> Preparation:
    """Tell how a meeting, given by its id, is prepared as of a day."""
    wanted = visits.visit(session, meeting)
    day = suggested_day(session, meeting, today)
    organisations = Organisations(session, day)
    question = Question(session, scope_of(wanted, organisations), day, Rules.of(settings))
    company = Company(question, wanted)
    matters = Matters(company)
    loaded = edit.load(session, session.tables.kinds["meeting"], meeting, language.code)
    found = itinerary.clashes(session, meeting)
    told = _Conflicts(session, found, language)
    own = [n.in_language(language.code) for n in organisations.named(wanted.visitors)]
    return Preparation(
        title=wanted.titles[language.code],
        reference=wanted.reference,
        status=language.text(MeetingStatus.label_of(wanted.status)),
        status_word=wanted.status,
        day=wanted.starts_on,
        visitors=tuple(own),
        lines=tuple(_lines(wanted, language)),
        guests=tuple(_coming(company, each, language) for each in company.guests),
        hosts=tuple(_coming(company, each, language) for each in company.hosts),
        entries=tuple(_entries(session, wanted, told, language)),
        conflicts=told.of(0),
        checks=tuple(_checks(loaded, wanted, today)),
        follow_ups=tuple(_follow_ups(loaded, today, language)),
        gifts=(*_planned(matters, loaded, language), *_gifts(matters, language)),
        known=tuple(_known(matters, wanted, language)),
    )


def _lines(wanted: Visit, language: Language) -> Iterator[tuple[str, str]]:
    """Tell when and where it is, and what about."""
    days = language.day(wanted.starts_on)
    if wanted.ends_on and wanted.ends_on != wanted.starts_on:
        days = f"{days} – {language.day(wanted.ends_on)}"
    weekday = language.weekday(wanted.starts_on)
    hours = "–".join(filter(None, (wanted.starts_at, wanted.ends_at)))
    yield N_("When"), " · ".join(filter(None, (days, weekday, hours)))
    topics = [in_language(topic, language.code) for topic in wanted.topics]
    for label, text in (
        (N_("Where"), in_language(wanted.place, language.code)),
        (N_("Purpose"), in_language(wanted.purpose, language.code)),
        (N_("Topics"), language.listed(topics)),
    ):
        if text:
            yield label, text


def _coming(company: Company, participant: Participant, language: Language) -> Coming:
    row = company.question.session.row("person", participant.person_id) or {}
    confirmed = row.get("spelling_state") == SpellingState.CONFIRMED
    needs_one = not str(row.get("family_native", "")).isascii()
    doubt = "" if confirmed or not needs_one else language.text(N_("spelling unconfirmed"))
    shown = seat(company, participant, language)
    return Coming(participant.row, participant.person_id, shown, doubt)


class _Conflicts:
    """The conflicts of an itinerary, in words."""

    def __init__(self, session: Session, found: list[Clash], language: Language) -> None:
        self._found = found
        self._language = language
        self._called = itinerary.named(session, found, language.code)

    def of(self, row: int) -> tuple[str, ...]:
        """Tell what conflicts with an entry; 0 stands for the meeting as a whole."""
        return tuple(self._said(clash) for clash in self._found if clash.row == row)

    def _said(self, clash: Clash) -> str:
        other = ItineraryKind.label_of(clash.other) if clash.other else ""
        return self._language.text(
            clash.reason,
            other=self._language.text(other) if other else "",
            meeting=self._called.get(("meeting", clash.meeting), ""),
            person=self._called.get(("person", clash.person), ""),
        )


def _entries(
    session: Session, wanted: Visit, told: _Conflicts, language: Language
) -> Iterator[Entry]:
    charged = [i.responsible_id for i in wanted.items if i.responsible_id is not None]
    named = people(session, charged)
    several = len({item.on or wanted.starts_on for item in wanted.items}) > 1

    def when(item: Item) -> tuple[date, str]:
        return item.on or wanted.starts_on, item.starts_at

    last = None
    for item in sorted(wanted.items, key=when):
        day = when(item)[0]
        new_day = several and day != last
        last = day
        charge = named.get(item.responsible_id) if item.responsible_id is not None else None
        responsible = charge.named.in_language(language.code) if charge else ""
        yield Entry(
            f"{language.day(day)} · {language.weekday(day)}" if new_day else "",
            "–".join(filter(None, (item.starts_at, item.ends_at))),
            language.text(ItineraryKind.label_of(item.kind)),
            item.places[language.code],
            " · ".join(filter(None, (in_language(item.who, language.code), responsible))),
            told.of(item.row),
        )


def _checks(loaded: Snapshot, wanted: Visit, today: date) -> list[Task]:
    """List what is to be done before the visit, the earliest first; what has no day comes last."""
    found = []
    for line in loaded.rows["check"]:
        values: Mapping[str, Any] = line.values
        before = values["days_before"]
        due = None if before is None else _days_before(wanted.starts_on, before)
        charge = loaded.captions.get(("person", values["responsible_id"] or 0), "")
        done = _done(values, today)
        found.append(Task("check", line.id or 0, values["what"], charge, due, done))
    return _by_day(found)


def _days_before(day: date, days: int) -> date | None:
    """Tell the day so many days before another; None where the calendar has none."""
    number = day.toordinal() - days
    return date.fromordinal(number) if 0 < number <= date.max.toordinal() else None


def _follow_ups(loaded: Snapshot, today: date, language: Language) -> list[Task]:
    """List what was promised, what is due first on top; what has no day comes last."""
    found = []
    for line in loaded.rows["follow_up"]:
        values: Mapping[str, Any] = line.values
        what = kept_in(values, "text", language.code)
        owner = loaded.captions.get(("person", values["owner_id"] or 0), "")
        done = _done(values, today)
        found.append(Task("follow_up", line.id or 0, what, owner, values["due_on"], done))
    return _by_day(found)


def _by_day(tasks: list[Task]) -> list[Task]:
    return sorted(tasks, key=lambda task: (task.due is None, task.due or date.max))


def _done(values: Mapping[str, Any], today: date) -> date | None:
    """Tell when something was done, unless that is still ahead."""
    on = values["done_on"]
    return on if isinstance(on, date) and on <= today else None


def _planned(matters: Matters, loaded: Snapshot, language: Language) -> Iterator[Told]:
    """Tell what is to be given this time, and where the same was given to them before."""
    before = _exchanged(matters.company)
    for line in loaded.rows["gift"]:
        values: Mapping[str, Any] = line.values
        if values["direction"] != GiftDirection.GIVEN:
            continue
        receiver = loaded.captions.get(("person", values["receiver_id"] or 0), "")
        same = [gift for gift in before if _same(gift, values["item"])]
        text = language.text(
            N_("To give: {item}, to {person}.") if receiver else N_("To give: {item}."),
            item=in_language(values["item"], language.code),
            person=receiver,
        )
        if same:
            again = N_("They were given the same on {date}.")
            on = language.day(same[0].meeting.starts_on)
            text = f"{text} {language.text(again, date=on)}"
        meeting = same[0].meeting.source.id if same else loaded.id
        yield Told(text, "meeting", meeting, warns=bool(same))


def _gifts(matters: Matters, language: Language) -> Iterator[Told]:
    """Tell what was given and received at earlier meetings with them, the last first."""
    some = _exchanged(matters.company)[:_GIFTS]
    wanted = {i for gift in some for i in (gift.giver_id, gift.receiver_id) if i is not None}
    named = people(matters.question.session, sorted(wanted))
    for gift in some:
        ours = gift.direction == GiftDirection.GIVEN
        other = gift.receiver_id if ours else gift.giver_id
        person = named[other].named.in_language(language.code) if other in named else ""
        template = {
            (True, True): N_("{date}: given to {person}: {item}"),
            (True, False): N_("{date}: given: {item}"),
            (False, True): N_("{date}: received from {person}: {item}"),
            (False, False): N_("{date}: received: {item}"),
        }[ours, bool(person)]
        on = language.day(gift.meeting.starts_on)
        item = in_language(gift.item, language.code)
        text = language.text(template, date=on, person=person, item=item)
        yield Told(text, "meeting", gift.meeting.source.id)


def _exchanged(company: Company) -> list[Gift]:
    """Read the gifts of earlier meetings with the visiting organisations, or one of the guests."""
    session, before = company.question.session, company.before
    theirs = held(session, company.visit.visitors, before.min, before)
    also = [meeting for met in company.met.values() for meeting in met]
    known = {meeting.source: meeting for meeting in (*theirs, *also)}
    last_first = sorted(known.values(), key=lambda m: (m.starts_on, m.source.id), reverse=True)
    return visits.gifts(session, last_first)


def _same(gift: Gift, item: str) -> bool:
    """Tell whether an item was given that is called so in any of the languages it is written in."""
    given = gift.direction == GiftDirection.GIVEN
    return given and not _called(gift.item).isdisjoint(_called(item))


def _called(item: str) -> set[str]:
    return {" ".join(text.split()).casefold() for text in (item, *versions(item).values())}


def _known(matters: Matters, wanted: Visit, language: Language) -> Iterator[Told]:
    """Tell when they were last met, and what to speak of, as the briefing will."""
    if matters.meetings:
        last = matters.meetings[-1]
        text = language.text(
            N_("Last met on {date}: {meeting}."),
            date=language.day(last.starts_on),
            meeting=last.titles[language.code],
        )
        yield Told(text, "meeting", last.source.id)
    subject = subject_of(wanted, matters.question)
    briefing = Briefing(subject, {}, matters.question.day, (), ())
    joint = " " if language.code == "en" else ""
    for statement in points.points(matters):
        said = joint.join(plain(spans) for spans in sentences(statement, briefing, language))
        source = statement.facts["point"].records[0]
        yield Told(said, source.kind, source.id)
