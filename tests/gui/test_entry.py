"""Entering rows as in a spreadsheet: typing, repeating, pasting; nothing that was typed is lost."""

from decimal import Decimal
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

from intloffice.gui.drafts import Typed
from intloffice.gui.editors.pasting import cells_in
from intloffice.gui.place import Place
from intloffice.operations import browse
from intloffice.records import ALL_KINDS
from intloffice.schema.kind import kind_named
from tests.gui.conftest import go, rest
from tests.gui.typist import Typist

AWARD = kind_named(ALL_KINDS, "award")
ROWS = Place("entry", "award")


@pytest.fixture
def office(add: Any) -> None:
    name = {"text": "CSC Scholarship", "language": "en", "type": "official", "preferred": True}
    add("programme", {"funding": "full"}, name=[name])
    for family in ("Adams", "Baker", "Clarke"):
        add("person", {"family_native": family, "given_native": "Jo"})


def awards(store: Any) -> list[tuple[str, ...]]:
    columns = ("recipient_id", "programme_id", "year", "amount", "currency", "per")
    with store.read() as session:
        query = browse.Query(AWARD, columns=columns, order=(browse.Order("recipient_id"),))
        return [row.cells for row in browse.page(session, query, 0, 50)]


def test_rows_are_typed_repeated_and_saved_as_one_change(
    qtbot: Any, window: Any, store: Any, office: None
) -> None:
    page = go(qtbot, window, ROWS)
    clerk = Typist(qtbot, window)
    clerk.write("csc").press("Enter", "Tab", "Tab").write("adams").press("Enter", "Tab", "Tab")
    clerk.write("2017").press("Tab").write("12000").press("Tab").write("cny").press("Tab")
    clerk.write("In").press("Tab", "Tab")
    clerk.press("Ctrl+D", "Tab").write("baker").press("Enter", "Tab", "Tab")
    clerk.press("Ctrl+D", "Ctrl+D", "Ctrl+D", "Ctrl+D", "Ctrl+S")
    assert awards(store) == [
        ("Jo Adams", "CSC Scholarship", "2017", "12,000", "Chinese Yuan", "In all"),
        ("Jo Baker", "CSC Scholarship", "2017", "12,000", "Chinese Yuan", "In all"),
    ]
    assert not page.table.rows.filled()
    window.undo_action.trigger()
    rest(qtbot, window.desk.jobs)
    assert awards(store) == []


def test_a_block_from_a_spreadsheet_is_pasted_and_what_is_not_understood_stays(
    qtbot: Any, window: Any, store: Any, office: None
) -> None:
    page = go(qtbot, window, ROWS)
    lines = [
        "Recipient\tProgramme or fund\tYear\tAmount\tCurrency\tAmount is\tPaid on",
        "Jo Adams\tCSC Scholarship\t2017\t12,000\tCNY\tin all\t5.1.18",
        "Nobody Known\tCSC Scholarship\t2017\tmuch\tCNY\tper month\t",
        "Baker Jo\tCSC\t2017\t10.5\tEuro\tPer year\t2018-01-31",
    ]
    QGuiApplication.clipboard().setText("\n".join(lines))
    qtbot.keyClick(page.table, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    rest(qtbot, window.desk.jobs)
    page.save()
    rest(qtbot, window.desk.jobs)
    assert [line[0] for line in awards(store)] == ["Jo Adams", "Jo Baker"]
    rows = page.table.rows
    assert rows.filled() == [0]
    left = rows.values(0)
    assert (left["recipient_id"], left["amount"]) == ("Nobody Known", "much")
    problems = {rows.fields[n].name: rows.cell(0, n).problem for n in range(rows.columnCount())}
    assert "not on record" in problems["recipient_id"]
    assert "not an amount" in problems["amount"]
    page.table.setCurrentIndex(rows.index(0, list(problems).index("amount")))
    assert page.problem.isVisible()
    assert page.problem.text() == problems["amount"]
    page.table.setCurrentIndex(rows.index(3, 0))
    assert not page.problem.isVisible()
    assert "2 cells" in page.note.text()


def test_cells_with_line_breaks_and_marks_are_pasted_each_into_its_own_in_three_languages(
    qtbot: Any, window: Any, store: Any, office: None
) -> None:
    page = go(qtbot, window, ROWS)
    lines = [
        "受资助人\tプログラム・基金\tYear\tAmount\t币种\t计发方式\t支給日",
        '"Jo\nAdams"\t"CSC\nScholarship"\t2017\t12000\t人民币\t总额\t２０１８年１月５日',
        '"Baker Jo"\tCSC\t2017\t10.5\tユーロ\t年額\t2018-01-31',
    ]
    QGuiApplication.clipboard().setText("\r\n".join(lines) + "\r\n")
    qtbot.keyClick(page.table, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    rest(qtbot, window.desk.jobs)
    rows = page.table.rows
    assert rows.filled() == [0, 1], "a line break in a cell begins no row"
    assert not rows.problems(), [
        rows.cell(r, c).problem for r in (0, 1) for c in range(rows.columnCount())
    ]
    page.save()
    rest(qtbot, window.desk.jobs)
    assert awards(store) == [
        ("Jo Adams", "CSC Scholarship", "2017", "12,000", "Chinese Yuan", "In all"),
        ("Jo Baker", "CSC Scholarship", "2017", "10.50", "Euro", "Per year"),
    ]


@pytest.mark.parametrize(
    ("text", "cells"),
    [
        ("", []),
        ("a", [["a"]]),
        ("a\tb\nc\t\n", [["a", "b"], ["c", ""]]),
        ('"a\nb"\tc', [["a\nb", "c"]]),
        ('"a ""b"" c\t"\td', [['a "b" c\t', "d"]]),
        ('12" pipe\t"half', [['12" pipe', '"half']]),
        ('"a" b\tc', [['"a" b', "c"]]),
        ("a\n\nb", [["a"], [""], ["b"]]),
        ('""\tx', [["", "x"]]),
    ],
)
def test_a_table_is_read_from_the_clipboard_as_spreadsheets_write_it(
    text: str, cells: list[list[str]]
) -> None:
    assert cells_in(text) == cells


def test_amounts_are_typed_with_their_currency_and_days_without_their_year(
    qtbot: Any, window: Any, store: Any, office: None
) -> None:
    page = go(qtbot, window, ROWS)
    rows = page.table.rows
    clerk = Typist(qtbot, window)
    clerk.write("csc").press("Enter", "Tab", "Tab").write("adams").press("Enter", "Tab", "Tab")
    clerk.write("2017").press("Tab").write("1.2万元").press("Tab", "Tab").write("In")
    clerk.press("Tab").write("3.15").press("Tab")
    names = {field.name: n for n, field in enumerate(rows.fields)}
    assert rows.index(0, names["amount"]).data() == "12,000"
    assert rows.index(0, names["currency"]).data() == "Chinese Yuan"
    assert rows.index(0, names["paid_on"]).data() == "2017-03-15"
    clerk.press("Ctrl+S")
    assert awards(store)[0][3:5] == ("12,000", "Chinese Yuan")


def test_an_amount_pasted_with_another_currency_than_its_own_column_is_refused(
    qtbot: Any, window: Any, office: None
) -> None:
    page = go(qtbot, window, ROWS)
    lines = ["Amount\tCurrency", "US$3,000\tCNY", "¥3,000\tJPY", "3,000円\t", "5万\tEuro"]
    QGuiApplication.clipboard().setText("\n".join(lines))
    page.table.paste()
    rows = page.table.rows
    names = {field.name: n for n, field in enumerate(rows.fields)}
    assert "not in Chinese Yuan" in rows.cell(0, names["amount"]).problem
    assert rows.values(0) == {"amount": "US$3,000", "currency": "CNY"}
    told = [(rows.values(n)["amount"], rows.values(n)["currency"]) for n in (1, 2, 3)]
    assert told == [(3000, "JPY"), (3000, "JPY"), (50000, "EUR")]


def test_a_save_that_leaves_rows_says_what_is_to_be_mended_in_the_first(
    qtbot: Any, window: Any, store: Any, office: None
) -> None:
    page = go(qtbot, window, ROWS)
    lines = ["Recipient\tProgramme or fund\tYear\tAmount\tCurrency\tAmount is"]
    lines += ["Jo Adams\tCSC\t2017年\t¥5,000\t\tin all", "Jo Baker\tCSC\t2017\tmuch\tCNY\tin all"]
    QGuiApplication.clipboard().setText("\n".join(lines))
    told: list[str] = []
    page.noted.connect(told.append)
    Typist(qtbot, window).press("Ctrl+V", "Ctrl+S")
    assert [line[0] for line in awards(store)] == ["Jo Adams"]
    assert told[-1].startswith("1 saved.")
    assert "“much” is not an amount" in told[-1]


def test_what_lies_beyond_the_last_column_is_told(qtbot: Any, window: Any, office: None) -> None:
    page = go(qtbot, window, ROWS)
    page.table.setCurrentIndex(page.table.rows.index(0, page.table.rows.columnCount() - 1))
    QGuiApplication.clipboard().setText("2018-01-05\tmore\tand more")
    page.table.paste()
    assert "2 cells" in page.banner.sentence.text()


def test_what_is_missing_is_told_in_its_cell_and_nothing_is_saved(
    qtbot: Any, window: Any, store: Any, office: None
) -> None:
    page = go(qtbot, window, ROWS)
    Typist(qtbot, window).write("csc").press("Enter", "Ctrl+S")
    rows = page.table.rows
    names = {field.name: n for n, field in enumerate(rows.fields)}
    assert rows.cell(0, names["amount"]).problem == "This is needed."
    assert awards(store) == []
    assert rows.values(0)["programme_id"]


def test_rows_that_were_not_saved_are_there_again_right_or_wrong(
    qtbot: Any, window: Any, store: Any, office: None
) -> None:
    page = go(qtbot, window, ROWS)
    clerk = Typist(qtbot, window)
    clerk.write("csc").press("Enter", "Tab", "Tab").write("nobody").press("Escape", "Escape")
    clerk.write("who is it").press("Tab", "Tab").write("2017").press("Tab").write("12.5")
    clerk.press("Tab")
    page.leave()
    rest(qtbot, window.desk.jobs)
    window.desk.drafts._drafts.clear()
    window.go(Place("home"))
    page = go(qtbot, window, ROWS)
    values = page.table.rows.values(0)
    assert values["amount"] == Decimal("12.5")
    assert isinstance(values["recipient_id"], Typed)
    assert values["recipient_id"] == "who is it"
    shown = [page.table.rows.index(0, n).data() for n in range(3)]
    assert shown == ["CSC Scholarship", "", "who is it"]
    page.discard()
    rest(qtbot, window.desk.jobs)
    with store.read() as session:
        assert [draft for draft in session.drafts() if draft.page == "entry"] == []


def test_a_row_is_taken_out_and_a_cell_is_emptied(qtbot: Any, window: Any, office: None) -> None:
    page = go(qtbot, window, ROWS)
    clerk = Typist(qtbot, window)
    clerk.write("csc").press("Enter", "Enter").write("csc").press("Enter", "Tab")
    assert page.table.rows.filled() == [0, 1]
    clerk.press("Ctrl+Delete")
    assert page.table.rows.filled() == [0]
    page.table.setCurrentIndex(page.table.rows.index(0, 0))
    clerk.press("Delete")
    assert page.table.rows.filled() == []


def test_a_record_that_many_cells_name_is_made_once_by_the_key_that_is_told(
    qtbot: Any, window: Any, office: None
) -> None:
    page = go(qtbot, window, ROWS)
    lines = ["Recipient\tProgramme or fund", "Jo Dunn\tCSC Scholarship", "Jo Dunn\tCSC"]
    QGuiApplication.clipboard().setText("\n".join(lines))
    clerk = Typist(qtbot, window)
    clerk.press("Ctrl+V", "Ctrl+S")
    rows = page.table.rows
    column = page.table.currentIndex().column()
    assert rows.fields[column].name == "recipient_id"
    assert "Ctrl+Enter" in rows.cell(0, column).problem
    clerk.press("Ctrl+Enter", "Ctrl+S")
    assert [rows.cell(row, column).caption for row in (0, 1)] == ["Jo Dunn", "Jo Dunn"]
    assert not rows.references()
