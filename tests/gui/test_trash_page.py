"""The Trash: what was removed, and back again."""

from threading import Event
from typing import Any

from PySide6.QtCore import Qt

from intloffice.gui.dialogs.last_warning import LastWarning
from intloffice.gui.pages import trash_page
from intloffice.gui.place import TRASH, Place
from intloffice.operations import edit, trash
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


def _captions(page: Any) -> list[str]:
    return [row[0] for row in page.table.texts.rows]


def _named_cities(qtbot: Any, window: Any, add: Any, number: int) -> list[int]:
    ids = [
        add(
            "organisation",
            NEEDED["organisation"],
            name=[{"text": f"School {n}", "language": "en", "type": "official"}],
        )
        for n in range(number)
    ]
    page = go(qtbot, window, Place("list", "organisation"))
    page.deeds.remove(ids)
    rest(qtbot, window.desk.jobs)
    return ids


def _click_row(qtbot: Any, page: Any, row: int, held: Any) -> None:
    where = page.table.point_at(row, 0)
    qtbot.mouseClick(page.table.viewport(), Qt.MouseButton.LeftButton, held, where)


def test_several_that_are_chosen_come_back_at_once_and_one_undo_takes_it_back(
    qtbot: Any, window: Any, add: Any
) -> None:
    _named_cities(qtbot, window, add, 5)
    page = go(qtbot, window, TRASH)
    listed = _captions(page)
    _click_row(qtbot, page, 1, Qt.KeyboardModifier.NoModifier)
    assert page.restoring.text() == "Restore"
    _click_row(qtbot, page, 3, Qt.KeyboardModifier.ShiftModifier)
    assert page.restoring.text() == "Restore (3)"
    qtbot.mouseClick(page.restoring, Qt.MouseButton.LeftButton)
    rest(qtbot, window.desk.jobs)
    assert _captions(page) == [listed[0], listed[4]]
    assert page.banner.sentence.text() == "3 records are back. Ctrl+Z removes them again."
    assert page.table.chosen_rows() == [1], "one stays where one was"
    window.undoing.undo()
    rest(qtbot, window.desk.jobs)
    assert sorted(_captions(page)) == sorted(listed)
    assert window._left.text() == "Undone: Restore 3 records"


def test_of_what_is_back_already_it_is_said_that_it_was_there(
    qtbot: Any, window: Any, store: Any, add: Any
) -> None:
    ids = _named_cities(qtbot, window, add, 3)
    page = go(qtbot, window, TRASH)
    told = []
    for back in (ids[:2], ids[2:]):
        with store.write("", "t") as session:  # in another window
            for each in back:
                trash.restore(session, "organisation", each)
        page.table.selectAll()
        page.restore_chosen()
        rest(qtbot, window.desk.jobs)
        told.append(page.banner.sentence.text())
        with store.write("", "t") as session:
            for each in ids if back == ids[:2] else ():
                edit.remove(session, page.desk.kind("organisation"), each)
        page.refresh()
        rest(qtbot, window.desk.jobs)
    assert told[0] == "1 record is back. Ctrl+Z removes it again. 2 were there already."
    assert told[1] == "2 records are back. Ctrl+Z removes them again. 1 was there already."


def test_where_none_came_back_nothing_is_offered_to_be_taken_back(
    qtbot: Any, window: Any, store: Any, add: Any
) -> None:
    ids = _named_cities(qtbot, window, add, 2)
    page = go(qtbot, window, TRASH)
    with store.write("", "t") as session:
        for each in ids:
            trash.restore(session, "organisation", each)
    page.table.selectAll()
    page.restore_chosen()
    rest(qtbot, window.desk.jobs)
    assert page.banner.sentence.text() == "No record came back. 2 were there already."


def test_a_row_of_several_that_are_chosen_is_not_followed_by_choosing_it(
    qtbot: Any, window: Any, add: Any
) -> None:
    _named_cities(qtbot, window, add, 3)
    page = go(qtbot, window, TRASH)
    where = page.table.point_at(2, -1)
    held = Qt.KeyboardModifier.ControlModifier
    qtbot.mouseClick(page.table.viewport(), Qt.MouseButton.LeftButton, held, where)
    rest(qtbot, window.desk.jobs)
    assert page.table.chosen_rows() == [0, 2]
    assert len(_captions(page)) == 3
    qtbot.keyClick(page.table, Qt.Key.Key_Escape)
    assert page.table.chosen_rows() == [2]


def test_all_of_them_are_chosen_and_restored_by_keyboard_and_more_than_the_first_are_listed(
    qtbot: Any, window: Any, add: Any, monkeypatch: Any
) -> None:
    monkeypatch.setattr(trash_page, "_FIRST", 2)
    _named_cities(qtbot, window, add, 5)
    page = go(qtbot, window, TRASH)
    assert page.note.text() == "5"
    page.search.setText("school 0")
    assert len(_captions(page)) == 1, "also what is listed later is found"
    page.search.clear()
    page.table.setFocus()
    qtbot.keyClick(page.table, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    assert page.restoring.text() == "Restore (5)"
    qtbot.keyClick(page.table, Qt.Key.Key_Return)
    rest(qtbot, window.desk.jobs)
    assert _captions(page) == []
    assert not page.restoring.isEnabled()


def test_restoring_very_many_tells_how_far_it_is_and_can_be_stopped(
    qtbot: Any, window: Any, add: Any, monkeypatch: Any
) -> None:
    monkeypatch.setattr(trash_page, "_LONG_WORK", 3)
    goes_on, restore = Event(), trash.restore

    def slowly(*of_what: Any) -> int:
        goes_on.wait(10)
        return restore(*of_what)

    monkeypatch.setattr(trash, "restore", slowly)
    _named_cities(qtbot, window, add, 25)
    page = go(qtbot, window, TRASH)
    page.table.selectAll()
    qtbot.mouseClick(page.restoring, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: "0 of 25" in page.work.sentence.text(), timeout=10_000)
    assert not page.restoring.isEnabled()
    qtbot.mouseClick(page.work.stop, Qt.MouseButton.LeftButton)
    goes_on.set()
    rest(qtbot, window.desk.jobs)
    assert len(_captions(page)) == 25
    assert "stopped" in window._left.text()
    assert page.work.isHidden()
    assert page.restoring.isEnabled()
