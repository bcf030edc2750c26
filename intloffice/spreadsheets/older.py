"""Read .xls and .ods; the only module that knows python-calamine."""

from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any

from python_calamine import CalamineSheet, CalamineWorkbook, PasswordError, load_workbook

from intloffice.errors import OfficeError
from intloffice.i18n import N_
from intloffice.spreadsheets.guarding import MOST_CELLS, refuse_unsafe, unreadable, unsafe
from intloffice.spreadsheets.sheet import ReadSheet, Unknown

_PIECE = 500
_ERRORS = frozenset({"#N/A", "#REF!", "#NAME?", "#VALUE!", "#DIV/0!", "#NULL!", "#NUM!"})
#: How a workbook of today is called inside that was locked with a password.
_LOCKED = "EncryptedPackage".encode("utf-16-le")


def pieces(path: Path) -> Iterator[tuple[int, ReadSheet]]:
    """Read a workbook in pieces of its sheets; see ``workbook.pieces``."""
    book = _opened(path)
    left = [MOST_CELLS]
    for number, title in enumerate(book.sheet_names):
        try:
            sheet = book.get_sheet_by_index(number)
        except Exception as error:  # the library fails in every way there is
            raise unreadable(path) from error
        rows = _rows(sheet, left, path)
        yield number + 1, ReadSheet(title, list(islice(rows, _PIECE)))
        while piece := list(islice(rows, _PIECE)):
            yield number + 1, ReadSheet(title, piece)
        merged = [
            (top + 1, start, bottom + 1, end)
            for (top, start), (bottom, end) in sheet.merged_cell_ranges or ()
        ]
        if merged:
            yield number + 1, ReadSheet(title, [], merged)


def _opened(path: Path) -> CalamineWorkbook:
    content = path.read_bytes()
    if content.startswith(b"PK"):
        refuse_unsafe(path)
    elif _LOCKED in content:
        raise _locked(path)
    try:
        return load_workbook(path)
    except PasswordError as error:
        raise _locked(path) from error
    except Exception as error:  # the library fails in every way there is
        raise unreadable(path) from error


def _locked(path: Path) -> OfficeError:
    return OfficeError(
        N_(
            "{name} is locked with a password. Open it in Excel, save it without one and choose "
            "it again."
        ),
        name=path.name,
    )


def _rows(
    sheet: CalamineSheet, left: list[int], path: Path
) -> Iterator[tuple[int, dict[int, Any]]]:
    first = sheet.start[1] if sheet.start else 0
    for number, cells in enumerate(sheet.iter_rows(), 1):
        values = {first + at: _plain(cell) for at, cell in enumerate(cells) if cell != ""}
        left[0] -= len(values)
        if left[0] < 0:
            raise unsafe(path)
        if values:
            yield number, values


def _plain(cell: Any) -> Any:
    if isinstance(cell, float) and cell.is_integer() and abs(cell) < 1e15:
        return int(cell)
    return Unknown(cell) if isinstance(cell, str) and cell in _ERRORS else cell
