"""Briefings are issued, compared and known as of then in the window; what holds no more is told."""

import shutil
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton

from intloffice.gui import theme
from intloffice.gui.dialogs.issue_box import IssueBox
from intloffice.gui.pages.briefing_page import BriefingPage
from intloffice.gui.pages.home_page import HomePage
from intloffice.gui.pages.issued_page import UNTRUE, IssuedPage
from intloffice.gui.place import BRIEFINGS, HOME, ISSUED, Place
from intloffice.gui.widgets.untrue_card import UntrueCard
from intloffice.operations import issued as keeping
from tests.briefing.test_issuing import end_an_agreement
from tests.gui.conftest import rest, type_text


@pytest.fixture
def folder(folder: Path, sample_folder: Path) -> Path:
    """The folder of a sample office."""
    return shutil.copytree(sample_folder, folder, dirs_exist_ok=True)


@pytest.fixture
def page(qtbot, desk, store, tmp_path):
    theme.load_latin_fonts()
    made = BriefingPage(desk, lambda _parent, _title, name, _kinds: str(tmp_path / name))
    qtbot.addWidget(made)
    made.resize(1054, 768)
    made.show()
    made.arrive(BRIEFINGS)
    rest(qtbot, desk.jobs)
    return made


def issue(qtbot, page, note="For the Vice-Premier"):
    qtbot.mouseClick(page.issue, Qt.MouseButton.LeftButton)
    box = page.findChildren(IssueBox)[-1]
    type_text(box.line, note)
    qtbot.keyClick(box.line, Qt.Key.Key_Return)
    rest(qtbot, page.desk.jobs)


def all_issued(store):
    with store.read() as session:
        return keeping.every(session)


def issued_page(qtbot, desk, tmp_path, place=ISSUED):
    made = IssuedPage(desk, lambda _parent, _title, name, _kinds: str(tmp_path / name))
    qtbot.addWidget(made)
    made.resize(1054, 768)
    made.show()
    made.arrive(place)
    rest(qtbot, desk.jobs)
    return made


def test_what_is_shown_is_issued_with_a_remark(qtbot, page, store) -> None:
    shown = page.printed.pdf
    issue(qtbot, page)
    (kept,) = all_issued(store)
    assert (kept.note, kept.issued_by, kept.language) == ("For the Vice-Premier", "Liu Min", "en")
    with store.read() as session:
        document = keeping.document_of(session, store.folder, kept)
    assert document.path.read_bytes() == shown
    assert kept.reference in page.banner.sentence.text()


def test_what_is_issued_lacks_the_sections_that_were_not_ticked(qtbot, page, store) -> None:
    page.panel.boxes["Awards"].click()
    rest(qtbot, page.desk.jobs)
    issue(qtbot, page)
    (kept,) = all_issued(store)
    assert kept.options["left_out"] == ["Awards"]
    with store.read() as session:
        assert "awards.funder" not in keeping.facts_of(session, kept.id)


def test_one_click_tells_what_has_changed_since_the_last_one_issued(qtbot, page, store) -> None:
    issue(qtbot, page)
    (kept,) = all_issued(store)
    end_an_agreement(store)
    page.refresh()
    rest(qtbot, page.desk.jobs)
    clocks = page.panel.clocks
    assert clocks.base.itemText(0).startswith(kept.reference)
    qtbot.mouseClick(clocks.compared, Qt.MouseButton.LeftButton)
    rest(qtbot, page.desk.jobs)
    assert page._composed.briefing.since.reference == kept.reference
    assert any(key.startswith("changes.agreements/") for key in page.printed.facts)
    page.open_fact("changes.agreements/ended")
    rest(qtbot, page.desk.jobs)
    assert [kind for kind, _ in page.drawer.records] == ["agreement"]


def test_another_day_is_compared_with_without_anything_issued(qtbot, page) -> None:
    clocks = page.panel.clocks
    qtbot.mouseClick(clocks.compared, Qt.MouseButton.LeftButton)
    rest(qtbot, page.desk.jobs)
    assert page._composed.briefing.since.day == date(2016, 12, 28)
    clocks.day.line.clear()
    type_text(clocks.day.line, "2017-06-30")
    qtbot.keyClick(clocks.day.line, Qt.Key.Key_Return)
    rest(qtbot, page.desk.jobs)
    assert page._composed.briefing.since.day == date(2017, 6, 30)


def test_the_briefing_is_told_as_known_then_and_what_was_corrected_is_listed(
    qtbot, page, store
) -> None:
    before = page.printed.pdf
    with store.read() as session:
        point = session.head().number
    end_an_agreement(store)
    page.refresh()
    rest(qtbot, page.desk.jobs)
    assert page.printed.pdf != before
    clocks = page.panel.clocks
    qtbot.mouseClick(clocks.ask, Qt.MouseButton.LeftButton)
    type_text(clocks.point, f"#{point}")
    qtbot.keyClick(clocks.point, Qt.Key.Key_Return)
    rest(qtbot, page.desk.jobs)
    assert page.printed.pdf == before
    qtbot.mouseClick(clocks.corrections, Qt.MouseButton.LeftButton)
    rest(qtbot, page.desk.jobs)
    rows = page.drawer.table.texts.rows
    assert ("university-level agreements in force", "15", "14") in rows
    assert any(row[0].endswith("Ended on") and row[2] == "2016-01-01" for row in rows)
    qtbot.mouseClick(clocks.close_point, Qt.MouseButton.LeftButton)
    rest(qtbot, page.desk.jobs)
    assert page.printed.pdf != before


def test_a_point_that_is_none_is_told_on_the_page(qtbot, page) -> None:
    page.panel.clocks.know_on("soon")
    rest(qtbot, page.desk.jobs)
    assert "neither a day" in page.view._message


def test_the_paper_is_shown_and_saved_as_it_was_issued(qtbot, page, store, tmp_path) -> None:
    shown = page.printed.pdf
    issue(qtbot, page)
    (kept,) = all_issued(store)
    end_an_agreement(store)
    made = issued_page(qtbot, page.desk, tmp_path)
    assert made.table.texts.rows[0][:2] == (kept.reference, "Cooperation with Japan")
    assert made.paper.pdf == shown
    qtbot.keyClick(made.table, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    made.save_pdf()
    rest(qtbot, page.desk.jobs)
    assert (tmp_path / f"{kept.reference} Cooperation with Japan.pdf").read_bytes() == shown


def test_sentences_that_hold_no_more_are_listed_set_aside_and_taken_up(
    qtbot, page, store, tmp_path
) -> None:
    issue(qtbot, page)
    which = end_an_agreement(store)
    home = HomePage(page.desk)
    qtbot.addWidget(home)
    home.show()
    home.arrive(HOME)
    rest(qtbot, page.desk.jobs)
    number = int(home.untrue.said.text().split()[0])
    assert number >= 1
    with qtbot.waitSignal(home.going) as gone:
        qtbot.mouseClick(home.untrue, Qt.MouseButton.LeftButton)
    made = issued_page(qtbot, page.desk, tmp_path, gone.args[0])
    cards = made.findChildren(UntrueCard)
    assert len([card for card in cards if card.isVisible()]) == number
    first = next(card for card in cards if "15 university-level" in card.line.then)
    assert "14 university-level" in first.line.now
    link = next(b for b in first.findChildren(QPushButton) if "Tohoku" in b.text())
    with qtbot.waitSignal(made.going) as gone:
        qtbot.mouseClick(link, Qt.MouseButton.LeftButton)
    assert gone.args[0] == Place("record", "agreement", which)
    qtbot.mouseClick(first.leave, Qt.MouseButton.LeftButton)
    box = made.findChildren(IssueBox)[-1]
    type_text(box.line, "The Consul knows")
    qtbot.keyClick(box.line, Qt.Key.Key_Return)
    rest(qtbot, page.desk.jobs)
    assert [line.mark for line in made.untrue if line.aside] == [first.line.mark]
    home.refresh()
    rest(qtbot, page.desk.jobs)
    assert home.untrue.isHidden() == (number == 1)
    card = next(c for c in made.findChildren(UntrueCard) if c.isVisible() and c.line.aside)
    assert any("The Consul knows" in label.text() for label in card.findChildren(QLabel))
    qtbot.mouseClick(card.leave, Qt.MouseButton.LeftButton)
    rest(qtbot, page.desk.jobs)
    assert not any(line.aside for line in made.untrue)


def test_nothing_is_told_where_nothing_was_issued(qtbot, page, tmp_path) -> None:
    made = issued_page(qtbot, page.desk, tmp_path)
    assert not made.save.isEnabled()
    assert "No briefing was issued yet" in made.empty.text()
    made.parts.choose(UNTRUE)
    assert "still holds" in made.empty.text()
