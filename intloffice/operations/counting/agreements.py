"""Which agreements are effective, and with whom (records.md, rules 1 to 3)."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select

from intloffice.database.derived import slices
from intloffice.database.session import Session
from intloffice.operations.counting.naming import Source, texts
from intloffice.records.agreement import AgreementLevel, PartyRole, PartySide, Renewal


@dataclass(frozen=True)
class Term:
    """One span for which an agreement was made."""

    effective_from: date
    effective_until: date | None
    ended_on: date | None


@dataclass(frozen=True)
class Party:
    """One who is bound, or reached through an alliance."""

    side: str
    organisation_id: int
    role: str


@dataclass(frozen=True)
class Condition:
    """How many may move which way each year; ``places_a_year`` may not be agreed."""

    direction: str
    mobility_type: str
    places_a_year: int | None


@dataclass(frozen=True)
class Agreement:
    """An agreement as far as it is counted.

    ``signed`` has a day, or None, per signatory, and None for each party that nobody signs for;
    it is empty where no signatory is on record.
    """

    source: Source
    reference: str
    titles: Mapping[str, str]
    kind: str
    level: str
    renewal: str
    replaces_id: int | None
    terms: tuple[Term, ...]
    parties: tuple[Party, ...]
    signed: tuple[date | None, ...]
    conditions: tuple[Condition, ...] = ()
    confidential: bool = False
    notice_months: int | None = None
    review_on: date | None = None

    @property
    def id(self) -> int:
        """The record's id."""
        return self.source.id

    def signed_on(self) -> date | None:
        """Tell the day of the last signature, where all have signed."""
        days = [day for day in self.signed if day is not None]
        return max(days) if days and len(days) == len(self.signed) else None

    def ours(self) -> list[int]:
        """List the organisations bound on our side."""
        return self._bound(PartySide.OURS)

    def theirs(self) -> list[int]:
        """List the organisations bound on the other side."""
        return self._bound(PartySide.THEIRS)

    def _bound(self, side: str) -> list[int]:
        parties = (p for p in self.parties if p.side == side and p.role == PartyRole.PARTY)
        return [party.organisation_id for party in parties]


def runs(term: Term, renewal: str, day: date) -> bool:
    """Tell whether a term covers a day; automatic and open-ended ones have no until."""
    if term.effective_from > day or (term.ended_on is not None and term.ended_on <= day):
        return False
    if renewal in (Renewal.AUTOMATIC, Renewal.OPEN_ENDED) or term.effective_until is None:
        return True
    return day <= term.effective_until


def all_signed(agreement: Agreement, day: date) -> bool:
    """Tell whether all parties had signed by a day."""
    signed = agreement.signed_on()
    return signed is not None and signed <= day


def has_begun(agreement: Agreement, day: date) -> bool:
    """Tell whether an agreement had ever taken effect by a day."""
    return all_signed(agreement, day) and any(t.effective_from <= day for t in agreement.terms)


def is_in_force(agreement: Agreement, day: date) -> bool:
    """Tell whether an agreement is effective on a day, but for another that replaces it."""
    return all_signed(agreement, day) and any(
        runs(term, agreement.renewal, day) for term in agreement.terms
    )


def effective(agreements: Sequence[Agreement], day: date) -> list[Agreement]:
    """List those effective on a day (rule 1), without those that another one has replaced."""
    replaced = {
        a.replaces_id for a in agreements if a.replaces_id not in (None, a.id) and has_begun(a, day)
    }
    return [a for a in agreements if is_in_force(a, day) and a.id not in replaced]


def ends_on(agreement: Agreement, day: date) -> date | None:
    """Tell when an agreement in force on a day will end as it stands; None where it will not."""
    if agreement.renewal != Renewal.FIXED:
        return None
    ends = [
        min(filter(None, (term.effective_until, term.ended_on)), default=None)
        for term in agreement.terms
        if runs(term, agreement.renewal, day) or term.effective_from > day
    ]
    return None if None in ends or not ends else max(end for end in ends if end is not None)


def over_on(agreement: Agreement, others: Iterable[Agreement], day: date) -> date | None:
    """Tell when an agreement ended or is to end, as known by a day; None where it goes on.

    One that renews itself goes on past its term, until it is ended or another has replaced it.
    """
    limited = agreement.renewal == Renewal.FIXED
    ends = [
        min(filter(None, (term.effective_until if limited else None, term.ended_on)), default=None)
        for term in agreement.terms
        if term.effective_from <= day
    ]
    own = None if None in ends else max((end for end in ends if end), default=None)
    replaced = (
        max(filter(None, (other.signed_on(), min(t.effective_from for t in other.terms))))
        for other in others
        if other.replaces_id == agreement.id != other.id and has_begun(other, day)
    )
    return min(filter(None, (own, *replaced)), default=None)


def counted_as_ours(agreement: Agreement, ourselves: Collection[int]) -> bool:
    """Tell whether it is an agreement of the university itself, at its own level (rule 2)."""
    return agreement.level == AgreementLevel.UNIVERSITY and any(
        party in ourselves for party in agreement.ours()
    )


def concerning(session: Session, organisations: Collection[int]) -> list[Agreement]:
    """Read the agreements that bind some of the organisations, and those that replace them."""
    party = session.tables["agreement_party"]
    table = session.tables["agreement"]
    found: set[int] = set()
    for part in slices(organisations):
        query = select(party.c.agreement_id).where(party.c.organisation_id.in_(part))
        found.update(session.execute(query).scalars())
    for part in slices(found):
        replacing = select(table.c.id).where(table.c.replaces_id.in_(part))
        found.update(session.execute(replacing).scalars())
    return read(session, found)


def every(session: Session) -> list[Agreement]:
    """Read all agreements."""
    return read(session, session.execute(select(session.tables["agreement"].c.id)).scalars().all())


def read(session: Session, ids: Collection[int]) -> list[Agreement]:
    """Read agreements by their ids, with what they are counted by."""
    table = session.tables["agreement"]
    found: list[Agreement] = []
    for part in slices(ids):
        rows = {
            name: _rows(session, f"agreement_{name}", part)
            for name in ("term", "party", "signatory", "condition")
        }
        query = select(table).where(table.c.id.in_(part)).order_by(table.c.id)
        found += [_made(dict(line), rows) for line in session.execute(query).mappings()]
    return found


_Rows = dict[int, list[dict[str, Any]]]


def _rows(session: Session, name: str, ids: Iterable[int]) -> _Rows:
    table = session.tables[name]
    lines: _Rows = {}
    query = select(table).where(table.c.agreement_id.in_(list(ids))).order_by(table.c.position)
    for line in session.execute(query).mappings():
        lines.setdefault(line["agreement_id"], []).append(dict(line))
    return lines


def _made(line: Mapping[str, Any], rows: Mapping[str, _Rows]) -> Agreement:
    def of(name: str) -> list[dict[str, Any]]:
        return rows[name].get(line["id"], [])

    return Agreement(
        source=Source("agreement", line["id"], line["uuid"]),
        reference=line["reference"],
        titles=texts(line, "title"),
        kind=line["kind"],
        level=line["level"],
        renewal=line["renewal"],
        replaces_id=line["replaces_id"],
        terms=tuple(
            Term(t["effective_from"], t["effective_until"], t["ended_on"]) for t in of("term")
        ),
        parties=tuple(Party(p["side"], p["organisation_id"], p["role"]) for p in of("party")),
        signed=_signed(of("party"), of("signatory")),
        conditions=tuple(
            Condition(c["direction"], c["mobility_type"], c["places_a_year"])
            for c in of("condition")
        ),
        confidential=line["confidential"],
        notice_months=line["notice_months"],
        review_on=line["review_on"],
    )


def _signed(
    parties: Sequence[Mapping[str, Any]], signatories: Sequence[Mapping[str, Any]]
) -> tuple[date | None, ...]:
    """List the days of signature, with None for each party that nobody signs for (rule 1).

    A party may be signed for by another body of its own, such as the university of a faculty;
    therefore as many bodies as are bound must have signatories, whichever they are.
    """
    if not signatories:
        return ()
    bound = {p["organisation_id"] for p in parties if p["role"] == PartyRole.PARTY}
    missing = len(bound) - len({s["on_behalf_of_id"] for s in signatories})
    return (*(s["signed_on"] for s in signatories), *[None] * max(missing, 0))
