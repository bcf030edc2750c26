"""Look into a file before it is opened as a workbook, so that none can do harm by being read."""

import re
import zipfile
import zlib
from pathlib import Path

from intloffice.errors import OfficeError
from intloffice.i18n import N_

#: What a workbook may be at most; ours of 100,000 records stay well below.
LARGEST_FILE = 50 * 2**20
LARGEST_CONTENT = 300 * 2**20
MOST_PARTS = 5_000
MOST_SHEETS = 500
MOST_CELLS = 8_000_000
MOST_ROWS = 1_048_576
_MOST_PACKED = 200
_PACKING_MATTERS_FROM = 2**20

_DECLARATION = re.compile(rb"<!\s*(DOCTYPE|ENTITY)", re.IGNORECASE)
#: How a part begins whose first element is open: no declaration may stand behind that, and every
#: parser refuses one that does.
_BEGUN = re.compile(rb"(?:\xef\xbb\xbf)?\s*(?:<\?xml[^<>]*\?>)?\s*<[A-Za-z_]")
_BLOCK = 2**20


def refuse_unsafe(path: Path) -> None:
    """Raise OfficeError where a file is no workbook, or holds what no workbook needs."""
    try:
        if path.stat().st_size > LARGEST_FILE:
            raise OfficeError(
                N_("{name} is larger than {most}. Nothing was read."),
                name=path.name,
                most=f"{LARGEST_FILE // 2**20} MB",
            )
        with zipfile.ZipFile(path) as file:
            _refuse_strange_parts(file, path)
            for part in file.infolist():
                if part.filename.lower().endswith((".xml", ".rels")):
                    _refuse_declarations(file, part, path)
    except OSError as error:
        raise OfficeError(
            N_("{name} could not be opened: {reason}."),
            name=path.name,
            reason=error.strerror or str(error),
        ) from error
    except (ValueError, EOFError, NotImplementedError, RuntimeError, *_BROKEN) as error:
        raise unreadable(path) from error


def unreadable(path: Path) -> OfficeError:
    """Make the failure that says that a file is not a workbook."""
    return OfficeError(
        N_("{name} is not a workbook that can be read (.xlsx). Nothing was changed."),
        name=path.name,
    )


def unsafe(path: Path) -> OfficeError:
    """Make the failure that says that a file holds what a workbook of an office does not."""
    return OfficeError(
        N_("{name} holds more, or other, than a workbook needs. Nothing was read."),
        name=path.name,
    )


def unwritten(path: Path, reason: str) -> OfficeError:
    """Make the failure that says that a file could not be written, and why."""
    return OfficeError(
        N_("{path} could not be written: {reason}. What was there before was kept."),
        path=path,
        reason=reason,
    )


_BROKEN = (zipfile.BadZipFile, zlib.error)


def _refuse_strange_parts(file: zipfile.ZipFile, path: Path) -> None:
    parts = file.infolist()
    names = {part.filename.lower() for part in parts}
    if (
        len(parts) > MOST_PARTS
        or len(names) < len(parts)
        or sum(part.file_size for part in parts) > LARGEST_CONTENT
        or any(_is_strange(part) for part in parts)
    ):
        raise unsafe(path)


def _is_strange(part: zipfile.ZipInfo) -> bool:
    name = part.filename.replace("\\", "/")
    outside = name.startswith("/") or ".." in name.split("/") or ":" in name
    too_dense = part.file_size > _PACKING_MATTERS_FROM and part.file_size > _MOST_PACKED * max(
        part.compress_size, 1
    )
    return outside or too_dense or bool(part.flag_bits & 1)


def _refuse_declarations(file: zipfile.ZipFile, part: zipfile.ZipInfo, path: Path) -> None:
    """Refuse a document type, or an encoding in which one could hide, anywhere in a part.

    Of a large one only the beginning is read, if that leaves no room for any.
    """
    with file.open(part) as opened:
        block = opened.read(_BLOCK)
        if b"\0" in block[:200] or block.startswith((b"\xfe\xff", b"\xff\xfe")):
            raise unsafe(path)
        is_begun = _BEGUN.match(block) is not None
        tail = b""
        while block:
            if _DECLARATION.search(tail + block):
                raise unsafe(path)
            if is_begun:
                return
            tail = block[-16:]
            block = opened.read(_BLOCK)
