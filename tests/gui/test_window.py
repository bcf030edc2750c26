"""The window as a whole: start, places, language, plain text, what is freed."""

import gc
import subprocess
import sys
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
)

from intloffice import app
from intloffice.gui import asking
from intloffice.gui.dialogs.find_box import FindBox
from intloffice.gui.pages.form_page import FormPage
from intloffice.gui.place import BRIEFINGS, HOME, SETTINGS, SPREADSHEETS, TAKING_IN, WELCOME, Place
from intloffice.gui.problems import Problems, notice
from intloffice.gui.widgets.buttons import Tile
from intloffice.gui.widgets.suggestions import DETAIL
from intloffice.i18n import language
from intloffice.operations import designate, sample
from intloffice.records import ALL_KINDS
from intloffice.settings import Settings
from tests.gui.conftest import go, let_go, rest, type_text
from tests.gui.test_every_form import NEEDED
from tests.gui.typist import Typist
from tests.stores import opened

MARKUP = "<b>河村</b><img src='x'>"


def test_the_first_painting_imports_no_database(folder: Path) -> None:
    script = f"""
import os, sys
os.environ["QT_QPA_PLATFORM"] = "offscreen"
from pathlib import Path
from intloffice import app
application = app.start()
window = app.make_window(Path({str(folder)!r}))
window.show()
application.processEvents()
late = ("sqlalchemy", "alembic", "openpyxl", "reportlab", "pypinyin", "opencc", "babel",
        "pypdfium2", "tomli_w")
print([name for name in late if name in sys.modules], flush=True)
os._exit(0)
"""
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, check=True, text=True
    )
    assert done.stdout.strip() == "[]"


def test_a_busy_worker_lets_the_window_go_on_within_a_millisecond(window: Any) -> None:
    assert window.isVisible()
    assert sys.getswitchinterval() < 0.001


def test_what_the_first_chinese_name_would_wait_for_is_loaded_once_all_is_shown() -> None:
    script = """
import os, sys
os.environ["QT_QPA_PLATFORM"] = "offscreen"
from intloffice import app
application = app.start()
app.settle()
print([name for name in ("pypinyin", "opencc") if name not in sys.modules], flush=True)
os._exit(0)
"""
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, check=True, text=True
    )
    assert done.stdout.strip() == "[]"


def test_an_empty_office_asks_whose_it_is(qtbot: Any, window: Any) -> None:
    assert window.place == WELCOME
    type_text(window.page.names["en"], "Chongqing University")
    type_text(window.page.names["zh"], "重庆大学")
    type_text(window.page.country.line, "China")
    window.page.begin()
    rest(qtbot, window.desk.jobs)
    assert window.place == HOME
    assert window.sidebar._name.text() == "Chongqing University"
    assert window.sidebar._badge.text() == "重"


def test_enter_begins_an_office_and_goes_to_what_is_missing(qtbot: Any, window: Any) -> None:
    page, clerk = window.page, Typist(qtbot, window)
    clerk.write("Chongqing University").press("Enter")
    assert page.country.line.hasFocus()
    clerk.write("China").press("Tab")
    assert clerk.where() is page._begin
    clerk.press("Enter")
    assert window.place == HOME
    assert clerk.where() is window.page.steps.first


def test_what_was_typed_stays_where_another_colour_or_language_is_chosen(
    qtbot: Any, window: Any
) -> None:
    type_text(window.page.names["en"], "Chongqing University")
    type_text(window.page.country.line, "China")
    swatch = next(
        each for each in window.page.findChildren(QPushButton) if each.accessibleName() == "#4b3a8c"
    )
    swatch.click()
    qtbot.waitUntil(lambda: window.desk.settings.accent == "#4b3a8c")
    rest(qtbot, window.desk.jobs)
    window.page.spoken.emit("ja")
    qtbot.waitUntil(lambda: window.desk.language.code == "ja")
    rest(qtbot, window.desk.jobs)
    assert window.place == WELCOME
    assert window.page.names["en"].text() == "Chongqing University"
    assert window.page.country.value() == "CN"
    window.page._begin_with_list.click()
    rest(qtbot, window.desk.jobs)
    assert window.place == TAKING_IN
    assert window.focusWidget() is window.page.importing.choose_one
    assert window.windowTitle().startswith("Chongqing University · ")


def test_a_number_beside_a_kind_is_painted_as_soon_as_it_is_known(qtbot: Any, window: Any) -> None:
    entry = window.sidebar.entries[Place("list", "meeting")]
    entry.repaint()
    painted: list[str] = []
    paint = type(entry).paintEvent

    def note(self: Any, event: Any) -> None:
        painted.append(self._number)
        paint(self, event)

    entry.paintEvent = note.__get__(entry)
    entry.show_number("26")
    qtbot.waitUntil(lambda: painted[-1:] == ["26"])


def test_an_office_with_nothing_in_it_yet_says_where_to_begin(
    qtbot: Any, window: Any, add: Any
) -> None:
    add("organisation", {**NEEDED["organisation"], "ours": True})
    home = go(qtbot, window, SETTINGS) and go(qtbot, window, HOME)
    steps = {each.text(): each for each in home.steps.findChildren(QAbstractButton)}
    assert home.steps.isVisible()
    for text, place in (
        ("Enter the first meeting", Place("record", "meeting", 0)),
        ("Enter an agreement", Place("record", "agreement", 0)),
        ("Take in a list from Excel", TAKING_IN),
    ):
        steps[text].click()
        rest(qtbot, window.desk.jobs)
        assert window.place == place
        go(qtbot, window, HOME)
    add("person", NEEDED["person"])
    home.refresh()
    rest(qtbot, window.desk.jobs)
    assert home.steps.isHidden()


def add_stay(add: Any) -> None:
    """Send a student to Japan."""
    theirs = add("organisation", {**NEEDED["organisation"], "country": "JP"})
    stay = {"direction": "outbound", "status": "abroad", "planned_start": date(2017, 3, 1)}
    who = {"person_id": add("person", NEEDED["person"]), "organisation_id": theirs}
    add("mobility", stay | who)


def test_a_chart_of_nothing_says_so_in_its_place(qtbot: Any, window: Any, add: Any) -> None:
    add("organisation", {**NEEDED["organisation"], "ours": True})
    home = go(qtbot, window, SETTINGS) and go(qtbot, window, HOME)
    told = {label.text() for label in home.findChildren(QLabel) if label.isVisible()}
    assert {"No agreement is in force.", "No student was sent or received."} <= told
    assert not home.countries.isVisible()
    assert not home.students.isVisible()
    add_stay(add)
    home.refresh()
    rest(qtbot, window.desk.jobs)
    assert home.students.isVisible()
    assert not home.countries.isVisible()


def test_the_sample_office_is_made_beside_ones_own_and_opened_there(
    qtbot: Any, window: Any, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    started: list[list[str]] = []
    monkeypatch.setattr(app.subprocess, "Popen", lambda command, **_: started.append(command))
    home = go(qtbot, window, SETTINGS) and go(qtbot, window, HOME)
    home.sampled.emit()
    rest(qtbot, window.desk.jobs)
    beside = folder.with_name(f"{folder.name}-sample")
    assert started[0][-2:] == ["--data", str(beside)]
    assert Settings.load(beside / "settings.toml").shown_on == sample.SHOWN_ON
    with opened(beside) as store, store.read() as session:
        assert asking.overview(session, ALL_KINDS, "en").totals["meeting"]
    with opened(folder) as store, store.read() as session:
        assert not any(asking.overview(session, ALL_KINDS, "en").totals.values())


def test_a_sample_office_can_be_looked_at(qtbot: Any, window: Any) -> None:
    window.page._fill.click()
    rest(qtbot, window.desk.jobs)
    assert window.place == HOME
    assert window.page.cards[2].findChildren(QAbstractButton)


def test_a_region_is_called_so_where_it_is_found_from_anywhere_and_where_it_is_proposed(
    qtbot: Any, window: Any, add: Any
) -> None:
    name = {"text": "Formosa College", "language": "en", "type": "official"}
    add("organisation", {"kind": "university", "country": "TW"}, name=[name])
    window.choose(replace(window.desk.settings, region_countries=("TW",)))
    window.open_finder()
    (box,) = window.findChildren(FindBox)
    type_text(box.line, "Formosa")
    rest(qtbot, window.desk.jobs)
    details = [box.list.item(row).data(DETAIL) for row in range(box.list.count())]
    assert any("Taiwan (region)" in (detail or "") for detail in details)
    box.close()
    editor = go(qtbot, window, Place("record", "mobility", 0)).form.editors["school_id"]
    type_text(editor.line, "Formosa")
    rest(qtbot, window.desk.jobs)
    offered = editor.suggestions
    details = [offered.item(row).data(DETAIL) for row in range(offered.count())]
    assert any("Taiwan (region)" in (detail or "") for detail in details)


def test_anything_is_found_from_anywhere(qtbot: Any, window: Any, add: Any) -> None:
    record = add("person", NEEDED["person"])
    window.open_finder()
    (box,) = window.findChildren(FindBox)
    type_text(box.line, "河村")
    rest(qtbot, window.desk.jobs)
    qtbot.keyClick(box.line, Qt.Key.Key_Return)
    rest(qtbot, window.desk.jobs)
    assert window.place == Place("record", "person", record)
    let_go()
    assert not window.findChildren(FindBox)


@pytest.mark.parametrize("name", ["list", "record", "entry", "calendar", "spreadsheets"])
def test_a_jump_takes_the_keyboard_along_and_back_gives_it_back_where_it_was(
    qtbot: Any, window: Any, add: Any, name: str
) -> None:
    clerk = Typist(qtbot, window)
    record = add("person", NEEDED["person"])
    for given in ("Hanako", "Jiro"):
        add("person", {**NEEDED["person"], "given_native": given})
    kind = {"list": "person", "record": "person", "entry": "award"}.get(name, "")
    go(qtbot, window, Place(name, kind, record if name == "record" else None))
    if name == "entry":
        clerk.write("csc")
    clerk.press(*{"list": ["Down"], "record": ["Tab"] * 4, "entry": ["Tab"] * 3}.get(name, []))

    def spot() -> tuple[Any, ...]:
        held = window.focusWidget()
        assert window.page.isAncestorOf(held)
        index = held.currentIndex() if name in ("list", "entry") else None
        cell = (index.row(), index.column()) if index else ()
        return type(held), held.accessibleName(), cell

    before = spot()
    clerk.press("Ctrl+B")
    assert window.place == BRIEFINGS
    assert window.page.isAncestorOf(window.focusWidget())
    window.go_back()
    clerk.press()
    rest(qtbot, window.desk.jobs)
    assert spot() == before


def test_commands_are_found_too(qtbot: Any, window: Any) -> None:
    window.open_finder()
    (box,) = window.findChildren(FindBox)
    type_text(box.line, "Settings")
    rest(qtbot, window.desk.jobs)
    qtbot.keyClick(box.line, Qt.Key.Key_Return)
    rest(qtbot, window.desk.jobs)
    assert window.place == SETTINGS


def test_the_language_changes_without_losing_what_is_open(
    qtbot: Any, window: Any, add: Any
) -> None:
    record = add("person", NEEDED["person"])
    page = go(qtbot, window, Place("record", "person", record))
    type_text(page.form.editors["spelling_source"].line, "his card")
    for code in ("ja", "zh", "en"):
        window.choose(replace(window.desk.settings, language=code))
        rest(qtbot, window.desk.jobs)
        assert window.desk.language.code == code
        assert window.page.place.record == record
        assert window.page.form.editors["spelling_source"].value() == "his card"


def test_the_office_is_called_by_its_name_in_the_language_that_is_chosen(
    qtbot: Any, window: Any, add: Any
) -> None:
    names = [
        {"text": text, "language": code, "type": "official", "preferred": True}
        for text, code in (("Chongqing University", "en"), ("重庆大学", "zh"))
    ]
    add("organisation", {"kind": "university", "ours": True, "country": "CN"}, name=names)
    for code, name in (("zh", "重庆大学"), ("en", "Chongqing University")):
        window.choose(replace(window.desk.settings, language=code))
        rest(qtbot, window.desk.jobs)
        assert window.sidebar._name.text() == name


def test_settings_are_kept(qtbot: Any, window: Any, folder: Path) -> None:
    page = go(qtbot, window, SETTINGS)
    page.themes.choose("dark")
    rest(qtbot, window.desk.jobs)
    qtbot.waitUntil(lambda: window.desk.theme.dark)
    assert 'theme = "dark"' in (folder / "settings.toml").read_text("utf-8")


def test_another_look_and_language_are_put_on_the_open_window(qtbot: Any, window: Any) -> None:
    gc.collect()
    application = QApplication.instance()
    for look in ("dark", "light"):
        window.choose(replace(window.desk.settings, theme=look))
        rest(qtbot, window.desk.jobs)
        assert application.styleSheet() == window.desk.theme.stylesheet()


def test_what_no_file_can_hold_is_taken_out_of_a_setting(
    qtbot: Any, window: Any, folder: Path
) -> None:
    page = go(qtbot, window, SETTINGS)
    page.author.setText("Li\0u \ud800Min")
    page.author.editingFinished.emit()
    rest(qtbot, window.desk.jobs)
    assert Settings.load(folder / "settings.toml").author == "Liu Min"
    assert window.desk.settings.author == "Liu Min"


def test_a_logo_that_cannot_be_printed_is_refused_and_the_one_before_stays(
    qtbot: Any, window: Any, folder: Path
) -> None:
    QImage(40, 20, QImage.Format.Format_RGB32).save(str(folder / "good.png"))
    (folder / "bad.png").write_bytes(b"no picture")
    page = go(qtbot, window, SETTINGS)
    page.choose_file = lambda *_given: str(folder / "good.png")
    qtbot.mouseClick(page.choose_logo, Qt.MouseButton.LeftButton)
    rest(qtbot, window.desk.jobs)
    kept = (folder / "settings.toml").read_text("utf-8")
    assert "good.png" in kept
    page = window.page
    page.take_logo(str(folder / "bad.png"))
    rest(qtbot, window.desk.jobs)
    assert "cannot be read as a picture" in page.banner.sentence.text()
    assert page.logo.text() == str(folder / "good.png")
    assert (folder / "settings.toml").read_text("utf-8") == kept
    page.take_logo("")
    rest(qtbot, window.desk.jobs)
    assert "good.png" not in (folder / "settings.toml").read_text("utf-8")


@pytest.mark.parametrize("kind", ALL_KINDS, ids=lambda kind: kind.name)
def test_every_control_has_a_name_and_every_label_is_plain(
    qtbot: Any, window: Any, kind: Any
) -> None:
    for place in (Place("list", kind.name), Place("record", kind.name, 0)):
        page = go(qtbot, window, place)
        for label in page.findChildren(QLabel):
            if label.text():
                assert label.textFormat() == Qt.TextFormat.PlainText, label.text()
        controls = [
            *page.findChildren(QAbstractButton),
            *page.findChildren(QComboBox),
            *page.findChildren(QLineEdit),
            *page.findChildren(QPlainTextEdit),
        ]
        for control in controls:
            named = control.accessibleName() or getattr(control, "text", str)()
            own = control.objectName().startswith("qt_") or not control.isVisible()
            inner = type(control.parent()).__name__ in ("QLineEdit", "QTableView", "RecordTable")
            assert named or own or inner, (type(control), control.parent())


def test_what_looks_like_markup_is_shown_as_it_is(qtbot: Any, window: Any, add: Any) -> None:
    add("person", {**NEEDED["person"], "family_native": MARKUP, "spelling_source": MARKUP})
    page = go(qtbot, window, Place("list", "person"))
    page.table.selectRow(0)
    rest(qtbot, window.desk.jobs)
    labels = [label for label in page.peek.findChildren(QLabel) if MARKUP in label.text()]
    assert labels
    assert all(label.textFormat() == Qt.TextFormat.PlainText for label in labels)


def test_forms_are_freed_when_one_leaves(qtbot: Any, window: Any) -> None:
    for _ in range(3):
        go(qtbot, window, Place("record", "person", 0))
        go(qtbot, window, HOME)
    let_go()
    assert not window.findChildren(FormPage)


def test_a_store_that_cannot_be_opened_is_said(qtbot: Any, tmp_path: Path) -> None:
    (tmp_path / "office.db").write_bytes(b"no database at all, but some bytes")
    window = app.make_window(tmp_path)
    window.desk.jobs.open()
    with qtbot.waitSignal(window.desk.jobs.failed):
        pass
    rest(qtbot, window.desk.jobs)
    assert "office.db" in window.page.banner.sentence.text()
    window.close()
    window.deleteLater()
    let_go()


def test_details_tell_nobodys_data() -> None:
    try:
        raise ValueError("河村 能人")
    except ValueError as error:
        told = notice(error, language("en"))
    assert "河村" not in told.details + told.sentence
    assert "ValueError" in told.details


@pytest.mark.on_the_sample
def test_a_briefing_is_shown_with_the_records_behind_its_numbers(
    qtbot: Any, window: Any, tmp_path: Path
) -> None:
    page = go(qtbot, window, BRIEFINGS)
    out = tmp_path / "out"
    out.mkdir()
    page.choose_file = lambda _parent, _title, suggested, _sort: str(out / Path(suggested).name)
    page.panel.country.show_code("JP")
    page.refresh()
    rest(qtbot, window.desk.jobs)
    assert page.printed
    where = page.view.centre_of("agreements.overview/agreements")
    qtbot.mouseClick(page.view.viewport(), Qt.MouseButton.LeftButton, pos=where)
    rest(qtbot, window.desk.jobs)
    assert page.drawer.isVisible()
    assert len(page.drawer.records) == 15
    assert any(key.startswith("awards.funder/") for key in page.printed.facts)
    page.panel.boxes["Awards"].click()
    rest(qtbot, window.desk.jobs)
    assert not any(key.startswith("awards.funder/") for key in page.printed.facts)
    page.save_pdf()
    page.save_form("json")
    rest(qtbot, window.desk.jobs)
    (pdf,) = out.glob("*.pdf")
    assert pdf.read_bytes().startswith(b"%PDF")
    (values,) = out.glob("*.json")
    assert '"JP"' in values.read_text("utf-8")


def test_a_workbook_goes_out_and_is_shown_before_it_comes_in(
    qtbot: Any, window: Any, add: Any, load: Any, tmp_path: Path
) -> None:

    record = add("meeting", {**NEEDED["meeting"], "place": "Room 301"})
    page = go(qtbot, window, SPREADSHEETS)
    path = tmp_path / "office.xlsx"
    page.export_all(str(path))
    rest(qtbot, window.desk.jobs)
    book = load_workbook(path)
    sheet = next(sheet for sheet in book.worksheets if sheet.title == "Meetings")
    for row in sheet.iter_rows():
        for cell in row:
            if cell.value == "Room 301":
                cell.value = "Room 500"
    book.save(path)
    page.read(str(path))
    rest(qtbot, window.desk.jobs)
    assert page.intended.changes == 1
    assert load("meeting", record).values["place"] == "Room 301"
    assert window.last_backup.text() == "Not backed up yet"
    page.bring_in()
    rest(qtbot, window.desk.jobs)
    assert window.last_backup.text().startswith("Backed up "), "the backup from before is told"
    assert load("meeting", record).values["place"] == "Room 500"
    assert page.importing.result.text().startswith("1 record was imported.")
    window.undoing.undo()
    rest(qtbot, window.desk.jobs)
    assert load("meeting", record).values["place"] == "Room 301"
    assert page.importing.result.text() == "", "it is taken back"


@pytest.mark.on_the_sample
def test_a_year_goes_out(qtbot: Any, window: Any, tmp_path: Path) -> None:
    page = go(qtbot, window, SPREADSHEETS)
    page.export_year(str(tmp_path / "year.xlsx"))
    rest(qtbot, window.desk.jobs)
    assert (tmp_path / "year.xlsx").read_bytes().startswith(b"PK")
    assert not page.banner.isVisible()


def test_what_was_changed_is_backed_up_while_working_and_on_closing(
    qtbot: Any, window: Any, add: Any, folder: Path
) -> None:
    kept = folder / "backups"
    add("person", NEEDED["person"])
    window.tending.back_up()
    rest(qtbot, window.desk.jobs)
    assert [path.name for path in kept.glob("*.office")] == ["000001.office"]
    window.tending.back_up()
    rest(qtbot, window.desk.jobs)
    assert len(list(kept.glob("*.office"))) == 1
    add("person", NEEDED["person"])
    window.close()
    assert len(list(kept.glob("*.office"))) == 2
    assert not any(timer.isActive() for timer in window.tending.timers)


def test_a_failure_of_telling_failures_is_not_told_for_ever(qtbot: Any, window: Any) -> None:
    def fails(_notice: Any) -> None:
        told.append(_notice)
        raise ValueError

    told: list[Any] = []
    problems = window.findChild(Problems)
    problems.told.connect(fails)
    with qtbot.captureExceptions() as raised:
        problems.watch()
        problems.tell(KeyError("x"))
    assert len(told) == len(raised) == 1


@pytest.mark.on_the_sample
def test_a_briefing_is_one_click_from_a_partner_and_a_meeting(qtbot, window, store) -> None:
    for kind, title in (("organisation", "Cooperation with"), ("meeting", "Visit")):
        with store.read() as session:
            asked = designate.organisation if kind == "organisation" else designate.meeting
            which = asked(session, "Tohoku University" if kind == "organisation" else "2018-001")
        page = go(qtbot, window, Place("record", kind, which))
        assert page._brief.isVisible()
        page._brief.click()
        rest(qtbot, window.desk.jobs)
        assert window.place == Place("briefings", kind, which)
        assert window.page.printed.title.startswith(title)
        assert window.sidebar.entries[BRIEFINGS].isChecked()
    assert window.stack.count() <= 4


def test_in_a_narrow_window_no_figure_of_the_first_page_is_shortened(
    qtbot: Any, window: Any
) -> None:
    window.resize(1024, 768)
    home = go(qtbot, window, SETTINGS) and go(qtbot, window, HOME)
    rest(qtbot, window.desk.jobs)
    QApplication.processEvents()
    every = [each for each in home.findChildren(Tile) if each.property("role") == "figure"]
    figures = [each for each in every if each.isVisible()]
    assert len(figures) == 4
    assert len({each.height() for each in figures}) == 1
    for figure in figures:
        number, label = figure.findChildren(QLabel)
        assert figure.accessibleName() == f"{number.text()} {label.text()}"
        assert label.height() >= label.heightForWidth(label.width())
