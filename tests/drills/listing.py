"""All drills by name: what each promises, how its control is spoiled, and how often it runs."""

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module

from tests.drills.outcome import Outcome, Run


@dataclass(frozen=True)
class Drill:
    """A drill, in a module of its own name with dashes for underscores.

    ``by_hand`` and ``in_ci`` are how often it runs, ``control_in_ci`` how often its control may
    run until it must be red. ``in_memory`` drills do not care which disk they are on;
    ``on_our_disk`` drills run on a disk that can be made to fail (``disk.py``).
    """

    name: str
    says: str
    control: str
    by_hand: int
    in_ci: int
    control_in_ci: int
    in_memory: bool = False
    on_our_disk: bool = False

    @property
    def run(self) -> Callable[[Run], Outcome]:
        """The drill itself; its module is imported when it is asked for."""
        module = import_module(f"tests.drills.{self.name.replace('-', '_')}")
        found: Callable[[Run], Outcome] = module.drill
        return found


DRILLS = (
    Drill(
        "kill-writing",
        "Killed while it writes: all that was acknowledged is there, nothing is half there.",
        "every statement commits by itself",
        by_hand=5000,
        in_ci=20,
        control_in_ci=40,
    ),
    Drill(
        "kill-import",
        "Killed while it takes in a workbook: all of it is there, or nothing.",
        "every statement commits by itself",
        by_hand=500,
        in_ci=8,
        control_in_ci=40,
    ),
    Drill(
        "kill-migration",
        "Killed while it brings an office up to date: as it was, or up to date, and it goes on.",
        "alembic as it comes",
        by_hand=300,
        in_ci=3,
        control_in_ci=40,
    ),
    Drill(
        "kill-typing",
        "Killed while somebody types: what was typed two seconds before is saved or offered.",
        "entries are not kept while one types",
        by_hand=2000,
        in_ci=3,
        control_in_ci=20,
    ),
    Drill(
        "kill-backup",
        "Killed while it backs up: whatever bears a backup's name is one, with its attachments.",
        "written where it stays",
        by_hand=1000,
        in_ci=8,
        control_in_ci=40,
    ),
    Drill(
        "restore-year",
        "A year of backups by a clock that jumps: each that is left gives back its day.",
        "rotation by the clock",
        by_hand=365,
        in_ci=20,
        control_in_ci=200,
        in_memory=True,
    ),
    Drill(
        "power-cuts",
        "The power fails: all that was acknowledged is there, nothing is torn.",
        "synchronous=OFF",
        by_hand=20_000,
        in_ci=60,
        control_in_ci=200,
        in_memory=True,
        on_our_disk=True,
    ),
    Drill(
        "undoing",
        "Undone and done again over and over: the office says what it said before, also reopened.",
        "one row of a change is forgotten",
        by_hand=10_000,
        in_ci=40,
        control_in_ci=200,
        in_memory=True,
    ),
    Drill(
        "two-writers",
        "Several programs change the same records: no save is lost, conflicts are told.",
        "nobody asks whether the record has moved on",
        by_hand=4_000,
        in_ci=120,
        control_in_ci=100,
    ),
    Drill(
        "full-disks",
        "The disk is full: it is said, nothing is half there, and with room the work goes on.",
        "without a journal",
        by_hand=50,
        in_ci=2,
        control_in_ci=10,
    ),
    Drill(
        "vanished-files",
        "The file is moved, deleted, replaced or protected: it is said, and nothing is lost.",
        "nobody looks whether it is the same file",
        by_hand=300,
        in_ci=6,
        control_in_ci=6,
    ),
    Drill(
        "clock-jumps",
        "The clock jumps: what was done last is undone first, and the office opens on any day.",
        "undo goes by the clock",
        by_hand=1_000,
        in_ci=10,
        control_in_ci=60,
        in_memory=True,
    ),
    Drill(
        "damaged-files",
        "A damaged file is refused or told in a sentence; no changed value stays unnoticed.",
        "only SQLite's own check",
        by_hand=5_000,
        in_ci=60,
        control_in_ci=400,
        in_memory=True,
    ),
    Drill(
        "round-trip",
        "Everything goes out as a workbook and into an empty office: it is the same there.",
        "what looks like a number is taken for one",
        by_hand=300,
        in_ci=2,
        control_in_ci=3,
        in_memory=True,
    ),
    Drill(
        "fuzzed-workbooks",
        "A spoiled workbook is read or refused in a sentence; no row is dropped in silence.",
        "what a sheet says of its size is believed",
        by_hand=20_000,
        in_ci=3_000,
        control_in_ci=1_000,
        in_memory=True,
    ),
    Drill(
        "long-sheets",
        "Long sheets, written now in this way and now in that, are read: every value is there.",
        "rows without a value take those after them along",
        by_hand=1000,
        in_ci=15,
        control_in_ci=100,
        in_memory=True,
    ),
    Drill(
        "names-on-paper",
        "Names of many scripts, and hostile ones, are printed: all are on the page, as they are.",
        "names are taken for markup",
        by_hand=10_000,
        in_ci=200,
        control_in_ci=120,
        in_memory=True,
    ),
    Drill(
        "monkey",
        "A monkey at the window: nothing is raised, Qt warns of nothing, the office stays sound.",
        "going anywhere raises",
        by_hand=50_000,
        in_ci=300,
        control_in_ci=1500,
    ),
    Drill(
        "io-faults",
        "The disk fails at any call: what is done is done, or refused in a sentence, never half.",
        "without a journal",
        by_hand=10_000,
        in_ci=1,
        control_in_ci=5,
        in_memory=True,
        on_our_disk=True,
    ),
)


def named(name: str) -> Drill:
    """Give the drill of a name."""
    return next(drill for drill in DRILLS if drill.name == name)
