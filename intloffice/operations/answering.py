"""Answer what a list is asked besides its fields, by the office's rules of counting."""

from collections.abc import Callable
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.sql import Select

from intloffice.database.session import Session
from intloffice.operations.counting import agreements
from intloffice.operations.counting.organisations import Organisations
from intloffice.records.agreement import PartyRole, PartySide

#: Selects the ids of the records that a value fits, as on a day.
Answer = Callable[[Session, Any, date], Select[Any]]


def answer(session: Session, kind: str, question: str, value: Any, day: date) -> Select[Any]:
    """Select the ids of the records of a kind that answer a question with a value."""
    return _ANSWERS[kind, question](session, value, day)


def _effective(session: Session, value: date, _day: date) -> Select[Any]:
    """Select the agreements that are effective on a day (records.md, rule 1)."""
    found = agreements.effective(agreements.every(session), value)
    return session.among([agreement.id for agreement in found])


def _agreed(session: Session, country: str, day: date) -> Select[Any]:
    """Select the agreements that bind somebody of a country (rules 2 and 3)."""
    party = session.tables["agreement_party"].c
    bound = party.side == PartySide.THEIRS, party.role == PartyRole.PARTY
    there = party.organisation_id.in_(_in_country(session, country, day))
    return select(party.agreement_id).where(*bound, there)


def _stayed(session: Session, country: str, day: date) -> Select[Any]:
    """Select the stays whose other end is in a country."""
    stay = session.tables["mobility"].c
    there = stay.organisation_id.in_(_in_country(session, country, day))
    return select(stay.id).where(there)


def _met(session: Session, country: str, day: date) -> Select[Any]:
    """Select the meetings with a visiting organisation of a country."""
    visitor = session.tables["meeting_visitor"].c
    there = visitor.organisation_id.in_(_in_country(session, country, day))
    return select(visitor.meeting_id).where(there)


def _in_country(session: Session, country: str, day: date) -> Select[Any]:
    return session.among(sorted(Organisations(session, day).in_country(country)))


_ANSWERS: dict[tuple[str, str], Answer] = {
    ("agreement", "effective_on"): _effective,
    ("agreement", "partner_country"): _agreed,
    ("mobility", "partner_country"): _stayed,
    ("meeting", "partner_country"): _met,
}
