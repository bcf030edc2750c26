"""The page that prepares a meeting: each step is saved at once, and can be taken back."""

from datetime import date
from typing import Any

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QAbstractButton, QCheckBox, QLabel, QPushButton

from intloffice.gui.dialogs.new_record_dialog import NewRecordDialog
from intloffice.gui.place import CALENDAR, HOME, SETTINGS, Place
from intloffice.gui.widgets.buttons import Tile
from intloffice.operations import edit
from tests.gui.conftest import TODAY, go, rest, type_text
from tests.gui.typist import Typist

MEETING = {"direction": "received", "kind": "courtesy", "status": "confirmed"}
ALT, CTRL = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def people(add: Any) -> list[int]:
    """Three people from Rome; the first has no Latin spelling that anybody confirmed."""
    names = ({"family_native": "小松"}, {"family_native": "Rossi"}, {"family_native": "Bianchi"})
    return [int(add("person", name)) for name in names]


@pytest.fixture
def visit(add: Any, people: list[int]) -> int:
    """A visit that is prepared, a year after another by the same university."""
    rome = add("organisation", {"kind": "university"}, name=[_called("Rome University")])
    add("organisation", {"kind": "university", "ours": True}, name=[_called("Our University")])
    guests = [{"person_id": who, "side": "guest", "role": "member"} for who in people[:2]]
    add(
        "meeting",
        MEETING | {"title_en": "Talks", "starts_on": date(2017, 1, 9), "status": "held"},
        visitor=[{"organisation_id": rome}],
        gift=[{"direction": "given", "item": "Tea", "receiver_id": people[1]}],
    )
    return int(
        add(
            "meeting",
            MEETING | {"title_en": "Visit from Rome", "starts_on": date(2018, 1, 5)},
            visitor=[{"organisation_id": rome}],
            participant=guests,
            item=[
                {"starts_at": "10:00", "ends_at": "11:00", "kind": "meeting", "place_en": "Hall"},
                {"starts_at": "10:30", "ends_at": "11:30", "kind": "tour", "place_en": "Garden"},
            ],
            gift=[{"direction": "given", "item": "tea"}],
            follow_up=[{"kind": "task", "text_en": "Write to them"}],
        )
    )


def _called(text: str) -> dict[str, str]:
    return {"text": text, "language": "en", "type": "official"}


def texts(page: Any) -> str:
    return "\n".join(label.text() for label in page.findChildren(QLabel) if label.isVisible())


def order(load: Any, visit: int) -> list[int]:
    lines = load("meeting", visit).rows["participant"]
    return [
        line.values["person_id"]
        for line in sorted(lines, key=lambda line: line.values["precedence"] or 0)
    ]


def test_a_form_leads_here_and_back_to_all_entries(qtbot: Any, window: Any, visit: int) -> None:
    form = go(qtbot, window, Place("record", "meeting", visit))
    form._prepare.click()
    rest(qtbot, window.desk.jobs)
    assert window.place == Place("prepare", "meeting", visit)
    window.page._go_to("record")
    rest(qtbot, window.desk.jobs)
    assert window.place == Place("record", "meeting", visit)


def test_a_coming_meeting_on_the_first_page_is_opened_to_prepare_it(
    qtbot: Any, window: Any, visit: int
) -> None:
    home = go(qtbot, window, HOME)
    home.cards[0].findChild(Tile).click()
    rest(qtbot, window.desk.jobs)
    assert window.place == Place("prepare", "meeting", visit)


def test_alt_and_an_arrow_change_the_order_and_undo_brings_it_back(
    qtbot: Any, window: Any, visit: int, people: list[int], load: Any
) -> None:
    guests = go(qtbot, window, Place("prepare", "meeting", visit)).sides["guest"].list
    guests.setCurrentRow(0)
    qtbot.keyClick(guests, Qt.Key.Key_Down, ALT)
    rest(qtbot, window.desk.jobs)
    assert order(load, visit) == [people[1], people[0]]
    assert guests.currentRow() == 1
    qtbot.keyClick(guests, Qt.Key.Key_Down, ALT)
    window.undo_action.trigger()
    rest(qtbot, window.desk.jobs)
    assert order(load, visit) == people[:2]
    assert guests.currentRow() == 0


def test_a_guest_is_dragged_before_another(
    qtbot: Any, window: Any, visit: int, people: list[int], load: Any
) -> None:
    guests = go(qtbot, window, Place("prepare", "meeting", visit)).sides["guest"].list
    guests.setCurrentRow(1)
    above = QPointF(guests.visualItemRect(guests.item(0)).topLeft() + QPoint(40, 1))
    dragged = guests.model().mimeData(guests.selectedIndexes())
    left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    guests.dropEvent(QDropEvent(above, Qt.DropAction.MoveAction, dragged, left, none))
    rest(qtbot, window.desk.jobs)
    assert order(load, visit) == [people[1], people[0]]


def test_a_guest_is_added_by_name_and_a_new_one_is_made_in_place(
    qtbot: Any, window: Any, visit: int, people: list[int], load: Any
) -> None:
    page = go(qtbot, window, Place("prepare", "meeting", visit))
    editor = page.sides["guest"].editor
    window.activateWindow()
    type_text(editor.line, "Bianchi")
    rest(qtbot, window.desk.jobs)
    qtbot.keyClick(editor.line, Qt.Key.Key_Return)
    rest(qtbot, window.desk.jobs)
    assert order(load, visit)[-1] == people[2]
    assert editor.line.text() == ""
    host = page.sides["host"].editor
    type_text(host.line, "Neu")
    rest(qtbot, window.desk.jobs)
    qtbot.keyClick(host.line, Qt.Key.Key_Return, CTRL)
    dialog = page.findChild(NewRecordDialog)
    rest(qtbot, window.desk.jobs)
    dialog.save()
    rest(qtbot, window.desk.jobs)
    added = load("meeting", visit).rows["participant"][-1].values
    assert (added["side"], added["role"]) == ("host", "head")
    assert page.sides["host"].list.count() == 1


def test_who_takes_part_already_is_not_added_again_and_that_is_told(
    qtbot: Any, window: Any, visit: int, people: list[int], load: Any
) -> None:
    page = go(qtbot, window, Place("prepare", "meeting", visit))
    page.sides["host"].editor.take_new(people[0], "小松")
    rest(qtbot, window.desk.jobs)
    assert len(load("meeting", visit).rows["participant"]) == 2
    assert "already" in page.banner.sentence.text()


def test_the_usual_checklist_is_taken_and_ticked_off(
    qtbot: Any, window: Any, visit: int, load: Any
) -> None:
    page = go(qtbot, window, Place("prepare", "meeting", visit))
    page.take_usual_checklist()
    rest(qtbot, window.desk.jobs)
    checks = load("meeting", visit).rows["check"]
    assert ("Room and interpreter", 7) in [
        (line.values["what"], line.values["days_before"]) for line in checks
    ]
    due = [task.due for task in page.shown.checks]
    assert due == sorted(due)
    box = next(b for b in page.findChildren(QCheckBox) if "interpreter" in b.accessibleName())
    box.click()
    rest(qtbot, window.desk.jobs)
    done = {
        line.values["what"]: line.values["done_on"] for line in load("meeting", visit).rows["check"]
    }
    assert done["Room and interpreter"] == TODAY
    assert list(done.values()).count(None) == len(done) - 1


def test_one_who_ticks_off_stays_where_one_was(qtbot: Any, window: Any, visit: int) -> None:
    page = go(qtbot, window, Place("prepare", "meeting", visit))
    button = next(b for b in page.findChildren(QPushButton) if "usual checklist" in b.text())
    button.setFocus()
    clerk = Typist(qtbot, window)
    clerk.press("Space")
    first = page.shown.checks[0]
    assert isinstance(window.focusWidget(), QCheckBox)
    assert window.focusWidget().accessibleName().startswith(first.what)
    clerk.press("Tab", "Space")
    assert window.focusWidget().accessibleName().startswith(page.shown.checks[1].what)
    assert [task.done is not None for task in page.shown.checks[:3]] == [False, True, False]


def test_what_was_promised_is_told_by_the_day_it_is_due(
    qtbot: Any, window: Any, visit: int, store: Any
) -> None:
    days = (date(2018, 6, 30), None, date(2018, 1, 12))
    lines = [edit.Line(None, {"kind": "task", "text_en": str(d), "due_on": d}) for d in days]
    with store.write("Promise", "test") as session:
        edit.change(session, window.desk.kind("meeting"), visit, 1, {}, {"follow_up": lines})
    page = go(qtbot, window, Place("prepare", "meeting", visit))
    told = [task.what for task in page.shown.follow_ups]
    assert told == ["2018-01-12", "2018-06-30", "None"]


def test_days_before_the_visit_that_no_calendar_has_are_no_day(
    qtbot: Any, window: Any, add: Any
) -> None:
    checks = [{"what": str(days), "days_before": days} for days in (10**9, -(10**9), -3)]
    values = MEETING | {"title_en": "Visit", "starts_on": date(2018, 1, 5)}
    page = go(qtbot, window, Place("prepare", "meeting", add("meeting", values, check=checks)))
    assert [task.due for task in page.shown.checks] == [date(2018, 1, 8), None, None]


def test_a_follow_up_is_done_in_one_step(qtbot: Any, window: Any, visit: int, load: Any) -> None:
    page = go(qtbot, window, Place("prepare", "meeting", visit))
    box = next(b for b in page.findChildren(QCheckBox) if "Write" in b.accessibleName())
    box.click()
    rest(qtbot, window.desk.jobs)
    assert load("meeting", visit).rows["follow_up"][0].values["done_on"] == TODAY
    window.undo_action.trigger()
    rest(qtbot, window.desk.jobs)
    assert load("meeting", visit).rows["follow_up"][0].values["done_on"] is None


@pytest.mark.parametrize(
    ("heading", "cell"),
    [("Itinerary", "item.0.on"), ("Gifts", "gift.0.direction"), ("Before the visit", "")],
)
def test_a_part_leads_to_where_it_is_entered(
    qtbot: Any, window: Any, visit: int, heading: str, cell: str
) -> None:
    page = go(qtbot, window, Place("prepare", "meeting", visit))
    buttons = page.findChildren(QAbstractButton)
    next(b for b in buttons if b.accessibleName() == f"Edit: {heading}").click()
    rest(qtbot, window.desk.jobs)
    form = window.page.form
    assert window.page.place == Place("record", "meeting", visit)
    adding = form.rows["check"].focusProxy()
    there = form.place_of(cell).focusProxy() if cell else adding
    qtbot.waitUntil(lambda: window.focusWidget() is there)
    qtbot.waitUntil(lambda: window.page._tabs.checkedId() > 3)
    window.go_back()
    rest(qtbot, window.desk.jobs)
    assert window.place == Place("prepare", "meeting", visit)


def test_a_follow_up_on_the_first_page_and_in_the_calendar_opens_where_it_is_entered(
    qtbot: Any, window: Any, visit: int, store: Any
) -> None:
    line = edit.Line(None, {"kind": "task", "text_en": "Send lists", "due_on": TODAY})
    with store.write("Promise", "test") as session:
        edit.change(session, window.desk.kind("meeting"), visit, 1, {}, {"follow_up": [line]})
    home = go(qtbot, window, HOME)
    home.cards[2].findChildren(Tile)[0].click()
    rest(qtbot, window.desk.jobs)
    rows = window.page.form.rows["follow_up"]
    qtbot.waitUntil(lambda: rows.isAncestorOf(window.focusWidget()))
    calendar = go(qtbot, window, CALENDAR)
    assert list(calendar._entries.values())
    calendar._open(next(n for n, e in calendar._entries.items() if e.sort == "follow-up"))
    rest(qtbot, window.desk.jobs)
    rows = window.page.form.rows["follow_up"]
    qtbot.waitUntil(lambda: rows.isAncestorOf(window.focusWidget()))


@pytest.mark.parametrize("planned", ["茶", "sencha TEA", "SENCHA  tea / 茶 / お茶"])
def test_a_gift_is_the_same_in_whichever_language_it_was_written(
    qtbot: Any, window: Any, visit: int, store: Any, planned: str
) -> None:
    with store.write("Write", "test") as session:
        table = session.tables["meeting_gift"]
        lines = session.execute(table.select().order_by(table.c.meeting_id)).all()
        for line, item in zip(lines, ("Sencha tea / 茶 / お茶", planned), strict=True):
            session.update("meeting_gift", line.id, {"item": item})
    told = texts(go(qtbot, window, Place("prepare", "meeting", visit)))
    assert "They were given the same on 9 January 2017." in told


def test_conflicts_doubts_and_gifts_given_twice_are_told(
    qtbot: Any, window: Any, visit: int
) -> None:
    page = go(qtbot, window, Place("prepare", "meeting", visit))
    told = texts(page)
    assert "At the same time as “Meeting”." in told
    assert "They were given the same on 9 January 2017." in told
    assert "9 January 2017: given to Rossi: Tea" in told
    assert "Last met on 9 January 2017: Talks." in told
    assert [coming.doubt for coming in page.shown.guests] == ["spelling unconfirmed", ""]


def test_gifts_are_told_in_the_language_of_the_reader(qtbot: Any, window: Any, add: Any) -> None:
    album = {"direction": "given", "item": "Album / 画册 / 写真集"}
    values = MEETING | {"title_en": "Visit", "starts_on": date(2018, 1, 5)}
    page = go(qtbot, window, Place("prepare", "meeting", add("meeting", values, gift=[album])))
    assert "To give: Album." in texts(page)


def test_nobody_is_said_to_be_missing_before_it_is_known(
    qtbot: Any, window: Any, visit: int
) -> None:
    page = go(qtbot, window, HOME)
    window.go(Place("prepare", "meeting", visit))
    page = window.page
    assert page.shown is None
    assert "Nobody is entered yet." not in texts(page)
    rest(qtbot, window.desk.jobs)
    assert page.sides["host"].nobody.isVisible()


def test_a_paper_opens_from_here(qtbot: Any, window: Any, visit: int) -> None:
    page = go(qtbot, window, Place("prepare", "meeting", visit))
    page._parts._open_paper(page, "seating")
    rest(qtbot, window.desk.jobs)
    assert window.page.paper == "seating"
    assert window.place.record == visit


def test_a_meeting_that_is_gone_leads_back(qtbot: Any, window: Any, visit: int) -> None:
    go(qtbot, window, HOME)
    window.go(Place("prepare", "meeting", visit + 1000))
    rest(qtbot, window.desk.jobs)
    assert window.place == HOME


def test_the_office_keeps_a_checklist_of_its_own(
    qtbot: Any, window: Any, visit: int, load: Any
) -> None:
    settings = go(qtbot, window, SETTINGS)
    assert settings.checklist.toPlainText().splitlines()[-1] == "1 Photographer"
    settings.checklist.setPlainText("12 Visa letter\n\n  Car \n3\n9999 Far\u0000 away\n")
    settings.keep_checklist()
    rest(qtbot, window.desk.jobs)
    page = go(qtbot, window, Place("prepare", "meeting", visit))
    page.take_usual_checklist()
    rest(qtbot, window.desk.jobs)
    checks = load("meeting", visit).rows["check"]
    assert [(line.values["what"], line.values["days_before"]) for line in checks] == [
        ("Visa letter", 12),
        ("Car", None),
        ("3", None),
        ("9999 Far away", None),
    ]
