"""The disk is full: nothing more can be saved, backed up or exported until there is room again.

A small real disk is filled up but for a little, and records are saved until one is refused. What
was acknowledged must be there, what was refused must not be there by half, nothing that was
written before may suffer, and with room again the work goes on. Nothing protected comes out.
"""

import shutil
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path
from random import Random

from intloffice import reports, resources, temporary
from intloffice.database import shelf
from intloffice.database.engine import damaged
from intloffice.database.file import BACKUPS
from intloffice.database.store import Store
from intloffice.errors import OfficeError, UncertainError
from intloffice.i18n import language
from intloffice.operations import backups
from intloffice.records import ALL_KINDS
from intloffice.spreadsheets.exporting import export_all
from tests.drills import canary, deeds, mounts, spoiling
from tests.drills.outcome import Outcome, Run
from tests.stores import opened

_MEGABYTES = 16
#: Bytes that are left, at most; saves that fit into them in no case.
_LEFT, _TOO_MANY = 150_000, 60
#: Rounds after which a new office is begun, so that it stays smaller than its disk.
_ROUNDS_AN_OFFICE = 5
_BLOCK = 1 << 16


def drill(run: Run) -> Outcome:
    """Fill the disk up again and again."""
    reason = mounts.missing(run.folder)
    if reason:
        return Outcome(skipped=reason)
    outcome = Outcome(
        {"rounds": 0, "acknowledged": 0, "refused": 0, "lost": 0, "torn": 0, "unsound": 0}
        | {"not told": 0, "harmed": 0, "stuck": 0, "leaked": 0}
    )
    deeds.rehearse(run.folder / "rehearsal")
    with mounts.mounted(run.folder / "disk", _MEGABYTES) as disk:
        last = 0
        for number in range(run.times):
            if number % _ROUNDS_AN_OFFICE == 0:
                last = 0
                for each in disk.iterdir():
                    shutil.rmtree(each) if each.is_dir() else each.unlink()
            last = _Round(disk, run, outcome, number).play(last)
            outcome.count("rounds")
            if not outcome.held:
                break
    return outcome


class _Round:
    """From a full disk to one with room again."""

    def __init__(self, disk: Path, run: Run, outcome: Outcome, number: int) -> None:
        self._disk = disk
        self._filler = disk / "filler"
        self._run = run
        self._outcome = outcome
        self._where = f"round {number}"
        self._said: list[str] = []

    def play(self, last: int) -> int:
        """Go on after the last deed; give the last that is there in the end."""
        folder, table = self._disk / "office", self._disk / "all.xlsx"
        with ExitStack() as stack:
            if self._run.control:
                stack.enter_context(spoiling.settings("journal_mode=OFF"))
            try:
                store = stack.enter_context(opened(folder))
                if not last:
                    canary.put(store)
                temporary.keep_private(folder)
                stack.callback(temporary.clear)
                self._export(store, table)
                held = shelf.backups(folder / BACKUPS), table.read_bytes()
                _fill(self._filler, self._run.chance)
                last = self._save(store, last)
                room = self._filler.stat().st_size
                if not self._refused(lambda: self._export(store, table)):
                    held = held[0], table.read_bytes()
                if not self._refused(lambda: backups.back_up(store, folder / BACKUPS, "test")):
                    held = shelf.backups(folder / BACKUPS), held[1]
                if (shelf.backups(folder / BACKUPS), table.read_bytes()) != held:
                    self._outcome.blame("harmed", ["a backup or a workbook"], self._where)
                assert room == self._filler.stat().st_size
                self._filler.unlink()
                self._outcome.blame("leaked", canary.leaks(self._disk, *self._said), self._where)
            finally:
                self._filler.unlink(missing_ok=True)
        return self._go_on(folder, last)

    def _save(self, store: Store, last: int) -> int:
        """Save until it is refused; give the last that was acknowledged."""
        for number in range(last + 1, last + _TOO_MANY):
            if self._refused(lambda number=number: deeds.do(store, number)):  # type: ignore[misc]
                return number - 1
            self._outcome.count("acknowledged")
        self._outcome.blame("not told", ["the disk was never full"], self._where)
        return last + _TOO_MANY - 1

    def _go_on(self, folder: Path, last: int) -> int:
        try:
            with opened(folder) as store:
                for name, faults in deeds.examine(store, last).items():
                    self._outcome.blame(name, faults, self._where)
                with store.read() as session:
                    last = max((number for number, _ in deeds.done(session)), default=0)
                deeds.do(store, last + 1)
                backups.back_up(store, folder / BACKUPS, "test")
        except OfficeError as error:
            self._outcome.blame("stuck", [str(error)], self._where)
        return last + 1

    def _refused(self, deed: Callable[[], object]) -> bool:
        try:
            deed()
        except UncertainError:
            return False
        except OfficeError as error:
            self._outcome.count("refused")
            self._said += [str(error), reports.details(error)]
            wrong = error.template == damaged(self._disk).template and not self._run.control
            self._outcome.blame("not told", [f"a full disk: {error}"] if wrong else [], self._where)
            return True
        except Exception as error:  # noqa: BLE001  whatever else is no sentence
            self._outcome.blame("not told", [repr(error)[:300]], self._where)
            return True
        return False

    def _export(self, store: Store, table: Path) -> None:
        with store.read() as session:
            export_all(session, ALL_KINDS, table, language("en", resources.folder("translations")))


def _fill(filler: Path, chance: Random) -> None:
    """Take all room but for a little."""
    with filler.open("wb", buffering=0) as file:
        try:
            while file.write(bytes(_BLOCK)) == _BLOCK:
                pass
        except OSError:
            pass
        file.truncate(max(0, file.tell() - chance.randrange(_LEFT)))
