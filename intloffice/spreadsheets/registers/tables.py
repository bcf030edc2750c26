"""Find the tables in the sheets of a register, and tell of every row what it is."""

import re
from collections import Counter
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any

from intloffice.i18n import N_
from intloffice.names.folding import fold
from intloffice.spreadsheets.registers import heads as heading_rows
from intloffice.spreadsheets.registers.heads import Heads
from intloffice.spreadsheets.registers.lines import (
    FIGURE,
    Cells,
    Line,
    may_head,
    one_line,
    said,
    says,
    text,
)
from intloffice.spreadsheets.rowxml import column_letters
from intloffice.spreadsheets.sheet import Range, ReadSheet, Unknown

#: Tells how many of some texts are words that stand above columns.
Known = Callable[[Sequence[str]], int]

TITLE = N_("title or note above a table")
HEADING = N_("heading")
REPEATED = N_("heading once more")
TOTAL = N_("total")
FOOTER = N_("note below a table")
DIVIDER = N_("heading of a group")
UNCALLED = N_("no table with headings")

_TOTAL = re.compile(r"(?:sub-?|grand )?totals?\b.*|sums?\b.*|[合总小共]\s*计.*|[合総小]\s*計.*|計")
_TOTAL_ALONE = re.compile(r"(?:sub-?|grand )?totals?|sums?|[合总小共]\s*计|[合総小]\s*計|計")
_LOOKED_AT = 40
_MOST_COLUMNS = 2**14
#: So many columns without a heading are kept at most.
_MOST_UNCALLED = 50
_MOST_MERGED = 2000
_FIGURES = re.compile(r"[-+.,/0-9\s年月日%]+")


@dataclass(frozen=True)
class Aside:
    """A row that is no record: its number, what it is instead, and what it says."""

    number: int
    why: str
    text: str


@dataclass(frozen=True)
class Table:
    """A table of a sheet: the headings by column, the rows, and the rows that are none.

    ``group`` of a row, where the sheet has headings of groups between its rows, is the last
    one before it.
    """

    sheet: str
    headings: Mapping[int, str]
    rows: Sequence[Line]
    aside: Sequence[Aside] = ()
    groups: Mapping[int, str] | None = None

    @property
    def headed_by(self) -> int:
        """The number of the row in which its headings end; 0 where it has none."""
        return self.heads[-1][-1] if self.heads else 0

    @property
    def heads(self) -> Heads:
        """The first and last row of its headings; none where it has none."""
        rows = [each.number for each in self.aside if each.why == HEADING]
        return ((min(rows), max(rows)),) if rows else ()

    @property
    def head_mark(self) -> str:
        """The mark by which its rows of headings are known again."""
        return heading_rows.mark(each.text for each in self.aside if each.why == HEADING)

    @property
    def is_called(self) -> bool:
        """Whether its columns have headings, or are called by their letters as somebody chose."""
        return bool(self.headings)

    @property
    def last(self) -> int:
        """The number of its last row, of whatever kind."""
        return max((n for n, _ in self.rows), default=0)

    def holds(self, cell: str) -> bool:
        """Tell whether a cell, by its address, stands in one of the columns."""
        letters = cell.rstrip("0123456789")
        return not self.headings or letters in {column_letters(at) for at in self.headings}


def tables(
    sheet: ReadSheet, known: Known, heads: Heads | None = None, met: Collection[str] = ()
) -> list[Table]:
    """Find the tables of a sheet; every row that holds something is in one of them, once.

    ``known`` tells how many of some texts are words that stand above columns. A sheet without
    headings is one table that has none, with all its rows aside. A row of tables that stand side
    by side is in each that it says something to. ``heads`` are the rows of the headings, where
    they are said, and ``met`` the marks of such rows that were said of other files.
    """
    one_by_one = replace(sheet, rows=list(sheet.rows))  # they are looked at again and again
    if heads is not None:
        heading_rows.expect_all(one_by_one, heads)
    parts = _side_by_side(one_by_one, known, heads)
    return [table for part in parts for table in _below(part, known, heads, met)]


def _side_by_side(sheet: ReadSheet, known: Known, heads: Heads | None) -> list[ReadSheet]:
    """Divide a sheet where an empty column stands between headings, and the same come again."""
    said_rows = None if heads is None else {row for pair in heads for row in pair}
    looked_at = sheet.rows if said_rows else sheet.rows[:_LOOKED_AT]
    for number, cells in looked_at:
        if said_rows is not None and number not in said_rows:
            continue
        if not says(cells) or not may_head(cells):
            continue
        blocks = _blocks(cells)
        texts = [tuple(fold(one_line(cells[at])).strip() for at in block) for block in blocks]
        if len(blocks) < 2 or len(set(texts)) == len(texts) or min(map(known, texts)) < 2:
            continue
        if _is_empty_between(sheet, blocks):
            return [_part(sheet, number, blocks) for number in range(len(blocks))]
    return [sheet]


def _blocks(cells: Cells) -> list[list[int]]:
    """Divide columns where one between them is empty."""
    blocks: list[list[int]] = []
    for at in sorted(cells):
        if blocks and blocks[-1][-1] == at - 1:
            blocks[-1].append(at)
        else:
            blocks.append([at])
    return blocks


def _is_empty_between(sheet: ReadSheet, blocks: Sequence[Sequence[int]]) -> bool:
    between = {at for one, other in pairwise(blocks) for at in range(one[-1] + 1, other[0])}
    return not any(between.intersection(cells) for _, cells in sheet.rows)


def _part(sheet: ReadSheet, number: int, blocks: Sequence[Sequence[int]]) -> ReadSheet:
    """Give the columns of one block, with those to the left of the first and right of the last."""
    first = blocks[number][0] if number else 0
    after = blocks[number + 1][0] if number + 1 < len(blocks) else _MOST_COLUMNS
    rows = [
        (at, {column: cell for column, cell in cells.items() if first <= column < after})
        for at, cells in sheet.rows
    ]
    merged = [each for each in sheet.merged if first <= each[1] < after]
    return ReadSheet(sheet.title, [(at, cells) for at, cells in rows if cells], merged)


def _below(
    sheet: ReadSheet, known: Known, heads: Heads | None, met: Collection[str]
) -> list[Table]:
    """Find the tables that stand one below the other."""
    lines = [(number, dict(cells)) for number, cells in sheet.rows if says(cells)]
    if heads is None:
        starts = _met_or_found(lines, known, sheet.merged, met)
    else:
        starts = heading_rows.starts(lines, heads)
    if not starts:
        aside = [Aside(number, UNCALLED, text(cells)) for number, cells in lines]
        return [Table(sheet.title, {}, (), aside)] if aside else []
    found = []
    for at, (first, last) in enumerate(starts):
        end = starts[at + 1][0] if at + 1 < len(starts) else len(lines)
        above = lines[:first] if at == 0 else []
        found.append(_table(sheet, lines[first:last], lines[last:end], above))
    return found


def _met_or_found(
    lines: Sequence[Line], known: Known, merged: Sequence[Range], met: Collection[str]
) -> list[tuple[int, int]]:
    """Find where tables begin: at headings that were chosen before, or as they are told."""
    again = heading_rows.met_again(lines, met)
    found = _starts(lines, known, merged)
    # What was taken for headings just before or after was not what was chosen.
    last = again[-1][1] if again else 0
    return again + [each for each in found if each[0] > last] if again else found


def _starts(lines: Sequence[Line], known: Known, merged: Sequence[Range]) -> list[tuple[int, int]]:
    """Find where tables begin: the first line of their headings and the one after the last."""
    found: list[tuple[int, int]] = []
    seen: tuple[str, ...] = ()
    at = 0
    while at < len(lines):
        size = _headed(lines, at, known, sure=bool(found))
        if size == 1 and _is_divided(lines, at, merged):
            size = 2
        if size:
            texts = said(lines[at][1])
            if texts == seen and found and at:
                at += size  # the same headings again, as at the top of a printed page
                continue
            found.append((at, at + size))
            seen = texts
            at += size
        else:
            at += 1
    return found or _guessed_start(lines)


def _headed(lines: Sequence[Line], at: int, known: Known, *, sure: bool) -> int:
    """Tell how many lines of headings begin here: none, one, or two."""
    cells = lines[at][1]
    if not may_head(cells):
        return 0
    count = known(said(cells))
    if count < 2 or (sure and count < max(2, len(cells) // 2)):
        return 0
    below = lines[at + 1][1] if at + 1 < len(lines) and lines[at + 1][0] == lines[at][0] + 1 else {}
    if not below or not may_head(below) or said(below) == said(cells):
        return 1
    more = known(said(below))
    gaps = set(below) - set(cells)
    repeated = _spans(cells, below)
    is_second = more >= max(1, (len(below) + 1) // 2) and (bool(gaps) or repeated)
    return 2 if is_second else 1


def _is_divided(lines: Sequence[Line], at: int, merged: Sequence[Range]) -> bool:
    """Tell whether the line below only divides headings that stand above several columns."""
    number = lines[at][0]
    below, lower = lines[at + 1] if at + 1 < len(lines) else (0, {})
    if below != number + 1 or not lower or not all(isinstance(c, str) for c in lower.values()):
        return False
    wide = {
        column
        for top, start, bottom, end in merged
        if top == bottom == number and end > start
        for column in range(start, end + 1)
    }
    return bool(wide) and set(lower) <= wide and len(lower) >= 2 and may_head(lower)


def _spans(upper: Cells, lower: Cells) -> bool:
    return len(lower) < len(upper) and set(lower) <= set(upper) and len(lower) > 1


def _guessed_start(lines: Sequence[Line]) -> list[tuple[int, int]]:
    """Take the first full row of short texts for the headings, where no word is known."""
    widths = Counter(len(cells) for _, cells in lines[:_LOOKED_AT])
    usual = max((width for width, often in widths.items() if often > 1), default=0)
    if usual < 2:
        return []
    for at, (_, cells) in enumerate(lines[:_LOOKED_AT]):
        if len(cells) >= max(2, usual - 1) and may_head(cells) and at + 1 < len(lines):
            return [(at, at + 1)]
    return []


def _table(
    sheet: ReadSheet, heads: Sequence[Line], body: Sequence[Line], above: Sequence[Line]
) -> Table:
    headings = _headings(heads, sheet) if heads else {}
    width = len(headings)
    headings |= _uncalled(headings, heads, body, sheet)
    width = width or len(headings)
    aside = [Aside(number, TITLE, text(cells)) for number, cells in above]
    aside += [Aside(number, HEADING, text(cells)) for number, cells in heads]
    rows: list[Line] = []
    groups: dict[int, str] = {}
    group = ""
    again = {said(cells) for _, cells in heads}
    last = _last_record(body, width)
    for at, (number, cells) in enumerate(body):
        why = _aside(cells, again, width, is_last=at > last)
        if why == DIVIDER:
            group = text(cells)
        if why:
            aside.append(Aside(number, why, text(cells)))
            continue
        if group:
            groups[number] = group
        rows.append((number, cells))
    return Table(sheet.title, headings, _filled(rows, sheet), aside, groups)


def _aside(cells: Cells, again: set[tuple[str, ...]], width: int, *, is_last: bool) -> str:
    if said(cells) in again:
        return REPEATED
    first = cells[min(cells)]
    if isinstance(first, str) and _TOTAL.fullmatch(fold(first).strip(" :：")) and _is_total(cells):
        return TOTAL
    if width > 2 and len(cells) == 1 and isinstance(first, str):
        return FOOTER if is_last else DIVIDER
    return ""


def _is_total(cells: Cells) -> bool:
    """Tell whether a row holds figures only, beside the word."""
    first = min(cells)
    others = [cell for at, cell in cells.items() if at != first]
    if _TOTAL_ALONE.fullmatch(fold(str(cells[first])).strip(" :：")):
        return all(isinstance(each, Unknown) or FIGURE.match(str(each)) for each in others)
    return all(
        isinstance(each, int | float | Unknown) or _FIGURES.fullmatch(str(each)) for each in others
    )


def _last_record(body: Sequence[Line], width: int) -> int:
    for at in range(len(body) - 1, -1, -1):
        if len(body[at][1]) > 1 or width <= 2:
            return at
    return -1


def _headings(heads: Sequence[Line], sheet: ReadSheet) -> dict[int, str]:
    upper, lower = dict(heads[0][1]), dict(heads[-1][1])
    number = heads[0][0]
    if len(heads) == 1:
        return {at: one_line(cell) for at, cell in sorted(upper.items())}
    merged = {
        at: start
        for top, start, bottom, end in sheet.merged
        if top == number == bottom
        for at in range(start, end + 1)
    }
    joined: dict[int, str] = {}
    for at in sorted(set(upper) | set(lower)):
        over = upper.get(at)
        if over is None:
            over = upper.get(merged[at]) if at in merged else _left_of(upper, at)
        under = lower.get(at)
        parts = [one_line(each) for each in (over, under) if each is not None]
        joined[at] = " – ".join(dict.fromkeys(parts))
    return joined


def _uncalled(
    headings: Mapping[int, str], heads: Sequence[Line], body: Sequence[Line], sheet: ReadSheet
) -> dict[int, str]:
    """Call the columns that have no heading by their letters, with what is merged above them."""
    wide = {
        at: start
        for top, start, bottom, end in sheet.merged
        if heads and top == bottom == heads[-1][0]
        for at in range(start, end + 1)
    }
    least = 2 if heads else 1
    found = {at for _, cells in body if len(cells) >= least for at in cells if at not in headings}
    return {
        at: f"{headings.get(wide.get(at, at), '')} ({column_letters(at)})".strip()
        for at in sorted(found)[:_MOST_UNCALLED]
    }


def _left_of(cells: Cells, at: int) -> Any:
    before = [column for column in cells if column < at]
    return cells[max(before)] if before else None


def _filled(rows: Sequence[Line], sheet: ReadSheet) -> list[Line]:
    """Give each row what a merged cell above says for it too."""
    from_above: dict[int, list[tuple[int, int]]] = {}
    for top, start, bottom, _ in sheet.merged:
        if top < bottom < top + _MOST_MERGED:
            for number in range(top + 1, bottom + 1):
                from_above.setdefault(number, []).append((top, start))
    there = dict(rows)
    filled: list[Line] = []
    for number, cells in rows:
        more = {
            at: there[top][at]
            for top, at in from_above.get(number, ())
            if at not in cells and at in there.get(top, {})
        }
        filled.append((number, {**cells, **more}))
    return filled
