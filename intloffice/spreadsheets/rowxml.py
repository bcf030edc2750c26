"""Rows written as the XML of a worksheet.

Text always stays text: what begins with ``= + - @`` or a tab is never a formula, and what looks
like Excel's own escape (``_x000D_``) is escaped in turn (ECMA-376, 22.9.2.19).
"""

import math
import re
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from decimal import Decimal
from functools import lru_cache
from itertools import islice
from typing import Any, cast

from intloffice.errors import OfficeError
from intloffice.i18n import N_
from intloffice.schema.value import clean_text
from intloffice.spreadsheets.sheet import (
    CellValue,
    Form,
    Formula,
    Sheet,
    text_width,
    utf16_length,
    widths,
)

LONGEST_TEXT = 32_767
#: Whole numbers beyond these digits are written as text: Excel would round them.
DIGITS_KEPT = 15
#: The first day that every program counts alike; earlier ones are written as text.
FIRST_DAY = date(1900, 3, 1)

_LINE_HEIGHT, _ROW_ROOM, _MOST_LINES = 13, 4, 24
#: Widths in pixels: of a unit of column width, an indent, a full and an average half-width sign.
_DIGIT, _INDENT, _FULL, _HALF = 7, 14, 13.4, 6.1
_NOTES_ARE = 0.9
#: Excel takes no more on a sheet.
_MOST_LINKS = 65_000
_EPOCH = date(1899, 12, 30).toordinal()
#: What may not stand in XML as it is. (``xml.sax`` would load all of the network's modules.)
_MEANT_OTHERWISE = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})
_IN_QUOTES = str.maketrans({'"': "&quot;", "\n": "&#10;", "\r": "&#13;", "\t": "&#9;"})
_MARKUP = re.compile("[&<>]")
_ESCAPE = re.compile("_(?=x[0-9A-Fa-f]{4}_)")
_ESCAPED = re.compile("_x([0-9A-Fa-f]{4})_")
#: Values that are written in a form of their own in any column.
_OWN_FORMS: dict[type, Form] = {Decimal: Form.AMOUNT, date: Form.DAY}
_LINKS = {Form.COUNT: Form.COUNT_LINK, Form.AMOUNT: Form.AMOUNT_LINK}
_LIVE = ("=", "+", "-", "@", "\t")
#: Stands for the line of a cell until that is known; no text holds it.
_LINE = "\0"
_INLINE = ' t="inlineStr">'
#: A text that is written as it stands, if it can be printed.
_PLAIN = re.compile("[^-&<>_=+@ ][^&<>_]*(?<! )")
_NOT_FIRST = frozenset("-=+@ ")
_SHORT = 1000
#: So many rows are written a column at a time.
_TOGETHER = 500
_EMPTY = {str, type(None)}
#: Kept once they are written: what is equal to no value of another sort.
_KEPT = (str, date, type(None))
_MOST_KEPT = 8000
#: Gives the number of the style for a form, for a text that would be live, for a strong row.
Styles = Callable[[Form, bool, bool], int]


@lru_cache(maxsize=1024)
def column_letters(number: int) -> str:
    """Name a column, numbered from 0."""
    letters = ""
    number += 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def rows_as_xml(sheet: Sheet, style: Styles, opened: Styles | None = None) -> Iterator[str]:
    """Write the rows of a sheet, as they come after its headings.

    ``opened`` are the styles of columns that are open, where they look otherwise.
    """
    styles = [opened if opened and column.open else style for column in sheet.columns]
    letters = [column_letters(number) for number in range(len(sheet.columns))]
    plain = [
        _Cells(letter, column.form, its, are_left_out=sheet.leaves_out_empty)
        for letter, column, its in zip(letters, sheet.columns, styles, strict=True)
    ]
    wide = list(widths(sheet)) if sheet.wrapped else []
    strong, linked = frozenset(sheet.strong_rows), {row for row, _ in sheet.links}
    rows, done, above = iter(sheet.rows), 0, sheet.heading_row + 1
    while block := list(islice(rows, _TOGETHER)):
        columns = zip(*block, strict=True)
        written = [cells.of(values) for cells, values in zip(plain, columns, strict=True)]
        there = [cells for cells in written if cells] or [[""] * len(block)]
        usual = map("".join, zip(*there, strict=True))
        for number, (row, plainly) in enumerate(zip(block, usual, strict=True), done):
            cells = plainly
            if number in strong or number in linked:
                cells = "".join(
                    _cell(letter + _LINE, value, form, its, number in strong)
                    for letter, value, form, its in zip(
                        letters, row, _forms(sheet, number, row), styles, strict=True
                    )
                )
            height = f' ht="{_height(row, sheet, wide)}" customHeight="1"' if wide else ""
            yield f'<row r="{_LINE}"{height}>{cells}</row>'.replace(_LINE, str(above + number))
        done += len(block)


class _Cells(dict[Any, str]):
    """Cells of a column by their values, as they are written; a mark stands for the line.

    Most columns hold few values, each of them often.
    """

    def __init__(self, letter: str, form: Form, style: Styles, *, are_left_out: bool) -> None:
        super().__init__()
        self._place, self._form, self._style = letter + _LINE, form, style
        self._before = f'<c r="{self._place}" s="{style(form, False, False)}"{_INLINE}<is><t>'
        self._are_left_out = are_left_out

    def of(self, values: Sequence[CellValue]) -> Sequence[str]:
        """Write the cells of some rows; nothing where all are empty and left out."""
        sorts = set(map(type, values))
        if not any(values) and sorts <= _EMPTY:
            return [] if self._are_left_out else [self._empty()] * len(values)
        if sorts == {str} and _are_plain(texts := cast("Sequence[str]", values)):
            return [f"{self._before}{text}</t></is></c>" if text else self[text] for text in texts]
        return list(map(self.__getitem__, values))

    def __missing__(self, value: CellValue) -> str:
        sort = type(value)
        if value is None or value == "":
            made = self._empty()
        elif isinstance(value, str) and _is_plain(value):
            made = f"{self._before}{value}</t></is></c>"
        else:
            made = _cell(self._place, value, _own_form(value, self._form), self._style, False)
        if sort in _KEPT:
            if len(self) >= _MOST_KEPT:
                self.clear()
            self[value] = made
        return made

    def _empty(self) -> str:
        if self._are_left_out:
            return ""
        return _cell(self._place, None, self._form, self._style, False)


def links_as_xml(sheet: Sheet) -> bytes:
    """Write what leads from the rows elsewhere in the workbook."""
    links = [
        f'<hyperlink ref="{column_letters(column)}{sheet.heading_row + 1 + row}"'
        f" location={quoted(where)}/>"
        for (row, column), where in islice(sheet.links.items(), _MOST_LINKS)
    ]
    return f"<hyperlinks>{''.join(links)}</hyperlinks>".encode() if links else b""


def escaped(text: str) -> str:
    """Write a text as it may stand in an element."""
    return text.translate(_MEANT_OTHERWISE)


def quoted(text: str) -> str:
    """Write a text as the value of an attribute, with its quotes."""
    return f'"{text.translate(_MEANT_OTHERWISE | _IN_QUOTES)}"'


def unescaped(text: str) -> str:
    """Read a text as it was before it was escaped."""
    if "_x" not in text:
        return text
    return _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text)


def _are_plain(texts: Sequence[str]) -> bool:
    """Tell whether texts that differ may all be written as they stand; see ``_is_plain``."""
    if 2 * len(set(texts)) < len(texts):
        return False  # they are written once each
    joined = "".join(texts)
    return (
        joined.isprintable()
        and not any(sign in joined for sign in "&<>_")
        and _NOT_FIRST.isdisjoint({text[:1] for text in texts})
        and " " not in {text[-1:] for text in texts}
        and max(map(len, texts)) < _SHORT
    )


def _is_plain(text: str) -> bool:
    return len(text) < _SHORT and text.isprintable() and _PLAIN.fullmatch(text) is not None


def _forms(sheet: Sheet, number: int, row: Sequence[CellValue]) -> Iterator[Form]:
    """Choose the forms of a row's values; those that lead elsewhere look so."""
    for at, (value, column) in enumerate(zip(row, sheet.columns, strict=True)):
        form = _own_form(value, column.form)
        yield _LINKS.get(form, Form.LINK) if (number, at) in sheet.links else form


def _own_form(value: CellValue, form: Form) -> Form:
    if type(value) is str or form is Form.CHANGE:
        return form
    plain = value.value if isinstance(value, Formula) else value
    return _OWN_FORMS.get(type(plain), form)


def _cell(place: str, value: CellValue, form: Form, style: Styles, strong: bool) -> str:
    if isinstance(value, Formula):
        number = style(form, False, strong)
        return f'<c r="{place}" s="{number}"><f>{escaped(value.text)}</f><v>{value.value}</v></c>'
    if value is None or value == "":
        return f'<c r="{place}" s="{style(form, False, strong)}"/>'
    if not isinstance(value, str):
        value = _within_excel(value)
    if isinstance(value, str):
        return _text(place, clean_text(value), form, style, strong)
    number = style(form, False, strong)
    if isinstance(value, bool):
        return f'<c r="{place}" s="{number}" t="b"><v>{int(value)}</v></c>'
    if isinstance(value, date):
        return f'<c r="{place}" s="{number}"><v>{value.toordinal() - _EPOCH}</v></c>'
    return f'<c r="{place}" s="{number}"><v>{value}</v></c>'


def _height(row: Sequence[CellValue], sheet: Sheet, wide: Sequence[int]) -> int:
    """Tell how high a row must be, in points, for its longest text to be seen."""
    lines = 1
    for value, column, width in zip(row, sheet.columns, wide, strict=True):
        if isinstance(value, str):
            scale = _NOTES_ARE if column.form is Form.NOTE else 1.0
            room = max(width * _DIGIT - _INDENT, _FULL) / scale
            lines = max(lines, sum(_lines(part, room) for part in value.split("\n")))
    return _LINE_HEIGHT * min(lines, _MOST_LINES) + _ROW_ROOM


def _lines(text: str, room: float) -> int:
    full = text_width(text) - len(text)
    return max(math.ceil((full * _FULL + (len(text) - full) * _HALF) / room), 1)


def _within_excel(value: CellValue) -> CellValue:
    """Turn into text what Excel would round or misdate."""
    if isinstance(value, bool):
        return value
    if isinstance(value, date):
        return value.isoformat() if value < FIRST_DAY else value
    if isinstance(value, int):
        return str(value) if abs(value) >= 10**DIGITS_KEPT else value
    if isinstance(value, Decimal):
        return str(value) if abs(value) >= 10 ** (DIGITS_KEPT - 2) else value
    return value


def _text(place: str, text: str, form: Form, style: Styles, strong: bool) -> str:
    length = utf16_length(text) if len(text) > LONGEST_TEXT // 2 else 0
    if length > LONGEST_TEXT:
        raise OfficeError(
            N_("The text “{beginning}…” has {n} characters; a cell takes {most}."),
            beginning=text[:40],
            n=length,
            most=LONGEST_TEXT,
        )
    number = style(form, text.startswith(_LIVE), strong)
    written = _ESCAPE.sub("_x005F_", text) if "_x" in text else text
    written = escaped(written) if _MARKUP.search(written) else written
    keep = ' xml:space="preserve"' if text != text.strip() or "\n" in text else ""
    return f'<c r="{place}" s="{number}" t="inlineStr"><is><t{keep}>{written}</t></is></c>'
