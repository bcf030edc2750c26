"""Stores to test with, and records of every kind with every field and row filled."""

import itertools
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date, timedelta
from decimal import Decimal
from functools import lru_cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from sqlalchemy import select, text

from intloffice.database.session import Session, WritingSession
from intloffice.database.store import FILE_NAME, Store
from intloffice.operations import edit
from intloffice.records import ALL_KINDS
from intloffice.schema.field import Field, FieldType
from intloffice.schema.kind import Kind, kind_named

CODES = {
    "country": ("JP", "DE", "CN", "FR"),
    "language": ("ja", "de", "zh", "fr"),
    "currency": ("JPY", "EUR", "CNY", "USD"),
}
AGREEMENT, MEETING, ORGANISATION, PERSON, PROGRAMME, MOBILITY = (
    kind_named(ALL_KINDS, name)
    for name in ("agreement", "meeting", "organisation", "person", "programme", "mobility")
)
#: What changes although what the office knows does not.
_BESIDE_THE_POINT = {"version", "changed_at"}


@contextmanager
def opened(folder: Path, kinds: Sequence[Kind] = ALL_KINDS) -> Iterator[Store]:
    """Open a store and close it again; a new one is a copy of one made before."""
    if not (folder / FILE_NAME).exists():
        folder.mkdir(parents=True, exist_ok=True)
        (folder / FILE_NAME).write_bytes(_fresh())
    store = Store.open(folder, kinds)
    try:
        yield store
    finally:
        store.close()


@lru_cache(maxsize=1)
def _fresh() -> bytes:
    with TemporaryDirectory() as folder:
        Store.open(folder, ALL_KINDS).close()
        return (Path(folder) / FILE_NAME).read_bytes()


def instants(first: str = "2018-01-05T08:00:00.{:06}+00:00") -> Any:
    """Make a clock that tells a later instant each time."""
    counted = itertools.count()
    return lambda: first.format(next(counted))


def organisation(session: WritingSession, name: str, **values: Any) -> int:
    """Add an organisation that has one English name."""
    return edit.add(
        session,
        ORGANISATION,
        {"kind": "university"} | values,
        {"name": [{"text": name, "language": "en", "type": "official"}]},
    )


def person(session: WritingSession, family: str, given: str = "", **values: Any) -> int:
    """Add a person."""
    return edit.add(session, PERSON, {"family_native": family, "given_native": given, **values})


def stay(session: WritingSession, who: int, where: int, **values: Any) -> int:
    """Add a stay of a student."""
    needed = {"direction": "outbound", "status": "finished"}
    return edit.add(
        session, MOBILITY, needed | {"person_id": who, "organisation_id": where} | values
    )


def agreement(session: WritingSession, title: str, *parties: int, **values: Any) -> int:
    """Add an agreement between organisations."""
    needed = {
        "title_en": title,
        "kind": "framework",
        "level": "university",
        "renewal": "fixed",
    }
    rows = [
        {"side": "theirs" if number else "ours", "organisation_id": which, "role": "party"}
        for number, which in enumerate(parties)
    ]
    return edit.add(session, AGREEMENT, needed | values, {"party": rows})


def value_of(field: Field, number: int, targets: dict[str, int]) -> Any:
    """Give a value that a field can hold; another number gives another value."""
    if field.type is FieldType.REFERENCE:
        return targets[field.refers_to]
    if field.choices:
        words = [member.value for member in field.choices]
        return (words[number % len(words)],) if field.many else words[number % len(words)]
    if field.type is FieldType.CODE:
        codes = CODES[field.codes]
        found = codes[number % len(codes)]
        return (found, codes[(number + 1) % len(codes)]) if field.many else found
    written: dict[FieldType, Any] = {
        FieldType.LINE: f"{field.name} {number} 河村",
        FieldType.TEXT: f"{field.name} {number}\nsecond line",
        FieldType.WHOLE: number,
        FieldType.AMOUNT: Decimal(number) + Decimal("1234.56"),
        FieldType.DAY: date(2017, 1, 1) + timedelta(days=number),
        FieldType.PARTIAL_DAY: f"{1990 + number}-03",
        FieldType.CLOCK: f"{number % 24:02}:30",
        FieldType.FLAG: number // 4 % 2 == 0,
        FieldType.WORDS: (f"{field.name}{number}", "second word"),
    }
    return written[field.type]


def filled(fields: Sequence[Field], targets: dict[str, int], first: int = 1) -> dict[str, Any]:
    """Fill every field."""
    return {
        field.name: value_of(field, number, targets)
        for number, field in enumerate(fields, start=first)
    }


def whole_record(
    kind: Kind, targets: dict[str, int], first: int = 1
) -> tuple[dict[str, Any], dict[str, list[dict[str, Any]]]]:
    """Fill every field of a kind and two lines of each of its rows."""
    rows = {
        rows.name: [filled(rows.fields, targets, first + n) for n in range(2)] for rows in kind.rows
    }
    return filled(list(kind.fields.values()), targets, first), rows


def add_one_of_each(session: WritingSession, uuids: Iterator[str] | None = None) -> dict[str, int]:
    """Add a record of every kind that names only what is needed, and tell their ids."""
    ids: dict[str, int] = {}
    first = ("organisation", "person", "programme", "meeting", "agreement")
    for name in (*first, *(kind.name for kind in ALL_KINDS if kind.name not in first)):
        kind = kind_named(ALL_KINDS, name)
        needed = filled([f for f in kind.own_fields if f.required], ids)
        rows = {}
        if kind.title.names:
            line = {"text": f"First {name}", "language": "en", "type": "official"}
            rows = {kind.title.names: [line]}
        ids[name] = edit.add(session, kind, needed, rows, next(uuids) if uuids else "")
    return ids


def state(session: Session) -> dict[str, list[dict[str, Any]]]:
    """Read all that the store knows, but for the history and what only counts the changes."""
    tables = session.tables
    found = {}
    for table in tables.metadata.sorted_tables:
        if table in (tables.change, tables.change_set, tables.office):
            continue
        columns = [column for column in table.c if column.name not in _BESIDE_THE_POINT]
        lines = session.execute(select(*columns).order_by(table.c.id)).mappings()
        found[table.name] = [dict(line) for line in lines]
    return found


def counts(session: Session) -> dict[str, int]:
    """Count the rows of every table."""
    return {
        table.name: int(session.execute(select(text("count(*)")).select_from(table)).scalar_one())
        for table in session.tables.metadata.sorted_tables
    }
