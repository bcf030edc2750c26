"""The window on the sample office, in any language, look and size."""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QCoreApplication, QEvent, QEventLoop, QTimer
from PySide6.QtWidgets import QApplication

from intloffice import app, resources
from intloffice.database.store import Store
from intloffice.gui import theme
from intloffice.gui.main_window import MainWindow
from intloffice.i18n import language
from intloffice.operations import sample
from intloffice.settings import Settings
from tests.stores import opened

#: What a screen of 1920×1080 leaves at a scale of 150 %.
SMALL = (1280, 720)
#: Milliseconds in which every answer must be there, however busy the machine.
_PATIENCE = 300_000
#: A text that is as high as its lines tells so to all that lies around it, one after the other.
_ROUNDS = 8


def sample_office(folder: Path, code: str) -> Path:
    """Fill a folder with the sample office, as one fills it who speaks a language."""
    spoken = language(code, resources.folder("translations"))
    return office(folder, partial(sample.fill, say=spoken.text))


def office(folder: Path, fill: Callable[[Store], None] = sample.fill) -> Path:
    """Fill a folder with the sample office, or with another."""
    with opened(folder) as store:
        fill(store)
    return folder


@contextmanager
def window(folder: Path, code: str, look: str, size: tuple[int, int]) -> Iterator[MainWindow]:
    """Open the window on an office."""
    settings = Settings(author="Liu Min", shown_on=sample.SHOWN_ON, language=code, theme=look)
    settings.save(folder / "settings.toml")
    QApplication.instance() or app.start()
    made = app.make_window(folder)
    made.resize(*size)
    made.show()
    theme.load_han_fonts()
    theme.load_strong_han_fonts()
    made.desk.jobs.open()
    rest(made)
    yield made
    rest(made)
    made.close()
    made.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def rest(made: MainWindow) -> None:
    """Wait until every answer is there and everything is drawn."""
    quiet = 0
    while quiet < _ROUNDS:
        if made.desk.jobs.busy:
            _await_answers(made)
        QApplication.processEvents()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        quiet = 0 if made.desk.jobs.busy else quiet + 1


def _await_answers(made: MainWindow) -> None:
    """Sleep until no answer is awaited: who looks all the time keeps from work who answers."""
    loop, patience = QEventLoop(), QTimer(singleShot=True, interval=_PATIENCE)
    made.desk.jobs.rested.connect(loop.quit)
    patience.timeout.connect(loop.quit)
    patience.start()
    loop.exec()
    made.desk.jobs.rested.disconnect(loop.quit)
    if not patience.isActive():
        raise TimeoutError("an answer did not come")
