"""How long saving takes: ``python -m tests.benchmarks.saving [--rounds N]``.

A person is added and then changed through the store, with history, chain, caption and search
words, turn by turn with the floor: one row written and committed to a bare table in a file of the
same pragmas in the same folder. Told are the medians, and their ratios to the floor.
"""

import argparse
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from sqlalchemy import text

from intloffice.database.engine import WRITES, open_engine
from intloffice.database.store import Store
from intloffice.operations import edit, sample
from intloffice.records import ALL_KINDS
from intloffice.records.person import PERSON

ROUNDS = 200
GOAL = 3.0


def _timed(job: Callable[[], object]) -> float:
    begun = time.perf_counter()
    job()
    return (time.perf_counter() - begun) * 1000


def measure(folder: Path, rounds: int) -> int:
    """Print the times, and return 1 where a goal is missed."""
    store = Store.open(folder / "office", ALL_KINDS)
    sample.fill(store)
    (folder / "bare.db").touch()
    engine = open_engine(folder / "bare.db")
    kept = {WRITES: True}
    with engine.connect() as raw, raw.execution_options(**kept).begin():
        raw.execute(text("CREATE TABLE bare (id INTEGER PRIMARY KEY, name TEXT, notes TEXT)"))
    ids: list[int] = []

    def bare() -> None:
        with engine.connect() as raw:
            connection = raw.execution_options(**kept)
            with connection.begin():
                connection.execute(text("INSERT INTO bare (name, notes) VALUES ('Weber', 'met')"))

    def add() -> None:
        with store.write("Add", "A") as session:
            ids.append(edit.add(session, PERSON, {"family_native": "Weber"}, {}))

    def change() -> None:
        with store.write("Change", "A") as session:
            edit.change(session, PERSON, ids[-1], 1, {"notes": "met in 2016"})

    for job in (bare, add, change):
        job()
    lines = [(_timed(bare), _timed(add), _timed(change)) for _ in range(rounds)]
    floor, added, changed = (statistics.median(line[at] for line in lines) for at in range(3))
    first = statistics.median(line[1] / line[0] for line in lines)
    second = statistics.median(line[2] / line[0] for line in lines)
    print(f"bare commit {floor:6.2f} ms")
    print(f"add         {added:6.2f} ms   {first:5.2f} x (< {GOAL})")
    print(f"change      {changed:6.2f} ms   {second:5.2f} x (< {GOAL})")
    store.close()
    engine.dispose()
    return int(first >= GOAL or second >= GOAL)


def main() -> int:
    """Measure in a temporary folder beside this file: a disk, not a file system in memory."""
    parser = argparse.ArgumentParser(description=__doc__.partition(":")[0])
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory(dir=Path.cwd()) as name:
        return measure(Path(name), arguments.rounds)


if __name__ == "__main__":
    sys.exit(main())
