"""What was known when: points of the history, and what was corrected after one."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from sqlalchemy import func, select

from intloffice.database.session import Session
from intloffice.errors import InvalidValueError, OfficeError
from intloffice.i18n import N_, Language
from intloffice.operations import trail
from intloffice.operations.counting.naming import Source
from intloffice.operations.trail import FieldChange
from intloffice.schema.days import read_day

_NOT_A_POINT = N_(
    "“{text}” is neither a day, nor a day with a time, nor the number of a change: write "
    "2018-05-03, 2018-05-03 14:30 or #128."
)
_LONGEST_NUMBER = 7


@dataclass(frozen=True)
class Point:
    """A point of the history: the number of a change set, and when it was written (UTC)."""

    number: int
    at: str


@dataclass(frozen=True)
class Corrected:
    """A record that was changed after a point, how it is called now, and what was changed."""

    source: Source
    caption: str
    changes: tuple[FieldChange, ...]


def read_point(session: Session, text: str, today: date) -> Point:
    """Read a point as people type it; a day means its end.

    Raise InvalidValueError where it is none, OfficeError where the history has no such point.
    """
    plain = " ".join(text.replace("T", " ").split())
    digits = plain.removeprefix("#")
    if digits.isascii() and digits.isdigit() and (plain != digits or len(digits) < 8):
        if len(digits) > _LONGEST_NUMBER:
            raise InvalidValueError(_NOT_A_POINT, text=text)
        return _numbered(session, int(digits))
    return last_before(session, _instant(plain, today, text), text)


def last_before(session: Session, instant: datetime, text: str = "") -> Point:
    """Give the last change until an instant; raise OfficeError where nothing was on record."""
    sets = session.tables.change_set
    written = instant.astimezone(UTC).isoformat(timespec="microseconds")
    found = session.execute(select(func.max(sets.c.id)).where(sets.c.at <= written)).scalar()
    if not found:
        raise OfficeError(
            N_("Nothing was on record yet at “{text}”; choose a later time."), text=text or instant
        )
    return _numbered(session, int(found))


def corrections(
    session: Session, sources: Iterable[Source], number: int, language: Language
) -> list[Corrected]:
    """Tell which of some records were changed after a change set, and what was changed in them."""
    found = []
    for source in sources:
        kind = session.tables.kinds.get(source.kind)
        if kind is None:
            continue
        changes = trail.changes_after(session, kind, source.id, number, language)
        if changes:
            line = session.row(source.kind, source.id)
            caption = str(line[f"caption_{language.code}"]) if line else ""
            found.append(Corrected(source, caption, tuple(changes)))
    return found


def kinds_changed_after(session: Session, number: int) -> frozenset[str]:
    """Tell of which kinds records were changed after a change set."""
    change = session.tables.change
    query = select(change.c.kind).where(change.c.change_set_id > number).distinct()
    return frozenset(session.execute(query).scalars())


def changed_after(session: Session, number: int) -> frozenset[tuple[str, int]]:
    """Tell which records were changed after a change set, by kind and id."""
    change = session.tables.change
    query = select(change.c.kind, change.c.record_id).where(change.c.change_set_id > number)
    return frozenset((line.kind, line.record_id) for line in session.execute(query.distinct()))


def _numbered(session: Session, number: int) -> Point:
    sets = session.tables.change_set
    at = session.execute(select(sets.c.at).where(sets.c.id == number)).scalar()
    if at is None:
        raise OfficeError(
            N_("The history has no change {number}: it goes from 1 to {last}."),
            number=number,
            last=session.head().number,
        )
    return Point(number, str(at))


def _instant(plain: str, today: date, text: str) -> datetime:
    day, _, clock = plain.rpartition(" ")
    try:
        at = time.fromisoformat(clock) if day and ":" in clock else None
        if at is None:
            midnight = datetime.combine(read_day(plain, today) + timedelta(days=1), time.min)
            return midnight.astimezone() - timedelta(microseconds=1)
        minute = timedelta(minutes=1) if clock.count(":") == 1 else timedelta(seconds=1)
        begun = datetime.combine(read_day(day, today), at).astimezone()
    except (ValueError, OverflowError, InvalidValueError) as error:
        raise InvalidValueError(_NOT_A_POINT, text=text) from error
    return begun + minute - timedelta(microseconds=1)
