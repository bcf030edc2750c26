"""The calendar as a file that other calendars read (iCalendar, RFC 5545)."""

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta

from icalendar import Calendar, Event

from intloffice.i18n import Language
from intloffice.operations.calendar import Entry, Sort
from intloffice.schema.value import clean_text

_MAKER = "-//intloffice//calendar//EN"


def written(entries: Iterable[Entry], at: datetime, language: Language) -> bytes:
    """Write entries as they are on the instant ``at``; what is confidential is left out.

    Each has the same id in every file, so that another calendar knows it again. Times are those
    of the office's place, whatever the reader's: they carry no zone.
    """
    made = Calendar()
    made.add("prodid", _MAKER)
    made.add("version", "2.0")
    for entry in entries:
        if not entry.confidential:
            made.add_component(_event(entry, at, language))
    return bytes(made.to_ical())


def _event(entry: Entry, at: datetime, language: Language) -> Event:
    event = Event()
    event.add("uid", f"{entry.uuid}@intloffice")
    event.add("dtstamp", at)
    begin = _instant(entry.first, entry.starts_at)
    event.add("dtstart", begin)
    event.add("dtend", _end(entry, timed=isinstance(begin, datetime)))
    event.add("summary", clean_text(entry.caption))
    if entry.place:
        event.add("location", clean_text(entry.place))
    event.add("categories", [language.text(Sort.label_of(entry.sort))])
    event.add("transp", "OPAQUE" if entry.moves else "TRANSPARENT")
    return event


def _instant(day: date, clock: str) -> date:
    return datetime.combine(day, time.fromisoformat(clock)) if clock else day


def _end(entry: Entry, *, timed: bool) -> date:
    """Tell where an entry ends: at a time where it begins at one, else before the day after.

    It ends later than it begins, whatever is on record; a time that is not is taken for unknown.
    """
    if not timed:
        return entry.last + timedelta(days=1) if entry.last < date.max else date.max
    begin = _instant(entry.first, entry.starts_at)
    end = _instant(entry.last, entry.ends_at or "23:59")
    known = bool(entry.ends_at) or entry.last > entry.first
    if known and end > begin:
        return end
    return begin + timedelta(hours=1) if entry.first < date.max else end
