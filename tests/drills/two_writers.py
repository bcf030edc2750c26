"""Several programs change the same few records at the same time.

Each reads a record, thinks a moment, adds a line to its remarks and saves. Every save that was
acknowledged must be there in the end; a record that has moved on must be refused as such, and
nothing else may fail. Where a slow disk lets the others write for too long, that is told, and one
tries again as one is asked to.
"""

from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path
from random import Random
from time import sleep
from typing import Any
from unittest.mock import patch

from intloffice.database import engine
from intloffice.database.session import WritingSession
from intloffice.database.store import Store
from intloffice.errors import ChangedMeanwhileError, OfficeError
from intloffice.operations import edit
from intloffice.records import ALL_KINDS
from tests.drills import deeds, soundness
from tests.drills.children import Child
from tests.drills.outcome import Outcome, Run
from tests.stores import PERSON, opened, person

PROGRAMS, RECORDS = 4, 3
#: Seconds, at most, that a clerk thinks; how often one tries again where others write for long.
_THINKS, _TRIES = 0.01, 20

_BUSY = "others wrote all the time"

Tell = Callable[[Any], None]


def drill(run: Run) -> Outcome:
    """Let several programs try to save so many lines altogether."""
    outcome = Outcome(
        {"tried": 0, "saved": 0, "conflicts": 0, "lost": 0, "not told": 0, "unsound": 0}
    )
    deeds.rehearse(run.folder / "rehearsal")
    folder = run.folder / "office"
    with opened(folder) as store, store.write("Begin", "Li") as session:
        ids = [person(session, f"河村{number}") for number in range(RECORDS)]
    each = max(1, run.times // PROGRAMS)
    programs = [Child(_clerk(folder, ids, number, each, run)) for number in range(PROGRAMS)]
    told = [line for program in programs for line in program.end()]
    for which, line, said in told:
        outcome.count("tried")
        if said == "saved":
            outcome.count("saved")
        elif said == "conflict":
            outcome.count("conflicts")
        else:
            outcome.blame("not told", [f"{line} of person {which}: {said}"])
    with opened(folder) as store:
        kept = {which: _lines(store, which) for which in ids}
        for which, line, said in told:
            if said == "saved" and line not in kept[which]:
                outcome.blame("lost", [f"{line} of person {which}"])
        outcome.blame("unsound", soundness.faults(store))
    return outcome


def _clerk(
    folder: Path, ids: list[int], number: int, times: int, run: Run
) -> Callable[[Tell], None]:
    def work(tell: Tell) -> None:
        chance = Random(f"{run.seed} {number}")
        with ExitStack() as stack:
            if run.control:
                stack.enter_context(_nobody_claims())
            store = Store.open(folder, ALL_KINDS)
            for turn in range(times):
                which, line = chance.choice(ids), f"{number}:{turn}"
                tell([which, line, _save(store, which, line, chance)])

    return work


def _save(store: Store, which: int, line: str, chance: Random) -> str:
    """Save a line, and tell what came of it."""
    for _ in range(_TRIES):
        said = _tried(store, which, line, chance)
        if said != _BUSY:
            break
    return said


def _tried(store: Store, which: int, line: str, chance: Random) -> str:
    try:
        with store.read() as session:
            found = edit.load(session, PERSON, which)
        sleep(chance.uniform(0, _THINKS))
        notes = f"{found.values['notes']}\n{line}".strip()
        with store.write(f"Add {line}", "Li") as session:
            edit.change(session, PERSON, which, found.version, {"notes": notes})
    except ChangedMeanwhileError:
        return "conflict"
    except OfficeError as error:
        return _BUSY if error.template == engine._SENTENCES["BUSY"] else str(error)
    return "saved"


def _lines(store: Store, which: int) -> set[str]:
    with store.read() as session:
        return set(edit.load(session, PERSON, which).values["notes"].split("\n"))


def _nobody_claims() -> Any:
    return patch.object(WritingSession, "claim", lambda *_given: None)
