"""Agreements as the sample's tables give them, and how they are added."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from intloffice.i18n import LOCALES, language
from intloffice.operations.sample.bodies import Body
from intloffice.operations.sample.book import Book, in_three
from intloffice.operations.sample.ours import SCHOOLS
from intloffice.records.agreement import AGREEMENT

FRAMEWORK, COMPREHENSIVE = "framework", "comprehensive cooperation"
EXCHANGE, DEGREE, DOCTORAL = "student exchange", "joint degree", "doctoral co-supervision"
LABORATORY, STAFF, INTENT, AMENDMENT = (
    "joint laboratory",
    "staff",
    "letter of intent",
    "amendment",
)
ENDS, RENEWS, OPEN = "fixed", "automatic", "open-ended"

_TITLES = {
    FRAMEWORK: ("Framework agreement with {}", "与{}的合作框架协议", "{}との学術交流協定"),
    COMPREHENSIVE: (
        "Agreement on comprehensive cooperation with {}",
        "与{}的全面合作协议",
        "{}との包括協力協定",
    ),
    EXCHANGE: ("Student exchange agreement with {}", "与{}的学生交流协议", "{}との学生交流協定"),
    DEGREE: ("Dual degree agreement with {}", "与{}的双学位协议", "{}とのダブルディグリー協定"),
    DOCTORAL: (
        "Agreement on joint doctoral supervision with {}",
        "与{}的博士联合培养协议",
        "{}との博士共同指導協定",
    ),
    LABORATORY: (
        "Agreement on a joint laboratory with {}",
        "与{}共建联合实验室的协议",
        "{}との共同研究室設置協定",
    ),
    STAFF: ("Staff exchange agreement with {}", "与{}的教师交流协议", "{}との教員交流協定"),
    INTENT: ("Letter of intent with {}", "与{}的合作意向书", "{}との趣意書"),
    AMENDMENT: ("Amendment agreed with {}", "与{}的协议修正案", "{}との協定改正"),
}
_PRESIDENT = ("President", "校长", "学長")
_DEAN = ("Dean", "院长", "学院長")
_NATIVE = {"DE": "de", "FR": "fr", "JP": "ja", "IT": "it", "RU": "ru", "KR": "ko"}


@dataclass(frozen=True)
class Deal:
    """An agreement.

    ``spans`` are its terms as ``from..until``; ``signed`` are the days on which we and then each
    of the partners signed ("" for not yet), all on the first day where none are given;
    ``places`` are outbound, inbound and months each.
    """

    key: str
    kind: str
    theirs: tuple[str, ...]
    renewal: str
    spans: tuple[str, ...]
    signed: tuple[str, ...] = ()
    unsigned: bool = False
    level: str = "university"
    ours: str = "cqu"
    ended: tuple[str, str] = ("", "")
    replaces: str = ""
    parent: str = ""
    meeting: str = ""
    places: tuple[int, int, int] = (0, 0, 0)
    confidential: bool = False
    notes: str = ""


def add_deals(book: Book, deals: Sequence[Deal], bodies: Sequence[Body]) -> None:
    """Add agreements, each after those to which it refers."""
    by_key = {body.key: body for body in bodies}
    numbers: Counter[str] = Counter()
    for deal in deals:
        country, year = by_key[deal.theirs[0]].country, deal.spans[0][:4]
        numbers[country + year] += 1
        reference = f"{country}-{year}-{numbers[country + year]:02}"
        _add_deal(book, deal, reference, [by_key[key] for key in deal.theirs])


def _add_deal(book: Book, deal: Deal, reference: str, partners: Sequence[Body]) -> None:
    country = partners[0].country
    book.add(
        AGREEMENT,
        deal.key,
        {
            "reference": reference,
            "kind": deal.kind,
            "level": deal.level,
            "parent_id": book.id("agreement", deal.parent),
            "replaces_id": book.id("agreement", deal.replaces),
            "renewal": deal.renewal,
            "notice_months": 6 if deal.renewal == RENEWS else None,
            "responsible_id": book.person("officer-japan" if country == "JP" else "officer-west"),
            "languages": ("en", "zh", *((_NATIVE[country],) if country in _NATIVE else ())),
            "meeting_id": book.id("meeting", deal.meeting),
            "confidential": deal.confidential,
            "notes": deal.notes,
            "tags": ("invented",),
        }
        | in_three("title", _titles(deal.kind, partners)),
        party=_parties(book, deal),
        signatory=[] if deal.unsigned else _signatories(book, deal),
        term=_terms(deal),
        condition=_conditions(deal, country),
    )


def _titles(kind: str, partners: Sequence[Body]) -> list[str]:
    return [
        template.format(language(code).listed([body.called[place] for body in partners]))
        for place, (code, template) in enumerate(zip(LOCALES, _TITLES[kind], strict=True))
    ]


def _parties(book: Book, deal: Deal) -> list[dict[str, Any]]:
    sides = [("ours", deal.ours), *(("theirs", key) for key in deal.theirs)]
    return [
        {"side": side, "organisation_id": book.org(key), "role": "party"} for side, key in sides
    ]


def _signatories(book: Book, deal: Deal) -> list[dict[str, Any]]:
    parties = (deal.ours, *deal.theirs)
    days = deal.signed or (deal.spans[0][:10],) * len(parties)
    schools = {key for key, *_ in SCHOOLS}
    return [
        {
            "on_behalf_of_id": book.org(key),
            "signed_on": day,
            "place": "Chongqing" if day and key == deal.ours else "",
        }
        | in_three("title", _DEAN if deal.ours in schools else _PRESIDENT)
        for key, day in zip(parties, days, strict=True)
    ]


def _terms(deal: Deal) -> list[dict[str, Any]]:
    terms: list[dict[str, Any]] = []
    for number, span in enumerate(deal.spans):
        begins, _, ends = span.partition("..")
        basis = "renewed" if number else "first"
        terms.append({"effective_from": begins, "effective_until": ends, "basis": basis})
    terms[-1]["ended_on"], terms[-1]["ended_why"] = deal.ended
    return terms


#: Where a part of an exchange may be spent online.
_BLENDED = frozenset(("DE", "FR", "GB", "NL"))


def _conditions(deal: Deal, country: str) -> list[dict[str, Any]]:
    out, back, months = deal.places
    if not months:
        return []
    common = {
        "mobility_type": "student studies",
        "months": months,
        "eqf_levels": ("6", "7"),
        "isced_codes": ("0711", "0732"),
        "blended": country in _BLENDED,
    }
    return [
        common
        | {
            "direction": "outbound",
            "places_a_year": out,
            "language": _NATIVE.get(country, "en"),
            "cefr": "B2",
        },
        common | {"direction": "inbound", "places_a_year": back, "language": "zh", "cefr": "B1"},
    ]
