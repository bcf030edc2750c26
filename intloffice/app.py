"""The window's program: the only place that puts its parts together."""

import os
import sys
from collections.abc import Sequence
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QLibraryInfo, QLocale, QTimer, QTranslator
from PySide6.QtWidgets import QApplication

from intloffice import resources
from intloffice.gui import theme
from intloffice.gui.desk import Desk
from intloffice.gui.drafts import Drafts
from intloffice.gui.jobs import Jobs, Store
from intloffice.gui.main_window import MainWindow
from intloffice.gui.problems import Problems
from intloffice.gui.theme import Theme
from intloffice.i18n import LOCALES, language
from intloffice.records import ALL_KINDS
from intloffice.schema.kind import Kind
from intloffice.settings import Settings

_SETTINGS = "settings.toml"
#: Milliseconds.
_STRONG_FONTS_AFTER = 1500


def run(folder: Path, kinds: Sequence[Kind] = ALL_KINDS) -> int:
    """Show the office kept in a folder until the window is closed; return the exit code."""
    application = start()
    window = make_window(folder, kinds)
    window.show()
    application.processEvents()
    QTimer.singleShot(0, partial(_begin, window))
    return application.exec()


def start() -> QApplication:
    """Make the application."""
    if os.environ.get("QT_IM_MODULE") == "fcitx":
        os.environ["QT_IM_MODULE"] = "ibus"  # Qt comes without fcitx, which answers to ibus too
    application = QApplication(sys.argv[:1])
    application.setApplicationName("intloffice")
    application.setStyle("Fusion")
    theme.load_latin_fonts()
    return application


def make_window(folder: Path, kinds: Sequence[Kind] = ALL_KINDS) -> MainWindow:
    """Put the window together; nothing of the store is touched yet."""
    path = folder / _SETTINGS
    settings = Settings.load(path)
    if not path.exists():
        settings = Settings(language=_language_of_system())
    if settings.language != "en":
        theme.load_han_fonts()
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
        drafts=Drafts(folder / "drafts.json", kinds),
    )
    dresser = _Dresser()
    dresser.dress(desk)
    window = MainWindow(desk, _fill_sample)
    window.dressed.connect(dresser.dress)
    window.settings_chosen.connect(lambda chosen: chosen.save(path))
    problems = Problems(lambda: window.desk.language)
    problems.setParent(window)
    jobs.setParent(window)
    jobs.failed.connect(problems.tell)
    problems.told.connect(window.tell)
    problems.watch()
    return window


class _Dresser:
    """Puts the look and Qt's own words on the application."""

    def __init__(self) -> None:
        self._translator: QTranslator | None = None

    def dress(self, desk: Desk) -> None:
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


def _begin(window: MainWindow) -> None:
    window.desk.jobs.open()
    theme.load_han_fonts()
    QTimer.singleShot(_STRONG_FONTS_AFTER, theme.load_strong_han_fonts)


def _language_of_system() -> str:
    spoken = QLocale.system().name().partition("_")[0]
    return spoken if spoken in LOCALES else "en"


def _open(folder: Path, kinds: Sequence[Kind]) -> Store:
    from intloffice.database.store import Store as OfficeStore  # noqa: PLC0415  after painting

    return OfficeStore.open(folder, kinds)


def _fill_sample(store: Any) -> str:
    from intloffice.operations import sample  # noqa: PLC0415  only when it is asked for

    sample.fill(store)
    return sample.SHOWN_ON
