"""Values as people write them in registers: days, terms, money."""

import re
from calendar import monthrange
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from math import isfinite
from typing import Any, Literal

from intloffice.errors import InvalidValueError
from intloffice.names.written import half_width
from intloffice.schema.days import read_day, read_partial_day
from intloffice.schema.money import Money, money_in
from intloffice.spreadsheets.sheet import Unknown

#: Whether the day or the month is written first.
Order = Literal["dmy", "mdy"]

_NOTHING = frozenset(
    (
        *(
            "",
            "-",
            "--",
            "---",
            "–",
            "—",
            "/",
            "／",
            "?",
            "…",
            "*",
            "x",
            "ー",
            "―",
            "n/a",
            "na",
            "n.a",
        ),
        *("none", "nil", "no", "tbd", "tba", "tbc", "unknown", "not specified", "not stated"),
        *("not applicable", "not known", "to be determined", "无", "無", "なし", "未定", "不详"),
        *("不明", "未知", "暂无"),
    )
)
_OPEN = re.compile(
    r"until terminated.*|indefinite(?:ly)?|open[- ]?ended|permanent|no expiry|no end(?: date)?"
    r"|unlimited|no limit|perpetual|ongoing|forever|不限|无限期|無期限|永久|长期(?:有效)?"
    r"|無制限|期限なし|長期|无固定期限|期限の定めなし",
)
_RENEWING = re.compile(r"auto|renews? itself|tacit|evergreen|自动|自動", re.IGNORECASE)
_WORDS = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_NUMBERS = {
    **{word: number for number, word in enumerate(_WORDS)},
    **{sign: number for number, sign in enumerate("〇一二三四五六七八九十")},
    "两": 2,
}
_LENGTH = re.compile(
    rf"(?P<number>[0-9]+(?:\.[0-9])?|{'|'.join(_NUMBERS)})\s*(?:\([0-9]+\)|[(（][^)）]*[)）])?\s*-?\s*"
    r"(?P<unit>years?|yrs?\.?|y\b|年間|年|months?|mos?\.?|个月|個月|か月|ヶ月|ヵ月|カ月|月間|月)",
    re.IGNORECASE,
)
_RANGE = re.compile(
    r"^(?:from\s+)?(?P<first>.+?)"
    r"\s*(?:\bto\b|\buntil\b|\btill\b|[~～〜至到]|から|\s[-–—]+\s|--|—|–|-(?=\d{4}))\s*"
    r"(?P<last>.+?)(?:まで|止)?$",
    re.IGNORECASE,
)
_UNTIL = re.compile(
    r"^(?:valid )?(?:until|till|through|bis)\s+|\s*(?:まで|迄|[为為]止|止)$", re.IGNORECASE
)
_MONTH = 31
#: Not the end of 2016-09-01, which tells nothing of other days.
_SLASHED = re.compile(r"(?<![0-9])([0-9]{1,2})([/.-])([0-9]{1,2})\2([0-9]{4}|[0-9]{2})\.?")
#: As Excel shows a day of which only month and year matter.
_MONTH_OF_YEAR = re.compile(r"([A-Za-z]{3,9})[-'’]{1,2}([0-9]{2})")
_CLOCK = re.compile(r"[ T][0-9]{1,2}:[0-9]{2}(:[0-9]{2})?(\.[0-9]+)?( ?[ap]m)?$", re.IGNORECASE)
#: Months that no agreement and no stay lasts: 2017年9月31日 is no length of 2017 years.
LONGEST = 12 * 100
_MARKS = re.compile(r"\s*[(（](?:[^()（）]*)[)）]\s*$")
_WITH_YEAR = re.compile(r"(?:1[89]|2[01])[0-9]{2}|[0-9].*(?:年|[0-9]{2}$)")
#: 3.15 is a day of a year that is not told.
_WITHOUT_YEAR = re.compile(r"[0-9]{1,2}[-/.] ?[0-9]{1,2}\.?")
_REPUBLIC = re.compile(r"(?:中华民国|中華民國|民国|民國)([0-9]{1,3})(?=年)")
#: H19.11.2 and R2年5月: the first letter of an era stands for it.
_ERA = re.compile(r"(?P<era>[SHR])\.? ?(?P<year>[0-9]{1,2}|元)(?P<rest>[./年-].*)", re.IGNORECASE)
_ERAS = {"S": 1925, "H": 1988, "R": 2018}
_SERIALS = (20_000, 60_000)  # 1954 to 2064 in the days of Excel
_FIRST_SERIAL = date(1899, 12, 30)
_FIRST_YEAR, _LAST_YEAR = 1850, 2150
#: No day is a number beyond, and larger ones are no floating ones.
_LARGEST_NUMBER = 10**12


@dataclass(frozen=True)
class Span:
    """The first and the last day of what was written; one day where it was a day."""

    first: date
    last: date


@dataclass(frozen=True)
class Term:
    """How long something holds: months, days, without end, or nothing said."""

    months: int = 0
    first: Span | None = None
    last: Span | None = None
    open_ended: bool = False
    renews: bool = False
    nothing: bool = False


def plain(cell: Any) -> str:
    """Write what a cell holds as one line of half-width characters; an error says nothing."""
    if cell is None or isinstance(cell, Unknown):
        return ""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, datetime):
        return cell.isoformat(" ", "minutes")
    return " ".join(half_width(str(cell)).split())


def says_nothing(cell: Any) -> bool:
    """Tell whether a cell only says that there is nothing to say: “-”, “n/a”, “未定”."""
    return plain(cell).casefold().strip(" .") in _NOTHING


def day_order(cells: Iterable[Any]) -> tuple[Order, bool]:
    """Decide for cells whether the day or the month comes first, and whether that is sure.

    A number above twelve decides; where none does, the day comes first and that is a guess,
    unless no cell needs it.
    """
    day_first = month_first = unsure = 0
    for cell in cells:
        for found in _SLASHED.findall(plain(cell)) if isinstance(cell, str) else ():
            one, two = int(found[0]), int(found[2])
            day_first += one > 12 >= two
            month_first += two > 12 >= one
            unsure += one <= 12 and two <= 12 and one != two
    if month_first > day_first:
        return "mdy", not day_first
    return "dmy", bool(day_first and not month_first) or not (unsure or month_first)


def days(cell: Any, order: Order) -> Span | None:
    """Read a day, a month or a year; None where a cell says no such thing."""
    if isinstance(cell, bool | Unknown) or cell is None:
        return None
    if isinstance(cell, date):
        day = date(cell.year, cell.month, cell.day)
        return Span(day, day)
    if isinstance(cell, int | float):
        return _of_number(cell)
    text = _CLOCK.sub("", plain(cell)).strip(" .,;")
    if len(text) == 5 and text.isascii() and text.isdecimal():
        return _of_number(int(text))  # a serial that was kept as a text
    if found := _ERA.fullmatch(text):
        number = 1 if found["year"] == "元" else int(found["year"])
        text = f"{_ERAS[found['era'].upper()] + number}{found['rest']}"
    if found := _SLASHED.fullmatch(text):
        return _sensible(_slashed(found, "dmy" if found[2] == "." else order))
    text = _spelled_out(text)
    ways = (text, _MARKS.sub("", text), text.replace(" ", ""))
    return next((span for way in ways if (span := _sensible(_span(way)))), None)


def term(cell: Any) -> Term | None:
    """Read how long an agreement holds; None where that cannot be told.

    “5 Years”, “5年”, “until terminated”, “2018.1–2023.1”, “-”; a bare number is of years.
    """
    if says_nothing(cell):
        return Term(nothing=True)
    text = plain(cell)
    if re.fullmatch(r"[0-9]{1,2}(\.[0-9])?", text):
        return Term(months=round(float(text) * 12)) if float(text) else None
    if not isinstance(cell, str):
        return None
    last = days(_UNTIL.sub("", text), "dmy")
    if last and (last.last - last.first).days < _MONTH:
        return Term(last=last)  # 2024年5月6日まで is no length of 2024 years
    return _lasting(cell, text)


def _lasting(cell: str, text: str) -> Term | None:
    """Read a length, or that it has no end."""
    renewing = renews(cell)
    if found := _RANGE.match(text):
        first, last = days(found["first"], "dmy"), days(found["last"], "dmy")
        if first and (last or _OPEN.search(found["last"].casefold())):
            return Term(first=first, last=last, open_ended=not last, renews=renewing)
    if found := _LENGTH.search(text):
        months = _months(found)
        return Term(months=months, renews=renewing) if months <= LONGEST else None
    is_open = bool(_OPEN.search(text.casefold()))
    return Term(open_ended=is_open, renews=renewing) if is_open or renewing else None


def renews(cell: Any) -> bool:
    """Tell whether a text says that an agreement renews itself."""
    return bool(_RENEWING.search(plain(cell)))


def ends_after(first: date, months: int) -> date:
    """Give the last day of so many months from a day on."""
    year, month = divmod(first.year * 12 + first.month - 1 + months, 12)
    if year > _LAST_YEAR:
        return date(_LAST_YEAR, 12, 31)
    within = min(first.day, monthrange(year, month + 1)[1])
    return date(year, month + 1, within) - timedelta(days=1)


def money(cell: Any) -> Money | None:
    """Read an amount of money: “¥1.2万”, “US$ 3,000”, “(500)”; None where it is none."""
    if isinstance(cell, bool) or cell is None or isinstance(cell, date | Unknown):
        return None
    if isinstance(cell, int | float):
        return Money(Decimal(str(cell)))
    return money_in(plain(cell))


def _of_number(number: float) -> Span | None:
    if abs(number) > _LARGEST_NUMBER or not isfinite(number):
        return None
    if _FIRST_YEAR <= number <= _LAST_YEAR and number == int(number):
        return _year(int(number))
    if _SERIALS[0] <= number <= _SERIALS[1]:
        found = _FIRST_SERIAL + timedelta(days=int(number))
        return Span(found, found)
    whole = int(number)
    if 19_000_101 <= whole <= 21_501_231 and number == whole:
        return _span(str(whole))
    if _FIRST_YEAR <= number <= _LAST_YEAR:  # 2018.1 or 2018.12 as a number
        month = {1: 1, 2: 2}.get(len(f"{number:.4f}".rstrip("0").split(".")[1]))
        return _span(f"{number:.{month}f}") if month else None
    return None


def _slashed(found: re.Match[str], order: Order) -> Span | None:
    one, two, digits = int(found[1]), int(found[3]), found[4]
    year = int(digits) if len(digits) == 4 else _century(digits)
    day, month = (one, two) if order == "dmy" else (two, one)
    if month > 12 >= day:
        day, month = month, day
    try:
        made = date(year, month, day)
    except ValueError:
        return None
    return Span(made, made)


def _century(digits: str) -> int:
    return 2000 + int(digits) - 100 * (int(digits) > 50)


def _spelled_out(text: str) -> str:
    """Write Mar-12 and 民国107年 with the year that is meant."""
    if found := _MONTH_OF_YEAR.fullmatch(text):
        return f"{found[1]} {_century(found[2])}"
    if found := _REPUBLIC.match(text):
        return f"{1911 + int(found[1])}{text[found.end() :]}"
    return re.sub(r"(?<=[A-Za-z0-9]),(?=[0-9])", ", ", text)


def _span(text: str) -> Span | None:
    try:
        parts = read_partial_day(text)
    except InvalidValueError:
        return _whole_day(text)
    year, *rest = (int(part) for part in parts.split("-"))
    if not rest:
        return _year(year)
    if len(rest) == 1:
        return Span(date(year, rest[0], 1), date(year, rest[0], monthrange(year, rest[0])[1]))
    return Span(date(year, *rest), date(year, *rest))


def _whole_day(text: str) -> Span | None:
    """Read a day whose year is written."""
    if not _WITH_YEAR.search(text) or _WITHOUT_YEAR.fullmatch(text):
        return None
    try:
        found = read_day(text, date(2000, 1, 1))
    except InvalidValueError:
        return None
    return Span(found, found)


def _year(year: int) -> Span:
    return Span(date(year, 1, 1), date(year, 12, 31))


def _sensible(span: Span | None) -> Span | None:
    return span if span and _FIRST_YEAR <= span.first.year <= _LAST_YEAR else None


def _months(found: re.Match[str]) -> int:
    word = found["number"].casefold()
    number = float(_NUMBERS[word]) if word in _NUMBERS else float(word)
    is_year = found["unit"].casefold()[0] in "y年"
    return round(min(number, LONGEST + 1) * (12 if is_year else 1))
