"""What the window tells while an older file is brought up to date."""

from pathlib import Path
from threading import Event
from time import monotonic, sleep
from typing import Any

from intloffice import app
from intloffice.database import derived
from intloffice.records import ALL_KINDS
from tests.gui.conftest import PATIENCE, rest
from tests.stores import opened, person


def aged(folder: Path) -> Path:
    """Make an office whose search words are those of an older version."""
    with opened(folder) as store:
        with store.write("Add", "A") as session:
            for number in range(900):
                person(session, f"P{number}")
        with store._writing() as connection:
            connection.exec_driver_sql("UPDATE office SET value = '1' WHERE name = 'derived'")
    return folder


def told(window: Any) -> str:
    """Read the strip; that of the check of the file may have come before."""
    strip = window.updating.strip
    return strip.sentence.text() if strip else ""


def test_an_older_file_is_brought_up_to_date_under_a_strip_that_goes_when_it_is_open(
    qtbot: Any, folder: Path, monkeypatch: Any
) -> None:
    held, renew = Event(), derived._renew

    def slowly(*of_what: Any) -> None:
        assert held.wait(PATIENCE / 1000)
        renew(*of_what)

    window = app.make_window(aged(folder), ALL_KINDS)
    monkeypatch.setattr(derived, "_renew", slowly)
    window.show()
    window.desk.jobs.open()
    qtbot.waitUntil(lambda: "0 of 900" in told(window))
    strip = window.updating.strip
    assert strip.isVisible()
    assert not strip.stop.isVisible()
    held.set()
    rest(qtbot, window.desk.jobs)
    assert window.updating.strip is None
    window.close()
    window.deleteLater()


def test_closing_meanwhile_does_not_wait_for_the_end_and_the_next_start_begins_anew(
    qtbot: Any, folder: Path, monkeypatch: Any
) -> None:
    window = app.make_window(aged(folder), ALL_KINDS)
    begun, jobs, renew, done = Event(), window.desk.jobs, derived._renew, []

    def slowly(*of_what: Any) -> None:
        begun.set()
        until = monotonic() + PATIENCE / 1000
        while not jobs._stopped and monotonic() < until:
            sleep(0.005)
        renew(*of_what)
        done.append(of_what)

    monkeypatch.setattr(derived, "_renew", slowly)
    window.show()
    jobs.open()
    assert begun.wait(PATIENCE / 1000)
    window.close()
    window.deleteLater()
    assert len(done) == 1
    with opened(folder) as store, store.read() as session:
        assert session.office("derived") == derived.VERSION
    assert len(done) == 4


def test_a_file_that_is_checked_for_long_says_so_and_one_that_is_not_shows_nothing(
    qtbot: Any, folder: Path
) -> None:
    with opened(folder):
        pass
    window = app.make_window(folder, ALL_KINDS)
    window.show()
    window.updating._tell(0, 0)
    assert window.updating.strip is None
    qtbot.waitUntil(lambda: window.updating.strip is not None)
    strip = window.updating.strip
    assert strip is not None
    assert strip.sentence.text() == "All of the office’s file is being checked before it is opened"
    window.desk.jobs.open()
    rest(qtbot, window.desk.jobs)
    assert window.updating.strip is None
    assert not window.updating._waiting.isActive()
    window.close()
    window.deleteLater()
