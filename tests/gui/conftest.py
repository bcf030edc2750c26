"""A window on a real store in a temporary folder."""

import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from functools import partial
from itertools import cycle
from pathlib import Path
from threading import Event
from time import sleep
from typing import Any

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from intloffice import app, resources
from intloffice.database.file import stamp
from intloffice.database.store import Store
from intloffice.gui import tending, theme
from intloffice.gui.desk import Desk
from intloffice.gui.drafts import Drafts
from intloffice.gui.glance import Glances
from intloffice.gui.jobs import Jobs
from intloffice.gui.main_window import MainWindow
from intloffice.gui.place import Place
from intloffice.gui.theme import Theme
from intloffice.gui.views import Views
from intloffice.i18n import language
from intloffice.operations import edit
from intloffice.records import ALL_KINDS
from intloffice.schema.kind import kind_named
from intloffice.settings import Settings
from tests.stores import opened

TODAY = date(2017, 12, 31)
#: Milliseconds in which what is awaited must come about. A busy machine may stand still for long;
#: where all goes well, nobody waits longer for it.
PATIENCE = 180_000
#: Seconds by which a job that is late begins after it was asked for.
LATE = 0.2


@pytest.fixture
def qtbot(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> QtBot:
    """Types and clicks, and waits patiently unless it is told for how long."""
    for wait in ("waitSignal", "waitSignals", "waitUntil", "waitExposed", "waitActive"):
        monkeypatch.setattr(qtbot, wait, partial(getattr(qtbot, wait), timeout=PATIENCE))
    return qtbot


@pytest.fixture(autouse=True)
def no_backup_by_the_clock(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let no window back up amid a test because a busy machine took ten seconds for it."""
    monkeypatch.setattr(tending, "_FIRST_AFTER", tending._EVERY)


@pytest.fixture(autouse=True)
def some_are_late(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let what reads, what writes or every other job begin late where ``--late`` says so."""
    if late := request.config.getoption("--late"):
        submit, others = Jobs._submit, cycle((True, False))

        def submit_late(jobs: Jobs, executor: Any, run: Callable[[], Any], waiting: Any) -> None:
            def run_late() -> Any:
                sleep(LATE)
                return run()

            kind = "writer" if executor is jobs._writer else "readers"
            is_late = next(others) if late == "some" else kind == late
            submit(jobs, executor, run_late if is_late else run, waiting)

        monkeypatch.setattr(Jobs, "_submit", submit_late)


@pytest.fixture
def folder(tmp_path: Path, request: pytest.FixtureRequest) -> Path:
    """The office's folder, with settings so that the language does not depend on the system.

    It is empty, or holds the sample office where a test is marked ``on_the_sample``.
    """
    if request.node.get_closest_marker("on_the_sample"):
        shutil.copytree(request.getfixturevalue("sample_folder"), tmp_path, dirs_exist_ok=True)
    Settings(author="Liu Min", theme="light").save(tmp_path / "settings.toml")
    return tmp_path


@pytest.fixture
def store(folder: Path) -> Iterator[Store]:
    """The store, beside the window's own."""
    with opened(folder) as made:
        yield made


@pytest.fixture
def add(store: Store) -> Callable[..., int]:
    """Put a record into the store."""

    def put(kind: str, values: dict[str, Any], **rows: list[dict[str, Any]]) -> int:
        with store.write(f"Add {kind}", "test") as session:
            return edit.add(session, kind_named(ALL_KINDS, kind), values, rows)

    return put


@pytest.fixture
def load(store: Store) -> Callable[[str, int], edit.Snapshot]:
    """Read a record from the store."""

    def get(kind: str, record_id: int) -> edit.Snapshot:
        with store.read() as session:
            return edit.load(session, kind_named(ALL_KINDS, kind), record_id)

    return get


@pytest.fixture
def desk(qtbot: QtBot, folder: Path, store: Store) -> Iterator[Desk]:
    """What pages work with."""
    jobs = Jobs(lambda tell: Store.open(folder, ALL_KINDS, tell=tell), "Liu Min")
    jobs.open()
    made = Desk(
        kinds=ALL_KINDS,
        jobs=jobs,
        language=language("en", resources.folder("translations")),
        theme=Theme("light", "#1f5077"),
        settings=Settings(author="Liu Min"),
        folder=folder,
        translations=resources.folder("translations"),
        clock=lambda: TODAY,
        drafts=Drafts(jobs, ALL_KINDS),
        glances=Glances(folder / "glance.json", partial(stamp, folder)),
        views=Views(jobs),
    )
    yield made
    rest(qtbot, jobs)
    jobs.stop()


@pytest.fixture
def window(qtbot: QtBot, folder: Path, store: Store) -> Iterator[MainWindow]:
    """The whole window, with the store open."""
    theme.load_latin_fonts()
    made = app.make_window(folder, ALL_KINDS)
    made.desk = replace(made.desk, clock=lambda: TODAY)
    made.show()
    made.desk.jobs.open()
    rest(qtbot, made.desk.jobs)
    yield made
    rest(qtbot, made.desk.jobs)
    made.close()
    made.deleteLater()
    let_go()


def rest(qtbot: QtBot, jobs: Jobs) -> None:
    """Wait until every answer is there, also those asked for by an answer."""
    while jobs.busy:
        with qtbot.waitSignal(jobs.rested, timeout=PATIENCE):
            pass
        QApplication.processEvents()


@contextmanager
def held(jobs: Jobs) -> Iterator[None]:
    """Hold what is asked for meanwhile: none of it is begun before one has done here."""
    go_on = Event()
    for pool in (jobs._readers, jobs._writer, jobs._tender):
        for _ in range(pool._max_workers):
            pool.submit(go_on.wait)
    try:
        yield
    finally:
        go_on.set()


def go(qtbot: QtBot, window: MainWindow, place: Place) -> Any:
    """Go to a place and wait until it is shown."""
    window.go(place)
    rest(qtbot, window.desk.jobs)
    return window.page


def opened_again(qtbot: QtBot, folder: Path) -> MainWindow:
    """Open another window on an office, as at the next start."""
    window = app.make_window(folder, ALL_KINDS)
    window.show()
    window.desk.jobs.open()
    rest(qtbot, window.desk.jobs)
    return window


def close(qtbot: QtBot, window: MainWindow) -> None:
    """Close a window, and let go of it."""
    rest(qtbot, window.desk.jobs)
    window.close()
    window.deleteLater()
    let_go()


def type_text(widget: QWidget, text: str) -> None:
    """Type as an input method does: keys cannot send what is not Latin."""
    widget.setFocus()
    event = QInputMethodEvent()
    event.setCommitString(text)
    QCoreApplication.sendEvent(widget, event)


def let_go() -> None:
    """Let Qt delete what was to be deleted later."""
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    QApplication.processEvents()
