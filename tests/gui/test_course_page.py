"""The page of an agreement's course: terms over the years, and numbers that open their records."""

from datetime import date
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from intloffice.gui.place import HOME, Place
from tests.gui.conftest import go, rest


@pytest.fixture
def agreement(add: Any) -> int:
    """An agreement of two terms with a gap, under which one student was sent this year."""
    they = add("organisation", {"kind": "university"}, name=[_called("They")])
    values = {
        "title_en": "Exchange <b>",
        "kind": "student exchange",
        "level": "university",
        "renewal": "fixed",
    }
    which = int(
        add(
            "agreement",
            values,
            party=[{"side": "theirs", "organisation_id": they, "role": "party"}],
            term=[
                {
                    "effective_from": date(2010, 1, 1),
                    "effective_until": date(2012, 12, 31),
                    "basis": "first",
                },
                {
                    "effective_from": date(2015, 1, 1),
                    "effective_until": date(2019, 12, 31),
                    "basis": "renewed",
                },
            ],
            condition=[
                {"direction": "outbound", "mobility_type": "student studies", "places_a_year": 3}
            ],
            signatory=[{"on_behalf_of_id": they, "signed_on": date(2009, 1, 1)}],
        )
    )
    who = add("person", {"family_native": "Rossi"})
    add(
        "mobility",
        {
            "person_id": who,
            "organisation_id": they,
            "direction": "outbound",
            "status": "abroad",
            "planned_start": date(2017, 9, 1),
            "agreement_id": which,
        },
    )
    return which


def _called(text: str) -> dict[str, str]:
    return {"text": text, "language": "en", "type": "official"}


def test_the_form_leads_to_the_course_with_its_gap(qtbot: Any, window: Any, agreement: int) -> None:
    form = go(qtbot, window, Place("record", "agreement", agreement))
    form._course.click()
    rest(qtbot, window.desk.jobs)
    page = window.page
    assert page.title.whole == "Exchange <b>"
    assert page.gaps.text() == "Nothing in force from 1 January 2013 to 31 December 2014."
    assert [s.is_gap for s in page.timeline._stretches] == [False, True, False]
    assert "1 January 2010" in page.timeline.accessibleDescription()


def test_arrows_go_along_and_enter_opens(qtbot: Any, window: Any, agreement: int) -> None:
    page = go(qtbot, window, Place("course", "agreement", agreement))
    line = page.timeline
    qtbot.keyClick(line, Qt.Key.Key_Right)
    assert "Nothing in force" in line.accessibleDescription()
    qtbot.keyClick(line, Qt.Key.Key_Return)
    assert window.place.page == "course"
    qtbot.keyClick(line, Qt.Key.Key_Right)
    qtbot.keyClick(line, Qt.Key.Key_Return)
    rest(qtbot, window.desk.jobs)
    assert window.place == Place("record", "agreement", agreement)


def test_a_bar_is_opened_by_the_mouse(qtbot: Any, window: Any, agreement: int) -> None:
    page = go(qtbot, window, Place("course", "agreement", agreement))
    middle = page.timeline.rect_of(0).center().toPoint()
    QTest.mouseMove(page.timeline, middle + QPoint(1, 0))
    QTest.mouseClick(page.timeline, Qt.MouseButton.LeftButton, pos=middle)
    rest(qtbot, window.desk.jobs)
    assert window.place == Place("record", "agreement", agreement)


def test_a_number_opens_exactly_its_records(qtbot: Any, window: Any, agreement: int) -> None:
    page = go(qtbot, window, Place("course", "agreement", agreement))
    numbers = [page.table.itemAtPosition(1, column).widget() for column in (1, 2)]
    assert [number.text() for number in numbers] == ["1 of 3", "1 of 9"]
    numbers[0].click()
    rest(qtbot, window.desk.jobs)
    assert [kind for kind, _ in page.drawer.records] == ["mobility"]
    page._escape()
    assert page.drawer.isHidden()


def test_one_that_is_gone_leads_back(qtbot: Any, window: Any, agreement: int) -> None:
    go(qtbot, window, HOME)
    window.go(Place("course", "agreement", agreement + 1000))
    rest(qtbot, window.desk.jobs)
    assert window.place == HOME


def test_an_agreement_to_the_end_of_the_calendar_that_nobody_signed_is_drawn(
    qtbot: Any, window: Any, add: Any
) -> None:
    values = {"title_en": "For ever", "kind": "framework", "level": "university"}
    term = {"effective_from": date(1, 1, 1), "effective_until": date.max, "basis": "first"}
    which = add("agreement", values | {"renewal": "fixed"}, term=[term])
    page = go(qtbot, window, Place("course", "agreement", which))
    assert not page.timeline.grab().isNull()
    assert page.timeline._stretches[0].is_planned
    assert "not signed by all" in page.timeline.accessibleDescription()
