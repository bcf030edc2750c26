"""Write and read Excel workbooks; the only module that knows openpyxl.

Written files are the same bytes for the same sheets: instants and order are fixed. A text that
begins with ``= + - @`` stays a text. A file takes the place of an old one whole or not at all.
"""

import os
import re
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from openpyxl import Workbook, load_workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.chart import BarChart, Reference
from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side
from openpyxl.utils import get_column_letter
from openpyxl.utils.exceptions import InvalidFileException
from openpyxl.worksheet.properties import PageSetupProperties

from intloffice.errors import OfficeError
from intloffice.i18n import N_
from intloffice.schema.value import clean_text

CellValue = str | int | float | Decimal | bool | date | None

#: What a workbook may be, before it is opened at all.
LARGEST_FILE = 50 * 2**20
LARGEST_CONTENT = 300 * 2**20
MOST_PARTS = 5_000
LONGEST_TEXT = 32_767

_NUMBERS = ("whole", "amount", "year")
_FIXED = b"2000-01-01T00:00:00Z"
_ZIP_FIXED = (2000, 1, 1, 0, 0, 0)
_FORBIDDEN = re.compile(rb"<!(DOCTYPE|ENTITY)", re.IGNORECASE)
_WIDEST, _NARROWEST, _WIDEST_SENTENCE = 60, 8, 110
_DIGITS_KEPT = 15
_A4 = 9


@dataclass(frozen=True)
class Column:
    """A column: its heading, and its form: text, sentence, whole, amount or year."""

    heading: str
    form: str = "text"


@dataclass(frozen=True)
class Chart:
    """A bar chart of columns of a sheet, all its rows, by their numbers from 0.

    The first column of ``data`` holds the categories; ``colours`` are #rrggbb, one a column.
    """

    title: str
    data: "Sheet"
    columns: tuple[int, ...]
    colours: tuple[str, ...]
    anchor: str


@dataclass(frozen=True)
class Sheet:
    """A sheet: notes above, then the headings, then the rows."""

    title: str
    columns: Sequence[Column]
    rows: Sequence[Sequence[CellValue]]
    notes: Sequence[str] = ()
    charts: Sequence[Chart] = ()
    strong_rows: frozenset[int] = field(default_factory=frozenset)
    filtered: bool = True


@dataclass(frozen=True)
class ReadSheet:
    """A sheet as read: its title, and each row that is not empty with its number from 1."""

    title: str
    rows: Sequence[tuple[int, tuple[Any, ...]]]


def write(path: Path, sheets: Sequence[Sheet], *, title: str, accent: str = "#1f5077") -> None:
    """Write a workbook; raise OfficeError where the folder cannot be written to."""
    book = Workbook(write_only=True)
    book.properties.title = title
    book.properties.creator = "intloffice"
    style = _Style(accent)
    try:
        for sheet in sheets:
            _write_sheet(book, sheet, style)
    except OfficeError:
        _forget(book)
        raise
    part = path.with_name(f".{path.name}.part")
    try:
        book.save(part)
        _fix_instants(part)
        _check(part, sheets)
        part.replace(path)
    except OSError as error:
        _forget(book)
        part.unlink(missing_ok=True)
        raise OfficeError(
            N_("{path} could not be written: {reason}. What was there before was kept."),
            path=path,
            reason=error.strerror or "",
        ) from error


def read(path: Path) -> list[ReadSheet]:
    """Read all sheets of a workbook, refused with a sentence where it is none or is hostile."""
    _look_before(path)
    try:
        with path.open("rb") as file:
            book = load_workbook(file, read_only=True, data_only=True, keep_links=False)
            return [ReadSheet(sheet.title, list(_rows(sheet))) for sheet in book.worksheets]
    except _NOT_A_WORKBOOK as error:
        raise _unreadable(path) from error


def address(row: int, column: int) -> str:
    """Name a cell by its row from 1 and its column from 0."""
    return f"{get_column_letter(column + 1)}{row}"


class _Style:
    """The look of headings and notes."""

    def __init__(self, accent: str) -> None:
        colour = accent.removeprefix("#").upper()
        self.heading = Font(name="Noto Sans", bold=True, color="FFFFFF", size=10)
        self.ground = PatternFill("solid", fgColor=colour)
        self.title = Font(name="Noto Sans", bold=True, color=colour, size=14)
        self.note = Font(name="Noto Sans", italic=True, color="6C7687", size=9)
        self.body = Font(name="Noto Sans", size=10)
        self.strong = Font(name="Noto Sans", size=10, bold=True, color=colour)
        self.line = Border(bottom=Side("thin", color="E4E7ED"))
        self.centred = Alignment(vertical="center", wrap_text=True, indent=1)
        self.text = Alignment(vertical="top", wrap_text=True, indent=1)
        self.sentence = Alignment(vertical="top", indent=1)
        self.number = Alignment(vertical="top", horizontal="right")
        self.number_heading = Alignment(vertical="center", horizontal="right", wrap_text=True)
        self.protection = Protection(locked=True)

    def alignment(self, column: Column) -> Alignment:
        """Choose how a column's cells stand."""
        if column.form in _NUMBERS:
            return self.number
        return self.sentence if column.form == "sentence" else self.text


def _forget(book: Workbook) -> None:
    """Let go of a workbook that will not be saved, and of what it has put aside."""
    for sheet in book.worksheets:
        if not sheet.closed:
            sheet.close()
        Path(sheet._writer.out).unlink(missing_ok=True)  # noqa: SLF001  it leaves its file behind


def _write_sheet(book: Workbook, sheet: Sheet, style: _Style) -> None:
    made = book.create_sheet(sheet.title)
    heading_row = len(sheet.notes) + 1
    made.freeze_panes = f"A{heading_row + 1}"
    for number, width in enumerate(_widths(sheet), 1):
        made.column_dimensions[get_column_letter(number)].width = width
    last = get_column_letter(max(len(sheet.columns), 1))
    if sheet.filtered and sheet.rows:
        made.auto_filter.ref = f"A{heading_row}:{last}{heading_row + len(sheet.rows)}"
    made.print_title_rows = f"{heading_row}:{heading_row}"
    made.page_setup.orientation = "landscape"
    made.page_setup.paperSize = _A4
    made.page_setup.fitToHeight = 0
    made.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    for number, note in enumerate(sheet.notes):
        made.append([_cell(made, note, style.title if number == 0 else style.note)])
    made.append([_heading(made, column, style) for column in sheet.columns])
    for number, row in enumerate(sheet.rows):
        look = style.strong if number in sheet.strong_rows else style.body
        looks = [look, *[style.body] * (len(row) - 1)]
        made.append(
            [
                _cell(made, value, own, column, style)
                for value, own, column in zip(row, looks, sheet.columns, strict=True)
            ]
        )
    for chart in sheet.charts:
        made.add_chart(_chart(chart), chart.anchor)


def _heading(sheet: Any, column: Column, style: _Style) -> WriteOnlyCell:
    cell = WriteOnlyCell(sheet, value=column.heading)
    cell.font, cell.fill, cell.alignment = style.heading, style.ground, style.centred
    if column.form in _NUMBERS:
        cell.alignment = style.number_heading
    return cell


def _cell(
    sheet: Any,
    value: CellValue,
    font: Font,
    column: Column | None = None,
    style: _Style | None = None,
) -> WriteOnlyCell:
    cell = WriteOnlyCell(sheet)
    cell.font = font
    if style is not None and column is not None:
        cell.border, cell.alignment = style.line, style.alignment(column)
    if isinstance(value, str):
        _put_text(cell, value)
    elif isinstance(value, date):
        cell.value, cell.number_format = value, "yyyy-mm-dd"
    elif isinstance(value, bool):
        cell.value = value
    elif isinstance(value, int) and abs(value) >= 10**_DIGITS_KEPT:
        _put_text(cell, str(value))
    elif value is not None:
        cell.value = value
        cell.number_format = "#,##0.00" if column and column.form == "amount" else "#,##0"
    if column and column.form == "year":
        cell.number_format = "0"
    return cell


def _put_text(cell: WriteOnlyCell, text: str) -> None:
    clean = clean_text(text)
    if len(clean) > LONGEST_TEXT:
        raise OfficeError(
            N_("A text of {n} characters does not fit a cell, which takes {most}."),
            n=len(clean),
            most=LONGEST_TEXT,
        )
    if not clean:
        return
    cell.value = clean
    cell.data_type = "s"
    if clean[0] in "=+-@\t":
        cell.number_format, cell.quotePrefix = "@", True


def _widths(sheet: Sheet) -> Iterator[float]:
    for number, column in enumerate(sheet.columns):
        texts = [column.heading, *(_as_text(row[number]) for row in sheet.rows[:500])]
        widest = max(_width(line) for text in texts for line in text.split("\n"))
        limit = _WIDEST_SENTENCE if column.form == "sentence" else _WIDEST
        yield min(max(widest * 1.05 + 3, _NARROWEST), limit)


def _as_text(value: CellValue) -> str:
    return "" if value is None else str(value)


def _width(text: str) -> int:
    return sum(2 if ord(sign) > 0x2E7F else 1 for sign in text)


def _chart(chart: Chart) -> BarChart:
    made = BarChart()
    made.type, made.title = "col", chart.title
    made.height, made.width, made.gapWidth = 7.5, 16, 60
    heading = len(chart.data.notes) + 1
    last = heading + len(chart.data.rows)
    for column, colour in zip(chart.columns, chart.colours, strict=True):
        values = _range(chart.data, column, heading, last)
        made.add_data(Reference(range_string=values), titles_from_data=True)
        made.series[-1].graphicalProperties.solidFill = colour.removeprefix("#")
    made.set_categories(Reference(range_string=_range(chart.data, 0, heading + 1, last)))
    made.x_axis.delete = made.y_axis.delete = False
    made.x_axis.number_format = "0"
    made.legend.position = "b"
    return made


def _range(sheet: Sheet, column: int, first: int, last: int) -> str:
    letter = get_column_letter(column + 1)
    return f"'{sheet.title}'!${letter}${first}:${letter}${last}"


def _fix_instants(path: Path) -> None:
    """Pack the file anew with fixed instants, so that equal sheets are equal bytes."""
    with zipfile.ZipFile(path) as old:
        parts = [(info.filename, old.read(info)) for info in old.infolist()]
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
        for name, content in parts:
            instant = _FIXED if name == "docProps/core.xml" else None
            info = zipfile.ZipInfo(name, _ZIP_FIXED)
            info.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(info, _INSTANT.sub(instant, content) if instant else content)
    with path.open("rb+") as file:
        os.fsync(file.fileno())


_NOT_A_WORKBOOK = (
    InvalidFileException,
    zipfile.BadZipFile,
    KeyError,
    ValueError,
    TypeError,
    AttributeError,
    IndexError,
    SyntaxError,
)
_INSTANT = re.compile(rb"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")


def _check(path: Path, sheets: Sequence[Sheet]) -> None:
    with path.open("rb") as file:
        book = load_workbook(file, read_only=True)
        for sheet, made in zip(sheets, book.worksheets, strict=True):
            if sum(1 for _ in _rows(made)) < len(sheet.rows) + 1 + len(sheet.notes):
                raise OSError(0, "the file did not pass its check")


def _look_before(path: Path) -> None:
    try:
        size = path.stat().st_size
        if size > LARGEST_FILE:
            raise OfficeError(N_("{name} is too large to be a workbook of ours."), name=path.name)
        with zipfile.ZipFile(path) as file:
            _look_into(file, path)
    except (zipfile.BadZipFile, UnicodeDecodeError, NotImplementedError) as error:
        raise _unreadable(path) from error
    except OSError as error:
        raise OfficeError(
            N_("{name} could not be opened: {reason}."),
            name=path.name,
            reason=error.strerror or "",
        ) from error


def _look_into(file: zipfile.ZipFile, path: Path) -> None:
    parts = file.infolist()
    names = [part.filename for part in parts]
    unpacked = sum(part.file_size for part in parts)
    strange = (
        len(parts) > MOST_PARTS
        or len(set(names)) < len(names)
        or any(".." in name or name.startswith("/") for name in names)
        or any(part.flag_bits & 1 for part in parts)
    )
    if strange or unpacked > LARGEST_CONTENT:
        raise OfficeError(
            N_("{name} holds more, or other, than a workbook does. Nothing was read."),
            name=path.name,
        )
    for part in parts:
        if part.filename.endswith((".xml", ".rels")):
            with file.open(part) as opened:
                if _FORBIDDEN.search(opened.read(4096)):
                    raise OfficeError(
                        N_("{name} holds more, or other, than a workbook does. Nothing was read."),
                        name=path.name,
                    )


def _rows(sheet: Any) -> Iterator[tuple[int, tuple[Any, ...]]]:
    sheet.reset_dimensions()
    for number, row in enumerate(sheet.iter_rows(values_only=True), 1):
        if any(value is not None for value in row):
            yield number, row


def _unreadable(path: Path) -> OfficeError:
    return OfficeError(
        N_("{name} is not a workbook that can be read (.xlsx). Nothing was changed."),
        name=path.name,
    )
