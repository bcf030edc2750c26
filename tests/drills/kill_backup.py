"""The program is killed at a random moment while it backs up, or brings a backup elsewhere.

Whatever bears the name of a backup then is one: it holds what its manifest says, with its
attachments; what was acknowledged is there; what was half made is swept away by the next.
"""

from collections.abc import Callable
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from typing import Any
from unittest.mock import patch

from intloffice.database import backup, shelf
from intloffice.database.file import BACKUPS, attachment_place
from intloffice.errors import StoreError
from intloffice.files import hash_of
from intloffice.operations import attachments, backups
from tests.drills import deeds
from tests.drills.children import Child, moment
from tests.drills.outcome import Outcome, Run
from tests.stores import opened, person

#: Seconds that a child works if nobody kills it; several backups are written in that.
_TAKES = 0.6
_DEEDS = 12
#: Kills after which all backups are looked at again, touched or not: none of a day is taken away.
_ALL_AGAIN = 100

Tell = Callable[[Any], None]


def drill(run: Run) -> Outcome:
    """Kill a program that backs up again and again."""
    outcome = Outcome(
        {"kills": 0, "backups": 0, "not whole": 0, "left over": 0}
        | {"lost": 0, "torn": 0, "unsound": 0}
    )
    folder, second = run.folder / "office", run.folder / "stick"
    _prepare(folder, second)
    done, known = _DEEDS, set[tuple[str, int, int]]()
    for number in range(run.times):
        child = Child(_worker(folder, second, spoiled=run.control))
        child.next()
        told = child.kill(moment(run.chance, _TAKES))
        done = max([done, *(line["deed"] for line in told if "deed" in line)])
        outcome.count("kills")
        if number % _ALL_AGAIN == 0:
            known.clear()
        for name, faults in _examined(outcome, folder, second, told, known).items():
            outcome.blame(name, faults, f"kill {number}")
        if run.control and not outcome.held:
            break
        if number % 10 == 9 or number == run.times - 1:
            _look_at_the_office(outcome, folder, done)
    return outcome


def _prepare(folder: Path, second: Path) -> None:
    second.mkdir(parents=True)
    with opened(folder) as store:
        for number in range(1, _DEEDS + 1):
            deeds.do(store, number)
        with store.write("Add", "Li") as session:
            who = person(session, "河村")
        for number in range(3):
            file = folder / f"card {number}"
            file.write_text(f"card {number} " * 5000)
            with store.write("Attach", "Li") as session:
                attachments.attach(session, folder, "person", who, file)
        backups.back_up_everywhere(store, "test", second)
        deeds.examine(store, _DEEDS)


def _worker(folder: Path, second: Path, *, spoiled: bool) -> Callable[[Tell], None]:
    def work(tell: Tell) -> None:
        with ExitStack() as stack:
            if spoiled:
                stack.enter_context(patch.object(backup, "replacing", _written_where_it_stays))
            store = stack.enter_context(opened(folder))
            with store.read() as session:
                number = max(each for each, _ in deeds.done(session))
            tell("begun")
            while True:
                number += 1
                deeds.do(store, number)
                tell({"deed": number})
                made = backups.back_up_everywhere(store, "test", second)
                tell({"made": made.made.number, "sent": made.sent and made.sent.number})

    return work


@contextmanager
def _written_where_it_stays(target: Path, _mode: int = 0) -> Any:
    target.touch()
    yield target


def _examined(
    outcome: Outcome,
    folder: Path,
    second: Path,
    told: list[Any],
    known: set[tuple[str, int, int]],
) -> dict[str, list[str]]:
    """Look at all backups but those ``known`` to be whole that nobody has touched since."""
    last = next((line for line in reversed(told) if "made" in line), {})
    own = folder / BACKUPS
    found: dict[str, list[str]] = {"not whole": [], "lost": [], "left over": []}
    for place, number in ((own, last.get("made")), (second, last.get("sent"))):
        if number and not shelf.path_of(place, number).exists():
            found["lost"].append(f"backup {number} was acknowledged")
        for file in place.glob(f"*{shelf.SUFFIX}"):
            now = file.stat()
            touched = str(file), now.st_ino, now.st_mtime_ns
            if touched in known:
                continue
            known.add(touched)
            outcome.count("backups")
            found["not whole"] += _faults(file)
        with suppress(StoreError), shelf.alone_at(place):
            found["left over"] += [path.name for path in place.glob("*.part*")]
    return found


def _faults(file: Path) -> list[str]:
    try:
        known = backup.verify(file).manifest
    except StoreError as error:
        return [str(error)]
    if known is None:
        return [f"{file.name} has no manifest"]
    places = ((content, attachment_place(file.parent, content)) for content in known.attachments)
    return [
        f"{file.name} lacks attachment {content[:8]}"
        for content, place in places
        if not place.exists() or hash_of(place) != content
    ]


def _look_at_the_office(outcome: Outcome, folder: Path, done: int) -> None:
    with opened(folder) as store:
        for name, faults in deeds.examine(store, done).items():
            outcome.blame(name, faults, "the office itself")
