"""Rows read from the XML of a worksheet as every spreadsheet program writes it.

Reading a tree of every cell takes ten times as long. What is written in any other way – comments,
entities nobody knows, attributes in another order, rich texts – raises NotPlainError, and the
caller reads the sheet with a whole parser. Both read the same (tests/drills/fuzzed_workbooks).
"""

import re
from collections.abc import Callable, Generator, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import IO, Any

from intloffice.spreadsheets.rowxml import unescaped
from intloffice.spreadsheets.sheet import Unknown

_BLOCK = 2**20
#: The longest beginning of a part, before its rows, and the longest row.
_LONGEST_HEAD, _LONGEST_ROW = 2**20, 2**24
_HEAD = re.compile(
    rb'\s*(?:<\?xml version="1\.0"(?: encoding="(?:utf-8|UTF-8)")?(?: standalone="(?:yes|no)")?'
    rb'\s*\?>)?\s*<worksheet(?=[\s>])[^<>]*?\sxmlns="http://schemas\.openxmlformats\.org'
    rb'/spreadsheetml/2006/main"'
)
_DATA, _END = b"<sheetData>", b"</sheetData>"
#: Rows without a value, as many as stand together: some programs write a million of them.
_EMPTY_ROWS = (
    r'((?>(?:<row r="[0-9]{1,7}"(?: [\w:]{1,30}="[^"<&]*")*+ ?'
    r'(?:/>|>(?:<c r="[A-Z]{1,3}[0-9]{1,7}"(?: s="[0-9]{1,6}")?/>)*+</row>)){1,500}+))'
)
_TOKEN = re.compile(
    rf"{_EMPTY_ROWS}|"
    r'<c r="([A-Z]{1,3})[0-9]{1,7}"(?: s="([0-9]{1,6})")?(?: t="(s|n|b|e|str|inlineStr)")?'
    r"(?:/>|>(?:<f(?:\s[^<>]*)?(?:/>|>([^<]*)</f>))?"
    r'(?:<v>([^<]*)</v>|<is><t(?: xml:space="preserve")?>([^<]*)</t></is>)?</c>)'
    r'|<row r="([0-9]{1,7})"((?: [\w:]{1,30}="[^"<&]*")*) ?/?>|</row>|\s+'
)
#: How a row begins, and how cells that hold something are mostly written, by their form.
_USUAL_ROW = r'<row r="([0-9]{1,7})"(?: [\w:]{1,30}="[^"<&]*")*+ ?>'
_ANY_STYLE = '(?: s="[0-9]{1,6}")?'
_USUAL = {
    "inlineStr": '%s t="inlineStr"><is><t(?: xml:space="preserve")?>([^<]+)</t></is></c>',
    "s": '%s t="s"><v>([^<]+)</v></c>',
    "str": '%s t="str"><v>([^<]+)</v></c>',
    "n": '%s(?: t="n")?><v>([^<]+)</v></c>',
}
#: So many rows are read by their cells before the first look at what is usual; so many forms.
_MISSED, _MOST_LEARNT = 16, 200
#: So many cells of a form are remembered.
_MOST_TURNED = 20_000
#: What no plain sheet holds: signs that XML forbids, as bytes, and what is no mere cell, each
#: with a byte without which it cannot be there.
_FORBIDDEN = bytes({*range(9), *range(11, 32)})
_NEVER = (
    (b"\xef\xbf", re.compile("[\ufffe\uffff]")),
    (b"]", re.compile("]]>")),
    (b"!", re.compile("<!")),
    (b"?", re.compile(r"<\?")),
)
_NUMBER = re.compile(r"-?[0-9]{1,30}(\.[0-9]{1,30})?(?:[eE][-+]?[0-9]{1,3})?")
_ENTITY = re.compile(r"&([^;&]{0,8});?")
_NAMED = {"lt": "<", "gt": ">", "amp": "&", "quot": '"', "apos": "'"}


class NotPlainError(Exception):
    """A sheet that is written otherwise than all programs write theirs."""


@dataclass(frozen=True)
class Meaning:
    """What the cells of a workbook mean: its texts, and the styles that make days of numbers.

    ``day`` turns a number into a day or an instant, or raises ValueError or OverflowError.
    """

    texts: Sequence[str]
    dates: frozenset[int]
    day: Callable[[float, int], Any]


def scan(
    source: IO[bytes], meaning: Meaning, count: Callable[[int, int], None]
) -> Generator[tuple[int, dict[int, Any]], None, bytes]:
    """Read the rows that hold something; ``count`` is told of how many cells and rows.

    Return what stands around the rows. Raise NotPlainError where it is not.
    """
    head, rest = _head(source)
    rows = _Rows(meaning)
    while _END not in rest:
        at = max(rest.rfind(b"<row "), 0)  # all before the last row's beginning is whole rows
        if not at and len(rest) > _LONGEST_ROW:
            raise NotPlainError
        yield from rows.read(rest[:at], count)
        block = source.read(_BLOCK)
        if not block:
            raise NotPlainError
        rest = rest[at:] + block
    last, mark, tail = rest.partition(_END)
    yield from rows.read(last, count)
    return head + _DATA + mark + tail + source.read()


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


class _Rows:
    """Reads stretches of rows, one after the other."""

    def __init__(self, meaning: Meaning) -> None:
        self._meaning = meaning
        self._columns: dict[str, int] = {}
        self._days: dict[tuple[str, str], Any] = {}
        self._dates = {str(style) for style in meaning.dates}
        self._usual = _Usual(self._turned)

    def read(
        self, stretch: bytes, count: Callable[[int, int], None]
    ) -> Iterator[tuple[int, dict[int, Any]]]:
        """Read whole rows: one as those before it were at once, any other cell by cell."""
        try:
            text = stretch.decode()
        except UnicodeDecodeError as error:
            raise NotPlainError from error
        if len(stretch.translate(None, _FORBIDDEN)) < len(stretch):
            raise NotPlainError
        if any(byte in stretch and signs.search(text) for byte, signs in _NEVER):
            raise NotPlainError
        at, end, usual = 0, len(text), self._usual
        usual.is_plain = "&" not in text and "_x" not in text
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
            return self._day(written, style) if style in self._dates else _number(written)
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
            return unescaped(_text(value))
        if form == "b":
            return bool(int(value))
        if form == "e":
            return Unknown(_text(value))
        return None

    def _without_value(
        self, found: re.Match[str], form: str | None, formula: str | None, inline: str | None
    ) -> Any:
        if form == "e":
            raise NotPlainError
        if form == "inlineStr" and inline:
            return _inline(inline)
        if inline is not None and form != "inlineStr":
            raise NotPlainError
        if "<f" in found[0]:
            return Unknown(f"={_text(formula or '')}"[:80])
        return None

    def _day(self, value: str, style: str | None) -> Any:
        key = value, style or "0"
        if key not in self._days:
            number = _number(value)
            try:
                day = self._meaning.day(number, int(key[1]))
            except (ValueError, OverflowError):
                day = Unknown("#VALUE!")
            if len(self._days) > 100_000:
                self._days.clear()
            self._days[key] = day
        return self._days[key]


class _Usual:
    """Rows as those before them were written, read by one expression that follows them.

    It grows by what cells read one by one were: of a column it knows all forms that were met.
    """

    def __init__(self, turned: Callable[[str, str | None, str], Any]) -> None:
        self._turned = turned
        #: The forms of the cells of a column, each with the style where that has a meaning.
        self._forms: dict[int, dict[tuple[str, str | None], None]] = {}
        self._letters: dict[int, str] = {}
        self._taken: list[tuple[int, Callable[[str], Any] | None]] = []
        #: The columns, where each is written in one form, and what is made of which of them.
        self._columns: list[int] = []
        self._turning: list[tuple[int, Callable[[str], Any]]] = []
        #: Whether no text that is now read holds what stands for something else.
        self.is_plain = False
        self._pattern: re.Pattern[str] | None = None
        self._missed, self._enough, self._learnt, self._is_new = 0, _MISSED, 0, False

    def match(self, text: str, at: int) -> re.Match[str] | None:
        """Find a row at a place, if it is written as usual."""
        found = self._pattern.match(text, at) if self._pattern else None
        if found is None:
            self._missed += 1
            if self._missed >= self._enough and self._is_new:
                self._enough *= 2
                self._put_together()
        return found

    def cells(self, found: re.Match[str]) -> tuple[int, dict[int, Any]]:
        """Give the number of a row that was found, and what its cells hold."""
        number, *written = found.groups()
        plainly = self.is_plain and self._columns
        return int(number), self._plain(written) if plainly else self._any(written)

    def _plain(self, written: Sequence[str | None]) -> dict[int, Any]:
        """Give the cells of a row of which each column is written in one form."""
        cells: dict[int, Any] = dict(zip(self._columns, written, strict=True))
        for column, turn in self._turning:
            if (value := cells[column]) is not None:
                cells[column] = turn(value)
        if None in written or "" in cells.values():
            return {c: held for c, held in cells.items() if held is not None and held != ""}
        return cells

    def _any(self, written: Sequence[str | None]) -> dict[int, Any]:
        cells: dict[int, Any] = {}
        for (column, turn), value in zip(self._taken, written, strict=True):
            if value is None:
                continue
            if turn is None:
                cells[column] = value if "&" not in value and "_x" not in value else _inline(value)
            elif (held := turn(value)) != "":
                cells[column] = held
        return cells

    def learn(self, letters: str, column: int, form: str, style: str | None) -> None:
        """Learn how a cell of a column may be written."""
        key = form, style if form == "n" else None
        forms = self._forms.setdefault(column, {})
        if key not in forms and form in _USUAL and self._learnt < _MOST_LEARNT:
            forms[key] = None
            self._letters[column] = letters
            self._learnt += 1
            self._is_new = True

    def _put_together(self) -> None:
        self._taken, cells, self._is_new = [], [], False
        for column, forms in sorted(self._forms.items()):
            if not forms:
                continue
            written = [_USUAL[form] % _styled(form, style) for form, style in forms]
            cells.append(
                rf'(?:<c r="{self._letters[column]}[0-9]{{1,7}}"'
                rf"(?:{'|'.join(written)}|{_ANY_STYLE}/>))?+"
            )
            self._taken += (
                (
                    column,
                    None
                    if form == "inlineStr"
                    else _Turned(partial(self._turned, form, style)).__getitem__,
                )
                for form, style in forms
            )
        columns = [column for column, _ in self._taken]
        self._columns = columns if len(set(columns)) == len(columns) else []
        self._turning = [(column, turn) for column, turn in self._taken if turn is not None]
        self._pattern = re.compile(f"{_USUAL_ROW}{''.join(cells)}</row>")


class _Turned(dict[str, Any]):
    """What cells hold that are written in one form, by how it is written; most come again."""

    def __init__(self, turn: Callable[[str], Any]) -> None:
        super().__init__()
        self._turn = turn

    def __missing__(self, written: str) -> Any:
        held = self._turn(written)
        if len(self) >= _MOST_TURNED:
            self.clear()
        self[written] = held
        return held


def _styled(form: str, style: str | None) -> str:
    if form != "n":
        return _ANY_STYLE
    return "" if style is None else f' s="{style}"'


def _inline(written: str) -> str:
    return unescaped(_text(written))


def _number(value: str) -> int | float:
    found = _NUMBER.fullmatch(value)
    if found is None:
        raise NotPlainError
    return int(value) if value.lstrip("-").isdecimal() else float(value)


def _text(written: str) -> str:
    return _ENTITY.sub(_entity, written) if "&" in written else written


def _entity(found: re.Match[str]) -> str:
    name = found[1]
    if name in _NAMED and found[0].endswith(";"):
        return _NAMED[name]
    if re.fullmatch(r"#[0-9]{1,7}|#x[0-9A-Fa-f]{1,6}", name) and found[0].endswith(";"):
        number = int(name[2:], 16) if name[1] == "x" else int(name[1:])
        if number in (9, 10, 13) or 32 <= number < 0xD800 or 0xE000 <= number < 0xFFFE:
            return chr(number)
        if 0x10000 <= number <= 0x10FFFF:
            return chr(number)
    raise NotPlainError
