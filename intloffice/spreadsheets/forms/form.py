"""A form as it is opened: its sheets as grids, and by which labels each of its cells is known."""

import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any

from intloffice.errors import OfficeError
from intloffice.i18n import N_
from intloffice.spreadsheets import apart
from intloffice.spreadsheets.forms.package import Package
from intloffice.spreadsheets.forms.partxml import SheetAt
from intloffice.spreadsheets.sheet import Range, ReadSheet, Spot, Unknown

#: What a form's name may end in.
ENDINGS = (".xlsx", ".xlsm")
#: A form is shown, and looked through for labels, as far as this.
MOST_ROWS, MOST_COLUMNS = 1_000, 120
_OLE, _LOCKED = bytes.fromhex("d0cf11e0a1b11ae1"), "EncryptedPackage".encode("utf-16-le")
_LOOKED_AT = 2**20
_LEFT, _ABOVE = 4, 6
_YEARS = re.compile(r"(19|20)\d\d")
_BESIDE = re.compile(r"[\W_]+")
#: Characters of a column that says nothing of its width.
_USUAL_WIDTH = 8.43


@dataclass(frozen=True)
class Labels:
    """What stands before a cell in its row, and above it in its column, as it is compared."""

    row: str
    column: str


class FormSheet:
    """A sheet of a form: what its cells say, which are made one, which cannot be written."""

    def __init__(self, said: ReadSheet, at: SheetAt, unlocked: set[str]) -> None:
        self.title = said.title
        self.values: dict[Spot, Any] = {
            (row, column): value for row, cells in said.rows for column, value in cells.items()
        }
        self.merged = tuple(said.merged)
        self.at, self._unlocked = at, unlocked

    @cached_property
    def rows(self) -> int:
        """How many rows of it are looked at."""
        last = max((*(row for row, _ in self.values), *self.at.rows, 1))
        return min(last, MOST_ROWS)

    @cached_property
    def columns(self) -> int:
        """How many columns of it are looked at."""
        wide = (column for _, column in (*self.values, *self.at.cells))
        return min(max(wide, default=0) + 1, MOST_COLUMNS)

    def width(self, column: int) -> float:
        """Tell how wide a column is, in characters; 0 where it is hidden."""
        found = self.at.column(column)
        if found is None:
            return self.at.width or _USUAL_WIDTH
        return 0 if found.hidden else found.width or self.at.width or _USUAL_WIDTH

    def whole(self, spot: Spot) -> Spot:
        """Give the cell that stands for a range which was made one."""
        found = self._covered.get(spot)
        return spot if found is None else (found[0], found[1])

    def why_not(self, spot: Spot) -> str:
        """Say why a cell cannot be tied to a count; empty where it can."""
        cell = self.at.cells.get(spot)
        if cell is not None and cell.reckons:
            return N_("The cell holds a formula of the form, which reckons by itself.")
        if self.at.locked and self.at.style_of(spot) not in self._unlocked:
            return N_("The form is protected, and lets nobody write in this cell.")
        return ""

    def text(self, spot: Spot) -> str:
        """Give what a cell shows."""
        value = self.values.get(spot)
        if isinstance(value, Unknown):
            return value.shown
        if isinstance(value, float) and value.is_integer():
            return str(int(value))
        return value.isoformat() if isinstance(value, date) else "" if value is None else str(value)

    def labels(self, spot: Spot) -> Labels:
        """Tell by which labels a cell is known: what stands before and above it."""
        row, column = spot
        before = self._texts(((row, c) for c in range(column - 1, -1, -1)), spot, _LEFT)
        above = self._texts(((r, column) for r in range(row - 1, 0, -1)), spot, _ABOVE)
        return Labels(before, above)

    def told(self, spot: Spot) -> str:
        """Say in the form's own words what a cell is for."""
        row, column = spot
        before = next(self._shown((row, c) for c in range(column - 1, -1, -1)), "")
        above = next(self._shown((r, column) for r in range(row - 1, 0, -1)), "")
        return " / ".join(filter(None, (before, above)))

    @cached_property
    def known_by(self) -> Mapping[Labels, list[Spot]]:
        """The cells that can be tied, by their labels, in the order of reading."""
        found: dict[Labels, list[Spot]] = {}
        for row in range(1, self.rows + 1):
            for column in range(self.columns):
                spot = (row, column)
                if self.whole(spot) == spot and not self.why_not(spot):
                    labels = self.labels(spot)
                    if labels.row or labels.column:
                        found.setdefault(labels, []).append(spot)
        return found

    def _shown(self, spots: Iterator[Spot]) -> Iterator[str]:
        for spot in spots:
            value = self.values.get(self.whole(spot))
            if isinstance(value, str) and compared(value):
                yield " ".join(value.split())

    def _texts(self, spots: Iterator[Spot], own: Spot, most: int) -> str:
        found: list[str] = []
        seen = {self.whole(own)}
        for spot in spots:
            here = self.whole(spot)
            value = self.values.get(here)
            if here in seen or not isinstance(value, str):
                continue
            seen.add(here)
            if text := compared(value):
                found.append(text)
            if len(found) == most:
                break
        return "\n".join(found)

    @cached_property
    def _covered(self) -> Mapping[Spot, Range]:
        found = {}
        for top, left, bottom, right in self.merged:
            last_row, last_column = min(bottom, MOST_ROWS), min(right, MOST_COLUMNS)
            for row in range(top, last_row + 1):
                for column in range(left, last_column + 1):
                    found[row, column] = (top, left, bottom, right)
        return found


@dataclass(frozen=True)
class OpenedForm:
    """A form: where it lies, its parts, and its sheets by title, those in sight only."""

    path: Path
    package: Package
    read: tuple[ReadSheet, ...]
    sheets: Mapping[str, FormSheet]


def open_form(path: Path, stopped: Callable[[], bool] = lambda: False) -> OpenedForm:
    """Open a form; raise OfficeError where it is none, is locked, or could do harm."""
    _refuse_others(path)
    read = apart.read(path, stopped)
    package = Package(path)
    unlocked = package.unlocked()
    sheets = {
        each.title: FormSheet(each, package.sheets[each.title], unlocked)
        for each in read
        if each.title in package.sheets and each.title not in package.hidden
    }
    return OpenedForm(path, package, tuple(read), sheets)


def compared(text: str) -> str:
    """Write a label as labels are compared: without years, spaces and signs."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    bare = _BESIDE.sub("", _YEARS.sub("", folded))
    return bare if any(sign.isalpha() for sign in bare) else ""


def _refuse_others(path: Path) -> None:
    try:
        with path.open("rb") as file:
            head = file.read(_LOOKED_AT)
    except OSError as error:
        raise OfficeError(
            N_("{name} could not be opened: {reason}."),
            name=path.name,
            reason=error.strerror or str(error),
        ) from error
    if head.startswith(_OLE) and _is_locked(path):
        raise OfficeError(
            N_(
                "{name} is locked by a password. Open it in Excel, save it without one and choose "
                "that file."
            ),
            name=path.name,
        )
    if head.startswith(_OLE) or b"mimetypeapplication/vnd.oasis" in head[:200]:
        raise OfficeError(
            N_(
                "{name} is of another format. Open it in Excel, save it as .xlsx and choose that "
                "file."
            ),
            name=path.name,
        )


def _is_locked(path: Path) -> bool:
    with path.open("rb") as file:
        tail = b""
        while block := file.read(_LOOKED_AT):
            if _LOCKED in tail + block:
                return True
            tail = block[-len(_LOCKED) :]
    return False
