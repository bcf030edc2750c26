"""What the calendar asks, off the window's thread; and the days it counts with."""

from calendar import monthrange
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from intloffice import files
from intloffice.errors import OfficeError
from intloffice.gui.place import Place, at_rows
from intloffice.i18n import N_, Language

if TYPE_CHECKING:
    from intloffice.operations.calendar import Entry


def entries(session: Any, first: date, last: date, language: str) -> "list[Entry]":
    """List what there is between two days."""
    from intloffice.operations import calendar

    return calendar.entries(session, first, last, language)


def move(session: Any, entry: "Entry", days: int) -> None:
    """Put an entry on another day."""
    from intloffice.operations import calendar

    calendar.move(session, entry, days)


def write(session: Any, target: Path, year: int, language: Language) -> int:
    """Write a year for other calendars; tell how many entries are confidential and left out."""
    from intloffice.operations import calendar, calendar_file

    found = calendar.entries(session, date(year, 1, 1), date(year, 12, 31), language.code)
    content = calendar_file.written(found, datetime.now(UTC), language)
    try:
        with files.replacing(target) as part:
            part.write_bytes(content)
    except OSError as error:
        raise OfficeError(
            N_("{path} cannot be written: {reason}."), path=target, reason=error.strerror or ""
        ) from error
    return sum(entry.confidential for entry in found)


def sort_of(entry: "Entry") -> str:
    """Tell what an entry is."""
    from intloffice.operations.calendar import Sort

    return Sort.label_of(entry.sort)


def place_of(entry: "Entry") -> Place:
    """Tell where an entry is entered: a follow-up stands among the rows of its meeting."""
    from intloffice.operations.calendar import Sort

    if entry.sort == Sort.FOLLOW_UP:
        return at_rows(entry.kind, entry.id, "follow_up")
    return Place("record", entry.kind, entry.id)


def line(entry: "Entry") -> str:
    """Write an entry in a line: the time, if any, what it is, and where."""
    return " ".join(filter(None, (entry.starts_at, entry.caption)))


def month_after(first: date, months: int) -> date:
    """Give the first day of a month some months later."""
    years, month = divmod(first.year * 12 + first.month - 1 + months, 12)
    return date(years, month + 1, 1)


def same_day(day: date, month: date) -> date:
    """Give the same day in another month, or the last of that month."""
    return month.replace(day=min(day.day, monthrange(month.year, month.month)[1]))
