"""One walk through everything there is to see, on which all is looked at."""

from dataclasses import dataclass, field
from pathlib import Path

from PySide6.QtGui import QKeySequence, QShortcut

from intloffice.gui.main_window import MainWindow
from tests.pictures import composing, fitting, reaching, studio
from tests.pictures.scenes import scenes, shown


@dataclass
class Walked:
    """What is wrong, by scene; the keys that are obeyed; how many fields were composed in."""

    faults: list[str] = field(default_factory=list)
    keys: set[str] = field(default_factory=set)
    lines: int = 0


def walk(office: Path, language: str, size: tuple[int, int]) -> Walked:
    """Walk through all scenes in a language; where it is Chinese, compose in every field."""
    walked = Walked()
    with studio.window(office, language, "light", size) as window:
        for name, scene in scenes().items():
            with shown(window, scene) as widget:
                walked.keys |= _obeyed(window)
                faults = [*fitting.faults(widget), *reaching.faults(widget)]
                if language == "zh":
                    walked.lines += len(composing.lines(widget))
                    faults += composing.faults(window, widget)
                walked.faults += [f"{name}: {fault}" for fault in faults]
    return walked


def _obeyed(window: MainWindow) -> set[str]:
    plain = QKeySequence.SequenceFormat.PortableText
    of_menus = [
        action.shortcut()
        for menu in window.menuBar().actions()
        for action in menu.menu().actions()  # type: ignore[union-attr]
    ]
    of_pages = [each.key() for each in window.findChildren(QShortcut)]
    return {keys.toString(plain) for keys in (*of_menus, *of_pages)} - {""}
