"""Closed lists: what is typed finds a choice anywhere in its words, and scrolling turns none."""

from typing import Any

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication

from intloffice.gui.editors.code_names import matching
from intloffice.gui.widgets.choices import Choices

KINDS = ("", "Framework agreement", "Student exchange", "Joint or dual degree", "Joint laboratory")
CHINESE = ("", "框架协议", "学生交换", "联合学位", "联合实验室")


@pytest.fixture
def choices(qtbot: Any) -> Any:
    """Make a list of such choices."""

    def made(words: tuple[str, ...]) -> Choices:
        box = Choices()
        box.addItems(words)
        qtbot.addWidget(box)
        box.show()
        box.setFocus()
        return box

    return made


@pytest.fixture(autouse=True)
def patient() -> Any:
    """Let what is typed in one go take as long as a busy machine needs."""
    before = QApplication.keyboardInputInterval()
    QApplication.setKeyboardInputInterval(60_000)
    yield
    QApplication.setKeyboardInputInterval(before)


@pytest.mark.parametrize(
    ("words", "typed", "found"),
    [
        (KINDS, "joint", "Joint or dual degree"),
        (KINDS, "joint l", "Joint laboratory"),
        (KINDS, "deg", "Joint or dual degree"),
        (KINDS, "agree", "Framework agreement"),
        (KINDS, "ex", "Student exchange"),
        (CHINESE, "lhx", "联合学位"),
        (CHINESE, "jiaohuan", "学生交换"),
        (CHINESE, "lhsys", "联合实验室"),
    ],
)
def test_a_choice_is_found_by_what_is_typed_of_its_words(qtbot, choices, words, typed, found):
    box = choices(words)
    chosen = []
    box.activated.connect(lambda _: chosen.append(box.currentText()))
    qtbot.keyClicks(box, typed)
    assert box.currentText() == found
    assert chosen[-1] == found, "who listens is told"


def test_the_same_letter_again_goes_to_the_next_that_begins_so(qtbot, choices):
    box = choices(KINDS)
    seen = []
    for _ in range(3):
        qtbot.keyClicks(box, "j")
        seen.append(box.currentText())
    assert seen == ["Joint or dual degree", "Joint laboratory", "Joint or dual degree"]


def test_what_is_typed_is_found_in_the_open_list_too(qtbot, choices):
    box = choices(KINDS)
    box.showPopup()
    qtbot.keyClicks(box.view(), "dual d")
    qtbot.keyClick(box.view(), Qt.Key.Key_Return)
    assert box.currentText() == "Joint or dual degree"


def test_who_scrolls_past_turns_nothing(choices):
    box = choices(KINDS)
    turned = QWheelEvent(
        QPointF(5, 5),
        box.mapToGlobal(QPointF(5, 5)),
        QPoint(),
        QPoint(0, -120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(box, turned)
    assert box.currentIndex() == 0
    assert not turned.isAccepted(), "the page may scroll"


def test_a_country_that_begins_as_typed_in_ones_own_language_comes_before_all_others():
    assert matching("country", "japan", language="en")[0] == "JP"
    assert matching("country", "rb", language="zh")[0] == "JP"
    assert matching("country", "deguo", language="zh")[0] == "DE"
    assert "GB" in matching("country", "kingdom", language="en")
    german = matching("language", "ge", language="en")
    assert german.index("de") < german.index("nds"), "German before Low German"


def test_of_countries_that_fit_alike_those_on_record_come_first():
    found = matching("country", "m", language="en", known=["MY", "DE"])
    assert found[0] == "MY"
    assert found.index("MX") < found.index("DE"), "Germany only holds the letter"
    assert matching("country", "", known=["SE", "DE"])[:3] == ["SE", "DE", "CN"]
