"""Awards as they are counted: people once, amounts never across currencies (rules 5 and 8)."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from sqlalchemy import select

from intloffice.database.session import Session
from intloffice.operations.counting.naming import Source
from intloffice.records.award import AmountPeriod


@dataclass(frozen=True)
class Award:
    """An award as far as it is counted."""

    source: Source
    programme_id: int
    funder_id: int | None
    recipient_id: int
    year: int
    amount: Decimal
    currency: str
    per: str
    recipient_kind: str = ""


@dataclass(frozen=True)
class Range:
    """The least and the most that one person received in all, in one currency."""

    currency: str
    least: Decimal
    most: Decimal


def ranges(awards: Iterable[Award]) -> list[Range]:
    """Give the range of what each person received in all, for each currency apart (rule 8).

    An amount a month is no total of anything and is left out.
    """
    totals: dict[str, dict[int, Decimal]] = {}
    for award in awards:
        if award.per != AmountPeriod.MONTH:
            people = totals.setdefault(award.currency, {})
            people[award.recipient_id] = people.get(award.recipient_id, Decimal()) + award.amount
    return [
        Range(currency, min(people.values()), max(people.values()))
        for currency, people in sorted(totals.items())
    ]


def awards(session: Session, years: range) -> list[Award]:
    """Read the awards of some years."""
    table = session.tables["award"]
    query = select(table).where(table.c.year >= years.start, table.c.year < years.stop)
    found = session.execute(query.order_by(table.c.id)).mappings()
    return [_made(dict(line)) for line in found]


def _made(line: dict[str, Any]) -> Award:
    return Award(
        source=Source("award", line["id"], line["uuid"]),
        programme_id=line["programme_id"],
        funder_id=line["funder_id"],
        recipient_id=line["recipient_id"],
        year=line["year"],
        amount=line["amount"],
        currency=line["currency"],
        per=line["per"],
        recipient_kind=line["recipient_kind"],
    )
