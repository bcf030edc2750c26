"""The office's file is damaged: bytes change, its end is cut off, pages are emptied or exchanged.

The program may refuse such a file or open it, but says so in a sentence and never ends by itself.
Where a value of a record, or of the history, is not what it was, opening or checking tells.
"""

from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from random import Random
from typing import Any
from unittest.mock import patch

from sqlalchemy import select

from intloffice.database import store as opening
from intloffice.database.engine import damaged
from intloffice.database.session import Session
from intloffice.database.store import FILE_NAME, Store
from intloffice.errors import StoreError
from intloffice.operations import checking
from intloffice.records import ALL_KINDS
from tests.drills import deeds
from tests.drills.children import ChildFailedError, asked
from tests.drills.outcome import Outcome, Run
from tests.stores import opened, organisation, person, state, stay

PAGE = 4096
#: Damaged files that one process looks at.
_TOGETHER = 50


def drill(run: Run) -> Outcome:
    """Damage so many copies of an office's file."""
    outcome = Outcome(
        {"files": 0, "harmless": 0, "refused": 0, "told by the check": 0}
        | {"only what is derived": 0, "undetected": 0, "not told": 0, "crashes": 0}
    )
    deeds.rehearse(run.folder / "rehearsal")
    base = run.folder / "base"
    with opened(base) as store:
        for number in range(1, 9):
            deeds.do(store, number)
        with store.write("More", "Li") as session:
            for number in range(8):
                where = organisation(session, f"More {number}")
                stay(session, person(session, f"河村{number}"), where)
        with store.read() as session:
            told = _content(session)
    whole = (base / FILE_NAME).read_bytes()
    for first in range(0, run.times, _TOGETHER):
        chance = Random(f"{run.seed} {first}")
        count = min(_TOGETHER, run.times - first)
        try:
            found = asked(lambda: _look_at(run, chance, whole, told, count))  # noqa: B023
        except ChildFailedError as error:
            outcome.blame("crashes", [f"files {first} to {first + count}: {error}"])
            continue
        for end, fault in found:
            outcome.count("files")
            outcome.count(end)
            outcome.faults += [fault] if fault else []
        if run.control and not outcome.held:
            break
    return outcome


def _look_at(
    run: Run, chance: Random, whole: bytes, told: dict[str, str], count: int
) -> list[tuple[str, str]]:
    path = run.folder / "damaged" / FILE_NAME
    path.parent.mkdir(exist_ok=True)
    found = []
    for _ in range(count):
        name, content = _damage(whole, chance)
        for old in path.parent.iterdir():
            old.unlink()
        path.write_bytes(content)
        with _only_sqlites_own_check(run.control):
            end, said = _opened(path.parent, told)
        fault = end in ("undetected", "not told")
        found.append((end, f"{name}: {said}" if fault else ""))
    return found


def _opened(folder: Path, told: dict[str, str]) -> tuple[str, str]:
    """Open and check a damaged file; tell how that ended."""
    end, doing = "refused", "opening"
    try:
        store = Store.open(folder, ALL_KINDS)
        end, doing = "told by the check", "checking"
        with closing(store), store.read() as session:
            if checking.check(session, folder):
                return end, ""
            now = _content(session)
    except StoreError as error:
        return end, str(error)
    except Exception as error:  # noqa: BLE001  whatever else is no sentence
        return "not told", f"{doing}: {error!r}"[:300]
    differing = sorted(name for name in told.keys() | now.keys() if told.get(name) != now.get(name))
    if not differing:
        return "harmless", ""
    if all(name.startswith("derived") for name in differing):
        return "only what is derived", ""
    return "undetected", f"nobody tells of {differing}"


def _content(session: Session) -> dict[str, str]:
    """Tell all that a store holds: the values and, apart, what is derived from them."""
    found: dict[str, str] = {}
    for name, lines in state(session).items():
        own = [{k: v for k, v in line.items() if not _is_derived(k)} for line in lines]
        made = [{k: v for k, v in line.items() if _is_derived(k)} for line in lines]
        found[name], found[f"derived {name}"] = repr(own), repr(made)
    for table in (session.tables.change_set, session.tables.change):
        read = session.execute(select(table).order_by(table.c.id)).mappings()
        found[table.name] = repr([dict(line) for line in read])
    return found


def _is_derived(column: str) -> bool:
    return column.startswith(("caption_", "sort_"))


def _damage(whole: bytes, chance: Random) -> tuple[str, bytes]:
    """Damage a file in one of the ways there are."""
    ways: tuple[Callable[[bytearray, Random], str], ...] = (
        *(_flip,) * 4,
        _overwrite,
        _empty,
        _cut,
        _swap,
        _garble,
    )
    content = bytearray(whole)
    name = chance.choice(ways)(content, chance)
    return name, bytes(content)


def _flip(content: bytearray, chance: Random) -> str:
    at, bit = chance.randrange(len(content)), chance.randrange(8)
    content[at] ^= 1 << bit
    return f"bit {bit} of byte {at}"


def _overwrite(content: bytearray, chance: Random) -> str:
    """Change bytes where there is text."""
    at = chance.choice(list(_texts(content)))
    content[at] = chance.choice(b"abcxyz0189")
    return f"a letter at byte {at}"


def _texts(content: bytearray) -> Iterator[int]:
    for word in (b"University", b"City", b"example", b"official", b"finished"):
        at = content.find(word)
        while at >= 0:
            yield at
            at = content.find(word, at + 1)


def _empty(content: bytearray, chance: Random) -> str:
    at, size = chance.randrange(len(content)), chance.choice((16, 512, PAGE))
    content[at : at + size] = bytes(min(size, len(content) - at))
    return f"{size} bytes from {at} emptied"


def _cut(content: bytearray, chance: Random) -> str:
    length = chance.choice((chance.randrange(len(content)), PAGE * chance.randrange(1, 200)))
    del content[length:]
    return f"cut at {length}"


def _swap(content: bytearray, chance: Random) -> str:
    one, other = (PAGE * chance.randrange(len(content) // PAGE) for _ in range(2))
    first, second = content[one : one + PAGE], content[other : other + PAGE]
    content[one : one + PAGE], content[other : other + PAGE] = second, first
    return f"pages at {one} and {other} exchanged"


def _garble(content: bytearray, chance: Random) -> str:
    at, size = chance.randrange(len(content)), chance.choice((1, 4, 64))
    content[at : at + size] = chance.randbytes(min(size, len(content) - at))
    return f"{size} bytes from {at} garbled"


@contextmanager
def _only_sqlites_own_check(spoiled: bool) -> Iterator[None]:
    def examine(connection: Any, _tables: Any, path: Path) -> None:
        if connection.exec_driver_sql("PRAGMA quick_check(1)").scalar() != "ok":
            raise damaged(path)

    def check(session: Session, _folder: Path) -> list[str]:
        told = session.connection.exec_driver_sql("PRAGMA integrity_check(1)").scalar()
        return [] if told == "ok" else [str(told)]

    if not spoiled:
        yield
        return
    with patch.object(opening, "examine", examine), patch.object(checking, "check", check):
        yield
