"""The program is killed at a random moment while it takes in a workbook.

The office must open with everything that was in the workbook, or with nothing of it. Every other
time it is taken in as very much is, with the help of a process beside, which must end as well;
every fourth time that is there already, as where it was begun before the plan.
"""

import shutil
import time
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from sqlalchemy import func, select

from intloffice import resources
from intloffice.database import making
from intloffice.database.session import WritingSession
from intloffice.database.store import Store
from intloffice.errors import StoreError
from intloffice.i18n import language
from intloffice.operations import edit
from intloffice.records import ALL_KINDS
from intloffice.spreadsheets import importing
from intloffice.spreadsheets.exporting import export_all
from tests.drills import deeds, soundness, spoiling
from tests.drills.children import Child, ChildFailedError, moment
from tests.drills.outcome import Outcome, Run
from tests.stores import opened, organisation, person

#: Organisations that the workbook moves elsewhere, and people whom it adds.
MANY = 25
_HERE, _ELSEWHERE = "Here", "Elsewhere"
_BOOK = "in.xlsx"
#: Seconds after which a process that goes on alone is left over.
_PATIENCE = 20.0

Tell = Callable[[Any], None]
#: By whom rows are made ready: here, or by a process beside that is begun then, or was before.
_HERE_ALONE, _BESIDE, _BEGUN_BEFORE = "here", "beside", "begun before"
_BY = (_HERE_ALONE, _BESIDE, _HERE_ALONE, _BEGUN_BEFORE)


def drill(run: Run) -> Outcome:
    """Kill an import again and again."""
    outcome = Outcome(
        {"kills": 0, "before": 0, "after": 0, "half": 0, "lost": 0, "unsound": 0, "left": 0}
    )
    base = _prepared(run.folder)
    takes = {by: _time_of(base, run.folder / f"timed {by}", by) for by in dict.fromkeys(_BY)}
    for number in range(run.times):
        folder = run.folder / "tried"
        shutil.rmtree(folder, ignore_errors=True)
        shutil.copytree(base, folder)
        by = _BY[number % len(_BY)]
        child = Child(_importer(folder, spoiled=run.control, by=by))
        told = _until_begun(child)
        told += child.kill(moment(run.chance, takes[by]))
        outcome.count("kills")
        outcome.blame("left", _left(told), f"kill {number}")
        for name, faults in _examined(outcome, folder, done="done" in told).items():
            outcome.blame(name, faults, f"kill {number}")
        if run.control and not outcome.held:
            break
    return outcome


def _prepared(folder: Path) -> Path:
    """Make an office and, beside it, the workbook; everything it needs is imported after this."""
    base = folder / "base"
    deeds.rehearse(folder / "rehearsal")
    with opened(folder / "source") as store:
        with store.write("Fill", "Li") as session:
            _fill(session, _ELSEWHERE, people=MANY)
        with store.read() as session:
            there = language("en", resources.folder("translations"))
            export_all(session, ALL_KINDS, folder / _BOOK, there)
    with opened(base) as store, store.write("Fill", "Li") as session:
        _fill(session, _HERE, people=0)
    (folder / _BOOK).rename(base / _BOOK)
    return base


def _fill(session: WritingSession, city: str, people: int) -> None:
    for number in range(MANY):
        which = organisation(session, f"University {number}", city=city)
        session.update("organisation", which, {"uuid": f"{number:08}-0000-4000-8000-000000000000"})
    for number in range(people):
        person(session, f"河村{number}", "能人")


def _left(told: list[Any]) -> list[str]:
    """Name the processes that were begun beside the killed one and have not ended."""
    begun = [Path(f"/proc/{said['beside']}/cmdline") for said in told if isinstance(said, dict)]
    until = time.monotonic() + _PATIENCE
    while (there := [path for path in begun if _is_there(path)]) and time.monotonic() < until:
        time.sleep(0.02)
    return [f"{path} goes on" for path in there]


def _is_there(path: Path) -> bool:
    try:
        return making.COMMAND.encode() in path.read_bytes()
    except OSError:
        return False


def _time_of(base: Path, folder: Path, by: str) -> float:
    """Tell the seconds that the import takes when nobody kills it."""
    shutil.copytree(base, folder)
    child = Child(_importer(folder, spoiled=False, by=by))
    told = _until_begun(child)
    begun = time.monotonic()
    while (said := child.next()) != "done":
        if said is None:
            raise ChildFailedError("it could not be imported at all")
        told.append(said)
    takes = time.monotonic() - begun
    child.end()
    if len(told) != (by != _HERE_ALONE):
        raise ChildFailedError("not one process was begun beside it")
    return takes


def _until_begun(child: Child) -> list[Any]:
    """Wait until the import begins, and give what was told before."""
    told = []
    while (said := child.next()) not in (None, "begun"):
        told.append(said)
    return told


def _importer(folder: Path, *, spoiled: bool, by: str) -> Callable[[Tell], None]:
    def work(tell: Tell) -> None:
        with ExitStack() as stack:
            if spoiled:
                stack.enter_context(spoiling.every_statement_commits_by_itself())
            store = Store.open(folder, ALL_KINDS)
            there = [language("en", resources.folder("translations"))]
            with store.read() as session:
                sheets = importing.read(folder / _BOOK, ALL_KINDS, there)
                plan = importing.plan(session, sheets)
            if by != _HERE_ALONE:
                _as_very_many(tell)
            maker = None
            if by == _BEGUN_BEFORE:
                maker = stack.enter_context(making.begun())
                if maker is None:
                    raise ChildFailedError("no process could be begun")
                maker.ask(("", []))
                maker.answer(lambda: None)
            tell("begun")
            with store.write("Import", "Li") as session:
                importing.apply(session, plan, maker=maker)
            tell("done")

    return work


def _as_very_many(tell: Tell) -> None:
    """Let a process beside this one help, as soon as it is there, and tell its number."""
    edit.VERY_MANY, importing._TOGETHER = 1, 2
    begin = making.Maker.__init__

    def begun(maker: Any, process: Any) -> None:
        begin(maker, process)
        tell({"beside": process.pid})
        maker._is_there.wait()

    making.Maker.__init__ = begun  # type: ignore[assignment,method-assign]


def _examined(outcome: Outcome, folder: Path, *, done: bool) -> dict[str, list[str]]:
    try:
        with opened(folder) as store:
            with store.read() as session:
                city, people = store.tables["organisation"].c.city, store.tables["person"]
                cities = set(session.execute(select(city)).scalars())
                count = session.execute(select(func.count()).select_from(people)).scalar_one()
                sets = store.tables.change_set
                named = select(func.count()).where(sets.c.description == "Import")
                imports = session.execute(named).scalar_one()
            unsound = soundness.faults(store)
    except StoreError as error:
        return {"unsound": [str(error)]}
    found = (cities, count, imports)
    is_after = found == ({_ELSEWHERE}, MANY, 1)
    is_before = found == ({_HERE}, 0, 0)
    outcome.count("after" if is_after else "before", int(is_after or is_before))
    half = [] if is_after or is_before else [f"cities {cities}, {count} people, {imports} imports"]
    return {
        "half": half,
        "lost": ["it was said to be done"] if done and not is_after else [],
        "unsound": unsound,
    }
