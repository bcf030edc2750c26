"""The clock jumps while records are saved: years back, decades on, over 2038, by an hour.

The history keeps the order in which things were done, undo takes back what was done last, the
office opens again under any day, and nothing is lost.
"""

from contextlib import ExitStack
from datetime import UTC, datetime, timedelta
from random import Random
from typing import Any
from unittest.mock import patch

from sqlalchemy import select

from intloffice.database import store as opening
from intloffice.database.store import Store
from intloffice.errors import OfficeError
from intloffice.operations import undo
from intloffice.operations.undo import Named
from tests.drills import deeds
from tests.drills.outcome import Outcome, Run
from tests.stores import opened

_BEGIN = datetime(2017, 12, 31, 23, 50, tzinfo=UTC)
_YEAR = timedelta(days=365)
_JUMPS = (
    *(-10 * _YEAR, 50 * _YEAR, 21 * _YEAR, -_YEAR, timedelta(days=-1), timedelta(hours=-1)),
    *(timedelta(hours=1), timedelta(seconds=-1), timedelta(0)),
)
#: Deeds of one office, so that looking through it stays quick.
_AN_OFFICE = 30


class _Clock:
    """A clock that jumps by chance and is put right again."""

    def __init__(self, chance: Random) -> None:
        self._chance = chance
        self._right, self._wrong = _BEGIN, timedelta()

    def jump(self) -> None:
        self._right += timedelta(minutes=3)
        self._wrong = self._chance.choice(_JUMPS)

    def now(self) -> datetime:
        return self._right + self._wrong


def drill(run: Run) -> Outcome:
    """Save, undo and redo by so many jumps of the clock."""
    outcome = Outcome(
        {"jumps": 0, "saved": 0, "undone": 0, "not the last": 0}
        | {"lost": 0, "torn": 0, "unsound": 0, "not told": 0}
    )
    deeds.rehearse(run.folder / "rehearsal")
    clock = _Clock(run.chance)
    with ExitStack() as stack:
        stack.enter_context(patch.object(opening, "_today", lambda: clock.now().date()))
        if run.control:
            stack.enter_context(patch.object(undo, "undoable", _latest_by_the_clock))
        for first in range(0, run.times, _AN_OFFICE):
            count = min(_AN_OFFICE, run.times - first)
            try:
                _live(run, clock, outcome, f"office {first // _AN_OFFICE}", count)
            except OfficeError as error:
                outcome.blame("not told", [f"nothing was wrong, but: {error}"])
            if not outcome.held:
                break
    return outcome


def _live(run: Run, clock: _Clock, outcome: Outcome, name: str, count: int) -> None:
    folder = run.folder / name
    for number in range(1, count + 1):
        clock.jump()
        with opened(folder) as store:
            _write(store, clock, number)
            outcome.count("saved")
            with store.write("Undo", "Li", lambda: clock.now().isoformat()) as session:
                said = undo.undo(session)
            outcome.count("undone")
            wrong = [f"“{said}” was undone after deed {number}"] if said != f"Deed {number}" else []
            outcome.blame("not the last", wrong, name)
            if wrong:
                return
            clock.jump()
            with store.write("Redo", "Li", lambda: clock.now().isoformat()) as session:
                undo.redo(session)
        outcome.count("jumps", 2)
    with opened(folder) as store:
        for named, faults in deeds.examine(store, count).items():
            outcome.blame(named, faults, name)


def _write(store: Store, clock: _Clock, number: int) -> None:
    with store.write(f"Deed {number}", "Li", lambda: clock.now().isoformat()) as session:
        deeds.write(session, number)


def _latest_by_the_clock(session: Any) -> Named | None:
    sets = session.tables.change_set
    query = select(sets.c.id, sets.c.description).where(sets.c.mode.in_(("do", "redo")))
    found = session.execute(query.order_by(sets.c.at.desc())).first()
    return Named(found.id, found.description) if found else None
