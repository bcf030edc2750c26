"""Conflicts of an itinerary: who would be in two places at once, which place is taken by others."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select

from intloffice.database.session import Session
from intloffice.i18n import LOCALES, N_
from intloffice.names.spoken import versions
from intloffice.operations import browse
from intloffice.operations.counting.visits import Item, Participant, Visit, visit
from intloffice.records.meeting import Attendance, MeetingStatus

TOGETHER = N_("At the same time as “{other}”.")
NOT_A_DAY = N_("This is no day of the visit.")
TAKEN = N_("The place is taken then: {meeting}.")
BUSY = N_("{person} is elsewhere then: {meeting}.")


@dataclass(frozen=True)
class Engaged:
    """A time at which people are at a place; times are HH:MM, ``until`` may be empty.

    ``row`` is the entry of the itinerary, 0 for a meeting as a whole; ``places`` are its names in
    several languages; ``who`` tells in words of whom it is, empty where of all.
    """

    meeting: int
    row: int
    kind: str
    on: date
    at: str
    until: str
    places: frozenset[str]
    people: frozenset[int]
    who: str

    def meets(self, other: "Engaged") -> bool:
        """Tell whether two are at one time; what has no end is over as soon as it begins."""
        if not self.at or not other.at or self.on != other.on:
            return False
        first, then = sorted((self, other), key=lambda each: (each.at, each.until))
        return first.at == then.at or then.at < first.until


@dataclass(frozen=True)
class Clash:
    """Why an entry of an itinerary cannot be as it is written.

    ``row`` is the entry, 0 for the meeting as a whole; ``other`` is the kind of the entry that is
    at the same time; ``meeting`` is another meeting and ``person`` who is wanted by both.
    """

    row: int
    reason: str
    other: str = ""
    meeting: int = 0
    person: int = 0


def clashes(session: Session, meeting: int) -> list[Clash]:
    """List the conflicts of a meeting with itself and with the others of its days.

    Meetings that were cancelled take nobody's time.
    """
    wanted = visit(session, meeting)
    own = engagements(wanted)
    others = [each for other in _others(session, wanted) for each in engagements(other)]
    return [*outside(wanted), *among(own), *between(own, others)]


def engagements(wanted: Visit) -> list[Engaged]:
    """Tell when who is where: the entries of the itinerary, and a meeting of one day as a whole."""
    entries = [_entry(wanted, item) for item in wanted.items]
    if (wanted.ends_on or wanted.starts_on) != wanted.starts_on:
        return entries
    named = versions(wanted.place).values() or filter(None, (wanted.place,))
    places = frozenset(map(_folded, named))
    everybody = frozenset(_coming(wanted.participants))
    whole = Engaged(
        wanted.source.id,
        0,
        "",
        wanted.starts_on,
        wanted.starts_at,
        wanted.ends_at,
        places,
        everybody,
        "",
    )
    return [whole, *entries]


def outside(wanted: Visit) -> Iterator[Clash]:
    """Find the entries that are on no day of the visit."""
    last = wanted.ends_on or wanted.starts_on
    for item in wanted.items:
        if item.on and not wanted.starts_on <= item.on <= last:
            yield Clash(item.row, NOT_A_DAY)


def among(own: Sequence[Engaged]) -> Iterator[Clash]:
    """Find the entries that want the same people in two places at once.

    Entries of different people may be at one time, and so may those at one place.
    """
    entries = [each for each in own if each.row]
    for at, later in enumerate(entries):
        for earlier in entries[:at]:
            if later.meets(earlier) and _same_people(later, earlier) and _apart(later, earlier):
                yield Clash(later.row, TOGETHER, other=earlier.kind)


def between(own: Sequence[Engaged], others: Sequence[Engaged]) -> Iterator[Clash]:
    """Find what another meeting takes: the place, or one of the people; each told once."""
    told: set[tuple[str, int, int]] = set()
    for each in own:
        for other in others:
            if not each.meets(other):
                continue
            if each.places & other.places and (TAKEN, other.meeting, 0) not in told:
                told.add((TAKEN, other.meeting, 0))
                yield Clash(each.row, TAKEN, meeting=other.meeting)
            for person in sorted(each.people & other.people):
                if (BUSY, other.meeting, person) not in told:
                    told.add((BUSY, other.meeting, person))
                    yield Clash(each.row, BUSY, meeting=other.meeting, person=person)


def named(session: Session, found: Sequence[Clash], language: str) -> dict[tuple[str, int], str]:
    """Tell how the meetings and people are called that conflicts are about."""
    wanted = {
        "meeting": [each.meeting for each in found if each.meeting],
        "person": [each.person for each in found if each.person],
    }
    return {
        (kind, which): caption
        for kind, ids in wanted.items()
        for which, caption in browse.captions(session, kind, ids, language).items()
    }


def _entry(wanted: Visit, item: Item) -> Engaged:
    return Engaged(
        wanted.source.id,
        item.row,
        item.kind,
        item.on or wanted.starts_on,
        item.starts_at,
        item.ends_at,
        frozenset(_folded(item.places[code]) for code in LOCALES if item.places[code]),
        frozenset(() if item.responsible_id is None else (item.responsible_id,)),
        _folded(item.who),
    )


def _same_people(one: Engaged, other: Engaged) -> bool:
    if one.people & other.people:
        return True
    return not one.who or not other.who or one.who == other.who


def _apart(one: Engaged, other: Engaged) -> bool:
    return not one.places & other.places


def _coming(participants: Sequence[Participant]) -> Iterator[int]:
    return (p.person_id for p in participants if p.attended != Attendance.NO)


def _folded(text: str) -> str:
    return " ".join(text.split()).casefold()


def _others(session: Session, wanted: Visit) -> list[Visit]:
    """Read the other meetings that share a day with one."""
    table = session.tables["meeting"]
    last = wanted.ends_on or wanted.starts_on
    days = [item.on for item in wanted.items if item.on]
    first, last = min((wanted.starts_on, *days)), max((last, *days))
    query = select(table.c.id).where(
        table.c.id != wanted.source.id,
        table.c.status != MeetingStatus.CANCELLED,
        table.c.starts_on <= last,
        func.coalesce(table.c.ends_on, table.c.starts_on) >= first,
    )
    return [
        visit(session, which) for which in session.execute(query.order_by(table.c.id)).scalars()
    ]
