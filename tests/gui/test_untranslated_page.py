"""The page of missing translations."""

from typing import Any

from PySide6.QtCore import Qt

from intloffice.gui.place import UNTRANSLATED, Place
from tests.gui.conftest import go, rest


def test_what_lacks_a_translation_is_listed_and_opens_its_record(qtbot, window, add) -> None:
    name = {"text": "Rome University", "language": "en", "type": "official"}
    which = add("organisation", {"kind": "university"}, name=[name])
    add("term", {"kind": "slogan", "term_en": "Truth", "term_zh": "真", "source": "S"})
    page: Any = go(qtbot, window, UNTRANSLATED)
    rows = [tuple(row) for row in page.table.texts.rows]
    assert ("Rome University", "Organisation", "Names", "Chinese", "Rome University") in rows
    assert ("Truth", "Official term", "Official wording", "Japanese", "Truth") in rows
    assert page.note.text() == "3"
    page.languages.choose("zh")
    rest(qtbot, window.desk.jobs)
    assert page.note.text() == "1"
    table = page.table
    with qtbot.waitSignal(page.going) as going:
        qtbot.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=table.point_at(0, -1))
    assert going.args == [Place("record", "organisation", which)]


def test_where_nothing_is_missing_that_is_said(qtbot, window) -> None:
    page: Any = go(qtbot, window, UNTRANSLATED)
    assert page.empty.isVisible()


def test_the_list_is_reached_by_its_name(qtbot, window) -> None:
    names = [command.text for command in window.menus.commands()]
    assert "Missing translations" in names
    window.menus.commands()[names.index("Missing translations")].act()
    rest(qtbot, window.desk.jobs)
    assert window.place == UNTRANSLATED
