"""Lists: searching, narrowing, sorting, selecting, deleting, copying."""

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel
from pytestqt.modeltest import ModelTester

from intloffice.gui.asking import Asked
from intloffice.gui.dialogs.filter_box import FilterBox
from intloffice.gui.place import Narrowing, Place
from intloffice.gui.tables.record_model import PAGE, RecordModel
from intloffice.operations import browse, edit
from intloffice.records import ALL_KINDS
from intloffice.schema.kind import kind_named
from tests.gui.conftest import go, rest, type_text
from tests.gui.test_every_form import NEEDED

PERSON = kind_named(ALL_KINDS, "person")
PEOPLE = Place("list", "person")


def fill(store: Any, number: int) -> None:
    with store.write("Fill", "test") as session:
        for each in range(number):
            edit.add(session, PERSON, {"family_native": f"Person {each:04}"}, {})


def families(page: Any) -> list[str]:
    records = page.table.records
    return [records.index(row, 0).data() for row in range(records.rowCount())]


def test_the_model_keeps_its_promises_to_qt(
    qtbot: Any, qtmodeltester: ModelTester, desk: Any, store: Any
) -> None:
    fill(store, 3 * PAGE)
    model = RecordModel(PERSON, ["a", "b", "c", "d"], desk.jobs)
    qtmodeltester.check(model)
    model.ask(Asked(PERSON, "en"))
    rest(qtbot, desk.jobs)
    assert model.rowCount() == 3 * PAGE
    qtmodeltester.check(model)
    model.ask(Asked(PERSON, "en", text="0001"))
    rest(qtbot, desk.jobs)
    assert model.rowCount() == 1
    qtmodeltester.check(model)


def test_rows_come_in_pages_when_they_are_in_sight(qtbot: Any, window: Any, store: Any) -> None:
    fill(store, 3 * PAGE)
    page = go(qtbot, window, PEOPLE)
    last = 3 * PAGE - 1
    assert page.table.records.row(last) is None
    page.table.scrollToBottom()
    rest(qtbot, window.desk.jobs)
    assert page.table.records.row(last).cells[0] == f"Person {last:04}"


def test_searching_shows_only_what_fits(qtbot: Any, window: Any, add: Any) -> None:
    add("person", NEEDED["person"])
    add("person", {"family_native": "Smith"})
    page = go(qtbot, window, PEOPLE)
    type_text(page.search, "河村")
    rest(qtbot, window.desk.jobs)
    assert families(page) == ["河村"]
    assert page.note.text() == "1 / 2"
    page.search.clear()
    rest(qtbot, window.desk.jobs)
    assert page.table.records.rowCount() == 2


def test_a_search_that_finds_very_much_is_shown_first_and_counted_then(
    qtbot: Any, window: Any, store: Any, monkeypatch: Any
) -> None:
    monkeypatch.setattr(browse, "SORTED_UP_TO", PAGE)
    fill(store, 2 * PAGE)
    page = go(qtbot, window, PEOPLE)
    told: list[str] = []
    page.table.records.answered.connect(lambda: told.append(page.note.text()))
    below: list[str] = []
    page.noted.connect(below.append)
    page.search.setText("person")
    rest(qtbot, window.desk.jobs)
    assert told == [f"> {PAGE} / {2 * PAGE}", f"{2 * PAGE}"]
    assert below == [f"People: > {PAGE}", f"People: {2 * PAGE}"]
    assert len(families(page)) == 2 * PAGE


def test_the_answer_to_what_was_typed_last_is_shown(qtbot: Any, window: Any, store: Any) -> None:
    fill(store, 30)
    page = go(qtbot, window, PEOPLE)
    for text in ("0001", "0002", "0003"):
        page.search.setText(text)
    rest(qtbot, window.desk.jobs)
    assert families(page) == ["Person 0003"]


def test_a_click_on_a_heading_sorts(qtbot: Any, window: Any, store: Any) -> None:
    fill(store, 3)
    page = go(qtbot, window, PEOPLE)
    page.table.horizontalHeader().setSortIndicator(0, Qt.SortOrder.DescendingOrder)
    rest(qtbot, window.desk.jobs)
    assert families(page) == ["Person 0002", "Person 0001", "Person 0000"]


def test_the_chosen_record_stands_beside_the_list(qtbot: Any, window: Any, add: Any) -> None:
    add("person", {**NEEDED["person"], "email": "secret@example.org"})
    page = go(qtbot, window, PEOPLE)
    page.table.selectRow(0)
    rest(qtbot, window.desk.jobs)
    texts = [label.text() for label in page.peek.findChildren(QLabel)]
    assert "河村" in texts
    assert "secret@example.org" not in texts


def test_it_stays_chosen_where_it_moves(qtbot: Any, window: Any, store: Any, add: Any) -> None:
    record = add("person", {"family_native": "Miller"})
    page = go(qtbot, window, PEOPLE)
    page.table.selectRow(0)
    rest(qtbot, window.desk.jobs)
    add("person", {"family_native": "Adams"})
    page.refresh()
    rest(qtbot, window.desk.jobs)
    assert page.table.current_id() == record
    assert page.table.currentIndex().row() == 1


def test_deleting_asks_nothing_and_can_be_undone(qtbot: Any, window: Any, add: Any) -> None:
    add("person", NEEDED["person"])
    page = go(qtbot, window, PEOPLE)
    page.table.selectRow(0)
    qtbot.keyClick(page.table, Qt.Key.Key_Delete)
    rest(qtbot, window.desk.jobs)
    assert page.table.records.rowCount() == 0
    assert "Delete" in window.undo_action.text()
    window.undo_action.trigger()
    rest(qtbot, window.desk.jobs)
    assert page.table.records.rowCount() == 1
    window.redo_action.trigger()
    rest(qtbot, window.desk.jobs)
    assert page.table.records.rowCount() == 0


def test_what_is_named_by_others_is_kept_and_that_is_said(
    qtbot: Any, window: Any, add: Any
) -> None:
    person = add("person", NEEDED["person"])
    add("honour", {"person_id": person, "kind": "prize"})
    page = go(qtbot, window, PEOPLE)
    page.table.selectRow(0)
    qtbot.keyClick(page.table, Qt.Key.Key_Delete)
    rest(qtbot, window.desk.jobs)
    assert page.banner.isVisible()
    assert page.table.records.rowCount() == 1


def test_selected_records_are_copied_as_a_table(qtbot: Any, window: Any, add: Any) -> None:
    add("person", NEEDED["person"])
    page = go(qtbot, window, PEOPLE)
    page.table.selectRow(0)
    page.table.copy()
    lines = QGuiApplication.clipboard().text().split("\n")
    assert lines[0].startswith("Family name\tGiven name")
    assert lines[1].startswith("河村\t能人")


def test_filters_narrow_and_can_be_dropped(qtbot: Any, window: Any, add: Any) -> None:
    add("person", {**NEEDED["person"], "gender": "male", "nationalities": ("JP",)})
    add("person", {"family_native": "Smith", "gender": "female"})
    page = go(qtbot, window, PEOPLE)
    male = Narrowing("gender", "is", "male", "Male")
    page.narrow(male)
    rest(qtbot, window.desk.jobs)
    assert families(page) == ["河村"]
    page.widen(male)
    page.narrow(Narrowing("nationalities", "is", "JP", "Japan"))
    rest(qtbot, window.desk.jobs)
    assert families(page) == ["河村"]


def test_a_filter_is_asked_for_with_the_fields_own_editor(
    qtbot: Any, window: Any, add: Any
) -> None:
    add("meeting", NEEDED["meeting"])
    page = go(qtbot, window, Place("list", "meeting"))
    page._ask_value("starts_on")
    (box,) = page.findChildren(FilterBox)
    type_text(box.editor.line, "6.1.2018")
    box.accept()
    rest(qtbot, window.desk.jobs)
    assert page.table.records.rowCount() == 0
    assert page.current_place.narrowings[0].shown == "≥ 2018-01-06"


def test_enter_opens_the_record_and_back_returns(qtbot: Any, window: Any, add: Any) -> None:
    record = add("person", NEEDED["person"])
    page = go(qtbot, window, PEOPLE)
    page.table.selectRow(0)
    qtbot.keyClick(page.table, Qt.Key.Key_Return)
    rest(qtbot, window.desk.jobs)
    assert window.place == Place("record", "person", record)
    window.go_back()
    rest(qtbot, window.desk.jobs)
    assert window.page.kind is PERSON
    assert window.place.page == "list"
