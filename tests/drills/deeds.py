"""Deeds: small changes done one after the other, each of which leaves a trace that can be told.

The number of the last deed says all that a store must hold. A deed adds an organisation with two
names, changes the one before and gives it a third name; every fifth removes an older one.
"""

from collections.abc import Iterator
from pathlib import Path
from uuid import UUID

from sqlalchemy import func, select

from intloffice.database.session import Session, WritingSession
from intloffice.database.store import Store
from intloffice.operations import edit
from intloffice.operations.edit import Line
from tests.drills import soundness
from tests.stores import ORGANISATION, opened


def do(store: Store, number: int) -> None:
    """Do a deed; once this returns, it is acknowledged."""
    with store.write(f"Deed {number}", "Li") as session:
        write(session, number)


def write(session: WritingSession, number: int) -> None:
    """Write what a deed changes."""
    names = [
        {"text": f"University {number}", "language": "en", "type": "official"},
        {"text": f"第{number}大学", "language": "ja", "type": "official"},
    ]
    values = {"kind": "university", "website": f"https://{number}.example.org"}
    edit.add(session, ORGANISATION, values, {"name": names}, str(UUID(int=number)))
    if number > 1:
        found = edit.load(session, ORGANISATION, _id(session, number - 1))
        third = Line(None, {"text": f"U{number - 1}", "language": "en", "type": "short"})
        edit.change(
            session,
            ORGANISATION,
            found.id,
            found.version,
            {"city": f"City {number}"},
            {"name": [*found.rows["name"], third]},
        )
    if number > 3 and number % 5 == 0:
        edit.remove(session, ORGANISATION, _id(session, number - 3))


def changes(number: int) -> int:
    """Tell how many rows a deed changes."""
    return 3 + 2 * (number > 1) + 4 * (number > 3 and number % 5 == 0)


def done(session: Session) -> list[tuple[int, int]]:
    """List the deeds in a store, each with the number of rows that it changed."""
    sets, change = session.tables.change_set, session.tables.change
    query = (
        select(sets.c.description, func.count(change.c.id))
        .outerjoin(change, change.c.change_set_id == sets.c.id)
        .where(sets.c.description.startswith("Deed "))
        .group_by(sets.c.id)
        .order_by(sets.c.id)
    )
    return [(int(name.split()[1]), count) for name, count in session.execute(query)]


def lost(session: Session, acknowledged: int) -> Iterator[str]:
    """Name the deeds that were acknowledged and are not there, or are there and never were done.

    The one after the last acknowledged may be there: its answer was cut off.
    """
    found = [number for number, _ in done(session)]
    for number in range(1, acknowledged + 1):
        if number not in found:
            yield f"deed {number} of {acknowledged} acknowledged is lost"
    following = [acknowledged + 1] * (acknowledged + 1 in found)
    if found != [*range(1, acknowledged + 1), *following]:
        yield f"deeds out of order after {acknowledged}: {found[-9:]}"


def torn(session: Session) -> Iterator[str]:
    """Name the deeds of which only a part is there."""
    for number, count in done(session):
        if count != changes(number):
            yield f"deed {number} is torn: {count} of {changes(number)} changes"


def rehearse(folder: Path) -> None:
    """Do a few deeds elsewhere, so that a forked child has all imports behind it."""
    with opened(folder) as store:
        for number in range(1, 6):
            do(store, number)
        examine(store, 5)


def examine(store: Store, acknowledged: int) -> dict[str, list[str]]:
    """Tell what is lost, torn or unsound in a store."""
    with store.read() as session:
        return {
            "lost": list(lost(session, acknowledged)),
            "torn": list(torn(session)),
            "unsound": soundness.faults(store),
        }


def _id(session: Session, number: int) -> int:
    table = session.tables["organisation"]
    query = select(table.c.id).where(table.c.uuid == str(UUID(int=number)))
    return int(session.execute(query).scalar_one())
