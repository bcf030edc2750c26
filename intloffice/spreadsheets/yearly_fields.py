"""The sheet of a year's students by field of study and level, as Erasmus and ministries ask."""

from collections import Counter
from collections.abc import Iterator, Sequence

from intloffice.i18n import N_, Language
from intloffice.operations.counting.stays import Stay, begun_in
from intloffice.records.isced import BroadField, broad
from intloffice.records.mobility import EqfLevel
from intloffice.spreadsheets.sheet import CellValue, Column, Form, Formula, Sheet
from intloffice.spreadsheets.workbook import address
from intloffice.spreadsheets.yearly_counts import RECEIVED, SENT, Counting

TITLE = N_("Fields and levels")
_LEVELS = (*(level.value for level in EqfLevel), "")
#: The first column of a level, and the one after them all.
_FIRST, _ALL = 2, 2 + len(_LEVELS)


def fields_sheet(counting: Counting, language: Language, note: str) -> Sheet:
    """Make the sheet: a line for each code of ISCED-F, a column for each EQF level."""
    rows: list[list[CellValue]] = []
    strong: list[int] = []
    notes = (
        language.text(TITLE),
        note,
        language.text(
            N_(
                "Stays that began in {year}; whoever had two counts twice. The EQF level is that "
                "of the stay, else that of its level of study."
            ),
            year=counting.period.label,
        ),
    )
    first = len(notes) + 2
    for topic, stays in ((SENT, counting.found.sent), (RECEIVED, counting.found.received)):
        strong.append(len(rows))
        rows.append([language.text(topic), *(None for _ in range(_ALL))])
        rows += _rows(begun_in(stays, counting.window), language, first + len(rows))
    not_said = language.text(N_("Not said"))
    levels = [f"EQF {level}" if level else not_said for level in _LEVELS]
    columns = (
        Column(language.text(N_("ISCED-F code")), Form.LINE, 22),
        Column(language.text(N_("Field of study")), Form.TEXT, 48),
        *(Column(level, Form.COUNT, 12) for level in levels),
        Column(language.text(N_("Stays")), Form.COUNT, 12),
    )
    return Sheet(
        language.text(TITLE),
        columns,
        rows,
        notes,
        strong_rows=strong,
        filtered=False,
        wrapped=True,
    )


def _rows(stays: Sequence[Stay], language: Language, at: int) -> Iterator[list[CellValue]]:
    """Give a line for each code, then the total; the first stands in row ``at``."""
    counted = Counter((_code(stay), stay.eqf) for stay in stays)
    codes = sorted({code for code, _ in counted}, key=lambda code: (code == "", code))
    for number, code in enumerate(codes):
        found = [counted[code, level] for level in _LEVELS]
        row = at + number
        total = Formula(f"SUM({address(row, _FIRST)}:{address(row, _ALL - 1)})", sum(found))
        yield [code or "–", _field(code, language), *found, total]
    sums = [sum(counted[code, level] for code in codes) for level in _LEVELS]
    totals = [_down(at, len(codes), _FIRST + n, value) for n, value in enumerate(sums)]
    all_of_them = _down(at, len(codes), _ALL, sum(sums))
    yield [language.text(N_("Total")), None, *totals, all_of_them]


def _down(at: int, rows: int, column: int, value: int) -> CellValue:
    if not rows:
        return 0
    return Formula(f"SUM({address(at, column)}:{address(at + rows - 1, column)})", value)


def _code(stay: Stay) -> str:
    return stay.isced_code.strip()


def _field(code: str, language: Language) -> str:
    if not code:
        return language.text(N_("Not said"))
    known = broad(code)
    return language.text(BroadField.label_of(known)) if known else language.text(N_("Unknown code"))
