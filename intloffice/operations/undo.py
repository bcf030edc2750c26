"""Undo and redo named changes, by appending their inverse to the history."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from sqlalchemy import CTE, ColumnElement, func, select

from intloffice.database import once
from intloffice.database.session import TOLD, Session, WritingSession
from intloffice.errors import ChangedMeanwhileError, OfficeError
from intloffice.i18n import N_
from intloffice.schema.field import Field
from intloffice.schema.value import from_plain

#: After so many rows one tells how far it is.
_STEP = 100

#: The mode of a change set that erases: neither it nor what was done before can be undone.
ERASING = "erase"


@dataclass(frozen=True)
class Named:
    """A change set that can be undone or redone, as the menu names it."""

    id: int
    description: str


def undoable(session: Session) -> Named | None:
    """Find the latest change that is in effect."""
    sets, earlier = session.tables.change_set, session.tables.change_set.alias()
    walk = _from_the_last(session)
    undone = func.coalesce(walk.c.of_id, walk.c.id)
    before_what_was_undone = select(func.max(earlier.c.id)).where(earlier.c.id < undone)
    step = select(sets.c.id, sets.c.mode, sets.c.of_id).join_from(
        walk, sets, sets.c.id == before_what_was_undone.correlate(walk).scalar_subquery()
    )
    passed = ("undo", TOLD)
    walk = walk.union_all(step.where(walk.c.mode.in_(passed)))
    return _named(session, walk, walk.c.mode.not_in(passed))


def redoable(session: Session) -> Named | None:
    """Find the change that was undone last and has not been followed by another."""
    sets = session.tables.change_set
    undone, earlier = sets.alias(), sets.alias()
    walk = _from_the_last(session)
    undoing = (
        select(func.max(undone.c.id))
        .where(undone.c.of_id == walk.c.of_id, undone.c.mode == "undo", undone.c.id < walk.c.id)
        .correlate(walk)
        .scalar_subquery()
    )
    before_the_undoing = select(func.max(earlier.c.id)).where(earlier.c.id < undoing)
    step = select(sets.c.id, sets.c.mode, sets.c.of_id).join_from(
        walk, sets, sets.c.id == before_the_undoing.correlate(walk).scalar_subquery()
    )
    walk = walk.union_all(step.where(walk.c.mode == "redo"))
    return _named(session, walk, walk.c.mode == "undo")


def undo(session: WritingSession, progress: Callable[[int, int], None] | None = None) -> str:
    """Take back the latest change and return its description.

    ``progress`` hears how many of how many rows are done; what it raises leaves all as it was.
    """
    found = undoable(session)
    if found is None:
        raise OfficeError(N_("There is nothing to undo."))
    session.mode, session.of_id = "undo", found.id
    for change in _told(session, _changes(session, found.id, latest_first=True), progress):
        apply(session, change, change["after"], change["before"])
    return found.description


def redo(session: WritingSession, progress: Callable[[int, int], None] | None = None) -> str:
    """Do again what was undone last and return its description; ``progress`` as for ``undo``."""
    found = redoable(session)
    if found is None:
        raise OfficeError(N_("There is nothing to redo."))
    session.mode, session.of_id = "redo", found.id
    for change in _told(session, _changes(session, found.id, latest_first=False), progress):
        apply(session, change, change["before"], change["after"])
    return found.description


def apply(
    session: WritingSession,
    change: Mapping[str, Any],
    expected: dict[str, Any] | None,
    wanted: dict[str, Any] | None,
) -> None:
    """Turn a row from what a change made of it into what is wanted; None stands for no row.

    Raise ChangedMeanwhileError where it is not as expected any more.
    """
    table, row_id = change["table_name"], change["row_id"]
    fields, blank = session.tables.fields.get(table, {}), session.tables.blank(table)
    if change["before"] is None and expected is not None:
        expected = {**blank, **expected}  # of a new row the history does not tell what is blank
    current = session.row(table, row_id)
    if (current is None) != (expected is None) or not _agree(fields, current or {}, expected or {}):
        raise ChangedMeanwhileError(
            N_("The record has been changed since; this cannot be taken back any more.")
        )
    if wanted is None:
        session.delete(table, row_id)
    elif expected is None:
        wanted = _whole(session, table, row_id, {**blank, **wanted})
        session.insert(table, {"id": row_id, **typed(fields, wanted)})
    else:
        session.update(table, row_id, typed(fields, wanted))


def typed(fields: Mapping[str, Field], values: Mapping[str, Any]) -> dict[str, Any]:
    """Turn a row's values back from what the history remembers."""
    return {
        name: from_plain(fields[name], value) if name in fields else value
        for name, value in values.items()
    }


def _from_the_last(session: Session) -> CTE:
    """Begin a walk back through the change sets at the last of them.

    Changes are undone last first, so that what was in effect before a change is again in effect
    after it was undone: a walk that leaps from the one to the other reads very few of them.
    """
    sets = session.tables.change_set
    last = select(func.max(sets.c.id)).scalar_subquery()
    return select(sets.c.id, sets.c.mode, sets.c.of_id).where(sets.c.id == last).cte(recursive=True)


def _named(session: Session, walk: CTE, arrived: ColumnElement[bool]) -> Named | None:
    sets = session.tables.change_set
    which = select(func.coalesce(walk.c.of_id, walk.c.id)).where(arrived).scalar_subquery()
    query = select(sets.c.id, sets.c.description, sets.c.mode).where(sets.c.id == which)
    found = session.execute(query).first()
    if found is None or found.mode == ERASING:
        return None
    return Named(found.id, found.description)


def _changes(
    session: Session, change_set_id: int, *, latest_first: bool
) -> list[Mapping[str, Any]]:
    change = session.tables.change
    order = change.c.id.desc() if latest_first else change.c.id
    query = select(change).where(change.c.change_set_id == change_set_id).order_by(order)
    found: list[Mapping[str, Any]] = [dict(line) for line in session.execute(query).mappings()]
    if any(line["salt"] is None for line in found):
        raise OfficeError(N_("What was erased cannot be brought back."))
    return found


def _told(
    session: WritingSession,
    changes: list[Mapping[str, Any]],
    progress: Callable[[int, int], None] | None,
) -> Iterator[Mapping[str, Any]]:
    """Walk through changes and tell how far that is, also while captions are made anew."""
    total = len(changes)
    if progress:
        session.heed = partial(progress, total, total)
    for number, change in enumerate(changes):
        if progress and number % _STEP == 0:
            progress(number, total)
        yield change


def _agree(
    fields: Mapping[str, Field], current: Mapping[str, Any], expected: Mapping[str, Any]
) -> bool:
    return all(
        once.is_as_told(current[name], value) for name, value in typed(fields, expected).items()
    )


def _whole(session: Session, table: str, row_id: int, wanted: dict[str, Any]) -> dict[str, Any]:
    """Put long values in the place of their hashes, as the row was when it was taken away."""
    hashed = once.hashed(wanted)
    if not hashed:
        return wanted
    change = session.tables.change
    mine = change.c.table_name == table, change.c.row_id == row_id, change.c.after.is_(None)
    query = select(change.c.before).where(*mine).order_by(change.c.id.desc()).limit(1)
    before = session.execute(query).scalar_one()
    return {**wanted, **{name: before[name] for name in hashed}}
