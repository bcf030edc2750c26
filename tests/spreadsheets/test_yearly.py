"""The yearly workbook: counts as the briefing counts, with their bases, and the year's records."""

import re
import shutil
import sqlite3
import subprocess
from datetime import date, datetime

import pytest
from openpyxl import load_workbook

from intloffice.database.store import FILE_NAME
from intloffice.operations import charts
from intloffice.records.person import PERSON
from intloffice.settings import Settings
from intloffice.spreadsheets.yearly import export_year, year_of
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
    sheet = load_workbook(books / "en.xlsx", data_only=True)["Summary"]
    found, topic = {}, ""
    for line in sheet.iter_rows(min_row=5, max_col=6, values_only=True):
        counted, part, number, _, _, basis = line
        if number is None:
            topic = counted
        else:
            found[topic, counted, part] = (number, basis)
    return found


def test_students_sent_to_japan_are_as_many_as_the_briefing_says(sample, summary):
    raw = sqlite3.connect(sample.folder / FILE_NAME)
    counted = recount.outbound_year(raw, "JP", "2017-12-31")["persons"]
    raw.close()
    assert summary["Students sent", "Persons by country", "Japan"][0] == counted == 90


def test_agreements_in_force_are_recounted_by_plain_sql(sample, summary):
    raw = sqlite3.connect(sample.folder / FILE_NAME)
    (number,) = raw.execute(
        "SELECT count(*) FROM agreement a WHERE " + recount._EFFECTIVE, {"day": "2017-12-31"}
    ).fetchone()
    raw.close()
    assert summary["Agreements", "In force at the year’s end", None][0] == number
    levels = ("University", "School", "Centre", "Alliance")
    parts = [summary.get(("Agreements", "In force at the year’s end", n), (0,))[0] for n in levels]
    assert sum(parts) == number


def test_parts_of_a_count_add_up_where_each_is_in_one(summary):
    for topic in ("Students sent", "Students received"):
        stays = summary[topic, "Stays", None][0]
        persons = summary[topic, "Persons", None][0]
        lengths = [n for (t, what, _), (n, _) in summary.items()
                   if (t, what) == (topic, "Persons by length")]  # fmt: skip
        assert 0 < persons <= sum(lengths) <= stays


def test_guests_are_counted_each_time_and_once(sample, summary):
    raw = sqlite3.connect(sample.folder / FILE_NAME)
    times, once = raw.execute(
        "SELECT count(*), count(DISTINCT person_id) FROM ("
        " SELECT DISTINCT m.id, p.person_id FROM meeting m"
        " JOIN meeting_participant p ON p.meeting_id = m.id"
        " WHERE m.status = 'held' AND m.direction = 'received' AND p.side = 'guest'"
        " AND p.attended <> 'no' AND m.starts_on BETWEEN '2017-01-01' AND '2017-12-31')"
    ).fetchone()
    raw.close()
    assert summary["Meetings", "Guests, each time", "Visit received"][0] == times
    assert summary["Meetings", "Persons", "Visit received"][0] == once


def test_awards_are_never_added_across_currencies(sample, summary):
    raw = sqlite3.connect(sample.folder / FILE_NAME)
    paid = raw.execute(
        "SELECT currency, sum(amount) / 100.0 FROM award WHERE year = 2017 AND per <> 'month'"
        " GROUP BY programme_id, currency"
    ).fetchall()
    raw.close()
    found = [
        (part.rpartition(" · ")[2], float(number))
        for (_, what, part), (number, _) in summary.items()
        if what == "Amount" and number
    ]
    assert sorted(found) == sorted(paid)
    assert found


def test_every_count_says_how_it_was_counted(summary):
    assert len(summary) > 30
    assert all(basis and basis.endswith(".") for _, basis in summary.values())


def test_the_filters_and_the_day_stand_on_every_sheet(books):
    for sheet in load_workbook(books / "en.xlsx"):
        assert "31 December 2017" in sheet["A2"].value
        assert "Filter:" in sheet["A2"].value


def test_records_have_real_dates_frozen_headings_and_filters(books):
    sheet = load_workbook(books / "en.xlsx")["Students"]
    assert sheet.freeze_panes == "B4"
    assert sheet.auto_filter.ref.startswith("A3:")
    column = next(cell.column for cell in sheet[3] if cell.value == "Planned start")
    starts = [sheet.cell(row, column).value for row in range(4, sheet.max_row + 1)]
    assert all(isinstance(start, datetime) for start in starts if start)
    assert sum(start.year == 2017 for start in starts if start) > 100


def test_charts_of_students_and_agreements_stand_below_the_years(books):
    book = load_workbook(books / "en.xlsx")
    assert not book["Summary"]._charts  # beside it they would make its print small
    charts = book["By year"]._charts
    assert len(charts) == 3
    assert [len(chart.series) for chart in charts] == [2, 1, 1]
    years = load_workbook(books / "en.xlsx")["By year"]
    assert [row[0] for row in years.iter_rows(min_row=5, values_only=True)] == [*range(2013, 2018)]


def test_students_by_level_and_by_mode_stand_beside_the_years_with_their_charts(books, sample):
    sheet = load_workbook(books / "en.xlsx")["Levels and modes"]
    heads = [cell.value for cell in sheet[4]]
    assert heads[:4] == [
        "Year",
        "Students sent · EQF 6, bachelor",
        "Students sent · EQF 7, master",
        "Students sent · EQF 8, doctoral",
    ]
    rows = list(sheet.iter_rows(min_row=5, max_row=9, values_only=True))
    assert [row[0] for row in rows] == [*range(2013, 2018)]
    with sample.read() as session:
        for subject, topic in (("sent", "Students sent"), ("received", "Students received")):
            for divided in ("level", "mode"):
                word = f"{subject} by {divided}"
                drawn = charts.chart(session, word, date(2017, 12, 31), 5)
                for at, name in enumerate(charts.SERIES[word]):
                    told = [year.numbers[at] for year in drawn.years]
                    heading = f"{topic} · {name}"
                    if heading in heads:
                        assert [row[heads.index(heading)] for row in rows] == told
                    else:
                        assert not any(told) or divided == "mode"
    titles = [chart.title.tx.rich.p[0].r[0].t for chart in sheet._charts]
    assert titles[0] == "Students sent, by EQF level"
    assert "Students sent, by mode of stay" in titles


def test_each_number_is_a_formula_over_what_it_counts_and_leads_there(books):
    live = load_workbook(books / "en.xlsx")
    known = load_workbook(books / "en.xlsx", data_only=True)
    summary, behind = live["Summary"], live["Behind the numbers"]
    followed = 0
    for (now,) in summary.iter_rows(min_row=5, min_col=3, max_col=3):
        if not isinstance(now.value, str):
            continue
        how, _, where = now.value.rstrip(")").partition("('Behind the numbers'!")
        values = [cell.value for (cell,) in behind[where]]
        assert all(value is not None for value in values)
        number = len(values) if how == "=COUNTA" else sum(values)
        assert known["Summary"][now.coordinate].value == pytest.approx(float(number))
        first = int(where.partition(":")[0][1:])
        assert now.hyperlink.location == f"'Behind the numbers'!A{first - 1}"
        assert behind.cell(first - 1, 1).hyperlink.location == f"'Summary'!{now.coordinate}"
        followed += 1
    assert followed > 30


def test_what_is_counted_leads_to_its_row_among_the_records(books):
    book = load_workbook(books / "en.xlsx")
    behind, led = book["Behind the numbers"], 0
    for cell in behind["B"]:
        if cell.hyperlink and behind.cell(cell.row, 1).value == "Meeting":
            title, _, where = cell.hyperlink.location.rpartition("!")
            row = [each.value for each in book[title.strip("'")][where[1:]]]
            assert cell.value.rpartition(" · ")[0] in row or any(str(v) in cell.value for v in row)
            led += 1
    assert led > 5


def test_last_year_stands_beside_this_with_the_change(sample, books, tmp_path, languages):
    with sample.read() as session:
        export_year(session, 2016, tmp_path / "2016.xlsx", languages[0], Settings())

    def column(path, at):
        found, topic = {}, ""
        sheet = load_workbook(path, data_only=True)["Summary"]
        for line in sheet.iter_rows(min_row=5, max_col=6, values_only=True):
            topic = line[0] if line[2] is None else topic
            found[topic, line[0], line[1]] = line[at]
        return found

    before, was = column(books / "en.xlsx", 3), column(tmp_path / "2016.xlsx", 2)
    assert {key: n for key, n in before.items() if n} == {
        key: n for key, n in was.items() if n and key in before
    }
    assert {key for key, n in was.items() if n} <= set(before)
    assert any(before.values())
    sheet = load_workbook(books / "en.xlsx")["Summary"]
    assert [cell.value for cell in sheet[4]][2:5] == ["2017", "2016", "Change"]
    assert sheet["E6"].value == "C6-D6" or sheet["E6"].value == "=C6-D6"


def test_an_academic_year_counts_the_days_from_september_to_august(sample, tmp_path, languages):
    path, whole = tmp_path / "a.xlsx", year_of(Settings(), 2016, "academic")
    with sample.read() as session:
        export_year(session, whole, path, languages[0], Settings())
    book = load_workbook(path, data_only=True)
    assert book["Summary"]["A1"].value == "The academic year 2016/2017"
    assert "1 September 2016 to 31 August 2017" in book["Summary"]["A2"].value
    meetings = [row[0] for row in book["Meetings"].iter_rows(min_row=4, values_only=True)]
    assert min(meetings) >= datetime(2016, 9, 1)  # noqa: DTZ001
    assert max(meetings) < datetime(2017, 9, 1)  # noqa: DTZ001
    raw = sqlite3.connect(sample.folder / FILE_NAME)
    (number,) = raw.execute(
        "SELECT count(DISTINCT person_id) FROM mobility WHERE direction = 'outbound' AND status"
        " NOT IN ('nominated', 'withdrawn') AND mode <> 'virtual'"
        " AND coalesce(actual_start, planned_start)"
        " BETWEEN '2016-09-01' AND '2017-08-31'"
    ).fetchone()
    raw.close()
    assert number == next(
        row[2]
        for row in book["Summary"].iter_rows(min_row=5, values_only=True)
        if row[0] == "Persons" and "stay began in 2016/2017" in row[5]
    )


def test_every_sheet_is_printed_on_a4_with_its_headings_repeated(books):
    for sheet in load_workbook(books / "en.xlsx"):
        assert sheet.page_setup.paperSize == 9
        heading = re.match(r"\$(\d+):", sheet.print_title_rows)[1]
        assert sheet[f"A{heading}"].font.b


def test_there_is_a_sheet_of_the_year_for_every_kind_that_belongs_to_years(books, sample):
    titles = load_workbook(books / "en.xlsx").sheetnames
    with sample.read() as session:
        for kind in session.tables.kinds.values():
            of_no_year = kind.name in ("term", "edited_briefing")
            assert (kind.plural in titles) is not of_no_year


def test_the_same_year_is_the_same_bytes(books, sample, tmp_path, languages):
    with sample.read() as session:
        export_year(session, 2017, tmp_path / "again.xlsx", languages[2], Settings())
    assert (tmp_path / "again.xlsx").read_bytes() == (books / "ja.xlsx").read_bytes()


def test_a_year_is_cut_at_the_day_it_is_asked_for(sample, tmp_path, languages):
    path = tmp_path / "june.xlsx"
    with sample.read() as session:
        export_year(session, 2017, path, languages[0], Settings(), date(2017, 6, 30))
    book = load_workbook(path)
    assert "As of 30 June 2017" in book["Summary"]["A2"].value
    meetings = [row[0] for row in book["Meetings"].iter_rows(min_row=4, values_only=True)]
    assert meetings
    assert max(meetings) <= datetime(2017, 6, 30)  # noqa: DTZ001


def test_what_could_not_be_counted_is_listed_with_the_reason(books):
    sheet = load_workbook(books / "en.xlsx")["Left out"]
    rows = list(sheet.iter_rows(min_row=4, values_only=True))
    assert rows
    assert all(all(row) and row[2].endswith(".") for row in rows)


def test_an_empty_office_has_a_yearly_workbook_too(empty, tmp_path, languages):
    with empty.read() as session:
        report = export_year(session, 2017, tmp_path / "a.xlsx", languages[0], Settings())
    assert set(report.records.values()) == {0}
    assert load_workbook(tmp_path / "a.xlsx")["Students"].max_row == 3


def test_headings_are_in_the_chosen_language(books):
    assert (
        load_workbook(books / "zh.xlsx").sheetnames != load_workbook(books / "en.xlsx").sheetnames
    )


def test_protected_fields_never_reach_it(books):
    for sheet in load_workbook(books / "en.xlsx"):
        labels = {field.label for field in PERSON.fields.values() if field.protected}
        assert not labels & {cell.value for cell in sheet[3]}


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
    assert "Persons by country,Japan,90," in text.replace('"', "").replace("'", "")
    assert date(2017, 12, 31).strftime("%d %B %Y") in text


def test_fields_and_levels_are_recounted_by_plain_sql(sample, books):
    sheet = load_workbook(books / "en.xlsx", data_only=True)["Fields and levels"]
    assert [cell.value for cell in sheet[4]] == [
        *("ISCED-F code", "Field of study", "EQF 5", "EQF 6", "EQF 7", "EQF 8"),
        *("Not said", "Stays"),
    ]
    found, way = {}, ""
    for code, _, *numbers in sheet.iter_rows(min_row=5, values_only=True):
        if numbers[-1] is None:
            way = "outbound" if code == "Students sent" else "inbound"
        else:
            found[way, code] = numbers
    raw = sqlite3.connect(sample.folder / FILE_NAME)
    lines = raw.execute(
        "SELECT direction, isced_code, eqf_level, count(*) FROM mobility WHERE mode <> 'virtual'"
        " AND status NOT IN ('nominated', 'withdrawn') AND coalesce(actual_start, planned_start)"
        " BETWEEN '2017-01-01' AND '2017-12-31' GROUP BY 1, 2, 3"
    ).fetchall()
    raw.close()
    place = {"5": 0, "6": 1, "7": 2, "8": 3, "": 4}
    counted = {}
    for way, code, level, number in lines:
        counted.setdefault((way, code), [0] * 5)[place[level]] += number
    assert len(counted) > 8
    assert {key: found[key] for key in counted} == {k: [*n, sum(n)] for k, n in counted.items()}
    for way in ("outbound", "inbound"):
        of_way = [n for (each, _), n in counted.items() if each == way]
        assert found[way, "Total"][:5] == [sum(column) for column in zip(*of_way, strict=True)]


def test_who_studies_online_only_is_counted_apart(summary):
    online, basis = summary["Students sent", "Persons by mode of stay", "Virtual"]
    assert (online, basis) == (
        3,
        "Distinct persons who began to study online only in 2017; counted only here.",
    )
    modes = [
        n
        for (t, what, part), (n, _) in summary.items()
        if (t, what) == ("Students sent", "Persons by mode of stay") and part != "Virtual"
    ]
    assert len(modes) == 2
    assert sum(modes) >= summary["Students sent", "Persons", None][0] > sum(modes) - 20


def test_modes_are_told_of_the_year_before_too(books):
    sheet = load_workbook(books / "en.xlsx", data_only=True)["Summary"]
    lines = sheet.iter_rows(min_row=5, max_col=6, values_only=True)
    (physical,) = [line for line in lines if line[:2] == ("Persons by mode of stay", "Physical")]
    assert physical[3] > 50
