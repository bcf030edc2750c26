"""Lay out many short items side by side, in as many columns as take the least room."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from math import ceil

from intloffice.briefing.document import Roll
from intloffice.briefing.pdf.parts import part
from intloffice.briefing.pdf.slabs import Mark, Slab, Words, spaced, within
from intloffice.briefing.pdf.style import Sheet
from intloffice.briefing.pdf.text import baseline, runs, slabs_of
from intloffice.briefing.typesetting.atoms import Run
from intloffice.briefing.typesetting.lines import Line, set_lines

_GUTTER = 14.0
_MOST_ACROSS = 4
#: How far the second line of an item begins after the first.
_HANGING = 7.0
_ENDLESS = 10_000.0


def roll(block: Roll, width: float, sheet: Sheet) -> list[Slab]:
    """Lay out a label and its items below it, row by row; no row is parted from the label."""
    look, leading = sheet.look(7.7), sheet.small_leading
    said = set_lines(runs(block.label, look, sheet), width, justified=False)
    slabs = list(spaced(slabs_of(said, leading, look.size), sheet.between(7.0, 4.0)))
    slabs = within(slabs, part("P"))
    items = [set_lines([Run(item, look)], _ENDLESS, justified=False) for item in block.items]
    across = _across([sum(line.width for line in lines) for lines in items], width)
    room = (width - _GUTTER * (across - 1)) / across
    whole = part("L")
    for at in range(0, len(items), across):
        cells = [
            lines
            if sum(line.width for line in lines) <= room
            else set_lines([Run(item, look)], room - _HANGING, justified=False)
            for lines, item in zip(
                items[at : at + across], block.items[at : at + across], strict=True
            )
        ]
        row = _row(cells, room + _GUTTER, leading, look.size)
        tied = at == 0 or at + across >= len(items)
        slabs += within([replace(row, tied=tied)], whole)
    return slabs


def _across(widths: Sequence[float], width: float) -> int:
    """Find the number of columns that takes the fewest lines, and of those the smallest."""

    def lines(across: int) -> int:
        room = (width - _GUTTER * (across - 1)) / across
        needed = [1 if own <= room else ceil(own / (room - _HANGING)) for own in widths]
        return sum(max(needed[at : at + across]) for at in range(0, len(needed), across))

    return min(range(1, _MOST_ACROSS + 1), key=lines)


def _row(cells: Iterable[Sequence[Line]], step: float, leading: float, size: float) -> Slab:
    marks: list[Mark] = []
    height = leading
    for number, cell in enumerate(cells):
        own = (part("LI"), part("LBody"))
        height = max(height, leading * len(cell))
        for at, line in enumerate(cell):
            x = number * step + (_HANGING if at else 0.0)
            marks.append(Words(line, x, at * leading + baseline(leading, size), own))
    return Slab(height, tuple(marks))
