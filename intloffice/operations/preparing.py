"""Prepare a meeting: who comes in which order, what is done, what is still to be done before it."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from intloffice.database.session import WritingSession
from intloffice.errors import ChangedMeanwhileError, OfficeError
from intloffice.i18n import N_
from intloffice.operations import edit
from intloffice.operations.edit import Line, Snapshot
from intloffice.records.meeting import ParticipantRole
from intloffice.schema.kind import Kind, Values

_MOVED_ON = N_("Somebody else has changed this meeting meanwhile. Look again; nothing was saved.")


def put_in_order(session: WritingSession, meeting: int, side: str, rows: Sequence[int]) -> None:
    """Give the participants of one side their order of precedence, counted from 1.

    ``rows`` are the ids of their rows, the first in precedence first; they are all of that side.
    Raise ChangedMeanwhileError where they are not.
    """
    kind, loaded = _load(session, meeting)
    known = {line.id for line in loaded.rows["participant"] if line.values["side"] == side}
    if known != set(rows) or len(rows) != len(known):
        raise ChangedMeanwhileError(_MOVED_ON)
    place = {row: number for number, row in enumerate(rows, 1)}
    lines = [
        Line(line.id, {**line.values, "precedence": place[line.id]}) if line.id in place else line
        for line in loaded.rows["participant"]
    ]
    edit.change(session, kind, meeting, loaded.version, {}, {"participant": lines})


def add_participant(session: WritingSession, meeting: int, side: str, person: int) -> None:
    """Add a person to one side, after all others; the first of a side is its head.

    Raise OfficeError where the person takes part already.
    """
    kind, loaded = _load(session, meeting)
    lines = loaded.rows["participant"]
    if any(line.values["person_id"] == person for line in lines):
        raise OfficeError(N_("This person takes part already; nothing was added."))
    beside = [line.values for line in lines if line.values["side"] == side]
    role = ParticipantRole.MEMBER if beside else ParticipantRole.HEAD
    last = max((_number(values["precedence"]) for values in beside), default=0)
    new: Values = {
        "person_id": person,
        "side": side,
        "role": role,
        "precedence": max(last, len(beside)) + 1,
    }
    edit.change(
        session, kind, meeting, loaded.version, {}, {"participant": [*lines, Line(None, new)]}
    )


def mark(session: WritingSession, meeting: int, rows: str, row: int, on: date | None) -> None:
    """Say that a follow-up or an entry of the checklist is done, or is not done after all."""
    kind, loaded = _load(session, meeting)
    if all(line.id != row for line in loaded.rows[rows]):
        raise ChangedMeanwhileError(_MOVED_ON)
    lines = [
        Line(line.id, {**line.values, "done_on": on}) if line.id == row else line
        for line in loaded.rows[rows]
    ]
    edit.change(session, kind, meeting, loaded.version, {}, {rows: lines})


def add_checks(
    session: WritingSession, meeting: int, checks: Sequence[tuple[str, int | None]]
) -> int:
    """Add what is to be done before a meeting, each with the days before it; tell how many.

    What is on its list already is not added again.
    """
    kind, loaded = _load(session, meeting)
    known = {_folded(line.values["what"]) for line in loaded.rows["check"]}
    new = [check for check in checks if _folded(check[0]) not in known]
    lines = [
        *loaded.rows["check"],
        *(Line(None, {"what": what, "days_before": days}) for what, days in new),
    ]
    if new:
        edit.change(session, kind, meeting, loaded.version, {}, {"check": lines})
    return len(new)


def _load(session: WritingSession, meeting: int) -> tuple[Kind, Snapshot]:
    kind: Kind = session.tables.kinds["meeting"]
    return kind, edit.load(session, kind, meeting)


def _number(value: Any) -> int:
    return value if isinstance(value, int) else 0


def _folded(text: Any) -> str:
    return " ".join(str(text).split()).casefold()
