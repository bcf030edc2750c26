"""The program is killed at a random moment while somebody types into a form.

All that was typed two seconds before must be there when one comes again: saved, or offered as
entries that are not saved yet. What is offered is never older than what is saved. How long the
machine itself stood still, which the program cannot help, is measured beside it and not counted.
"""

import multiprocessing
import os
import re
import time
from contextlib import nullcontext
from multiprocessing.connection import Connection
from pathlib import Path
from random import Random
from unittest.mock import patch

os.environ["QT_QPA_PLATFORM"] = "offscreen"

from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest

from intloffice import app
from intloffice.gui.pages.form_page import FormPage
from intloffice.gui.place import Place
from intloffice.records import ALL_KINDS
from intloffice.schema.kind import kind_named
from tests.drills.outcome import Outcome, Run
from tests.stores import opened, organisation

#: Seconds: what was typed so long ago must be there; between two keys; until the kill.
PROMISE = 2.0
_BETWEEN = 0.02
_LONGEST = 3.5
#: Kills after which a new office is begun: nobody types a book into one field.
KILLS_AN_OFFICE = 20
_PATIENCE = 300.0
#: So many keys must have followed: they come more slowly where the processor has more to do. Where
#: the disk stood still, what waits for it so often had to wait as well.
_KEYS, _WRITES = 60, 4
#: Seconds between two looks at how long the disk stands still.
_LOOKS = 0.1
#: Of a thousand keys, so many are Ctrl+S.
_SAVES = 4
_KIND = kind_named(ALL_KINDS, "organisation")


def drill(run: Run) -> Outcome:
    """Kill a typing window again and again."""
    outcome = Outcome({"kills": 0, "typed": 0, "saved": 0, "offered": 0, "lost": 0, "stale": 0})
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload([__name__])
    for number in range(run.times):
        office, first = divmod(number, KILLS_AN_OFFICE)
        folder = run.folder / str(office)
        if first == 0:
            with opened(folder) as store, store.write("Add", "Li") as session:
                record = organisation(session, "Kumamoto University", country="JP")
        told = run.folder / f"typed-{number}"
        ready, begun = context.Pipe(duplex=False)
        seed = run.chance.randrange(2**32)
        typing = context.Process(
            target=_type, args=(folder, record, told, seed, begun, run.control)
        )
        typing.start()
        begun.close()
        assert ready.poll(_PATIENCE), "the window did not open"
        stood = _sleep(run.chance.uniform(0, _LONGEST), run.folder / "probe")
        killed = time.monotonic()
        typing.kill()
        typing.join()
        grace = 0.0 if run.control else _WRITES * stood
        typed = _typed(told, before=killed - PROMISE - grace)
        told.unlink()
        saved, offered = _kept(folder, record)
        outcome.count("kills")
        outcome.count("typed", typed)
        outcome.count("saved", int(saved >= typed > 0))
        outcome.count("offered", int(offered > saved))
        if max(saved, offered) < typed:
            fault = f"{typed} was typed, {saved} saved, {offered} offered"
            outcome.blame("lost", [fault], f"kill {number}")
        if 0 < offered < saved:
            outcome.blame("stale", [f"{offered} is offered, {saved} saved"], f"kill {number}")
        if not outcome.held and run.control:
            break
    return outcome


def _sleep(seconds: float, probe: Path) -> float:
    """Sleep, and give for how many seconds a small file was not written at worst."""
    until, worst = time.monotonic() + seconds, 0.0
    while (left := until - time.monotonic()) > 0:
        begun = time.monotonic()
        with probe.open("wb") as file:
            file.write(b"x")
            os.fsync(file.fileno())
        worst = max(worst, time.monotonic() - begun)
        time.sleep(min(_LOOKS, left))
    return worst


def _type(
    folder: Path, record: int, told: Path, seed: int, begun: Connection, spoiled: bool
) -> None:
    """Type ever higher numbers into the notes, and log each when it is there."""
    chance = Random(seed)
    with patch.object(FormPage, "_keep_soon", lambda _page: None) if spoiled else nullcontext():
        application = app.start()
        window = app.make_window(folder)
        window.show()
        window.desk.jobs.open()
        window.go(Place("record", _KIND.name, record))
        while not window.page.place.record or not window.page._ready:
            application.processEvents()
        page = window.page
        notes = page.form.editors["notes"].text
        notes.setFocus()
        notes.moveCursor(QTextCursor.MoveOperation.End)
        number = _last(notes.toPlainText())
        parent = os.getppid()
        with told.open("a", encoding="utf-8") as log:
            begun.send(number)
            while os.getppid() == parent:  # nobody types on alone
                number += 1
                notes.insertPlainText(f" {number}")
                log.write(f"{number} {time.monotonic()}\n")
                log.flush()
                if chance.randrange(1000) < _SAVES:
                    page.save()
                QTest.qWait(int(_BETWEEN * 1000))


def _typed(told: Path, before: float) -> int:
    """Tell the last number that was typed before a moment, and well before the last key."""
    lines = told.read_text("utf-8").splitlines()
    pairs = (line.split() for line in lines[:-_KEYS])
    return max((int(pair[0]) for pair in pairs if float(pair[1]) < before), default=0)


def _kept(folder: Path, record: int) -> tuple[int, int]:
    """Tell the last number that is saved, and the last that is offered."""
    with opened(folder) as store, store.read() as session:
        row = session.row(_KIND.name, record) or {}
        drafts = [each.content for each in session.drafts() if each.record_id == record]
    offered = max((_last(str(each["values"].get("notes", ""))) for each in drafts), default=0)
    return _last(row["notes"]), offered


def _last(text: str) -> int:
    numbers = re.findall(r"\d+", text)
    return int(numbers[-1]) if numbers else 0
