"""What nobody needs any longer is taken away on the window's thread, and while nothing runs."""

import gc
import sys
import threading
import weakref
from dataclasses import replace
from typing import Any

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QObject

from intloffice.gui import collecting
from intloffice.gui.collecting import Collector
from intloffice.gui.place import (
    BACKUPS,
    CALENDAR,
    CHARTS,
    HOME,
    SETTINGS,
    SPREADSHEETS,
    TRASH,
    Place,
)
from tests.gui.conftest import go, rest


class Ring:
    """Something that only the collector takes away; it notes the thread on which that is."""

    def __init__(self, told: list[threading.Thread]) -> None:
        self.itself = self
        weakref.finalize(self, lambda: told.append(threading.current_thread()))


def make_rings(told: list[threading.Thread], number: int) -> None:
    for _ in range(number):
        Ring(told)


def test_widgets_are_never_taken_away_by_the_thread_of_a_job(qtbot: Any, window: Any) -> None:
    go(qtbot, window, Place("list", "person"))
    told: list[threading.Thread] = []
    job = threading.Thread(target=make_rings, args=(told, 5000))
    job.start()
    job.join()
    qtbot.waitUntil(lambda: len(told) == 5000)
    assert set(told) == {threading.main_thread()}


def test_without_it_the_thread_of_a_job_takes_away_what_it_comes_upon() -> None:
    assert gc.isenabled()
    told: list[threading.Thread] = []
    job = threading.Thread(target=make_rings, args=(told, 5000))
    job.start()
    job.join()
    assert set(told) == {job}


@pytest.mark.parametrize("busy", [True, False])
def test_old_objects_are_looked_through_only_while_no_job_is_running(
    qtbot: Any, busy: bool
) -> None:
    parent = QObject()
    collector = Collector(lambda: busy, parent)
    told: list[threading.Thread] = []
    gc.collect()
    make_rings_old(told)
    for _ in range(collecting._OLDER + 1):
        gc.collect(0)
    for _ in range(collecting._STILL):
        collector.look()
    assert len(told) == (0 if busy else 1)
    parent.deleteLater()


@pytest.mark.parametrize("busy", [True, False])
def test_one_who_never_rests_does_not_fill_the_memory(
    qtbot: Any, busy: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    parent = QObject()
    collector = Collector(lambda: busy, parent)
    told: list[threading.Thread] = []
    gc.collect()
    make_rings_old(told, looks=2)
    monkeypatch.setattr(collecting, "_STILL", 1 << 30)
    collector.look()
    assert told == []
    many = [[each] for each in range(int(sys.getallocatedblocks() * collecting._MUCH_GROWN))]
    collector.look()
    assert len(told) == (0 if busy else 1)
    assert many
    parent.deleteLater()


def make_rings_old(told: list[threading.Thread], looks: int = 1) -> None:
    """Make something that has outlived looks at the younger when nobody needs it any longer."""
    ring = Ring(told)
    for look in range(looks):
        gc.collect(look)
    del ring


def test_pages_that_are_made_anew_are_let_go(qtbot: Any, window: Any) -> None:
    seen = []
    for place in (HOME, BACKUPS, TRASH, SETTINGS, CALENDAR, SPREADSHEETS, CHARTS):
        seen.append(weakref.ref(go(qtbot, window, place)))
    for menu in (action.menu() for action in window.menuBar().actions()):
        seen += [weakref.ref(menu), *(weakref.ref(action) for action in menu.actions())]
    for language in ("zh", "en"):
        window.choose(replace(window.desk.settings, language=language))
        rest(qtbot, window.desk.jobs)
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    del menu
    gc.collect()
    assert [each() for each in seen if each() is not None] == []
