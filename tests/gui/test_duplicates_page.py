"""Duplicates in the window: listed, compared, made one, set apart, and told on entry."""

from typing import Any

from PySide6.QtCore import Qt

from intloffice.gui.dialogs.new_record_dialog import NewRecordDialog
from intloffice.gui.place import DUPLICATES, Place
from intloffice.operations import undo
from intloffice.operations.duplicates import SAME_NAME
from tests.gui.conftest import TODAY, go, rest, type_text


def compared(qtbot: Any, window: Any) -> Any:
    """The page with its first pair compared, by keyboard."""
    page = go(qtbot, window, DUPLICATES)
    qtbot.keyClick(page.table, Qt.Key.Key_Return)
    rest(qtbot, window.desk.jobs)
    return page


def test_two_people_are_made_one_field_by_field_and_apart_again(
    qtbot: Any, window: Any, add: Any, load: Any, store: Any
) -> None:
    first = add("person", {"family_native": "渡邊", "given_native": "龍", "passport_number": "X1"})
    second = add("person", {"family_native": "渡边", "given_native": "龙", "email": "r@x.org"})
    page = compared(qtbot, window)
    assert {"family_native", "given_native", "email", "passport_number"} == {*page.panel.choices}
    page.panel.choices["family_native"].choose("second")
    page.panel.merge_button.click()
    rest(qtbot, window.desk.jobs)
    kept = load("person", first).values
    assert (kept["family_native"], kept["given_native"]) == ("渡边", "龍")
    assert (kept["email"], kept["passport_number"]) == ("r@x.org", "X1")
    assert page.found == []
    with store.read() as session:
        assert session.row("person", second) is None
    window.undoing.undo()
    rest(qtbot, window.desk.jobs)
    assert load("person", second).values["email"] == "r@x.org"
    with store.read() as session:
        assert "Merge" in undo.redoable(session).description


def test_the_chosen_pair_is_compared_at_once_and_stays_while_others_write(
    qtbot: Any, window: Any, add: Any
) -> None:
    for family in ("山田", "佐藤"):
        for _ in range(2):
            add("person", {"family_native": family, "given_native": "花子"})
    page = go(qtbot, window, DUPLICATES)
    first, second = (each.ids for each in page.found)
    assert page.panel._sides.first.id in first
    page.table.selectRow(1)
    rest(qtbot, window.desk.jobs)
    assert page.panel._sides.first.id in second
    page.refresh()
    rest(qtbot, window.desk.jobs)
    assert page.table.currentIndex().row() == 1
    assert page.panel._sides.first.id in second


def test_who_merges_keeps_the_keyboard_and_an_undone_merge_is_said_no_longer(
    qtbot: Any, window: Any, add: Any
) -> None:
    for _ in range(2):
        add("person", {"family_native": "山田", "given_native": "花子"})
    page = compared(qtbot, window)
    page.panel.merge_button.setFocus()
    qtbot.keyClick(page.panel.merge_button, Qt.Key.Key_Space)
    rest(qtbot, window.desk.jobs)
    assert page.isAncestorOf(window.focusWidget())
    assert page.banner.isVisible()
    window.undoing.undo()
    rest(qtbot, window.desk.jobs)
    assert len(page.found) == 1
    assert not page.banner.isVisible()


def test_a_confirmed_spelling_is_taken_with_who_confirmed_it(
    qtbot: Any, window: Any, add: Any
) -> None:
    name = {"family_native": "小松", "given_native": "道彦", "latin_family": "Komatsu"}
    add("person", {**name, "spelling_state": "guessed", "spelling_source": "the usual reading"})
    sure = {"spelling_state": "confirmed", "spelling_confirmed_by": "Liu Min"}
    add("person", {**name, "latin_family": "Komatu", **sure, "spelling_confirmed_on": TODAY})
    page = compared(qtbot, window)
    chosen = {name: choice.current() for name, choice in page.panel.choices.items()}
    assert set(chosen) == {
        "latin_family",
        "spelling_state",
        "spelling_source",
        "spelling_confirmed_by",
        "spelling_confirmed_on",
    }
    assert set(chosen.values()) == {"second"}


def test_names_of_both_organisations_are_chosen_row_by_row(
    qtbot: Any, window: Any, add: Any, load: Any
) -> None:
    def body(*texts: str) -> int:
        lines = [{"text": t, "language": "en", "type": "official"} for t in texts]
        return int(add("organisation", {"kind": "university"}, name=lines))

    first, _ = body("North College"), body("NORTH COLLEGE", "College of the North")
    go(qtbot, window, DUPLICATES).kinds.choose("organisation")
    rest(qtbot, window.desk.jobs)
    page = compared(qtbot, window)
    page.panel.ticks["name"][1][0].setChecked(False)
    page.panel.merge_button.click()
    rest(qtbot, window.desk.jobs)
    texts = [line.values["text"] for line in load("organisation", first).rows["name"]]
    assert texts == ["North College", "College of the North"]


def test_what_is_not_the_same_is_not_listed_again(qtbot: Any, window: Any, add: Any) -> None:
    for _ in range(2):
        add("person", {"family_native": "山田", "given_native": "花子"})
    page = compared(qtbot, window)
    page.panel.apart.emit()
    rest(qtbot, window.desk.jobs)
    assert page.found == []
    assert page.empty.isVisible()


def test_the_sidebar_marks_nothing_while_duplicates_are_looked_at(qtbot: Any, window: Any) -> None:
    meetings = Place("list", "meeting")
    go(qtbot, window, meetings)
    go(qtbot, window, DUPLICATES)
    assert [place for place, entry in window.sidebar.entries.items() if entry.isChecked()] == []
    go(qtbot, window, meetings)
    assert window.sidebar.entries[meetings].isChecked()


def test_what_was_said_not_to_be_the_same_can_be_taken_back(
    qtbot: Any, window: Any, add: Any
) -> None:
    for _ in range(2):
        add("person", {"family_native": "山田", "given_native": "花子"})
    page = compared(qtbot, window)
    page.panel.apart_button.click()
    rest(qtbot, window.desk.jobs)
    page.states.choose("apart")
    rest(qtbot, window.desk.jobs)
    assert [each.reasons for each in page.found] == [(SAME_NAME,)]
    qtbot.keyClick(page.table, Qt.Key.Key_Return)
    rest(qtbot, window.desk.jobs)
    page.panel.apart_button.click()
    rest(qtbot, window.desk.jobs)
    assert page.found == []
    page.states.choose("open")
    rest(qtbot, window.desk.jobs)
    assert len(page.found) == 1


def test_on_entry_the_likely_is_told_and_opened(qtbot: Any, window: Any, add: Any) -> None:
    known = add("person", {"family_native": "渡邊", "given_native": "龍"})
    page = go(qtbot, window, Place("record", "person", 0))
    type_text(page.form.editors["family_native"].line, "渡辺")
    type_text(page.form.editors["given_native"].line, "竜")
    page.similar.ask()
    rest(qtbot, window.desk.jobs)
    assert page.similar.isVisible()
    assert [hit.id for hit in page.similar.found] == [known]
    page.similar.chosen.emit(known, "")
    rest(qtbot, window.desk.jobs)
    assert window.place == Place("record", "person", known)


def test_the_likely_is_taken_instead_of_making_another(
    qtbot: Any, window: Any, add: Any, store: Any
) -> None:
    known = add("person", {"family_native": "山田", "given_native": "花子"})
    page = go(qtbot, window, Place("record", "meeting", 0))
    dialog = NewRecordDialog(window.desk, window.desk.kind("person"), "山田 花子", page)
    taken: list[int] = []
    dialog.added.connect(lambda record, _caption: taken.append(record))
    dialog.open()
    rest(qtbot, window.desk.jobs)
    dialog.similar.chosen.emit(dialog.similar.found[0].id, "")
    rest(qtbot, window.desk.jobs)
    assert taken == [known]
    with store.read() as session:
        assert len(session.execute(session.tables["person"].select()).all()) == 1
