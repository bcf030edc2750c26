"""Take a register in.

Every row of it becomes a record, is refused with its reason, or is named as what it is instead.
"""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from pathlib import Path

from intloffice.database.session import Session
from intloffice.errors import OfficeError
from intloffice.i18n import N_, Language
from intloffice.spreadsheets import workbook
from intloffice.spreadsheets.entry import Counts, Entry, Plan, Refusal, Sheets
from intloffice.spreadsheets.planning import Planner
from intloffice.spreadsheets.registers import headings
from intloffice.spreadsheets.registers.bodies import Bodies
from intloffice.spreadsheets.registers.continuing import continued
from intloffice.spreadsheets.registers.lines import Cells
from intloffice.spreadsheets.registers.mapping import (
    Reading,
    Readings,
    fingerprint,
    of_plain,
    reading_for,
)
from intloffice.spreadsheets.registers.mapping import plain as plain_reading
from intloffice.spreadsheets.registers.matching import Doubt, Organisations
from intloffice.spreadsheets.registers.persons import People, with_what_they_need
from intloffice.spreadsheets.registers.programmes import Programmes
from intloffice.spreadsheets.registers.rowtaking import Passed, Row, Said, Taker
from intloffice.spreadsheets.registers.tables import Aside, Table, tables
from intloffice.spreadsheets.registers.understanding import Office
from intloffice.spreadsheets.registers.values import plain
from intloffice.spreadsheets.sheet import CellValue, Column, Form, ReadSheet, Sheet

WHY = N_("Why it was refused")
#: Stands before a target that every row holds, where others give a heading.
ALWAYS = "="
#: Stand in the place of a heading for the kind of a table's records, empty where it is not read,
#: and for whether days or months come first in it.
KIND, ORDER = "=record", "=order"
#: Stands there for the rows of a table's headings, whose mark is where the table begins.
HEADS = "=headings"
#: What may be asked of a table as a whole, where no column says it.
ASKED = {"mobility": ("direction",), "meeting": ("direction",), "award": ("currency", "per")}
#: The hidden sheet in which a workbook of refused rows keeps how each of its sheets is read.
_READINGS = "_readings"
#: So often all rows are taken at most, each time without those that were refused before.
_MOST_PASSES = 5
#: The rows that a register tells of, by kind; those of a record that are not named stay.
_GIVEN = {
    "agreement": ("party", "signatory", "term"),
    "organisation": ("name",),
    "programme": ("name",),
    "meeting": ("visitor", "participant"),
}


@dataclass(frozen=True)
class Found:
    """A table of a register, and how it is read; None where it tells of nothing we keep.

    ``sheet`` is all of the sheet that it stands in.
    """

    table: Table
    reading: Reading | None
    sheet: ReadSheet


@dataclass(frozen=True)
class Register:
    """What would become of a register: the plan, the doubts to be answered, and the tables.

    A row in doubt is refused until the doubt is answered.
    """

    found: Sequence[Found]
    plan: Plan
    doubts: Sequence[Doubt]
    readings: Readings

    @property
    def rows(self) -> int:
        """How many rows it has that may be records."""
        return sum(len(each.table.rows) for each in self.found)

    @property
    def is_sure(self) -> bool:
        """Whether it could be told of every table if days or months come first."""
        return all(each.reading is None or each.reading.is_sure for each in self.found)

    def refused_rows(self, table: Table) -> dict[int, list[Refusal]]:
        """Give the refusals of each refused row of a table, by its number."""
        there = {number for number, _ in table.rows}
        rows: dict[int, list[Refusal]] = {}
        for each in self.plan.refusals:
            if each.sheet == table.sheet and table.holds(each.cell):
                number = _row_number(each)
                if number in there:
                    rows.setdefault(number, []).append(each)
        return rows

    @property
    def rows_refused(self) -> int:
        """How many rows are refused."""
        return len({(each.sheet, _row_number(each)) for each in self.plan.refusals})

    @property
    def is_read(self) -> bool:
        """Whether any table of it is read."""
        return any(each.reading for each in self.found)

    def columns(self) -> list[tuple[Found, str, str, str, str, tuple[str, ...]]]:
        """List the columns: table, its mark, heading, an example, what it is read as or may be."""
        return [
            (
                each,
                fingerprint(each.table),
                text,
                next((plain(cells[at]) for _, cells in each.table.rows if at in cells), "")[:60],
                each.reading.columns.get(text, headings.NOTE),
                (*headings.names(each.reading.kind), headings.IGNORED),
            )
            for each in self.found
            if each.reading is not None
            for at, text in each.table.headings.items()
        ]

    def asked(self) -> list[tuple[Found, str, str, str]]:
        """List what no column says: table, its mark, what is asked, and what it is taken for."""
        return [
            (each, fingerprint(each.table), target, each.reading.always.get(target, ""))
            for each in self.found
            if each.reading is not None
            for target in ASKED.get(each.reading.kind, ())
            if target not in each.reading.columns.values()
        ]

    def aside(self) -> list[tuple[str, Aside]]:
        """List the rows that are no records, by sheet, and the rows of tables not read."""
        return [(each.table.sheet, aside) for each in self.found for aside in each.table.aside] + [
            (each.table.sheet, Aside(number, NOT_READ, _shown(cells)))
            for each in self.found
            if each.reading is None
            for number, cells in each.table.rows
        ]


NOT_READ = N_("table of nothing that is kept here")


def found(sheets: Iterable[ReadSheet], readings: Readings, kind: str = "") -> list[Found]:
    """Find the tables of a register and how each is read: as was said before, else guessed.

    Rows that were refused, mended in the workbook that was written of them, are read as before.
    """
    listed = list(sheets)
    kept = _kept_readings(listed)
    return [
        Found(table, kept.get(sheet.title) or reading_for(table, readings, kind), sheet)
        for sheet in listed
        if sheet.title != _READINGS and kept.get(sheet.title, kind) is not None
        for table in tables(sheet, headings.known, readings.heads.get(sheet.title), readings.met)
    ]


def _kept_readings(sheets: Iterable[ReadSheet]) -> dict[str, Reading | None]:
    """Read how the sheets of a workbook of refused rows are read; None for what is no register."""
    kept: dict[str, Reading | None] = {}
    for sheet in sheets:
        for _, cells in sheet.rows if sheet.title == _READINGS else ():
            with suppress(ValueError, KeyError, TypeError, AttributeError):
                said = json.loads(str(cells.get(1) or ""))
                kept[str(cells.get(0))] = of_plain(said) if said else None
    return kept


def _unheeded() -> None:
    pass


def plan(
    session: Session,
    tables_found: Sequence[Found],
    readings: Readings,
    today: date | None = None,
    heed: Callable[[], None] = _unheeded,
) -> Register:
    """Work out what a register would change, without changing anything.

    ``today`` tells which meetings and stays are over where the register does not say; ``heed`` is
    called again and again, and raises where no more is wanted.
    """
    passed = Passed()
    for last in (*(False,) * (_MOST_PASSES - 1), True):
        day = today or datetime.now(UTC).date()
        one = _Pass(session, tables_found, readings, day, passed, heed)
        for doubt in one.doubts:
            passed.doubts.setdefault(doubt.written, doubt)
        if last or not one.leaves_something:
            break
        passed.rows |= one.refused_rows
        passed.refusals = one.planned.refusals
        passed.kinds += one.kinds_refused
    planned = one.planned
    if len(one.taken) < len(one.entries):
        # Who was made only for rows that the plan has refused is left out, and all is planned anew.
        planned = one.anew()
    counts = _with_refused(planned.counts, [*passed.kinds, *one.kinds_refused])
    refusals = sorted(planned.refusals, key=_order_of(tables_found))
    plan_of_all = replace(planned, counts=counts, refusals=refusals)
    return Register(tables_found, plan_of_all, [*passed.doubts.values()], readings)


class _Pass:
    """All rows taken once, but for those passed over; then planned."""

    def __init__(
        self,
        session: Session,
        tables_found: Sequence[Found],
        readings: Readings,
        today: date,
        passed: Passed,
        heed: Callable[[], None],
    ) -> None:
        self._session, self._heed = session, heed
        known = Organisations(session)
        bodies = Bodies(known, readings.same)
        country = known.ours[0].country if known.ours else ""
        people = People(session, readings.same, country)
        programmes = Programmes(session, readings.same)
        self._office = Office(bodies, people, programmes, known, today)
        self.entries: list[Entry] = []
        self.refused_rows: dict[Row, Said] = {}
        self._refusals: list[tuple[str, Refusal]] = []
        self._rows: dict[int, tuple[Row, Taker]] = {}
        self._touched = False
        for at, each in enumerate(tables_found):
            if each.reading is not None:
                self._take(
                    at, Taker(session, self._office, each.table, each.reading, passed.of(at))
                )
        self._made = {**bodies.entries, **people.entries, **programmes.entries}
        self._told = bodies.told | people.told
        said = [*passed.refusals, *(refusal for _, refusal in self._refusals)]
        self.planned = self._plan(self.entries, said)
        self.taken = [each for each in self.entries if _is_whole(each)]
        self._refuse_what_the_plan_refused()

    @property
    def leaves_something(self) -> bool:
        """Whether a refused row has said something that the records of others may have kept."""
        return self._touched or len(self.taken) < len(self.entries)

    @property
    def doubts(self) -> Iterator[Doubt]:
        """Walk through who or what is in doubt."""
        office = self._office
        for found in (office.bodies.doubts, office.people.doubts, office.programmes.doubts):
            yield from found.values()

    @property
    def kinds_refused(self) -> Iterator[str]:
        """Name the kind of each record that was refused."""
        yield from (kind for kind, _ in self._refusals)
        if len(self.taken) < len(self.entries):
            for kind, counts in self.planned.counts.items():
                yield from [kind] * counts.refused

    def anew(self) -> Plan:
        """Plan only what is taken, with all that was refused."""
        return self._plan(self.taken, self.planned.refusals)

    def _take(self, at: int, taker: Taker) -> None:
        for number, made in taker.taken():
            self._heed()
            self.entries += made
            self._rows |= {id(entry): ((at, number), taker) for entry in made}
        self._refusals += [(taker.kind, refusal) for refusal in taker.refusals]
        self.refused_rows |= {(at, number): taker.said[number] for number in taker.refused}
        self._touched |= taker.touched

    def _refuse_what_the_plan_refused(self) -> None:
        for entry in self.entries:
            if not _is_whole(entry):
                (at, number), taker = self._rows[id(entry)]
                self.refused_rows[at, number] = taker.said[number]

    def _plan(self, entries: Sequence[Entry], refusals: Sequence[Refusal]) -> Plan:
        used = with_what_they_need(entries, self._made, self._told)
        return Planner(
            self._session, Sheets([*used, *entries], _GIVEN, refusals), self._heed
        ).plan()


def _is_whole(entry: Entry) -> bool:
    return all(row.is_whole for row in entry.every())


def _order_of(tables_found: Sequence[Found]) -> Callable[[Refusal], tuple[int, int]]:
    """Give what puts refusals in the order of the sheets and their rows."""
    sheets = {each.table.sheet: at for at, each in reversed([*enumerate(tables_found)])}

    def order(refusal: Refusal) -> tuple[int, int]:
        return sheets.get(refusal.sheet, len(sheets)), _row_number(refusal)

    return order


def _row_number(refusal: Refusal) -> int:
    return int("".join(sign for sign in refusal.cell if sign.isdigit()) or 0)


def _with_refused(counts: Mapping[str, Counts], kinds: Sequence[str]) -> dict[str, Counts]:
    """Count the rows that are refused among the records of their kind."""
    counted = dict(counts)
    for kind in kinds:
        before = counted.get(kind, Counts())
        counted[kind] = replace(before, refused=before.refused + 1)
    return counted


def report(path: Path, register: Register, language: Language) -> int:
    """Write the refused rows as they were, each with the reason, and the rows set aside.

    Mended there, the workbook can be imported again: what was taken in is known. Return how
    many rows were refused.
    """
    sheets, count, titles = [], 0, set[str]()
    kept: list[list[CellValue]] = []
    why = language.text(WHY)
    for number, each in enumerate(register.found, 1):
        if each.reading is None:
            continue
        refused_rows = register.refused_rows(each.table)
        rows = [
            (cells, refused_rows[at])
            for at, cells in continued(each.table, each.reading).rows
            if at in refused_rows
        ]
        if rows:
            title = each.table.sheet[:28] if each.table.sheet not in titles else f"{number}"
            titles.add(title)
            sheets.append(_refused_sheet(title, each.table, rows, language))
            held = {**each.reading.columns, why: headings.IGNORED}
            reading = plain_reading(replace(each.reading, columns=held))
            kept.append([title, json.dumps(reading, ensure_ascii=False)])
            count += len(rows)
    aside: list[list[CellValue]] = [
        [name, a.number, language.text(a.why), a.text] for name, a in register.aside()
    ]
    heads = (N_("Sheet"), N_("Row"), N_("What it is"), N_("What it says"))
    forms = (Form.LINE, Form.WHOLE, Form.LINE, Form.TEXT)
    columns = [Column(language.text(h), f) for h, f in zip(heads, forms, strict=True)]
    named = language.text(N_("Not records"))
    sheets.append(Sheet(named, columns, aside, wrapped=True, paper=True))
    kept.append([named, json.dumps(None)])
    told = [Column("sheet", Form.LINE), Column("reading", Form.LINE)]
    sheets.append(Sheet(_READINGS, told, kept, filtered=False, hidden=True))
    workbook.write(path, sheets, title=path.stem)
    return count


def _refused_sheet(
    title: str,
    table: Table,
    rows: Sequence[tuple[Cells, Sequence[Refusal]]],
    language: Language,
) -> Sheet:
    columns = [Column(text, Form.LINE) for text in table.headings.values()]
    lines = [
        [
            *(plain(cells.get(at)) or None for at in table.headings),
            "; ".join(language.text(r.template, **r.facts) for r in refusals),
        ]
        for cells, refusals in rows
    ]
    why = Column(language.text(WHY), Form.TEXT)
    return Sheet(title, [*columns, why], lines, wrapped=True, paper=True)


def _shown(cells: Cells) -> str:
    return " | ".join(plain(cell) for _, cell in sorted(cells.items()))[:200]


def as_guessed(register: Register, readings: Readings) -> Readings:
    """Give what was known with what was guessed; each doubt still to be answered."""
    guessed = {fingerprint(each.table): each.reading for each in register.found if each.reading}
    doubts = {doubt.written: "" for doubt in register.doubts}
    same = {**doubts, **readings.same}
    return replace(readings, readings={**readings.readings, **guessed}, same=same)


def refuse_nothing_found(tables_found: Sequence[Found], name: str) -> None:
    """Raise OfficeError where no table of a file tells of anything that is kept here."""
    if not any(each.reading for each in tables_found):
        raise OfficeError(
            N_(
                "In {name} no table was found whose headings are understood; say with a mapping "
                "what its columns hold. Nothing was changed."
            ),
            name=name,
        )
