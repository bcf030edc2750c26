"""Lay out tables: hairlines, a head repeated on each page, rows kept whole."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from intloffice.briefing.document import Align, Column, Span, Spans, Table
from intloffice.briefing.pdf.slabs import Mark, Rule, Slab, Words
from intloffice.briefing.pdf.style import HAIR, HAIRLINE, MUTED, TEXT_HEIGHT, Sheet
from intloffice.briefing.pdf.text import baseline, runs
from intloffice.briefing.typesetting.atoms import Look, Run
from intloffice.briefing.typesetting.lines import Line, set_lines

_GUTTER = 12.0
_ABOVE, _BELOW = 3.9, 3.9


@dataclass(frozen=True)
class _Place:
    """Where a column stands."""

    x: float
    width: float
    align: Align

    def shift(self, line: Line) -> float:
        """Tell where a line begins."""
        spare = self.width - line.width
        return self.x + {"left": 0.0, "center": spare / 2, "right": spare}[self.align]


def table(block: Table, width: float, sheet: Sheet) -> list[Slab]:
    """Lay out a table; its head is tied to the first row, its last row to the one before."""
    places = _places(block.columns, width)
    titles = tuple((Span(column.title),) for column in block.columns)
    look = sheet.look(8.4, MUTED, "strong")
    head = _row(
        [_cell(*pair, look, sheet) for pair in zip(titles, places, strict=True)],
        places,
        sheet,
        width,
    )
    rule = Rule(0.0, head.height, width, head.height, 0.9, sheet.accent)
    head = replace(head, marks=(*head.marks[:-1], rule))
    slabs = [*_caption(block.caption, sheet, width), head]
    slabs = [replace(slab, tied=number > 0) for number, slab in enumerate(slabs)]
    slabs[0] = replace(slabs[0], space=8.0)
    last = len(block.rows) - 1
    for number, row in enumerate(block.rows):
        cells = [_cell(*pair, sheet.cell, sheet) for pair in zip(row, places, strict=True)]
        parts = _parted(cells, places, sheet, width, TEXT_HEIGHT - head.height)
        tied = number == 0 or (number == last and last > 1)
        slabs += [
            replace(part, tied=tied and not at, head=(head,)) for at, part in enumerate(parts)
        ]
    return slabs


def _places(columns: Sequence[Column], width: float) -> list[_Place]:
    room = width - _GUTTER * (len(columns) - 1)
    total = sum(column.weight for column in columns)
    places, x = [], 0.0
    for column in columns:
        own = room * column.weight / total
        places.append(_Place(x, own, column.align))
        x += own + _GUTTER
    return places


def _caption(text: str, sheet: Sheet, width: float) -> list[Slab]:
    if not text:
        return []
    look, leading = sheet.small, sheet.small_leading
    lines = set_lines([Run(text, look)], width, justified=False)
    return [Slab(leading, (Words(line, 0.0, baseline(leading, look.size)),)) for line in lines]


def _cell(spans: Spans, place: _Place, look: Look, sheet: Sheet) -> tuple[Line, ...]:
    dressed = runs(spans, look, sheet)
    return set_lines(dressed, place.width, justified=False, hyphenation=sheet.hyphenation)


def _row(
    cells: Sequence[Sequence[Line]], places: Sequence[_Place], sheet: Sheet, width: float
) -> Slab:
    leading, size = sheet.cell_leading, sheet.cell.size
    height = _ABOVE + _BELOW + leading * max(1, *map(len, cells), 1)
    marks: list[Mark] = [
        Words(line, place.shift(line), _ABOVE + at * leading + baseline(leading, size))
        for cell, place in zip(cells, places, strict=True)
        for at, line in enumerate(cell)
    ]
    marks.append(Rule(0.0, height, width, height, HAIR, HAIRLINE))
    return Slab(height, tuple(marks))


def _parted(
    cells: Sequence[Sequence[Line]],
    places: Sequence[_Place],
    sheet: Sheet,
    width: float,
    most: float,
) -> list[Slab]:
    """Part a row that is taller than a page, and no other."""
    fit = int((most - _ABOVE - _BELOW) / sheet.cell_leading)
    tallest = max(map(len, cells), default=0)
    parts = [
        _row([cell[at : at + fit] for cell in cells], places, sheet, width)
        for at in range(0, max(tallest, 1), fit)
    ]
    return [
        *(replace(part, marks=part.marks[:-1]) for part in parts[:-1]),
        parts[-1],
    ]
