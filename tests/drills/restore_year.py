"""A year of backups, one or two a day, by a clock that jumps; then every one left is restored.

Each must give back its day, by the hash of all it holds. At every moment the newest is there, at
most one was let go of, and never are there fewer than the floor.
"""

import shutil
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random
from unittest.mock import patch

from intloffice.database import backup, shelf
from intloffice.database.engine import content_hash
from intloffice.database.file import FILE_NAME
from intloffice.operations import backups, rotation
from intloffice.operations.rotation import Kept
from tests.drills import deeds
from tests.drills.outcome import Outcome, Run
from tests.stores import opened

_FIRST = datetime(2017, 1, 1, 9, tzinfo=UTC)
_YEAR = timedelta(days=365)
#: How far a clock jumps: ten years back, fifty on, beyond 2038, an hour, a day.
_JUMPS = (-10 * _YEAR, 50 * _YEAR, 22 * _YEAR, timedelta(hours=-1), timedelta(days=-1))


def drill(run: Run) -> Outcome:
    """Live through some days, then go back to each that is left."""
    outcome = Outcome({"days": 0, "backups": 0, "left": 0, "rotation": 0, "not the day": 0})
    folder, place = run.folder / "office", run.folder / "shelf"
    then: dict[int, str] = {}
    with ExitStack() as stack:
        if run.control:
            stack.enter_context(patch.object(rotation, "to_delete", _by_the_clock))
        store = stack.enter_context(opened(folder))
        for number, at in enumerate(_instants(run.chance, run.times), 1):
            deeds.do(store, number)
            before = _numbers(place)
            made = backups.back_up(store, place, "test", at)
            then[made.number] = content_hash(folder / FILE_NAME)
            outcome.count("backups")
            outcome.blame("rotation", _against_the_law(before, _numbers(place), made.number))
            if run.control and not outcome.held:
                return outcome
    outcome.count("days", run.times)
    for each in shelf.backups(place):
        outcome.count("left")
        restored = run.folder / "restored"
        shutil.rmtree(restored, ignore_errors=True)
        backup.restore(shelf.path_of(place, each.number), restored)
        if content_hash(restored / FILE_NAME) != then[each.number]:
            outcome.blame("not the day", [f"backup {each.number} of {each.at}"])
        with opened(restored) as store, store.read() as session:
            outcome.blame("not the day", deeds.lost(session, each.number))
    return outcome


def _instants(chance: Random, days: int) -> Iterator[str]:
    """Tell what the clock says at each backup; it is put right again sometimes."""
    wrong = timedelta()
    for day in range(days):
        if chance.random() < 0.06:
            wrong = chance.choice((timedelta(), *_JUMPS))
        for hour in range(chance.choice((1, 1, 1, 2))):
            yield (_FIRST + timedelta(days=day, hours=4 * hour) + wrong).isoformat()


def _numbers(place: Path) -> set[int]:
    return {int(path.stem) for path in place.glob(f"*{shelf.SUFFIX}")}


def _against_the_law(before: set[int], after: set[int], newest: int) -> list[str]:
    found = []
    if newest not in after:
        found.append(f"the newest, {newest}, is gone")
    if len(before - after) > 1:
        found.append(f"{sorted(before - after)} were let go of at once")
    if len(after) < min(len(before) + 1, rotation.FLOOR):
        found.append(f"only {len(after)} are left")
    return found


def _by_the_clock(known: Sequence[Kept], *, newest_is_good: bool) -> int | None:
    """Let go of what the clock says is the oldest."""
    assert newest_is_good
    oldest = min(known, key=lambda each: each.day)
    return oldest.number if len(known) > rotation.FLOOR else None
