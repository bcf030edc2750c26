"""Lists: searching, narrowing, sorting, selecting, deleting, copying."""

from dataclasses import replace
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QLabel, QPushButton
from pytestqt.modeltest import ModelTester

from intloffice.database.file import FILE_NAME
from intloffice.errors import StillNamedError, StoppedError, StoreError
from intloffice.gui import views
from intloffice.gui.asking import Asked
from intloffice.gui.dialogs.bulk_box import BulkBox
from intloffice.gui.dialogs.column_box import ColumnBox
from intloffice.gui.dialogs.field_picker import FieldPicker
from intloffice.gui.dialogs.filter_box import FilterBox
from intloffice.gui.dialogs.name_box import NameBox
from intloffice.gui.place import Narrowing, Place
from intloffice.gui.tables.record_model import PAGE, RecordModel
from intloffice.gui.views import Look, Looks, View, Views
from intloffice.gui.widgets import progress
from intloffice.gui.widgets.chip import Chip
from intloffice.operations import browse, edit, erasing
from intloffice.records import ALL_KINDS
from intloffice.schema.kind import kind_named
from intloffice.spreadsheets import apart
from tests.gui.conftest import go, rest, type_text
from tests.gui.test_every_form import NEEDED, other_of
from tests.gui.typist import Typist

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


def test_what_was_done_to_many_can_be_read_before_anything_else_is_said(
    qtbot: Any, window: Any, store: Any
) -> None:
    fill(store, 3)
    page = go(qtbot, window, PEOPLE)
    page.table.selectAll()
    Typist(qtbot, window).press("Delete")
    assert window._left.whole.startswith("3 deleted.")
    assert page.table.records.rowCount() == 0


def test_what_is_named_by_others_is_kept_and_who_names_it_is_told_and_opened(
    qtbot: Any, window: Any, add: Any
) -> None:
    person = add("person", NEEDED["person"])
    honours = [add("honour", {"person_id": person, "kind": "prize"}) for _ in range(10)]
    page = go(qtbot, window, PEOPLE)
    page.table.selectRow(0)
    clerk = Typist(qtbot, window)
    clerk.press("Delete")
    assert page.table.records.rowCount() == 1
    told = page.banner.sentence.text().splitlines()
    assert "河村" in told[0]
    assert told[1].startswith("Honour: ")
    assert told[-1] == "… and 2 more"
    page.banner._act.click()
    menu = QApplication.activePopupWidget()
    assert len(menu.actions()) == 8
    menu.actions()[0].trigger()
    menu.close()
    rest(qtbot, window.desk.jobs)
    assert window.place == Place("record", "honour", honours[-1])


def test_where_what_is_named_by_others_is_gone_by_the_time_one_asks_it_is_told(
    qtbot: Any, window: Any
) -> None:
    page = go(qtbot, window, PEOPLE)
    assert page.deeds.refuse_removal(StillNamedError("named", 30))
    rest(qtbot, window.desk.jobs)
    assert page.banner.sentence.text() == "This record was removed meanwhile."


def test_a_step_is_not_taken_back_for_one_that_was_refused(
    qtbot: Any, window: Any, add: Any
) -> None:
    person = add("person", NEEDED["person"])
    add("honour", {"person_id": person, "kind": "prize"})
    page = go(qtbot, window, PEOPLE)
    page.table.selectRow(0)
    clerk = Typist(qtbot, window)
    window._note_written("")
    clerk.press("Delete")
    window.undo_action.trigger()
    rest(qtbot, window.desk.jobs)
    assert "refused" in page.banner.sentence.text()
    assert "Add honour" in page.banner.sentence.text()
    assert window._overview.undo == "Add honour"
    window.undo_action.trigger()
    rest(qtbot, window.desk.jobs)
    assert page.banner.isHidden()
    assert window._overview.undo == "Add person"
    clerk.press("Delete")
    assert page.table.records.rowCount() == 0
    window.undo_action.trigger()
    rest(qtbot, window.desk.jobs)
    assert page.table.records.rowCount() == 1


def test_the_arrows_lead_from_the_search_to_what_was_found_and_back(
    qtbot: Any, window: Any, add: Any
) -> None:
    for given in ("能人", "花子"):
        add("person", {**NEEDED["person"], "given_native": given})
    page = go(qtbot, window, PEOPLE)
    clerk = Typist(qtbot, window)
    page.search.setFocus()
    clerk.press("Down")
    assert clerk.where() is page.table
    assert page.table.currentIndex().row() == 0
    clerk.press("Down", "Up")
    assert clerk.where() is page.table
    clerk.press("Up")
    assert clerk.where() is page.search


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


def test_a_country_shown_as_a_region_is_called_so_in_the_list_beside_it_and_in_its_filter(
    qtbot: Any, window: Any, add: Any, tmp_path: Any
) -> None:
    add("organisation", {"kind": "university", "country": "HK"})
    add("organisation", {"kind": "university", "country": "JP"})
    window.choose(replace(window.desk.settings, region_countries=("HK",)))
    page = go(qtbot, window, Place("list", "organisation"))
    records, column = page.table.records, page.kind.columns.index("country")
    shown = sorted(records.index(row, column).data() for row in (0, 1))
    assert shown == ["Hong Kong, China (region)", "Japan"]
    page.narrow(Narrowing("country", "is", "HK", "HK"))
    rest(qtbot, window.desk.jobs)
    page.table.selectRow(0)
    rest(qtbot, window.desk.jobs)
    texts = [label.text() for label in page.findChildren(QLabel)]
    assert sum("Hong Kong, China (region)" in text for text in texts) == 2
    page.deeds.choose_target = lambda *_asked: str(tmp_path / "list.xlsx")
    page.deeds.export()
    rest(qtbot, window.desk.jobs)
    sheet = apart.read(tmp_path / "list.xlsx")[0]
    texts = [str(value) for _, cells in sheet.rows for value in cells.values()]
    assert "Hong Kong, China (region)" in texts


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


def test_a_few_letters_find_the_field_to_filter_by_and_enter_goes_on(
    qtbot: Any, window: Any, add: Any
) -> None:
    add("meeting", NEEDED["meeting"])
    page = go(qtbot, window, Place("list", "meeting"))
    page._choose_field()
    (picker,) = page.findChildren(FieldPicker)
    qtbot.keyClicks(picker.line, "starts on")
    qtbot.keyClick(picker.line, Qt.Key.Key_Return)
    (box,) = page.findChildren(FilterBox)
    box.editor.line.setText("2017-1-1")
    box.until.line.setText("2017-12-31")
    qtbot.keyClick(box.until.line, Qt.Key.Key_Return)
    rest(qtbot, window.desk.jobs)
    (chip,) = page.findChildren(Chip)
    texts = [label.text() for label in chip.findChildren(QLabel)]
    assert texts == ["Starts on", "2017-01-01 – 2017-12-31"]


@pytest.mark.parametrize("chosen_first", [True, False])
def test_enter_on_a_choice_shows_only_what_is_chosen(
    qtbot: Any, window: Any, add: Any, chosen_first: bool
) -> None:
    add("person", {**NEEDED["person"], "gender": "male"})
    add("person", {"family_native": "Smith", "gender": "female"})
    page = go(qtbot, window, PEOPLE)
    page._ask_value("gender")
    (box,) = page.findChildren(FilterBox)
    first = next(b for b in box.editor.findChildren(QPushButton) if b.isCheckable())
    first.setFocus()
    if chosen_first:
        qtbot.keyClick(first, Qt.Key.Key_Space)
    qtbot.keyClick(first, Qt.Key.Key_Return)
    rest(qtbot, window.desk.jobs)
    assert len(page.current_place.narrowings) == 1
    assert page.table.records.rowCount() == 1


def test_a_rewritten_sentence_is_told_beside_the_list_by_its_words_alone(
    qtbot: Any, window: Any, add: Any
) -> None:
    line = {"language": "en", "statement": "staff.appointed", "number": 0, "record": "ab12"}
    line |= {"text": "{persons} hold posts.", "computed": "{persons} from {country}."}
    line |= {"stood_for": "persons: 1 teacher"}
    add("edited_briefing", {"about": "country", "country": "FR"}, sentence=[line])
    page = go(qtbot, window, Place("list", "edited_briefing"))
    page.table.selectRow(0)
    rest(qtbot, window.desk.jobs)
    texts = [label.text() for label in page.peek.findChildren(QLabel)]
    assert "English · {persons} hold posts." in texts
    assert not any("staff.appointed" in text for text in texts)


def test_a_field_that_there_is_not_is_said_to_be_none(qtbot: Any, window: Any, add: Any) -> None:
    add("meeting", NEEDED["meeting"])
    page = go(qtbot, window, Place("list", "meeting"))
    page._choose_field()
    (picker,) = page.findChildren(FieldPicker)
    assert not picker.nothing.isVisible()
    qtbot.keyClicks(picker.line, "weather")
    assert picker.nothing.isVisible()


def test_a_filter_by_choices_takes_several_and_one_by_nothing_none(
    qtbot: Any, window: Any, add: Any
) -> None:
    add("person", {**NEEDED["person"], "gender": "male"})
    add("person", {"family_native": "Smith", "gender": "female"})
    add("person", {"family_native": "Jones"})
    page = go(qtbot, window, PEOPLE)
    page._ask_value("gender")
    (box,) = page.findChildren(FilterBox)
    for toggle in box.editor.toggles.values():
        toggle.click()
    box.accept()
    rest(qtbot, window.desk.jobs)
    assert page.table.records.rowCount() == 2
    page.widen(page.current_place.narrowings[0])
    page._ask_value("gender")
    box = page.findChildren(FilterBox)[-1]
    box._operators.choose("empty")
    box.accept()
    rest(qtbot, window.desk.jobs)
    assert families(page) == ["Jones"]


def test_any_field_can_be_a_column_and_what_is_protected_stays_masked(
    qtbot: Any, window: Any, add: Any
) -> None:
    add("person", {**NEEDED["person"], "email": "secret@example.org", "gender": "male"})
    page = go(qtbot, window, PEOPLE)
    page._choose_columns()
    (box,) = page.findChildren(ColumnBox)
    for text in ("e-mail", "gender"):
        box.line.setText(text)
        qtbot.keyClick(box.line, Qt.Key.Key_Return)
    box.close()
    rest(qtbot, window.desk.jobs)
    assert page.table.columns() == (*PERSON.columns, "email", "gender")
    page.table.selectRow(0)
    page.table.copy()
    copied = QGuiApplication.clipboard().mimeData()
    assert copied.text().endswith("•••••\tMale")
    assert "secret" not in copied.html() + copied.text()
    assert ">Male</td>" in copied.html()


def test_columns_widths_order_and_filters_are_there_again_in_the_next_window(
    qtbot: Any, folder: Any, window: Any, add: Any
) -> None:
    first = other_of(add, "organisation")
    person = add("person", NEEDED["person"])
    page = go(qtbot, window, Place("list", "meeting"))
    page._show_columns(("title", "starts_on", "participant.person_id"))
    page.table.setColumnWidth(1, 222)
    page.table.horizontalHeader().setSortIndicator(0, Qt.SortOrder.DescendingOrder)
    page.narrow(Narrowing("participant.person_id", "is", person, "河村 能人"))
    page.narrow(Narrowing("visitor.organisation_id", "is", first, "First"))
    look = page.look()
    go(qtbot, window, PEOPLE)
    again = Views(window.desk.jobs)
    told: list[Looks] = []
    again.ask(kind_named(ALL_KINDS, "meeting"), "zh", told.append)
    rest(qtbot, window.desk.jobs)
    assert told[0].last.columns == ("title", "starts_on", "participant.person_id")
    assert dict(told[0].last.widths)["starts_on"] == 222
    assert (told[0].last.column, told[0].last.descending) == ("title", True)
    assert [n.value for n in told[0].last.narrowings] == [person, first]
    assert [n.shown for n in told[0].last.narrowings] == ["河村能人", "Kumamoto"]
    assert look.widths == told[0].last.widths


def test_columns_are_as_wide_as_what_they_hold_and_share_what_is_wanting(
    qtbot: Any, window: Any, add: Any
) -> None:
    long = "Graduate School of Materials Science and Engineering of the North"
    names = [{"text": long, "language": "en", "type": "official"}]
    add("organisation", {"kind": "university", "country": "JP", "city": "Oe"}, name=names)
    table = go(qtbot, window, Place("list", "organisation")).table
    name, city = (table.columns().index(column) for column in ("name", "city"))
    needed = table.fontMetrics().horizontalAdvance(long)
    table.resize(2000, 400)
    rest(qtbot, window.desk.jobs)
    assert table.columnWidth(name) >= min(needed, 420)
    table.resize(620, 400)
    rest(qtbot, window.desk.jobs)
    assert table.columnWidth(name) > 2 * table.columnWidth(city)
    assert table.columnWidth(name) < min(needed, 420)


def test_a_view_is_kept_under_its_name_shown_renamed_deleted_and_brought_back(
    qtbot: Any, window: Any, add: Any
) -> None:
    add("person", {**NEEDED["person"], "gender": "male"})
    add("person", {"family_native": "Smith"})
    page = go(qtbot, window, PEOPLE)
    page.narrow(Narrowing("gender", "is", "male"))
    page._show_columns(("gender", "family_native"))
    page.views.ask_name()
    (box,) = window.findChildren(NameBox)
    qtbot.keyClicks(box.line, "Men")
    qtbot.keyClick(box.line, Qt.Key.Key_Return)
    page._show_columns(PERSON.columns)
    page.widen(page.current_place.narrowings[0])
    rest(qtbot, window.desk.jobs)
    assert page.table.records.rowCount() == 2
    (view,) = page.views._buttons.values()
    view.click()
    rest(qtbot, window.desk.jobs)
    assert page.table.columns() == ("gender", "family_native")
    assert page.table.records.rowCount() == 1
    kept = window.desk.views.of(PERSON).views[0]
    page.views.renamed.emit(replace(kept, name="All men"))
    page.views.dropped.emit(window.desk.views.of(PERSON).views[0])
    rest(qtbot, window.desk.jobs)
    assert not page.views._buttons
    page.banner._act.click()
    rest(qtbot, window.desk.jobs)
    with window.desk.jobs._store.result().read() as session:
        assert [v.name for v in views.read(session, PERSON, "en").views] == ["All men"]


def test_a_view_that_cannot_be_kept_is_told_and_not_shown_as_if_it_were(
    qtbot: Any, window: Any, folder: Any
) -> None:
    page = go(qtbot, window, PEOPLE)
    told: list[Exception] = []
    window.desk.jobs.failed.connect(told.append)
    (folder / FILE_NAME).rename(folder / "elsewhere.db")
    page.views.saving.emit(View(0, "Men", Look()))
    assert len(page.views._buttons) == 1
    rest(qtbot, window.desk.jobs)
    (folder / "elsewhere.db").rename(folder / FILE_NAME)
    assert page.views._buttons == {}
    assert [type(error) for error in told] == [StoreError]


def test_a_view_that_names_somebody_goes_when_they_are_erased(
    qtbot: Any, window: Any, store: Any, add: Any
) -> None:
    person = add("person", NEEDED["person"])
    page = go(qtbot, window, Place("list", "meeting"))
    page.narrow(Narrowing("participant.person_id", "is", person, "河村"))
    page.views.saving.emit(View(0, "With them", Look()))
    rest(qtbot, window.desk.jobs)
    with store.write("Erase", "test") as session:
        erasing.erase(session, person)
    with store.read() as session:
        assert views.read(session, kind_named(ALL_KINDS, "meeting"), "en") == Looks()


def test_all_that_is_selected_is_copied_and_deleted_read_or_not(
    qtbot: Any, window: Any, store: Any
) -> None:
    fill(store, 2 * PAGE)
    page = go(qtbot, window, PEOPLE)
    page.table.selectAll()
    qtbot.keyClick(page.table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    rest(qtbot, window.desk.jobs)
    lines = QGuiApplication.clipboard().text().split("\n")
    assert len(lines) == 2 * PAGE + 1
    assert lines[-1].startswith(f"Person {2 * PAGE - 1:04}")
    qtbot.keyClick(page.table, Qt.Key.Key_Delete)
    rest(qtbot, window.desk.jobs)
    assert page.table.records.rowCount() == 0


def test_many_are_changed_at_once_and_taken_back_at_once(
    qtbot: Any, window: Any, store: Any, add: Any, load: Any
) -> None:
    one, other = (add("person", {"family_native": n, "tags": ("old",)}) for n in ("A", "B"))
    page = go(qtbot, window, PEOPLE)
    page.table.selectAll()
    page.deeds.choose_change()
    (picker,) = page.findChildren(FieldPicker)
    qtbot.keyClicks(picker.line, "tags")
    qtbot.keyClick(picker.line, Qt.Key.Key_Return)
    rest(qtbot, window.desk.jobs)
    (box,) = page.findChildren(BulkBox)
    qtbot.keyClicks(box.editor.line, "alumni")
    qtbot.mouseClick(box.apply, Qt.MouseButton.LeftButton)
    rest(qtbot, window.desk.jobs)
    assert load("person", one).values["tags"] == ("old", "alumni")
    assert load("person", other).values["tags"] == ("old", "alumni")
    window.undo_action.trigger()
    rest(qtbot, window.desk.jobs)
    assert [load("person", each).values["tags"] for each in (one, other)] == [("old",)] * 2


def test_who_was_changed_meanwhile_is_kept_and_told_and_the_others_are_changed(
    qtbot: Any, window: Any, store: Any, add: Any, load: Any
) -> None:
    one, other = (add("person", {"family_native": name}) for name in ("Adams", "Baker"))
    page = go(qtbot, window, PEOPLE)
    page.deeds.mark("gender", [one, other])
    rest(qtbot, window.desk.jobs)
    (box,) = page.findChildren(BulkBox)
    with store.write("Meanwhile", "test") as session:
        edit.change(session, PERSON, other, 1, {"gender": "female"})
    box.editor.show_value("male")
    box.accept()
    rest(qtbot, window.desk.jobs)
    assert load("person", one).values["gender"] == "male"
    assert load("person", other).values["gender"] == "female"
    assert "Baker" in page.banner.sentence.text()


def test_what_is_shown_is_exported_without_what_is_protected(
    qtbot: Any, window: Any, add: Any, tmp_path: Any
) -> None:
    add("person", {**NEEDED["person"], "email": "secret@example.org", "gender": "male"})
    add("person", {"family_native": "Smith"})
    page = go(qtbot, window, PEOPLE)
    page._show_columns(("family_native", "email", "gender"))
    page.narrow(Narrowing("gender", "filled", None))
    rest(qtbot, window.desk.jobs)
    page.deeds.choose_target = lambda *_: str(tmp_path / "shown.xlsx")
    page.export.click()
    rest(qtbot, window.desk.jobs)
    (sheet,) = apart.read(tmp_path / "shown.xlsx")
    texts = [[str(value) for value in cells.values()] for _, cells in sheet.rows]
    assert texts == [
        ["People"],
        ["Gender: not empty"],
        ["Family name", "Gender"],
        ["河村", "Male"],
    ]
    page.deeds.choose_target = lambda *_: str(tmp_path / "shown.CSV")
    page.export.click()
    rest(qtbot, window.desk.jobs)
    text = (tmp_path / "shown.csv").read_bytes().decode("utf-8-sig")
    assert text == "Family name,Gender\r\n河村,Male\r\n"


def test_by_what_a_list_is_narrowed_stands_above_what_is_exported(
    qtbot: Any, window: Any, add: Any, tmp_path: Any
) -> None:
    add("person", {"family_native": "Smith", "gender": "female"})
    page = go(qtbot, window, PEOPLE)
    page.search.setText("smith")
    page.narrow(Narrowing("gender", "is", "female", "Female"))
    rest(qtbot, window.desk.jobs)
    page.deeds.choose_target = lambda *_: str(tmp_path / "shown.xlsx")
    page.export.click()
    rest(qtbot, window.desk.jobs)
    (sheet,) = apart.read(tmp_path / "shown.xlsx")
    above = [str(cells[0]) for _, cells in sheet.rows[:3]]
    assert above == ["People", "Search: smith", "Gender: Female"]


def test_long_work_tells_how_far_it_is_and_cancel_leaves_all_as_it_was(
    qtbot: Any, window: Any, store: Any, tmp_path: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(store, 700)
    page = go(qtbot, window, PEOPLE)
    told: list[tuple[int, int]] = []
    go_on = progress.Progress.go_on

    def stop_soon(self: Any, done: int, total: int) -> None:
        told.append((done, total))
        if done >= 100:
            page.deeds.work._stopping.set()  # what the button does, but on its own thread
        go_on(self, done, total)

    monkeypatch.setattr(progress.Progress, "go_on", stop_soon)
    page.deeds.choose_target = lambda *_: str(tmp_path / "shown.xlsx")
    page.export.click()
    assert page.deeds.work.isVisible()
    rest(qtbot, window.desk.jobs)
    assert told[0] == (0, 700)
    assert not (tmp_path / "shown.xlsx").exists()
    assert not page.deeds.work.isVisible()
    page.table.selectAll()
    page.table.with_selected(page.deeds.remove)
    rest(qtbot, window.desk.jobs)
    assert page.table.records.rowCount() == 700
    assert not window.undo_action.text().startswith("Undo: Delete")


def test_cancel_stops_what_is_being_done(window: Any) -> None:
    strip = progress.WorkStrip(window.desk)
    told = strip.begin("Export …")
    told.go_on(1, 2)
    strip.stop.click()
    with pytest.raises(StoppedError):
        told.go_on(2, 2)
    assert not strip.stop.isEnabled()
    strip.begin("Export …").go_on(1, 2)


def test_how_long_work_takes_is_told_once_it_can_be_known(window: Any) -> None:
    pace = progress.Pace(window.desk, "Export …")
    assert pace.told(500, 20_000) == "Export … · 500 of 20,000"
    pace._begun -= 10
    assert pace.told(5_000, 20_000) == "Export … · 5,000 of 20,000 · about 30 seconds left"
    assert pace.told(1_000, 20_000).endswith("about 3 minutes left")
    assert pace.told(20_000, 20_000) == "Export … · 20,000 of 20,000"


def test_no_view_is_read_from_nonsense() -> None:
    assert views.from_content(PERSON, 1, {"columns": 3}) is None
    whole = views.to_content(PERSON, View(1, "x", Look(("gender",), (("gender", 80),))))
    odd = {**whole, "columns": ["gone", "gender"], "narrowings": [["gone", "is", 1]]}
    read = views.from_content(PERSON, 1, odd)
    assert read is not None
    assert (read.look.columns, read.look.narrowings) == (("gender",), ())


def test_numbers_stand_at_the_right_of_their_column(qtbot: Any, window: Any) -> None:
    page = go(qtbot, window, Place("list", "award"))
    model, columns = page.table.records, page.table.columns()
    right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
    role = Qt.ItemDataRole.TextAlignmentRole
    told = {
        name: model.headerData(number, Qt.Orientation.Horizontal, role) == right
        for number, name in enumerate(columns)
    }
    assert {name for name in columns if told[name]} == {"year", "amount"}
    page.table.show_look(Look(("recipient_id", "amount")))
    assert model.numbers == {1}
