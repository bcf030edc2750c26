"""Write everything the office keeps to a workbook that can be read back."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import select

from intloffice.database.derived import slices
from intloffice.database.session import Session
from intloffice.i18n import N_, Language
from intloffice.schema.field import Field, FieldType
from intloffice.schema.kind import Kind, Rows
from intloffice.spreadsheets.cells import ID as ID_HEADING
from intloffice.spreadsheets.cells import columns, owner_headings, sheet_title, to_cell
from intloffice.spreadsheets.workbook import CellValue, Column, Sheet, write


@dataclass(frozen=True)
class Report:
    """What was written: how many records of each kind, and which protected fields."""

    records: dict[str, int]
    protected: tuple[str, ...]


def export_all(
    session: Session,
    kinds: Sequence[Kind],
    path: Path,
    language: Language,
    protected: Collection[str] = (),
) -> Report:
    """Write every record of the kinds with its rows.

    Protected fields are left out but for those named as ``kind.field`` (records.md,
    *Protection*).
    """
    sheets: list[Sheet] = []
    records: dict[str, int] = {}
    for kind in kinds:
        made = _Kind(session, kind, language, protected)
        sheets += made.sheets()
        records[kind.name] = len(made.ids)
    write(path, sheets, title=language.text(N_("All records")))
    return Report(records, tuple(sorted(protected)))


class _Kind:
    """The records of one kind, in an order that depends on nothing but themselves."""

    def __init__(
        self, session: Session, kind: Kind, language: Language, protected: Collection[str]
    ) -> None:
        self._session, self._kind, self._language = session, kind, language
        table = session.tables[kind.name]
        query = select(table).order_by(table.c.sort_en, table.c.uuid)
        self._records = [dict(line) for line in session.execute(query).mappings()]
        self.ids = [line["id"] for line in self._records]
        self._fields = [
            field
            for field in kind.fields.values()
            if not field.protected or f"{kind.name}.{field.name}" in protected
        ]
        self._pointed: dict[str, dict[int, tuple[str, str]]] = {}

    def sheets(self) -> list[Sheet]:
        """Make the sheet of the records, and one for each of their rows."""
        heading = Column(self._language.text(ID_HEADING))
        lines = [[line["uuid"], *self._cells(self._fields, line)] for line in self._records]
        return [
            Sheet(
                sheet_title(self._kind, None, self._language),
                [heading, *columns(self._fields, self._language)],
                lines,
            ),
            *(self._rows(rows) for rows in self._kind.rows),
        ]

    def _rows(self, rows: Rows) -> Sheet:
        table = self._session.tables[self._kind.table_of(rows)]
        owner = table.c[f"{self._kind.name}_id"]
        found: dict[int, list[dict[str, Any]]] = {}
        for part in slices(self.ids):
            query = select(table).where(owner.in_(part)).order_by(table.c.position, table.c.id)
            for line in self._session.execute(query).mappings():
                found.setdefault(line[owner.name], []).append(dict(line))
        caption = f"caption_{self._language.code}"
        lines = [
            [record[caption], record["uuid"], *self._cells(rows.fields, line)]
            for record in self._records
            for line in found.get(record["id"], ())
        ]
        owners = [Column(text) for text in owner_headings(self._kind, self._language)]
        return Sheet(
            sheet_title(self._kind, rows, self._language),
            [*owners, *columns(rows.fields, self._language)],
            lines,
        )

    def _cells(self, fields: Sequence[Field], line: dict[str, Any]) -> list[CellValue]:
        cells: list[CellValue] = []
        for field in fields:
            value = line[field.name]
            if field.type is FieldType.REFERENCE:
                cells += self._names(field.refers_to).get(value, (None, None))
            else:
                cells.append(to_cell(field, value, self._language))
        return cells

    def _names(self, kind: str) -> dict[int, tuple[str, str]]:
        if kind not in self._pointed:
            table = self._session.tables[kind]
            caption = table.c[f"caption_{self._language.code}"].label("caption")
            query = select(table.c.id, table.c.uuid, caption)
            self._pointed[kind] = {
                line.id: (line.caption, line.uuid) for line in self._session.execute(query)
            }
        return self._pointed[kind]
