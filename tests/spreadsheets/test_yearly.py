"""The yearly workbook: counts as the briefing counts, with their bases, and the year's records."""

import shutil
import sqlite3
import subprocess
from datetime import date, datetime

import pytest
from openpyxl import load_workbook

from intloffice.database.store import FILE_NAME
from intloffice.settings import Settings
from intloffice.spreadsheets.yearly import export_year
from tests.briefing import recount

#: As UTF-8, with commas.
_CSV = "csv:Text - txt - csv (StarCalc):44,34,76,1"


@pytest.fixture(scope="module")
def books(sample, tmp_path_factory, languages):
    folder = tmp_path_factory.mktemp("yearly")
    for language in languages:
        with sample.read() as session:
            export_year(session, 2017, folder / f"{language.code}.xlsx", language, Settings())
    return folder


@pytest.fixture(scope="module")
def summary(books):
    sheet = load_workbook(books / "en.xlsx")["Summary"]
    found, topic = {}, ""
    for head, counted, number, basis in sheet.iter_rows(min_row=4, max_col=4, values_only=True):
        topic = head or topic
        found[topic, counted] = (number, basis)
    return found


def test_students_sent_to_japan_are_as_many_as_the_briefing_says(sample, summary):
    raw = sqlite3.connect(sample.folder / FILE_NAME)
    counted = recount.outbound_year(raw, "JP", "2017-12-31")["persons"]
    raw.close()
    assert summary["Students sent", "Japan"][0] == counted == 90


def test_agreements_in_force_are_recounted_by_plain_sql(sample, summary):
    raw = sqlite3.connect(sample.folder / FILE_NAME)
    (number,) = raw.execute(
        "SELECT count(*) FROM agreement a WHERE " + recount._EFFECTIVE, {"day": "2017-12-31"}
    ).fetchone()
    raw.close()
    assert summary["Agreements", "In force at the year’s end"][0] == number


def test_every_count_says_how_it_was_counted(summary):
    assert len(summary) > 30
    assert all(isinstance(number, int) and basis for number, basis in summary.values())


def test_the_filters_and_the_day_stand_on_every_sheet(books):
    for sheet in load_workbook(books / "en.xlsx"):
        assert "31 December 2017" in sheet["A2"].value
        assert "Filter:" in sheet["A2"].value


def test_records_have_real_dates_frozen_headings_and_filters(books):
    sheet = load_workbook(books / "en.xlsx")["Students"]
    assert sheet.freeze_panes == "A4"
    assert sheet.auto_filter.ref.startswith("A3:")
    column = next(cell.column for cell in sheet[3] if cell.value == "Planned start")
    starts = [sheet.cell(row, column).value for row in range(4, sheet.max_row + 1)]
    assert all(isinstance(start, datetime) for start in starts if start)
    assert sum(start.year == 2017 for start in starts if start) > 100


def test_the_summary_has_charts_of_students_and_agreements(books):
    charts = load_workbook(books / "en.xlsx")["Summary"]._charts
    assert len(charts) == 2


def test_headings_are_in_the_chosen_language(books):
    assert (
        load_workbook(books / "zh.xlsx").sheetnames != load_workbook(books / "en.xlsx").sheetnames
    )


def test_protected_fields_never_reach_it(books):
    for sheet in load_workbook(books / "en.xlsx"):
        assert "Passport number" not in [cell.value for cell in sheet[3]]


def test_it_opens_in_libreoffice_with_the_same_numbers(books, tmp_path, summary):
    soffice = shutil.which("soffice")
    if not soffice:
        pytest.skip("LibreOffice is not installed")
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    done = subprocess.run(
        [soffice, profile, "--headless", "--convert-to", _CSV, "--outdir", tmp_path,
         books / "en.xlsx"],
        capture_output=True, text=True, timeout=120, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    text = (tmp_path / "en.csv").read_text("utf-8")
    assert '"Japan",90,' in text
    assert date(2017, 12, 31).strftime("%d %B %Y") in text
