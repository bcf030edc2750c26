"""The power fails at a random moment.

Deeds are done on a disk that keeps a log. From it the files are put together as a power cut may
have left them: what was synchronised is there; of what was not, any part may be missing, torn at
512 bytes; a file whose folder was not synchronised may be there or not. The office must open,
hold every deed that was acknowledged, and be sound.
"""

from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path
from random import Random

from intloffice.database.store import Store
from intloffice.errors import StoreError
from intloffice.records import ALL_KINDS
from tests.drills import deeds, disk, spoiling
from tests.drills.disk import Call, What
from tests.drills.outcome import Outcome, Run
from tests.stores import opened

SECTOR = 512
#: Cuts of one recording, and the deeds that are done in it.
CUTS_A_RECORDING = 200
DEEDS = 8

Files = dict[str, bytes]


class Platter:
    """What is on the disk for certain, and what is on its way there, file by file."""

    def __init__(self, folder: str, files: Files) -> None:
        self._folder = folder
        self._certain = {name: bytearray(content) for name, content in files.items()}
        self._coming: dict[str, list[Call]] = {}
        self._named: set[str] = set()

    def take(self, call: Call) -> None:
        """Go on by one call."""
        if call.what is What.SYNCED:
            self._settle(call.name)
        elif call.what is not What.MARKED:
            if call.what is What.OPENED and call.name not in self._certain:
                self._certain[call.name] = bytearray()
                self._named.add(call.name)
            self._coming.setdefault(call.name, []).append(call)

    def after_a_cut(self, chance: Random) -> Files:
        """Give the files as they may be found when the power is back."""
        found: Files = {}
        for name, certain in self._certain.items():
            coming = self._coming.get(name, [])
            if name in self._named and chance.random() < 0.5:
                continue
            content, there = bytearray(certain), True
            mood = chance.choice((0.0, 0.1, 0.5, 0.9, 1.0))
            for call in coming:
                if call.what is What.UNLINKED:
                    there = there and chance.random() > mood
                elif call.what is What.WRITTEN:
                    _write(content, _torn(call, chance, mood))
                elif chance.random() < mood:
                    _write(content, [call])
            if there:
                found[name] = bytes(content)
        return found

    def _settle(self, name: str) -> None:
        if name == self._folder:
            self._named.clear()
            for other, coming in self._coming.items():
                if any(call.what is What.UNLINKED for call in coming):
                    self._certain.pop(other, None)
                    coming.clear()
            return
        _write(self._certain[name], self._coming.pop(name, []))


def drill(run: Run) -> Outcome:
    """Cut the power again and again."""
    outcome = Outcome(
        {"cuts": 0, "calls recorded": 0, "lost": 0, "torn": 0, "unsound": 0, "unreadable": 0}
    )
    deeds.rehearse(run.folder / "rehearsal")
    for number in range(0, run.times, CUTS_A_RECORDING):
        folder = run.folder / f"recorded {number}"
        before, calls = _recorded(folder, run)
        outcome.count("calls recorded", len(calls))
        wanted = min(CUTS_A_RECORDING, run.times - number)
        _replay(run, outcome, folder, before, calls, wanted)
        if not outcome.held:
            break
    return outcome


def _recorded(folder: Path, run: Run) -> tuple[Files, Sequence[Call]]:
    """Do some deeds and give the files from before, and every call since."""
    our_disk = disk.Disk()
    with opened(folder) as store:
        for number in range(1, run.chance.randrange(2, 6)):
            deeds.do(store, number)
        first = number + 1
    before = {str(path): path.read_bytes() for path in folder.iterdir()}
    log = folder.with_name("log")
    with log.open("wb") as file, ExitStack() as stack:
        if run.control:
            stack.enter_context(spoiling.settings("synchronous=OFF"))
        our_disk.watch(folder)
        our_disk.log(file.fileno())
        our_disk.mark(first - 1)
        with opened(folder) as store:
            for number in range(first, first + DEEDS):
                deeds.do(store, number)
                our_disk.mark(number)
        our_disk.log(-1)
    return before, disk.calls(log.read_bytes())


def _replay(
    run: Run, outcome: Outcome, folder: Path, before: Files, calls: Sequence[Call], wanted: int
) -> None:
    """Cut the power at some moments of a recording, the earliest first."""
    moments = sorted(run.chance.randrange(1, len(calls) + 1) for _ in range(wanted))
    platter, taken, acknowledged = Platter(str(folder), before), 0, 0
    after = folder.with_name("after")
    after.mkdir(exist_ok=True)
    for moment in moments:
        for call in calls[taken:moment]:
            platter.take(call)
            if call.what is What.MARKED:
                acknowledged = call.offset
        taken = moment
        for old in after.iterdir():
            old.unlink()
        for name, content in platter.after_a_cut(run.chance).items():
            (after / Path(name).name).write_bytes(content)
        outcome.count("cuts")
        where = f"cut at call {moment} of {len(calls)}, after deed {acknowledged}"
        for name, faults in _examined(after, acknowledged).items():
            outcome.blame(name, faults, where)
        if run.control and not outcome.held:
            return


def _examined(folder: Path, acknowledged: int) -> dict[str, list[str]]:
    try:
        store = Store.open(folder, ALL_KINDS)
    except StoreError as error:
        return {"unreadable": [str(error)]}
    try:
        return deeds.examine(store, acknowledged)
    except Exception as error:  # noqa: BLE001  whatever a damaged file leads to
        return {"unreadable": [repr(error)[:300]]}
    finally:
        store.close()


def _torn(call: Call, chance: Random, mood: float) -> list[Call]:
    """Give those sectors of a write that arrived."""
    found, at = [], 0
    while at < len(call.data):
        end = min(len(call.data), at + SECTOR - (call.offset + at) % SECTOR)
        if chance.random() < mood:
            found.append(Call(call.what, call.name, call.offset + at, call.data[at:end]))
        at = end
    return found


def _write(content: bytearray, calls: Sequence[Call]) -> None:
    for call in calls:
        if call.what is What.WRITTEN:
            if len(content) < call.offset:
                content.extend(bytes(call.offset - len(content)))
            content[call.offset : call.offset + len(call.data)] = call.data
        elif call.what is What.CUT:
            if len(content) < call.offset:
                content.extend(bytes(call.offset - len(content)))
            del content[call.offset :]
        elif call.what is What.OPENED and call.offset:
            content.clear()
