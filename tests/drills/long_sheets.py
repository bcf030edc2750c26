"""Long sheets, written now in this way and now in that, are read: every value where it stands.

What reads them takes many rows at once while they are written alike, and remembers how the cells
of each column were written. So the way changes here after a few rows or a few thousand: other
forms, styles and attributes, columns that come and go, rows without a value by themselves and by
the hundred, numbers of rows that are left out. What was written is known, and is compared.
"""

import zipfile
from collections.abc import Iterator
from pathlib import Path
from random import Random
from unittest.mock import patch

from openpyxl import Workbook

from intloffice.errors import OfficeError
from intloffice.spreadsheets import blocks, formats, rowscan, workbook
from tests.drills.outcome import Outcome, Run

_SHEET = "xl/worksheets/sheet1.xml"
_HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?>\n<worksheet xmlns="http://schemas.openxmlformats.org'
    '/spreadsheetml/2006/main"><dimension ref="A1"/><sheetData>'
)
_LETTERS = "ABCDEFGH"
_TEXTS = ("東北大学", "Tohoku University", "A &amp; B", "12.05.2011", "_x0041_", "5 年", " x", "0")
_SAID = dict.fromkeys(_TEXTS) | {"A &amp; B": "A & B", "_x0041_": "A"}
#: How a cell may be written that holds a text or a number, in the place of its value.
_TEXT_FORMS = (
    ' t="inlineStr"><is><t>%s</t></is></c>',
    ' t="inlineStr"><is><t xml:space="preserve">%s</t></is></c>',
    ' t="str"><v>%s</v></c>',
)
_NUMBER_FORMS = ("><v>%s</v></c>", ' t="n"><v>%s</v></c>')
#: The same as a formula reckoned them, which is seldom: such rows are never read many at once.
_RECKONED = {
    _TEXT_FORMS[2]: ' t="str"><f>A1&amp;B1</f><v>%s</v></c>',
    _NUMBER_FORMS[0]: "><f>1+1</f><v>%s</v></c>",
}
_EMPTY_FORMS = ("/>", "/>", "/>", "><v></v></c>")
_ATTRIBUTES = ("", ' spans="1:8"', ' ht="15" customHeight="1"', ' spans="1:8" ht="15"')
#: So many bytes are read at once, and rows put together, that a sheet of some thousand rows has
#: many such.
_STRETCH, _TOGETHER = 2**16, 40
#: So many rows may be written alike, from and to: a few of a stretch, or many stretches.
_ALIKE = ((1, 30), (100, 3000), (4000, 8000))
_ROWS = 8000
#: How often rows are written so strictly alike that many are read at once.
_STRICTLY = 0.5

_Rows = list[tuple[int, dict[int, object]]]


def drill(run: Run) -> Outcome:
    """Write and read so many sheets."""
    outcome = Outcome(dict.fromkeys(("sheets", "rows", "refused", "otherwise", "lost"), 0))
    path = run.folder / "long.xlsx"
    with (
        patch.object(rowscan, "_BLOCK", _STRETCH),
        patch.object(blocks, "TOGETHER", _TOGETHER),
        patch.object(rowscan, "_holding_something", _hasty if run.control else _WHOLE),
    ):
        for number in range(run.times):
            given = _write(path, Random(f"{run.seed} {number}"))
            outcome.count("sheets")
            outcome.count("rows", len(given))
            try:
                (sheet,) = workbook.joined(formats.pieces(path))
            except OfficeError as error:
                outcome.blame("refused", [f"sheet {number}: {error!r}"])
                continue
            _compare(outcome, number, given, [(at, dict(row)) for at, row in sheet.rows])
            if run.control and not outcome.held:
                break
    return outcome


_WHOLE = rowscan._holding_something


def _hasty(block: blocks.Block) -> Iterator[blocks.Block]:
    """Let rows without a value take those away that come after them in a stretch."""
    for some in _WHOLE(block):
        yield some
        return


def _compare(outcome: Outcome, number: int, given: _Rows, read: _Rows) -> None:
    found = dict(read)
    lost = [at for at, _ in given if at not in found]
    outcome.blame("lost", [f"sheet {number}: rows {lost[:3]} of {len(lost):,}"] if lost else [])
    written = dict(given)
    other = [
        f"sheet {number}, row {at}: {row} where {written.get(at)} was written"
        for at, row in read
        if row != written.get(at)
    ]
    outcome.blame("otherwise", other[:3])


def _write(path: Path, chance: Random) -> _Rows:
    """Write a sheet; tell what stands in it."""
    given: _Rows = []
    parts, at, alike = [_HEAD], 0, chance.choice(_ALIKE)
    while at < _ROWS:
        way = _Way(chance)
        for _ in range(chance.randint(*alike)):
            at += way.step()
            said, cells = way.row(at)
            parts.append(said)
            if cells:
                given.append((at, cells))
    parts.append("</sheetData></worksheet>")
    book = path.with_name("plain.xlsx")
    Workbook().save(book)
    with zipfile.ZipFile(book) as old, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, "".join(parts) if name == _SHEET else old.read(name))
    return given


class _Way:
    """How some rows are written, and how often one of them is not quite so."""

    def __init__(self, chance: Random) -> None:
        self._chance = chance
        self._columns = sorted(chance.sample(range(len(_LETTERS)), chance.randint(1, 8)))
        self._forms = {column: self._form() for column in self._columns}
        self._attributes = chance.choice(_ATTRIBUTES)
        self._between = chance.choice(("", "", "\n", "\n    "))
        self._odd, self._empty, self._missing, self._skipped = (
            chance.choice((0.0, often**3, often)) for often in (0.2, 0.9, 0.3, 0.05)
        )
        if chance.random() < _STRICTLY:  # all alike, but for a row without a value now and then
            self._odd, self._empty, self._missing, self._skipped = 0.0, 0.01, 0.0, 0.0

    def step(self) -> int:
        """Tell by how much the number of the next row is more."""
        return self._chance.randint(2, 900) if self._chance.random() < self._skipped else 1

    def row(self, at: int) -> tuple[str, dict[int, object]]:
        """Write a row; tell what stands in it."""
        chance, cells = self._chance, dict[int, object]()
        is_empty = chance.random() < self._empty
        if is_empty and chance.random() < 0.3:
            return f'<row r="{at}"{self._attributes}/>{self._between}', cells
        said = [f'<row r="{at}"{self._attributes}>']
        for column in self._columns:
            if chance.random() < self._missing:
                continue
            form, style = self._form() if chance.random() < self._odd else self._forms[column]
            said.append(f'<c r="{_LETTERS[column]}{at}"{style}')
            if is_empty or form in _EMPTY_FORMS:
                said.append(form if form in _EMPTY_FORMS else "/>")
                continue
            value = self._value(form, column, cells)
            is_reckoned = chance.random() < self._odd
            said.append((_RECKONED.get(form, form) if is_reckoned else form) % value)
        return f"{''.join(said)}</row>{self._between}", cells

    def _value(self, form: str, column: int, cells: dict[int, object]) -> str:
        """Choose what a cell holds, and note it as it is to be read."""
        if form in _NUMBER_FORMS:
            number = self._chance.choice((0, 1, 43105, -17, 2.5, self._chance.randint(0, 10**6)))
            cells[column] = number
            return str(number)
        text = self._chance.choice(_TEXTS)
        cells[column] = _SAID[text] or text
        return text

    def _form(self) -> tuple[str, str]:
        chance = self._chance
        some = chance.choice((_TEXT_FORMS, _TEXT_FORMS, _NUMBER_FORMS, _EMPTY_FORMS))
        return chance.choice(some), chance.choice(("", "", ' s="0"'))
