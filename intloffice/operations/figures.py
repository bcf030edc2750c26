"""Figures for the first page, by the office's own rules of counting."""

from collections import Counter
from dataclasses import dataclass
from datetime import date

from intloffice.database.session import Session
from intloffice.operations.counting import agreements, stays
from intloffice.operations.counting.organisations import Organisations
from intloffice.records.mobility import Direction


@dataclass(frozen=True)
class Agreed:
    """The agreements in force on a day: how many, how many by country, and which end when."""

    number: int
    by_country: tuple[tuple[str, int], ...]
    ends: tuple[tuple[date, int], ...]


def agreed(session: Session, day: date, soon: date, countries: int) -> Agreed:
    """Count the agreements in force on a day, with the countries that have most of them.

    ``ends`` lists by day the ids of those that end by ``soon`` as they stand.
    """
    organisations = Organisations(session, day)
    found = agreements.effective(agreements.every(session), day)
    counted: Counter[str] = Counter()
    for agreement in found:
        counted.update({organisations.country_of(party) for party in agreement.theirs()} - {""})
    ends = [(end, a.id) for a in found if (end := agreements.ends_on(a, day)) and end <= soon]
    ranked = sorted(counted.items(), key=lambda entry: (-entry[1], entry[0]))
    return Agreed(len(found), tuple(ranked[:countries]), tuple(sorted(ends)))


def away(session: Session, day: date) -> tuple[int, int]:
    """Count our students elsewhere and others here on a day (records.md, rule 6)."""
    out, back = (
        len(stays.persons(stays.lasting(session, way, day)))
        for way in (Direction.OUTBOUND, Direction.INBOUND)
    )
    return out, back
