"""Renew an agreement in one step: for another term, or by one that takes its place."""

from dataclasses import dataclass
from datetime import date

from intloffice.database.session import Session, WritingSession
from intloffice.errors import OfficeError
from intloffice.i18n import N_
from intloffice.operations import edit
from intloffice.operations.counting import agreements
from intloffice.operations.counting.days import next_span
from intloffice.records.agreement import PartyRole, TermBasis
from intloffice.schema.kind import Kind, Values

#: What a successor takes over; its reference and the meeting it is signed at are its own.
_OWN_VALUES = {"reference", "meeting_id", "replaces_id"}


@dataclass(frozen=True)
class NextTerm:
    """From when to when an agreement may go on; ``until`` is None where no end is agreed."""

    begins: date
    until: date | None


def proposed(session: Session, agreement: int, today: date) -> NextTerm:
    """Propose the term after the last one: from the day after its end, and as long.

    After a term without an end it begins today, and has none either.
    """
    (known,) = agreements.read(session, [agreement])
    terms = [(term.effective_from, term.effective_until) for term in known.terms]
    if not terms:
        return NextTerm(today, None)
    begun, until = max(terms, key=lambda term: (term[1] is None, term[1] or term[0]))
    if until is None:
        return NextTerm(today, None)
    span = next_span(begun, until)
    return NextTerm(*span) if span else NextTerm(today, None)


def with_term(session: WritingSession, agreement: int, term: NextTerm) -> None:
    """Add a term to an agreement; raise OfficeError where it would not come after the others."""
    kind = _kind(session)
    loaded = edit.load(session, kind, agreement)
    (known,) = agreements.read(session, [agreement])
    for before in known.terms:
        ended = before.ended_on or before.effective_until or before.effective_from
        if term.begins <= max(before.effective_from, ended):
            raise OfficeError(
                N_("The new term must begin after the one before it has ended; nothing was saved.")
            )
    lines = [*loaded.rows["term"], edit.Line(None, _term(term, TermBasis.RENEWED))]
    edit.change(session, kind, agreement, loaded.version, {}, {"term": lines})


def with_successor(session: WritingSession, agreement: int, term: NextTerm) -> int:
    """Add an agreement that takes the place of another, and give its id.

    Parties and conditions are taken over, also who signs for whom. It takes effect, and the other
    no longer counts, when the days of its signatures are entered (records.md, rule 1).
    """
    kind = _kind(session)
    loaded = edit.load(session, kind, agreement)
    values = {name: value for name, value in loaded.values.items() if name not in _OWN_VALUES}
    parties, conditions = ([line.values for line in loaded.rows[n]] for n in ("party", "condition"))
    rows: dict[str, list[Values]] = {
        "party": parties,
        "condition": conditions,
        "signatory": [
            {"on_behalf_of_id": each["organisation_id"]}
            for each in parties
            if each["role"] == PartyRole.PARTY
        ],
        "term": [_term(term, TermBasis.FIRST)],
    }
    return edit.add(session, kind, values | {"replaces_id": agreement}, rows)


def _term(term: NextTerm, basis: TermBasis) -> Values:
    return {"effective_from": term.begins, "effective_until": term.until, "basis": str(basis)}


def _kind(session: Session) -> Kind:
    return session.tables.kinds["agreement"]
