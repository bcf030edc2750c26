"""Lay out the blocks of a document one after the other."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from typing import Any

from intloffice.briefing.document import (
    BarChart,
    Beside,
    Block,
    Bullets,
    Cards,
    Footnotes,
    Heading,
    KeyFigures,
    PageBreak,
    Paragraph,
    Roll,
    Table,
)
from intloffice.briefing.pdf.cards import cards
from intloffice.briefing.pdf.chart import chart
from intloffice.briefing.pdf.figures import key_figures
from intloffice.briefing.pdf.roll import roll
from intloffice.briefing.pdf.slabs import Slab, moved, stacked
from intloffice.briefing.pdf.style import TEXT_HEIGHT, Sheet
from intloffice.briefing.pdf.table import natural_width, table
from intloffice.briefing.pdf.text import bullets, footnotes, heading, paragraph

_LEFT_SHARE, _BETWEEN = (0.585, 0.62), 20.0
#: How much of the width, and of the height of the text, a table beside it may take.
_WIDEST, _TALLER = 0.62, 2.0
#: The shares of the width that are tried for the left of two lists.
_SHARES = (0.5, 0.54, 0.58, 0.6, 0.62, 0.64, 0.66, 0.68)
#: The least space after what is looked at rather than read.
_FIGURES, _AFTER_FIGURES = (KeyFigures, Table, BarChart, Beside), 12.0


def laid_out(blocks: Iterable[Block], width: float, sheet: Sheet) -> list[Slab]:
    """Lay out blocks; what follows a heading is tied to it, and a list to what announces it."""
    slabs: list[Slab] = []
    after_heading = announced = False
    page: PageBreak | None = None
    least = 0.0
    for block in _lists_joined(blocks):
        if isinstance(block, PageBreak):
            page = block
            continue
        own = _LAY_OUT[type(block)](block, width, sheet)
        if not own:
            continue
        space = 3.5 if after_heading else max(own[0].space, least)
        least = _AFTER_FIGURES if isinstance(block, _FIGURES) else 0.0
        tied = after_heading or own[0].tied or (announced and isinstance(block, Bullets))
        first = replace(own[0], tied=tied and page is None, space=space)
        if page is not None:
            first = replace(first, new_page=True, sparing=page.sparing)
        slabs += (first, *own[1:])
        after_heading, announced, page = *_leads(block), None
    return slabs


def _lists_joined(blocks: Iterable[Block]) -> list[Block]:
    """Make one list of lists that follow each other."""
    joined: list[Block] = []
    for block in blocks:
        if isinstance(block, Bullets) and joined and isinstance(joined[-1], Bullets):
            joined[-1] = Bullets((*joined[-1].items, *block.items))
        else:
            joined.append(block)
    return joined


def _leads(block: Block) -> tuple[bool, bool]:
    """Tell whether a block heads what follows, and whether it can announce a list."""
    heads = isinstance(block, Heading) or (isinstance(block, Roll) and not block.items)
    return heads, isinstance(block, Paragraph)


def _beside(block: Beside, width: float, sheet: Sheet) -> list[Slab]:
    """Lay out two columns as one slab, or one below the other if no page can hold them.

    A table is as wide as it needs to be; it stands beside the text only where that saves room, and
    what is sparing only where that saves a page.
    """
    if block.sparing:
        return _sparing(block, width, sheet)
    right_width = (width - _BETWEEN) * (1 - sheet.between(*_LEFT_SHARE))
    tables = [each for each in block.right if isinstance(each, Table)]
    if tables:
        right_width = max(right_width, *(natural_width(each, sheet) for each in tables))
    left = stacked(laid_out(block.left, max(width - _BETWEEN - right_width, 1.0), sheet))
    right = stacked(laid_out(block.right, right_width, sheet))
    height = max(left.height, right.height)
    if height > TEXT_HEIGHT or (tables and right.height > _TALLER * left.height):
        return laid_out((*block.left, *block.right), width, sheet)
    if tables:
        below = laid_out((*block.left, *block.right), width, sheet)
        if right_width > _WIDEST * width or stacked(below).height <= height:
            return below
    down = 0.0 if tables or left.height <= right.height else 4.0
    return [_side_by_side(left, right, width - right_width, down)]


def _side_by_side(left: Slab, right: Slab, x: float, down: float = 0.0) -> Slab:
    marks = (*left.marks, *moved(right.marks, x, down))
    height = max(left.height, right.height + down)
    return Slab(height, marks, space=left.space or right.space)


def _sparing(block: Beside, width: float, sheet: Sheet) -> list[Slab]:
    """Lay out two columns of the widths that take the least room, if less than one column."""
    below = laid_out((*block.left, *block.right), width, sheet)
    if not sheet.close:
        return below
    pairs = []
    for share in _SHARES:
        room = (width - _BETWEEN) * share
        left = stacked(laid_out(block.left, room, sheet))
        right = stacked(laid_out(block.right, width - _BETWEEN - room, sheet))
        pairs.append(_side_by_side(left, right, room + _BETWEEN))
    least = min(pairs, key=lambda pair: pair.height)
    return [least] if least.height < stacked(below).height else below


_LAY_OUT: Mapping[type, Callable[[Any, float, Sheet], list[Slab]]] = {
    Heading: heading,
    Paragraph: paragraph,
    KeyFigures: key_figures,
    Table: table,
    BarChart: chart,
    Beside: _beside,
    Bullets: bullets,
    Cards: cards,
    Roll: roll,
    Footnotes: footnotes,
}
