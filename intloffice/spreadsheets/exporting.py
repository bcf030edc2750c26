"""Write everything the office keeps to a workbook that can be read back."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import Any

from sqlalchemy import ColumnElement, FromClause, Table, func, null, select

from intloffice.database.session import Session
from intloffice.errors import OfficeError
from intloffice.i18n import N_, Language
from intloffice.schema.field import Field, FieldType
from intloffice.schema.kind import Kind
from intloffice.spreadsheets.cells import Place, places, sheet_titles, to_cell
from intloffice.spreadsheets.sheet import CellValue, Sheet, Stream
from intloffice.spreadsheets.workbook import write

#: Told how many rows of how many are written.
Progress = Callable[[int, int], None]

#: So many rows are read at once, and so many values of a field remembered as they are written.
_AT_ONCE, _MOST_KEPT = 500, 5000


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
    What ``progress`` raises stops all of it, and what was there before is kept.
    """
    refuse_unknown(kinds, protected)
    titles = sheet_titles(kinds, language)
    sheets: list[Sheet] = []
    records: dict[str, int] = {}
    for kind in kinds:
        exported = _Exported(session, kind, language, protected)
        sheets += exported.sheets(titles)
        records[kind.name] = exported.number
    total = sum(len(sheet.rows) for sheet in sheets)

    def told(done: int) -> None:
        if progress:
            progress(done, total)

    write(path, sheets, title=language.text(N_("All records")), told=told)
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


class _Exported:
    """The records of one kind, in an order that depends on nothing but what they say."""

    def __init__(
        self, session: Session, kind: Kind, language: Language, protected: Collection[str]
    ) -> None:
        self._session, self._kind, self._language = session, kind, language
        self._records = session.tables[kind.name]
        self._fields = [
            field
            for field in kind.fields.values()
            if not field.protected or f"{kind.name}.{field.name}" in protected
        ]
        self.number = self._counted(self._records)

    def sheets(self, titles: Mapping[tuple[str, str], str]) -> Iterator[Sheet]:
        """Make the sheet of the records, and one for each of their rows."""
        there = places(self._kind, None, self._fields, self._language)
        records = self._records
        lines = self._lines(there, records, records, (records.c.sort_en, records.c.uuid))
        yield self._sheet(titles[self._kind.name, ""], there, self.number, lines)
        for rows, table in self._session.tables.rows_of(self._kind):
            there = places(self._kind, rows, rows.fields, self._language)
            order = (records.c.sort_en, records.c.uuid, table.c.position, table.c.id)
            mine = table.c[f"{self._kind.name}_id"] == records.c.id
            lines = self._lines(there, table, records.join(table, mine), order)
            numbered = _numbered(lines, [place.part for place in there])
            title = titles[self._kind.name, rows.name]
            yield self._sheet(title, there, self._counted(table), numbered)

    def _counted(self, table: Table) -> int:
        return int(self._session.execute(select(func.count()).select_from(table)).scalar() or 0)

    def _sheet(
        self,
        title: str,
        there: Sequence[Place],
        number: int,
        lines: Iterator[Sequence[CellValue]],
    ) -> Sheet:
        return Sheet(title, [place.column() for place in there], Stream(number, lines))

    def _lines(
        self,
        there: Sequence[Place],
        table: Table,
        joined: FromClause,
        order: Sequence[ColumnElement[Any]],
    ) -> Iterator[Sequence[CellValue]]:
        """Read lines as they are asked for: a table is never held, nor what it refers to."""
        columns: list[ColumnElement[Any]] = []
        aliases: dict[str, FromClause] = {}
        for place in there:
            field = place.field
            if field is None:
                columns.append(self._of_the_record(place))
            elif field.refers_to:
                if field.name not in aliases:
                    aliases[field.name] = alias = self._session.tables[field.refers_to].alias()
                    joined = joined.outerjoin(alias, table.c[field.name] == alias.c.id)
                columns.append(self._naming(aliases[field.name], place))
            else:
                columns.append(table.c[field.name])
        written = [
            (at, _Written(place.field, self._language))
            for at, place in enumerate(there)
            if place.field is not None and _is_written_otherwise(place.field)
        ]
        query = select(*columns).select_from(joined).order_by(*order)
        for part in self._session.execute(query).partitions(_AT_ONCE):
            for line in part:
                cells = list(line)
                for at, found in written:
                    cells[at] = found[cells[at]]
                yield cells

    def _of_the_record(self, place: Place) -> ColumnElement[Any]:
        return null() if place.part == "number" else self._naming(self._records, place)

    def _naming(self, table: FromClause, place: Place) -> ColumnElement[Any]:
        caption = f"caption_{self._language.code}"
        return table.c[caption if place.part == "caption" else "uuid"]


def _numbered(
    lines: Iterable[Sequence[CellValue]], parts: Sequence[str]
) -> Iterator[Sequence[CellValue]]:
    """Give each row its number among those of its record."""
    record, at = parts.index("id"), parts.index("number")
    for _, mine in groupby(lines, key=lambda line: line[record]):
        for number, line in enumerate(mine, 1):
            yield [*line[:at], number, *line[at + 1 :]]


def _is_written_otherwise(field: Field) -> bool:
    return field.several or field.type in (FieldType.CHOICE, FieldType.FLAG)


class _Written(dict[Any, CellValue]):
    """What is written for the values of a field, which are few."""

    def __init__(self, field: Field, language: Language) -> None:
        super().__init__()
        self._field, self._language = field, language

    def __missing__(self, value: Any) -> CellValue:
        if len(self) >= _MOST_KEPT:
            self.clear()
        self[value] = cell = to_cell(self._field, value, self._language)
        return cell
