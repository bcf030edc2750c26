"""Academic years and semesters as registers write them."""

import re
from datetime import date
from typing import Any

from intloffice.spreadsheets.registers.values import Span, days, plain

_YEARS = re.compile(r"((?:19|20)[0-9]{2})\s*(?:[-–—/~～至]\s*((?:19|20)?[0-9]{2}))?")
_SPRING = re.compile(
    r"spring|summer (?:term|semester)|sose|春|下学期|第二学期|第2学期|下半|2nd|second|\bss\b"
    r"|学期2|[-/]2$",
    re.IGNORECASE,
)
_AUTUMN = re.compile(
    r"fall|autumn|winter|wise|秋|上学期|第一学期|第1学期|上半|1st|first|\bws\b|学期1|[-/]1$", re.I
)
#: What stands beside a year where a day is meant that there is not, as the 31st of September.
_OF_A_DAY = re.compile(
    r"\s*[年./-]\s*(?:[0-9]{1,2}\s*[月./-]\s*[0-9]{1,2}(?![0-9])|(?:1[3-9]|[2-9][0-9])(?![0-9]))"
)
_DAY_BEFORE = re.compile(r"(?<![0-9])[0-9]{1,2}\s*[./-]\s*[0-9]{1,2}\s*[./-]\s*$")
_ERA = re.compile(r"((?:平成|昭和|令和)\s*(?:[0-9]{1,2}|元)年)(?=度)")
_FISCAL = re.compile(r"年?度|fiscal|\bfy", re.IGNORECASE)


def of_year(cell: Any) -> Span | None:
    """Read “2017/2018”, “Fall 2017”, “2017-2018学年第二学期”, “2017年度”: its first and last day.

    An academic year begins in September and its second half in February of the next year; a
    Japanese 年度 in April. The calendar of one university is not that of another: what the cell
    said stands beside it. A day that there is not, as 2017.9.31, is no year.
    """
    text = plain(cell)
    if era := _ERA.match(text):
        begun = days(era[1], "dmy")
        text = f"{begun.first.year}{text[era.end() :]}" if begun else text
    found = _YEARS.search(text)
    if not found or _DAY_BEFORE.search(text[: found.start()]):
        return None
    if _OF_A_DAY.match(text[found.end(1) :]) and found[2] is None:
        return None
    first = int(found[1])
    follows = found[2] is not None and int(found[2]) % 100 == (first + 1) % 100
    if found[2] is not None and not follows:
        last = int(found[2])
        return Span(date(first, 1, 1), date(last, 12, 31)) if first < last < 2100 else None
    return _part_of(first, f"{text[found.end() :]} {text[: found.start()]}".strip(), follows)


def _part_of(first: int, rest: str, follows: bool) -> Span:
    """Tell the part of a year, or of two, that the words beside the figures mean."""
    if _SPRING.search(rest):
        year = first + 1 if follows else first
        return Span(date(year, 2, 1), date(year, 7, 31))
    if _AUTUMN.search(rest):
        return Span(date(first, 9, 1), date(first + 1, 1, 31))
    if follows:
        return Span(date(first, 9, 1), date(first + 1, 8, 31))
    if _FISCAL.search(rest):
        return Span(date(first, 4, 1), date(first + 1, 3, 31))
    return Span(date(first, 1, 1), date(first, 12, 31))
