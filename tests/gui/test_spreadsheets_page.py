"""The page that writes workbooks, and reads them in after showing what they would change."""

from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook
from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from intloffice.gui import sheets
from intloffice.gui.desk import Desk
from intloffice.gui.pages import register_panel
from intloffice.gui.pages.spreadsheets_page import SpreadsheetsPage
from intloffice.gui.place import SPREADSHEETS
from intloffice.gui.widgets.progress import Progress
from intloffice.operations import browse, edit, undo
from intloffice.operations.sample import fill
from intloffice.spreadsheets.registers import headings, taking
from tests.commands.test_workbooks import many_people
from tests.gui.conftest import PATIENCE, held, rest
from tests.stores import agreement, organisation, person, stay

NAME = {"language": "en", "type": "official"}


@pytest.fixture
def page(qtbot: QtBot, desk: Desk, store, tmp_path) -> SpreadsheetsPage:
    """The page, over an office with a university and a person."""
    made = SpreadsheetsPage(desk, lambda _parent, _title, name, _kinds: str(tmp_path / name))
    qtbot.addWidget(made)
    made.resize(1054, 768)
    made.show()
    made.arrive(SPREADSHEETS)
    rest(qtbot, desk.jobs)
    return made


@pytest.fixture
def people(add) -> tuple[int, int]:
    """A university and a person, whose passport is on record."""
    where = add(
        "organisation",
        {"kind": "university", "country": "JP", "city": "Sendai"},
        name=[{**NAME, "text": "Tohoku University"}],
    )
    passport = {"family_native": "河村", "given_native": "能人", "passport_number": "TK1234567"}
    return where, add("person", passport)


@pytest.fixture
def exported(qtbot, page, people, tmp_path) -> Path:
    """A workbook of everything."""
    page.save_everything()
    rest(qtbot, page.desk.jobs)
    return tmp_path / "Everything 2017-12-31.xlsx"


def replaced(path: Path, before: str, after: str) -> Path:
    book = load_workbook(path)
    for sheet in book.worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                if cell.value == before:
                    cell.value = after
    book.save(path)
    return path


def written(path: Path) -> set[object]:
    book = load_workbook(path)
    return {value for sheet in book for row in sheet.iter_rows(values_only=True) for value in row}


def read(qtbot, page, path: Path) -> None:
    page.read(str(path))
    rest(qtbot, page.desk.jobs)


def test_everything_is_written_without_protected_fields(page, exported) -> None:
    assert "Tohoku University" in written(exported)
    assert "TK1234567" not in written(exported)
    assert page.everything.result.text() == f"Saved to {exported}: 2 records"
    assert not page.everything.working


def test_a_protected_field_is_written_where_it_is_ticked(qtbot, page, people, tmp_path) -> None:
    assert not any(box.isChecked() for box in page.protected.values())
    page.protected["person.passport_number"].click()
    page.save_everything()
    rest(qtbot, page.desk.jobs)
    assert "TK1234567" in written(tmp_path / "Everything 2017-12-31.xlsx")


def test_everything_is_written_in_the_language_chosen(qtbot, page, people, tmp_path) -> None:
    page.languages.choose("ja")
    page.export_all(str(tmp_path / "ja.xlsx"))
    rest(qtbot, page.desk.jobs)
    page.languages.choose("en")
    page.export_all(str(tmp_path / "en.xlsx"))
    rest(qtbot, page.desk.jobs)
    titles = [load_workbook(tmp_path / f"{code}.xlsx").sheetnames for code in ("ja", "en")]
    assert titles[0] != titles[1]


def test_writing_everything_tells_how_far_it_is(qtbot, page, people, tmp_path) -> None:
    card, told = page.everything, []
    card.bar.valueChanged.connect(told.append)
    page.export_all(str(tmp_path / "a.xlsx"))
    assert card.stop.isVisible()
    rest(qtbot, page.desk.jobs)
    assert told[-1] == card.bar.maximum() == 3  # an organisation, its name, a person
    assert not card.stop.isVisible()


def test_a_yearly_workbook_tells_how_far_it_is_and_is_cancelled(
    qtbot, page, people, tmp_path
) -> None:
    card, told = page.yearly, []
    page.arrive(SPREADSHEETS)
    rest(qtbot, page.desk.jobs)
    page.years.addItem("2017", 2017)
    page.years.setCurrentIndex(page.years.findData(2017))
    card.bar.valueChanged.connect(told.append)
    (tmp_path / "a.xlsx").write_bytes(b"what was there")
    with held(page.desk.jobs):
        page.export_year(str(tmp_path / "a.xlsx"))
        assert card.stop.isVisible()
        qtbot.mouseClick(card.stop, Qt.MouseButton.LeftButton)
    rest(qtbot, page.desk.jobs)
    assert card.result.text() == "It was stopped. What was there before was kept."
    assert [path.name for path in tmp_path.iterdir() if path.name.endswith("xlsx")] == ["a.xlsx"]
    assert (tmp_path / "a.xlsx").read_bytes() == b"what was there"
    page.export_year(str(tmp_path / "a.xlsx"))
    rest(qtbot, page.desk.jobs)
    assert told[-1] == card.bar.maximum() > 10
    assert not card.stop.isVisible()
    assert load_workbook(tmp_path / "a.xlsx").sheetnames[0] == "Summary"


def test_writing_everything_is_cancelled_and_the_old_file_kept(
    qtbot, page, people, tmp_path
) -> None:
    (tmp_path / "a.xlsx").write_bytes(b"what was there")
    with held(page.desk.jobs):
        page.export_all(str(tmp_path / "a.xlsx"))
        qtbot.mouseClick(page.everything.stop, Qt.MouseButton.LeftButton)
    rest(qtbot, page.desk.jobs)
    said = page.everything.result.text()
    assert said == "It was stopped. What was there before was kept."
    assert (tmp_path / "a.xlsx").read_bytes() == b"what was there"
    assert not list(tmp_path.glob(".a*"))
    page.export_all(str(tmp_path / "a.xlsx"))
    rest(qtbot, page.desk.jobs)
    assert "Tohoku University" in written(tmp_path / "a.xlsx")


def test_the_years_on_record_are_offered_and_one_is_written(qtbot, page, store, tmp_path) -> None:
    assert not page._save_year.isEnabled()
    fill(store)
    page.refresh()
    rest(qtbot, page.desk.jobs)
    years = [page.years.itemData(number) for number in range(page.years.count())]
    assert years == sorted(years, reverse=True)
    assert page.years.currentData() == 2017
    with qtbot.waitSignal(page.noted) as noted:
        page._save_year.click()
    path = tmp_path / "The yearly workbook 2017.xlsx"
    assert noted.args[0].startswith(f"Saved to {path}: ")
    assert path.read_bytes().startswith(b"PK")


def test_the_buttons_rest_while_a_workbook_is_written(qtbot, page, people, tmp_path) -> None:
    page.export_all(str(tmp_path / "a.xlsx"))
    assert page.everything.working
    rest(qtbot, page.desk.jobs)
    assert not page.everything.working


def test_a_place_that_cannot_be_written_to_is_told_on_the_card(qtbot, page, tmp_path) -> None:
    (tmp_path / "a.xlsx").mkdir()
    page.export_all(str(tmp_path / "a.xlsx"))
    rest(qtbot, page.desk.jobs)
    assert "could not be written" in page.everything.result.text()
    assert not page.everything.working


def test_what_a_workbook_would_change_is_shown_before(qtbot, page, exported, load, people) -> None:
    read(qtbot, page, replaced(exported, "Sendai", "Aobayama"))
    counts = page.importing.counts.texts.rows
    assert ("Organisations", "–", "1", "–", "–") in counts
    assert page.importing.apply.text() == "Import 1 record"
    assert load("organisation", people[0]).values["city"] == "Sendai"


def test_an_import_is_one_change_that_can_be_taken_back(
    qtbot, page, exported, load, people, store
) -> None:
    read(qtbot, page, replaced(exported, "Sendai", "Aobayama"))
    with qtbot.waitSignal(page.desk.jobs.written) as done:
        page.importing.apply.click()
    assert done.args == ["Import Everything 2017-12-31.xlsx"]
    assert load("organisation", people[0]).values["city"] == "Aobayama"
    assert page.importing.result.text() == (
        "1 record was imported. Ctrl+Z takes it back. What was there before is backup 1."
    )
    assert (store.folder / "backups" / "000001.office").exists()
    assert page.intended is None
    with store.write("Undo", "test") as session:
        undo.undo(session)
    assert load("organisation", people[0]).values["city"] == "Sendai"


def test_a_refused_cell_is_named_with_its_reason(qtbot, page, exported) -> None:
    book = load_workbook(exported)
    sheet = book["Organisations"]
    headings = [cell.value for cell in sheet[1]]
    column = headings.index("Country") + 1
    sheet.cell(2, column).value = "Atlantis"
    where = sheet.cell(2, column).coordinate
    book.save(exported)
    read(qtbot, page, exported)
    assert [row[:2] for row in page.importing.refusals.texts.rows] == [("Organisations", where)]
    assert "Atlantis" in page.importing.refusals.texts.rows[0][2]
    assert page.intended.refused == 1
    assert not page.importing.apply.isVisible()


def test_a_file_that_is_no_workbook_is_refused_with_a_sentence(qtbot, page, tmp_path) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(b"no workbook")
    read(qtbot, page, path)
    assert "a.xlsx is not a workbook" in page.importing.result.text()
    assert page.intended is None
    assert not page.importing.working


def test_a_workbook_of_somebody_else_is_refused(qtbot, page, tmp_path) -> None:
    Workbook().save(tmp_path / "b.xlsx")
    read(qtbot, page, tmp_path / "b.xlsx")
    assert "no table was found" in page.importing.result.text()


def test_a_workbook_is_dropped_on_the_page(qtbot, page, exported) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(exported))])
    left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    drop = QDropEvent(QPoint(9, 9).toPointF(), Qt.DropAction.CopyAction, data, left, none)
    page.importing.drop.dropEvent(drop)
    rest(qtbot, page.desk.jobs)
    assert page.intended is not None
    assert page.intended.changes == 0


def test_a_text_that_is_dropped_is_left_alone(page, tmp_path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(tmp_path / "a.txt"))])
    assert page.importing.drop._path(data) == ""


def test_a_plan_that_comes_too_late_is_dropped(qtbot, page, exported, tmp_path) -> None:
    Workbook().save(tmp_path / "b.xlsx")
    page.read(str(exported))
    page.read(str(tmp_path / "b.xlsx"))
    rest(qtbot, page.desk.jobs)
    assert page.intended is None
    assert "no table was found" in page.importing.result.text()


def test_a_plan_follows_what_is_written_meanwhile(qtbot, page, exported, add) -> None:
    read(qtbot, page, replaced(exported, "Sendai", "Aobayama"))
    before = page.intended
    add("person", {"family_native": "小松", "given_native": "道彦"})
    page.refresh()
    rest(qtbot, page.desk.jobs)
    assert page.intended is not before
    assert page.intended.changes == 1


def test_a_long_import_tells_how_far_it_is(qtbot, page, store, desk, tmp_path) -> None:
    with store.write("Add people", "test") as session:
        for number in range(60):
            name = {"family_native": "河村", "given_native": str(number)}
            edit.add(session, desk.kind("person"), name, {})
    path = tmp_path / "many.xlsx"
    page.export_all(str(path))
    rest(qtbot, desk.jobs)
    read(qtbot, page, replaced(path, "河村", "小松"))
    assert page.intended.changes == 60
    told = []
    page.importing.bar.valueChanged.connect(told.append)
    page.bring_in()
    rest(qtbot, desk.jobs)
    assert told == [50]
    assert page.importing.bar.maximum() == 60
    assert not page.importing.working


@pytest.fixture
def register(tmp_path) -> Path:
    """A register as another office keeps it, with a day that nobody understands."""
    book = Workbook()
    for row in (
        ["Our partners"],
        ["University", "Country", "Date signed", "Valid until"],
        ["Kyoto University", "Japan", "1.4.2017", "5 years"],
        ["Tohoku Univercity", "Japan", "2.5.2016", "31.3.2022"],
        ["Uppsala University", "Sweden", "in spring", None],
    ):
        book.active.append(row)
    book.save(tmp_path / "register.xlsx")
    return tmp_path / "register.xlsx"


def counts_of(page: SpreadsheetsPage) -> dict[str, list[int]]:
    return {name: numbers for name, *numbers in page.importing.intended.counts}


def test_a_register_is_read_as_shown_asked_about_and_taken_in(qtbot, page, people, register, store):
    card = page.importing
    card.read(str(register))
    rest(qtbot, page.desk.jobs)
    shown = {text: box.currentData() for (_, text), box in card.panel.columns.items()}
    assert shown.pop(taking.KIND) == "agreement"
    assert shown.pop(taking.HEADS) == "2"
    assert shown == {
        "University": "partner",
        "Country": "country",
        "Date signed": "signed_on",
        "Valid until": "effective_until",
    }
    assert counts_of(page)["agreement"][0] == 1
    box = card.panel.answers["Tohoku Univercity"]
    box.setCurrentIndex(1)
    box.activated.emit(1)
    rest(qtbot, page.desk.jobs)
    assert counts_of(page)["agreement"][0] == 2
    assert card.panel.answers == {}
    card.bring_in()
    rest(qtbot, page.desk.jobs)
    with store.read() as session:
        found = session.execute(session.tables["agreement"].select()).all()
    assert len(found) == 2


@pytest.fixture
def doubtful(add, tmp_path: Path) -> Path:
    """A register of students of whom three may be on record."""
    book = Workbook()
    book.active.append(["Name", "Host university", "Country", "From", "To"])
    add(
        "organisation",
        {"kind": "university", "country": "JP"},
        name=[{**NAME, "text": "Tohoku University"}],
    )
    for family, given in (("夏", "嘉峰"), ("朱", "江怡"), ("姜", "星薇")):
        add("person", {"family_native": family, "given_native": given})
        book.active.append([family + given, "Tohoku University", "Japan", "2018.3.1", "2018.8.31"])
    book.save(tmp_path / "students.xlsx")
    return tmp_path / "students.xlsx"


def test_who_is_in_doubt_is_answered_one_by_one_or_all_alike(qtbot, page, doubtful):
    card = page.importing
    card.read(str(doubtful))
    rest(qtbot, page.desk.jobs)
    assert len(card.panel.answers) == 3
    first = card.panel.answers["夏嘉峰"]
    first.setCurrentIndex(1)
    first.activated.emit(1)
    rest(qtbot, page.desk.jobs)
    assert set(card.panel.answers) == {"朱江怡", "姜星薇"}
    every = card.panel.all_alike
    every.setCurrentIndex(every.findData("new"))
    every.activated.emit(every.currentIndex())
    rest(qtbot, page.desk.jobs)
    assert card.panel.answers == {}
    assert counts_of(page)["mobility"][0] == 3
    assert counts_of(page)["person"][0] == 2, "the first answer still holds"


def test_who_begins_work_by_keyboard_keeps_it_on_the_card(page):
    card = page.importing
    saving = card.findChildren(QPushButton)[0]
    saving.setFocus()
    assert page.window().focusWidget() is saving
    card.begin("Reading …", stoppable=True)
    assert page.window().focusWidget() is card.stop
    card.cancel()
    assert page.window().focusWidget() is card
    card.end("It was stopped.")
    assert page.window().focusWidget() is saving


def written_lines(path: Path, *lines: str) -> Path:
    path.write_text("\n".join(lines), "utf-8")
    return path


def _read(qtbot, page, path: Path):
    """Read a file, until it is shown what would become of it."""
    page.importing.read(str(path))
    qtbot.waitUntil(lambda: page.importing.intended is not None)
    return page.importing


def test_whatever_a_column_may_be_read_as_has_a_name():
    for kind in headings.TARGETS:
        assert set(headings.names(kind)) <= set(register_panel._TARGETS), kind


def test_what_no_column_says_is_asked_for_all_rows_at_once(qtbot, page, tmp_path):
    path = written_lines(
        tmp_path / "students.csv",
        "Student,University,Start,Major",
        "Anna Miller,Kyoto University,1.9.2017,Law",
    )
    card = _read(qtbot, page, path)
    assert card.intended.refused == 1
    (key,) = [key for key in card.panel.columns if key[1] == "=direction"]
    box = card.panel.columns[key]
    assert box.accessibleName() == "In every row: Direction"
    box.setCurrentIndex(box.findData("outbound"))
    box.activated.emit(box.currentIndex())
    qtbot.waitUntil(lambda: card.intended is not None and card.intended.refused == 0)
    assert {name: new for name, new, *_ in card.intended.counts}["mobility"] == 1


def test_what_is_protected_is_masked_beside_its_column(qtbot, page, tmp_path):
    path = written_lines(
        tmp_path / "students.csv",
        "Student,Passport No,Birthday,University,Start,Major",
        "Anna Miller,TK1234567,1.5.1996,Kyoto University,1.9.2017,Law",
    )
    card = _read(qtbot, page, path)
    shown = " ".join(label.text() for label in card.panel.findChildren(QLabel))
    assert "Kyoto University" in shown
    assert "567" in shown
    assert "TK123" not in shown
    assert "1.5." not in shown


def test_a_column_may_be_read_otherwise(qtbot, page, register):
    card = page.importing
    card.read(str(register))
    rest(qtbot, page.desk.jobs)
    box = next(box for (_, text), box in card.panel.columns.items() if text == "Date signed")
    box.setCurrentIndex(box.findData("ignored"))
    box.activated.emit(box.currentIndex())
    rest(qtbot, page.desk.jobs)
    assert card.intended.refusals == ()


def _choose(qtbot, card, key: str, word: str) -> None:
    """Choose as one does with the keyboard: go there, and down or up to it."""
    box = next(box for (_, text), box in card.panel.columns.items() if text == key)
    box.setFocus()
    wanted = box.findData(word)
    while box.currentIndex() != wanted:
        step = Qt.Key.Key_Down if box.currentIndex() < wanted else Qt.Key.Key_Up
        at = box.currentIndex()
        box.blockSignals(abs(wanted - at) > 1)  # only the last step is a choice
        qtbot.keyClick(box, step)
        box.blockSignals(False)
    rest(qtbot, card._desk.jobs)


def test_who_reads_a_column_otherwise_or_answers_stays_where_that_was(qtbot, page, doubtful):
    card = page.importing
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow, timeout=3000)
    card.read(str(doubtful))
    rest(qtbot, page.desk.jobs)
    qtbot.wait(50)
    bar = page._scroll.verticalScrollBar()
    bar.setValue(bar.value() + 120)
    before = bar.value()
    _choose(qtbot, card, "To", "ignored")
    qtbot.wait(50)
    at = next(box for (_, text), box in card.panel.columns.items() if text == "To")
    assert page.focusWidget() is at
    assert bar.value() == before
    _, second, _ = card.panel.answers.values()
    second.setFocus()
    qtbot.keyClick(second, Qt.Key.Key_End)
    rest(qtbot, page.desk.jobs)
    assert len(card.panel.answers) == 2
    assert page.focusWidget() is list(card.panel.answers.values())[1], "the next one"
    while card.panel.answers:
        last = list(card.panel.answers.values())[-1]
        last.setFocus()
        qtbot.keyClick(last, Qt.Key.Key_End)
        rest(qtbot, page.desk.jobs)
    assert page.focusWidget() is card.apply, "nothing else is asked"


def test_what_a_table_tells_of_may_be_said_otherwise_and_that_it_is_left_out(qtbot, page, tmp_path):
    path = written_lines(
        tmp_path / "people.csv", "姓名,单位,国别,起始,结束", "王伟,京都大学,日本,2017.9.1,2018.2.1"
    )
    card = page.importing
    card.read(str(path))
    rest(qtbot, page.desk.jobs)
    guess = next(iter(card.intended.headings))
    assert guess.example == "Record in row 2"
    _choose(qtbot, card, taking.KIND, "person")
    assert counts_of(page)["person"][0] == 1
    assert "mobility" not in {n for n, new, *_ in card.intended.counts if new}
    held = {text: box.currentData() for (_, text), box in card.panel.columns.items()}
    assert held["单位"] == "organisation"
    _choose(qtbot, card, taking.KIND, "")
    assert card.intended.changes == 0
    assert card.result.text() == "What it tells of was not understood; choose above what it is."
    assert {text for _, text in card.panel.columns} == {taking.KIND, taking.HEADS}
    _choose(qtbot, card, taking.KIND, "engagement")
    assert {text for _, text in card.panel.columns} > {"单位", "起始", taking.KIND}


def test_a_table_of_unknown_headings_is_shown_so_that_one_says_what_it_is(qtbot, page, tmp_path):
    path = tmp_path / "odd.csv"
    path.write_text("Farbe,Wert\nrot,viel\nblau,wenig\n", "utf-8")
    card = page.importing
    card.read(str(path))
    rest(qtbot, page.desk.jobs)
    assert card.intended is not None
    assert card.panel.isVisible()
    assert card.result.text() == "What it tells of was not understood; choose above what it is."
    _choose(qtbot, card, taking.KIND, "person")
    _choose(qtbot, card, "Farbe", "name")
    assert counts_of(page)["person"][0] == 2


_MISREAD = ("Name,Country,University", "Familie,Land,Hochschule", "Ono,Japan,Kyoto University")


def test_another_row_may_be_said_to_hold_the_headings_and_is_known_in_the_next_file(
    qtbot, page, tmp_path
):
    card = page.importing
    read(qtbot, page, written_lines(tmp_path / "people.csv", *_MISREAD))
    where = next(each for each in card.intended.headings if each.key == taking.HEADS)
    assert (where.target, where.example) == ("1", "Name | Country | University")
    assert where.labels[:3] == ("No headings", "Row 1", "Row 2")
    assert where.rows[:3] == (
        "No headings",
        "Row 1: Name | Country | University",
        "Row 2: Familie | Land | Hochschule",
    )
    _choose(qtbot, card, taking.KIND, "person")
    assert counts_of(page)["person"][0] == 2
    _choose(qtbot, card, taking.HEADS, "2")
    _choose(qtbot, card, "Familie", "name")
    assert counts_of(page)["person"][0] == 1
    card.bring_in()
    rest(qtbot, page.desk.jobs)
    read(qtbot, page, written_lines(tmp_path / "next.csv", "2018", *_MISREAD[1:]))
    shown = {text: box.currentData() for (_, text), box in card.panel.columns.items()}
    assert shown[taking.HEADS] == "2"
    assert (shown[taking.KIND], shown["Familie"]) == ("person", "name")


def test_a_table_without_headings_is_read_by_the_letters_of_its_columns(qtbot, page, tmp_path):
    path = tmp_path / "bare.csv"
    written_lines(path, "1,Ono Yasuko,12.3.2018", "2,Hall Fred,13.3.2018", "3,Weiß Ada,1.4.2018")
    card = page.importing
    read(qtbot, page, path)
    assert card.panel.isVisible()
    assert [text for _, text in card.panel.columns] == [taking.HEADS]
    _choose(qtbot, card, taking.HEADS, "none")
    _choose(qtbot, card, taking.KIND, "person")
    _choose(qtbot, card, "(B)", "name")
    assert counts_of(page)["person"][0] == 3
    _choose(qtbot, card, taking.HEADS, "1")
    assert counts_of(page).get("person", [2])[0] == 2


def test_where_days_or_months_come_first_can_be_said(qtbot, page, tmp_path, store):
    path = written_lines(
        tmp_path / "agreements.csv",
        "University,Country,Type,Date signed",
        "Kyoto University,Japan,MoU,3/5/2017",
    )
    card = page.importing
    card.read(str(path))
    rest(qtbot, page.desk.jobs)
    _choose(qtbot, card, taking.ORDER, "mdy")
    card.bring_in()
    rest(qtbot, page.desk.jobs)
    with store.read() as session:
        (line,) = session.execute(session.tables["agreement_signatory"].select()).all()
    assert str(line.signed_on) == "2017-03-05"


def test_refused_rows_are_written_to_be_mended(qtbot, page, register, tmp_path):
    card = page.importing
    card.read(str(register))
    rest(qtbot, page.desk.jobs)
    card.write_refused()
    rest(qtbot, page.desk.jobs)
    book = load_workbook(tmp_path / "register – refused.xlsx")
    assert [cell.value for cell in book.worksheets[0][2]][:3] == [
        "Uppsala University",
        "Sweden",
        "in spring",
    ]


def test_reading_is_cancelled_and_nothing_is_kept(qtbot, page, register):
    card = page.importing
    with held(page.desk.jobs):
        card.read(str(register))
        card.cancel()
    rest(qtbot, page.desk.jobs)
    assert card.intended is None
    assert "stopped" in card.result.text()


def test_what_is_being_written_is_cancelled_and_nothing_is_kept(
    qtbot, page, store, desk, tmp_path, monkeypatch
):
    path, tell = many_people(tmp_path / "many.xlsx"), Progress.tell

    def tell_and_wait(self, done: int, total: int) -> None:
        """Tell, and wait until it was heeded: however busy the machine, not all is written."""
        tell(self, done, total)
        if done > 0 and not page.importing.stopping.wait(PATIENCE / 1000):
            raise TimeoutError

    with store.read() as session:
        before = session.head()
    read(qtbot, page, path)
    assert page.intended.changes == 3000
    card, told = page.importing, []

    def cancel(done: int) -> None:
        if done > 0 and not told:
            told.append(done)
            qtbot.mouseClick(card.stop, Qt.MouseButton.LeftButton)

    card.bar.valueChanged.connect(cancel)
    with monkeypatch.context() as patched:
        patched.setattr(Progress, "tell", tell_and_wait)
        page.bring_in()
        rest(qtbot, desk.jobs)
    assert told
    assert told[0] < 3000
    assert card.result.text() == "It was stopped. Nothing of it was kept."
    assert not card.stop.isVisible()
    with store.read() as session:
        assert session.head() == before
        assert browse.totals(session, desk.kinds)["person"] == 0
    page.bring_in()  # the plan is still there
    rest(qtbot, desk.jobs)
    with store.read() as session:
        assert browse.totals(session, desk.kinds)["person"] == 3000


def partners(store):
    with store.write("", "t") as session:
        ours = organisation(session, "Chongqing University", ours=True, country="CN")
        there = organisation(session, "Kyoto University", country="JP")
        agreement(session, "Exchange", ours, there, reference="A-1")
    return there


def corrected(path: Path, title: str, remark: str) -> None:
    book = load_workbook(path)
    sheet = book.worksheets[0]
    sheet.cell(5, 2).value = title
    sheet.cell(5, sheet.max_column - 1).value = remark
    sheet.cell(6, 1).value = "added"
    book.save(path)


def test_what_a_partner_corrected_is_taken_or_left(qtbot, page, store, tmp_path) -> None:
    there = partners(store)
    path = tmp_path / "Our cooperation Kyoto.xlsx"
    page.partner.show_record(there, "Kyoto University")
    page.partner_languages.choose("ja")
    page.export_partner(str(path))
    rest(qtbot, page.desk.jobs)
    assert page.sent.result.text() == f"Saved to {path}: 1 record"
    corrected(path, "Exchange of students", "Thank you")
    read(qtbot, page, path)
    answer = page.importing.answer
    assert answer.isVisibleTo(page)
    assert [row[1:4] for row in answer.table.choices.rows] == [
        ("Title (English)", "Exchange", "Exchange of students"),
        ("Remark", "", "Thank you"),
    ]
    assert answer.table.choices.headings == ("Record", "Field", "Ours", "Theirs")
    assert answer.doubts.texts.rows[0][2] == "added"
    answer.table.selectRow(1)
    qtbot.keyClick(answer.table, Qt.Key.Key_Space)
    assert answer.take.text() == "Take over 1 correction"
    with qtbot.waitSignal(page.noted):
        answer.take.click()
        rest(qtbot, page.desk.jobs)
    with store.read() as session:
        row = session.row("agreement", 1)
    assert (row["title_en"], row["notes"]) == ("Exchange of students", "")
    assert not answer.isVisibleTo(page)
    with store.write("", "t") as session:
        undo.undo(session)
    with store.read() as session:
        assert session.row("agreement", 1)["title_en"] == "Exchange"


def test_a_workbook_to_be_filled_in_is_written_in_the_language_chosen(
    qtbot, page, tmp_path
) -> None:
    page.kinds.setCurrentIndex(page.kinds.findData("award"))
    page.template_languages.choose("zh")
    page.export_template(str(tmp_path / "a.xlsx"))
    rest(qtbot, page.desk.jobs)
    assert page.handed.result.text() == f"Saved to {tmp_path / 'a.xlsx'}"
    assert load_workbook(tmp_path / "a.xlsx").sheetnames[0] == "资助"


def test_an_academic_year_is_written(qtbot, page, store, tmp_path) -> None:
    fill(store)
    page.refresh()
    rest(qtbot, page.desk.jobs)
    page.sorts.setCurrentIndex(page.sorts.findData("academic"))
    page.export_year(str(tmp_path / "a.xlsx"))
    rest(qtbot, page.desk.jobs)
    title = load_workbook(tmp_path / "a.xlsx").worksheets[0]["A1"].value
    assert title == "The academic year 2017/2018"


def test_a_card_keeps_its_height_while_it_works_and_when_it_tells_what_came_of_it(
    qtbot: QtBot, page: SpreadsheetsPage
) -> None:
    page.resize(1040, 800)
    page.show()
    qtbot.waitExposed(page)
    before = page.yearly.height()
    page.yearly.begin("Writing …", stoppable=True)
    qtbot.wait(20)
    assert page.yearly.bar.isVisible()
    assert page.yearly.height() == before
    page.yearly.end("Written.", "circle-check", "/nowhere")
    qtbot.wait(20)
    assert page.yearly.height() == before


def test_what_has_changed_here_since_it_was_sent_is_told_beside_and_left(
    qtbot, page, store, load, tmp_path
) -> None:
    there = partners(store)
    path = tmp_path / "Our cooperation Kyoto.xlsx"
    page.partner.show_record(there, "Kyoto University")
    page.partner_languages.choose("ja")
    page.export_partner(str(path))
    rest(qtbot, page.desk.jobs)
    corrected(path, "Exchange of students", "")
    kept = load("agreement", 1)
    with store.write("", "t") as session:
        kind = page.desk.kind("agreement")
        edit.change(session, kind, 1, kept.version, {"title_en": "Ours"}, {})
    read(qtbot, page, path)
    choices = page.importing.answer.table.choices
    assert choices.headings[-1] == "Note"
    assert choices.rows[0][-1] == "changed here since it was sent"
    assert choices.taken[0] is False


@pytest.fixture
def answered(qtbot, page, store, tmp_path):
    """What a partner corrected of its agreement, shown."""
    there = partners(store)
    path = tmp_path / "Our cooperation Kyoto.xlsx"
    page.partner.show_record(there, "Kyoto University")
    page.partner_languages.choose("ja")
    page.export_partner(str(path))
    rest(qtbot, page.desk.jobs)
    corrected(path, "Exchange of students", "Thank you")
    read(qtbot, page, path)
    return page.importing.answer


def test_what_was_left_stays_left_while_something_else_is_written_here(
    qtbot, page, desk, answered
) -> None:
    answered.table.selectRow(1)
    qtbot.keyClick(answered.table, Qt.Key.Key_Space)
    assert answered.table.choices.taken == [True, False]

    def written_here(session) -> None:
        organisation(session, "Uppsala University", country="SE")

    desk.jobs.write("Else", written_here, lambda _: None)
    rest(qtbot, desk.jobs)
    page.refresh()
    rest(qtbot, desk.jobs)
    assert answered.isVisibleTo(page)
    assert answered.table.choices.taken == [True, False]


def test_what_was_changed_elsewhere_after_it_was_read_is_said_and_compared_anew(
    qtbot, page, desk, store, load, answered
) -> None:
    kept = load("agreement", 1)
    with store.write("", "t") as session:  # from another window: nobody here is told
        edit.change(session, desk.kind("agreement"), 1, kept.version, {"title_en": "Ours"}, {})
    answered.take.click()
    rest(qtbot, desk.jobs)
    assert "changed or removed here after the workbook was read" in page.importing.result.text()
    assert load("agreement", 1).values["title_en"] == "Ours"
    choices = answered.table.choices
    assert choices.rows[0][2:] == ("Ours", "Exchange of students", "changed here since it was sent")
    assert choices.taken == [False, True]
    answered.take.click()
    rest(qtbot, desk.jobs)
    assert load("agreement", 1).values["notes"].endswith("Thank you")
    assert load("agreement", 1).values["title_en"] == "Ours"


def test_a_school_gets_what_is_kept_of_it_to_correct_where_records_have_a_school(
    qtbot, page, store, tmp_path
) -> None:
    with store.write("", "t") as session:
        there = organisation(session, "Kyoto University", country="JP")
        law = organisation(session, "School of Law", ours=True)
        stay(session, person(session, "Wang"), there, school_id=law)
    page.school.offer_first()
    rest(qtbot, page.desk.jobs)
    assert page.school.suggestions.item(0).text() == "School of Law", "ours are offered first"
    page.school.suggestions.hide()
    page.school.show_record(law, "School of Law")
    page.kinds.setCurrentIndex(page.kinds.findData("award"))
    assert not page.school.isEnabled()
    page.kinds.setCurrentIndex(page.kinds.findData("mobility"))
    page.template_languages.choose("en")
    path = tmp_path / "a.xlsx"
    page.export_template(str(path))
    rest(qtbot, page.desk.jobs)
    assert page.handed.result.text() == f"Saved to {path}: 1 record"
    assert load_workbook(path)["Students"]["C5"].value == "Kyoto University"
    page.school.setFocus()
    page.school.selectAll()
    qtbot.keyClick(page.school, Qt.Key.Key_Delete)
    page.export_template(str(path))
    rest(qtbot, page.desk.jobs)
    assert page.handed.result.text() == f"Saved to {path}"


def answer(qtbot, page, box, word: str) -> None:
    box.setCurrentIndex(box.findData(word))
    box.activated.emit(box.currentIndex())
    rest(qtbot, page.desk.jobs)


def test_of_very_many_doubts_the_first_are_asked_and_the_others_answered_with_all(
    qtbot, page, doubtful, monkeypatch
) -> None:
    monkeypatch.setattr(register_panel, "_ASKED", 2)
    card = page.importing
    card.read(str(doubtful))
    rest(qtbot, page.desk.jobs)
    assert len(card.intended.asked) == 3
    assert len(card.panel.answers) == 2
    answer(qtbot, page, card.panel.all_alike, "on record")
    assert card.panel.answers == {}
    assert counts_of(page)["mobility"][0] == 3


@pytest.mark.parametrize("late", [False, True])
def test_reading_a_register_otherwise_is_cancelled_and_it_is_shown_as_it_was(
    late: bool, qtbot, page, doubtful, monkeypatch
) -> None:
    card, intend = page.importing, sheets.intend_otherwise

    def intend_and_wait(session, **asked):
        """Heed nothing, and be done only once Cancel was pressed."""
        found = intend(session, **{**asked, "stopped": lambda: False})
        assert card.stopping.wait(PATIENCE / 1000)
        return found

    if late:
        monkeypatch.setattr(sheets, "intend_otherwise", intend_and_wait)
    card.read(str(doubtful))
    rest(qtbot, page.desk.jobs)
    before, (box, *_) = card.intended, card.panel.answers.values()
    box.setCurrentIndex(1)
    box.activated.emit(1)
    assert card.stop.isVisibleTo(card)
    card.cancel()
    rest(qtbot, page.desk.jobs)
    assert card.intended is before
    assert "stopped" in card.result.text()
    assert [each.currentIndex() for each in card.panel.answers.values()] == [0, 0, 0]


def test_two_who_are_called_the_same_are_told_apart_by_their_country(
    qtbot, page, add, tmp_path
) -> None:
    for country in ("CN", "JP"):
        name = {**NAME, "text": "东北大学", "language": "zh"}
        add("organisation", {"kind": "university", "country": country}, name=[name])
    book = Workbook()
    for row in (["姓 名", "单位"], ["夏嘉峰", "东北大学"], ["朱江怡", "东北大学"]):
        book.active.append(row)
    book.save(tmp_path / "people.xlsx")
    page.importing.read(str(tmp_path / "people.xlsx"))
    rest(qtbot, page.desk.jobs)
    (box,) = page.importing.panel.answers.values()
    offered = {box.itemText(at) for at in range(box.count())}
    assert {"东北大学 (China)", "东北大学 (Japan)"} <= offered


def test_the_plan_comes_in_sight_although_nothing_can_be_taken_yet(qtbot, page, doubtful) -> None:
    page.resize(900, 500)
    page.show()
    page.importing.read(str(doubtful))
    rest(qtbot, page.desk.jobs)
    assert not page.importing.apply.isVisible()
    qtbot.waitUntil(lambda: not page.importing.name.visibleRegion().isEmpty())


def test_what_is_to_be_chosen_comes_in_sight_where_no_headings_were_found(
    qtbot, page, tmp_path
) -> None:
    path = written_lines(tmp_path / "bare.csv", "1,Ono Yasuko,12.3.2018", "2,Hall Fred,13.3.2018")
    page.resize(784, 700)
    page.show()
    page.importing.read(str(path))
    rest(qtbot, page.desk.jobs)
    (asked,) = page.importing.intended.headings
    assert asked.example == "In which row are the headings?"
    assert not page.importing.counts.isVisible()
    (box,) = page.importing.panel.columns.values()
    qtbot.waitUntil(lambda: not box.visibleRegion().isEmpty(), timeout=5000)


def test_who_imports_sees_how_far_it_is_and_the_way_to_stop_it(qtbot, page, doubtful) -> None:
    page.resize(900, 500)
    page.show()
    card = page.importing
    card.read(str(doubtful))
    rest(qtbot, page.desk.jobs)
    card.begin("Importing", stoppable=True)
    card.working_on.emit()
    qtbot.waitUntil(lambda: not card.stop.visibleRegion().isEmpty())
    card.end("")
