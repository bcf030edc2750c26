"""Take the rows of one table, each for itself; what is refused leaves nothing behind.

A refused row may have told of a person or an organisation that another row names too. So all
rows are taken again without it: nothing of a refused row may enter.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

from intloffice.database.session import Session
from intloffice.i18n import N_
from intloffice.names.countries import country_code
from intloffice.spreadsheets import workbook
from intloffice.spreadsheets.entry import Entry, Refusal, RowEntry
from intloffice.spreadsheets.registers import headings
from intloffice.spreadsheets.registers.agreements import Agreements
from intloffice.spreadsheets.registers.awards import Awards
from intloffice.spreadsheets.registers.contacts import Contacts
from intloffice.spreadsheets.registers.continuing import continued
from intloffice.spreadsheets.registers.engagements import Engagements
from intloffice.spreadsheets.registers.institutions import Institutions
from intloffice.spreadsheets.registers.lines import Cells
from intloffice.spreadsheets.registers.mapping import Reading
from intloffice.spreadsheets.registers.matching import Doubt
from intloffice.spreadsheets.registers.refusing import RefusedError, refused
from intloffice.spreadsheets.registers.stays import Stays
from intloffice.spreadsheets.registers.tables import Table
from intloffice.spreadsheets.registers.understanding import Office, Understanding
from intloffice.spreadsheets.registers.values import plain
from intloffice.spreadsheets.registers.visits import Visits
from intloffice.spreadsheets.sheet import Unknown

#: A row of a register: which table, and its number.
Row = tuple[int, int]
#: The words by which rows that say the same are told apart, in their order.
Said = tuple[tuple[str, ...], ...]

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


@dataclass
class Passed:
    """The rows that were refused so far and are passed over, with the reasons and the doubts."""

    rows: dict[Row, Said] = field(default_factory=dict)
    refusals: Sequence[Refusal] = ()
    kinds: list[str] = field(default_factory=list)
    doubts: dict[str, Doubt] = field(default_factory=dict)

    def of(self, table: int) -> dict[int, Said]:
        """Give the rows of one table."""
        return {number: said for (at, number), said in self.rows.items() if at == table}


class _TakesRows(Protocol):
    """Makes records of rows."""

    def take(self, row: RowEntry, said: Mapping[str, Any], notes: list[str]) -> list[Entry]:
        """Make what a row tells of; raise RefusedError where it cannot be made."""


class Taker:
    """Makes entries of the rows of one table."""

    def __init__(
        self,
        session: Session,
        office: Office,
        table: Table,
        reading: Reading,
        passed: Mapping[int, Said],
    ) -> None:
        self._office, self._table, self._reading = office, continued(table, reading), reading
        self._passed = passed
        self.kind = reading.kind
        self._places = reading.places(table)
        read = Understanding(office, table, reading, headings.about(table))
        self._institutions = Institutions(read)
        self._agreements = Agreements(office.bodies, office.known, reading, read.about)
        takers: dict[str, Callable[[], _TakesRows]] = {
            "mobility": lambda: Stays(session, read),
            "engagement": lambda: Engagements(read),
            "award": lambda: Awards(read),
            "meeting": lambda: Visits(read),
            "person": lambda: Contacts(session, read),
        }
        self._taker = takers[reading.kind]() if reading.kind in takers else None
        self.refusals: list[Refusal] = []
        #: What each row was told apart by, and which rows are refused.
        self.said: dict[int, Said] = {}
        self.refused: set[int] = set()
        #: Whether a refused row has left something where other rows may find it.
        self.touched = False

    def taken(self) -> Iterator[tuple[int, Sequence[Entry]]]:
        """Take all rows but those passed over, which only count among those like them."""
        rows = [(number, cells, self._said(cells)) for number, cells in self._table.rows]
        if self._reading.kind == "agreement":
            for number, _, said in rows:
                if number not in self._passed:
                    self._agreements.look(said, self._group(number))
        bodies = self._office.bodies
        for number, cells, said in rows:
            bodies.counted.clear()
            for words in self._passed.get(number, ()):
                bodies.count(words)
            if number not in self._passed:
                yield number, self._taken(number, cells, said)
            self.said[number] = tuple(bodies.counted)

    def _taken(self, number: int, cells: Cells, said: Mapping[str, Any]) -> Sequence[Entry]:
        where = {held: workbook.address(number, at) for at, held in self._places.items()}
        row = RowEntry(self._table.sheet, number, order=number, cells=where)
        row.cells.setdefault("", workbook.address(number, min(self._places)))
        before = self._office.told_so_far
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
            self.refused.add(number)
            self.touched |= self._office.told_so_far != before
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
