"""Write everything the office keeps to a workbook that can be read back."""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import Table, select

from intloffice.database.derived import slices
from intloffice.database.session import Session
from intloffice.errors import OfficeError
from intloffice.i18n import N_, Language
from intloffice.schema.kind import Kind
from intloffice.spreadsheets.cells import Place, places, sheet_titles, to_cell
from intloffice.spreadsheets.sheet import CellValue, Sheet
from intloffice.spreadsheets.workbook import write

#: Told how many steps of how many are done.
Progress = Callable[[int, int], None]


@dataclass(frozen=True)
class Report:
    """What was written: the records of each kind, and the protected fields among it."""

    records: dict[str, int]
    protected: tuple[str, ...] = ()


def export_all(
    session: Session,
    kinds: Sequence[Kind],
    path: Path,
    language: Language,
    protected: Collection[str] = (),
    progress: Progress | None = None,
) -> Report:
    """Write every record of the kinds with its rows, a sheet for each kind and each of its rows.

    Protected fields are left out but for those named as ``person.email`` (records.md,
    *Protection*); the caller records that they were let out. Raise OfficeError where one is named
    that does not exist, where a text is too long for a cell, or where the file can't be written.
    """
    refuse_unknown(kinds, protected)
    titles = sheet_titles(kinds, language)
    captions = _Captions(session, language)
    sheets: list[Sheet] = []
    records: dict[str, int] = {}
    for number, kind in enumerate(kinds, 1):
        exported = _Exported(session, kind, captions, protected)
        sheets += exported.sheets(titles)
        records[kind.name] = len(exported.records)
        if progress:
            progress(number, len(kinds) + 1)
    write(path, sheets, title=language.text(N_("All records")))
    if progress:
        progress(len(kinds) + 1, len(kinds) + 1)
    return Report(records, tuple(sorted(protected)))


def refuse_unknown(kinds: Sequence[Kind], protected: Collection[str]) -> None:
    """Raise InvalidValueError where something is named that is no protected field."""
    known = {f"{k.name}.{f.name}" for k in kinds for f in k.fields.values() if f.protected}
    for name in sorted(set(protected) - known):
        raise OfficeError(
            N_("“{name}” is not a protected field; they are: {known}."),
            name=name,
            known=", ".join(sorted(known)),
        )


class _Captions:
    """What records are called, with their lasting ids; each kind is read once."""

    def __init__(self, session: Session, language: Language) -> None:
        self._session = session
        self.language = language
        self._found: dict[str, dict[int, tuple[str, str]]] = {}

    def of(self, kind: str, record_id: int | None) -> tuple[str | None, str | None]:
        """Give the caption and the uuid of a record, or none for none."""
        if record_id is None:
            return None, None
        if kind not in self._found:
            table = self._session.tables[kind]
            caption = table.c[f"caption_{self.language.code}"].label("caption")
            found = self._session.execute(select(table.c.id, table.c.uuid, caption))
            self._found[kind] = {line.id: (line.caption, line.uuid) for line in found}
        return self._found[kind][record_id]


class _Exported:
    """The records of one kind, in an order that depends on nothing but what they say."""

    def __init__(
        self, session: Session, kind: Kind, captions: _Captions, protected: Collection[str]
    ) -> None:
        self._session, self._kind, self._captions = session, kind, captions
        table = session.tables[kind.name]
        query = select(table).order_by(table.c.sort_en, table.c.uuid)
        self.records = [dict(line) for line in session.execute(query).mappings()]
        self._fields = [
            field
            for field in kind.fields.values()
            if not field.protected or f"{kind.name}.{field.name}" in protected
        ]

    def sheets(self, titles: Mapping[tuple[str, str], str]) -> Iterator[Sheet]:
        """Make the sheet of the records, and one for each of their rows."""
        language = self._captions.language
        there = places(self._kind, None, self._fields, language)
        lines = [self._cells(there, record, record) for record in self.records]
        yield Sheet(titles[self._kind.name, ""], [place.column() for place in there], lines)
        for rows, table in self._session.tables.rows_of(self._kind):
            there = places(self._kind, rows, rows.fields, language)
            columns = [place.column() for place in there]
            yield Sheet(titles[self._kind.name, rows.name], columns, list(self._rows(table, there)))

    def _rows(self, table: Table, there: Sequence[Place]) -> Iterator[Sequence[CellValue]]:
        owner = table.c[f"{self._kind.name}_id"]
        found: dict[int, list[dict[str, Any]]] = {}
        for part in slices([record["id"] for record in self.records]):
            query = select(table).where(owner.in_(part)).order_by(table.c.position, table.c.id)
            for line in self._session.execute(query).mappings():
                found.setdefault(line[owner.name], []).append(dict(line))
        for record in self.records:
            for number, values in enumerate(found.get(record["id"], ()), 1):
                yield self._cells(there, values, record, number)

    def _cells(
        self,
        there: Sequence[Place],
        line: Mapping[str, Any],
        record: Mapping[str, Any],
        number: int = 0,
    ) -> list[CellValue]:
        language = self._captions.language
        return [
            self._of_the_record(place, record, number)
            if place.field is None
            else self._pointed(place, line[place.name])
            if place.field.refers_to
            else to_cell(place.field, line[place.name], language)
            for place in there
        ]

    def _of_the_record(self, place: Place, record: Mapping[str, Any], number: int) -> CellValue:
        if place.part == "number":
            return number
        caption: str = record[f"caption_{self._captions.language.code}"]
        return caption if place.part == "caption" else str(record["uuid"])

    def _pointed(self, place: Place, target: int | None) -> CellValue:
        assert place.field is not None
        caption, uuid = self._captions.of(place.field.refers_to, target)
        return caption if place.part == "caption" else uuid
