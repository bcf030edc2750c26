"""What a workbook may rely on: texts stay texts, equal sheets are equal bytes."""

import errno
import os
import re
import tempfile
from contextlib import suppress
from datetime import date
from decimal import Decimal
from zipfile import ZipFile

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from intloffice.errors import OfficeError, StoppedError
from intloffice.schema.value import clean_text
from intloffice.spreadsheets import workbook
from intloffice.spreadsheets.rowxml import column_letters
from intloffice.spreadsheets.sheet import Chart, Column, Form, Sheet, Stream, Unknown, text_width
from tests.drills import mounts

NASTY = [
    *("=1+1", "+49 30", "-x", "@me", "\tx", "00123", "1E5", "TRUE", "#N/A", "a\nb", " lead "),
    *("_x000D_", "__x000D_", "_x000D_x000D_", "_x005F_", "x005F_", "_x005F_x000D_", "_x005f_"),
    *("😀", "汉字", "12345678901234567890", '=HYPERLINK("x")', "'quoted", "<b>&amp;</b>", " "),
    *("x" * 32_767, "😀" * 16_383),
]


def rows_of(path):
    sheet, *_ = workbook.read(path)
    return [row for _, row in sheet.rows]


def made(path, *rows, columns=("A",), **more):
    columns = [each if isinstance(each, Column) else Column(each) for each in columns]
    workbook.write(path, [Sheet("S", columns, rows, **more)], title="T")
    return path


def test_a_text_comes_back_as_it_was_whatever_it_looks_like(tmp_path):
    path = made(tmp_path / "a.xlsx", *[[text] for text in NASTY])
    assert [row[0] for row in rows_of(path)[1:]] == NASTY


def test_a_text_comes_back_as_it_was_after_another_program_has_saved_it(tmp_path):
    """openpyxl saves texts as Excel's shared ones are, with its own ideas of escaping."""
    path = made(tmp_path / "a.xlsx", ["_x000D_"], ["重庆"])
    book = load_workbook(path)
    assert book.active["A2"].value == "_x005F_x000D_"  # as Excel wants it written
    book.save(tmp_path / "b.xlsx")
    assert [row[0] for row in rows_of(tmp_path / "b.xlsx")[1:]] == ["_x000D_", "重庆"]


def test_a_text_that_looks_like_a_formula_is_none(tmp_path):
    texts = ("=1+1", "+1", "-1", "@sum", "\t=1")
    path = made(tmp_path / "a.xlsx", *[[text] for text in texts], columns=[Column("A", Form.TEXT)])
    cells = [cell for (cell,) in load_workbook(path).active.iter_rows(min_row=2)]
    assert [cell.data_type for cell in cells] == ["s"] * 5
    assert [cell.value for cell in cells] == list(texts)
    assert all(cell.quotePrefix and cell.number_format == "@" for cell in cells)


@settings(
    max_examples=150,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(texts=st.lists(st.text(min_size=1, max_size=60), min_size=1, max_size=8))
def test_any_text_survives_but_for_what_no_file_can_hold(tmp_path, texts):
    kept = [clean_text(text) for text in texts]
    path = made(tmp_path / "a.xlsx", *[[text, 1] for text in texts], columns=("A", "B"))
    assert [row.get(0, "") for row in rows_of(path)[1:]] == kept


def test_dates_and_numbers_are_real_ones(tmp_path):
    forms = (Form.DAY, Form.WHOLE, Form.AMOUNT, Form.FLAG)
    columns = [Column(form.value, form) for form in forms]
    row = [date(2017, 12, 31), 1500, Decimal("12.50"), True]
    path = made(tmp_path / "a.xlsx", row, columns=columns)
    assert rows_of(path)[1] == {0: date(2017, 12, 31), 1: 1500, 2: 12.5, 3: True}
    cells = load_workbook(path).active[2]
    formats = [cell.number_format for cell in cells]
    assert formats == ["yyyy-mm-dd", "0", "#,##0.00", "General"]


def test_what_excel_would_round_or_misdate_is_written_as_text(tmp_path):
    values = (10**15, Decimal("123456789012345.67"), date(1899, 1, 1), date(1900, 2, 28))
    path = made(tmp_path / "a.xlsx", *[[value] for value in values])
    found = [row[0] for row in rows_of(path)[1:]]
    assert found == ["1000000000000000", "123456789012345.67", "1899-01-01", "1900-02-28"]


def test_headings_stay_in_sight_and_can_be_filtered(tmp_path):
    path = made(tmp_path / "a.xlsx", ["x"], notes=("Title", "As of"))
    sheet = load_workbook(path).active
    assert sheet.freeze_panes == "A4"
    assert sheet.auto_filter.ref == "A3:A4"
    assert sheet.print_title_rows == "$3:$3"
    assert sheet["A3"].font.bold
    assert sheet["A3"].fill.fgColor.rgb == "001F5077"
    assert sheet.page_setup.orientation == "landscape"


def test_a_column_is_as_wide_as_what_it_holds_and_chinese_takes_two(tmp_path):
    assert text_width("重庆a") == 5
    names = ("重庆大学国际合作与交流处", "abcdefghijkl")
    path = made(tmp_path / "a.xlsx", [names[0], names[1]], columns=("A", "B"))
    widths = load_workbook(path).active.column_dimensions
    assert widths["A"].width >= 24
    assert widths["A"].width > widths["B"].width >= 12


def test_a_chart_is_drawn_from_the_cells_of_a_sheet(tmp_path):
    chart = Chart("Students", "S", (1,), "D3")
    columns = (Column("Year", Form.WHOLE), Column("Sent", Form.COUNT))
    path = made(tmp_path / "a.xlsx", [2016, 3], [2017, 5], columns=columns, charts=[chart])
    (drawn,) = load_workbook(path).active._charts
    assert drawn.series[0].val.numRef.f == "'S'!$B$2:$B$3"
    assert drawn.series[0].cat.numRef.f == "'S'!$A$2:$A$3"


def test_equal_sheets_are_equal_bytes(tmp_path):
    first, second = made(tmp_path / "a.xlsx", ["x"]), made(tmp_path / "b.xlsx", ["x"])
    assert first.read_bytes() == second.read_bytes()


def test_a_text_too_long_for_a_cell_is_refused_and_the_old_file_kept(tmp_path):
    path = made(tmp_path / "a.xlsx", ["x"])
    before = path.read_bytes()
    for text in ("x" * 32_768, "😀" * 16_384):
        with pytest.raises(OfficeError, match="a cell takes 32767"):
            made(path, [text])
    assert path.read_bytes() == before
    assert [file.name for file in tmp_path.iterdir()] == ["a.xlsx"]


def test_a_folder_that_cannot_be_written_to_is_told(tmp_path):
    with pytest.raises(OfficeError, match="could not be written"):
        made(tmp_path / "missing" / "a.xlsx", ["x"])


def test_a_full_disk_of_temporary_files_is_told_in_the_system_s_words(tmp_path, monkeypatch):
    reason = mounts.missing(tmp_path)
    if reason:
        pytest.skip(reason)
    with mounts.mounted(tmp_path / "disk", 1) as disk:
        with suppress(OSError):
            (disk / "filler").write_bytes(bytes(2**21))
        monkeypatch.setattr(tempfile, "tempdir", str(disk))
        wide = [f"Column {number}" for number in range(5000)]
        with pytest.raises(OfficeError, match=os.strerror(errno.ENOSPC)):
            made(tmp_path / "out.xlsx", wide, columns=wide)
    assert list(tmp_path.glob("*.xlsx")) == []


def test_an_error_and_a_formula_never_reckoned_are_told_from_an_empty_cell(tmp_path):
    path = made(tmp_path / "a.xlsx", ["x", "y"], columns=("A", "B"))
    book = load_workbook(path)
    book.active["A2"] = "=B2&1"
    book.active["B2"].value, book.active["B2"].data_type = "#REF!", "e"
    book.save(path)
    assert rows_of(path)[1] == {0: Unknown("=B2&1"), 1: Unknown("#REF!")}


def test_rows_are_made_while_they_are_written(tmp_path):
    made_so_far, at_each = [0], []

    def rows():
        for number in range(9000):
            made_so_far[0] += 1
            yield [f"row {number}"]

    sheet = Sheet("S", [Column("A")], Stream(9000, rows()))
    workbook.write(
        tmp_path / "a.xlsx", [sheet], title="T", told=lambda n: at_each.append((n, made_so_far[0]))
    )
    assert at_each[-1] == (9000, 9000)
    assert all(made - written <= 2000 for written, made in at_each)  # by these widths are chosen
    assert [row[0] for row in rows_of(tmp_path / "a.xlsx")[1:]] == [
        f"row {number}" for number in range(9000)
    ]


@pytest.mark.parametrize("given", [2, 4])
def test_rows_that_are_not_as_many_as_was_said_are_refused(tmp_path, given):
    sheet = Sheet("S", [Column("A")], Stream(3, [["x"]] * given))
    with pytest.raises(OfficeError, match="did not pass its check"):
        workbook.write(tmp_path / "a.xlsx", [sheet], title="T")
    assert list(tmp_path.iterdir()) == []


def test_a_byte_that_the_disk_changed_is_noticed_and_the_old_file_kept(tmp_path):
    path = made(tmp_path / "a.xlsx", ["x"])
    before = path.read_bytes()

    def spoil(written):
        if written == 20_000:
            (part,) = tmp_path.glob(".*.part")
            with part.open("r+b") as file:
                file.seek(20_000)
                (byte,) = file.read(1)
                file.seek(20_000)
                file.write(bytes([byte ^ 1]))

    rows = [[f"{number * 7919 % 10007}"] for number in range(20_000)]
    with pytest.raises(OfficeError, match="did not pass its check"):
        workbook.write(path, [Sheet("S", [Column("A")], rows)], title="T", told=spoil)
    assert path.read_bytes() == before
    assert [file.name for file in tmp_path.iterdir()] == ["a.xlsx"]


def test_what_is_stopped_leaves_the_old_file_and_nothing_beside_it(tmp_path):
    path = made(tmp_path / "a.xlsx", ["x"])
    before = path.read_bytes()

    def stop(written):
        if written >= 1000:
            raise StoppedError("stopped")

    with pytest.raises(StoppedError):
        workbook.write(path, [Sheet("S", [Column("A")], [["y"]] * 2000)], title="T", told=stop)
    assert path.read_bytes() == before
    assert [file.name for file in tmp_path.iterdir()] == ["a.xlsx"]


def looks(one):
    return tuple(map(repr, (one.number_format, one.font, one.border, one.alignment)))


@pytest.mark.parametrize("more", [{}, {"wrapped": True}, {"notes": ("Title",)}, {"locked": True}])
def test_an_empty_cell_looks_as_the_others_of_its_column(tmp_path, more):
    columns = [Column("A"), Column("B", Form.DAY), Column("C", Form.AMOUNT)]
    full = ["x", date(2017, 1, 1), Decimal("1.50")]
    path = made(tmp_path / "a.xlsx", full, [None, "", None], columns=columns, **more)
    sheet = load_workbook(path).active
    last = sheet.max_row if not sheet.cell(sheet.max_row, 1).value else sheet.max_row + 1
    for column in "ABC":
        cell = sheet[f"{column}{last}"]
        look = cell if cell.has_style else sheet.column_dimensions[column]
        other = sheet[f"{column}{last - 1}"]
        assert looks(look) == looks(other)


@settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(
    rows=st.lists(
        st.lists(
            st.sampled_from(
                (None, "", "1", "=1", "a b ", "&", 0, 1, True, False, Decimal(1), date(2017, 1, 1))
            ),
            min_size=2,
            max_size=2,
        ),
        max_size=30,
    ),
    form=st.sampled_from((Form.LINE, Form.TEXT, Form.WHOLE, Form.AMOUNT, Form.FLAG)),
    strong=st.sets(st.integers(0, 30)),
)
def test_a_cell_is_written_alike_whatever_was_written_before_it(tmp_path, rows, form, strong):
    """What was written once for a value is used again only for the same value."""
    columns = [Column("A", form), Column("B", form)]

    def said(rows, strong=()):
        path = made(tmp_path / "a.xlsx", *rows, columns=columns, strong_rows=strong)
        with ZipFile(path) as file:
            text = file.read("xl/worksheets/sheet1.xml").decode()
        found = re.findall(r'<row r="([0-9]+)"[^>]*>(.*?)</row>', text)
        return [re.sub(r'(r="[A-Z]+)[0-9]+', r"\1", cells) for _, cells in found][1:]

    alone = [said([row], {0} if at in strong else ())[0] for at, row in enumerate(rows)]
    assert said(rows, strong) == alone


def test_what_is_printed_is_on_pages_wide_enough_for_letters_of_eight_points(tmp_path):
    """A page of A4 across shows 10.7 inches; a column of width 1 is 7 of 96 dots an inch."""
    for number in (1, 6, 14, 24):
        columns = [Column(f"Planned start of the stay abroad {n}") for n in range(number)]
        columns.append(Column("Id", Form.LINE, 40, unprinted=True))
        row = [*["Technical University of Munich, Department of Law"] * number, "x" * 36]
        made(tmp_path / "a.xlsx", row, columns=columns, wrapped=True, paper=True)
        sheet = load_workbook(tmp_path / "a.xlsx").active
        last = column_letters(number - 1)
        assert sheet.print_area == f"'S'!$A$1:${last}$2"
        wide = [sheet.column_dimensions[column_letters(n)].width for n in range(number)]
        pages = sheet.page_setup.fitToWidth
        assert sum(wide) <= 164 * pages
        assert 10 * 10.7 * 96 / 7 * pages / sum(wide) >= 8
        assert sum(wide) > 164 * (pages - 1) or pages == 1
        assert sheet.print_title_cols == (None if pages == 1 else "$A:$A")
        assert min(wide) >= len("University") + 3


def test_an_empty_sheet_to_be_filled_in_is_printed_with_lines(tmp_path):
    made(tmp_path / "a.xlsx", columns=["A", "B"], wrapped=True, paper=True, room=500)
    sheet = load_workbook(tmp_path / "a.xlsx").active
    assert (sheet.print_area, sheet.print_options.gridLines) == ("'S'!$A$1:$B$29", None)
    sides = sheet["A2"].border
    assert {sides.left.style, sides.right.style, sides.bottom.style} == {"thin"}
    assert sides.left.color.rgb.endswith("C3CAD6"), "fine lines, not black ones"
    assert sheet.row_dimensions[2].height == 22
