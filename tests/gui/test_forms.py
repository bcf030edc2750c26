"""Typing into forms: what is kept, what is checked, what is written."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QLabel,
    QLineEdit,
    QStyle,
    QStyleOptionComboBox,
    QStyleOptionFrame,
)

from intloffice.errors import OfficeError
from intloffice.gui import asking
from intloffice.gui.dialogs.new_record_dialog import NewRecordDialog
from intloffice.gui.editors.editor import ProtectedEditor
from intloffice.gui.place import HOME, Place
from intloffice.operations import edit, trail
from intloffice.records import ALL_KINDS
from intloffice.schema.kind import kind_named
from tests.gui.conftest import go, let_go, rest, type_text
from tests.gui.test_every_form import NEEDED, other_of
from tests.gui.typist import Typist

KYOTO = {"text": "Kyoto University", "language": "en", "type": "official", "preferred": True}
PERSON = kind_named(ALL_KINDS, "person")
MEETING = kind_named(ALL_KINDS, "meeting")


def test_only_what_was_edited_is_written(
    qtbot: Any, window: Any, store: Any, add: Any, load: Any
) -> None:
    awkward = "no\u00a0break"
    record = add("person", {**NEEDED["person"], "notes": awkward, "protocol_notes": awkward})
    page = go(qtbot, window, Place("record", "person", record))
    line = page.form.editors["email"].inner.line
    type_text(line, "k@example.org")
    qtbot.keyClick(page, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    rest(qtbot, window.desk.jobs)
    assert load("person", record).values["notes"] == awkward
    assert load("person", record).values["email"] == "k@example.org"
    with store.read() as session:
        latest = trail.history_of(session, PERSON, record)[0]
    assert [change.label for change in latest.changes] == ["E-mail"]


def test_a_day_is_typed_loosely_and_checked_on_leaving(qtbot: Any, window: Any) -> None:
    page = go(qtbot, window, Place("record", "meeting", 0))
    editor = page.form.editors["starts_on"]
    type_text(editor.line, "5.1.18")
    page.form.editors["place"].setFocus()
    assert editor.line.text() == "2018-01-05"
    type_text(editor.line, "nonsense")
    page.form.editors["place"].setFocus()
    assert "is not a date" in editor.problem


def test_a_day_without_its_year_is_of_this_year_in_the_order_of_the_language(
    qtbot: Any, window: Any
) -> None:
    page = go(qtbot, window, Place("record", "meeting", 0))
    type_text(page.form.editors["starts_on"].line, "5.1")
    page.form.editors["place"].setFocus()
    assert "2017-01-05 or 2017-05-01" in page.form.editors["starts_on"].problem
    window.choose(replace(window.desk.settings, language="zh"))
    page = go(qtbot, window, Place("record", "meeting", 0))
    line = page.form.editors["starts_on"].line
    line.clear()
    type_text(line, "5.1")
    page.form.editors["place"].setFocus()
    assert line.text() == "2017-05-01"


def test_a_day_in_a_row_without_its_year_is_of_the_year_of_the_meeting(
    qtbot: Any, window: Any
) -> None:
    page = go(qtbot, window, Place("record", "meeting", 0))
    rows = page.form.rows["item"]
    rows.add()
    day = rows.editors()[0]["on"]
    type_text(page.form.editors["starts_on"].line, "2018-03-20")
    type_text(day.line, "21.3")
    assert day.value() == date(2018, 3, 21)
    page.form.editors["starts_on"].line.setText("nonsense")
    assert day.value() == date(2017, 3, 21)


@pytest.mark.parametrize(
    ("begun", "ended", "meant"),
    [
        ("meeting.starts_on=2018-03-15", "ends_on=16.3", date(2018, 3, 16)),
        ("mobility.planned_start=2018-09-01", "planned_end=31.1", date(2019, 1, 31)),
        ("mobility.planned_start=2018-09-01", "actual_start=30.8", date(2018, 8, 30)),
        ("engagement.starts_on=2018-03-15", "ends_on=2017-03-16", date(2017, 3, 16)),
        ("meeting.starts_on=2018-03-15", "ends_on=29.2", None),
        ("meeting.starts_on=soon", "ends_on=16.3", date(2017, 3, 16)),
    ],
)
def test_an_end_without_its_year_is_the_first_such_day_after_the_beginning(
    qtbot: Any, window: Any, begun: str, ended: str, meant: date | None
) -> None:
    kind, first, begins = begun.replace("=", ".").split(".")
    last, typed = ended.split("=")
    page = go(qtbot, window, Place("record", kind, 0))
    type_text(page.form.editors[first].line, begins)
    type_text(page.form.editors[last].line, typed)
    if meant is None:
        assert not page.form.editors[last].check()
    else:
        assert page.form.editors[last].value() == meant


def test_neither_days_nor_times_of_rows_are_cut(qtbot: Any, window: Any) -> None:
    page = go(qtbot, window, Place("record", "meeting", 0))
    window.resize(1100, 800)
    rows = page.form.rows["item"]
    rows.add()
    cells = rows.editors()[0]
    for name, text in (("on", "2018-12-28"), ("starts_at", "14:50"), ("ends_at", "20:08")):
        line = cells[name].line
        line.setText(text)
        rest(qtbot, window.desk.jobs)
        room = line.style().subElementRect(
            QStyle.SubElement.SE_LineEditContents, _option(line), line
        )
        assert line.fontMetrics().horizontalAdvance(text) + 4 <= room.width(), name
        line.clearFocus()
        assert line.shown_text() == text, name


def test_what_is_chosen_in_a_row_is_not_cut(qtbot: Any, window: Any) -> None:
    page = go(qtbot, window, Place("record", "meeting", 0))
    window.resize(1024, 700)
    rows = page.form.rows["gift"]
    rows.add()
    box = rows.editors()[0]["direction"].focusProxy()
    box.setCurrentIndex(box.findData("given"))
    rest(qtbot, window.desk.jobs)
    QApplication.processEvents()
    option = QStyleOptionComboBox()
    box.initStyleOption(option)
    part = QStyle.SubControl.SC_ComboBoxEditField
    room = box.style().subControlRect(QStyle.ComplexControl.CC_ComboBox, option, part, box)
    assert box.currentText() == "Given by us"
    assert box.fontMetrics().horizontalAdvance("Given by us") <= room.width()


def test_a_block_from_a_spreadsheet_is_pasted_into_rows_of_a_form(
    qtbot: Any, window: Any, add: Any
) -> None:
    person = add("person", NEEDED["person"])
    page = go(qtbot, window, Place("record", "meeting", 0))
    rows = page.form.rows["gift"]
    rows.add()
    first = rows.editors()[0]["direction"].focusProxy()
    window.activateWindow()
    first.setFocus()
    lines = [
        '我方赠送\t\t"河村\n能人"\t"Tea ""of Yongchuan"""\t1,200\t人民币',
        "Given by us\t\tNobody\tSilk\t\t",
        "本学が受領\t\t\tBox\t\t",
    ]
    QGuiApplication.clipboard().setText("\r\n".join(lines))
    qtbot.keyClick(first, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    rest(qtbot, window.desk.jobs)
    told = [values for _, values in rows.typed()]
    assert [values["item"] for values in told] == ['Tea "of Yongchuan"', "Silk", "Box"]
    assert [values["direction"] for values in told] == ["given", "given", "received"]
    assert told[0]["receiver_id"] == person
    assert (told[0]["value"], told[0]["currency"]) == (Decimal("1200.00"), "CNY")
    assert told[1]["receiver_id"] == "Nobody", "what is not known stays as it was written"
    assert "not on record" in rows.editors()[1]["receiver_id"].problem
    line = rows.editors()[2]["item"].line
    line.setFocus()
    line.selectAll()
    QGuiApplication.clipboard().setText("Lacquer box")
    qtbot.keyClick(line, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert line.text() == "Lacquer box", "one cell is pasted as any text is"
    assert len(rows.editors()) == 3


def _option(line: QLineEdit) -> QStyleOptionFrame:
    option = QStyleOptionFrame()
    line.initStyleOption(option)
    return option


def test_the_currency_that_is_typed_with_an_amount_goes_into_its_own_field(
    qtbot: Any, window: Any
) -> None:
    page = go(qtbot, window, Place("record", "award", 0))
    amount, currency = (page.form.editors[name] for name in ("amount", "currency"))
    type_text(amount.line, "¥1.2万")
    currency.setFocus()
    assert (amount.value(), currency.value()) == (Decimal(12000), "CNY")
    assert amount.line.text() == "12,000"
    assert page.form.touched == {"amount", "currency"}
    amount.line.clear()
    type_text(amount.line, "US$3,000")
    currency.setFocus()
    assert "not in Chinese Yuan" in amount.problem


def test_an_amount_is_shown_as_in_lists_and_plain_to_who_writes(
    qtbot: Any, window: Any, add: Any
) -> None:
    gift = {"direction": "given", "item": "Tea", "value": Decimal("10000.50"), "currency": "CNY"}
    record = add("meeting", NEEDED["meeting"], gift=[gift])
    page = go(qtbot, window, Place("record", "meeting", record))
    cells = page.form.rows["gift"].editors()[0]
    amount, other = cells["value"], cells["item"]
    assert amount.line.text() == "10,000.50"
    amount.setFocus()
    assert amount.line.text() == "10000.50"
    other.setFocus()
    assert amount.line.text() == "10,000.50"
    assert not page.is_edited
    amount.setFocus()
    amount.line.clear()
    type_text(amount.line, "1500")
    other.setFocus()
    assert (amount.line.text(), amount.value()) == ("1,500", Decimal(1500))


def test_the_currency_of_a_gift_is_put_beside_its_value(qtbot: Any, window: Any) -> None:
    page = go(qtbot, window, Place("record", "meeting", 0))
    rows = page.form.rows["gift"]
    rows.add()
    line = rows.editors()[0]
    type_text(line["value"].line, "3,000円")
    line["item"].setFocus()
    assert (line["value"].value(), line["currency"].value()) == (Decimal(3000), "JPY")


def test_a_new_agreement_begins_with_ourselves_and_the_cursor_at_the_partner(
    qtbot: Any, window: Any, add: Any, load: Any
) -> None:
    ours = add("organisation", {**NEEDED["organisation"], "ours": True}, name=[KYOTO])
    partner = other_of(add, "organisation")
    page = go(qtbot, window, Place("record", "agreement", 0))
    assert not page.is_edited
    clerk = Typist(qtbot, window)
    clerk.write("kumamoto").press("Enter")
    page.form.show_values(NEEDED["agreement"], {})
    clerk.press("Ctrl+S")
    parties = [row.values for row in load("agreement", page.place.record).rows["party"]]
    assert parties == [
        {"side": "ours", "organisation_id": ours, "role": "party"},
        {"side": "theirs", "organisation_id": partner, "role": "party"},
    ]


def test_another_party_is_theirs_again_and_only_its_name_is_typed(
    qtbot: Any, window: Any, add: Any
) -> None:
    other_of(add, "organisation")
    page = go(qtbot, window, Place("record", "agreement", 0))
    clerk = Typist(qtbot, window)
    clerk.write("kumamoto").press("Enter", "Enter").write("kumamoto").press("Enter")
    parties = [values for _, values in page.form.rows["party"].values()]
    assert [(line["side"], line["role"]) for line in parties] == [("theirs", "party")] * 2
    clerk.press("Enter")
    assert len(page.form.rows["party"].editors()) == 3
    assert len(page.form.rows["party"].values()) == 2


def test_the_form_in_place_begins_where_something_is_needed(qtbot: Any, window: Any) -> None:
    page = go(qtbot, window, Place("record", "agreement", 0))
    Typist(qtbot, window).write("Osaka University").press("Ctrl+Enter")
    (dialog,) = page.findChildren(NewRecordDialog)
    held = dialog.focusWidget()
    assert dialog.form.editors["kind"].isAncestorOf(held)
    dialog.reject()


@pytest.mark.parametrize(
    ("typed", "family", "given"),
    [
        ("河村隆", "河村", "隆"),
        ("佐藤", "佐藤", ""),
        ("张伟", "张", "伟"),
        ("欧阳娜", "欧阳", "娜"),
        ("Jo Adams", "Adams", "Jo"),
    ],
)
def test_a_name_typed_for_a_new_person_is_divided_where_its_family_ends(
    qtbot: Any, window: Any, add: Any, typed: str, family: str, given: str
) -> None:
    for known in ("河", "河村", "佐藤"):
        add("person", {"family_native": known})
    page = go(qtbot, window, Place("record", "position", 0))
    page._create("person", typed, page.form.editors["person_id"])
    rest(qtbot, window.desk.jobs)
    (dialog,) = page.findChildren(NewRecordDialog)
    editors = dialog.form.editors
    assert editors["family_native"].value() == family
    assert (editors["given_native"].value() or "") == given
    dialog.reject()


def test_a_new_agreement_without_its_partner_yet_is_saved_with_ourselves_only(
    qtbot: Any, window: Any, add: Any, load: Any
) -> None:
    ours = add("organisation", {**NEEDED["organisation"], "ours": True}, name=[KYOTO])
    page = go(qtbot, window, Place("record", "agreement", 0))
    page.leave()
    assert window.desk.drafts.get(page.place) is None
    page.form.show_values(NEEDED["agreement"], {})
    page.form.edited.emit()
    page.save()
    rest(qtbot, window.desk.jobs)
    parties = [row.values for row in load("agreement", page.place.record).rows["party"]]
    assert [line["organisation_id"] for line in parties] == [ours]


def test_where_we_are_not_on_record_a_new_agreement_begins_with_the_partner(
    qtbot: Any, window: Any
) -> None:
    page = go(qtbot, window, Place("record", "agreement", 0))
    (line,) = page.form.rows["party"].editors()
    assert line["side"].value() == "theirs"
    assert line["organisation_id"].line.hasFocus()


def test_what_is_misread_and_what_is_missing_are_told_at_once(qtbot: Any, window: Any) -> None:
    form = go(qtbot, window, Place("record", "award", 0)).form
    QTest.keyClicks(form.editors["year"].line, "soon")
    QTest.keyClicks(form.editors["amount"].line, "100")
    window.page.save()
    told = {name: editor.problem for name, editor in form.editors.items() if editor.problem}
    assert "not a whole number" in told.pop("year")
    needed = ("programme_id", "recipient_id", "currency", "per")
    assert told == dict.fromkeys(needed, "This is needed.")


def test_a_cell_that_is_needed_is_told_beside_a_day_that_is_misread(
    qtbot: Any, window: Any
) -> None:
    form = go(qtbot, window, Place("record", "organisation", 0)).form
    names = form.rows["name"]
    names.add()
    cells = names.editors()[0]
    cells["text"].line.setText("Tohoku University")
    cells["text"].line.textEdited.emit("Tohoku University")
    QTest.keyClicks(form.editors["country"].line, "Nowhereland")
    window.page.save()
    assert form.editors["country"].problem
    assert cells["text"].problem == ""
    assert cells["language"].problem == "This is needed."


def test_a_time_may_be_typed_without_its_colon(qtbot: Any, window: Any) -> None:
    page = go(qtbot, window, Place("record", "meeting", 0))
    editor = page.form.editors["starts_at"]
    for typed, meant in (("930", "09:30"), ("9", "09:00"), ("14.05", "14:05"), ("10：15", "10:15")):
        editor.line.clear()
        type_text(editor.line, typed)
        assert editor.value() == meant


def test_leaving_keeps_the_entries(qtbot: Any, window: Any, add: Any) -> None:
    record = add("person", NEEDED["person"])
    place = Place("record", "person", record)
    page = go(qtbot, window, place)
    type_text(page.form.editors["spelling_source"].line, "his card")
    go(qtbot, window, HOME)
    page = go(qtbot, window, place)
    assert page.form.editors["spelling_source"].value() == "his card"
    assert page.banner.isVisible()
    page.discard()
    rest(qtbot, window.desk.jobs)
    assert page.form.editors["spelling_source"].value() == ""


def test_protected_values_are_masked_until_asked_for(qtbot: Any, window: Any, add: Any) -> None:
    record = add("person", {**NEEDED["person"], "passport_number": "E1234567"})
    page = go(qtbot, window, Place("record", "person", record))
    editor = page.form.editors["passport_number"]
    assert isinstance(editor, ProtectedEditor)
    assert editor.hidden
    editor.reveal()
    assert not editor.hidden
    assert editor.value() == "E1234567"


class _Painted(QObject):
    """Notes how high lines are each time they are painted, and how high their texts want to be."""

    def __init__(self) -> None:
        super().__init__()
        self.cut: list[tuple[int, int]] = []
        self.lines = 0

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Look at what is painted."""
        if event.type() == QEvent.Type.Paint and isinstance(watched, QLineEdit):
            self.lines += 1
            if watched.height() < watched.minimumSizeHint().height():
                self.cut.append((watched.height(), watched.minimumSizeHint().height()))
        return False


def test_no_line_is_cut_for_a_moment_while_a_form_opens(qtbot: Any, window: Any, add: Any) -> None:
    text = {"title_en": "Visit", "title_zh": "访问", "title_ja": "訪問", "place": "A"}
    visitor = add("organisation", NEEDED["organisation"], name=[KYOTO])
    visitors = [{"organisation_id": visitor}] * 3
    meeting = add("meeting", {**NEEDED["meeting"], **text}, visitor=visitors)
    go(qtbot, window, Place("list", "meeting"))
    painted = _Painted()
    QApplication.instance().installEventFilter(painted)
    try:
        page = go(qtbot, window, Place("record", "meeting", meeting))
        qtbot.waitUntil(page.updatesEnabled, timeout=5000)
        qtbot.wait(100)
    finally:
        QApplication.instance().removeEventFilter(painted)
    assert painted.lines > 5
    assert painted.cut == []
    assert page.form.editors["title_ja"].line.text() == "訪問"


def test_a_form_of_which_nothing_can_be_read_is_shown_all_the_same(
    qtbot: Any, window: Any, add: Any, monkeypatch: Any
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise OfficeError("It cannot be read.")

    meeting = add("meeting", NEEDED["meeting"])
    monkeypatch.setattr(asking, "load", fail)
    page = go(qtbot, window, Place("record", "meeting", meeting))
    qtbot.waitUntil(page.updatesEnabled, timeout=5000)
    assert page.banner.sentence.text() == "It cannot be read."


def test_a_country_is_typed_by_its_name_in_any_language(qtbot: Any, window: Any) -> None:
    page = go(qtbot, window, Place("record", "organisation", 0))
    editor = page.form.editors["country"]
    for typed in ("日本", "Japan", "jp"):
        editor.line.clear()
        type_text(editor.line, typed)
        assert editor.value() == "JP"
    editor.line.clear()
    type_text(editor.line, "Nowhere")
    assert not editor.check()


def test_a_reference_is_found_by_typing(qtbot: Any, window: Any, add: Any) -> None:
    person = add("person", NEEDED["person"])
    page = go(qtbot, window, Place("record", "honour", 0))
    editor = page.form.editors["person_id"]
    window.activateWindow()
    type_text(editor.line, "河村")
    rest(qtbot, window.desk.jobs)
    assert editor.suggestions.count() == 2
    qtbot.keyClick(editor.line, Qt.Key.Key_Return)
    assert editor.value() == person


def test_who_is_called_as_was_typed_is_offered_before_who_only_holds_it(
    qtbot: Any, window: Any, add: Any
) -> None:
    called = [f"{letter} Institute, Tohoku University" for letter in "ABCDEFGHIJ"]
    for text in (*called, "Tohoku University"):
        name = {"text": text, "language": "en", "type": "official"}
        add("organisation", {"kind": "university", "country": "JP"}, name=[name])
    editor = go(qtbot, window, Place("record", "position", 0)).form.editors["organisation_id"]
    window.activateWindow()
    type_text(editor.line, "tohoku uni")
    rest(qtbot, window.desk.jobs)
    offered = [editor.suggestions.item(row).text() for row in range(editor.suggestions.count())]
    assert offered[:3] == ["Tohoku University", *called[:2]]


@pytest.mark.parametrize("kind", ["mobility", "engagement"])
def test_as_our_school_ours_are_offered_before_those_of_others(
    qtbot: Any, window: Any, add: Any, kind: str
) -> None:
    for number in range(9):
        name = {"text": f"Faculty {number}", "language": "en", "type": "official"}
        add("organisation", {"kind": "school", "country": "JP"}, name=[name])
    name = {"text": "Faculty of ours", "language": "en", "type": "official"}
    ours = add("organisation", {"kind": "school", "country": "CN", "ours": True}, name=[name])
    editor = go(qtbot, window, Place("record", kind, 0)).form.editors["school_id"]
    window.activateWindow()
    type_text(editor.line, "Faculty")
    rest(qtbot, window.desk.jobs)
    offered = [editor.suggestions.item(row).text() for row in range(editor.suggestions.count())]
    assert offered[:2] == ["Faculty of ours", "Faculty 0"]
    assert len(offered) == len(set(offered)) == 9, "eight, and a new one"
    qtbot.keyClick(editor.line, Qt.Key.Key_Return)
    assert editor.value() == ours


def test_an_unknown_reference_is_said_to_be_unknown(qtbot: Any, window: Any) -> None:
    page = go(qtbot, window, Place("record", "honour", 0))
    editor = page.form.editors["person_id"]
    type_text(editor.line, "Nobody")
    rest(qtbot, window.desk.jobs)
    assert not editor.check()
    assert "Nobody" in editor.problem


def test_a_person_is_created_in_place(qtbot: Any, window: Any, load: Any) -> None:
    page = go(qtbot, window, Place("record", "honour", 0))
    editor = page.form.editors["person_id"]
    type_text(editor.line, "河村 能人")
    rest(qtbot, window.desk.jobs)
    qtbot.keyClick(editor.line, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    (dialog,) = page.findChildren(NewRecordDialog)
    assert dialog.form.editors["family_native"].value() == "河村"
    dialog.save()
    rest(qtbot, window.desk.jobs)
    assert load("person", editor.value()).values["given_native"] == "能人"
    let_go()
    assert not page.findChildren(NewRecordDialog)


def test_rows_are_added_moved_and_removed(qtbot: Any, window: Any, add: Any, load: Any) -> None:
    record = other_of(add, "organisation")
    page = go(qtbot, window, Place("record", "organisation", record))
    names = page.form.rows["name"]
    names.add()
    line = names.editors()[1]
    type_text(line["text"].line, "熊本大学")
    line["language"].show_value("ja")
    line["type"].show_value("official")
    line["type"].edited.emit()
    names.move_row(1, -1)
    page.save()
    rest(qtbot, window.desk.jobs)
    saved = load("organisation", record).rows["name"]
    assert [row.values["text"] for row in saved] == ["熊本大学", "Kumamoto"]
    names.remove(1)
    page.save()
    rest(qtbot, window.desk.jobs)
    assert [r.values["text"] for r in load("organisation", record).rows["name"]] == ["熊本大学"]


def test_every_row_that_is_added_finds_its_room(qtbot: Any, window: Any) -> None:
    page = go(qtbot, window, Place("record", "agreement", 0))
    clerk = Typist(qtbot, window)
    for name in ("condition", "party", "term"):
        rows = page.form.rows[name]
        for _ in range(3):
            rows.add()
            clerk.press("Tab")
        assert rows.height() >= rows.minimumSizeHint().height(), name


def test_a_row_in_which_nothing_was_entered_is_no_row(
    qtbot: Any, window: Any, add: Any, load: Any
) -> None:
    record = add("meeting", NEEDED["meeting"])
    page = go(qtbot, window, Place("record", "meeting", record))
    page.form.rows["gift"].add()
    page.save()
    rest(qtbot, window.desk.jobs)
    assert load("meeting", record).rows["gift"] == ()


def test_a_problem_in_a_row_is_said_in_its_cell(qtbot: Any, window: Any, add: Any) -> None:
    record = add("meeting", NEEDED["meeting"])
    page = go(qtbot, window, Place("record", "meeting", record))
    gifts = page.form.rows["gift"]
    gifts.add()
    type_text(gifts.editors()[0]["item"].line, "Lacquer box")
    page.save()
    rest(qtbot, window.desk.jobs)
    assert gifts.editors()[0]["direction"].problem


def change(store: Any, record: int, **values: Any) -> None:
    with store.write("Elsewhere", "Chen Yu") as session:
        version = edit.load(session, MEETING, record).version
        edit.change(session, MEETING, record, version, values)


def test_what_somebody_changed_meanwhile_is_shown_with_a_choice(
    qtbot: Any, window: Any, store: Any, add: Any, load: Any
) -> None:
    record = add("meeting", NEEDED["meeting"])
    page = go(qtbot, window, Place("record", "meeting", record))
    change(store, record, place="Room 301", starts_on=date(2018, 1, 6))
    type_text(page.form.editors["place"].line, "Room 500")
    page.save()
    rest(qtbot, window.desk.jobs)
    assert page.conflict.isVisible()
    texts = [label.text() for label in page.conflict.findChildren(QLabel)]
    assert "Room 500" in texts
    assert "Room 301" in texts
    page.conflict.choose("place", "theirs")
    page.conflict._settle()
    rest(qtbot, window.desk.jobs)
    saved = load("meeting", record).values
    assert (saved["place"], saved["starts_on"]) == ("Room 301", date(2018, 1, 6))


def test_mine_is_kept_unless_chosen_otherwise(
    qtbot: Any, window: Any, store: Any, add: Any, load: Any
) -> None:
    record = add("meeting", NEEDED["meeting"])
    page = go(qtbot, window, Place("record", "meeting", record))
    change(store, record, place="Room 301", purpose="Courtesy")
    type_text(page.form.editors["place"].line, "Room 500")
    page.save()
    rest(qtbot, window.desk.jobs)
    page.conflict._settle()
    rest(qtbot, window.desk.jobs)
    saved = load("meeting", record).values
    assert (saved["place"], saved["purpose"]) == ("Room 500", "Courtesy")
    assert not page.is_edited


def test_the_history_says_who_changed_what(qtbot: Any, window: Any, add: Any, store: Any) -> None:
    record = add("meeting", NEEDED["meeting"])
    change(store, record, place="Room 301")
    page = go(qtbot, window, Place("record", "meeting", record))
    page._go_to_section(len(page._tabs.buttons()) - 1)
    rest(qtbot, window.desk.jobs)
    texts = [label.text() for label in page._history.findChildren(QLabel)]
    assert "Elsewhere" in texts
    assert "Room 301" in texts


def test_what_is_typed_while_a_record_is_saved_stays(
    qtbot: Any, window: Any, add: Any, load: Any
) -> None:
    record = add("person", {"family_native": "河村"})
    page = go(qtbot, window, Place("record", "person", record))
    notes = page.form.editors["notes"].text
    type_text(notes, "first")
    page.save()
    type_text(notes, ", second")
    page.save()
    type_text(page.form.editors["given_native"].line, "能人")
    rest(qtbot, window.desk.jobs)
    assert notes.toPlainText() == "first, second"
    assert notes.textCursor().position() == len("first, second"), "one types on where one was"
    page.save()
    rest(qtbot, window.desk.jobs)
    values = load("person", record).values
    assert (values["notes"], values["given_native"]) == ("first, second", "能人")
    assert not page.is_edited
    assert page.conflict.isHidden()


def test_rows_that_are_edited_while_they_are_saved_are_not_doubled(
    qtbot: Any, window: Any, add: Any, load: Any
) -> None:
    record = add("organisation", NEEDED["organisation"], name=[])
    page = go(qtbot, window, Place("record", "organisation", record))
    rows = page.form.rows["name"]
    for text in ("Kumamoto University", "熊本大学"):
        rows.add()
        editors = rows.editors()[-1]
        type_text(editors["text"].line, text)
        for name, value in (("language", "en"), ("type", "official")):
            editors[name].show_value(value)
            editors[name].edited.emit()
    page.save()
    type_text(rows.editors()[0]["text"].line, "!")
    rest(qtbot, window.desk.jobs)
    assert page.is_edited
    page.save()
    rest(qtbot, window.desk.jobs)
    lines = load("organisation", record).rows["name"]
    assert [line.values["text"] for line in lines] == ["Kumamoto University!", "熊本大学"]


def test_a_field_that_stands_alone_is_as_wide_as_those_in_pairs(qtbot: Any, window: Any) -> None:
    window.resize(1280, 800)
    page = go(qtbot, window, Place("record", "milestone", 0))
    editors = page.form.editors
    alone, paired = editors["source"], editors["organisation_id"]
    qtbot.waitUntil(lambda: alone.width() == paired.width())
