"""Charts and the map: what is drawn is what is counted, and every number opens its records."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from intloffice.gui.place import CHARTS, SETTINGS
from intloffice.gui.plots import globe
from intloffice.operations import charts
from intloffice.settings import Settings
from tests.gui.conftest import go, rest

DAY = date(2017, 12, 31)


@pytest.fixture
def folder(sample_copy: Any) -> Any:
    """The sample office."""
    Settings(author="Liu Min", theme="light", shown_on=DAY).save(sample_copy / "settings.toml")
    return sample_copy


@pytest.fixture
def page(qtbot: Any, window: Any) -> Any:
    """The page, with the students of the sample office."""
    return go(qtbot, window, CHARTS)


def _chosen(qtbot: Any, page: Any, subject: str) -> None:
    page.subjects.choose(subject)
    rest(qtbot, page.desk.jobs)
    QApplication.processEvents()


def _records(store: Any, subject: Any, year: int = 0) -> Any:
    with store.read() as session:
        return charts.chart(session, subject, DAY, 10, year)


def test_what_is_drawn_is_what_is_counted(qtbot: Any, page: Any, store: Any) -> None:
    for subject in ("students", "agreements", "experts"):
        _chosen(qtbot, page, subject)
        counted = _records(store, subject)
        assert page.columns.labels == tuple(str(year) for year in range(2008, 2018))
        numbers = [entry.numbers for entry in page.ranking.entries]
        assert numbers == [count.numbers for count in counted.ranked]
        for name, number in zip(("2017",), counted.years[-1].numbers, strict=False):
            assert f"{name}: " in page.columns.accessibleDescription()
            assert str(number) in page.columns.accessibleDescription()


def _divided(qtbot: Any, page: Any, word: str) -> None:
    page.divisions.setFocus()
    page.divisions.setCurrentIndex(page.divisions.findData(word))
    page.divisions.activated.emit(page.divisions.currentIndex())
    rest(qtbot, page.desk.jobs)


def test_students_are_divided_by_level_and_by_mode_and_what_none_is_of_is_left_out(
    qtbot: Any, page: Any, store: Any
) -> None:
    for word in ("sent by level", "received by level", "sent by mode"):
        _divided(qtbot, page, word)
        with store.read() as session:
            counted = charts.chart(session, word, DAY, 5)
        used = [
            n for n in range(len(charts.SERIES[word])) if any(y.numbers[n] for y in counted.years)
        ]
        assert page.columns.labels == ("2013", "2014", "2015", "2016", "2017")
        names = [charts.SERIES[word][n] for n in used]
        assert page.legend.accessibleName() == (", ".join(names) if len(names) > 1 else "")
        shown = [entry.numbers for entry in page.ranking.entries]
        assert shown == [tuple(c.numbers[n] for n in used) for c in counted.ranked]
    assert "counted only here" in page.basis.text()
    page.open_records(page._shown.years[-1])
    rest(qtbot, page.desk.jobs)
    assert "2017 · Students" in page.drawer.title.text()


def test_how_students_are_divided_is_kept_and_offered_for_students_only(
    qtbot: Any, window: Any, page: Any
) -> None:
    _divided(qtbot, page, "sent by level")
    go(qtbot, window, SETTINGS)
    again = go(qtbot, window, CHARTS)
    assert again.subject == "sent by level"
    assert again.divisions.currentText() == "Sent, by EQF level"
    _chosen(qtbot, again, "experts")
    assert not again.divisions.isVisible()
    _chosen(qtbot, again, "students")
    assert again.divisions.isVisible()
    assert again.subject == "sent by level"


def test_a_legend_that_is_too_long_for_a_line_takes_another(qtbot: Any, page: Any) -> None:
    legend = page.legend
    legend.show_names(["short", "names"])
    assert legend.height() == 20
    legend.show_names([f"A rather long name of what is drawn {n}" for n in range(5)])
    assert legend.height() >= 40


def test_regions_are_called_so_where_the_office_shows_them_as_regions(
    qtbot: Any, window: Any, page: Any
) -> None:
    labels = [entry.label for entry in page.ranking.entries]
    assert "Hong Kong, China (region)" in labels
    assert page.heading.text() == "By country or region"
    _chosen(qtbot, page, "partners")
    spots = [spot.charted.label for spot in page._world.spots if spot.country == "TW"]
    assert spots
    assert all(spot.endswith("Taiwan (region)") for spot in spots)
    settings = go(qtbot, window, SETTINGS)
    settings.regions.show_value(())
    settings.regions.edited.emit()
    rest(qtbot, window.desk.jobs)
    page = go(qtbot, window, CHARTS)
    assert "Hong Kong, China" in [entry.label for entry in page.ranking.entries]
    assert page.heading.text() == "By country"


def test_a_click_on_a_year_narrows_the_ranking_and_opens_its_records(
    qtbot: Any, page: Any, store: Any
) -> None:
    at = page.columns.point_at(8).toPoint()
    QTest.mouseClick(page.columns.viewport(), Qt.MouseButton.LeftButton, pos=at)
    rest(qtbot, page.desk.jobs)
    counted = _records(store, "students", 2016)
    assert [e.numbers for e in page.ranking.entries] == [c.numbers for c in counted.ranked]
    assert "2016" in page.heading.text()
    year = next(each for each in counted.years if each.key == "2016")
    assert {record for _, record in page.drawer.records} == set(year.records)
    page.all_years.click()
    rest(qtbot, page.desk.jobs)
    assert "2016" not in page.heading.text()


def test_the_arrow_keys_go_from_year_to_year_and_escape_back_to_all(qtbot: Any, page: Any) -> None:
    QTest.keyClick(page.columns, Qt.Key.Key_Left)
    rest(qtbot, page.desk.jobs)
    assert page.heading.text().endswith("2017")
    QTest.keyClick(page.columns, Qt.Key.Key_Left)
    rest(qtbot, page.desk.jobs)
    assert page.heading.text().endswith("2016")
    QTest.keyClick(page.columns, Qt.Key.Key_Escape)
    rest(qtbot, page.desk.jobs)
    assert "201" not in page.heading.text()


def test_enter_on_a_country_opens_the_records_behind_it(qtbot: Any, page: Any, store: Any) -> None:
    _chosen(qtbot, page, "agreements")
    page.ranking.setCurrentIndex(page.ranking.model().index(0, 0))
    QTest.keyClick(page.ranking, Qt.Key.Key_Return)
    rest(qtbot, page.desk.jobs)
    first = _records(store, "agreements").ranked[0]
    assert page.drawer.records == tuple(("agreement", each) for each in first.records)


def test_a_click_on_the_map_opens_the_partners_there(qtbot: Any, page: Any, store: Any) -> None:
    _chosen(qtbot, page, "partners")
    with store.read() as session:
        partners = charts.partners(session, DAY)
    assert sum(dot.number for dot in page.map.dots) == len(partners)
    lone = next(dot for dot in page.map.dots if dot.label == "Singapore")
    at = page.map.point_at(lone.key).toPoint()
    QTest.mouseClick(page.map.viewport(), Qt.MouseButton.LeftButton, pos=at)
    rest(qtbot, page.desk.jobs)
    assert [kind for kind, _ in page.drawer.records] == ["organisation"] * lone.number


def test_a_country_in_the_ranking_narrows_the_map(qtbot: Any, page: Any) -> None:
    _chosen(qtbot, page, "partners")
    page._open_ranked("JP")
    rest(qtbot, page.desk.jobs)
    assert page.whole_map.isVisible()
    page.whole_map.click()
    assert not page.whole_map.isVisible()


def test_a_country_that_is_chosen_comes_into_sight_on_a_map_seen_from_near(
    qtbot: Any, page: Any
) -> None:
    _chosen(qtbot, page, "partners")
    box = page.map.getPlotItem().vb
    box.scaleBy((0.1, 0.1), center=(0, 0))
    for code in ("DE", "JP"):
        page.narrow(code)
        spots = [spot.charted.key for spot in page._world.spots if spot.country == code]
        seen = page.map.viewport().rect()
        assert any(seen.contains(page.map.point_at(key).toPoint()) for key in spots), code


def test_another_day_counts_anew(qtbot: Any, page: Any, store: Any) -> None:
    page.day.line.setText("31.12.2014")
    page.day.line.editingFinished.emit()
    rest(qtbot, page.desk.jobs)
    assert page.columns.labels[-1] == "2014"
    page.day.line.setText("31.13.2014")
    page.day.line.editingFinished.emit()
    assert page.day.problem
    assert page.columns.labels[-1] == "2014"


def test_a_page_made_anew_shows_what_was_shown(qtbot: Any, window: Any, page: Any) -> None:
    _chosen(qtbot, page, "experts")
    window.choose(replace(window.desk.settings, language="ja"))
    rest(qtbot, window.desk.jobs)
    assert window.page.subject == "experts"
    assert window.page.ranking.entries


def test_a_map_of_any_middle_shows_land_within_its_edge() -> None:
    wide = max(x for x, _ in globe.outline())
    for middle in (150.0, 11.0, -100.0):
        rings = list(globe.land(middle))
        assert len(rings) > 120
        inside = sum(abs(x) <= wide for ring in rings for x, _ in ring)
        assert inside > 4000
    beijing, lima = globe.flat(40, 116, 150), globe.flat(-12, -77, 150)
    assert beijing[0] < 0 < lima[0]
    assert beijing[1] > 0 > lima[1]
