"""Take the sheets of a workbook apart into the records they tell of."""

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from itertools import repeat
from typing import Any
from uuid import UUID

from intloffice.database.session import new_uuids
from intloffice.errors import OfficeError
from intloffice.i18n import N_, Language
from intloffice.schema.field import Field, FieldType, Value
from intloffice.schema.kind import Kind, Rows
from intloffice.schema.value import clean, clean_all
from intloffice.spreadsheets import unnamed, workbook
from intloffice.spreadsheets.blocks import Block, blocks_of
from intloffice.spreadsheets.cells import HOW, ID, LISTS, Place, from_cell, places, sheet_titles
from intloffice.spreadsheets.entry import Entry, Pointer, Refusal, RowEntry, Sheets
from intloffice.spreadsheets.rowxml import column_letters
from intloffice.spreadsheets.sheet import ReadSheet, Unknown

_Cells = Mapping[int, Any]
#: An id as it is written everywhere.
_CANONICAL = re.compile("[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
#: What cells of these types mean is remembered, so many of a column and no longer texts.
_KEPT = frozenset({str, date, type(None)})
_TEXTS = frozenset({FieldType.LINE, FieldType.TEXT})
_MOST_KEPT, _SHORT = 8000, 60
#: What is handed out and filled in has fewer rows; ids for very many would take too long.
_MOST_NAMED = 5000


class Reader:
    """Takes sheets by their titles and columns by their headings, in any of the languages."""

    def __init__(self, kinds: Sequence[Kind], languages: Sequence[Language]) -> None:
        self._languages = languages
        named = {kind.name: kind for kind in kinds}
        self._known = {
            title.casefold(): (named[kind], named[kind].rows_by_name.get(rows))
            for language in languages
            for (kind, rows), title in sheet_titles(kinds, language).items()
        }
        self._aside = {
            language.text(title).casefold() for language in languages for title in (HOW, LISTS)
        }
        self._entries: dict[tuple[str, str], Entry] = {}
        self._uuids = new_uuids()
        self._given: dict[str, list[str]] = {}
        self._refusals: list[Refusal] = []

    def knows(self, sheet: ReadSheet) -> bool:
        """Tell whether a sheet is called as one of ours and has a column of ids."""
        found = self._known.get(sheet.title.strip().casefold())
        return found is not None and self._heading(*found, sheet) is not None

    def take(self, sheet: ReadSheet) -> bool:
        """Take in a sheet; tell whether it is one of ours."""
        found = self._known.get(sheet.title.strip().casefold())
        if found is None:
            if sheet.rows and sheet.title.strip().casefold() not in self._aside:
                self._refuse(sheet.title, "A1", N_("No kind of record is called as this sheet."))
            return False
        kind, rows = found
        heading = self._heading(kind, rows, sheet)
        if heading is None:
            name = self._languages[0].text(ID)
            missing = N_("This sheet has no column “{name}”, as export writes it.")
            self._refuse(sheet.title, "A1", missing, name=name)
            return True
        number, there, language = heading
        taken = _Taken(there, (language, *(o for o in self._languages if o is not language)))
        if rows is not None:
            self._given.setdefault(kind.name, []).append(rows.name)
        for block in blocks_of(sheet.rows):
            for row in self._rows(sheet.title, block.below(number), taken):
                self._take_row(kind, rows, row)
        return True

    def sheets(self) -> Sheets:
        """Give what was read, the rows of each record in their order."""
        for entry in self._entries.values():
            for found in entry.rows.values():
                found.sort(key=lambda row: row.order)
        entries = list(self._entries.values())
        if len(entries) <= _MOST_NAMED:
            unnamed.named(entries)
        return Sheets(entries, self._given, self._refusals)

    def _heading(
        self, kind: Kind, rows: Rows | None, sheet: ReadSheet
    ) -> tuple[int, Mapping[int, Place], Language] | None:
        """Find the row of the headings and their language; rows above it are notes."""
        fields = list((rows.by_name if rows else kind.fields).values())
        for number, cells in sheet.rows:
            best: tuple[Mapping[int, Place], Language] | None = None
            for language in self._languages:
                known = {p.heading.casefold(): p for p in places(kind, rows, fields, language)}
                there = {
                    column: known[str(text).strip().casefold()]
                    for column, text in cells.items()
                    if str(text).strip().casefold() in known
                }
                is_one = any(p.field is None and p.part == "id" for p in there.values())
                if is_one and (best is None or len(there) > len(best[0])):
                    best = there, language
            if best is not None:
                self._refuse_strange_headings(sheet, number, cells, best[0])
                return number, *best
        return None

    def _refuse_strange_headings(
        self, sheet: ReadSheet, number: int, cells: _Cells, there: Mapping[int, Place]
    ) -> None:
        seen: set[str] = set()
        for column, text in cells.items():
            heading = str(text)
            if column not in there:
                template = N_("No field of this sheet is called “{name}”.")
            elif there[column].heading in seen:
                template = N_("There is another column called “{name}”.")
            else:
                seen.add(there[column].heading)
                continue
            cell = workbook.address(number, column)
            self._refuse(sheet.title, cell, template, name=heading[:80])
        filled = _filled(sheet, number)
        for column in sorted(filled - set(cells)):
            self._refuse(
                sheet.title, workbook.address(number, column), N_("This column has no heading.")
            )

    def _rows(self, sheet: str, block: Block, taken: "_Taken") -> list[RowEntry]:
        """Read the rows of a block, a column at a time where all of it can be understood."""
        columns, letters = block.columns, taken.letters
        names = [name for _, name, _ in taken.valued]
        try:
            read = [values.all(columns.get(at), len(block)) for at, _, values in taken.valued]
        except OfficeError:
            found = [self._row(sheet, number, cells, taken) for number, cells in block.rows()]
        else:
            found = [
                RowEntry(
                    sheet, number, "", number, dict(zip(names, line, strict=True)), columns=letters
                )
                for number, line in zip(block.numbers, _lines(read, len(block)), strict=True)
            ]
        for column, place in taken.pointing:
            for row, cell in zip(found, columns.get(column) or repeat(None), strict=False):
                _put(row, place, cell)
        return found

    def _row(self, sheet: str, number: int, cells: _Cells, taken: "_Taken") -> RowEntry:
        """Read the cells of a row of which some may not be understood, and refuse those."""
        row = RowEntry(sheet, number, order=number, columns=taken.letters)
        for column, name, values in taken.valued:
            try:
                row.values[name] = values.of(cells.get(column))
            except OfficeError as error:
                row.is_whole = False
                where = workbook.address(row.number, column)
                self._refusals.append(Refusal(row.sheet, where, error.template, error.facts))
        return row

    def _take_row(self, kind: Kind, rows: Rows | None, row: RowEntry) -> None:
        if rows is not None and not row.owner:
            row.is_whole = False
            self._refuse(row.sheet, row.cell(), N_("This row does not say whose it is."))
            return
        if row.owner and not _CANONICAL.fullmatch(row.owner) and not _is_uuid(row.owner):
            row.is_whole = False
            self._refuse(row.sheet, row.cell(), N_("“{id}” is not an id."), id=row.owner[:80])
        uuid = row.owner or next(self._uuids)
        key = kind.name, uuid
        entry = self._entries.get(key)
        if entry is None:
            entry = self._entries[key] = Entry(kind, uuid)
        if rows is not None:
            entry.rows.setdefault(rows.name, []).append(row)
        elif entry.own is None:
            entry.own = row
        else:
            entry.own.is_whole = False
            twice = N_("Row {number} has the same id.")
            self._refuse(row.sheet, row.cell(), twice, number=entry.own.number)

    def _refuse(self, sheet: str, cell: str, template: str, /, **facts: object) -> None:
        self._refusals.append(Refusal(sheet, cell, template, facts))


class _Values(dict[Any, Value]):
    """The values of a field by the cells that stand for them; most columns hold few, often."""

    def __init__(self, field: Field, languages: Sequence[Language]) -> None:
        super().__init__()
        self._field, self._languages = field, languages
        self._is_text = field.type in _TEXTS and not field.several and not field.codes

    def of(self, cell: Any) -> Value:
        """Read a value from a cell; raise InvalidValueError where it cannot be understood."""
        if self._is_text and type(cell) is str:  # which means what it says
            return clean(self._field, cell)
        return from_cell(self._field, cell, self._languages)

    def all(self, cells: Sequence[Any] | None, number: int) -> Sequence[Value]:
        """Read the values of a column, or as many of cells that hold nothing; raise as ``of``."""
        if cells is None:
            return [self[None]] * number
        types = set(map(type, cells))
        if self._is_text and types == {str}:
            return clean_all(self._field, cells)
        if types <= _KEPT:
            return list(map(self.__getitem__, cells))
        return [self[cell] if type(cell) in _KEPT else self.of(cell) for cell in cells]

    def __missing__(self, cell: Any) -> Value:
        value = self.of(cell)
        if type(cell) is not str or len(cell) <= _SHORT:
            if len(self) >= _MOST_KEPT:
                self.clear()
            self[cell] = value
        return value


class _Taken:
    """How the columns of a sheet are taken: what each holds, and by which letters it stands."""

    def __init__(self, there: Mapping[int, Place], languages: Sequence[Language]) -> None:
        self.valued = [
            (column, place.name, _Values(place.field, languages))
            for column, place in there.items()
            if place.part == "value" and place.field is not None
        ]
        mine = {column for column, *_ in self.valued}
        self.pointing = [(column, place) for column, place in there.items() if column not in mine]
        self.letters: dict[str, str] = {}
        for column, place in there.items():
            if place.part in ("value", "id") or place.name not in self.letters:
                self.letters[place.name] = column_letters(column)


def _lines(columns: Sequence[Sequence[Any]], number: int) -> Iterable[tuple[Any, ...]]:
    return zip(*columns, strict=True) if columns else repeat((), number)


def _filled(sheet: ReadSheet, above: int) -> set[int]:
    """Tell which columns hold something below a row."""
    return {
        column
        for block in blocks_of(sheet.rows)
        for column, cells in block.below(above).columns.items()
        if any(cell is not None for cell in cells)
    }


def _put(row: RowEntry, place: Place, cell: Any) -> None:
    """Put in a row what a cell says of the record, or of one it refers to."""
    said = "" if cell is None else str(cell.shown if isinstance(cell, Unknown) else cell)
    said = said.strip()
    if place.part == "number":
        row.order = cell if isinstance(cell, int) else row.order
    elif place.field is not None:
        old = row.pointers.get(place.name, Pointer())
        row.pointers[place.name] = (
            Pointer(old.caption, _as_uuid(said)) if place.part == "id" else Pointer(said, old.uuid)
        )
    elif place.part == "id":
        row.owner = _as_uuid(said)


def _as_uuid(text: str) -> str:
    return text if _CANONICAL.fullmatch(text) or not _is_uuid(text) else str(UUID(text))


def _is_uuid(text: str) -> bool:
    if _CANONICAL.fullmatch(text):
        return True
    try:
        UUID(text)
    except ValueError:
        return False
    return True
