"""Ctrl+Z and Ctrl+Y in the window, also where they take long."""

from collections.abc import Iterator
from threading import Event
from typing import Any

import pytest
from PySide6.QtCore import Qt
from sqlalchemy import func, select

from intloffice.gui.place import Place
from intloffice.operations import undo
from tests.gui.conftest import go, rest
from tests.stores import person

_MANY = 240


@pytest.fixture
def held(monkeypatch: Any) -> Iterator[Event]:
    """Lets taking back go on when it is set; the first hundred are done before."""
    goes_on, apply, done = Event(), undo.apply, []

    def slowly(*of_what: Any) -> None:
        if len(done) == 100:
            goes_on.wait(10)
        done.append(None)
        apply(*of_what)

    monkeypatch.setattr(undo, "apply", slowly)
    yield goes_on
    goes_on.set()


@pytest.fixture
def people(qtbot: Any, window: Any, store: Any) -> Any:
    """Many people, added as one change of which the window knows; counts them."""
    with store.write("Bring in people", "A") as session:
        for number in range(_MANY):
            person(session, f"P{number}")
    window._ask_overview(window._show_overview)
    rest(qtbot, window.desk.jobs)

    def count() -> int:
        with store.read() as session:
            return int(session.execute(select(func.count(session.tables["person"].c.id))).scalar())

    return count


def _shown(qtbot: Any, window: Any) -> Any:
    qtbot.waitUntil(lambda: window.undoing.strip is not None, timeout=10_000)
    strip = window.undoing.strip
    qtbot.waitUntil(lambda: strip.isVisible() and "100" in strip.sentence.text(), timeout=10_000)
    return strip


def test_what_takes_long_to_take_back_tells_how_far_it_is_and_the_window_answers(
    qtbot: Any, window: Any, held: Event, people: Any
) -> None:
    window.undo_action.trigger()
    strip = _shown(qtbot, window)
    said = strip.sentence.text()
    assert said.startswith("Undo: Bring in people …"), said
    assert f"of {_MANY}" in said, said
    held.set()
    rest(qtbot, window.desk.jobs)
    assert people() == 0
    assert window.undoing.strip is None
    assert window._left.text() == "Undone: Bring in people"


@pytest.mark.parametrize("by_keyboard", [False, True])
def test_what_is_taken_back_can_be_stopped_and_taken_back_after_all(
    qtbot: Any, window: Any, held: Event, people: Any, by_keyboard: bool
) -> None:
    page = go(qtbot, window, Place("list", "person"))
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow, timeout=3000)
    page.table.setFocus()
    window.undoing.undo()
    strip = _shown(qtbot, window)
    if by_keyboard:
        strip.stop.setFocus()
        qtbot.keyClick(strip.stop, Qt.Key.Key_Return)
    else:
        qtbot.mouseClick(strip.stop, Qt.MouseButton.LeftButton)
    held.set()
    rest(qtbot, window.desk.jobs)
    assert page.table.hasFocus()
    assert people() == _MANY
    assert "stopped" in window._left.text()
    assert window.undoing.strip is None
    window.undoing.undo()
    rest(qtbot, window.desk.jobs)
    assert window.page.banner.isHidden(), "what was stopped was not refused"
    assert people() == 0


def test_doing_again_can_be_stopped_while_captions_are_made(
    qtbot: Any, window: Any, held: Event, people: Any, store: Any
) -> None:
    held.set()
    window.undoing.undo()
    rest(qtbot, window.desk.jobs)
    stopping: list[tuple[int, int]] = []

    def stop(done: int, total: int) -> None:
        stopping.append((done, total))
        if done == total:
            raise RuntimeError("stopped")

    with pytest.raises(RuntimeError, match="stopped"), store.write("Redo", "A") as session:
        undo.redo(session, stop)
    assert people() == 0
    assert stopping[:2] == [(0, _MANY), (100, _MANY)]


def test_pressed_twice_at_once_it_takes_back_two_changes_without_a_strip(
    qtbot: Any, window: Any, add: Any, store: Any
) -> None:
    for city in ("Saga", "Oita"):
        with store.write(f"Add {city}", "A") as session:
            person(session, city)
    window.undoing.undo()
    window.undoing.undo()
    rest(qtbot, window.desk.jobs)
    with store.read() as session:
        assert undo.undoable(session) is None
    assert window.undoing.strip is None
    assert not window.undoing._waiting.isActive()
