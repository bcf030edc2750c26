"""The XML of a sheet, changed cell by cell: all bytes but those of the cells stay as they were.

Where things stand is told by expat, whose places are bytes; what is put there is plain ASCII.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from xml.parsers.expat import ParserCreate

from intloffice.spreadsheets.rowxml import column_letters
from intloffice.spreadsheets.sheet import Spot

#: A change: the bytes from one place to another are replaced.
Patch = tuple[int, int, bytes]

_REFERENCE = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")
_TAG = re.compile(rb"<[^>]*>")
_TYPE = re.compile(rb"""\s+t=("[^"]*"|'[^']*')""")
_QUOTED = re.compile(rb""""[^"]*"|'[^']*'|>""")


@dataclass
class CellAt:
    """A cell: the bytes it takes, its style, whether it reckons, and where its value stands."""

    start: int
    opened: int
    end: int = 0
    style: str = ""
    reckons: bool = False
    value: tuple[int, int] | None = None


@dataclass
class RowAt:
    """A row: its bytes, where its cells end (its own end if it holds none), its style."""

    start: int
    opened: int
    close: int = 0
    style: str = ""
    height: float = 0.0
    hidden: bool = False
    columns: list[int] = field(default_factory=list)


@dataclass(frozen=True)
class ColumnsAt:
    """Columns from one to another, from 0: how wide they are in characters, and their style."""

    first: int
    last: int
    width: float
    hidden: bool
    style: str


@dataclass
class SheetAt:
    """Where everything stands in the XML of a sheet; rows from 1, columns from 0."""

    data: bytes
    prefix: str = ""
    cells: dict[Spot, CellAt] = field(default_factory=dict)
    rows: dict[int, RowAt] = field(default_factory=dict)
    columns: list[ColumnsAt] = field(default_factory=list)
    width: float = 0.0
    locked: bool = False
    body: tuple[int, int, int] = (0, 0, 0)

    def column(self, at: int) -> ColumnsAt | None:
        """Tell what is said of a column."""
        return next((each for each in self.columns if each.first <= at <= each.last), None)

    def written(self, spot: Spot) -> str:
        """Tell what stands as a cell's value, as it is written; empty where nothing does."""
        start, end = self.cells[spot].value or (0, 0)
        return _TAG.sub(b"", self.data[start:end]).decode()

    def style_of(self, spot: Spot) -> str:
        """Tell in which style a cell is, or would be."""
        if spot in self.cells:
            return self.cells[spot].style
        row, column = self.rows.get(spot[0]), self.column(spot[1])
        return (row.style if row else "") or (column.style if column else "")


def look_at(data: bytes) -> SheetAt:
    """Find where everything stands; raise ExpatError or ValueError where it is no sheet."""
    found = _Looking(data)
    found.parser.Parse(data, True)
    if not found.sheet.body[2]:
        raise ValueError("there are no rows in it")
    for reference in found.arrays:
        _mark_array(found.sheet, reference)
    return found.sheet


def changed(sheet: SheetAt, values: Mapping[Spot, int | Decimal]) -> bytes:
    """Write values into cells, and take from formulas what they came to before."""
    patches = [*_written(sheet, values), *_unreckoned(sheet, values)]
    return patched(sheet.data, patches)


def patched(data: bytes, patches: Sequence[Patch]) -> bytes:
    """Replace bytes where they stood; what is put at a place comes before what is there."""
    made, here = [], 0
    for start, end, new in sorted(patches, key=lambda patch: patch[:2]):
        made += [data[here:start], new]
        here = end
    return b"".join([*made, data[here:]])


def end_of_tag(data: bytes, start: int) -> int:
    """Tell where a tag that begins at a place ends; a ``>`` in quotes does not end it."""
    for found in _QUOTED.finditer(data, start):
        if found[0] == b">":
            return found.end()
    raise ValueError("a tag does not end")


def spot_of(reference: str) -> Spot:
    """Tell the row, from 1, and the column, from 0, of a cell's name."""
    found = _REFERENCE.fullmatch(reference.replace("$", ""))
    if found is None:
        raise ValueError(f"“{reference}” is no cell")
    column = 0
    for letter in found[1]:
        column = column * 26 + ord(letter) - ord("A") + 1
    return int(found[2]), column - 1


def _mark_array(sheet: SheetAt, reference: str) -> None:
    """Mark the cells that a formula in the first of them reckons too."""
    first, _, last = reference.partition(":")
    (top, left), (bottom, right) = spot_of(first), spot_of(last or first)
    for (row, column), cell in sheet.cells.items():
        if top <= row <= bottom and left <= column <= right:
            cell.reckons = True


class _Looking:
    """Hears what expat tells of a sheet, and writes down where it stands."""

    def __init__(self, data: bytes) -> None:
        self.sheet = SheetAt(data)
        self._row = self._cell = 0
        self._open: CellAt | None = None
        self.arrays: list[str] = []
        self.parser = ParserCreate()
        self.parser.StartElementHandler = self._begin
        self.parser.EndElementHandler = self._end

    def _begin(self, name: str, said: dict[str, str]) -> None:
        plain = name.rpartition(":")[2]
        at = self.parser.CurrentByteIndex
        if plain in _TOLD:
            _TOLD[plain](self, name, said, at)

    def _end(self, name: str) -> None:
        plain, at = name.rpartition(":")[2], self.parser.CurrentByteIndex
        if plain == "v" and self._open is not None and self._open.value:
            self._open.value = (self._open.value[0], self._after(at))
        elif plain == "c" and self._open is not None:
            self._open.end = self._after(at)
            self._open = None
        elif plain == "row":
            row = self.sheet.rows[self._row]
            row.close = at if at > row.start else row.opened
        elif plain == "sheetData":
            start, opened, _ = self.sheet.body
            self.sheet.body = (start, opened, at if at > start else opened)

    def _after(self, at: int) -> int:
        return end_of_tag(self.sheet.data, at)

    def begin_body(self, name: str, _said: dict[str, str], at: int) -> None:
        self.sheet.prefix = name.removesuffix("sheetData")
        self.sheet.body = (at, self._after(at), 0)

    def begin_row(self, _name: str, said: dict[str, str], at: int) -> None:
        self._row = int(said.get("r") or self._row + 1)
        self._cell = -1
        style = said.get("s", "") if said.get("customFormat") in ("1", "true") else ""
        height, hidden = float(said.get("ht") or 0), said.get("hidden") in ("1", "true")
        self.sheet.rows[self._row] = RowAt(
            at, self._after(at), style=style, height=height, hidden=hidden
        )

    def begin_cell(self, _name: str, said: dict[str, str], at: int) -> None:
        self._cell = spot_of(said["r"])[1] if "r" in said else self._cell + 1
        self._open = CellAt(at, self._after(at), style=said.get("s", ""))
        self.sheet.cells[self._row, self._cell] = self._open
        self.sheet.rows[self._row].columns.append(self._cell)

    def begin_formula(self, _name: str, said: dict[str, str], _at: int) -> None:
        if self._open is not None:
            self._open.reckons = True
        if said.get("t") in ("array", "dataTable") and "ref" in said:
            self.arrays.append(said["ref"])

    def begin_value(self, _name: str, _said: dict[str, str], at: int) -> None:
        if self._open is not None:
            self._open.value = (at, at)

    def begin_column(self, _name: str, said: dict[str, str], _at: int) -> None:
        self.sheet.columns.append(
            ColumnsAt(
                int(said["min"]) - 1,
                int(said["max"]) - 1,
                float(said.get("width") or 0),
                said.get("hidden") in ("1", "true"),
                said.get("style", ""),
            )
        )

    def begin_usual(self, _name: str, said: dict[str, str], _at: int) -> None:
        self.sheet.width = float(said.get("defaultColWidth") or 0)

    def begin_lock(self, _name: str, said: dict[str, str], _at: int) -> None:
        self.sheet.locked = said.get("sheet") in ("1", "true")


_TOLD = {
    "sheetData": _Looking.begin_body,
    "row": _Looking.begin_row,
    "c": _Looking.begin_cell,
    "f": _Looking.begin_formula,
    "v": _Looking.begin_value,
    "col": _Looking.begin_column,
    "sheetFormatPr": _Looking.begin_usual,
    "sheetProtection": _Looking.begin_lock,
}


def _written(sheet: SheetAt, values: Mapping[Spot, int | Decimal]) -> Iterator[Patch]:
    fresh: dict[int, list[tuple[int, bytes]]] = {}
    for spot, value in sorted(values.items()):
        made, here = _cell(sheet, spot, value), sheet.cells.get(spot)
        if here is not None:
            yield here.start, here.end, made
        else:
            fresh.setdefault(spot[0], []).append((spot[1], made))
    for row, made_of_row in fresh.items():
        yield from _put(sheet, row, made_of_row) if row in sheet.rows else ()
    yield from _put_rows(sheet, {row: made for row, made in fresh.items() if row not in sheet.rows})


def _cell(sheet: SheetAt, spot: Spot, value: int | Decimal) -> bytes:
    tag, style = f"{sheet.prefix}c", sheet.style_of(spot)
    said = f' s="{style}"' if style else ""
    place = f"{column_letters(spot[1])}{spot[0]}"
    worth = f"<{sheet.prefix}v>{value}</{sheet.prefix}v>"
    return f'<{tag} r="{place}"{said}>{worth}</{tag}>'.encode()


def _put(sheet: SheetAt, number: int, made: Sequence[tuple[int, bytes]]) -> Iterator[Patch]:
    """Put new cells into a row that is there, each before the next one after it."""
    row = sheet.rows[number]
    if not row.columns:
        whole = b"".join(cell for _, cell in made)
        yield from _filled(sheet.data, row.opened, row.close, whole, f"{sheet.prefix}row")
        return
    for column, cell in made:
        after = [sheet.cells[number, each].start for each in row.columns if each > column]
        at = min(after, default=row.close)
        yield at, at, cell


def _put_rows(sheet: SheetAt, fresh: Mapping[int, Sequence[tuple[int, bytes]]]) -> Iterator[Patch]:
    tag = f"{sheet.prefix}row"
    rows = {
        number: f'<{tag} r="{number}">'.encode()
        + b"".join(cell for _, cell in made)
        + f"</{tag}>".encode()
        for number, made in sorted(fresh.items())
    }
    _, opened, close = sheet.body
    if rows and not sheet.rows:
        name = f"{sheet.prefix}sheetData"
        yield from _filled(sheet.data, opened, close, b"".join(rows.values()), name)
        return
    for number, whole in rows.items():
        after = [row.start for each, row in sheet.rows.items() if each > number]
        at = min(after, default=close)
        yield at, at, whole


def _filled(data: bytes, opened: int, close: int, inner: bytes, tag: str) -> Iterator[Patch]:
    """Fill an element that holds nothing, also one that is closed where it is opened."""
    if data[opened - 2 : opened] == b"/>":
        yield opened - 2, opened, b">" + inner + f"</{tag}>".encode()
    else:
        yield close, close, inner


def _unreckoned(sheet: SheetAt, values: Mapping[Spot, int | Decimal]) -> Iterator[Patch]:
    """Take away what formulas came to: whoever opens the file next reckons them anew."""
    for spot, cell in sheet.cells.items():
        if not cell.reckons or spot in values:
            continue
        tag = sheet.data[cell.start : cell.opened]
        yield cell.start, cell.opened, _TYPE.sub(b"", tag)
        if cell.value:
            yield *cell.value, b""
