"""Rows are read the same whether scanned or parsed whole; what is not plain is parsed whole."""

import io
import zipfile
from datetime import date, datetime
from unittest.mock import patch

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from openpyxl import Workbook

from intloffice.spreadsheets import rowscan, usual_rows, workbook
from intloffice.spreadsheets.blocks import Rows
from intloffice.spreadsheets.rowscan import Meaning, scan
from intloffice.spreadsheets.rowtext import NotPlainError
from intloffice.spreadsheets.sheet import Unknown
from tests.spreadsheets.test_hostile import SHEET, altered

MEANING = Meaning(["zero", "<one>"], frozenset({5}), lambda value, _: ("day", value))
HEAD = b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
TAIL = b"</sheetData><mergeCells/></worksheet>"


def read(rows, counted=None):
    """Read rows; ``counted`` gets of how many cells and rows it was told."""
    told = [] if counted is None else counted
    source = io.BytesIO(HEAD + rows + TAIL)
    return list(Rows(scan(source, MEANING, lambda *numbers: told.append(numbers))))


@pytest.fixture
def book(tmp_path):
    made = Workbook()
    sheet = made.active
    sheet.append(["text", "a & b <c> \n d", " kept ", 1, -2.5, 1e300, True, "=1+1", None])
    sheet.append([date(2018, 1, 5), datetime.fromisoformat("2018-01-05T09:30"), "_x000D_", "0012"])
    sheet["J9"] = "#N/A"
    sheet["J9"].data_type = "e"
    sheet.merge_cells("A3:B4")
    made.save(tmp_path / "a.xlsx")
    return tmp_path / "a.xlsx"


def test_both_ways_of_reading_give_the_same(book, monkeypatch):
    scanned = workbook.read(book)

    def never(*_):
        raise NotPlainError
        yield

    monkeypatch.setattr(workbook, "scan", never)
    whole = workbook.read(book)
    assert [(s.title, list(s.rows), list(s.merged)) for s in scanned] == [
        (s.title, list(s.rows), list(s.merged)) for s in whole
    ]
    assert scanned[0].merged
    assert isinstance(dict(scanned[0].rows)[1][7], Unknown)


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        (b'<c r="B1"><v>12</v></c>', 12),
        (b'<c r="B1" s="5"><v>43105</v></c>', ("day", 43105)),
        (b'<c r="B1" t="s"><v>1</v></c>', "<one>"),
        (b'<c r="B1" t="str"><f>A1</f><v>x &amp; y</v></c>', "x & y"),
        (b'<c r="B1" t="inlineStr"><is><t>&#26446;_x0041_</t></is></c>', "李A"),
        (b'<c r="B1" t="b"><v>1</v></c>', True),
        (b'<c r="B1" t="e"><v>#REF!</v></c>', Unknown("#REF!")),
        (b'<c r="B1"><f>SUM(A1)</f></c>', Unknown("=SUM(A1)")),
    ],
)
def test_a_cell_is_read(cell, value):
    counted = []
    assert read(b'<row r="1">' + cell + b"</row>", counted) == [(1, {1: value})]
    assert counted == [(1, 1)]


@pytest.mark.parametrize(
    "rows",
    [
        b'<row r="1"><c r="A1"><v>1</v></c>',
        b'<c r="A1"><v>1</v></c>',
        b'<row r="1"><row r="2"></row></row>',
        b'<row r="1"><c r="A1"><v>nan</v></c></row>',
        b'<row r="1"><c r="A1" t="s"><v>9</v></c></row>',
        b'<row r="1"><c r="A1" t="s"><v>-1</v></c></row>',
        b'<row r="1"><c r="A1" t="str"><v>&nope;</v></c></row>',
        b'<row r="1"><c r="A1" t="str"><v>&#0;</v></c></row>',
        b'<row r="1"><!-- x --></row>',
        b'<row r="1"><c r="A1" t="str"><v>\xff</v></c></row>',
        b'<row r="1"><c r="A1" t="inlineStr"><is><r><t>rich</t></r></is></c></row>',
        b'<row r="1"><c s="1" r="A1"><v>1</v></c></row>',
        b"text",
    ],
)
def test_what_is_not_plain_is_left_to_the_whole_parser(rows):
    with pytest.raises(NotPlainError):
        read(rows)


def test_rows_longer_than_a_block_and_rows_that_are_empty_are_read(monkeypatch):
    monkeypatch.setattr(rowscan, "_BLOCK", 16)
    rows = b"".join(b'<row r="%d"><c r="A%d"><v>%d</v></c></row>' % (n, n, n) for n in range(1, 50))
    rows += b"".join(b'<row r="%d" s="1" ht="15"/>' % n for n in range(50, 80))
    counted = []
    assert read(rows, counted) == [(n, {0: n}) for n in range(1, 50)]
    assert [sum(numbers) for numbers in zip(*counted, strict=True)] == [49, 79]


def test_rows_whose_cells_are_all_empty_are_counted_and_passed_over_at_once():
    empty = b"".join(
        b'<row r="%d" ht="15"><c r="A%d" s="1"/><c r="B%d"/></row><row r="%d"/>' % (n, n, n, n + 1)
        for n in range(2, 1000, 2)
    )
    full = b'<row r="%d"><c r="A%d" s="1"/><c r="B%d"><v>7</v></c></row>'
    counted = []
    rows = full % (1, 1, 1) + empty + full % (2000, 2000, 2000)
    assert read(rows, counted) == [(1, {1: 7}), (2000, {1: 7})]
    assert [sum(numbers) for numbers in zip(*counted, strict=True)] == [2 + 998 + 2, 1000]
    assert len(counted) < 10


CELLS = (
    b'<c r="%s%d" s="2" t="inlineStr"><is><t>Met &amp; _x0041_ seen</t></is></c>',
    b'<c r="%s%d" t="inlineStr"><is><t xml:space="preserve"> \xe6\x9d\x8e </t></is></c>',
    b'<c r="%s%d" s="5"><v>43105</v></c>',
    b'<c r="%s%d" s="6"><v>43105</v></c>',
    b'<c r="%s%d" t="n"><v>-1.50</v></c>',
    b'<c r="%s%d" t="s"><v>1</v></c>',
    b'<c r="%s%d" t="str"><v>x</v></c>',
    b'<c r="%s%d" t="str"><f>A1</f><v>y</v></c>',
    b'<c r="%s%d" s="3"/>',
    b'<c r="%s%d"><v></v></c>',
    b'<c r="%s%d" t="b"><v>0</v></c>',
    b"",
)
ROWS = st.lists(st.lists(st.sampled_from(CELLS), min_size=3, max_size=3), min_size=1, max_size=5)


@pytest.mark.parametrize("order", [b"ABC", b"BAC", b"AAB"])
@given(kinds=ROWS)
@example(kinds=[[cell, b"", cell] for cell in CELLS])
def test_rows_written_as_those_before_are_read_as_cells_are_read(order, kinds):
    numbered = enumerate(kinds * 12, 1)
    rows = b"".join(
        b'<row r="%d" spans="1:3">%s</row>'
        % (
            number,
            b"".join(
                cell % (bytes([letter]), number)
                for letter, cell in zip(order, row, strict=True)
                if cell
            ),
        )
        for number, row in numbered
    )
    counts = [[], [], []]
    found = read(rows, counts[0])
    with patch.object(usual_rows, "_MISSED", 10**9):
        assert read(rows, counts[1]) == found
    with patch.object(rowscan, "_BLOCK", 400):  # stretches, of which later ones are read at once
        assert read(rows, counts[2]) == found
    totals = [[sum(numbers) for numbers in zip(*each, strict=True)] for each in counts]
    assert totals[0] == totals[1] == totals[2]


def test_what_is_odd_among_rows_as_usual_is_left_to_the_whole_parser():
    usual = b"".join(b'<row r="%d"><c r="A%d"><v>7</v></c></row>' % (n, n) for n in range(1, 40))
    for odd in (b'<row r="40"><c r="A40"><v>1,5</v></c></row>', b"<c/>", b"x"):
        with pytest.raises(NotPlainError):
            read(usual + odd + usual)


def test_an_empty_row_inside_another_is_not_plain():
    with pytest.raises(NotPlainError):
        read(b'<row r="1"><row r="2"/><c r="A1"><v>1</v></c></row>')


def test_a_sheet_that_is_not_plain_from_some_row_on_is_read_whole_and_no_row_twice(book):
    with zipfile.ZipFile(book) as file:
        content = file.read(SHEET)
    rows = b"".join(
        b'<row r="%d"><c r="A%d"><v>%d</v></c></row>' % (n, n, n) for n in range(10, 40_000)
    )
    odd = b'<row r="40000"><!-- odd --><c r="A40000"><v>7</v></c></row>'
    path = altered(book, {SHEET: content.replace(b"</sheetData>", rows + odd + b"</sheetData>")})
    (sheet,) = workbook.read(path)
    numbers = [number for number, _ in sheet.rows]
    assert numbers == sorted(set(numbers))
    assert (numbers[-1], len(numbers)) == (40_000, 3 + 39_990 + 1)


@pytest.mark.parametrize("empty", [(), (30_000,), (25_000, 25_001), range(29_000, 30_001)])
def test_empty_rows_among_very_many_take_no_others_with_them(empty):
    """A sheet that was prepared for more rows than it holds ends in rows without a value."""
    row, nothing = (
        b'<row r="%%d" spans="1:2" ht="15"><c r="A%%d" s="1"%s<c r="B%%d" s="2"%s</row>' % cells
        for cells in ((b"><v>7</v></c>", b"><v>8</v></c>"), (b"/>", b"/>"))
    )
    given = range(1, 30_001)
    said = b"".join((nothing if n in empty else row) % (n, n, n) for n in given)
    assert [number for number, _ in read(said)] == [n for n in given if n not in empty]
