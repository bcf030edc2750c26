"""The window's program: the only place that puts its parts together."""

import ctypes
import gc
import os
import shutil
import subprocess
import sys
from contextlib import suppress
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QLibraryInfo, QLocale, QObject, QTimer, QTranslator
from PySide6.QtWidgets import QApplication

from intloffice import reports, resources, temporary
from intloffice.errors import OfficeError
from intloffice.gui import theme
from intloffice.gui.last_window import LastWindow
from intloffice.gui.main_window import MainWindow
from intloffice.gui.one_window import OneWindow
from intloffice.gui.theme import Theme
from intloffice.i18n import LOCALES, N_, language
from intloffice.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from intloffice.gui.desk import Desk
    from intloffice.gui.jobs import Store
    from intloffice.gui.problems import Problems
    from intloffice.schema.kind import Kind

#: M_TRIM_THRESHOLD and M_MMAP_THRESHOLD in bytes, M_ARENA_MAX.
_OF_THE_HEAP = {-1: 1 << 17, -3: 1 << 17, -8: 2}
_SETTINGS, _WINDOW = "settings.toml", "window.toml"
#: Milliseconds.
_SETTLED_AFTER = 1500
#: Seconds for which a worker may keep the interpreter while the window waits for it. Each call of
#: Qt lets go of it, so that with Python's own five milliseconds a page is laid out in a tenth of
#: a second while two workers are busy.
_TURN = 0.0005


def run(folder: Path) -> int:
    """Show the office kept in a folder until the window is closed; return the exit code.

    Where a window shows it already, that one is raised.
    """
    application = start()
    one = OneWindow(folder)
    if not one.take() and one.call():
        spoken = language(_settings(folder).language, resources.folder("translations"))
        said = spoken.text(N_("The office is open already; its window was brought to the front."))
        print(said)  # noqa: T201  there is no window to say it in
        return 0
    reports.hush()
    temporary.keep_private(folder)
    window = empty_window(folder)
    window.show()
    application.processEvents()
    QTimer.singleShot(0, partial(_begin, window, folder, one))
    try:
        return application.exec()
    finally:
        temporary.clear()
        one.let_go()


def start() -> QApplication:
    """Make the application."""
    _keep_memory_together()
    if os.environ.get("QT_IM_MODULE") == "fcitx":
        os.environ["QT_IM_MODULE"] = "ibus"  # Qt comes without fcitx, which answers to ibus too
    application = QApplication(sys.argv[:1])
    application.setApplicationName("intloffice")
    application.setStyle("Fusion")
    return application


def _keep_memory_together() -> None:
    """Let the C library of Linux give back what is no longer used.

    As it comes, it keeps a heap for each thread, and lets blocks of up to 32 MB lie in them once
    such a one was given back, so that a window that is open for days keeps ever more in between.
    """
    if not sys.platform.startswith("linux"):
        return
    with suppress(OSError, AttributeError):  # a C library without these goes on as it is
        library = ctypes.CDLL(None)
        for what, value in _OF_THE_HEAP.items():
            library.mallopt(what, value)


def empty_window(folder: Path) -> MainWindow:
    """Make the window with nothing in it, in the colours that were chosen."""
    settings = _settings(folder)
    look = Theme(settings.theme, settings.accent)
    application = QApplication.instance()
    if isinstance(application, QApplication):
        look.colour_in(application, settings.language)
    return MainWindow(look, LastWindow(folder / _WINDOW))


def make_window(folder: Path, kinds: "Sequence[Kind] | None" = None) -> MainWindow:
    """Make the window with everything in it; the store is not opened yet."""
    window = empty_window(folder)
    furnish(window, folder, kinds)
    return window


def furnish(window: MainWindow, folder: Path, kinds: "Sequence[Kind] | None" = None) -> None:
    """Put the parts of the window together; of the store only its file is looked at."""
    from intloffice.database.file import stamp
    from intloffice.gui.collecting import Collector
    from intloffice.gui.desk import Desk
    from intloffice.gui.drafts import Drafts
    from intloffice.gui.glance import Glances
    from intloffice.gui.jobs import Jobs
    from intloffice.gui.problems import Problems
    from intloffice.gui.views import Views
    from intloffice.records import ALL_KINDS

    sys.setswitchinterval(_TURN)
    settings, kinds = _settings(folder), kinds or ALL_KINDS
    theme.load_latin_fonts()
    translations = resources.folder("translations")
    jobs = Jobs(partial(_open, folder, kinds), settings.author)
    desk = Desk(
        kinds=kinds,
        jobs=jobs,
        language=language(settings.language, translations),
        theme=Theme(settings.theme, settings.accent),
        settings=settings,
        folder=folder,
        translations=translations,
        clock=date.today,
        drafts=Drafts(jobs, kinds),
        glances=Glances(folder / "glance.json", partial(stamp, folder)),
        views=Views(jobs),
    )
    if settings.language != "en" or desk.glances.get(settings.language, desk.today()):
        theme.load_han_fonts()
    dresser = _Dresser(window)
    dresser.dress(desk)
    window.dressed.connect(dresser.dress)
    problems = Problems(lambda: window.desk.language)
    window.settings_chosen.connect(partial(_keep_settings, folder / _SETTINGS, problems))
    problems.setParent(window)
    jobs.setParent(window)
    Collector(lambda: jobs.busy, window)
    jobs.failed.connect(problems.tell)
    problems.told.connect(window.tell)
    problems.watch()
    window.furnish(desk, lambda store: _fill_sample(store, window.desk.language.text), _open_sample)


def _keep_settings(path: Path, problems: "Problems", chosen: Settings) -> None:
    try:
        chosen.save(path)
    except OfficeError as error:
        problems.tell(error)


class _Dresser(QObject):
    """Puts the look and Qt's own words on the application, as long as the window is there."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._translator: QTranslator | None = None

    def dress(self, desk: "Desk") -> None:
        """Dress everything as the desk has it."""
        application = QApplication.instance()
        if not isinstance(application, QApplication):
            return
        desk.theme.dress(application, desk.language.code)
        if self._translator:
            application.removeTranslator(self._translator)
        self._translator = QTranslator(application)
        name = {"zh": "zh_CN"}.get(desk.language.code, desk.language.code)
        folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
        if self._translator.load(f"qtbase_{name}", folder):
            application.installTranslator(self._translator)
        QLocale.setDefault(QLocale(LOCALES[desk.language.code]))


def _begin(window: MainWindow, folder: Path, one: OneWindow) -> None:
    furnish(window, folder)
    QApplication.processEvents()
    window.desk.jobs.open()
    one.called.connect(window.come_forward)
    one.listen()
    theme.load_han_fonts()
    reports.watch_crashes()
    QTimer.singleShot(_SETTLED_AFTER, settle)


def settle() -> None:
    """Do what can wait until all is shown.

    What is there by then stays, so the collector need not look through it again and again: each
    time it does, while an export makes many objects, the window stands still.
    """
    from intloffice.names.pinyin import load_readings

    theme.load_strong_han_fonts()
    load_readings()
    gc.collect()
    gc.freeze()


def _settings(folder: Path) -> Settings:
    return Settings.load(folder / _SETTINGS)


def _open(folder: Path, kinds: "Sequence[Kind]", tell: "Callable[[int, int], object]") -> "Store":
    from intloffice.database.store import Store as OfficeStore

    return OfficeStore.open(folder, kinds, tell=tell)


def _fill_sample(store: Any, say: "Callable[[str], str]") -> str:
    from intloffice.operations import sample

    sample.fill(store, say)
    return sample.SHOWN_ON


def _open_sample(folder: Path, code: str) -> None:
    """Open the sample office beside an office, in a window of its own; it is made once."""
    from intloffice.database.store import Store as OfficeStore
    from intloffice.operations import sample
    from intloffice.records import ALL_KINDS

    beside = folder.with_name(f"{folder.name}-sample")
    if not beside.exists():
        part = folder.with_name(f"{folder.name}-sample.part")
        shutil.rmtree(part, ignore_errors=True)
        store = OfficeStore.open(part, ALL_KINDS)
        try:
            sample.fill(store, language(code, resources.folder("translations")).text)
        finally:
            store.close()
        Settings(language=code, shown_on=sample.SHOWN_ON).save(part / _SETTINGS)
        part.rename(beside)
    program = [] if getattr(sys, "frozen", False) else ["-m", "intloffice"]
    subprocess.Popen([sys.executable, *program, "--data", str(beside)], start_new_session=True)
