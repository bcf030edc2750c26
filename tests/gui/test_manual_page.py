"""The manual in the window: F1 opens the page that fits, and one reads on by keyboard alone."""

from typing import Any

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QTextDocument

from intloffice.gui.pages.manual_page import ManualPage
from intloffice.gui.place import BACKUPS, HOME, Place
from intloffice.gui.widgets.manual_view import ManualView
from tests.gui.conftest import go, rest

NAMED = [{"text": "Exchange", "language": "en", "type": "official"}]


def reading(window: Any) -> str:
    assert isinstance(window.page, ManualPage)
    return window.page.leaf.name


@pytest.fixture
def press(qtbot: Any, window: Any) -> Any:
    def do(key: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        window.activateWindow()
        qtbot.waitUntil(window.isActiveWindow)
        qtbot.keyClick(window.focusWidget() or window, key, held)
        rest(qtbot, window.desk.jobs)

    return do


@pytest.mark.parametrize(
    ("place", "page"),
    [
        (HOME, "README"),
        (BACKUPS, "backups"),
        (Place("list", "meeting"), "find"),
        (Place("list", "agreement"), "expiring"),
        (Place("record", "agreement", 0), "agreement"),
        (Place("record", "meeting", 0), "visit"),
        (Place("entry", "award"), "rows"),
    ],
)
def test_f1_opens_the_page_that_fits_and_alt_left_comes_back(
    qtbot: Any, window: Any, press: Any, place: Place, page: str
) -> None:
    go(qtbot, window, place)
    press(Qt.Key.Key_F1)
    assert reading(window) == page
    press(Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert window.place == place


def test_files_and_history_of_a_record_have_pages_of_their_own(
    qtbot: Any, window: Any, press: Any, add: Any
) -> None:
    place = Place("record", "programme", add("programme", {"funding": "full"}, name=NAMED))
    form = go(qtbot, window, place)
    tabs = len(form._tabs.buttons())
    for tab, page in ((tabs - 2, "files"), (tabs - 1, "history")):
        form._go_to_section(tab)
        window.open_manual()
        assert reading(window) == page
        window.go_back()
        form = window.page


def test_links_and_the_list_lead_from_page_to_page_and_back(qtbot: Any, window: Any) -> None:
    go(qtbot, window, Place("manual", "agreement"))
    window.page.view.anchorClicked.emit(QUrl("files.md"))
    assert reading(window) == "files"
    window.page.list.setFocus()
    qtbot.keyClick(window.page.list, Qt.Key.Key_Down)
    assert reading(window) == "duplicates"
    assert window.page.list.hasFocus()
    window.go_back()
    window.go_back()
    assert reading(window) == "agreement"


def test_a_link_is_reached_and_followed_by_keyboard(qtbot: Any, window: Any) -> None:
    go(qtbot, window, Place("manual", "README"))
    view = window.page.view
    view.setFocus()
    qtbot.keyClick(view, Qt.Key.Key_Tab)
    qtbot.keyClick(view, Qt.Key.Key_Return)
    assert reading(window) == "first-start"


def test_a_search_lists_pages_marks_words_and_goes_on(qtbot: Any, window: Any) -> None:
    page = go(qtbot, window, Place("manual", "README"))
    qtbot.keyClicks(page.search, "passport")
    assert [page.list.item(row).text() for row in range(page.list.count())] == [
        "Export what is seen, or everything",
        "Personal data",
    ]
    qtbot.keyClick(page.search, Qt.Key.Key_Return)
    assert reading(window) == "export"
    assert {each.selectedText().lower() for each in page.view.marked} == {"passport"}
    qtbot.keyClick(page.search, Qt.Key.Key_Down)
    assert reading(window) == "personal-data"
    first = page.view.textCursor().position()
    qtbot.keyClick(page.search, Qt.Key.Key_Return)
    assert page.view.textCursor().position() == first  # the only place there
    page.search.setText("zzzz")
    assert page.list.item(0).text() == "Nothing found."


def test_another_language_shows_the_same_page_in_it(qtbot: Any, window: Any) -> None:
    from dataclasses import replace  # noqa: PLC0415

    go(qtbot, window, Place("manual", "renew"))
    for code, title in (("zh", "续签协议"), ("ja", "協定を更新する")):
        window.choose(replace(window.desk.settings, language=code))
        rest(qtbot, window.desk.jobs)
        assert window.page.leaf.title == title
        assert window.page.view.toPlainText().startswith(title)


def test_pictures_fit_the_page_and_are_sharp_on_the_screen(qtbot: Any, window: Any) -> None:
    page = go(qtbot, window, Place("manual", "visit"))
    view = page.view
    kind = QTextDocument.ResourceType.ImageResource.value
    picture = view.loadResource(kind, QUrl("../pictures/en/visit.png"))
    assert 200 < picture.deviceIndependentSize().width() <= view.viewport().width()
    assert picture.devicePixelRatioF() == view.devicePixelRatioF()
    assert not view.horizontalScrollBar().isVisible()


def test_nothing_outside_the_manual_is_read(qtbot: Any, window: Any) -> None:
    view = go(qtbot, window, Place("manual", "visit")).view
    kind = QTextDocument.ResourceType.ImageResource.value
    assert view.loadResource(kind, QUrl("../../icons/check.svg")).isNull()


def test_escape_puts_the_search_away_and_then_goes_back(
    qtbot: Any, window: Any, press: Any
) -> None:
    go(qtbot, window, BACKUPS)
    page = go(qtbot, window, Place("manual", "backups"))
    page.search.setFocus()
    qtbot.keyClicks(page.search, "stick")
    press(Qt.Key.Key_Escape)
    assert page.search.text() == ""
    press(Qt.Key.Key_Escape)
    assert window.place == BACKUPS


def test_the_window_is_left_and_opened_again_on_a_page_of_the_manual(
    qtbot: Any, window: Any, add: Any
) -> None:
    from tests.gui.conftest import close, opened_again  # noqa: PLC0415

    add("programme", {"funding": "full"}, name=NAMED)
    go(qtbot, window, Place("manual", "backups"))
    folder = window.desk.folder
    window.close()
    again = opened_again(qtbot, folder)
    assert reading(again) == "backups"
    close(qtbot, again)


@pytest.mark.parametrize("width", [1000, 1280, 1440, 1920])
def test_a_page_with_a_picture_is_never_wider_than_its_room(
    qtbot: Any, window: Any, width: int
) -> None:
    window.resize(width, 860)
    window.open_manual("visit")
    rest(qtbot, window.desk.jobs)
    view = window.page.findChild(ManualView)
    qtbot.waitUntil(lambda: view._room() == view._drawn_for)
    assert view.horizontalScrollBar().maximum() == 0
