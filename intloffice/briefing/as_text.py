"""A briefing as plain text: in reading order, wrapped, its columns aligned also in Chinese."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import zip_longest
from typing import Any

from intloffice.briefing.document import (
    BarChart,
    Beside,
    Block,
    Bullets,
    Cards,
    Document,
    Footnotes,
    Heading,
    KeyFigures,
    PageBreak,
    Paragraph,
    Roll,
    Spans,
    Table,
)
from intloffice.briefing.typesetting import characters

#: Columns of a line; a full-width character takes two.
WIDTH = 78
_GAP = 2
_LEAST = 6


def text(document: Document) -> str:
    """Write a document as plain text, each block apart from the next."""
    head = [document.letterhead, "", document.title, _rule(document.title, "="), document.subtitle]
    blocks = [_written(block) for block in _flat(document.blocks)]
    foot = ["-" * WIDTH, *wrapped(document.footer, WIDTH)]
    parts = [wrapped_all(head), *filter(None, blocks), foot]
    return "\n\n".join("\n".join(line.rstrip() for line in part) for part in parts) + "\n"


def wrapped(line: str, width: int) -> list[str]:
    """Break a text into lines of so many columns, after blanks or between full-width characters.

    No line begins with a mark that closes or refers to a note, or ends with one that opens. A
    word longer than a line is broken where it must be.
    """
    lines, current = [], ""
    for piece in _pieces(characters.clean(line)):
        if current and columns(current + piece.rstrip()) > width:
            lines.append(current)
            current = piece.lstrip()
        else:
            current += piece
        while columns(current.rstrip()) > width:
            cut = _cut(current, width)
            lines.append(current[:cut])
            current = current[cut:]
    if current.strip() or not lines:
        lines.append(current)
    return [each.rstrip() for each in lines]


def wrapped_all(lines: Iterable[str]) -> list[str]:
    """Break several texts into lines; an empty one stays an empty line."""
    return [part for line in lines for part in wrapped(line, WIDTH)]


def columns(line: str) -> int:
    """Tell how many columns a text takes."""
    return sum(
        0 if characters.is_combining(sign) else 2 if characters.is_wide(sign) else 1
        for sign in line
    )


def _pieces(line: str) -> Iterator[str]:
    """Give the pieces of a text that may not be broken, each with the blanks after it."""
    piece = ""
    for sign, following in zip_longest(line, line[1:], fillvalue=""):
        piece += sign
        if following and _may_break(sign, following):
            yield piece
            piece = ""
    if piece:
        yield piece


def _may_break(before: str, after: str) -> bool:
    if after in " [" or before in characters.NO_END or after in characters.NO_START:
        return False
    if before == " ":
        return True
    return characters.is_wide(before) or characters.is_wide(after)


def _cut(piece: str, width: int) -> int:
    return next(at for at in range(len(piece), 0, -1) if columns(piece[:at]) <= width or at == 1)


def _plain(spans: Spans) -> str:
    return "".join(span.text + "".join(f"[{number}]" for number in span.notes) for span in spans)


def _rule(line: str, sign: str) -> str:
    return sign * min(WIDTH, columns(line))


def _flat(blocks: Iterable[Block]) -> Iterator[Block]:
    for block in blocks:
        if isinstance(block, Beside):
            yield from _flat((*block.left, *block.right))
        elif not isinstance(block, PageBreak):
            yield block


def _written(block: Block) -> list[str]:
    return _WRITE[type(block)](block)


def _heading(block: Heading) -> list[str]:
    line = f"{block.text} {block.aside}".rstrip()
    return [*wrapped(line, WIDTH), _rule(line, "-" if block.level == 1 else "·")]


def _paragraph(block: Paragraph) -> list[str]:
    return wrapped(_plain(block.spans), WIDTH)


def _key_figures(block: KeyFigures) -> list[str]:
    widest = max((columns(figure.value) for figure in block.figures), default=0)
    return [
        line
        for figure in block.figures
        for line in _hanging(_padded(figure.value, widest, "right") + "  ", figure.label)
    ]


def _bullets(block: Bullets) -> list[str]:
    return [line for item in block.items for line in _hanging("- ", _plain(item))]


def _roll(block: Roll) -> list[str]:
    items = [line for item in block.items for line in _hanging("- ", item)]
    return [*wrapped(_plain(block.label), WIDTH), *items]


def _cards(block: Cards) -> list[str]:
    lines: list[str] = []
    for card in block.cards:
        lines += [*([""] if lines else []), *wrapped(_plain(card.name), WIDTH)]
        lines += wrapped(_plain(card.line), WIDTH)
        widest = max((columns(label) for label, _ in card.rows), default=0)
        for label, spans in card.rows:
            lines += _hanging(f"  {_padded(label, widest)}  ", _plain(spans))
    return lines


def _chart(block: BarChart) -> list[str]:
    rows = [(series.label, *map(str, series.values)) for series in block.series]
    numbers = ["right"] * len(block.categories)
    return [block.title, *_aligned([("", *block.categories), *rows], ["left", *numbers])]


def _table(block: Table) -> list[str]:
    head = tuple(column.title for column in block.columns)
    rows = [tuple(_plain(cell) for cell in row) for row in block.rows]
    caption = wrapped(block.caption, WIDTH) if block.caption else []
    return [*caption, *_aligned([head, *rows], [column.align for column in block.columns])]


def _footnotes(block: Footnotes) -> list[str]:
    return [
        line
        for number, note in enumerate(block.notes, block.first)
        for line in _hanging(f"[{number}] ", note)
    ]


def _hanging(mark: str, line: str) -> list[str]:
    indent = columns(mark)
    lines = wrapped(line, WIDTH - indent)
    return [mark + lines[0], *(" " * indent + following for following in lines[1:])]


def _aligned(rows: Sequence[Sequence[str]], aligns: Sequence[str]) -> list[str]:
    """Set rows in columns; the first row is the head, ruled off."""
    needed = [max(map(columns, cells)) for cells in zip(*rows, strict=True)]
    widths = fitted(needed, WIDTH - _GAP * (len(needed) - 1))
    lines: list[str] = []
    for number, row in enumerate(rows):
        cells = [wrapped(cell, width) for cell, width in zip(row, widths, strict=True)]
        for parts in zip_longest(*cells, fillvalue=""):
            padded = map(_padded, parts, widths, aligns)
            lines.append((" " * _GAP).join(padded))
        if number == 0:
            lines.append((" " * _GAP).join("-" * width for width in widths))
    return lines


def fitted(needed: Iterable[int], room: int) -> list[int]:
    """Give each column what it needs; where that is too much, take from the widest."""
    widths = [max(1, need) for need in needed]
    while sum(widths) > room and max(widths) > _LEAST:
        widths[widths.index(max(widths))] -= 1
    return widths


def _padded(cell: str, width: int, align: str = "left") -> str:
    blank = " " * (width - columns(cell))
    return f"{blank}{cell}" if align == "right" else f"{cell}{blank}"


_WRITE: Mapping[type, Callable[[Any], list[str]]] = {
    Heading: _heading,
    Paragraph: _paragraph,
    KeyFigures: _key_figures,
    Table: _table,
    BarChart: _chart,
    Bullets: _bullets,
    Cards: _cards,
    Roll: _roll,
    Footnotes: _footnotes,
}
