"""Read a workbook as export writes it: read, plan, apply.

Nothing is changed before the plan is applied, and then all of it in one change set, which one
undo takes back. What cannot be taken is named with its cell and the reason.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from uuid import UUID

from sqlalchemy import func, or_, select

from intloffice.database.session import Session, WritingSession, new_uuid
from intloffice.errors import OfficeError
from intloffice.i18n import LOCALES, N_, Language
from intloffice.operations import edit
from intloffice.operations.edit import Line
from intloffice.schema.field import Field
from intloffice.schema.kind import Kind, Rows
from intloffice.schema.value import problems
from intloffice.spreadsheets import workbook
from intloffice.spreadsheets.cells import ID, from_cell, headings, owner_headings, sheet_title

#: How many refused cells a sentence names.
_TOLD = 5
Progress = Callable[[int, int], None]


@dataclass(frozen=True)
class Refusal:
    """A cell, or a row, that cannot be taken: where it is and why."""

    sheet: str
    cell: str
    template: str
    facts: Mapping[str, object] = field(default_factory=dict)

    def sentence(self, language: Language) -> str:
        """Say where and why."""
        return f"{self.sheet}!{self.cell}: {language.text(self.template, **self.facts)}"


@dataclass
class Entry:
    """One record of the workbook: what it says, and where."""

    kind: Kind
    uuid: str
    sheet: str
    row: int
    values: dict[str, Any] = field(default_factory=dict)
    cells: dict[str, str] = field(default_factory=dict)
    references: dict[str, tuple[str, str]] = field(default_factory=dict)
    rows: dict[str, list["Entry"]] = field(default_factory=dict)


@dataclass
class Sheets:
    """What a workbook holds: its records, the rows given, and what could not be read."""

    entries: list[Entry]
    given: dict[str, set[str]]
    refusals: list[Refusal]


@dataclass(frozen=True)
class Counts:
    """How the records of one kind fare."""

    new: int = 0
    changed: int = 0
    same: int = 0
    refused: int = 0


@dataclass(frozen=True)
class Planned:
    """A record to add (``record_id`` chosen for it) or to change (from ``version``)."""

    entry: Entry
    record_id: int
    version: int
    values: dict[str, Any]
    rows: dict[str, list[Line]]


@dataclass(frozen=True)
class Plan:
    """What an import would do."""

    added: tuple[Planned, ...]
    changed: tuple[Planned, ...]
    counts: Mapping[str, Counts]
    refusals: tuple[Refusal, ...]


def read(path: Path, kinds: Sequence[Kind], languages: Sequence[Language]) -> Sheets:
    """Read a workbook; raise OfficeError where it is none, or holds no sheet of ours."""
    reader = _Reader(kinds, languages)
    known = [reader.take(sheet) for sheet in workbook.read(path)]
    if not any(known):
        raise OfficeError(
            N_("{name} holds no sheet that export writes. Nothing was changed."), name=path.name
        )
    return reader.sheets()


def plan(session: Session, sheets: Sheets) -> Plan:
    """Work out what is new, changed, the same or refused, without changing anything."""
    return _Planner(session, sheets).plan()


def apply(session: WritingSession, planned: Plan, progress: Progress | None = None) -> None:
    """Do what was planned; the caller's session is the one change set."""
    total = len(planned.added) + len(planned.changed)
    for number, each in enumerate((*planned.added, *planned.changed), 1):
        if each.version:
            edit.change(
                session, each.entry.kind, each.record_id, each.version, each.values, each.rows
            )
        else:
            rows = {name: [line.values for line in lines] for name, lines in each.rows.items()}
            edit.add(session, each.entry.kind, each.values, rows, each.entry.uuid, each.record_id)
        if progress and number % 50 == 0:
            progress(number, total)


def refused(planned: Plan, language: Language) -> str:
    """Say what keeps a workbook from being taken in: the first cells, and how many more."""
    said = [refusal.sentence(language) for refusal in planned.refusals[:_TOLD]]
    more = len(planned.refusals) - len(said)
    if more:
        said.append(language.text(N_("… and {n} more."), n=more))
    return "\n".join([language.text(N_("Nothing was imported:")), *said])


@dataclass(frozen=True)
class _Place:
    """Where a column's value goes: a field's value, a reference's id or caption, or the owner."""

    name: str
    field: Field | None
    part: str = "value"


class _Reader:
    """Takes sheets by their names and columns by their headings, in any language."""

    def __init__(self, kinds: Sequence[Kind], languages: Sequence[Language]) -> None:
        self._languages = languages
        self._known = {
            sheet_title(kind, rows, language): (kind, rows)
            for kind in kinds
            for rows in (None, *kind.rows)
            for language in languages
        }
        self._entries: dict[tuple[str, str], Entry] = {}
        self._loose: list[Entry] = []
        self._given: dict[str, set[str]] = {}
        self._refusals: list[Refusal] = []
        self._rows: list[tuple[Kind, Rows, Entry]] = []

    def take(self, sheet: workbook.ReadSheet) -> bool:
        """Take in a sheet; tell whether it is one of ours."""
        found = self._known.get(sheet.title)
        if found is None:
            return False
        kind, rows = found
        places: dict[int, _Place] = {}
        for number, cells in sheet.rows:
            if places:
                self._take_row(kind, rows, self._entry(kind, sheet.title, number, cells, places))
            else:
                places = self._places(kind, rows, cells)
        if rows and places:
            self._given.setdefault(kind.name, set()).add(rows.name)
        return True

    def sheets(self) -> Sheets:
        """Put rows to their records."""
        for kind, rows, entry in self._rows:
            owner = self._entries.get((kind.name, entry.uuid))
            if owner is None:
                self._refuse(entry, "A", N_("This row belongs to no record of the workbook."))
            else:
                owner.rows.setdefault(rows.name, []).append(entry)
        return Sheets([*self._entries.values(), *self._loose], self._given, self._refusals)

    def _places(self, kind: Kind, rows: Rows | None, cells: Sequence[Any]) -> dict[int, _Place]:
        wanted: dict[str, _Place] = {}
        for language in self._languages:
            if rows is None:
                wanted[language.text(ID)] = _Place("", None, "id")
            else:
                wanted[owner_headings(kind, language)[0]] = _Place("", None, "caption")
                wanted[owner_headings(kind, language)[1]] = _Place("", None, "id")
            for each in rows.fields if rows else kind.fields.values():
                names = headings(each, language)
                wanted[names[0]] = _Place(each.name, each, "caption" if len(names) > 1 else "value")
                if len(names) > 1:
                    wanted[names[1]] = _Place(each.name, each, "id")
        found = {
            number: wanted[str(text)]
            for number, text in enumerate(cells)
            if text is not None and str(text) in wanted
        }
        return found if any(place.field is None for place in found.values()) else {}

    def _entry(
        self,
        kind: Kind,
        sheet: str,
        number: int,
        cells: Sequence[Any],
        places: Mapping[int, _Place],
    ) -> Entry:
        entry = Entry(kind, "", sheet, number)
        for column, place in places.items():
            cell = cells[column] if column < len(cells) else None
            entry.cells.setdefault(place.name, workbook.address(number, column))
            if place.field is None:
                if place.part == "id":
                    entry.uuid = str(cell or "").strip()
            elif place.part == "value":
                self._take_value(entry, place, column, cell)
            else:
                caption, uuid = entry.references.get(place.name, ("", ""))
                said = str(cell or "").strip()
                entry.references[place.name] = (
                    (said, uuid) if place.part == "caption" else (caption, said)
                )
        return entry

    def _take_value(self, entry: Entry, place: _Place, column: int, cell: Any) -> None:
        assert place.field is not None
        try:
            entry.values[place.name] = from_cell(place.field, cell, self._languages)
        except OfficeError as error:
            where = workbook.address(entry.row, column)
            self._refusals.append(Refusal(entry.sheet, where, error.template, error.facts))

    def _take_row(self, kind: Kind, rows: Rows | None, entry: Entry) -> None:
        if rows is not None:
            self._rows.append((kind, rows, entry))
        elif not entry.uuid:
            entry.uuid = new_uuid()
            self._loose.append(entry)
        elif not _is_uuid(entry.uuid):
            self._refuse(entry, "", N_("“{uuid}” is not an id."), uuid=entry.uuid[:80])
        elif (kind.name, entry.uuid) in self._entries:
            self._refuse(entry, "", N_("Another row has the same id."))
        else:
            self._entries[kind.name, entry.uuid] = entry

    def _refuse(self, entry: Entry, name: str, template: str, **facts: object) -> None:
        cell = entry.cells.get(name, f"A{entry.row}")
        self._refusals.append(Refusal(entry.sheet, cell, template, facts))


class _Planner:
    """Compares a workbook with the store."""

    def __init__(self, session: Session, sheets: Sheets) -> None:
        self._session, self._sheets = session, sheets
        self._refusals = list(sheets.refusals)
        self._ids: dict[str, dict[str, int]] = {}
        self._new: dict[tuple[str, str], int] = {}
        names = {entry.kind.name for entry in sheets.entries}
        for name in names | {f.refers_to for e in sheets.entries for _, f in e.kind.references()}:
            table = session.tables[name]
            found = session.execute(select(table.c.uuid, table.c.id))
            self._ids[name] = {line.uuid: line.id for line in found}
        for name in sorted(names):
            self._number_new(name)

    def plan(self) -> Plan:
        """Make the plan."""
        added: list[Planned] = []
        changed: list[Planned] = []
        counts: dict[str, dict[str, int]] = {}
        bad = {(refusal.sheet, _row_of(refusal.cell)) for refusal in self._refusals}
        for entry in self._sheets.entries:
            found = None if (entry.sheet, entry.row) in bad else self._planned(entry)
            state = "refused"
            if found is not None:
                state = self._state(found, added, changed)
            kind = counts.setdefault(entry.kind.name, {})
            kind[state] = kind.get(state, 0) + 1
        return Plan(
            tuple(added),
            tuple(changed),
            {name: Counts(**numbers) for name, numbers in counts.items()},
            tuple(self._refusals),
        )

    def _state(self, found: Planned, added: list[Planned], changed: list[Planned]) -> str:
        if not found.version:
            added.append(found)
            return "new"
        now = edit.load(self._session, found.entry.kind, found.record_id)
        rows = {name: [line.values for line in lines] for name, lines in found.rows.items()}
        old = {name: [dict(line.values) for line in now.rows[name]] for name in rows}
        if rows == old and all(now.values[name] == v for name, v in found.values.items()):
            return "same"
        changed.append(found)
        return "changed"

    def _number_new(self, name: str) -> None:
        table, change = self._session.tables[name], self._session.tables.change
        highest = [
            self._session.execute(select(func.max(table.c.id))).scalar(),
            self._session.execute(
                select(func.max(change.c.row_id)).where(change.c.table_name == name)
            ).scalar(),
        ]
        following = max(number or 0 for number in highest) + 1
        for entry in self._sheets.entries:
            if entry.kind.name == name and entry.uuid not in self._ids[name]:
                self._new[name, entry.uuid] = following
                self._ids[name][entry.uuid] = following
                following += 1

    def _planned(self, entry: Entry) -> Planned | None:
        before = len(self._refusals)
        values = entry.values | dict(self._resolved(entry, entry.kind.fields))
        rows: dict[str, list[Line]] = {}
        for name in self._sheets.given.get(entry.kind.name, set()):
            fields = entry.kind.rows_by_name[name].by_name
            rows[name] = [
                Line(None, self._whole(fields, line.values | dict(self._resolved(line, fields))))
                for line in entry.rows.get(name, ())
            ]
        record_id = self._ids[entry.kind.name][entry.uuid]
        is_new = (entry.kind.name, entry.uuid) in self._new
        self._check(entry, values if not is_new else self._whole(entry.kind.fields, values), rows)
        if len(self._refusals) > before:
            return None
        version = 0
        if not is_new:
            found = self._session.row(entry.kind.name, record_id) or {}
            version = int(found.get("version", 0))
            rows = {name: self._kept(entry, record_id, name, lines) for name, lines in rows.items()}
        return Planned(entry, record_id, version, values, rows)

    def _kept(self, entry: Entry, record_id: int, name: str, lines: list[Line]) -> list[Line]:
        """Give lines the ids of the rows in whose place they stand, so that few are rewritten."""
        old = edit.load(self._session, entry.kind, record_id).rows[name]
        return [
            Line(old[number].id if number < len(old) else None, line.values)
            for number, line in enumerate(lines)
        ]

    def _whole(self, fields: Mapping[str, Field], values: Mapping[str, Any]) -> dict[str, Any]:
        return {name: each.empty for name, each in fields.items()} | dict(values)

    def _check(
        self, entry: Entry, values: Mapping[str, Any], rows: Mapping[str, Sequence[Line]]
    ) -> None:
        current: Mapping[str, Any] = values
        if (entry.kind.name, entry.uuid) not in self._new:
            record = self._session.row(entry.kind.name, self._ids[entry.kind.name][entry.uuid])
            current = {**(record or {}), **values}
        lines = {name: [line.values for line in given] for name, given in rows.items()}
        for problem in problems(entry.kind, current, lines):
            at = entry.rows[problem.rows][problem.position] if problem.rows else entry
            cell = at.cells.get(problem.field, f"A{at.row}")
            self._refusals.append(Refusal(at.sheet, cell, problem.template, problem.facts))

    def _resolved(
        self, entry: Entry, fields: Mapping[str, Field]
    ) -> Iterator[tuple[str, int | None]]:
        for name, (caption, uuid) in entry.references.items():
            kind = fields[name].refers_to
            if not caption and not uuid:
                yield name, None
                continue
            found = self._ids[kind].get(uuid) if uuid else self._by_caption(kind, caption)
            if found is None:
                cell = entry.cells.get(name, f"A{entry.row}")
                template = N_("No single record is called “{name}”, or has this id.")
                self._refusals.append(
                    Refusal(entry.sheet, cell, template, {"name": caption or uuid})
                )
            else:
                yield name, found

    def _by_caption(self, kind: str, caption: str) -> int | None:
        table = self._session.tables[kind]
        called = or_(*(table.c[f"caption_{code}"] == caption for code in LOCALES))
        found = self._session.execute(select(table.c.id).where(called).limit(2)).scalars().all()
        return found[0] if len(found) == 1 else None


def _is_uuid(text: str) -> bool:
    try:
        UUID(text)
    except ValueError:
        return False
    return True


def _row_of(cell: str) -> int:
    digits = "".join(sign for sign in cell if sign.isdigit())
    return int(digits or 0)
