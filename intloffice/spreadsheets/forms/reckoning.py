"""Reckon what cells of a form are tied to, by the rules of counting, with what is counted."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import Any, TypeVar

from sqlalchemy import select

from intloffice.database.session import Session
from intloffice.errors import OfficeError
from intloffice.i18n import N_, Language
from intloffice.operations.counting.agreements import Agreement
from intloffice.operations.counting.awards import Award
from intloffice.operations.counting.experts import Engagement
from intloffice.operations.counting.periods import Period
from intloffice.operations.counting.stays import Stay, begun_in, virtual
from intloffice.records.isced import broad
from intloffice.records.meeting import MeetingDirection
from intloffice.records.mobility import Direction, StayMode
from intloffice.settings import Settings
from intloffice.spreadsheets.forms.asked import (
    LONG,
    NO_REGIONS,
    PARTS,
    REGIONS,
    SUBJECTS,
    Asked,
    said_part,
)
from intloffice.spreadsheets.found import Found, Held, Unit, people_of, records_of
from intloffice.spreadsheets.yearly_counts import (
    Basis,
    amounts_of,
    guests_each_time,
    guests_once,
    recipients_of,
)

_T = TypeVar("_T")
#: Between a part and its value, between parts, and before them.
_LATIN_MARKS = (": ", "; ", " ")
_MARKS = {"zh": ("：", "；", ""), "ja": ("：", "、", "")}


@dataclass(frozen=True)
class Reckoned:
    """A number, how it was counted, and what it counts."""

    number: int | Decimal
    basis: Basis
    units: tuple[Unit, ...] = ()


class Reckoner:
    """Reckons counts of a year and of the one before; each is read once."""

    def __init__(
        self, session: Session, period: Period, settings: Settings, as_of: date | None = None
    ) -> None:
        self._session, self.period = session, period
        self._months, self._regions = settings.long_from_months, settings.region_countries
        day = min(as_of, period.last) if as_of and as_of in period else period.last
        earlier = period.before()
        self._years = {
            0: Found(session, period, day),
            1: Found(session, earlier, earlier.last),
        }
        self._known: dict[tuple[Any, ...], Reckoned] = {}

    @property
    def as_of(self) -> date:
        """The day as of which is counted."""
        return self._years[0].as_of

    def reckon(self, asked: Asked) -> Reckoned:
        """Reckon a count; raise OfficeError where it would add up what cannot be added (rule 8)."""
        key = (asked.subject, asked.back, *sorted(asked.parts.items()))
        if key not in self._known:
            self._known[key] = self._reckoned(asked)
        return self._known[key]

    def basis(self, asked: Asked, reckoned: Reckoned, language: Language) -> str:
        """Say how a number was counted, and of which part."""
        facts = {
            name: language.day(value) if isinstance(value, date) else value
            for name, value in reckoned.basis.facts.items()
        }
        said = language.text(reckoned.basis.template, **facts)
        named = self.programmes(language)
        of, between, after = _MARKS.get(language.code, _LATIN_MARKS)
        parts = [
            f"{language.text(PARTS[name])}{of}{said_part(name, word, language, named)}"
            for name, word in asked.parts.items()
        ]
        return after.join(filter(None, [said, between.join(parts)]))

    def programmes(self, language: Language) -> dict[str, str]:
        """Tell what every programme is called, by its lasting id."""
        return programmes(self._session, language)

    def _reckoned(self, asked: Asked) -> Reckoned:
        found = self._years[asked.back]
        basis = Basis(
            SUBJECTS[asked.subject].basis, {"year": found.period.label, "date": found.as_of}
        )
        if asked.subject == "year":
            return Reckoned(found.period.year, basis)
        if asked.subject == "amount":
            units = amounts_of(self.awards(found, asked.parts))
            return Reckoned(self._sum(found, asked.parts), basis, units)
        units = _COUNTED[asked.subject](self, found, asked.parts)
        return Reckoned(len(units), basis, units)

    def _sum(self, found: Found, parts: Mapping[str, str]) -> Decimal:
        awards = [a for a in self.awards(found, parts) if amounts_of([a])]
        if len({award.currency for award in awards}) > 1:
            raise OfficeError(
                N_(
                    "The awards are in several currencies, which are never added up. Choose one "
                    "currency."
                )
            )
        return sum((award.amount for award in awards), Decimal("0.00"))

    def meetings(self, found: Found, parts: Mapping[str, str], direction: str = "") -> list[Held]:
        """List the meetings held, of a direction."""
        held = found.held(direction or parts.get("direction", ""))
        return self._in(held, parts, lambda each: [found.country(which) for which in each.visitors])

    def agreements(
        self, found: Found, mine: Iterable[Agreement], parts: Mapping[str, str]
    ) -> list[Agreement]:
        """Keep the agreements that are asked for."""
        kept = [
            each
            for each in mine
            if parts.get("agreement_level", "") in ("", each.level)
            and parts.get("agreement_kind", "") in ("", each.kind)
        ]
        return self._in(kept, parts, lambda a: [found.country(which) for which in a.theirs()])

    def _stays(
        self, found: Found, mine: Sequence[Stay], parts: Mapping[str, str], *, inbound: bool
    ) -> list[Stay]:
        kept = [stay for stay in mine if self._fits(stay, parts)]
        of_stay: dict[int, tuple[str, ...]] = {}
        if parts.get("country"):
            countries = found.countries_of(kept, by_nationality=inbound)
            of_stay = {s.source.id: codes for s, codes in zip(kept, countries, strict=True)}
        return self._in(kept, parts, lambda stay: of_stay[stay.source.id])

    def _fits(self, stay: Stay, parts: Mapping[str, str]) -> bool:
        length = parts.get("length", "")
        return (
            parts.get("level", "") in ("", stay.level)
            and parts.get("student_class", "") in ("", stay.student_class)
            and parts.get("eqf_level", "") in ("", stay.eqf)
            and parts.get("broad_field", "") in ("", broad(stay.isced_code))
            and parts.get("mode", "") in ("", stay.mode or StayMode.PHYSICAL)
            and parts.get("funding", "") in ("", stay.funding)
            and (not length or stay.is_long(self._months) is (length == LONG))
            and self._of_programme(stay.programme_id, parts)
        )

    def _experts(
        self, found: Found, mine: Sequence[Engagement], parts: Mapping[str, str]
    ) -> list[Engagement]:
        kept = [
            each
            for each in mine
            if parts.get("purpose", "") in ("", *each.purposes)
            and self._of_programme(each.programme_id, parts)
        ]
        of_each: dict[int, tuple[str, ...]] = {}
        if parts.get("country"):
            countries = found.countries_of(kept, by_nationality=True)
            of_each = {e.source.id: codes for e, codes in zip(kept, countries, strict=True)}
        return self._in(kept, parts, lambda each: of_each[each.source.id])

    def awards(self, found: Found, parts: Mapping[str, str]) -> list[Award]:
        """List the awards that are asked for."""
        wanted = parts.get("recipient_kind", "")
        kinds = self._recipient_kinds if wanted else {}
        return [
            award
            for award in found.awards
            if self._of_programme(award.programme_id, parts)
            and parts.get("currency", "") in ("", award.currency)
            and (not wanted or kinds.get(award.source.id) == wanted)
        ]

    def _in(
        self,
        found: Iterable[_T],
        parts: Mapping[str, str],
        countries: Callable[[_T], Iterable[str]],
    ) -> list[_T]:
        """Keep what has to do with a country, with regions, or with countries that are none."""
        wanted = parts.get("country", "")
        if not wanted:
            return list(found)
        if wanted == REGIONS:
            return [each for each in found if any(c in self._regions for c in countries(each))]
        if wanted == NO_REGIONS:
            regions = ("", *self._regions)
            return [each for each in found if any(c not in regions for c in countries(each))]
        return [each for each in found if wanted in countries(each)]

    def _of_programme(self, programme_id: int | None, parts: Mapping[str, str]) -> bool:
        wanted = parts.get("programme", "")
        return not wanted or self._programme_ids.get(wanted) == programme_id

    @cached_property
    def _programme_ids(self) -> Mapping[str, int]:
        table = self._session.tables["programme"]
        return {
            line.uuid: line.id for line in self._session.execute(select(table.c.uuid, table.c.id))
        }

    @cached_property
    def _recipient_kinds(self) -> Mapping[int, str]:
        table = self._session.tables["award"]
        found = self._session.execute(select(table.c.id, table.c.recipient_kind))
        return {line.id: line.recipient_kind for line in found}

    def trips(self, found: Found, parts: Mapping[str, str]) -> list[Held]:
        """List our visits paid."""
        return self.meetings(found, parts, MeetingDirection.PAID)

    def universities(self, found: Found, parts: Mapping[str, str]) -> tuple[Unit, ...]:
        """Count the universities on the other side of agreements in force."""
        mine = self.agreements(found, found.in_force, parts)
        units = found.universities(mine, members=False)
        return tuple(self._in(units, parts, lambda unit: [found.country(unit.record[1])]))

    def stays_of(
        self, found: Found, parts: Mapping[str, str], direction: str, *, there: bool = False
    ) -> list[Stay]:
        """List the stays of a direction that began in the year, or that cover its last day."""
        inbound = direction != "sent"
        mine = found.received if inbound else found.sent
        in_time = (
            [stay for stay in mine if stay.covers(found.as_of)]
            if there
            else begun_in(mine, found.window)
        )
        return self._stays(found, in_time, parts, inbound=inbound)

    def online(self, found: Found, parts: Mapping[str, str], direction: str) -> list[Stay]:
        """List who of a direction began to study online only in the year."""
        inbound = direction != "sent"
        way = Direction.INBOUND if inbound else Direction.OUTBOUND
        mine = virtual(self._session, way, found.window.first, found.window.last)
        return self._stays(found, mine, parts, inbound=inbound)

    def short(self, found: Found, parts: Mapping[str, str]) -> list[Engagement]:
        """List the short visits that began in the year."""
        return self._experts(found, [e for e in found.short if e.starts_on in found.window], parts)

    def posts(self, found: Found, parts: Mapping[str, str], *, new: bool) -> list[Engagement]:
        """List the long-term posts of the last day, or those that began in the year."""
        mine = [
            each
            for each in found.long
            if (each.starts_on in found.window if new else each.covers(found.as_of))
        ]
        return self._experts(found, mine, parts)


def programmes(session: Session, language: Language) -> dict[str, str]:
    """Tell what every programme is called, by its lasting id."""
    table = session.tables["programme"]
    caption = table.c[f"caption_{language.code}"].label("caption")
    query = select(table.c.uuid, caption).order_by(table.c[f"sort_{language.code}"])
    return {line.uuid: line.caption for line in session.execute(query)}


def currencies(session: Session) -> list[str]:
    """List the currencies of the awards on record."""
    currency = session.tables["award"].c.currency
    return list(session.execute(select(currency).distinct().order_by(currency)).scalars())


_Parts = Mapping[str, str]
_COUNTED: Mapping[str, Callable[[Reckoner, Found, _Parts], tuple[Unit, ...]]] = {
    "groups": lambda r, f, p: _meetings_as_units(r.meetings(f, p)),
    "guests": lambda r, f, p: guests_each_time(r.meetings(f, p)),
    "guests once": lambda r, f, p: guests_once(r.meetings(f, p)),
    "trips": lambda r, f, p: _meetings_as_units(r.trips(f, p)),
    "travellers": lambda r, f, p: guests_each_time(r.trips(f, p)),
    "travellers once": lambda r, f, p: guests_once(r.trips(f, p)),
    "signed": lambda r, f, p: records_of(r.agreements(f, f.signed, p)),
    "in force": lambda r, f, p: records_of(r.agreements(f, f.in_force, p)),
    "ended": lambda r, f, p: records_of(r.agreements(f, f.ended, p)),
    "universities": lambda r, f, p: r.universities(f, p),
    "sent": lambda r, f, p: people_of(r.stays_of(f, p, "sent")),
    "sent stays": lambda r, f, p: records_of(r.stays_of(f, p, "sent")),
    "sent there": lambda r, f, p: people_of(r.stays_of(f, p, "sent", there=True)),
    "sent online": lambda r, f, p: people_of(r.online(f, p, "sent")),
    "received": lambda r, f, p: people_of(r.stays_of(f, p, "received")),
    "received stays": lambda r, f, p: records_of(r.stays_of(f, p, "received")),
    "received there": lambda r, f, p: people_of(r.stays_of(f, p, "received", there=True)),
    "received online": lambda r, f, p: people_of(r.online(f, p, "received")),
    "short visits": lambda r, f, p: records_of(r.short(f, p)),
    "short experts": lambda r, f, p: people_of(r.short(f, p)),
    "long experts": lambda r, f, p: people_of(r.posts(f, p, new=False)),
    "new experts": lambda r, f, p: people_of(r.posts(f, p, new=True)),
    "recipients": lambda r, f, p: recipients_of(r.awards(f, p)),
}


def _meetings_as_units(held: Iterable[Held]) -> tuple[Unit, ...]:
    return tuple(Unit(("meeting", each.id)) for each in held)
