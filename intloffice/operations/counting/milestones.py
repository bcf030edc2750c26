"""Round anniversaries of what happened once, on a day that may be known in part only."""

from collections.abc import Iterator
from datetime import date

from intloffice.operations.counting.days import earliest, months_after

#: Anniversaries are named when the years are a multiple of this.
ROUND_YEARS = 5


def anniversaries(happened_on: str, first: date, last: date) -> Iterator[tuple[int, str]]:
    """Give the round anniversaries from a first to a last day: the years, and when it is.

    What is known to the month or the year only has its anniversary at its beginning, and is given
    as exactly as it is known.
    """
    begun = earliest(happened_on)
    if begun is None:
        return
    for year in range(first.year, last.year + 1):
        years = year - begun.year
        on = months_after(begun, 12 * years)
        if years > 0 and years % ROUND_YEARS == 0 and first <= on <= last:
            yield years, on.isoformat()[: len(happened_on)]
