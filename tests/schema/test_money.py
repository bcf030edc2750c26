"""Money that is typed is read as it was meant, or refused; nothing in it is passed over."""

from contextlib import suppress
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intloffice.errors import InvalidValueError
from intloffice.names.written import half_width
from intloffice.schema.money import Money, money_in, read_money


@pytest.mark.parametrize(
    ("written", "currency"),
    [
        ("12000", ""),
        ("12,000", ""),
        ("12 000.00", ""),
        ("+12000", ""),
        ("１２０００", ""),
        ("1.2万", ""),
        ("12000元", "CNY"),
        ("1.2万元", "CNY"),
        ("12000元整", "CNY"),
        ("¥12,000", "CNY"),
        ("￥12,000.00", "CNY"),
        ("RMB 12,000", "CNY"),
        ("¥12,000元", "CNY"),
        ("人民币1.2万元", "CNY"),
        ("12,000円", "JPY"),
        ("1.2万円", "JPY"),
        ("US$12,000", "USD"),
        ("12000美元", "USD"),
        ("12,000 US dollars", "USD"),
        ("€12k", "EUR"),
        ("12 000 euros", "EUR"),
    ],
)
def test_one_amount_is_read_from_every_usual_way_of_writing_it(written, currency):
    assert read_money(written) == Money(Decimal(12000), currency)


@pytest.mark.parametrize(
    "written", ["", "much", "1,5", "1,5万", "12000 a month", "(500)", "12-15", "1.2.3", "٣", "元"]
)
def test_what_is_no_amount_or_more_than_one_is_refused_with_the_text_quoted(written):
    with pytest.raises(InvalidValueError) as refused:
        read_money(written)
    assert refused.value.facts["value"] == written


def test_a_sign_that_several_countries_write_fits_each_of_them():
    assert read_money("¥500").may_be_in("JPY")
    assert read_money("$500").may_be_in("HKD")
    assert read_money("500").may_be_in("EUR")
    assert not read_money("US$500").may_be_in("HKD")
    assert not read_money("¥500").may_be_in("USD")


@given(st.decimals(0, 10**9, places=2))
def test_every_amount_is_read_back(amount):
    assert read_money(f"{amount:,}").amount == amount


@given(st.text() | st.from_regex(r"[¥$0-9,.万元 ]{1,12}"))
def test_what_is_read_strictly_is_read_loosely_alike(text):
    with suppress(InvalidValueError):
        assert read_money(text) == money_in(" ".join(half_width(text).split()))
