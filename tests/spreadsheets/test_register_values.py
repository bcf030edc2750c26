"""Values as people write them are read as they were meant, or not at all."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intloffice.errors import OfficeError
from intloffice.names.written import Organisation, organisation, organisations
from intloffice.schema.money import Money
from intloffice.spreadsheets.delimited import decoded, pieces, write_csv
from intloffice.spreadsheets.registers.agreements import countries
from intloffice.spreadsheets.registers.values import (
    Span,
    Term,
    day_order,
    days,
    ends_after,
    money,
    term,
)

DAYS = st.dates(date(1951, 1, 1), date(2049, 12, 31))
FORMS = (
    "{0.day:02}.{0.month:02}.{0.year}",
    "{0.day}.{0.month}.{0:%y}",
    "{0:%B} {0.day}, {0.year}",
    "{0:%B} {0.day},{0.year}",
    "{0.day} {0:%b} {0.year}",
    "{0.year}年{0.month}月{0.day}日",
    "{0.year}/{0.month}/{0.day}",
    "{0.year}-{0.month:02}-{0.day:02} 00:00:00",
    "{0:%Y%m%d}",
)


@given(DAYS, st.sampled_from(FORMS))
def test_a_day_is_read_in_every_form(day, form):
    assert days(form.format(day), "dmy") == Span(day, day)


@given(DAYS)
def test_a_serial_number_is_the_day_that_excel_shows(day):
    serial = (day - date(1899, 12, 30)).days
    if 20_000 <= serial <= 60_000:
        assert days(serial, "dmy") == Span(day, day)


@given(DAYS, st.sampled_from(["dmy", "mdy"]))
def test_the_order_of_the_column_is_kept(day, order):
    first, second = (day.day, day.month) if order == "dmy" else (day.month, day.day)
    assert days(f"{first}/{second}/{day.year}", order) == Span(day, day)


@given(st.text(max_size=30) | st.integers() | st.floats() | st.none() | st.booleans())
def test_no_cell_breaks_the_reading(cell):
    days(cell, "dmy")
    term(cell)
    money(cell)
    countries(cell)
    organisations(str(cell))


@pytest.mark.parametrize(
    ("written", "first", "last"),
    [
        ("2018.1", date(2018, 1, 1), date(2018, 1, 31)),
        (2018.1, date(2018, 1, 1), date(2018, 1, 31)),
        ("平成30年", date(2018, 1, 1), date(2018, 12, 31)),
        ("２０１８年２月", date(2018, 2, 1), date(2018, 2, 28)),
        (2016, date(2016, 1, 1), date(2016, 12, 31)),
        ("Mar-12", date(2012, 3, 1), date(2012, 3, 31)),
        ("民国107年3月", date(2018, 3, 1), date(2018, 3, 31)),
    ],
)
def test_a_month_or_a_year_is_all_of_it(written, first, last):
    assert days(written, "dmy") == Span(first, last)


@pytest.mark.parametrize(
    "written",
    [
        "",
        "-",
        "abc",
        "5",
        12,
        "3.15",
        "3月15日",
        "31.2.2018",
        "Building 7",
        True,
        float("inf"),
        float("nan"),
    ],
)
def test_what_is_no_day_is_none(written):
    assert days(written, "dmy") is None


@pytest.mark.parametrize(
    ("cells", "order", "is_sure"),
    [
        (["13/01/2018", "01/02/2018"], "dmy", True),
        (["01/13/2018", "01/02/2018"], "mdy", True),
        (["01/02/2018"], "dmy", False),
        (["2018-01-02", "May 5, 2018"], "dmy", True),
        (["13/01/2018", "01/13/2018"], "dmy", False),
    ],
)
def test_a_column_tells_its_order_or_that_it_cannot(cells, order, is_sure):
    assert day_order(cells) == (order, is_sure)


@pytest.mark.parametrize("other", ["2016-09-01", "2016-09-21", "2018/12/31", "2017年10月"])
def test_a_day_that_begins_with_its_year_tells_nothing_of_the_order_of_others(other):
    assert day_order(["3/5/2017", other]) == ("dmy", False)
    assert day_order(["3/15/2017", other]) == ("mdy", True)
    assert day_order([other]) == ("dmy", True)


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("5 Years", Term(months=60)),
        ("五年", Term(months=60)),
        ("five (5) years", Term(months=60)),
        ("18 months", Term(months=18)),
        (3, Term(months=36)),
        ("until terminated", Term(open_ended=True)),
        ("长期", Term(open_ended=True)),
        ("-", Term(nothing=True)),
        ("Not Specified", Term(nothing=True)),
        ("3年（自動更新）", Term(months=36, renews=True)),
        ("自動更新", Term(renews=True)),
        ("garbage", None),
    ],
)
def test_a_term_is_read_as_it_is_written(written, meant):
    assert term(written) == meant


def test_a_term_from_a_day_to_a_day_has_both():
    found = term("2018年1月5日至2023年1月4日")
    assert found.first.first == date(2018, 1, 5)
    assert found.last.last == date(2023, 1, 4)


@given(DAYS, st.integers(1, 240))
def test_a_term_ends_on_the_eve_of_its_day(first, months):
    last = ends_after(first, months) + timedelta(days=1)
    assert (last.year * 12 + last.month) - (first.year * 12 + first.month) == months
    assert last.day <= first.day


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("¥1.2万", Money(Decimal(12000), "CNY")),
        ("US$ 3,000", Money(Decimal(3000), "USD")),
        ("(500)", Money(Decimal(-500))),
        ("１２００元", Money(Decimal(1200), "CNY")),
        ("1.234,50 €", Money(Decimal("1234.5"), "EUR")),
        ("3万円", Money(Decimal(30000), "JPY")),
        ("nothing", None),
    ],
)
def test_money_is_read_with_its_sign_and_its_thousands(written, meant):
    assert money(written) == meant


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        (
            "Faculty of Law, Kyoto University (KU), Kyoto, Japan",
            Organisation("Kyoto University", "Faculty of Law", "", "KU", "Kyoto", "JP"),
        ),
        ("University of California, Berkeley", Organisation("University of California, Berkeley")),
        ("University of Leeds, Leeds", Organisation("University of Leeds", city="Leeds")),
        ("重庆大学法学院", Organisation("重庆大学", "法学院")),
        ("Ecole Centrale de Lyon, France", Organisation("Ecole Centrale de Lyon", country="FR")),
        ("京都大学（Kyoto University）", Organisation("京都大学", other_name="Kyoto University")),
    ],
)
def test_an_organisation_is_taken_apart(written, meant):
    assert organisation(written) == meant


@pytest.mark.parametrize(
    ("written", "names"),
    [
        ("清华大学、北京大学；复旦大学", ["清华大学", "北京大学", "复旦大学"]),
        ("Kyoto University\nOsaka University", ["Kyoto University", "Osaka University"]),
        ("東京大学\nThe University of Tokyo", ["東京大学"]),
        ("University of Leeds/University of York", ["University of Leeds", "University of York"]),
    ],
)
def test_several_organisations_in_a_cell_are_told_apart(written, names):
    assert [each.name for each in organisations(written)] == names


@pytest.mark.parametrize(
    ("written", "codes"),
    [
        ("Japan 日本", ["JP"]),
        ("英国 (UK)", ["GB"]),
        ("U.S.A.", ["US"]),
        ("中国、韓国", ["CN", "KR"]),
    ],
)
def test_countries_are_known_in_any_language(written, codes):
    assert countries(written) == codes


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("序号,学校,国家\n1,京都大学,日本\n2,利兹大学,英国", "gb18030"),
        ("番号,大学名,国名\n1,リーズ大学,英国\n2,重慶大学,中国", "cp932"),
        ("序號,學校,國家\n1,京都大學,日本\n2,利茲大學,英國", "big5"),
        ("Nr;University\n1;Universität München\n2;Université de Liège", "cp1252"),
        ("Nr,大学,Ünï", "utf-8"),
        ("Nr\t大学", "utf-16"),
    ],
)
def test_an_encoding_is_found_out(text, encoding):
    assert decoded(text.encode(encoding)) == text


@pytest.mark.parametrize("number", [10**400, -(10**400), float("inf"), float("nan"), 1e300])
def test_a_number_beyond_all_days_is_none(number):
    assert days(number, "dmy") is None


def test_csv_is_read_again_as_it_was_written_and_runs_no_formula(tmp_path):
    rows = [
        ["=1+1", "@SUM(A1)", "-5", "+86 23 6510", "河村, “能人”\nline", None],
        [date(2018, 1, 5), 7, Decimal("1.50"), "-A1", "", "ś"],
    ]
    write_csv(tmp_path / "a.csv", ["=A", "B", "C", "D", "E", "F"], rows)
    (sheet,) = [piece for _, piece in pieces(tmp_path / "a.csv")]
    found = [[cells.get(at, "") for at in range(6)] for _, cells in sheet.rows]
    assert [[str(cell) for cell in row] for row in found] == [
        ["=A", "B", "C", "D", "E", "F"],
        ["=1+1", "@SUM(A1)", "-5", "+86 23 6510", "河村, “能人”\nline", ""],
        ["2018-01-05", "7", "1.50", "-A1", "", "ś"],
    ]
    assert "'=1+1,'@SUM(A1),-5," in (tmp_path / "a.csv").read_text("utf-8-sig")
    with pytest.raises(OfficeError, match="could not be written"):
        write_csv(tmp_path / "nowhere" / "a.csv", ["A"], [])


@pytest.mark.parametrize("unit", ["years", "年", "months"])
def test_a_length_of_hundreds_of_figures_is_none_that_is_known(unit):
    assert term("9" * 400 + unit) is None
