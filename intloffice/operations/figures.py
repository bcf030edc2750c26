"""Figures for the first page, by the office's own rules of counting."""

from collections import Counter
from dataclasses import dataclass
from datetime import date

from intloffice.database.session import Session
from intloffice.operations.counting import agreements, notices, stays
from intloffice.operations.counting.organisations import Organisations
from intloffice.records.mobility import Direction


@dataclass(frozen=True)
class Agreed:
    """The agreements in force on a day: how many, how many by country, and what to decide when.

    ``due`` has the day, the agreement's id, and what is to be decided (DeadlineSort).
    """

    number: int
    by_country: tuple[tuple[str, int], ...]
    due: tuple[tuple[date, int, str], ...]


def agreed(session: Session, day: date, soon: date, countries: int) -> Agreed:
    """Count the agreements in force on a day, with the countries that have most of them.

    ``due`` lists by day those of which something is to be decided by ``soon``: notice before the
    end, the end where no notice is needed, a review of what renews itself.
    """
    organisations = Organisations(session, day)
    every = agreements.every(session)
    found = agreements.effective(every, day)
    counted: Counter[str] = Counter()
    for agreement in found:
        counted.update({organisations.country_of(party) for party in agreement.theirs()} - {""})
    nearest = [(a, notices.next_deadline(a, day, soon)) for a in found]
    due = [
        (each.day, a.id, each.sort)
        for a, each in nearest
        if each is not None and not notices.is_replaced(a, every, each.end)
    ]
    ranked = sorted(counted.items(), key=lambda entry: (-entry[1], entry[0]))
    return Agreed(len(found), tuple(ranked[:countries]), tuple(sorted(due)))


def away(session: Session, day: date) -> tuple[int, int]:
    """Count our students elsewhere and others here on a day (records.md, rule 6)."""
    out, back = (
        len(stays.persons(stays.lasting(session, way, day)))
        for way in (Direction.OUTBOUND, Direction.INBOUND)
    )
    return out, back
