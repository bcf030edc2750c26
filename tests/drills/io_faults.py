"""The disk fails at one call after the other.

Whatever is done with an office is done again and again: each time the next of the calls that
change files fails, once or from there on, with the disk broken or full, or is the last before the
program dies. What is done must either be done, or be refused in a sentence and leave all as it
was; and the office must go on. Nothing that is said or left lying holds what is protected.
"""

import errno
import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from unittest.mock import patch

from sqlalchemy import func, select

from intloffice import reports, resources, temporary
from intloffice.commands.writing import replacing
from intloffice.database import shelf
from intloffice.database import store as store_module
from intloffice.database.backup import verify
from intloffice.database.file import BACKUPS
from intloffice.database.session import TOLD, WritingSession
from intloffice.database.store import Store
from intloffice.errors import OfficeError, UncertainError
from intloffice.i18n import Language, language
from intloffice.operations import backups, edit
from intloffice.operations.attachments import attach, attachments
from intloffice.records import ALL_KINDS
from intloffice.settings import Settings
from intloffice.spreadsheets import importing, workbook
from intloffice.spreadsheets.exporting import export_all
from tests.drills import canary, deeds, spoiling
from tests.drills.children import ChildFailedError, asked
from tests.drills.disk import Disk
from tests.drills.outcome import Outcome, Run
from tests.stores import ORGANISATION, PERSON, opened

#: Deeds in the office before anything fails.
BEFORE = 4
_OUT, _IN, _PAPER, _LETTER = "out.xlsx", "in.xlsx", "out.pdf", "letter.pdf"
_OLD, _NEW = b"what was there before", b"%PDF what is printed" * 10_000


@dataclass(frozen=True)
class Fault:
    """How the disk fails: with an error, once or for ever; with none, the process dies."""

    name: str
    error: int = 0
    for_ever: bool = False


FAULTS = (
    Fault("broken once", errno.EIO),
    Fault("broken", errno.EIO, for_ever=True),
    Fault("full once", errno.ENOSPC),
    Fault("full", errno.ENOSPC, for_ever=True),
    Fault("dying"),
)


@dataclass(frozen=True)
class Action:
    """Something that is done with an office.

    ``begin`` is given the folder and the office opened (or None, where ``opens``: then opening is
    part of what is done) and returns what is to be done while the disk fails. ``seen`` tells
    whether it was done; None where there is nothing to see; in words what is wrong.
    """

    name: str
    begin: Callable[[Path, Store | None], Callable[[], object]]
    seen: Callable[[Path, Store], bool | str | None] = lambda _folder, _store: None
    prepare: Callable[[Path], None] = lambda _folder: None
    opens: bool = False
    is_new: bool = False


def drill(run: Run) -> Outcome:
    """Sweep over all that is done, ``times`` failing calls each at the most, evenly spread."""
    outcome = Outcome(
        {"sweeps": 0, "calls failed": 0, "done": 0, "refused": 0, "uncertain": 0, "died": 0}
        | {"lost": 0, "half done": 0, "not told": 0, "stuck": 0, "unsound": 0, "leaked": 0}
    )
    deeds.rehearse(run.folder / "rehearsal")
    with ExitStack() as stack:
        stack.enter_context(_prepared_once())
        if run.control:
            stack.enter_context(spoiling.settings("journal_mode=OFF"))
        for action in actions():
            base = run.folder / action.name / "base"
            _prepare(action, base)
            points = _calls_of(action, base)
            for fault in FAULTS:
                outcome.count("sweeps")
                for nth in _spread(points, run.times):
                    _try(outcome, action, fault, nth, base)
                    if run.control and not outcome.held:
                        return outcome
            shutil.rmtree(base.parent)
    return outcome


@contextmanager
def _prepared_once() -> Iterator[None]:
    """Let all stores of the drill share the tables, which do not depend on the file."""
    with patch.object(store_module, "Tables", cache(store_module.Tables)):
        yield


def _spread(points: int, times: int) -> Iterator[int]:
    """Choose some of the calls 1 … ``points``, the first and the last among them."""
    if points <= times:
        yield from range(1, points + 1)
    elif times > 1:
        yield from (1 + round(n * (points - 1) / (times - 1)) for n in range(times))
    else:
        yield 1 + points // 2


def _prepare(action: Action, base: Path) -> None:
    base.mkdir(parents=True)
    if not action.is_new:
        with opened(base) as store:
            for number in range(1, BEFORE + 1):
                deeds.do(store, number)
            canary.put(store)
    action.prepare(base)


def _calls_of(action: Action, base: Path) -> int:
    """Count the calls that change files when nothing fails."""
    folder = shutil.copytree(base, base.with_name("counted"))
    told: int = asked(lambda: _run(action, folder, None, 0))
    return told


def _run(action: Action, folder: Path, fault: Fault | None, nth: int) -> int:
    """Do it while the disk fails; raise what comes of it. Tell the number of calls."""
    our_disk = Disk()
    our_disk.watch(folder)
    store = None if action.opens else Store.open(folder, ALL_KINDS)
    act = action.begin(folder, store)
    if fault is None:
        our_disk.fail(0, 0, for_ever=False)
    elif fault.error:
        our_disk.fail(nth, fault.error, for_ever=fault.for_ever)
    else:
        our_disk.die(nth)
    try:
        act()
    finally:
        calls = our_disk.calm()
        if fault is not None:
            _go_on(store or Store.open(folder, ALL_KINDS))
    return calls


def _go_on(store: Store) -> None:
    """Save something after the disk has recovered, in the program that saw it fail."""
    try:
        with store.write("Gone on", "Li") as session:
            session.note("gone on", "yes")
    except Exception as error:
        raise StuckError from error


class StuckError(Exception):
    """The program could not save any more although the disk had recovered."""


def _try(outcome: Outcome, action: Action, fault: Fault, nth: int, base: Path) -> None:
    folder = base.with_name("tried")
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(base, folder)
    outcome.count("calls failed")
    where = f"{action.name}, {fault.name} at call {nth}"
    end, said = _ended(action, folder, fault, nth)
    if end in ("done", "refused", "uncertain", "died"):
        outcome.count(end)
    else:
        outcome.blame(end, [said], where)
    outcome.blame("leaked", canary.leaks(folder, said), f"{where}, {end}")
    for name, found in _examined(action, folder, end).items():
        outcome.blame(name, found, f"{where}, {end}")


def _ended(action: Action, folder: Path, fault: Fault, nth: int) -> tuple[str, str]:
    def job() -> tuple[str, str]:
        try:
            _run(action, folder, fault, nth)
        except UncertainError as error:
            return "uncertain", _all_said(error)
        except OfficeError as error:
            told = str(error).endswith(".")
            return ("refused", _all_said(error)) if told else ("not told", str(error))
        except StuckError as error:
            return "stuck", repr(error.__cause__)
        except Exception as error:  # noqa: BLE001  whatever else is no sentence
            return "not told", repr(error)
        return "done", ""

    try:
        told: tuple[str, str] = asked(job)
    except ChildFailedError as error:
        return ("died", "") if not fault.error else ("not told", str(error))
    return told


def _all_said(error: OfficeError) -> str:
    """Tell what is shown of an error, and what is kept of it for a report."""
    return f"{error}\n{reports.details(error)}"


def _examined(action: Action, folder: Path, end: str) -> dict[str, list[str]]:
    try:
        with opened(folder) as store:
            found = deeds.examine(store, 0 if action.is_new else BEFORE)
            seen = action.seen(folder, store)
    except Exception as error:  # noqa: BLE001  whatever a damaged file leads to
        return {"unsound": [repr(error)[:300]]}
    half = [*found["torn"]]
    if isinstance(seen, str):
        half.append(seen)
    elif seen is False and end in ("done", "uncertain"):
        found["lost"].append("it was said to be there")
    elif seen is True and end == "refused":
        half.append("it was refused and yet is there")
    return {"lost": found["lost"], "half done": half, "unsound": found["unsound"]}


# What is done.


def actions() -> tuple[Action, ...]:
    """List all that is done with an office and changes files."""
    return (
        Action("saving", _saving, _saved),
        Action("first opening", _opening, opens=True, is_new=True),
        Action("opening", _opening, opens=True),
        Action("importing", _importing, _imported, _put_workbook),
        Action("attaching", _attaching, _attached, _put_letter),
        Action("exporting", _exporting, _exported, _put_old),
        Action("printing", _printing, _printed, _put_old),
        Action("backing up", _backing_up, _backed_up),
        Action("restoring", _restoring, _restored, _put_backup, opens=True),
        Action("settings", _choosing, _chosen, _put_settings),
    )


def _opening(folder: Path, _store: Store | None) -> Callable[[], object]:
    return lambda: Store.open(folder, ALL_KINDS)


def _saving(_folder: Path, store: Store | None) -> Callable[[], object]:
    assert store
    return lambda: deeds.do(store, BEFORE + 1)


def _saved(_folder: Path, store: Store) -> bool:
    with store.read() as session:
        return BEFORE + 1 in [number for number, _ in deeds.done(session)]


def _put_workbook(folder: Path) -> None:
    """Put a workbook beside the office in which every organisation is somewhere else."""
    with opened(folder) as store:
        with store.write("Move", "Li") as session:
            _move(session, "Elsewhere")
        with store.read() as session:
            export_all(session, ALL_KINDS, folder / _IN, _english())
        with store.write("Move back", "Li") as session:
            _move(session, "Here")


def _move(session: WritingSession, city: str) -> None:
    table = session.tables["organisation"]
    for which in session.execute(select(table.c.id)).scalars().all():
        version = edit.load(session, ORGANISATION, which).version
        edit.change(session, ORGANISATION, which, version, {"city": city})


def _importing(folder: Path, store: Store | None) -> Callable[[], object]:
    assert store
    with store.read() as session:
        plan = importing.plan(session, importing.read(folder / _IN, ALL_KINDS, [_english()]))

    def act() -> None:
        with store.write("Import", "Li") as session:
            importing.apply(session, plan)

    return act


def _imported(_folder: Path, store: Store) -> bool | str:
    table = store.tables["organisation"]
    with store.read() as session:
        cities = set(session.execute(select(table.c.city)).scalars())
    return cities == {"Elsewhere"} if len(cities) == 1 else f"half imported: {cities}"


def _put_letter(folder: Path) -> None:
    (folder / _LETTER).write_bytes(b"%PDF" + bytes(range(256)) * 2000)


def _attaching(folder: Path, store: Store | None) -> Callable[[], object]:
    assert store

    def act() -> None:
        with store.write("Attach", "Li") as session:
            attach(session, folder, "organisation", 1, folder / _LETTER)

    return act


def _attached(folder: Path, store: Store) -> bool | str:
    with store.read() as session:
        found = attachments(session, folder, "organisation", 1)
    if found and found[0].path.read_bytes() != (folder / _LETTER).read_bytes():
        return "the attachment is not what was attached"
    return bool(found)


def _put_old(folder: Path) -> None:
    for name in (_OUT, _PAPER):
        (folder / name).write_bytes(_OLD)


def _exporting(folder: Path, store: Store | None) -> Callable[[], object]:
    assert store

    temporary.keep_private(folder)

    def act() -> None:
        with store.read() as session:
            export_all(session, (ORGANISATION, PERSON), folder / _OUT, _english())

    return act


def _exported(folder: Path, _store: Store) -> bool | str:
    try:
        return (folder / _OUT).read_bytes() != _OLD and bool(workbook.read(folder / _OUT))
    except (OSError, OfficeError) as error:
        return f"the old workbook is gone and there is no new one: {error}"


def _printing(folder: Path, _store: Store | None) -> Callable[[], object]:
    def act() -> None:
        with replacing(folder / _PAPER) as part:
            part.write_bytes(_NEW)

    return act


def _printed(folder: Path, _store: Store) -> bool | str:
    found = (folder / _PAPER).read_bytes() if (folder / _PAPER).exists() else b""
    return found == _NEW if found in (_OLD, _NEW) else f"{len(found)} bytes of the paper"


def _backing_up(folder: Path, store: Store | None) -> Callable[[], object]:
    assert store
    return lambda: backups.back_up(store, folder / BACKUPS, "test")


def _backed_up(folder: Path, _store: Store) -> bool | str:
    """Whatever bears the name of a backup must be one."""
    made = list((folder / BACKUPS).glob(f"*{shelf.SUFFIX}"))
    try:
        known = [verify(file).manifest for file in made]
    except OfficeError as error:
        return str(error)
    return "a backup has no manifest" if None in known else bool(known)


def _put_backup(folder: Path) -> None:
    """Back up, then do one more deed, which a restore takes back."""
    with opened(folder) as store:
        backups.back_up(store, folder / BACKUPS, "test")
        deeds.do(store, BEFORE + 1)


def _restoring(folder: Path, _store: Store | None) -> Callable[[], object]:
    return lambda: backups.restore(shelf.path_of(folder / BACKUPS, 1), folder)


def _restored(folder: Path, store: Store) -> bool | str:
    with store.read() as session:
        is_back = BEFORE + 1 not in [number for number, _ in deeds.done(session)]
        (told,) = session.execute(
            select(func.count()).where(store.tables.change_set.c.mode == TOLD)
        ).one()
    if is_back != bool(told):
        return "the office was restored, and its history does not tell of it"
    whole = _backed_up(folder, store)
    return whole if isinstance(whole, str) else is_back


def _put_settings(folder: Path) -> None:
    Settings(author="Li").save(folder / "settings.toml")


def _choosing(folder: Path, _store: Store | None) -> Callable[[], object]:
    return lambda: Settings(author="Wang").save(folder / "settings.toml")


def _chosen(folder: Path, _store: Store) -> bool | str:
    author = Settings.load(folder / "settings.toml").author
    return author == "Wang" if author else "the settings are gone"


def _english() -> Language:
    return language("en", resources.folder("translations"))
