"""The years an office reports by: the calendar's, its academic and its fiscal ones (rule 4)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

CALENDAR, ACADEMIC, FISCAL = "calendar", "academic", "fiscal"
#: The sorts of year, in the order in which they are offered.
SORTS = (CALENDAR, ACADEMIC, FISCAL)


@dataclass(frozen=True)
class Period:
    """A year of one sort, told by the calendar year in which it begins.

    ``from_month`` is the month with whose first day it begins.
    """

    year: int
    sort: str = CALENDAR
    from_month: int = 1

    @property
    def first(self) -> date:
        """Its first day."""
        return date(self.year, self.from_month, 1)

    @property
    def last(self) -> date:
        """Its last day."""
        return date(self.year + 1, self.from_month, 1) - timedelta(days=1)

    @property
    def label(self) -> str:
        """What it is called: ``2017``, or ``2017/2018`` where it lies in two years."""
        return str(self.year) if self.from_month == 1 else f"{self.year}/{self.year + 1}"

    def before(self, years: int = 1) -> "Period":
        """Give the one some years before it, which may lie after it."""
        return Period(self.year - years, self.sort, self.from_month)

    def __contains__(self, day: date) -> bool:
        """Tell whether a day lies in it."""
        return self.first <= day <= self.last


def period(year: int, sort: str, months: Mapping[str, int]) -> Period:
    """Give the year of a sort that begins in a calendar year.

    ``months`` tell with which month those begin that are not the calendar's.
    """
    return Period(year, sort, 1 if sort == CALENDAR else months[sort])
