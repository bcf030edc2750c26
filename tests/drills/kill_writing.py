"""The program is killed at a random moment while it writes.

Each time another process goes on with the same office: it must open, hold every deed that was
acknowledged and no half of one, and be sound.
"""

from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from intloffice.database.store import Store
from intloffice.errors import StoreError
from intloffice.records import ALL_KINDS
from tests.drills import deeds, spoiling
from tests.drills.children import Child
from tests.drills.outcome import Outcome, Run
from tests.stores import opened

#: Seconds: time for a few deeds.
LONGEST = 0.12
#: How many of a hundred are killed as early as while they open the store and recover.
WHILE_OPENING = 15
#: Kills after which a new office is begun, so that looking through it stays quick.
KILLS_AN_OFFICE = 25


def drill(run: Run) -> Outcome:
    """Kill a writer again and again."""
    outcome = Outcome(
        {"kills": 0, "acknowledged": 0, "lost": 0, "torn": 0, "unsound": 0, "unreadable": 0}
    )
    deeds.rehearse(run.folder / "rehearsal")
    for number in range(run.times):
        office, first = divmod(number, KILLS_AN_OFFICE)
        folder = run.folder / str(office)
        if first == 0:
            acknowledged = 0
            with opened(folder):
                pass
        child = Child(_writer(folder, acknowledged, spoiled=run.control))
        if run.chance.randrange(100) >= WHILE_OPENING:
            child.next()
        told = [number for number in child.kill(run.chance.uniform(0, LONGEST)) if number]
        outcome.count("kills")
        outcome.count("acknowledged", len(told))
        acknowledged = max([acknowledged, *told])
        last, found = _examined(folder, acknowledged)
        for name, faults in found.items():
            outcome.blame(name, faults, f"kill {number}")
        if not outcome.held:
            break
        acknowledged = max(acknowledged, last)
    return outcome


def _writer(folder: Path, after: int, *, spoiled: bool) -> Callable[[Callable[[Any], None]], None]:
    def write(tell: Callable[[Any], None]) -> None:
        with ExitStack() as stack:
            if spoiled:
                stack.enter_context(spoiling.every_statement_commits_by_itself())
            store = Store.open(folder, ALL_KINDS)
            tell(0)
            number = after
            while True:
                number += 1
                deeds.do(store, number)
                tell(number)

    return write


def _examined(folder: Path, acknowledged: int) -> tuple[int, dict[str, list[str]]]:
    try:
        with opened(folder) as store:
            found = deeds.examine(store, acknowledged)
            with store.read() as session:
                there = [number for number, _ in deeds.done(session)]
            return max(there, default=0), found
    except StoreError as error:
        return 0, {"unreadable": [str(error)]}
