"""Undo and redo named changes, by appending their inverse to the history."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import exists, select

from intloffice.database.session import Session, WritingSession
from intloffice.errors import ChangedMeanwhileError, OfficeError
from intloffice.i18n import N_
from intloffice.schema.field import Field
from intloffice.schema.value import from_plain, to_plain


@dataclass(frozen=True)
class Named:
    """A change set that can be undone or redone, as the menu names it."""

    id: int
    description: str


def undoable(session: Session) -> Named | None:
    """Find the latest change that is in effect."""
    done = session.tables.change_set
    undone, redone = done.alias(), done.alias()
    again = exists().where(
        redone.c.of_id == done.c.id, redone.c.mode == "redo", redone.c.id > undone.c.id
    )
    taken_back = exists().where(undone.c.of_id == done.c.id, undone.c.mode == "undo", ~again)
    query = select(done.c.id, done.c.description).where(done.c.mode == "do", ~taken_back)
    return _named(session, query.order_by(done.c.id.desc()).limit(1))


def redoable(session: Session) -> Named | None:
    """Find the change that was undone last and has not been followed by another."""
    sets = session.tables.change_set
    done, redone, later = sets.alias(), sets.alias(), sets.alias()
    again = exists().where(
        redone.c.of_id == sets.c.of_id, redone.c.mode == "redo", redone.c.id > sets.c.id
    )
    followed = exists().where(later.c.mode == "do", later.c.id > sets.c.id)
    query = (
        select(done.c.id, done.c.description)
        .join(sets, sets.c.of_id == done.c.id)
        .where(sets.c.mode == "undo", ~again, ~followed)
    )
    return _named(session, query.order_by(sets.c.id.desc()).limit(1))


def undo(session: WritingSession) -> str:
    """Take back the latest change and return its description."""
    found = undoable(session)
    if found is None:
        raise OfficeError(N_("There is nothing to undo."))
    session.mode, session.of_id = "undo", found.id
    for change in _changes(session, found.id, latest_first=True):
        _apply(session, change, change["after"], change["before"])
    return found.description


def redo(session: WritingSession) -> str:
    """Do again what was undone last and return its description."""
    found = redoable(session)
    if found is None:
        raise OfficeError(N_("There is nothing to redo."))
    session.mode, session.of_id = "redo", found.id
    for change in _changes(session, found.id, latest_first=False):
        _apply(session, change, change["before"], change["after"])
    return found.description


def _named(session: Session, query: Any) -> Named | None:
    found = session.execute(query).first()
    return Named(found.id, found.description) if found else None


def _changes(
    session: Session, change_set_id: int, *, latest_first: bool
) -> list[Mapping[str, Any]]:
    change = session.tables.change
    order = change.c.id.desc() if latest_first else change.c.id
    query = select(change).where(change.c.change_set_id == change_set_id).order_by(order)
    return [dict(line) for line in session.execute(query).mappings()]


def _apply(
    session: WritingSession,
    change: Mapping[str, Any],
    expected: dict[str, Any] | None,
    wanted: dict[str, Any] | None,
) -> None:
    table, row_id = change["table_name"], change["row_id"]
    current = session.row(table, row_id)
    if (current is None) != (expected is None) or not _agree(current or {}, expected or {}):
        raise ChangedMeanwhileError(
            N_("The record has been changed since; this cannot be taken back any more.")
        )
    if wanted is None:
        session.delete(table, row_id)
        return
    typed = _typed(session.tables.fields.get(table, {}), wanted)
    if expected is None:
        session.insert(table, {"id": row_id, **typed})
    else:
        session.update(table, row_id, typed)


def _agree(current: Mapping[str, Any], expected: Mapping[str, Any]) -> bool:
    return all(to_plain(current[name]) == value for name, value in expected.items())


def _typed(fields: Mapping[str, Field], values: Mapping[str, Any]) -> dict[str, Any]:
    return {
        name: from_plain(fields[name], value) if name in fields else value
        for name, value in values.items()
    }
