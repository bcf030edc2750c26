"""What a workbook may rely on: texts stay texts, the same sheets are the same bytes."""

import zipfile
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from intloffice.errors import OfficeError
from intloffice.spreadsheets import workbook
from intloffice.spreadsheets.workbook import Column, Sheet

NASTY = [
    *("=1+1", "+49 30", "-x", "@me", "\tx", "00123", "1E5", "TRUE", "#N/A", "_x000D_", "a\nb"),
    *("😀", "汉字", "12345678901234567890", '=HYPERLINK("x")', "'quoted", "<b>&amp;</b>"),
]


def rows_of(path):
    (sheet,) = workbook.read(path)
    return [row for _, row in sheet.rows]


def made(path, *rows, columns=("A",), notes=()):
    sheet = Sheet("S", [Column(heading) for heading in columns], rows, notes)
    workbook.write(path, [sheet], title="T")
    return path


def test_a_text_comes_back_as_it_was_whatever_it_looks_like(tmp_path):
    path = made(tmp_path / "a.xlsx", *[[text] for text in NASTY])
    assert [row[0] for row in rows_of(path)[1:]] == NASTY


def test_a_text_that_looks_like_a_formula_is_none(tmp_path):
    path = made(tmp_path / "a.xlsx", ["=1+1"], ["@sum"])
    cells = [cell for (cell,) in load_workbook(path).active.iter_rows(min_row=2)]
    assert [cell.data_type for cell in cells] == ["s", "s"]
    assert all(cell.quotePrefix for cell in cells)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(texts=st.lists(st.text(min_size=1, max_size=60), min_size=1, max_size=8))
def test_any_text_survives_but_for_what_no_file_can_hold(tmp_path, texts):
    from intloffice.schema.value import clean_text  # noqa: PLC0415

    kept = [clean_text(text) for text in texts]
    path = made(tmp_path / "a.xlsx", *[[text, 1] for text in texts], columns=("A", "B"))
    assert [row[0] or "" for row in rows_of(path)[1:]] == kept


def test_dates_and_numbers_are_real_ones(tmp_path):
    path = made(
        tmp_path / "a.xlsx",
        [date(2017, 12, 31), 1500, Decimal("12.50"), True],
        columns=("A", "B", "C", "D"),
    )
    (_, row) = rows_of(path)
    assert row[0].date() == date(2017, 12, 31)
    assert row[1:] == (1500, 12.5, True)


def test_headings_stay_in_sight_and_can_be_filtered(tmp_path):
    path = made(tmp_path / "a.xlsx", ["x"], notes=("Title", "As of"))
    sheet = load_workbook(path).active
    assert sheet.freeze_panes == "A4"
    assert sheet.auto_filter.ref == "A3:A4"
    assert sheet.print_title_rows == "$3:$3"
    assert sheet.column_dimensions["A"].width >= 8


def test_the_same_sheets_are_the_same_bytes(tmp_path):
    first, second = made(tmp_path / "a.xlsx", ["x"]), made(tmp_path / "b.xlsx", ["x"])
    assert first.read_bytes() == second.read_bytes()


def test_a_text_too_long_for_a_cell_is_refused_and_the_old_file_kept(tmp_path):
    path = made(tmp_path / "a.xlsx", ["x"])
    before = path.read_bytes()
    with pytest.raises(OfficeError, match="does not fit a cell"):
        made(path, ["x" * 32_768])
    assert path.read_bytes() == before
    assert [file.name for file in tmp_path.iterdir()] == ["a.xlsx"]


def test_a_folder_that_cannot_be_written_to_is_told(tmp_path):
    with pytest.raises(OfficeError, match="could not be written"):
        made(tmp_path / "missing" / "a.xlsx", ["x"])


@pytest.mark.parametrize("content", [b"", b"hello", b"PK\x03\x04 not really", b"\xd0\xcf\x11\xe0"])
def test_what_is_no_workbook_is_refused_in_a_sentence(tmp_path, content):
    path = tmp_path / "a.xlsx"
    path.write_bytes(content)
    with pytest.raises(OfficeError, match="is not a workbook"):
        workbook.read(path)


def test_a_workbook_with_entities_is_refused_unread(tmp_path):
    path = made(tmp_path / "a.xlsx", ["x"])
    hostile = tmp_path / "hostile.xlsx"
    bomb = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa">]><x>&a;</x>'
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(hostile, "w") as new:
        for info in old.infolist():
            is_book = info.filename == "xl/workbook.xml"
            new.writestr(info.filename, bomb if is_book else old.read(info))
    with pytest.raises(OfficeError, match="Nothing was read"):
        workbook.read(hostile)


def test_a_workbook_that_unpacks_to_too_much_is_refused_unread(tmp_path):
    path = tmp_path / "bomb.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("xl/worksheets/sheet1.xml", b"0" * (workbook.LARGEST_CONTENT + 1))
    with pytest.raises(OfficeError, match="Nothing was read"):
        workbook.read(path)


def test_rows_are_read_even_where_the_sheet_lies_about_its_size(tmp_path):
    path = made(tmp_path / "a.xlsx", *[[number] for number in range(1, 101)])
    lying = tmp_path / "lying.xlsx"
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(lying, "w") as new:
        for info in old.infolist():
            content = old.read(info)
            if info.filename.startswith("xl/worksheets/"):
                content = content.replace(b"<sheetData>", b'<dimension ref="A1"/><sheetData>', 1)
            new.writestr(info.filename, content)
    assert len(rows_of(lying)) == 101
