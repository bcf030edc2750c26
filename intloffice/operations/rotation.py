"""Which backups are kept: many of the last days, fewer of the weeks, fewer still of the months.

Backups come in the order of their numbers. Days are only the labels by which they are grouped:
a clock that jumps makes other groups, but never makes an old backup newer than a new one.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

#: Of how many days all are kept, then of how many days, weeks and months the newest.
ALL_OF_DAYS, DAYS, WEEKS, MONTHS = 2, 14, 10, 24
#: Of how many months there are newer backups when a lasting one is let go of at last: a year.
LASTING = 13
#: So many are kept whatever their days are.
FLOOR = 5


@dataclass(frozen=True)
class Kept:
    """A backup: its number, and the day that the clock told when it was made.

    A ``lasting`` one is the last of an office before it was brought up to date.
    """

    number: int
    day: date
    lasting: bool = False


def kept(backups: Sequence[Kept]) -> set[int]:
    """Give the numbers of the backups that are worth their room."""
    newest_first = sorted(backups, key=lambda each: each.number, reverse=True)
    found = {each.number for each in newest_first[:FLOOR]}
    days = list(dict.fromkeys(each.day for each in newest_first))
    found |= {each.number for each in newest_first if each.day in days[:ALL_OF_DAYS]}
    groups: tuple[tuple[int, Callable[[date], tuple[int, ...]]], ...] = (
        (DAYS, lambda day: (day.toordinal(),)),
        (WEEKS, lambda day: day.isocalendar()[:2]),
        (MONTHS, lambda day: (day.year, day.month)),
    )
    for most, label in groups:
        labels: set[tuple[int, ...]] = set()
        for each in newest_first:
            if label(each.day) not in labels and len(labels) < most:
                labels.add(label(each.day))
                found.add(each.number)
    later: set[tuple[int, ...]] = set()
    for each in newest_first:
        if each.lasting and len(later) <= LASTING:
            found.add(each.number)
        later.add((each.day.year, each.day.month))
    return found


def to_delete(backups: Sequence[Kept], *, newest_is_good: bool) -> int | None:
    """Name the one backup to delete now: the oldest that is not worth its room, or none.

    Nothing is deleted while it is not certain that the newest is good.
    """
    if not newest_is_good or len(backups) <= FLOOR:
        return None
    worth = kept(backups)
    return min((each.number for each in backups if each.number not in worth), default=None)
