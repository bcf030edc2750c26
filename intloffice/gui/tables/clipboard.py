"""A table as spreadsheets, letters and mails take it from the clipboard."""

import html
import re
from collections.abc import Iterable, Sequence

from PySide6.QtCore import QMimeData, QStringListModel

#: Told to Excel, which would else make days of room numbers and drop the noughts of an id.
_AS_TEXT = "style=\"mso-number-format:'\\@'\""
_QUOTED = re.compile(r'"(?:[^"]|"")*"(?=[\t\n]|\Z)')
_BARE = re.compile(r"[^\t\n]*")


def as_table(head: Sequence[str], lines: Iterable[Sequence[str]]) -> QMimeData:
    """Put a heading and lines on the clipboard as text between tabs and as a table."""
    plain, marked = ["\t".join(map(_one_cell, head))], [_line(head, "th")]
    for cells in lines:
        plain.append("\t".join(map(_one_cell, cells)))
        marked.append(_line(cells, "td"))
    made = _empty()
    made.setText("\n".join(plain))
    made.setHtml(f'<meta charset="utf-8"><table>{"".join(marked)}</table>')
    return made


def cells_in(text: str) -> list[list[str]]:
    """Read a table as spreadsheets put it on the clipboard: tabs between cells, a line a row.

    A cell that holds tabs or line breaks stands in quotation marks, those within it doubled. A
    mark that only begins a cell is one of its signs.
    """
    plain = text.replace("\r\n", "\n").replace("\r", "\n").rstrip("\n")
    rows: list[list[str]] = [[]]
    at = 0
    while True:
        quoted = _QUOTED.match(plain, at)
        found = quoted or _BARE.match(plain, at)
        written = found[0] if found else ""
        rows[-1].append(written[1:-1].replace('""', '"') if quoted else written)
        at += len(written)
        if at >= len(plain):
            return rows if plain else []
        if plain[at] == "\n":
            rows.append([])
        at += 1


def _empty() -> QMimeData:
    """Let Qt make what the clipboard keeps: it outlives Python, which may not have made it."""
    model = QStringListModel([""])
    made = model.mimeData([model.index(0, 0)])
    made.clear()
    return made


def _line(cells: Sequence[str], name: str) -> str:
    inner = "".join(f"<{name} {_AS_TEXT}>{html.escape(_one_cell(cell))}</{name}>" for cell in cells)
    return f"<tr>{inner}</tr>"


def _one_cell(text: str) -> str:
    return text.replace("\t", " ").replace("\n", " ")
