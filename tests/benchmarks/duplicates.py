"""How long looking for duplicates takes: ``python -m tests.benchmarks.duplicates [--people N]``.

Of twenty thousand people, some hundred were entered twice, written in another way. All likely
pairs are looked for as the page of duplicates does, and what is like one that is being entered,
as the form does; both turn by turn with what SQLite alone needs to read the people's names.
"""

import argparse
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

import sqlcipher3.dbapi2 as sqlite

from intloffice.database.file import FILE_NAME
from intloffice.database.session import Session
from intloffice.database.store import Store
from intloffice.operations import duplicates
from intloffice.records import ALL_KINDS
from intloffice.records.person import PERSON
from tests.stores import person

PEOPLE, TWICE, ROUNDS = 20_000, 100, 5
#: So many times as long as it takes to read the names: a second for all, and nothing noticed.
ALL_GOAL, ONE_GOAL = 40.0, 1.0
_FAMILIES = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁"
_GIVEN = "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华建国文玉兰红梅志海波云"
_COLUMNS = "family_native, given_native, family_kana, given_kana, latin_family, latin_given"


def fill(store: Store, people: int) -> None:
    """Enter the people, the last of them a second time with a blank or a full name as family."""
    chance = Random(20)
    names = {
        (chance.choice(_FAMILIES), "".join(chance.choices(_GIVEN, k=2)) + chance.choice(_GIVEN))
        for _ in range(people)
    }
    with store.write("Fill", "A") as session:
        for number, (family, given) in enumerate(sorted(names)):
            values = {"latin_family": f"Family{number}", "latin_given": f"Given{number}"}
            person(session, family, given, **values)
        for family, given in sorted(names)[:TWICE]:
            person(session, family + given[:1], given[1:])


def measure(folder: Path, people: int) -> int:
    """Print the times, and return 1 where a goal is missed."""
    store = Store.open(folder, ALL_KINDS)
    fill(store, people)
    entered = {"family_native": "王", "given_native": "伟芳娜"}
    with store.read() as session, sqlite.connect(str(folder / FILE_NAME)) as bare:
        found = duplicates.likely(session, PERSON)
        every = _paired(bare, lambda: duplicates.likely(session, PERSON))
        one = _paired(bare, lambda: _like(session, entered))
    store.close()
    print(f"{people:,} people, {len(found)} likely pairs")
    missed = len(found) < TWICE
    for name, (took, floor), goal in (("all", every, ALL_GOAL), ("one", one, ONE_GOAL)):
        ratio = took / floor
        print(f"{name:<4}{took:8.1f} ms {ratio:7.2f} x reading the names (< {goal:.0f} x)")
        missed = missed or ratio >= goal
    return int(missed)


def _like(session: Session, entered: dict[str, str]) -> list[int]:
    return duplicates.like(session, PERSON, entered)


def _paired(bare: sqlite.Connection, job: Callable[[], object]) -> tuple[float, float]:
    def read() -> object:
        return bare.execute(f"SELECT {_COLUMNS} FROM person").fetchall()

    pairs = [(_timed(job), _timed(read)) for _ in range(ROUNDS)]
    return statistics.median(a for a, _ in pairs), statistics.median(b for _, b in pairs)


def _timed(job: Callable[[], object]) -> float:
    begun = time.perf_counter()
    job()
    return (time.perf_counter() - begun) * 1000


def main() -> int:
    """Measure in a temporary folder."""
    parser = argparse.ArgumentParser(description=__doc__.partition(":")[0])
    parser.add_argument("--people", type=int, default=PEOPLE)
    with TemporaryDirectory(dir=Path.cwd()) as name:
        return measure(Path(name), parser.parse_args().people)


if __name__ == "__main__":
    sys.exit(main())
