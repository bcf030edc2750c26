"""Lay out the strip of key figures under the title."""

from math import ceil

from intloffice.briefing.document import KeyFigure, KeyFigures
from intloffice.briefing.pdf.parts import part
from intloffice.briefing.pdf.slabs import Area, Mark, Rule, Slab, Words
from intloffice.briefing.pdf.style import HAIR, HAIRLINE, Sheet
from intloffice.briefing.pdf.text import baseline
from intloffice.briefing.typesetting.atoms import Run
from intloffice.briefing.typesetting.lines import Line, set_balanced, set_lines

_MOST_IN_A_ROW = 5
_VALUE, _VALUE_LEADING = 19.0, 24.0
_PADDING = (7.0, 4.5)
_INSET = 9.0


def key_figures(block: KeyFigures, width: float, sheet: Sheet) -> list[Slab]:
    """Lay out figures side by side, in as many rows as they need."""
    figures = block.figures
    if not figures:
        return []
    in_a_row = ceil(len(figures) / ceil(len(figures) / _MOST_IN_A_ROW))
    rows = [figures[at : at + in_a_row] for at in range(0, len(figures), in_a_row)]
    return [
        _row(row, width, width / in_a_row, sheet, first=number == 0)
        for number, row in enumerate(rows)
    ]


def _row(
    figures: tuple[KeyFigure, ...], width: float, cell: float, sheet: Sheet, *, first: bool
) -> Slab:
    look, leading = sheet.small, sheet.small_leading
    labels = [
        set_balanced([Run(figure.label, look)], _room(cell, number))
        for number, figure in enumerate(figures)
    ]
    padding = sheet.between(*_PADDING)
    height = 2 * padding + _VALUE_LEADING + leading * max(map(len, labels)) - 1.0
    marks: list[Mark] = [Rule(0.0, height, width, height, HAIR, HAIRLINE)]
    if first:
        marks.append(Rule(0.0, 0.0, width, 0.0, HAIR, HAIRLINE))
    for number, (figure, label) in enumerate(zip(figures, labels, strict=True)):
        left = number * cell
        x = left + (_INSET if number else 0.0)
        if number:
            marks.append(Rule(left, 0.0, left, height, HAIR, HAIRLINE))
        value = _value(figure, _room(cell, number), sheet)
        own = (part("P"),)
        marks.append(Words(value, x, padding + baseline(_VALUE_LEADING, _VALUE) - 1.0, own))
        for at, line in enumerate(label):
            y = padding + _VALUE_LEADING + at * leading + baseline(leading, look.size)
            marks.append(Words(line, x, y, own))
        if figure.fact:
            marks.append(Area(left, 0.0, cell, height, figure.fact))
    return Slab(
        height, tuple(marks), space=sheet.between(15.0, 10.0) if first else 0.0, tied=not first
    )


def _room(cell: float, number: int) -> float:
    return cell - _INSET - (_INSET if number else 0.0)


def _value(figure: KeyFigure, room: float, sheet: Sheet) -> Line:
    """Set a value in one line, smaller if need be."""
    size = _VALUE
    while True:
        run = Run(figure.value or "–", sheet.look(size, sheet.accent, "display"))
        line = set_lines([run], 10 * room, justified=False)[0]
        if line.width <= room or size < 9.0:
            return line
        size -= 1.0
