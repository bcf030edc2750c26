"""A block of cells pasted into the single fields of a form, and taken back."""

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

from intloffice.gui.place import Place
from tests.gui.conftest import go, rest
from tests.gui.test_every_form import NEEDED

_CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def paste(qtbot: Any, window: Any) -> Any:
    """Paste cells into a field of a form, by the keyboard."""
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)

    def pasted(page: Any, name: str, *rows: str) -> Any:
        editor = page.form.editors[name]
        editor.setFocus()
        QGuiApplication.clipboard().setText("\n".join(rows))
        qtbot.keyClick(window.focusWidget(), Qt.Key.Key_V, _CONTROL)
        rest(qtbot, window.desk.jobs)
        return editor

    return pasted


@pytest.fixture
def page(qtbot: Any, window: Any) -> Any:
    """The form of a new organisation."""
    return go(qtbot, window, Place("record", "organisation", 0))


def _values(page: Any, *names: str) -> list[Any]:
    return [page.form.editors[name].typed() for name in names]


def test_headings_beside_their_values_fill_the_fields_that_they_name(page, paste) -> None:
    paste(page, "city", "Country\tJapan", "城市：\t仙台", "ウェブサイト\thttps://tohoku.ac.jp",
          "Telephone\t12")  # fmt: skip
    assert _values(page, "country", "city", "website") == ["JP", "仙台", "https://tohoku.ac.jp"]
    assert page.banner.sentence.text() == (
        "3 fields were filled from what was pasted. Ctrl+Z takes it back. "
        "No field is called: Telephone."
    )
    assert {"country", "city", "website"} <= page.form.touched


def test_headings_above_the_values_of_one_record_fill_them_too(page, paste) -> None:
    paste(page, "city", "City\tCountry\tKind", "Kyoto\tJP\tUniversity")
    assert _values(page, "city", "country", "kind") == ["Kyoto", "JP", "university"]


def test_a_row_of_cells_fills_the_fields_that_follow(page, paste) -> None:
    names = [name for group in page.form.pasting._groups for name in group]
    at = names.index("country")
    assert names[at + 1] == "city"
    paste(page, "country", "日本\tKyoto")
    assert _values(page, "country", "city") == ["JP", "Kyoto"]


def test_ctrl_z_gives_back_what_was_pasted_over_and_nothing_that_was_saved(
    qtbot, window, add, load, paste
) -> None:
    record = add("organisation", {**NEEDED["organisation"], "city": "Sendai", "country": "JP"})
    page = go(qtbot, window, Place("record", "organisation", record))
    paste(page, "city", "City\tUppsala", "Country\tSweden")
    assert _values(page, "city", "country") == ["Uppsala", "SE"]
    qtbot.keyClick(window.focusWidget(), Qt.Key.Key_Z, _CONTROL)
    rest(qtbot, window.desk.jobs)
    assert _values(page, "city", "country") == ["Sendai", "JP"]
    assert page.form.touched == frozenset()
    assert page.banner.sentence.text() == "What was pasted is taken back."
    assert load("organisation", record).values["city"] == "Sendai"


def test_what_was_typed_after_it_is_taken_back_first(qtbot, window, page, paste) -> None:
    paste(page, "city", "City\tUppsala", "Country\tSweden")
    qtbot.keyClicks(window.focusWidget(), "!")
    assert _values(page, "city") == ["Uppsala!"]
    qtbot.keyClick(window.focusWidget(), Qt.Key.Key_Z, _CONTROL)
    assert _values(page, "city", "country") == ["Uppsala", "SE"]
    qtbot.keyClick(window.focusWidget(), Qt.Key.Key_Z, _CONTROL)
    assert _values(page, "city", "country") == ["", ""]


def test_the_way_back_is_offered_beside_what_is_said_and_ends_with_saving(
    qtbot, window, add, page, paste
) -> None:
    paste(page, "city", "City\tUppsala", "Country\tSweden")
    assert page.banner._act.text() == "Undo"
    qtbot.mouseClick(page.banner._act, Qt.MouseButton.LeftButton)
    assert _values(page, "city", "country") == ["", ""]
    assert not page.form.pasting.can_take_back


def test_a_record_that_is_named_is_found(qtbot, window, add, paste) -> None:
    name = {"text": "Kyoto University", "language": "en", "type": "official"}
    university = add("organisation", NEEDED["organisation"], name=[name])
    page = go(qtbot, window, Place("record", "position", 0))
    paste(page, "title_en", "Organisation\tKyoto University", "Official title\tDean")
    assert _values(page, "organisation_id", "title_en") == [university, "Dean"]


def test_a_block_that_fits_no_fields_is_one_text_and_said_to_be(page, paste) -> None:
    paste(page, "city", "a\tb\tc", "d\te\tf")
    assert _values(page, "city") == ["a b c d e f"]
    assert "pasted as one text" in page.banner.sentence.text()


def test_a_text_of_several_lines_takes_a_block_as_it_is(page, paste) -> None:
    paste(page, "notes", "a\tb", "d\te")
    assert _values(page, "notes") == ["a\tb\nd\te"]
    assert not page.form.pasting.can_take_back


def test_one_cell_alone_is_pasted_as_any_text_is(page, paste) -> None:
    paste(page, "city", "Kyoto\n")
    assert _values(page, "city") == ["Kyoto"]
    assert not page.form.pasting.can_take_back
