"""Read a file of any of the formats that offices keep their registers in."""

from collections.abc import Iterator
from pathlib import Path

from intloffice.errors import OfficeError
from intloffice.i18n import N_
from intloffice.spreadsheets import delimited, older, workbook
from intloffice.spreadsheets.guarding import LARGEST_FILE, unreadable
from intloffice.spreadsheets.rowscan import Half
from intloffice.spreadsheets.rowtext import NotPlainError
from intloffice.spreadsheets.sheet import ReadSheet

#: What a file's name may end in.
ENDINGS = (".xlsx", ".xlsm", ".xls", ".ods", ".csv", ".tsv", ".txt")
_TEXTS = frozenset({".csv", ".tsv", ".txt"})
_ZIP, _OLE = b"PK", bytes.fromhex("d0cf11e0a1b11ae1")
_OPEN_DOCUMENT = b"mimetypeapplication/vnd.oasis.opendocument.spreadsheet"
_LOOKED_AT = 4096
#: How Excel and LibreOffice call the file by which they mark one that is open.
_OPEN_ELSEWHERE = ("~$", ".~lock.")


def pieces(path: Path, half: Half | None = None) -> Iterator[tuple[int, ReadSheet]]:
    """Read the sheets of a file in pieces, each with the number of its sheet from 1.

    What the file is is told by what is in it, since a name may lie. Raise OfficeError where it
    is no sheet, or could do harm, and NotPlainError where one half of its rows was asked for, and
    they cannot be read apart.
    """
    if path.name.startswith(_OPEN_ELSEWHERE):
        raise OfficeError(
            N_(
                "{name} only says that a workbook is open in another program. Choose the workbook "
                "itself; it may be read while it is open, as it was last saved."
            ),
            name=path.name,
        )
    head = _head(path)
    is_zip = head.startswith(_ZIP)
    is_open_document = is_zip and _OPEN_DOCUMENT in head
    if is_zip and not is_open_document:
        return workbook.pieces(path, half)
    if half is not None:
        raise NotPlainError
    if is_open_document or head.startswith(_OLE):
        return older.pieces(path)
    if head.lstrip().lower().startswith((b"<html", b"<!doctype html", b"<table", b"<?xml")):
        raise OfficeError(
            N_(
                "{name} is a web page under another name. Open it in Excel, save it as .xlsx and "
                "choose that file."
            ),
            name=path.name,
        )
    if path.suffix.lower() in _TEXTS:
        return delimited.pieces(path)
    raise unreadable(path)


def _head(path: Path) -> bytes:
    try:
        if path.stat().st_size > LARGEST_FILE:
            raise OfficeError(
                N_("{name} is larger than {most}. Nothing was read."),
                name=path.name,
                most=f"{LARGEST_FILE // 2**20} MB",
            )
        with path.open("rb") as file:
            return file.read(_LOOKED_AT)
    except OSError as error:
        raise OfficeError(
            N_("{name} could not be opened: {reason}."),
            name=path.name,
            reason=error.strerror or str(error),
        ) from error
