"""The agreements on record as Erasmus Without Paper can hold them; the others with the reason."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import select

from intloffice.database.session import Session
from intloffice.errors import OfficeError
from intloffice.ewp import iia
from intloffice.ewp.iia import Iia, Partner, Skill, Spec
from intloffice.ewp.years import first_year, last_year
from intloffice.i18n import N_, Language
from intloffice.operations.counting import agreements
from intloffice.operations.counting.agreements import Agreement
from intloffice.records.agreement import AgreementLevel, PartyRole

KINDS = {
    "student studies": iia.STUDIES,
    "student traineeship": iia.TRAINEESHIP,
    "staff teaching": iia.TEACHING,
    "staff training": iia.TRAINING,
}


@dataclass(frozen=True)
class LeftOut:
    """An agreement that the format cannot hold, what it is called, and why."""

    uuid: str
    called: str
    template: str
    facts: Mapping[str, object]

    def sentence(self, language: Language) -> str:
        """Say which and why."""
        return f"{self.called}: {language.text(self.template, **self.facts)}"


@dataclass(frozen=True)
class Leaving:
    """What goes out and what is left out."""

    iias: tuple[Iia, ...]
    left_out: tuple[LeftOut, ...]


class _LeftOutError(OfficeError):
    """Why an agreement cannot be held."""


def leaving(session: Session, day: date, language: Language, partner: int | None = None) -> Leaving:
    """Make what is known of agreements as it stands on a day; of one partner's, where asked."""
    bodies = bodies_of(session)
    wanted = {partner, *(n for n, b in bodies.items() if partner and b.parent_id == partner)}
    made: list[Iia] = []
    left: list[LeftOut] = []
    conditions = _conditions(session)
    for each in sorted(agreements.every(session), key=lambda found: found.source.uuid):
        if partner is not None and not wanted.intersection(each.theirs()):
            continue
        try:
            made.append(_made(each, bodies, conditions.get(each.id, []), day))
        except _LeftOutError as error:
            called = each.titles.get(language.code) or each.titles.get("en") or each.source.uuid
            called = f"{each.reference} {called}".strip()
            left.append(LeftOut(each.source.uuid, called, error.template, error.facts))
    return Leaving(tuple(made), tuple(left))


@dataclass(frozen=True)
class Body:
    """An organisation as far as the format asks: its code, its country, to what it belongs."""

    id: int
    uuid: str
    schac: str
    country: str
    parent_id: int | None
    ours: bool
    name: str


def bodies_of(session: Session) -> dict[int, Body]:
    """Read all organisations."""
    table = session.tables["organisation"]
    columns = (table.c.id, table.c.uuid, table.c.schac, table.c.country, table.c.parent_id)
    query = select(*columns, table.c.ours, table.c.caption_en)
    return {
        line.id: Body(
            line.id,
            line.uuid,
            line.schac.strip().lower(),
            line.country,
            line.parent_id,
            line.ours,
            line.caption_en,
        )
        for line in session.execute(query)
    }


def _conditions(session: Session) -> dict[int, list[dict[str, Any]]]:
    table = session.tables["agreement_condition"]
    found: dict[int, list[dict[str, Any]]] = {}
    for line in session.execute(select(table).order_by(table.c.position, table.c.id)).mappings():
        found.setdefault(line["agreement_id"], []).append(dict(line))
    return found


def _made(
    agreement: Agreement,
    bodies: Mapping[int, Body],
    conditions: Collection[Mapping[str, Any]],
    day: date,
) -> Iia:
    if agreement.confidential:
        raise _LeftOutError(N_("It is confidential."))
    ours, theirs = _partners(agreement, bodies)
    first, last = _years(agreement, day)
    specs = tuple(_spec(each, ours, theirs, first, last) for each in conditions)
    signed = sorted(filter(None, agreement.signed))
    own = Partner(
        ours.schac,
        agreement.source.uuid,
        agreement.reference or agreement.source.uuid[:8],
        signed[0] if signed else None,
    )
    other = Partner(theirs.schac, "", "", signed[-1] if len(signed) > 1 else None)
    made = Iia((own, other), agreements.has_begun(agreement, day), specs)
    for template, facts in iia.faults(made):
        raise _LeftOutError(template, **facts)
    return made


def _partners(agreement: Agreement, bodies: Mapping[int, Body]) -> tuple[Body, Body]:
    through = any(party.role != PartyRole.PARTY for party in agreement.parties)
    if through or agreement.level == AgreementLevel.ALLIANCE:
        raise _LeftOutError(N_("It is an agreement of an alliance, and EWP knows two partners."))
    sides = []
    for side in (agreement.ours(), agreement.theirs()):
        whole = {_whole(bodies[each], bodies).id for each in side}
        if len(whole) != 1:
            number = len(whole) + len(agreement.parties) - len(side)
            raise _LeftOutError(
                N_("EWP knows two partners, one on each side; this one has {n} parties."), n=number
            )
        sides.append(bodies[whole.pop()])
    for body in sides:
        if not body.schac:
            raise _LeftOutError(N_("{name} has no SCHAC code on record."), name=body.name)
    return sides[0], sides[1]


def _whole(body: Body, bodies: Mapping[int, Body]) -> Body:
    """Give the university to which a faculty belongs."""
    seen: set[int] = set()
    while not body.schac and body.id not in seen:
        seen.add(body.id)
        body = bodies.get(body.parent_id or 0, body)
    return body


def _years(agreement: Agreement, day: date) -> tuple[date, date]:
    """Give the days between which the terms run; the last term that has begun tells the end."""
    if not agreement.terms:
        raise _LeftOutError(N_("It has no term."))
    terms = sorted(agreement.terms, key=lambda term: term.effective_from)
    last = next((t for t in reversed(terms) if t.effective_from <= day), terms[-1])
    ends = [each for each in (last.effective_until, last.ended_on) if each is not None]
    if not ends:
        raise _LeftOutError(N_("Its term has no end, and EWP needs a last academic year."))
    return terms[0].effective_from, min(ends)


def _spec(condition: Mapping[str, Any], ours: Body, theirs: Body, first: date, last: date) -> Spec:
    kind = KINDS.get(condition["mobility_type"])
    if kind is None:
        raise _LeftOutError(N_("EWP has no place for a condition of another kind of mobility."))
    sending, receiving = (ours, theirs) if condition["direction"] == "outbound" else (theirs, ours)
    places, months = condition["places_a_year"] or 0, condition["months"]
    is_of_students = kind in iia.OF_STUDENTS
    total = Decimal(places * months) if months and is_of_students else None
    language = condition["language"]
    return Spec(
        kind,
        sending.schac,
        receiving.schac,
        first_year(first, receiving.country),
        last_year(last, receiving.country),
        places,
        (Skill(language, condition["cefr"].strip().upper()),) if language else (),
        tuple(condition["isced_codes"]),
        total,
        condition["blended"] and is_of_students,
        eqf=tuple(condition["eqf_levels"]) if is_of_students else (),
        other_terms=f"Months each: {months}" if months and not is_of_students else "",
    )
