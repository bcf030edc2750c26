"""A table as spreadsheets, letters and mails take it from the clipboard."""

import html
from collections.abc import Iterable, Sequence

from PySide6.QtCore import QMimeData, QStringListModel

#: Told to Excel, which would else make days of room numbers and drop the noughts of an id.
_AS_TEXT = "style=\"mso-number-format:'\\@'\""


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
