"""Compare what a workbook says with what the store keeps."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import groupby
from typing import Any

from sqlalchemy import or_, select

from intloffice.database.captions import person_name
from intloffice.database.derived import slices
from intloffice.database.session import Session
from intloffice.i18n import LOCALES, N_
from intloffice.names.person import caption
from intloffice.operations.edit import Line
from intloffice.schema.field import Field
from intloffice.schema.kind import Kind
from intloffice.schema.value import problems
from intloffice.spreadsheets.entry import (
    Addition,
    Alteration,
    Coming,
    Counts,
    Entry,
    Plan,
    Pointer,
    Refusal,
    RowEntry,
    Sheets,
    let_go,
)

_Key = tuple[str, str]
#: So many records are planned between two looks whether anybody wants to stop.
_HEEDED = 20


class Planner:
    """Works out what each record of a workbook would be, without changing anything."""

    def __init__(
        self, session: Session, sheets: Sheets, heed: Callable[[], None] = lambda: None
    ) -> None:
        self._session, self._sheets, self._heed = session, sheets, heed
        self._refusals = list(sheets.refusals)
        self._refused_cells = {(refusal.sheet, refusal.cell) for refusal in sheets.refusals}
        self._ids: dict[str, dict[str, int]] = {}
        self._called: dict[_Key, int | None] = {}
        self._coming: set[_Key] = set()
        #: What was judged of new records without rows that can be kept.
        self._sound: set[tuple[Any, ...]] = set()
        self._judged: dict[str, list[tuple[str, Any]]] = {}
        self._without_rows: dict[str, dict[str, Sequence[Mapping[str, Any]]]] = {}
        for name, same in groupby(sheets.entries, lambda entry: entry.kind.name):
            known = self._known(name)
            self._coming.update(
                (name, entry.uuid)
                for entry in same
                if entry.own is not None and entry.uuid not in known
            )

    @cached_property
    def _coming_called(self) -> Mapping[_Key, _Key]:
        """People who come with the workbook, by their names; of those of one name none."""
        called: dict[_Key, list[_Key]] = {}
        for key, entry in self._entries():
            if key in self._coming and entry.kind.title.person and entry.own is not None:
                for name in _names_of(entry.kind, entry.own.values):
                    called.setdefault((entry.kind.name, name), []).append(key)
        return {name: keys[0] for name, keys in called.items() if len(keys) == 1}

    def plan(self) -> Plan:
        """Make the plan; what ``heed`` raises, which is called again and again, ends it."""
        told = self._all_told()
        self._refuse_what_leans_on_refused(told)
        states: dict[str, list[str]] = {}
        additions: list[Addition] = []
        alterations: list[Alteration] = []
        for kind in {entry.kind.name: entry.kind for entry in self._sheets.entries}.values():
            mine = {uuid: each for (name, uuid), each in told.items() if name == kind.name}
            found = states.setdefault(kind.name, ["refused" for each in mine.values() if not each])
            kept = _Kept(self._session, kind, self._known(kind.name), mine)
            for uuid, each in mine.items():
                if each is None:
                    continue
                if isinstance(each, Addition) or (kind.name, uuid) in self._coming:
                    additions.append(each if isinstance(each, Addition) else each.as_addition())
                    found.append("new")
                    continue
                altered = kept.altered(uuid, each)
                if altered is not None:
                    alterations.append(altered)
                found.append("changed" if altered else "same")
            let_go(mine)
        let_go(told)
        return Plan(additions, alterations, _counted(states), self._refusals)

    def _entries(self) -> Iterator[tuple[_Key, Entry]]:
        return (((entry.kind.name, entry.uuid), entry) for entry in self._sheets.entries)

    def _known(self, kind: str) -> dict[str, int]:
        if kind not in self._ids:
            table = self._session.tables[kind]
            found = self._session.execute(select(table.c.uuid, table.c.id))
            self._ids[kind] = {line.uuid: line.id for line in found}
        return self._ids[kind]

    def _all_told(self) -> dict[_Key, "_Told | Addition | None"]:
        """Tell what all records are said to be, or that they are added as they are."""
        told: dict[_Key, _Told | Addition | None] = {}
        for number, entry in enumerate(self._sheets.entries):
            if number % _HEEDED == 0:
                self._heed()
            key = entry.kind.name, entry.uuid
            told[key] = self._at_once(key, entry) or self._told(entry)
        return told

    def _at_once(self, key: _Key, entry: Entry) -> Addition | None:
        """Plan a new record that has no rows, names no other and is as sound as one before it."""
        own = entry.own
        if own is None or entry.rows or own.pointers or not own.is_whole or key not in self._coming:
            return None
        kind = entry.kind
        if self._asked(kind, own.values) not in self._sound:
            return None
        name = key[0]
        if name not in self._without_rows:
            given = self._sheets.given.get(name, ())
            self._without_rows[name] = {r.name: () for r in kind.rows if r.name in given}
        return Addition(kind, key[1], own.values, self._without_rows[name])

    def _told(self, entry: Entry) -> "_Told | None":
        """Tell all that a record is said to be; None where a part of it is refused."""
        kind = entry.kind
        is_new = (kind.name, entry.uuid) in self._coming
        if entry.own is None and entry.uuid not in self._known(kind.name):
            for row in entry.every():
                self._refuse(row, "", N_("Neither the workbook nor the store has this record."))
            return None
        values = self._values(entry.own, kind.fields, kind.name) if entry.own else {}
        given = self._sheets.given.get(kind.name, ())
        rows = {
            name: [self._values(row, fields) for row in entry.rows.get(name, ())]
            for name, fields in ((r.name, r.by_name) for r in kind.rows if r.name in given)
            if entry.own or name in entry.rows
        }
        if not is_new:
            rows = {
                name: [{**kind.rows_by_name[name].blank, **line} for line in lines]
                for name, lines in rows.items()
            }
        self._refuse_problems(entry, values, rows, is_new=is_new)
        if entry.rows:
            whole = all(row.is_whole for row in entry.every())
        else:
            whole = entry.own is not None and entry.own.is_whole
        return _Told(entry, values, rows) if whole else None

    def _values(self, row: RowEntry, fields: Mapping[str, Field], own: str = "") -> dict[str, Any]:
        if not row.pointers:
            return row.values
        pointed = {
            name: self._pointed(row, fields[name], pointer, own)
            for name, pointer in row.pointers.items()
        }
        return {**row.values, **pointed}

    def _pointed(
        self, row: RowEntry, field: Field, pointer: Pointer, own: str
    ) -> int | Coming | None:
        """Tell to which record a row refers; ``own`` is the row's kind where it is a record."""
        kind = field.refers_to
        if pointer.uuid:
            if (kind, pointer.uuid) in self._coming:
                return Coming(kind, pointer.uuid)
            found = self._known(kind).get(pointer.uuid)
            if found is None:
                self._refuse(
                    row, field.name, N_("No record has the id “{id}”."), id=pointer.uuid[:80]
                )
            return found
        if not pointer.caption:
            return None
        coming = self._coming_called.get((kind, pointer.caption))
        if coming in self._coming:
            return Coming(*coming)
        found = self._by_caption(kind, pointer.caption)
        if found is None and own:
            found = self._as_before(row, field, pointer.caption, own)
        if found is None:
            self._refuse(
                row,
                field.name,
                N_("No record, or more than one, is called “{name}”; give its id."),
                name=pointer.caption[:80],
            )
        return found

    def _as_before(self, row: RowEntry, field: Field, caption: str, own: str) -> int | None:
        """Give the record to which a row refers now, if it bears that name as others do."""
        record = self._known(own).get(row.owner)
        now = record and (self._session.row(own, record) or {}).get(field.name)
        other = now and self._session.row(field.refers_to, now)
        if not other or caption not in {other[f"caption_{code}"] for code in LOCALES}:
            return None
        return int(other["id"])

    def _by_caption(self, kind: str, caption: str) -> int | None:
        if (kind, caption) not in self._called:
            table = self._session.tables[kind]
            called = or_(*(table.c[f"caption_{code}"] == caption for code in LOCALES))
            query = select(table.c.id).where(called).limit(2)
            found = self._session.execute(query).scalars().all()
            self._called[kind, caption] = found[0] if len(found) == 1 else None
        return self._called[kind, caption]

    def _refuse_problems(
        self,
        entry: Entry,
        values: Mapping[str, Any],
        rows: Mapping[str, Sequence[Mapping[str, Any]]],
        *,
        is_new: bool,
    ) -> None:
        if is_new and not any(rows.values()):
            asked = self._asked(entry.kind, values)
            if asked in self._sound:
                return
            if not problems(entry.kind, values, rows):
                self._sound.add(asked)
                return
        if not is_new:
            now = self._session.row(entry.kind.name, self._known(entry.kind.name)[entry.uuid])
            values = {**(now or {}), **values}
        for problem in problems(entry.kind, values, rows):
            row = entry.rows[problem.rows][problem.position] if problem.rows else entry.own
            if row is not None and (row.is_whole or problem.field in row.values):
                self._refuse(row, problem.field, problem.template, **problem.facts)

    def _asked(self, kind: Kind, values: Mapping[str, Any]) -> tuple[Any, ...]:
        """Give all that a new record without rows is judged by."""
        if kind.name not in self._judged:
            self._judged[kind.name] = [(name, kind.blank[name]) for name in kind.judged]
        said = values.get
        return kind.name, *[said(name, blank) for name, blank in self._judged[kind.name]]

    def _refuse_what_leans_on_refused(self, told: dict[_Key, "_Told | Addition | None"]) -> None:
        """Refuse what refers to a new record that is refused, until nothing more does."""
        gone = {key for key, each in told.items() if each is None and key in self._coming}
        while gone:
            self._coming -= gone
            leaning = {
                key: (row, name)
                for key, each in told.items()
                if isinstance(each, _Told)
                for row, name, coming in each.comings()
                if (coming.kind, coming.uuid) in gone
            }
            for key, (row, name) in leaning.items():
                told[key] = None
                self._refuse(row, name, N_("The record it refers to is refused."))
            gone = {key for key in leaning if key in self._coming}

    def _refuse(self, row: RowEntry, field: str, template: str, /, **facts: object) -> None:
        row.is_whole = False
        if (row.sheet, row.cell(field)) not in self._refused_cells:
            self._refused_cells.add((row.sheet, row.cell(field)))
            self._refusals.append(Refusal(row.sheet, row.cell(field), template, facts))


class _Told:
    """All that a workbook says of one record, in the shape the store keeps."""

    def __init__(
        self,
        entry: Entry,
        values: dict[str, Any],
        rows: dict[str, list[dict[str, Any]]],
    ) -> None:
        self._entry, self.values, self.rows = entry, values, rows

    def as_addition(self) -> Addition:
        """Make it a record to be added."""
        return Addition(self._entry.kind, self._entry.uuid, self.values, self.rows)

    def comings(self) -> Iterator[tuple[RowEntry, str, Coming]]:
        """Walk through its references to records that come with it."""
        own = [(self._entry.own, self.values)]
        rows = [
            (row, line)
            for name, lines in self.rows.items()
            for row, line in zip(self._entry.rows.get(name, ()), lines, strict=True)
        ]
        for row, values in (*own, *rows):
            for name, value in values.items():
                if row is not None and isinstance(value, Coming):
                    yield row, name, value


class _Kept:
    """What the store keeps of those records of one kind that a workbook tells of."""

    def __init__(
        self, session: Session, kind: Kind, known: Mapping[str, int], told: Mapping[str, Any]
    ) -> None:
        self._kind = kind
        ids = [known[uuid] for uuid in told if uuid in known]
        self._records: dict[str, Mapping[str, Any]] = {}
        self._rows: dict[str, dict[int, list[Line]]] = {rows.name: {} for rows in kind.rows}
        table = session.tables[kind.name]
        for part in slices(ids):
            query = select(table).where(table.c.id.in_(part))
            for line in session.execute(query).mappings():
                self._records[line["uuid"]] = dict(line)
            for rows, theirs in session.tables.rows_of(kind):
                owner = theirs.c[f"{kind.name}_id"]
                in_order = select(theirs).where(owner.in_(part)).order_by(theirs.c.position)
                for line in session.execute(in_order.order_by(theirs.c.id)).mappings():
                    values = {name: line[name] for name in rows.by_name}
                    found = self._rows[rows.name].setdefault(line[owner.name], [])
                    found.append(Line(line["id"], values))

    def altered(self, uuid: str, told: _Told) -> Alteration | None:
        """Tell what of a record differs; None where nothing does."""
        record = self._records[uuid]
        values = {name: value for name, value in told.values.items() if record[name] != value}
        rows: dict[str, list[Line]] = {}
        for name, lines in told.rows.items():
            old = self._rows[name].get(record["id"], [])
            if [line.values for line in old] != lines:
                rows[name] = [
                    Line(old[number].id if number < len(old) else None, line)
                    for number, line in enumerate(lines)
                ]
        if not values and not rows:
            return None
        return Alteration(self._kind, record["id"], record["version"], values, rows)


def _names_of(kind: Kind, values: Mapping[str, Any]) -> set[str]:
    """List the ways in which a person who comes may be named elsewhere in the workbook."""
    whole = {**kind.blank, **values}
    native, latin = caption(person_name(whole))
    family, given = whole["latin_family"], whole["latin_given"]
    spaced = f"{whole['family_native']} {whole['given_native']}"
    found = {native, latin, f"{latin} {native}", f"{given} {family}", f"{family} {given}", spaced}
    return {name.strip() for name in found if name.strip()}


def _counted(states: Mapping[str, Sequence[str]]) -> dict[str, Counts]:
    return {
        kind: Counts(*(found.count(state) for state in ("new", "changed", "same", "refused")))
        for kind, found in states.items()
    }
