"""Lay out tables: hairlines, a head repeated on each page, rows kept whole."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from intloffice.briefing.document import Align, Span, Spans, Table
from intloffice.briefing.pdf.parts import Part, part
from intloffice.briefing.pdf.slabs import Mark, Rule, Slab, Words, within
from intloffice.briefing.pdf.style import HAIR, HAIRLINE, MUTED, TEXT_HEIGHT, Sheet
from intloffice.briefing.pdf.text import baseline, runs
from intloffice.briefing.typesetting.atoms import Look, Run
from intloffice.briefing.typesetting.lines import Line, set_lines

_GUTTER = 12.0
#: A column that needs no more than this share of the table is given what it needs.
_NARROW = 0.22
_ROWS_MEASURED, _ENDLESS = 200, 10_000.0


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
    places = _places(block, width, sheet)
    titles = tuple((Span(column.title),) for column in block.columns)
    look = _title_look(sheet)
    cells = [_cell(*pair, look, sheet) for pair in zip(titles, places, strict=True)]
    whole = part("Table")
    (head,) = within([_row(cells, places, sheet, width, _cells("TH", cells))], whole, part("TR"))
    rule = Rule(0.0, head.height, width, head.height, 0.9, sheet.accent)
    head = replace(head, marks=(*head.marks[:-1], rule))
    slabs = [*within(_caption(block.caption, sheet, width), whole, part("Caption")), head]
    slabs = [replace(slab, tied=number > 0) for number, slab in enumerate(slabs)]
    slabs[0] = replace(slabs[0], space=8.0)
    last = len(block.rows) - 1
    for number, row in enumerate(block.rows):
        cells = [_cell(*pair, sheet.cell, sheet) for pair in zip(row, places, strict=True)]
        parts = _parted(cells, places, sheet, width, TEXT_HEIGHT - head.height)
        parts = within(parts, whole, part("TR"))
        tied = number == 0 or (number == last and last > 1)
        slabs += [
            replace(part, tied=tied and not at, head=(head,)) for at, part in enumerate(parts)
        ]
    return slabs


def natural_width(block: Table, sheet: Sheet) -> float:
    """Tell how wide a table is where none of its cells is broken."""
    return sum(needed + 1.0 for needed in _needed(block, sheet)) + _GUTTER * (
        len(block.columns) - 1
    )


def _places(block: Table, width: float, sheet: Sheet) -> list[_Place]:
    columns = block.columns
    room = width - _GUTTER * (len(columns) - 1)
    total = sum(column.weight for column in columns)
    shares = [room * column.weight / total for column in columns]
    places, x = [], 0.0
    for column, own in zip(columns, _evened(shares, _needed(block, sheet), room), strict=True):
        places.append(_Place(x, own, column.align))
        x += own + _GUTTER
    return places


def _needed(block: Table, sheet: Sheet) -> list[float]:
    """Tell how wide each column would be if none of its cells were broken."""
    needed = []
    for at, column in enumerate(block.columns):
        head = [Run(column.title, _title_look(sheet))]
        cells = (runs(row[at], sheet.cell, sheet) for row in block.rows[:_ROWS_MEASURED])
        lines = (set_lines(cell, _ENDLESS, justified=False) for cell in (head, *cells))
        needed.append(max((line.width for cell in lines for line in cell), default=0.0) + 0.5)
    return needed


def _evened(shares: list[float], needed: list[float], room: float) -> list[float]:
    """Widen columns that lack little, at the cost of those that have to spare or are widest."""
    widths = list(shares)
    for at in sorted(range(len(widths)), key=lambda at: needed[at] - widths[at]):
        lack = needed[at] - widths[at]
        if lack <= 0:
            continue
        spare = [max(0.0, own - need) for own, need in zip(widths, needed, strict=True)]
        if sum(spare) < lack and needed[at] <= _NARROW * room:
            widest = max(range(len(widths)), key=widths.__getitem__)
            spare[widest] += max(0.0, widths[widest] - _NARROW * room)
        share = min(1.0, lack / sum(spare)) if any(spare) else 0.0
        widths = [own - share * given for own, given in zip(widths, spare, strict=True)]
        widths[at] += share * sum(spare)
    return widths


def _title_look(sheet: Sheet) -> Look:
    return sheet.look(8.4, MUTED, "strong")


def _caption(text: str, sheet: Sheet, width: float) -> list[Slab]:
    if not text:
        return []
    look, leading = sheet.small, sheet.small_leading
    lines = set_lines([Run(text, look)], width, justified=False)
    return [Slab(leading, (Words(line, 0.0, baseline(leading, look.size)),)) for line in lines]


def _cell(spans: Spans, place: _Place, look: Look, sheet: Sheet) -> tuple[Line, ...]:
    # A date or a name in its own script that is set apart stands in one line where it can.
    dressed = [replace(run, whole=run.look.colour == MUTED) for run in runs(spans, look, sheet)]
    return set_lines(dressed, place.width, justified=False, hyphenation=sheet.hyphenation)


def _cells(role: Literal["TH", "TD"], cells: Sequence[object]) -> list[Part]:
    return [part(role) for _ in cells]


def _row(
    cells: Sequence[Sequence[Line]],
    places: Sequence[_Place],
    sheet: Sheet,
    width: float,
    parts: Sequence[Part],
) -> Slab:
    leading, size = sheet.cell_leading, sheet.cell.size
    air = sheet.cell_air
    height = 2 * air + leading * max(1, *map(len, cells), 1)
    marks: list[Mark] = [
        Words(line, place.shift(line), air + at * leading + baseline(leading, size), (own,))
        for cell, place, own in zip(cells, places, parts, strict=True)
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
    fit = int((most - 2 * sheet.cell_air) / sheet.cell_leading)
    tallest = max(map(len, cells), default=0)
    own = _cells("TD", cells)
    parts = [
        _row([cell[at : at + fit] for cell in cells], places, sheet, width, own)
        for at in range(0, max(tallest, 1), fit)
    ]
    return [
        *(replace(part, marks=part.marks[:-1]) for part in parts[:-1]),
        parts[-1],
    ]
