"""Money as people write it: with signs, names of currencies, and 万."""

import re
from dataclasses import dataclass, field
from decimal import Decimal

from intloffice.errors import InvalidValueError
from intloffice.i18n import N_
from intloffice.names.written import half_width

_NOT_AN_AMOUNT = N_("“{value}” is not an amount; write it as {example}.")
_AMOUNT = re.compile(
    r"(?P<sign>[-−(]?)(?P<figures>[0-9][0-9,.' ]*)(?P<times>万|萬|千|億|亿|k|m)?", re.I
)
_TIMES = {"千": 10**3, "k": 10**3, "万": 10**4, "萬": 10**4, "m": 10**6, "億": 10**8, "亿": 10**8}
#: The more special first: 美元 is no 元, and HK$ no $.
_CURRENCIES = (
    ("HKD", r"hk\$|hkd|港币|港元|香港ドル"),
    ("TWD", r"nt\$|twd|新台币|台币|新臺幣|台湾ドル"),
    ("AUD", r"(?<![a-z])au?\$|aud|澳元|澳大利亚元|豪ドル"),
    ("CAD", r"(?<![a-z])ca?\$|cad|加元|加拿大元|カナダドル"),
    ("SGD", r"(?<![a-z])s\$|sgd|新加坡元|新元"),
    ("USD", r"us\$|usd|美元|美金|米ドル|\$|(?:us )?dollars?"),
    ("EUR", r"euros?|eur|€|欧元|ユーロ"),
    ("GBP", r"gbp|£|英镑|英鎊|ポンド|sterling"),
    ("JPY", r"jpy|日元|円|日圆|日圓|\byen\b"),
    ("KRW", r"krw|₩|韩元|韩币|ウォン|\bwon\b"),
    ("CHF", r"chf|sfr|瑞士法郎|スイスフラン"),
    ("RUB", r"rub|₽|卢布|ルーブル"),
    ("CNY", r"cny|rmb|人民币|人民元|元|yuan|¥|￥"),
)
_ANY_CURRENCY = re.compile("|".join(rf"\s*(?:{signs})\s*" for _, signs in _CURRENCIES))
#: Signs that the money of several countries has.
_SHARED = {
    "¥": ("CNY", "JPY"),
    "￥": ("CNY", "JPY"),
    "$": ("USD", "HKD", "TWD", "AUD", "CAD", "SGD", "NZD"),
    "元": ("CNY", "HKD", "TWD"),
}
#: A comma stands between groups of three figures only: ``1,5`` may be meant as one and a half.
_PLAINLY = re.compile(r"[0-9]{1,3}([,' ][0-9]{3})+(\.[0-9]*)?|[0-9]+(\.[0-9]*)?")
#: What is written after an amount so that nothing can be added to it, and before one for more.
_CLOSED = " +整正也"
_EXAMPLE = "12000"


@dataclass(frozen=True)
class Money:
    """An amount, with its currency where one is written; ``others`` may be meant by the sign."""

    amount: Decimal
    currency: str = ""
    others: tuple[str, ...] = field(default=(), compare=False)

    def may_be_in(self, currency: str) -> bool:
        """Tell whether the amount may be in a currency: in each where none is written."""
        return not self.currency or currency in (self.currency, *self.others)


def money_in(text: str) -> Money | None:
    """Read the amount that a text names, whatever else it says; None where it names none."""
    found = _AMOUNT.search(text)
    amount = _figures(found["figures"].strip(" ,.'")) if found else None
    return _money(found, amount) if found and amount is not None else None


def read_money(text: str) -> Money:
    """Read an amount that was typed: “12,000”, “1.2万”, “¥12,000”, “12000元”.

    Raises :class:`InvalidValueError` where anything else is written.
    """
    plain = " ".join(half_width(text).split())
    found = _AMOUNT.search(plain)
    figures = found["figures"].strip() if found else ""
    if not found or not _PLAINLY.fullmatch(figures) or _ANY_CURRENCY.sub("", _around(found)):
        raise InvalidValueError(_NOT_AN_AMOUNT, value=text[:80], example=_EXAMPLE)
    return _money(found, Decimal(re.sub("[,' ]", "", figures)))


def currency_in(text: str) -> str:
    """Tell the currency that a text names by its code, its sign or in words."""
    rest = half_width(text).casefold()
    return next((code for code, signs in _CURRENCIES if re.search(signs, rest)), "")


def times(sign: str) -> int:
    """Tell how many 万, 千 or 億 are."""
    return _TIMES.get(sign.lower(), 1)


def _money(found: re.Match[str], amount: Decimal) -> Money:
    amount *= times(found["times"] or "")
    around = _around(found)
    currency = currency_in(around)
    others = tuple(code for code in _SHARED.get(around, ()) if code != currency)
    return Money(-amount if found["sign"] else amount, currency, others)


def _around(found: re.Match[str]) -> str:
    """Give what is written beside the figures."""
    return (found.string[: found.start()] + found.string[found.end() :]).casefold().strip(_CLOSED)


def _figures(written: str) -> Decimal | None:
    bare = written.replace(" ", "").replace("'", "")
    if re.fullmatch(r"[0-9]{1,3}(\.[0-9]{3})+,[0-9]{1,2}|[0-9]+,[0-9]{1,2}", bare):
        bare = bare.replace(".", "").replace(",", ".")
    bare = bare.replace(",", "")
    return Decimal(bare) if re.fullmatch(r"[0-9]+(\.[0-9]+)?", bare) else None
