"""Days as people type them."""

import re
from contextlib import suppress
from datetime import MAXYEAR, date, timedelta

from intloffice.errors import InvalidValueError
from intloffice.i18n import N_
from intloffice.names.folding import fold

_NOT_A_DAY = N_("“{text}” is not a date; write it as {example}.")
_NO_SUCH_DAY = N_("“{text}” is not a day of the calendar.")
_EITHER = N_("“{text}” may be {one} or {other}; write the one that is meant.")
_EXAMPLE = "2018-01-05"

_NAMED = {
    **dict.fromkeys(("today", "今天", "今日", "本日"), 0),
    **dict.fromkeys(("tomorrow", "明天", "明日"), 1),
    **dict.fromkeys(("yesterday", "昨天", "昨日"), -1),
    **dict.fromkeys(("后天", "後天", "明後日"), 2),
    **dict.fromkeys(("前天", "一昨日"), -2),
}
_MONTHS = "janfebmaraprmayjunjulaugsepoctnovdec"
_ERAS = {"明治": 1867, "大正": 1911, "昭和": 1925, "平成": 1988, "令和": 2018}
_NUMERALS = str.maketrans("〇○零一二三四五六七八九元", "0001234567891")
_TENS = re.compile(r"([1-9]?)十([1-9]?)")

_MONTH = (
    r"(?P<word>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
_YEAR = r"(?P<year>[0-9]{4})"
_SHORT_OR_LONG_YEAR = r"(?P<year>[0-9]{4}|'?[0-9]{2})"
_DAY_OF_MONTH = r"(?P<day>[0-9]{1,2})(?:st|nd|rd|th)?"
#: A weekday may stand before or after, and is not compared with the day.
_WEEKDAY = r"(?:(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*\.?,? )?"
_DAYS = tuple(
    re.compile(pattern)
    for pattern in (
        rf"{_YEAR}(?P<sign>[-/.]) ?(?P<month>[0-9]{{1,2}})(?P=sign) ?(?P<day>[0-9]{{1,2}})\.?",
        r"(?P<year>[0-9]{4})(?P<month>[0-9]{2})(?P<day>[0-9]{2})",
        r"(?P<year>[0-9]{4}) ?年 ?(?P<month>[0-9]{1,2}) ?月 ?(?P<day>[0-9]{1,2}) ?[日号號]?",
        r"(?P<month>[0-9]{1,2}) ?月 ?(?P<day>[0-9]{1,2}) ?[日号號]",
        rf"(?P<day>[0-9]{{1,2}})\. ?(?P<month>[0-9]{{1,2}})\. ?{_SHORT_OR_LONG_YEAR}",
        rf"(?P<day>[0-9]{{1,2}})(?P<slash>[/-])(?P<month>[0-9]{{1,2}})(?P=slash){_SHORT_OR_LONG_YEAR}",
        rf"{_WEEKDAY}{_DAY_OF_MONTH}[- ]?(?:of )?{_MONTH}[-, ]*{_SHORT_OR_LONG_YEAR}?",
        rf"{_WEEKDAY}{_MONTH} ?{_DAY_OF_MONTH}(?:,? ?{_YEAR})?",
        rf"{_YEAR}[- ]{_MONTH}[- ]{_DAY_OF_MONTH}",
    )
)
#: Day and month without the year, whichever comes first.
_PAIR = re.compile(r"(?P<one>[0-9]{1,2})(?P<sign>[-/.]) ?(?P<two>[0-9]{1,2})(?P<dot>\.?)")
_PARTS = tuple(
    re.compile(pattern)
    for pattern in (
        rf"{_YEAR} ?年?",
        rf"{_YEAR} ?[-/.年] ?(?P<month>[0-9]{{1,2}}) ?月?",
        rf"(?P<month>[0-9]{{1,2}})[-/.]{_YEAR}",
        rf"{_MONTH},? ?{_YEAR}",
        rf"{_YEAR} {_MONTH}",
    )
)


def read_day(text: str, today: date, *, month_first: bool = False, year: int | None = None) -> date:
    """Read a day typed in English, Chinese or Japanese; ``today`` is what ``+7`` counts from.

    Without a year ``year`` is meant, or that of ``today``, and ``18`` is the year with that ending
    from 79 years before it to 20 after. ``5.1.18`` and ``5/1/2018`` are the fifth of January; month
    before day is accepted after a slash where nothing else is possible. ``3.15`` and ``15.3`` are
    the fifteenth of March; ``3.5`` is the fifth of March where one writes the month first, and
    is refused elsewhere. Raises :class:`InvalidValueError`.
    """
    plain = _plain(text)
    within = today if year is None else date(year, 1, 1)
    if plain in _NAMED:
        return _after(today, _NAMED[plain], text)
    if moved := re.fullmatch(r"([-+])([0-9]{1,6})", plain):
        return _after(today, int(moved[1] + moved[2]), text)
    for pattern in _DAYS:
        if found := pattern.fullmatch(plain):
            return _day(found.groupdict(), within, text)
    if pair := _PAIR.fullmatch(plain):
        return _day_of_year(pair, within.year, text, month_first=month_first)
    raise InvalidValueError(_NOT_A_DAY, text=text, example=_EXAMPLE)


def read_partial_day(text: str) -> str:
    """Read a date known to the day, month or year: ``1972-09-29``, ``1998-03`` or ``1987``.

    The year needs its four digits. Raises :class:`InvalidValueError`.
    """
    plain = _plain(text)
    for pattern in _PARTS:
        if found := pattern.fullmatch(plain):
            parts = found.groupdict()
            month = _month(parts)
            if (month is not None and not 1 <= month <= 12) or int(parts["year"]) < 1:
                raise InvalidValueError(_NO_SUCH_DAY, text=text)
            return parts["year"] if month is None else f"{parts['year']}-{month:02}"
    for pattern in _DAYS:
        if (found := pattern.fullmatch(plain)) and len(found.groupdict().get("year") or "") == 4:
            return _day(found.groupdict(), date.min, text).isoformat()
    raise InvalidValueError(_NOT_A_DAY, text=text, example=f"{_EXAMPLE}, 2018-01, 2018")


def _plain(text: str) -> str:
    """Fold a text, with Chinese numerals and Japanese years put in figures."""
    plain = " ".join(fold(text).replace("−", "-").replace("–", "-").split())
    if plain in _NAMED or not re.search("[年月]", plain):
        return plain
    plain = re.sub(r" ?\(.\)$| ?(?:星期|周).$", "", plain).translate(_NUMERALS)
    plain = _TENS.sub(lambda found: f"{found[1] or 1}{found[2] or 0}", plain)
    return re.sub(
        f"^({'|'.join(_ERAS)}) ?([0-9]{{1,2}})(?= ?年)",
        lambda found: str(_ERAS[found[1]] + int(found[2])),
        plain,
    )


def _after(today: date, days: int, text: str) -> date:
    try:
        return today + timedelta(days=days)
    except OverflowError:
        raise InvalidValueError(_NO_SUCH_DAY, text=text) from None


def _day(parts: dict[str, str | None], today: date, text: str) -> date:
    year, month, day = _year(parts.get("year"), today), _month(parts) or 0, int(parts["day"] or 0)
    if parts.get("slash") == "/" and month > 12:
        month, day = day, month
    try:
        return date(year, month, day)
    except ValueError:
        raise InvalidValueError(_NO_SUCH_DAY, text=text) from None


def _day_of_year(pair: re.Match[str], year: int, text: str, *, month_first: bool) -> date:
    """Tell which day two numbers are; ``5.1.`` with its second dot has the day first."""
    one, two = int(pair["one"]), int(pair["two"])
    usual, other = ((one, two), (two, one)) if month_first else ((two, one), (one, two))
    found: list[date] = []
    for month, day in dict.fromkeys((usual, other)):
        with suppress(ValueError):
            found.append(date(year, month, day))
    if not found:
        raise InvalidValueError(_NO_SUCH_DAY, text=text)
    dotted = pair["sign"] == "." and bool(pair["dot"])
    if len(found) > 1 and not month_first and not dotted:
        raise InvalidValueError(_EITHER, text=text, one=str(found[0]), other=str(found[1]))
    return found[0]


def _month(parts: dict[str, str | None]) -> int | None:
    if word := parts.get("word"):
        return _MONTHS.index(word[:3]) // 3 + 1
    return int(number) if (number := parts.get("month")) else None


def _year(digits: str | None, today: date) -> int:
    if not digits:
        return today.year
    if len(digits) == 4:
        return int(digits)
    latest = min(today.year + 20, MAXYEAR)
    return latest - (latest - int(digits.strip("'"))) % 100
