"""The pictures of the manual, made from the sample office: ``python -m tests.pictures.manual``.

Each is what a page names, in each language; they are drawn for screens of twice as many pixels
and reduced to few colours. ``--languages`` and ``--only`` choose among them. ``--window`` makes
only the picture of the whole window that README.md shows, which all of them together make too.
"""

import argparse
import os
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PIL import Image
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QScrollArea, QWidget

from intloffice import resources
from intloffice.gui.dialogs.find_box import FindBox
from intloffice.gui.dialogs.renew_box import RenewBox
from intloffice.gui.main_window import MainWindow
from intloffice.gui.place import BACKUPS, BRIEFINGS, SPREADSHEETS, TRASH, Place
from intloffice.i18n import LOCALES
from intloffice.operations.browse import Query, page
from tests.pictures import studio
from tests.pictures.scenes import Scene, scenes, shown
from tests.pictures.studio import rest

#: The window, in pixels of the page.
_SIZE = (1180, 680)
_WINDOW = (1440, 900)
_COLOURS, _MORE_COLOURS = 64, 256
_OWN_WORDS = {
    "en": "With {country} we now have {agreements}, with {universities}.",
    "zh": "目前我校与{country}{universities}签有{agreements}。",
    "ja": "現在、{country}の{universities}と{agreements}を結んでいます。",
}
_REGISTER = """Register of agreements,,,,,
No.,Partner,Country,Kind,Signed on,Until
1,Kumamoto University,Japan,Student exchange,12.05.2017,11.05.2022
2,Chulalongkorn University,Thailand,Framework,1.9.2017,
3,University of Leeds,United Kingdom,Student exchange,31.02.2017,30.06.2020
4,Osaka Univ.,Japan,Framework,2017-03-01,2022-02-28
"""


@dataclass(frozen=True)
class Picture:
    """What is drawn: a scene; its page, or the whole of it where there is no page around it."""

    scene: Scene
    whole: bool = False


def pictures() -> dict[str, Picture]:
    """Give the pictures by the names under which the pages show them."""
    known = scenes()
    of_scenes = {
        "visit": "record-meeting",
        "agreement": "record-agreement",
        "course": "course",
        "student": "record-mobility",
        "prepare": "prepare",
        "papers": "papers-seating",
        "briefing": "briefing-drawer",
        "issued": "issued-untrue",
        "forms": "forms-filled",
        "workbook": "spreadsheets",  # before its page is scrolled to an import, and keeps it
        "partner": "spreadsheets-answer",
        "calendar": "calendar",
        "charts": "charts-students",
        "map": "charts-partners",
        "duplicates": "duplicates",
        "history": "record-history",
        "files": "record-files",
        "settings": "settings",
        "welcome": "welcome",
        "expiring": "home",
    }
    boxes = {"new-person": "new-in-place", "erase": "erase"}
    return {
        "home": Picture(known["home"], whole=True),
        **{name: Picture(known[scene]) for name, scene in of_scenes.items()},
        **{name: Picture(known[scene], whole=True) for name, scene in boxes.items()},
        "edit-briefing": Picture(_edited),
        "news": Picture(_news),
        "rows": Picture(_rows),
        "list": Picture(_list),
        "find": Picture(_find, whole=True),
        "renew": Picture(_renew, whole=True),
        "register": Picture(_register),
        "trash": Picture(_trash),
        "backups": Picture(_backups),
        "backup": Picture(_backup),
        "protected": Picture(_protected),
    }


def main() -> int:
    """Draw the pictures into the manual."""
    parser = argparse.ArgumentParser(prog="python -m tests.pictures.manual", description=__doc__)
    parser.add_argument("--languages", nargs="+", default=list(LOCALES), choices=list(LOCALES))
    parser.add_argument("--only", nargs="+", default=list(pictures()), choices=list(pictures()))
    parser.add_argument("--window", action="store_true")
    asked = parser.parse_args()
    if asked.window:
        _draw_window()
        return 0
    if asked.only == list(pictures()):  # at a scale of its own, which is one for a process
        subprocess.run([sys.executable, "-m", "tests.pictures.manual", "--window"], check=True)
    os.environ["QT_SCALE_FACTOR"] = "2"
    for language in asked.languages:
        out = resources.folder("manual") / "pictures" / language
        out.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory() as folder:
            office = studio.sample_office(Path(folder) / "office", language)
            with studio.window(office, language, "light", _SIZE) as made:
                for name in asked.only:
                    _draw(made, pictures()[name], out / f"{name}.png")
    every = list((resources.folder("manual") / "pictures").rglob("*.png"))
    size = sum(path.stat().st_size for path in every) / 1e6
    print(f"{len(every)} pictures, {size:.1f} MB")
    return 0


def _draw_window() -> None:
    """Draw the whole window, with a briefing of which a number is clicked open."""
    with tempfile.TemporaryDirectory() as folder:
        office = studio.office(Path(folder) / "office")
        with studio.window(office, "en", "light", _WINDOW) as made:
            drawer = Picture(scenes()["briefing-drawer"], whole=True)
            _draw(made, drawer, resources.folder("manual") / "window.png", _MORE_COLOURS)


def _draw(made: MainWindow, picture: Picture, path: Path, colours: int = _COLOURS) -> None:
    with shown(made, picture.scene) as widget:
        target: QWidget = widget if picture.whole else made.page
        target.grab().save(str(path))
    with Image.open(path) as drawn:
        reduced = drawn.convert("RGB").quantize(colours, dither=Image.Dither.NONE)
    reduced.save(path, optimize=True)


def _list(made: MainWindow) -> QWidget:
    """Show a narrowed list, with a record beside it."""
    scenes()["list-narrowed"](made)
    rest(made)
    made.page.table.selectRow(5)
    return made


def _find(made: MainWindow) -> QWidget:
    """Find somebody by the initials of his characters."""
    scenes()["find"](made)
    box = made.findChildren(FindBox)[-1]
    box.line.setText("hcnr")
    return box


def _renew(made: MainWindow) -> QWidget:
    """Renew an agreement whose terms follow one another."""
    scenes()["course"](made)
    rest(made)
    made.go(Place("record", "agreement", made.place.record))
    rest(made)
    made.page._renew.click()
    rest(made)
    return made.findChildren(RenewBox)[-1]


def _edited(made: MainWindow) -> QWidget:
    """Rewrite the first sentence of a briefing in the reader's language."""
    made.go(BRIEFINGS)
    rest(made)
    made.page.open_editing()
    rest(made)
    panel = made.page.editing
    shown = panel.shown.sections[0].sentences[0]
    panel._keep(shown, _OWN_WORDS[made.desk.language.code], False)
    return made


def _news(made: MainWindow) -> QWidget:
    """Draft the news on a meeting with guests whose names somebody confirmed."""
    made.go(Place("list", "meeting"))
    rest(made)
    made.page.table.selectRow(6)
    made.go(Place("news", "meeting", made.page.table.current_id()))
    return made


def _rows(made: MainWindow) -> QWidget:
    """Enter three awards, of which one cell is not understood."""
    found: list[list[str]] = []
    kind = made.desk.kind("award")
    query = Query(kind, language=made.desk.language.code)
    columns = [kind.columns.index(name) for name in ("programme_id", "recipient_id")]

    def read(session: Any) -> list[list[str]]:
        rows = page(session, query, 0, 40)
        return [[row.cells[column] for column in columns] for row in rows[::13]]

    made.desk.jobs.read(read, found.append)
    rest(made)
    made.go(Place("entry", "award"))
    rest(made)
    lines = [
        f"{programme}\t\t{recipient}\t\t2018\t{amount}\tCNY"
        for (programme, recipient), amount in zip(
            found[0], ("20,000", "12,000", "much"), strict=False
        )
    ]
    QGuiApplication.clipboard().setText("\n".join(lines))
    made.page.table.paste()
    rest(made)
    return made


def _register(made: MainWindow) -> QWidget:
    """Show how a register is understood of which one row is doubtful and one refused."""
    path = made.desk.folder / "Register.csv"
    path.write_text(_REGISTER, encoding="utf-8")
    made.go(SPREADSHEETS)
    rest(made)
    made.page.read(str(path))
    rest(made)
    _scroll_to(made.page, made.page.importing)
    return made


def _trash(made: MainWindow) -> QWidget:
    """Show three meetings that were removed."""
    made.go(Place("list", "meeting"))
    rest(made)
    for row in (5, 9, 12):
        made.page.table.selectRow(row)
        made.page.table.with_selected(made.page.table.removed.emit)
        rest(made)
    made.go(TRASH)
    return made


def _backups(made: MainWindow) -> QWidget:
    """Show backups: one was written just now."""
    made.go(BACKUPS)
    rest(made)
    made.page.back_up()
    return made


def _backup(made: MainWindow) -> QWidget:
    """Look inside a backup."""
    _backups(made)
    rest(made)
    made.page._look(0)
    rest(made)
    _scroll_to(made.page, made.page.inside)
    return made


def _protected(made: MainWindow) -> QWidget:
    """Show the covered fields of a person."""
    scenes()["record-person"](made)
    rest(made)
    for name, value in (("phone", "+86 23 5550 0100"), ("diet_notes", "No pork")):
        made.page.form.editors[name].show_value(value, {})
    tabs: Any = made.page._tabs
    made.page._go_to_section(len(tabs.buttons()) - 4)
    return made


def _scroll_to(page: QWidget, widget: QWidget) -> None:
    for area in page.findChildren(QScrollArea):
        if area.isAncestorOf(widget):
            area.ensureWidgetVisible(widget, 0, 16)
            top = widget.mapTo(area.widget(), widget.rect().topLeft()).y()
            area.verticalScrollBar().setValue(top - 12)


if __name__ == "__main__":
    sys.exit(main())
