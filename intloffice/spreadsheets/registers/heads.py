"""In which rows of a sheet its headings stand, where somebody has said so."""

import hashlib
import re
from collections.abc import Collection, Iterable, Sequence
from itertools import pairwise
from typing import Any

from intloffice.errors import OfficeError
from intloffice.i18n import N_
from intloffice.names.folding import fold
from intloffice.spreadsheets.registers.lines import Line, may_head, says, text
from intloffice.spreadsheets.sheet import ReadSheet

#: The rows of the headings of a sheet's tables, each by its first and last.
Heads = tuple[tuple[int, int], ...]
#: Stands for the headings of a table at the top of a sheet that has none, and how that is written.
NOWHERE, NONE = (0, 0), "none"

_ROWS = re.compile(r"([1-9][0-9]{0,6})(?:-([1-9][0-9]{0,6}))?")
#: So many rows are offered before those that are taken for headings, and after them.
_BEFORE, _AFTER = 8, 12
#: Headings of more lines than these are none.
_DEEPEST = 2


def of_plain(written: Any) -> Heads:
    """Read the rows as a mapping says them: 4, "4-5", "4, 30-31" or "none"; else ValueError."""
    rows = []
    for part in str(written).split(","):
        if part.strip().casefold() == NONE:
            rows.append(NOWHERE)
            continue
        found = _ROWS.fullmatch(part.strip())
        first, last = (int(found[1]), int(found[2] or found[1])) if found else (0, -1)
        if not first <= last < first + _DEEPEST:
            raise ValueError(f"“{written}” names no rows of headings")
        rows.append((first, last))
    return tuple(sorted(set(rows)))


def plain(heads: Iterable[tuple[int, int]]) -> str:
    """Write the rows as a mapping says them."""
    return ", ".join(
        NONE if not first else f"{first}" if first == last else f"{first}-{last}"
        for first, last in sorted(set(heads))
    )


def starts(lines: Sequence[Line], heads: Heads) -> list[tuple[int, int]]:
    """Find where the tables begin whose headings are said: their first line, the one after them."""
    at = {number: place for place, (number, _) in enumerate(lines)}
    found = [[at[n] for n in range(first, last + 1) if n in at] for first, last in heads]
    begun = [(_first_record(lines),) * 2] if NOWHERE in heads and lines else []
    return begun + [(places[0], places[-1] + 1) for places in found if places]


def _first_record(lines: Sequence[Line]) -> int:
    """Find the first row that is no title: the first of several cells, where any has several."""
    wide = max(len(cells) for _, cells in lines)
    return next(at for at, (_, cells) in enumerate(lines) if len(cells) > 1 or wide < 2)


def expect_all(sheet: ReadSheet, heads: Heads) -> None:
    """Raise OfficeError where headings are said to stand in a row that says nothing."""
    there = {number for number, cells in sheet.rows if says(cells)}
    for number in sorted({row for pair in heads for row in pair if row} - there):
        raise OfficeError(
            N_(
                "The headings of {sheet} are said to be in row {row}, which is empty. Nothing was "
                "changed; say in the mapping in which row they are."
            ),
            sheet=sheet.title,
            row=number,
        )


def mark(texts: Iterable[str]) -> str:
    """Give the mark by which rows of headings that were chosen are known again."""
    return hashlib.sha256("\n".join(fold(each) for each in texts).encode()).hexdigest()[:16]


def met_again(lines: Sequence[Line], met: Collection[str]) -> list[tuple[int, int]]:
    """Find where tables begin whose headings were chosen before, by their marks."""
    found: list[tuple[int, int]] = []
    at = 0
    while met and at < len(lines):
        size = next((n for n in (_DEEPEST, 1) if _mark_of(lines[at : at + n], n) in met), 0)
        if size:
            found.append((at, at + size))
        at += size or 1
    return found


def _mark_of(lines: Sequence[Line], size: int) -> str:
    """Give the mark of so many lines of headings; none where a record may stand there."""
    if len(lines) < size or not all(may_head(cells) for _, cells in lines):
        return ""
    return mark(text(cells) for _, cells in lines)


def choices(sheet: ReadSheet, now: Heads, first: int, last: int) -> list[tuple[Heads, str]]:
    """List the rows, between two, in which the headings of a table may stand, with what they say.

    ``now`` is where they were found, which is always among them.
    """
    at = now[0][0] if now else first
    near = [
        (number, cells)
        for number, cells in sheet.rows
        if max(first, at - _BEFORE) <= number <= min(last, at + _AFTER) and says(cells)
    ]
    least = min(2, max((len(cells) for _, cells in near), default=0))
    found: dict[Heads, str] = {
        ((number, number),): text(cells) for number, cells in near if len(cells) >= least
    }
    for (upper, above), (lower, below) in pairwise(near):
        if lower == upper + 1 and set(above) != set(below) and may_head(above) and may_head(below):
            found[((upper, lower),)] = f"{text(above)} / {text(below)}"
    if now and now not in found:
        found[now] = " / ".join(text(c) for n, c in near if now[0][0] <= n <= now[0][1])
    return sorted(found.items())
