"""What a row of a sheet says, and whether it may be headings."""

import re
from collections.abc import Mapping
from typing import Any

from intloffice.names.folding import fold
from intloffice.spreadsheets.sheet import Unknown

Cells = Mapping[int, Any]
#: A row of a sheet: its number and its cells by column.
Line = tuple[int, Cells]

#: How a number, a day or a serial number begins, and no heading.
FIGURE = re.compile(r"\s*[-+¥$€]?[0-9０-９]|\s*(?:平成|昭和|令和)[0-9０-９元]")
_LONGEST_HEADING = 80


def may_head(cells: Cells) -> bool:
    """Tell whether a row may be headings: short texts only, none of them a number or a day."""
    return len(cells) >= 2 and all(
        isinstance(cell, str) and len(cell) <= _LONGEST_HEADING and not FIGURE.match(cell)
        for cell in cells.values()
    )


def said(cells: Cells) -> tuple[str, ...]:
    """Give the texts of a row as they are compared."""
    return tuple(fold(one_line(cell)).strip() for _, cell in sorted(cells.items()))


def says(cells: Cells) -> bool:
    """Tell whether a row says anything."""
    return any(not isinstance(cell, str) or cell.strip() for cell in cells.values())


def one_line(cell: Any) -> str:
    """Give what a cell shows, in one line."""
    return " ".join(str(cell.shown if isinstance(cell, Unknown) else cell).split())


def text(cells: Cells) -> str:
    """Give what a row says, in one line that is not endless."""
    return " | ".join(one_line(cell) for _, cell in sorted(cells.items()))[:200]
