"""Protected values in the window: masked until asked for, each showing and export written down."""

from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QLabel, QPlainTextEdit

from intloffice.gui.dialogs.erase_dialog import EraseDialog
from intloffice.gui.place import SPREADSHEETS, Place
from intloffice.gui.problems import Notice
from intloffice.gui.widgets.report_box import ReportBox
from intloffice.operations import edit
from intloffice.operations.disclosing import disclosures
from intloffice.operations.erasing import NOBODY
from intloffice.records.person import PERSON
from tests.gui.conftest import go, rest, type_text

PASSPORT = "E12345678"


def _person(add: Any) -> Place:
    values = {"family_native": "河村", "given_native": "能人", "passport_number": PASSPORT}
    return Place("record", "person", add("person", values))


def _texts(root: Any) -> list[str]:
    return [label.text() for label in root.findChildren(QLabel) if label.isVisible()]


def test_a_protected_value_shows_its_end_only_until_it_is_asked_for(
    qtbot: Any, window: Any, add: Any, store: Any
) -> None:
    place = _person(add)
    page = go(qtbot, window, place)
    editor = page.form.editors["passport_number"]
    assert editor._hint.text().endswith("678")
    assert not any(PASSPORT in text for text in _texts(window))
    editor.reveal()
    rest(qtbot, window.desk.jobs)
    assert editor.inner.line.text() == PASSPORT
    with store.read() as session:
        (told,) = disclosures(session, PERSON, place.record or 0)
    assert (told.field, told.how, told.author) == ("passport_number", "shown", "Liu Min")


def test_the_history_tells_who_was_shown_what(qtbot: Any, window: Any, add: Any) -> None:
    page = go(qtbot, window, _person(add))
    page.form.editors["passport_number"].reveal()
    rest(qtbot, window.desk.jobs)
    page._go_to_section(len(page._tabs.buttons()) - 1)
    rest(qtbot, window.desk.jobs)
    assert "Passport number was shown" in _texts(page)
    assert not any(PASSPORT in text for text in _texts(page))


def test_a_value_that_both_changed_stays_masked(
    qtbot: Any, window: Any, add: Any, store: Any
) -> None:
    place = _person(add)
    page = go(qtbot, window, place)
    page.form.editors["passport_number"].reveal()
    type_text(page.form.editors["passport_number"].inner.line, "9")
    with store.write("Other", "Wang") as session:
        edit.change(session, PERSON, place.record or 0, 1, {"passport_number": "E00000000"})
    page.save()
    rest(qtbot, window.desk.jobs)
    shown = _texts(page.conflict)
    assert shown
    assert not any("E0000" in text or PASSPORT in text for text in shown)
    page.discard()


def test_an_export_of_protected_fields_is_written_down_with_its_purpose(
    qtbot: Any, window: Any, add: Any, store: Any, tmp_path: Path
) -> None:
    place = _person(add)
    page = go(qtbot, window, SPREADSHEETS)
    assert page.purpose.isHidden()
    page.protected["person.passport_number"].setChecked(True)
    assert not page.purpose.isHidden()
    page.purpose.setText("Visas for Kumamoto")
    page.export_all(str(tmp_path / "all.xlsx"))
    rest(qtbot, window.desk.jobs)
    assert (tmp_path / "all.xlsx").exists()
    with store.read() as session:
        (told,) = disclosures(session, PERSON, place.record or 0)
    assert (told.how, told.purpose, told.number) == ("exported", "Visas for Kumamoto", 1)


def test_a_person_is_erased_once_the_name_was_typed(
    qtbot: Any, window: Any, add: Any, load: Any, folder: Path
) -> None:
    place = _person(add)
    page = go(qtbot, window, place)
    page._ask_to_erase()
    rest(qtbot, window.desk.jobs)
    (dialog,) = page.findChildren(EraseDialog)
    assert not dialog.erase.isEnabled()
    type_text(dialog.line, "河村")
    assert not dialog.erase.isEnabled()
    dialog.line.setText(dialog._caption)
    assert dialog.erase.isEnabled()
    dialog.erase.click()
    rest(qtbot, window.desk.jobs)
    assert load("person", place.record or 0).values["family_native"] == NOBODY
    assert window.place != place
    assert "was erased" in window.page.banner.sentence.text()
    assert (folder / "erasures.jsonl").exists()
    assert PASSPORT.encode() not in (folder / "office.db").read_bytes()


def test_the_report_is_shown_before_it_is_copied(qtbot: Any, window: Any) -> None:
    window.tell(Notice("Something went wrong.", "ValueError\n  edit.py:12 add"))
    window.page.banner._copy.click()
    (box,) = window.page.banner.findChildren(ReportBox)
    assert box.findChildren(QPlainTextEdit)[0].toPlainText() == "ValueError\n  edit.py:12 add"
    box.copy_report()
