"""The trail of a record: who changed what, when, from what to what."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import select

from intloffice import resources
from intloffice.database.session import Session, WritingSession
from intloffice.errors import ChangedMeanwhileError, OfficeError
from intloffice.i18n import N_, Language
from intloffice.i18n import language as language_of
from intloffice.operations import edit
from intloffice.operations.disclosing import disclosures
from intloffice.schema.field import Field, FieldType
from intloffice.schema.kind import Kind
from intloffice.schema.showing import label, shown
from intloffice.schema.value import from_plain

_SHOWN = N_("{field} was shown")
_TAKEN_OUT = N_("{field} was taken out, with that of {n} records: {purpose}")


@dataclass(frozen=True)
class FieldChange:
    """One value that changed, as people read it; ``rows`` names the rows it is in, if any.

    ``change_id`` and ``name`` are what ``restore_value`` takes; 0 where it was no single value.
    """

    rows: str
    label: str
    before: str
    after: str
    change_id: int = 0
    name: str = ""


@dataclass(frozen=True)
class Entry:
    """One change set as far as it touched the record; ``at`` is UTC in ISO 8601."""

    at: str
    author: str
    description: str
    mode: str
    changes: tuple[FieldChange, ...]


def history_of(
    session: Session,
    kind: Kind,
    record_id: int,
    language: str = "en",
    limit: int = 200,
    *,
    disclosed: bool = False,
) -> list[Entry]:
    """List what was done to a record, the latest first; also what was ``disclosed`` of it."""
    sets, change = session.tables.change_set, session.tables.change
    speaking = language_of(language, resources.folder("translations"))
    query = (
        select(sets.c.id, sets.c.at, sets.c.author, sets.c.description, sets.c.mode)
        .where(
            sets.c.id.in_(
                select(change.c.change_set_id).where(
                    change.c.kind == kind.name, change.c.record_id == record_id
                )
            )
        )
        .order_by(sets.c.id.desc())
        .limit(limit)
    )
    entries = [
        Entry(
            line.at,
            line.author,
            line.description,
            line.mode,
            tuple(_changes(session, kind, record_id, line.id, speaking)),
        )
        for line in session.execute(query)
    ]
    if disclosed:
        entries += _disclosed(session, kind, record_id, speaking)
        entries.sort(key=lambda entry: entry.at, reverse=True)
    return entries


def changes_after(
    session: Session, kind: Kind, record_id: int, number: int, language: Language
) -> list[FieldChange]:
    """List what became of a record's values after a change set: from what it was, to what it is.

    A value that was changed several times is told once, and not at all if it is what it was.
    """
    change = session.tables.change
    query = select(change).where(
        change.c.change_set_id > number,
        change.c.kind == kind.name,
        change.c.record_id == record_id,
    )
    found: dict[tuple[str, int, str], FieldChange] = {}
    for line in session.execute(query.order_by(change.c.id)).mappings():
        for each in _field_changes(session, kind, line, language):
            key = line["table_name"], line["row_id"], each.name
            first = found.get(key, each)
            found[key] = replace(each, before=first.before)
    return [each for each in found.values() if each.before != each.after]


def restore_value(
    session: WritingSession, kind: Kind, record_id: int, change_id: int, name: str
) -> None:
    """Give a value back what it was before a change.

    Raise ChangedMeanwhileError where the record or the row is gone, or the history has forgotten
    it; OfficeError where the value does not fit any more.
    """
    change = session.tables.change
    mine = change.c.kind == kind.name, change.c.record_id == record_id
    line = session.execute(select(change).where(change.c.id == change_id, *mine)).mappings().first()
    gone = N_("What this belonged to is not there any more; nothing was changed.")
    if line is None or not line["before"] or name not in line["before"]:
        raise ChangedMeanwhileError(gone)
    table, row_id = line["table_name"], line["row_id"]
    field = session.tables.fields[table][name]
    value = from_plain(field, line["before"][name])
    if session.row(table, row_id) is None or session.row(kind.name, record_id) is None:
        raise ChangedMeanwhileError(gone)
    if isinstance(value, int) and field.refers_to and session.row(field.refers_to, value) is None:
        raise OfficeError(
            N_("The record that was named here is not there any more. Restore it first.")
        )
    loaded = edit.load(session, kind, record_id)
    if table == kind.name:
        edit.change(session, kind, record_id, loaded.version, {name: value})
        return
    rows = next(rows.name for rows in kind.rows if kind.table_of(rows) == table)
    lines = [
        edit.Line(each.id, {**each.values, name: value}) if each.id == row_id else each
        for each in loaded.rows[rows]
    ]
    edit.change(session, kind, record_id, loaded.version, {}, {rows: lines})


def _disclosed(session: Session, kind: Kind, record_id: int, language: Language) -> list[Entry]:
    found = []
    for each in disclosures(session, kind, record_id):
        named = label(kind.fields[each.field], language) if each.field in kind.fields else ""
        template = _SHOWN if each.how == "shown" else _TAKEN_OUT
        told = language.text(template, field=named, n=each.number, purpose=each.purpose or "—")
        found.append(Entry(each.at, each.author, told, each.how, ()))
    return found


def _changes(
    session: Session, kind: Kind, record_id: int, change_set_id: int, language: Language
) -> list[FieldChange]:
    change = session.tables.change
    query = select(change).where(
        change.c.change_set_id == change_set_id,
        change.c.kind == kind.name,
        change.c.record_id == record_id,
    )
    found: list[FieldChange] = []
    for line in session.execute(query.order_by(change.c.id)).mappings():
        found += _field_changes(session, kind, line, language)
    return found


def _field_changes(
    session: Session, kind: Kind, line: Any, language: Language
) -> list[FieldChange]:
    table = line["table_name"]
    fields = session.tables.fields.get(table, {})
    rows = next((rows.label for rows in kind.rows if kind.table_of(rows) == table), "")
    before, after = line["before"] or {}, line["after"] or {}
    return [
        FieldChange(
            language.text(rows) if rows else "",
            label(field, language),
            _written(session, field, before.get(name), language),
            _written(session, field, after.get(name), language),
            line["id"] if line["before"] and line["after"] else 0,
            name,
        )
        for name, field in fields.items()
        if before.get(name) != after.get(name) and (_says(before, name) or _says(after, name))
    ]


def _says(values: Mapping[str, Any], name: str) -> bool:
    """Tell whether a value says anything; nought does."""
    value = values.get(name)
    return value not in (None, "", []) and value is not False


def _written(session: Session, field: Field, value: Any, language: Language) -> str:
    if field.protected:
        return "•••" if value else ""
    if field.type is FieldType.REFERENCE and isinstance(value, int):
        found = session.row(field.refers_to, value)
        return str(found[f"caption_{language.code}"]) if found else f"#{value}"
    return shown(field, from_plain(field, value), language)
