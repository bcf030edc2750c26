"""Understand the rows of a register of agreements."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from intloffice.i18n import N_
from intloffice.names.written import Organisation, organisation_key, organisations
from intloffice.records.agreement import AGREEMENT
from intloffice.spreadsheets.entry import Entry, Pointer, RowEntry
from intloffice.spreadsheets.registers.bodies import Bodies, language_of, lasting_id
from intloffice.spreadsheets.registers.mapping import Reading
from intloffice.spreadsheets.registers.matching import Organisations
from intloffice.spreadsheets.registers.nations import countries
from intloffice.spreadsheets.registers.refusing import refused
from intloffice.spreadsheets.registers.values import (
    Span,
    Term,
    days,
    ends_after,
    plain,
    renews,
    says_nothing,
    term,
)

_KINDS = tuple(
    (kind, re.compile(words, re.IGNORECASE))
    for kind, words in (
        ("amendment", r"amend|addend|supplement|annex|补充|附件|修正|変更"),
        (
            "joint degree",
            r"joint (?:degree|program)|dual|double|2\+2|3\+1|联合培养|双学位|共同学位|ダブル",
        ),
        ("doctoral co-supervision", r"co-?supervis|cotutelle|联合指导|共同指導"),
        ("joint laboratory", r"laborator|实验室|研究中心|joint (?:research )?cent"),
        ("student exchange", r"student|交换生|学生|留学|\bsea\b|erasmus"),
        ("scholarship", r"scholarship|奖学金|奨学金"),
        ("staff", r"staff|faculty exchange|教师|教職員"),
        ("letter of intent", r"intent|\bloi\b|意向"),
        ("comprehensive cooperation", r"comprehensive|strategic|全面|战略|包括"),
        (
            "framework",
            r"memorand|\bmou\b|\bmoa\b|framework|general|umbrella|co-?operation|academic exchange"
            r"|备忘录|框架|合作协议|校际|学術交流|学术交流|大学間|覚書|exchange|交流",
        ),
    )
)
_LEVELS = (
    ("school", re.compile(r"facult|school|depart|院级|院系|部局|学部", re.IGNORECASE)),
    ("alliance", re.compile(r"alliance|consorti|network|联盟|連合", re.IGNORECASE)),
    ("centre", re.compile(r"cent(?:re|er)|中心|センター", re.IGNORECASE)),
)
#: Between the cities of several partners.
_CITIES = re.compile(r"[/／;；、|]")
#: Kinds and titles that tell of agreements between schools.
_OF_SCHOOLS = re.compile(r"部局間|院级|院系级|faculty[- ]level|departmental", re.IGNORECASE)


@dataclass(frozen=True)
class _Dates:
    signed: Span | None
    first: date | None
    last: date | None
    open_ended: bool
    renews: bool


class Agreements:
    """Makes agreements of rows; what they name is found or made by ``bodies``."""

    def __init__(
        self, bodies: Bodies, known: Organisations, reading: Reading, about: str = ""
    ) -> None:
        self._bodies, self._reading = bodies, reading
        #: What is written above the table tells the kind where no column does.
        self._about = "" if "kind" in reading.columns.values() else about
        self._ours = known.ours[0] if len(known.ours) == 1 else None
        self._ours_units = known.units.get(self._ours.id, []) if self._ours else []

    def look(self, said: Mapping[str, Any], group: str) -> None:
        """Remember what a row says about countries, before any row is taken."""
        for each in self._partners(said, group):
            self._bodies.note_country(each)

    def take(self, row: RowEntry, said: Mapping[str, Any], group: str, notes: list[str]) -> Entry:
        """Make an agreement of what a row says, by target.

        Raise RefusedError with the target in its facts, where it cannot be made.
        """
        partners = self._partners(said, group)
        if not partners:
            raise refused("partner", N_("The row names no partner."))
        dates = self._dates(said)
        row.owner = self._identity(said, partners, dates)
        cell = row.cell("partner")
        met = [self._bodies.meant(each, row, cell) for each in partners]
        doubtful = [each.name for each, uuid in zip(partners, met, strict=True) if uuid is None]
        if doubtful:
            template = N_("“{name}” may be an organisation on record; it must be said which.")
            raise refused("partner", template, name=doubtful[0][:80])
        uuids = [*dict.fromkeys(uuid for uuid in met if uuid)]
        ours = self._our_side(said)
        row.values |= self._own(said, partners, dates, bool(ours and ours != self._our_uuid))
        row.values["notes"] = "\n".join([*notes, *self._of_several(said, partners)])
        entry = Entry(AGREEMENT, row.owner, row, {"party": [], "signatory": [], "term": []})
        parties = [("theirs", uuid) for uuid in uuids] + ([("ours", ours)] if ours else [])
        for side, uuid in parties:
            _belonging(
                entry, "party", {"side": side, "role": "party"}, organisation_id=Pointer(uuid=uuid)
            )
            if dates.signed:
                signed = {"signed_on": dates.signed.first}
                _belonging(entry, "signatory", signed, on_behalf_of_id=Pointer(uuid=uuid))
        if dates.first:
            lasting = {"effective_from": dates.first, "effective_until": dates.last}
            _belonging(entry, "term", {**lasting, "basis": "first"})
        return entry

    @property
    def _our_uuid(self) -> str:
        return self._ours.uuid if self._ours else ""

    def _partners(self, said: Mapping[str, Any], group: str) -> list[Organisation]:
        if says_nothing(said.get("partner")):
            return []
        found = organisations(str(said["partner"]))
        codes = countries(said.get("country"))
        if not codes and "country" not in said:
            codes = countries(group)
        if len(found) == 1:
            found = [_with_more(found[0], said)]
        cities = [city.strip() for city in _CITIES.split(plain(said.get("city")))]
        if len(found) > 1 and len(cities) == len(found):
            found = [
                replace(each, city=each.city or city)
                for each, city in zip(found, cities, strict=True)
            ]
        return [
            each
            if each.country or not codes
            else replace(each, country=codes[at] if len(codes) == len(found) else codes[0])
            for at, each in enumerate(found)
        ]

    def _of_several(self, said: Mapping[str, Any], partners: list[Organisation]) -> list[str]:
        """List what is said beside several partners, and not of which of them."""
        if len(partners) < 2:
            return []
        texts = {name: plain(said.get(name)) for name in ("partner_other", "unit", "city")}
        if all(each.city for each in partners):
            texts.pop("city")
        return [text for text in texts.values() if text and not says_nothing(text)]

    def _dates(self, said: Mapping[str, Any]) -> _Dates:
        signed, _ = self._day("signed_on", said)
        start, in_start = self._day("effective_from", said)
        end, in_end = self._day("effective_until", said)
        length = self._term(said)
        terms = [each for each in (length, in_end, in_start) if each]
        first = next((t.first for t in terms if t.first), None)
        last = next((t.last for t in terms if t.last), None)
        begun = (start or first or signed or Span(date.min, date.min)).first
        months = next((t.months for t in terms if t.months), 0)
        until = end or last
        ended = until.last if until else None
        if ended is None and months and begun != date.min:
            ended = ends_after(begun, months)
        return _Dates(
            signed,
            None if begun == date.min else begun,
            ended,
            ended is None and any(t.open_ended for t in terms),
            any(t.renews for t in terms),
        )

    def _day(self, target: str, said: Mapping[str, Any]) -> tuple[Span | None, Term | None]:
        cell = said.get(target)
        if says_nothing(cell):
            return None, None
        found = days(cell, self._reading.order_of(target))
        if found:
            return found, Term(renews=renews(cell))
        other = term(cell) if not isinstance(cell, int | float) else None
        if other is None:
            template = N_("“{value}” is not a date that can be understood.")
            raise refused(target, template, value=plain(cell)[:80] or str(cell)[:80])
        return None, other

    def _term(self, said: Mapping[str, Any]) -> Term | None:
        cell = said.get("term")
        if says_nothing(cell):
            return None
        found = term(cell)
        if found is None and (span := days(cell, self._reading.order_of("term"))):
            return Term(last=span)
        if found is None:
            template = N_("“{value}” is no term that can be understood.")
            raise refused("term", template, value=plain(cell)[:80] or str(cell)[:80])
        return found

    def _own(
        self,
        said: Mapping[str, Any],
        partners: list[Organisation],
        dates: _Dates,
        is_of_school: bool,
    ) -> dict[str, Any]:
        title = " ".join(str(said.get("title") or "").split())
        if says_nothing(title):
            title = ""
        language = language_of(title)
        english = title if title and language not in ("zh", "ja") else ""
        of_schools = _OF_SCHOOLS.search(f"{plain(said.get('kind'))} {title}")
        renewing = dates.renews or renews(said.get("renewal"))
        level = next(
            (name for name, words in _LEVELS if words.search(plain(said.get("level")))),
            "school" if is_of_school or of_schools else "university",
        )
        return {
            "reference": plain(said.get("reference")),
            "title_en": english or f"Agreement with {' and '.join(p.name for p in partners)}",
            "title_zh": title if language == "zh" else "",
            "title_ja": title if language == "ja" else "",
            "kind": _kind(plain(said.get("kind")), title, self._about),
            "level": level,
            "renewal": "automatic" if renewing else "open-ended" if dates.open_ended else "fixed",
        }

    def _our_side(self, said: Mapping[str, Any]) -> str:
        """Give our university, or the unit of it that the row names and the record knows."""
        key = organisation_key(plain(said.get("our_unit")))
        unit = next((u for u in self._ours_units if key and organisation_key(u.name) == key), None)
        return unit.uuid if unit else self._our_uuid

    def _identity(
        self, said: Mapping[str, Any], partners: list[Organisation], dates: _Dates
    ) -> str:
        """Give the id that this agreement has in every version of the register.

        A reference tells; else the partners, kind, title and beginning. Rows that are alike in
        all of them are told apart by their order.
        """
        whom = "\x1e".join(sorted(organisation_key(each.name) for each in partners))
        since = (dates.signed.first if dates.signed else dates.first) or ""
        reference = plain(said.get("reference"))
        own = (
            (reference,)
            if reference
            else (plain(said.get("kind")), plain(said.get("title")), str(since))
        )
        words = ("agreement", whom, *own)
        number = self._bodies.count(words)
        return lasting_id(*words, str(number))


def _with_more(found: Organisation, said: Mapping[str, Any]) -> Organisation:
    """Add what other columns of the row say of the only partner."""
    other, unit, city = (plain(said.get(name)) for name in ("partner_other", "unit", "city"))
    return replace(
        found,
        other_name=found.other_name or ("" if says_nothing(other) else other),
        unit=found.unit or ("" if says_nothing(unit) else unit),
        city=found.city or ("" if says_nothing(city) else city),
    )


def _kind(*texts: str) -> str:
    """Tell the kind of an agreement by the first text that says one."""
    for text in texts:
        for kind, words in _KINDS:
            if words.search(text):
                return kind
    return "other"


def _belonging(entry: Entry, rows: str, values: dict[str, Any], **pointers: Pointer) -> None:
    own = entry.own
    if own is not None:
        at = len(entry.rows[rows])
        entry.rows[rows].append(
            RowEntry(own.sheet, own.number, entry.uuid, at, values, pointers, own.cells)
        )
