"""``intloffice fill``: a form whose cells are tied is filled in from the command line."""

from openpyxl import load_workbook

from intloffice.__main__ import main
from intloffice.settings import Settings
from intloffice.spreadsheets.forms import mapping
from intloffice.spreadsheets.forms.asked import Asked
from intloffice.spreadsheets.forms.form import open_form
from tests.forms import ministry_form
from tests.stores import opened

SHEET = "出国（境）学生"


def known(folder, form):
    Settings(language="en").save(folder / "settings.toml")
    sheet = open_form(form).sheets[SHEET]
    ties = [mapping.tied(sheet, (4, 1), Asked("sent")), mapping.tied(sheet, (5, 1), Asked("year"))]
    with opened(folder) as store, store.write("", "t") as session:
        mapping.keep(session, "Ministry", ties)


def test_a_form_that_is_known_is_filled_in(sample_copy, tmp_path, capsys):
    known(sample_copy, ministry_form(tmp_path / "form.xlsx"))
    form, out = ministry_form(tmp_path / "next.xlsx", above=1), tmp_path / "out.xlsx"
    words = ["--data", str(sample_copy), "fill", str(form), "--year", "2017", "--trace", str(out)]
    assert main(words) == 0
    book = load_workbook(out)
    assert (book[SHEET]["B5"].value, book[SHEET]["B6"].value) == (118, 2017)
    assert book.sheetnames[-1] == "Trace"
    said = capsys.readouterr().out
    assert "2 cells were filled in" in said
    assert "what was in B4 was found in B5" in said


def test_a_cell_that_is_not_found_is_told_and_ends_with_1(sample_copy, tmp_path, capsys):
    known(sample_copy, ministry_form(tmp_path / "form.xlsx"))
    form = ministry_form(tmp_path / "next.xlsx", levels=(("本科生", ""), ("博士生", "")))
    out = tmp_path / "out.xlsx"
    assert main(["--data", str(sample_copy), "fill", str(form), "--year", "2017", str(out)]) == 1
    assert load_workbook(out)[SHEET]["B4"].value == 118
    assert "硕士生" in capsys.readouterr().err


def test_a_form_that_nobody_tied_is_refused_and_nothing_is_written(sample_copy, tmp_path, capsys):
    Settings(language="en").save(sample_copy / "settings.toml")
    form, out = ministry_form(tmp_path / "form.xlsx"), tmp_path / "out.xlsx"
    assert main(["--data", str(sample_copy), "fill", str(form), "--year", "2017", str(out)]) == 1
    assert "is like no form that is known" in capsys.readouterr().err
    assert not out.exists()
    words = ["--data", str(sample_copy), "fill", str(form), "--form", "x", "--year", "2017"]
    assert main([*words, str(out)]) == 1
    assert "No form is called “x”" in capsys.readouterr().err
