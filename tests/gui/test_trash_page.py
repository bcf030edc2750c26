"""The Trash: what was removed, and back again."""

from typing import Any

from PySide6.QtCore import Qt

from intloffice.gui.dialogs.last_warning import LastWarning
from intloffice.gui.place import TRASH, Place
from tests.gui.conftest import go, let_go, rest
from tests.gui.test_every_form import NEEDED


def _removed(qtbot: Any, window: Any, add: Any, *cities: str) -> list[int]:
    name = [{"text": "大学 & <b>Co</b>", "language": "en", "type": "official"}]
    ids = [
        add("organisation", {**NEEDED["organisation"], "city": city}, name=name) for city in cities
    ]
    page = go(qtbot, window, Place("list", "organisation"))
    page.deeds.remove(ids)
    rest(qtbot, window.desk.jobs)
    return ids


def test_what_was_removed_is_listed_and_restored_with_a_click(
    qtbot: Any, window: Any, add: Any, load: Any
) -> None:
    ids = _removed(qtbot, window, add, "Kumamoto", "Saga")
    page = go(qtbot, window, TRASH)
    rows = page.table.texts.rows
    assert len(rows) == 2
    assert rows[0][:2] == ("大学 & <b>Co</b>", "Organisation")
    page.table.opened.emit(0)
    rest(qtbot, window.desk.jobs)
    assert load("organisation", max(ids)).values["city"] == "Saga"
    assert len(page.table.texts.rows) == 1
    assert not page.banner.isHidden()
    page.banner._act.click()
    rest(qtbot, window.desk.jobs)
    assert window.place == Place("record", "organisation", max(ids))


def test_restoring_can_be_undone(qtbot: Any, window: Any, add: Any) -> None:
    _removed(qtbot, window, add, "Kumamoto")
    page = go(qtbot, window, TRASH)
    page.table.opened.emit(0)
    rest(qtbot, window.desk.jobs)
    assert page.table.texts.rows == ()
    window.undoing.undo()
    rest(qtbot, window.desk.jobs)
    assert len(page.table.texts.rows) == 1
    assert "Restore" in window._left.text(), "what was taken back stays said"


def test_a_search_narrows_what_is_listed(qtbot: Any, window: Any, add: Any) -> None:
    _removed(qtbot, window, add, "Kumamoto")
    page = go(qtbot, window, TRASH)
    page.search.setText("ＣＯ")
    assert len(page.table.texts.rows) == 1
    page.search.setText("x")
    assert page.table.texts.rows == ()
    assert page.empty.text() == "Nothing is found."


def test_an_empty_trash_says_so(qtbot: Any, window: Any) -> None:
    page = go(qtbot, window, TRASH)
    assert page.empty.text() == "Nothing was removed."


def test_it_is_emptied_after_asking(qtbot: Any, window: Any, add: Any) -> None:
    _removed(qtbot, window, add, "Kumamoto")
    page = go(qtbot, window, TRASH)
    page._empty.click()
    (asked,) = page.findChildren(LastWarning)
    assert asked.textFormat() == Qt.TextFormat.PlainText
    assert asked.defaultButton() is asked.escapeButton() is asked.keep
    asked.keep.click()
    rest(qtbot, window.desk.jobs)
    let_go()
    assert len(page.table.texts.rows) == 1
    page._empty.click()
    (asked,) = page.findChildren(LastWarning)
    asked.lose.click()
    rest(qtbot, window.desk.jobs)
    assert page.table.texts.rows == ()
    assert not page._empty.isEnabled()
