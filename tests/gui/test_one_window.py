"""One window for an office: real processes, started twice, killed, started again."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt

from intloffice.errors import StoreError
from intloffice.gui import one_window
from intloffice.gui.one_window import CALL_NAME, LOCK_NAME, OneWindow
from intloffice.settings import Settings
from tests.gui.conftest import PATIENCE

ENVIRONMENT = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONDONTWRITEBYTECODE": "1"}


@pytest.fixture
def office(tmp_path: Path) -> Path:
    """An office's folder that speaks English."""
    Settings(author="Liu Min").save(tmp_path / "settings.toml")
    return tmp_path


@pytest.fixture
def held(qapp: Any, office: Path) -> Iterator[OneWindow]:
    """The folder, held by this process, which listens."""
    one = OneWindow(office)
    assert one.take()
    one.listen()
    yield one
    one.let_go()


#: The program as it is started, patient with a window that a busy machine keeps waiting.
PROGRAM = f"""
import sys
from intloffice.__main__ import main
from intloffice.gui import one_window
one_window._PATIENCE = {PATIENCE}
sys.exit(main())
"""


def _start(office: Path) -> "subprocess.Popen[str]":
    command = [sys.executable, "-c", PROGRAM, "--data", str(office)]
    return subprocess.Popen(
        command, env=ENVIRONMENT, text=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )


def _await(program: "subprocess.Popen[str]", is_so: Callable[[], object]) -> None:
    while not is_so():
        assert program.poll() is None
        time.sleep(0.02)


def test_a_second_start_says_so_and_ends(office: Path) -> None:
    first = _start(office)
    try:
        _await(first, (office / CALL_NAME).exists)
        second = _start(office)
        said, complained = second.communicate(timeout=PATIENCE / 1000)
        assert (second.returncode, complained) == (0, "")
        assert said == "The office is open already; its window was brought to the front.\n"
        assert first.poll() is None, "the first window stays"
    finally:
        first.kill()
        first.communicate()


def test_after_a_crash_the_next_start_just_works(office: Path) -> None:
    first = _start(office)
    _await(first, lambda: (office / LOCK_NAME).exists() and (office / LOCK_NAME).read_text())
    first.send_signal(signal.SIGKILL)
    first.communicate()
    assert (office / LOCK_NAME).exists(), "a crash leaves its lock"
    one = OneWindow(office)
    assert one.take()
    one.let_go()


def test_a_lock_that_a_crash_left_half_written_holds_nobody_up(office: Path) -> None:
    (office / LOCK_NAME).touch()
    one = OneWindow(office)
    assert one.take()
    one.let_go()


def test_two_offices_are_open_at_once(held: OneWindow, tmp_path: Path) -> None:
    other = OneWindow(tmp_path / "other")
    assert other.take()
    other.let_go()


def test_a_call_reaches_the_window_by_any_way_to_its_folder(
    qtbot: Any, held: OneWindow, office: Path
) -> None:
    with qtbot.waitSignal(held.called):
        second = _start(office / ".." / office.name)
    said, _ = second.communicate(timeout=PATIENCE / 1000)
    assert second.returncode == 0, said


def test_a_window_that_is_called_comes_forward(qtbot: Any, window: Any) -> None:
    window.showMinimized()
    window.come_forward()
    assert not window.windowState() & Qt.WindowState.WindowMinimized


def test_a_holder_that_does_not_answer_is_named(office: Path, monkeypatch: Any) -> None:
    monkeypatch.setattr(one_window, "_PATIENCE", 300)
    holder = OneWindow(office)
    assert holder.take()
    with pytest.raises(StoreError) as told:
        OneWindow(office).call()
    assert f"process {os.getpid()}" in str(told.value)
    holder.let_go()


def test_a_lock_of_another_computer_names_it(office: Path, monkeypatch: Any) -> None:
    monkeypatch.setattr(one_window, "_PATIENCE", 300)
    (office / LOCK_NAME).write_text("4711\nintloffice\nreception-pc\n\n\n", "utf-8")
    one = OneWindow(office)
    assert not one.take()
    with pytest.raises(StoreError) as told:
        one.call()
    assert "reception-pc" in str(told.value)
    assert LOCK_NAME in str(told.value)


def test_one_that_was_closed_while_it_was_called_leaves_its_place(office: Path) -> None:
    closing, next_one = OneWindow(office), OneWindow(office)
    assert closing.take()
    assert not next_one.take()
    closing.let_go()
    assert next_one.call() is False
    assert not OneWindow(office).take(), "the second holds it now"
    next_one.let_go()


def test_a_folder_that_cannot_be_used_is_left_to_the_store_to_tell(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", "utf-8")
    assert OneWindow(tmp_path / "file" / "office").take()
