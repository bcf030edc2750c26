"""Lay out cards: a name, what stands under it, labelled rows, and a photo beside them."""

from dataclasses import replace

from intloffice.briefing.document import Card, Cards, Spans
from intloffice.briefing.pdf.parts import part
from intloffice.briefing.pdf.slabs import Mark, Picture, Rule, Slab, Words
from intloffice.briefing.pdf.style import FAINT, HAIR, HAIRLINE, Sheet
from intloffice.briefing.pdf.text import baseline, runs
from intloffice.briefing.typesetting.atoms import Run
from intloffice.briefing.typesetting.lines import set_lines

_PHOTO_WIDTH, _PHOTO_HEIGHT = 60.0, 78.0
_BESIDE, _PADDING = 14.0, 7.0
#: The share of the page's width that labels stand in, beside a photo or not.
_LABEL = 0.22
_NAME = 11.0


def cards(block: Cards, width: float, sheet: Sheet) -> list[Slab]:
    """Lay out each card as one slab, ruled off from the next."""
    slabs = [_card(card, width, sheet) for card in block.cards]
    return [replace(slab, space=0.0 if number else 4.0) for number, slab in enumerate(slabs)]


def _card(card: Card, width: float, sheet: Sheet) -> Slab:
    room = width - (_PHOTO_WIDTH + _BESIDE if card.photo else 0.0)
    marks: list[Mark] = []
    y = _PADDING
    name = sheet.look(_NAME, weight="strong")
    named, told = (part("P"),), (part("P"),)
    for line in set_lines(runs(card.name, name, sheet), room, justified=False):
        marks.append(Words(line, 0.0, y + baseline(16.0, _NAME), named))
        y += 16.0
    for line in set_lines(runs(card.line, sheet.cell, sheet), room, justified=False):
        marks.append(Words(line, 0.0, y + baseline(sheet.cell_leading, sheet.cell.size), told))
        y += sheet.cell_leading
    y += 2.0 if card.rows else 0.0
    for row in card.rows:
        y = _row(row, (y, room, width * _LABEL), marks, sheet)
    if card.photo:
        left = width - _PHOTO_WIDTH
        marks.append(Picture(left, _PADDING, _PHOTO_WIDTH, _PHOTO_HEIGHT, card.photo))
        y = max(y, _PADDING + _PHOTO_HEIGHT)
    y += _PADDING
    marks.append(Rule(0.0, y, width, y, HAIR, HAIRLINE))
    return Slab(y, tuple(marks))


def _row(
    row: tuple[str, Spans], place: tuple[float, float, float], marks: list[Mark], sheet: Sheet
) -> float:
    """Set a label and what belongs to it side by side; tells how far down they reach."""
    (label, spans), (y, room, indent) = row, place
    said = set_lines(
        runs(spans, sheet.cell, sheet),
        room - indent,
        justified=False,
        hyphenation=sheet.hyphenation,
    )
    named = set_lines([Run(label, sheet.look(7.9, FAINT))], indent - 8.0, justified=False)
    down, own = baseline(sheet.cell_leading, sheet.cell.size), (part("P"),)
    for lines, x in ((named, 0.0), (said, indent)):
        for at, line in enumerate(lines):
            marks.append(Words(line, x, y + at * sheet.cell_leading + down, own))
    return y + max(len(said), len(named)) * sheet.cell_leading
