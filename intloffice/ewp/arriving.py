"""Agreements that come from another university by Erasmus Without Paper, planned as imports are.

An agreement is known by the id that we gave it, or that the partner did. Of one on record only its
conditions change, and its term where the academic years are others; what no field of ours holds is
noted with a new one, and told of one on record.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any
from uuid import UUID

from sqlalchemy import select

from intloffice.database.session import Session
from intloffice.errors import OfficeError
from intloffice.ewp import iia
from intloffice.ewp.iia import Iia, Partner, Spec
from intloffice.ewp.leaving import KINDS, Body, bodies_of
from intloffice.ewp.years import first_year, last_year, span
from intloffice.i18n import N_
from intloffice.records.agreement import AGREEMENT
from intloffice.records.organisation import ORGANISATION
from intloffice.spreadsheets.entry import Counts, Entry, Plan, Pointer, Refusal, RowEntry, Sheets
from intloffice.spreadsheets.planning import Planner
from intloffice.spreadsheets.registers.bodies import lasting_id

#: A file of a thousand agreements stays far below.
_LARGEST = 20 * 2**20
_TYPES = {kind: mobility for mobility, kind in KINDS.items()}
_GIVEN = {
    "agreement": ("party", "signatory", "term", "condition"),
    "organisation": ("name",),
}


@dataclass(frozen=True)
class Remark:
    """What a file says that no field of the record holds; and of which agreement."""

    where: str
    text: str


@dataclass(frozen=True)
class Arriving:
    """What a file would change, and what it says beside."""

    plan: Plan
    remarks: tuple[Remark, ...]


def is_one(path: Path) -> bool:
    """Tell by its name whether a file may be of Erasmus Without Paper."""
    return path.suffix.lower() == ".xml"


def read(path: Path) -> list[Iia]:
    """Read a file; raise OfficeError where it is none, or could do harm."""
    try:
        if path.stat().st_size > _LARGEST:
            raise OfficeError(
                N_("{name} is larger than {most}. Nothing was read."),
                name=path.name,
                most=f"{_LARGEST // 2**20} MB",
            )
        content = path.read_bytes()
    except OSError as error:
        raise OfficeError(
            N_("{name} could not be opened: {reason}."),
            name=path.name,
            reason=error.strerror or str(error),
        ) from error
    return iia.read(content, path.name)


def plan(session: Session, iias: Sequence[Iia], name: str) -> Arriving:
    """Work out what the agreements of a file, called ``name``, would change."""
    taking = _Taking(session, name)
    for number, each in enumerate(iias, 1):
        taking.take(number, each)
    entries = [*taking.bodies.values(), *taking.entries]
    planned = Planner(session, Sheets(entries, _GIVEN, taking.refusals)).plan()
    counts = dict(planned.counts)
    before = counts.get("agreement", Counts())
    counts["agreement"] = replace(before, refused=before.refused + taking.refused)
    return Arriving(replace(planned, counts=counts), tuple(taking.remarks))


class _Taking:
    """Makes entries of agreements."""

    def __init__(self, session: Session, name: str) -> None:
        self._session, self._name = session, name
        self._by_schac: dict[str, Body] = {}
        for body in bodies_of(session).values():
            if body.schac and (body.parent_id is None or body.schac not in self._by_schac):
                self._by_schac[body.schac] = body
        self.bodies: dict[str, Entry] = {}
        self.entries: list[Entry] = []
        self.refusals: list[Refusal] = []
        self.remarks: list[Remark] = []
        self.refused = 0

    def take(self, number: int, told: Iia) -> None:
        """Make an entry of an agreement, or refuse it with all the reasons."""
        where = f"iia {number}"
        reasons = list(iia.faults(told))
        mine = [each for each in told.partners if self._is_ours(each)]
        if len(mine) != 1:
            reasons.append((N_("None of the two partners is our university, or both are."), {}))
        elif told.told_hash and told.told_hash != _hash_as_read(told):
            self.remarks.append(Remark(where, f"iia-hash {told.told_hash[:12]}…"))
        if reasons:
            self.refused += 1
            self.refusals += [Refusal(self._name, where, text, facts) for text, facts in reasons]
            return
        ours, theirs = _ours_first(told, mine[0])
        row = RowEntry(self._name, number, order=number, cells={"": where})
        uuid, is_known = self._identity(ours, theirs)
        row.owner = uuid
        partner = self._partner(theirs, row)
        if is_known:
            self._change(told, ours, row, uuid)
        else:
            self._add(told, (ours, theirs), partner, row)

    def _is_ours(self, partner: Partner) -> bool:
        body = self._by_schac.get(partner.hei.lower())
        return body is not None and body.ours

    def _identity(self, ours: Partner, theirs: Partner) -> tuple[str, bool]:
        table = self._session.tables["agreement"]
        made = lasting_id("ewp", theirs.hei.lower(), theirs.iia_id or ours.iia_id)
        for uuid in filter(None, (_as_uuid(ours.iia_id), made)):
            query = select(table.c.id).where(table.c.uuid == uuid)
            if self._session.execute(query).scalar() is not None:
                return uuid, True
        return _as_uuid(ours.iia_id) or made, False

    def _partner(self, partner: Partner, row: RowEntry) -> str:
        """Find the partner by its code, or make it; its name is its code until somebody says."""
        known = self._by_schac.get(partner.hei.lower())
        if known is not None:
            return known.uuid
        uuid = lasting_id("organisation", "schac", partner.hei.lower())
        if uuid not in self.bodies:
            values: dict[str, Any] = {"kind": "university", "schac": partner.hei}
            own = RowEntry(row.sheet, row.number, uuid, 0, values, cells=row.cells)
            called = {"text": partner.hei, "language": "en", "type": "official", "preferred": True}
            name = RowEntry(row.sheet, row.number, uuid, 0, called, cells=row.cells)
            self.bodies[uuid] = Entry(ORGANISATION, uuid, own, {"name": [name]})
        return uuid

    def _add(
        self, told: Iia, partners: tuple[Partner, Partner], partner: str, row: RowEntry
    ) -> None:
        ours, theirs = partners
        we = self._by_schac[ours.hei.lower()].uuid
        row.values = {
            "reference": ours.iia_code or theirs.iia_code,
            "title_en": f"Inter-institutional agreement with {theirs.hei}",
            "kind": "student exchange",
            "level": "university",
            "renewal": "fixed",
            "notes": "\n".join(_beside(told, theirs)),
        }
        entry = Entry(AGREEMENT, row.owner, row, {name: [] for name in _GIVEN["agreement"]})
        for side, uuid, each in (("ours", we, ours), ("theirs", partner, theirs)):
            pointer = {"organisation_id": Pointer(uuid=uuid)}
            _belonging(entry, "party", {"side": side, "role": "party"}, pointer)
            signed = {"on_behalf_of_id": Pointer(uuid=uuid)}
            _belonging(entry, "signatory", {"signed_on": each.signed_on}, signed)
        first, last = span(
            min(s.first_year for s in told.specs), max(s.last_year for s in told.specs)
        )
        lasting = {"effective_from": first, "effective_until": last, "basis": "first"}
        _belonging(entry, "term", lasting, {})
        self._put_conditions(entry, told, ours)
        self.entries.append(entry)

    def _change(self, told: Iia, ours: Partner, row: RowEntry, uuid: str) -> None:
        entry = Entry(AGREEMENT, uuid, None, {"condition": []})
        self._put_conditions(entry, told, ours, row)
        term = self._other_term(told, uuid)
        if term:
            entry.rows["term"] = [
                RowEntry(row.sheet, row.number, uuid, at, values, cells=row.cells)
                for at, values in enumerate(term)
            ]
        self.entries.append(entry)
        where = row.cell()
        self.remarks += [Remark(where, text) for spec in told.specs for text in _more(spec)]

    def _other_term(self, told: Iia, uuid: str) -> list[dict[str, Any]]:
        """Give the terms with the last changed, where the academic years end otherwise."""
        agreement, table = (self._session.tables[n] for n in ("agreement", "agreement_term"))
        names = [column.name for column in table.c if column.name not in ("id", "position")]
        query = select(table).join(agreement, agreement.c.id == table.c.agreement_id)
        query = query.where(agreement.c.uuid == uuid).order_by(table.c.position, table.c.id)
        terms = [
            {name: line[name] for name in names if name != "agreement_id"}
            for line in self._session.execute(query).mappings()
        ]
        first = min(spec.first_year for spec in told.specs)
        last = max(spec.last_year for spec in told.specs)
        country = "AU" if last[:4] == last[5:] else ""
        begins, ends = span(first, last)
        if not terms:
            return [{"effective_from": begins, "effective_until": ends, "basis": "first"}]
        until = terms[-1]["ended_on"] or terms[-1]["effective_until"]
        same_end = until is not None and last_year(until, country) == last
        if same_end and first_year(terms[0]["effective_from"], country) == first:
            return []
        if not same_end:
            terms[-1]["effective_until"] = ends
        return terms

    def _put_conditions(
        self, entry: Entry, told: Iia, ours: Partner, row: RowEntry | None = None
    ) -> None:
        for spec in told.specs:
            places = spec.mobilities
            months = spec.total / places if spec.total and spec.kind in iia.OF_STUDENTS else None
            skill = spec.skills[0] if spec.skills else None
            values: dict[str, Any] = {
                "direction": "outbound" if spec.sending == ours.hei else "inbound",
                "mobility_type": _TYPES[spec.kind],
                "places_a_year": places,
                "months": int(months) if months and months == int(months) else _months_in(spec),
                "eqf_levels": spec.eqf,
                "isced_codes": spec.isced,
                "language": skill.language if skill else "",
                "cefr": skill.cefr if skill else "",
                "blended": spec.blended,
            }
            _belonging(entry, "condition", values, {}, row)


def _ours_first(told: Iia, mine: Partner) -> tuple[Partner, Partner]:
    other = next(each for each in told.partners if each is not mine)
    return mine, other


def _beside(told: Iia, theirs: Partner) -> list[str]:
    """List what a new agreement says beside its fields."""
    notes = [f"iia-id: {theirs.iia_id}"] if theirs.iia_id else []
    notes += [f"iia-code: {theirs.iia_code}"] if theirs.iia_code else []
    return [*notes, *dict.fromkeys(text for spec in told.specs for text in _more(spec))]


def _more(spec: Spec) -> Iterator[str]:
    """List what a condition says that a row of ours does not hold."""
    yield from spec.more
    if spec.other_terms and _months_in(spec) is None:
        yield spec.other_terms
    for skill in spec.skills[1:]:
        yield f"{spec.kind}: {skill.language} {skill.cefr}".strip()
    if spec.total is not None:
        months = spec.total / spec.mobilities
        if spec.kind not in iia.OF_STUDENTS or months != int(months):
            unit = "months" if spec.kind in iia.OF_STUDENTS else "days"
            yield f"{spec.kind}: total-{unit}-per-year {spec.total}"


def _months_in(spec: Spec) -> int | None:
    """Read the months of a stay of staff, as we write them where the format has days only."""
    found = re.fullmatch(r"Months each: ([0-9]{1,3})", spec.other_terms)
    return int(found[1]) if found else None


def _as_uuid(text: str) -> str:
    try:
        return str(UUID(text))
    except ValueError:
        return ""


def _hash_as_read(told: Iia) -> str:
    """Give the hash of what was understood; it differs where a file says more than we hold."""
    return told.told_hash if any(spec.more for spec in told.specs) else iia.hash_of(told)


def _belonging(
    entry: Entry,
    rows: str,
    values: dict[str, Any],
    pointers: dict[str, Pointer],
    row: RowEntry | None = None,
) -> None:
    own = row or entry.own
    if own is not None:
        at = len(entry.rows[rows])
        entry.rows[rows].append(
            RowEntry(own.sheet, own.number, entry.uuid, at, values, pointers, own.cells)
        )
