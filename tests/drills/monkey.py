"""A monkey at the window: it clicks, types, drags and scrolls whatever it comes upon.

The real window, offscreen, on the sample office. Nothing may be raised that nobody caught, Qt
may warn of nothing, no answer may fail to come, and at the end the office must be sound. Where
the window is closed, it is opened again.
"""

import ctypes
import gc
import os
import shutil
import sys
import threading
import time
import traceback
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from datetime import date
from pathlib import Path
from random import Random
from types import TracebackType
from typing import Any, NamedTuple
from unittest.mock import patch

os.environ["QT_QPA_PLATFORM"] = "offscreen"

from PySide6.QtCore import QEvent, QPoint, QPointF, Qt, QtMsgType, qInstallMessageHandler
from PySide6.QtGui import QDesktopServices, QInputMethodEvent, QWheelEvent
from PySide6.QtPrintSupport import QPrintDialog
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QComboBox,
    QDialog,
    QFileDialog,
    QLineEdit,
    QMenu,
    QMenuBar,
    QMessageBox,
    QPlainTextEdit,
    QTabBar,
    QWidget,
)

from intloffice import app, resources
from intloffice.briefing.pdf.fonts import registered
from intloffice.errors import OfficeError
from intloffice.gui import theme
from intloffice.gui.dialogs import files
from intloffice.gui.main_window import MainWindow
from intloffice.names import pinyin, places
from intloffice.operations import sample
from intloffice.settings import Settings
from tests.drills import deeds, soundness
from tests.drills.outcome import Outcome, Run
from tests.stores import opened

#: Actions after which all answers are awaited, and seconds for them to come.
_PAUSE_AFTER = 25
_PATIENCE = 300.0
#: Faults after which it has seen enough.
_ENOUGH = 20
#: How often a menu or a list of suggestions is left without a choice.
_LEAVES = 0.3
_SAVING = QFileDialog.AcceptMode.AcceptSave
#: How often a list is scrolled by its bar rather than touched.
_SCROLLS = 0.15
#: Small changes that can be undone before those of the sample, which take seconds each.
_CHANGES = 60
#: Megabytes and open files more than at the beginning that are no leak.
_ROOM, _FILES = 150, 8
#: Bytes that one of Python's own blocks takes; few are larger.
_BLOCK = 96
_IGNORED = (
    "This plugin does not support",
    "propagateSizeHints",
    "Broken filename passed to function",  # Qt's own file dialog, of a name with a NUL in it
)
_TEXTS = (
    "河村",
    "かわむら",
    "Müller-O'Neil",
    "<b>x</b><img src='x'>",
    "%s %d {x} {0}",
    "2017-13-45",
    "31.12.2017",
    "１２３",
    "\u202eabc\u202c",
    "a\u200bb\u00a0c",
    "😀👩‍👩‍👧",
    '" OR 1=1 --',
    "*AND NEAR(",
    "-1",
    "999999999999999999999",
    "x" * 400,
    "\x00\x01",
    "Japan",
    "university",
)
_KEYS = (
    *(Qt.Key.Key_Tab,) * 6,
    *(Qt.Key.Key_Return,) * 4,
    *(Qt.Key.Key_Down,) * 4,
    *(Qt.Key.Key_Escape,) * 3,
    Qt.Key.Key_Backtab,
    Qt.Key.Key_Up,
    Qt.Key.Key_Left,
    Qt.Key.Key_Right,
    Qt.Key.Key_Space,
    Qt.Key.Key_Backspace,
    Qt.Key.Key_Delete,
    Qt.Key.Key_Home,
    Qt.Key.Key_End,
    Qt.Key.Key_PageUp,
    Qt.Key.Key_PageDown,
    Qt.Key.Key_F1,
    Qt.Key.Key_F2,
    Qt.Key.Key_Menu,
)
_WITH_CONTROL = "SSSZZYNKFABCVX123456789EDPWTGHLMOR,"
#: What can be touched.
_TOUCHABLE = (
    QAbstractButton,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QAbstractItemView,
    QMenuBar,
    QTabBar,
)


def drill(run: Run) -> Outcome:
    """Let the monkey do so many things."""
    outcome = Outcome({"actions": 0, "told": 0, "raised": 0, "warned": 0, "stuck": 0, "unsound": 0})
    folder = run.folder / "office"
    with opened(folder) as store:
        sample.fill(store)
        for number in range(1, _CHANGES):
            deeds.do(store, number)
    Settings(author="Monkey", shown_on=sample.SHOWN_ON).save(folder / "settings.toml")
    with _watched(outcome), ExitStack() as stack:
        application = QApplication.instance() or app.start()
        stack.enter_context(_nothing_outside(run))
        if run.control:
            stack.enter_context(patch.object(MainWindow, "go", _raises))
        monkey = Monkey(folder, run.chance, outcome)
        monkey.play(run.times)
        monkey.end()
        application.processEvents()
    with opened(folder) as store:
        outcome.blame("unsound", soundness.faults(store))
    return outcome


def _raises(*_given: Any) -> None:
    raise ZeroDivisionError("the monkey's control")


class Used(NamedTuple):
    """Megabytes in use and megabytes in memory, and open files."""

    memory: int
    resident: int
    files: int


class Monkey:
    """Does one thing after the other to a window, by chance alone."""

    def __init__(self, folder: Path, chance: Random, outcome: Outcome) -> None:
        self._folder = folder
        self._chance = chance
        self._outcome = outcome
        self._hook = sys.excepthook
        self._held: QWidget | None = None
        self._window = self._opened()

    def play(self, times: int) -> None:
        """Do so many things."""
        begun: Used | None = None
        chosen = self._deeds()
        for number in range(times):
            if not self._window.isVisible():
                self._reopen()
            popup = QApplication.activePopupWidget()
            if popup and self._chance.random() < _LEAVES:
                popup.close()
            self._chance.choice(chosen)()
            self._outcome.count("actions")
            if number % _PAUSE_AFTER == 0:
                self._wait()
            if number == times // 5 and times >= 5000:
                _load_what_is_loaded_once()
                begun = self._used_afresh()
            if self._outcome.figures["stuck"] or len(self._outcome.faults) >= _ENOUGH:
                break
        if begun:
            self._compare(begun, self._used_afresh())

    def end(self) -> None:
        """Close the window."""
        self._wait()
        self._window.close()
        self._window.deleteLater()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)

    def _deeds(self) -> list[Callable[[], None]]:
        weighed: tuple[tuple[int, Callable[[], None]], ...] = (
            (30, self._click),
            (3, self._click_twice),
            (2, self._click_right),
            (2, self._drag),
            (4, self._scroll),
            (14, self._press),
            (6, self._press_with_control),
            (10, self._type),
            (10, self._compose),
            (1, self._resize),
            (1, self._drop_everything),
        )
        return [deed for weight, deed in weighed for _ in range(weight)]

    def _opened(self) -> MainWindow:
        sys.excepthook = self._hook  # each window puts its own before it
        window = app.make_window(self._folder)
        window.desk.jobs.failed.connect(self._note_failure)
        window.show()
        window.desk.jobs.open()
        self._window = window
        self._wait()
        return window

    def _reopen(self) -> None:
        self._outcome.count("reopened")
        self.end()
        self._window = self._opened()

    def _used_afresh(self) -> Used:
        """Tell what is used by a window on which no page was opened yet.

        With all its pages it takes a hundred megabytes more, and chance chooses who is measured.
        """
        self.end()
        self._window = self._opened()
        return _used()

    def _note_failure(self, error: Exception) -> None:
        if isinstance(error, OfficeError):
            self._outcome.count("told")
        else:
            self._outcome.blame("raised", [f"a job: {error!r}"[:300] + _where(error.__traceback__)])

    def _wait(self) -> None:
        until = time.monotonic() + _PATIENCE
        QApplication.processEvents()
        while self._window.desk.jobs.busy:
            if time.monotonic() > until:
                self._outcome.blame("stuck", ["an answer did not come"])
                return
            QApplication.processEvents()
            time.sleep(0.001)
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)

    def _compare(self, before: Used, after: Used) -> None:
        memory, files = after.memory - before.memory, after.files - before.files
        self._outcome.figures["MB more"] = memory
        self._outcome.figures["MB more resident"] = after.resident - before.resident
        self._outcome.figures["files more"] = files
        if memory > _ROOM or files > _FILES:
            self._outcome.faults.append(f"{memory} MB and {files} open files more")

    # What it does.

    def _at(self) -> QWidget:
        """Choose the window, dialog or menu that is on top, as a window manager does."""
        top = QApplication.activePopupWidget() or QApplication.activeModalWidget()
        if top:
            return top
        active = QApplication.activeWindow()
        if active is None or not active.isVisible():
            active = self._window
            active.activateWindow()
        return active

    def _touched(self) -> QWidget:
        top = self._at()
        if isinstance(top, QMenu):
            return top
        touchable = (
            widget
            for widget in QApplication.allWidgets()
            if isinstance(widget, _TOUCHABLE) and widget.isVisible() and widget.isEnabled()
        )
        found = sorted(filter(top.isAncestorOf, touchable), key=_spot)
        chosen = self._chance.choice(found) if found else top
        self._held = chosen  # what the binding has of its parts goes when it goes
        if isinstance(chosen, QAbstractItemView) and self._chance.random() < _SCROLLS:
            bars = (chosen.verticalScrollBar(), chosen.horizontalScrollBar())
            return next((bar for bar in bars if bar.isVisible()), chosen.viewport())
        return chosen.viewport() if isinstance(chosen, QAbstractItemView) else chosen

    def _point(self, widget: QWidget) -> QPoint:
        return QPoint(
            self._chance.randrange(max(1, widget.width())),
            self._chance.randrange(max(1, widget.height())),
        )

    def _click(self) -> None:
        widget = self._touched()
        button = Qt.MouseButton.LeftButton
        modifier = self._chance.choice(
            (*(Qt.KeyboardModifier.NoModifier,) * 8, Qt.KeyboardModifier.ShiftModifier)
        )
        QTest.mouseClick(widget, button, modifier, self._point(widget))

    def _click_twice(self) -> None:
        widget = self._touched()
        point = self._point(widget)
        QTest.mouseDClick(widget, Qt.MouseButton.LeftButton, pos=point)

    def _click_right(self) -> None:
        widget = self._touched()
        QTest.mouseClick(widget, Qt.MouseButton.RightButton, pos=self._point(widget))

    def _drag(self) -> None:
        widget = self._touched()
        QTest.mousePress(widget, Qt.MouseButton.LeftButton, pos=self._point(widget))
        there = _still(widget)
        if there:
            QTest.mouseMove(widget, self._point(widget))
        there = _still(widget)
        if there:
            QTest.mouseRelease(widget, Qt.MouseButton.LeftButton, pos=self._point(widget))

    def _scroll(self) -> None:
        widget = self._touched()
        at = QPointF(self._point(widget))
        turned = QPoint(0, self._chance.choice((-360, -120, 120, 360)))
        QApplication.sendEvent(
            widget,
            QWheelEvent(
                at,
                QPointF(widget.mapToGlobal(at.toPoint())),
                QPoint(),
                turned,
                Qt.MouseButton.NoButton,
                Qt.KeyboardModifier.NoModifier,
                Qt.ScrollPhase.NoScrollPhase,
                False,
            ),
        )

    def _focused(self) -> QWidget:
        popup = QApplication.activePopupWidget()
        return popup or QApplication.focusWidget() or self._at()

    def _press(self) -> None:
        QTest.keyClick(self._focused(), self._chance.choice(_KEYS))

    def _press_with_control(self) -> None:
        key = Qt.Key(ord(self._chance.choice(_WITH_CONTROL)))
        QTest.keyClick(self._focused(), key, Qt.KeyboardModifier.ControlModifier)

    def _type(self) -> None:
        words = ("a", "1", "19", "2017", "kawa", "Tokyo", " ", "-", "x@y.z", "=1+1", "/", "0.5")
        QTest.keyClicks(self._focused(), self._chance.choice(words))

    def _compose(self) -> None:
        """Write as an input method does: first what may become of it, then what has."""
        widget, text = self._focused(), self._chance.choice(_TEXTS)
        if self._chance.random() < 0.3:
            QApplication.sendEvent(widget, QInputMethodEvent("ka", []))
            widget = self._focused()
        event = QInputMethodEvent()
        event.setCommitString(text)
        QApplication.sendEvent(widget, event)

    def _resize(self) -> None:
        self._window.resize(self._chance.randrange(700, 1900), self._chance.randrange(500, 1100))

    def _drop_everything(self) -> None:
        """Close what is on top of the window."""
        for _ in range(3):
            top = self._at()
            if top is not self._window:
                top.close()


def _spot(widget: QWidget) -> tuple[int, int, int, int, str]:
    """Tell widgets apart by where they are, so that the same seed touches the same ones.

    All widgets of the program come in no order. To ask a window for its children has one, but the
    binding then keeps something of each that Qt makes for itself, as long as the window lives.
    """
    at = widget.mapToGlobal(QPoint())
    return at.y(), at.x(), widget.height(), widget.width(), type(widget).__name__


def _still(widget: QWidget) -> bool:
    import shiboken6

    return shiboken6.isValid(widget) and widget.isVisible()


def _load_what_is_loaded_once() -> None:
    """Read dictionaries, fonts and lists of places, which stay in memory and are no leak."""
    pinyin.pinyin_syllables("重庆大学")
    pinyin.has_surname_reading("曾")
    places.located("CN", "武汉")
    for file in resources.folder("fonts").glob("*.ttf"):
        registered(file.stem)
    theme.load_latin_fonts()
    theme.load_han_fonts()
    theme.load_strong_han_fonts()


class _Held(ctypes.Structure):
    """What the C library's ``mallinfo2`` tells."""

    _fields_ = [
        (name, ctypes.c_size_t)
        for name in (
            *("arena", "ordblks", "smblks", "hblks", "hblkhd"),
            *("usmblks", "fsmblks", "uordblks", "fordblks", "keepcost"),
        )
    ]


def _used() -> Used:
    """Tell what this process uses.

    What was given back but is held by the allocators for the next time is no leak; how much of it
    stays resident depends on what happened to lie beside it.
    """
    gc.collect()
    in_use = sys.getallocatedblocks() * _BLOCK
    with suppress(OSError, AttributeError):
        library = ctypes.CDLL("libc.so.6")
        library.malloc_trim(0)
        library.mallinfo2.restype = _Held
        held = library.mallinfo2()
        in_use += held.uordblks + held.hblkhd
    pages = int(Path("/proc/self/statm").read_text("ascii").split()[1])
    files = len(os.listdir("/proc/self/fd"))  # noqa: PTH208
    return Used(in_use >> 20, pages * os.sysconf("SC_PAGE_SIZE") >> 20, files)


def _where(trace: TracebackType | None) -> str:
    """Name the innermost places of what was raised."""
    places = traceback.extract_tb(trace)[-3:]
    return "".join(f" < {Path(at.filename).name}:{at.lineno}" for at in reversed(places))


@contextmanager
def _watched(outcome: Outcome) -> Iterator[None]:
    """Keep whatever is raised and not caught, and whatever Qt warns of."""

    def raised(_sort: Any, error: BaseException | None, trace: Any) -> None:
        outcome.blame("raised", [f"{error!r}"[:300] + _where(trace)])

    def warned(kind: QtMsgType, _context: Any, message: str) -> None:
        if kind != QtMsgType.QtDebugMsg and not message.startswith(_IGNORED):
            outcome.blame("warned", [message[:300]])

    before = qInstallMessageHandler(warned)
    with (
        patch.object(sys, "excepthook", raised),
        patch.object(sys, "unraisablehook", lambda e: raised(None, e.exc_value, e.exc_traceback)),
        patch.object(threading, "excepthook", lambda e: raised(None, e.exc_value, e.exc_traceback)),
    ):
        yield
    qInstallMessageHandler(before)


@contextmanager
def _nothing_outside(run: Run) -> Iterator[None]:
    """Choose files without asking, among those of this run; open nothing with other programs."""
    chance, out = run.chance, run.folder / "out"
    out.mkdir()
    shutil.copy(Path(__file__), out / "no workbook.xlsx")

    def where(dialog: QFileDialog) -> str:
        name = Path(next(iter(dialog.selectedFiles()), "out")).name
        missing = str(run.folder / "not there" / name)
        return chance.choice(("", missing, *(str(out / f"{n}-{name}") for n in range(6))))

    def which() -> str:
        there = sorted(str(path) for path in out.iterdir() if path.suffix == ".xlsx")
        return chance.choice(("", *there))

    def chosen(dialog: QFileDialog, _parent: Any, _remembered: str) -> str:
        dialog.deleteLater()
        if dialog.fileMode() is QFileDialog.FileMode.Directory:
            return chance.choice(("", str(out), str(run.folder / "not there")))
        return where(dialog) if dialog.acceptMode() is _SAVING else which()

    def answered(box: QMessageBox) -> int:
        box.open()
        chance.choice(box.buttons()).click()
        return box.result()

    def printed(dialog: QPrintDialog) -> QDialog.DialogCode:
        dialog.printer().setOutputFileName(str(out / "printed.pdf"))
        return chance.choice((QDialog.DialogCode.Accepted, QDialog.DialogCode.Rejected))

    class Today(date):
        @classmethod
        def today(cls) -> date:
            return date(2017, 12, 31)

    with (
        patch.object(files, "chosen", chosen),
        patch.object(QMessageBox, "exec", answered),
        patch.object(QPrintDialog, "exec", printed),
        patch.object(QDesktopServices, "openUrl", lambda *_given: True),
        patch.object(app, "date", Today),
    ):
        yield
