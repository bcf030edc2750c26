"""What people typed is shown as it is, in every widget: no markup is obeyed, nothing is hidden."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from PySide6.QtGui import QAction, QTextDocument
from PySide6.QtWidgets import (
    QAbstractButton,
    QGroupBox,
    QLabel,
    QMessageBox,
    QProgressDialog,
    QTextBrowser,
    QTextEdit,
    QWidget,
)

from intloffice.gui.dialogs.find_box import FindBox
from intloffice.gui.dialogs.new_record_dialog import NewRecordDialog
from intloffice.gui.pages.conflict_panel import Difference
from intloffice.gui.place import BRIEFINGS, HOME, SETTINGS, SPREADSHEETS, TRASH, Place
from intloffice.operations import edit
from intloffice.records import ALL_KINDS
from intloffice.schema.field import FieldType
from tests.gui.conftest import go, rest, type_text
from tests.stores import add_one_of_each, filled

MARKUP = "<b>Bo</b><img src='file:///etc/hostname'> & Söhne"
TURNING = "\u202e"
HOSTILE = f"{MARKUP}{TURNING}\u200b"
TEXTS = {FieldType.LINE, FieldType.TEXT, FieldType.WORDS}


@pytest.fixture
def hostile(store: Any) -> dict[str, int]:
    """A record of every kind whose every text looks like markup and hides signs."""
    with store.write(f"Add {HOSTILE}", HOSTILE) as session:
        ids = add_one_of_each(session)
        for kind in ALL_KINDS:
            values = _hostile(list(kind.fields.values()), ids)
            rows = {rows.name: [_hostile(rows.fields, ids)] for rows in kind.rows}
            ids[kind.name] = edit.add(session, kind, values, rows)
    return ids


def _hostile(fields: Any, ids: dict[str, int]) -> dict[str, Any]:
    values = filled(fields, ids)
    for field in fields:
        if field.type in TEXTS:
            values[field.name] = (HOSTILE,) if field.type is FieldType.WORDS else HOSTILE
    return values


def _shown(root: QWidget) -> Iterator[tuple[QWidget, str]]:
    """Walk through all that Qt might take as markup, or paint as it comes."""
    for widget in (root, *root.findChildren(QWidget)):
        if widget.toolTip():
            yield widget, widget.toolTip()
        if isinstance(widget, QLabel | QAbstractButton):
            yield widget, widget.text()
        if isinstance(widget, QGroupBox):
            yield widget, widget.title()


def _expect_plain(root: QWidget) -> int:
    """Find nothing that Qt would obey, and return how often a hostile text was shown."""
    met = 0
    for widget, text in _shown(root):
        met += "etc/hostname" in text
        where = f"{type(widget).__name__} in {type(root).__name__}: {text!r}"
        assert TURNING not in text, where
        assert "\u200b" not in text, where
        if isinstance(widget, QLabel) and text == widget.text():
            plain = widget.textFormat().name == "PlainText"
            assert plain or not text.strip(), where
        elif isinstance(widget, QAbstractButton) and text == widget.text():
            assert "& S" not in text.replace("&&", ""), where
        if widget.toolTip() == text:
            document = QTextDocument()
            document.setHtml(text)
            assert "<img" not in text, where
    for sort in (QTextEdit, QTextBrowser, QMessageBox, QProgressDialog):
        assert not root.findChildren(sort), f"{sort.__name__} takes text for markup"
    for action in root.findChildren(QAction):
        assert "<img" not in action.toolTip()
        assert "& S" not in action.text().replace("&&", "")
    return met


@pytest.mark.parametrize("kind", [kind.name for kind in ALL_KINDS])
def test_lists_forms_and_histories_of_every_kind_show_it_as_it_is(
    qtbot: Any, window: Any, hostile: dict[str, int], kind: str
) -> None:
    page = go(qtbot, window, Place("list", kind))
    page.table.selectRow(0)
    rest(qtbot, window.desk.jobs)
    page.table.selectRow(1)
    rest(qtbot, window.desk.jobs)
    met = _expect_plain(window)
    form = go(qtbot, window, Place("record", kind, hostile[kind]))
    form._go_to_section(len(form._tabs.buttons()) - 1)
    rest(qtbot, window.desk.jobs)
    assert met + _expect_plain(window) > 0, "the text must be somewhere"
    assert form.is_edited is False


@pytest.mark.parametrize("place", [HOME, BRIEFINGS, SPREADSHEETS, SETTINGS, TRASH], ids=str)
def test_the_other_pages_show_it_as_it_is(
    qtbot: Any, window: Any, hostile: dict[str, int], place: Place
) -> None:
    page = go(qtbot, window, Place("list", "award"))
    page.deeds.remove([hostile["award"]])
    rest(qtbot, window.desk.jobs)
    window.choose(replace(window.desk.settings, letterhead=HOSTILE, author=HOSTILE))
    go(qtbot, window, place)
    _expect_plain(window)


def test_boxes_panels_and_notices_show_it_as_it_is(
    qtbot: Any, window: Any, hostile: dict[str, int]
) -> None:
    page = go(qtbot, window, Place("record", "position", hostile["position"]))
    page.conflict.show_differences(
        [HOSTILE], [Difference("title_en", HOSTILE, HOSTILE, f"{HOSTILE} too")]
    )
    page.banner.offer(HOSTILE, HOSTILE, lambda: None)
    page.form.editors["title_en"].show_problem(HOSTILE)
    assert _expect_plain(window) >= 4
    window.open_finder()
    (box,) = window.findChildren(FindBox)
    type_text(box.line, "Söhne")
    rest(qtbot, window.desk.jobs)
    _expect_plain(box)
    box.close()
    page._create("person", HOSTILE, page.form.editors["person_id"])
    (dialog,) = window.findChildren(NewRecordDialog)
    _expect_plain(dialog)
    dialog._give_up()


def test_a_form_that_is_opened_and_saved_elsewhere_changes_no_other_text(
    qtbot: Any, window: Any, add: Any, load: Any
) -> None:
    long, odd = "x" * 40_000, "a\u00a0b\u2003c\u200b\n\td\u2028e"
    person = add("person", {"family_native": long, "notes": odd, "protocol_notes": odd})
    before = load("person", person).values
    page = go(qtbot, window, Place("record", "person", person))
    assert page.form.editors["family_native"].line.text() == long, "nothing is cut"
    type_text(page.form.editors["protocol_notes"].inner.text, "!")
    page.save()
    rest(qtbot, window.desk.jobs)
    after = load("person", person).values
    assert after.pop("protocol_notes").replace("!", "") == before.pop("protocol_notes").replace(
        "\u2028", "\n"
    )
    assert after == before


def test_signs_that_nobody_sees_are_said_and_taken_out_with_a_click(
    qtbot: Any, window: Any, add: Any, load: Any
) -> None:
    person = add("person", {"family_native": "河\u200b村"})
    page = go(qtbot, window, Place("record", "person", person))
    editor = page.form.editors["family_native"]
    assert "U+200B" in editor._unseen.findChildren(QLabel)[0].text()
    assert not page.is_edited, "looking changes nothing"
    editor._take_out()
    assert editor._unseen.isHidden()
    page.save()
    rest(qtbot, window.desk.jobs)
    assert load("person", person).values["family_native"] == "河村"
