"""Add or change many records at once: one change set, one entry in the undo menu."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select

from intloffice.database.derived import slices
from intloffice.database.session import Session, WritingSession
from intloffice.errors import OfficeError
from intloffice.operations import browse, edit
from intloffice.schema.kind import Kind, Values

#: After so many records one tells how far it is.
_STEP = 100


@dataclass(frozen=True)
class Change:
    """What is done to a field: ``set``, or of one that holds several words ``add`` or ``take``."""

    name: str
    how: str
    value: Any


@dataclass(frozen=True)
class Refusal:
    """A record that was kept as it is, and why."""

    id: int
    caption: str
    template: str
    facts: Mapping[str, object]


@dataclass(frozen=True)
class Outcome:
    """What became of many records: ids of those done, and those that were refused."""

    done: tuple[int, ...] = ()
    refused: tuple[Refusal, ...] = ()


def versions(session: Session, kind: Kind, ids: Sequence[int]) -> dict[int, int]:
    """Tell the versions of records, in the order given; those that are gone are left out."""
    table = session.tables[kind.name]
    found = {
        line.id: line.version
        for part in slices(ids)
        for line in session.execute(select(table.c.id, table.c.version).where(table.c.id.in_(part)))
    }
    return {record_id: found[record_id] for record_id in ids if record_id in found}


def change_all(
    session: WritingSession,
    kind: Kind,
    marks: Mapping[int, int],
    change: Change,
    language: str = "en",
    progress: Callable[[int, int], None] | None = None,
) -> Outcome:
    """Change one field of records given by id and version.

    A record that has moved on, or cannot be kept so, stays as it is and is told; the others are
    changed. What ``progress`` raises leaves all of them as they were.
    """
    done, refused = [], []
    captions = browse.captions(session, kind.name, list(marks), language)
    for number, (record_id, version) in enumerate(marks.items()):
        if progress and number % _STEP == 0:
            progress(number, len(marks))
        try:
            new = _new_value(session, kind, record_id, change)
            edit.change(session, kind, record_id, version, {change.name: new})
            done.append(record_id)
        except OfficeError as error:
            caption = captions.get(record_id, "")
            refused.append(Refusal(record_id, caption, error.template, error.facts))
    return Outcome(tuple(done), tuple(refused))


def add_all(session: WritingSession, kind: Kind, entries: Mapping[str, Values]) -> Outcome:
    """Add records given by their lasting ids; one that cannot be kept is told, by its place."""
    done, refused = [], []
    for place, (uuid, values) in enumerate(entries.items()):
        try:
            done.append(edit.add(session, kind, values, uuid=uuid))
        except OfficeError as error:
            refused.append(Refusal(place, uuid, error.template, error.facts))
    return Outcome(tuple(done), tuple(refused))


def _new_value(session: Session, kind: Kind, record_id: int, change: Change) -> Any:
    if change.how == "set":
        return change.value
    held = (session.row(kind.name, record_id) or {}).get(change.name) or ()
    if change.how == "add":
        return (*held, *(word for word in change.value if word not in held))
    return tuple(word for word in held if word not in change.value)
