"""What there is to see: every page, and every box that opens on one, by name."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from functools import partial
from operator import attrgetter
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Event
from typing import Any

from openpyxl import load_workbook
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QScrollArea, QWidget
from sqlalchemy import select

from intloffice.gui import undoing
from intloffice.gui.dialogs.erase_dialog import EraseDialog
from intloffice.gui.dialogs.find_box import FindBox
from intloffice.gui.dialogs.last_warning import LastWarning
from intloffice.gui.dialogs.new_record_dialog import NewRecordDialog
from intloffice.gui.dialogs.paragraph_box import ParagraphBox
from intloffice.gui.dialogs.popup import Popup
from intloffice.gui.dialogs.renew_box import RenewBox
from intloffice.gui.dialogs.sentence_box import SentenceBox
from intloffice.gui.main_window import MainWindow
from intloffice.gui.pages.conflict_panel import Difference
from intloffice.gui.place import (
    BACKUPS,
    BRIEFINGS,
    CALENDAR,
    CHARTS,
    DUPLICATES,
    FORMS,
    HOME,
    SETTINGS,
    SPREADSHEETS,
    TRASH,
    UNTRANSLATED,
    WELCOME,
    Narrowing,
    Place,
)
from intloffice.gui.problems import Notice
from intloffice.gui.views import View
from intloffice.gui.widgets.progress import Progress
from intloffice.gui.widgets.untrue_card import UntrueCard
from intloffice.operations import designate, edit
from intloffice.operations.trash import Removed
from intloffice.records import ALL_KINDS
from intloffice.schema.kind import Kind
from intloffice.spreadsheets.forms.asked import Asked
from tests.forms import ministry_form
from tests.pictures.studio import rest

#: Fields by which a list is narrowed, each of another sort, and the kind that has it.
_FILTERED = {
    "kind": "agreement",
    "title": "agreement",
    "effective_on": "agreement",
    "term.effective_from": "agreement",
    "party.organisation_id": "agreement",
    "confidential": "agreement",
    "partner_country": "mobility",
    "amount": "award",
}

#: Goes somewhere in the window, and gives what is to be looked at.
Scene = Callable[[MainWindow], QWidget]


def scenes() -> dict[str, Scene]:
    """Give every scene by its name, in the order of the sidebar."""
    found: dict[str, Scene] = {"home": _at(HOME)}
    for kind in ALL_KINDS:
        found[f"list-{kind.name}"] = _list(kind.name)
        found[f"record-{kind.name}"] = _record(kind.name)
        found[f"new-{kind.name}"] = _at(Place("record", kind.name, 0))
    for path in _FILTERED:
        found[f"filter-{path}"] = _filter(path)
    found["filter-fields"] = _opened("agreement", "_choose_field")
    found["home-below"] = _below(HOME)
    found["home-steps"] = _steps
    found["list-narrowed"] = _narrowed
    found["list-named-by"] = _named_by
    found["list-views"] = _views
    found["enter-rows"] = _enter_rows
    found["columns"] = _opened("agreement", "_choose_columns")
    found["change-field"] = _opened("award", "deeds.choose_change")
    found["change-many"] = _change_many
    found["name-of-view"] = _name_of_view
    found["duplicates"] = _duplicates
    found["record-similar"] = _similar
    found["record-files"] = _files
    found["record-history"] = _history
    found["record-conflict"] = _conflict
    found["record-problems"] = _problems
    found["new-in-place"] = _new_in_place
    found["briefing-country"] = _at(BRIEFINGS)
    found["briefing-drawer"] = _drawer
    found["briefing-editing"] = _editing
    found["briefing-sentence"] = _sentence
    found["briefing-paragraph"] = _paragraph
    found["briefing-organisation"] = _briefed("organisation")
    found["briefing-meeting"] = _briefed("meeting")
    found["briefing-clocks"] = _clocks
    found["issue"] = _issue
    found["issued"] = _issued("all")
    found["issued-untrue"] = _issued("untrue")
    found["issued-leave"] = _leave_a_sentence
    found["spreadsheets"] = _at(SPREADSHEETS)
    found["spreadsheets-register"] = _register
    found["spreadsheets-answer"] = _answer
    found["forms"] = _at(FORMS)
    found["forms-filled"] = _form_filled
    for subject in ("students", "agreements", "experts", "partners"):
        found[f"charts-{subject}"] = _chart(subject)
    for word in ("level", "mode"):
        found[f"charts-students-by-{word}"] = _chart("students", f"sent by {word}")
    for row, paper in enumerate(("agenda", "seating", "sign")):
        found[f"papers-{paper}"] = _papers(row * 2 if row < 2 else 5)
    found["prepare"] = _prepare
    found["news"] = _news("zh")
    found["news-unfinished"] = _news("en")
    found["news-keep"] = _keep_news
    found["untranslated"] = _at(UNTRANSLATED)
    found["course"] = _course
    found["renew"] = _renew
    found["calendar"] = _at(CALENDAR)
    found["calendar-week"] = _week
    found["settings"] = _at(SETTINGS)
    found["settings-below"] = _below(SETTINGS)
    found["backups"] = _at(BACKUPS)
    found["trash"] = _trash
    found["trash-chosen"] = _trash_chosen
    found["updating"] = _updating
    found["undoing"] = _undoing
    found["welcome"] = _at(WELCOME)
    found["manual"] = _at(Place("manual", "visit"))
    found["manual-keys"] = _at(Place("manual", "keyboard"))
    found["manual-search"] = _manual_search
    found["find"] = _find
    found["erase"] = _erase
    found["warning"] = _warning
    return found


@contextmanager
def shown(made: MainWindow, scene: Scene) -> Iterator[QWidget]:
    """Show a scene, and put away afterwards what opened."""
    widget = scene(made)
    rest(made)
    yield widget
    page = made.page
    made.updating._end()
    made.undoing._put_away()
    if hasattr(page, "discard"):
        page.discard()
    if widget is not made:
        widget.close()
    rest(made)


def _at(place: Place) -> Scene:
    def go(made: MainWindow) -> QWidget:
        made.go(place)
        rest(made)
        return made

    return go


def _below(place: Place) -> Scene:
    """Show the end of a page that is longer than the window."""

    def go(made: MainWindow) -> QWidget:
        _at(place)(made)
        bars = [area.verticalScrollBar() for area in made.page.findChildren(QScrollArea)]
        longest = max(bars, key=lambda bar: bar.maximum())
        longest.setValue(longest.maximum())
        return made

    return go


def _list(kind: str) -> Scene:
    def go(made: MainWindow) -> QWidget:
        made.go(Place("list", kind))
        rest(made)
        made.page.table.selectRow(min(3, made.page.table.model().rowCount() - 1))
        return made

    return go


def _enter_rows(made: MainWindow) -> QWidget:
    """Paste a block from a spreadsheet, of which some cells are not understood."""
    made.go(Place("entry", "award"))
    rest(made)
    lines = ("CSC\t\tNobody Known\t\t2017\tmuch", "CSC\t\t\t\t2017\t12,000\tCNY")
    QGuiApplication.clipboard().setText("\n".join(lines))
    made.page.table.paste()
    rest(made)
    return made


def _register(made: MainWindow) -> QWidget:
    """Read a register of students: one is in doubt, one row is refused, no column says whither."""
    made.go(SPREADSHEETS)
    rest(made)
    with TemporaryDirectory() as folder:
        path = Path(folder) / "students.csv"
        rows = (
            "No,Student,Nationality,Passport No,University,Start,End,Major",
            "1,田中浩,Japan,TK1234567,Kyoto University,1.9.2017,31.1.2018,Law",
            "2,Anna Miller,Germany,C01X,Technische Universität München,1.9.2017,in spring,History",
        )
        path.write_text("\n".join(rows), "utf-8")
        made.page.importing.read(str(path))
        rest(made)
    return made


def _papers(row: int) -> Scene:
    def go(made: MainWindow) -> QWidget:
        made.go(Place("papers", "meeting", _telling(made, "meeting")))
        rest(made)
        made.page.list.setCurrentRow(row)
        rest(made)
        return made

    return go


def _answer(made: MainWindow) -> QWidget:
    """Read back what a partner has corrected."""
    found: list[int] = []

    def which(session: Any) -> int:
        return designate.organisation(session, "東北大学")

    made.desk.jobs.read(which, found.append)
    made.go(SPREADSHEETS)
    rest(made)
    with TemporaryDirectory() as folder:
        path = Path(folder) / "Tohoku.xlsx"
        made.page.partner.show_record(found[0], "Tohoku University")
        made.page.export_partner(str(path))
        rest(made)
        book = load_workbook(path)
        sheet = book.worksheets[0]
        sheet.cell(5, 2).value = "Agreement on the exchange of students"
        sheet.cell(5, sheet.max_column - 1).value = "Prolonged last month."
        sheet.cell(len(sheet["A"]) + 1, 2).value = "Joint doctoral degree"
        book.save(path)
        made.page.read(str(path))
        rest(made)
    return made


def _form_filled(made: MainWindow) -> QWidget:
    """Open a form and tie some of its cells."""
    made.go(FORMS)
    rest(made)
    with TemporaryDirectory() as folder:
        page = made.page
        page.open_form(str(ministry_form(Path(folder) / "统计表.xlsx")))
        rest(made)
        for row, level in enumerate(("bachelor", "master", "doctoral"), 4):
            for column, length in ((1, "long"), (2, "short")):
                page.grid.choose((row, column))
                page.panel.show_asked(Asked("sent", 0, {"level": level, "length": length}))
                page.tie_cell()
        rest(made)
        page.grid.choose((4, 1))
        rest(made)
        page._open_records()
        rest(made)
    return made


def _prepare(made: MainWindow) -> QWidget:
    made.go(Place("prepare", "meeting", _telling(made, "meeting")))
    rest(made)
    if not made.page.shown.checks:
        made.page.take_usual_checklist()
        rest(made)
        made.page.mark(made.page.shown.checks[0], done=True)
        rest(made)
    return made


def _course(made: MainWindow) -> QWidget:
    found: list[int] = []

    def read(session: Any) -> int:
        kind = made.desk.kind("agreement")
        ids = session.execute(select(session.tables["agreement"].c.id)).scalars().all()
        rows = {each: edit.load(session, kind, each).rows for each in ids}
        exchange = [each for each in ids if rows[each]["condition"]]
        return max(exchange, key=lambda each: (len(rows[each]["term"]), -each))

    made.desk.jobs.read(read, found.append)
    rest(made)
    made.go(Place("course", "agreement", found[0]))
    rest(made)
    balances = made.page.shown.balances
    if balances:
        made.page.open_records(made.page.title.whole, balances[0].three_years)
        rest(made)
    return made


def _renew(made: MainWindow) -> QWidget:
    made.go(Place("record", "agreement", _telling(made, "agreement")))
    rest(made)
    made.page._renew.click()
    rest(made)
    return made.findChildren(RenewBox)[0]


def _week(made: MainWindow) -> QWidget:
    made.go(CALENDAR)
    rest(made)
    made.page.spans.choose("week")
    rest(made)
    return made


def _record(kind: str) -> Scene:
    def go(made: MainWindow) -> QWidget:
        made.go(Place("record", kind, _telling(made, kind)))
        rest(made)
        return made

    return go


def _telling(made: MainWindow, kind_name: str, *, theirs: bool = False) -> int:
    """Choose, among the first records of a kind, that of which most is on record."""
    found: list[int] = []
    kind = made.desk.kind(kind_name)

    def read(session: Any) -> int:
        table = session.tables[kind.name]
        query = select(table.c.id).order_by(table.c.id).limit(40)
        if theirs and "ours" in table.c:
            query = query.where(table.c.ours.is_(False))
        ids = session.execute(query).scalars().all()
        return max(ids, key=lambda each: _weight(edit.load(session, kind, each)))

    made.desk.jobs.read(read, found.append)
    rest(made)
    return found[0]


def _weight(snapshot: edit.Snapshot) -> int:
    filled = sum(value not in (None, "", (), False) for value in snapshot.values.values())
    return filled + sum(len(rows) for rows in snapshot.rows.values())


def _opened(kind: str, ask: str) -> Scene:
    """Show the box that a list's button opens."""

    def go(made: MainWindow) -> QWidget:
        _list(kind)(made)
        rest(made)
        made.page.table.selectRow(0)
        attrgetter(ask)(made.page)()
        rest(made)
        return _box(made)

    return go


def _box(made: MainWindow) -> QWidget:
    return next(box for box in reversed(made.findChildren(Popup)) if box.isVisible())


def _filter(path: str) -> Scene:
    def go(made: MainWindow) -> QWidget:
        made.go(Place("list", _FILTERED[path]))
        rest(made)
        made.page._ask_value(path)
        rest(made)
        return _box(made)

    return go


def _steps(made: MainWindow) -> QWidget:
    """Show what the first page of an office says in which nothing is on record yet."""
    made.go(HOME)
    rest(made)
    made.page.steps.show()
    for area in made.page.findChildren(QScrollArea):
        area.verticalScrollBar().setValue(0)
    return made


def _named_by(made: MainWindow) -> QWidget:
    """Try to delete an organisation that many records name."""
    made.go(Place("list", "organisation"))
    rest(made)
    made.page.table.selectRow(0)
    made.page.table.with_selected(made.page.table.removed.emit)
    return made


def _narrowed(made: MainWindow) -> QWidget:
    there = Narrowing("partner_country", "is", "JP", "JP")
    made.go(Place("list", "agreement", None, (there, Narrowing("title", "contains", "e", "e"))))
    return made


def _views(made: MainWindow) -> QWidget:
    made.go(Place("list", "mobility"))
    rest(made)
    for name in ("熊本", "Students from Japan in 2017", "来华留学生"):
        made.page._save_view(View(0, name, made.page.look()))
    return made


def _change_many(made: MainWindow) -> QWidget:
    _list("award")(made)
    rest(made)
    made.page.table.selectAll()
    made.page.deeds.ask_change("funder_id", {1: 1, 2: 1})
    rest(made)
    return _box(made)


def _name_of_view(made: MainWindow) -> QWidget:
    made.go(Place("list", "agreement"))
    rest(made)
    made.page.views.ask_name()
    return _box(made)


def _duplicates(made: MainWindow) -> QWidget:
    """Show two people of one name, entered twice here, and what is kept of either."""
    spellings = ("Kawamura", "Takashi"), ("Kawamura", "Ryu")
    for number, (family, given) in enumerate(spellings):
        values = {"family_native": "河村", "given_native": "隆", "latin_family": family}
        values |= {"latin_given": given, "notes": f"Met in {2015 + number}"}
        job = partial(_add, made.desk.kind("person"), values)
        made.desk.jobs.write(
            made.desk.say("New: {kind}", kind=made.desk.say("Person")), job, lambda _id: None
        )
        rest(made)
    made.go(DUPLICATES)
    rest(made)
    made.page.compare(0)
    return made


def _new_person(made: MainWindow) -> str:
    return made.desk.say("New: {kind}", kind=made.desk.say("Person"))


def _add(kind: Kind, values: dict[str, Any], session: Any) -> int:
    return edit.add(session, kind, values)


def _similar(made: MainWindow) -> QWidget:
    made.go(Place("record", "person", 0))
    rest(made)
    for name, text in (("family_native", "河村"), ("given_native", "隆")):
        made.page.form.editors[name].line.setText(text)
        made.page.form.editors[name].line.textEdited.emit(text)
    made.page.similar.ask()
    return made


def _files(made: MainWindow) -> QWidget:
    _record("agreement")(made)
    picture = made.desk.folder / "Signing ceremony.png"
    made.grab().save(str(picture))
    made.page.files.attach([str(picture)])
    rest(made)
    made.page._go_to_section(len(made.page._tabs.buttons()) - 2)
    made.page.files.table.selectRow(0)
    return made


def _history(made: MainWindow) -> QWidget:
    _record("agreement")(made)
    made.page._go_to_section(len(made.page._tabs.buttons()) - 1)
    return made


def _conflict(made: MainWindow) -> QWidget:
    _record("organisation")(made)
    say = made.desk.say
    made.page.conflict.show_differences(
        [say("Website")], [Difference("city", say("City"), "重庆", "Chongqing City")]
    )
    return made


def _problems(made: MainWindow) -> QWidget:
    made.go(Place("record", "meeting", 0))
    rest(made)
    day = made.page.form.editors["starts_on"]
    QTest.keyClicks(day.line, "31.2.2018")
    made.page.save()
    rest(made)
    return made


def _new_in_place(made: MainWindow) -> QWidget:
    made.go(Place("record", "position", 0))
    rest(made)
    made.page._create("person", "河村隆", made.page.form.editors["person_id"])
    rest(made)
    return made.findChildren(NewRecordDialog)[-1]


def _drawer(made: MainWindow) -> QWidget:
    made.go(Place("briefings", "JP"))
    rest(made)
    assert made.page.printed, f"nothing was printed: {made.page.banner.sentence.text()}"
    made.page.open_fact(next(iter(made.page.printed.facts)))
    return made


def _editing(made: MainWindow) -> QWidget:
    """Edit the briefing on a country: a sentence is rewritten, one no longer fits, one is gone."""
    made.go(BRIEFINGS)
    rest(made)
    panel = made.page.editing
    if panel.isHidden():
        made.page.open_editing()
    rest(made)
    sentences = [shown for section in panel.shown.sections for shown in section.sentences]
    if not panel.shown.is_edited:
        panel._keep(sentences[0], "With {country} we have {agreements}.", False)
        rest(made)
        changed = replace(sentences[2].sentence, computed=sentences[4].sentence.computed)
        panel._keep(replace(sentences[2], sentence=changed), "It was so once.", False)
        rest(made)
        gone = replace(sentences[1].sentence, statement="nothing.known")
        panel._keep(replace(sentences[1], sentence=gone), "Of this nothing is said now.", True)
        rest(made)
        panel.leave_out("awards", out=True)
        rest(made)
    return made


def _sentence(made: MainWindow) -> QWidget:
    _editing(made)
    panel = made.page.editing
    panel.rewrite(panel.shown.sections[0].sentences[0])
    rest(made)
    box = made.findChildren(SentenceBox)[-1]
    box.editor.insertPlainText(" 15 {nobody} ")
    return box


def _paragraph(made: MainWindow) -> QWidget:
    _editing(made)
    panel = made.page.editing
    panel.ask_paragraph(panel.shown.sections[0])
    rest(made)
    box = made.findChildren(ParagraphBox)[-1]
    box.accept()
    return box


def _keep_news(made: MainWindow) -> QWidget:
    _news("zh")(made)
    rest(made)
    made.page.ask_to_keep()
    return made.findChildren(Popup)[-1]


def _leave_a_sentence(made: MainWindow) -> QWidget:
    made.go(Place("issued", "untrue"))
    rest(made)
    made.page.parts.choose("untrue")
    rest(made)
    card = next(c for c in made.page.findChildren(UntrueCard) if c.isVisible())
    card.leave.click()
    return made.findChildren(Popup)[-1]


def _news(code: str) -> Scene:
    """Draft the news on the meeting with which the sample begins, whose name nobody confirmed."""

    def go(made: MainWindow) -> QWidget:
        found: list[int] = []
        job = partial(designate.meeting, text="2018-001")
        made.desk.jobs.read(job, found.append)
        rest(made)
        made.go(Place("news", "meeting", found[0]))
        rest(made)
        made.page.languages.choose(code)
        return made

    return go


def _clocks(made: MainWindow) -> QWidget:
    """Compare with another day, as known at an early point of the history."""
    made.go(BRIEFINGS)
    rest(made)
    clocks = made.page.panel.clocks
    if not clocks.compared.isChecked():
        clocks.compared.click()
    clocks.know_on("#6")
    rest(made)
    made.page.panel.ensureWidgetVisible(clocks)
    return made


def _issue(made: MainWindow) -> QWidget:
    made.go(BRIEFINGS)
    rest(made)
    made.page.issue.click()
    return made.findChildren(Popup)[-1]


def _issued(part: str) -> Scene:
    """Issue a briefing, then end an agreement that it counted."""

    def go(made: MainWindow) -> QWidget:
        box = _issue(made)
        box.line.setText(made.desk.say("Meeting") + " 2018-01-05")
        box.accept()
        rest(made)
        made.desk.jobs.write(
            made.desk.say(
                "Edit: {kind} “{caption}”", kind=made.desk.say("Agreement"), caption="JP-2003-01"
            ),
            _end_an_agreement,
            lambda _done: None,
        )
        rest(made)
        made.go(Place("issued", part))
        made.page.parts.choose(part)
        rest(made)
        return made

    return go


def _end_an_agreement(session: Any) -> None:
    kind = next(kind for kind in ALL_KINDS if kind.name == "agreement")
    table = session.tables[kind.name]
    wanted = table.c.title_en.contains("Tohoku")
    which = session.execute(select(table.c.id).where(wanted).order_by(table.c.id)).scalars().first()
    loaded = edit.load(session, kind, which)
    lines = [
        edit.Line(line.id, {**line.values, "ended_on": date(2016, 1, 1)})
        for line in loaded.rows["term"]
    ]
    edit.change(session, kind, which, loaded.version, {}, {"term": lines})


def _briefed(kind: str) -> Scene:
    def go(made: MainWindow) -> QWidget:
        made.go(Place("briefings", kind, _telling(made, kind, theirs=True)))
        return made

    return go


def _chart(subject: str, divided: str = "students") -> Scene:
    def go(made: MainWindow) -> QWidget:
        made.go(CHARTS)
        rest(made)
        box = made.page.divisions
        box.setCurrentIndex(box.findData(divided))
        made.page.subjects.choose(subject)
        box.activated.emit(box.currentIndex())
        return made

    return go


def _updating(made: MainWindow) -> QWidget:
    """Open the window while an older file is brought up to date."""
    made.go(HOME)
    rest(made)
    made.updating._tell(4_100, 9_000)
    made.updating._begin()
    return made


def _undoing(made: MainWindow) -> QWidget:
    """Take back a change of very many records."""
    made.go(Place("list", "person"))
    rest(made)
    made.undoing.latest = made.desk.say("Change “{field}” of {n} records", field="…", n=19_000)
    made.undoing._steps.append(undoing._UNDO)
    made.undoing._progress = Progress(Event())
    made.undoing._progress.tell(7_400, 19_000)
    made.undoing._tell()
    made.undoing._steps.clear()
    return made


def _trash_chosen(made: MainWindow) -> QWidget:
    """Choose several removed records."""
    made.go(TRASH)
    rest(made)
    at = "2017-12-28T09:30:00.000000+00:00"
    kinds = [kind for kind in ALL_KINDS if kind.title.names or kind.title.person]
    gone = [
        Removed(kind.name, number, f"{made.desk.say(kind.singular)} {number}", at, "Liu Min", "")
        for number, kind in enumerate(kinds * 3, 1)
    ]
    made.page._take(None, gone)
    made.page.table.selectAll()
    return made


def _trash(made: MainWindow) -> QWidget:
    made.go(TRASH)
    made.tell(
        Notice(
            made.desk.say(
                "“{name}” could not be written ({reason}). Choose another place or name.",
                name="2017.xlsx",
                reason="No space left on device",
            ),
            "OSError",
        )
    )
    return made


def _manual_search(made: MainWindow) -> QWidget:
    made.go(Place("manual", "briefing"))
    rest(made)
    made.page.search.setText("JSON")
    return made


def _find(made: MainWindow) -> QWidget:
    made.go(HOME)
    rest(made)
    made.open_finder()
    box = made.findChildren(FindBox)[-1]
    box.line.setText("ku")
    return box


def _erase(made: MainWindow) -> QWidget:
    _record("person")(made)
    made.page._ask_to_erase()
    rest(made)
    return made.findChildren(EraseDialog)[-1]


def _warning(made: MainWindow) -> QWidget:
    say = made.desk.say
    asked = LastWarning(
        made,
        say("Your entries are not saved, and cannot be kept."),
        say("The office's file could not be written. If you close now, they are lost."),
        say("Go back"),
        say("Lose them"),
    )
    asked.open()
    return asked
