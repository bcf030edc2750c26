"""An agreement is renewed from its page."""

from datetime import date
from typing import Any

import pytest
from PySide6.QtWidgets import QPushButton

from intloffice.gui.dialogs.renew_box import RenewBox
from intloffice.gui.place import Place
from tests.gui.conftest import go, rest


@pytest.fixture
def exchange(add: Any) -> int:
    """An agreement with a term of five years."""
    values = {"title_en": "Exchange", "kind": "student exchange", "level": "university"}
    term = {"effective_from": "2013-04-01", "effective_until": "2018-03-31", "basis": "first"}
    return int(add("agreement", values | {"renewal": "fixed"}, term=[term]))


def renewed(qtbot: Any, window: Any, which: int, text: str) -> None:
    page = go(qtbot, window, Place("record", "agreement", which))
    page._renew.click()
    rest(qtbot, window.desk.jobs)
    (box,) = page.findChildren(RenewBox)
    assert box.until.value() == date(2023, 3, 31)
    next(b for b in box.findChildren(QPushButton) if b.text() == text).click()
    rest(qtbot, window.desk.jobs)


def test_as_another_term_the_agreement_goes_on(
    qtbot: Any, window: Any, exchange: int, load: Any
) -> None:
    renewed(qtbot, window, exchange, "As another term")
    terms = load("agreement", exchange).rows["term"]
    assert [line.values["basis"] for line in terms] == ["first", "renewed"]
    assert len(window.page.form.rows["term"].values()) == 2
    assert "Renewed" in window.page.banner.sentence.text()
    assert window.page._tabs.checkedButton().text() == "Term"


def test_as_a_new_agreement_one_goes_to_its_successor(
    qtbot: Any, window: Any, exchange: int, load: Any
) -> None:
    renewed(qtbot, window, exchange, "As a new agreement")
    assert window.place == Place("record", "agreement", exchange + 1)
    assert load("agreement", exchange + 1).values["replaces_id"] == exchange
    window.undo_action.trigger()
    rest(qtbot, window.desk.jobs)
    assert window.place != Place("record", "agreement", exchange + 1)
