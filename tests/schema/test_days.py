"""Days typed loosely are read as the office means them, or refused in plain words."""

import re
from contextlib import suppress
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intloffice.errors import InvalidValueError
from intloffice.schema.days import read_day, read_partial_day

TODAY = date(2018, 1, 5)


@pytest.mark.parametrize(
    "text",
    [
        "5.1.18",
        "05.01.2018",
        "5. 1. 2018",
        "2018-01-05",
        "2018-1-5",
        "2018/1/5",
        "2018.1.5",
        "2018年1月5日",
        "2018 年 1 月 5 日",
        "2018年1月5号",
        "2018年1月5日(金)",
        "2018年1月5日 星期五",
        "二〇一八年一月五日",
        "平成30年1月5日",
        "20180105",
        "２０１８－０１－０５",
        "２０１８年１月５日",
        "5 Jan 2018",
        "5 January 2018",
        "5th of January, 2018",
        "05-JAN-2018",
        "Friday, 5 January 2018",
        "January 5, 2018",
        "Jan. 5, 2018",
        "january 5th 2018",
        "5/1/2018",
        "5/1/18",
        "5.1.",
        "5 January",
        "1月5日",
        " 2018-01-05 \n",
        "2018\u200b-01-05",
    ],
)
def test_one_day_is_read_from_every_usual_way_of_writing_it(text):
    assert read_day(text, today=TODAY) == TODAY


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("today", date(2018, 1, 5)),
        ("今天", date(2018, 1, 5)),
        ("今日", date(2018, 1, 5)),
        ("Tomorrow", date(2018, 1, 6)),
        ("明天", date(2018, 1, 6)),
        ("明日", date(2018, 1, 6)),
        ("yesterday", date(2018, 1, 4)),
        ("昨天", date(2018, 1, 4)),
        ("后天", date(2018, 1, 7)),
        ("+7", date(2018, 1, 12)),
        ("＋７", date(2018, 1, 12)),
        ("-5", date(2017, 12, 31)),
    ],
)
def test_a_day_is_counted_from_today(text, day):
    assert read_day(text, today=TODAY) == day


def test_tens_in_chinese_numerals_are_read():
    assert read_day("二〇二〇年十二月三十一日", today=TODAY) == date(2020, 12, 31)
    assert read_day("二〇二〇年十月二十日", today=TODAY) == date(2020, 10, 20)
    assert read_day("令和元年五月十日", today=TODAY) == date(2019, 5, 10)


def test_the_day_stands_before_the_month_unless_that_is_no_date():
    assert read_day("3/4/2018", today=TODAY) == date(2018, 4, 3)
    assert read_day("12/31/2018", today=TODAY) == date(2018, 12, 31)


@pytest.mark.parametrize("text", ["3.15", "15.3", "3-15", "15/3", "3. 15", "3月15日", "15.3."])
@pytest.mark.parametrize("month_first", [True, False])
def test_a_day_without_its_year_is_of_this_year(text, month_first):
    assert read_day(text, TODAY, month_first=month_first) == date(2018, 3, 15)


def test_two_small_numbers_are_month_and_day_where_one_writes_so_and_asked_about_elsewhere():
    assert read_day("3.5", TODAY, month_first=True) == date(2018, 3, 5)
    assert read_day("3/5.", TODAY, month_first=True) == date(2018, 3, 5)
    assert read_day("5.5", TODAY) == date(2018, 5, 5)
    with pytest.raises(InvalidValueError) as refused:
        read_day("3.5", TODAY)
    facts = refused.value.facts
    assert (facts["one"], facts["other"]) == ("2018-05-03", "2018-03-05")


@pytest.mark.parametrize("text", ["13.13", "2.30", "30.2", "29.2", "0.5", "3.32"])
@pytest.mark.parametrize("month_first", [True, False])
def test_a_day_without_its_year_that_this_year_has_not_is_refused(text, month_first):
    with pytest.raises(InvalidValueError):
        read_day(text, TODAY, month_first=month_first)


def test_a_year_of_two_digits_lies_near_today():
    assert read_day("1.2.38", today=TODAY) == date(2038, 2, 1)
    assert read_day("1.2.39", today=TODAY) == date(1939, 2, 1)
    assert read_day("1.2.99", today=TODAY) == date(1999, 2, 1)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "soon",
        "31.2.2018",
        "2018-13-01",
        "29.2.2017",
        "31/31/2018",
        "31.12.2018.5",
        "Ⅻ.1.2018",
        "20180132",
        "0000-01-01",
        "+999999999",
        "+9999999",
        "١.٢.٢٠١٨",
        "5",
        "{text}",
    ],
)
def test_what_is_no_date_is_refused_with_the_text_quoted(text):
    with pytest.raises(InvalidValueError) as refused:
        read_day(text, today=TODAY)
    assert refused.value.facts["text"] == text
    assert text in str(refused.value)
    assert "{text}" in refused.value.template


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("1972-09-29", "1972-09-29"),
        ("29.9.1972", "1972-09-29"),
        ("1972年9月29日", "1972-09-29"),
        ("29 September 1972", "1972-09-29"),
        ("1998-03", "1998-03"),
        ("1998/3", "1998-03"),
        ("3/1998", "1998-03"),
        ("1998年3月", "1998-03"),
        ("March 1998", "1998-03"),
        ("一九九八年三月", "1998-03"),
        ("1987", "1987"),
        ("１９８７年", "1987"),
        ("昭和62年", "1987"),
    ],
)
def test_a_date_known_in_part_keeps_the_part_that_is_known(text, day):
    assert read_partial_day(text) == day


@pytest.mark.parametrize(
    "text", ["", "87", "1998-13", "0000", "5.1.18", "5 January", "+7", "today"]
)
def test_a_date_known_in_part_needs_its_whole_year(text):
    with pytest.raises(InvalidValueError):
        read_partial_day(text)


@pytest.mark.parametrize("text", ["20.3", "3月20日", "20 March"])
def test_a_day_without_its_year_is_of_the_year_it_stands_in(text):
    assert read_day(text, today=TODAY, year=2016) == date(2016, 3, 20)
    assert read_day("+7", today=TODAY, year=2016) == date(2018, 1, 12)


@given(st.dates())
def test_every_day_is_read_back_from_its_iso_form(day):
    assert read_day(day.isoformat(), today=TODAY) == day
    assert read_partial_day(day.isoformat()) == day.isoformat()


@given(st.text() | st.from_regex(r"[0-9年月日./+ -]{1,12}"))
def test_any_text_is_a_day_or_is_refused(text):
    with suppress(InvalidValueError):
        assert isinstance(read_day(text, today=TODAY), date)
    with suppress(InvalidValueError):
        assert re.fullmatch("[0-9]{4}(-[0-9]{2}){0,2}", read_partial_day(text))
