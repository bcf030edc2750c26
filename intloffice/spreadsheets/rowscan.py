"""Rows read from the XML of a worksheet as every spreadsheet program writes it.

Reading a tree of every cell takes ten times as long. What is written in any other way – comments,
entities nobody knows, attributes in another order, rich texts – raises NotPlainError, and the
caller reads the sheet with a whole parser. Both read the same (tests/drills/fuzzed_workbooks).
"""

import re
from collections.abc import Callable, Generator, Iterator, Sequence
from dataclasses import dataclass, field
from typing import IO, Any

from intloffice.spreadsheets.blocks import Block, Row, blocks_of
from intloffice.spreadsheets.rowtext import NotPlainError, inline_text, plain_text, to_number
from intloffice.spreadsheets.sheet import Unknown
from intloffice.spreadsheets.usual_rows import UsualRows

_BLOCK = 2**20
#: The longest beginning of a part, before its rows, and the longest row.
_LONGEST_HEAD, _LONGEST_ROW = 2**20, 2**24
_HEAD = re.compile(
    rb'\s*(?:<\?xml version="1\.0"(?: encoding="(?:utf-8|UTF-8)")?(?: standalone="(?:yes|no)")?'
    rb'\s*\?>)?\s*<worksheet(?=[\s>])[^<>]*?\sxmlns="http://schemas\.openxmlformats\.org'
    rb'/spreadsheetml/2006/main"'
)
_DATA, _END, _ROW = b"<sheetData>", b"</sheetData>", b"<row "
#: Rows without a value, as many as stand together: some programs write a million of them.
_EMPTY_ROWS = (
    r'((?>(?:<row r="[0-9]{1,7}"(?>(?: [\w:]{1,30}="[^"<&]*")*) ?'
    r'(?:/>|>(?>(?:<c r="[A-Z]{1,3}[0-9]{1,7}"(?: s="[0-9]{1,6}")?/>)*)</row>)){1,500}))'
)
_TOKEN = re.compile(
    rf"{_EMPTY_ROWS}|"
    r'<c r="([A-Z]{1,3})[0-9]{1,7}"(?: s="([0-9]{1,6})")?(?: t="(s|n|b|e|str|inlineStr)")?'
    r"(?:/>|>(?:<f(?:\s[^<>]*)?(?:/>|>([^<]*)</f>))?"
    r'(?:<v>([^<]*)</v>|<is><t(?: xml:space="preserve")?>([^<]*)</t></is>)?</c>)'
    r'|<row r="([0-9]{1,7})"((?: [\w:]{1,30}="[^"<&]*")*) ?/?>|</row>|\s+'
)
#: What no plain sheet holds: signs that XML forbids, as bytes, and what is no mere cell, each
#: with a byte without which it cannot be there.
_FORBIDDEN = bytes({*range(9), *range(11, 32)})
_NEVER = (
    (b"\xef\xbf", re.compile("[\ufffe\uffff]")),
    (b"]", re.compile("]]>")),
    (b"!", re.compile("<!")),
    (b"?", re.compile(r"<\?")),
)


@dataclass(frozen=True)
class Meaning:
    """What the cells of a workbook mean: its texts, and the styles that make days of numbers.

    ``day`` turns a number into a day or an instant, or raises ValueError or OverflowError.
    """

    texts: Sequence[str]
    dates: frozenset[int]
    day: Callable[[float, int], Any]


@dataclass
class Half:
    """The first or the second half of the rows of every sheet, which are read apart.

    Whoever reads tells how many ``cells`` it met, and ``rows`` in each sheet.
    """

    is_second: bool
    cells: int = 0
    rows: list[int] = field(default_factory=list)


@dataclass(frozen=True)
class Stretch:
    """The bytes of a part among which the rows begin that are read; no ``last`` is its end."""

    first: int = 0
    last: int | None = None


def scan(
    source: IO[bytes],
    meaning: Meaning,
    count: Callable[[int, int], None],
    stretch: Stretch | None = None,
) -> Generator[Block, None, bytes]:
    """Read the rows that hold something; ``count`` is told of how many cells and rows.

    Return what stands around the rows, if they are read to the end. Raise NotPlainError where it
    is not plain.
    """
    stretch = stretch or Stretch()
    head, rest = _head(source)
    begun = len(head) + len(_DATA)
    if stretch.first > begun:
        begun, rest = _skipped(source, begun, rest, stretch.first)
    rows = _Rows(meaning)
    while _END not in rest:
        border = -1 if stretch.last is None else rest.find(_ROW, max(stretch.last - begun, 0))
        if border >= 0:
            yield from rows.read(rest[:border], count)
            return b""
        at = max(rest.rfind(_ROW), 0)  # all before the last row's beginning is whole rows
        if not at and len(rest) > _LONGEST_ROW:
            raise NotPlainError
        yield from rows.read(rest[:at], count)
        block = source.read(_BLOCK)
        if not block:
            raise NotPlainError
        begun, rest = begun + at, rest[at:] + block
    last, mark, tail = rest.partition(_END)
    border = -1 if stretch.last is None else last.find(_ROW, max(stretch.last - begun, 0))
    yield from rows.read(last[:border] if border >= 0 else last, count)
    return b"" if stretch.last is not None else head + _DATA + mark + tail + source.read()


def _skipped(source: IO[bytes], begun: int, rest: bytes, first: int) -> tuple[int, bytes]:
    """Pass over rows that begin before a place; give where the others begin, and what was read.

    Whoever reads those before finds out whether they are rows.
    """
    while _END not in rest:
        border = rest.find(_ROW, max(first - begun, 0))
        if border >= 0:
            return begun + border, rest[border:]
        kept = max(len(rest) - len(_END), 0)  # what is sought may lie across what is read at once
        block = source.read(_BLOCK)
        if not block:
            raise NotPlainError
        begun, rest = begun + kept, rest[kept:] + block
    end = rest.index(_END)
    border = rest.find(_ROW, max(first - begun, 0), end)
    at = border if border >= 0 else end
    return begun + at, rest[at:]


def _head(source: IO[bytes]) -> tuple[bytes, bytes]:
    read = b""
    while _DATA not in read:
        block = source.read(_BLOCK)
        if not block or len(read) > _LONGEST_HEAD:
            raise NotPlainError
        read += block
    head, _, rest = read.partition(_DATA)
    if not _HEAD.match(head) or b"<!" in head or b"<row" in head:
        raise NotPlainError
    return head, rest


def _holding_something(block: Block) -> Iterator[Block]:
    """Leave out rows of which every cell is empty."""
    if not block.columns:
        return
    if all(None in column for column in block.columns.values()):
        rows = [row for row in block.rows() if row[1]]
        if len(rows) < len(block):
            yield from blocks_of(rows)
            return
    yield block


class _Rows:
    """Reads stretches of rows, one after the other."""

    def __init__(self, meaning: Meaning) -> None:
        self._meaning = meaning
        self._columns: dict[str, int] = {}
        self._days: dict[tuple[str, str], Any] = {}
        self._dates = {str(style) for style in meaning.dates}
        self._usual = UsualRows(self._turned)

    def read(self, stretch: bytes, count: Callable[[int, int], None]) -> Iterator[Block]:
        """Read whole rows: all, or one, at once, as those before them were, else cell by cell."""
        try:
            text = stretch.decode()
        except UnicodeDecodeError as error:
            raise NotPlainError from error
        if len(stretch.translate(None, _FORBIDDEN)) < len(stretch):
            raise NotPlainError
        if any(byte in stretch and signs.search(text) for byte, signs in _NEVER):
            raise NotPlainError
        block = self._usual.all(text)
        if block is None:
            yield from blocks_of(self._one_by_one(text, count))
            return
        count(stretch.count(b"<c "), len(block))
        yield from _holding_something(block)

    def _one_by_one(self, text: str, count: Callable[[int, int], None]) -> Iterator[Row]:
        at, end, usual = 0, len(text), self._usual
        while at < end:
            found = usual.match(text, at)
            number, cells = usual.cells(found) if found else (0, {})
            if found and cells:
                begun, at = at, found.end()
                count(text.count("<c ", begun, at), 1)
            else:  # of empty rows it takes many at once
                at, number, cells = self._by_cells(text, at, count)
            if cells:
                yield number, cells

    def _by_cells(  # noqa: C901  a call more for each cell would cost as much again
        self, text: str, at: int, count: Callable[[int, int], None]
    ) -> tuple[int, int, dict[int, Any]]:
        """Read up to the end of a row, or of what lies between rows."""
        number, cells, seen, is_open = 0, dict[int, Any](), 0, False
        columns, value_of = self._columns, self._value
        while found := _TOKEN.match(text, at):
            at = found.end()
            empty, letters, style, form, formula, value, inline, row, _ = found.groups()
            if empty is not None:
                if is_open:
                    raise NotPlainError
                count(empty.count("<c "), empty.count("<row "))
                return at, 0, {}
            if letters is not None and is_open:
                seen += 1
                held = value_of(found, style, form, formula, value, inline)
                column = columns[letters] if letters in columns else self._column(letters)
                if held is not None and held != "":
                    cells[column] = held
                    self._usual.learn(letters, column, form or "n", style)
                else:
                    cells.pop(column, None)
            elif row is not None:
                if is_open or text[at - 2] == "/":  # one without cells was taken with the empty
                    raise NotPlainError
                number, is_open = int(row), True
            elif text[at - 1] != ">":
                if not is_open:
                    return at, 0, {}
            elif is_open and letters is None:
                count(seen, 1)
                return at, number, cells
            else:
                raise NotPlainError
        raise NotPlainError

    def _turned(self, form: str, style: str | None, written: str) -> Any:
        if form == "n":
            return self._day(written, style) if style in self._dates else to_number(written)
        try:
            return self._worded(form, written)
        except (ValueError, IndexError) as error:
            raise NotPlainError from error

    def _column(self, letters: str) -> int:
        number = 0
        for letter in letters:
            number = number * 26 + ord(letter) - 64
        if number > 18278:
            raise NotPlainError
        self._columns[letters] = number - 1
        return number - 1

    def _value(
        self,
        found: re.Match[str],
        style: str | None,
        form: str | None,
        formula: str | None,
        value: str | None,
        inline: str | None,
    ) -> Any:
        if not value:
            return self._without_value(found, form, formula, inline)
        return self._turned(form or "n", style, value)

    def _worded(self, form: str, value: str) -> Any:
        if form == "s":
            return self._meaning.texts[int(value) if value.isdecimal() else -(10**9)]
        if form == "str":
            return inline_text(value)
        if form == "b":
            return bool(int(value))
        if form == "e":
            return Unknown(plain_text(value))
        return None

    def _without_value(
        self, found: re.Match[str], form: str | None, formula: str | None, inline: str | None
    ) -> Any:
        if form == "e":
            raise NotPlainError
        if form == "inlineStr" and inline:
            return inline_text(inline)
        if inline is not None and form != "inlineStr":
            raise NotPlainError
        if "<f" in found[0]:
            return Unknown(f"={plain_text(formula or '')}"[:80])
        return None

    def _day(self, value: str, style: str | None) -> Any:
        key = value, style or "0"
        if key not in self._days:
            number = to_number(value)
            try:
                day = self._meaning.day(number, int(key[1]))
            except (ValueError, OverflowError):
                day = Unknown("#VALUE!")
            if len(self._days) > 100_000:
                self._days.clear()
            self._days[key] = day
        return self._days[key]
