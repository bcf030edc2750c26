"""Chinese and Japanese as they are typed: composed first, then chosen; nothing acts before."""

from typing import Any

import pytest
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QWidget

from intloffice.gui.place import Place
from tests.gui.conftest import go, rest


def compose(widget: QWidget, letters: str) -> None:
    """Show letters that are not chosen yet."""
    QCoreApplication.sendEvent(widget, QInputMethodEvent(letters, []))


def commit(widget: QWidget, text: str) -> None:
    """Choose what is written."""
    event = QInputMethodEvent("", [])
    event.setCommitString(text)
    QCoreApplication.sendEvent(widget, event)


@pytest.fixture
def page(qtbot: Any, window: Any) -> Any:
    """An empty form of a person."""
    return go(qtbot, window, Place("record", "person", 0))


def test_every_line_of_the_form_takes_what_was_chosen_and_nothing_before(
    qtbot: Any, window: Any, page: Any
) -> None:
    for name in ("family_native", "given_native", "notes", "protocol_notes", "tags"):
        editor = page.form.editors[name]
        editor.setFocus()
        face = editor
        while face.focusProxy() is not None:
            face = face.focusProxy()
        compose(face, "chongq")
        for key in (Qt.Key.Key_Return, Qt.Key.Key_Escape, Qt.Key.Key_Backspace, Qt.Key.Key_Tab):
            qtbot.keyClick(face, key)
        qtbot.keyClick(face, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
        assert editor.value() in ("", ())
        commit(face, "重庆かな")
        assert editor.value() in ("重庆かな", ("重庆かな",))
    rest(qtbot, window.desk.jobs)
    assert window.place == Place("record", "person", 0)
    assert page.snapshot is None


def test_keys_act_again_once_it_is_chosen(qtbot: Any, window: Any, page: Any) -> None:
    line = page.form.editors["tags"].line
    page.form.editors["tags"].show_value(("客人",), {})
    line.setFocus()
    compose(line, "gui")
    qtbot.keyClick(line, Qt.Key.Key_Backspace)
    assert page.form.editors["tags"].value() == ("客人",)
    commit(line, "贵宾")
    qtbot.keyClick(line, Qt.Key.Key_Return)
    assert page.form.editors["tags"].value() == ("客人", "贵宾")
    assert line.text() == ""


def test_a_suggestion_is_not_taken_by_the_key_that_chooses_a_character(
    qtbot: Any, window: Any, add: Any
) -> None:
    add(
        "organisation",
        {"kind": "university"},
        name=[{"text": "東北大学", "language": "ja", "type": "official"}],
    )
    page = go(qtbot, window, Place("record", "position", 0))
    editor = next(e for e in page.form.editors.values() if e.field.refers_to == "organisation")
    editor.setFocus()
    line = editor.focusProxy()
    commit(line, "東北")
    rest(qtbot, window.desk.jobs)
    qtbot.wait(300)
    rest(qtbot, window.desk.jobs)
    compose(line, "だいがく")
    qtbot.keyClick(line, Qt.Key.Key_Return)
    assert line.text() == "東北"
    commit(line, "大学")
    assert line.text() == "東北大学"


def test_the_search_of_a_list_waits_for_what_is_chosen(qtbot: Any, window: Any, add: Any) -> None:
    add("person", {"family_native": "河村", "given_native": "能人"})
    page = go(qtbot, window, Place("list", "person"))
    page.search.setFocus()
    compose(page.search, "かわ")
    qtbot.keyClick(page.search, Qt.Key.Key_Return)
    qtbot.keyClick(page.search, Qt.Key.Key_Escape)
    rest(qtbot, window.desk.jobs)
    assert window.place == Place("list", "person")
    assert page.search.text() == ""
    assert window.focusWidget() is page.search
    commit(page.search, "河村")
    assert page.search.text() == "河村"
    rest(qtbot, window.desk.jobs)
