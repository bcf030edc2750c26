"""Money to persons: Sylff's 21 students of 2013-2017, and grants of other funders."""

from decimal import Decimal

from intloffice.operations.sample.book import Book
from intloffice.records.award import AWARD
from intloffice.records.person import PERSON

#: Sylff in yuan: a student's amounts by year. 21 of them have one in 2013-2017, where each has
#: between 10,000 and 20,000 in all.
_SYLFF: tuple[dict[int, int], ...] = (
    {2010: 10_000},
    {2010: 12_000},
    {2010: 8_000, 2011: 8_000},
    {2011: 10_000},
    {2011: 15_000},
    {2012: 10_000},
    {2012: 10_000, 2013: 10_000},
    {2013: 10_000},
    {2013: 12_000},
    {2013: 8_000, 2014: 8_000},
    {2013: 15_000},
    {2014: 10_000},
    {2014: 15_000},
    {2014: 10_000, 2015: 10_000},
    {2014: 12_000},
    {2015: 20_000},
    {2015: 10_000},
    {2015: 6_000, 2016: 6_000},
    {2015: 18_000},
    {2016: 10_000},
    {2016: 15_000},
    {2016: 9_000, 2017: 9_000},
    {2016: 20_000},
    {2017: 10_000},
    {2017: 12_000},
    {2017: 16_000},
    {2017: 20_000},
    {2018: 20_000},
    {2018: 15_000},
)
#: Others: key, programme, funder, student (one who stays abroad, or an expert), year, amount,
#: currency, per.
_OTHERS = (
    ("daad-1", "daad-scholarship", "daad", "o-DE-2013-1", 2013, 850, "EUR", "month"),
    ("daad-2", "daad-scholarship", "daad", "o-DE-2015-1", 2015, 9_000, "EUR", "whole"),
    ("daad-3", "daad-scholarship", "daad", "o-DE-2016-1", 2016, 10_200, "EUR", "year"),
    ("daad-4", "daad-scholarship", "daad", "o-DE-2016-1", 2017, 10_200, "EUR", "year"),
    ("daad-5", "daad-scholarship", "daad", "o-DE-2017-1", 2017, Decimal("4250.50"), "EUR", "whole"),
    ("humboldt-1", "humboldt-fellowship", "humboldt", "o-DE-2017-2-1", 2017, 31_800, "EUR",
     "year"),
    ("chevening-1", "government-scholarship", "british-council", "o-GB-2016-1", 2016, 12_000,
     "GBP", "whole"),
    ("government-1", "government-scholarship", "csc", "i-DE-2016-1", 2016, 36_000, "CNY", "year"),
    ("government-2", "government-scholarship", "csc", "i-DE-2017-1", 2017, 36_000, "CNY", "year"),
    ("confucius-1", "confucius", "hanban", "i17-osaka-1", 2017, 2_500, "CNY", "month"),
    ("jasso-1", "jasso-exchange", "jasso", "o18-kyushu-1", 2018, 80_000, "JPY", "month"),
    ("jasso-2", "jasso-exchange", "jasso", "o18-kyushu-2", 2018, 80_000, "JPY", "month"),
)  # fmt: skip


def fill_awards(book: Book) -> None:
    """Add the awards; Sylff's fellows are people of their own."""
    for number, amounts in enumerate(_SYLFF, 1):
        fellow = f"fellow-{number}"
        book.add(PERSON, fellow, book.names.person("CN"))
        for year, amount in amounts.items():
            per = "year" if len(amounts) > 1 else "whole"
            row = (f"{fellow}-{year}", "sylff", "nippon-foundation", fellow, year, amount)
            _add(book, (*row, "CNY", per))
    for award in _OTHERS:
        _add(book, award)


def _add(book: Book, award: tuple[str, str, str, str, int, Decimal | int, str, str]) -> None:
    key, programme, funder, recipient, year, amount, currency, per = award
    book.add(
        AWARD,
        key,
        {
            "programme_id": book.id("programme", programme),
            "funder_id": book.org(funder),
            "recipient_id": book.person(recipient),
            "recipient_kind": "student",
            "year": year,
            "amount": amount,
            "currency": currency,
            "per": per,
            "paid_on": f"{year}-06-15" if year < 2018 else "",
        },
    )
