"""The page that composes, shows, traces and saves briefings."""

import json
import shutil
from dataclasses import replace
from datetime import date
from pathlib import Path

import pypdfium2
import pytest
from PySide6.QtCore import QPoint, Qt
from pytestqt.qtbot import QtBot

from intloffice import resources
from intloffice.briefing import country, printing
from intloffice.briefing.statement import Tally
from intloffice.gui import briefings, theme
from intloffice.gui.desk import Desk
from intloffice.gui.pages.briefing_page import BriefingPage
from intloffice.gui.place import BRIEFINGS, Place
from intloffice.i18n import language
from intloffice.operations import designate, edit
from intloffice.records import ALL_KINDS
from intloffice.schema.kind import kind_named
from intloffice.settings import Settings
from tests.gui.conftest import TODAY, rest, type_text

ORGANISATION, MILESTONE = (kind_named(ALL_KINDS, name) for name in ("organisation", "milestone"))
AGREEMENTS = "agreements.overview/agreements"
TRANSLATIONS = resources.folder("translations")


@pytest.fixture
def folder(folder: Path, sample_folder: Path, request: pytest.FixtureRequest) -> Path:
    """The folder of a sample office where the page is asked for, else of an empty one."""
    if "page" in request.fixturenames:
        shutil.copytree(sample_folder, folder, dirs_exist_ok=True)
    return folder


@pytest.fixture
def page(qtbot: QtBot, desk: Desk, store, tmp_path) -> BriefingPage:
    """The page on the sample office; what is saved goes to a folder of its own."""
    theme.load_latin_fonts()
    made = BriefingPage(desk, lambda _parent, _title, name, _kinds: str(tmp_path / name))
    qtbot.addWidget(made)
    made.resize(1054, 768)
    made.show()
    made.arrive(BRIEFINGS)
    rest(qtbot, desk.jobs)
    return made


def composed(store, day=TODAY, settings=None):
    with store.read() as session:
        return country.compose(session, "JP", day, settings or Settings(author="Liu Min"))


def pages_text(pdf: bytes) -> str:
    document = pypdfium2.PdfDocument(pdf)
    try:
        texts = []
        for number in range(len(document)):
            page = document[number]
            text = page.get_textpage()
            texts.append(text.get_text_range())
            text.close()
            page.close()
        return "\n".join(texts)
    finally:
        document.close()


def click_fact(qtbot: QtBot, page: BriefingPage, fact: str) -> None:
    where = page.view.centre_of(fact)
    qtbot.mouseClick(page.view.viewport(), Qt.MouseButton.LeftButton, pos=where)
    rest(qtbot, page.desk.jobs)


def test_the_country_with_most_partners_is_shown_first(page) -> None:
    assert page.panel.country.code == "JP"
    assert page.panel.country.text() == "Japan"
    assert page.printed.title == "Cooperation with Japan"
    assert page.panel.boxes["Agreements"].isChecked()


def test_the_status_line_counts_statements_facts_and_records(qtbot, page) -> None:
    with qtbot.waitSignal(page.noted) as noted:
        page.panel.languages.choose("zh")
    assert noted.args[0].startswith(f"{page.printed.statements} statements · ")


def test_a_number_that_is_clicked_opens_exactly_its_records(qtbot, page, store) -> None:
    briefing = composed(store)
    click_fact(qtbot, page, AGREEMENTS)
    fact = briefing.find("agreements.overview").facts["agreements"]
    assert not page.drawer.isHidden()
    assert set(page.drawer.records) == {(source.kind, source.id) for source in fact.records}
    assert page.drawer.title.text() == f"{fact.value} university-level agreements in force"
    assert "31 December 2017" in page.drawer.basis.text()
    assert page.drawer.table.texts.rowCount() == fact.value


def test_every_fact_on_the_page_opens_as_many_records_as_it_rests_on(page, store) -> None:
    briefing = composed(store)
    behind: dict[str, set[tuple[str, int]]] = {}
    for statement in briefing.statements:
        for name, fact in statement.facts.items():
            key = statement.key(name)
            assert key not in behind, f"two facts are called {key}"
            behind[key] = {(s.kind, s.id) for s in fact.records}
            for tally in statement.items(name, Tally):
                part = statement.key_of_part(name, tally)
                behind[part] = {(s.kind, s.id) for s in tally.records}
    assert page.view.facts
    for key in page.view.facts:
        assert set(page.printed.facts[key].records) == behind[key]


def test_a_click_on_a_bar_opens_the_stays_of_that_year(qtbot, page, store) -> None:
    trend = composed(store).find("outbound.trend")
    for tally in trend.items("series", Tally):
        click_fact(qtbot, page, trend.key_of_part("series", tally))
        assert set(page.drawer.records) == {(s.kind, s.id) for s in tally.records}
        assert page.drawer.title.text() == f"{tally.label} · sent · {tally.count}"
        assert "Distinct persons each year" in page.drawer.basis.text()


def test_an_open_link_asks_for_the_record(qtbot, page) -> None:
    click_fact(qtbot, page, AGREEMENTS)
    kind, record_id = page.drawer.records[0]
    table = page.drawer.table
    with qtbot.waitSignal(page.going) as going:
        qtbot.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=table.point_at(0, -1))
    assert going.args == [Place("record", kind, record_id)]


def test_records_of_several_kinds_are_told_with_their_kind(qtbot, page) -> None:
    key = next(
        key
        for key, fact in page.printed.facts.items()
        if len({kind for kind, _ in fact.records}) > 1
    )
    page.open_fact(key)
    rest(qtbot, page.desk.jobs)
    assert page.drawer.table.texts.headings == ("Kind", "Record", "Details")
    assert set(page.drawer.records) == set(page.printed.facts[key].records)


def test_the_keyboard_goes_from_number_to_number_and_escape_closes(qtbot, page) -> None:
    page.view.setFocus()
    qtbot.keyClick(page.view, Qt.Key.Key_Right)
    qtbot.keyClick(page.view, Qt.Key.Key_Right)
    qtbot.keyClick(page.view, Qt.Key.Key_Return)
    rest(qtbot, page.desk.jobs)
    assert page.view.chosen == page.view.facts[1]
    qtbot.keyClick(page.view, Qt.Key.Key_Escape)
    assert page.drawer.isHidden()
    assert page.view.chosen == ""


def test_the_pointer_shows_what_can_be_clicked(qtbot, page) -> None:
    qtbot.mouseMove(page.view.viewport(), page.view.centre_of(AGREEMENTS))
    assert page.view.viewport().cursor().shape() == Qt.CursorShape.PointingHandCursor
    qtbot.mouseMove(page.view.viewport(), QPoint(2, 2))
    assert page.view.viewport().cursor().shape() == Qt.CursorShape.ArrowCursor


def test_a_section_left_out_is_not_printed(qtbot, page) -> None:
    assert "Meetings" in pages_text(page.printed.pdf).splitlines()
    before = page.printed.statements
    page.panel.boxes["Meetings"].click()
    rest(qtbot, page.desk.jobs)
    assert "Meetings" not in pages_text(page.printed.pdf).splitlines()
    assert page.printed.statements == before - 1
    assert "meetings.recent/list" not in page.view.facts
    page.panel.boxes["Meetings"].click()
    rest(qtbot, page.desk.jobs)
    assert page.printed.statements == before


def test_a_drawer_whose_number_is_left_out_closes(qtbot, page) -> None:
    page.open_fact(AGREEMENTS)
    page.panel.boxes["Agreements"].click()
    rest(qtbot, page.desk.jobs)
    assert page.drawer.isHidden()


def test_another_language_prints_anew_without_composing(qtbot, page) -> None:
    before = page.printed
    briefing = page._composed.briefing
    page.panel.languages.choose("ja")
    rest(qtbot, page.desk.jobs)
    assert page._composed.briefing is briefing
    assert page.printed.title != before.title
    assert page.printed.statements == before.statements


def test_what_is_saved_is_what_printing_gives(qtbot, page, store, tmp_path) -> None:
    with qtbot.waitSignal(page.noted) as noted:
        page.save.click()
    path = tmp_path / "Cooperation with Japan 2017-12-31.pdf"
    assert noted.args == [f"Saved to {path}"]
    settings = Settings(author="Liu Min")
    printed = printing.pdf(composed(store), language("en", TRANSLATIONS), settings)
    assert path.read_bytes() == printed.pdf
    assert not page.banner.isHidden()
    assert not list(tmp_path.glob("*.part"))


def test_json_is_saved_without_the_sections_left_out(qtbot, page, tmp_path) -> None:
    page.panel.boxes["Meetings"].click()
    rest(qtbot, page.desk.jobs)
    with qtbot.waitSignal(page.noted):
        page.save_form("json")
    values = json.loads((tmp_path / "Cooperation with Japan 2017-12-31.json").read_bytes())
    ids = [statement["id"] for statement in values["statements"]]
    assert "agreements.overview" in ids
    assert "meetings.recent" not in ids


def test_a_place_that_cannot_be_written_to_is_told(qtbot, page, tmp_path) -> None:
    page.choose_file = lambda *_: str(tmp_path / "nowhere" / "a.pdf")
    with qtbot.waitSignal(page.told) as told:
        page.save_pdf()
    assert "could not be written" in told.args[0].sentence


def test_nothing_is_saved_where_no_place_is_chosen(qtbot, page) -> None:
    page.choose_file = lambda *_: ""
    page.save_pdf()
    assert not page.desk.jobs.busy


def test_a_wrong_date_shows_its_sentence_beside_the_field(qtbot, page) -> None:
    before = page.printed
    page.panel.day.line.selectAll()
    type_text(page.panel.day.line, "32.1.2017")
    qtbot.keyClick(page.panel.day.line, Qt.Key.Key_Return)
    assert page.panel.day.problem == "“32.1.2017” is not a day of the calendar."
    assert page.panel.as_of == TODAY
    assert page.printed is before


def test_a_day_typed_loosely_composes_anew(qtbot, page, store) -> None:
    page.panel.day.line.selectAll()
    type_text(page.panel.day.line, "30.6.16")
    qtbot.keyClick(page.panel.day.line, Qt.Key.Key_Return)
    rest(qtbot, page.desk.jobs)
    assert page._composed.briefing == composed(store, date(2016, 6, 30))


def test_a_country_typed_in_any_language_is_chosen(qtbot, page) -> None:
    page.panel.country.setFocus()
    page.panel.country.selectAll()
    qtbot.keyClicks(page.panel.country, "german")
    qtbot.keyClick(page.panel.country, Qt.Key.Key_Return)
    rest(qtbot, page.desk.jobs)
    assert page.panel.country.code == "DE"
    assert page.printed.title == "Cooperation with Germany"


def test_countries_on_record_are_offered_first(qtbot, page) -> None:
    page.panel.country.offer_all()
    offered = page.panel.country.suggestions
    assert offered.item(0).text() == "Japan"
    assert offered.count() > 40
    page.panel.country.suggestions.hide()


def test_an_answer_that_comes_too_late_is_dropped(qtbot, page, desk) -> None:
    late = page.printed
    generation = page._generation
    page.panel.languages.choose("ja")
    page._take_printed(generation, replace(late, title="late"))
    page._take_composed(generation, replace(page._composed, parts=()))
    assert page.printed is late
    rest(qtbot, desk.jobs)
    assert page.printed.title not in ("late", late.title)
    assert page.panel.boxes


def test_what_is_written_meanwhile_is_counted(qtbot, page, store) -> None:
    before = page.printed
    with store.write("Remove", "test") as session:
        kind, record_id = page.printed.facts["outbound.year/persons"].records[0]
        edit.remove(session, page.desk.kind(kind), record_id)
    page.refresh()
    rest(qtbot, page.desk.jobs)
    facts = "outbound.year/persons"
    assert len(page.printed.facts[facts].records) == len(before.facts[facts].records) - 1


def test_what_to_look_at_before_printing_leads_to_its_record(qtbot, page, store) -> None:
    doubts = briefings.doubts(page._composed, page.desk.language, page._said_in())
    assert page.panel.things.text() == f"{len(doubts)} things before printing"
    page.open_doubts()
    assert page.drawer.records == tuple((doubt.kind, doubt.id) for doubt in doubts)
    page.drawer.table.setFocus()
    with qtbot.waitSignal(page.going) as going:
        qtbot.keyClick(page.drawer.table, Qt.Key.Key_Return)
    assert going.args == [Place("record", doubts[0].kind, doubts[0].id)]


def test_pages_are_drawn_as_large_as_they_are_shown(qtbot, page) -> None:
    width = page.view.visible_page(1).width()
    assert abs(page.view._pictures[1].deviceIndependentSize().width() - width) <= 1
    page.view.setFocus()
    qtbot.keyClick(page.view, Qt.Key.Key_Minus, Qt.KeyboardModifier.ControlModifier)
    rest(qtbot, page.desk.jobs)
    smaller = page.view.visible_page(1).width()
    assert smaller < width
    assert abs(page.view._pictures[1].deviceIndependentSize().width() - smaller) <= 1
    qtbot.keyClick(page.view, Qt.Key.Key_0, Qt.KeyboardModifier.ControlModifier)
    assert page.view.visible_page(1).width() == width


def test_a_page_made_anew_asks_what_was_asked_before(qtbot, page, desk) -> None:
    page.panel.country.show_code("DE")
    page.panel.languages.choose("zh")
    page.leave()
    other = BriefingPage(desk)
    qtbot.addWidget(other)
    other.arrive(BRIEFINGS)
    rest(qtbot, desk.jobs)
    assert other.panel.country.code == "DE"
    assert other.panel.languages.current() == "zh"


def test_an_empty_office_says_so(qtbot, desk) -> None:
    made = BriefingPage(desk)
    qtbot.addWidget(made)
    made.arrive(BRIEFINGS)
    rest(qtbot, desk.jobs)
    assert made.view._message == "No partner is on record yet."
    assert not made.save.isEnabled()


def test_an_office_without_our_own_university_says_what_to_do(qtbot, desk, add) -> None:
    names = [{"text": "Tohoku University", "language": "en", "type": "official"}]
    add("organisation", {"kind": "university", "country": "JP"}, name=names)
    made = BriefingPage(desk)
    qtbot.addWidget(made)
    made.arrive(BRIEFINGS)
    rest(qtbot, desk.jobs)
    assert "mark it as" in made.view._message


def choose_record(qtbot: QtBot, page: BriefingPage, sort: str, text: str) -> None:
    page.panel.sorts.choose(sort)
    chooser = page.panel.records[sort]
    chooser.setFocus()
    type_text(chooser, text)
    rest(qtbot, page.desk.jobs)
    qtbot.keyClick(chooser, Qt.Key.Key_Down)
    qtbot.keyClick(chooser, Qt.Key.Key_Return)
    rest(qtbot, page.desk.jobs)


def test_a_partner_found_by_its_own_script_is_briefed_on(qtbot, page) -> None:
    choose_record(qtbot, page, "organisation", "広島大学")
    assert page.panel.about.kind == "organisation"
    assert page.printed.title == "Cooperation with Hiroshima University"
    assert page.panel.boxes["Profile"].isEnabled()
    assert not page.panel.country.isVisible()


def test_a_meeting_is_briefed_for_as_of_its_own_day_with_its_guests(qtbot, page) -> None:
    choose_record(qtbot, page, "meeting", "Signing with Hiroshima University")
    assert page.printed.title == "Signing with Hiroshima University"
    assert page.panel.as_of == date(2016, 5, 23)
    text = pages_text(page.printed.pdf)
    for heading in ("Guests", "Hosts", "Talking points"):
        assert heading in text
        assert page.panel.boxes[heading].isChecked()


def test_each_number_of_a_meeting_opens_its_records(qtbot, page) -> None:
    choose_record(qtbot, page, "meeting", "Signing with Hiroshima University")
    assert any(fact.startswith("points.") for fact in page.view.facts)
    for fact in page.view.facts:
        shown = page.printed.facts[fact]
        assert shown.records or shown.title == "0", fact


def test_before_one_is_chosen_the_page_asks_for_it(qtbot, page) -> None:
    page.panel.sorts.choose("organisation")
    rest(qtbot, page.desk.jobs)
    assert page.printed is None
    assert not page.save.isEnabled()
    page.panel.records["organisation"].offer_first()
    rest(qtbot, page.desk.jobs)
    assert page.panel.records["organisation"].suggestions.count() > 20
    page.panel.records["organisation"].suggestions.hide()
    page.panel.sorts.choose("country")
    rest(qtbot, page.desk.jobs)
    assert page.printed.title == "Cooperation with Japan"


def test_a_place_names_the_record_to_brief_on(qtbot, page, store) -> None:
    with store.read() as session:
        which = designate.meeting(session, "2018-001")
    page.arrive(Place("briefings", "meeting", which))
    rest(qtbot, page.desk.jobs)
    assert page.printed.title == "Visit of the Consul General of Japan in Chongqing"
    assert page.panel.records["meeting"].text().startswith("Visit of the Consul General")


def test_a_record_that_is_gone_is_told_on_the_page(qtbot, page) -> None:
    page.arrive(Place("briefings", "organisation", 999_999))
    rest(qtbot, page.desk.jobs)
    assert page.printed is None
    assert not page.save.isEnabled()


@pytest.mark.parametrize("form", ["docx", "txt", "json"])
def test_what_is_shown_is_saved_in_any_form_without_the_sections_left_out(
    qtbot, page, tmp_path, form
) -> None:
    page.panel.boxes["Meetings"].click()
    rest(qtbot, page.desk.jobs)
    page.save_form(form)
    rest(qtbot, page.desk.jobs)
    saved = tmp_path / f"Cooperation with Japan 2017-12-31.{form}"
    kept = briefings.without(page._composed.briefing, page.panel.left_out)
    said = language("en", TRANSLATIONS)
    assert saved.read_bytes() == printing.written(f".{form}", kept, said, page.desk.settings)


def test_a_partner_comes_back_when_one_returns(qtbot, page) -> None:
    choose_record(qtbot, page, "organisation", "広島大学")
    page.leave()
    other = BriefingPage(page.desk)
    qtbot.addWidget(other)
    other.arrive(BRIEFINGS)
    rest(qtbot, page.desk.jobs)
    assert other.panel.about == page.panel.about
    assert other.panel.records["organisation"].text() == "Hiroshima University"


def test_the_records_behind_the_numbers_are_appended_when_asked_for(qtbot, page) -> None:
    assert "Records behind the numbers" not in pages_text(page.printed.pdf)
    page.panel.appendix.click()
    rest(qtbot, page.desk.jobs)
    assert "Records behind the numbers" in pages_text(page.printed.pdf)


def test_proved_words_are_used_where_ticked_and_the_drawer_offers_them(qtbot, page) -> None:
    assert "nearly 100 experts" not in pages_text(page.printed.pdf)
    page.open_fact("experts.visits/persons")
    rest(qtbot, page.desk.jobs)
    assert "“Nearly 100” may be said." in page.drawer.basis.text()
    page.panel.proved_words.click()
    rest(qtbot, page.desk.jobs)
    assert "nearly 100" in pages_text(page.printed.pdf)


def test_what_there_is_none_of_is_clicked_and_tells_what_was_looked_through(
    qtbot, page, store
) -> None:
    with store.write("Add", "A") as session:
        line = {"name": [{"text": "University of Nyeri", "language": "en", "type": "official"}]}
        there = edit.add(session, ORGANISATION, {"kind": "university", "country": "KE"}, line)
        values = {"kind": "other", "happened_on": "2013-03-01", "country": "KE", "source": "S"}
        values |= {"organisation_id": there, "text_en": "the first letter"}
        edit.add(session, MILESTONE, values)
    page.panel.country.setFocus()
    page.panel.country.selectAll()
    qtbot.keyClicks(page.panel.country, "kenya")
    qtbot.keyClick(page.panel.country, Qt.Key.Key_Return)
    rest(qtbot, page.desk.jobs)
    click_fact(qtbot, page, "nothing.found/agreements")
    assert not page.drawer.isHidden()
    assert page.drawer.title.text() == "university-level agreements in force"
    assert "were looked through" in page.drawer.basis.text()
    assert page.drawer.records == ()
    assert page.drawer.table.texts.rowCount() == 0


def test_in_a_narrow_window_the_choices_give_their_room_to_the_sentences_being_edited(
    qtbot, page
) -> None:
    page.resize(784, 560)
    assert page.panel.isVisible()
    page.edit.click()
    assert not page.panel.isVisible()
    qtbot.waitUntil(lambda: page.split.width() > 400)
    assert page.editing.geometry().right() < page.width()
    page.resize(1054, 768)
    qtbot.waitUntil(page.panel.isVisible)
    page.resize(784, 560)
    qtbot.waitUntil(lambda: not page.panel.isVisible())
    page.editing.close_panel()
    assert page.panel.isVisible()
