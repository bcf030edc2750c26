"""What a briefing is asked about, and how it is computed: a country, an organisation, a meeting."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from sqlalchemy import select

from intloffice.briefing import country, meeting, organisation
from intloffice.briefing.question import Question, Rules
from intloffice.briefing.question import Scope as OtherSide
from intloffice.briefing.statement import Briefing, Statement, Subject
from intloffice.database.session import Session
from intloffice.errors import OfficeError
from intloffice.i18n import N_
from intloffice.operations.counting.organisations import Organisations
from intloffice.operations.counting.visits import visit
from intloffice.operations.issued import NEWS, Issued, Scope
from intloffice.settings import Settings


@dataclass(frozen=True)
class Asked:
    """What a briefing is about: a country by its code, or an organisation or meeting by its id."""

    kind: str
    code: str = ""
    record: int = 0


def compose(
    session: Session, asked: Asked, as_of: date, settings: Settings, folder: Path | None = None
) -> Briefing:
    """Compute a briefing; raise OfficeError where the record it is about is not there."""
    if asked.kind == "country":
        return country.compose(session, asked.code, as_of, settings)
    if session.row(asked.kind, asked.record) is None:
        raise OfficeError(N_("This record is gone. Choose another."))
    if asked.kind == "meeting":
        return meeting.compose(session, asked.record, as_of, settings, folder)
    return organisation.compose(session, asked.record, as_of, settings)


def question(session: Session, asked: Asked, as_of: date, settings: Settings) -> Question | None:
    """Put what is asked as a question to the records; None where there is nobody to ask of."""
    side = _side(session, asked, as_of)
    if side is None:
        return None
    wanted = visit(session, asked.record) if asked.kind == "meeting" else None
    return Question(session, side, as_of, Rules.of(settings), wanted)


def bare(
    session: Session, asked: Asked, question: Question, statements: tuple[Statement, ...]
) -> Briefing:
    """Make a briefing of some statements alone, with what their sentences name."""
    ourselves = question.organisations.named(sorted(question.organisations.ourselves)[:1])
    return Briefing(
        _subject(session, asked, question),
        ourselves[0].names if ourselves else {},
        question.day,
        statements,
        (),
    )


def scope_of(session: Session, asked: Asked, as_of: date) -> Scope:
    """Tell to whom a briefing speaks of whom, by lasting ids."""
    side = _side(session, asked, as_of)
    if side is None:
        return Scope()
    known = Organisations(session, as_of)
    partners = {known.counted_as(which).source.uuid for which in side.partners}
    guests: Iterable[int] = ()
    if asked.kind == "meeting":
        guests = [participant.person_id for participant in visit(session, asked.record).guests()]
    return Scope(side.country, frozenset(partners), _uuids(session, guests))


def about(session: Session, asked: Asked) -> str:
    """Give the country's code, or the lasting id of the record."""
    if asked.kind == "country":
        return asked.code
    return str((session.row(asked.kind, asked.record) or {}).get("uuid", ""))


def asked_for(session: Session, issued: Issued) -> Asked | None:
    """Tell what an issued briefing is about; None where the record is not there any more."""
    if issued.subject == "country":
        return Asked("country", issued.about)
    kind = "meeting" if issued.subject == NEWS else issued.subject
    table = session.tables[kind]
    found = session.execute(select(table.c.id).where(table.c.uuid == issued.about)).scalar()
    return Asked(kind, record=int(found)) if found else None


def _subject(session: Session, asked: Asked, question: Question) -> Subject:
    if asked.kind == "meeting":
        return meeting.subject_of(visit(session, asked.record), question)
    if asked.kind == "organisation":
        return organisation.subject_of(question)
    return country.subject_of(asked.code)


def _side(session: Session, asked: Asked, as_of: date) -> OtherSide | None:
    if asked.kind == "country":
        return OtherSide(country=asked.code)
    if session.row(asked.kind, asked.record) is None:
        return None
    if asked.kind == "organisation":
        return OtherSide(partners=(asked.record,))
    return meeting.scope_of(visit(session, asked.record), Organisations(session, as_of))


def _uuids(session: Session, people: Iterable[int]) -> frozenset[str]:
    rows = (session.row("person", which) for which in people)
    return frozenset(str(row["uuid"]) for row in rows if row)
