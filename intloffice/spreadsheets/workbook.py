"""Write and read Excel workbooks; the only module that knows openpyxl.

Equal sheets are written as equal bytes: instants, order and packing are fixed. openpyxl makes
the workbook with its styles, headings and charts; the rows are put in as they are written
(``rowxml``), which takes a tenth of its time. A file takes the place of an old one whole or not
at all.
"""

import errno
import hashlib
import io
import os
import re
import warnings
import zipfile
import zlib
from collections.abc import Callable, Generator, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from itertools import islice
from pathlib import Path
from typing import IO, Any, BinaryIO

from lxml.etree import SerialisationError
from openpyxl import Workbook, load_workbook
from openpyxl.cell import Cell
from openpyxl.cell.text import Text
from openpyxl.chart import BarChart, Reference
from openpyxl.chart.shapes import GraphicalProperties
from openpyxl.chart.text import RichText
from openpyxl.chart.text import Text as ChartText
from openpyxl.chart.title import Title
from openpyxl.drawing.line import LineProperties
from openpyxl.drawing.text import (
    CharacterProperties,
    Paragraph,
    ParagraphProperties,
    RegularTextRun,
)
from openpyxl.reader.excel import ExcelReader
from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side
from openpyxl.utils import range_boundaries
from openpyxl.utils.datetime import from_excel
from openpyxl.worksheet._reader import FORMULA_TAG, WorkSheetParser
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.xml.constants import SHARED_STRINGS, SHEET_MAIN_NS
from openpyxl.xml.functions import iterparse

from intloffice import files
from intloffice.ahead import ahead
from intloffice.errors import OfficeError
from intloffice.i18n import N_
from intloffice.spreadsheets.blocks import Block, Row, Rows, blocks_of
from intloffice.spreadsheets.guarding import (
    MOST_CELLS,
    MOST_ROWS,
    MOST_SHEETS,
    refuse_unsafe,
    unreadable,
    unsafe,
    unwritten,
)
from intloffice.spreadsheets.rowscan import Half, Meaning, Stretch, scan
from intloffice.spreadsheets.rowtext import NotPlainError
from intloffice.spreadsheets.rowxml import column_letters, links_as_xml, rows_as_xml, unescaped
from intloffice.spreadsheets.sheet import (
    Chart,
    Form,
    Range,
    ReadSheet,
    Sheet,
    Unknown,
    heading_lines,
    note_lines,
    pages_wide,
    printed_columns,
    widths,
)

_INSTANT = datetime(2000, 1, 1)  # noqa: DTZ001  a workbook's instants have no zone
#: Packed harder, a sheet takes a third of the time more and a tenth less room.
_PACKING = 2
_WRITTEN_AT = re.compile(rb"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ?(?=</dcterms:modified>)")
_DIMENSION = re.compile(rb'<dimension ref="[^"]*"')
_SHEET_PART = "xl/worksheets/sheet{}.xml"
_A4 = 9
#: Rows that are handed over at once.
_PIECE = 500
_MOST_MERGED = 50_000
#: Of the rows that are ready to be filled in, so many are printed where nothing else is.
_ROOM_PRINTED = 28
#: How high such a row is, in points, so that one can write into it by hand.
_ROOM_HEIGHT = 22
_FONT, _MUTED, _LINE, _RULED = "Arial", "6C7687", "DFE3EA", "C3CAD6"
_FORMATS = {
    Form.LINE: "@",
    Form.TEXT: "General",
    Form.NOTE: "General",
    Form.LINK: "General",
    Form.WHOLE: "0",
    Form.COUNT: "#,##0",
    Form.COUNT_LINK: "#,##0",
    Form.AMOUNT_LINK: "#,##0.00",
    Form.CHANGE: "+#,##0;-#,##0;0",
    Form.AMOUNT: "#,##0.00",
    Form.DAY: "yyyy-mm-dd",
    Form.FLAG: "General",
}
_TEXTS = (Form.LINE, Form.TEXT, Form.NOTE, Form.LINK)
_LINKS = (Form.LINK, Form.COUNT_LINK, Form.AMOUNT_LINK)
_NUMBERS = (Form.WHOLE, Form.COUNT, Form.AMOUNT, Form.CHANGE, *_LINKS[1:])
#: The colours of further series, after the office's own.
_BARS = ("E0A23C", "4C9A84", "9A6FB0", "8A929E")


def write(
    path: Path,
    sheets: Sequence[Sheet],
    *,
    title: str,
    accent: str = "#1f5077",
    told: Callable[[int], None] = lambda _: None,
) -> None:
    """Write a workbook; raise OfficeError where the folder cannot be written to.

    ``title`` names the document, ``accent`` is the colour of the headings as #rrggbb. ``told``
    is given, again and again, how many rows are written; what it raises stops all of it.
    """
    try:
        with files.replacing(path, 0o600) as part:
            _check(part, sheets, _write_part(part, sheets, _Look(accent), title, told))
    except (OSError, SerialisationError) as error:
        raise unwritten(path, _reason(error)) from error


def _reason(error: OSError | SerialisationError) -> str:
    """Say in the system's words why something could not be written.

    Where the temporary file of a sheet cannot be written, lxml names only the system's code for
    it, as ``IO_ENOSPC``.
    """
    if isinstance(error, OSError):
        return error.strerror or str(error)
    return os.strerror(getattr(errno, str(error).removeprefix("IO_"), errno.EIO))


def read(path: Path) -> list[ReadSheet]:
    """Read all sheets of a workbook, refused with a sentence where it is none or is hostile."""
    return joined(pieces(path))


def joined(found: Iterable[tuple[int, ReadSheet]]) -> list[ReadSheet]:
    """Put the pieces of sheets together again."""
    sheets: dict[int, ReadSheet] = {}
    for number, piece in found:
        before = sheets.get(number, ReadSheet(piece.title, [], []))
        sheets[number] = ReadSheet(
            piece.title, [*before.rows, *piece.rows], [*before.merged, *piece.merged]
        )
    return list(sheets.values())


def pieces(path: Path, half: Half | None = None) -> Iterator[tuple[int, ReadSheet]]:
    """Read a workbook, or a half, in pieces of its sheets, each with the sheet's number from 1.

    A sheet has a piece even if it is empty. Raise as ``read`` does, after any of them, and
    NotPlainError where it cannot be read by halves.
    """
    refuse_unsafe(path)
    try:
        with path.open("rb") as file, warnings.catch_warnings(action="ignore"):
            yield from _read(file, path, half)
    except (OfficeError, NotPlainError):
        raise
    except (MemoryError, _TooMuchError) as error:
        raise unsafe(path) from error
    except Exception as error:  # openpyxl fails in every way there is
        raise unreadable(path) from error


def address(row: int, column: int) -> str:
    """Name a cell by its row from 1 and its column from 0."""
    return f"{column_letters(column)}{row}"


def place_on(title: str, row: int, column: int = 0) -> str:
    """Name a cell of another sheet, as links and formulas do."""
    quoted = title.replace("'", "''")
    return f"'{quoted}'!{address(row, column)}"


class _Look:
    """The styles of a workbook."""

    def __init__(self, accent: str) -> None:
        colour = accent.removeprefix("#").upper()
        self.colour = colour
        self.heading = Font(name=_FONT, bold=True, color="FFFFFF", size=10)
        self.ground = PatternFill("solid", fgColor=colour)
        self.title = Font(name=_FONT, bold=True, color=colour, size=15)
        self.note = Font(name=_FONT, color=_MUTED, size=9)
        self.body = Font(name=_FONT, size=10)
        self.strong = Font(name=_FONT, size=10, bold=True, color=colour)
        self.link = Font(name=_FONT, size=10, color=colour, underline="single")
        self.line = Border(bottom=Side("thin", color=_LINE))
        fine = Side("thin", color=_RULED)
        self.ruled = Border(left=fine, right=fine, bottom=fine)
        self.open = PatternFill("solid", fgColor="FFF6DC")
        self.tint = PatternFill("solid", fgColor=_tinted(colour))

    def body_cell(self, made: Any, form: Form, *, strong: bool, wrapped: bool) -> Cell:
        """Make a cell as those of a form look; it is not put on the sheet."""
        cell = Cell(made, row=1, column=1)
        self.style(cell, form, strong=strong, wrapped=wrapped)
        return cell

    def style(self, one: Any, form: Form, *, strong: bool, wrapped: bool) -> None:
        """Give a cell, or a column, the look of a form."""
        plain = self.link if form in _LINKS else self.note if form is Form.NOTE else self.body
        one.font = self.strong if strong else plain
        one.border = self.line
        if strong:
            one.fill = self.tint
        one.number_format = _FORMATS[form]
        wraps = wrapped and form in _TEXTS and not strong
        one.alignment = _aligned(form, "top", wraps=wraps)


def _aligned(form: Form, vertical: str, *, wraps: bool) -> Alignment:
    """Put numbers to the right, all else to the left, with a little room before it."""
    if form in _NUMBERS:
        return Alignment(horizontal="right", vertical=vertical, wrap_text=wraps)
    return Alignment(horizontal="left", vertical=vertical, wrap_text=wraps, indent=1)


def _tinted(colour: str) -> str:
    """Mix a colour with nine parts of white."""
    parts = (int(colour[i : i + 2], 16) for i in (0, 2, 4))
    return "".join(f"{(part + 9 * 255) // 10:02X}" for part in parts)


def _write_part(
    part: Path, sheets: Sequence[Sheet], look: _Look, title: str, told: Callable[[int], None]
) -> dict[str, bytes]:
    """Write a workbook, and give the hash of what each of its parts should hold."""
    book = Workbook()
    book.remove(book.active)
    book.properties.title, book.properties.creator = title, "intloffice"
    book.properties.created = _INSTANT
    made = {sheet.title: book.create_sheet(sheet.title) for sheet in sheets}
    filled: dict[str, _Filling] = {}
    for number, sheet in enumerate(sheets, 1):
        one = made[sheet.title]
        _put_headings(one, sheet, look)
        _put_page(one, sheet)
        _put_checks(one, sheet)
        _put_room(one, sheet, look)
        for chart in sheet.charts:
            drawn = next(each for each in sheets if each.title == chart.sheet)
            one.add_chart(_chart(made[chart.sheet], drawn, chart, look), chart.anchor)
        opened = _styles(one, sheet, look, opened=True) if sheet.locked else None
        rows = rows_as_xml(sheet, _styles(one, sheet, look), opened)
        filled[_SHEET_PART.format(number)] = _Filling(sheet, rows)
    skeleton = io.BytesIO()
    book.save(skeleton)
    return _pack(part, skeleton, filled, told)


@dataclass(frozen=True)
class _Filling:
    """What a sheet's part is filled with: its rows as they are written."""

    sheet: Sheet
    rows: Iterator[str]


def _extent(sheet: Sheet) -> bytes:
    last = address(sheet.heading_row + len(sheet.rows), max(len(sheet.columns), 1) - 1)
    return f'<dimension ref="A1:{last}"'.encode()


def _styles(
    made: Any, sheet: Sheet, look: _Look, *, opened: bool = False
) -> Callable[[Form, bool, bool], int]:
    @cache
    def style(form: Form, live: bool, strong: bool) -> int:
        cell = look.body_cell(made, form, strong=strong, wrapped=sheet.wrapped)
        if live:
            cell.quotePrefix, cell.number_format = True, "@"
        if opened:
            cell.protection = Protection(locked=False)
            cell.fill = look.open
        return int(cell.style_id)

    made_ready = {
        (form.value, live, strong): style(form, live, strong)
        for form in Form
        for live in (False, True)
        for strong in (False, True)
    }
    return lambda form, live, strong: made_ready[form._value_, live, strong]


def _put_headings(made: Any, sheet: Sheet, look: _Look) -> None:
    for number, note in enumerate(sheet.notes, 1):
        cell = made.cell(number, 1)
        _put_text(cell, note)
        cell.font = look.title if number == 1 else look.note
        lines = note_lines(sheet, note) if number > 1 else 1
        cell.alignment = Alignment(wrap_text=lines > 1, vertical="top" if lines > 1 else None)
        made.row_dimensions[number].height = 24 if number == 1 else 12 * lines + 2
    for number, (column, width) in enumerate(zip(sheet.columns, widths(sheet), strict=True), 1):
        cell = made.cell(sheet.heading_row, number)
        _put_text(cell, column.heading)
        cell.font, cell.fill = look.heading, look.ground
        cell.alignment = _aligned(column.form, "center", wraps=True)
        dimension = made.column_dimensions[column_letters(number - 1)]
        dimension.width = width
        if sheet.leaves_out_empty:
            look.style(dimension, column.form, strong=False, wrapped=False)
        else:
            dimension.number_format, dimension.font = _FORMATS[column.form], look.body
    lines = heading_lines(sheet) if sheet.paper else 1
    made.row_dimensions[sheet.heading_row].height = 22 if lines == 1 else 13 * lines + 6


def _put_checks(made: Any, sheet: Sheet) -> None:
    """Say what may be entered where, and hide what need not be seen."""
    first, last = sheet.heading_row + 1, sheet.heading_row + len(sheet.rows) + sheet.room
    for column, check in sheet.checks.items():
        said = DataValidation(type=check.sort, allow_blank=True, showErrorMessage=check.strict)
        said.formula1 = check.limits[0]
        if len(check.limits) > 1:
            said.operator, said.formula2 = "between", check.limits[1]
        if check.told:
            said.showInputMessage, said.prompt = True, check.told[:255]
            said.error = check.told[:225]
        letter = column_letters(column)
        said.add(f"{letter}{first}:{letter}{max(last, first)}")
        made.add_data_validation(said)
    if sheet.locked:
        made.protection.sheet = True
        made.protection.formatColumns = made.protection.formatRows = False
        made.protection.autoFilter = made.protection.sort = False
        for number in range(len(sheet.columns)):
            dimension = made.column_dimensions[column_letters(number)]
            dimension.protection = Protection(locked=False)
    if sheet.hidden:
        made.sheet_state = "hidden"


def _put_room(made: Any, sheet: Sheet, look: _Look) -> None:
    """Rule the rows that are filled in on paper, finely, where there are no others."""
    if sheet.rows or not (sheet.paper and sheet.room):
        return
    first = sheet.heading_row + 1
    for row in range(first, first + min(sheet.room, _ROOM_PRINTED)):
        made.row_dimensions[row].height = _ROOM_HEIGHT
        for at, column in enumerate(sheet.columns[: printed_columns(sheet)], 1):
            cell = made.cell(row, at)
            look.style(cell, column.form, strong=False, wrapped=True)
            cell.border, cell.alignment = look.ruled, _aligned(column.form, "center", wraps=True)


def _put_text(cell: Any, text: str) -> None:
    cell.value = text
    cell.data_type = "s"


def _put_page(made: Any, sheet: Sheet) -> None:
    heading = sheet.heading_row
    made.freeze_panes = f"{column_letters(sheet.frozen_columns)}{heading + 1}"
    made.sheet_view.showGridLines = not sheet.wrapped or bool(sheet.room and not sheet.locked)
    if sheet.filtered and sheet.columns:
        last = address(heading + len(sheet.rows), len(sheet.columns) - 1)
        made.auto_filter.ref = f"A{heading}:{last}"
    made.print_title_rows = f"{heading}:{heading}"
    made.page_setup.orientation, made.page_setup.paperSize = "landscape", _A4
    if sheet.paper:
        is_empty = not sheet.rows and sheet.room > 0
        end = heading + (min(sheet.room, _ROOM_PRINTED) if is_empty else len(sheet.rows))
        made.print_area = f"A1:{address(end, max(printed_columns(sheet), 1) - 1)}"
    if sheet.wrapped:
        wide = pages_wide(sheet)
        made.page_setup.fitToWidth, made.page_setup.fitToHeight = wide, 0
        if wide > 1:
            made.print_title_cols = "A:A"
        made.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    made.page_margins.left = made.page_margins.right = 0.5
    made.page_margins.top, made.page_margins.bottom = 0.6, 0.7
    made.oddFooter.left.text, made.oddFooter.right.text = "&A", "&P / &N"


def _chart(made: Any, sheet: Sheet, chart: Chart, look: _Look) -> BarChart:
    first, last = sheet.heading_row + 1, sheet.heading_row + len(sheet.rows)
    drawn = BarChart()
    drawn.type, drawn.gapWidth, drawn.overlap = "col", 60, -5
    drawn.height, drawn.width = 6.6, 12.5
    drawn.title = _chart_title(chart.title, look)
    for column in chart.columns:
        values = Reference(made, min_col=column + 1, min_row=first - 1, max_row=last)
        drawn.add_data(values, titles_from_data=True)
    drawn.set_categories(Reference(made, min_col=1, min_row=first, max_row=last))
    for series, colour in zip(drawn.series, (look.colour, *_BARS), strict=False):
        series.graphicalProperties = GraphicalProperties(solidFill=colour)
        series.graphicalProperties.line = LineProperties(noFill=True)
    drawn.x_axis.delete = drawn.y_axis.delete = False
    drawn.y_axis.majorGridlines.spPr = GraphicalProperties(ln=LineProperties(solidFill=_LINE))
    drawn.y_axis.numFmt, drawn.y_axis.scaling.min = "0", 0
    if len(chart.columns) > 1:
        drawn.legend.position = "b"
    else:
        drawn.legend = None
    return drawn


def _chart_title(text: str, look: _Look) -> Title:
    properties = CharacterProperties(sz=1100, b=True, solidFill=look.colour)
    run = RegularTextRun(rPr=properties, t=text)
    paragraph = Paragraph(pPr=ParagraphProperties(defRPr=properties), r=[run])
    return Title(tx=ChartText(rich=RichText(p=[paragraph])), overlay=False)


def _pack(
    part: Path,
    skeleton: io.BytesIO,
    filled: Mapping[str, _Filling],
    told: Callable[[int], None],
) -> dict[str, bytes]:
    """Pack the parts anew with fixed instants, and each sheet with its rows; give their hashes."""
    found: dict[str, bytes] = {}
    done = 0
    with (
        part.open("wb") as file,
        zipfile.ZipFile(skeleton) as old,
        zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=_PACKING) as new,
    ):
        for name in old.namelist():
            content = old.read(name)
            if name == "docProps/core.xml":
                content = _WRITTEN_AT.sub(f"{_INSTANT.isoformat()}Z".encode(), content)
            hashed = hashlib.sha256()
            with new.open(name, "w") as packed:  # by its name: then its instant is a fixed one
                # The next rows are put into XML while these are hashed and packed.
                for rows, piece in (
                    ahead(_filled(content, filled[name])) if name in filled else ((0, content),)
                ):
                    hashed.update(piece)
                    packed.write(piece)
                    done += rows
                    if rows:
                        told(done)
            found[name] = hashed.digest()
    return found


def _filled(content: bytes, filling: _Filling) -> Iterator[tuple[int, bytes]]:
    """Give a sheet's part in pieces with its rows, and of how many rows each is."""
    content = _DIMENSION.sub(_extent(filling.sheet), content, count=1)
    before, mark, after = content.partition(b"</sheetData>")
    yield 0, before
    number = 0
    while block := list(islice(filling.rows, _PIECE)):
        number += len(block)
        yield len(block), "".join(block).encode()
    if number != len(filling.sheet.rows):
        raise _unproved()
    rest, margins, end = after.partition(b"<pageMargins")
    yield 0, mark + rest + links_as_xml(filling.sheet) + margins + end


def _check(part: Path, sheets: Sequence[Sheet], meant: Mapping[str, bytes]) -> None:
    """Read the file again: every byte of every part must be there as it was meant."""
    with part.open("rb") as opened:
        book = load_workbook(opened, read_only=True)
        titles = [sheet.title for sheet in book.worksheets]
        book.close()
    try:
        with zipfile.ZipFile(part) as file:
            found = {name: _hash_in(file, name) for name in file.namelist()}
    except (zipfile.BadZipFile, zlib.error) as error:
        raise _unproved() from error
    if titles != [sheet.title for sheet in sheets] or found != meant:
        raise _unproved()


def _hash_in(file: zipfile.ZipFile, name: str) -> bytes:
    with file.open(name) as opened:
        return hashlib.file_digest(opened, "sha256").digest()  # type: ignore[arg-type]


def _unproved() -> OSError:
    return OSError(0, "the file did not pass its check")


#: The parts of sheets that are not larger, in bytes, are not read by halves.
_SMALL = 2**20


class _TooMuchError(Exception):
    """More than any workbook needs."""


class _Reader(ExcelReader):  # type: ignore[misc]
    """Reads shared texts as they are, where openpyxl would drop every ``x005F_``."""

    def read_workbook(self) -> None:
        super().read_workbook()
        # Names are not needed, and a long one takes the library's expressions very long.
        self.parser.assign_names = lambda: None

    def read_worksheets(self) -> None:
        parts = [rel.target for _, rel in self.parser.find_sheets()]
        if len(parts) > MOST_SHEETS or len(set(parts)) < len(parts):
            raise _TooMuchError
        super().read_worksheets()

    def read_strings(self) -> None:
        part = self.package.find(SHARED_STRINGS)
        if part is None:
            return
        texts = []
        with self.archive.open(part.PartName.removeprefix("/")) as source:
            for _, node in iterparse(source):
                if node.tag == f"{{{SHEET_MAIN_NS}}}si":
                    texts.append(str(Text.from_tree(node).content))
                    node.clear()
        self.shared_strings = texts


class _Parser(WorkSheetParser):  # type: ignore[misc]
    """Tells an error, and a formula that was never reckoned, from an empty cell."""

    def parse_cell(self, element: Any) -> dict[str, Any]:
        cell: dict[str, Any] = super().parse_cell(element)
        formula = element.find(FORMULA_TAG)
        if cell["data_type"] == "e":
            cell["value"] = Unknown(str(cell["value"]))
        elif cell["value"] is None and formula is not None:
            cell["value"] = Unknown(f"={formula.text or ''}"[:80])
        elif isinstance(cell["value"], str):
            cell["value"] = unescaped(cell["value"])
        return cell


def _read(file: BinaryIO, path: Path, half: Half | None) -> Iterator[tuple[int, ReadSheet]]:
    reader = _Reader(file, read_only=True, data_only=True, keep_links=False)
    try:
        reader.read()
        book, left = reader.wb, [MOST_CELLS]
        _refuse_missing_sheets(reader, path)
        meaning = _meaning(reader)
        for number, sheet in enumerate(book.worksheets, 1):
            reading = _SheetReading(reader, sheet, left, path)
            title = str(sheet.title)
            yield number, ReadSheet(title, [])
            for block in reading.blocks(meaning) if half is None else reading.half(meaning, half):
                yield number, ReadSheet(title, Rows([block]))
            if reading.merged:
                yield number, ReadSheet(title, [], reading.merged)
    finally:
        reader.archive.close()


def _refuse_missing_sheets(reader: ExcelReader, path: Path) -> None:
    """Refuse a workbook that names sheets which are not in it; openpyxl would pass over them."""
    found = len(reader.wb.worksheets) + len(reader.wb.chartsheets)
    if found < len(reader.parser.sheets):
        there = {sheet.title for sheet in (*reader.wb.worksheets, *reader.wb.chartsheets)}
        names = [str(sheet.name) for sheet in reader.parser.sheets if sheet.name not in there]
        raise OfficeError(
            N_(
                "{name} is incomplete: its sheet “{sheet}” is not in the file. Nothing was read. "
                "Open it in Excel, save it anew and choose that file."
            ),
            name=path.name,
            sheet=(names or [""])[0][:80],
        )


def _meaning(reader: ExcelReader) -> Meaning:
    """Tell what the cells of a workbook mean."""
    book = reader.wb
    spans: set[int] = book._timedelta_formats  # noqa: SLF001

    def day(value: float, style: int) -> Any:
        return _plain(from_excel(value, book.epoch, timedelta=style in spans))

    texts = [unescaped(text) for text in reader.shared_strings]
    return Meaning(texts, frozenset(book._date_formats), day)  # noqa: SLF001


class _SheetReading:
    """Reads the rows of a sheet, and what of its cells were made one."""

    def __init__(self, reader: ExcelReader, sheet: Any, left: list[int], path: Path) -> None:
        self._reader, self._sheet, self._left, self._path = reader, sheet, left, path
        self._seen = self._given = 0
        self.merged: list[Range] = []

    def blocks(self, meaning: Meaning) -> Iterator[Block]:
        """Walk through the rows that hold something; no others are made, however far they lie."""
        before = self._left[0]
        around = None
        with suppress(NotPlainError), self._source() as source:
            around = yield from self._counted(scan(source, meaning, self._count))
        if around is not None:
            self._end(self._parser(io.BytesIO(around)))
            return
        self._seen, self._left[0] = 0, before
        with self._source() as source:
            parser = self._parser(source)
            yield from blocks_of(islice(_rows(parser, self._count), self._given, None))
            self.merged = _merged(parser)

    def half(self, meaning: Meaning, half: Half) -> Iterator[Block]:
        """Walk through the rows of the one half; raise NotPlainError where any is odd.

        All of a small sheet is its first half.
        """
        with self._source() as source:
            size = self._reader.archive.getinfo(source.name).file_size
            stretch = Stretch(size // 2) if half.is_second else Stretch(0, size // 2)
            if size > _SMALL:
                around = yield from scan(source, meaning, self._count, stretch)
        if size <= _SMALL:
            yield from self.blocks(meaning) if not half.is_second else ()
        elif half.is_second:
            self._end(self._parser(io.BytesIO(around)))
        half.cells = MOST_CELLS - self._left[0]
        half.rows.append(self._seen)

    def _source(self) -> Any:
        return self._sheet._get_source()  # noqa: SLF001  its own rows pad what is empty

    def _counted(self, blocks: Generator[Block, None, bytes]) -> Generator[Block, None, bytes]:
        """Hand rows on, and count them: should the rest be read otherwise, these were given."""
        while True:
            try:
                block = next(blocks)
            except StopIteration as end:
                around: bytes = end.value
                return around
            self._given += len(block)
            yield block

    def _count(self, cells: int, rows: int) -> None:
        self._left[0] -= cells
        self._seen += rows
        if self._left[0] < 0 or self._seen > MOST_ROWS:
            raise unsafe(self._path)

    def _parser(self, source: IO[bytes]) -> "_Parser":
        book = self._reader.wb
        return _Parser(
            source,
            self._reader.shared_strings,
            data_only=True,
            epoch=book.epoch,
            date_formats=book._date_formats,  # noqa: SLF001
            timedelta_formats=book._timedelta_formats,  # noqa: SLF001
        )

    def _end(self, parser: "_Parser") -> None:
        for _ in parser.parse():
            pass
        self.merged = _merged(parser)


def _rows(parser: WorkSheetParser, count: Callable[[int, int], None]) -> Iterator[Row]:
    """Walk through the rows that hold something, by the whole parser."""
    for number, cells in parser.parse():
        parser.row_dimensions.clear()
        count(len(cells), 1)
        values = {
            cell["column"] - 1: _plain(cell["value"])
            for cell in cells
            if cell["value"] is not None and cell["value"] != ""
        }
        if values:
            yield int(number), values


def _merged(parser: WorkSheetParser) -> list[Range]:
    found = []
    for each in parser.merged_cells.mergeCell[:_MOST_MERGED] if parser.merged_cells else ():
        left, top, right, bottom = range_boundaries(each.ref)
        if None not in (left, top, right, bottom):
            found.append((top, left - 1, bottom, right - 1))
    return found


def _plain(value: Any) -> Any:
    if isinstance(value, datetime) and (value.hour, value.minute, value.second) == (0, 0, 0):
        return date(value.year, value.month, value.day)
    return value
