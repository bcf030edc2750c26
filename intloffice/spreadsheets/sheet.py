"""What a workbook is made of, as plain values."""

import re
import unicodedata
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from dataclasses import field as dataclass_field
from datetime import date
from decimal import Decimal
from enum import Enum
from itertools import chain, islice
from typing import Any

#: First row, first column, last row, last column; rows from 1, columns from 0.
Range = tuple[int, int, int, int]
#: Of a row, numbered from 0, and a column, numbered from 0.
Spot = tuple[int, int]


@dataclass(frozen=True)
class Formula:
    """A formula without its ``=``, and what it comes to as it is written."""

    text: str
    value: int | Decimal


#: What a cell may be given.
CellValue = str | int | Decimal | bool | date | Formula | None

#: In characters; what is broken into lines needs less.
_WIDEST, _WIDEST_WRAPPED, _NARROWEST = 52, 36, 9
#: What a page of A4, laid across, shows side by side without a letter below eight points, and the
#: longest word for which a column is made wider there.
_A_PAGE, _WIDEST_WORD = 164, 18
#: So many signs of a note, which is smaller, stand where one of a row does.
_OF_A_NOTE = 1.1
_UNBROKEN = re.compile(r"[^\s\u2e80-\uffef]+|$")
_PIECE = re.compile(r"[^\s\u2e80-\uffef]+\s*|[\u2e80-\uffef]|\s+")
_LOOKED_AT = 2000
_ROOM = 3


class Form(Enum):
    """How a column's values are written.

    A LINE stays a text whatever is typed over it; a TEXT may be long; a NOTE explains. WHOLE
    numbers are written without marks between the thousands, as years are; a COUNT has them.
    """

    LINE = "line"
    TEXT = "text"
    NOTE = "note"
    LINK = "link"
    WHOLE = "whole"
    COUNT = "count"
    COUNT_LINK = "count that leads elsewhere"
    AMOUNT_LINK = "amount that leads elsewhere"
    CHANGE = "change"
    AMOUNT = "amount"
    DAY = "day"
    FLAG = "flag"


@dataclass(frozen=True)
class Column:
    """A column: its heading, and the form of its values; ``width`` in characters, 0 to fit.

    One that is ``open`` is to be corrected by whoever gets the sheet, also where that is locked.
    Where the sheet is made for ``paper``, what is ``unprinted`` stands on the screen only; no
    column after it is printed either.
    """

    heading: str
    form: Form = Form.LINE
    width: int = 0
    open: bool = False
    unprinted: bool = False


@dataclass(frozen=True)
class Chart:
    """A bar chart of columns of a sheet, one series each; the first column has the categories.

    ``sheet`` is the title of the sheet whose rows are drawn, ``anchor`` the cell at which the
    chart stands; ``columns`` are numbered from 0.
    """

    title: str
    sheet: str
    columns: tuple[int, ...]
    anchor: str


@dataclass(frozen=True)
class Check:
    """What may be entered in a column: a ``list`` to choose from, a date, whole or decimal number.

    ``limits`` are where the list stands, or the least and the most; ``told`` is said to whoever
    enters. Only what is ``strict`` refuses anything else.
    """

    sort: str
    limits: tuple[str, ...]
    told: str = ""
    strict: bool = True


class Stream:
    """Rows that are made while they are written, and once only; how many is known before."""

    def __init__(self, number: int, rows: Iterable[Sequence[CellValue]]) -> None:
        self._number, self._rows = number, iter(rows)
        self._beginning: list[Sequence[CellValue]] = []

    def __len__(self) -> int:
        return self._number

    def __iter__(self) -> Iterator[Sequence[CellValue]]:
        return chain(self._beginning, self._rows)

    def beginning(self, most: int) -> Sequence[Sequence[CellValue]]:
        """Give the first rows before they are written; there may be fewer."""
        self._beginning += islice(self._rows, most - len(self._beginning))
        return self._beginning


@dataclass(frozen=True)
class Sheet:
    """A sheet: notes above (the first is its title), the headings, the rows.

    ``strong_rows`` are the numbers of the rows that stand out as headings of those after them.
    ``wrapped`` breaks long texts into lines and makes the sheet fit the width of a page; one for
    ``paper`` also has columns so narrow that what is printed can be read.
    ``checks`` say, by column, what may be entered in its rows and in those for which there is
    ``room`` below them. Of one that is ``locked`` only open columns and the room can be typed in.
    ``links`` lead from cells of the rows to places in the workbook, as ``'Sheet'!A5``.
    """

    title: str
    columns: Sequence[Column]
    rows: Sequence[Sequence[CellValue]] | Stream
    notes: Sequence[str] = ()
    charts: Sequence[Chart] = ()
    strong_rows: Collection[int] = ()
    filtered: bool = True
    wrapped: bool = False
    paper: bool = False
    frozen_columns: int = 0
    links: Mapping[Spot, str] = dataclass_field(default_factory=dict)
    checks: Mapping[int, Check] = dataclass_field(default_factory=dict)
    room: int = 0
    hidden: bool = False
    locked: bool = False

    @property
    def heading_row(self) -> int:
        """The number of the row with the headings, from 1."""
        return len(self.notes) + 1

    @property
    def leaves_out_empty(self) -> bool:
        """Whether what is empty looks as its column does, so that no cell need be written."""
        return not (self.wrapped or self.locked or self.notes)


@dataclass(frozen=True)
class Unknown:
    """What stands in a cell that has no value to be read: an error, or a formula unreckoned."""

    shown: str


@dataclass(frozen=True)
class ReadSheet:
    """A sheet as read: each row's number, from 1, with its values by column, from 0.

    ``merged`` are the ranges of cells that were made one, as far as the file tells of them.
    """

    title: str
    rows: Sequence[tuple[int, Mapping[int, Any]]]
    merged: Sequence[Range] = ()


def widths(sheet: Sheet) -> Sequence[int]:
    """Tell how wide each column must be to show what it holds."""
    widest = _WIDEST_WRAPPED if sheet.wrapped else _WIDEST
    rows = sheet.rows
    first = rows.beginning(_LOOKED_AT) if isinstance(rows, Stream) else rows[:_LOOKED_AT]
    found, least = [], []
    for number, column in enumerate(sheet.columns):
        texts = {column.heading, *map(_shown, {row[number] for row in first})}
        wide = column.width or min(max(_longest(texts) + _ROOM, _NARROWEST), widest)
        found.append(wide)
        word = max(map(text_width, _words(texts))) + _ROOM if sheet.paper else 0
        least.append(min(max(word, _NARROWEST), _WIDEST_WORD, wide))
    if not sheet.paper:
        return found
    printed = printed_columns(sheet)
    return [*_narrowed(found[:printed], least[:printed]), *found[printed:]]


def printed_columns(sheet: Sheet) -> int:
    """Tell how many columns are printed."""
    marked = (number for number, column in enumerate(sheet.columns) if column.unprinted)
    return next(marked, len(sheet.columns))


def pages_wide(sheet: Sheet) -> int:
    """Tell on how many pages side by side a sheet is printed so that it can be read."""
    if not sheet.paper:
        return 1
    return max(1, -(-sum(widths(sheet)[: printed_columns(sheet)]) // _A_PAGE))


def heading_lines(sheet: Sheet) -> int:
    """Tell in how many lines the headings stand."""
    return max(
        (
            -(-text_width(column.heading) // max(wide - _ROOM, 1))
            for column, wide in zip(sheet.columns, widths(sheet), strict=True)
        ),
        default=1,
    )


def note_lines(sheet: Sheet, note: str) -> int:
    """Tell in how many lines a note stands above the headings.

    Where the sheet is printed on pages side by side, the next shows no more of a note than what
    stands in the first column, which is repeated there.
    """
    if not sheet.wrapped or pages_wide(sheet) == 1:
        return 1
    room = widths(sheet)[0] * _OF_A_NOTE - 1
    lines, left = 1, room
    for piece in _PIECE.findall(note):
        if text_width(piece.rstrip()) > left and left < room:
            lines, left = lines + 1, room
        left -= text_width(piece)
    return lines


def _narrowed(wide: Sequence[int], least: Sequence[int]) -> Sequence[int]:
    """Make columns fit as few pages as they can without breaking their words."""
    pages = max(1, -(-sum(least) // _A_PAGE))
    left, more = pages * _A_PAGE - sum(least), sum(wide) - sum(least)
    if more <= left:
        return wide
    return [low + (high - low) * left // more for high, low in zip(wide, least, strict=True)]


def _words(texts: Iterable[str]) -> Iterator[str]:
    """Cut texts where lines may end; Chinese and Japanese ones may end anywhere."""
    for text in texts:
        yield from _UNBROKEN.findall(text[:200])


def text_width(text: str) -> int:
    """Measure a line in half-width characters: a Chinese or Japanese one is two of them."""
    if text.isascii():
        return len(text)
    return sum(2 if unicodedata.east_asian_width(sign) in "WF" else 1 for sign in text)


def utf16_length(text: str) -> int:
    """Count as Excel counts: signs beyond the first 65,536 are two."""
    return len(text) + sum(sign > "\uffff" for sign in text)


def _longest(texts: Iterable[str]) -> int:
    return max(
        text_width(line[:200])
        for text in texts
        for line in (text.split("\n", 3)[:3] if "\n" in text else (text,))
    )


def _shown(value: CellValue) -> str:
    if isinstance(value, Formula):
        value = value.value
    if isinstance(value, Decimal):
        return f"{value:,.2f}"
    return "" if value is None else str(value)
