"""Write what a list shows to a workbook."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import select

from intloffice.database.session import Session
from intloffice.i18n import Language
from intloffice.operations import browse
from intloffice.schema.field import FieldType, Value
from intloffice.schema.kind import Kind
from intloffice.spreadsheets.cells import form_of, to_cell
from intloffice.spreadsheets.delimited import write_csv
from intloffice.spreadsheets.sheet import CellValue, Column, Form, Sheet, Stream
from intloffice.spreadsheets.workbook import write

#: Is told how many of how many rows are written.
Progress = Callable[[int, int], None]
#: So many records are read at once.
_AT_ONCE = 500
_AS_THEY_ARE = {FieldType.DAY, FieldType.WHOLE, FieldType.AMOUNT, FieldType.FLAG}
#: Longer lists are not made for paper: their rows are of one height, and quickly written.
_MOST_PRINTED = 5000


@dataclass(frozen=True)
class Heads:
    """What stands above the rows: by what the list is ``narrowed``, and what the columns are."""

    columns: Sequence[str]
    narrowed: Sequence[str] = ()


def export_list(
    session: Session,
    query: browse.Query,
    heads: Heads,
    path: Path,
    language: Language,
    progress: Progress | None = None,
) -> int:
    """Write every record that a query finds, one a row, in its order; return how many.

    The columns are those of the query; protected ones are left out. Days and numbers are written
    as such, all else as the list shows it. By the ending of its name the file is a workbook, or
    CSV, where nothing but headings stands above the rows. What ``progress`` raises stops all of
    it, and what was there before is kept.
    """
    kind = query.kind
    columns = query.columns or kind.columns
    kept = [
        (number, column)
        for number, column in enumerate(columns)
        if not kind.asked_at(column).protected
    ]
    ids = browse.ids(session, query)
    plain = {column for _, column in kept if _is_plain(kind, column)}
    written = [
        Column(heads.columns[at], form_of(kind.fields[column]) if column in plain else Form.LINE)
        for at, column in kept
    ]

    def lines() -> Iterator[list[CellValue]]:
        for start in range(0, len(ids), _AT_ONCE):
            if progress:
                progress(start, len(ids))
            part = ids[start : start + _AT_ONCE]
            values = _values(session, kind, part, sorted(plain))
            found = browse.rows(session, kind, part, query.language, columns, query.regions)
            for row in found:
                of_record = values[row.id]
                yield [
                    to_cell(kind.fields[column], of_record[column], language)
                    if column in plain
                    else row.cells[number] or None
                    for number, column in kept
                ]

    title = language.text(kind.plural)
    if path.suffix.lower() == ".csv":
        write_csv(path, [column.heading for column in written], lines())
        return len(ids)
    notes = (title, *heads.narrowed) if heads.narrowed else ()
    printed = len(ids) <= _MOST_PRINTED
    rows = Stream(len(ids), lines())
    sheet = Sheet(title[:31], written, rows, notes, wrapped=printed, paper=printed)
    write(path, [sheet], title=title)
    return len(ids)


def _is_plain(kind: Kind, column: str) -> bool:
    field = kind.fields.get(column)
    return field is not None and field.type in _AS_THEY_ARE and not field.several


def _values(
    session: Session, kind: Kind, ids: Sequence[int], names: Sequence[str]
) -> dict[int, dict[str, Value]]:
    table = session.tables[kind.name]
    wanted = [table.c.id, *(table.c[name] for name in names)]
    return {
        line["id"]: {name: line[name] for name in names}
        for line in session.execute(select(*wanted).where(table.c.id.in_(ids))).mappings()
    }
