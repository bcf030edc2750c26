"""Rows of a worksheet that are written as those before them were, read many at a time."""

import re
from collections.abc import Callable, Sequence
from functools import partial
from operator import itemgetter
from typing import Any

from intloffice.spreadsheets.blocks import Block
from intloffice.spreadsheets.rowtext import inline_text

#: How a row begins, and how cells that hold something are mostly written, by their form. What is
#: found is never given back: by atomic groups, for some Pythons take "*+" and "?+" wrongly.
_USUAL_ROW = r'<row r="([0-9]{1,7})"(?>(?: [\w:]{1,30}="[^"<&]*")*) ?>'
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


class UsualRows:
    """Rows as those before them were written, read by one expression that follows them.

    It grows by what cells read one by one were: of a column it knows all forms that were met.
    """

    def __init__(self, turned: Callable[[str, str | None, str], Any]) -> None:
        self._turned = turned
        #: The forms of the cells of a column, each with the style where that has a meaning.
        self._forms: dict[int, dict[tuple[str, str | None], None]] = {}
        self._letters: dict[int, str] = {}
        self._taken: list[tuple[int, Callable[[str], Any] | None]] = []
        self._pattern: re.Pattern[str] | None = None
        self._missed, self._enough, self._learnt, self._is_new = 0, _MISSED, 0, False
        #: Stretches that held something else as well, and how many more are not tried whole.
        self._mixed, self._untried = 0, 0

    def all(self, text: str) -> Block | None:
        """Read a stretch of which every row is written as usual; None where something else is.

        After each of those so many more stretches are read row by row as there were such before.
        """
        if self._pattern is None or not text:
            return None
        if self._untried:
            self._untried -= 1
            return None
        found = self._pattern.findall(text)
        if sum(map(len, map(itemgetter(0), found))) < len(text):
            self._untried = self._mixed
            self._mixed += 1
            return None
        _, numbers, *written = zip(*found, strict=True)
        columns: dict[int, Sequence[Any]] = {}
        is_plain = "&" not in text and "_x" not in text
        for (column, turn), values in zip(self._taken, written, strict=True):
            if any(values):
                columns[column] = _merged(columns.get(column), _held(values, turn, is_plain))
        return Block(list(map(int, numbers)), columns)

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
        _, number, *written = found.groups()
        cells: dict[int, Any] = {}
        for (column, turn), value in zip(self._taken, written, strict=True):
            if value is None:
                continue
            if turn is None:
                cells[column] = _read(value)
            elif (held := turn(value)) != "":
                cells[column] = held
        return int(number), cells

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
                rf'(?>(?:<c r="{self._letters[column]}[0-9]{{1,7}}"'
                rf"(?:{'|'.join(written)}|{_ANY_STYLE}/>))?)"
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
        self._pattern = re.compile(rf"({_USUAL_ROW}{''.join(cells)}</row>(?>\s*))")


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


def _held(
    written: Sequence[str], turn: Callable[[str], Any] | None, is_plain: bool
) -> Sequence[Any]:
    """Tell what the cells of a column hold that are written in one form; None where none is."""
    if turn is not None:
        held = [turn(value) if value else None for value in written]
        return [None if value == "" else value for value in held] if "" in held else held
    if not is_plain:
        written = [_read(value) for value in written]
    return [value or None for value in written] if "" in written else written


def _merged(before: Sequence[Any] | None, other: Sequence[Any]) -> Sequence[Any]:
    """Put together what is written in different forms in the cells of one column."""
    if before is None:
        return other
    return [one if two is None else two for one, two in zip(before, other, strict=True)]


def _read(value: str) -> str:
    return inline_text(value) if "&" in value or "_x" in value else value


def _styled(form: str, style: str | None) -> str:
    if form != "n":
        return _ANY_STYLE
    return "" if style is None else f' s="{style}"'
