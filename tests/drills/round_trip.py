"""Everything goes out as a workbook, into an empty office, and out again.

The records are filled by chance, texts with what spreadsheets like to take for something else.
Both offices must hold the same; a second import of the same workbook must find nothing to do.
"""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from random import Random
from typing import Any
from unittest.mock import patch

from intloffice import resources
from intloffice.database.session import WritingSession
from intloffice.database.store import Store
from intloffice.errors import OfficeError
from intloffice.i18n import Language, language
from intloffice.operations import edit
from intloffice.records import ALL_KINDS
from intloffice.schema.field import Field, FieldType
from intloffice.schema.value import InvalidRecordError
from intloffice.spreadsheets import importing, workbook
from intloffice.spreadsheets.exporting import export_all
from tests.drills.outcome import Outcome, Run
from tests.stores import add_one_of_each, opened, whole_record

#: Records of each kind that are tried in an office.
_TRIES = 4
_TEXTS = (
    *("=1+1", "+49 30 1234", "-x", "@me", "00123", "1E5", "TRUE", "#N/A", "2017-03", "1/2", "'q"),
    *("12345678901234567890", "_x000D_", "_x005F_", '=HYPERLINK("x")', "<b>&amp;</b>", "1,5", "0"),
    *("河村能人", "😀👩‍👩‍👧", "Nguyễn", "a;b", "x" * 900, "None", "12:30", "3.0", "１２"),
)


def drill(run: Run) -> Outcome:
    """Send so many offices round."""
    outcome = Outcome({"offices": 0, "records": 0, "differing": 0, "refused": 0, "not the same": 0})
    there = language("en", resources.folder("translations"))
    with _texts_as_they_look(run.control):
        for number in range(run.times):
            _round(run, there, outcome, number)
            outcome.count("offices")
            if not outcome.held:
                break
    return outcome


def _round(run: Run, there: Language, outcome: Outcome, number: int) -> None:
    where, book = f"office {number}", run.folder / f"{number}.xlsx"
    with opened(run.folder / f"from {number}") as store:
        with store.write("Fill", "Li") as session:
            outcome.count("records", _fill(session, run.chance))
        _export(store, book, there)
        then = _values(store)
    with opened(run.folder / f"to {number}") as store:
        try:
            plan = _planned(store, book, there)
            with store.write("Import", "Li") as session:
                importing.apply(session, plan)
            again = _planned(store, book, there)
        except OfficeError as error:
            outcome.blame("refused", [f"{error} {error.facts}"[:300]], where)
            return
        if again.additions or again.alterations:
            outcome.blame("not the same", ["the second import would change something"], where)
        now = _values(store)
    differing = [
        f"{key} was {then.get(key)!r} and is {now.get(key)!r}"[:200]
        for key in sorted(then.keys() | now.keys())
        if then.get(key) != now.get(key)
    ]
    outcome.blame("differing", differing[:5], where)


def _fill(session: WritingSession, chance: Random) -> int:
    targets = add_one_of_each(session)
    added = len(targets)
    for kind in ALL_KINDS:
        for _ in range(_TRIES):
            values, rows = whole_record(kind, targets, chance.randrange(1, 50))
            free = [field for field in kind.own_fields if _free(field)]
            values |= {field.name: _text(field, chance) for field in free}
            with suppress(InvalidRecordError):  # chance may put an end before a beginning
                edit.add(session, kind, values, rows)
                added += 1
    return added


def _free(field: Field) -> bool:
    return field.type in (FieldType.LINE, FieldType.TEXT) and not field.choices


def _text(field: Field, chance: Random) -> str:
    text = chance.choice(_TEXTS)
    return f"{text}\n{chance.choice(_TEXTS)}" if field.type is FieldType.TEXT else text


def _export(store: Store, book: Path, there: Language) -> None:
    protected = [f"{k.name}.{f.name}" for k in ALL_KINDS for f in k.fields.values() if f.protected]
    with store.read() as session:
        export_all(session, ALL_KINDS, book, there, protected)


def _planned(store: Store, book: Path, there: Language) -> importing.Plan:
    with store.read() as session:
        sheets = importing.understood(workbook.read(book), book.name, ALL_KINDS, [there])
        return importing.plan(session, sheets)


def _values(store: Store) -> dict[str, str]:
    """Tell every value of every record by its lasting id; references by that of their record."""
    found: dict[str, str] = {}
    with store.read() as session:
        uuids = {kind.name: _uuids(session, kind.name) for kind in ALL_KINDS}
        for kind in ALL_KINDS:
            for which, uuid in uuids[kind.name].items():
                record = edit.load(session, kind, which)
                for name, value in record.values.items():
                    found[f"{kind.name} {uuid} {name}"] = _told(kind.fields.get(name), value, uuids)
                for owned in kind.rows:
                    told = [
                        [_told(each, line.values.get(each.name), uuids) for each in owned.fields]
                        for line in record.rows[owned.name]
                    ]
                    found[f"{kind.name} {uuid} {owned.name}"] = repr(told)
    return found


def _uuids(session: Any, kind: str) -> dict[int, str]:
    table = session.tables[kind]
    return {line.id: line.uuid for line in session.execute(table.select())}


def _told(field: Field | None, value: Any, uuids: dict[str, dict[int, str]]) -> str:
    if field is not None and field.type is FieldType.REFERENCE and value is not None:
        return uuids[field.refers_to][value]
    return repr(value)


@contextmanager
def _texts_as_they_look(spoiled: bool) -> Iterator[None]:
    """Take for a number whatever looks like one, as spreadsheet programs do."""

    kept = workbook.read
    if not spoiled:
        yield
        return

    def read(path: Path) -> Any:
        return [
            type(sheet)(
                sheet.title,
                [
                    (n, {at: _as_number(value) for at, value in row.items()})
                    for n, row in sheet.rows
                ],
                sheet.merged,
            )
            for sheet in kept(path)
        ]

    with patch.object(workbook, "read", read):
        yield


def _as_number(value: Any) -> Any:
    return str(int(value)) if isinstance(value, str) and value.isdigit() else value
