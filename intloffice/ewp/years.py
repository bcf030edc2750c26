"""Academic years: which of them a day belongs to, and their first and last days."""

from datetime import date

#: Where the academic year is the calendar year.
SOUTHERN = frozenset(("AR", "AU", "BO", "BR", "CL", "MZ", "NA", "NZ", "PE", "PY", "UY", "ZA", "ZW"))
#: Who begins from July on begins the new year; who ends before October ends the old one.
_BEGINS, _ENDS = 7, 10


def first_year(day: date, country: str) -> str:
    """Give the academic year that begins with, or after, a first day."""
    if country in SOUTHERN:
        return f"{day.year}/{day.year}"
    year = day.year if day.month >= _BEGINS else day.year - 1
    return f"{year}/{year + 1}"


def last_year(day: date, country: str) -> str:
    """Give the academic year that a last day is in."""
    if country in SOUTHERN:
        return f"{day.year}/{day.year}"
    year = day.year if day.month >= _ENDS else day.year - 1
    return f"{year}/{year + 1}"


def span(first: str, last: str) -> tuple[date, date]:
    """Give the first day of an academic year and the last day of another."""
    begin, end = (tuple(int(year) for year in written.split("/")) for written in (first, last))
    starts = date(begin[0], 1, 1) if begin[0] == begin[1] else date(begin[0], 9, 1)
    return starts, date(end[1], 12, 31) if end[0] == end[1] else date(end[1], 8, 31)
