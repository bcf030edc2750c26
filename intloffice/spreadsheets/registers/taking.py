"""Take a register in.

Every row of it becomes a record, is refused with its reason, or is named as what it is instead.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, Protocol

from intloffice.database.session import Session
from intloffice.errors import OfficeError
from intloffice.i18n import N_, Language
from intloffice.names.countries import country_code
from intloffice.spreadsheets import workbook
from intloffice.spreadsheets.entry import Counts, Entry, Plan, Refusal, RowEntry, Sheets
from intloffice.spreadsheets.planning import Planner
from intloffice.spreadsheets.registers import headings
from intloffice.spreadsheets.registers.agreements import Agreements
from intloffice.spreadsheets.registers.awards import Awards
from intloffice.spreadsheets.registers.bodies import Bodies
from intloffice.spreadsheets.registers.contacts import Contacts
from intloffice.spreadsheets.registers.engagements import Engagements
from intloffice.spreadsheets.registers.institutions import Institutions
from intloffice.spreadsheets.registers.mapping import Reading, Readings, fingerprint, reading_for
from intloffice.spreadsheets.registers.matching import Doubt, Organisations
from intloffice.spreadsheets.registers.persons import People, with_what_they_need
from intloffice.spreadsheets.registers.programmes import Programmes
from intloffice.spreadsheets.registers.refusing import RefusedError, refused
from intloffice.spreadsheets.registers.stays import Stays
from intloffice.spreadsheets.registers.tables import Aside, Cells, Table, tables
from intloffice.spreadsheets.registers.understanding import Office, Understanding
from intloffice.spreadsheets.registers.values import plain
from intloffice.spreadsheets.registers.visits import Visits
from intloffice.spreadsheets.sheet import CellValue, Column, Form, ReadSheet, Sheet, Unknown

WHY = N_("Why it was refused")
#: Stands before a target that every row holds, where others give a heading.
ALWAYS = "="
#: What may be asked of a table as a whole, where no column says it.
ASKED = {"mobility": ("direction",), "meeting": ("direction",), "award": ("currency", "per")}
#: Targets of which a cell may say more than is kept in a field, so that it is noted too.
_NOTED = {
    "agreement": frozenset(
        {"signed_on", "effective_from", "effective_until", "term", "renewal", "kind", "country"}
        | {"level", "our_unit", "partner", headings.NOTE}
    ),
    "person": frozenset({"name", "organisation", "title", "country", headings.NOTE}),
}
#: What is protected, or kept as it is written, is not noted.
_NOTED_OF_PEOPLE = frozenset(
    {"name", "direction", "partner", "country", "our_unit", "level", "student_class"}
    | {"isced_code", "eqf_level", "mode"}
    | {"programme", "agreement", "planned_start", "planned_end", "actual_start", "actual_end"}
    | {"term", "year", "status", "funding", "home", "engagement_class", "purposes", "starts_on"}
    | {"ends_on", "days_on_campus", "funder", "amount", "currency", "per", "paid_on"}
    | {"recipient_kind", "visitors", "head", "guests", "hosts", "kind", "persons", "organisation"}
    | {"nationality", "name_other", headings.NOTE}
)
_MOST_IN_A_NOTE = 2000
#: The rows that a register tells of, by kind; those of a record that are not named stay.
_GIVEN = {
    "agreement": ("party", "signatory", "term"),
    "organisation": ("name",),
    "programme": ("name",),
    "meeting": ("visitor", "participant"),
}


class _TakesRows(Protocol):
    """Makes records of rows."""

    def take(self, row: RowEntry, said: Mapping[str, Any], notes: list[str]) -> list[Entry]:
        """Make what a row tells of; raise RefusedError where it cannot be made."""


@dataclass(frozen=True)
class Found:
    """A table of a register, and how it is read; None where it tells of nothing we keep."""

    table: Table
    reading: Reading | None


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

    def refused_rows(self) -> dict[tuple[str, int], list[Refusal]]:
        """Give the refusals of each refused row, by sheet and row."""
        rows: dict[tuple[str, int], list[Refusal]] = {}
        for each in self.plan.refusals:
            number = int("".join(sign for sign in each.cell if sign.isdigit()) or 0)
            rows.setdefault((each.sheet, number), []).append(each)
        return rows

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
    """Find the tables of a register and how each is read: as was said before, else guessed."""
    return [
        Found(table, reading_for(table, readings, kind))
        for sheet in sheets
        for table in tables(sheet, headings.known)
    ]


def plan(
    session: Session,
    tables_found: Sequence[Found],
    readings: Readings,
    today: date | None = None,
) -> Register:
    """Work out what a register would change, without changing anything.

    ``today`` tells which meetings and stays are over where the register does not say.
    """
    known = Organisations(session)
    bodies = Bodies(known, readings.same)
    country = known.ours[0].country if known.ours else ""
    people = People(session, readings.same, country)
    programmes = Programmes(session, readings.same)
    office = Office(bodies, people, programmes, known, today or datetime.now(UTC).date())
    entries: list[Entry] = []
    refusals: list[tuple[str, Refusal]] = []
    for each in tables_found:
        if each.reading is not None:
            taker = _Taker(session, office, each.table, each.reading)
            entries += taker.entries()
            refusals += [(each.reading.kind, refusal) for refusal in taker.refusals]
    made = {**bodies.entries, **people.entries, **programmes.entries}
    told = bodies.told | people.told
    used = with_what_they_need(entries, made, told)
    refused_rows = [refusal for _, refusal in refusals]
    planned = Planner(session, Sheets([*used, *entries], _GIVEN, refused_rows)).plan()
    kinds = [kind for kind, _ in refusals]
    taken = [entry for entry in entries if all(row.is_whole for row in entry.every())]
    if len(taken) < len(entries):
        # Who was made only for rows that the plan has refused is left out, and all is planned anew.
        kinds += [kind for kind, counts in planned.counts.items() for _ in range(counts.refused)]
        used = with_what_they_need(taken, made, told)
        planned = Planner(session, Sheets([*used, *taken], _GIVEN, planned.refusals)).plan()
    counts = _with_refused(planned.counts, kinds)
    doubts = [*bodies.doubts.values(), *people.doubts.values(), *programmes.doubts.values()]
    return Register(tables_found, replace(planned, counts=counts), doubts, readings)


def _with_refused(counts: Mapping[str, Counts], kinds: Sequence[str]) -> dict[str, Counts]:
    """Count the rows that are refused among the records of their kind."""
    counted = dict(counts)
    for kind in kinds:
        before = counted.get(kind, Counts())
        counted[kind] = replace(before, refused=before.refused + 1)
    return counted


def otherwise(
    session: Session,
    register: Register,
    columns: Mapping[tuple[str, str], str],
    same: Mapping[str, str],
) -> Register:
    """Plan a register anew: with other columns, by mark and heading, and answers to doubts.

    What holds for every row comes by its mark and its target after ALWAYS.
    """
    changed = []
    for each in register.found:
        if each.reading is not None:
            mark = fingerprint(each.table)
            held = {
                name: columns.get((mark, name), target)
                for name, target in each.reading.columns.items()
            }
            always = {
                target: columns.get((mark, ALWAYS + target), each.reading.always.get(target, ""))
                for target in {*each.reading.always, *ASKED.get(each.reading.kind, ())}
            }
            reading = replace(
                each.reading,
                columns=held,
                always={name: word for name, word in always.items() if word},
            )
            changed.append(Found(each.table, reading))
        else:
            changed.append(each)
    readings = replace(register.readings, same={**register.readings.same, **same})
    return plan(session, changed, readings)


def report(path: Path, register: Register, language: Language) -> int:
    """Write the refused rows as they were, each with the reason, and the rows set aside.

    Mended there, the workbook can be imported again: what was taken in is known. Return how
    many rows were refused.
    """
    refused_rows = register.refused_rows()
    sheets, count, titles = [], 0, set[str]()
    for number, each in enumerate(register.found, 1):
        rows = [
            (cells, refused_rows[each.table.sheet, at])
            for at, cells in each.table.rows
            if (each.table.sheet, at) in refused_rows
        ]
        if rows and each.reading is not None:
            title = each.table.sheet[:28] if each.table.sheet not in titles else f"{number}"
            titles.add(title)
            sheets.append(_refused_sheet(title, each.table, rows, language))
            count += len(rows)
    aside: list[list[CellValue]] = [
        [name, a.number, language.text(a.why), a.text] for name, a in register.aside()
    ]
    heads = (N_("Sheet"), N_("Row"), N_("What it is"), N_("What it says"))
    forms = (Form.LINE, Form.WHOLE, Form.LINE, Form.TEXT)
    columns = [Column(language.text(h), f) for h, f in zip(heads, forms, strict=True)]
    sheets.append(Sheet(language.text(N_("Not records")), columns, aside, wrapped=True))
    workbook.write(path, sheets, title=path.stem)
    return count


class _Taker:
    """Makes entries of the rows of one table."""

    def __init__(self, session: Session, office: Office, table: Table, reading: Reading) -> None:
        self._table, self._reading = table, reading
        self._places = reading.places(table)
        read = Understanding(office, table, reading, headings.about(table))
        self._institutions = Institutions(read)
        self._agreements = Agreements(office.bodies, office.known, reading)
        takers: dict[str, Callable[[], _TakesRows]] = {
            "mobility": lambda: Stays(session, read),
            "engagement": lambda: Engagements(read),
            "award": lambda: Awards(read),
            "meeting": lambda: Visits(read),
            "person": lambda: Contacts(session, read),
        }
        self._taker = takers[reading.kind]() if reading.kind in takers else None
        self.refusals: list[Refusal] = []

    def entries(self) -> list[Entry]:
        """Take all rows."""
        rows = [(number, cells, self._said(cells)) for number, cells in self._table.rows]
        if self._reading.kind == "agreement":
            for number, _, said in rows:
                self._agreements.look(said, self._group(number))
        made: list[Entry] = []
        for number, cells, said in rows:
            made += self._taken(number, cells, said)
        return made

    def _taken(self, number: int, cells: Cells, said: Mapping[str, Any]) -> Sequence[Entry]:
        where = {held: workbook.address(number, at) for at, held in self._places.items()}
        row = RowEntry(self._table.sheet, number, order=number, cells=where)
        row.cells.setdefault("", workbook.address(number, min(self._places)))
        try:
            self._refuse_errors(cells)
            if self._taker is not None:
                return self._taker.take(row, said, self._notes(cells))
            group = self._group(number)
            if self._reading.kind == "agreement":
                return [self._agreements.take(row, said, group, self._notes(cells))]
            return self._institutions.take(row, said, group)
        except RefusedError as error:
            cell = where.get(error.target, row.cell())
            self.refusals.append(Refusal(row.sheet, cell, error.template, error.facts))
        return ()

    def _refuse_errors(self, cells: Cells) -> None:
        for at, held in self._places.items():
            if isinstance(cell := cells.get(at), Unknown) and held != headings.IGNORED:
                raise refused(
                    held,
                    N_("The cell holds an error, or a formula that was never reckoned: {value}"),
                    value=cell.shown,
                )

    def _said(self, cells: Cells) -> dict[str, Any]:
        said = {
            held: cells.get(at)
            for at, held in self._places.items()
            if held not in (headings.IGNORED, headings.NOTE, headings.PRIVATE)
        }
        private = self._lines(cells, frozenset((headings.PRIVATE,)))
        return said | {headings.PRIVATE: "\n".join(private)}

    def _group(self, number: int) -> str:
        group = (self._table.groups or {}).get(number, "")
        return group if country_code(group) else ""

    def _notes(self, cells: Cells) -> list[str]:
        """Keep what the cells said, beside what was understood of them."""
        return self._lines(cells, _NOTED.get(self._reading.kind, _NOTED_OF_PEOPLE))

    def _lines(self, cells: Cells, targets: frozenset[str]) -> list[str]:
        return [
            f"{self._table.headings[at]}: {plain(cell)}"[:_MOST_IN_A_NOTE]
            for at, held in self._places.items()
            if held in targets and (cell := cells.get(at)) is not None and plain(cell)
        ]


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
    return Sheet(title, [*columns, Column(language.text(WHY), Form.TEXT)], lines)


def _shown(cells: Cells) -> str:
    return " | ".join(plain(cell) for _, cell in sorted(cells.items()))[:200]


def as_guessed(register: Register, readings: Readings) -> Readings:
    """Give what was known with what was guessed; each doubt still to be answered."""
    guessed = {fingerprint(each.table): each.reading for each in register.found if each.reading}
    doubts = {doubt.written: "" for doubt in register.doubts}
    return Readings({**readings.readings, **guessed}, {**doubts, **readings.same})


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
