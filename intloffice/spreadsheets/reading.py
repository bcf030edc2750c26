"""Take the sheets of a workbook apart into the records they tell of."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
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
from intloffice.spreadsheets.apart import Taking
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


class Reader(Taking):
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
        self._uuids = new_uuids()
        self._headings: dict[tuple[str, str, str], Mapping[str, Place]] = {}
        self.begin_anew()

    def begin_anew(self) -> None:
        """Forget all that was taken."""
        self._entries: dict[tuple[str, str], Entry] = {}
        self._given: dict[str, list[str]] = {}
        self._refusals: list[Refusal] = []
        self._sheet = _Begun("")
        #: Whether a sheet is called as one of ours; and whether one has a column of ids as well.
        self.has_known = self.is_ours = False

    def begin(self, title: str) -> None:
        """Begin a sheet, whose rows are to be taken block by block, and then the end."""
        found = self._known.get(title.strip().casefold())
        self._sheet = _Begun(title, *found) if found else _Begun(title)

    def take_block(self, block: Block) -> None:
        """Take in rows of the sheet."""
        sheet = self._sheet
        sheet.has_rows = True
        if sheet.kind is None:
            return
        if sheet.taken is None:
            for number, cells in block.rows():
                if self._begins(sheet, number, cells):
                    break
        if sheet.taken is not None:
            below = block.below(sheet.heading)
            if len(below):
                sheet.hear(below)
                for row in self._rows(sheet.title, below, sheet.taken):
                    self._take_row(sheet.kind, sheet.rows, row)

    def end(self) -> None:
        """End the sheet."""
        sheet = self._sheet
        if sheet.kind is None:
            if sheet.has_rows and sheet.title.strip().casefold() not in self._aside:
                self._refuse(sheet.title, "A1", N_("No kind of record is called as this sheet."))
            return
        self.has_known = True
        if sheet.taken is None:
            name = self._languages[0].text(ID)
            missing = N_("This sheet has no column “{name}”, as export writes it.")
            self._refuse(sheet.title, "A1", missing, name=name)
        self._refusals[sheet.refused : sheet.refused] = [
            Refusal(
                sheet.title,
                workbook.address(sheet.heading, column),
                N_("This column has no heading."),
                {},
            )
            for column in sorted(sheet.filled - sheet.headed)
        ]

    def take(self, sheet: ReadSheet) -> None:
        """Take in a whole sheet."""
        self.begin(sheet.title)
        for block in blocks_of(sheet.rows):
            self.take_block(block)
        self.end()

    def sheets(self) -> Sheets:
        """Give what was read, the rows of each record in their order."""
        for entry in self._entries.values():
            for found in entry.rows.values():
                found.sort(key=lambda row: row.order)
        entries = list(self._entries.values())
        if len(entries) <= _MOST_NAMED:
            unnamed.named(entries)
        return Sheets(entries, self._given, self._refusals)

    def _begins(self, sheet: "_Begun", number: int, cells: _Cells) -> bool:
        """Take a row for that of the headings if it is; rows above it are notes."""
        found = self._heading(sheet.kind, sheet.rows, cells) if sheet.kind else None
        if sheet.kind is None or found is None:
            return False
        there, language = found
        self._refuse_strange_headings(sheet.title, number, cells, there)
        sheet.refused = len(self._refusals)
        sheet.heading, sheet.headed = number, set(cells)
        others = (other for other in self._languages if other is not language)
        sheet.taken = _Taken(there, (language, *others))
        if sheet.rows is not None:
            self._given.setdefault(sheet.kind.name, []).append(sheet.rows.name)
        self.is_ours = True
        return True

    def _heading(
        self, kind: Kind, rows: Rows | None, cells: _Cells
    ) -> tuple[Mapping[int, Place], Language] | None:
        """Tell what the columns hold and in which language they are headed, if they are."""
        best: tuple[Mapping[int, Place], Language] | None = None
        headings = {column: str(text).strip().casefold() for column, text in cells.items()}
        for language in self._languages:
            known = self._places(kind, rows, language)
            there = {column: known[text] for column, text in headings.items() if text in known}
            is_one = any(p.field is None and p.part == "id" for p in there.values())
            if is_one and (best is None or len(there) > len(best[0])):
                best = there, language
        return best

    def _places(self, kind: Kind, rows: Rows | None, language: Language) -> Mapping[str, Place]:
        key = kind.name, rows.name if rows else "", language.code
        if key not in self._headings:
            fields = list((rows.by_name if rows else kind.fields).values())
            found = places(kind, rows, fields, language)
            self._headings[key] = {place.heading.casefold(): place for place in found}
        return self._headings[key]

    def _refuse_strange_headings(
        self, sheet: str, number: int, cells: _Cells, there: Mapping[int, Place]
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
            self._refuse(sheet, cell, template, name=heading[:80])

    def _rows(self, sheet: str, block: Block, taken: "_Taken") -> list[RowEntry]:
        """Read the rows of a block, a column at a time where all of it can be understood."""
        columns, letters = block.columns, taken.letters
        owners = taken.owners(block)
        names = [name for _, name, _ in taken.valued]
        try:
            read = [values.all(columns.get(at), len(block)) for at, _, values in taken.valued]
        except OfficeError:
            found = [self._row(sheet, number, cells, taken) for number, cells in block.rows()]
            for row, owner in zip(found, owners, strict=True):
                row.owner = owner
        else:
            lines = zip(block.numbers, owners, _lines(read, len(block)), strict=True)
            found = [
                RowEntry(
                    sheet,
                    number,
                    owner,
                    number,
                    dict(zip(names, line, strict=True)),
                    columns=letters,
                )
                for number, owner, line in lines
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
        if row.owner and not _CANONICAL.fullmatch(row.owner):
            row.owner = _as_uuid(row.owner)
            if not _is_uuid(row.owner):
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
        owned = (at for at, p in there.items() if p.field is None and p.part == "id")
        self._owned = next(owned, None)
        mine = {self._owned, *(column for column, *_ in self.valued)}
        self.pointing = [(column, place) for column, place in there.items() if column not in mine]
        self.letters: dict[str, str] = {}
        for column, place in there.items():
            if place.part in ("value", "id") or place.name not in self.letters:
                self.letters[place.name] = column_letters(column)

    def owners(self, block: Block) -> Sequence[str]:
        """Tell which record each row is, or belongs to, as it is written."""
        cells = block.columns.get(-1 if self._owned is None else self._owned)
        if cells is None:
            return [""] * len(block)
        return [cell.strip() if type(cell) is str else _said(cell).strip() for cell in cells]


@dataclass(slots=True)
class _Begun:
    """A sheet that is being taken: what it is, and, once it is found, the row of its headings.

    ``headed`` are the columns with a heading, ``filled`` those in which something stands below;
    ``refused`` says behind how many refusals those of columns without a heading stand.
    """

    title: str
    kind: Kind | None = None
    rows: Rows | None = None
    has_rows: bool = False
    taken: _Taken | None = None
    heading: int = 0
    headed: set[int] = field(default_factory=set)
    filled: set[int] = field(default_factory=set)
    refused: int = 0

    def hear(self, block: Block) -> None:
        """Remember in which columns of a block something stands."""
        for column, cells in block.columns.items():
            if column not in self.filled and any(cell is not None for cell in cells):
                self.filled.add(column)


def _lines(columns: Sequence[Sequence[Any]], number: int) -> Iterable[tuple[Any, ...]]:
    return zip(*columns, strict=True) if columns else repeat((), number)


def _put(row: RowEntry, place: Place, cell: Any) -> None:
    """Put in a row what a cell says of the record, or of one it refers to."""
    said = _said(cell).strip()
    if place.part == "number":
        row.order = cell if isinstance(cell, int) else row.order
    elif place.field is not None:
        old = row.pointers.get(place.name, Pointer())
        row.pointers[place.name] = (
            Pointer(old.caption, _as_uuid(said)) if place.part == "id" else Pointer(said, old.uuid)
        )


def _said(cell: Any) -> str:
    return "" if cell is None else str(cell.shown if isinstance(cell, Unknown) else cell)


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
