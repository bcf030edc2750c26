"""Windows and lengths of time, as the office counts them."""

import calendar
from dataclasses import dataclass
from datetime import date, timedelta


@dataclass(frozen=True)
class Window:
    """A span of days, both ends included."""

    first: date
    last: date

    def __contains__(self, day: date | None) -> bool:
        """Tell whether a day lies in the window."""
        return day is not None and self.first <= day <= self.last

    @property
    def years(self) -> range:
        """The calendar years it touches."""
        return range(self.first.year, self.last.year + 1)


def recent_years(day: date, count: int) -> Window:
    """Give the calendar years that end with the day's own, cut at the day (rule 4)."""
    return Window(date(day.year - count + 1, 1, 1), day)


def year_of(day: date) -> Window:
    """Give the day's own calendar year, cut at the day."""
    return recent_years(day, 1)


def is_over(year: int, day: date) -> bool:
    """Tell whether a calendar year is over on the evening of a day."""
    return date(year, 12, 31) <= day


def months_after(day: date, months: int) -> date:
    """Give the same day some months later (or earlier), or the last of that month."""
    years, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(years, month + 1, min(day.day, calendar.monthrange(years, month + 1)[1]))


def next_span(first: date, last: date) -> tuple[date, date] | None:
    """Give the span after another, as long: in months where they are whole, else in days.

    None where the calendar ends before it does.
    """
    begins = last + timedelta(days=1) if last < date.max else last
    months = (begins.year - first.year) * 12 + begins.month - first.month
    if begins.year + months // 12 + 1 >= date.max.year:
        return None
    whole = months > 0 and months_after(first, months) == begins
    end = months_after(begins, months) if whole else begins + (begins - first)
    return begins, end - timedelta(days=1)


def is_long(planned_start: date, planned_end: date, months: int) -> bool:
    """Tell whether a planned length reaches the months from which a stay is long (rule 7).

    Both days belong to the stay: 1 March to 31 August is six months.
    """
    return planned_end >= months_after(planned_start, months) - timedelta(days=1)


def earliest(partial: str) -> date | None:
    """Give the first day that a date known to the year or month can mean."""
    if not partial:
        return None
    parts = [int(part) for part in partial.split("-")]
    year, month, day = (*parts, 1, 1)[:3]
    return date(year, month, day)
