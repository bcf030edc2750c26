"""What the numbers of a summary count, one by one, so that each can be followed and summed."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from sqlalchemy import select

from intloffice.database.session import Session
from intloffice.i18n import N_, Language
from intloffice.spreadsheets.cells import ID
from intloffice.spreadsheets.found import Record, Unit
from intloffice.spreadsheets.sheet import CellValue, Column, Form, Sheet, Spot
from intloffice.spreadsheets.workbook import address, place_on
from intloffice.spreadsheets.yearly_counts import Count

#: Tells where in the workbook a record stands; empty where it does not.
Place = Callable[[Record], str]
_NOTES, _SHOWN = 2, 20
_RECORD, _AMOUNT = 1, 2


@dataclass(frozen=True)
class Block:
    """The rows that list one count: where they begin, and the formula that adds them up."""

    place: str
    formula: str


class Behind:
    """The sheet of units: a block for each count, under a heading that leads back to it."""

    def __init__(self, session: Session, language: Language, place: Place) -> None:
        self._session, self._language, self._place = session, language, place
        self._title = language.text(N_("Behind the numbers"))
        self._rows: list[list[CellValue]] = []
        self._strong: list[int] = []
        self._links: dict[Spot, str] = {}
        self._called: dict[Record, tuple[str, str]] = {}
        self._known: set[str] = set()

    def add(self, title: str, count: Count, back: str) -> Block:
        """List the units of a count, and tell where."""
        self._strong.append(len(self._rows))
        self._links[len(self._rows), 0] = back
        self._rows.append([title, None, None, None, None])
        first = self._line(len(self._rows))
        for unit in count.units:
            self._put(unit)
        last = self._line(len(self._rows) - 1)
        column = _AMOUNT if count.is_sum else _RECORD
        where = f"{place_on(self._title, first, column)}:{address(last, column)}"
        return Block(
            place_on(self._title, first - 1), f"{'SUM' if count.is_sum else 'COUNTA'}({where})"
        )

    def sheet(self, note: str) -> Sheet:
        """Give the sheet, with all that was listed."""
        say = self._language.text
        return Sheet(
            self._title,
            (
                Column(say(N_("Kind")), Form.TEXT),
                Column(say(N_("Record")), Form.TEXT, 52),
                Column(say(N_("Amount")), Form.AMOUNT, 14),
                Column(say(N_("Counts by")), Form.NOTE, 60),
                Column(say(ID), Form.LINE, 38),
            ),
            self._rows,
            (self._title, note),
            strong_rows=self._strong,
            filtered=False,
            wrapped=True,
            links=self._links,
        )

    def _put(self, unit: Unit) -> None:
        kind, _ = unit.record
        name, uuid = self._call(unit.record)
        behind = [self._call(record)[0] for record in unit.behind[:_SHOWN]]
        if len(unit.behind) > _SHOWN:
            more = self._language.number(len(unit.behind) - _SHOWN)
            behind.append(self._language.text(N_("and {n} more"), n=more))
        where = self._place(unit.record)
        if where:
            self._links[len(self._rows), _RECORD] = where
        said = self._language.text(self._session.tables.kinds[kind].singular)
        self._rows.append([said, name or "–", unit.amount, "; ".join(behind), uuid])

    def _call(self, record: Record) -> tuple[str, str]:
        """Tell what a record is called, and its lasting id."""
        if record[0] not in self._known:
            self._known.add(record[0])
            self._called |= called(self._session, [record[0]], self._language)
        return self._called.get(record, ("", ""))

    def _line(self, row: int) -> int:
        return _NOTES + 2 + row


def called(
    session: Session, kinds: Iterable[str], language: Language
) -> Mapping[Record, tuple[str, str]]:
    """Tell of every record of some kinds what it is called, and its lasting id."""
    found: dict[Record, tuple[str, str]] = {}
    for kind in kinds:
        table = session.tables[kind]
        caption = table.c[f"caption_{language.code}"].label("caption")
        lines = session.execute(select(table.c.id, table.c.uuid, caption))
        found |= {(kind, line.id): (line.caption, line.uuid) for line in lines}
    return found


def captions(session: Session, kinds: Iterable[str], language: Language) -> Mapping[Record, str]:
    """Tell of every record of some kinds what it is called."""
    return {record: name for record, (name, _) in called(session, kinds, language).items()}
